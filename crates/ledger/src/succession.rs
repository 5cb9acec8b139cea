//! How a log comes by another key: a note that says so, signed by the key that goes and by the key that comes.
//!
//! Whoever has the old key on paper checks with it, offline, that the new one is its successor. Whoever has the new one checks that the old
//! one signed until then. The note names the tree at which the log changed hands: what is larger, the old key signs no more alone.

use crate::note::{self, NoteError, Signer, Verifier};
use crate::{Checkpoint, CheckpointError, Hash, text_of_note};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const FIRST_LINE: &str = "mirqab-log-succession/1";

/// Why a succession is refused, or a checkpoint under one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuccessionError {
    /// Not such a note.
    #[error("this is not a note by which a log's key is followed by another: {0}")]
    Malformed(&'static str),
    /// A signature does not hold, or is missing.
    #[error("it is not signed by {0}")]
    NotSigned(&'static str),
    /// Two keys follow one.
    #[error("CONTRADICTION: the key {0} signed that two other keys follow it; keep both notes")]
    Forked(String),
    /// A key that was followed by another signed a tree that came later.
    #[error("the key that signed it signs for trees of at most {0} entries; another key followed it")]
    GivenUp(u64),
    /// Nothing leads from the key that the reader has to the one that signed.
    #[error("nothing shows that the key {0} follows the one that you have, or went before it")]
    Unconnected(String),
}

/// One key follows another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The key that goes.
    pub old: Verifier,
    /// The key that comes. Both have the log's name.
    pub new: Verifier,
    /// Of how many entries the log was then.
    pub size: u64,
    /// The root of these.
    pub root: Hash,
}

impl Succession {
    fn text(&self) -> String {
        let (size, root) = (self.size, STANDARD.encode(self.root.0));
        format!("{FIRST_LINE}\n{}\n{}\n{}\n{size}\n{root}\n", self.old.name(), self.old, self.new)
    }

    /// The note, signed by both keys.
    pub fn sign(old: &Signer, new: &Signer, size: u64, root: Hash) -> Result<String, NoteError> {
        let text = Self { old: old.verifier(), new: new.verifier(), size, root }.text();
        let line = |note: String| note.strip_prefix(&format!("{text}\n")).unwrap_or_default().to_owned();
        Ok(format!("{text}\n{}{}", line(old.sign(&text)?), line(new.sign(&text)?)))
    }

    /// Reads what `sign` writes, and nothing else. Both signatures must hold, and there is no third.
    pub fn open(note: &str) -> Result<Self, SuccessionError> {
        let wrong = SuccessionError::Malformed;
        let text = text_of_note(note).map_err(|_| wrong("it is not a signed note"))?;
        let lines: Vec<&str> = text.split('\n').collect();
        let [FIRST_LINE, origin, old, new, size, root, ""] = lines[..] else {
            return Err(wrong("it has six lines: what it is, the log, two keys, size, root"));
        };
        let key = |text: &str| Verifier::parse(text).map_err(|_| wrong("a key in it is none"));
        let root = STANDARD.decode(root).ok().and_then(|bytes| Some(Hash(bytes.try_into().ok()?)));
        let read = Self {
            old: key(old)?,
            new: key(new)?,
            size: size.parse().map_err(|_| wrong("the size is not a number"))?,
            root: root.ok_or(wrong("the root is not 32 bytes in base64"))?,
        };
        if read.text() != text || read.new.name() != origin || read.old == read.new {
            return Err(wrong("it is not in canonical form, or names another log, or one key twice"));
        }
        for (key, which) in [(&read.old, "the key that goes"), (&read.new, "the key that comes")] {
            note::open(note, std::slice::from_ref(key)).map_err(|_| SuccessionError::NotSigned(which))?;
        }
        let both = note::open(note, &[read.old.clone(), read.new.clone()]);
        if both.is_ok_and(|opened| opened.unknown == 0) { Ok(read) } else { Err(wrong("it carries other signatures")) }
    }
}

/// The keys of one log as they follow each other, the first first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    keys: Vec<Verifier>,
    /// Up to which size each but the last signs.
    until: Vec<u64>,
}

