//! The posterior over the plane, from coarse squares to fine ones where the mass is.

use super::contour::Knot;
use super::model;
use super::plane::Spot;
use super::reading::Reading;

/// Where people and sensors stood: an event that they noticed lies near them.
pub(crate) struct Posterior {
    pub(crate) readings: Vec<Reading>,
    /// The middle of observers and sensors with their reach; nothing if there are none.
    pub(crate) near: Option<(Spot, f64)>,
}

impl Posterior {
    pub(crate) fn prior_ln(&self, spot: Spot) -> f64 {
        let Some((middle, reach)) = self.near else { return 0.0 };
        let squared = (spot.x - middle.x).powi(2) + (spot.y - middle.y).powi(2);
        // The logarithm of `reach_density`, but for what is the same everywhere.
        -1.5 * (squared / (reach * reach)).ln_1p()
    }
    pub(crate) fn ln(&self, spot: Spot, side: f64) -> f64 {
        self.prior_ln(spot) + self.readings.iter().map(|reading| reading.ln(spot, side)).sum::<f64>()
    }
}

/// The finest squares, with what lies outside them.
pub(crate) struct Squares {
    /// Side of a square in metres; knot (0, 0) is the centre of a square at `corner`.
    pub(crate) side: f64,
    pub(crate) corner: Spot,
    /// The densest first: knot and logarithm of the density.
    pub(crate) densities: Vec<(Knot, f64)>,
    /// The logarithm of the total mass, that of the coarser squares included, over the area of a square.
    pub(crate) total_ln: f64,
}

impl Squares {
    pub(crate) fn spot(&self, knot: (f64, f64)) -> Spot {
        Spot { x: self.corner.x + knot.0 * self.side, y: self.corner.y + knot.1 * self.side }
    }

    /// How many of the densest squares hold this share of the mass, and the density at which they end.
    pub(crate) fn reaching(&self, share: f64) -> (usize, f64) {
        let mut sum = 0.0;
        for (count, (_, ln)) in self.densities.iter().enumerate() {
            sum += (ln - self.total_ln).exp();
            if sum >= share {
                // Half way to the next square: the outline runs between them.
                let next = self.densities.get(count + 1).map_or(*ln - 1.0, |next| next.1);
                return (count + 1, (ln + next) / 2.0);
            }
        }
        (self.densities.len(), self.densities.last().map_or(0.0, |last| last.1) - 1.0)
    }
}

impl Squares {
    /// The share of the densest so many squares whose four neighbours are among them.
    fn surrounded(&self, count: usize) -> f64 {
        let mut knots: Vec<Knot> = self.densities[..count].iter().map(|(knot, _)| *knot).collect();
        knots.sort_unstable();
        let among = |knot: Knot| knots.binary_search(&knot).is_ok();
        let inside = knots
            .iter()
            .filter(|(x, y)| among((x - 1, *y)) && among((x + 1, *y)) && among((*x, y - 1)) && among((*x, y + 1)));
        inside.count() as f64 / count as f64
    }
}

const FIRST: i32 = 32;
/// A square with less of the mass is not divided, while all those together hold no more than `LEFT`.
const SMALL: f64 = 1e-5;
const LEFT: f64 = 0.01;
/// Fine enough: the inner and the outer region are made of so many squares, and this share of the inner one's has
/// neighbours on all sides. A long and thin region has many squares before it is resolved across.
const ENOUGH: (usize, usize) = (50, 220);
const THICK: f64 = 0.4;
const MOST: usize = 8_000;
const FINEST_M: f64 = 0.5;

/// Divides squares until the regions of 50 % and 90 % are made of enough of them. `first` asks
/// each of the first, coarse squares.
pub(crate) fn search(
    posterior: &Posterior,
    middle: Spot,
    half: f64,
    first: &mut dyn FnMut(Spot, f64) -> f64,
) -> Squares {
    let mut side = 2.0 * half / f64::from(FIRST);
    let mut corner = Spot { x: middle.x - half + side / 2.0, y: middle.y - half + side / 2.0 };
    let mut knots: Vec<Knot> = (0..FIRST).flat_map(|x| (0..FIRST).map(move |y| (x, y))).collect();
    // Coarser squares that are not divided: logarithm of their mass over one square metre.
    let mut left: Vec<f64> = Vec::new();
    let mut begun = false;
    loop {
        let at = |knot: &Knot| Spot { x: corner.x + f64::from(knot.0) * side, y: corner.y + f64::from(knot.1) * side };
        let mut densities = Vec::with_capacity(knots.len());
        for knot in &knots {
            let spot = at(knot);
            densities.push((*knot, if begun { posterior.ln(spot, side) } else { first(spot, side) }));
        }
        begun = true;
        densities.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let area_ln = 2.0 * side.ln();
        let masses = densities.iter().map(|(_, ln)| ln + area_ln).chain(left.iter().copied());
        let total_ln = ln_sum(masses.collect());
        let mut squares = Squares { side, corner, densities, total_ln: total_ln - area_ln };
        let (inner, outer) = (squares.reaching(0.5).0, squares.reaching(0.9).0);
        let enough = inner >= ENOUGH.0 && outer >= ENOUGH.1 && squares.surrounded(inner) >= THICK;
        if enough || squares.densities.len() * 2 > MOST || side < FINEST_M {
            return squares;
        }
        let mut passed: f64 = left.iter().map(|ln| (ln - total_ln).exp()).sum();
        while let Some(&(_, ln)) = squares.densities.last() {
            let mass = (ln - squares.total_ln).exp();
            if squares.densities.len() <= 1 || mass >= SMALL || passed + mass > LEFT {
                break;
            }
            passed += mass;
            left.push(ln + area_ln);
            squares.densities.pop();
        }
        knots = Vec::with_capacity(squares.densities.len() * 4);
        for ((x, y), _) in &squares.densities {
            knots.extend([(2 * x, 2 * y), (2 * x + 1, 2 * y), (2 * x, 2 * y + 1), (2 * x + 1, 2 * y + 1)]);
        }
        corner = Spot { x: corner.x - side / 4.0, y: corner.y - side / 4.0 };
        side /= 2.0;
    }
}

pub(crate) fn ln_sum(values: Vec<f64>) -> f64 {
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + values.iter().map(|value| (value - most).exp()).sum::<f64>().ln()
}

/// How far from the middle anything is sought: everything that was read lies within.
pub(crate) fn horizon(spots: &[Spot], middle: Spot) -> f64 {
    let far = spots.iter().map(|spot| spot.distance(middle)).fold(0.0, f64::max);
    model::HORIZON_M.max(far * 1.5)
}
