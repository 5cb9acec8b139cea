//! From a fact to an entry, and back.

use crate::group::fields;
use crate::{CanonicalError, EntryId, Envelope, Group, Header, canonical};
use mirqab_domain::{Event, Room};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// 32 random bytes that keep a commitment from being guessed.
pub type Salt = [u8; 32];

/// Why an entry cannot be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// A value that has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Not an envelope.
    #[error("the envelope cannot be read: {0}")]
    Envelope(String),
    /// The same content, written differently.
    #[error("the {0} is not in canonical form")]
    NotCanonical(&'static str),
    /// Written by a newer program.
    #[error("the entry is of kind {0}, which this version does not know")]
    UnknownKind(String),
    /// A payload that the envelope does not bind.
    #[error("the payload '{0}' is not bound by the envelope")]
    Unbound(&'static str),
    /// A payload twice.
    #[error("the payload '{0}' is there twice")]
    Twice(&'static str),
    /// A payload that is not what was bound.
    #[error("the payload '{0}' does not match its commitment")]
    Altered(&'static str),
    /// A commitment to a group that the kind does not have, one too few, or one that is no hash.
    #[error("the commitments of the envelope are not those of its kind")]
    Commitments,
    /// The open payload is missing, without which nothing can be read.
    #[error("the open payload is missing")]
    OpenMissing,
    /// Not a fact of its kind.
    #[error("the payload is not a fact of kind {kind}: {why}")]
    NotAFact {
        /// The kind.
        kind: String,
        /// What the reader says.
        why: String,
    },
}

/// One disclosure group's bytes, with the salt that binds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// The group.
    pub group: Group,
    /// The salt.
    pub salt: Salt,
    /// Canonical JSON.
    pub bytes: Vec<u8>,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The envelope.
    pub envelope: Envelope,
    /// Its canonical bytes: the leaf.
    pub bytes: Vec<u8>,
    /// The payloads, by group.
    pub payloads: Vec<Payload>,
}

/// The salted hash that binds a payload: SHA-256 of a fixed prefix, the group's code, a zero byte, the salt and the bytes.
pub fn commitment(group: Group, salt: &Salt, bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"mirqab payload v1\0");
    hash.update(group.code().as_bytes());
    hash.update([0]);
    hash.update(salt);
    hash.update(bytes);
    let digest: [u8; 32] = hash.finalize().into();
    mirqab_vocabulary::BlobId::from_bytes(digest).as_str().to_owned()
}

/// The fact's name, and what of it goes into which group.
pub(crate) fn parts(event: &Event) -> Result<(String, BTreeMap<Group, Value>), RecordError> {
    let mut open = to_value(event)?;
    let name = open.get("event").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut parts: BTreeMap<Group, Value> = BTreeMap::new();
    for field in fields(event.room(), &name) {
        let place = open.get_mut(field.path[0]).and_then(Value::as_object_mut);
        let value = place.and_then(|members| members.remove(field.path[1]));
        match value {
            // Nobody to protect, nothing to bind.
            Some(Value::Null) | None => {}
            Some(value) => {
                parts.insert(field.group, value);
            }
        }
    }
    parts.insert(Group::Open, open);
    Ok((name, parts))
}

/// Writes a fact as an entry. `salt` is asked once for each group: for fresh randomness, or for what who signed the fact chose.
pub fn seal(header: Header, event: &Event, mut salt: impl FnMut(Group) -> Salt) -> Result<Entry, RecordError> {
    let (name, parts) = parts(event)?;
    let mut payloads = Vec::new();
    for (group, value) in parts {
        payloads.push(Payload { group, salt: salt(group), bytes: canonical(&value)? });
    }
    let commitments = payloads
        .iter()
        .map(|payload| (payload.group, commitment(payload.group, &payload.salt, &payload.bytes)))
        .collect();
    let envelope = Envelope {
        v: 1,
        id: header.id,
        previous: header.previous,
        kind: format!("{}/{name}/1", event.room().code()),
        subject: header.subject,
        author: header.author,
        recorded_at: header.recorded_at,
        commitments,
    };
    Ok(Entry { bytes: envelope.written()?, envelope, payloads })
}

/// Reads an envelope, of which no payload is at hand. Strict like `open`.
pub fn open_envelope(bytes: &[u8]) -> Result<Envelope, RecordError> {
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| RecordError::Envelope(error.to_string()))?;
    if envelope.written()? != bytes {
        return Err(RecordError::NotCanonical("envelope"));
    }
    Ok(envelope)
}

