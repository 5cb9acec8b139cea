//! SQLite behind the ports of the app. The only crate that knows SQL.
//!
//! One file holds everything: the log (entries, payloads, nodes, checkpoints), originals, accounts, and the read models that
//! are made from the log. One process at a time writes; it holds a lock on the folder. Readers never wait for the writer.

mod sqlite;
pub mod tiles;

pub use sqlite::{Folder, Sqlite};
