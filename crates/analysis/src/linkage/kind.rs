//! What is said to have happened, as a taxonomy: "explosion" may be a mortar, and gunfire may be a sniper.

/// A kind of event. Leaves lie below undetermined kinds; [`Kind::OTHER`] and above stand for kinds that nobody confuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(u8);

/// How two kinds stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// The same leaf.
    Same,
    /// The same undetermined kind.
    SameUndetermined,
    /// One is the undetermined form of the other.
    Wider,
    /// Siblings that observers take for one another (mortar and artillery).
    Confusable,
    /// The same family otherwise.
    Family,
    /// Different families.
    Apart,
}

macro_rules! kinds {
    ($($name:ident = $code:literal, $text:literal, $group:literal, $family:literal;)*) => {
        impl Kind {
            $(#[doc = concat!("`", $text, "`")] pub const $name: Kind = Kind($code);)*
        }
        /// Code, name, group of kinds often confused, family. Group 0 is "undetermined" of its family.
        const KINDS: &[(&str, u8, u8)] = &[$(($text, $group, $family)),*];
    };
}

kinds! {
    EXPLOSION = 0, "explosion", 0, 1;
    SHELLING = 1, "shelling", 1, 1;
    MORTAR = 2, "mortar", 1, 1;
    ARTILLERY = 3, "artillery", 1, 1;
    ROCKETS = 4, "mlrs", 1, 1;
    TANK_FIRE = 5, "tank_fire", 1, 1;
    AIR_STRIKE = 6, "airstrike", 2, 1;
    DRONE_STRIKE = 7, "uav_strike", 2, 1;
    IED = 8, "ied", 3, 1;
    MINE = 9, "mine", 3, 1;
    ROCKET_GRENADE = 10, "rpg", 1, 1;
    FIRE = 11, "fire", 0, 2;
    SMALL_ARMS = 12, "small_arms", 4, 2;
    HEAVY_MACHINE_GUN = 13, "hmg", 4, 2;
    SNIPER = 14, "sniper", 4, 2;
}

impl Kind {
    /// How many codes there are.
    pub const CODES: usize = 48;
    const FIRST_OTHER: u8 = 15;

    /// A kind that nobody confuses with another (a detention, a road closed). `number` is taken modulo 33.
    pub fn other(number: u8) -> Self {
        Self(Self::FIRST_OTHER + number % (Self::CODES as u8 - Self::FIRST_OTHER))
    }

    /// By the name used in files.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().position(|(text, _, _)| *text == name).map(|code| Self(code as u8))
    }

    /// The names used in files.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(text, _, _)| *text)
    }

    /// The name used in files; "other" for kinds that have none.
    pub fn name(self) -> &'static str {
        KINDS.get(usize::from(self.0)).map_or("other", |(text, _, _)| text)
    }

    pub(super) fn code(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn coded(code: u8) -> Self {
        Self(code)
    }

    fn undetermined(self) -> bool {
        self == Self::EXPLOSION || self == Self::FIRE || self == Self::SHELLING
    }

    /// How `self` and `other` stand to one another. The same both ways.
    pub fn kinship(self, other: Self) -> Kinship {
        if self == other {
            return if self.undetermined() { Kinship::SameUndetermined } else { Kinship::Same };
        }
        let (Some((_, group_a, family_a)), Some((_, group_b, family_b))) =
            (KINDS.get(self.code()), KINDS.get(other.code()))
        else {
            return Kinship::Apart;
        };
        if family_a != family_b {
            return Kinship::Apart;
        }
        let wider = |kind: Self, group_of_other: u8| match kind {
            Self::SHELLING => group_of_other <= 1,
            kind => kind.undetermined(),
        };
        if wider(self, *group_b) || wider(other, *group_a) {
            Kinship::Wider
        } else if group_a == group_b {
            Kinship::Confusable
        } else {
            Kinship::Family
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explosion_may_be_a_mortar_but_not_a_sniper() {
        assert_eq!(Kind::EXPLOSION.kinship(Kind::MORTAR), Kinship::Wider);
        assert_eq!(Kind::MORTAR.kinship(Kind::SHELLING), Kinship::Wider);
        assert_eq!(Kind::SHELLING.kinship(Kind::AIR_STRIKE), Kinship::Family);
        assert_eq!(Kind::MORTAR.kinship(Kind::ARTILLERY), Kinship::Confusable);
        assert_eq!(Kind::EXPLOSION.kinship(Kind::SNIPER), Kinship::Apart);
        assert_eq!(Kind::other(3).kinship(Kind::other(4)), Kinship::Apart);
        assert_eq!(Kind::other(3).kinship(Kind::other(3)), Kinship::Same);
    }

    #[test]
    fn kinship_is_the_same_both_ways() {
        for a in 0..Kind::CODES as u8 {
            for b in 0..Kind::CODES as u8 {
                assert_eq!(Kind::coded(a).kinship(Kind::coded(b)), Kind::coded(b).kinship(Kind::coded(a)));
            }
        }
    }
}
