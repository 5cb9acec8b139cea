//! **Response**: what the parties do, and what bodies ask of them. One record a finding, under the finding's id; a sitting of a body has its own.
//!
//! Enters: notices that were served, what the parties answered, measures that bodies decide on, sittings with agenda and minutes. Leaves: the reply that
//! is printed beside the finding, and the docket. Always true: a party answers for itself only; a late answer is kept and marked late, never dropped; that
//! nobody answered is shown by the clock and is never recorded as if it were an answer; the same measures are open against every party.
//! Deliberately not here: whether the answer convinces.

mod event;
mod measure;
mod refusal;
mod rules;
mod sitting;
mod state;
#[cfg(test)]
mod tests;

pub use event::{Details, Event, ReplyKind};
pub use measure::{Measure, MeasureEnd, MeasureGround, MeasureRecord, Step};
pub use refusal::Refusal;
pub use rules::{Standing, admit};
pub use sitting::{
    AgendaItem, Call, ItemEnd, ItemOutcome, MOST_ITEMS, Matter, Minutes, Sitting, SittingStanding, admit_sitting,
};
pub use state::{Kept, Notice, PromiseJudgement, Reply, State};
