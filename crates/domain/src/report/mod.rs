//! **Report**: what somebody said.
//!
//! Enters: a draft from an observer, a party, a civilian, a medium or a sensor. Leaves: a recorded report and what was
//! later said of it (its lineage, its withdrawal). Always true: who reported, who observed and who is accused are three
//! different fields; what was said is never changed, only corrected by a later fact. Deliberately not here: whether it is true, and
//! which other reports tell of the same event.

mod event;
mod protection;
#[cfg(test)]
mod protection_tests;
mod refusal;
mod rules;
#[cfg(test)]
mod signed_tests;
mod state;
#[cfg(test)]
mod tests;

pub use event::{Attachment, Channel, Draft, Event, Harm, OccurredPrecision, Original, Repetition, Signed, Witness};
pub use protection::{
    Consent, Contact, ERASED, Erasure, Ground, Opened, Opening, Part, Proposed, Protection, Request, SEALED_NAME,
    Sealed, Side, Step, Tombstone, admit_witness, to_open, to_record,
};
pub use refusal::Refusal;
pub use rules::{addressed, admit, admit_signed, same_files};
pub use state::State;
