//! `mirqab-verify`: judges bundles, receipts, whole logs and pairs of checkpoints, offline.

use mirqab_ledger::{Policy, StampRoots, Succession, Verifier, Witness};
use mirqab_record::bundle::MOST_BYTES;
use mirqab_verifier::{
    Files, Folder, Fresh, Trust, answer, compare, cosigned, failure_text, holds_text, is_receipt, is_slip,
    verify_folder, verify_receipt, verify_under,
};
use mirqab_vocabulary::{Code as _, Language};
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

const HELP: &str = "\
mirqab-verify BUNDLE   [--key VKEY | --key-file PATH] [--lang ar|en] [--json]
              [--policy FILE] [--witness VKEY]... [--max-age AGE]
              [--cosigned CHECKPOINT [--tiles FOLDER]] [--tsa-roots FILE]
mirqab-verify RECEIPT  --key VKEY [--tiles FOLDER] [--witness VKEY]...
              [--policy FILE] [--max-age AGE] [--json]
mirqab-verify FOLDER   --key VKEY [--witness VKEY]... [--policy FILE]
              [--max-age AGE] [--tsa-roots FILE] [--json]
mirqab-verify compare CHECKPOINT CHECKPOINT --key VKEY [--tiles FOLDER] [--json]

Judges without a network and without the mission:
  a bundle      its form, the log's signature, the proof of each entry, each
                subject's history, and every rule of the procedure, replayed
  a receipt     as a file (JSON, or .tlog-proof with what witnesses signed), or
                the line of a text message or QR code itself: that the log has
                the entry; .tlog-proof, or --tiles, also shows which one
  a folder      the whole log: every entry, every subject's history, the tree
  two checkpoints   whether one goes on from the other, or the log told two
                histories; with --tiles it can always be said

  --key VKEY       the log's public key, as name+id+key
  --key-file PATH  the same, from a file
  --tiles FOLDER   the log's folder, as 'mirqab export --format tiles' writes it
  --witness VKEY   a witness that must have cosigned; may be given again
  --policy FILE    which witnesses must have cosigned (C2SP tlog-policy); a
                   bundle carries what they signed
  --max-age AGE    only what witnesses signed within AGE counts, by this
                   machine's clock: such as 30m, 48h or 7d
  --cosigned FILE  a checkpoint that witnesses signed, instead of what the
                   bundle carries; shows that they saw the log that it is from
  --tsa-roots FILE certificates (PEM) of time-stamping authorities that you
                   trust: one of them must have stamped the log (RFC 3161)
  --succession FILE  a note by which the log's key was followed by another,
                   signed by both; may be given again (bundles carry theirs)
  --lang ar|en     the language of a bundle's particulars; the verdict, and
                   why something does not hold, are in both
  --json           the answer for programs
  --help           this text
  --version        the version

The key stands in the bundle too, and a forger has a key of their own. So
compare the key once with the one that you received from the mission on
paper, and give it with --key from then on.

Exit status: 0 if everything holds, 1 if it does not hold or is a
contradiction, 2 if it cannot be said (wrong arguments, a file cannot be
read, something that is needed is not given).
";

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

/// The most bytes of a key, a policy or a checkpoint.
const SMALL: usize = 64 << 10;
/// The most bytes of a file of roots.
const ROOTS_MOST: usize = 1 << 20;

