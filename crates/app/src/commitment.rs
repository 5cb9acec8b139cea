//! Commitment: what was promised and where it stands, local pauses, and what was announced before an act.

use crate::access::{Action, Actor};
use crate::mission::coverage::{self, Shape};
use crate::report::Upload;
use crate::rows::{IncidentFilter, IncidentRow, Page};
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::commitment::{
    Clarification, Event, Evidence, Extent, Fit, Notified, Pause, Promise, Reached, Score, Scoring, Seen, State,
};
use mirqab_domain::{Room, Subject, procedure};
use mirqab_vocabulary::{AgreementId, Bilingual, CommitmentId, Coordinates, Instant, Interval, PartyCode, ZoneName};
use std::collections::BTreeSet;

/// The subject of a commitment, a pause, a notice or a request for clarification.
pub fn subject(id: CommitmentId) -> Subject {
    Subject { room: Room::Commitment, id: id.to_string() }
}

/// Everything of the room, in the order in which it was first recorded.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Commitments.
    pub promises: Vec<Promise>,
    /// Local pauses.
    pub pauses: Vec<Pause>,
    /// Notices.
    pub notices: Vec<Notified>,
    /// Requests for clarification.
    pub clarifications: Vec<Clarification>,
}

impl Register {
    /// The commitment of this id.
    pub fn promise(&self, id: CommitmentId) -> Option<&Promise> {
        self.promises.iter().find(|promise| promise.id == id)
    }
}

/// The whole room: for its own pages. Who asks for few of it asks by what is wanted.
pub fn register(reader: &dyn Reader) -> anyhow::Result<Register> {
    let mut register = Register::default();
    for state in reader.states(Room::Commitment)? {
        match procedure::as_commitment(Some(state)) {
            Some(State::Promise(promise)) => register.promises.push(promise),
            Some(State::Pause(pause)) => register.pauses.push(pause),
            Some(State::Notice(notice)) => register.notices.push(notice),
            Some(State::Clarification(question)) => register.clarifications.push(question),
            None => {}
        }
    }
    Ok(register)
}

/// What a reader's notices say of one act.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// The agreements under which anything was ever announced.
    pub under: BTreeSet<AgreementId>,
    /// The notices that answer to the act, the surest first, otherwise in the order in which they were recorded.
    pub fitting: Vec<(Notified, Fit)>,
}

/// What the notices say of an act: only those that answer to it are taken out of the record.
pub fn announced_of(reader: &dyn Reader, seen: &Seen) -> anyhow::Result<Notices> {
    let mut found = Notices::default();
    reader.each_state(Room::Commitment, &mut |state| {
        if let procedure::State::Commitment(state) = state
            && let State::Notice(notice) = &**state
        {
            found.take(notice, seen);
        }
    })?;
    Ok(found)
}

impl Notices {
    fn take(&mut self, notice: &Notified, seen: &Seen) {
        self.under.insert(notice.notice.agreement);
        if let Some(fit) = notice.fits(seen) {
            let after = self.fitting.partition_point(|(_, other)| *other <= fit);
            self.fitting.insert(after, (notice.clone(), fit));
        }
    }
}

/// The requests for clarification whose time had passed at a moment and that had no answer then.
pub fn unanswered(reader: &dyn Reader, then: Instant) -> anyhow::Result<Vec<Clarification>> {
    let mut found = Vec::new();
    reader.each_state(Room::Commitment, &mut |state| {
        if let procedure::State::Commitment(state) = state
            && let State::Clarification(question) = &**state
            && question.question.due < then
            && question.answered.as_ref().is_none_or(|(_, at)| *at > then)
        {
            found.push(question.clone());
        }
    })?;
    Ok(found)
}

/// The notices that answer to an incident that lies in this area.
pub fn announced(
    reader: &dyn Reader,
    case: &procedure::Case,
    area: Option<(Coordinates, u32)>,
) -> anyhow::Result<Vec<(Notified, Fit)>> {
    let Some(occurred) = case.occurred() else { return Ok(Vec::new()) };
    let seen = Seen { kind: case.incident.kind, occurred, at: area };
    Ok(announced_of(reader, &seen)?.fitting)
}

/// Whether an act was announced under an agreement: yes with a notice that holds it, not known if one may be of it, and no otherwise. As
/// long as no notice was ever recorded under the agreement nobody knows whether the parties announce what they do, and it is not known.
pub fn notified(announced: &Notices, agreement: AgreementId) -> Option<bool> {
    match announced.fitting.iter().find(|(notice, _)| notice.notice.agreement == agreement) {
        Some((_, Fit::Within)) => Some(true),
        Some((_, Fit::Perhaps)) => None,
        None => announced.under.contains(&agreement).then_some(false),
    }
}

