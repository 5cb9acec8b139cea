//! What two reports have in common, as levels. A level has a weight in the model; a missing value has level 0 and no weight.

use super::background::Surroundings;
use super::kind::{Kind, Kinship};
use super::model::{COUNTER_CLAIM_MILLI, Detail, ONE_PUBLICATION_MILLI};
use super::reports::{NONE, Reports, Row, SOURCE_KINDS};
use crate::lineage::shingles::shared;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// How many unrelated reports chance alone brings so near: the local background.
    Background,
    /// Distance against both stated precisions.
    Place,
    /// Difference of times against what both state.
    Time,
    /// Distance and time taken together, beyond what each says alone.
    PlaceWithTime,
    /// Kind of event.
    Kind,
    /// Weapon.
    Weapon,
    /// Number of explosions, shots, strikes.
    Count,
    /// People killed.
    Killed,
    /// People injured.
    Injured,
    /// Place names as written.
    Name,
    /// Wording.
    Text,
    /// Attached media.
    Media,
    /// Who accuses whom.
    Accusation,
    /// Whether the source is the same.
    Source,
    /// Kinds of source.
    SourceKinds,
}

impl Feature {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Place => "place",
            Self::Time => "time",
            Self::PlaceWithTime => "place_with_time",
            Self::Kind => "kind",
            Self::Weapon => "weapon",
            Self::Count => "count",
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Name => "name",
            Self::Text => "text",
            Self::Media => "media",
            Self::Accusation => "accusation",
            Self::Source => "source",
            Self::SourceKinds => "source_kinds",
        }
    }
}

const KIND_PAIRS: usize = SOURCE_KINDS * (SOURCE_KINDS + 1) / 2;
/// Upper ends of distance over combined precision.
pub(super) const DISTANCE_LEVELS: [f32; 12] = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.35, 1.65, 2.0, 2.6, f32::MAX];
/// Upper ends of the difference of two moments, minutes.
pub(super) const MINUTE_LEVELS: [f32; 14] =
    [1.5, 3.5, 6.5, 10.5, 15.5, 22.5, 30.5, 45.5, 60.5, 80.5, 110.5, 150.5, 200.5, f32::MAX];
/// The end of the last level, minutes.
pub(super) const MINUTES_MOST: f32 = 300.0;
const PLACE_STEPS: usize = DISTANCE_LEVELS.len() + 1;
const MINUTE_STEPS: usize = MINUTE_LEVELS.len();
const LEAVES: usize = 15;
const LEAF_PAIRS: usize = LEAVES * (LEAVES + 1) / 2;

/// Tables of levels. Several may belong to one feature; their weights are added.
pub(super) const TABLES: [(Feature, usize); 17] = [
    (Feature::Place, 3 * PLACE_STEPS),
    (Feature::Time, KIND_PAIRS * MINUTE_STEPS),
    (Feature::Time, 6 * MINUTE_STEPS),
    (Feature::Time, 6 + 6),
    (Feature::PlaceWithTime, 6 * 7),
    (Feature::Kind, LEAF_PAIRS + 2),
    (Feature::Kind, 6 * KIND_PAIRS),
    (Feature::Weapon, 2),
    (Feature::Count, 8 * 3 * 4),
    (Feature::Killed, TOLL_LEVELS),
    (Feature::Injured, TOLL_LEVELS),
    (Feature::Name, 6 * 2 * 3),
    (Feature::Text, TEXT_LEVELS * 2 * 3),
    (Feature::Media, 1),
    (Feature::Accusation, 3),
    (Feature::Source, 4),
    (Feature::SourceKinds, KIND_PAIRS),
];
pub(super) const TOLL_LEVELS: usize = 7;
pub(super) const TEXT_LEVELS: usize = 8;
const TEXT_STEPS: [f32; TEXT_LEVELS - 1] = [0.04, 0.1, 0.18, 0.3, 0.45, 0.65, 0.9];

/// Where each table begins in one array of weights; 0 is "missing".
pub(super) const STARTS: [u16; TABLES.len() + 1] = {
    let mut starts = [1u16; TABLES.len() + 1];
    let mut at = 0;
    while at < TABLES.len() {
        starts[at + 1] = starts[at] + TABLES[at].1 as u16;
        at += 1;
    }
    starts
};
/// Size of the array of weights.
pub(super) const WEIGHTS: usize = STARTS[TABLES.len()] as usize;

