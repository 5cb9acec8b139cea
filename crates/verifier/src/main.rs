//! `mirqab-verify`: judges an evidence bundle, offline.

use mirqab_record::bundle::MOST_BYTES;
use mirqab_verifier::{failure_text, holds_text, verify};
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
mirqab-verify FILE [--key VKEY | --key-file PATH]

Judges an evidence bundle: its form, the log's signature, the proof of each
entry, each subject's history, and every rule of the procedure, replayed.
It needs no network and no other file.

  --key VKEY       the log's public key, as name+id+key; the bundle must have it
  --key-file PATH  the same, from a file
  --help           this text
  --version        the version

The key stands in the bundle too, and a forger has a key of their own. So
compare the key once with the one that you received from the mission on
paper, and give it with --key from then on.

Exit status: 0 if everything holds, 1 if the bundle does not hold,
2 if the question cannot be asked (wrong arguments, a file cannot be read).
";

struct Question {
    file: PathBuf,
    key: Option<String>,
}

enum Asked {
    Judge(Question),
    Say(String),
}

fn main() -> ExitCode {
    let (text, status) = match asked(std::env::args_os().skip(1)) {
        Ok(Asked::Say(text)) => (text, 0),
        Ok(Asked::Judge(question)) => match judge(&question) {
            Ok(answer) => answer,
            Err(why) => return trouble(&why),
        },
        Err(why) => return trouble(&format!("{why}\n\n{HELP}")),
    };
    // An answer that nobody received is no answer.
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(status),
        Err(error) => trouble(&error.to_string()),
    }
}

fn trouble(why: &str) -> ExitCode {
    // There is nowhere left to say that this failed too.
    let _ = writeln!(std::io::stderr(), "mirqab-verify: {why}");
    ExitCode::from(2)
}

fn asked(arguments: impl Iterator<Item = OsString>) -> Result<Asked, String> {
    let (mut file, mut key, mut arguments) = (None, None, arguments);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{} needs a value", argument.display()));
        let new_key = match argument.to_str() {
            Some("--help" | "-h") => return Ok(Asked::Say(HELP.to_owned())),
            Some("--version") => return Ok(Asked::Say(format!("mirqab-verify {}\n", env!("CARGO_PKG_VERSION")))),
            Some("--key") => value()?.into_string().map_err(|_| "the key is not text")?,
            Some("--key-file") => {
                let path = PathBuf::from(value()?);
                String::from_utf8(read(&path, 4096)?).map_err(|_| format!("{} is not text", path.display()))?
            }
            Some(option) if option.starts_with('-') => return Err(format!("{option} is not known")),
            _ if file.is_some() => return Err("one bundle at a time".to_owned()),
            _ => {
                file = Some(PathBuf::from(argument));
                continue;
            }
        };
        let new_key = new_key.trim().to_owned();
        mirqab_ledger::Verifier::parse(&new_key).map_err(|error| error.to_string())?;
        if key.replace(new_key).is_some() {
            return Err("one key at a time".to_owned());
        }
    }
    let file = file.ok_or("no bundle is named")?;
    Ok(Asked::Judge(Question { file, key }))
}

fn judge(question: &Question) -> Result<(String, u8), String> {
    // One byte more than is read at most, so that a larger file is seen to be larger.
    let bytes = read(&question.file, MOST_BYTES + 1)?;
    Ok(match verify(&bytes, question.key.as_deref()) {
        Ok(holds) => (holds_text(&holds), 0),
        Err(failure) => (failure_text(&failure), 1),
    })
}

fn read(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let read = file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes);
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(bytes)
}
