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
        let (policy, keys) = (&*self.witnesses, self.witnesses.keys());
        if !policy.asks_for_witnesses() {
            let size = reader.log_size()?;
            return match reader.checkpoint()? {
                None => Ok(None),
                Some(note) => self.with_cosignatures(reader, size, note).map(Some),
            };
        }
        let places: BTreeMap<String, usize> =
            keys.iter().enumerate().map(|(place, key)| (key.to_string(), place)).collect();
        let (mut at, mut who, mut found) = (None, BTreeSet::new(), None);
        reader.cosigned(u64::MAX, &mut |one| {
            if at != Some(one.size) {
                (at, who) = (Some(one.size), BTreeSet::new());
            }
            who.extend(places.get(&one.witness));
            if policy.met(&who) {
                found = at;
            }
            found.is_none()
        })?;
        let Some(size) = found else { return Ok(None) };
        let note = reader.checkpoint_of(size)?.ok_or_else(|| anyhow::anyhow!("no checkpoint of {size} entries"))?;
        self.with_cosignatures(reader, size, note).map(Some)
    }

    fn with_cosignatures(&self, reader: &dyn Reader, size: u64, mut note: String) -> anyhow::Result<Published> {
        let mut kept = Vec::new();
        reader.cosigned(size, &mut |one| {
            let same = one.size == size;
            kept.extend(same.then_some(one));
            same
        })?;
        let known = self.witnesses.keys();
        // In the order of the policy, so that the note is the same each time.
        for key in known.iter().map(ToString::to_string) {
            note.extend(kept.iter().filter(|one| one.witness == key).map(|one| one.line.as_str()));
        }
        // Nothing is published that a reader would refuse.
        cosignatures(&note, &known)?;
        Ok(Published { size, note })
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
