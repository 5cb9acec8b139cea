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

/// A named Ed25519 key of one signature type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    name: String,
    kind: u8,
    key: VerifyingKey,
}

impl Key {
    pub(crate) fn new(name: &str, kind: u8, key: VerifyingKey) -> Result<Self, NoteError> {
        if good_name(name) {
            Ok(Self { name: name.to_owned(), kind, key })
        } else {
            Err(NoteError::BadKey("a name has no spaces and no plus signs"))
        }
    }
    /// Reads `name+id+key`, with a key of this signature type.
    pub(crate) fn parse(text: &str, kind: u8) -> Result<Self, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::BadKey("it is name+id+key"));
        };
        let bytes = STANDARD.decode(key).map_err(|_| NoteError::BadKey("the key is not base64"))?;
        let public = match bytes.split_first() {
            Some((found, public)) if *found == kind => public,
            _ if kind == ED25519 => return Err(NoteError::BadKey("only Ed25519 keys of logs are known")),
            _ => return Err(NoteError::BadKey("it is not an Ed25519 key of a witness")),
        };
        let public: [u8; 32] = public.try_into().map_err(|_| NoteError::BadKey("the key has the wrong length"))?;
        let point = VerifyingKey::from_bytes(&public);
        let key = Self::new(name, kind, point.map_err(|_| NoteError::BadKey("the key is not a point of the curve"))?);
        match key {
            Ok(key) if id == key.id_text() => Ok(key),
            _ => Err(NoteError::BadKey("the id does not fit name and key")),
        }
    }
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
    pub(crate) fn public(&self) -> [u8; 32] {
        self.key.to_bytes()
    }
    pub(crate) fn id(&self) -> [u8; 4] {
        let mut hash = Sha256::new();
        hash.update(self.name.as_bytes());
        hash.update([b'\n', self.kind]);
        hash.update(self.key.to_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        [digest[0], digest[1], digest[2], digest[3]]
    }
    fn id_text(&self) -> String {
        self.id().iter().map(|byte| format!("{byte:02x}")).collect()
    }
    pub(crate) fn is_named(&self, line: &SignatureLine<'_>) -> bool {
        self.name == line.name && self.id() == line.id
    }
    pub(crate) fn holds(&self, message: &[u8], signature: &Signature) -> bool {
        self.key.verify_strict(message, signature).is_ok()
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![self.kind];
        bytes.extend_from_slice(&self.key.to_bytes());
        write!(f, "{}+{}+{}", self.name, self.id_text(), STANDARD.encode(bytes))
    }
}

fn good_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// Signs notes under a name.
#[derive(Debug)]
pub struct Signer {
    key: Key,
    secret: SigningKey,
}

impl Signer {
    /// From a name without spaces or plus signs, and 32 secret bytes.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        let secret = SigningKey::from_bytes(&seed);
        Ok(Self { key: Key::new(name, ED25519, secret.verifying_key())?, secret })
    }
    /// The key by which others check.
    pub fn verifier(&self) -> Verifier {
        Verifier(self.key.clone())
    }
    /// Signs a text, which must end in a line end.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        well_formed_text(text)?;
        let mut blob = self.key.id().to_vec();
        blob.extend_from_slice(&self.secret.sign(text.as_bytes()).to_bytes());
        Ok(format!("{text}\n— {} {}\n", self.key.name, STANDARD.encode(blob)))
    }
}

/// Checks signatures of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier(Key);

impl Verifier {
    /// Reads `name+id+key`.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        Ok(Self(Key::parse(text, ED25519)?))
    }
    /// The name.
    pub fn name(&self) -> &str {
        &self.0.name
    }
    /// The first four bytes of a hash of name and key, by which signature lines name it.
    pub fn id(&self) -> [u8; 4] {
        self.0.id()
    }
    /// The public key's 32 bytes.
    pub fn public(&self) -> [u8; 32] {
        self.0.public()
    }
    pub(crate) fn is_named(&self, line: &SignatureLine<'_>) -> bool {
        self.0.is_named(line)
    }
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
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

pub(crate) fn well_formed_text(text: &str) -> Result<(), NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed("the text does not end in a line end"));
    }
    if text.contains(|c: char| c.is_control() && c != '\n') {
        return Err(NoteError::Malformed("the text holds control characters"));
    }
    Ok(())
}

/// A signature line, taken apart.
pub(crate) struct SignatureLine<'a> {
    pub whole: &'a str,
    pub name: &'a str,
    pub id: [u8; 4],
    pub signature: Vec<u8>,
}

/// A note, taken apart. No signature is looked at yet.
pub(crate) struct Parts<'a> {
    pub text: String,
    pub lines: Vec<SignatureLine<'a>>,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(note: &'a str) -> Result<Self, NoteError> {
        if note.len() > LARGEST_NOTE {
            return Err(NoteError::Malformed("it is larger than 1 MiB"));
        }
        // The text may itself hold empty lines; the last one separates the signatures.
        let (body, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Malformed("there is no empty line"))?;
        let text = format!("{body}\n");
        well_formed_text(&text)?;
        let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed("the last line has no end"))?;
        let mut lines = Vec::new();
        for whole in signatures.split('\n') {
            if lines.len() >= MOST_SIGNATURES {
                return Err(NoteError::Malformed("there are more than 100 signatures"));
            }
            let (name, blob) = whole
                .strip_prefix("— ")
                .and_then(|line| line.split_once(' '))
                .filter(|(name, _)| good_name(name))
                .ok_or(NoteError::Malformed("a signature line is not '— name signature'"))?;
            let blob = STANDARD.decode(blob).map_err(|_| NoteError::Malformed("a signature is not base64"))?;
            let (id, signature) = match blob.split_first_chunk() {
                Some((id, signature)) if !signature.is_empty() => (*id, signature.to_vec()),
                _ => return Err(NoteError::Malformed("a signature is too short")),
            };
            lines.push(SignatureLine { whole, name, id, signature });
        }
        Ok(Self { text, lines })
    }
}

/// The text of a note, of which no signature is looked at.
pub fn text_of(note: &str) -> Result<String, NoteError> {
    Ok(Parts::of(note)?.text)
}

/// Opens a note: at least one signature of a known key must hold, and none of a known key may fail.
pub fn open(note: &str, known: &[Verifier]) -> Result<Opened, NoteError> {
    let Parts { text, lines } = Parts::of(note)?;
    let mut opened = Opened { text, signed_by: Vec::new(), unknown: 0 };
    // A log that changes its key signs with two of one name.
    let mut seen = Vec::new();
    for line in lines {
        let Some(Verifier(key)) = known.iter().find(|key| key.0.is_named(&line)) else {
            opened.unknown += 1;
            continue;
        };
        if seen.contains(&(line.name, line.id)) {
            return Err(NoteError::Malformed("a key signed twice"));
        }
        seen.push((line.name, line.id));
        let signature = Signature::from_slice(&line.signature);
        if !signature.is_ok_and(|signature| key.holds(opened.text.as_bytes(), &signature)) {
            return Err(NoteError::BadSignature(line.name.to_owned()));
        }
        opened.signed_by.push(line.name.to_owned());
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
