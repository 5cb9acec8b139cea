//! What the facts about one agreement add up to, and which may be recorded.

use super::{
    Agreement, Amendment, Event, ForceChange, ForceStep, Form, Milestone, Procedure, Reexamination, Refusal, Seat,
    Signature, SignatureState, holding,
};
use crate::Author;
use mirqab_vocabulary::{
    AgreementId, Bilingual, IncidentId, Instant, Interval, LocalDay, PartyCode, Role, StandardOfProof, ViolationKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One agreement as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: AgreementId,
    /// Its terms as they were adopted. What holds at a time is `text_at`.
    pub agreement: Agreement,
    /// What the parties did about their signatures, by time.
    pub signatures: Vec<Signature>,
    /// The steps of the process, by time.
    pub milestones: Vec<Milestone>,
    /// The procedures that were set, each with the time from which it holds.
    pub procedures: Vec<(Instant, Procedure)>,
    /// Who sits where now.
    pub seats: Vec<Seat>,
    /// New texts with the time at which each was recorded, by the time from which they hold.
    #[serde(default)]
    pub amendments: Vec<(Instant, Amendment)>,
    /// What became of its force, by time.
    #[serde(default)]
    pub force: Vec<ForceChange>,
    /// Incidents that were tested under another text, with the time at which that was recorded.
    #[serde(default)]
    pub reexaminations: Vec<(Instant, Reexamination)>,
}

/// What is known of the force of an agreement at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It never came into force, or not yet.
    NotYet,
    /// It binds.
    InForce,
    /// It stands still.
    Suspended,
    /// It is over.
    Ended,
}

impl State {
    /// Where a party stands at a time; `None` if nothing was recorded by then.
    pub fn signature(&self, party: &PartyCode, at: Instant) -> Option<&Signature> {
        self.signatures.iter().rfind(|signature| signature.party == *party && signature.at <= at)
    }
    /// The text that holds at a time.
    pub fn text_at(&self, at: Instant) -> &Agreement {
        let amended = self.amendments.iter().rfind(|(_, amendment)| amendment.holds_from <= at);
        amended.map_or(&self.agreement, |(_, amendment)| &amendment.agreement)
    }
    /// From when the text holds that holds at a time; nothing for the first.
    pub fn text_since(&self, at: Instant) -> Option<&(Instant, Amendment)> {
        self.amendments.iter().rfind(|(_, amendment)| amendment.holds_from <= at)
    }
    /// The texts that hold at the beginning or the end of what happened, each once.
    pub fn texts_during(&self, occurred: Interval) -> Vec<&Agreement> {
        let (first, last) = (self.text_at(occurred.from()), self.text_at(occurred.to()));
        if std::ptr::eq(first, last) { vec![first] } else { vec![first, last] }
    }
    /// Its force at a time, whoever signed.
    pub fn force_at(&self, at: Instant) -> Force {
        let text = self.text_at(at);
        if text.force_from.is_none_or(|from| at < from) {
            return Force::NotYet;
        }
        let (mut force, mut end) = (Force::InForce, text.force_to);
        for change in self.force.iter().filter(|change| change.at <= at) {
            force = match change.step {
                ForceStep::Suspended => Force::Suspended,
                ForceStep::Resumed => Force::InForce,
                ForceStep::Ended => Force::Ended,
                ForceStep::Renewed => {
                    end = change.until;
                    if force == Force::Suspended { Force::Suspended } else { Force::InForce }
                }
            };
        }
        if end.is_some_and(|end| end <= at) { Force::Ended } else { force }
    }
    /// Whether it is in force at a time, whoever signed.
    pub fn in_force(&self, at: Instant) -> bool {
        self.force_at(at) == Force::InForce
    }
    /// Since when its force is what it is at a time, if a recorded step made it so.
    pub fn last_change(&self, at: Instant) -> Option<&ForceChange> {
        self.force.iter().rfind(|change| change.at <= at)
    }
    /// When it ends, as far as is known at a time; nothing if no end was set.
    pub fn end_at(&self, at: Instant) -> Option<Instant> {
        let mut end = self.text_at(at).force_to;
        for change in self.force.iter().filter(|change| change.at <= at) {
            match change.step {
                ForceStep::Renewed => end = change.until,
                ForceStep::Ended => end = Some(change.at),
                _ => {}
            }
        }
        end
    }
    /// The keys of all articles that hold at the beginning or the end of what happened.
    pub fn article_keys(&self, occurred: Interval) -> BTreeSet<String> {
        let at = [occurred.from(), occurred.to()].into_iter();
        at.flat_map(|at| holding(self.text_at(at), at).map(|article| article.key.clone())).collect()
    }
    /// The highest standard for this kind of act at the beginning or the end of what happened.
    pub fn standard(&self, occurred: Interval, kind: ViolationKind) -> StandardOfProof {
        let texts = self.texts_during(occurred).into_iter();
        texts.map(|text| text.standard_for(kind)).max().unwrap_or(self.agreement.standard)
    }
    /// What is recorded of an incident that was tested anew.
    pub fn reexaminations_of(&self, incident: IncidentId) -> impl Iterator<Item = &(Instant, Reexamination)> {
        self.reexaminations.iter().filter(move |(_, told)| told.incident == incident)
    }
    /// Whether all parties had signed by a time.
    pub fn signed_by_all(&self, at: Instant) -> bool {
        self.agreement.parties.iter().all(|party| {
            self.signature(&party.code, at).is_some_and(|signature| signature.state == SignatureState::Signed)
        })
    }

