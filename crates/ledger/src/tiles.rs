//! The log as files that any web server or memory stick can carry. SOURCE: C2SP tlog-tiles.
//!
//! Below a log's folder stand `checkpoint`, hash tiles `tile/<L>/<N>[.p/<W>]` and entry bundles `tile/entries/<N>[.p/<W>]`.

use crate::tree::perfect_parts;
use crate::{Hash, NodeSource, node_hash};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// How many hashes or entries a full tile holds.
pub const TILE_WIDTH: u64 = 256;
/// How many levels of the tree one tile spans.
const HEIGHT: u8 = 8;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// The entries themselves.
    Entries,
    /// Hashes of the tree's level `8 * L`.
    Hashes(u8),
}

/// One file of a tiled log. Its bytes never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// What it holds.
    pub holds: Holds,
    /// Counted from the left within its level.
    pub index: u64,
    /// How many hashes or entries it holds: 1 to 256, and 256 is full.
    pub width: u16,
}

impl Tile {
    /// Its path below the log's folder.
    pub fn path(&self) -> String {
        let mut parts = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            parts.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        parts.reverse();
        let level = match self.holds {
            Holds::Entries => "entries".to_owned(),
            Holds::Hashes(level) => level.to_string(),
        };
        let end = if self.is_full() { String::new() } else { format!(".p/{}", self.width) };
        format!("tile/{level}/{}{end}", parts.join("/"))
    }

    /// Reads what `path` writes, and nothing else.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let holds = if level == "entries" { Holds::Entries } else { Holds::Hashes(level.parse().ok()?) };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok()?),
            None => (rest, 256),
        };
        let mut index = 0_u64;
        for part in number.split('/') {
            let digits: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits)?;
        }
        let tile = Self { holds, index, width };
        let sound = matches!(holds, Holds::Entries | Holds::Hashes(0..=63)) && (1..=256).contains(&width);
        (sound && tile.path() == path).then_some(tile)
    }

    /// Whether it is full.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE_WIDTH
    }

    /// The first hash or entry in it, counted from the left within its level.
    pub fn first(&self) -> Option<u64> {
        self.index.checked_mul(TILE_WIDTH)
    }

    /// Whether a tree of `size` leaves has all that is in it.
    pub fn is_within(&self, size: u64) -> bool {
        let level = match self.holds {
            Holds::Entries => 0,
            Holds::Hashes(level) => level,
        };
        let end = self.first().and_then(|first| first.checked_add(self.width.into()));
        end.is_some_and(|end| end <= hashes_at(level, size))
    }
}

/// How many hashes a tree of `size` leaves has at a tile level.
fn hashes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(HEIGHT)).unwrap_or(0)
}

/// The widest tile with this index that a tree of `size` leaves has.
fn widest(holds: Holds, index: u64, size: u64) -> Option<Tile> {
    let level = match holds {
        Holds::Entries => 0,
        Holds::Hashes(level) => level,
    };
    let left = hashes_at(level, size).checked_sub(index.checked_mul(TILE_WIDTH)?)?;
    let width = u16::try_from(left.min(TILE_WIDTH)).ok()?;
    (width > 0).then_some(Tile { holds, index, width })
}

/// All files of a tree of `new` leaves but those that the tree of `old` leaves had already: entries first, then level by level.
pub fn new_tiles(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let levels = (0..HEIGHT).map(Holds::Hashes).take_while(move |holds| widest(*holds, 0, new).is_some());
    std::iter::once(Holds::Entries).chain(levels).flat_map(move |holds| {
        let level = if let Holds::Hashes(level) = holds { level } else { 0 };
        let (before, after) = (hashes_at(level, old), hashes_at(level, new));
        let range = if before == after { 0..0 } else { before / TILE_WIDTH..after.div_ceil(TILE_WIDTH) };
        range.filter_map(move |index| widest(holds, index, new))
    })
}

