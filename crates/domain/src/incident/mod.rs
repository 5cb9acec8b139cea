//! **Incident**: what we think was one event.
//!
//! Enters: reports, by a person's decision (a proposal's explanation is kept with it). Leaves: a group of reports under an id that
//! never changes. Always true: every link can be undone, every merge can be taken back, and a merged id points on to where it went.
//! Deliberately not here: whether the event happened, and how proposals are computed.

mod event;
mod origins;
mod refusal;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use event::{Alternative, Answer, Change, Contribution, Event, Learnt, Obstacle, Proposal};
pub use origins::{Origin, Voice, origins};
pub use refusal::Refusal;
pub use rules::{Standing, admit};
pub use state::{Standing as Handling, State};