impl Keys {
    /// The key that the reader has, with those before and after it that `successions` connect to it. Of one key only one may follow.
    pub fn new(known: Verifier, successions: &[Succession]) -> Result<Self, SuccessionError> {
        let mut found = Self { keys: vec![known], until: Vec::new() };
        for one in successions {
            if successions.iter().any(|other| other.old == one.old && other != one) {
                return Err(SuccessionError::Forked(one.old.to_string()));
            }
        }
        while let Some(next) = successions.iter().find(|one| found.keys.last() == Some(&one.old)) {
            if found.keys.contains(&next.new) {
                return Err(SuccessionError::Malformed("the keys follow each other in a circle"));
            }
            found.keys.push(next.new.clone());
            found.until.push(next.size);
        }
        while let Some(before) = successions.iter().find(|one| found.keys.first() == Some(&one.new)) {
            if found.keys.contains(&before.old) {
                return Err(SuccessionError::Malformed("the keys follow each other in a circle"));
            }
            found.keys.insert(0, before.old.clone());
            found.until.insert(0, before.size);
        }
        Ok(found)
    }

    /// The keys, the first first; one at least.
    pub fn all(&self) -> &[Verifier] {
        &self.keys
    }

    /// The key that signs now.
    pub fn newest(&self) -> Option<&Verifier> {
        self.keys.last()
    }

    /// Whether this key may sign a tree of this size alone: it is one of these, and none had followed it yet.
    pub fn may_sign(&self, key: &Verifier, size: u64) -> Result<(), SuccessionError> {
        let Some(place) = self.keys.iter().position(|other| other == key) else {
            return Err(SuccessionError::Unconnected(key.to_string()));
        };
        match self.until.get(place) {
            Some(until) if size > *until => Err(SuccessionError::GivenUp(*until)),
            _ => Ok(()),
        }
    }

    /// Opens a signed checkpoint of this log. While a log changes hands two keys sign: it is the newest of them that counts. Returns how many
    /// lines are of other keys.
    pub fn open(&self, note: &str) -> Result<(Checkpoint, usize), CheckpointError> {
        let opened = note::open(note, &self.keys)?;
        let checkpoint = Checkpoint::parse(&opened.text)?;
        // INVARIANT: there is one key at least, and all have one name.
        let expected = self.keys[0].name();
        if checkpoint.origin != expected {
            return Err(CheckpointError::OtherLog { found: checkpoint.origin, expected: expected.to_owned() });
        }
        self.may_sign(self.signer_of(note)?, checkpoint.size)?;
        Ok((checkpoint, opened.unknown))
    }

    /// The newest of these keys that signed a note.
    pub fn signer_of(&self, note: &str) -> Result<&Verifier, NoteError> {
        let signed = |key: &&Verifier| note::open(note, std::slice::from_ref(*key)).is_ok();
        self.keys.iter().rev().find(signed).ok_or(NoteError::Unsigned)
    }

