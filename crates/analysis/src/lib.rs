//! Which reports tell of one event, who repeats whom, and where it was.
//!
//! This floor proposes, with reasons, and never decides. Everything here is a function of its arguments: no clock, no
//! files, no unseeded randomness, and no order of a hash map that reaches a result.

pub mod fold;
pub mod lineage;
pub mod linkage;
pub mod location;
pub mod names;
mod threads;
