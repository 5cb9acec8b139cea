//! Text that people wrote: bounded, and free of characters that would let it lie about itself.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing in it.
    #[error("the text is empty")]
    Empty,
    /// Too long.
    #[error("the text has {length} characters; at most {most} are taken")]
    TooLong {
        /// Characters it has.
        length: usize,
        /// Characters it may have.
        most: usize,
    },
    /// A control character, by its code point.
    #[error("the text holds the control character U+{0:04X}")]
    Control(u32),
}

/// Explicit direction overrides can make text read as something else than it is; marks (U+200E, U+200F,
/// U+061C) and isolates are harmless and kept.
fn refused(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}')
}

fn check(text: &str, most: usize) -> Result<(), TextError> {
    if text.trim().is_empty() {
        return Err(TextError::Empty);
    }
    let length = text.chars().count();
    if length > most {
        return Err(TextError::TooLong { length, most });
    }
    match text.chars().find(|c| refused(*c)) {
        Some(c) => Err(TextError::Control(c as u32)),
        None => Ok(()),
    }
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident, $most:expr, $single:expr;)+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);
        impl $name {
            /// The most characters it may have.
            pub const MOST: usize = $most;
            /// Checks the text; line ends are made `\n`, surrounding space is dropped.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
                check(&text, $most)?;
                if $single && let Some(c) = text.chars().find(|c| matches!(c, '\n' | '\t')) {
                    return Err(TextError::Control(c as u32));
                }
                Ok(Self(text))
            }
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> { Self::parse(&text) }
        }
        impl From<$name> for String { fn from(text: $name) -> String { text.0 } }
    )+ };
}

texts! {
    /// A single line: a name, a title. At most 200 characters.
    Line, 200, true;
    /// A text of several lines: a statement, a reason. At most 20,000 characters.
    Passage, 20_000, false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_with_marks_is_kept_and_overrides_are_refused() {
        assert_eq!(Line::parse(" عين زارة\u{200F} ").map(|l| l.to_string()), Ok("عين زارة\u{200F}".to_owned()));
        assert_eq!(Line::parse("a\u{202E}b"), Err(TextError::Control(0x202E)));
        assert_eq!(Line::parse("a\nb"), Err(TextError::Control(10)));
        assert_eq!(Passage::parse("a\r\nb").map(|p| p.to_string()), Ok("a\nb".to_owned()));
        assert_eq!(Passage::parse(" \n"), Err(TextError::Empty));
    }
}
