//! A finding with everything behind it, for outsiders to check.

use crate::access::{Action, Actor, Audience};
use crate::sealing::Nodes;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::{Event, Room, Subject, finding, procedure, response};
use mirqab_ledger::{consistency_proof, inclusion_proof};
use mirqab_record::bundle::{Anchor, Bundle, BundleCosignature, BundleEntry, GatherError, Leaf, gather};
use mirqab_record::{Envelope, Group, open};
use mirqab_vocabulary::FindingId;

impl App {
    /// The bundle of a finding that is made for an audience. Bundles for different audiences of one moment have the same entries, the same
    /// proofs and the same root, and differ in what they disclose: `Audience::discloses` decides that, and nothing else does.
    pub fn bundle_for(&self, actor: &Actor, finding: FindingId, audience: &Audience) -> Result<Vec<u8>, AppError> {
        if !actor.may_have(audience) {
            let needed = match audience {
                Audience::Court => Action::BundleForCourt,
                _ => Action::BundleForParty,
            };
            return Err(AppError::Denied(needed));
        }
        self.bundle_of(finding, Upto::Published, &|envelope, event| audience.discloses(&envelope.author, event))
    }

    /// The bundle of a finding as of now, in its canonical bytes. The public gets published findings, with words, exact
    /// places and identities withheld; `groups` says what is disclosed besides, to those who may read cases.
    pub fn bundle(&self, actor: &Actor, finding: FindingId, groups: &[Group]) -> Result<Vec<u8>, AppError> {
        let wanted = if groups.contains(&Group::Identity) { Action::SeeIdentity } else { Action::SeeWork };
        if !groups.is_empty() && !actor.may(wanted) {
            return Err(AppError::Denied(wanted));
        }
        let upto = if actor.may(Action::SeeWork) { Upto::Now } else { Upto::Published };
        self.bundle_of(finding, upto, &|_, _| groups)
    }

    fn bundle_of<'a>(
        &self,
        finding: FindingId,
        upto: Upto,
        disclosed: &dyn Fn(&Envelope, &Event) -> &'a [Group],
    ) -> Result<Vec<u8>, AppError> {
        self.read(|reader| {
            let about = Subject { room: Room::Finding, id: finding.to_string() };
            let state = procedure::as_finding(reader.state(&about)?).ok_or(AppError::NotFound)?;
            if state.published().is_none() && upto == Upto::Published {
                return Err(AppError::NotFound);
            }
            // A conclusion that waits is nobody's business outside yet: the public's copy ends before it.
            let cut = match state.pending() {
                Some(_) if upto == Upto::Published => proposed_position(reader, &about)?,
                _ => None,
            };
            // Nor is a measure that nobody has decided on.
            let undecided = if upto == Upto::Now { None } else { undecided_position(reader, finding)? };
            let size = cut.into_iter().chain(undecided).min().unwrap_or(reader.log_size()?);
            let agreements = crate::agreement::all(reader)?.into_iter().map(|agreement| agreement.id);
            let fetch = |subject: &Subject| {
                let entries = reader.entries_about(subject)?.into_iter().filter(|entry| entry.position < size);
                let leaf = |entry: crate::StoredEntry| Leaf {
                    position: entry.position,
                    bytes: entry.bytes,
                    payloads: entry.payloads,
                };
                anyhow::Ok(entries.map(leaf).collect())
            };
            let leaves = gather(finding, fetch, agreements).map_err(|error| match error {
                GatherError::Fetch(failure) => AppError::Failed(failure),
                GatherError::NoFinding(_) => AppError::NotFound,
                other => AppError::Failed(anyhow::anyhow!("{other}")),
            })?;
            let least = leaves.last().map_or(0, |leaf| leaf.position + 1);
            let (size, checkpoint) = self.checkpoint_for(reader, least, size)?.ok_or(AppError::NotFound)?;
            let mut cosignatures: Vec<BundleCosignature> = self
                .cosignatures_of(reader, size)?
                .into_iter()
                .map(|one| BundleCosignature { key: one.witness, line: one.line.trim_end().to_owned() })
                .collect();
            cosignatures.sort_by(|a, b| a.key.cmp(&b.key));
            let mut entries = Vec::new();
            for leaf in leaves {
                let proof = inclusion_proof(&Nodes(reader), leaf.position, size)?;
                let (envelope, event, _) = open(&leaf.bytes, &leaf.payloads).map_err(anyhow::Error::from)?;
                let groups = disclosed(&envelope, &event);
                entries.push(BundleEntry::disclosing(leaf, groups, proof.into_iter().map(|hash| hash.0).collect()));
            }
            // While the log changes hands two keys sign: the newest counts, and which it follows stands beside it.
            let keys = self.log_keys(reader)?;
            let (key, checkpoint) = keys.alone(&checkpoint).map_err(anyhow::Error::from)?;
            let anchor = anchor(reader, &self.key, entries.last().map_or(0, |entry| entry.position), size)?;
            let bundle = Bundle {
                finding,
                key: key.to_string(),
                origin: self.settings.origin.clone(),
                checkpoint,
                cosignatures,
                successions: crate::log_keys::notes(reader)?,
                entries,
                anchor,
            };
            Ok(bundle.to_bytes().map_err(anyhow::Error::from)?)
        })
    }
}

/// What shows before which time the entries up to position `last` existed, for a bundle under the checkpoint of `size` entries.
fn anchor(reader: &dyn Reader, key: &str, last: u64, size: u64) -> anyhow::Result<Option<Anchor>> {
    let stamps = crate::anchors::covering(reader, last)?;
    let Some(stamped) = stamps.first().map(|stamp| stamp.size) else { return Ok(None) };
    let note = crate::log_keys::checkpoint_alone(reader, key, stamped)?
        .ok_or_else(|| anyhow::anyhow!("no checkpoint of {stamped} entries"))?;
    let proof = match stamped == size {
        true => Vec::new(),
        false => consistency_proof(&Nodes(reader), stamped.min(size), stamped.max(size))?,
    };
    let proof = proof.into_iter().map(|hash| hash.0).collect();
    Ok(Some(Anchor { checkpoint: note, proof, tokens: stamps.into_iter().map(|stamp| stamp.token).collect() }))
}

/// Where the first measure stands in the log that is undecided.
fn undecided_position(reader: &dyn Reader, finding: FindingId) -> anyhow::Result<Option<u64>> {
    let Some(state) = crate::response::of(reader, finding)? else { return Ok(None) };
    let undecided: Vec<u32> =
        state.measures.iter().filter(|record| record.decided.is_none()).map(|record| record.measure.number).collect();
    if undecided.is_empty() {
        return Ok(None);
    }
    for entry in reader.entries_about(&Subject { room: Room::Response, id: finding.to_string() })? {
        let (_, event, _) = open(&entry.bytes, &entry.payloads)?;
        if let Event::Response(response::Event::MeasureProposed { measure }) = event
            && undecided.contains(&measure.number)
        {
            return Ok(Some(entry.position));
        }
    }
    Ok(None)
}

/// How far a bundle goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Upto {
    /// Up to the conclusion that waits, if one does, and to the measure that nobody decided on.
    Published,
    /// To the end of the log.
    Now,
}

/// Where the newest proposal of a finding stands in the log.
fn proposed_position(reader: &dyn Reader, about: &Subject) -> anyhow::Result<Option<u64>> {
    let mut found = None;
    for entry in reader.entries_about(about)? {
        let (_, event, _) = open(&entry.bytes, &entry.payloads)?;
        if matches!(event, Event::Finding(finding::Event::Proposed { .. })) {
            found = Some(entry.position);
        }
    }
    Ok(found)
}
