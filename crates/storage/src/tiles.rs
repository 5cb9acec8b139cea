//! The log as a folder of files: checkpoint, tiles, entry bundles. Any web server or memory stick can carry it.

use anyhow::{Context, Result, bail, ensure};
use mirqab_ledger::{Checkpoint, Hash, Keys, Tile, new_tiles, text_of_note};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Where files are written; a test stands in for it that fails.
pub trait Disk {
    /// Writes a new file, down to the disk.
    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()>;
    /// Gives a file another name, in the place of what has it.
    fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()>;
    /// Brings a folder's names down to the disk.
    fn settle(&self, folder: &Path) -> std::io::Result<()>;
}

/// The machine's own.
pub struct RealDisk;

impl Disk for RealDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
    fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        fs::rename(from, to)
    }
    fn settle(&self, folder: &Path) -> std::io::Result<()> {
        // Windows has no way to do this, and its file systems keep names in a journal.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many entries the folder had before.
    pub from: u64,
    /// How many it has now.
    pub size: u64,
    /// How many tiles were written.
    pub tiles: usize,
}

/// The log that is written out.
pub trait Source {
    /// The root of its first `size` entries.
    fn root(&self, size: u64) -> Result<Hash>;
    /// The bytes of a tile.
    fn tile(&self, tile: &Tile) -> Result<Vec<u8>>;
}

/// Brings the folder `out` up to the checkpoint `note`. What is there must be an earlier state of the same log.
pub fn write_tiles(disk: &dyn Disk, out: &Path, log: &Keys, note: &str, source: &dyn Source) -> Result<Written> {
    let (new, _) = log.open(note)?;
    let from = match fs::read_to_string(out.join("checkpoint")) {
        Ok(note) => {
            let named = || out.join("checkpoint").display().to_string();
            let (old, _) = log.open(&note).with_context(named)?;
            ensure!(old.size <= new.size, "{}: it has {} entries, more than {}", named(), old.size, new.size);
            ensure!(source.root(old.size)? == old.root, "{}: it is of another history of this log", named());
            old.size
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error).with_context(|| out.display().to_string()),
    };
    ensure!(source.root(new.size)? == new.root, "the checkpoint is not over this log");
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let (mut tiles, mut folders) = (0, BTreeSet::from([out.to_owned()]));
    for tile in new_tiles(from, new.size) {
        let path = out.join(tile.path());
        // Each folder on the way is new to the one above it.
        let above = path.ancestors().skip(1).take_while(|folder| *folder != out).map(Path::to_owned);
        folders.extend(above);
        let Some(folder) = path.parent() else { bail!("{} has no folder", path.display()) };
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        place(disk, &path, &source.tile(&tile)?)?;
        tiles += 1;
    }
    // ORDER: tiles, then their names, then the checkpoint. Whoever finds a checkpoint finds every tile that it needs, also after power failed
    // in between. What was written before the checkpoint is written again the next time: a tile's bytes never change.
    for folder in &folders {
        disk.settle(folder).with_context(|| folder.display().to_string())?;
    }
    let same = fs::read_to_string(out.join("checkpoint")).is_ok_and(|old| old == note);
    if !same {
        place(disk, &out.join("checkpoint"), note.as_bytes())?;
        disk.settle(out).with_context(|| out.display().to_string())?;
    }
    Ok(Written { from, size: new.size, tiles })
}

/// Writes files into a folder below `out`, in this order, each whole; one that is there with these bytes is left alone. Returns how many were written.
pub fn write_beside(disk: &dyn Disk, out: &Path, folder: &str, files: &[(String, Vec<u8>)]) -> Result<usize> {
    let folder = out.join(folder);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let mut written = 0;
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|found| found == *bytes) {
            continue;
        }
        place(disk, &path, bytes)?;
        written += 1;
    }
    disk.settle(&folder).and_then(|()| disk.settle(out)).with_context(|| folder.display().to_string())?;
    Ok(written)
}

/// ORDER: under another name first, so that a name never stands for half a file.
fn place(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = PathBuf::from(name);
    let done = disk.write(&beside, bytes).and_then(|()| disk.rename(&beside, path));
    done.with_context(|| path.display().to_string())
}

