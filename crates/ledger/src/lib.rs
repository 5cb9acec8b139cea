//! Tamper evidence over opaque bytes.
//!
//! A Merkle tree as in RFC 6962, inclusion and consistency proofs as in RFC 9162, checkpoints and signed notes as in
//! the C2SP specifications. Nothing here knows what the bytes mean; there is no I/O, no clock and no randomness.

mod bytes;
mod checkpoint;
mod cosignature;
mod hash;
mod message;
mod note;
mod policy;
mod proof;
mod slip;
mod stamp;
mod submission;
mod succession;
mod tiles;
mod tlog_proof;
mod tree;

pub use bytes::{BytesSigner, bytes_signed};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use cosignature::{Cosigned, Cosigner, Witness, cosignatures};
pub use hash::{Hash, empty_root, leaf_hash, node_hash};
pub use message::Message;
pub use note::{NoteError, Opened, Signer, Verifier, open as open_note, text_of as text_of_note};
pub use policy::{Policy, PolicyError, PolicyWitness};
pub use proof::{ProofError, consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use slip::Slip;
pub use stamp::{Stamp, StampError, StampRequest, StampRoots, stamp_response, stamp_token, verify_stamp};
pub use submission::{LARGEST_SUBMISSION, Submission};
pub use succession::{Keys, Succession, SuccessionError};
pub use tiles::{
    Holds, TILE_WIDTH, Tile, TileError, TiledNodes, bundle_entries, edge_tiles, new_tiles, split_entries, split_hashes,
    tile_bytes,
};
pub use tlog_proof::TlogProof;
pub use tree::{Frontier, MemoryNodes, Node, NodeSource, frontier_at, root_at};
