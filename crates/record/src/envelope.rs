//! The part of an entry that is hashed into the log and shown to everybody.

use crate::Group;
use mirqab_domain::{Author, Subject};
use mirqab_vocabulary::{Instant, ReportId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An entry's own id: it does not depend on the entry's position in the log. Written like every other id.
pub type EntryId = ReportId;

/// What is known of an entry before its payloads are bound.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its id.
    pub id: EntryId,
    /// The entry before it about the same subject; `None` for the first. A gap in a subject's history shows by it.
    pub previous: Option<EntryId>,
    /// What it is about.
    pub subject: Subject,
    /// Who recorded it.
    pub author: Author,
    /// When.
    pub recorded_at: Instant,
}

/// The envelope. Its canonical bytes are a leaf of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Version of the envelope's own form.
    pub v: u32,
    /// The entry's id.
    pub id: EntryId,
    /// The entry before it about the same subject; `None` for the first. A gap in a subject's history shows by it.
    pub previous: Option<EntryId>,
    /// What kind of fact, with the version of its form: `report/submitted/1`.
    pub kind: String,
    /// What it is about.
    pub subject: Subject,
    /// Who recorded it.
    pub author: Author,
    /// When.
    pub recorded_at: Instant,
    /// For each payload its salted SHA-256, in lowercase hexadecimal.
    pub commitments: BTreeMap<Group, String>,
}