/// The bytes of a tile of hashes; nothing for one of entries.
pub fn tile_bytes<S: NodeSource>(source: &S, tile: &Tile) -> Result<Option<Vec<u8>>, S::Error> {
    let (Holds::Hashes(level), Some(first)) = (tile.holds, tile.first()) else { return Ok(None) };
    let Some(level) = level.checked_mul(HEIGHT) else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::from(tile.width) * 32);
    for index in first..first + u64::from(tile.width) {
        bytes.extend_from_slice(&source.node(level, index)?.0);
    }
    Ok(Some(bytes))
}

/// The bytes of a tile of entries; `None` if one is longer than 65,535 bytes, for which the format has no way.
pub fn bundle_entries<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend_from_slice(&u16::try_from(entry.len()).ok()?.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Some(bytes)
}

/// The entries of a tile; `None` if the bytes are no such tile.
pub fn split_entries(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_at_checked(2)?;
        let (entry, rest) = rest.split_at_checked(u16::from_be_bytes(length.try_into().ok()?).into())?;
        entries.push(entry);
        bytes = rest;
    }
    Some(entries)
}

/// The hashes of a tile; `None` if it has another length than its width demands.
pub fn split_hashes(tile: &Tile, bytes: &[u8]) -> Option<Vec<Hash>> {
    (bytes.len() == usize::from(tile.width) * 32).then(|| {
        let hash = |bytes: &[u8]| bytes.try_into().ok().map(Hash);
        bytes.chunks_exact(32).filter_map(hash).collect()
    })
}

/// The nodes of a tree of `size` leaves, computed from its tiles. Nothing is trusted: a proof that is made from them is as good as the root that it
/// is checked against.
pub struct TiledNodes<F> {
    size: u64,
    fetch: F,
    kept: RefCell<BTreeMap<Tile, Vec<Hash>>>,
}

impl<F> TiledNodes<F> {
    /// `fetch` gives the hashes of a tile.
    pub fn new(size: u64, fetch: F) -> Self {
        Self { size, fetch, kept: RefCell::default() }
    }
}

/// Why tiles do not give a node.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// A tile is not there, or is not one.
    #[error("{0}: {1}")]
    Tile(String, String),
    /// A tree of this size has no such node.
    #[error("the tree has no node {1} at level {0}")]
    NoNode(u8, u64),
}

impl<F: Fn(&Tile) -> Result<Vec<Hash>, TileError>> NodeSource for TiledNodes<F> {
    type Error = TileError;
    fn node(&self, level: u8, index: u64) -> Result<Hash, TileError> {
        let none = || TileError::NoNode(level, index);
        let within = level % HEIGHT;
        let first = index.checked_shl(within.into()).ok_or_else(none)?;
        let tile = widest(Holds::Hashes(level / HEIGHT), first / TILE_WIDTH, self.size).ok_or_else(none)?;
        let mut kept = self.kept.borrow_mut();
        let hashes = match kept.entry(tile) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert((self.fetch)(&tile)?),
        };
        // `first % 256` fits any usize.
        let begin = (first % TILE_WIDTH) as usize;
        let mut row = hashes.get(begin..begin + (1 << within)).ok_or_else(none)?.to_vec();
        while row.len() > 1 {
            row = row.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
        }
        row.first().copied().ok_or_else(none)
    }
}

