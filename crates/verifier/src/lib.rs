//! Whether an evidence bundle holds, judged offline by somebody who trusts nobody.
//!
//! `verify` looks at four things, each of which is enough to say no:
//!
//! 1. **Form.** The file is the one way to write its content, so no byte of it is free.
//! 2. **Log.** The checkpoint carries the log's signature and no other, each entry is proved to stand in that log at its position, and what
//!    witnesses signed of the checkpoint holds under the keys beside it. Whose keys count, the reader's own policy says (`Trust`).
//! 3. **History.** Every entry names the one before it about the same subject, and the bundle holds just the subjects that its finding needs.
//! 4. **Rules.** Every entry is put to the same `procedure::admit` that the mission's own program asks, in the order of the log, beginning
//!    with an empty world. The first refusal is the answer.
//!
//! LIMIT: the key stands in the file. Who is not told which key to expect learns only that *some* log holds together; a forger has a key of
//! their own. A party compares the key once with the one that it received on paper, and gives it as `key` from then on.
//!
//! LIMIT: a bundle proves what it holds. Nothing shows that the newest entries about a subject are in it, such as a withdrawal or a
//! correction, nor a whole subject that no rule asked for, such as a second agreement. Nor does it show that the log has no second entry
//! that goes on from the same one. To exclude these, follow the full log (`mirqab check`) up to the same checkpoint.
//!
//! Where a fact carries a signature of who submitted it, that is checked too, against the key that the account had registered by then.
//!
//! LIMIT: that a key is a party's own, the party alone can say: it compares the key that is shown with the one it made. A bundle that leaves
//! out the whole history of an account's keys shows its reports as unsigned, and that is what the party must look at.
//!
//! LIMIT: the log signs, not the persons. That an account belongs to a certain person, held its role, and recorded when it says, rests on the
//! mission. Words, exact places and identities that are withheld are bound, and not seen.
//!
//! LIMIT: replay asks the rules about a whole case at every step, so time grows with entries times reports: nothing for honest bundles, minutes
//! for one that a forger fills up to `MOST_BYTES`. With `key` given, a forger's bundle is refused before any of that.

mod anchored;
pub mod answer;
mod arabic;
mod compare;
mod failure;
mod folder;
mod holds;
mod log_failure;
mod print;
mod receipt;
mod replay;
mod sheet;
mod trust;
mod words;

pub use anchored::{AnchorFailure, Anchored};
pub use arabic::in_arabic;
pub use compare::{Compared, Comparison, Undecided, compare, cosigned};
pub use failure::{Failure, Part, Where, Why};
pub use folder::{Files, Folder, FolderHolds, verify_folder};
pub use holds::{Act, BundleWitness, Holds, Remark, Step};
pub use log_failure::LogFailure;
pub use print::{failure_text, holds_text, key_in_groups};
pub use receipt::{RECEIPT_MOST, ReceiptHolds, is_receipt, is_slip, verify_receipt};
pub use replay::SignedReports;
pub use sheet::{Beside, age, sheet};
pub use trust::{AHEAD_S, Fresh, Seen, Signed, Trust, Witnessed};

use crate::replay::Replayed;
use mirqab_domain::{Room, Subject};
use mirqab_ledger::{
    Checkpoint, Hash, Keys, NoteError, StampRoots, Succession, Verifier, Witness, cosignatures, leaf_hash, open_note,
    verify_consistency, verify_inclusion,
};
use mirqab_record::bundle::{Bundle, BundleEntry, reached};
use mirqab_vocabulary::{AgreementId, Instant};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// Judges a bundle. `key` is the log's public key as the reader has it from elsewhere, as `name+id+key`; without it, `Holds::key` is the one
/// that somebody must still compare.
pub fn verify(bytes: &[u8], key: Option<&str>) -> Result<Holds, Failure> {
    verify_under(bytes, key, &[], &StampRoots::default())
}

