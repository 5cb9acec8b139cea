//! The words: ids, times, places, parties, weapons, languages, grades.
//!
//! Every value here is checked when it is made (also when it is read from JSON), so that a rule never
//! meets a latitude of 200 degrees. Nothing here acts: no I/O, no clock, no rules.
//! Numbers are integers with their unit in the name, because they are sealed in the record.

mod bilingual;
mod code;
mod count;
mod grade;
mod id;
mod key_signature;
mod language;
mod outcome;
mod party;
mod place;
mod role;
mod text;
mod time;
mod violation;
mod weapon;

pub use bilingual::Bilingual;
pub use code::Code;
pub use count::{Count, Direction, Means, Observation, Quality, What};
pub use grade::{Credibility, Grade, Reliability, StandardOfProof};
pub use id::{
    AccountId, AgreementId, BlobId, CommitmentId, FindingId, IncidentId, PatrolId, PublicationId, ReportId, SittingId,
};
pub use key_signature::{KeySignature, KeySignatureError};
pub use language::Language;
pub use outcome::{Attribution, Classification, Gravity, Occurrence, UnableReason};
pub use party::PartyCode;
pub use place::{Bearing, Coordinates, DistanceBand, Microdegrees, Place};
pub use role::Role;
pub use text::{Line, Passage, TextError};
pub use time::{Instant, InstantMs, Interval, LocalDay, TimeError, ZoneName};
pub use violation::ViolationKind;
pub use weapon::{Weapon, WeaponClass};
