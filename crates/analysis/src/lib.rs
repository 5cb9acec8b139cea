//! Which reports tell of one event, who repeats whom, where it was, and who could have seen it.
//!
//! This floor proposes, with reasons, and never decides. Everything here is a function of its arguments: no clock, no
//! files, no unseeded randomness, and no order of a hash map that reaches a result.

pub mod coverage;
pub mod fold;
pub mod lineage;
pub mod linkage;
pub mod location;
pub mod names;
mod threads;
