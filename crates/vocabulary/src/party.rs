//! A party, by its code within a mission.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is not a party code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a party code: 1 to 24 of a-z, 0-9 and '-', beginning with a letter")]
pub struct PartyCodeError(pub String);

/// A short code such as `north`. It has no order of merit: where parties are listed, the agreement's own order is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartyCode(String);

impl PartyCode {
    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, PartyCodeError> {
        let good = !text.is_empty()
            && text.len() <= 24
            && text.as_bytes()[0].is_ascii_lowercase()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if good { Ok(Self(text.to_owned())) } else { Err(PartyCodeError(text.to_owned())) }
    }
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl TryFrom<String> for PartyCode {
    type Error = PartyCodeError;
    fn try_from(text: String) -> Result<Self, PartyCodeError> {
        Self::parse(&text)
    }
}
impl From<PartyCode> for String {
    fn from(code: PartyCode) -> String {
        code.0
    }
}