/// The tiles out of which the root of a tree is computed: its right edge.
pub fn edge_tiles(size: u64) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = perfect_parts(0, size)
        .into_iter()
        .filter_map(|(level, index)| {
            widest(Holds::Hashes(level / HEIGHT), (index << (level % HEIGHT)) / TILE_WIDTH, size)
        })
        .collect();
    tiles.dedup();
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::{grown, leaves};
    use crate::{consistency_proof, inclusion_proof, leaf_hash, root_at, verify_consistency, verify_inclusion};

    #[test]
    fn paths_are_those_of_the_specification_and_read_strictly() {
        // SOURCE: tlog-tiles: "index 1234067 will be encoded as x001/x234/067".
        let tile = |holds, index, width| Tile { holds, index, width };
        let cases = [
            (tile(Holds::Hashes(0), 1_234_067, 256), "tile/0/x001/x234/067"),
            (tile(Holds::Hashes(1), 0, 1), "tile/1/000.p/1"),
            (tile(Holds::Entries, 1000, 255), "tile/entries/x001/000.p/255"),
        ];
        for (tile, path) in cases {
            assert_eq!((tile.path().as_str(), Tile::parse(path)), (path, Some(tile)));
        }
        for wrong in [
            "tile/0/0",
            "tile/00/000",
            "tile/64/000",
            "tile/0/x000/001",
            "tile/0/1000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/1/",
            "tile/0/+01",
            "tile/entries/../000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
            "checkpoint",
        ] {
            assert_eq!(Tile::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_tree_has_the_tiles_that_the_specification_counts() {
        // SOURCE: tlog-tiles, the example of a tree of size 70,000, and the one of size 256.
        let count = |size, wanted: fn(&Tile) -> bool| new_tiles(0, size).filter(wanted).count();
        assert_eq!(count(70_000, |tile| tile.holds == Holds::Hashes(0) && tile.is_full()), 273);
        let partial: Vec<String> =
            new_tiles(0, 70_000).filter(|tile| !tile.is_full()).map(|tile| tile.path()).collect();
        assert_eq!(partial, ["tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        let small: Vec<String> = new_tiles(0, 256).map(|tile| tile.path()).collect();
        assert_eq!(small, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(new_tiles(0, 0).count(), 0);
        assert_eq!(new_tiles(300, 300).count(), 0);
    }

    #[test]
    fn growing_writes_all_that_is_new_and_nothing_twice() {
        for old in (0..1100).step_by(37) {
            for new in (old..1100).step_by(53) {
                let all: std::collections::BTreeSet<Tile> = new_tiles(0, new).collect();
                let had: std::collections::BTreeSet<Tile> = new_tiles(0, old).collect();
                let added: std::collections::BTreeSet<Tile> = new_tiles(old, new).collect();
                assert!(added.is_disjoint(&had), "{old} {new}");
                assert!(all.difference(&had).all(|tile| added.contains(tile)), "{old} {new}");
                assert!(added.iter().all(|tile| all.contains(tile) && tile.is_within(new)));
            }
        }
    }

    #[test]
    fn proofs_from_tiles_are_the_proofs_from_the_tree() {
        let all = leaves(600);
        let (_, nodes) = grown(&all);
        for size in [1, 2, 255, 256, 257, 511, 512, 600] {
            let tiled = TiledNodes::new(size, |tile: &Tile| {
                assert!(tile.is_within(size));
                let bytes = tile_bytes(&nodes, tile).unwrap().unwrap();
                Ok(split_hashes(tile, &bytes).unwrap())
            });
            let root = root_at(&nodes, size).unwrap();
            assert_eq!(root_at(&tiled, size), Ok(root));
            for index in (0..size).step_by(41) {
                let proof = inclusion_proof(&tiled, index, size).unwrap();
                assert_eq!(proof, inclusion_proof(&nodes, index, size).unwrap());
                let leaf = leaf_hash(&all[usize::try_from(index).unwrap()]);
                assert_eq!(verify_inclusion(&leaf, index, size, &proof, &root), Ok(()));
                let old = root_at(&tiled, index + 1).unwrap();
                let proof = consistency_proof(&tiled, index + 1, size).unwrap();
                assert_eq!(verify_consistency(index + 1, size, &proof, &old, &root), Ok(()));
            }
            assert!(edge_tiles(size).iter().all(|tile| new_tiles(0, size).any(|other| other == *tile)));
            assert!(tiled.node(0, size).is_err());
        }
    }

    #[test]
    fn entries_come_back_as_they_went_in() {
        let entries: Vec<&[u8]> = vec![b"", b"one", &[7; 65_535]];
        let bytes = bundle_entries(entries.clone()).unwrap();
        assert_eq!(&bytes[..7], [0, 0, 0, 3, b'o', b'n', b'e']);
        assert_eq!(split_entries(&bytes), Some(entries));
        assert_eq!(split_entries(&bytes[..bytes.len() - 1]), None);
        assert_eq!(split_entries(&[0]), None);
        let long = vec![0; 65_536];
        assert_eq!(bundle_entries([long.as_slice()]), None);
    }
}
