//! Evidence bundles: one finding, with every entry that its rules needed, for somebody outside who has nothing but this file.
//!
//! A bundle is canonical JSON and one line end. There is exactly one way to write it, and no field that says something of its own: each is
//! bound by a hash, by the signature, or by another field. So no byte can change unnoticed. The offline verifier judges it.

use crate::{CanonicalError, Group, Payload, RecordError, canonical, open};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mirqab_domain::{Event, Room, Subject, finding, incident, procedure, report};
use mirqab_vocabulary::{AccountId, AgreementId, BlobId, FindingId, ReportId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The form of a bundle that no witness cosigned.
pub const FORMAT: &str = "mirqab-bundle/1";
/// The form of one that carries cosignatures, or notes by which the log's key was followed by another. What can be written in the first form
/// cannot be in this.
pub const COSIGNED: &str = "mirqab-bundle/2";
/// The largest bundle that is read, in bytes.
pub const MOST_BYTES: usize = 32 << 20;
/// The most cosignatures of a bundle.
pub const MOST_COSIGNATURES: usize = 64;
/// The most changes of the log's key.
pub const MOST_SUCCESSIONS: usize = 64;

/// Why a bundle cannot be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Larger than `MOST_BYTES`.
    #[error("the file is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// Not JSON of this shape.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// Of another version, or something else altogether.
    #[error("the file is neither of the form {FORMAT} nor, with cosignatures or another key, of {COSIGNED}")]
    OtherFormat,
    /// The same content, written differently.
    #[error("the file is not in canonical form from byte {0} on")]
    NotCanonical(usize),
    /// Entries that do not follow one another.
    #[error("the entry at position {0} does not come after the one before it")]
    Disorder(u64),
    /// Cosignatures that do not follow one another.
    #[error("the cosignatures are not in the order of their keys, each once, or are more than {MOST_COSIGNATURES}")]
    CosignatureDisorder,
    /// Too many changes of the key.
    #[error("there are more than {MOST_SUCCESSIONS} changes of the log's key")]
    Successions,
    /// Payloads that do not follow one another.
    #[error("the payloads of the entry at position {0} are not in the order of their groups, each once")]
    PayloadDisorder(u64),
    /// Bytes that are not text.
    #[error("the entry at position {0} holds bytes that are not UTF-8")]
    NotText(u64),
    /// A number that has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// An entry as it stands in the log, without its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its place, counted from 0.
    pub position: u64,
    /// The envelope's canonical bytes.
    pub bytes: Vec<u8>,
    /// Its payloads, as far as they are at hand.
    pub payloads: Vec<Payload>,
}

/// An entry in a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleEntry {
    /// Its place in the log, counted from 0.
    pub position: u64,
    /// The envelope's canonical bytes.
    pub envelope: Vec<u8>,
    /// The disclosed payloads, by group. Those that are not here are withheld; the envelope still binds them.
    pub payloads: Vec<Payload>,
    /// The inclusion proof up to the checkpoint's root, nearest sibling first.
    pub proof: Vec<[u8; 32]>,
}

impl BundleEntry {
    /// An entry that discloses its open payload and those of `groups`, and withholds the rest. A bundle for the public discloses no groups.
    pub fn disclosing(leaf: Leaf, groups: &[Group], proof: Vec<[u8; 32]>) -> Self {
        let mut payloads = leaf.payloads;
        payloads.retain(|payload| payload.group == Group::Open || groups.contains(&payload.group));
        payloads.sort_by_key(|payload| payload.group);
        Self { position: leaf.position, envelope: leaf.bytes, payloads, proof }
    }
}

/// What a witness signed of a bundle's checkpoint. The key stands beside it, so that the line is bound though the reader may not know the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleCosignature {
    /// The witness's public key, as `name+id+key`. It counts for a reader who has it from elsewhere.
    pub key: String,
    /// The signature line, without the line end.
    pub line: String,
}

/// Time stamps over a checkpoint of the same log. Whoever stamped it need not know what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The stamped checkpoint, with the log's own signature and no other.
    pub checkpoint: String,
    /// That the smaller of this checkpoint's tree and the bundle's is the beginning of the larger; empty if they are the same.
    pub proof: Vec<[u8; 32]>,
    /// The tokens (RFC 3161), at least one.
    pub tokens: Vec<Vec<u8>>,
}

