//! Where an event was: regions that hold it as often as they say.
//!
//! What enters: readings of one event, each from an independent origin. What leaves: the smallest regions that hold half
//! and nine tenths of the probability, a circle around the greater one, and how much each reading gave. Never a bare
//! point. `docs/methods/location.md` gives assumptions, limits and how often the regions held the truth.
//!
//! LIMIT: floating point decides the last digits of an outline, and differs between machines. A region is computed once
//! and stored; it is not something that a verifier computes again.

mod acoustic;
mod circle;
mod contour;
pub mod model;
mod plane;
mod reading;
mod search;

use contour::Knot;
use mirqab_vocabulary::{Bearing, Coordinates, DistanceBand};
use plane::{Plane, Spot};
use reading::Reading;
use search::{Posterior, Squares};

/// How a direction and a distance were come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// By eye and ear. Distances are taken for shorter than they are.
    Judged,
    /// By an instrument.
    Measured,
}

/// When a sound reached a sensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Where the sensor stands.
    pub sensor: Coordinates,
    /// Milliseconds, on one clock for all sensors.
    pub at_ms: i64,
    /// The error of that time, milliseconds (standard deviation).
    pub error_ms: u32,
}

/// The air between event and sensors, with how well it is known (standard deviations).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Air {
    /// Tenths of a degree Celsius.
    pub temperature_dc: i32,
    /// Its error.
    pub temperature_sd_dc: u32,
    /// Centimetres a second towards east.
    pub wind_east_cm_s: i32,
    /// Centimetres a second towards north.
    pub wind_north_cm_s: i32,
    /// The error of each of both.
    pub wind_sd_cm_s: u32,
}

/// One reading of where the event was. A crater tells where the shot came from: never joined with readings of where it fell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A bearing from an observer, with a distance band if one was given.
    FromObserver {
        /// Where the observer stood.
        observer: Coordinates,
        /// In which direction, from true north.
        bearing: Bearing,
        /// How far.
        band: Option<DistanceBand>,
        /// How both were come by.
        sense: Sense,
    },
    /// Coordinates; nine in ten lie within the precision.
    Point {
        /// Where.
        at: Coordinates,
        /// Radius of the precision, metres.
        precision_m: u32,
    },
    /// A named place; nine in ten lie within its radius.
    Named {
        /// The middle of the place.
        at: Coordinates,
        /// Its radius, metres.
        radius_m: u32,
    },
    /// An area by its outline.
    Area {
        /// At least three corners.
        outline: Vec<Coordinates>,
    },
    /// The direction from a crater back to where the shot came from.
    Crater {
        /// The crater.
        at: Coordinates,
        /// The back-azimuth.
        azimuth: Bearing,
        /// The weapon's least and greatest range, if the weapon is known.
        range: Option<DistanceBand>,
    },
    /// One sound at three sensors or more.
    Arrivals {
        /// When it reached each.
        arrivals: Vec<Arrival>,
        /// Through what air.
        air: Air,
    },
}

/// A part of a region: an outline and holes in it. Outlines run counter-clockwise, holes clockwise, and neither repeats its first point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The outline.
    pub outline: Vec<Coordinates>,
    /// Outlines of holes.
    pub holes: Vec<Vec<Coordinates>>,
}

/// Where the event is with a stated probability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The probability in per cent.
    pub confidence_pct: u8,
    /// Its parts, the largest first.
    pub parts: Vec<Part>,
    /// Its area in thousands of square metres, rounded up.
    pub area_km2_thousandths: u64,
}

impl Region {
    /// Whether a point lies within.
    pub fn holds(&self, at: Coordinates) -> bool {
        let flat = |at: &Coordinates| Spot { x: f64::from(at.lon_udeg()), y: f64::from(at.lat_udeg()) };
        let inside = |ring: &Vec<Coordinates>| contour::within(&ring.iter().map(flat).collect::<Vec<_>>(), flat(&at));
        self.parts.iter().any(|part| inside(&part.outline) && !part.holes.iter().any(inside))
    }
}

/// A circle that holds a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Its centre.
    pub centre: Coordinates,
    /// Its radius, metres, rounded up.
    pub radius_m: u32,
}

/// What one reading gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its share, per mille, in how much the readings together narrowed the place down. A reading that the others speak against has none.
    pub narrowing_permille: u16,
    /// The probability, per mille, that it is no gross error, given all the others.
    pub honest_permille: u16,
}

/// Where an event was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The smallest region that holds it with 50 %.
    pub inner: Region,
    /// The smallest region that holds it with 90 %.
    pub outer: Region,
    /// The mean over the outer region; for summaries only, and never without a region.
    pub mean: Coordinates,
    /// The smallest circle around the outer region.
    pub circle: Circle,
    /// Whether there are several places where it may have been, apart from each other.
    pub several: bool,
    /// What each reading gave, in their order.
    pub shares: Vec<Share>,
}

