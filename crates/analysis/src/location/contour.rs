//! Outlines of what lies above a height, from heights on a square lattice: marching squares.

use super::plane::Spot;
use std::collections::BTreeMap;

/// A knot of the lattice.
pub(crate) type Knot = (i32, i32);

/// One side of a square: from its knot to the right, or upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Right(Knot),
    Up(Knot),
}

/// Closed outlines, in units of the lattice, around the knots that are higher than `level`. What is higher lies on the
/// left: outer outlines run counter-clockwise, holes clockwise. `above` must hold all such knots.
pub(crate) fn outlines(above: &[Knot], level: f64, height: &mut dyn FnMut(Knot) -> f64) -> Vec<Vec<Spot>> {
    let mut squares: Vec<Knot> =
        above.iter().flat_map(|&(x, y)| [(x - 1, y - 1), (x, y - 1), (x - 1, y), (x, y)]).collect();
    squares.sort_unstable();
    squares.dedup();
    let mut next: BTreeMap<Side, (Side, Spot)> = BTreeMap::new();
    for (x, y) in squares {
        let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
        let heights = corners.map(&mut *height);
        let (bottom, right, top, left) =
            (Side::Right((x, y)), Side::Up((x + 1, y)), Side::Right((x, y + 1)), Side::Up((x, y)));
        let at = |a: usize, b: usize| {
            // Where between two knots the level is crossed; never on a knot, so that outlines do not touch.
            let share = ((level - heights[a]) / (heights[b] - heights[a])).clamp(0.02, 0.98);
            let along = |from: i32, to: i32| f64::from(from) + share * f64::from(to - from);
            Spot { x: along(corners[a].0, corners[b].0), y: along(corners[a].1, corners[b].1) }
        };
        let spot = |side: Side| {
            if side == bottom {
                at(0, 1)
            } else if side == right {
                at(1, 2)
            } else if side == top {
                at(3, 2)
            } else {
                at(0, 3)
            }
        };
        let case = heights.iter().enumerate().fold(0, |case, (bit, &h)| case | (usize::from(h > level) << bit));
        let middle = heights.iter().sum::<f64>() / 4.0 > level;
        let lines: &[(Side, Side)] = match (case, middle) {
            (1, _) => &[(bottom, left)],
            (2, _) => &[(right, bottom)],
            (3, _) => &[(right, left)],
            (4, _) => &[(top, right)],
            (5, true) => &[(bottom, right), (top, left)],
            (5, false) => &[(bottom, left), (top, right)],
            (6, _) => &[(top, bottom)],
            (7, _) => &[(top, left)],
            (8, _) => &[(left, top)],
            (9, _) => &[(bottom, top)],
            (10, true) => &[(left, bottom), (right, top)],
            (10, false) => &[(right, bottom), (left, top)],
            (11, _) => &[(right, top)],
            (12, _) => &[(left, right)],
            (13, _) => &[(bottom, right)],
            (14, _) => &[(left, bottom)],
            _ => &[],
        };
        for &(from, to) in lines {
            next.insert(from, (to, spot(from)));
        }
    }
    let mut rings = Vec::new();
    while let Some((start, (mut side, first))) = next.pop_first() {
        let mut ring = vec![first];
        while side != start {
            // INVARIANT: each side that is crossed is left once and reached once, so every walk comes back.
            let (onward, spot) = next.remove(&side).expect("an outline that does not close");
            ring.push(spot);
            side = onward;
        }
        rings.push(ring);
    }
    rings
}

/// Twice the area within a ring; negative if it runs clockwise.
pub(crate) fn doubled_area(ring: &[Spot]) -> f64 {
    let after = ring.iter().cycle().skip(1);
    ring.iter().zip(after).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

/// Whether a spot lies within a ring.
pub(crate) fn within(ring: &[Spot], spot: Spot) -> bool {
    let after = ring.iter().cycle().skip(1);
    let crossings = ring
        .iter()
        .zip(after)
        .filter(|(a, b)| (a.y > spot.y) != (b.y > spot.y) && spot.x < (b.x - a.x) * (spot.y - a.y) / (b.y - a.y) + a.x);
    crossings.count() % 2 == 1
}

/// A ring without the points that lie within `tolerance` of the line between those that stay. SOURCE: Douglas and Peucker.
pub(crate) fn thinned(ring: &[Spot], tolerance: f64) -> Vec<Spot> {
    if ring.len() < 8 {
        return ring.to_vec();
    }
    let mut kept = vec![false; ring.len()];
    let far = (1..ring.len())
        .fold(0, |far, at| if ring[at].distance(ring[0]) > ring[far].distance(ring[0]) { at } else { far });
    kept[0] = true;
    kept[far] = true;
    let mut open = vec![(0, far), (far, ring.len())];
    while let Some((from, to)) = open.pop() {
        let (a, b) = (ring[from], ring[to % ring.len()]);
        let long = a.distance(b);
        let off = |spot: Spot| {
            if long < 1e-9 {
                a.distance(spot)
            } else {
                ((b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x)).abs() / long
            }
        };
        let worst = (from + 1..to).map(|at| (off(ring[at]), at)).max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((distance, at)) = worst
            && distance > tolerance
        {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    let out: Vec<Spot> = ring.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(spot, _)| *spot).collect();
    if out.len() < 3 { ring.to_vec() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_high_knots_has_an_outline_and_a_hole() {
        let knots: Vec<Knot> =
            (0..5).flat_map(|x| (0..5).map(move |y| (x, y))).filter(|&knot| knot != (2, 2)).collect();
        let rings = outlines(&knots, 0.5, &mut |knot| if knots.contains(&knot) { 1.0 } else { 0.0 });
        let mut areas: Vec<f64> = rings.iter().map(|ring| doubled_area(ring) / 2.0).collect();
        areas.sort_by(f64::total_cmp);
        // The hole is the diamond half way to its four neighbours; the outline is half a step out, its corners cut.
        assert_eq!(areas, [-0.5, 24.5]);
    }

    #[test]
    fn corners_that_touch_are_two_parts_or_one_by_the_height_between_them() {
        let knots = [(0, 0), (1, 1)];
        let heights = |low: f64| move |knot| if knots.contains(&knot) { 1.0 } else { low };
        assert_eq!(outlines(&knots, 0.5, &mut heights(-1.0)).len(), 2);
        assert_eq!(outlines(&knots, 0.5, &mut heights(0.4)).len(), 1);
    }
}
