//! Ids that cannot be mixed up.
//!
//! An id is 26 characters of Crockford base 32 (a 48-bit time in milliseconds and 80 random bits), so that
//! ids made later sort later and can be read over a radio: no letters I, L, O, U. The bytes are made outside; a rule never makes an id.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: 26 characters of 0-9 and A-Z without I, L, O, U")]
pub struct IdError(pub String);

fn check(text: &str) -> Result<[u8; 26], IdError> {
    let mut bytes: [u8; 26] = text.trim().as_bytes().try_into().map_err(|_| IdError(text.to_owned()))?;
    bytes.make_ascii_uppercase();
    let known = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'Z') && !matches!(byte, b'I' | b'L' | b'O' | b'U');
    // INVARIANT: 26 * 5 = 130 bits, so the first character carries three bits only.
    if bytes[0] > b'7' || !bytes.iter().all(known) {
        return Err(IdError(text.to_owned()));
    }
    Ok(bytes)
}

fn encode(unix_ms: u64, random: [u8; 10]) -> [u8; 26] {
    let mut tail = [0u8; 16];
    tail[6..].copy_from_slice(&random);
    let mut value = (u128::from(unix_ms & 0xFFFF_FFFF_FFFF) << 80) | u128::from_be_bytes(tail);
    let mut out = [0u8; 26];
    for slot in out.iter_mut().rev() {
        *slot = ALPHABET[(value & 31) as usize];
        value >>= 5;
    }
    out
}

/// Reads an id where it stands, without a copy of the text.
struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err = IdError>> Visitor<'_> for Text<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 26]);

        impl $name {
            /// Makes an id from a time and randomness that the caller provides.
            pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self { Self(encode(unix_ms, random)) }
            /// Reads an id; case and surrounding space do not matter.
            pub fn parse(text: &str) -> Result<Self, IdError> { check(text).map(Self) }
            /// The 26 characters.
            pub fn as_str(&self) -> &str {
                // INVARIANT: only characters of ALPHABET are ever stored.
                std::str::from_utf8(&self.0).unwrap_or("")
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}({self})", stringify!($name)) }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.serialize_str(self.as_str()) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str(Text(PhantomData))
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> { Self::parse(&text) }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String { id.as_str().to_owned() }
        }
        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> { Self::parse(text) }
        }
    )+ };
}

ids! {
    /// An agreement or declared truce.
    AgreementId,
    /// A commitment or confidence-building measure.
    CommitmentId,
    /// A patrol of the mission.
    PatrolId,
    SittingId,
    /// A report: what somebody said.
    ReportId,
    /// An incident: what we think was one event.
    IncidentId,
    /// A finding: what we conclude.
    FindingId,
    /// A publication: what we told whom.
    PublicationId,
    /// A person or device with an account.
    AccountId,
}

/// The SHA-256 of an original, in lowercase hexadecimal: a file is named by what it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobId(String);

impl BlobId {
    /// From 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(64);
        for byte in bytes {
            text.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
        }
        Self(text)
    }
    /// Its 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        from_hex(&self.0, &mut bytes);
        bytes
    }
    /// 64 lowercase hexadecimal characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// INVARIANT: the text was checked to be hexadecimal of the right length.
pub(crate) fn from_hex(text: &str, bytes: &mut [u8]) {
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = pair.iter().fold(0, |byte, digit| (byte << 4) | (char::from(*digit).to_digit(16).unwrap_or(0) as u8));
    }
}

impl TryFrom<String> for BlobId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            Ok(Self(text))
        } else {
            Err(IdError(text))
        }
    }
}

impl From<BlobId> for String {
    fn from(id: BlobId) -> String {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_writing_and_reading_and_sorts_by_time() {
        let early = ReportId::from_parts(1_578_787_200_000, [255; 10]);
        let late = ReportId::from_parts(1_578_787_200_001, [0; 10]);
        assert!(early < late);
        assert_eq!(ReportId::parse(&early.to_string().to_lowercase()), Ok(early));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in
            ["", "abc", "ILOU0000000000000000000000", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "../../../../../../../../../"]
        {
            assert!(ReportId::parse(text).is_err(), "{text}");
        }
    }
}
