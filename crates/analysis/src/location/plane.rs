//! A plane that is true in distance and direction from its centre, and so nearly true everywhere near it.

use mirqab_vocabulary::Coordinates;

/// WGS 84.
const AXIS_M: f64 = 6_378_137.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_14;

/// An azimuthal equidistant plane. SOURCE: distance and direction by Gauss's mid-latitude formulas.
/// LIMIT: within 100 km of the centre a distance is true to some metres; poles and the date line are not handled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    lat: f64,
    lon: f64,
}

/// Metres east and north of the centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl Plane {
    /// Around the middle of these points; nothing if there are none.
    pub(crate) fn around(points: &[Coordinates]) -> Option<Self> {
        let count = points.len() as f64;
        if points.is_empty() {
            return None;
        }
        let mean = |part: fn(&Coordinates) -> f64| points.iter().map(part).sum::<f64>() / count;
        Some(Self { lat: mean(|at| at.lat()).to_radians(), lon: mean(|at| at.lon()).to_radians() })
    }

    fn project(self, lat: f64, lon: f64) -> Spot {
        let (up, across) = (lat - self.lat, lon - self.lon);
        let middle = self.lat + up / 2.0;
        let (sin, cos) = middle.sin_cos();
        let flat = (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
        let north = up * AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / flat.powi(3);
        let east = across * cos * AXIS_M / flat;
        // Meridians meet: the direction at the centre differs from that half way.
        let (turn_sin, turn_cos) = (across * sin / 2.0).sin_cos();
        Spot { x: east * turn_cos - north * turn_sin, y: north * turn_cos + east * turn_sin }
    }

    pub(crate) fn spot(self, at: Coordinates) -> Spot {
        self.project(at.lat().to_radians(), at.lon().to_radians())
    }

    /// By how much true north at this point is turned, clockwise, from the plane's north; radians.
    pub(crate) fn north(self, at: Coordinates) -> f64 {
        let (lat, lon) = (at.lat().to_radians(), at.lon().to_radians());
        let (a, b) = (self.project(lat - 1e-6, lon), self.project(lat + 1e-6, lon));
        (b.x - a.x).atan2(b.y - a.y)
    }

    /// The point at a spot, rounded to a millionth of a degree and kept within the bounds of latitude and longitude.
    pub(crate) fn coordinates(self, spot: Spot) -> Coordinates {
        let cos = self.lat.cos().max(0.01);
        let (mut lat, mut lon) = (self.lat + spot.y / AXIS_M, self.lon + spot.x / (AXIS_M * cos));
        for _ in 0..4 {
            let there = self.project(lat, lon);
            lat += (spot.y - there.y) / AXIS_M;
            lon += (spot.x - there.x) / (AXIS_M * cos);
        }
        let udeg = |radians: f64, most: f64| (radians.to_degrees().clamp(-most, most) * 1e6).round() as i32;
        Coordinates::new(udeg(lat, 90.0), udeg(lon, 180.0)).expect("kept within the bounds above")
    }
}
