//! `mirqab-verify`: judges bundles, receipts, whole logs and pairs of checkpoints, offline.

mod trouble;

use mirqab_ledger::{Policy, StampRoots, Succession, Verifier, Witness};
use mirqab_record::bundle::MOST_BYTES;
use mirqab_verifier::{
    Files, Folder, Fresh, Trust, age, answer, compare, cosigned, failure_text, holds_text, is_receipt, is_slip,
    verify_folder, verify_receipt, verify_under,
};
use mirqab_vocabulary::{Code as _, Language};
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use trouble::Trouble;

/// How the program is asked, in English and in Arabic.
const HELP: [&str; 2] = [include_str!("help/en.txt"), include_str!("help/ar.txt")];

#[derive(Default)]
struct Question {
    words: Vec<OsString>,
    key: Option<String>,
    tiles: Option<PathBuf>,
    cosigned: Option<PathBuf>,
    witnesses: Vec<Witness>,
    policy: Option<Policy>,
    most_s: Option<u64>,
    stamp_roots: Option<StampRoots>,
    successions: Vec<Succession>,
    json: bool,
    language: Option<Language>,
}

enum Asked {
    Judge(Box<Question>),
    Say(String),
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    // Also who asks wrongly is answered in the language that they name.
    let language = arguments.windows(2).find(|pair| pair[0] == "--lang").and_then(|pair| pair[1].to_str());
    let language = language.and_then(Language::from_code);
    let help = HELP[usize::from(language == Some(Language::Arabic))];
    let (text, status) = match asked(arguments.into_iter(), help) {
        Ok(Asked::Say(text)) => (text, 0),
        Ok(Asked::Judge(question)) => match judge(&question) {
            Ok(answer) => answer,
            Err(why) => return trouble(&why.said(language)),
        },
        Err(why) => return trouble(&format!("{}\n\n{help}", why.said(language))),
    };
    // An answer that nobody received is no answer.
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(status),
        Err(error) => trouble(&Trouble::NotWritten(error).said(language)),
    }
}

fn trouble(why: &str) -> ExitCode {
    // There is nowhere left to say that this failed too.
    let _ = writeln!(std::io::stderr(), "mirqab-verify: {why}");
    ExitCode::from(2)
}

/// The most bytes of a key, a policy or a checkpoint.
const SMALL: usize = 64 << 10;
/// The most bytes of a file of roots.
const ROOTS_MOST: usize = 1 << 20;

