//! What one report offers for comparison. Everything may be missing, and what is missing is evidence of nothing.

use super::kind::Kind;

/// Identity of something this floor need not understand (a source, a party). Only equality counts, never the value.
pub type Symbol = u32;

/// Who speaks. How far a time or a type can be trusted is learnt per kind of source, never per party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum SourceKind {
    /// Not stated.
    #[default]
    Unknown,
    /// The mission's own observers.
    Monitor,
    /// A party to the conflict.
    Party,
    /// Press, agencies, sites.
    Media,
    /// Residents, hotlines, local networks.
    Civil,
    /// A device.
    Sensor,
}

/// A stated point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
    /// Stated precision in metres: about two of three such points lie nearer than this. `None`: not stated.
    pub precision_m: Option<f32>,
}

/// When it happened, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A moment, good to so many seconds.
    At {
        /// The moment.
        moment: i64,
        /// Stated precision, seconds.
        precision_s: u32,
    },
    /// Some time in this interval; a day known only by its date is the day's two ends.
    Within {
        /// First second.
        from: i64,
        /// Last second.
        until: i64,
    },
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Meant {
    /// Counted.
    #[default]
    Exactly,
    /// "About".
    About,
    /// "At least", "more than".
    AtLeast,
}

/// A number of explosions, shots, strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The number.
    pub number: u32,
    /// How it is meant.
    pub meant: Meant,
}

/// People harmed, from `least` to `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toll {
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

/// In which language a report is written; other values of the caller's are compared as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Tongue(pub u16);

impl Tongue {
    /// Not stated.
    pub const UNKNOWN: Self = Self(0);
    /// From a tag such as `ar` or `en`: its first two letters.
    pub fn tagged(tag: &str) -> Self {
        let mut letters = tag.bytes().map(|byte| u16::from(byte.to_ascii_lowercase()));
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) => Self(first << 8 | second),
            _ => Self::UNKNOWN,
        }
    }
}

/// One report as it is compared with others.
#[derive(Clone, Debug, Default)]
pub struct Evidence<'a> {
    /// Unique among the reports compared and the same whenever they are compared: ties are broken by it.
    pub key: u64,
    /// Who reported.
    pub source: Option<Symbol>,
    /// One origin that several sources are channels of: a sensor network, a caller, a party's own outlets.
    pub voice: Option<Symbol>,
    /// What kind of source that is.
    pub source_kind: SourceKind,
    /// Where it happened.
    pub point: Option<Point>,
    /// When it happened.
    pub when: Option<When>,
    /// When the report was published or received, Unix seconds.
    pub published_at: Option<i64>,
    /// What happened.
    pub kind: Option<Kind>,
    /// Which weapon, in the caller's numbering.
    pub weapon: Option<Symbol>,
    /// How many.
    pub count: Option<Tally>,
    /// People killed.
    pub killed: Option<Toll>,
    /// People injured.
    pub injured: Option<Toll>,
    /// Who is said to have done it.
    pub accused: Option<Symbol>,
    /// On whose side the claim is made.
    pub accuser: Option<Symbol>,
    /// The place's name as written, in any script.
    pub place_name: Option<&'a str>,
    /// What it says.
    pub text: Option<&'a str>,
    /// In which language.
    pub language: Tongue,
    /// Hashes of attached media.
    pub media: &'a [u64],
    /// Sources that the text names as where it has it from.
    pub credits: &'a [Symbol],
}
