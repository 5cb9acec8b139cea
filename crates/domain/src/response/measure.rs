//! Graduated measures: what is asked of a party after a breach was established. The same ladder for every party.

use super::{Event, Refusal, Standing, State};
use crate::Author;
use crate::coded::coded;
use crate::finding::{Cast, tally_of};
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, FindingId, Gravity, Instant, PartyCode, Passage, Role,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// A rung of the ladder, the mildest first.
    Step {
        /// The party is called to order.
        RecallToOrder = "recall_to_order",
        /// A note of protest that nobody else reads.
        PrivateNotice = "private_notice",
        /// Both sides go there together.
        JointVisit = "joint_visit",
        /// The party is named in public for it.
        PublicNaming = "public_naming",
        /// It is put before the guarantors and sponsors.
        ReferralToGuarantors = "referral_to_guarantors",
        /// It is put before the Security Council.
        ReferralToCouncil = "referral_to_council",
    }
}
coded! {
    /// Why this rung.
    MeasureGround {
        /// A breach was established.
        First = "first",
        /// Breaches were established before.
        Repeated = "repeated",
        /// The breach is grave.
        Grave = "grave",
        /// A milder measure was imposed in this case before.
        NotHeeded = "not_heeded",
    }
}
coded! {
    /// How a measure ends.
    MeasureEnd {
        /// It was carried out.
        CarriedOut = "carried_out",
        /// It was lifted.
        Lifted = "lifted",
    }
}

/// A measure, as proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Counted from 1 within the case.
    pub number: u32,
    /// After which conclusion, by its number.
    pub version: u32,
    /// Against whom.
    pub party: PartyCode,
    /// Which rung.
    pub step: Step,
    /// Why this rung.
    pub ground: MeasureGround,
    /// The findings before it, where they are the ground.
    pub earlier: Vec<FindingId>,
    /// What is asked.
    pub text: Bilingual,
}

/// A measure with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRecord {
    /// The measure.
    pub measure: Measure,
    /// Who proposed it.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The votes on it, in order; a person's last one counts.
    pub votes: Vec<Cast>,
    /// Who recorded the decision, when, whether it is imposed, and the minutes.
    pub decided: Option<(Author, Instant, bool, Passage)>,
    /// Who recorded its end, when, how, and why.
    pub ended: Option<(Author, Instant, MeasureEnd, Passage)>,
}

impl MeasureRecord {
    /// Whether it was decided to impose it.
    pub fn imposed(&self) -> bool {
        self.decided.as_ref().is_some_and(|(_, _, imposed, _)| *imposed)
    }
    /// Whether it still waits for a decision, or for its end.
    pub fn open(&self) -> bool {
        self.decided.is_none() || self.imposed() && self.ended.is_none()
    }
}

/// Whether `event` about a measure may be recorded.
pub(super) fn admit(
    state: Option<&State>,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    let voice = matches!(event, Event::MeasureVoted { .. }) && author.party.is_some();
    let minutes = matches!(event, Event::MeasureDecided { .. }) && standing.body.is_some();
    let reported = standing.reporters.contains(&author.account) && !voice && !minutes;
    if standing.aside.contains(&author.account) || reported {
        return Err(Refusal::TiedToCase);
    }
    let known = |number: u32| {
        let measures = state.map_or(&[][..], |state| &state.measures);
        measures.iter().find(|record| record.measure.number == number).ok_or(Refusal::NoSuchMeasure)
    };
    let undecided = |number: u32| {
        let record = known(number)?;
        if record.decided.is_some() { Err(Refusal::MeasureDecidedAlready) } else { Ok(record) }
    };
    match event {
        Event::MeasureProposed { measure } => admit_proposal(state, measure, author, now, standing),
        Event::MeasureVoted { number, body, vote, opinion } => {
            undecided(*number)?;
            let body = standing.body.as_ref().filter(|known| known.key == *body).ok_or(Refusal::NoBody)?;
            let seat = standing.seats.iter().find(|seat| seat.body == body.key && seat.account == author.account);
            if seat.is_none_or(|seat| seat.party != author.party) {
                return Err(Refusal::NotSeated);
            }
            let against = *vote == crate::finding::Vote::Against;
            if against && opinion.is_none() { Err(Refusal::OpinionMissing) } else { Ok(()) }
        }
        Event::MeasureDecided { number, imposed, .. } => {
            let record = undecided(*number)?;
            let Some(body) = &standing.body else {
                // Where no body decides, the head of mission does, on what somebody else proposed.
                role(author, &[Role::HeadOfMission])?;
                let same = record.by.account == author.account;
                return if same { Err(Refusal::SamePerson) } else { Ok(()) };
            };
            role(author, &[Role::DutyOfficer, Role::HeadOfMission])?;
            let tally = tally_of(&record.votes, body, &standing.seats, &standing.parties, &standing.aside);
            if !tally.quorum {
                return Err(Refusal::NoQuorum);
            }
            if !tally.closable(now) {
                return Err(Refusal::VoteOpen);
            }
            if tally.endorses == *imposed { Ok(()) } else { Err(Refusal::VotesSayOtherwise) }
        }
        Event::MeasureEnded { number, .. } => {
            role(author, &[Role::DutyOfficer, Role::HeadOfMission])?;
            let record = known(*number)?;
            if record.imposed() && record.ended.is_none() { Ok(()) } else { Err(Refusal::MeasureNotImposed) }
        }
        _ => Ok(()),
    }
}

