//! Cosignatures: a witness's signed word that it saw a log grow. SOURCE: C2SP tlog-cosignature, version 1 over Ed25519.

use crate::note::{self, Key, NoteError, SignatureLine};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey};

/// The signature type of such keys.
const COSIGNATURE: u8 = 4;

fn message(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

/// Signs checkpoints as a witness.
#[derive(Debug)]
pub struct Cosigner {
    key: Key,
    secret: SigningKey,
}

impl Cosigner {
    /// From a name without spaces or plus signs, and 32 secret bytes.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        let secret = SigningKey::from_bytes(&seed);
        Ok(Self { key: Key::new(name, COSIGNATURE, secret.verifying_key())?, secret })
    }
    /// The key by which others check.
    pub fn witness(&self) -> Witness {
        Witness(self.key.clone())
    }
    /// The signature line of the checkpoint with this text, at this time in seconds since 1970. It ends in a line end.
    pub fn cosign(&self, text: &str, time: u64) -> Result<String, NoteError> {
        note::well_formed_text(text)?;
        let mut blob = self.key.id().to_vec();
        blob.extend_from_slice(&time.to_be_bytes());
        blob.extend_from_slice(&self.secret.sign(&message(time, text)).to_bytes());
        Ok(format!("— {} {}\n", self.key.name(), STANDARD.encode(blob)))
    }
}

/// Checks cosignatures of one witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness(Key);

impl Witness {
    /// Reads `name+id+key`.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        Ok(Self(Key::parse(text, COSIGNATURE)?))
    }
    /// The name.
    pub fn name(&self) -> &str {
        self.0.name()
    }
    /// The public key's 32 bytes.
    pub fn public(&self) -> [u8; 32] {
        self.0.public()
    }
    fn time_of(&self, text: &str, line: &SignatureLine<'_>) -> Result<u64, NoteError> {
        let bad = || NoteError::BadSignature(self.name().to_owned());
        let (time, signature) = line.signature.split_at_checked(8).ok_or_else(bad)?;
        let time = u64::from_be_bytes(time.try_into().map_err(|_| bad())?);
        let signature = Signature::from_slice(signature).map_err(|_| bad())?;
        // The specification ends time at 2^63 - 1.
        if i64::try_from(time).is_err() || !self.0.holds(&message(time, text), &signature) {
            return Err(bad());
        }
        Ok(time)
    }
}

impl std::fmt::Display for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A cosignature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Which of the known witnesses.
    pub witness: usize,
    /// When, by the witness's clock, in seconds since 1970.
    pub time: u64,
    /// Its line, with the line end.
    pub line: String,
}

/// The cosignatures of known witnesses in a note. One that does not hold refuses the note; those of others are passed over.
pub fn cosignatures(note: &str, known: &[Witness]) -> Result<Vec<Cosigned>, NoteError> {
    let parts = note::Parts::of(note)?;
    let mut found: Vec<Cosigned> = Vec::new();
    for line in &parts.lines {
        let Some(witness) = known.iter().position(|witness| witness.0.is_named(line)) else { continue };
        if found.iter().any(|other| other.witness == witness) {
            return Err(NoteError::Malformed("a key signed twice"));
        }
        let time = known[witness].time_of(&parts.text, line)?;
        found.push(Cosigned { witness, time, line: format!("{}\n", line.whole) });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checkpoint, Signer, Verifier, leaf_hash, open_note};

    fn text() -> String {
        Checkpoint { origin: "example.org/log".into(), size: 42, root: leaf_hash(b"x") }.text()
    }
    fn log() -> Signer {
        Signer::from_seed("example.org/log", [1; 32]).unwrap()
    }

    #[test]
    fn a_cosignature_that_another_program_made_holds() {
        // SOURCE: made by `tests/go/main.go` with Go's crypto/ed25519: seed 32 bytes of 09, time 1700000000.
        let key = "witness.example/w+d0a590be+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY";
        let line = "— witness.example/w 0KWQvgAAAABlU/EAgj6ARQXMsn/6YFP1kpcQE0FC699aeSwqjBu4orAILRoODCXGPErO0JzkK07Ri8tgwmXaFuR4GddQG5qFID1FCg==\n";
        let ours = Cosigner::from_seed("witness.example/w", [9; 32]).unwrap();
        assert_eq!(ours.witness().to_string(), key);
        assert_eq!(ours.cosign(&text(), 1_700_000_000).unwrap(), line);
        let note = format!("{}{line}", log().sign(&text()).unwrap());
        let found = cosignatures(&note, &[Witness::parse(key).unwrap()]).unwrap();
        assert_eq!(found, [Cosigned { witness: 0, time: 1_700_000_000, line: line.to_owned() }]);
    }

    #[test]
    fn the_log_s_key_is_no_witness_and_a_witness_is_no_log() {
        let witness = Cosigner::from_seed("w", [9; 32]).unwrap();
        assert!(Verifier::parse(&witness.witness().to_string()).is_err());
        assert!(Witness::parse(&log().verifier().to_string()).is_err());
        let alone = format!("{}\n{}", text(), witness.cosign(&text(), 1).unwrap());
        assert_eq!(open_note(&alone, &[log().verifier()]), Err(NoteError::Unsigned));
    }

    #[test]
    fn others_are_passed_over_and_nobody_counts_twice() {
        let (one, two) = (Cosigner::from_seed("w/1", [1; 32]).unwrap(), Cosigner::from_seed("w/2", [2; 32]).unwrap());
        let signed = log().sign(&text()).unwrap();
        let lines = [one.cosign(&text(), 5).unwrap(), two.cosign(&text(), 6).unwrap()];
        let note = format!("{signed}{}{}", lines[0], lines[1]);
        let known = [two.witness(), one.witness()];
        let found = cosignatures(&note, &known).unwrap();
        assert_eq!(found.iter().map(|one| (one.witness, one.time)).collect::<Vec<_>>(), [(1, 5), (0, 6)]);
        assert_eq!(cosignatures(&note, &known[..1]).unwrap().len(), 1);
        assert_eq!(open_note(&note, &[log().verifier()]).unwrap().unknown, 2);
        let twice = format!("{note}{}", one.cosign(&text(), 7).unwrap());
        assert!(cosignatures(&twice, &known).is_err());
        let other = format!("{signed}{}", one.cosign(&text().replace("42", "43"), 5).unwrap());
        assert_eq!(cosignatures(&other, &known), Err(NoteError::BadSignature("w/1".into())));
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let witness = Cosigner::from_seed("w", [9; 32]).unwrap();
        let line = witness.cosign(&text(), 1_700_000_000).unwrap();
        let note = format!("{}\n{line}", text());
        let good = cosignatures(&note, &[witness.witness()]).unwrap();
        assert_eq!(good.len(), 1);
        for at in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                // A changed name or key id makes it somebody else's: then it counts for nobody.
                let found = cosignatures(&changed, &[witness.witness()]);
                assert!(found.is_err() || found == Ok(vec![]), "{changed:?}");
            }
        }
    }
}
