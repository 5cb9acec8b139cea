//! A witness: whoever runs it says by its signature that it saw a log only grow. SOURCE: C2SP tlog-witness.
//!
//! It needs no database and no network: a folder holds its key, the logs that it knows, the newest checkpoint of each that it signed, and evidence.
//! It never signs two histories of one log. What contradicts the signed checkpoint that it keeps, it refuses, and keeps both.

pub mod disk;
mod http;

pub use http::{Limits, serve};

use disk::{Disk, place};
use mirqab_ledger::{
    Checkpoint, CheckpointError, Cosigner, NoteError, Submission, Succession, SuccessionError, Verifier, leaf_hash,
    open_note, text_of_note, verify_consistency,
};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Names within the folder.
const KEY: &str = "witness-key";
const NAME: &str = "witness-name";
const LOCK: &str = "lock";
const LOGS: &str = "logs";
const EVIDENCE: &str = "evidence";

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// The disk.
    #[error("{0}: {1}")]
    Disk(PathBuf, std::io::Error),
    /// What is in the folder is not as it was written.
    #[error("{0}: it is damaged: {1}")]
    Damaged(PathBuf, String),
    /// Another process.
    #[error("another process works on this folder; stop it first")]
    InUse,
    /// Asked for what is there already.
    #[error("there is a witness in this folder already")]
    Taken,
    /// A name or a key that is none.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A known log under another key.
    #[error(
        "this log is known by another key; if another followed it, take the note that both signed: mirqab-witness succeed"
    )]
    OtherKey,
    /// A note by which no key follows the one that is known.
    #[error(transparent)]
    Succession(#[from] SuccessionError),
    /// A note that names another tree of the size that was signed here.
    #[error("the note names another tree of {0} entries than the one that was signed here; keep it")]
    OtherTree(u64),
}

/// Why a checkpoint is not signed. The status is that of tlog-witness.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a submission, or not a checkpoint.
    #[error("this is not a submission of a checkpoint: {0}")]
    Malformed(String),
    /// The log is not known.
    #[error("this witness does not know the log {0}")]
    UnknownLog(String),
    /// Not signed by the log's key.
    #[error("it is not signed by the log: {0}")]
    NotSigned(String),
    /// The log goes on from another size than the one that was signed last.
    #[error("the newest checkpoint signed here has {seen} entries; submit from there")]
    OtherSize {
        /// The size signed last.
        seen: u64,
    },
    /// Two roots for one size, both signed by the log.
    #[error("CONTRADICTION: the log signed two histories of {size} entries; both are kept as evidence in {evidence}")]
    Contradiction {
        /// The size.
        size: u64,
        /// Where both are.
        evidence: PathBuf,
    },
    /// The proof does not lead from the one to the other.
    #[error("the log is not shown to have only grown since {seen} entries; both checkpoints are kept in {evidence}")]
    NotShown {
        /// The size signed last.
        seen: u64,
        /// Where both are.
        evidence: PathBuf,
    },
}

impl Refusal {
    /// The status of an answer over HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::NotSigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::OtherSize { .. } | Self::Contradiction { .. } => 409,
            Self::NotShown { .. } => 422,
        }
    }

    /// The same in Arabic.
    pub fn arabic(&self) -> String {
        match self {
            Self::Malformed(_) => "هذا ليس طلباً بنقطة مرجعية".to_owned(),
            Self::UnknownLog(_) => "هذا الشاهد لا يعرف هذا السجل".to_owned(),
            Self::NotSigned(_) => "لم يوقّعها السجل".to_owned(),
            Self::OtherSize { seen } => format!("أحدث نقطة مرجعية وُقّعت هنا فيها من القيود: {seen}. أرسل ما بعدها"),
            Self::Contradiction { size, .. } => {
                format!("تناقض: وقّع السجل روايتين مختلفتين لعدد القيود نفسه: {size}. حُفظت الاثنتان دليلاً")
            }
            Self::NotShown { seen, .. } => {
                format!("لم يثبت أن السجل لم يُزد عليه إلا إضافةً منذ كان عدد القيود: {seen}. حُفظت النقطتان")
            }
        }
    }
}

