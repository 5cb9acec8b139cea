//! Two checkpoints of one log: whether one goes on from the other, or the log told two histories.

use crate::{Folder, LogFailure, Signed, Trust};
use mirqab_ledger::{Checkpoint, Hash, Submission, verify_consistency};

/// What two checkpoints are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// They are of the same tree.
    Same,
    /// The first goes on from the second, or the second from the first.
    Extends {
        /// Which is the later one, 1 or 2.
        later: u8,
    },
    /// The log signed two trees of one size: nobody can do that and tell the truth to both.
    Contradiction {
        /// The size.
        size: u64,
    },
    /// One of them is not of the history that the log's folder has, though the log signed both.
    AgainstFolder {
        /// Which, 1 or 2.
        which: u8,
        /// How many entries it is of.
        size: u64,
    },
    /// Neither is shown. They have different sizes, and what leads from one to the other is not at hand, or does not fit.
    Undecided(Undecided),
}

/// Why it cannot be said what two checkpoints are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecided {
    /// The folder is older than one of them.
    #[error("the folder ends before the later checkpoint; get a newer one")]
    FolderEnds,
    /// Nothing leads from the one to the other.
    #[error("they have different sizes: give the log's folder with --tiles")]
    NoProof,
    /// Whoever wrote the proof may have erred: it proves growth, and never the contrary.
    #[error("the proof does not lead from one to the other: give the log's folder with --tiles")]
    ProofDiffers,
}

impl Undecided {
    /// The same in Arabic.
    pub fn arabic(self) -> &'static str {
        match self {
            Self::FolderEnds => "ينتهي المجلد قبل النقطة المرجعية الأحدث؛ اطلب مجلداً أحدث",
            Self::NoProof => "عدد القيود مختلف: أعطِ مجلد السجل مع \u{2066}--tiles\u{2069}",
            Self::ProofDiffers => "لا يؤدي الإثبات من إحداهما إلى الأخرى: أعطِ مجلد السجل مع \u{2066}--tiles\u{2069}",
        }
    }
}

/// Both checkpoints and what they are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The first.
    pub first: Signed,
    /// The second.
    pub second: Signed,
    /// What they are to each other.
    pub compared: Compared,
}

/// A signed checkpoint, or what the log sent to a witness, in which a proof stands before it.
fn parts(text: &str) -> (String, Option<(u64, Vec<Hash>)>) {
    match Submission::parse(text) {
        Ok(submission) => (submission.checkpoint, Some((submission.old, submission.proof))),
        Err(_) => (text.to_owned(), None),
    }
}

/// Compares two checkpoints. `log` is the log's folder as anybody had it at or after the later one.
pub fn compare(first: &str, second: &str, trust: &Trust, log: Option<&Folder<'_>>) -> Result<Comparison, LogFailure> {
    let ((first, first_proof), (second, second_proof)) = (parts(first), parts(second));
    let (first, second) = (trust.open(&first)?, trust.open(&second)?);
    let compared = judge([&first, &second], [first_proof, second_proof], log)?;
    Ok(Comparison { first, second, compared })
}

fn judge(
    signed: [&Signed; 2],
    proofs: [Option<(u64, Vec<Hash>)>; 2],
    log: Option<&Folder<'_>>,
) -> Result<Compared, LogFailure> {
    let [one, two] = signed.map(|signed| &signed.checkpoint);
    if one.size == two.size {
        let same = one.root == two.root;
        return Ok(if same { Compared::Same } else { Compared::Contradiction { size: one.size } });
    }
    let (later, older, newer) = if one.size > two.size { (1, two, one) } else { (2, one, two) };
    if let Some(log) = log {
        if log.signed.checkpoint.size < newer.size {
            return Ok(Compared::Undecided(Undecided::FolderEnds));
        }
        for (which, checkpoint) in [(1, one), (2, two)] {
            if log.root_of(checkpoint.size)? != checkpoint.root {
                return Ok(Compared::AgainstFolder { which, size: checkpoint.size });
            }
        }
        return Ok(Compared::Extends { later });
    }
    let proof = proofs.into_iter().flatten().find(|(old, _)| *old == older.size);
    Ok(match proof {
        None => Compared::Undecided(Undecided::NoProof),
        Some((old, proof)) if verify_consistency(old, newer.size, &proof, &older.root, &newer.root).is_ok() => {
            Compared::Extends { later }
        }
        Some(_) => Compared::Undecided(Undecided::ProofDiffers),
    })
}

/// Judges a cosigned checkpoint beside a bundle whose own checkpoint is `of`: witnesses saw the log that the bundle is from. `None` if they have
/// different sizes and no folder shows that the one goes on from the other.
///
/// No byte of it is free: each line must be one of a key that the reader gave.
pub fn cosigned(
    note: &str,
    of: &Checkpoint,
    trust: &Trust,
    log: Option<&Folder<'_>>,
) -> Result<Option<Signed>, LogFailure> {
    let signed = trust.open(note)?;
    if signed.unknown > 0 {
        return Err(LogFailure::FreeLines(signed.unknown));
    }
    let seen = &signed.checkpoint;
    if seen.size < of.size {
        return Err(LogFailure::Behind(seen.size));
    }
    if seen.size == of.size {
        return if seen.root == of.root { Ok(Some(signed)) } else { Err(LogFailure::OtherTree(of.size)) };
    }
    let Some(log) = log else { return Ok(None) };
    for checkpoint in [of, seen] {
        if log.root_of(checkpoint.size)? != checkpoint.root {
            return Err(LogFailure::OtherTree(checkpoint.size));
        }
    }
    Ok(Some(signed))
}