/// How much somebody may see of a pause, a notice or a request for clarification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// That there was one, with the day and a coarse place.
    Coarse,
    /// Nothing.
    Nothing,
}

fn own(actor: &Actor, parties: &[Option<&PartyCode>], shared: &[PartyCode]) -> bool {
    actor.may(Action::SeeOwnParty)
        && actor.party.as_ref().is_some_and(|party| parties.contains(&Some(party)) || shared.contains(party))
}

fn sight(actor: &Actor, own: bool, over: bool) -> Sight {
    match () {
        () if actor.may(Action::SeeWork) || own => Sight::Whole,
        () if over => Sight::Coarse,
        () => Sight::Nothing,
    }
}

/// A notice: its party and those with whom it is shared see it; everybody sees after the fact that there was one.
pub fn sight_of_notice(actor: &Actor, notice: &Notified, now: Instant) -> Sight {
    let told = &notice.notice;
    sight(actor, own(actor, &[told.by.as_ref()], &told.shared_with), told.during.to() < now)
}

/// A pause: the same, for who asked and who must grant it.
pub fn sight_of_pause(actor: &Actor, pause: &Pause, now: Instant) -> Sight {
    let told = &pause.pause;
    sight(actor, own(actor, &[told.requested_by.as_ref()], &told.of), told.during.to() < now)
}

/// A request for clarification: its words are for who asks and who is asked; that the clock runs is for everybody.
pub fn sight_of_clarification(actor: &Actor, question: &Clarification) -> Sight {
    let told = &question.question;
    sight(actor, own(actor, &[Some(&told.of), told.asked_by.as_ref()], &[]), true)
}

/// A place as everybody may see it: the middle of its points, coarse as an incident's, and as far as they reach.
pub fn coarse_extent(extent: &Extent) -> Option<(Coordinates, u32)> {
    let (lats, lons): (Vec<i32>, Vec<i32>) =
        extent.points.iter().map(|point| (point.lat_udeg(), point.lon_udeg())).unzip();
    let middle = |of: &[i32]| Some(of.iter().min()?.midpoint(*of.iter().max()?));
    let centre = Coordinates::new(middle(&lats)?, middle(&lons)?).ok()?;
    let metres = |point: &Coordinates| {
        let x = (point.lon() - centre.lon()) * centre.lat().to_radians().cos() * 111_320.0;
        x.hypot((point.lat() - centre.lat()) * 110_574.0)
    };
    let reach = extent.points.iter().map(metres).fold(0.0, f64::max).ceil();
    // Whole metres; no two points of the earth are further apart than a `u32` holds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let reach = reach as u32;
    Some(crate::rows::coarse((centre, reach.saturating_add(extent.within_m))))
}

/// A commitment without who recorded what and without the evidence, for those who do not read cases; and its place about, for those who
/// do not owe it either.
pub fn promise_for(actor: &Actor, mut promise: Promise) -> Promise {
    let whole = actor.may(Action::SeeWork) || own(actor, &[], &promise.terms.owners);
    if let Some(place) = promise.terms.place.as_mut().filter(|_| !whole)
        && let Some((at, within_m)) = coarse_extent(place)
    {
        (place.points, place.within_m) = (vec![at], within_m);
    }
    if !actor.may(Action::SeeWork) {
        promise.progress.iter_mut().for_each(|step| step.by = None);
        promise.evidence.clear();
    }
    promise
}

/// The original of an item of evidence, byte for byte, and the name under which it is saved: for those who see the evidence itself.
pub fn original(
    reader: &dyn Reader,
    actor: &Actor,
    id: CommitmentId,
    number: u32,
) -> Result<(String, Vec<u8>), AppError> {
    let state = procedure::as_commitment(reader.state(&subject(id))?);
    let promise = state.and_then(State::promise).ok_or(AppError::NotFound)?;
    let promise = promise_for(actor, promise);
    let item = promise.evidence.iter().find(|item| item.number == number);
    let blob = item.and_then(|item| item.evidence.blob.as_ref()).ok_or(AppError::NotFound)?;
    let bytes = reader.blob(blob)?.ok_or(AppError::NotFound)?;
    Ok((format!("{id}-evidence-{number}.bin"), bytes))
}

/// How much of a place and a time somebody watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// For how many seconds somebody watched some part of it. Zero means that nobody was looking there.
    pub some_s: u32,
    /// Which part of all its places at all times was watched, in thousandths.
    pub permille: u32,
}

