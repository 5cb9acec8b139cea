//! **Verification**: how we seek to know. One case an incident, under the incident's id.
//!
//! Enters: claims, evidence, assessments. Leaves: what is known, judged by whom. Always true: one person holds the
//! claim at a time and it runs out; nobody works on what they reported; a source's reliability and what it said are graded apart.
//! Deliberately not here: the conclusion.

mod attribution;
mod circumstance;
mod event;
#[cfg(test)]
mod protection_tests;
mod refusal;
mod rules;
mod state;
#[cfg(test)]
mod tests;
mod words;

pub use attribution::{Hypothesis, Weight};
pub use circumstance::{Circumstance, CircumstanceJudgement, Given};
pub use event::{
    AreaPart, Areas, Conflict, Crater, Event, Evidence, EvidenceKind, Explanation, Handover, Held, JointPlace, Placing,
    PlacingNotes, Weighing,
};
pub use refusal::Refusal;
pub(crate) use rules::occurrence_whole;
pub use rules::{LONGEST_CLAIM_S, Standing, admit, admit_step};
pub use state::{Assessment, Claim, Item, Placed, State};
pub use words::{Confidence, PlacingMethod, Proves};
