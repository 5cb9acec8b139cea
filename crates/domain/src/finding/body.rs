//! How the bodies of a procedure decide: who may vote, whether the quorum is there, what the votes add up to.

use super::{Cast, Refusal, Standing, State, Version};
use crate::Author;
use crate::agreement::{Body, Rule, Seat, Seats};
use crate::coded::coded;
use mirqab_vocabulary::{AccountId, Instant, PartyCode};
use std::collections::BTreeSet;

coded! {
    /// A vote.
    Vote {
        /// For the conclusion.
        For = "for",
        /// Against it.
        Against = "against",
        /// Neither. It counts for the quorum.
        Abstain = "abstain",
    }
}

/// Where a body stands towards a conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Who may vote: those seated who do not stand aside.
    pub eligible: Vec<Seat>,
    /// Those of them who have not voted.
    pub missing: Vec<Seat>,
    /// Whether enough have voted, of each kind.
    pub quorum: bool,
    /// Whether the votes so far, if they stay, endorse it.
    pub endorses: bool,
    /// Those who voted against. Under consensus each of them stops it.
    pub against: Vec<Seat>,
    /// Until when it stays open for those missing; `None` before the first vote.
    pub open_until: Option<Instant>,
}

impl Tally {
    /// Whether it may be closed: all voted, or the time has run out; and the quorum is there.
    pub fn closable(&self, now: Instant) -> bool {
        self.quorum && (self.missing.is_empty() || self.open_until.is_some_and(|until| until <= now))
    }
}

/// The body whose turn it is: the first that has not decided, once enough reviewers agree. `None` where no body is left, or one refused.
pub fn turn(version: &Version) -> Option<&Body> {
    let procedure = version.proposal.procedure.as_deref()?;
    if !version.endorsed() || version.refused().is_some() {
        return None;
    }
    procedure.bodies.get(version.bodies.len())
}

/// Where `body` stands. `parties` are those of the agreement; `aside` are those who stand aside from the case.
pub fn tally(
    version: &Version,
    body: &Body,
    seats: &[Seat],
    parties: &[PartyCode],
    aside: &BTreeSet<AccountId>,
) -> Tally {
    tally_of(&version.votes, body, seats, parties, aside)
}

/// As `tally`, over votes on anything.
pub fn tally_of(
    votes: &[Cast],
    body: &Body,
    seats: &[Seat],
    parties: &[PartyCode],
    aside: &BTreeSet<AccountId>,
) -> Tally {
    let eligible: Vec<Seat> =
        seats.iter().filter(|seat| seat.body == body.key && !aside.contains(&seat.account)).cloned().collect();
    let cast = votes.iter().filter(|vote| vote.body == body.key);
    let vote_of = |seat: &Seat| {
        cast.clone().rfind(|vote| vote.by.account == seat.account && vote.by.party == seat.party).map(|vote| vote.vote)
    };
    let votes: Vec<(&Seat, Option<Vote>)> = eligible.iter().map(|seat| (seat, vote_of(seat))).collect();
    let voted = |of: Option<&PartyCode>| {
        votes.iter().filter(|(seat, vote)| seat.party.as_ref() == of && vote.is_some()).count() as u32
    };
    let Seats { neutral, each_party } = body.quorum;
    let quorum = voted(None) >= neutral && parties.iter().all(|party| voted(Some(party)) >= each_party);
    let number = |wanted: Vote| votes.iter().filter(|(_, vote)| *vote == Some(wanted)).count();
    let (pro, contra) = (number(Vote::For), number(Vote::Against));
    let endorses = match body.rule {
        Rule::Chair => votes.iter().any(|(seat, vote)| seat.party.is_none() && *vote == Some(Vote::For)),
        Rule::Majority => pro > contra,
        Rule::TwoThirds => pro > 0 && pro >= 2 * contra,
        Rule::Consensus => pro > 0 && contra == 0,
    };
    let chosen = |wanted: Option<Vote>| {
        votes.iter().filter(|(_, vote)| *vote == wanted).map(|(seat, _)| (*seat).clone()).collect::<Vec<_>>()
    };
    let first = cast.clone().map(|vote| vote.at).min();
    Tally {
        missing: chosen(None),
        against: chosen(Some(Vote::Against)),
        open_until: first.map(|at| at.plus_s(i64::from(body.hours) * 3600)),
        eligible,
        quorum,
        endorses,
    }
}

/// Whether a vote in `key` may be recorded.
pub(super) fn admit_vote(
    version: &Version,
    key: &str,
    vote: Vote,
    opinion: bool,
    author: &Author,
    standing: &Standing,
) -> Result<(), Refusal> {
    let body = due(version, key, standing)?;
    let seat = standing.seats.iter().find(|seat| seat.body == body.key && seat.account == author.account);
    if seat.is_none_or(|seat| seat.party != author.party) {
        return Err(Refusal::NotSeated);
    }
    let worked = version.by.account == author.account
        || version.reviews.iter().any(|review| review.by.account == author.account);
    if worked {
        return Err(Refusal::SamePerson);
    }
    if vote == Vote::Against && !opinion { Err(Refusal::OpinionMissing) } else { Ok(()) }
}

/// Whether the body `key` may be recorded to have decided so.
pub(super) fn admit_decision(
    version: &Version,
    key: &str,
    endorsed: bool,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    let body = due(version, key, standing)?;
    let tally = tally(version, body, &standing.seats, &standing.parties, &standing.recused);
    if !tally.quorum {
        return Err(Refusal::NoQuorum);
    }
    if !tally.closable(now) {
        return Err(Refusal::VoteOpen);
    }
    if tally.endorses == endorsed { Ok(()) } else { Err(Refusal::VotesSayOtherwise) }
}

/// The body, if it is its turn and everybody named was heard before.
fn due<'a>(version: &'a Version, key: &str, standing: &Standing) -> Result<&'a Body, Refusal> {
    if !version.endorsed() {
        return Err(Refusal::ReviewMissing);
    }
    let body = turn(version).filter(|body| body.key == key && version.decided.is_none()).ok_or(Refusal::NotItsTurn)?;
    if standing.heard { Ok(body) } else { Err(Refusal::NoticeMissing) }
}

impl State {
    /// The body whose turn it is with the pending conclusion.
    pub fn turn(&self) -> Option<&Body> {
        self.pending().and_then(turn)
    }
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
