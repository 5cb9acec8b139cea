//! Protecting sources after the fact: sealing identities as they come in, opening them by a quorum, erasing for good.

use crate::access::{Action, Actor};
use crate::sealed::{Asked, Given, Package, TABLE, seal};
use crate::work::{App, SALT, Seen, Work};
use crate::{AppError, Reader, report, verification};
use mirqab_domain::mission::Holders;
use mirqab_domain::report::{
    Consent, Draft, Event, Ground, Opened, Opening, Part, Protection, Refusal, Request, SEALED_NAME, Sealed, Step,
    Witness, admit_witness, to_open,
};
use mirqab_domain::verification::Event as OfCase;
use mirqab_domain::{Event as Fact, Subject, procedure};
use mirqab_record::{Group, open};
use mirqab_vocabulary::{BlobId, IncidentId, Line, Passage, ReportId};
use std::fmt;
use std::str::FromStr;

/// What stands before a table that is kept sealed, behind its salt.
const SEALED_TABLE: &[u8] = b"mirqab-sealed-table/1\n";

fn refused(refusal: Refusal) -> AppError {
    AppError::Refused(refusal.into())
}

/// What a source stands behind: its written form is a report's id, or that of an incident, a stroke and the number of an item of evidence.
/// What is sealed of it is bound to that form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A report.
    Report(ReportId),
    /// An item of evidence of an incident's verification.
    Evidence(IncidentId, u32),
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Report(id) => write!(f, "{id}"),
            Self::Evidence(id, number) => write!(f, "{id}/{number}"),
        }
    }
}

impl FromStr for Thing {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        let none = || AppError::NotFound;
        Ok(match text.split_once('/') {
            None => Self::Report(ReportId::parse(text).map_err(|_| none())?),
            Some((id, number)) => Self::Evidence(
                IncidentId::parse(id).map_err(|_| none())?,
                number.parse().ok().filter(|read: &u32| read.to_string() == number).ok_or_else(none)?,
            ),
        })
    }
}

impl Thing {
    /// The subject in whose history its facts stand.
    pub fn subject(self) -> Subject {
        match self {
            Self::Report(id) => report::subject(id),
            Self::Evidence(id, _) => verification::subject(id),
        }
    }

    /// The fact that is a step of its protection.
    pub fn fact(self, step: Step) -> Fact {
        match self {
            Self::Report(_) => Event::from(step).into(),
            Self::Evidence(_, number) => OfCase::of_item(number, step).into(),
        }
    }

    /// The step of its protection that a fact of its history is, if it is one.
    fn step(self, fact: &Fact) -> Option<Step> {
        match (self, fact) {
            (Self::Report(_), Fact::Report(event)) => event.step(),
            (Self::Evidence(_, number), Fact::Verification(event)) => {
                event.step().filter(|(of, _)| *of == number).map(|(_, step)| step)
            }
            _ => None,
        }
    }

    /// Whether a fact of its history is about it: with a part of it that fact's payloads are erased.
    fn holds(self, fact: &Fact) -> bool {
        match (self, fact) {
            (Self::Report(_), _) => true,
            (Self::Evidence(_, number), Fact::Verification(event)) => event.item() == Some(number),
            _ => false,
        }
    }

    /// What was erased, if a fact of this subject is a tombstone.
    pub(crate) fn erased(subject: &Subject, fact: &Fact) -> Option<(Self, Vec<Part>)> {
        match fact {
            Fact::Report(Event::Erased { parts, .. }) => {
                Some((Self::Report(ReportId::parse(&subject.id).ok()?), parts.clone()))
            }
            Fact::Verification(OfCase::EvidenceErased { number, parts, .. }) => {
                Some((Self::Evidence(IncidentId::parse(&subject.id).ok()?, *number), parts.clone()))
            }
            _ => None,
        }
    }
}

/// The disclosure groups that hold these parts.
fn groups(parts: &[Part]) -> Vec<Group> {
    let group = |part: &Part| match part {
        Part::Identity => Some(Group::Identity),
        Part::Words => Some(Group::Words),
        Part::Place => Some(Group::Exact),
        Part::Files | Part::Table => None,
    };
    parts.iter().filter_map(group).collect()
}

/// What a source stands behind, as of some position of the log, whatever who asks may read of it.
pub struct Guarded {
    /// It.
    pub thing: Thing,
    /// What is erased, to be erased, and asked to be opened.
    pub protection: Protection,
    witness: Option<Witness>,
    files: Vec<BlobId>,
    table: Option<BlobId>,
}

