//! Coverage: who could have seen or heard, where and when, by which means, by day and by night.
//!
//! Enters: stretches of watching, each from one place or along a way, with how far it reaches. Leaves: for each cell of a grid, and for an
//! area as a whole, for how many seconds somebody watched. Always true: overlapping watches count once; day and night add up to the
//! whole; what nobody watched is absent, and not zero. Deliberately not here: what was seen, and what a post or a patrol is.
//!
//! A cell counts as watched while its **centre** is within reach. All times are whole seconds since 1970, each stretch from its first
//! second up to, and not including, its last. Trigonometry is `libm`'s, so that every machine finds the same seconds.

mod grid;
mod rate;
mod reach;
pub mod sun;
#[cfg(test)]
mod tests;

pub use grid::Grid;
pub use rate::{Rate, garwood};

/// A place in millionths of a degree: latitude and longitude.
pub type Spot = (i32, i32);

/// By which means somebody watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// People at a fixed place.
    People,
    /// People under way.
    Patrol,
    /// From the air.
    Air,
    /// A camera.
    Camera,
    /// A microphone array.
    Acoustic,
}

impl Means {
    /// Every one, as listed.
    pub const ALL: [Self; 5] = [Self::People, Self::Patrol, Self::Air, Self::Camera, Self::Acoustic];

    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Patrol => "patrol",
            Self::Air => "air",
            Self::Camera => "camera",
            Self::Acoustic => "acoustic",
        }
    }

    fn index(self) -> usize {
        self as usize
    }
}

/// How far something reaches: in which direction (bearing and opening, tenths of a degree; all around if none is given), and how far by
/// day and by night, metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Bearing of the middle and opening from edge to edge, in tenths of a degree.
    pub field: Option<(u16, u16)>,
    /// By day.
    pub day_m: u32,
    /// By night.
    pub night_m: u32,
}

/// A stretch of watching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// By which means.
    pub means: Means,
    /// From this second.
    pub from_s: i64,
    /// Up to, and not including, this one.
    pub to_s: i64,
    /// Where: one place; or a way, as places with the seconds at which they were reached, in the order of time. Between two it is
    /// passed evenly; before the first and after the last nobody watches.
    pub way: Vec<(i64, Spot)>,
    /// What reaches from there.
    pub reaches: Vec<Reach>,
}

impl Watch {
    /// From when to when it watches within a period; nothing of a way lies outside its first and last place.
    fn within(&self, (from, to): (i64, i64)) -> (i64, i64) {
        let (mut from, mut to) = (from.max(self.from_s), to.min(self.to_s));
        if let [(first, _), .., (last, _)] = self.way.as_slice() {
            (from, to) = (from.max(*first), to.min(*last));
        }
        (from, to)
    }
}

/// Seconds by day and by night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Light {
    /// While the sun is up.
    pub day_s: i64,
    /// While it is not.
    pub night_s: i64,
}

impl Light {
    /// Both.
    pub fn total_s(self) -> i64 {
        self.day_s + self.night_s
    }
}

/// For how long somebody watched: by any means, and by each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// By at least one.
    pub any: Light,
    /// By each, in the order of `Means::ALL`.
    pub by: [Light; 5],
}

impl Seen {
    /// By one means.
    pub fn of(&self, means: Means) -> Light {
        self.by[means.index()]
    }
}

/// What a grid shows of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// The cells that were watched, by their number, in order. Every other cell was not watched at all.
    pub cells: Vec<(u32, Seen)>,
    /// For how long at least one of the cells was watched.
    pub anywhere: Seen,
    /// When at least one of the cells was watched, each second once, in order.
    pub when: Vec<(i64, i64)>,
    /// How long the period was, by day and by night at the middle of the grid.
    pub period: Light,
}

/// Adds up stretches that may overlap, each second once; leaves them sorted and joined.
fn joined(pieces: &mut Vec<(i64, i64)>) {
    pieces.sort_unstable();
    let mut kept: usize = 0;
    for at in 0..pieces.len() {
        let piece = pieces[at];
        if kept > 0 && piece.0 <= pieces[kept - 1].1 {
            pieces[kept - 1].1 = pieces[kept - 1].1.max(piece.1);
        } else {
            pieces[kept] = piece;
            kept += 1;
        }
    }
    pieces.truncate(kept);
}