/// The level of two reports that accuse one another's side.
pub(super) const COUNTER_CLAIM: u16 = STARTS[14] + 2;

/// The level of two items of one publication. Like a counter-claim it is known by nature and never learnt: on one day one
/// text is about many events, and contrast would take its words for a sign of one.
pub(super) const ONE_PUBLICATION: u16 = STARTS[15] + 3;

/// Two reports compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compared {
    /// For each table the index of its weight, 0 where a value is missing.
    pub levels: [u16; TABLES.len()],
    /// Logarithm of the expected number of unrelated reports so near.
    pub ln_chance: f32,
    /// Metres between the points.
    pub distance_m: f32,
    /// Minutes between the moments.
    pub minutes: f32,
    /// Share of the shorter text found in the longer.
    pub text_share: f32,
    place: Option<usize>,
    same_point: bool,
}

impl Compared {
    fn set(&mut self, table: usize, level: usize) {
        debug_assert!(level < TABLES[table].1);
        self.levels[table] = STARTS[table] + level as u16;
    }

    /// Whether each report accuses the side that makes the other's claim.
    pub(super) fn counter_claim(&self) -> bool {
        self.levels[14] == COUNTER_CLAIM
    }

    /// The weight by which two reports are of two events by nature, whatever else they share.
    pub(super) fn apart_by_nature(&self) -> Option<i32> {
        match () {
            () if self.counter_claim() => Some(COUNTER_CLAIM_MILLI),
            () if self.levels[15] == ONE_PUBLICATION => Some(ONE_PUBLICATION_MILLI),
            () => None,
        }
    }

    /// What was found for a feature whose values both reports have.
    pub(super) fn detail(&self, feature: Feature, a: &Row, b: &Row) -> Detail {
        match feature {
            Feature::Background => Detail::Expected { reports: self.ln_chance.exp() },
            Feature::Place => {
                Detail::Distance { metres: self.distance_m, precision_m: combined_m(a.precision_m, b.precision_m) }
            }
            Feature::Time => Detail::Apart { minutes: self.minutes },
            Feature::Kind => Detail::Same(a.kind == b.kind),
            Feature::Weapon => Detail::Same(a.weapon == b.weapon),
            Feature::Count => Detail::Numbers { a: a.count, b: b.count },
            Feature::Killed => Detail::Numbers { a: u32::from(a.killed.1), b: u32::from(b.killed.1) },
            Feature::Injured => Detail::Numbers { a: u32::from(a.injured.1), b: u32::from(b.injured.1) },
            Feature::Name => Detail::Likeness { percent: a.name.likeness(b.name) },
            Feature::Text => Detail::Likeness { percent: (self.text_share * 100.0).round() as u32 },
            Feature::Accusation if a.accused == b.accused => Detail::Same(true),
            Feature::Accusation if a.accuser == b.accused || b.accuser == a.accused => Detail::CounterClaim,
            Feature::Accusation => Detail::Same(false),
            Feature::Source => Detail::Same(a.source == b.source),
            Feature::Media => Detail::Same(true),
            Feature::PlaceWithTime | Feature::SourceKinds => Detail::Values,
        }
    }
}

fn unordered(a: usize, b: usize) -> usize {
    let (low, high) = (a.min(b), a.max(b));
    high * (high + 1) / 2 + low
}

fn step(value: f32, ends: &[f32]) -> usize {
    // Counting all costs less than leaving at the first that a guess gets wrong.
    ends.iter().map(|end| usize::from(value > *end)).sum()
}

/// Metres in a millionth of a degree of latitude.
pub(super) const METRES_PER_UDEG: f32 = 0.111_195;

/// Metres between two rows, on the local plane.
pub(super) fn distance_m(a: &Row, b: &Row) -> f32 {
    let dy = (a.lat_udeg - b.lat_udeg) as f32;
    let mut dlon = (i64::from(a.lon_udeg) - i64::from(b.lon_udeg)).abs();
    dlon = dlon.min(360_000_000 - dlon);
    // The mean of the two cosines: near enough for points that may be one.
    let dx = dlon as f32 * ((a.cos_lat + b.cos_lat) * 0.5);
    (dx * dx + dy * dy).sqrt() * METRES_PER_UDEG
}