    /// The newest of these keys that signed a note, and the note with its line alone.
    pub fn alone(&self, note: &str) -> Result<(&Verifier, String), NoteError> {
        let key = self.signer_of(note)?;
        let parts = note::Parts::of(note)?;
        let line = parts.lines.iter().find(|line| key.is_named(line)).ok_or(NoteError::Unsigned)?;
        Ok((key, format!("{}\n{}\n", parts.text, line.whole)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf_hash;

    fn signer(seed: u8) -> Signer {
        Signer::from_seed("example.org/log", [seed; 32]).unwrap()
    }
    fn follows(old: u8, new: u8, size: u64) -> Succession {
        let note = Succession::sign(&signer(old), &signer(new), size, leaf_hash(b"root")).unwrap();
        Succession::open(&note).unwrap()
    }
    fn note(size: u64, by: &[u8]) -> String {
        let text = Checkpoint { origin: "example.org/log".into(), size, root: leaf_hash(b"x") }.text();
        let lines = by.iter().map(|seed| signer(*seed).sign(&text).unwrap()[text.len() + 1..].to_owned());
        format!("{text}\n{}", lines.collect::<String>())
    }
    fn keys(known: u8, successions: &[Succession]) -> Keys {
        Keys::new(signer(known).verifier(), successions).unwrap()
    }

    #[test]
    fn a_note_signed_by_both_keys_is_read_and_no_bit_of_it_is_free() {
        let note = Succession::sign(&signer(1), &signer(2), 42, leaf_hash(b"root")).unwrap();
        let read = Succession::open(&note).unwrap();
        assert_eq!((read.old, read.new, read.size), (signer(1).verifier(), signer(2).verifier(), 42));
        for at in 0..note.len() * 8 {
            let mut bytes = note.clone().into_bytes();
            bytes[at / 8] ^= 1 << (at % 8);
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            assert!(Succession::open(&changed).is_err(), "{changed}");
        }
    }

    #[test]
    fn a_new_key_without_the_old_key_s_signature_follows_nothing() {
        let text =
            Succession { old: signer(1).verifier(), new: signer(2).verifier(), size: 42, root: leaf_hash(b"r") }.text();
        let line = |seed: u8| signer(seed).sign(&text).unwrap()[text.len() + 1..].to_owned();
        let (old, new) =
            (SuccessionError::NotSigned("the key that goes"), SuccessionError::NotSigned("the key that comes"));
        for (lines, expected) in [
            (line(2), old.clone()),
            (line(1), new),
            (line(2) + &line(3), old),
            (line(1) + &line(2) + &line(3), SuccessionError::Malformed("it carries other signatures")),
        ] {
            assert_eq!(Succession::open(&format!("{text}\n{lines}")), Err(expected));
        }
        assert!(Succession::open(&format!("{text}\n{}{}", line(1), line(2))).is_ok());
        let same = Succession::sign(&signer(1), &signer(1), 42, leaf_hash(b"r")).unwrap();
        assert!(Succession::open(&same).is_err());
        let stranger = Signer::from_seed("example.org/other", [2; 32]).unwrap();
        let other = Succession::sign(&signer(1), &stranger, 42, leaf_hash(b"r")).unwrap();
        assert!(Succession::open(&other).is_err());
    }

    #[test]
    fn each_key_signs_its_time_and_whoever_has_one_of_them_knows_all() {
        let line = [follows(1, 2, 10), follows(2, 3, 20)];
        for known in [1, 2, 3] {
            let keys = keys(known, &line);
            assert_eq!(keys.all(), [1, 2, 3].map(|seed| signer(seed).verifier()));
            for (size, by, good) in [
                (10, &[1][..], true),
                (11, &[1], false),
                (11, &[2], true),
                (11, &[2, 1], true),
                (20, &[1, 2], true),
                (21, &[2], false),
                (21, &[1], false),
                (21, &[3, 2], true),
                (5, &[3], true),
                (21, &[4], false),
            ] {
                assert_eq!(keys.open(&note(size, by)).is_ok(), good, "{known}: {size} by {by:?}");
            }
        }
        let (both, alone) = (note(11, &[2, 1]), note(11, &[2]));
        assert_eq!(keys(1, &line).alone(&both).unwrap(), (&signer(2).verifier(), alone));
        // Without the notes there is one key, and a line of another is a stranger's.
        assert_eq!(keys(1, &[]).open(&note(11, &[2, 1])).unwrap().1, 1);
        assert!(keys(1, &[]).open(&note(11, &[2])).is_err());
        // A note of other keys connects nothing.
        assert!(keys(1, &[follows(4, 5, 10)]).open(&note(5, &[5])).is_err());
        assert!(keys(5, &[follows(4, 5, 10)]).open(&note(5, &[1])).is_err());
    }

    #[test]
    fn two_successors_of_one_key_are_a_contradiction_and_a_circle_is_none() {
        let known = || signer(1).verifier();
        let forked = Keys::new(known(), &[follows(1, 2, 10), follows(1, 3, 10)]);
        assert_eq!(forked, Err(SuccessionError::Forked(known().to_string())));
        assert!(Keys::new(known(), &[follows(1, 2, 10), follows(2, 1, 20)]).is_err());
        assert!(Keys::new(known(), &[follows(1, 2, 10), follows(1, 2, 10)]).is_ok());
    }
}
