//! When a place is within reach of somebody who stands or moves.
//!
//! Distances are taken in the plane that touches the earth at the place (longitudes drawn together by the cosine of its latitude):
//! within a per mille of the great circle at 30 km. LIMIT: nothing reaches over the meridian of 180 degrees.

use super::grid::DEGREE_M;
use super::sun::Suns;
use super::{Grid, Reach, Spot, Watch};

/// East and north of `from` in metres.
fn offset(from: Spot, (lat, lon): Spot) -> (f64, f64) {
    let middle = (f64::from(from.0) + f64::from(lat)) / 2e6;
    let north = (f64::from(lat) - f64::from(from.0)) / 1e6 * DEGREE_M;
    let east = (f64::from(lon) - f64::from(from.1)) / 1e6 * DEGREE_M * libm::cos(middle.to_radians());
    (east, north)
}

/// Whether a direction lies in a field of view.
fn faces(field: Option<(u16, u16)>, (east, north): (f64, f64)) -> bool {
    let Some((bearing, opening)) = field.filter(|(_, opening)| *opening < 3600) else { return true };
    if east == 0.0 && north == 0.0 {
        return true;
    }
    let direction = libm::atan2(east, north).to_degrees();
    let off = (direction - f64::from(bearing) / 10.0 + 540.0).rem_euclid(360.0) - 180.0;
    libm::fabs(off) <= f64::from(opening) / 20.0
}

/// A period in pieces, each by day or by night at a place.
fn lights(days: &[(i64, i64)], (from, to): (i64, i64), each: &mut dyn FnMut(i64, i64, bool)) {
    let mut at = from;
    let first = days.partition_point(|day| day.1 <= from);
    for (rise, set) in days[first..].iter().take_while(|day| day.0 < to).map(|day| (day.0.max(from), day.1.min(to))) {
        if at < rise {
            each(at, rise, false);
        }
        each(rise, set, true);
        at = set;
    }
    if at < to {
        each(at, to, false);
    }
}

/// One reach over one stretch of time: the same from the first second to the last.
struct Leg {
    from: i64,
    to: i64,
    start: Spot,
    end: Spot,
    field: Option<(u16, u16)>,
    radius_m: f64,
}

/// Every leg of a watch within a period.
fn legs(watch: &Watch, period: (i64, i64), suns: &mut Suns, each: &mut dyn FnMut(&Leg)) {
    let (from, to) = watch.within(period);
    if from >= to {
        return;
    }
    for reach in &watch.reaches {
        if let [(_, spot)] = watch.way.as_slice() {
            leg(reach, (from, to), (*spot, *spot), (from, to), suns, each);
        }
        for two in watch.way.windows(2) {
            let ((begin, start), (end, stop)) = (two[0], two[1]);
            let piece = (from.max(begin), to.min(end));
            if piece.0 < piece.1 {
                leg(reach, (begin, end), (start, stop), piece, suns, each);
            }
        }
    }
}

/// One leg, cut to a piece of its time and at sunrise and sunset.
fn leg(
    reach: &Reach,
    whole: (i64, i64),
    (start, stop): (Spot, Spot),
    piece: (i64, i64),
    suns: &mut Suns,
    each: &mut dyn FnMut(&Leg),
) {
    let place = |at: i64| {
        let share = (at - whole.0) as f64 / (whole.1 - whole.0).max(1) as f64;
        let between = |a: i32, b: i32| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as i32;
        (between(start.0, stop.0), between(start.1, stop.1))
    };
    let mut give = |from: i64, to: i64, radius_m: u32| {
        if radius_m > 0 && from < to {
            let (start, end) = (place(from), place(to));
            each(&Leg { from, to, start, end, field: reach.field, radius_m: f64::from(radius_m) });
        }
    };
    if reach.day_m == reach.night_m {
        return give(piece.0, piece.1, reach.day_m);
    }
    lights(suns.up(start), piece, &mut |from, to, day| give(from, to, if day { reach.day_m } else { reach.night_m }));
}

