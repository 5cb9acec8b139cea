//! A data folder: the database, the log's signing key, the settings, and a lock.

use super::Sqlite;
use anyhow::{Context, Result};
use mirqab_app::anchors::Stamping;
use mirqab_app::settings::Settings;
use mirqab_app::{Broken, Store as _};
use mirqab_ledger::{Hash, Policy, Signer, StampRoots, Succession, open_note};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open data folder. While its store is open for writing, no other process may write to it.
pub struct Folder {
    path: PathBuf,
    /// The store.
    pub store: Arc<Sqlite>,
    /// The settings.
    pub settings: Settings,
    /// The log's public key.
    pub key: String,
    /// Which witnesses cosign the log, and how many of whom are enough.
    pub policy: Policy,
    /// Whom the mission asks for time stamps, and whom it trusts.
    pub stamping: Stamping,
}

/// Names within the folder.
const DATABASE: &str = "mirqab.sqlite";
const KEY: &str = "log-signing-key";
/// The key that went, as long as it still signs beside the one that came.
const OLD_KEY: &str = "log-signing-key.old";
/// A key that is to come.
const NEXT_KEY: &str = "log-signing-key.next";
const SETTINGS: &str = "settings.json";
const POLICY: &str = "witness-policy";
const STAMPING: &str = "time-stamping";
const STAMP_ROOTS: &str = "time-stamp-roots.pem";
const LOCK: &str = "lock";

impl Folder {
    /// Whether there is a data folder at `path`.
    pub fn exists(path: &Path) -> bool {
        path.join(SETTINGS).is_file()
    }