/// Both precisions together, metres.
pub(super) fn combined_m(a: f32, b: f32) -> f32 {
    (a * a + b * b).sqrt()
}

/// A span from which on a time is a date rather than a moment, seconds.
pub(super) const DAY_FROM_S: u32 = 3 * 3600;

fn precision_class(row: &Row) -> usize {
    let own = row.time_precision_s.max(row.span_s / 2);
    usize::from(own > 300) + usize::from(own > 1_800)
}

/// Compares `a` with `b`. `shift_s` is added to `b`'s time: see the control pairs in `learn`.
pub(super) fn compare(
    reports: &Reports,
    ground: &impl Surroundings,
    a: (u32, &Row),
    b: (u32, &Row),
    shift_s: i64,
) -> Compared {
    let mut out = compare_numbers(reports, ground, a, b, shift_s);
    compare_words(reports, a.1, b.1, &mut out);
    out
}

/// All but names and texts.
pub(super) fn compare_numbers(
    reports: &Reports,
    ground: &impl Surroundings,
    (at_a, a): (u32, &Row),
    (at_b, b): (u32, &Row),
    shift_s: i64,
) -> Compared {
    let mut out = Compared {
        levels: [0; TABLES.len()],
        ln_chance: 0.0,
        distance_m: f32::NAN,
        minutes: f32::NAN,
        text_share: 0.0,
        place: None,
        same_point: false,
    };
    let kinds = unordered(usize::from(a.source_kind), usize::from(b.source_kind));
    // Place.
    let mut place = None;
    let mut same_point = false;
    let mut area_km2 = f32::NAN;
    let mut distance = f32::NAN;
    if a.located() && b.located() {
        let combined = combined_m(a.precision_m, b.precision_m);
        distance = distance_m(a, b);
        area_km2 = std::f32::consts::PI * combined * combined * 1e-6;
        let coarse = |row: &Row| usize::from(row.precision_m > 2_500.0);
        same_point = a.same_point(b);
        let near = distance / combined;
        let level = if same_point { 0 } else { 1 + step(near, &DISTANCE_LEVELS[..DISTANCE_LEVELS.len() - 1]) };
        out.set(0, (coarse(a) + coarse(b)) * PLACE_STEPS + level);
        place = Some(match () {
            () if same_point => 0,
            () if near <= 0.45 => 1,
            () if near <= 0.9 => 2,
            () if near <= 1.35 => 3,
            () if near <= 2.0 => 4,
            () => 5,
        });
    }
    // Time.
    let mut hours = f32::NAN;
    let mut minutes = f32::NAN;
    let mut moments = None;
    if a.timed() && b.timed() {
        let apart_s = (a.moment - b.moment - shift_s).unsigned_abs().min(1 << 40) as f32;
        minutes = apart_s / 60.0;
        let day = |row: &Row| row.span_s >= DAY_FROM_S;
        if !day(a) && !day(b) {
            hours = 1.0;
            let level = step(minutes, &MINUTE_LEVELS[..MINUTE_STEPS - 1]);
            out.set(1, kinds * MINUTE_STEPS + level);
            out.set(2, unordered(precision_class(a), precision_class(b)) * MINUTE_STEPS + level);
            moments = Some(match minutes {
                m if m <= 3.5 => 0,
                m if m <= 10.5 => 1,
                m if m <= 22.5 => 2,
                m if m <= 45.5 => 3,
                m if m <= 80.5 => 4,
                _ => 5,
            });
        } else {
            let (longer, shorter) = (a.span_s.max(b.span_s) as f32, a.span_s.min(b.span_s) as f32);
            hours = longer / 3600.0;
            if day(a) && day(b) {
                // How far the two intervals fail to be one, against the longer.
                let apart = apart_s / longer;
                out.set(3, 6 + step(apart, &[0.02, 0.3, 0.7, 1.02, 1.5]));
            } else {
                let beyond = (apart_s + shorter / 2.0 - longer / 2.0) / 3600.0;
                out.set(3, step(beyond, &[0.0, 0.5, 1.5, 3.0, 6.0]));
            }
            moments = Some(6);
        }
    }
    if let (Some(place), Some(moment)) = (place, moments) {
        out.set(4, place * 7 + moment);
    }
    // Kind.
    if a.kind != Row::NO_KIND && b.kind != Row::NO_KIND {
        let (one, other) = (Kind::coded(a.kind), Kind::coded(b.kind));
        let kinship = one.kinship(other);
        let level = if one.code() < LEAVES && other.code() < LEAVES {
            unordered(one.code(), other.code())
        } else {
            LEAF_PAIRS + usize::from(kinship != Kinship::Same)
        };
        out.set(5, level);
        out.set(6, kinship as usize * KIND_PAIRS + kinds);
    }
    if a.weapon != NONE && b.weapon != NONE {
        out.set(7, usize::from(a.weapon != b.weapon));
    }
    if let Some(level) = count_level(a, b) {
        out.set(8, level);
    }
    if let Some(level) = toll_level(a, b, a.killed, b.killed) {
        out.set(9, level);
    }
    if let Some(level) = toll_level(a, b, a.injured, b.injured) {
        out.set(10, level);
    }
    if a.media_count > 0 && b.media_count > 0 && reports.media(a).iter().any(|item| reports.media(b).contains(item)) {
        out.set(13, 0);
    }
    if a.accused != NONE && b.accused != NONE {
        let against = |x: &Row, y: &Row| x.accuser != NONE && x.accuser == y.accused;
        out.set(
            14,
            match () {
                () if a.accused == b.accused => 0,
                () if against(a, b) || against(b, a) => 2,
                () => 1,
            },
        );
    }
    if a.source != NONE && b.source != NONE {
        out.set(
            15,
            match () {
                () if a.source == b.source => 0,
                () if a.voice != NONE && a.voice == b.voice => 1,
                () => 2,
            },
        );
    }
    out.set(16, kinds);
    out.distance_m = distance;
    out.minutes = minutes;
    out.place = place;
    out.same_point = same_point;
    out.ln_chance = ground.ln_chance((at_a, a), (at_b, b), area_km2, hours, same_point);
    out
}