/// What came of a submission.
pub type Outcome = Result<String, Refusal>;

/// A witness over its folder. While it is open no other process may open it.
pub struct Witness {
    folder: PathBuf,
    cosigner: Cosigner,
    disk: Box<dyn Disk>,
    /// INVARIANT: reading the newest checkpoint, comparing, and keeping the next is one step.
    turn: Mutex<()>,
    _lock: File,
}

impl Witness {
    /// Makes a new folder with a fresh key. `name` is a name that no other witness has, such as `party.example/witness`.
    pub fn create(folder: &Path, name: &str, seed: [u8; 32], disk: Box<dyn Disk>) -> Result<Self, WitnessError> {
        fs::create_dir_all(folder.join(LOGS)).map_err(|error| at(folder, error))?;
        fs::create_dir_all(folder.join(EVIDENCE)).map_err(|error| at(folder, error))?;
        let lock = locked(folder)?;
        if folder.join(NAME).exists() {
            return Err(WitnessError::Taken);
        }
        let cosigner = Cosigner::from_seed(name, seed)?;
        disk.write_secret(&folder.join(KEY), &seed).map_err(|error| at(&folder.join(KEY), error))?;
        // ORDER: the name comes last. A folder without it was never finished.
        place(&*disk, &folder.join(NAME), name.as_bytes()).map_err(|error| at(folder, error))?;
        disk.settle(folder).map_err(|error| at(folder, error))?;
        Ok(Self { folder: folder.to_owned(), cosigner, disk, turn: Mutex::new(()), _lock: lock })
    }

    /// Opens a folder.
    pub fn open(folder: &Path, disk: Box<dyn Disk>) -> Result<Self, WitnessError> {
        let read = |name: &str| fs::read(folder.join(name)).map_err(|error| at(&folder.join(name), error));
        let damaged = |name: &str, why: &str| WitnessError::Damaged(folder.join(name), why.to_owned());
        let name = String::from_utf8(read(NAME)?).map_err(|_| damaged(NAME, "it is not text"))?;
        let seed = read(KEY)?.try_into().map_err(|_| damaged(KEY, "it has not 32 bytes"))?;
        let lock = locked(folder)?;
        let cosigner = Cosigner::from_seed(&name, seed)?;
        Ok(Self { folder: folder.to_owned(), cosigner, disk, turn: Mutex::new(()), _lock: lock })
    }

    /// The key by which others check.
    pub fn key(&self) -> String {
        self.cosigner.witness().to_string()
    }

    /// A log's own folder. Its name is a hash, since an origin may hold what a file name may not.
    fn log_folder(&self, origin: &str) -> PathBuf {
        self.folder.join(LOGS).join(leaf_hash(origin.as_bytes()).to_string())
    }

    /// Makes a log known by its public key.
    pub fn add_log(&self, key: &str) -> Result<(), WitnessError> {
        let log = Verifier::parse(key)?;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.log_folder(log.name());
        match self.log_key(log.name())? {
            Some(known) if known == log => return Ok(()),
            Some(_) => return Err(WitnessError::OtherKey),
            None => {}
        }
        fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
        let done = place(&*self.disk, &folder.join("key"), key.as_bytes())
            .and_then(|()| self.disk.settle(&folder))
            .and_then(|()| self.disk.settle(&self.folder.join(LOGS)));
        done.map_err(|error| at(&folder, error))
    }