impl Evidence {
    /// Whether it says anything of a place.
    fn speaks(&self) -> bool {
        match self {
            Self::Area { outline } => outline.len() >= 3,
            Self::Arrivals { arrivals, .. } => arrivals.len() >= 3,
            _ => true,
        }
    }
    fn points(&self) -> Vec<Coordinates> {
        match self {
            Self::FromObserver { observer: at, .. }
            | Self::Crater { at, .. }
            | Self::Point { at, .. }
            | Self::Named { at, .. } => vec![*at],
            Self::Area { outline } => outline.clone(),
            Self::Arrivals { arrivals, .. } => arrivals.iter().map(|arrival| arrival.sensor).collect(),
        }
    }
    /// Whether its points are where somebody or something stood that noticed the event.
    fn noticed(&self) -> bool {
        matches!(self, Self::FromObserver { .. } | Self::Crater { .. } | Self::Arrivals { .. })
    }
}

/// Where the event was by these readings. Nothing if none says anything: areas with fewer than three corners and sounds at
/// fewer than three sensors say nothing and have no share.
pub fn locate(evidence: &[Evidence]) -> Option<Location> {
    let (squares, posterior, plane, priors) = posterior(evidence)?;
    let outer = region(&squares, &posterior, plane, 90);
    let inner = region(&squares, &posterior, plane, 50);
    let (count, _) = squares.reaching(0.9);
    let held = &squares.densities[..count];
    let mut mean = Spot { x: 0.0, y: 0.0 };
    let mut mass = 0.0;
    for &((x, y), ln) in held {
        let weight = (ln - squares.total_ln).exp();
        let spot = squares.spot((f64::from(x), f64::from(y)));
        mean = Spot { x: mean.x + weight * spot.x, y: mean.y + weight * spot.y };
        mass += weight;
    }
    let mean = plane.coordinates(Spot { x: mean.x / mass, y: mean.y / mass });
    let outlines = outer.parts.iter().flat_map(|part| part.outline.iter().copied()).collect::<Vec<_>>();
    let circle = circle_around(&outlines)?;
    let spoken = shares(&squares, &posterior, &priors, held);
    let mut spoken = spoken.into_iter();
    let silent = Share { narrowing_permille: 0, honest_permille: 0 };
    let shares = evidence.iter().map(|one| if one.speaks() { spoken.next().unwrap_or(silent) } else { silent });
    Some(Location {
        several: outer.parts.len() > 1 || inner.parts.len() > 1,
        shares: shares.collect(),
        mean,
        circle,
        inner,
        outer,
    })
}

/// The region that holds the event with any probability from 1 to 99 %; `locate` gives the two that are published.
pub fn region_of(evidence: &[Evidence], confidence_pct: u8) -> Option<Region> {
    let (squares, posterior, plane, _) = posterior(evidence)?;
    Some(region(&squares, &posterior, plane, confidence_pct.clamp(1, 99)))
}

/// How far apart two points are, in metres: true to some metres within 100 km.
pub fn metres_between(a: Coordinates, b: Coordinates) -> f64 {
    let plane = Plane::around(&[a]).expect("one point");
    plane.spot(a).distance(plane.spot(b))
}

/// The smallest circle that holds all points.
pub fn circle_around(points: &[Coordinates]) -> Option<Circle> {
    let plane = Plane::around(points)?;
    let spots: Vec<Spot> = points.iter().map(|at| plane.spot(*at)).collect();
    let centre = plane.coordinates(circle::smallest(&spots)?.centre);
    // Measured again from the centre as it is rounded, and one metre more for the roundings of the points themselves.
    let radius = spots.iter().map(|spot| spot.distance(plane.spot(centre))).fold(0.0, f64::max);
    Some(Circle { centre, radius_m: radius.ceil() as u32 + 1 })
}

/// The smallest circle around what an observer stated: from near to far, as wide as the error of the bearing. It says
/// what was said; where the event was by it is `locate`'s answer, and wider.
pub fn circle_of_sector(observer: Coordinates, bearing: Bearing, band: DistanceBand) -> Circle {
    const STEPS: i32 = 32;
    let plane = Plane::around(&[observer]).expect("one point");
    let middle = (f64::from(bearing.tenths()) / 10.0).to_radians();
    let half = (f64::from(bearing.error_tenths()) / 10.0).to_radians();
    // Corners of a polygon around the far arc, so that the circle holds the arc between them too.
    let far = f64::from(band.far_m()) / (half / f64::from(STEPS)).cos();
    let mut corners = Vec::new();
    for step in -STEPS..=STEPS {
        let (sin, cos) = (middle + half * f64::from(step) / f64::from(STEPS)).sin_cos();
        for distance in [f64::from(band.near_m()), far] {
            corners.push(plane.coordinates(Spot { x: sin * distance, y: cos * distance }));
        }
    }
    circle_around(&corners).expect("corners")
}