/// The same for a reader who has notes besides by which the log's key was followed by another (those in the bundle need not be given), and who
/// trusts authorities for time stamps: one of them must then have stamped the log that the bundle is from.
pub fn verify_under(
    bytes: &[u8],
    key: Option<&str>,
    successions: &[Succession],
    roots: &StampRoots,
) -> Result<Holds, Failure> {
    let bundle = Bundle::parse(bytes).map_err(|error| Failure::new(Where::File, error))?;
    let own = own_successions(&bundle)?;
    let (log, keys) = log_key(&bundle, key, &[successions, &own].concat())?;
    if let Some(other) = own.iter().position(|one| !keys.all().contains(&one.old)) {
        return Err(Failure::new(Where::Succession(other + 1), Why::OtherSuccession));
    }
    let checkpoint = checkpoint(&bundle, &log)?;
    keys.may_sign(&log, checkpoint.size).map_err(|error| Failure::new(Where::Checkpoint, error))?;
    let cosigned = cosigned_by(&bundle, &checkpoint)?;
    for entry in &bundle.entries {
        included(entry, &checkpoint)?;
    }
    let replayed = replay::replay(&bundle.origin, &bundle.entries)?;
    let absent = belongs(&bundle, &replayed)?;
    let anchored = anchored(&bundle, &keys, &checkpoint, &replayed.recorded, roots)?;
    holds::holds(&bundle, checkpoint, cosigned, own, replayed, (absent, anchored), key.is_some())
}

/// The changes of the log's key that stand in the bundle, each signed by both keys, in their order.
fn own_successions(bundle: &Bundle) -> Result<Vec<Succession>, Failure> {
    let mut all: Vec<Succession> = Vec::new();
    for (place, note) in bundle.successions.iter().enumerate() {
        let at = |why: Why| Failure::new(Where::Succession(place + 1), why);
        let one = Succession::open(note).map_err(|error| at(error.into()))?;
        if all.last().is_some_and(|last| last.new != one.old || last.size >= one.size) {
            return Err(at(Why::OtherSuccession));
        }
        all.push(one);
    }
    Ok(all)
}

/// The key in the bundle, if it is the log's own, and the one expected or one that is shown to follow it or to have gone before it.
fn log_key(bundle: &Bundle, expected: Option<&str>, successions: &[Succession]) -> Result<(Verifier, Keys), Failure> {
    let at = |why: Why| Failure::new(Where::Key, why);
    // By another key everything in the file could be made up: nothing else is looked at first.
    let known = |expected: &str| {
        let (log, expected) = (Verifier::parse(&bundle.key).ok()?, Verifier::parse(expected).ok()?);
        Keys::new(expected, successions).ok()?.all().contains(&log).then_some(())
    };
    if expected.is_some_and(|expected| expected != bundle.key && known(expected).is_none()) {
        return Err(at(Why::OtherKey));
    }
    let log = Verifier::parse(&bundle.key).map_err(|error| at(error.into()))?;
    if log.to_string() != bundle.key {
        return Err(at(Why::KeyForm));
    }
    if log.name() != bundle.origin {
        return Err(at(Why::KeyOfOther));
    }
    let keys = Keys::new(log.clone(), successions).map_err(|error| at(error.into()))?;
    Ok((log, keys))
}

fn checkpoint(bundle: &Bundle, log: &Verifier) -> Result<Checkpoint, Failure> {
    signed(&bundle.checkpoint, bundle, log).map_err(|why| Failure::new(Where::Checkpoint, why))
}

/// A checkpoint of the log that the bundle names, with the log's own signature and no other.
fn signed(note: &str, bundle: &Bundle, log: &Verifier) -> Result<Checkpoint, Why> {
    let opened = open_note(note, std::slice::from_ref(log))?;
    if opened.unknown != 0 || opened.signed_by.len() != 1 {
        // Nothing would bind a line that is not the log's own.
        return Err(Why::OtherSignatures);
    }
    let checkpoint = Checkpoint::parse(&opened.text)?;
    if checkpoint.origin != bundle.origin {
        return Err(Why::CheckpointOfOther);
    }
    Ok(checkpoint)
}

