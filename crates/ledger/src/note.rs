//! Signed notes. SOURCE: C2SP signed-note v1.0.0, with Ed25519 keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

const ED25519: u8 = 1;
const LARGEST_NOTE: usize = 1 << 20;
const MOST_SIGNATURES: usize = 100;

/// Why a note is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not a signed note.
    #[error("this is not a signed note: {0}")]
    Malformed(&'static str),
    /// Not a key.
    #[error("this is not a verifier key: {0}")]
    BadKey(&'static str),
    /// A known key's signature does not hold.
    #[error("the signature of {0} does not hold")]
    BadSignature(String),
    /// No key that we know signed it.
    #[error("the note carries no signature of a key that we know")]
    Unsigned,
}

fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([b'\n', ED25519]);
    hash.update(public);
    let digest: [u8; 32] = hash.finalize().into();
    [digest[0], digest[1], digest[2], digest[3]]
}

fn good_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// Signs notes under a name.
#[derive(Debug)]
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl Signer {
    /// From a name without spaces or plus signs, and 32 secret bytes.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        if good_name(name) {
            Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(&seed) })
        } else {
            Err(NoteError::BadKey("a name has no spaces and no plus signs"))
        }
    }
    /// The key by which others check.
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }
    /// Signs a text, which must end in a line end.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        well_formed_text(text)?;
        let public = self.key.verifying_key().to_bytes();
        let mut blob = key_id(&self.name, &public).to_vec();
        blob.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        Ok(format!("{text}\n— {} {}\n", self.name, STANDARD.encode(blob)))
    }
}

/// Checks signatures of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    /// Reads `name+id+key`.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::BadKey("it is name+id+key"));
        };
        let bytes = STANDARD.decode(key).map_err(|_| NoteError::BadKey("the key is not base64"))?;
        let Some((&ED25519, public)) = bytes.split_first() else {
            return Err(NoteError::BadKey("only Ed25519 keys are known"));
        };
        let public: [u8; 32] = public.try_into().map_err(|_| NoteError::BadKey("the key has the wrong length"))?;
        let verifier = Self {
            name: name.to_owned(),
            key: VerifyingKey::from_bytes(&public)
                .map_err(|_| NoteError::BadKey("the key is not a point of the curve"))?,
        };
        if !good_name(name) || id != verifier.id_text() {
            return Err(NoteError::BadKey("the id does not fit name and key"));
        }
        Ok(verifier)
    }
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
    fn id_text(&self) -> String {
        key_id(&self.name, &self.key.to_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(&self.key.to_bytes());
        write!(f, "{}+{}+{}", self.name, self.id_text(), STANDARD.encode(bytes))
    }
}

/// A note whose signatures were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What was signed.
    pub text: String,
    /// Names of the known keys whose signatures hold; at least one.
    pub signed_by: Vec<String>,
    /// How many signatures are of keys that we do not know.
    pub unknown: usize,
}

fn well_formed_text(text: &str) -> Result<(), NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed("the text does not end in a line end"));
    }
    if text.contains(|c: char| c.is_control() && c != '\n') {
        return Err(NoteError::Malformed("the text holds control characters"));
    }
    Ok(())
}

/// Opens a note: at least one signature of a known key must hold, and none of a known key may fail.
pub fn open(note: &str, known: &[Verifier]) -> Result<Opened, NoteError> {
    if note.len() > LARGEST_NOTE {
        return Err(NoteError::Malformed("it is larger than 1 MiB"));
    }
    // The text may itself hold empty lines; the last one separates the signatures.
    let (body, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Malformed("there is no empty line"))?;
    let text = format!("{body}\n");
    well_formed_text(&text)?;
    let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed("the last line has no end"))?;
    let mut opened = Opened { text, signed_by: Vec::new(), unknown: 0 };
    for (count, line) in signatures.split('\n').enumerate() {
        if count >= MOST_SIGNATURES {
            return Err(NoteError::Malformed("there are more than 100 signatures"));
        }
        let (name, blob) = line
            .strip_prefix("— ")
            .and_then(|line| line.split_once(' '))
            .filter(|(name, _)| good_name(name))
            .ok_or(NoteError::Malformed("a signature line is not '— name signature'"))?;
        let blob = STANDARD.decode(blob).map_err(|_| NoteError::Malformed("a signature is not base64"))?;
        if blob.len() < 5 {
            return Err(NoteError::Malformed("a signature is too short"));
        }
        let key = known.iter().find(|key| key.name == name && key_id(name, &key.key.to_bytes()) == blob[..4]);
        let Some(key) = key else {
            opened.unknown += 1;
            continue;
        };
        if opened.signed_by.iter().any(|other| other == name) {
            return Err(NoteError::Malformed("a key signed twice"));
        }
        let holds = Signature::from_slice(&blob[4..])
            .is_ok_and(|signature| key.key.verify_strict(opened.text.as_bytes(), &signature).is_ok());
        if !holds {
            return Err(NoteError::BadSignature(name.to_owned()));
        }
        opened.signed_by.push(name.to_owned());
    }
    if opened.signed_by.is_empty() { Err(NoteError::Unsigned) } else { Ok(opened) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // SOURCE: the example in the documentation of Go's golang.org/x/mod/sumdb/note.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\
        \n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn the_published_note_opens() {
        let key = Verifier::parse(KEY).unwrap();
        assert_eq!(key.to_string(), KEY);
        let opened = open(NOTE, &[key]).unwrap();
        assert_eq!((opened.signed_by, opened.unknown), (vec!["PeterNeumann".to_owned()], 0));
    }

    #[test]
    fn a_note_by_others_only_is_unsigned_and_a_changed_one_is_refused() {
        let signer = Signer::from_seed("example.org/log", [7; 32]).unwrap();
        let key = signer.verifier();
        assert_eq!(open(NOTE, std::slice::from_ref(&key)), Err(NoteError::Unsigned));
        let note = signer.sign("one\n\ntwo\n").unwrap();
        assert_eq!(open(&note, std::slice::from_ref(&key)).unwrap().text, "one\n\ntwo\n");
        let changed = note.replace("two", "too");
        assert_eq!(open(&changed, std::slice::from_ref(&key)), Err(NoteError::BadSignature("example.org/log".into())));
        let line = note.lines().last().unwrap();
        assert!(open(&format!("{note}{line}\n"), &[key]).is_err());
        assert!(signer.sign("no end").is_err() && signer.sign("bell\u{7}\n").is_err());
        assert!(Signer::from_seed("two words", [0; 32]).is_err());
    }

    #[test]
    fn no_byte_of_a_note_may_change() {
        let signer = Signer::from_seed("log", [7; 32]).unwrap();
        let note = signer.sign("text\n").unwrap();
        for at in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                if let Ok(changed) = String::from_utf8(bytes) {
                    assert!(open(&changed, &[signer.verifier()]).is_err(), "{changed:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn no_input_makes_the_reader_stumble(text in ".{0,200}", lines in "(— [a-z]{1,4} [A-Za-z0-9+/=]{0,12}\n){0,5}") {
            let _ = open(&text, &[]);
            let unsigned = format!("{text}\n\n{lines}");
            prop_assert!(open(&unsigned, &[]).is_err());
            let _ = Verifier::parse(&text);
        }
    }
}
