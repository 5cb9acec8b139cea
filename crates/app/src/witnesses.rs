//! Witnesses: what is sent to them, what came back, and which checkpoint has enough of it to be published.

use crate::sealing::Nodes;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_ledger::{Cosigned, Policy, PolicyWitness, Submission, consistency_proof, cosignatures, text_of_note};
use mirqab_vocabulary::Instant;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A cosignature as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// Of the log's first so many entries.
    pub size: u64,
    /// The witness's key.
    pub witness: String,
    /// By the witness's clock, in seconds since 1970.
    pub time: u64,
    /// The signature line.
    pub line: String,
}

/// How a witness stands to the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What the policy calls it.
    pub name: String,
    /// Its key.
    pub key: String,
    /// How many entries it has cosigned.
    pub size: u64,
    /// When it cosigned them, by its own clock.
    pub cosigned_at: Option<Instant>,
    /// How many entries it has not cosigned.
    pub missing: u64,
    /// When the first of those was recorded.
    pub missing_since: Option<Instant>,
}

/// A checkpoint to be shown to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many entries it is of.
    pub size: u64,
    /// The note with all cosignatures.
    pub note: String,
}

/// Why a witness's answer is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Not a note, or a signature does not hold.
    #[error(transparent)]
    Note(#[from] mirqab_ledger::NoteError),
    /// Of something else than this log.
    #[error("it cosigns a checkpoint that this log never signed")]
    NotOurs,
    /// Nobody whom the policy names.
    #[error("no witness of the policy cosigned it")]
    Nobody,
}

