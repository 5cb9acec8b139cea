//! **Finding**: what we conclude.
//!
//! Enters: a conclusion proposed by the person who verified. Leaves: a decided and published finding on five axes, with its history. Always
//! true: no single person reaches a published finding; the standard of proof was met; the accused was heard first; a
//! correction or a retraction goes the same way as the first conclusion. Deliberately not here: what the party answered (response), and
//! the daily report (publication).

mod body;
mod course;
mod event;
mod refusal;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use body::{Tally, Vote, tally, tally_of, turn};
pub use course::{ClosingGround, Closure, Course, Reopening, ReopeningGround, Turn};
pub use event::{Aim, Axes, Event, Proposal};
pub use refusal::Refusal;
pub use rules::{Standing, admit};
pub use state::{Cast, Handling, Resolution, Review, State, Version};