    /// Makes a new data folder with a fresh signing key.
    pub fn create(path: &Path, settings: &Settings) -> Result<Self> {
        fs::create_dir_all(path).map_err(|error| file_error(error, path))?;
        if Self::exists(path) {
            return Err(Broken::FolderTaken.into());
        }
        let lock = locked(path)?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).context("the system gives no randomness")?;
        write_new(&path.join(KEY), &seed, Secrecy::Owner)?;
        let signer = Signer::from_seed(&settings.origin, seed)?;
        let key = signer.verifier().to_string();
        let store =
            Sqlite::open(&path.join(DATABASE), Some((settings.origin.clone(), vec![signer])), true)?.holding(lock);
        // ORDER: settings come last. A folder without them was never finished, and is not one.
        write_new(&path.join(SETTINGS), &serde_json::to_vec_pretty(settings)?, Secrecy::Open)?;
        Ok(Self {
            path: path.to_owned(),
            store: Arc::new(store),
            settings: settings.clone(),
            key,
            policy: Policy::default(),
            stamping: Stamping::default(),
        })
    }

    /// Opens a data folder for reading and writing.
    pub fn open(path: &Path) -> Result<Self> {
        let settings = read_settings(path)?;
        let lock = locked(path)?;
        finish_next_key(path, &settings)?;
        let signer = read_key(path, &settings)?;
        let key = signer.verifier().to_string();
        let mut signers = vec![signer];
        signers.extend(signer_in(&path.join(OLD_KEY), &settings)?.filter(|old| old.verifier().to_string() != key));
        let (policy, stamping) = (read_policy(path, &settings)?, read_stamping(path)?);
        let store = Sqlite::open(&path.join(DATABASE), Some((settings.origin.clone(), signers)), false)?.holding(lock);
        Ok(Self { path: path.to_owned(), store: Arc::new(store), settings, key, policy, stamping })
    }

    /// Opens a data folder for reading alone, also while another process writes.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let settings = read_settings(path)?;
        let key = read_key(path, &settings)?.verifier().to_string();
        let (policy, stamping) = (read_policy(path, &settings)?, read_stamping(path)?);
        let store = Sqlite::open_to_read(&path.join(DATABASE))?;
        Ok(Self { path: path.to_owned(), store: Arc::new(store), settings, key, policy, stamping })
    }

    /// Opens a data folder to keep what witnesses signed, also while another process appends to the log.
    pub fn open_beside(path: &Path) -> Result<Self> {
        let settings = read_settings(path)?;
        let key = read_key(path, &settings)?.verifier().to_string();
        let (policy, stamping) = (read_policy(path, &settings)?, read_stamping(path)?);
        let store = Sqlite::open_beside(&path.join(DATABASE))?;
        Ok(Self { path: path.to_owned(), store: Arc::new(store), settings, key, policy, stamping })
    }

    /// Makes a key that is to follow the log's, and has the store sign with both from now on. The folder's own key changes with
    /// `take_next_key`, once the note stands in the log; a process that dies before that leaves everything as it was.
    pub fn prepare_next_key(&self) -> Result<NextKey> {
        let old = read_key(&self.path, &self.settings)?;
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).context("the system gives no randomness")?;
        write_new(&self.path.join(NEXT_KEY), &seed, Secrecy::Owner)?;
        settle(&self.path)?;
        let signer = || Signer::from_seed(&self.settings.origin, seed);
        self.store.also_sign(signer()?);
        Ok(NextKey { old, new: signer()? })
    }

    /// Makes the key that follows the log's own the folder's. The old one still signs beside it, until `end_hand_over`.
    pub fn take_next_key(path: &Path) -> Result<()> {
        // ORDER: the old key is kept before the new one takes its place, in one step; so there is a key at every moment.
        let old = fs::read(path.join(KEY)).map_err(|error| file_error(error, path))?;
        write_new(&path.join(OLD_KEY), &old, Secrecy::Owner)?;
        settle(path)?;
        fs::rename(path.join(NEXT_KEY), path.join(KEY)).map_err(|error| file_error(error, path))?;
        settle(path)
    }

    /// Whether the old key still signs beside the new one.
    pub fn hands_over(path: &Path) -> bool {
        path.join(OLD_KEY).is_file()
    }

    /// Destroys the old key. From the next start on the new one signs alone.
    pub fn end_hand_over(path: &Path) -> Result<()> {
        let _lock = locked(path)?;
        fs::remove_file(path.join(OLD_KEY)).map_err(|error| file_error(error, path))?;
        settle(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies everything into a new folder at `target`, while others may read and write.
    pub fn back_up(&self, target: &Path) -> Result<()> {
        if Self::exists(target) || target.join(DATABASE).exists() {
            return Err(Broken::FolderTaken.into());
        }
        fs::create_dir_all(target).map_err(|error| file_error(error, target))?;
        self.store.copy_to(&target.join(DATABASE))?;
        let seed = fs::read(self.path.join(KEY)).map_err(|error| file_error(error, &self.path))?;
        write_new(&target.join(KEY), &seed, Secrecy::Owner)?;
        if Self::hands_over(&self.path) {
            let old = fs::read(self.path.join(OLD_KEY)).map_err(|error| file_error(error, &self.path))?;
            write_new(&target.join(OLD_KEY), &old, Secrecy::Owner)?;
        }
        for name in [POLICY, STAMPING, STAMP_ROOTS] {
            if let Some(text) = text_of(&self.path, name)? {
                write_new(&target.join(name), text.as_bytes(), Secrecy::Open)?;
            }
        }
        write_new(&target.join(SETTINGS), &serde_json::to_vec_pretty(&self.settings)?, Secrecy::Open)
    }
}

/// Two keys of one log, the second to follow the first.
pub struct NextKey {
    old: Signer,
    new: Signer,
}

impl NextKey {
    /// The note that says so, over the log's first `size` entries.
    pub fn sign(&self, size: u64, root: Hash) -> Result<String> {
        Ok(Succession::sign(&self.old, &self.new, size, root)?)
    }
    /// The new public key.
    pub fn public(&self) -> String {
        self.new.verifier().to_string()
    }
}

/// Brings to its end what a process began that died in between: if the newest checkpoint is signed by the key that was to come, it came.
fn finish_next_key(path: &Path, settings: &Settings) -> Result<()> {
    let Some(next) = signer_in(&path.join(NEXT_KEY), settings)? else { return Ok(()) };
    let mut newest = None;
    Sqlite::open_to_read(&path.join(DATABASE))?.read(&mut |reader| {
        newest = reader.checkpoint()?;
        Ok(())
    })?;
    let came = newest.is_some_and(|note| open_note(&note, &[next.verifier()]).is_ok());
    if came {
        return Folder::take_next_key(path);
    }
    fs::remove_file(path.join(NEXT_KEY)).map_err(|error| file_error(error, path))
}

/// Brings the folder's names down to the disk. Windows has no way to do that.
fn settle(path: &Path) -> Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    File::open(path).and_then(|folder| folder.sync_all()).map_err(|error| file_error(error, path))
}