/// A finding with everything that its rules needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The finding.
    pub finding: FindingId,
    /// The log's public key, as `name+id+key`. Whoever reads the bundle compares it with the one that they have from the mission.
    pub key: String,
    /// The log's name: the checkpoint's origin and the key's name.
    pub origin: String,
    /// The signed checkpoint, with the log's own signature and no other.
    pub checkpoint: String,
    /// What witnesses signed of that checkpoint, in the order of their keys.
    pub cosignatures: Vec<BundleCosignature>,
    /// The notes by which the log's keys followed each other, from the first on. Each is signed by the key that goes and by the key that comes.
    pub successions: Vec<String>,
    /// The entries, in the order of the log.
    pub entries: Vec<BundleEntry>,
    /// What shows that they, or some of them, existed before a time; the member is absent where nothing does.
    pub anchor: Option<Anchor>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    finding: FindingId,
    key: String,
    origin: String,
    checkpoint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cosignatures: Option<Vec<BundleCosignature>>,
    entries: Vec<WrittenEntry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    successions: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    anchor: Option<WrittenAnchor>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnchor {
    checkpoint: String,
    proof: Vec<BlobId>,
    // In base64.
    tokens: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    position: u64,
    envelope: String,
    payloads: Vec<WrittenPayload>,
    proof: Vec<BlobId>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPayload {
    group: Group,
    // 32 bytes in lowercase hexadecimal, like the hashes of a proof.
    salt: BlobId,
    value: String,
}

impl Bundle {
    /// The file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BundleError> {
        if self.cosignatures.len() > MOST_COSIGNATURES || !self.cosignatures.is_sorted_by(|a, b| a.key < b.key) {
            return Err(BundleError::CosignatureDisorder);
        }
        if self.successions.len() > MOST_SUCCESSIONS {
            return Err(BundleError::Successions);
        }
        let cosignatures = Some(self.cosignatures.clone()).filter(|all| !all.is_empty());
        let successions = Some(self.successions.clone()).filter(|all| !all.is_empty());
        let mut entries: Vec<WrittenEntry> = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            if entries.last().is_some_and(|last| last.position >= entry.position) {
                return Err(BundleError::Disorder(entry.position));
            }
            if !entry.payloads.is_sorted_by(|a, b| a.group < b.group) {
                return Err(BundleError::PayloadDisorder(entry.position));
            }
            let text = |bytes: &[u8]| {
                std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| BundleError::NotText(entry.position))
            };
            let payload = |payload: &Payload| {
                let salt = BlobId::from_bytes(payload.salt);
                Ok(WrittenPayload { group: payload.group, salt, value: text(&payload.bytes)? })
            };
            entries.push(WrittenEntry {
                position: entry.position,
                envelope: text(&entry.envelope)?,
                payloads: entry.payloads.iter().map(payload).collect::<Result<_, BundleError>>()?,
                proof: entry.proof.iter().map(|hash| BlobId::from_bytes(*hash)).collect(),
            });
        }
        let written = Written {
            format: if cosignatures.is_none() && successions.is_none() { FORMAT } else { COSIGNED }.to_owned(),
            finding: self.finding,
            key: self.key.clone(),
            origin: self.origin.clone(),
            checkpoint: self.checkpoint.clone(),
            cosignatures,
            entries,
            anchor: self.anchor.as_ref().map(|anchor| WrittenAnchor {
                checkpoint: anchor.checkpoint.clone(),
                proof: anchor.proof.iter().map(|hash| BlobId::from_bytes(*hash)).collect(),
                tokens: anchor.tokens.iter().map(|token| STANDARD.encode(token)).collect(),
            }),
            successions,
        };
        let value = serde_json::to_value(&written).map_err(|error| BundleError::Unreadable(error.to_string()))?;
        let mut bytes = canonical(&value)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads what `to_bytes` writes, and nothing else. That says nothing yet of whether the bundle holds.
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() > MOST_BYTES {
            return Err(BundleError::TooLarge);
        }
        let written: Written =
            serde_json::from_slice(bytes).map_err(|error| BundleError::Unreadable(error.to_string()))?;
        // Without either there is the first form and no other, so that whoever has an older verifier reads it.
        let some = written.cosignatures.as_ref().is_some_and(|all| !all.is_empty())
            || written.successions.as_ref().is_some_and(|all| !all.is_empty());
        if written.format != if some { COSIGNED } else { FORMAT } {
            return Err(BundleError::OtherFormat);
        }
        let payload = |payload: WrittenPayload| Payload {
            group: payload.group,
            salt: digest(&payload.salt),
            bytes: payload.value.into_bytes(),
        };
        let entry = |entry: WrittenEntry| BundleEntry {
            position: entry.position,
            envelope: entry.envelope.into_bytes(),
            payloads: entry.payloads.into_iter().map(payload).collect(),
            proof: entry.proof.iter().map(digest).collect(),
        };
        let anchor = |anchor: WrittenAnchor| {
            let token = |token: &String| STANDARD.decode(token).ok();
            let tokens = anchor.tokens.iter().map(token).collect::<Option<Vec<_>>>();
            let tokens = tokens.filter(|tokens| !tokens.is_empty());
            Ok::<_, BundleError>(Anchor {
                checkpoint: anchor.checkpoint,
                proof: anchor.proof.iter().map(digest).collect(),
                tokens: tokens.ok_or_else(|| BundleError::Unreadable("the anchor has no token in base64".into()))?,
            })
        };
        let bundle = Self {
            finding: written.finding,
            key: written.key,
            origin: written.origin,
            checkpoint: written.checkpoint,
            cosignatures: written.cosignatures.unwrap_or_default(),
            successions: written.successions.unwrap_or_default(),
            entries: written.entries.into_iter().map(entry).collect(),
            anchor: written.anchor.map(anchor).transpose()?,
        };
        let right = bundle.to_bytes()?;
        if right == bytes {
            return Ok(bundle);
        }
        let same = right.iter().zip(bytes).take_while(|(right, found)| right == found).count();
        Err(BundleError::NotCanonical(same))
    }
}