impl App {
    /// The same, with a policy for witnesses.
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.witnesses = policy.into();
        self
    }

    /// A witness of the policy by its name there.
    pub fn witness(&self, name: &str) -> Option<&PolicyWitness> {
        self.witnesses.witnesses.iter().find(|witness| witness.name == name)
    }

    /// The newest checkpoint that was cosigned by enough witnesses; the newest of all, if the policy asks for none.
    pub fn published(&self, reader: &dyn Reader) -> anyhow::Result<Option<Published>> {
        let Some(size) = self.met_between(reader, 1, reader.log_size()?)? else { return Ok(None) };
        // A log that signs nothing has none.
        let Some(note) = reader.checkpoint_of(size)? else { return Ok(None) };
        let lines = self.cosignatures_of(reader, size)?;
        Ok(Some(Published { size, note: lines.into_iter().fold(note, |note, one| note + &one.line) }))
    }

    /// The size of the newest checkpoint of `least` to `most` entries that was cosigned by enough witnesses.
    fn met_between(&self, reader: &dyn Reader, least: u64, most: u64) -> anyhow::Result<Option<u64>> {
        let (policy, keys) = (&*self.witnesses, self.witnesses.keys());
        if !policy.asks_for_witnesses() {
            return Ok((most >= least).then_some(most));
        }
        let places: BTreeMap<String, usize> =
            keys.iter().enumerate().map(|(place, key)| (key.to_string(), place)).collect();
        let (mut at, mut who, mut found) = (None, BTreeSet::new(), None);
        reader.cosigned(most, &mut |one| {
            if at != Some(one.size) {
                (at, who) = (Some(one.size), BTreeSet::new());
            }
            who.extend(places.get(&one.witness));
            if one.size >= least && policy.met(&who) {
                found = at;
            }
            one.size >= least && found.is_none()
        })?;
        Ok(found)
    }

    /// Which checkpoint proves entries of which the last is number `least`, in the log's first `most`: the newest that enough witnesses
    /// cosigned. If there is none yet, the newest of all: no entry is left out for the sake of a signature.
    pub(crate) fn checkpoint_for(
        &self,
        reader: &dyn Reader,
        least: u64,
        most: u64,
    ) -> anyhow::Result<Option<(u64, String)>> {
        let met = self.met_between(reader, least, most)?;
        // A transaction of several entries has one checkpoint, at its end.
        for size in met.into_iter().chain((least..=most).rev()) {
            if let Some(note) = reader.checkpoint_of(size)? {
                return Ok(Some((size, note)));
            }
        }
        Ok(None)
    }

    /// What witnesses of the policy cosigned of the log's first `size` entries, in the order of the policy, so that it is the same each time.
    pub(crate) fn cosignatures_of(&self, reader: &dyn Reader, size: u64) -> anyhow::Result<Vec<Cosignature>> {
        let mut kept = Vec::new();
        reader.cosigned(size, &mut |one| {
            let same = one.size == size;
            kept.extend(same.then_some(one));
            same
        })?;
        let known = self.witnesses.keys();
        let place = |one: &Cosignature| known.iter().position(|key| key.to_string() == one.witness);
        let mut known_here: Vec<(usize, Cosignature)> =
            kept.into_iter().filter_map(|one| Some((place(&one)?, one))).collect();
        known_here.sort_by_key(|(place, _)| *place);
        let found: Vec<Cosignature> = known_here.into_iter().map(|(_, one)| one).collect();
        // Nothing goes out that a reader would refuse.
        let note = reader.checkpoint_of(size)?.unwrap_or_default();
        cosignatures(&found.iter().fold(note, |note, one| note + &one.line), &known)?;
        Ok(found)
    }

    /// How each witness of the policy stands to the log, in the order of the policy.
    pub fn standing(&self, reader: &dyn Reader) -> anyhow::Result<Vec<Standing>> {
        let now = reader.log_size()?;
        let mut newest: BTreeMap<String, Cosignature> = BTreeMap::new();
        let wanted = self.witnesses.witnesses.len();
        reader.cosigned(u64::MAX, &mut |one| {
            if self.witnesses.witnesses.iter().any(|witness| witness.key.to_string() == one.witness) {
                newest.entry(one.witness.clone()).or_insert(one);
            }
            newest.len() < wanted
        })?;
        let mut all = Vec::new();
        for witness in &self.witnesses.witnesses {
            let key = witness.key.to_string();
            let last = newest.get(&key);
            let size = last.map_or(0, |last| last.size);
            let first_missing = reader.entries(size, 1)?.pop();
            let since = first_missing.map(|entry| recorded_at(&entry.bytes)).transpose()?;
            all.push(Standing {
                name: witness.name.clone(),
                key,
                size,
                cosigned_at: last.and_then(|last| Instant::from_unix_s(i64::try_from(last.time).ok()?).ok()),
                missing: now.saturating_sub(size),
                missing_since: since,
            });
        }
        Ok(all)
    }

    /// What to send to a witness that saw the log's first `old` entries last.
    pub fn submission(&self, reader: &dyn Reader, old: u64) -> anyhow::Result<Submission> {
        let size = reader.log_size()?;
        let checkpoint = reader.checkpoint()?.ok_or_else(|| anyhow::anyhow!("nothing is recorded yet"))?;
        anyhow::ensure!(old <= size, "the witness saw {old} entries, and the log has {size}");
        Ok(Submission { old, proof: consistency_proof(&Nodes(reader), old, size)?, checkpoint })
    }

    /// How many entries a witness of the policy has cosigned.
    pub fn cosigned_size(&self, reader: &dyn Reader, witness: &PolicyWitness) -> anyhow::Result<u64> {
        let (key, mut size) = (witness.key.to_string(), 0);
        reader.cosigned(u64::MAX, &mut |one| {
            if one.witness == key {
                size = one.size;
            }
            one.witness != key
        })?;
        Ok(size)
    }

    /// Keeps what witnesses of the policy cosigned: in a note with the checkpoint's text. Returns their names.
    pub fn keep_cosignatures(&self, note: &str) -> Result<Vec<String>, AppError> {
        let refused = |error: ReplyError| AppError::Failed(error.into());
        let text = text_of_note(note).map_err(|error| refused(error.into()))?;
        let found: Vec<Cosigned> = cosignatures(note, &self.witnesses.keys()).map_err(|error| refused(error.into()))?;
        let size =
            text.split('\n').nth(1).and_then(|size| size.parse().ok()).ok_or_else(|| refused(ReplyError::NotOurs))?;
        let ours = self.read(|reader| Ok(reader.checkpoint_of(size)?))?;
        let ours = ours.map(|ours| text_of_note(&ours)).transpose().map_err(anyhow::Error::from)?;
        if ours.as_deref() != Some(text.as_str()) {
            return Err(refused(ReplyError::NotOurs));
        }
        if found.is_empty() {
            return Err(refused(ReplyError::Nobody));
        }
        let mut names = Vec::new();
        let rows: Vec<Cosignature> = found
            .into_iter()
            .map(|one| {
                let witness = &self.witnesses.witnesses[one.witness];
                names.push(witness.name.clone());
                Cosignature { size, witness: witness.key.to_string(), time: one.time, line: one.line }
            })
            .collect();
        self.store().write(&mut |writer| {
            for row in &rows {
                writer.put_cosignature(row)?;
            }
            Ok(())
        })?;
        Ok(names)
    }
}

pub(crate) fn recorded_at(envelope: &[u8]) -> anyhow::Result<Instant> {
    let envelope: serde_json::Value = serde_json::from_slice(envelope)?;
    Ok(Instant::parse(envelope["recorded_at"].as_str().unwrap_or_default())?)
}

/// The proof that the log's first `from` entries are the beginning of its first `to`, in hexadecimal.
pub fn consistency(reader: &dyn Reader, from: u64, to: u64) -> anyhow::Result<Vec<String>> {
    Ok(consistency_proof(&Nodes(reader), from, to)?.iter().map(ToString::to_string).collect())
}

/// The root of the log's first `size` entries.
pub fn root(reader: &dyn Reader, size: u64) -> anyhow::Result<mirqab_ledger::Hash> {
    mirqab_ledger::root_at(&Nodes(reader), size)
}
