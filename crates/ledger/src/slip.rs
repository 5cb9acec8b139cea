//! A receipt in one line, for a text message or a QR code: `mirqab1.POSITION.LEAF.SIZE.ROOT.SIGNATURE[.PROOF]`.
//!
//! All but the two numbers is base64url without padding; the signature is the key id and the signature of the checkpoint's note.

use crate::note::Parts;
use crate::{Checkpoint, Hash, NoteError};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fmt;

const MARK: &str = "mirqab1";
/// Key id and Ed25519 signature.
const SIGNED: usize = 4 + 64;

/// What a slip says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The entry's place in the log.
    pub position: u64,
    /// The hash of its leaf.
    pub leaf: Hash,
    /// How many leaves the signed tree has.
    pub size: u64,
    /// Its root.
    pub root: Hash,
    /// The log's signature over its checkpoint, behind the key's id.
    pub signed: [u8; SIGNED],
    /// The inclusion proof, if it is there: without it the line is short, and the log itself must be at hand to check it.
    pub proof: Option<Vec<Hash>>,
}

impl Slip {
    /// For an entry, under a note of this checkpoint that carries the log's own signature first.
    pub fn new(
        position: u64,
        leaf: Hash,
        checkpoint: &Checkpoint,
        note: &str,
        proof: Option<Vec<Hash>>,
    ) -> Result<Self, NoteError> {
        let parts = Parts::of(note)?;
        let line = parts.lines.iter().find(|line| line.name == checkpoint.origin).ok_or(NoteError::Unsigned)?;
        let signed = [&line.id[..], &line.signature].concat();
        let signed = signed.try_into().map_err(|_| NoteError::BadSignature(checkpoint.origin.clone()))?;
        Ok(Self { position, leaf, size: checkpoint.size, root: checkpoint.root, signed, proof })
    }

    /// The signed checkpoint again. `origin` is the name of the key with which it will be checked.
    pub fn note(&self, origin: &str) -> String {
        let checkpoint = Checkpoint { origin: origin.to_owned(), size: self.size, root: self.root };
        format!("{}\n— {origin} {}\n", checkpoint.text(), STANDARD.encode(self.signed))
    }

    /// Reads what `Display` writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut next = || parts.next();
        let hash = |text: &str| Some(Hash(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?));
        (next()? == MARK).then_some(())?;
        let slip = Self {
            position: next()?.parse().ok()?,
            leaf: hash(next()?)?,
            size: next()?.parse().ok()?,
            root: hash(next()?)?,
            signed: URL_SAFE_NO_PAD.decode(next()?).ok()?.try_into().ok()?,
            proof: match next() {
                None => None,
                Some(text) => {
                    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
                    let hashes = bytes.chunks(32).map(|bytes| Some(Hash(bytes.try_into().ok()?)));
                    Some(hashes.collect::<Option<_>>()?)
                }
            },
        };
        (slip.to_string() == text).then_some(slip)
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (leaf, root, signed) = (short(&self.leaf.0), short(&self.root.0), short(&self.signed));
        write!(f, "{MARK}.{}.{leaf}.{}.{root}.{signed}", self.position, self.size)?;
        match &self.proof {
            None => Ok(()),
            Some(proof) => write!(f, ".{}", short(&proof.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Signer, leaf_hash};

    fn slip(proof: Option<Vec<Hash>>) -> (Slip, Signer) {
        let signer = Signer::from_seed("example.org/log", [1; 32]).unwrap();
        let checkpoint = Checkpoint { origin: "example.org/log".into(), size: 1234, root: leaf_hash(b"root") };
        let note = checkpoint.sign(&signer).unwrap();
        (Slip::new(1233, leaf_hash(b"leaf"), &checkpoint, &note, proof).unwrap(), signer)
    }

    #[test]
    fn a_slip_is_two_text_messages_long_and_gives_the_note_again() {
        let (slip, signer) = slip(None);
        let text = slip.to_string();
        // Two joined messages of the plain alphabet hold 306 characters.
        assert_eq!(text.len(), 197);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)));
        let read = Slip::parse(&text).unwrap();
        let opened = Checkpoint::open(&read.note("example.org/log"), &signer.verifier(), "example.org/log").unwrap();
        assert_eq!((opened.size, opened.root, read), (1234, leaf_hash(b"root"), slip));
    }

    #[test]
    fn a_slip_with_its_proof_comes_back_and_other_ways_to_write_it_do_not() {
        let (long, _) = slip(Some(vec![leaf_hash(b"1"), leaf_hash(b"2")]));
        let text = long.to_string();
        assert_eq!(Slip::parse(&text), Some(long));
        let (bare, _) = slip(Some(vec![]));
        assert_eq!(Slip::parse(&bare.to_string()), Some(bare));
        for wrong in [
            text.replace(".1233.", ".01233."),
            text.replace(".1233.", ".+1233."),
            text.replace("mirqab1", "mirqab2"),
            format!("{text}."),
            format!("{text}A"),
            format!("{text} "),
            text[..text.len() - 2].to_owned(),
            "mirqab1".to_owned(),
        ] {
            assert_eq!(Slip::parse(&wrong), None, "{wrong}");
        }
    }
}