/// INVARIANT: a `BlobId` is 64 lowercase hexadecimal digits.
fn digest(hex: &BlobId) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hex.as_str().as_bytes().chunks_exact(2)) {
        *byte = pair.iter().fold(0, |byte, digit| (byte << 4) | (char::from(*digit).to_digit(16).unwrap_or(0) as u8));
    }
    bytes
}

/// Why the entries for a bundle cannot be gathered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatherError<E> {
    /// Entries could not be fetched.
    #[error("the entries of a subject could not be fetched")]
    Fetch(E),
    /// There is no such finding.
    #[error("there is no finding {0}")]
    NoFinding(FindingId),
    /// An entry that cannot be read, for want of its open payload or worse.
    #[error("the entry at position {position} cannot be read: {why}")]
    Entry {
        /// Its place.
        position: u64,
        /// What is wrong with it.
        why: RecordError,
    },
}

/// Everything that the rules needed for a finding, in the order of the log.
///
/// These are *all* entries about: the finding, the responses to it, its incident, that incident's verification, every agreement, every report that
/// was ever linked to the incident or considered in the finding, the reports that these retell, and the keys of the accounts that submitted them. `fetch` gives all entries about one subject, in
/// order (none, if there is no such subject); `agreements` are all agreements in the record. Other incidents that were merged into this one, or
/// from which it was split, are not among them: no rule asks for more of them than their reports, and those are here.
///
/// The verifier gathers again from the bundle itself, so that a bundle holds neither less nor more.
pub fn gather<E>(
    finding: FindingId,
    mut fetch: impl FnMut(&Subject) -> Result<Vec<Leaf>, E>,
    agreements: impl IntoIterator<Item = AgreementId>,
) -> Result<Vec<Leaf>, GatherError<E>> {
    let mut gathered: BTreeMap<u64, Leaf> = BTreeMap::new();
    reached(finding, agreements, |subject| {
        let leaves = fetch(subject).map_err(GatherError::Fetch)?;
        if leaves.is_empty() && subject.room == Room::Finding {
            return Err(GatherError::NoFinding(finding));
        }
        let mut ends = Vec::new();
        for leaf in leaves {
            let position = leaf.position;
            let (envelope, event, _) =
                open(&leaf.bytes, &leaf.payloads).map_err(|why| GatherError::Entry { position, why })?;
            ends.extend(needed(&event, envelope.author.account));
            gathered.insert(position, leaf);
        }
        Ok(ends)
    })?;
    Ok(gathered.into_values().collect())
}

/// The subjects of which `gather` gathers all entries, in the order in which they are reached. `ends` gives the subjects to which the facts about
/// one lead: what `needed` says of each.
pub fn reached<E>(
    finding: FindingId,
    agreements: impl IntoIterator<Item = AgreementId>,
    mut ends: impl FnMut(&Subject) -> Result<Vec<Subject>, E>,
) -> Result<Vec<Subject>, E> {
    let mut order: Vec<Subject> = Vec::new();
    let mut known: BTreeSet<Subject> = BTreeSet::new();
    let mut open_ends: VecDeque<Subject> = VecDeque::new();
    open_ends.extend([subject(Room::Finding, finding), subject(Room::Response, finding)]);
    open_ends.extend(agreements.into_iter().map(|id| subject(Room::Agreement, id)));
    while let Some(next) = open_ends.pop_front() {
        if known.insert(next.clone()) {
            open_ends.extend(ends(&next)?);
            order.push(next);
        }
    }
    Ok(order)
}

fn subject(room: Room, id: impl ToString) -> Subject {
    Subject { room, id: id.to_string() }
}

/// The subjects that must be at hand to judge a fact of this author's.
pub fn needed(event: &Event, author: AccountId) -> Vec<Subject> {
    let reports = |ids: &[ReportId]| ids.iter().map(|id| subject(Room::Report, id)).collect::<Vec<_>>();
    match event {
        Event::Finding(finding::Event::Proposed { proposal }) => {
            let mut subjects = reports(&proposal.reports);
            subjects.push(subject(Room::Incident, proposal.incident));
            subjects.push(subject(Room::Verification, proposal.incident));
            subjects
        }
        Event::Incident(
            incident::Event::Opened { reports: named, .. } | incident::Event::Absorbed { reports: named, .. },
        ) => reports(named),
        Event::Incident(
            incident::Event::Linked { report, .. }
            | incident::Event::ProposalJudged { report, answer: incident::Answer::Same, .. },
        ) => reports(&[*report]),
        Event::Report(report::Event::Submitted { .. }) => vec![procedure::keys_of(author)],
        Event::Report(report::Event::LineageRecorded { origin: Some(origin), .. }) => reports(&[*origin]),
        _ => Vec::new(),
    }
}
