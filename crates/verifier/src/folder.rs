//! The whole log as a folder of tiles.

use crate::{AnchorFailure, Anchored, LogFailure, Signed, Trust, anchored};
use mirqab_ledger::{
    Frontier, Hash, Holds, NodeSource as _, Tile, TileError, TiledNodes, consistency_proof, leaf_hash, new_tiles,
    root_at, split_entries, split_hashes, stamp_token, verify_consistency,
};
use mirqab_record::{Chains, Envelope, RecordError, on_all_cores, open_envelope};
use mirqab_vocabulary::Instant;
use std::collections::BTreeMap;

/// Where a log's files come from. Several threads may read at once.
pub trait Files: Sync {
    /// The bytes of a file by its path below the log's folder; `None` if it is not there.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// A folder that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderHolds {
    /// Its checkpoint.
    pub signed: Signed,
    /// How many subjects its entries are about.
    pub subjects: usize,
    /// When the last entry was recorded, by the mission's clock.
    pub last_recorded_at: Option<Instant>,
    /// At how many entries the clock went back.
    pub clock_went_back: u64,
    /// How many files were compared.
    pub files: usize,
    /// Time stamps, the largest beginning of the log first.
    pub anchored: Vec<Anchored>,
}

/// A tile's bytes. While a log grows a full tile may have taken the place of a partial one, which is its beginning.
fn bytes_of(files: &dyn Files, tile: &Tile) -> Result<Vec<u8>, LogFailure> {
    if let Some(bytes) = files.read(&tile.path()) {
        return Ok(bytes);
    }
    let missing = || LogFailure::Missing(tile.path());
    let mut bytes = files.read(&Tile { width: 256, ..*tile }.path()).ok_or_else(missing)?;
    let width = usize::from(tile.width);
    let length = match tile.holds {
        Holds::Hashes(_) => width * 32,
        Holds::Entries => {
            let entries = split_entries(&bytes).ok_or_else(missing)?;
            entries.iter().take(width).map(|entry| entry.len() + 2).sum()
        }
    };
    bytes.truncate(length);
    Ok(bytes)
}

fn signed(files: &dyn Files, trust: &Trust) -> Result<Signed, LogFailure> {
    let note = files.read("checkpoint").and_then(|bytes| String::from_utf8(bytes).ok());
    trust.open(&note.ok_or_else(|| LogFailure::Missing("checkpoint".into()))?)
}

/// The entries of a tile, each with its leaf's hash or why it is none.
type Opened = Result<Vec<Result<(Envelope, Hash), RecordError>>, LogFailure>;

fn opened(files: &dyn Files, tile: &Tile) -> Opened {
    let bytes = bytes_of(files, tile)?;
    let entries = split_entries(&bytes).filter(|entries| entries.len() == usize::from(tile.width));
    let entries = entries.ok_or_else(|| LogFailure::Differs(tile.path()))?;
    Ok(entries.into_iter().map(|entry| Ok((open_envelope(entry)?, leaf_hash(entry)))).collect())
}

/// How many tiles are opened before the history goes on: 16,384 entries, some ten megabytes.
const AT_ONCE: usize = 64;

