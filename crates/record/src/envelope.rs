//! The part of an entry that is hashed into the log and shown to everybody.

use crate::{Group, RecordError};
use mirqab_domain::{Author, Room, Subject};
use mirqab_vocabulary::{AccountId, Instant, PartyCode, ReportId, Role};
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

impl Envelope {
    /// Its canonical bytes.
    pub(crate) fn written(&self) -> Result<Vec<u8>, RecordError> {
        let ordered = Ordered {
            author: OrderedAuthor {
                account: self.author.account,
                party: self.author.party.as_ref(),
                role: self.author.role,
            },
            commitments: &self.commitments,
            id: self.id,
            kind: &self.kind,
            previous: self.previous,
            recorded_at: self.recorded_at,
            subject: OrderedSubject { id: &self.subject.id, room: self.subject.room },
            v: self.v,
        };
        // Most are shorter.
        let mut bytes = Vec::with_capacity(1024);
        serde_json::to_writer(&mut bytes, &ordered).map_err(|error| RecordError::Envelope(error.to_string()))?;
        Ok(bytes)
    }
}

/// The envelope with its members in canonical order: written as it stands, which every entry is when it is recorded and whenever it is checked.
#[derive(Serialize)]
struct Ordered<'a> {
    author: OrderedAuthor<'a>,
    // INVARIANT: groups are declared in the order of their codes.
    commitments: &'a BTreeMap<Group, String>,
    id: EntryId,
    kind: &'a str,
    previous: Option<EntryId>,
    recorded_at: Instant,
    subject: OrderedSubject<'a>,
    v: u32,
}

#[derive(Serialize)]
struct OrderedAuthor<'a> {
    account: AccountId,
    party: Option<&'a PartyCode>,
    role: Role,
}

#[derive(Serialize)]
struct OrderedSubject<'a> {
    id: &'a str,
    room: Room,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical;

    #[test]
    fn an_envelope_is_written_in_canonical_form() {
        let account = AccountId::from_parts(1, [1; 10]);
        let mut envelope = Envelope {
            v: 1,
            id: EntryId::from_parts(2, [2; 10]),
            previous: None,
            kind: "report/\"\u{1}\u{20ac}/1".into(),
            subject: Subject { room: Room::Report, id: "\u{1f600}\n".into() },
            author: Author { account, role: Role::PartyLiaison, party: PartyCode::parse("north").ok() },
            recorded_at: Instant::from_unix_s(0).unwrap(),
            commitments: Group::ALL.iter().map(|group| (*group, "0".into())).collect(),
        };
        for _ in 0..2 {
            let value = serde_json::to_value(&envelope).unwrap();
            assert_eq!(envelope.written().unwrap(), canonical(&value).unwrap());
            envelope.previous = Some(envelope.id);
            envelope.author.party = None;
            envelope.commitments.clear();
        }
    }
}