enum Secrecy {
    Open,
    Owner,
}

fn write_new(path: &Path, bytes: &[u8], secrecy: Secrecy) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if matches!(secrecy, Secrecy::Owner) {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = secrecy;
    let mut file = options.open(path).map_err(|error| file_error(error, path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| file_error(error, path))
}

fn read_settings(path: &Path) -> Result<Settings> {
    let file = path.join(SETTINGS);
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Broken::NoFolder.into()),
        Err(error) => return Err(file_error(error, &file)),
    };
    serde_json::from_slice(&bytes).map_err(|error| anyhow::Error::new(error).context(Broken::Damaged))
}

fn read_key(path: &Path, settings: &Settings) -> Result<Signer> {
    let bytes = fs::read(path.join(KEY)).map_err(|error| file_error(error, path))?;
    let seed: [u8; 32] = bytes.try_into().map_err(|_| anyhow::Error::new(Broken::Damaged))?;
    Ok(Signer::from_seed(&settings.origin, seed)?)
}

/// The key in a file that may be absent.
fn signer_in(file: &Path, settings: &Settings) -> Result<Option<Signer>> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(file_error(error, file)),
    };
    // One that was half written never signed anything.
    let Ok(seed) = <[u8; 32]>::try_from(bytes) else { return Ok(None) };
    Ok(Some(Signer::from_seed(&settings.origin, seed)?))
}

fn text_of(path: &Path, name: &str) -> Result<Option<String>> {
    let file = path.join(name);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file_error(error, &file)),
    }
}

/// The policy for witnesses; without its file no witness is asked.
fn read_policy(path: &Path, settings: &Settings) -> Result<Policy> {
    let Some(text) = text_of(path, POLICY)? else { return Ok(Policy::default()) };
    let policy = Policy::parse(&text).with_context(|| path.join(POLICY).display().to_string())?;
    if !policy.logs.is_empty() && !policy.logs.iter().any(|log| log.name() == settings.origin) {
        anyhow::bail!("{}: it names other logs, and not this one", path.join(POLICY).display());
    }
    Ok(policy)
}

/// Whom to ask for time stamps; without its file nobody is asked over the network, and without roots no answer is taken in.
fn read_stamping(path: &Path) -> Result<Stamping> {
    let roots = text_of(path, STAMP_ROOTS)?;
    let roots = roots.map_or(Ok(StampRoots::default()), |pem| StampRoots::parse(&pem));
    let roots = roots.with_context(|| path.join(STAMP_ROOTS).display().to_string())?;
    let text = text_of(path, STAMPING)?.unwrap_or_default();
    Stamping::parse(&text, roots).map_err(|line| {
        let file = path.join(STAMPING);
        anyhow::anyhow!("{}: line {line} is neither 'authority NAME http://…' nor 'every HOURS'", file.display())
    })
}

fn locked(path: &Path) -> Result<File> {
    let file = path.join(LOCK);
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&file);
    let lock = lock.map_err(|error| file_error(error, &file))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Broken::InUse.into()),
        Err(TryLockError::Error(error)) => Err(file_error(error, &file)),
    }
}

fn file_error(error: std::io::Error, path: &Path) -> anyhow::Error {
    use std::io::ErrorKind;
    let broken = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Broken::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Broken::DiskFull,
        _ => return anyhow::Error::new(error).context(path.display().to_string()),
    };
    anyhow::Error::new(error).context(broken)
}
