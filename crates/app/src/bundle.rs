//! A finding with everything behind it, for outsiders to check.

use crate::access::{Action, Actor};
use crate::sealing::Nodes;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::{Event, Room, Subject, finding, procedure, response};
use mirqab_ledger::inclusion_proof;
use mirqab_record::bundle::{Bundle, BundleEntry, GatherError, Leaf, gather};
use mirqab_record::{Group, open as open_entry};
use mirqab_vocabulary::FindingId;

impl App {
    /// The bundle of a finding as of now, in its canonical bytes. The public gets published findings, with words, exact
    /// places and identities withheld; `groups` says what is disclosed besides, to those who may read cases.
    pub fn bundle(&self, actor: &Actor, finding: FindingId, groups: &[Group]) -> Result<Vec<u8>, AppError> {
        let wanted = if groups.contains(&Group::Identity) { Action::SeeIdentity } else { Action::SeeWork };
        if !groups.is_empty() && !actor.may(wanted) {
            return Err(AppError::Denied(wanted));
        }
        self.read(|reader| {
            let about = Subject { room: Room::Finding, id: finding.to_string() };
            let state = procedure::as_finding(reader.state(&about)?).ok_or(AppError::NotFound)?;
            if state.published().is_none() && !actor.may(Action::SeeWork) {
                return Err(AppError::NotFound);
            }
            // A conclusion that waits is nobody's business outside yet: the public's copy ends with what was published.
            let cut = match state.pending() {
                Some(_) if !actor.may(Action::SeeWork) => {
                    published_position(reader, &about)?.map(|position| position + 1)
                }
                _ => None,
            };
            // Nor is a measure that nobody has decided on.
            let undecided = if actor.may(Action::SeeWork) { None } else { undecided_position(reader, finding)? };
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
            let mut entries = Vec::new();
            for leaf in leaves {
                let proof = inclusion_proof(&Nodes(reader), leaf.position, size)?;
                entries.push(BundleEntry::disclosing(leaf, groups, proof.into_iter().map(|hash| hash.0).collect()));
            }
            let bundle = Bundle {
                finding,
                key: self.key.to_string(),
                origin: self.settings.origin.clone(),
                checkpoint: reader.checkpoint_of(size)?.ok_or(AppError::NotFound)?,
                entries,
            };
            Ok(bundle.to_bytes().map_err(anyhow::Error::from)?)
        })
    }
}

/// Where the first measure stands in the log that is undecided.
fn undecided_position(reader: &dyn Reader, finding: FindingId) -> anyhow::Result<Option<u64>> {
    let Some(state) = crate::response::of(reader, finding)? else { return Ok(None) };
    let open: Vec<u32> =
        state.measures.iter().filter(|record| record.decided.is_none()).map(|record| record.measure.number).collect();
    if open.is_empty() {
        return Ok(None);
    }
    for entry in reader.entries_about(&Subject { room: Room::Response, id: finding.to_string() })? {
        let (_, event, _) = open_entry(&entry.bytes, &entry.payloads)?;
        if let Event::Response(response::Event::MeasureProposed { measure }) = event
            && open.contains(&measure.number)
        {
            return Ok(Some(entry.position));
        }
    }
    Ok(None)
}

/// Where the newest publication of a finding stands in the log.
fn published_position(reader: &dyn Reader, about: &Subject) -> anyhow::Result<Option<u64>> {
    let mut found = None;
    for entry in reader.entries_about(about)? {
        let (_, event, _) = open_entry(&entry.bytes, &entry.payloads)?;
        if matches!(event, Event::Finding(finding::Event::Published {})) {
            found = Some(entry.position);
        }
    }
    Ok(found)
}