impl Guarded {
    fn report(state: mirqab_domain::report::State) -> Self {
        let Draft { witness, attachments, original, .. } = state.draft;
        Self {
            thing: Thing::Report(state.id),
            protection: state.protection,
            witness,
            files: attachments.into_iter().map(|file| file.blob).collect(),
            table: original.map(|original| original.blob),
        }
    }

    fn item(id: IncidentId, item: mirqab_domain::verification::Item) -> Self {
        Self {
            thing: Thing::Evidence(id, item.number),
            protection: item.protection,
            witness: item.evidence.witness,
            files: item.evidence.blob.into_iter().collect(),
            table: None,
        }
    }

    /// The originals that these parts of it are.
    fn originals(&self, parts: &[Part]) -> Vec<BlobId> {
        let files = self.files.iter().filter(|_| parts.contains(&Part::Files));
        files.chain(self.table.iter().filter(|_| parts.contains(&Part::Table))).cloned().collect()
    }

    /// Originals that its tombstones name: their absence is no fault.
    pub(crate) fn erased_originals(&self) -> Vec<BlobId> {
        self.protection.tombstones.iter().flat_map(|tombstone| self.originals(&tombstone.parts)).collect()
    }

    /// Whether it has, or may have, a part that was not erased.
    pub fn has(&self, part: Part) -> bool {
        let has = match part {
            Part::Files => !self.files.is_empty(),
            Part::Table => self.table.is_some(),
            Part::Identity | Part::Words | Part::Place => true,
        };
        has && !self.protection.is_erased(part)
    }
}

/// Everything of a subject that a source stands behind.
fn of_subject(reader: &dyn Reader, subject: &Subject) -> Result<Vec<Guarded>, AppError> {
    Ok(match reader.state(subject)? {
        Some(procedure::State::Report(state)) => vec![Guarded::report(*state)],
        Some(procedure::State::Verification(state)) => {
            let incident = state.incident;
            state.evidence.into_iter().map(|item| Guarded::item(incident, item)).collect()
        }
        _ => Vec::new(),
    })
}

/// It, whatever who asks may read of it; only for what is checked by another rule.
pub fn guarded(reader: &dyn Reader, thing: Thing) -> Result<Guarded, AppError> {
    let found = of_subject(reader, &thing.subject())?;
    found.into_iter().find(|one| one.thing == thing).ok_or(AppError::NotFound)
}

/// Whether the actor may read it; the answer that there is none if not.
pub fn known(reader: &dyn Reader, actor: &Actor, thing: Thing) -> Result<(), AppError> {
    match thing {
        Thing::Report(id) => report::read(reader, actor, id).map(|_| ()),
        Thing::Evidence(id, number) => {
            let state = verification::read(reader, actor, id)?;
            state.item(number).map(|_| ()).ok_or(AppError::NotFound)
        }
    }
}

