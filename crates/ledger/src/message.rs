//! A receipt in one text message: `mirqab2.POSITION.SIZE.ROOT.SIGNATURE`.
//!
//! It names no leaf: a position in a signed tree is one entry and no other. Which one, and that it is there, the log's folder shows.

use crate::{Checkpoint, Hash, Slip, Verifier};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fmt;

const MARK: &str = "mirqab2";

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The entry's place in the log.
    pub position: u64,
    /// How many leaves the signed tree has.
    pub size: u64,
    /// Its root.
    pub root: Hash,
    /// The log's Ed25519 signature over its checkpoint. The reader has the key, and so its id.
    pub signature: [u8; 64],
}

impl Message {
    /// What a longer line says, as far as it fits into one message.
    pub fn of(slip: &Slip) -> Self {
        let [_, _, _, _, signature @ ..] = slip.signed;
        Self { position: slip.position, size: slip.size, root: slip.root, signature }
    }

    /// The signed checkpoint again, under the key with which it will be checked.
    pub fn note(&self, log: &Verifier) -> String {
        let checkpoint = Checkpoint { origin: log.name().to_owned(), size: self.size, root: self.root };
        let signed = [&log.id()[..], &self.signature].concat();
        format!("{}\n— {} {}\n", checkpoint.text(), log.name(), STANDARD.encode(signed))
    }

    /// Reads what `Display` writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        let [MARK, position, size, root, signature] = parts[..] else { return None };
        let message = Self {
            position: position.parse().ok()?,
            size: size.parse().ok()?,
            root: Hash(URL_SAFE_NO_PAD.decode(root).ok()?.try_into().ok()?),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?.try_into().ok()?,
        };
        (message.to_string() == text).then_some(message)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (root, signature) = (URL_SAFE_NO_PAD.encode(self.root.0), URL_SAFE_NO_PAD.encode(self.signature));
        write!(f, "{MARK}.{}.{}.{root}.{signature}", self.position, self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Signer, leaf_hash};

    fn message(size: u64) -> (Message, Verifier) {
        let signer = Signer::from_seed("example.org/log", [1; 32]).unwrap();
        let checkpoint = Checkpoint { origin: "example.org/log".into(), size, root: leaf_hash(b"root") };
        let note = checkpoint.sign(&signer).unwrap();
        (Message::of(&Slip::new(size - 1, leaf_hash(b"leaf"), &checkpoint, &note, None).unwrap()), signer.verifier())
    }

    #[test]
    fn it_fits_one_text_message_up_to_a_thousand_million_entries_and_gives_the_note_again() {
        for (size, length) in [(1_234, 148), (99_999_999, 156), (9_999_999_999, 160)] {
            let (message, log) = message(size);
            let text = message.to_string();
            assert_eq!(text.len(), length);
            // Every character is one of the basic alphabet of text messages (3GPP TS 23.038): 160 of them are one message.
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)));
            let read = Message::parse(&text).unwrap();
            let opened = Checkpoint::open(&read.note(&log), &log, log.name()).unwrap();
            assert_eq!((opened.size, opened.root, read), (size, leaf_hash(b"root"), message));
        }
    }

    #[test]
    fn other_ways_to_write_it_are_none() {
        let text = message(1_234).0.to_string();
        for wrong in [
            text.replace(".1233.", ".01233."),
            text.replace(".1233.", ".+1233."),
            text.replace("mirqab2", "mirqab1"),
            format!("{text}."),
            format!("{text} "),
            text[..text.len() - 1].to_owned(),
            "mirqab2".to_owned(),
        ] {
            assert_eq!(Message::parse(&wrong), None, "{wrong}");
        }
    }
}