fn asked(arguments: impl Iterator<Item = OsString>, help: &str) -> Result<Asked, Trouble> {
    let (mut question, mut arguments) = (Question::default(), arguments);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| Trouble::NeedsValue(argument.display().to_string()));
        let new_key = match argument.to_str() {
            Some("--help" | "-h") => return Ok(Asked::Say(help.to_owned())),
            Some("--version") => return Ok(Asked::Say(format!("mirqab-verify {}\n", env!("CARGO_PKG_VERSION")))),
            Some("--key") => value()?.into_string().map_err(|_| Trouble::NotText("--key".into()))?,
            Some("--key-file") => text(Path::new(&value()?))?,
            Some("--witness") => {
                let key = value()?.into_string().map_err(|_| Trouble::NotText("--witness".into()))?;
                question.witnesses.push(Witness::parse(key.trim()).map_err(Trouble::Key)?);
                continue;
            }
            Some("--policy") if question.policy.is_none() => {
                let path = PathBuf::from(value()?);
                let policy = Policy::parse(&text(&path)?);
                question.policy = Some(policy.map_err(|error| Trouble::Policy(path.display().to_string(), error))?);
                continue;
            }
            Some("--succession") => {
                let path = PathBuf::from(value()?);
                let read = Succession::open(&text(&path)?);
                let read = read.map_err(|error| Trouble::Succession(path.display().to_string(), error))?;
                question.successions.push(read);
                continue;
            }
            Some("--max-age") if question.most_s.is_none() => {
                question.most_s = Some(value()?.to_str().and_then(age).ok_or(Trouble::MaxAge)?);
                continue;
            }
            Some("--tsa-roots") if question.stamp_roots.is_none() => {
                let path = PathBuf::from(value()?);
                // Systems keep all the roots that they trust in one file.
                let pem = read(&path, ROOTS_MOST)?;
                let roots = StampRoots::parse(&String::from_utf8_lossy(&pem));
                question.stamp_roots = Some(roots.map_err(|error| Trouble::Roots(path.display().to_string(), error))?);
                continue;
            }
            Some("--tiles") if question.tiles.is_none() => {
                question.tiles = Some(PathBuf::from(value()?));
                continue;
            }
            Some("--cosigned") if question.cosigned.is_none() => {
                question.cosigned = Some(PathBuf::from(value()?));
                continue;
            }
            Some("--lang") => {
                let code = value()?;
                let named = code.to_str().and_then(Language::from_code);
                question.language = Some(named.ok_or(Trouble::Lang)?);
                continue;
            }
            Some("--json") => {
                question.json = true;
                continue;
            }
            Some("--tiles" | "--policy" | "--cosigned" | "--max-age" | "--tsa-roots") => {
                return Err(Trouble::OnceOnly(argument.display().to_string()));
            }
            Some(option) if option.starts_with('-') => return Err(Trouble::NotKnown(option.to_owned())),
            _ => {
                question.words.push(argument);
                continue;
            }
        };
        let new_key = new_key.trim().to_owned();
        Verifier::parse(&new_key).map_err(Trouble::Key)?;
        if question.key.replace(new_key).is_some() {
            return Err(Trouble::OneKey);
        }
    }
    if question.most_s.is_some() && !question.asks_witnesses() {
        return Err(Trouble::WhoseAge);
    }
    let words = question.words.iter().map(|word| word.to_str()).collect::<Vec<_>>();
    match words.as_slice() {
        [] => Err(Trouble::NothingNamed),
        [Some("compare"), rest @ ..] if rest.len() == 2 => Ok(Asked::Judge(Box::new(question))),
        [Some("compare"), ..] => Err(Trouble::TwoCheckpoints),
        [_] => Ok(Asked::Judge(Box::new(question))),
        [Some("receipt"), _] => {
            question.words.remove(0);
            Ok(Asked::Judge(Box::new(question)))
        }
        _ => Err(Trouble::OneFile),
    }
}

impl Question {
    fn asks_witnesses(&self) -> bool {
        !self.witnesses.is_empty() || self.policy.is_some()
    }

    fn trust(&self) -> Result<Trust, Trouble> {
        let log = match (&self.key, self.policy.as_ref().map(|policy| policy.logs.as_slice())) {
            (Some(key), _) => Verifier::parse(key).map_err(Trouble::Key)?,
            (None, Some([log])) => log.clone(),
            _ => return Err(Trouble::KeyNeeded),
        };
        let trust = Trust::new(log, self.witnesses.clone(), self.policy.clone()).with_successions(&self.successions);
        Ok(match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(now) => trust.with_clock(Fresh { now: now.as_secs(), most_s: self.most_s }),
            Err(_) if self.most_s.is_none() => trust,
            Err(_) => return Err(Trouble::Clock),
        })
    }

    fn said(&self, answer: &answer::Answer) -> (String, u8) {
        (if self.json { answer.json() } else { answer.text(self.language) }, answer.status)
    }
}

/// A folder on this machine.
struct OnDisk(PathBuf);

/// The most bytes of one file of a log's folder: 256 entries of the longest kind.
const TILE_MOST: usize = 256 * (2 + 65_535);

impl Files for OnDisk {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        read(&self.0.join(path), TILE_MOST + 1).ok().filter(|bytes| bytes.len() <= TILE_MOST)
    }
}