    /// The parties' codes, in its own order.
    pub fn party_codes(&self) -> Vec<PartyCode> {
        self.agreement.parties.iter().map(|party| party.code.clone()).collect()
    }
    /// The procedure for what is proposed at a time; `None` while none was set.
    pub fn procedure(&self, at: Instant) -> Option<&Procedure> {
        self.procedures.iter().rfind(|(from, _)| *from <= at).map(|(_, procedure)| procedure)
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: AgreementId, event: &Event, now: Instant) -> Option<Self> {
        match (state, event) {
            (None, Event::Adopted { agreement }) => Some(Self {
                id,
                agreement: (**agreement).clone(),
                signatures: Vec::new(),
                milestones: Vec::new(),
                procedures: Vec::new(),
                seats: Vec::new(),
                amendments: Vec::new(),
                force: Vec::new(),
                reexaminations: Vec::new(),
            }),
            (Some(mut state), Event::SignatureRecorded { signature }) => {
                state.signatures.push(signature.clone());
                state.signatures.sort_by_key(|signature| signature.at);
                Some(state)
            }
            (Some(mut state), Event::MilestoneRecorded { milestone }) => {
                state.milestones.push(milestone.clone());
                state.milestones.sort_by_key(|milestone| milestone.at);
                Some(state)
            }
            (Some(mut state), Event::ProcedureSet { procedure }) => {
                state.procedures.push((now, (**procedure).clone()));
                Some(state)
            }
            (Some(mut state), Event::Seated { seat }) => {
                state.seats.push(seat.clone());
                Some(state)
            }
            (Some(mut state), Event::Unseated { body, account }) => {
                state.seats.retain(|seat| seat.body != *body || seat.account != *account);
                Some(state)
            }
            (Some(mut state), Event::Amended { amendment }) => {
                state.amendments.push((now, (**amendment).clone()));
                state.amendments.sort_by_key(|(_, amendment)| amendment.holds_from);
                Some(state)
            }
            (Some(mut state), Event::ForceChanged { change }) => {
                state.force.push(change.clone());
                state.force.sort_by_key(|change| change.at);
                Some(state)
            }
            (Some(mut state), Event::Reexamined { reexamination }) => {
                state.reexaminations.push((now, (**reexamination).clone()));
                Some(state)
            }
            (state, _) => state,
        }
    }
}

/// Whether `event` may be recorded.
pub fn admit(state: Option<&State>, event: &Event, author: &Author) -> Result<(), Refusal> {
    if !matches!(author.role, Role::HeadOfMission | Role::Administrator) {
        return Err(Refusal::RoleNotAllowed);
    }
    match (state, event) {
        (Some(_), Event::Adopted { .. }) => Err(Refusal::AlreadyAdopted),
        (None, Event::Adopted { agreement }) => sound(agreement),
        (None, _) => Err(Refusal::NotAdopted),
        (Some(state), Event::SignatureRecorded { signature }) => {
            let known = state.agreement.parties.iter().any(|party| party.code == signature.party);
            if known { Ok(()) } else { Err(Refusal::PartyUnknown) }
        }
        (Some(_), Event::MilestoneRecorded { .. }) => Ok(()),
        (Some(_), Event::ProcedureSet { procedure }) => procedure.sound(),
        (Some(state), Event::Seated { seat }) => seated(state, seat),
        (Some(state), Event::Unseated { body, account }) => {
            let sits = state.seats.iter().any(|seat| seat.body == *body && seat.account == *account);
            if sits { Ok(()) } else { Err(Refusal::NotSeated) }
        }
        (Some(state), Event::Amended { amendment }) => {
            let codes = |text: &Agreement| text.parties.iter().map(|party| party.code.clone()).collect::<BTreeSet<_>>();
            if codes(&state.agreement) != codes(&amendment.agreement) {
                return Err(Refusal::PartiesChanged);
            }
            if state.amendments.iter().any(|(_, known)| known.holds_from == amendment.holds_from) {
                return Err(Refusal::AmendedTwice);
            }
            sound(&amendment.agreement)
        }
        (Some(state), Event::ForceChanged { change }) => follows(state, change),
        (Some(state), Event::Reexamined { reexamination }) => {
            let texts = state.amendments.iter().map(|(_, amendment)| &amendment.agreement).chain([&state.agreement]);
            let keys: BTreeSet<_> = texts.flat_map(|text| text.articles.iter().map(|article| &article.key)).collect();
            let known = reexamination.answers.iter().all(|answer| keys.contains(&answer.article));
            if known { Ok(()) } else { Err(Refusal::ArticleUnknown) }
        }
    }
}

