//! Receipts: what a submitter takes away, and can prove later.

use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::{Author, Room, Subject, report};
use mirqab_ledger::{Checkpoint, Hash, Message, NodeSource, Slip, TlogProof, inclusion_proof, leaf_hash, text_of_note};
use mirqab_vocabulary::{BlobId, ReportId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The tree's nodes, as a reader has them.
pub struct Nodes<'a>(pub &'a dyn Reader);

impl NodeSource for Nodes<'_> {
    type Error = anyhow::Error;
    fn node(&self, level: u8, index: u64) -> anyhow::Result<Hash> {
        self.0.node(level, index)
    }
}

/// Proof that an entry is in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The report.
    pub report: ReportId,
    /// Whether this very sending was recorded before; then this is that one's receipt.
    pub repeated: bool,
    /// The entry's place in the log.
    pub position: u64,
    /// SHA-256 of the leaf, in hexadecimal.
    pub leaf: String,
    /// How many entries the tree has that the proof is for.
    pub log_size: u64,
    /// The inclusion proof, in hexadecimal.
    pub proof: Vec<String>,
    /// The signed checkpoint of that tree.
    pub checkpoint: String,
    /// The same in one line, without the proof: short enough for a text message.
    pub text: String,
    /// The same in one line, with the proof: for a QR code.
    pub code: String,
}

impl Receipt {
    /// The same in at most 160 characters, one text message, without leaf and proof; empty for a log that signs nothing.
    pub fn message(&self) -> String {
        Slip::parse(&self.text).map(|slip| Message::of(&slip).to_string()).unwrap_or_default()
    }
}

/// The receipt for the entry at `position`.
pub fn receipt(reader: &dyn Reader, report: ReportId, position: u64, repeated: bool) -> anyhow::Result<Receipt> {
    let log_size = reader.log_size()?;
    let entry = reader.entries(position, 1)?.pop().ok_or_else(|| anyhow::anyhow!("no entry at {position}"))?;
    let proof = inclusion_proof(&Nodes(reader), position, log_size)?;
    let leaf = leaf_hash(&entry.bytes);
    let checkpoint = reader.checkpoint()?.unwrap_or_default();
    let line = |proof| slip(position, leaf, &checkpoint, proof);
    let (text, code) = (line(None), line(Some(proof.clone())));
    Ok(Receipt {
        report,
        repeated,
        position,
        leaf: leaf.to_string(),
        log_size,
        proof: proof.iter().map(ToString::to_string).collect(),
        checkpoint,
        text,
        code,
    })
}

impl App {
    /// The receipt of a recorded report as a C2SP tlog-proof: with the entry itself, and under the newest checkpoint that enough witnesses
    /// cosigned, as soon as there is one. The same file a little later may so be worth more.
    pub fn tlog_proof_of(&self, report: ReportId) -> Result<String, AppError> {
        self.read(|reader| {
            let about = Subject { room: Room::Report, id: report.to_string() };
            let position = reader.position_of(&about)?.ok_or(AppError::NotFound)?;
            let entry = reader.entries(position, 1)?.pop().ok_or(AppError::NotFound)?;
            let found = self.checkpoint_for(reader, position + 1, reader.log_size()?)?;
            let (size, checkpoint) = found.ok_or(AppError::NotFound)?;
            let lines = self.cosignatures_of(reader, size)?;
            let proof = TlogProof {
                extra: Some(entry.bytes),
                index: position,
                proof: inclusion_proof(&Nodes(reader), position, size)?,
                checkpoint: lines.into_iter().fold(checkpoint, |note, one| note + &one.line),
            };
            Ok(proof.to_string())
        })
    }
}

/// A receipt in one line; empty for a log that signs nothing.
fn slip(position: u64, leaf: Hash, note: &str, proof: Option<Vec<Hash>>) -> String {
    let checkpoint = text_of_note(note).ok().and_then(|text| Checkpoint::parse(&text).ok());
    let slip = checkpoint.and_then(|checkpoint| Slip::new(position, leaf, &checkpoint, note, proof).ok());
    slip.map(|slip| slip.to_string()).unwrap_or_default()
}