fn judge(question: &Question) -> Result<(String, u8), Trouble> {
    let failed = |failure| question.said(&answer::log_failure(&failure));
    let tiles = question.tiles.clone().map(OnDisk);
    let folder = |trust: &Trust| tiles.as_ref().map(|files| Folder::open(files, trust)).transpose();
    if let [_, first, second] = question.words.as_slice() {
        if question.stamp_roots.is_some() {
            return Err(Trouble::NoStamp);
        }
        let trust = question.trust()?;
        let (first, second) = (text(Path::new(first))?, text(Path::new(second))?);
        // The folder is a third voice: it need not have been cosigned.
        let log = trust.of_log_alone();
        let found = folder(&log).and_then(|folder| compare(&first, &second, &trust, folder.as_ref()));
        return Ok(found.map_or_else(failed, |found| question.said(&answer::comparison(&found))));
    }
    let Some(word) = question.words.first() else { return Err(Trouble::NothingNamed) };
    let path = Path::new(word);
    if word.to_str().is_some_and(|word| word.starts_with("http://") || word.starts_with("https://")) {
        return Err(Trouble::Network);
    }
    if path.is_dir() {
        let mut trust = question.trust()?;
        trust.stamp_roots = question.stamp_roots.clone().unwrap_or_default();
        let found = verify_folder(&OnDisk(path.to_owned()), &trust);
        return Ok(found.map_or_else(failed, |holds| question.said(&answer::folder(&holds, &trust))));
    }
    let bytes = match word.to_str() {
        Some(line) if is_slip(line) && !path.exists() => line.as_bytes().to_vec(),
        // One byte more than is read at most, so that a larger file is seen to be larger.
        _ => read(path, MOST_BYTES + 1)?,
    };
    let line = std::str::from_utf8(&bytes).ok().filter(|text| is_slip(text) || is_receipt(&bytes));
    if let Some(receipt) = line {
        if question.stamp_roots.is_some() {
            return Err(Trouble::NoStamp);
        }
        let trust = question.trust()?;
        let log = trust.of_log_alone();
        let found = folder(&log).and_then(|folder| verify_receipt(receipt, &trust, folder.as_ref()));
        return Ok(found.map_or_else(failed, |holds| question.said(&answer::receipt(&holds, &trust))));
    }
    bundle(question, &bytes, tiles.as_ref())
}

fn bundle(question: &Question, bytes: &[u8], tiles: Option<&OnDisk>) -> Result<(String, u8), Trouble> {
    let failed = |failure| question.said(&answer::log_failure(&failure));
    let beside = match &question.cosigned {
        None if tiles.is_some() => return Err(Trouble::TilesAlone),
        None => None,
        Some(_) if !question.asks_witnesses() => return Err(Trouble::Whose),
        Some(path) => Some(text(path)?),
    };
    let trust = if question.asks_witnesses() { Some(question.trust()?) } else { None };
    let key = trust.as_ref().map(|trust| trust.log().to_string()).or_else(|| question.key.clone());
    let roots = question.stamp_roots.clone().unwrap_or_default();
    let holds = match verify_under(bytes, key.as_deref(), &question.successions, &roots) {
        Ok(holds) => holds,
        Err(failure) if question.json => return Ok((answer::failure_json(&failure), 1)),
        Err(failure) => return Ok((failure_text(&failure, question.language), 1)),
    };
    let language = question.language;
    let (mut signed, mut witnessed) = (None, None);
    let trust = trust.map(|trust| trust.with_successions(&holds.successions));
    match (&trust, &beside) {
        (None, _) => {}
        (Some(trust), Some(note)) => {
            let log = trust.of_log_alone();
            let folder = tiles.map(|files| Folder::open(files, &log)).transpose();
            match folder.and_then(|folder| cosigned(note, &holds.checkpoint, trust, folder.as_ref())) {
                Err(failure) => return Ok(failed(failure)),
                Ok(None) => return Err(Trouble::LaterCheckpoint),
                Ok(found) => signed = found,
            }
        }
        (Some(trust), None) => match trust.witnessed(&holds.note) {
            Err(failure) => return Ok(failed(failure)),
            Ok(found) => match &found.lacking {
                Some(why) => return Ok(question.said(&answer::not_witnessed(&found, why))),
                None => witnessed = Some(found),
            },
        },
    }
    if question.json {
        return Ok((answer::holds_json(&holds, signed.as_ref(), witnessed.as_ref()), 0));
    }
    let mut said = holds_text(&holds, language);
    said.extend(signed.as_ref().map(|signed| answer::cosigned_text(signed, language)));
    said.extend(witnessed.as_ref().map(|found| answer::witnessed_text(found, language)));
    Ok((said, 0))
}

fn text(path: &Path) -> Result<String, Trouble> {
    String::from_utf8(read(path, SMALL)?).map_err(|_| Trouble::NotText(path.display().to_string()))
}

fn read(path: &Path, most: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let failed = |error| Trouble::Unreadable(path.display().to_string(), error);
    let file = File::open(path).map_err(failed)?;
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
