//! Who repeats whom: reprints, retellings and one picture in many places are one origin.
//!
//! What enters: reports as [`crate::linkage::Evidence`]. What leaves: [`Lineage`], at most one parent for each report with
//! what shows it, and the independent origins of any set of reports.
//! Always true: the order of reports and the number of threads do not matter; a parent is never published after its copy.
//! Deliberately not here: which reports tell of one event (`linkage`), and what a number of origins is worth.

mod graph;
pub(crate) mod shingles;
mod similar;
#[cfg(test)]
mod tests;

pub use graph::{Copied, How, Lineage, Looking, lineage, near_pairs};
pub use similar::{Likeness, Phrases};