fn admit_proposal(
    state: Option<&State>,
    measure: &Measure,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    role(author, &[Role::DutyOfficer, Role::Reviewer])?;
    let measures = state.map_or(&[][..], |state| &state.measures);
    if usize::try_from(measure.number) != Ok(measures.len() + 1) {
        return Err(Refusal::MeasureNumber);
    }
    let public = standing.stands.as_ref().filter(|(version, _)| *version == measure.version);
    let (version, axes) = public.ok_or(Refusal::NoStandingFinding)?;
    let named = match &axes.attribution {
        Attribution::AttributedTo { party, .. } => *party == measure.party,
        Attribution::Both { .. } => standing.parties_bound.contains(&measure.party),
        _ => false,
    };
    if !named || !matches!(axes.classification, Classification::Violation { .. }) {
        return Err(Refusal::MeasureNotAttributed);
    }
    if !state.is_some_and(|state| state.heard(&measure.party, *version, now)) {
        return Err(Refusal::NoticeMissing);
    }
    let earlier: BTreeSet<_> = measure.earlier.iter().collect();
    let own = state.is_some_and(|state| earlier.contains(&state.finding));
    let repeated = measure.ground == MeasureGround::Repeated;
    let imposed_before = |record: &MeasureRecord| {
        record.imposed() && record.measure.party == measure.party && record.measure.step < measure.step
    };
    let fits = match measure.ground {
        MeasureGround::First => true,
        MeasureGround::Repeated => !own,
        MeasureGround::Grave => axes.gravity == Gravity::Grave,
        MeasureGround::NotHeeded => measures.iter().any(imposed_before),
    };
    if !fits || earlier.len() != measure.earlier.len() || repeated == earlier.is_empty() {
        return Err(Refusal::MeasureGround);
    }
    let high = measure.ground == MeasureGround::First && measure.step > Step::JointVisit;
    if high { Err(Refusal::MeasureTooHigh) } else { Ok(()) }
}

fn role(author: &Author, needed: &[Role]) -> Result<(), Refusal> {
    if needed.contains(&author.role) { Ok(()) } else { Err(Refusal::RoleNotAllowed) }
}

/// Applies one fact about a measure.
pub(super) fn apply(measures: &mut Vec<MeasureRecord>, event: &Event, by: &Author, at: Instant) {
    let mut with = |number: u32, change: &dyn Fn(&mut MeasureRecord)| {
        measures.iter_mut().filter(|record| record.measure.number == number).for_each(change);
    };
    match event {
        Event::MeasureProposed { measure } => measures.push(MeasureRecord {
            measure: (**measure).clone(),
            by: by.clone(),
            at,
            votes: Vec::new(),
            decided: None,
            ended: None,
        }),
        Event::MeasureVoted { number, body, vote, opinion } => with(*number, &|record| {
            let (body, by, opinion) = (body.clone(), by.clone(), opinion.clone());
            record.votes.push(Cast { body, by, at, vote: *vote, opinion });
        }),
        Event::MeasureDecided { number, imposed, minutes } => {
            with(*number, &|record| record.decided = Some((by.clone(), at, *imposed, minutes.clone())));
        }
        Event::MeasureEnded { number, end, reason } => {
            with(*number, &|record| record.ended = Some((by.clone(), at, *end, reason.clone())));
        }
        _ => {}
    }
}
