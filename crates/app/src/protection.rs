//! Protecting sources after the fact: sealing identities as they come in, opening them by a quorum, erasing for good.

use crate::access::{Action, Actor};
use crate::report::{self, subject};
use crate::sealed::{Asked, Given, Package, TABLE, seal};
use crate::work::{App, SALT, Seen, Work};
use crate::{AppError, Reader};
use mirqab_domain::mission::Holders;
use mirqab_domain::report::{
    Consent, Draft, Event, Ground, Opened, Opening, Part, Refusal, Request, SEALED_NAME, Sealed, State, to_open,
};
use mirqab_domain::{Event as Fact, procedure};
use mirqab_record::{Group, open};
use mirqab_vocabulary::{BlobId, Line, Passage, ReportId};

/// What stands before a table that is kept sealed, behind its salt.
const SEALED_TABLE: &[u8] = b"mirqab-sealed-table/1\n";

fn refused(refusal: Refusal) -> AppError {
    AppError::Refused(refusal.into())
}

/// The disclosure groups that hold these parts.
pub(crate) fn groups(parts: &[Part]) -> Vec<Group> {
    let group = |part: &Part| match part {
        Part::Identity => Some(Group::Identity),
        Part::Words => Some(Group::Words),
        Part::Place => Some(Group::Exact),
        Part::Files | Part::Table => None,
    };
    parts.iter().filter_map(group).collect()
}

/// The originals that these parts of a report are.
fn originals(draft: &Draft, parts: &[Part]) -> Vec<BlobId> {
    let files = draft.attachments.iter().map(|file| &file.blob).filter(|_| parts.contains(&Part::Files));
    let table = draft.original.iter().map(|table| &table.blob).filter(|_| parts.contains(&Part::Table));
    files.chain(table).cloned().collect()
}

/// Originals that tombstones of a report name: their absence is no fault.
pub(crate) fn erased_originals(state: &State) -> Vec<BlobId> {
    state.tombstones.iter().flat_map(|tombstone| originals(&state.draft, &tombstone.parts)).collect()
}

/// The newest set of key holders with its number, if there is one.
pub fn newest_holders(reader: &dyn Reader) -> anyhow::Result<Option<(u32, Holders)>> {
    let sets = procedure::key_holders(&mut Seen(reader))?;
    let number = u32::try_from(sets.len()).unwrap_or(u32::MAX);
    Ok(sets.into_iter().next_back().map(|set| (number, set)))
}

/// What came of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Erased {
    /// Where its tombstone stands in the log.
    pub position: u64,
    /// Whether freed pages are scrubbed already. Otherwise somebody was reading, or the disk was full; it is tried again.
    pub finished: bool,
}

/// The name and the way to somebody, as they are sealed.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Identity {
    /// The name.
    pub name: Line,
    /// How to reach them.
    pub contact: Option<Line>,
}

impl Work<'_> {
    /// Seals the identity in a report that is about to be recorded, if there are key holders. It stands in the one way by which facts are
    /// recorded, so that no form, no import and no program can leave a name in clear.
    pub(crate) fn seal_identity(&self, id: &str, event: &mut Event) -> Result<(), AppError> {
        let Event::Submitted { draft, .. } = event else { return Ok(()) };
        let Some(witness) = &mut draft.witness else { return Ok(()) };
        let Some((number, holders)) = newest_holders(self.reader())? else { return Ok(()) };
        if witness.sealed.is_some() {
            // A seal is bound to the report's id, which nobody but the server knew.
            return Err(refused(Refusal::SealWrong));
        }
        let identity = Identity { name: witness.name.clone(), contact: witness.contact.take() };
        let plain = serde_json::to_vec(&identity).map_err(anyhow::Error::from)?;
        let sealed = seal(&plain, id, number, &holders, |bytes| self.fill(bytes)).map_err(anyhow::Error::from)?;
        witness.sealed = Some(sealed);
        witness.name = Line::parse(SEALED_NAME).map_err(anyhow::Error::from)?;
        Ok(())
    }

    /// A table that holds identities, as it is kept: sealed, if there are key holders.
    pub(crate) fn seal_table(&self, table: &[u8], set: Option<&(u32, Holders)>) -> Result<Option<Vec<u8>>, AppError> {
        let Some((number, holders)) = set else { return Ok(None) };
        let sealed = seal(table, TABLE, *number, holders, |bytes| self.fill(bytes)).map_err(anyhow::Error::from)?;
        let written = serde_json::to_vec(&sealed).map_err(anyhow::Error::from)?;
        Ok(Some([SEALED_TABLE, &written].concat()))
    }
}