/// Checks a whole log: every entry's form, each subject's history, and that entries, tiles and the signed root are one.
///
/// LIMIT: payloads are not in a folder, so no rule is asked here. A bundle shows that the rules were kept.
pub fn verify_folder(files: &dyn Files, trust: &Trust) -> Result<FolderHolds, LogFailure> {
    let signed = signed(files, trust)?;
    let size = signed.checkpoint.size;
    let (mut frontier, mut chains) = (Frontier::new(), Chains::new());
    let (mut latest, mut clock_went_back, mut compared) = (None::<Instant>, 0, 1);
    let stamped = stamped(files, size)?;
    // By how many entries, the latest time until then; for each size that was stamped.
    let mut recorded: BTreeMap<u64, Option<Instant>> = stamped.iter().map(|(_, size)| (*size, None)).collect();
    // The hashes of each level's newest tile.
    let mut rows: BTreeMap<u8, Vec<Hash>> = BTreeMap::new();
    let compare = |level: u8, index: u64, row: &[Hash]| {
        let width = u16::try_from(row.len()).unwrap_or(u16::MAX);
        let tile = Tile { holds: Holds::Hashes(level), index, width };
        let found = split_hashes(&tile, &bytes_of(files, &tile)?);
        if found.as_deref() == Some(row) { Ok(()) } else { Err(LogFailure::Differs(tile.path())) }
    };
    let mut tiles = new_tiles(0, size).filter(|tile| tile.holds == Holds::Entries);
    loop {
        // A checkpoint may claim any size: no more is taken in at once than is looked at.
        let some: Vec<Tile> = tiles.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        for entries in on_all_cores(&some, 1, |tile| opened(files, tile)) {
            compared += 1;
            for entry in entries? {
                let position = frontier.size();
                let (envelope, leaf) = entry.map_err(|why| LogFailure::Entry(position, why))?;
                chains.follow(&envelope).map_err(|why| LogFailure::Chain(position, why))?;
                clock_went_back += u64::from(latest.is_some_and(|latest| envelope.recorded_at < latest));
                latest = latest.max(Some(envelope.recorded_at));
                recorded.entry(position + 1).and_modify(|at| *at = latest);
                let mut full = Vec::new();
                frontier.append_hash(leaf, |node| {
                    if node.level % 8 == 0 {
                        let row = rows.entry(node.level / 8).or_default();
                        row.push(node.hash);
                        if row.len() == 256 {
                            full.push((node.level / 8, node.index / 256, std::mem::take(row)));
                        }
                    }
                });
                for (level, index, row) in full {
                    compare(level, index, &row)?;
                    compared += 1;
                }
            }
        }
    }
    for (level, row) in rows.iter().filter(|(_, row)| !row.is_empty()) {
        compare(*level, (size >> (u32::from(*level) * 8)) / 256, row)?;
        compared += 1;
    }
    if frontier.root() != signed.checkpoint.root {
        return Err(LogFailure::Root);
    }
    let folder = Folder { files, signed };
    let mut anchored = Vec::new();
    for (name, size) in stamped {
        anchored.push(folder.anchored(&name, size, recorded.get(&size).copied().flatten(), trust)?);
    }
    if !trust.stamp_roots.is_empty() && !anchored.iter().any(|one| one.stamp.vouched) {
        return Err(LogFailure::NotVouched);
    }
    let (signed, subjects, files) = (folder.signed, chains.subjects(), compared + anchored.len());
    Ok(FolderHolds { signed, subjects, last_recorded_at: latest, clock_went_back, files, anchored })
}

/// A tile that is not there, or is none. A node that the tree has not is asked for by nobody here.
fn missing(error: TileError) -> LogFailure {
    match error {
        TileError::Tile(path, _) => LogFailure::Missing(path),
        TileError::NoNode(level, index) => LogFailure::Missing(format!("{level}/{index}")),
    }
}