/// Reads an entry: the envelope, the fact, and the groups that were withheld (in whose place neutral values stand).
///
/// Strict: every byte of envelope and payloads must be as `seal` would have written it.
pub fn open(bytes: &[u8], payloads: &[Payload]) -> Result<(Envelope, Event, BTreeSet<Group>), RecordError> {
    let envelope = open_envelope(bytes)?;
    let unknown = || RecordError::UnknownKind(envelope.kind.clone());
    let mut kind = envelope.kind.split('/');
    let (Some(room), Some(name), Some("1"), None) =
        (kind.next().and_then(Room::from_code), kind.next(), kind.next(), kind.next())
    else {
        return Err(unknown());
    };
    if envelope.v != 1 || room != envelope.subject.room {
        return Err(unknown());
    }
    // The rules read an id in either case. Two ways to write one would be two subjects with a history each.
    let id = &envelope.subject.id;
    if room != Room::Mission && !EntryId::parse(id).is_ok_and(|read| read.as_str() == id) {
        return Err(RecordError::Envelope(format!("{id:?} is not an id as it is written")));
    }
    let mut disclosed: BTreeMap<Group, Value> = BTreeMap::new();
    for payload in payloads {
        let group = payload.group.code();
        let bound = envelope.commitments.get(&payload.group).ok_or(RecordError::Unbound(group))?;
        if *bound != commitment(payload.group, &payload.salt, &payload.bytes) {
            return Err(RecordError::Altered(group));
        }
        let value: Value = serde_json::from_slice(&payload.bytes)
            .map_err(|error| RecordError::NotAFact { kind: envelope.kind.clone(), why: error.to_string() })?;
        if disclosed.insert(payload.group, value).is_some() {
            return Err(RecordError::Twice(group));
        }
    }
    let mut fact = disclosed.remove(&Group::Open).ok_or(RecordError::OpenMissing)?;
    let mut withheld: BTreeSet<Group> = envelope.commitments.keys().copied().collect();
    withheld.remove(&Group::Open);
    for field in fields(room, name) {
        let value = match disclosed.remove(&field.group) {
            Some(value) => {
                withheld.remove(&field.group);
                value
            }
            None if withheld.contains(&field.group) => (field.withheld)(),
            None => Value::Null,
        };
        if let Some(members) = fact.get_mut(field.path[0]).and_then(Value::as_object_mut) {
            members.insert(field.path[1].to_owned(), value);
        }
    }
    let right_name = fact.get("event").and_then(Value::as_str) == Some(name);
    if !right_name {
        return Err(unknown());
    }
    let event = from_value(room, fact)
        .map_err(|why| RecordError::NotAFact { kind: envelope.kind.clone(), why: why.to_string() })?;
    // INVARIANT: a reader that passes over a member, or takes `+00:00` for `Z`, would let two readers disagree about one entry. So the
    // fact is written again, and each payload must be what the writer makes of it.
    let (_, written) = parts(&event)?;
    for payload in payloads {
        let same = match written.get(&payload.group) {
            Some(value) => canonical(value)? == payload.bytes,
            None => false,
        };
        if !same {
            return Err(RecordError::NotCanonical("payload"));
        }
    }
    let of_kind = |group: &Group| *group == Group::Open || fields(room, name).iter().any(|field| field.group == *group);
    let bound = &envelope.commitments;
    let hashes = bound.values().all(|hash| mirqab_vocabulary::BlobId::try_from(hash.clone()).is_ok());
    if !hashes || !bound.keys().all(of_kind) || !written.keys().all(|group| bound.contains_key(group)) {
        return Err(RecordError::Commitments);
    }
    Ok((envelope, event, withheld))
}

pub(crate) fn to_value(event: &Event) -> Result<Value, RecordError> {
    fn value(fact: &impl Serialize) -> Result<Value, RecordError> {
        serde_json::to_value(fact)
            .map_err(|error| RecordError::NotAFact { kind: "event".into(), why: error.to_string() })
    }
    match event {
        Event::Agreement(fact) => value(fact),
        Event::Commitment(fact) => value(fact),
        Event::Mission(fact) => value(fact),
        Event::Report(fact) => value(fact),
        Event::Incident(fact) => value(fact),
        Event::Verification(fact) => value(fact),
        Event::Finding(fact) => value(fact),
        Event::Response(fact) => value(fact),
        Event::Publication(fact) => value(fact),
    }
}