/// A kept table that is sealed; `None` if it is in clear.
pub fn sealed_table(kept: &[u8]) -> anyhow::Result<Option<Sealed>> {
    Ok(kept.strip_prefix(SEALED_TABLE).map(serde_json::from_slice).transpose()?)
}

/// What is sealed of a report, and what it is bound to.
fn sealed_of(reader: &dyn Reader, state: &State, what: Opened) -> Result<Option<(Sealed, String)>, AppError> {
    match what {
        Opened::Identity => {
            let sealed = state.draft.witness.as_ref().and_then(|witness| witness.sealed.clone());
            Ok(sealed.map(|sealed| (sealed, state.id.to_string())))
        }
        Opened::Table => {
            let Some(original) = &state.draft.original else { return Ok(None) };
            let Some(kept) = reader.blob(&original.blob)? else { return Ok(None) };
            let sealed = sealed_table(kept.get(SALT..).unwrap_or_default())?;
            Ok(sealed.map(|sealed| (sealed, TABLE.to_owned())))
        }
    }
}

/// A report whatever who asks may read of it; only for what is checked by another rule.
fn whole(reader: &dyn Reader, id: ReportId) -> Result<State, AppError> {
    procedure::as_report(reader.state(&subject(id))?).ok_or(AppError::NotFound)
}

/// Which things of a report are sealed, so that they may be asked for.
pub fn openable(reader: &dyn Reader, state: &State) -> Result<Vec<Opened>, AppError> {
    let mut found = Vec::new();
    for what in Opened::ALL {
        if sealed_of(reader, state, *what)?.is_some() {
            found.push(*what);
        }
    }
    Ok(found)
}

/// Requests that wait for an answer of this account, with the share of each.
pub fn asked_of(reader: &dyn Reader, actor: &Actor) -> Result<Vec<(Request, Asked)>, AppError> {
    let Some(account) = actor.account.filter(|_| actor.may(Action::HoldKey)) else { return Ok(Vec::new()) };
    let sets = procedure::key_holders(&mut Seen(reader))?;
    if sets.iter().all(|set| set.number_of(account).is_none()) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for id in reader.protected_reports()? {
        if let Some(asked) = asked_about(reader, actor, id)? {
            found.push(asked);
        }
    }
    Ok(found)
}

/// The reports of which something was erased or is to be, or asked to be opened.
pub fn standing(reader: &dyn Reader) -> Result<Vec<State>, AppError> {
    reader.protected_reports()?.into_iter().map(|id| whole(reader, id)).collect()
}

/// The request about one report that waits for an answer of this account.
pub fn asked_about(reader: &dyn Reader, actor: &Actor, id: ReportId) -> Result<Option<(Request, Asked)>, AppError> {
    let state = whole(reader, id)?;
    let Some(request) = state.openings.last().filter(|request| request.waits()).cloned() else { return Ok(None) };
    let Some(account) = actor.account.filter(|account| *account != request.by) else { return Ok(None) };
    let answered = request.consents.iter().any(|(one, _)| *one == account) || request.refused.contains(&account);
    let sets = procedure::key_holders(&mut Seen(reader))?;
    let set = usize::try_from(request.set).ok().and_then(|set| sets.get(set.checked_sub(1)?));
    let Some(holder) = set.and_then(|set| set.number_of(account)).filter(|_| !answered) else { return Ok(None) };
    let Some((sealed, about)) = sealed_of(reader, &state, request.what)? else { return Ok(None) };
    let share = sealed.shares.get(holder as usize - 1).cloned().ok_or(AppError::NotFound)?;
    let asked = Asked {
        format: "mirqab-asked/1".into(),
        report: id.to_string(),
        about,
        set: request.set,
        holder,
        to: request.key.clone(),
        reason: reason_of(reader, id)?,
        share,
    };
    Ok(Some((request, asked)))
}

/// Why the newest opening is asked for: the words are in the record and not in the state.
fn reason_of(reader: &dyn Reader, id: ReportId) -> Result<String, AppError> {
    let mut reason = String::new();
    for entry in reader.entries_about(&subject(id))? {
        if let Fact::Report(Event::OpeningRequested { opening }) =
            open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?.1
        {
            reason = opening.reason.to_string();
        }
    }
    Ok(reason)
}

