//! The rules, pure: what may be recorded, by whom, and what the recorded facts add up to.
//!
//! Every room has the same door: `Event` (a fact, past tense), `State` (what its facts add up to, by
//! `State::apply`), `admit` (may this fact be recorded now, by this author?) and `Refusal` (every way to say no).
//! `admit` is asked before a fact is written *and* again by the offline verifier when it replays a bundle, so the
//! rule that the mission keeps and the rule that outsiders check cannot drift apart.
//!
//! There is no I/O, no clock and no randomness on this floor; times and ids are given in.

pub mod agreement;
mod author;
mod coded;
pub mod commitment;
mod event;
pub mod finding;
pub mod incident;
pub mod mission;
pub mod procedure;
pub mod publication;
mod refusal;
pub mod report;
pub mod response;
pub mod verification;

pub use author::Author;
pub use event::{Event, Room, Subject};
pub use refusal::Refusal;
