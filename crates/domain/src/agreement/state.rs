//! What the facts about one agreement add up to, and which may be recorded.

use super::{Agreement, Event, Form, Milestone, Procedure, Refusal, Seat, Signature, SignatureState};
use crate::Author;
use mirqab_vocabulary::{AgreementId, Instant, PartyCode, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One agreement as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: AgreementId,
    /// Its terms.
    pub agreement: Agreement,
    /// What the parties did about their signatures, by time.
    pub signatures: Vec<Signature>,
    /// The steps of the process, by time.
    pub milestones: Vec<Milestone>,
    /// The procedures that were set, each with the time from which it holds.
    pub procedures: Vec<(Instant, Procedure)>,
    /// Who sits where now.
    pub seats: Vec<Seat>,
}

impl State {
    /// Where a party stands at a time; `None` if nothing was recorded by then.
    pub fn signature(&self, party: &PartyCode, at: Instant) -> Option<&Signature> {
        self.signatures.iter().rfind(|signature| signature.party == *party && signature.at <= at)
    }
    /// Whether it is in force at a time, whoever signed.
    pub fn in_force(&self, at: Instant) -> bool {
        self.agreement.force_from.is_some_and(|from| from <= at) && self.agreement.force_to.is_none_or(|to| at < to)
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
    pub fn apply(state: Option<Self>, id: AgreementId, event: &Event, at: Instant) -> Option<Self> {
        match (state, event) {
            (None, Event::Adopted { agreement }) => Some(Self {
                id,
                agreement: (**agreement).clone(),
                signatures: Vec::new(),
                milestones: Vec::new(),
                procedures: Vec::new(),
                seats: Vec::new(),
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
                state.procedures.push((at, (**procedure).clone()));
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
