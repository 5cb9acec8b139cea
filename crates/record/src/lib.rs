//! The written form of facts.
//!
//! A fact becomes an *entry*: an envelope (who, when, about what, of which kind) and payloads, one for each disclosure group.
//! The envelope's canonical bytes are the leaf of the log. It binds each payload by a salted hash, so a payload can be withheld
//! from a reader, or erased for good, and every proof stays valid. What is hashed here is for ever; there are no rules on this floor.

pub mod bundle;
mod canonical;
mod chain;
mod claims;
mod cores;
mod envelope;
mod group;
mod seal;

pub use canonical::{CanonicalError, canonical};
pub use chain::{ChainError, Chains};
pub use claims::{Claim, claims, draft_to_sign, offer, submission};
pub use cores::on_all_cores;
pub use envelope::{EntryId, Envelope, Header};
pub use group::Group;
pub use seal::{Entry, Payload, RecordError, Salt, commitment, open, open_envelope, seal};