    /// Has a known log go on under the key that follows the one by which it is known. From then on the old key alone gets no signature.
    pub fn succeed(&self, note: &str) -> Result<(), WitnessError> {
        let one = Succession::open(note)?;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.log_folder(one.old.name());
        match self.log_key(one.old.name())? {
            Some(known) if known == one.new => return Ok(()),
            Some(known) if known == one.old => {}
            _ => return Err(WitnessError::OtherKey),
        }
        if let Some((kept, _)) = self.newest(&one.old)?
            && kept.size == one.size
            && kept.root != one.root
        {
            return Err(WitnessError::OtherTree(kept.size));
        }
        let mut earlier = read_if_there(&folder.join("earlier-keys"))?.unwrap_or_default();
        if !earlier.lines().any(|line| line == one.old.to_string()) {
            earlier.push_str(&format!("{}\n", one.old));
        }
        // ORDER: the old key is kept as an earlier one before the new one takes its place: the newest checkpoint is signed by it.
        let done = place(&*self.disk, &folder.join("earlier-keys"), earlier.as_bytes())
            .and_then(|()| place(&*self.disk, &folder.join("succession"), note.as_bytes()))
            .and_then(|()| self.disk.settle(&folder))
            .and_then(|()| place(&*self.disk, &folder.join("key"), one.new.to_string().as_bytes()))
            .and_then(|()| self.disk.settle(&folder));
        done.map_err(|error| at(&folder, error))
    }

