//! What one reading says of each spot: the likelihood, as an honest part and a part for readings that are wrong altogether.

use super::acoustic::Sound;
use super::contour;
use super::model;
use super::plane::{Plane, Spot};
use super::{Evidence, Sense};
use mirqab_vocabulary::{Bearing, Coordinates, DistanceBand};

/// A reading made ready to be asked many times.
pub(crate) enum Reading {
    Direction(Direction),
    Around(Around),
    Within(Within),
    Heard(Sound),
}

/// A direction from a spot, with or without a distance.
pub(crate) struct Direction {
    from: Spot,
    bearing: f64,
    half: f64,
    sd: f64,
    range: Option<Range>,
    gross: f64,
}

struct Range {
    near_ln: f64,
    far_ln: f64,
    sd: f64,
}

/// A point with its precision, or a named place with its radius.
pub(crate) struct Around {
    at: Spot,
    sd: f64,
}

/// An area by its outline.
pub(crate) struct Within {
    ring: Vec<Spot>,
    middle: Spot,
    soft: f64,
    area: f64,
}

/// How far a spot spreads that stands for a square, as a share of its side. Wider than the square itself (0.29), so that a
/// ridge thinner than the squares weighs the same whether it runs through their middles or between them.
pub(crate) const SPREAD: f64 = 0.45;

impl Reading {
    pub(crate) fn new(evidence: &Evidence, plane: Plane) -> Self {
        match evidence {
            Evidence::FromObserver { observer, bearing, band, sense } => {
                let range = band.map(|band| Range::stated(band, *sense));
                Self::Direction(Direction::new(plane, *observer, *bearing, range, *sense))
            }
            Evidence::Crater { at, azimuth, range } => {
                let range = range.map(Range::of_weapon);
                Self::Direction(Direction::new(plane, *at, *azimuth, range, Sense::Measured))
            }
            Evidence::Point { at, precision_m: radius_m } | Evidence::Named { at, radius_m } => {
                let sd = (f64::from(*radius_m) / model::PRECISION_PER_SD).max(model::POINT_SD_LEAST_M);
                Self::Around(Around { at: plane.spot(*at), sd })
            }
            Evidence::Area { outline } => Self::Within(Within::new(outline.iter().map(|at| plane.spot(*at)).collect())),
            Evidence::Arrivals { arrivals, air } => Self::Heard(Sound::new(plane, arrivals, air)),
        }
    }

    /// The logarithm of the likelihood at a spot that stands for a square of this side.
    pub(crate) fn ln(&self, spot: Spot, side: f64) -> f64 {
        match self {
            Self::Heard(sound) => sound.ln(spot, side * SPREAD).0,
            _ => {
                let (honest, gross) = self.parts(spot, side * SPREAD);
                (honest + gross).max(f64::MIN_POSITIVE).ln()
            }
        }
    }

    /// The probability that the reading is honest if the event was here; of several sensors, that all are.
    pub(crate) fn honest(&self, spot: Spot, side: f64) -> f64 {
        match self {
            Self::Heard(sound) => sound.ln(spot, side * SPREAD).1,
            _ => {
                let (honest, gross) = self.parts(spot, side * SPREAD);
                honest / (honest + gross).max(f64::MIN_POSITIVE)
            }
        }
    }

    fn parts(&self, spot: Spot, blur: f64) -> (f64, f64) {
        let honest = 1.0 - model::GROSS;
        match self {
            Self::Direction(direction) => (honest * direction.at(spot, blur), direction.gross),
            Self::Around(around) => {
                let variance = around.sd * around.sd + blur * blur;
                let squared = (spot.x - around.at.x).powi(2) + (spot.y - around.at.y).powi(2);
                let near = (-squared / (2.0 * variance)).exp() / (std::f64::consts::TAU * variance);
                (honest * near, model::GROSS * reach_density(squared, model::GROSS_POINT_M))
            }
            Self::Within(within) => {
                let squared = (spot.x - within.middle.x).powi(2) + (spot.y - within.middle.y).powi(2);
                (
                    honest * within.at(spot, blur),
                    model::GROSS * reach_density(squared, model::GROSS_POINT_M + within.soft * 4.0),
                )
            }
            Self::Heard(_) => (0.0, 0.0),
        }
    }
}

/// The density at a squared distance from the middle under which the distance is more than r with probability 1 / sqrt(1 + (r / reach)²).
pub(crate) fn reach_density(squared: f64, reach: f64) -> f64 {
    let scale = reach * reach;
    (1.0 + squared / scale).powf(-1.5) / (std::f64::consts::TAU * scale)
}

/// The ends of a band. One that is narrower than a tenth is widened to it: nobody tells a distance better than that.
fn logarithms(band: DistanceBand) -> (f64, f64) {
    let (near, far) = (f64::from(band.near_m()).ln(), f64::from(band.far_m()).ln());
    let missing = (0.1 - (far - near)).max(0.0) / 2.0;
    (near - missing, far + missing)
}