/// From when to when of a leg a place is within reach.
fn within(leg: &Leg, spot: Spot) -> Option<(i64, i64)> {
    let (x, y) = offset(leg.start, spot);
    let r2 = leg.radius_m * leg.radius_m;
    if leg.start == leg.end {
        return (x * x + y * y <= r2 && faces(leg.field, (x, y))).then_some((leg.from, leg.to));
    }
    // Where the mover is, seen from the place: begins at (-x, -y) and moves by (dx, dy) in all.
    let (ex, ey) = offset(leg.end, spot);
    let (dx, dy) = (x - ex, y - ey);
    let (a, b, c) = (dx * dx + dy * dy, -(x * dx + y * dy), x * x + y * y - r2);
    if a == 0.0 {
        return (c <= 0.0).then_some((leg.from, leg.to));
    }
    let root = b * b - a * c;
    if root < 0.0 {
        return None;
    }
    let root = libm::sqrt(root);
    let (enter, leave) = ((-b - root) / a, (-b + root) / a);
    let length = (leg.to - leg.from) as f64;
    let at = |share: f64| leg.from + libm::floor(share.clamp(0.0, 1.0) * length + 0.5) as i64;
    if leave < 0.0 || enter > 1.0 {
        return None;
    }
    let (from, to) = (at(enter), at(leave));
    (from < to).then_some((from, to))
}

/// Every stretch of a period during which a place is within reach of a watch; they may touch and overlap.
pub(super) fn stretches_at(watch: &Watch, spot: Spot, period: (i64, i64), each: &mut dyn FnMut(i64, i64)) {
    legs(watch, period, &mut Suns::of(period), &mut |leg| {
        if let Some((from, to)) = within(leg, spot) {
            each(from, to);
        }
    });
}

/// For every cell of a grid, the stretches during which it is within reach of a watch.
pub(super) fn stretches(
    watch: &Watch,
    grid: &Grid,
    mask: Option<&[bool]>,
    period: (i64, i64),
    suns: &mut Suns,
    out: &mut Vec<(u32, u8, i64, i64)>,
) {
    let means = watch.means as u8;
    let first = out.len();
    legs(watch, period, suns, &mut |leg| {
        let degrees = |udeg: i32| f64::from(udeg) / 1e6;
        let (south, north) = (leg.start.0.min(leg.end.0), leg.start.0.max(leg.end.0));
        let (west, east) = (leg.start.1.min(leg.end.1), leg.start.1.max(leg.end.1));
        let high = leg.radius_m / DEGREE_M;
        let farthest = (degrees(south).abs().max(degrees(north).abs()) + high).min(89.0);
        let wide = high / libm::cos(farthest.to_radians());
        let cells =
            grid.cells_in(degrees(south) - high, degrees(west) - wide, degrees(north) + high, degrees(east) + wide);
        for cell in cells {
            if mask.is_some_and(|mask| !mask.get(cell as usize).copied().unwrap_or(false)) {
                continue;
            }
            if let Some((from, to)) = within(leg, grid.centre(cell)) {
                out.push((cell, means, from, to));
            }
        }
    });
    // What one watch sees of a cell leg after leg is one stretch: joined here, a month of patrols stays small.
    out[first..].sort_unstable();
    let mut kept = first;
    for at in first..out.len() {
        let next = out[at];
        match kept.checked_sub(1).filter(|last| *last >= first).map(|last| out[last]) {
            Some(last) if last.0 == next.0 && next.2 <= last.3 => out[kept - 1].3 = last.3.max(next.3),
            _ => {
                out[kept] = next;
                kept += 1;
            }
        }
    }
    out.truncate(kept);
}

/// The slow twin's question, asked of the same geometry in its plainest form: whether a place is within reach at one second.
#[cfg(test)]
pub(super) fn sees_at(watch: &Watch, spot: Spot, at: i64) -> bool {
    let (from, to) = watch.within((i64::MIN, i64::MAX));
    if at < from || at >= to {
        return false;
    }
    let here = match watch.way.as_slice() {
        [(_, only)] => *only,
        way => {
            let after = way.iter().position(|(time, _)| *time > at).unwrap_or(way.len() - 1);
            let ((t0, a), (t1, b)) = (way[after - 1], way[after]);
            let share = (at - t0) as f64 / (t1 - t0) as f64;
            let between = |a: i32, b: i32| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as i32;
            (between(a.0, b.0), between(a.1, b.1))
        }
    };
    let day = super::sun::up(here, (at, at + 1)) == [(at, at + 1)];
    watch.reaches.iter().any(|reach| {
        let radius_m = f64::from(if day { reach.day_m } else { reach.night_m });
        let (x, y) = offset(here, spot);
        radius_m > 0.0 && libm::hypot(x, y) <= radius_m && faces(reach.field, (x, y))
    })
}