/// The names of the answers with time stamps, and of how many entries each is. Those that go beyond the checkpoint are passed over: they came
/// while the folder was copied.
fn stamped(files: &dyn Files, most: u64) -> Result<Vec<(String, u64)>, LogFailure> {
    let Some(index) = files.read(ANCHORS) else { return Ok(Vec::new()) };
    let differs = || LogFailure::Differs(ANCHORS.into());
    let index = String::from_utf8(index).map_err(|_| differs())?;
    let mut found = Vec::new();
    for line in index.lines() {
        let name = line.strip_suffix(".tsr").ok_or_else(differs)?;
        let (size, number) = name.split_once('-').unwrap_or((name, "1"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let size = Some(size).filter(|size| digits(size) && digits(number)).and_then(|size| size.parse::<u64>().ok());
        let size = size.filter(|size| *size > 0).ok_or_else(differs)?;
        if size <= most {
            found.push((format!("anchors/{line}"), size));
        }
    }
    Ok(found)
}

/// The list of the files beside it.
const ANCHORS: &str = "anchors/index";

/// A log's folder, asked for single places. What it answers is proved under its signed checkpoint.
pub struct Folder<'a> {
    files: &'a dyn Files,
    /// Its checkpoint.
    pub signed: Signed,
}

impl<'a> Folder<'a> {
    /// Opens it.
    pub fn open(files: &'a dyn Files, trust: &Trust) -> Result<Self, LogFailure> {
        Ok(Self { files, signed: signed(files, trust)? })
    }

    fn nodes(&self) -> TiledNodes<impl Fn(&Tile) -> Result<Vec<Hash>, TileError> + '_> {
        TiledNodes::new(self.signed.checkpoint.size, |tile: &Tile| {
            let bytes = bytes_of(self.files, tile).map_err(|why| TileError::Tile(tile.path(), why.to_string()))?;
            split_hashes(tile, &bytes).ok_or_else(|| TileError::Tile(tile.path(), "it has another length".into()))
        })
    }

    fn anchored(
        &self,
        name: &str,
        size: u64,
        recorded: Option<Instant>,
        trust: &Trust,
    ) -> Result<Anchored, LogFailure> {
        let path = format!("anchors/{size}.checkpoint");
        let note = self.files.read(&path).and_then(|bytes| String::from_utf8(bytes).ok());
        let note = note.ok_or_else(|| LogFailure::Missing(path.clone()))?;
        let (checkpoint, _) = trust.keys()?.open(&note)?;
        if checkpoint.size != size || checkpoint.root != self.root_of(size)? {
            return Err(LogFailure::OtherTree(size));
        }
        let answer = self.files.read(name).ok_or_else(|| LogFailure::Missing(name.to_owned()))?;
        let failed = |why: AnchorFailure| LogFailure::Anchor(name.to_owned(), why);
        let token = stamp_token(&answer).map_err(|why| failed(why.into()))?;
        anchored::judge(token, (&note, size), recorded, &trust.stamp_roots).map_err(failed)
    }

    /// The root of its first `size` entries, proved to be the beginning of what it signed.
    pub fn root_of(&self, size: u64) -> Result<Hash, LogFailure> {
        let whole = &self.signed.checkpoint;
        if size > whole.size {
            return Err(LogFailure::TooShort(whole.size));
        }
        let nodes = self.nodes();
        let root = root_at(&nodes, size).map_err(missing)?;
        let proof = consistency_proof(&nodes, size, whole.size).map_err(missing)?;
        verify_consistency(size, whole.size, &proof, &root, &whole.root).map_err(|_| LogFailure::Root)?;
        Ok(root)
    }

    /// The entry at a position, proved to be there.
    pub fn entry(&self, position: u64) -> Result<(Hash, Envelope), LogFailure> {
        let whole = &self.signed.checkpoint;
        if position >= whole.size {
            return Err(LogFailure::TooShort(whole.size));
        }
        let nodes = self.nodes();
        let leaf = nodes.node(0, position).map_err(missing)?;
        let proof = mirqab_ledger::inclusion_proof(&nodes, position, whole.size).map_err(missing)?;
        mirqab_ledger::verify_inclusion(&leaf, position, whole.size, &proof, &whole.root)
            .map_err(|why| LogFailure::Proof { position, why })?;
        let index = position / 256;
        let width = u16::try_from((whole.size - index * 256).min(256)).unwrap_or(256);
        let tile = Tile { holds: Holds::Entries, index, width };
        let bytes = bytes_of(self.files, &tile)?;
        let entries = split_entries(&bytes).ok_or_else(|| LogFailure::Differs(tile.path()))?;
        // `position % 256` fits any usize.
        let entry = entries.get((position % 256) as usize).ok_or_else(|| LogFailure::Differs(tile.path()))?;
        if leaf_hash(entry) != leaf {
            return Err(LogFailure::Differs(tile.path()));
        }
        Ok((leaf, open_envelope(entry).map_err(|why| LogFailure::Entry(position, why))?))
    }
}
