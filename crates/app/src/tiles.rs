//! The log as files: what stands in each tile.

use crate::sealing::Nodes;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_ledger::{Holds, Tile, bundle_entries, tile_bytes};

/// The bytes of a tile that the log has.
pub fn tile(reader: &dyn Reader, tile: &Tile) -> anyhow::Result<Vec<u8>> {
    if let Some(hashes) = tile_bytes(&Nodes(reader), tile)? {
        return Ok(hashes);
    }
    let first = tile.first().ok_or_else(|| anyhow::anyhow!("{} is beyond every log", tile.path()))?;
    let entries = reader.entries(first, tile.width.into())?;
    anyhow::ensure!(entries.len() == usize::from(tile.width), "the log ends within {}", tile.path());
    // The leaf alone: payloads are not in tiles.
    let bundle = bundle_entries(entries.iter().map(|entry| entry.bytes.as_slice()));
    bundle.ok_or_else(|| anyhow::anyhow!("an entry in {} is too long for a tile", tile.path()))
}

impl App {
    /// The tile at a path such as `tile/0/000.p/12`, if the log has it.
    pub fn tile(&self, path: &str) -> Result<Vec<u8>, AppError> {
        let named = Tile::parse(path).filter(|tile| !matches!(tile.holds, Holds::Hashes(8..)));
        let named = named.ok_or(AppError::NotFound)?;
        self.read(|reader| {
            if !named.is_within(reader.log_size()?) {
                return Err(AppError::NotFound);
            }
            Ok(tile(reader, &named)?)
        })
    }
}