fn posterior(evidence: &[Evidence]) -> Option<(Squares, Posterior, Plane, Vec<f64>)> {
    let evidence: Vec<&Evidence> = evidence.iter().filter(|one| one.speaks()).collect();
    let points: Vec<Coordinates> = evidence.iter().flat_map(|one| one.points()).collect();
    let stood: Vec<Coordinates> = evidence.iter().filter(|one| one.noticed()).flat_map(|one| one.points()).collect();
    let plane = Plane::around(if stood.is_empty() { &points } else { &stood })?;
    let spots: Vec<Spot> = points.iter().map(|at| plane.spot(*at)).collect();
    let middle = Spot { x: 0.0, y: 0.0 };
    let near = (!stood.is_empty()).then(|| {
        let apart = stood.iter().map(|at| plane.spot(*at).distance(middle).powi(2)).sum::<f64>() / stood.len() as f64;
        (middle, model::REACH_M.max(apart.sqrt()))
    });
    let posterior = Posterior { readings: evidence.iter().map(|one| Reading::new(one, plane)).collect(), near };
    // What each reading is expected to say before any is read: the mean of its likelihood over the prior.
    let mut expected = vec![Vec::new(); posterior.readings.len()];
    let mut priors = Vec::new();
    let squares = search::search(&posterior, middle, search::horizon(&spots, middle), &mut |spot, side| {
        let prior = posterior.prior_ln(spot);
        priors.push(prior);
        let mut all = prior;
        for (values, reading) in expected.iter_mut().zip(&posterior.readings) {
            let ln = reading.ln(spot, side);
            values.push(prior + ln);
            all += ln;
        }
        all
    });
    let total = search::ln_sum(priors);
    let expected = expected.into_iter().map(|values| search::ln_sum(values) - total).collect();
    Some((squares, posterior, plane, expected))
}

fn region(squares: &Squares, posterior: &Posterior, plane: Plane, confidence_pct: u8) -> Region {
    let (count, level) = squares.reaching(f64::from(confidence_pct) / 100.0);
    let above: Vec<Knot> = squares.densities[..count].iter().map(|(knot, _)| *knot).collect();
    let mut known = squares.densities.clone();
    known.sort_by_key(|(knot, _)| *knot);
    let mut height = |knot: Knot| match known.binary_search_by_key(&knot, |(knot, _)| *knot) {
        Ok(at) => known[at].1,
        // A neighbour that was not divided: it lies lower, or it would have been.
        Err(_) => posterior.ln(squares.spot((f64::from(knot.0), f64::from(knot.1))), squares.side).min(level - 1e-9),
    };
    let rings = contour::outlines(&above, level, &mut height);
    let area: f64 = rings.iter().map(|ring| contour::doubled_area(ring) / 2.0).sum::<f64>() * squares.side.powi(2);
    let (mut outlines, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| contour::doubled_area(ring) > 0.0);
    outlines.sort_by(|a, b| contour::doubled_area(b).total_cmp(&contour::doubled_area(a)));
    let placed = |ring: &[Spot]| -> Vec<Coordinates> {
        contour::thinned(ring, 0.03).iter().map(|spot| plane.coordinates(squares.spot((spot.x, spot.y)))).collect()
    };
    let mut parts: Vec<Part> = outlines.iter().map(|ring| Part { outline: placed(ring), holes: Vec::new() }).collect();
    for hole in holes {
        // The smallest outline around it: islands lie in holes.
        let around = outlines.iter().rposition(|outline| contour::within(outline, hole[0]));
        if let Some(around) = around {
            parts[around].holes.push(placed(&hole));
        }
    }
    Region { confidence_pct, parts, area_km2_thousandths: (area / 1000.0).ceil() as u64 }
}

fn shares(squares: &Squares, posterior: &Posterior, expected: &[f64], held: &[(Knot, f64)]) -> Vec<Share> {
    const SAMPLE: usize = 64;
    let step = held.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<(Spot, f64)> = held
        .iter()
        .step_by(step)
        .map(|&((x, y), ln)| (squares.spot((f64::from(x), f64::from(y))), (ln - squares.total_ln).exp()))
        .collect();
    let mass: f64 = sample.iter().map(|(_, weight)| weight).sum();
    let over =
        |value: &dyn Fn(Spot) -> f64| sample.iter().map(|&(spot, weight)| weight * value(spot)).sum::<f64>() / mass;
    let narrowed: Vec<f64> = posterior
        .readings
        .iter()
        .zip(expected)
        .map(|(reading, expected)| (over(&|spot| reading.ln(spot, squares.side)) - expected).max(0.0))
        .collect();
    let all: f64 = narrowed.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let permille = |share: f64| (share * 1000.0).round().clamp(0.0, 1000.0) as u16;
    posterior
        .readings
        .iter()
        .zip(narrowed)
        .map(|(reading, narrowed)| Share {
            narrowing_permille: permille(narrowed / all),
            honest_permille: permille(over(&|spot| reading.honest(spot, squares.side))),
        })
        .collect()
}
