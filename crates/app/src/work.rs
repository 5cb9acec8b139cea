//! The one write path.

use crate::ports::{Store, Surroundings, Writer};
use crate::publication::Figures;
use crate::rows::{incident_row, report_row};
use crate::settings::Settings;
use crate::{Accounts, Action, Actor, AppError, Reader};
use mirqab_domain::procedure::{self, Answer, State, World};
use mirqab_domain::{Author, Event, Room, Subject, agreement, report};
use mirqab_ledger::{Policy, bytes_signed};
use mirqab_record::{EntryId, Envelope, Group, Header, Salt, claims, seal};
use mirqab_vocabulary::{BlobId, FindingId, IncidentId, Instant, LocalDay, ReportId};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

/// The use cases, over a store.
#[derive(Clone)]
pub struct App {
    store: Arc<dyn Store>,
    accounts: Arc<dyn Accounts>,
    surroundings: Arc<dyn Surroundings>,
    /// The settings of the data folder.
    pub settings: Arc<Settings>,
    /// The log's public key.
    pub key: Arc<str>,
    /// Which witnesses cosign the log, and how many of whom are enough.
    pub witnesses: Arc<Policy>,
    /// Whom the mission asks for time stamps of the log, and whom it trusts.
    pub stamping: Arc<crate::anchors::Stamping>,
    /// Figures that were asked for last.
    pub(crate) drafts: Arc<Mutex<VecDeque<Figures>>>,
    /// Coverages that were asked for last.
    pub(crate) coverages: crate::mission::coverage::Answers,
    /// What the answers taught, as of the last whole batch of them.
    pub(crate) taught: Arc<Mutex<Option<crate::proposal::AsOf>>>,
    /// Past moments that were asked for last.
    pub(crate) pasts: crate::past::Pasts,
    /// What is masked for somebody is masked in the past too: the record of now, where this is of the past.
    pub(crate) now: Option<Arc<dyn Store>>,
    /// The entry of the latest time.
    pub(crate) latest: Arc<Mutex<crate::clock::Latest>>,
    /// Which places there are.
    pub gazetteer: Arc<crate::gazetteer::Gazetteer>,
}

impl App {
    /// Over a store, with a clock and randomness.
    pub fn new(
        store: Arc<dyn Store>,
        accounts: Arc<dyn Accounts>,
        surroundings: Arc<dyn Surroundings>,
        settings: Settings,
        key: &str,
    ) -> Self {
        let gazetteer = crate::gazetteer::shipped();
        let witnesses = Arc::default();
        Self {
            store,
            accounts,
            surroundings,
            settings: Arc::new(settings),
            key: key.into(),
            witnesses,
            stamping: Arc::default(),
            gazetteer,
            drafts: Arc::default(),
            coverages: crate::mission::coverage::Answers::default(),
            taught: Arc::default(),
            latest: Arc::default(),
            pasts: Arc::default(),
            now: None,
        }
    }

    /// The same over another store and under another clock, with nothing remembered.
    pub(crate) fn over(&self, store: Arc<dyn Store>, surroundings: Arc<dyn Surroundings>) -> Self {
        Self {
            store,
            surroundings,
            drafts: Arc::default(),
            coverages: crate::mission::coverage::Answers::default(),
            taught: Arc::default(),
            latest: Arc::default(),
            pasts: Arc::default(),
            now: Some(Arc::clone(self.now.as_ref().unwrap_or(&self.store))),
            ..self.clone()
        }
    }

    /// With the places that were imported into the data folder, beside those that are shipped.
    pub fn with_places(mut self, imported: Vec<crate::gazetteer::Place>) -> Self {
        if !imported.is_empty() {
            self.gazetteer = Arc::new(crate::gazetteer::with(imported));
        }
        self
    }

    /// The store itself, for upkeep.
    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    pub(crate) fn shared_store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store)
    }

    pub(crate) fn shared_surroundings(&self) -> Arc<dyn Surroundings> {
        Arc::clone(&self.surroundings)
    }

    /// Where accounts are kept.
    pub fn accounts(&self) -> &dyn Accounts {
        &*self.accounts
    }

    /// Clock and randomness.
    pub fn surroundings(&self) -> &dyn Surroundings {
        &*self.surroundings
    }

    /// Reads one consistent moment.
    pub fn read<T>(&self, mut work: impl FnMut(&dyn Reader) -> Result<T, AppError>) -> Result<T, AppError> {
        let mut result = None;
        self.store.read(&mut |reader| {
            result = Some(work(reader)?);
            Ok(())
        })?;
        // INVARIANT: the store runs the work or fails.
        result.ok_or(AppError::NotFound)
    }

    /// Records facts as `actor`, all or none. What is returned is returned after everything is on disk.
    pub fn write<T>(
        &self,
        actor: &Actor,
        action: Action,
        mut work: impl FnMut(&mut Work<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        if !actor.may(action) {
            return Err(AppError::Denied(action));
        }
        let author = actor.author().ok_or(AppError::Denied(action))?;
        let (mut result, mut destroyed) = (None, false);
        self.store.write(&mut |writer| {
            let mut unit = Work {
                writer,
                surroundings: &*self.surroundings,
                author: author.clone(),
                touched: Touched::default(),
                destroyed: false,
                origin: self.settings.origin.clone(),
            };
            let value = work(&mut unit)?;
            unit.touched.refresh(unit.writer)?;
            (result, destroyed) = (Some(value), unit.destroyed);
            Ok(())
        })?;
        if destroyed {
            self.forget_pasts();
        }
        result.ok_or(AppError::NotFound)
    }
}