/// Tables of names and texts, which cost more to compare than all else.
pub(super) const WORDS: [usize; 2] = [11, 12];
/// Levels of either table go by likeness first, and then by one of so many classes.
pub(super) const WORD_CLASSES: usize = 6;

/// Adds names and texts to what [`compare_numbers`] found.
pub(super) fn compare_words(reports: &Reports, a: &Row, b: &Row, out: &mut Compared) {
    if let Some(class) = name_class(a, b, out) {
        compare_names(a, b, class, out);
    }
    if let Some(class) = text_class(a, b, out) {
        compare_texts(reports, a, b, class, out);
    }
}

/// The class of a pair of which both have names.
pub(super) fn name_class(a: &Row, b: &Row, numbers: &Compared) -> Option<usize> {
    let script = usize::from(a.language != b.language);
    (a.name.0 != 0 && b.name.0 != 0).then(|| script * 3 + numbers.place.map_or(2, |place| place.min(2)))
}

/// The class of a pair of which both have texts that can be compared: text says something within one language only.
pub(super) fn text_class(a: &Row, b: &Row, numbers: &Compared) -> Option<usize> {
    let comparable = a.text_hash != 0 && b.text_hash != 0 && a.language == b.language;
    let same_moment = numbers.minutes < 1.0;
    let agree = usize::from(numbers.same_point) + usize::from(numbers.same_point && same_moment);
    // A short text is like another by chance.
    comparable.then(|| usize::from(a.shingle_count.min(b.shingle_count) >= 12) * 3 + agree)
}

/// Whether two reports are items of one publication that state different facts.
pub(super) fn one_publication(a: &Row, b: &Row) -> bool {
    let same_words = a.text_hash == b.text_hash && a.text_hash != 0 && a.language == b.language;
    same_words && a.source == b.source && a.source != NONE && !same_facts(a, b)
}

