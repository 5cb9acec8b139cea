//! **Mission**: who is watching.
//!
//! Enters: the mandate with its source, staff, sites, teams, rosters; posts with what they see and hear; watches, outages, patrols with
//! their contacts and logs; hazards; restrictions of movement and sight. Leaves: who could have seen or heard at a place and time, who
//! is out and overdue, and who kept the mission from what. Always true: no watch is not a count of zero; what is planned is not
//! watched; a fact that was recorded wrongly is taken back by another fact, and both stay. Deliberately not here: what was seen, and how
//! coverage is computed from these records.

mod event;
mod holders;
pub mod keys;
#[cfg(test)]
mod keys_tests;
pub mod patrol;
mod post;
mod refusal;
mod restriction;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use event::{
    Charter, Event, Function, Hazard, HazardKind, Kept, Mandate, Outage, OutageCause, Roster, Site, SiteKind, Staff,
    Team,
};
pub use holders::{Holder, Holders, ProposedHolders};
pub use keys::{Continues, Key, KeyStage, Keys, Offer, Revocation};
pub use patrol::{Means as PatrolMeans, Patrol, Plan, Track};
pub use post::{Field, Post, PostKind, Reach};
pub use refusal::Refusal;
pub use restriction::{Restriction, RestrictionKind};
pub use rules::{CLOCK_TOLERANCE_S, admit};
pub use state::{OutageHeld, State};
