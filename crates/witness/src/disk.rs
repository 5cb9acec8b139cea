//! Writing so that a failure at any moment leaves the old or the new, and never half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{Result, Write as _};
use std::path::{Path, PathBuf};

/// Where files are written; a test stands in for it that fails.
pub trait Disk: Send + Sync {
    /// Writes a new file, down to the disk.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()>;
    /// The same for what its owner alone may read.
    fn write_secret(&self, path: &Path, bytes: &[u8]) -> Result<()>;
    /// Gives a file another name, in the place of what has it.
    fn rename(&self, from: &Path, to: &Path) -> Result<()>;
    /// Brings a folder's names down to the disk.
    fn settle(&self, folder: &Path) -> Result<()>;
}

/// The machine's own.
pub struct RealDisk;

impl Disk for RealDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
    fn write_secret(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        fs::rename(from, to)
    }
    fn settle(&self, folder: &Path) -> Result<()> {
        // Windows has no way to do this, and its file systems keep names in a journal.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// ORDER: under another name first, so that a name never stands for half a file.
pub fn place(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = PathBuf::from(name);
    disk.write(&beside, bytes)?;
    disk.rename(&beside, path)
}
