//! **Agreement**: what was agreed, by whom, and whether it is in force.
//!
//! Enters: an agreement's terms as data and what is known of its signing. Leaves: which articles bind at a time and place, and what each says
//! of an act. Always true: signature and force are two things; an answer is three-valued, and "cannot be decided" names the missing fact.
//! Deliberately not here: incidents and findings.

mod applies;
mod check;
mod condition;
mod event;
mod ground;
mod procedure;
mod provisions;
mod refusal;
mod search;
mod state;
#[cfg(test)]
mod tests;

pub use applies::{
    Act, Answer, Circumstances, Duty, Fact, ReadingAnswer, Tests, Trial, Unless, duty_at, holding, holds, withdrawal,
};
pub use check::{Example, Flaw, Found, Level, check};
pub use condition::{Circumstance, Condition};
pub use event::{
    Agreement, Amendment, Article, Effect, Event, ForceChange, ForceStep, Form, Kind, Milestone, Outcome, Party,
    Reanswered, Reexamination, Signature, SignatureState, Zone,
};
pub use procedure::{Body, Concludes, Procedure, Rule, Seat, Seats, Sight, Template};
pub use provisions::{
    AgreedBody, AgreedSeats, AnswersFor, ArticleTerms, AuthenticText, DatedName, DecisionRule, Definition, DisputeStep,
    Guarantor, GuarantorRole, Medium, Provisions, Relation, Renewal, ReportingDuty, Scope, Signatory, StandardFor,
    Supplement, SupplementKind, Withdrawal,
};
pub use refusal::Refusal;
pub use state::{Force, LONGEST_CONDITION, State, admit};