/// How an identity is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In clear, or there is none.
    Clear,
    /// Sealed to the key holders.
    Sealed,
}

/// What recognises a recorded report. Once something of it was erased nothing does, for a digest would be an answer to guesses.
pub fn digest_of(state: &report::State) -> String {
    if !state.protection.tombstones.is_empty() {
        return format!("erased {}", state.id);
    }
    if state.signed.is_some() {
        // Its sender chose its id, by which the same sending is known again.
        return format!("signed {}", state.id);
    }
    let sealed = state.draft.witness.as_ref().is_some_and(|witness| witness.sealed.is_some());
    digest(&state.author, &state.draft, if sealed { Kept::Sealed } else { Kept::Clear })
}

/// What recognises the same sending again: who sent it, and everything that it says but for the time at which it was received and
/// the file in which it came. A reference that is used again for something else makes another report: nothing is lost for its sake.
///
/// An identity that is sealed counts as sealed and no more: a digest of the name could be guessed at by whoever holds the folder.
pub fn digest(author: &Author, draft: &report::Draft, kept: Kept) -> String {
    let mut said = serde_json::to_value(draft).unwrap_or_default();
    if let Some(members) = said.as_object_mut() {
        members.remove("received_at");
        members.remove("original");
        if kept == Kept::Sealed {
            members.insert("witness".to_owned(), report::SEALED_NAME.into());
        }
    }
    let mut hash = Sha256::new();
    hash.update(author.account.as_str());
    hash.update(format!("\0{said}"));
    BlobId::from_bytes(hash.finalize().into()).as_str().to_owned()
}

/// The way from an entry to the root of a tree, in hexadecimal.
pub struct Proved {
    /// The hash of the leaf.
    pub leaf: String,
    /// The inclusion proof.
    pub path: Vec<String>,
}

/// The inclusion proof of the entry at `position` in the tree of the first `size` entries.
pub fn prove(reader: &dyn Reader, position: u64, size: u64) -> anyhow::Result<Proved> {
    let path = inclusion_proof(&Nodes(reader), position, size)?;
    Ok(Proved { leaf: reader.node(0, position)?.to_string(), path: path.iter().map(ToString::to_string).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::report::{Draft, Ground, Protection, State, Tombstone, Witness};
    use mirqab_vocabulary::{AccountId, Line, Role};

    fn draft(name: &str) -> Draft {
        let example = include_str!("../../record/golden/report-submitted-1.txt");
        let [_, place, _, open, words] = example.lines().collect::<Vec<_>>()[..] else { panic!("another file") };
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let mut fact = value(open)["draft"].take();
        (fact["place"], fact["text"]) = (value(place), value(words));
        let witness = Witness { name: Line::parse(name).unwrap(), contact: None, sealed: None };
        fact["witness"] = serde_json::to_value(witness).unwrap();
        serde_json::from_value(fact).unwrap()
    }

    /// Whoever has the folder has the digests, and everything else that goes into them.
    #[test]
    fn a_digest_answers_no_guess_at_a_sealed_or_erased_name() {
        let author = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::DutyOfficer, party: None };
        let sealed = |name: &str| digest(&author, &draft(name), Kept::Sealed);
        assert_eq!(sealed("Amina"), sealed("Salem"));
        assert_ne!(sealed("Amina"), digest(&author, &Draft { witness: None, ..draft("Amina") }, Kept::Clear));
        assert_ne!(digest(&author, &draft("Amina"), Kept::Clear), digest(&author, &draft("Salem"), Kept::Clear));
        let now = mirqab_vocabulary::Instant::EPOCH;
        let (proposed_by, decided_by) = (author.account, author.account);
        let tombstone = Tombstone { parts: Vec::new(), ground: Ground::Danger, proposed_by, decided_by, at: now };
        let state = |name: &str| State {
            id: ReportId::from_parts(1, [2; 10]),
            author: author.clone(),
            recorded_at: now,
            draft: draft(name),
            signed: None,
            origin: None,
            withdrawn: false,
            protection: Protection { tombstones: vec![tombstone.clone()], ..Protection::default() },
            contact: false,
        };
        assert_eq!(digest_of(&state("Amina")), digest_of(&state("Salem")));
    }
}
