//! Events whose place is known, and readings of them: drawn as `docs/methods/location.md` says that readings err, from one
//! seed. Distances and directions are geodesics of a library, so that the plane of the method is under test too.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use mirqab_analysis::location::{Air, Arrival, Evidence, Sense, model};
use mirqab_vocabulary::{Bearing, Coordinates, DistanceBand};

/// SOURCE: Steele, Lea and Flood (2014), SplitMix64.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// From 0 to 1, neither included.
    pub fn share(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// Where the posts stand: a place in Libya, and offsets in metres east and north.
pub const CENTRE: (f64, f64) = (32.75, 13.2);

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Observers with bearing and band; `half_width_tenths` stated; directions rounded to so many points of the compass, or none.
    Bearings { half_width_tenths: u16, compass: Option<u16>, liar: bool },
    /// One observer, and a point or a named place of this radius.
    BearingAndPoint { radius_m: u32, named: bool },
    /// Sensors that hear one sound.
    Sound,
    /// Craters, with the weapon's range known or not.
    Craters { range_known: bool },
}

#[derive(Clone, Copy, Debug)]
pub struct Geometry {
    pub name: &'static str,
    pub posts: &'static [(f64, f64)],
    pub kind: Kind,
}

const fn bearings(half_width_tenths: u16) -> Kind {
    Kind::Bearings { half_width_tenths, compass: None, liar: false }
}

/// Every geometry for which the regions must hold the truth as often as they say.
pub const GEOMETRIES: &[Geometry] = &[
    Geometry { name: "one observer", posts: &[(0.0, 0.0)], kind: bearings(100) },
    Geometry { name: "two observers, crossing", posts: &[(-3000.0, -2000.0), (4000.0, -1000.0)], kind: bearings(100) },
    Geometry { name: "two observers, nearly parallel", posts: &[(0.0, 0.0), (150.0, 80.0)], kind: bearings(50) },
    Geometry {
        name: "three observers on one line",
        posts: &[(-4000.0, 0.0), (0.0, 0.0), (4000.0, 0.0)],
        kind: bearings(100),
    },
    Geometry {
        name: "three observers, compass of 8 points",
        posts: &[(-3000.0, -2000.0), (4000.0, -1000.0), (500.0, 5000.0)],
        kind: Kind::Bearings { half_width_tenths: 225, compass: Some(8), liar: false },
    },
    Geometry {
        name: "three observers, compass of 16 points",
        posts: &[(-3000.0, -2000.0), (4000.0, -1000.0), (500.0, 5000.0)],
        kind: Kind::Bearings { half_width_tenths: 113, compass: Some(16), liar: false },
    },
    Geometry {
        name: "six observers",
        posts: &[(-5e3, -2e3), (-2e3, -4e3), (1e3, -5e3), (4e3, -3e3), (6e3, 1e3), (-6e3, 2e3)],
        kind: bearings(100),
    },
    Geometry {
        name: "six observers, one of them always wrong",
        posts: &[(-5e3, -2e3), (-2e3, -4e3), (1e3, -5e3), (4e3, -3e3), (6e3, 1e3), (-6e3, 2e3)],
        kind: Kind::Bearings { half_width_tenths: 100, compass: None, liar: true },
    },
    Geometry {
        name: "a bearing and a point",
        posts: &[(0.0, 0.0)],
        kind: Kind::BearingAndPoint { radius_m: 1000, named: false },
    },
    Geometry {
        name: "a bearing and a named place",
        posts: &[(0.0, 0.0)],
        kind: Kind::BearingAndPoint { radius_m: 3000, named: true },
    },
    Geometry {
        name: "sound at three sensors",
        posts: &[(-1500.0, -1000.0), (2000.0, -500.0), (300.0, 2200.0)],
        kind: Kind::Sound,
    },
    Geometry {
        name: "sound at four sensors",
        posts: &[(-1500.0, -1000.0), (2000.0, -500.0), (300.0, 2200.0), (-2500.0, 2500.0)],
        kind: Kind::Sound,
    },
    Geometry {
        name: "sound at six sensors",
        posts: &[(-1.5e3, -1e3), (2e3, -500.0), (300.0, 2.2e3), (-2.5e3, 2.5e3), (3e3, 2e3), (1e3, -3e3)],
        kind: Kind::Sound,
    },
    Geometry { name: "one crater", posts: &[(0.0, 0.0)], kind: Kind::Craters { range_known: false } },
    Geometry {
        name: "three craters, range known",
        posts: &[(0.0, 0.0), (60.0, 20.0), (30.0, 90.0)],
        kind: Kind::Craters { range_known: true },
    },
];