fn from_value(room: Room, value: Value) -> Result<Event, serde_json::Error> {
    fn fact<T: DeserializeOwned + Into<Event>>(value: Value) -> Result<Event, serde_json::Error> {
        serde_json::from_value::<T>(value).map(Into::into)
    }
    match room {
        Room::Agreement => fact::<mirqab_domain::agreement::Event>(value),
        Room::Commitment => fact::<mirqab_domain::commitment::Event>(value),
        Room::Mission => fact::<mirqab_domain::mission::Event>(value),
        Room::Report => fact::<mirqab_domain::report::Event>(value),
        Room::Incident => fact::<mirqab_domain::incident::Event>(value),
        Room::Verification => fact::<mirqab_domain::verification::Event>(value),
        Room::Finding => fact::<mirqab_domain::finding::Event>(value),
        Room::Response => fact::<mirqab_domain::response::Event>(value),
        Room::Publication => fact::<mirqab_domain::publication::Event>(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::{Author, Subject, report, verification};
    use mirqab_vocabulary::*;

    fn draft() -> report::Draft {
        let at = |text: &str| Instant::parse(text).unwrap();
        report::Draft {
            channel: report::Channel::Civilian,
            source: Line::parse("Caller 12").unwrap(),
            reported_by: None,
            accused: Some(PartyCode::parse("north").unwrap()),
            kind: ViolationKind::Shelling,
            text: Passage::parse("سمعنا ثلاثة انفجارات").unwrap(),
            language: Language::Arabic,
            occurred: Interval::new(at("2020-01-18T10:00:00Z"), at("2020-01-18T10:10:00Z")).unwrap(),
            occurred_precision: report::OccurredPrecision::Stated,
            observed_at: None,
            received_at: at("2020-01-18T11:00:00Z"),
            place: Place::Point { at: Coordinates::from_degrees(32.8, 13.2).unwrap(), precision_m: 500, name: None },
            observations: vec![],
            weapon: Weapon::unknown(),
            harm: None,
            reference: None,
            attachments: vec![],
            witness: Some(report::Witness { name: Line::parse("A. Witness").unwrap(), contact: None, sealed: None }),
            original: None,
        }
    }

    fn entry() -> (Event, Entry) {
        let event: Event = report::Event::Submitted { draft: Box::new(draft()), signed: None }.into();
        let id = ReportId::from_parts(1_579_345_200_000, [7; 10]);
        let header = Header {
            id,
            previous: None,
            subject: Subject { room: Room::Report, id: id.to_string() },
            author: Author { account: AccountId::from_parts(1, [1; 10]), role: Role::DutyOfficer, party: None },
            recorded_at: Instant::parse("2020-01-18T11:00:00Z").unwrap(),
        };
        let mut next = 0;
        let sealed = seal(header, &event, |_| {
            next += 1;
            [next; 32]
        });
        (event, sealed.unwrap())
    }

    #[test]
    fn an_entry_reads_back_as_the_fact_that_was_written() {
        let (event, entry) = entry();
        let (envelope, read, withheld) = open(&entry.bytes, &entry.payloads).unwrap();
        assert_eq!((envelope, read, withheld), (entry.envelope, event, BTreeSet::new()));
    }

    /// The lines of a golden file: the envelope, then the payloads in the order of their groups.
    fn lines(entry: &Entry) -> String {
        let bytes = std::iter::once(&entry.bytes).chain(entry.payloads.iter().map(|payload| &payload.bytes));
        bytes.map(|bytes| String::from_utf8(bytes.clone()).unwrap() + "\n").collect()
    }

    /// Salts of a golden file: 32 times one, 32 times two, and so on.
    fn counted() -> impl FnMut() -> Salt {
        let mut next = 0;
        move || {
            next += 1;
            [next; 32]
        }
    }

    #[test]
    fn the_written_form_is_the_golden_one() {
        let (_, entry) = entry();
        assert_eq!(lines(&entry), include_str!("../golden/report-submitted-1.txt"));
    }

    /// The names that the reader of a room knows, from what it says of one that it does not know.
    fn kinds(room: Room) -> Vec<String> {
        let said = from_value(room, serde_json::json!({"event": ""})).unwrap_err().to_string();
        said.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_kind_of_fact_has_a_golden_file_and_is_read_and_written_as_it_stands_there() {
        let folder = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("golden");
        let mut files: BTreeSet<String> = BTreeSet::new();
        for file in std::fs::read_dir(&folder).unwrap() {
            files.insert(file.unwrap().file_name().into_string().unwrap());
        }
        for room in Room::ALL {
            let kinds = kinds(*room);
            assert!(!kinds.is_empty(), "{room:?}");
            let names = kinds.iter().map(|name| format!("{}-{}-1.txt", room.code(), name.replace('_', "-")));
            let missing: Vec<String> = names.filter(|name| !files.contains(name)).collect();
            assert!(missing.is_empty(), "no golden file: {missing:#?}");
        }
        for name in files {
            let golden = std::fs::read_to_string(folder.join(&name)).unwrap();
            let mut parts = golden.lines();
            let bytes = parts.next().unwrap().as_bytes().to_vec();
            let envelope: Envelope = serde_json::from_slice(&bytes).unwrap();
            let mut salt = counted();
            let payload = |(group, line): (&Group, &str)| Payload { group: *group, salt: salt(), bytes: line.into() };
            let payloads: Vec<Payload> = envelope.commitments.keys().zip(parts).map(payload).collect();
            let (envelope, event, withheld) = open(&bytes, &payloads).unwrap();
            assert!(withheld.is_empty(), "{name}");
            let header = Header {
                id: envelope.id,
                previous: envelope.previous,
                subject: envelope.subject,
                author: envelope.author,
                recorded_at: envelope.recorded_at,
            };
            let mut salts = counted();
            assert_eq!(lines(&seal(header, &event, |_| salts()).unwrap()), golden, "{name}");
        }
    }

    #[test]
    fn withheld_groups_leave_a_readable_fact_that_says_nothing_of_them() {
        let (_, entry) = entry();
        let open_only: Vec<_> = entry.payloads.iter().filter(|p| p.group == Group::Open).cloned().collect();
        let (_, read, withheld) = open(&entry.bytes, &open_only).unwrap();
        assert_eq!(withheld, [Group::Exact, Group::Identity, Group::Words].into());
        let Event::Report(report::Event::Submitted { draft, .. }) = read else { panic!("another fact") };
        assert_eq!((draft.text.as_str(), draft.witness), ("[withheld]", None));
        let shown =
            format!("{}{}", String::from_utf8_lossy(&entry.bytes), String::from_utf8_lossy(&open_only[0].bytes));
        assert!(!shown.contains("Witness") && !shown.contains("32800000") && !shown.contains("انفجارات"));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let (_, entry) = entry();
        for index in 0..entry.payloads.len() {
            for at in 0..entry.payloads[index].bytes.len() {
                let mut payloads = entry.payloads.clone();
                payloads[index].bytes[at] ^= 1;
                assert!(open(&entry.bytes, &payloads).is_err());
            }
            for at in 0..32 {
                let mut payloads = entry.payloads.clone();
                payloads[index].salt[at] ^= 1;
                assert!(matches!(open(&entry.bytes, &payloads), Err(RecordError::Altered(_))));
            }
        }
        let spaced = [b" ".as_slice(), &entry.bytes].concat();
        assert_eq!(open(&spaced, &entry.payloads).unwrap_err(), RecordError::NotCanonical("envelope"));
        let twice = [entry.payloads.clone(), entry.payloads.clone()].concat();
        assert!(matches!(open(&entry.bytes, &twice), Err(RecordError::Twice(_))));
        assert_eq!(open(&entry.bytes, &[]).unwrap_err(), RecordError::OpenMissing);
    }

    /// The entry with another open payload and other commitments, bound as if a program had written it.
    fn bound_to(change: impl Fn(&mut Value), commit: impl Fn(&mut Envelope)) -> Result<(), RecordError> {
        let (_, entry) = entry();
        let (mut envelope, mut payloads) = (entry.envelope, entry.payloads);
        for payload in payloads.iter_mut().filter(|payload| payload.group == Group::Open) {
            let mut fact = serde_json::from_slice(&payload.bytes).unwrap();
            change(&mut fact);
            payload.bytes = canonical(&fact).unwrap();
            envelope.commitments.insert(Group::Open, commitment(Group::Open, &payload.salt, &payload.bytes));
        }
        commit(&mut envelope);
        let bytes = canonical(&serde_json::to_value(&envelope).unwrap()).unwrap();
        open(&bytes, &payloads).map(|_| ())
    }

    #[test]
    fn a_fact_that_is_written_in_another_way_is_refused_however_well_it_is_bound() {
        assert_eq!(bound_to(|_| {}, |_| {}), Ok(()));
        let other: [fn(&mut Value); 6] = [
            |fact| fact["draft"]["received_at"] = "2020-01-18T13:00:00+02:00".into(),
            |fact| fact["draft"]["source"] = " Caller 12".into(),
            |fact| fact["draft"]["weapon"] = serde_json::json!(["unknown", null, null]),
            |fact| fact["draft"]["text"] = "twice".into(),
            |fact| fact["draft"]["original"] = Value::Null,
            |fact| drop(fact["draft"].as_object_mut().and_then(|draft| draft.remove("reference"))),
        ];
        for (index, change) in other.into_iter().enumerate() {
            assert_eq!(bound_to(change, |_| {}), Err(RecordError::NotCanonical("payload")), "{index}");
        }
    }

    #[test]
    fn commitments_are_those_of_the_kind_and_an_id_is_written_in_one_way() {
        let none = |_: &mut Value| {};
        let no_hash =
            |envelope: &mut Envelope| envelope.commitments.values_mut().for_each(|hash| hash.make_ascii_uppercase());
        assert!(matches!(bound_to(none, no_hash), Err(RecordError::Altered(_))));
        let (_, entry) = entry();
        let open_only: Vec<_> = entry.payloads.iter().filter(|p| p.group == Group::Open).cloned().collect();
        let judged = |change: &dyn Fn(&mut Envelope)| {
            let mut envelope = entry.envelope.clone();
            change(&mut envelope);
            open(&canonical(&serde_json::to_value(&envelope).unwrap()).unwrap(), &open_only).map(|_| ())
        };
        assert_eq!(judged(&|_| {}), Ok(()));
        let no_hash = |envelope: &mut Envelope| drop(envelope.commitments.insert(Group::Words, "none".into()));
        assert_eq!(judged(&no_hash), Err(RecordError::Commitments));
        // A report has words; without a commitment to them `null` would stand there, which is no fact.
        let too_few = |envelope: &mut Envelope| drop(envelope.commitments.remove(&Group::Words));
        assert!(matches!(judged(&too_few), Err(RecordError::NotAFact { .. })));
        let other_case = |envelope: &mut Envelope| envelope.subject.id.make_ascii_lowercase();
        assert!(matches!(judged(&other_case), Err(RecordError::Envelope(_))));
        let (mut envelope, salt, fact) = (entry.envelope, [9; 32], br#"{"event":"withdrawn","reason":"mistaken"}"#);
        envelope.kind = "report/withdrawn/1".into();
        envelope.commitments.insert(Group::Open, commitment(Group::Open, &salt, fact));
        let payload = Payload { group: Group::Open, salt, bytes: fact.to_vec() };
        let bytes = |envelope: &Envelope| canonical(&serde_json::to_value(envelope).unwrap()).unwrap();
        assert_eq!(open(&bytes(&envelope), std::slice::from_ref(&payload)).unwrap_err(), RecordError::Commitments);
        envelope.commitments.retain(|group, _| *group == Group::Open);
        assert!(open(&bytes(&envelope), &[payload]).is_ok());
    }

    #[test]
    fn payloads_do_not_change_places() {
        let (_, entry) = entry();
        let mut payloads = entry.payloads.clone();
        payloads[0].group = Group::Words;
        payloads[3].group = Group::Exact;
        assert!(matches!(open(&entry.bytes, &payloads), Err(RecordError::Altered(_))));
    }

    #[test]
    fn a_fact_of_another_room_under_this_subject_is_refused() {
        let (_, entry) = entry();
        let mut envelope = entry.envelope.clone();
        envelope.kind = "verification/released/1".into();
        let bytes = canonical(&serde_json::to_value(&envelope).unwrap()).unwrap();
        assert!(matches!(open(&bytes, &entry.payloads), Err(RecordError::UnknownKind(_))));
        let _: Event = verification::Event::Released {}.into();
    }
}