/// The states of all subjects, as a reader has them.
pub struct Seen<'a>(pub &'a dyn Reader);

impl World for Seen<'_> {
    type Error = anyhow::Error;
    fn agreements(&mut self) -> anyhow::Result<Vec<agreement::State>> {
        let states = self.0.states(Room::Agreement)?;
        Ok(states.into_iter().filter_map(|state| procedure::as_agreement(Some(state))).collect())
    }
    fn state(&mut self, subject: &Subject) -> anyhow::Result<Option<State>> {
        self.0.state(subject)
    }
}

/// Whose rows must be made anew, because something was recorded about them.
#[derive(Default)]
pub struct Touched {
    /// Reports as they stand now: there is no need to read them again.
    reports: BTreeMap<ReportId, Box<report::State>>,
    incidents: BTreeSet<IncidentId>,
}

impl Touched {
    /// Remembers that something was recorded about a subject.
    pub fn note(&mut self, reader: &dyn Reader, state: &State) -> anyhow::Result<()> {
        match state {
            State::Report(state) => {
                self.reports.insert(state.id, state.clone());
                self.incidents.extend(reader.incidents_of(state.id)?);
            }
            State::Incident(state) => {
                self.incidents.insert(state.id);
            }
            State::Verification(state) => {
                self.incidents.insert(state.incident);
            }
            State::Finding(state) => {
                self.incidents.insert(state.incident);
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes the rows anew.
    pub fn refresh(&mut self, writer: &mut dyn Writer) -> anyhow::Result<()> {
        for state in std::mem::take(&mut self.reports).into_values() {
            writer.put_report(&report_row(&state), state.draft.text.as_str())?;
        }
        for incident in std::mem::take(&mut self.incidents) {
            let Some(case) = procedure::case(&mut Seen(writer.as_reader()), incident)? else { continue };
            let finding = finding_of(writer.as_reader(), incident)?;
            let (row, reports) = incident_row(writer.as_reader(), &case, finding)?;
            writer.put_incident(&row, &reports)?;
        }
        Ok(())
    }
}

/// The finding of an incident, if it has one: its id is the incident's own, so it needs no table.
pub fn finding_of(reader: &dyn Reader, incident: IncidentId) -> anyhow::Result<Option<FindingId>> {
    let id = FindingId::parse(incident.as_str())?;
    let subject = Subject { room: Room::Finding, id: id.to_string() };
    Ok(reader.state(&subject)?.map(|_| id))
}

/// How many random bytes stand before a file that is kept salted.
pub const SALT: usize = 32;

/// One transaction in the making.
pub struct Work<'a> {
    writer: &'a mut dyn Writer,
    surroundings: &'a dyn Surroundings,
    author: Author,
    touched: Touched,
    /// Whether anything was erased.
    destroyed: bool,
    origin: String,
}

impl Work<'_> {
    /// Who records.
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// What was recorded so far, this transaction's own facts included. Rows are made anew at its end.
    pub fn reader(&self) -> &dyn Reader {
        self.writer.as_reader()
    }

    /// Makes the rows anew before the end, for what follows in the same transaction and asks for them.
    pub fn refresh(&mut self) -> anyhow::Result<()> {
        self.touched.refresh(self.writer)
    }

    /// The time now.
    pub fn now(&self) -> Instant {
        self.surroundings.now()
    }

    /// What a new id is made of.
    pub fn id_parts(&self) -> (u64, [u8; 10]) {
        let mut random = [0; 10];
        self.surroundings.fill(&mut random);
        (self.surroundings.now_ms(), random)
    }

    /// Fills with unpredictable bytes.
    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.surroundings.fill(bytes);
    }

    /// Keeps what a source's code is known by.
    pub(crate) fn put_contact(&mut self, id: ReportId, code: &crate::contact::CodeHash) -> anyhow::Result<()> {
        self.writer.put_contact(id, code)
    }

