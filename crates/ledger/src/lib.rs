//! Tamper evidence over opaque bytes.
//!
//! A Merkle tree as in RFC 6962, inclusion and consistency proofs as in RFC 9162, checkpoints and signed notes as in
//! the C2SP specifications. Nothing here knows what the bytes mean; there is no I/O, no clock and no randomness.

mod checkpoint;
mod hash;
mod note;
mod proof;
mod tree;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use hash::{Hash, empty_root, leaf_hash, node_hash};
pub use note::{NoteError, Opened, Signer, Verifier, open as open_note};
pub use proof::{ProofError, consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use tree::{Frontier, MemoryNodes, Node, NodeSource, frontier_at, root_at};