/// Whether something that was not erased still names an original.
fn kept(reader: &dyn Reader, original: &BlobId) -> Result<bool, AppError> {
    for subject in reader.naming(original)? {
        let guarded = of_subject(reader, &subject)?;
        let named = |one: &&Guarded| one.files.contains(original) || one.table.as_ref() == Some(original);
        if !guarded.iter().any(|one| named(&one)) {
            // Named by what no source stands behind.
            return Ok(true);
        }
        let part = |one: &Guarded| if one.files.contains(original) { Part::Files } else { Part::Table };
        if guarded.iter().filter(named).any(|one| part(one) == Part::Files && one.has(Part::Files)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What of the payloads that a tombstone names is still there, by the position of its entry.
pub(crate) fn left(reader: &dyn Reader, thing: Thing, parts: &[Part], before: u64) -> Result<Vec<u64>, AppError> {
    let (groups, mut found) = (groups(parts), Vec::new());
    for entry in reader.entries_about(&thing.subject())?.iter().filter(|entry| entry.position <= before) {
        let fact = open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?.1;
        if thing.holds(&fact) && entry.payloads.iter().any(|payload| groups.contains(&payload.group)) {
            found.push(entry.position);
        }
    }
    Ok(found)
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
    /// Seals the identity in a fact that is about to be recorded, if there are key holders. It stands in the one way by which facts are
    /// recorded, so that no form, no import and no program can leave a name in clear.
    pub(crate) fn seal_identity(&self, subject: &Subject, fact: &mut Fact) -> Result<(), AppError> {
        let (witness, about) = match fact {
            Fact::Report(Event::Submitted { draft, .. }) => (&mut draft.witness, subject.id.clone()),
            Fact::Verification(OfCase::EvidenceAdded { number, evidence }) => {
                (&mut evidence.witness, format!("{}/{number}", subject.id))
            }
            _ => return Ok(()),
        };
        let Some(witness) = witness else { return Ok(()) };
        let Some((number, holders)) = newest_holders(self.reader())? else { return Ok(()) };
        if witness.sealed.is_some() {
            // A seal is bound to what it is about, by a key that nobody but the server had.
            return Err(refused(Refusal::SealWrong));
        }
        let identity = Identity { name: witness.name.clone(), contact: witness.contact.take() };
        let plain = serde_json::to_vec(&identity).map_err(anyhow::Error::from)?;
        let sealed = seal(&plain, &about, number, &holders, |bytes| self.fill(bytes)).map_err(anyhow::Error::from)?;
        witness.sealed = Some(sealed);
        witness.name = Line::parse(SEALED_NAME).map_err(anyhow::Error::from)?;
        // Of evidence the rules of the record do not ask it: logs from before hold names in clear.
        let sets = procedure::key_holders(&mut Seen(self.reader()))?;
        admit_witness(Some(witness), &sets).map_err(refused)
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

/// What is sealed of it, and what that is bound to.
fn sealed_of(reader: &dyn Reader, one: &Guarded, what: Opened) -> Result<Option<(Sealed, String)>, AppError> {
    match what {
        Opened::Identity => {
            let sealed = one.witness.as_ref().and_then(|witness| witness.sealed.clone());
            Ok(sealed.map(|sealed| (sealed, one.thing.to_string())))
        }
        Opened::Table => {
            let Some(table) = &one.table else { return Ok(None) };
            let Some(kept) = reader.blob(table)? else { return Ok(None) };
            let sealed = sealed_table(kept.get(SALT..).unwrap_or_default())?;
            Ok(sealed.map(|sealed| (sealed, TABLE.to_owned())))
        }
    }
}

/// What of it is sealed, so that it may be asked for.
pub fn openable(reader: &dyn Reader, one: &Guarded) -> Result<Vec<Opened>, AppError> {
    let mut found = Vec::new();
    for what in Opened::ALL {
        if sealed_of(reader, one, *what)?.is_some() {
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
    for one in standing(reader)? {
        found.extend(asked_about(reader, actor, one.thing)?);
    }
    Ok(found)
}

/// All of which something was erased or is to be, or asked to be opened.
pub fn standing(reader: &dyn Reader) -> Result<Vec<Guarded>, AppError> {
    let mut found = Vec::new();
    for subject in reader.protected()? {
        found.extend(of_subject(reader, &subject)?.into_iter().filter(|one| !one.protection.is_none()));
    }
    Ok(found)
}

/// The request about one thing that waits for an answer of this account.
pub fn asked_about(reader: &dyn Reader, actor: &Actor, thing: Thing) -> Result<Option<(Request, Asked)>, AppError> {
    let one = guarded(reader, thing)?;
    let Some(request) = one.protection.openings.last().filter(|request| request.waits()).cloned() else {
        return Ok(None);
    };
    let Some(account) = actor.account.filter(|account| *account != request.by) else { return Ok(None) };
    let answered = request.consents.iter().any(|(one, _)| *one == account) || request.refused.contains(&account);
    let sets = procedure::key_holders(&mut Seen(reader))?;
    let set = usize::try_from(request.set).ok().and_then(|set| sets.get(set.checked_sub(1)?));
    let Some(holder) = set.and_then(|set| set.number_of(account)).filter(|_| !answered) else { return Ok(None) };
    let Some((sealed, about)) = sealed_of(reader, &one, request.what)? else { return Ok(None) };
    let share = sealed.shares.get(holder as usize - 1).cloned().ok_or(AppError::NotFound)?;
    let asked = Asked {
        format: "mirqab-asked/1".into(),
        report: thing.to_string(),
        about,
        set: request.set,
        holder,
        to: request.key.clone(),
        reason: reason_of(reader, thing)?,
        share,
    };
    Ok(Some((request, asked)))
}

/// Why the newest opening is asked for: the words are in the record and not in the state.
fn reason_of(reader: &dyn Reader, thing: Thing) -> Result<String, AppError> {
    let mut reason = String::new();
    for entry in reader.entries_about(&thing.subject())? {
        let fact = open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?.1;
        if let Some(Step::OpeningRequested { opening }) = thing.step(&fact) {
            reason = opening.reason.to_string();
        }
    }
    Ok(reason)
}

impl App {
    /// Asks the key holders to open what is sealed of something to the holder of `key`.
    pub fn ask_opening(
        &self,
        actor: &Actor,
        thing: Thing,
        what: Opened,
        key: &BlobId,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::AskOpening, |work| {
            known(work.reader(), actor, thing)?;
            let one = guarded(work.reader(), thing)?;
            let (sealed, _) = to_open(sealed_of(work.reader(), &one, what)?).map_err(refused)?;
            let sets = procedure::key_holders(&mut Seen(work.reader()))?;
            let set = usize::try_from(sealed.set).ok().and_then(|set| sets.get(set.checked_sub(1)?));
            let threshold = set.ok_or(AppError::NotFound)?.threshold;
            let opening = Opening { what, key: key.clone(), set: sealed.set, threshold, reason: reason.clone() };
            work.record(&thing.subject(), thing.fact(Step::OpeningRequested { opening }))
        })
    }

    /// Records a holder's consent with the share that they encrypted to who asks.
    pub fn consent(&self, actor: &Actor, thing: Thing, given: &Given) -> Result<u64, AppError> {
        if given.format != "mirqab-given/1" || given.report != thing.to_string() {
            return Err(refused(Refusal::OpeningShare));
        }
        let consent = Consent::new(given.holder, &given.share).map_err(refused)?;
        self.write(actor, Action::HoldKey, |work| {
            work.record(&thing.subject(), thing.fact(Step::OpeningConsented { consent: consent.clone() }))
        })
    }

    /// Gives who asked what the holders gave. The first time, that is recorded as the opening.
    pub fn take_opening(&self, actor: &Actor, thing: Thing) -> Result<Package, AppError> {
        self.write(actor, Action::AskOpening, |work| {
            let one = guarded(work.reader(), thing)?;
            let last = one.protection.openings.last();
            let taken = last.filter(|request| request.opened.is_some() && Some(request.by) == actor.account);
            if taken.is_none() {
                work.record(&thing.subject(), thing.fact(Step::Opened))?;
            }
            let one = guarded(work.reader(), thing)?;
            let request = one.protection.openings.last().ok_or(AppError::NotFound)?;
            let found = sealed_of(work.reader(), &one, request.what)?;
            let (sealed, about) = to_open(found).map_err(refused)?;
            let mut shares = Vec::new();
            for entry in work.reader().entries_about(&thing.subject())? {
                let fact = open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?.1;
                match thing.step(&fact) {
                    // Shares of an earlier request are not of this one.
                    Some(Step::OpeningRequested { .. }) => shares.clear(),
                    Some(Step::OpeningConsented { consent }) => {
                        shares.extend(consent.share.map(|share| (consent.holder, share.to_string())));
                    }
                    _ => {}
                }
            }
            let format = "mirqab-opening/1".into();
            let (set, threshold) = (request.set, request.threshold);
            Ok(Package { format, report: thing.to_string(), about, set, threshold, locked: sealed.locked, shares })
        })
    }

    /// Decides an erasure and carries it out.
    ///
    /// ORDER: the tombstone, the destruction and the note that pages are still to be scrubbed are one transaction: there is no moment with
    /// one and without the other. What the database's file still holds of it in freed pages and in its journal is scrubbed after that; a
    /// process that is killed in between does it when it starts again.
    pub fn erase(&self, actor: &Actor, thing: Thing, parts: &[Part], ground: Ground) -> Result<Erased, AppError> {
        let position = self.write(actor, Action::Decide, |work| {
            let subject = thing.subject();
            let position = work.record(&subject, thing.fact(Step::Erased { parts: parts.to_vec(), ground }))?;
            match thing {
                Thing::Report(id) if parts.iter().any(|part| matches!(part, Part::Identity | Part::Words)) => {
                    work.end_contact(id)?;
                }
                _ => {}
            }
            let mut originals = guarded(work.reader(), thing)?.originals(parts);
            for original in std::mem::take(&mut originals) {
                if !kept(work.reader(), &original)? {
                    originals.push(original);
                }
            }
            let entries = left(work.reader(), thing, parts, position)?;
            work.destroy(&entries, &groups(parts), &originals)?;
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
