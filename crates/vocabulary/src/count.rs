//! What an observer counted, one kind of thing at a time.

use crate::code::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// The atomic thing that was seen, heard or recorded. Each is one unit of its own.
    What {
        Explosion = "explosion", Burst = "burst", Shot = "shot", Projectile = "projectile",
        MuzzleFlash = "muzzle_flash", Flare = "flare",
    }
}
codes! {
    /// Which way the fire went, as the observer judged it. `Undetermined` is the usual answer.
    Direction {
        Outgoing = "outgoing", Incoming = "incoming", Impact = "impact", Airburst = "airburst",
        Undetermined = "undetermined",
    }
}
codes! {
    /// How it was observed.
    Means {
        Seen = "seen", Heard = "heard", Felt = "felt", Camera = "camera", Uav = "uav",
        Acoustic = "acoustic", Other = "other",
    }
}
codes! {
    /// How sure the number is: "12", "about 12", "at least 12".
    Quality { Exact = "exact", About = "about", AtLeast = "at_least" }
}

/// A number with its quality. Zero is a legitimate count ("none heard").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// How many, as stated.
    pub number: u32,
    /// How sure.
    pub quality: Quality,
}

/// One atomic observation: never added to another observer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The thing.
    pub what: What,
    /// Which way.
    pub direction: Direction,
    /// By which sense or instrument.
    pub means: Means,
    /// How many.
    pub count: Count,
}