/// The size that a signed checkpoint names. Nothing is checked.
pub fn size_of(note: &str) -> Result<u64> {
    Ok(Checkpoint::parse(&text_of_note(note)?)?.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_ledger::{
        Frontier, Holds, MemoryNodes, Signer, TileError, TiledNodes, Verifier, bundle_entries, leaf_hash, root_at,
        split_entries, split_hashes, tile_bytes,
    };
    use std::cell::{Cell, RefCell};

    struct Log {
        signer: Signer,
        entries: Vec<Vec<u8>>,
        nodes: MemoryNodes,
    }

    impl Log {
        fn new(size: u64, word: &str) -> Self {
            let (mut frontier, mut nodes, mut entries) = (Frontier::new(), MemoryNodes::default(), Vec::new());
            for n in 0..size {
                entries.push(format!("{word} {n}").into_bytes());
                nodes.extend(frontier.append(entries.last().unwrap()));
            }
            Self { signer: Signer::from_seed("example.org/log", [1; 32]).unwrap(), entries, nodes }
        }
        fn note(&self, size: u64) -> String {
            let root = self.root(size).unwrap();
            Checkpoint { origin: "example.org/log".into(), size, root }.sign(&self.signer).unwrap()
        }
        fn write(&self, disk: &dyn Disk, out: &Path, size: u64) -> Result<Written> {
            write_tiles(disk, out, &Keys::new(self.signer.verifier(), &[])?, &self.note(size), self)
        }
    }

    impl Source for Log {
        fn root(&self, size: u64) -> Result<Hash> {
            root_at(&self.nodes, size).map_err(|node| anyhow::anyhow!("{node:?}"))
        }
        fn tile(&self, tile: &Tile) -> Result<Vec<u8>> {
            let first = usize::try_from(tile.first().unwrap())?;
            Ok(match tile.holds {
                Holds::Entries => {
                    let entries = &self.entries[first..first + usize::from(tile.width)];
                    bundle_entries(entries.iter().map(Vec::as_slice)).unwrap()
                }
                Holds::Hashes(_) => tile_bytes(&self.nodes, tile).unwrap().unwrap(),
            })
        }
    }

    /// Fails at one step and at all after it, and leaves half of what was being written.
    struct Failing(Cell<usize>);
    impl Failing {
        fn step(&self) -> std::io::Result<()> {
            match self.0.get() {
                0 => Err(std::io::Error::from(std::io::ErrorKind::StorageFull)),
                left => {
                    self.0.set(left - 1);
                    Ok(())
                }
            }
        }
    }
    impl Disk for Failing {
        fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
            if let Err(error) = self.step() {
                fs::write(path, &bytes[..bytes.len() / 2])?;
                return Err(error);
            }
            fs::write(path, bytes)
        }
        fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()> {
            self.step()?;
            fs::rename(from, to)
        }
        fn settle(&self, _: &Path) -> std::io::Result<()> {
            self.step()
        }
    }

    /// A disk in whose machine power fails at one step. What was written and not brought down is gone; of new names that no folder was
    /// settled for, any may be there and any not.
    struct Failable {
        left: Cell<usize>,
        /// What was renamed since its folder was last settled, and what was under the new name before.
        unsettled: RefCell<Vec<(PathBuf, Option<Vec<u8>>)>>,
    }
    impl Failable {
        fn step(&self) -> std::io::Result<()> {
            let left = self.left.get().checked_sub(1).ok_or(std::io::Error::from(std::io::ErrorKind::Interrupted))?;
            self.left.set(left);
            Ok(())
        }
        /// The folder as it is found afterwards: of the unsettled names those are lost that `lost` picks.
        fn come_back(&self, lost: impl Fn(usize) -> bool) {
            for (number, (path, before)) in self.unsettled.borrow().iter().enumerate().rev() {
                match before {
                    _ if !lost(number) => {}
                    None => drop(fs::remove_file(path)),
                    Some(bytes) => fs::write(path, bytes).unwrap(),
                }
            }
        }
    }
    impl Disk for Failable {
        fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
            if let Err(error) = self.step() {
                fs::write(path, &bytes[..bytes.len() / 3])?;
                return Err(error);
            }
            fs::write(path, bytes)
        }
        fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()> {
            self.step()?;
            self.unsettled.borrow_mut().push((to.to_owned(), fs::read(to).ok()));
            fs::rename(from, to)
        }
        fn settle(&self, folder: &Path) -> std::io::Result<()> {
            self.step()?;
            self.unsettled.borrow_mut().retain(|(path, _)| path.parent() != Some(folder));
            Ok(())
        }
    }

    struct Scratch(PathBuf);
    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("mirqab-tiles-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            Self(path)
        }
    }
    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// The size of the checkpoint that is there, if all tiles under it hold.
    fn whole(out: &Path, log: &Verifier) -> Option<u64> {
        let note = fs::read_to_string(out.join("checkpoint")).ok()?;
        let checkpoint = Checkpoint::open(&note, log, log.name()).unwrap();
        let mut leaves = Vec::new();
        for tile in new_tiles(0, checkpoint.size).filter(|tile| tile.holds == Holds::Entries) {
            let bytes = fs::read(out.join(tile.path())).unwrap();
            leaves.extend(split_entries(&bytes).unwrap().into_iter().map(leaf_hash));
        }
        let nodes = TiledNodes::new(checkpoint.size, |tile: &Tile| -> Result<Vec<Hash>, TileError> {
            Ok(split_hashes(tile, &fs::read(out.join(tile.path())).unwrap()).unwrap())
        });
        assert_eq!(root_at(&nodes, checkpoint.size), Ok(checkpoint.root));
        for (position, leaf) in leaves.iter().enumerate() {
            use mirqab_ledger::NodeSource as _;
            assert_eq!(nodes.node(0, position as u64).as_ref(), Ok(leaf));
        }
        assert_eq!(leaves.len() as u64, checkpoint.size);
        Some(checkpoint.size)
    }

    #[test]
    fn a_folder_grows_and_is_whole_after_each_step() {
        let (scratch, log) = (Scratch::new("grows"), Log::new(700, "entry"));
        let mut from = 0;
        for size in [1, 200, 256, 257, 257, 699, 700] {
            let written = log.write(&RealDisk, &scratch.0, size).unwrap();
            assert_eq!((written.from, written.size), (from, size));
            assert_eq!(whole(&scratch.0, &log.signer.verifier()), Some(size));
            from = size;
        }
        assert_eq!(log.write(&RealDisk, &scratch.0, 700).unwrap().tiles, 0);
    }

    #[test]
    fn whatever_write_fails_the_folder_is_whole_and_the_next_run_finishes_it() {
        let log = Log::new(530, "entry");
        let key = log.signer.verifier();
        let mut failures = 0;
        loop {
            let scratch = Scratch::new("fails");
            log.write(&RealDisk, &scratch.0, 250).unwrap();
            let failed = log.write(&Failing(Cell::new(failures)), &scratch.0, 530).is_err();
            let found = whole(&scratch.0, &key);
            assert!(found == Some(250) || found == Some(530), "{failures}");
            log.write(&RealDisk, &scratch.0, 530).unwrap();
            assert_eq!(whole(&scratch.0, &key), Some(530), "{failures}");
            if !failed {
                break;
            }
            failures += 1;
        }
        // Ten tiles of two steps each, five folders, and the checkpoint.
        assert!(failures > 20, "{failures}");
    }

    /// Kills at every step, and after each one loses names in four ways: all that may be lost, none, every other, all but the newest.
    #[test]
    fn whenever_power_fails_there_is_the_old_checkpoint_or_the_new_one_and_every_tile_under_it() {
        let log = Log::new(530, "entry");
        let key = log.signer.verifier();
        let (mut steps, mut old, mut new) = (0, 0, 0);
        loop {
            let mut finished = false;
            for way in 0..4 {
                let scratch = Scratch::new("power");
                log.write(&RealDisk, &scratch.0, 250).unwrap();
                let disk = Failable { left: Cell::new(steps), unsettled: RefCell::default() };
                finished = log.write(&disk, &scratch.0, 530).is_ok();
                let newest = disk.unsettled.borrow().len().saturating_sub(1);
                disk.come_back(|number| match way {
                    0 => true,
                    1 => false,
                    2 => number % 2 == 0,
                    _ => number != newest,
                });
                // What is done and was said to be done stays; what was not finished is there whole, or not at all.
                match whole(&scratch.0, &key) {
                    Some(250) if !finished => old += 1,
                    Some(530) => new += 1,
                    other => panic!("after {steps} steps, way {way}: {other:?}"),
                }
                // A file that was half written never stands under a name that somebody reads.
                log.write(&RealDisk, &scratch.0, 530).unwrap();
                assert_eq!(whole(&scratch.0, &key), Some(530), "after {steps} steps, way {way}");
            }
            if finished {
                break;
            }
            steps += 1;
        }
        // Nearly all of the steps come before the checkpoint; it changes with its own name and not before.
        assert!(steps > 20 && old > 4 * (steps - 3) && new >= 4, "{steps} steps, {old} old, {new} new");
    }

    #[test]
    fn a_folder_of_another_history_or_of_another_log_or_ahead_is_left_alone() {
        let (scratch, log) = (Scratch::new("other"), Log::new(300, "entry"));
        log.write(&RealDisk, &scratch.0, 300).unwrap();
        let kept = fs::read(scratch.0.join("checkpoint")).unwrap();
        let forked = Log::new(310, "other").write(&RealDisk, &scratch.0, 310).unwrap_err();
        assert!(format!("{forked:#}").contains("another history"), "{forked:#}");
        let behind = log.write(&RealDisk, &scratch.0, 299).unwrap_err();
        assert!(format!("{behind:#}").contains("more than 299"), "{behind:#}");
        let mut stranger = Log::new(310, "entry");
        stranger.signer = Signer::from_seed("example.org/log", [2; 32]).unwrap();
        assert!(stranger.write(&RealDisk, &scratch.0, 310).is_err());
        assert_eq!(fs::read(scratch.0.join("checkpoint")).unwrap(), kept);
    }
}