pub struct Trial {
    pub truth: Coordinates,
    pub evidence: Vec<Evidence>,
}

fn earth() -> Geodesic {
    Geodesic::wgs84()
}

fn degrees(at: Coordinates) -> (f64, f64) {
    (at.lat(), at.lon())
}

pub fn offset(from: (f64, f64), bearing_deg: f64, distance_m: f64) -> Coordinates {
    let (lat, lon): (f64, f64) = earth().direct(from.0, from.1, bearing_deg, distance_m);
    Coordinates::from_degrees(lat, lon).unwrap()
}

/// Distance in metres and direction in degrees.
pub fn between(from: Coordinates, to: Coordinates) -> (f64, f64) {
    let (distance, azimuth, _, _): (f64, f64, f64, f64) = earth().inverse(from.lat(), from.lon(), to.lat(), to.lon());
    (distance, azimuth)
}

/// A distance from a middle as it is assumed before anything is read.
fn reach(chance: &mut Chance, reach_m: f64) -> f64 {
    loop {
        let distance = reach_m * (chance.share().powi(-2) - 1.0).sqrt();
        if distance < model::HORIZON_M {
            return distance;
        }
    }
}

impl Geometry {
    fn stations(&self) -> Vec<Coordinates> {
        self.posts
            .iter()
            .map(|&(east, north)| offset(CENTRE, east.atan2(north).to_degrees(), east.hypot(north)))
            .collect()
    }

    pub fn draw(&self, chance: &mut Chance) -> Trial {
        let stations = self.stations();
        let count = stations.len() as f64;
        let middle = (
            stations.iter().map(|at| at.lat()).sum::<f64>() / count,
            stations.iter().map(|at| at.lon()).sum::<f64>() / count,
        );
        let at_middle = Coordinates::from_degrees(middle.0, middle.1).unwrap();
        let apart = stations.iter().map(|at| between(at_middle, *at).0.powi(2)).sum::<f64>() / count;
        let distance = reach(chance, model::REACH_M.max(apart.sqrt()));
        let truth = offset(middle, chance.between(0.0, 360.0), distance);
        let evidence = match self.kind {
            Kind::Bearings { half_width_tenths, compass, liar } => {
                let liar = liar.then(|| (chance.share() * count) as usize);
                let observe = |(index, at): (usize, &Coordinates)| {
                    let gross = match liar {
                        Some(liar) => index == liar,
                        None => chance.share() < model::GROSS,
                    };
                    sighting(chance, *at, truth, half_width_tenths, compass, gross)
                };
                stations.iter().enumerate().map(observe).collect()
            }
            Kind::BearingAndPoint { radius_m, named } => {
                let gross = chance.share() < model::GROSS;
                let bearing = sighting(chance, stations[0], truth, 100, None, gross);
                vec![bearing, point(chance, truth, radius_m, named)]
            }
            Kind::Sound => vec![sound(chance, &stations, truth)],
            Kind::Craters { range_known } => {
                stations.iter().map(|at| crater(chance, *at, truth, range_known)).collect()
            }
        };
        Trial { truth, evidence }
    }
}

fn bearing(degrees: f64, half_width_tenths: u16) -> Bearing {
    let tenths = (degrees * 10.0).round().rem_euclid(3600.0) as u16;
    Bearing::new(tenths, half_width_tenths).unwrap()
}

/// Bands that people say: each twice as far as the one before.
fn spoken_band(perceived_m: f64) -> DistanceBand {
    let step = (perceived_m / 250.0).log2().floor();
    let near = (250.0 * step.exp2()).round();
    let far = (250.0 * (step + 1.0).exp2()).round();
    DistanceBand::new(near.min(128_000.0) as u32, far.clamp(1.0, 200_000.0) as u32).unwrap()
}

