//! The smallest circle around points.

use super::plane::Spot;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Round {
    pub(crate) centre: Spot,
    pub(crate) radius: f64,
}

impl Round {
    fn holds(&self, spot: Spot) -> bool {
        self.centre.distance(spot) <= self.radius * (1.0 + 1e-12) + 1e-9
    }
    fn over(a: Spot, b: Spot) -> Self {
        Self { centre: Spot { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 }, radius: a.distance(b) / 2.0 }
    }
    /// Through three points; over the longest side if they lie on a line.
    fn through(a: Spot, b: Spot, c: Spot) -> Self {
        let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let turn = 2.0 * (bx * cy - by * cx);
        if turn.abs() < 1e-9 {
            let sides = [Self::over(a, b), Self::over(b, c), Self::over(a, c)];
            return sides.into_iter().fold(sides[0], |most, side| if side.radius > most.radius { side } else { most });
        }
        let (b2, c2) = (bx * bx + by * by, cx * cx + cy * cy);
        let centre = Spot { x: a.x + (cy * b2 - by * c2) / turn, y: a.y + (bx * c2 - cx * b2) / turn };
        Self { centre, radius: centre.distance(a) }
    }
}

/// The corners of the convex hull, counter-clockwise. SOURCE: Andrew's monotone chain.
fn hull(points: &[Spot]) -> Vec<Spot> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let chain = |spots: &mut dyn Iterator<Item = Spot>| {
        let mut out: Vec<Spot> = Vec::new();
        for spot in spots {
            while let [.., a, b] = out[..]
                && (b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x) <= 0.0
            {
                out.pop();
            }
            out.push(spot);
        }
        out.pop();
        out
    };
    let mut corners = chain(&mut sorted.iter().copied());
    corners.extend(chain(&mut sorted.iter().rev().copied()));
    corners
}

/// The smallest circle that holds all points; nothing if there are none. SOURCE: Welzl (1991), the loops written out.
pub(crate) fn smallest(points: &[Spot]) -> Option<Round> {
    let corners = hull(points);
    let mut round = Round { centre: *corners.first()?, radius: 0.0 };
    for (i, &a) in corners.iter().enumerate() {
        if round.holds(a) {
            continue;
        }
        round = Round { centre: a, radius: 0.0 };
        for (j, &b) in corners[..i].iter().enumerate() {
            if round.holds(b) {
                continue;
            }
            round = Round::over(a, b);
            for &c in &corners[..j] {
                if !round.holds(c) {
                    round = Round::through(a, b, c);
                }
            }
        }
    }
    Some(round)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_all_points_and_no_pair_or_triple_needs_a_larger_one(
            raw in prop::collection::vec((-1000.0..1000.0f64, -1000.0..1000.0f64), 1..12)
        ) {
            let points: Vec<Spot> = raw.iter().map(|&(x, y)| Spot { x, y }).collect();
            let round = smallest(&points).unwrap();
            prop_assert!(points.iter().all(|&spot| round.centre.distance(spot) <= round.radius + 1e-6));
            // The slow way: the smallest among the circles of all pairs and triples that hold every point.
            let mut least = if points.len() == 1 { 0.0 } else { f64::INFINITY };
            for &a in &points {
                for &b in &points {
                    for &c in &points {
                        for trial in [Round::over(a, b), Round::through(a, b, c)] {
                            if points.iter().all(|&spot| trial.centre.distance(spot) <= trial.radius + 1e-6) {
                                least = least.min(trial.radius);
                            }
                        }
                    }
                }
            }
            prop_assert!((round.radius - least).abs() < 1e-3, "{} against {least}", round.radius);
        }
    }
}