fn asked(arguments: impl Iterator<Item = OsString>) -> Result<Asked, String> {
    let (mut question, mut arguments) = (Question::default(), arguments);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{} needs a value", argument.display()));
        let new_key = match argument.to_str() {
            Some("--help" | "-h") => return Ok(Asked::Say(HELP.to_owned())),
            Some("--version") => return Ok(Asked::Say(format!("mirqab-verify {}\n", env!("CARGO_PKG_VERSION")))),
            Some("--key") => value()?.into_string().map_err(|_| "the key is not text")?,
            Some("--key-file") => text(Path::new(&value()?))?,
            Some("--witness") => {
                let key = value()?.into_string().map_err(|_| "the witness's key is not text")?;
                question.witnesses.push(Witness::parse(key.trim()).map_err(|error| error.to_string())?);
                continue;
            }
            Some("--policy") if question.policy.is_none() => {
                let path = PathBuf::from(value()?);
                let policy = Policy::parse(&text(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
                question.policy = Some(policy);
                continue;
            }
            Some("--succession") => {
                let path = PathBuf::from(value()?);
                let read = Succession::open(&text(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
                question.successions.push(read);
                continue;
            }
            Some("--max-age") if question.most_s.is_none() => {
                question.most_s = Some(age(&value()?).ok_or("--max-age is a number with m, h or d behind it")?);
                continue;
            }
            Some("--tsa-roots") if question.stamp_roots.is_none() => {
                let path = PathBuf::from(value()?);
                // Systems keep all the roots that they trust in one file.
                let pem = read(&path, ROOTS_MOST)?;
                let roots = StampRoots::parse(&String::from_utf8_lossy(&pem));
                question.stamp_roots = Some(roots.map_err(|error| format!("{}: {error}", path.display()))?);
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
                question.language = Some(named.ok_or("--lang is ar or en")?);
                continue;
            }
            Some("--json") => {
                question.json = true;
                continue;
            }
            Some("--tiles" | "--policy" | "--cosigned" | "--max-age" | "--tsa-roots") => {
                return Err(format!("{} once only", argument.display()));
            }
            Some(option) if option.starts_with('-') => return Err(format!("{option} is not known")),
            _ => {
                question.words.push(argument);
                continue;
            }
        };
        let new_key = new_key.trim().to_owned();
        Verifier::parse(&new_key).map_err(|error| error.to_string())?;
        if question.key.replace(new_key).is_some() {
            return Err("one key at a time".to_owned());
        }
    }
    if question.most_s.is_some() && !question.asks_witnesses() {
        return Err("whose cosignatures are to be of that age? give --policy or --witness".to_owned());
    }
    let words = question.words.iter().map(|word| word.to_str()).collect::<Vec<_>>();
    match words.as_slice() {
        [] => Err("no bundle is named".to_owned()),
        [Some("compare"), rest @ ..] if rest.len() == 2 => Ok(Asked::Judge(Box::new(question))),
        [Some("compare"), ..] => Err("compare takes two checkpoints".to_owned()),
        [_] => Ok(Asked::Judge(Box::new(question))),
        [Some("receipt"), _] => {
            question.words.remove(0);
            Ok(Asked::Judge(Box::new(question)))
        }
        _ => Err("one file at a time".to_owned()),
    }
}

/// Such as `48h`, in seconds.
fn age(text: &OsString) -> Option<u64> {
    let text = text.to_str()?;
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let number = text[..text.len() - 1].parse::<u32>().ok()?;
    Some(u64::from(number) * unit)
}

impl Question {
    fn asks_witnesses(&self) -> bool {
        !self.witnesses.is_empty() || self.policy.is_some()
    }

    fn trust(&self) -> Result<Trust, String> {
        let needed = "the log's key does not stand in it: give the one that you have on paper with --key";
        let log = match (&self.key, self.policy.as_ref().map(|policy| policy.logs.as_slice())) {
            (Some(key), _) => Verifier::parse(key).map_err(|error| error.to_string())?,
            (None, Some([log])) => log.clone(),
            _ => return Err(needed.to_owned()),
        };
        let trust = Trust::new(log, self.witnesses.clone(), self.policy.clone()).with_successions(&self.successions);
        Ok(match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(now) => trust.with_clock(Fresh { now: now.as_secs(), most_s: self.most_s }),
            Err(_) if self.most_s.is_none() => trust,
            Err(_) => return Err("the clock of this machine stands before 1970: it cannot say what is old".to_owned()),
        })
    }

    fn said(&self, answer: &answer::Answer) -> (String, u8) {
        (if self.json { answer.json() } else { answer.text() }, answer.status)
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

fn judge(question: &Question) -> Result<(String, u8), String> {
    let failed = |failure| question.said(&answer::log_failure(&failure));
    let tiles = question.tiles.clone().map(OnDisk);
    let folder = |trust: &Trust| tiles.as_ref().map(|files| Folder::open(files, trust)).transpose();
    if let [_, first, second] = question.words.as_slice() {
        if question.stamp_roots.is_some() {
            return Err("two checkpoints carry no time stamp: the log's folder and bundles do".to_owned());
        }
        let trust = question.trust()?;
        let (first, second) = (text(Path::new(first))?, text(Path::new(second))?);
        // The folder is a third voice: it need not have been cosigned.
        let log = trust.of_log_alone();
        let found = folder(&log).and_then(|folder| compare(&first, &second, &trust, folder.as_ref()));
        return Ok(found.map_or_else(failed, |found| question.said(&answer::comparison(&found))));
    }
    let Some(word) = question.words.first() else { return Err("no bundle is named".to_owned()) };
    let path = Path::new(word);
    if word.to_str().is_some_and(|word| word.starts_with("http://") || word.starts_with("https://")) {
        return Err("this program has no network, so that nobody learns what you check, and when. Fetch it first, for instance with\n\
                    curl --remote-name, and check the file.\n\
                    ليس لهذا البرنامج شبكة، كي لا يعلم أحد ما تفحصه ومتى. نزّل الملف أولاً، ثم افحصه."
            .to_owned());
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
            return Err("a receipt carries no time stamp: the log's folder and bundles do".to_owned());
        }
        let trust = question.trust()?;
        let log = trust.of_log_alone();
        let found = folder(&log).and_then(|folder| verify_receipt(receipt, &trust, folder.as_ref()));
        return Ok(found.map_or_else(failed, |holds| question.said(&answer::receipt(&holds, &trust))));
    }
    bundle(question, &bytes, tiles.as_ref())
}

fn bundle(question: &Question, bytes: &[u8], tiles: Option<&OnDisk>) -> Result<(String, u8), String> {
    let failed = |failure| question.said(&answer::log_failure(&failure));
    let beside = match &question.cosigned {
        None if tiles.is_some() => {
            return Err("the log's folder is of use beside a cosigned checkpoint: give one with --cosigned".to_owned());
        }
        None => None,
        Some(_) if !question.asks_witnesses() => {
            return Err("whose cosignatures? give --witness or --policy".to_owned());
        }
        Some(path) => Some(text(path)?),
    };
    let trust = if question.asks_witnesses() { Some(question.trust()?) } else { None };
    let key = trust.as_ref().map(|trust| trust.log().to_string()).or_else(|| question.key.clone());
    let roots = question.stamp_roots.clone().unwrap_or_default();
    let holds = match verify_under(bytes, key.as_deref(), &question.successions, &roots) {
        Ok(holds) => holds,
        Err(failure) if question.json => return Ok((answer::failure_json(&failure), 1)),
        Err(failure) => return Ok((failure_text(&failure), 1)),
    };
    let language = question.language.unwrap_or(Language::English);
    let (mut signed, mut witnessed) = (None, None);
    let trust = trust.map(|trust| trust.with_successions(&holds.successions));
    match (&trust, &beside) {
        (None, _) => {}
        (Some(trust), Some(note)) => {
            let log = trust.of_log_alone();
            let folder = tiles.map(|files| Folder::open(files, &log)).transpose();
            match folder.and_then(|folder| cosigned(note, &holds.checkpoint, trust, folder.as_ref())) {
                Err(failure) => return Ok(failed(failure)),
                Ok(None) => {
                    return Err("the cosigned checkpoint is a later one: give the log's folder with --tiles".into());
                }
                Ok(found) => signed = found,
            }
        }
        (Some(trust), None) => match trust.witnessed(&holds.note) {
            Err(failure) => return Ok(failed(failure)),
            Ok(found) => match &found.lacking {
                Some(why) => return Ok(question.said(&answer::not_witnessed(&found, why, language))),
                None => witnessed = Some(found),
            },
        },
    }
    if question.json {
        return Ok((answer::holds_json(&holds, signed.as_ref(), witnessed.as_ref()), 0));
    }
    let mut said = holds_text(&holds, language);
    said.extend(signed.as_ref().map(answer::cosigned_text));
    said.extend(witnessed.as_ref().map(|found| answer::witnessed_text(found, language)));
    Ok((said, 0))
}

fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path, SMALL)?).map_err(|_| format!("{} is not text", path.display()))
}

fn read(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let read = file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes);
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(bytes)
}