pub(super) fn compare_names(a: &Row, b: &Row, class: usize, out: &mut Compared) {
    let likeness = a.name.likeness(b.name);
    let level = match likeness {
        100 => 0,
        80..100 => 1,
        65..80 => 2,
        50..65 => 3,
        30..50 => 4,
        _ => 5,
    };
    out.set(11, level * WORD_CLASSES + class);
}

pub(super) fn compare_texts(reports: &Reports, a: &Row, b: &Row, class: usize, out: &mut Compared) {
    let least = a.shingle_count.min(b.shingle_count).max(1);
    let same = a.text_hash == b.text_hash;
    out.text_share = if same { 1.0 } else { shared(reports.runs(a), reports.runs(b)) as f32 / f32::from(least) };
    if one_publication(a, b) {
        out.levels[15] = ONE_PUBLICATION;
        return;
    }
    out.set(12, step(out.text_share, &TEXT_STEPS) * WORD_CLASSES + class);
}

/// Whether one source saying the same twice says nothing else the second time: then it repeats itself.
fn same_facts(a: &Row, b: &Row) -> bool {
    let facts =
        |row: &Row| (row.lat_udeg, row.lon_udeg, row.moment, row.span_s, row.kind, row.count, row.killed, row.injured);
    facts(a) == facts(b)
}

/// Upper ends of the ratio of two counts: e to the power of 0, 0.12, 0.26, 0.45, 0.7, 1.1 and 1.7.
const COUNT_LEVELS: [f32; 7] = [1.0, 1.127_497, 1.296_93, 1.568_312, 2.013_753, 3.004_166, 5.473_947];
/// What "about" may hide: e to the power of 0.2.
const ABOUT: f32 = 1.221_403;

fn count_level(a: &Row, b: &Row) -> Option<usize> {
    if a.count == NONE || b.count == NONE {
        return None;
    }
    let (low, high) = if a.count <= b.count { (a, b) } else { (b, a) };
    let mut ratio = high.count.max(1) as f32 / low.count.max(1) as f32;
    // "At least 5" is met by 12, and not by 2.
    if low.meant == 2 && high.meant != 2 {
        ratio = ratio.min(ABOUT);
    }
    if a.meant == 1 || b.meant == 1 {
        ratio = (ratio / ABOUT).max(1.0);
    }
    let level = step(ratio, &COUNT_LEVELS);
    let careful = |row: &Row| usize::from(row.source_kind == 1 || row.source_kind == 5);
    let most = a.count.max(b.count);
    let size = usize::from(most > 2) + usize::from(most > 5) + usize::from(most > 15);
    Some((level * 3 + careful(a) + careful(b)) * 4 + size)
}

fn toll_level(a: &Row, b: &Row, toll_a: (u16, u16), toll_b: (u16, u16)) -> Option<usize> {
    if toll_a.0 > toll_a.1 || toll_b.0 > toll_b.1 {
        return None;
    }
    if toll_a.1 == 0 && toll_b.1 == 0 {
        return Some(0);
    }
    let (more_a, more_b) = (toll_a.0.saturating_sub(toll_b.1), toll_b.0.saturating_sub(toll_a.1));
    let none = toll_a.1 == 0 || toll_b.1 == 0;
    // Tolls grow: who reports later may say more.
    let known = a.published != i64::MIN && b.published != i64::MIN;
    let grown = known && if more_a > 0 { a.published > b.published } else { b.published > a.published };
    Some(match (more_a.max(more_b), none) {
        (0, _) if toll_a.1.max(toll_b.1) > 3 => 2,
        (0, _) => 1,
        (1, true) => 3,
        (_, true) => 4,
        (1, false) => 5,
        (_, false) if grown => 5,
        (_, false) => 6,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_lie_one_after_another() {
        assert_eq!(STARTS[0], 1);
        assert_eq!(WEIGHTS, 1 + TABLES.iter().map(|(_, size)| size).sum::<usize>());
    }

    #[test]
    fn unordered_pairs_have_their_own_number() {
        let mut seen: Vec<usize> = (0..6).flat_map(|a| (a..6).map(move |b| unordered(a, b))).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..21).collect::<Vec<_>>());
        assert_eq!(unordered(2, 5), unordered(5, 2));
    }
}
