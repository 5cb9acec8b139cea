//! Checkpoints: the size and root of a log, signed. SOURCE: C2SP tlog-checkpoint v1.0.0.

use crate::Hash;
use crate::note::{self, NoteError, Signer, Verifier};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Why a checkpoint is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The text is not a checkpoint's.
    #[error("this is not a checkpoint: {0}")]
    Malformed(&'static str),
    /// Signed by a key whose time was over, or by one that nothing connects to the reader's.
    #[error(transparent)]
    Key(#[from] crate::SuccessionError),
    /// Another log's.
    #[error("the checkpoint is of the log {found}, not of {expected}")]
    OtherLog {
        /// Whose it is.
        found: String,
        /// Whose it should be.
        expected: String,
    },
}

/// A log's size and root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: a name that no other log has.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root of the tree of these leaves.
    pub root: Hash,
}

impl Checkpoint {
    /// What is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads what `text` writes, and nothing else: extension lines are refused, since none is defined for our logs.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let wrong = CheckpointError::Malformed;
        let mut lines = text.strip_suffix('\n').ok_or(wrong("the last line has no end"))?.split('\n');
        let (Some(origin), Some(size), Some(root), None) = (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(wrong("it has three lines: origin, size, root"));
        };
        let bytes = STANDARD.decode(root).map_err(|_| wrong("the root is not base64"))?;
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: size.parse().map_err(|_| wrong("the size is not a number"))?,
            root: Hash(bytes.try_into().map_err(|_| wrong("the root has the wrong length"))?),
        };
        if origin.is_empty() || checkpoint.text() != text {
            return Err(wrong("it is not in canonical form"));
        }
        Ok(checkpoint)
    }

    /// Signs it as a note.
    pub fn sign(&self, signer: &Signer) -> Result<String, NoteError> {
        signer.sign(&self.text())
    }

    /// Opens a signed checkpoint of the log `origin`.
    pub fn open(note: &str, log: &Verifier, origin: &str) -> Result<Self, CheckpointError> {
        let checkpoint = Self::parse(&note::open(note, std::slice::from_ref(log))?.text)?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::OtherLog { found: checkpoint.origin, expected: origin.to_owned() });
        }
        Ok(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        Checkpoint { origin: "example.org/log".into(), size: 42, root: crate::leaf_hash(b"x") }
    }

    #[test]
    fn a_signed_checkpoint_opens_for_its_own_log_only() {
        let signer = Signer::from_seed("example.org/log", [1; 32]).unwrap();
        let note = checkpoint().sign(&signer).unwrap();
        assert_eq!(Checkpoint::open(&note, &signer.verifier(), "example.org/log"), Ok(checkpoint()));
        let found = Checkpoint::open(&note, &signer.verifier(), "example.org/other");
        assert!(matches!(found, Err(CheckpointError::OtherLog { .. })));
        let stranger = Signer::from_seed("example.org/log", [2; 32]).unwrap().verifier();
        assert_eq!(Checkpoint::open(&note, &stranger, "example.org/log"), Err(NoteError::Unsigned.into()));
    }

    #[test]
    fn other_ways_to_write_it_are_refused() {
        let text = checkpoint().text();
        let cases = [
            text.replace("42", "042"),
            text.replace("42", "+42"),
            format!("{text}more\n"),
            text.replace('\n', "\r\n"),
            format!("\n{text}"),
            text.trim_end().to_owned(),
        ];
        for case in cases {
            assert!(Checkpoint::parse(&case).is_err(), "{case:?}");
        }
    }
}