fn seated(state: &State, seat: &Seat) -> Result<(), Refusal> {
    let procedure = state.procedures.last().map(|(_, procedure)| procedure);
    let (_, body) = procedure.and_then(|procedure| procedure.body(&seat.body)).ok_or(Refusal::BodyUnknown)?;
    if seat.party.as_ref().is_some_and(|party| state.agreement.parties.iter().all(|known| known.code != *party)) {
        return Err(Refusal::PartyUnknown);
    }
    let sitting = || state.seats.iter().filter(|other| other.body == seat.body);
    if sitting().any(|other| other.account == seat.account) {
        return Err(Refusal::AlreadySeated);
    }
    let taken = sitting().filter(|other| other.party == seat.party).count();
    let seats = if seat.party.is_some() { body.seats.each_party } else { body.seats.neutral };
    if taken < seats as usize { Ok(()) } else { Err(Refusal::SeatsTaken) }
}

/// A step of the force follows from what it was just before, and no later step is known.
fn follows(state: &State, change: &ForceChange) -> Result<(), Refusal> {
    if change.until.is_some() && change.step != ForceStep::Renewed {
        return Err(Refusal::ForceUntil);
    }
    if change.until.is_some_and(|until| until <= change.at) {
        return Err(Refusal::ForceBackwards);
    }
    let later = state.force.iter().any(|known| known.at >= change.at);
    let before = state.force_at(change.at);
    let fits = match change.step {
        ForceStep::Suspended => before == Force::InForce,
        ForceStep::Resumed => before == Force::Suspended,
        ForceStep::Ended => matches!(before, Force::InForce | Force::Suspended),
        ForceStep::Renewed => before != Force::NotYet,
    };
    if later || !fits { Err(Refusal::ForceNotSo) } else { Ok(()) }
}

impl Agreement {
    /// What must be reached for this kind of act.
    pub fn standard_for(&self, kind: ViolationKind) -> StandardOfProof {
        let said = self.provisions.iter().flat_map(|provisions| &provisions.standards);
        said.into_iter().find(|said| said.acts.contains(&kind)).map_or(self.standard, |said| said.standard)
    }
    /// What a party is called on a day.
    pub fn name_on(&self, party: &PartyCode, day: LocalDay) -> Option<&Bilingual> {
        let dated = self.provisions.iter().flat_map(|provisions| &provisions.names);
        let newest = dated.filter(|name| name.party == *party && name.from <= day).max_by_key(|name| name.from);
        let own = self.parties.iter().find(|known| known.code == *party).map(|known| &known.name);
        newest.map(|name| &name.name).or(own)
    }
}

/// So many characters may a condition have.
pub const LONGEST_CONDITION: usize = 2000;

fn sound(agreement: &Agreement) -> Result<(), Refusal> {
    let parties: BTreeSet<_> = agreement.parties.iter().map(|party| &party.code).collect();
    if parties.len() < 2 || parties.len() != agreement.parties.len() {
        return Err(Refusal::Parties);
    }
    if let (Some(from), Some(to)) = (agreement.force_from, agreement.force_to)
        && to <= from
    {
        return Err(Refusal::ForceBackwards);
    }
    let keys: BTreeSet<_> = agreement.articles.iter().map(|article| &article.key).collect();
    if keys.len() != agreement.articles.len() {
        return Err(Refusal::ArticleTwice);
    }
    let conditions = agreement.articles.iter().filter_map(|article| article.terms.as_ref()?.condition.as_ref());
    if conditions.into_iter().any(|condition| condition.chars().count() > LONGEST_CONDITION) {
        return Err(Refusal::ConditionTooLong);
    }
    let zones: BTreeSet<_> = agreement.zones.iter().map(|zone| &zone.key).collect();
    for article in &agreement.articles {
        if article.zone.as_ref().is_some_and(|zone| !zones.contains(zone)) {
            return Err(Refusal::ZoneUnknown);
        }
        if article.owner.as_ref().is_some_and(|owner| !parties.contains(owner)) {
            return Err(Refusal::PartyUnknown);
        }
    }
    for zone in &agreement.zones {
        if zone.points.len() < if zone.form == Form::Line { 2 } else { 3 } {
            return Err(Refusal::ZoneTooSmall);
        }
        if zone.reading_of.as_ref().is_some_and(|party| !parties.contains(party)) {
            return Err(Refusal::PartyUnknown);
        }
    }
    Ok(())
}
