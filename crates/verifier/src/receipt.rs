//! Receipts: the JSON that the API gives, the one line of a text message or a QR code, and the C2SP tlog-proof.

use crate::{Folder, LogFailure, Signed, Trust};
use mirqab_domain::Room;
use mirqab_ledger::{Hash, Message, Slip, TlogProof, leaf_hash, verify_inclusion};
use mirqab_record::{Envelope, open_envelope};
use serde::Deserialize;

/// A receipt that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptHolds {
    /// The entry's place in the log.
    pub position: u64,
    /// The hash of its leaf. A receipt in one text message does not name it; then it is the log's folder's.
    pub leaf: Option<Hash>,
    /// The checkpoint of the tree that it is in.
    pub signed: Signed,
    /// Whether it is proved that the entry is in that tree: by the receipt's own proof, or by the log's folder.
    pub proved: bool,
    /// The report that the receipt names. Only the entry itself, from the log's folder, shows that it is this one.
    pub report: Option<String>,
    /// The entry, if the receipt carries it or the log's folder was at hand.
    pub entry: Option<Envelope>,
}

/// As the API writes it. A receipt that was given before there were one-line forms has none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    report: String,
    #[serde(rename = "repeated")]
    _repeated: bool,
    position: u64,
    leaf: String,
    log_size: u64,
    proof: Vec<String>,
    checkpoint: String,
    text: Option<String>,
    code: Option<String>,
}

struct Claim {
    position: u64,
    leaf: Option<Hash>,
    note: String,
    proof: Option<Vec<Hash>>,
    report: Option<String>,
    /// The entry's bytes. `leaf` is their hash, so the proof binds them.
    entry: Option<Vec<u8>>,
}

/// The largest receipt.
pub const RECEIPT_MOST: usize = 64 << 10;

/// Whether a file's beginning is that of a one-line receipt.
pub fn is_slip(text: &str) -> bool {
    text.starts_with("mirqab1.") || text.starts_with("mirqab2.")
}

/// Whether a file is a receipt as the API writes it, or a C2SP tlog-proof.
pub fn is_receipt(bytes: &[u8]) -> bool {
    TlogProof::is_one(bytes) || bytes.len() <= RECEIPT_MOST && serde_json::from_slice::<Json>(bytes).is_ok()
}

fn claim(text: &str, trust: &Trust) -> Result<Claim, LogFailure> {
    let no = |why: &str| LogFailure::NotAReceipt(why.to_owned());
    if is_slip(text) {
        let (text, cut) = (text.trim_end(), || no("the line is cut, or a character was changed"));
        if let Some(message) = Message::parse(text) {
            // The line names no key: it is of one of the log's.
            let keys = trust.keys()?;
            let notes = keys.all().iter().map(|key| message.note(key));
            let good = notes.into_iter().find(|note| keys.open(note).is_ok());
            let note = good.unwrap_or_else(|| message.note(trust.log()));
            return Ok(Claim { position: message.position, leaf: None, note, proof: None, report: None, entry: None });
        }
        let slip = Slip::parse(text).ok_or_else(cut)?;
        let note = slip.note(trust.log().name());
        let (leaf, proof) = (Some(slip.leaf), slip.proof);
        return Ok(Claim { position: slip.position, leaf, note, proof, report: None, entry: None });
    }
    if TlogProof::is_one(text.as_bytes()) {
        if text.len() > RECEIPT_MOST {
            return Err(no("it is larger than 64 KiB"));
        }
        let TlogProof { extra, index, proof, checkpoint } = TlogProof::parse(text).map_err(no)?;
        let leaf = extra.as_deref().map(leaf_hash);
        return Ok(Claim { position: index, leaf, note: checkpoint, proof: Some(proof), report: None, entry: extra });
    }
    let json: Json = serde_json::from_str(text).map_err(|error| no(&error.to_string()))?;
    let hash = |text: &str| Hash::from_hex(text).ok_or_else(|| no("a hash is not 64 hexadecimal digits"));
    let (leaf, proof) = (hash(&json.leaf)?, json.proof.iter().map(|one| hash(one)).collect::<Result<Vec<_>, _>>()?);
    let size = trust.open(&json.checkpoint)?.checkpoint.size;
    if size != json.log_size {
        return Err(LogFailure::ReceiptDiffers("log_size"));
    }
    // The one-line forms say the same, or the receipt is not one. No witness signs them.
    let log = trust.of_log_alone();
    for line in [json.text, json.code].into_iter().flatten().filter(|line| !line.is_empty()) {
        let slip = Slip::parse(&line).ok_or_else(|| no("a one-line form in it is cut"))?;
        let signed = log.open(&slip.note(trust.log().name())).map_or(0, |signed| signed.checkpoint.size);
        let same = slip.proof.as_ref().is_none_or(|other| *other == proof);
        if slip.position != json.position || slip.leaf != leaf || slip.size != size || signed != size || !same {
            return Err(LogFailure::ReceiptDiffers("one-line form"));
        }
    }
    Ok(Claim {
        position: json.position,
        leaf: Some(leaf),
        note: json.checkpoint,
        proof: Some(proof),
        report: Some(json.report),
        entry: None,
    })
}

/// Judges a receipt. With the log's folder, also that the log still has the entry, and which one it is.
pub fn verify_receipt(text: &str, trust: &Trust, log: Option<&Folder<'_>>) -> Result<ReceiptHolds, LogFailure> {
    let Claim { position, mut leaf, note, proof, mut report, entry: carried } = claim(text, trust)?;
    let signed = trust.open(&note)?;
    let tree = &signed.checkpoint;
    let mut proved = false;
    let prove = |leaf: &Hash, proof: &[Hash]| {
        verify_inclusion(leaf, position, tree.size, proof, &tree.root)
            .map_err(|why| LogFailure::Proof { position, why })
    };
    if let (Some(proof), Some(leaf)) = (&proof, &leaf) {
        prove(leaf, proof)?;
        proved = true;
    } else if position >= tree.size {
        return Err(LogFailure::ReceiptDiffers("position"));
    }
    let mut entry = None;
    if let Some(bytes) = carried {
        let envelope = open_envelope(&bytes).map_err(|why| LogFailure::Entry(position, why))?;
        report = Some(envelope.subject.id.clone()).filter(|_| envelope.subject.room == Room::Report);
        entry = Some(envelope);
    }
    if let Some(log) = log {
        if log.root_of(tree.size)? != tree.root {
            return Err(LogFailure::OtherTree(tree.size));
        }
        let (found, envelope) = log.entry(position)?;
        if *leaf.get_or_insert(found) != found {
            return Err(LogFailure::OtherEntry(position));
        }
        let about = &envelope.subject;
        if report.as_ref().is_some_and(|report| about.room != Room::Report || about.id != *report) {
            return Err(LogFailure::OtherReport(position));
        }
        if let (Some(proof), None) = (&proof, leaf.filter(|_| proved)) {
            prove(&found, proof)?;
        }
        proved = true;
        entry = Some(envelope);
    }
    Ok(ReceiptHolds { position, leaf, signed, proved, report, entry })
}
