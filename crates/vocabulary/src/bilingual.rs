//! A text that exists in both languages of a mission.

use crate::{Language, Passage};
use serde::{Deserialize, Serialize};

/// The same statement in Arabic and in English. Neither is the translation of record unless an agreement says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In Arabic.
    pub ar: Passage,
    /// In English.
    pub en: Passage,
}

impl Bilingual {
    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Arabic => self.ar.as_str(),
            Language::English => self.en.as_str(),
        }
    }
}
