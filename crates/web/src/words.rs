//! The words of the pages: two catalogues, one set of keys.
//!
//! `Words::of(language)` is built once from the `.ftl` files beside the program. Nothing here panics: a key that is
//! missing is shown as ⟦key⟧, and the tests see to it that none is. What comes into a message from outside stands between
//! isolates (U+2068, U+2069), so that an English name inside an Arabic sentence moves nothing around it; `plain` leaves them out
//! for files that programs read.

mod format;
#[cfg(test)]
mod tests;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use mirqab_app::intake::FileError;
use mirqab_app::mission::gpx::GpxError;
use mirqab_vocabulary::{Code, Language};
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// The files of the catalogue, in the order of the house's rooms. The same in each language.
macro_rules! files {
    ($language:literal) => {
        &[
            files!($language, "codes"),
            files!($language, "counts"),
            files!($language, "errors"),
            files!($language, "refusals"),
            files!($language, "pages"),
            files!($language, "overview"),
            files!($language, "agreement"),
            files!($language, "commitment"),
            files!($language, "mission"),
            files!($language, "report"),
            files!($language, "protection"),
            files!($language, "signing"),
            files!($language, "import"),
            files!($language, "incident"),
            files!($language, "verification"),
            files!($language, "finding"),
            files!($language, "response"),
            files!($language, "procedure"),
            files!($language, "figures"),
            files!($language, "publication"),
            files!($language, "integrity"),
            files!($language, "account"),
            files!($language, "core"),
            files!($language, "cli"),
            files!($language, "fuse"),
            files!($language, "said"),
        ]
    };
    ($language:literal, $file:literal) => {
        ($file, include_str!(concat!("../locales/", $language, "/", $file, ".ftl")))
    };
}

const ARABIC: &[(&str, &str)] = files!("ar");
const ENGLISH: &[(&str, &str)] = files!("en");

/// What is put into a message. Numbers decide between "one report" and "two reports"; texts do not. A year or an
/// identifier is a text, since numbers are written with a thousands separator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A number.
    Number(i64),
    /// A text.
    Text(std::borrow::Cow<'a, str>),
}
impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}
impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}
impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// Whether what comes into a message is set apart from what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Isolation {
    Isolated,
    Plain,
}

/// The words of one language.
pub struct Words {
    language: Language,
    isolation: Isolation,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language, for pages.
    pub fn of(language: Language) -> &'static Self {
        Self::built(language, Isolation::Isolated)
    }

    /// The same words without isolates, for CSV and JSON.
    pub fn plain(&self) -> &'static Self {
        Self::built(self.language, Isolation::Plain)
    }

    fn built(language: Language, isolation: Isolation) -> &'static Self {
        static ARABIC_PAGES: OnceLock<Words> = OnceLock::new();
        static ARABIC_PLAIN: OnceLock<Words> = OnceLock::new();
        static ENGLISH_PAGES: OnceLock<Words> = OnceLock::new();
        static ENGLISH_PLAIN: OnceLock<Words> = OnceLock::new();
        let place = match (language, isolation) {
            (Language::Arabic, Isolation::Isolated) => &ARABIC_PAGES,
            (Language::Arabic, Isolation::Plain) => &ARABIC_PLAIN,
            (Language::English, Isolation::Isolated) => &ENGLISH_PAGES,
            (Language::English, Isolation::Plain) => &ENGLISH_PLAIN,
        };
        place.get_or_init(|| Self::build(language, isolation))
    }

    fn build(language: Language, isolation: Isolation) -> Self {
        let (files, tag) = match language {
            Language::Arabic => (ARABIC, "ar"),
            Language::English => (ENGLISH, "en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse::<LanguageIdentifier>().unwrap_or_default()]);
        bundle.set_use_isolating(isolation == Isolation::Isolated);
        bundle.set_formatter(Some(match language {
            Language::Arabic => |value, _| format::grouped_value(value, Language::Arabic),
            Language::English => |value, _| format::grouped_value(value, Language::English),
        }));
        for (_, text) in files {
            // What cannot be read, or stands twice, is left out here and found by a test.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            let _ = bundle.add_resource(resource);
        }
        Self { language, isolation, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The other language, for the switch.
    pub fn other_language(&self) -> Language {
        match self.language {
            Language::Arabic => Language::English,
            Language::English => Language::Arabic,
        }
    }

    /// The value of HTML's `dir`.
    pub fn dir(&self) -> &'static str {
        match self.language {
            Language::Arabic => "rtl",
            Language::English => "ltr",
        }
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A message with what is put into it. What a message does not ask for is left out; what it asks for and does not get shows
    /// as the name of what is missing.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut given = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(text.as_ref()),
            };
            given.set(*name, value);
        }
        self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }

    /// How a problem can be mended, if the catalogue says so: the message `key-hint`.
    pub fn hint(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let key = format!("{key}-hint");
        self.has(&key).then(|| self.say_with(&key, args))
    }

    /// The name of a code: `code("kind", ViolationKind::Shelling)` is the message `kind-shell`.
    pub fn code<C: Code>(&self, prefix: &str, code: C) -> String {
        self.code_str(prefix, code.code())
    }

    /// The name of a code that is given in writing, such as `code_str("channel", channel.code())`.
    pub fn code_str(&self, prefix: &str, code: &str) -> String {
        self.say(&key_of(prefix, code))
    }

    /// "14 reports": the message `count-reports` with its number.
    pub fn count(&self, things: &str, number: u64) -> String {
        self.say_with(&format!("count-{things}"), &[("n", number.into())])
    }

    /// A text from outside, set apart from what stands around it.
    pub fn isolate(&self, text: &str) -> String {
        match self.isolation {
            Isolation::Isolated => format!("\u{2068}{text}\u{2069}"),
            Isolation::Plain => text.to_owned(),
        }
    }
}

/// Why a file is no table: the sentence and the remedy.
pub fn wrong_file(words: &Words, wrong: &FileError) -> (String, String) {
    let key = format!("refusal-{}", wrong.slug());
    let args: Vec<(&str, Arg<'_>)> = match wrong {
        FileError::TooLarge(size, most) => {
            vec![("size", words.file_size(*size as u64).into()), ("most", words.file_size(*most as u64).into())]
        }
        // The number of a column is a name, not a count.
        FileError::ColumnName(column, name) => vec![("column", column.to_string().into()), ("name", name.into())],
        _ => Vec::new(),
    };
    (words.say_with(&key, &args), words.hint(&key, &args).unwrap_or_default())
}

/// A key of the catalogue: lower case, `-` for `_`.
pub fn key_of(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.to_ascii_lowercase().replace('_', "-"))
}

/// What the sentence about a track that was not read is told with.
pub fn track_args<'a>(error: &GpxError, file: &'a str) -> Vec<(&'static str, Arg<'a>)> {
    let mut args = vec![("file", Arg::from(file))];
    match error {
        GpxError::NotXml { line } => args.push(("line", (*line).into())),
        GpxError::Nowhere { number } => args.push(("number", (*number).into())),
        GpxError::NothingLeft(left) => args.extend([
            ("untimed", left.untimed.into()),
            ("backwards", left.backwards.into()),
            ("future", left.future.into()),
            ("outside", left.outside.into()),
        ]),
        GpxError::NotGpx | GpxError::NoTrack | GpxError::TooMany => {}
    }
    args
}
