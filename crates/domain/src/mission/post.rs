//! From where the mission watches, and how far.

use super::Refusal;
use mirqab_vocabulary::{Bilingual, Coordinates};
use serde::{Deserialize, Serialize};

/// What kind of post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// People.
    Team,
    /// A camera.
    Camera,
    /// A microphone array.
    Acoustic,
}

impl PostKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Team, Self::Camera, Self::Acoustic];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Camera => "camera",
            Self::Acoustic => "acoustic",
        }
    }
}

/// The farthest that anything of the mission sees or hears: 200 km.
const FARTHEST_M: u32 = 200_000;

/// How far by day and how far by night, metres. Zero is not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// While the sun is up.
    pub day_m: u32,
    /// While it is not.
    pub night_m: u32,
}

/// In which direction something looks, and how wide it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The middle, in tenths of a degree from true north, clockwise.
    pub bearing_tenths: u16,
    /// From one edge to the other, in tenths of a degree; 3600 is all around.
    pub opening_tenths: u16,
}

impl Field {
    fn whole(self) -> bool {
        self.bearing_tenths < 3600 && (1..=3600).contains(&self.opening_tenths)
    }
}

/// A place from which the mission watches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its key within the mission.
    pub key: String,
    /// What kind.
    pub kind: PostKind,
    /// What it is called.
    pub name: Bilingual,
    /// Where.
    pub at: Coordinates,
    /// How far it sees or hears, metres. Where nothing is said of sight and hearing apart, it holds by day and by night, all around.
    pub range_m: u32,
    /// In which direction it sees; all around if nothing is said. Hearing has no direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// How far it sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<Reach>,
    /// How far it hears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hears: Option<Reach>,
}

impl Post {
    /// What reaches where: the direction, if it has one, and how far. Sight first, then hearing.
    pub fn reaches(&self) -> Vec<(Option<Field>, Reach)> {
        if self.sees.is_none() && self.hears.is_none() {
            return vec![(self.field, Reach { day_m: self.range_m, night_m: self.range_m })];
        }
        let sees = self.sees.map(|reach| (self.field, reach));
        sees.into_iter().chain(self.hears.map(|reach| (None, reach))).collect()
    }

    pub(super) fn whole(&self) -> Result<(), Refusal> {
        reach_whole(self.sees)?;
        reach_whole(self.hears)?;
        if self.field.is_none_or(Field::whole) { Ok(()) } else { Err(Refusal::FieldImpossible) }
    }
}

/// Whether something can reach so far.
pub(super) fn reach_whole(reach: Option<Reach>) -> Result<(), Refusal> {
    let within = |reach: Reach| reach.day_m.max(reach.night_m) <= FARTHEST_M;
    if reach.is_none_or(within) { Ok(()) } else { Err(Refusal::ReachTooFar) }
}
