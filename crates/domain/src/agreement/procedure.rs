//! How a finding is reached under an agreement: steps, bodies, quorum, rule of decision, clocks.
//!
//! Seats are counted as "neutral" and "of each party", never of one party by name: a procedure that gives one party more than another
//! cannot be written down.

use super::Refusal;
use crate::coded::coded;
use mirqab_vocabulary::{AccountId, Bilingual, PartyCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// After which of the known kinds a procedure was made.
    Template {
        /// A neutral head decides what others verified and reviewed.
        NeutralHead = "neutral_head",
        /// A chair forwards, a committee endorses, a board decides.
        Ladder = "ladder",
        /// The parties decide together; each can stop it, and it is shown who did.
        Consensus = "consensus",
        /// Nobody concludes beyond the facts.
        FactsOnly = "facts_only",
        /// None of them.
        Own = "own",
    }
}
coded! {
    /// What a reviewer sees of who is concerned.
    Sight {
        /// Everything.
        Open = "open",
        /// The case with the parties' names masked, until the reviewer has answered.
        Masked = "masked",
    }
}
coded! {
    /// How far conclusions go.
    Concludes {
        /// Occurrence, article, author, gravity.
        Everything = "everything",
        /// Whether it happened and from where; neither article nor author.
        Facts = "facts",
    }
}
coded! {
    /// How a body's votes add up. Who abstains counts for the quorum and for nothing else.
    Rule {
        /// The one neutral seat decides, in the presence of the quorum.
        Chair = "chair",
        /// More for than against.
        Majority = "majority",
        /// At least twice as many for as against.
        TwoThirds = "two_thirds",
        /// At least one for, nobody against.
        Consensus = "consensus",
    }
}

/// How many persons: without a tie to a party, and of each party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// Without a tie to a party.
    pub neutral: u32,
    /// Of each party, whatever their number.
    pub each_party: u32,
}

/// A body that decides on conclusions, by vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its key within the procedure.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// How many may sit in it.
    pub seats: Seats,
    /// How many of them must have voted.
    pub quorum: Seats,
    /// How their votes add up.
    pub rule: Rule,
    /// How long those seated have from the first vote on. Before that it closes only when all have voted.
    pub hours: u32,
}

/// A procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// After which kind it was made. It decides nothing by itself.
    pub template: Template,
    /// How many persons have judged whether it happened before a conclusion is proposed.
    pub judgements: u32,
    /// How many reviewers must agree.
    pub reviews: u32,
    /// What they see.
    pub sight: Sight,
    /// How many hypotheses on the author must have been weighed before an attribution.
    pub hypotheses: u32,
    /// How far conclusions go.
    pub concludes: Concludes,
    /// The bodies that must endorse a conclusion, in order.
    pub bodies: Vec<Body>,
    /// Hours from the opening of a case to a proposed conclusion.
    pub verification_hours: u32,
    /// Hours from a proposed conclusion to the reviews.
    pub review_hours: u32,
    /// Hours that a party has to reply.
    pub reply_hours: u32,
    /// Hours from the last endorsement to the decision.
    pub decision_hours: u32,
    /// Hours from the decision during which nothing is published.
    pub embargo_hours: u32,
}

/// Somebody's place in a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The body, by its key.
    pub body: String,
    /// Who.
    pub account: AccountId,
    /// For which party; `None` for a neutral seat.
    pub party: Option<PartyCode>,
}

/// The most of anything that a procedure counts: seats of one kind in a body, reviews, bodies.
const MOST: u32 = 20;
/// The longest clock: two years.
const LONGEST_HOURS: u32 = 2 * 366 * 24;

impl Procedure {
    /// The body of this key with its place in the order.
    pub fn body(&self, key: &str) -> Option<(usize, &Body)> {
        self.bodies.iter().enumerate().find(|(_, body)| body.key == key)
    }

    /// Whether anybody can walk it to the end, and nobody alone.
    pub(super) fn sound(&self) -> Result<(), Refusal> {
        let clocks = [self.verification_hours, self.review_hours, self.reply_hours, self.decision_hours];
        let mut hours = clocks.iter().chain(self.bodies.iter().map(|body| &body.hours));
        if hours.any(|hours| *hours == 0 || *hours > LONGEST_HOURS) || self.embargo_hours > LONGEST_HOURS {
            return Err(Refusal::ProcedureHours);
        }
        // One reviewer at least: with who proposed and who decides, three persons stand behind a finding.
        if self.reviews == 0 || [self.reviews, self.judgements, self.hypotheses].iter().any(|number| *number > MOST) {
            return Err(Refusal::ProcedureNumbers);
        }
        let keys: BTreeSet<_> = self.bodies.iter().map(|body| &body.key).collect();
        if keys.len() != self.bodies.len() || keys.len() > MOST as usize || keys.iter().any(|key| key.is_empty()) {
            return Err(Refusal::ProcedureBodies);
        }
        self.bodies.iter().try_for_each(Body::sound)
    }
}

impl Body {
    fn sound(&self) -> Result<(), Refusal> {
        let (seats, quorum) = (self.seats, self.quorum);
        let enough = quorum.neutral + quorum.each_party > 0
            && quorum.neutral <= seats.neutral
            && quorum.each_party <= seats.each_party
            && seats.neutral.max(seats.each_party) <= MOST;
        let rule = match self.rule {
            Rule::Chair => seats.neutral == 1 && quorum.neutral == 1,
            // A consensus that is reached while a party's chair is empty is none.
            Rule::Consensus => seats.each_party == 0 || quorum.each_party > 0,
            Rule::Majority | Rule::TwoThirds => true,
        };
        if enough && rule { Ok(()) } else { Err(Refusal::ProcedureQuorum) }
    }
}