/// How much of a place and a time somebody watched. Nothing if the place is known by its name alone, or the mission is not set up: then
/// nobody can say.
pub fn watched(
    reader: &dyn Reader,
    zone: &ZoneName,
    place: &Extent,
    during: Interval,
) -> anyhow::Result<Option<Watched>> {
    if place.points.is_empty() {
        return Ok(None);
    }
    let shape = Shape::Along(place.points.clone(), place.within_m);
    let Some(coverage) = coverage::of(reader, zone, &shape, during)? else { return Ok(None) };
    let some_s = u32::try_from(coverage.covered.anywhere.any.total_s()).unwrap_or(u32::MAX);
    Ok(Some(Watched { some_s, permille: u32::try_from(coverage.share_permille()).unwrap_or(1000).min(1000) }))
}

/// How much of a commitment's place somebody watched since it was agreed, until it was done or now. Nothing if it has no place.
pub fn promise_watched(
    reader: &dyn Reader,
    zone: &ZoneName,
    promise: &Promise,
    now: Instant,
) -> anyhow::Result<Option<(Interval, Option<Watched>)>> {
    let Some(place) = &promise.terms.place else { return Ok(None) };
    let done = promise.done_since(None, Reached::Done).unwrap_or(now);
    let during = Interval::new(promise.terms.agreed_at, done.max(promise.terms.agreed_at))?;
    Ok(Some((during, watched(reader, zone, place, during)?)))
}

/// What the record has of a pause's area and time.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Incidents that lie within it.
    pub within: Vec<IncidentRow>,
    /// Incidents that may: part of their time or area lies outside.
    pub perhaps: Vec<IncidentRow>,
    /// How much of it somebody watched; nothing if nobody can say.
    pub watched: Option<Watched>,
}

/// What the record has of a pause. An incident of unknown place counts as one that may lie within.
pub fn observed(reader: &dyn Reader, zone: &ZoneName, pause: &Pause) -> anyhow::Result<Observed> {
    let during = pause.pause.during;
    let filter = IncidentFilter { occurred: Some(during), ..IncidentFilter::default() };
    let (rows, _) = reader.incidents(&filter, Page { offset: 0, limit: u32::MAX })?;
    let (mut within, mut perhaps) = (Vec::new(), Vec::new());
    for row in rows {
        let inside = |at: Interval| during.from() <= at.from() && at.to() <= during.to();
        let place = row.area.map_or(Some(Fit::Perhaps), |(at, radius_m)| pause.pause.place.holds(at, radius_m));
        match place {
            Some(Fit::Within) if row.occurred.is_some_and(inside) => within.push(row),
            Some(_) => perhaps.push(row),
            None => {}
        }
    }
    Ok(Observed { within, perhaps, watched: watched(reader, zone, &pause.pause.place, during)? })
}

impl App {
    /// Judges how a pause went. What the record has of it is counted here and kept with the judgement: nobody can send it along.
    pub fn score_pause(
        &self,
        actor: &Actor,
        id: CommitmentId,
        score: Score,
        note: &Bilingual,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::ScorePause, |work| {
            let state = procedure::as_commitment(work.reader().state(&subject(id))?);
            let pause = state.and_then(State::pause).ok_or(AppError::NotFound)?;
            let observed = observed(work.reader(), &self.settings.zone, &pause)?;
            let incidents = u32::try_from(observed.within.len()).unwrap_or(u32::MAX);
            // Where nobody can say, nobody was looking.
            let Watched { some_s, permille } = observed.watched.unwrap_or(Watched { some_s: 0, permille: 0 });
            let scoring =
                Scoring { score, incidents, watched_s: some_s, note: note.clone(), watched_permille: Some(permille) };
            work.record(&subject(id), Event::PauseScored { scoring })
        })
    }

    /// Adds an item of evidence to a commitment, with its original if it is a file. Returns its number.
    pub fn add_commitment_evidence(
        &self,
        actor: &Actor,
        id: CommitmentId,
        evidence: &Evidence,
        file: Option<&Upload>,
    ) -> Result<u32, AppError> {
        self.write(actor, Action::AddEvidence, |work| {
            let state = procedure::as_commitment(work.reader().state(&subject(id))?);
            let promise = state.and_then(State::promise).ok_or(AppError::NotFound)?;
            let number = u32::try_from(promise.evidence.len() + 1).unwrap_or(u32::MAX);
            let mut evidence = evidence.clone();
            if let Some(file) = file {
                evidence.blob = Some(work.keep(&file.bytes)?);
            }
            work.record(&subject(id), Event::EvidenceAdded { number, evidence })?;
            Ok(number)
        })
    }
}

#[cfg(test)]
#[path = "commitment_tests.rs"]
mod tests;