/// Seconds of joined pieces, parted by joined stretches of day.
fn parted(pieces: &[(i64, i64)], days: &[(i64, i64)]) -> Light {
    let total: i64 = pieces.iter().map(|(from, to)| to - from).sum();
    let mut day_s = 0;
    let mut first = 0;
    for (from, to) in pieces {
        while days.get(first).is_some_and(|day| day.1 <= *from) {
            first += 1;
        }
        let within = days[first..].iter().take_while(|day| day.0 < *to);
        day_s += within.map(|day| (day.1.min(*to) - day.0.max(*from)).max(0)).sum::<i64>();
    }
    Light { day_s, night_s: total - day_s }
}

/// Seconds of stretches by means, parted by day and night.
fn seen(mut by: [Vec<(i64, i64)>; 5], days: &[(i64, i64)]) -> Seen {
    let mut all: Vec<(i64, i64)> = by.iter().flatten().copied().collect();
    joined(&mut all);
    let mut each = [Light::default(); 5];
    for (light, pieces) in each.iter_mut().zip(&mut by) {
        joined(pieces);
        *light = parted(pieces, days);
    }
    Seen { any: parted(&all, days), by: each }
}

/// For how long of a period somebody watched anywhere, in time alone. By day is what is watched from where the sun is up, by any of
/// those who watch; the rest is by night.
pub fn hours(watches: &[Watch], period: (i64, i64)) -> Seen {
    let mut by: [Vec<(i64, i64)>; 5] = Default::default();
    let mut days = Vec::new();
    for watch in watches {
        let (from, to) = watch.within(period);
        let Some((_, spot)) = watch.way.first().filter(|_| from < to) else { continue };
        by[watch.means.index()].push((from, to));
        let up = sun::up(*spot, (from, to));
        days.extend(up.into_iter().map(|(rise, set)| (rise.max(from), set.min(to))).filter(|(rise, set)| rise < set));
    }
    joined(&mut days);
    seen(by, &days)
}

/// A period by day and by night at a place.
pub fn light(spot: Spot, period: (i64, i64)) -> Light {
    parted(&[period], &sun::up(spot, period))
}

/// Whether a place was within reach of somebody at some second of a stretch of time (its ends included).
pub fn in_view(watches: &[Watch], spot: Spot, (from, to): (i64, i64)) -> bool {
    let mut found = false;
    for watch in watches {
        reach::stretches_at(watch, spot, (from, to + 1), &mut |_, _| found = true);
        if found {
            return true;
        }
    }
    false
}

/// What the cells of a grid were watched for during a period. Cells outside `mask`, where there is one, are left out of everything.
pub fn covered(watches: &[Watch], grid: &Grid, mask: Option<&[bool]>, period: (i64, i64)) -> Covered {
    let mut stretches: Vec<(u32, u8, i64, i64)> = Vec::new();
    let mut suns = sun::Suns::of(period);
    for watch in watches {
        reach::stretches(watch, grid, mask, period, &mut suns, &mut stretches);
    }
    stretches.sort_unstable();
    let mut cells = Vec::new();
    let mut anywhere: [Vec<(i64, i64)>; 5] = Default::default();
    for group in stretches.chunk_by(|a, b| a.0 == b.0) {
        let mut by: [Vec<(i64, i64)>; 5] = Default::default();
        for (_, means, from, to) in group {
            by[usize::from(*means)].push((*from, *to));
        }
        by.iter_mut().for_each(joined);
        for (all, own) in anywhere.iter_mut().zip(&by) {
            all.extend(own);
        }
        let number = group[0].0;
        cells.push((number, seen(by, suns.up(grid.centre(number)))));
        // Joined now and then, so that a large area does not hold every stretch of every cell.
        anywhere.iter_mut().filter(|all| all.len() > 1 << 16).for_each(joined);
    }
    let days = sun::up(grid.middle(), period);
    let mut when: Vec<(i64, i64)> = anywhere.iter().flatten().copied().collect();
    joined(&mut when);
    Covered { cells, anywhere: seen(anywhere, &days), when, period: light(grid.middle(), period) }
}

impl Covered {
    /// For how long of a part of the period at least one of the cells was watched, by day and by night at a place.
    pub fn during(&self, spot: Spot, (from, to): (i64, i64)) -> Light {
        let cut = self.when.iter().map(|piece| (piece.0.max(from), piece.1.min(to)));
        let pieces: Vec<(i64, i64)> = cut.filter(|(from, to)| from < to).collect();
        parted(&pieces, &sun::up(spot, (from, to)))
    }
}
