//! **Agreement**: what was agreed, by whom, and whether it is in force.
//!
//! Enters: an agreement's terms as data and what is known of its signing. Leaves: which articles bind at a time and place, and what each says
//! of an act. Always true: signature and force are two things; an answer is three-valued, and "cannot be decided" names the missing fact.
//! Deliberately not here: incidents and findings.

mod applies;
mod event;
mod procedure;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use applies::{Act, Answer, Fact, articles_in_force, test_article};
pub use event::{Agreement, Article, Effect, Event, Form, Kind, Milestone, Party, Signature, SignatureState, Zone};
pub use procedure::{Body, Concludes, Procedure, Rule, Seat, Seats, Sight, Template};
pub use refusal::Refusal;
pub use state::{State, admit};