/// Each cosignature holds under the key beside it. So none of their bytes is free, whether the reader knows that key or not.
fn cosigned_by(bundle: &Bundle, checkpoint: &Checkpoint) -> Result<Vec<BundleWitness>, Failure> {
    let mut all = Vec::new();
    for (place, one) in bundle.cosignatures.iter().enumerate() {
        let at = |why: NoteError| Failure::new(Where::Cosignature(place + 1), Why::Cosignature(why));
        let witness = Witness::parse(&one.key).map_err(at)?;
        let note = format!("{}\n{}\n", checkpoint.text(), one.line);
        let found = cosignatures(&note, std::slice::from_ref(&witness)).map_err(at)?;
        match found.as_slice() {
            // Written as it is kept: the key in its one form, the line alone.
            [found] if witness.to_string() == one.key && found.line == format!("{}\n", one.line) => {
                all.push(BundleWitness { key: one.key.clone(), time: found.time, line: found.line.clone() });
            }
            _ => return Err(at(NoteError::Unsigned)),
        }
    }
    Ok(all)
}

/// The time stamps of the bundle, each of which must hold; one must be vouched for, if the reader trusts anybody.
fn anchored(
    bundle: &Bundle,
    keys: &Keys,
    checkpoint: &Checkpoint,
    recorded: &BTreeMap<u64, Instant>,
    roots: &StampRoots,
) -> Result<Vec<Anchored>, Failure> {
    let at = |why: Why| Failure::new(Where::Anchor, why);
    let mut found = Vec::new();
    if let Some(anchor) = &bundle.anchor {
        // It may be older than the key that signs now.
        let by = keys.signer_of(&anchor.checkpoint).map_err(|error| at(error.into()))?;
        let stamped = signed(&anchor.checkpoint, bundle, by).map_err(at)?;
        keys.may_sign(by, stamped.size).map_err(|error| at(error.into()))?;
        let (first, second) =
            if stamped.size <= checkpoint.size { (&stamped, checkpoint) } else { (checkpoint, &stamped) };
        let proof: Vec<Hash> = anchor.proof.iter().copied().map(Hash).collect();
        verify_consistency(first.size, second.size, &proof, &first.root, &second.root)
            .map_err(|error| at(error.into()))?;
        let latest = recorded.range(..stamped.size).map(|(_, at)| *at).max();
        for token in &anchor.tokens {
            let note = (anchor.checkpoint.as_str(), stamped.size);
            found.push(anchored::judge(token, note, latest, roots).map_err(|error| at(error.into()))?);
        }
    }
    if !roots.is_empty() && !found.iter().any(|one| one.stamp.vouched) {
        return Err(at(Why::NotVouched));
    }
    Ok(found)
}

fn included(entry: &BundleEntry, checkpoint: &Checkpoint) -> Result<(), Failure> {
    let proof: Vec<Hash> = entry.proof.iter().copied().map(Hash).collect();
    verify_inclusion(&leaf_hash(&entry.envelope), entry.position, checkpoint.size, &proof, &checkpoint.root)
        .map_err(|error| Failure::new(Where::entry(entry.position, Part::Proof), error))
}

/// Looks again what the finding needs, by the bundle itself: that must be all of it. Returns what was named and is not here.
fn belongs(bundle: &Bundle, replayed: &Replayed) -> Result<Vec<Subject>, Failure> {
    let Replayed { subjects, ends, .. } = replayed;
    let finding = Subject { room: Room::Finding, id: bundle.finding.to_string() };
    if !ends.contains_key(&finding) {
        return Err(Failure::new(Where::Finding, Why::NoFinding));
    }
    let agreements = ends.keys().filter(|subject| subject.room == Room::Agreement);
    let agreements: Vec<AgreementId> = agreements.filter_map(|subject| AgreementId::parse(&subject.id).ok()).collect();
    let leads = |subject: &Subject| Ok::<_, Infallible>(ends.get(subject).cloned().unwrap_or_default());
    let Ok(needed) = reached(bundle.finding, agreements, leads);
    let known: BTreeSet<&Subject> = needed.iter().collect();
    let here = |entry: &BundleEntry| subjects.get(&entry.position).is_some_and(|subject| known.contains(subject));
    match bundle.entries.iter().find(|entry| !here(entry)) {
        None => Ok(needed.into_iter().filter(|subject| !ends.contains_key(subject)).collect()),
        Some(entry) => Err(Failure::new(Where::entry(entry.position, Part::Subject), Why::DoesNotBelong)),
    }
}