    /// Keeps a message between a source and the mission.
    pub(crate) fn put_message(
        &mut self,
        id: ReportId,
        side: report::Side,
        day: LocalDay,
        text: &str,
        recorded: bool,
    ) -> anyhow::Result<()> {
        self.writer.put_message(id, side, day, text, recorded)
    }

    /// Notes that a message was taken into the record.
    pub(crate) fn message_recorded(&mut self, number: u64) -> anyhow::Result<()> {
        self.writer.message_recorded(number)
    }

    /// Destroys a report's code and its messages.
    pub(crate) fn end_contact(&mut self, id: ReportId) -> anyhow::Result<()> {
        self.writer.end_contact(id)
    }

    /// Destroys payloads of these entries, and originals. What stays of them in the file is scrubbed after the transaction.
    pub(crate) fn destroy(&mut self, entries: &[u64], groups: &[Group], originals: &[BlobId]) -> anyhow::Result<()> {
        self.destroyed = true;
        self.writer.destroy(entries, groups, originals)
    }

    /// Keeps a file behind 32 random bytes, so that its hash tells nobody what is in it.
    pub fn keep_salted(&mut self, bytes: &[u8]) -> anyhow::Result<BlobId> {
        let mut kept = vec![0; SALT];
        self.surroundings.fill(&mut kept);
        kept.extend_from_slice(bytes);
        self.keep(&kept)
    }

    /// Keeps an original.
    pub fn keep(&mut self, bytes: &[u8]) -> anyhow::Result<BlobId> {
        let id = BlobId::from_bytes(Sha256::digest(bytes).into());
        self.writer.put_blob(&id, bytes)?;
        Ok(id)
    }

    /// Records one fact: decide → record → append. Returns the entry's position in the log.
    pub fn record(&mut self, subject: &Subject, event: impl Into<Event>) -> Result<u64, AppError> {
        self.record_under(subject, event, &BTreeMap::new())
    }

    /// The same, with the salts that who signed the fact chose for some of its groups.
    pub(crate) fn record_under(
        &mut self,
        subject: &Subject,
        event: impl Into<Event>,
        salts: &BTreeMap<Group, Salt>,
    ) -> Result<u64, AppError> {
        let mut event = event.into();
        self.seal_identity(subject, &mut event)?;
        let (author, now) = (self.author.clone(), self.surroundings.now());
        let reader = self.writer.as_reader();
        crate::blind::admit(reader, &author, subject, &event)?;
        procedure::admit(&mut Seen(reader), subject, &event, &author, now).map_err(|answer| match answer {
            Answer::Refused(refusal) => AppError::Refused(refusal),
            Answer::NoSuchSubject => AppError::NotFound,
            Answer::Failed(failure) => AppError::Failed(failure),
        })?;
        let (before, previous) = (reader.state(subject)?, reader.last_entry(subject)?);
        let Some(state) = procedure::apply(before, subject, &event, &author, now) else {
            return Err(anyhow::anyhow!("an admitted fact came to nothing: {subject:?}").into());
        };
        let (ms, random) = self.id_parts();
        let id = EntryId::from_parts(ms, random);
        let header = Header { id, previous, subject: subject.clone(), author, recorded_at: now };
        let entry = seal(header, &event, |group| {
            let mut salt = [0; 32];
            self.surroundings.fill(&mut salt);
            salts.get(&group).copied().unwrap_or(salt)
        })
        .map_err(anyhow::Error::from)?;
        // INVARIANT: no signature stands in the log that does not hold. This is the one way in, so it is asked here.
        signatures(&self.origin, &entry.envelope, &event)?;
        let position = self.writer.append(&entry)?;
        self.writer.put_state(subject, &state, id, position)?;
        self.touched.note(self.writer.as_reader(), &state)?;
        Ok(position)
    }
}

/// Whether every signature that an entry carries holds, beside the log's own.
pub(crate) fn signatures(origin: &str, envelope: &Envelope, event: &Event) -> Result<(), AppError> {
    for claim in claims(origin, envelope, event).map_err(anyhow::Error::from)? {
        if !bytes_signed(&claim.key.to_bytes(), &claim.bytes, &claim.signature.to_bytes()) {
            return Err(AppError::Refused(claim.refusal));
        }
    }
    Ok(())
}

impl App {
    /// Records one fact as `actor`. Returns the entry's position.
    pub fn record(&self, actor: &Actor, subject: &Subject, event: &Event) -> Result<u64, AppError> {
        self.write(actor, Action::of(event), |work| {
            crate::response::references(work.reader(), event)?;
            work.record(subject, event.clone())
        })
    }
}
