//! Signatures.

use serde::{Deserialize, Serialize};

/// What is not 128 lowercase hexadecimal characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a signature: 128 lowercase hexadecimal characters")]
pub struct KeySignatureError(String);

/// An Ed25519 signature, in lowercase hexadecimal. Whether it holds is another question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeySignature(String);

impl KeySignature {
    /// From 64 bytes.
    pub fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Its 64 bytes.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        crate::id::from_hex(&self.0, &mut bytes);
        bytes
    }

    /// 128 lowercase hexadecimal characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KeySignature {
    type Error = KeySignatureError;
    fn try_from(text: String) -> Result<Self, KeySignatureError> {
        if text.len() == 128 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            Ok(Self(text))
        } else {
            Err(KeySignatureError(text))
        }
    }
}

impl From<KeySignature> for String {
    fn from(signature: KeySignature) -> String {
        signature.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_written_in_one_way() {
        let bytes: [u8; 64] = std::array::from_fn(|index| u8::try_from(index * 4).unwrap_or(0));
        let written = KeySignature::from_bytes(bytes);
        assert_eq!(written.to_bytes(), bytes);
        assert_eq!(KeySignature::try_from(written.as_str().to_owned()), Ok(written.clone()));
        for wrong in [written.as_str().to_uppercase(), written.as_str()[2..].to_owned(), "z".repeat(128)] {
            assert!(KeySignature::try_from(wrong).is_err());
        }
    }
}