    /// The key by which a log is known, and those that it followed: what was signed here before may be signed by one of them.
    fn with_earlier(&self, log: &Verifier) -> Result<Vec<Verifier>, WitnessError> {
        let path = self.log_folder(log.name()).join("earlier-keys");
        let mut keys = vec![log.clone()];
        for line in read_if_there(&path)?.unwrap_or_default().lines() {
            let key = Verifier::parse(line).map_err(|error| WitnessError::Damaged(path.clone(), error.to_string()))?;
            if key != *log {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn log_key(&self, origin: &str) -> Result<Option<Verifier>, WitnessError> {
        let path = self.log_folder(origin).join("key");
        let Some(text) = read_if_there(&path)? else { return Ok(None) };
        Verifier::parse(&text).map(Some).map_err(|error| WitnessError::Damaged(path, error.to_string()))
    }

    /// The newest checkpoint of a log that was signed here, as the log signed it.
    pub fn newest(&self, log: &Verifier) -> Result<Option<(Checkpoint, String)>, WitnessError> {
        let path = self.log_folder(log.name()).join("newest");
        let Some(note) = read_if_there(&path)? else { return Ok(None) };
        // What was written here is checked like everything else: a damaged folder must not sign a second history.
        let opened = open_note(&note, &self.with_earlier(log)?).map_err(CheckpointError::from);
        match opened.and_then(|opened| Checkpoint::parse(&opened.text)) {
            Ok(checkpoint) if checkpoint.origin == log.name() => Ok(Some((checkpoint, note))),
            Ok(checkpoint) => Err(WitnessError::Damaged(path, format!("it is of the log {}", checkpoint.origin))),
            Err(error) => Err(WitnessError::Damaged(path, error.to_string())),
        }
    }

    /// The logs that are known, with the size signed last.
    pub fn logs(&self) -> Result<Vec<(String, u64)>, WitnessError> {
        let folder = self.folder.join(LOGS);
        let mut logs = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|error| at(&folder, error))? {
            let path = entry.map_err(|error| at(&folder, error))?.path().join("key");
            let Some(key) = read_if_there(&path)? else { continue };
            let log = Verifier::parse(&key).map_err(|error| WitnessError::Damaged(path, error.to_string()))?;
            let size = self.newest(&log)?.map_or(0, |(checkpoint, _)| checkpoint.size);
            logs.push((key, size));
        }
        logs.sort();
        Ok(logs)
    }

    /// Judges a submission. If the log only grew, its checkpoint is kept and cosigned: the signature line is returned.
    pub fn add_checkpoint(&self, text: &str, time: u64) -> Result<Outcome, WitnessError> {
        let submission = match Submission::parse(text) {
            Ok(submission) => submission,
            Err(why) => return Ok(Err(Refusal::Malformed(why.to_owned()))),
        };
        let claimed = text_of_note(&submission.checkpoint).map_err(CheckpointError::from);
        let claimed = match claimed.and_then(|text| Checkpoint::parse(&text)) {
            Ok(claimed) => claimed,
            Err(error) => return Ok(Err(Refusal::Malformed(error.to_string()))),
        };
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(log) = self.log_key(&claimed.origin)? else {
            return Ok(Err(Refusal::UnknownLog(claimed.origin)));
        };
        let opened = match open_note(&submission.checkpoint, std::slice::from_ref(&log)) {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(Refusal::NotSigned(error.to_string()))),
        };
        if submission.old > claimed.size {
            return Ok(Err(Refusal::Malformed("the old size is larger than the checkpoint's".to_owned())));
        }
        let newest = self.newest(&log)?;
        let seen = newest.as_ref().map_or(0, |(checkpoint, _)| checkpoint.size);
        if let Some((kept, note)) = &newest
            && kept.size == claimed.size
            && kept.root != claimed.root
        {
            let evidence = self.keep_evidence(&claimed, note, &submission)?;
            return Ok(Err(Refusal::Contradiction { size: kept.size, evidence }));
        }
        if submission.old != seen {
            return Ok(Err(Refusal::OtherSize { seen }));
        }
        let old_root = newest.as_ref().map_or_else(mirqab_ledger::empty_root, |(kept, _)| kept.root);
        if verify_consistency(seen, claimed.size, &submission.proof, &old_root, &claimed.root).is_err() {
            let Some((_, note)) = &newest else {
                return Ok(Err(Refusal::Malformed("a first submission has no proof".to_owned())));
            };
            let evidence = self.keep_evidence(&claimed, note, &submission)?;
            return Ok(Err(Refusal::NotShown { seen, evidence }));
        }
        // ORDER: what is signed is on the disk first. If power fails in between, the same checkpoint is submitted and signed again, and no
        // other one of that size ever is.
        if newest.as_ref().is_none_or(|(kept, _)| kept.size != claimed.size) {
            let folder = self.log_folder(log.name());
            let own = without_others(&opened.text, &submission.checkpoint, &log);
            let done =
                place(&*self.disk, &folder.join("newest"), own.as_bytes()).and_then(|()| self.disk.settle(&folder));
            done.map_err(|error| at(&folder, error))?;
        }
        Ok(Ok(self.cosigner.cosign(&opened.text, time)?))
    }

    /// Keeps the checkpoint that was signed here, and the submission that does not go on from it.
    fn keep_evidence(&self, found: &Checkpoint, kept: &str, submission: &Submission) -> Result<PathBuf, WitnessError> {
        let name = leaf_hash(format!("{kept}{submission}").as_bytes()).to_string();
        let folder = self.folder.join(EVIDENCE).join(format!("{}-{}", found.size, &name[..16]));
        fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
        let done = place(&*self.disk, &folder.join("signed-here"), kept.as_bytes())
            .and_then(|()| place(&*self.disk, &folder.join("found"), submission.checkpoint.as_bytes()))
            .and_then(|()| place(&*self.disk, &folder.join("found-submission"), submission.to_string().as_bytes()))
            .and_then(|()| self.disk.settle(&folder))
            .and_then(|()| self.disk.settle(&self.folder.join(EVIDENCE)));
        done.map_err(|error| at(&folder, error))?;
        Ok(folder)
    }
}

/// The note with the log's own signature alone: what others signed is not this folder's to keep.
fn without_others(text: &str, note: &str, log: &Verifier) -> String {
    let lines = note.strip_prefix(text).unwrap_or_default().lines();
    let own = lines.filter(|line| open_note(&format!("{text}\n{line}\n"), std::slice::from_ref(log)).is_ok());
    format!("{text}\n{}", own.map(|line| format!("{line}\n")).collect::<String>())
}

fn at(path: &Path, error: std::io::Error) -> WitnessError {
    WitnessError::Disk(path.to_owned(), error)
}

fn read_if_there(path: &Path) -> Result<Option<String>, WitnessError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, error)),
    }
}

fn locked(folder: &Path) -> Result<File, WitnessError> {
    let path = folder.join(LOCK);
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let lock = lock.map_err(|error| at(&path, error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(WitnessError::InUse),
        Err(TryLockError::Error(error)) => Err(at(&path, error)),
    }
}
