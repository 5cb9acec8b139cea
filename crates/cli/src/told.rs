//! What is told when a command cannot do its work: sentence and remedy in the reader's language, from the catalogue of the pages.

use mirqab_app::intake::FileError;
use mirqab_app::{AppError, Broken};
use mirqab_vocabulary::{Code, Language};
use mirqab_web::words::Words;
use std::{fmt, io};

/// The language that a terminal is set to, by the usual variables; English if it is none of ours.
pub fn language_of_terminal() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let first = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    Language::from_code(first.get(..2).unwrap_or_default()).unwrap_or(Language::English)
}

/// Why a command cannot do its work: a key of the catalogue, and what is put into it.
#[derive(Debug)]
pub struct Cannot {
    key: &'static str,
    with: Vec<(&'static str, String)>,
}

impl Cannot {
    /// For this reason.
    pub fn new(key: &'static str, with: &[(&'static str, &str)]) -> Self {
        Self { key, with: with.iter().map(|(name, text)| (*name, (*text).to_owned())).collect() }
    }
    fn said(&self, words: &Words) -> String {
        let args: Vec<_> = self.with.iter().map(|(name, text)| (*name, text.into())).collect();
        let hint = words.hint(self.key, &args).unwrap_or_default();
        format!("{} {hint}", words.say_with(self.key, &args)).trim_end().to_owned()
    }
}

impl fmt::Display for Cannot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Words::of(Language::English).plain()))
    }
}

impl std::error::Error for Cannot {}

/// A line that a command prints, from the catalogue. Numbers go in as text: they are figures to copy, not words.
pub fn line(words: &Words, key: &str, with: &[(&str, &dyn fmt::Display)]) -> String {
    let texts: Vec<(&str, String)> = with.iter().map(|(name, what)| (*name, what.to_string())).collect();
    let args: Vec<_> = texts.iter().map(|(name, text)| (*name, text.into())).collect();
    words.say_with(key, &args)
}

fn both(words: &Words, key: &str) -> String {
    let hint = words.hint(key, &[]).unwrap_or_default();
    format!("{} {hint}", words.say(key)).trim_end().to_owned()
}

/// What the system refused over a file: the file's name stands in the contexts of the error. None if it is about something else.
fn on_disk(words: &Words, error: &anyhow::Error) -> Option<String> {
    let system = error.root_cause().downcast_ref::<io::Error>()?;
    let key = match system.kind() {
        io::ErrorKind::NotFound => "cli-file-missing",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "cli-file-denied",
        io::ErrorKind::IsADirectory => "cli-file-folder",
        io::ErrorKind::NotADirectory => "cli-file-missing",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "cli-file-full",
        io::ErrorKind::InvalidData => "cli-file-no-text",
        _ => return None,
    };
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let (last, names) = causes.split_last().filter(|(_, names)| !names.is_empty())?;
    let said = Cannot::new(key, &[("file", &names.join(": "))]).said(words);
    Some(format!("{said} ({last})"))
}

/// A failure as people are told it: sentence and remedy, then in parentheses what the machine says.
pub fn failure(words: &Words, error: &anyhow::Error) -> String {
    let app = error.downcast_ref::<AppError>();
    let broken = error.downcast_ref::<Broken>().copied().or_else(|| app.and_then(AppError::broken));
    let said = match (broken, app) {
        (Some(broken), _) => both(words, &format!("error-{}", broken.slug())),
        (None, Some(AppError::Refused(refusal))) => both(words, &format!("refusal-{}", refusal.slug())),
        (None, Some(AppError::Denied(_))) => both(words, "error-denied"),
        (None, Some(AppError::NotFound)) => both(words, "error-not-found"),
        _ => {
            if let Some(cannot) = error.downcast_ref::<Cannot>() {
                return cannot.said(words);
            }
            if let Some(wrong) = error.downcast_ref::<FileError>() {
                let (sentence, hint) = mirqab_web::words::wrong_file(words, wrong);
                format!("{sentence} {hint}")
            } else {
                return on_disk(words, error).unwrap_or_else(|| format!("{error:#}"));
            }
        }
    };
    format!("{said} ({error:#})")
}