fn sighting(
    chance: &mut Chance,
    observer: Coordinates,
    truth: Coordinates,
    half_width_tenths: u16,
    compass: Option<u16>,
    gross: bool,
) -> Evidence {
    let (distance, direction) = between(observer, truth);
    let half = f64::from(half_width_tenths) / 10.0;
    let sd = (half * model::BEARING_SD_PER_HALF_WIDTH).max(model::BEARING_SD_LEAST_DEG);
    let range_sd = (2f64.ln() / 2.0).clamp(model::RANGE_SD.0, model::RANGE_SD.1);
    let (mut seen, mut far) =
        (direction + sd * chance.normal(), distance * (range_sd * (chance.normal() + model::RANGE_BIAS_PER_SD)).exp());
    if gross {
        seen = chance.between(0.0, 360.0);
        far = 250.0 * (chance.share() * model::GROSS_RANGE_FACTOR.ln()).exp();
    }
    let stated = match compass {
        Some(points) => (seen / 360.0 * f64::from(points)).round() * 360.0 / f64::from(points),
        None => seen + chance.between(-half, half),
    };
    Evidence::FromObserver {
        observer,
        bearing: bearing(stated, half_width_tenths),
        band: Some(spoken_band(far)),
        sense: Sense::Judged,
    }
}

fn point(chance: &mut Chance, truth: Coordinates, radius_m: u32, named: bool) -> Evidence {
    let sd = f64::from(radius_m) / model::PRECISION_PER_SD;
    let off = match chance.share() < model::GROSS {
        true => reach(chance, model::GROSS_POINT_M),
        false => sd * chance.normal().hypot(chance.normal()),
    };
    let at = offset(degrees(truth), chance.between(0.0, 360.0), off);
    if named { Evidence::Named { at, radius_m } } else { Evidence::Point { at, precision_m: radius_m } }
}

fn sound(chance: &mut Chance, sensors: &[Coordinates], truth: Coordinates) -> Evidence {
    let air = Air {
        temperature_dc: 220,
        temperature_sd_dc: 50,
        wind_east_cm_s: 200,
        wind_north_cm_s: -100,
        wind_sd_cm_s: 300,
    };
    let timing_sd_ms = 20;
    let celsius = f64::from(air.temperature_dc) / 10.0 + f64::from(air.temperature_sd_dc) / 10.0 * chance.normal();
    let mut wind = |mean: i32| (f64::from(mean) + f64::from(air.wind_sd_cm_s) * chance.normal()) / 100.0;
    let (east, north) = (wind(air.wind_east_cm_s), wind(air.wind_north_cm_s));
    let mut arrive = |sensor: &Coordinates| {
        let (distance, _) = between(truth, *sensor);
        // The direction in which sound travels at the sensor's end, near enough over these distances.
        let towards = between(truth, *sensor).1.to_radians();
        let speed = 331.3 + 0.606 * celsius + east * towards.sin() + north * towards.cos();
        let mut ms = distance / speed * 1000.0 + f64::from(timing_sd_ms) * chance.normal();
        if chance.share() < model::GROSS {
            ms = distance / speed * 1000.0 + 1000.0 * chance.between(-0.5, 0.5) * model::GROSS_ARRIVAL_S;
        }
        Arrival { sensor: *sensor, at_ms: 1_000_000 + ms.round() as i64, error_ms: timing_sd_ms }
    };
    Evidence::Arrivals { arrivals: sensors.iter().map(&mut arrive).collect(), air }
}

fn crater(chance: &mut Chance, at: Coordinates, truth: Coordinates, range_known: bool) -> Evidence {
    let (distance, direction) = between(at, truth);
    let half = 8.0;
    let sd = (half * model::BEARING_SD_PER_HALF_WIDTH).max(model::AZIMUTH_SD_LEAST_DEG);
    let gross = chance.share() < model::GROSS;
    let mut seen = direction + sd * chance.normal();
    let mut far = distance * (model::WEAPON_RANGE_SD * chance.normal()).exp();
    if gross {
        seen = chance.between(0.0, 360.0);
        far = 250.0 * (chance.share() * model::GROSS_RANGE_FACTOR.ln()).exp();
    }
    Evidence::Crater {
        at,
        azimuth: bearing(seen + chance.between(-half, half), (half * 10.0) as u16),
        range: range_known.then(|| spoken_band(far)),
    }
}
