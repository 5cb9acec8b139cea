//! Weapons. "Not known" is an answer, and the most frequent one.

use crate::code::codes;
use crate::text::Line;
use serde::{Deserialize, Serialize};

codes! {
    /// The class of weapon.
    WeaponClass {
        Unknown = "unknown", SmallArms = "small_arms", HeavyMachineGun = "hmg", AntiAircraftGun = "aa_gun",
        GrenadeLauncher = "agl", RocketPropelledGrenade = "rpg", AntiTankMissile = "atgm", Mortar = "mortar",
        Tank = "tank", FightingVehicle = "ifv", Artillery = "artillery", RocketLauncher = "mlrs",
        Missile = "missile", AirBomb = "air_bomb", ArmedDrone = "armed_uav", Mine = "mine",
        ImprovisedDevice = "ied", UnexplodedOrdnance = "uxo",
    }
}

/// A weapon, known as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weapon {
    /// Its class; `Unknown` is first-class.
    pub class: WeaponClass,
    /// Calibre in millimetres, rounded to the whole.
    pub calibre_mm: Option<u16>,
    /// Its model, as stated.
    pub model: Option<Line>,
}

impl Weapon {
    /// "Not known".
    pub fn unknown() -> Self {
        Self { class: WeaponClass::Unknown, calibre_mm: None, model: None }
    }
}