impl Range {
    fn stated(band: DistanceBand, sense: Sense) -> Self {
        let (near_ln, far_ln) = logarithms(band);
        let (least, most) = model::RANGE_SD;
        let sd = ((far_ln - near_ln) / 2.0).clamp(least, most);
        let bias = match sense {
            Sense::Judged => model::RANGE_BIAS_PER_SD * sd,
            Sense::Measured => 0.0,
        };
        Self { near_ln: near_ln - bias, far_ln: far_ln - bias, sd }
    }
    fn of_weapon(band: DistanceBand) -> Self {
        let (near_ln, far_ln) = logarithms(band);
        Self { near_ln, far_ln, sd: model::WEAPON_RANGE_SD }
    }
    /// How likely such a band is if it was wrong altogether.
    fn gross(&self) -> f64 {
        // A band from zero is taken as one factor e wide and more: nothing is known of how near it begins.
        let width = (self.far_ln - self.near_ln).clamp(2.0 * self.sd, model::GROSS_RANGE_FACTOR.ln());
        width / model::GROSS_RANGE_FACTOR.ln()
    }
}

impl Direction {
    fn new(plane: Plane, from: Coordinates, bearing: Bearing, range: Option<Range>, sense: Sense) -> Self {
        let half = (f64::from(bearing.error_tenths()) / 10.0).to_radians();
        let least = match sense {
            Sense::Judged => model::BEARING_SD_LEAST_DEG,
            Sense::Measured => model::AZIMUTH_SD_LEAST_DEG,
        };
        Self {
            from: plane.spot(from),
            bearing: (f64::from(bearing.tenths()) / 10.0).to_radians() + plane.north(from),
            half,
            sd: (half * model::BEARING_SD_PER_HALF_WIDTH).max(least.to_radians()),
            gross: model::GROSS * (half / std::f64::consts::PI).min(1.0) * range.as_ref().map_or(1.0, Range::gross),
            range,
        }
    }

    /// The probability that an honest observer states this bearing and this band of an event at this spot.
    fn at(&self, spot: Spot, blur: f64) -> f64 {
        let (x, y) = (spot.x - self.from.x, spot.y - self.from.y);
        let distance = x.hypot(y).max(blur).max(1.0);
        let spread = blur / distance;
        let sd = (self.sd * self.sd + spread * spread).sqrt();
        let turn = x.atan2(y) - self.bearing;
        let turn = turn - std::f64::consts::TAU * (turn / std::f64::consts::TAU).round();
        let within = |turn: f64| normal((turn + self.half) / sd) - normal((turn - self.half) / sd);
        let mut seen = within(turn);
        if self.half + 4.0 * sd > std::f64::consts::PI {
            seen += within(turn + std::f64::consts::TAU) + within(turn - std::f64::consts::TAU);
        }
        match &self.range {
            None => seen,
            Some(range) => {
                let sd = (range.sd * range.sd + spread * spread).sqrt();
                let ln = distance.ln();
                seen * (normal((range.far_ln - ln) / sd) - normal((range.near_ln - ln) / sd))
            }
        }
    }
}

impl Within {
    fn new(ring: Vec<Spot>) -> Self {
        let count = ring.len().max(1) as f64;
        let middle = Spot {
            x: ring.iter().map(|spot| spot.x).sum::<f64>() / count,
            y: ring.iter().map(|spot| spot.y).sum::<f64>() / count,
        };
        let area = (contour::doubled_area(&ring).abs() / 2.0).max(1.0);
        Self { ring, middle, soft: (area.sqrt() / 4.0).max(model::POINT_SD_LEAST_M), area }
    }

    /// High within, falling off at the edge over a quarter of the area's width: edges of areas are drawn by hand.
    fn at(&self, spot: Spot, blur: f64) -> f64 {
        let after = self.ring.iter().cycle().skip(1);
        let edge = self.ring.iter().zip(after).map(|(a, b)| {
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let share = ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / (dx * dx + dy * dy).max(1e-9);
            let share = share.clamp(0.0, 1.0);
            spot.distance(Spot { x: a.x + share * dx, y: a.y + share * dy })
        });
        let distance = edge.fold(f64::INFINITY, f64::min);
        let signed = if contour::within(&self.ring, spot) { distance } else { -distance };
        normal(signed / self.soft.hypot(blur)) / self.area
    }
}

/// The standard normal distribution function, to 1e-7. SOURCE: Abramowitz and Stegun 7.1.26.
pub(crate) fn normal(z: f64) -> f64 {
    if z.abs() > 6.0 {
        return if z > 0.0 { 1.0 } else { 0.0 };
    }
    let x = z.abs() * std::f64::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let poly =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let tail = 0.5 * poly * (-x * x).exp();
    if z > 0.0 { 1.0 - tail } else { tail }
}
