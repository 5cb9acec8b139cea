//! Kinds of reported violation: the agreed bilingual vocabulary, version 1.

use crate::code::codes;

codes! {
    /// What a report says happened. The names in each language are in the catalogue under `kind-` and the code in lower case.
    ViolationKind {
        SmallArmsFire = "FIRE-SA", SniperFire = "FIRE-SNIPE", HeavyMachineGunFire = "FIRE-HMG",
        ExchangeOfFire = "EXCH", Shelling = "SHELL", AirStrike = "AIR", ArmedDroneStrike = "UAV-STRIKE",
        ProhibitedFlight = "OVERFLIGHT", UndeterminedExplosion = "EXPL-U", Mine = "MINE",
        Advance = "ADV", TroopMovement = "MOVE", Fortification = "FORT",
        WeaponInsideLine = "WPN-LINE", WeaponMissingFromSite = "WPN-SITE", ArmsBroughtIn = "EMB",
        AttackOnCivilians = "CIV", Detention = "DET", SexualViolence = "SEXV", UseOfChildren = "CHILD",
        AidObstruction = "AID", RoadClosure = "ROAD", InfrastructureDamage = "INFRA",
        Incitement = "HATE", ObstructionOfMonitors = "MON", Jamming = "JAM",
        IlluminationFlare = "FLARE", NotAViolation = "NONVIOL",
    }
}

impl ViolationKind {
    /// The family in which kinds may be taken for one another by observers who heard but did not see.
    pub fn family(self) -> u8 {
        match self {
            Self::SmallArmsFire | Self::SniperFire | Self::HeavyMachineGunFire | Self::ExchangeOfFire => 1,
            Self::Shelling | Self::AirStrike | Self::ArmedDroneStrike | Self::UndeterminedExplosion | Self::Mine => 2,
            Self::ProhibitedFlight | Self::Jamming | Self::IlluminationFlare => 3,
            Self::Advance | Self::TroopMovement | Self::Fortification => 4,
            Self::WeaponInsideLine | Self::WeaponMissingFromSite | Self::ArmsBroughtIn => 5,
            Self::AttackOnCivilians | Self::Detention | Self::SexualViolence | Self::UseOfChildren => 6,
            Self::AidObstruction | Self::RoadClosure | Self::InfrastructureDamage => 7,
            Self::Incitement => 8,
            Self::ObstructionOfMonitors => 9,
            Self::NotAViolation => 10,
        }
    }
}
