//! **Commitment**: what was promised beside the silence of arms, and what was announced so that nobody takes it for a breach.
//!
//! Enters: commitments and confidence-building measures with owner, deadline, steps and conditions; local pauses; notices; requests for
//! clarification. Leaves: where each stands and since when, what was announced before an act. Always true: a state has an author and a
//! reason; nothing is verified on its owner's word, nor by the person who recorded that it was done; a party files for itself alone.
//! Deliberately not here: whether a breach occurred.

mod code;
mod event;
mod notice;
mod pause;
mod promise;
mod refusal;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use code::{Grant, Kind, NoticeKind, Progress, Reached, Score};
pub use event::{
    Blocker, Condition, Event, Evidence, EvidenceKind, Extent, Granting, Milestone, Notice, PauseTerms, Plan, Question,
    Reply, Scoring, Terms,
};
pub use notice::{Announced, Clarification, Clock, Fit, Notified, Seen};
pub use pause::{Pause, Standing as PauseStanding};
pub use promise::{Due, Item, Promise, Step};
pub use refusal::Refusal;
pub use rules::{Standing, admit, waits_for_itself};
pub use state::State;
