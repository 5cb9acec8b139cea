//! Why a bundle does not hold, and where.

use mirqab_domain::Refusal;
use mirqab_ledger::{CheckpointError, NoteError, ProofError};
use mirqab_record::bundle::BundleError;
use mirqab_record::{ChainError, RecordError};
use std::fmt;

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The inclusion proof, which binds envelope and position.
    Proof,
    /// The envelope.
    Envelope,
    /// The disclosed payloads.
    Payloads,
    /// The envelope's `previous`.
    Previous,
    /// The envelope's `subject`.
    Subject,
    /// The fact, put to the rules.
    Fact,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Proof => "proof",
            Self::Envelope => "envelope",
            Self::Payloads => "payloads",
            Self::Previous => "previous",
            Self::Subject => "subject",
            Self::Fact => "fact",
        })
    }
}

/// Where a bundle fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The file as a whole.
    File,
    /// The key.
    Key,
    /// The signed checkpoint.
    Checkpoint,
    /// The finding's id.
    Finding,
    /// An entry.
    Entry {
        /// Its position in the log.
        position: u64,
        /// Which part of it.
        part: Part,
    },
}

impl Where {
    pub(crate) fn entry(position: u64, part: Part) -> Self {
        Self::Entry { position, part }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Key => f.write_str("the key"),
            Self::Checkpoint => f.write_str("the checkpoint"),
            Self::Finding => f.write_str("the finding"),
            Self::Entry { position, part } => write!(f, "the entry at position {position}, its {part}"),
        }
    }
}

/// Why a bundle fails there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Another key than the one expected.
    #[error("it is another key than the one expected: another log, or a forgery")]
    OtherKey,
    /// The key, written differently.
    #[error("it is not in canonical form")]
    KeyForm,
    /// The key is not the named log's.
    #[error("the key's name is not the origin that the bundle names")]
    KeyOfOther,
    /// Key or signature do not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// More signatures than the log's own.
    #[error("it carries signatures other than the log's own, which nothing here can check")]
    OtherSignatures,
    /// Not a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A checkpoint of another log.
    #[error("it is not a checkpoint of the origin that the bundle names")]
    CheckpointOfOther,
    /// The entry is not in the log, or not there.
    #[error("{0}")]
    Proof(#[from] ProofError),
    /// The entry cannot be read, or a payload is not the one that was bound.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The history of its subject has a gap or a branch.
    #[error("an entry about this subject is missing, or the history was cut: {0}")]
    Chain(#[from] ChainError),
    /// A rule was not kept.
    #[error("rule not kept: {slug} ({0})", slug = .0.slug())]
    RuleNotKept(#[from] Refusal),
    /// The subject's id cannot be one of its room.
    #[error("rule not kept: the subject is not one of that room")]
    NoSuchSubject,
    /// An admitted fact came to nothing.
    #[error("the fact adds up to nothing")]
    CameToNothing,
    /// An entry that no rule needed.
    #[error("it has nothing to do with this finding")]
    DoesNotBelong,
    /// No entry about the finding.
    #[error("no entry of the bundle is about the finding that it names")]
    NoFinding,
}

/// A bundle does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {why}")]
pub struct Failure {
    /// Where.
    pub at: Where,
    /// Why.
    pub why: Why,
}

impl Failure {
    pub(crate) fn new(at: Where, why: impl Into<Why>) -> Self {
        Self { at, why: why.into() }
    }

    /// The slug of the rule that was not kept, if it is that.
    pub fn slug(&self) -> Option<&'static str> {
        match &self.why {
            Why::RuleNotKept(refusal) => Some(refusal.slug()),
            _ => None,
        }
    }
}
