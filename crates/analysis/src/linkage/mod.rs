//! Reports in, proposals out: which reports tell of one event.
//!
//! What enters: [`Evidence`], one for each report, into [`Reports`]; a [`Model`]; what people decided ([`Constraint`]).
//! What leaves: [`Fusion`], the groups, each pair's reasons ([`Scored`]) and each report's nearest alternative.
//! Always true: a missing value adds exactly 0; contributions and prior add up to the log-odds; no decision of a person
//! is contradicted; the order of reports and the number of threads do not matter; no party, source or language by itself
//! counts, only whether two are equal.
//! Deliberately not here: deciding, wording, gazetteers.

mod background;
mod candidates;
mod defaults;
mod evidence;
mod features;
mod fuse;
mod group;
mod kind;
mod learn;
mod live;
mod model;
mod name;
mod reports;
mod taught;
#[cfg(test)]
mod tests;

pub use evidence::{Evidence, Meant, Point, SourceKind, Symbol, Tally, Toll, Tongue, When};
pub use features::Feature;
pub use fuse::{Alternative, Fusion, Obstacle, Options, fuse, learn_and_fuse};
pub use group::{Constraint, Contradiction, Edge, Verdict};
pub use kind::{Kind, Kinship};
pub use learn::{Label, labels_of};
pub use live::Live;
pub use model::{Contribution, Detail, Model, Scored};
pub use reports::Reports;
pub use taught::{ANSWERS_LEAST, Lesson, OF_EACH_LEAST};

/// Whether two place names as written may be one, in any two scripts.
pub fn names_alike(a: &str, b: &str) -> bool {
    name::Name::of(a).likeness(name::Name::of(b)) >= 75
}