impl App {
    /// Asks the key holders to open what is sealed of a report to the holder of `key`.
    pub fn ask_opening(
        &self,
        actor: &Actor,
        id: ReportId,
        what: Opened,
        key: &BlobId,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::AskOpening, |work| {
            let state = report::read(work.reader(), actor, id)?;
            let full = whole(work.reader(), state.id)?;
            let (sealed, _) = to_open(sealed_of(work.reader(), &full, what)?).map_err(refused)?;
            let sets = procedure::key_holders(&mut Seen(work.reader()))?;
            let set = usize::try_from(sealed.set).ok().and_then(|set| sets.get(set.checked_sub(1)?));
            let threshold = set.ok_or(AppError::NotFound)?.threshold;
            let opening = Opening { what, key: key.clone(), set: sealed.set, threshold, reason: reason.clone() };
            work.record(&subject(id), Event::OpeningRequested { opening })
        })
    }

    /// Records a holder's consent with the share that they encrypted to who asks.
    pub fn consent(&self, actor: &Actor, id: ReportId, given: &Given) -> Result<u64, AppError> {
        if given.format != "mirqab-given/1" || given.report != id.as_str() {
            return Err(refused(Refusal::OpeningShare));
        }
        let consent = Consent::new(given.holder, &given.share).map_err(refused)?;
        self.write(actor, Action::HoldKey, |work| {
            work.record(&subject(id), Event::OpeningConsented { consent: consent.clone() })
        })
    }

    /// Gives who asked what the holders gave. The first time, that is recorded as the opening.
    pub fn take_opening(&self, actor: &Actor, id: ReportId) -> Result<Package, AppError> {
        self.write(actor, Action::AskOpening, |work| {
            let state = whole(work.reader(), id)?;
            let taken =
                state.openings.last().filter(|request| request.opened.is_some() && Some(request.by) == actor.account);
            if taken.is_none() {
                work.record(&subject(id), Event::Opened {})?;
            }
            let state = whole(work.reader(), id)?;
            let request = state.openings.last().cloned().ok_or(AppError::NotFound)?;
            let (sealed, about) = sealed_of(work.reader(), &state, request.what)?.ok_or(AppError::NotFound)?;
            let mut shares = Vec::new();
            for entry in work.reader().entries_about(&subject(id))? {
                match open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?.1 {
                    // Shares of an earlier request are not of this one.
                    Fact::Report(Event::OpeningRequested { .. }) => shares.clear(),
                    Fact::Report(Event::OpeningConsented { consent }) => {
                        shares.extend(consent.share.map(|share| (consent.holder, share.to_string())));
                    }
                    _ => {}
                }
            }
            let format = "mirqab-opening/1".into();
            let (set, threshold) = (request.set, request.threshold);
            Ok(Package { format, report: id.to_string(), about, set, threshold, locked: sealed.locked, shares })
        })
    }

    /// Decides an erasure and carries it out.
    ///
    /// ORDER: the tombstone, the destruction and the note that pages are still to be scrubbed are one transaction: there is no moment with
    /// one and without the other. What the database's file still holds of it in freed pages and in its journal is scrubbed after that; a
    /// process that is killed in between does it when it starts again.
    pub fn erase(&self, actor: &Actor, id: ReportId, parts: &[Part], ground: Ground) -> Result<Erased, AppError> {
        let position = self.write(actor, Action::Decide, |work| {
            let state = whole(work.reader(), id)?;
            let position = work.record(&subject(id), Event::Erased { parts: parts.to_vec(), ground })?;
            if parts.iter().any(|part| matches!(part, Part::Identity | Part::Words)) {
                work.end_contact(id)?;
            }
            work.destroy(&subject(id), &groups(parts), &originals(&state.draft, parts))?;
            Ok(position)
        })?;
        // What was decided stands whatever becomes of this: it is tried again while the server runs, and when it starts.
        Ok(Erased { position, finished: self.finish_erasures().is_ok() })
    }

    /// Scrubs what erasures left in freed pages and in the journal. Returns whether there was anything to do. Fails while somebody reads;
    /// then it is done the next time.
    pub fn finish_erasures(&self) -> Result<bool, AppError> {
        Ok(self.store().scrub()?)
    }
}
