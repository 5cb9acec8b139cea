//! Where: as it was observed, never forced to a point.

use crate::text::Line;
use crate::time::InstantMs;
use serde::{Deserialize, Serialize};

/// Why a place cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// Outside -90 to 90 degrees.
    #[error("latitude {0} is outside -90 to 90 degrees")]
    Latitude(String),
    /// Outside -180 to 180 degrees.
    #[error("longitude {0} is outside -180 to 180 degrees")]
    Longitude(String),
    /// Outside 0 up to, not including, 360 degrees.
    #[error("a bearing lies from 0 up to 360 degrees, not {0}")]
    Bearing(String),
    /// Near end beyond the far end, or beyond 200 km.
    #[error("a distance band runs from near to far and at most 200 km: {0} to {1} m")]
    Band(u32, u32),
    /// Not a number.
    #[error("{0:?} is not a number of degrees")]
    NotANumber(String),
}

/// Millionths of a degree (about 0.11 m of latitude).
pub type Microdegrees = i32;

/// A point on WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawCoordinates", into = "RawCoordinates")]
pub struct Coordinates {
    lat_udeg: Microdegrees,
    lon_udeg: Microdegrees,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCoordinates {
    lat_udeg: i32,
    lon_udeg: i32,
}

impl Coordinates {
    /// From millionths of a degree.
    pub fn new(lat_udeg: Microdegrees, lon_udeg: Microdegrees) -> Result<Self, PlaceError> {
        if !(-90_000_000..=90_000_000).contains(&lat_udeg) {
            return Err(PlaceError::Latitude(degrees_text(lat_udeg)));
        }
        if !(-180_000_000..=180_000_000).contains(&lon_udeg) {
            return Err(PlaceError::Longitude(degrees_text(lon_udeg)));
        }
        Ok(Self { lat_udeg, lon_udeg })
    }
    /// From degrees; rounds to a millionth.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, PlaceError> {
        // `contains` is false for NaN, which therefore never passes.
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PlaceError::Latitude(lat.to_string()));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PlaceError::Longitude(lon.to_string()));
        }
        Self::new((lat * 1e6).round() as i32, (lon * 1e6).round() as i32)
    }
    /// Latitude in millionths of a degree.
    pub fn lat_udeg(self) -> Microdegrees {
        self.lat_udeg
    }
    /// Longitude in millionths of a degree.
    pub fn lon_udeg(self) -> Microdegrees {
        self.lon_udeg
    }
    /// Latitude in degrees, for drawing and computing, never for sealing.
    pub fn lat(self) -> f64 {
        f64::from(self.lat_udeg) / 1e6
    }
    /// Longitude in degrees, for drawing and computing, never for sealing.
    pub fn lon(self) -> f64 {
        f64::from(self.lon_udeg) / 1e6
    }
}
impl TryFrom<RawCoordinates> for Coordinates {
    type Error = PlaceError;
    fn try_from(raw: RawCoordinates) -> Result<Self, PlaceError> {
        Self::new(raw.lat_udeg, raw.lon_udeg)
    }
}
impl From<Coordinates> for RawCoordinates {
    fn from(point: Coordinates) -> Self {
        Self { lat_udeg: point.lat_udeg, lon_udeg: point.lon_udeg }
    }
}

/// Degrees with six decimals, as they are written for people.
fn degrees_text(udeg: i32) -> String {
    format!("{:.6}", f64::from(udeg) / 1e6)
}

/// A direction from true north, clockwise, in tenths of a degree, with its error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawBearing", into = "RawBearing")]
pub struct Bearing {
    tenths: u16,
    error_tenths: u16,
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBearing {
    tenths: u16,
    error_tenths: u16,
}
impl Bearing {
    /// `tenths` in 0..3600; `error_tenths` (half width) in 1..=1800.
    pub fn new(tenths: u16, error_tenths: u16) -> Result<Self, PlaceError> {
        if tenths >= 3600 || error_tenths == 0 || error_tenths > 1800 {
            return Err(PlaceError::Bearing(format!(
                "{} ± {}",
                f32::from(tenths) / 10.0,
                f32::from(error_tenths) / 10.0
            )));
        }
        Ok(Self { tenths, error_tenths })
    }
    /// Tenths of a degree from true north.
    pub fn tenths(self) -> u16 {
        self.tenths
    }
    /// Half width of the error in tenths of a degree.
    pub fn error_tenths(self) -> u16 {
        self.error_tenths
    }
}
impl TryFrom<RawBearing> for Bearing {
    type Error = PlaceError;
    fn try_from(raw: RawBearing) -> Result<Self, PlaceError> {
        Self::new(raw.tenths, raw.error_tenths)
    }
}
impl From<Bearing> for RawBearing {
    fn from(bearing: Bearing) -> Self {
        Self { tenths: bearing.tenths, error_tenths: bearing.error_tenths }
    }
}

/// "Two to four kilometres away", in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawBand", into = "RawBand")]
pub struct DistanceBand {
    near_m: u32,
    far_m: u32,
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBand {
    near_m: u32,
    far_m: u32,
}
impl DistanceBand {
    /// Near to far, at most 200 km.
    pub fn new(near_m: u32, far_m: u32) -> Result<Self, PlaceError> {
        if near_m > far_m || far_m > 200_000 || far_m == 0 {
            return Err(PlaceError::Band(near_m, far_m));
        }
        Ok(Self { near_m, far_m })
    }
    /// Near end, metres.
    pub fn near_m(self) -> u32 {
        self.near_m
    }
    /// Far end, metres.
    pub fn far_m(self) -> u32 {
        self.far_m
    }
}
impl TryFrom<RawBand> for DistanceBand {
    type Error = PlaceError;
    fn try_from(raw: RawBand) -> Result<Self, PlaceError> {
        Self::new(raw.near_m, raw.far_m)
    }
}
impl From<DistanceBand> for RawBand {
    fn from(band: DistanceBand) -> Self {
        Self { near_m: band.near_m, far_m: band.far_m }
    }
}

/// A place as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "given_as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// Coordinates with the radius within which they are meant.
    Point {
        /// Where.
        at: Coordinates,
        /// Radius of the stated precision, metres.
        precision_m: u32,
        /// What the place was called, if it was.
        name: Option<Line>,
    },
    /// A name only; `at` is what the gazetteer made of it, with its radius, or nothing.
    Named {
        /// As written.
        name: Line,
        /// The gazetteer's answer, kept so that a later gazetteer does not silently move old reports.
        at: Option<Coordinates>,
        /// Radius of the named place, metres.
        precision_m: u32,
    },
    /// Seen or heard from somewhere else.
    FromObserver {
        /// Where the observer stood.
        observer: Coordinates,
        /// In which direction.
        bearing: Bearing,
        /// How far.
        band: DistanceBand,
        /// What the place was called, if it was.
        name: Option<Line>,
    },
    /// A sound reached a sensor. With two more that heard it, it tells where the event was.
    AtSensor {
        /// The sensor, as the mission knows it.
        sensor: Line,
        /// Where the sensor stands.
        at: Coordinates,
        /// When the sound reached it.
        arrived_ms: InstantMs,
        /// The error of that time, milliseconds: two times in three it is no greater.
        clock_error_ms: u32,
        /// How far the sensor hears, metres.
        range_m: u32,
        /// What the place was called, if it was.
        name: Option<Line>,
    },
}

impl Place {
    /// What it was called, if it was called anything.
    pub fn name(&self) -> Option<&Line> {
        match self {
            Self::Point { name, .. } | Self::FromObserver { name, .. } | Self::AtSensor { name, .. } => name.as_ref(),
            Self::Named { name, .. } => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_places_are_refused_when_made_and_when_read() {
        assert!(Coordinates::from_degrees(91.0, 0.0).is_err());
        assert!(Coordinates::from_degrees(f64::NAN, 0.0).is_err());
        assert!(Bearing::new(3600, 10).is_err());
        assert!(DistanceBand::new(4000, 2000).is_err());
        assert!(serde_json::from_str::<InstantMs>("4102444800000").is_err());
        assert_eq!(serde_json::from_str::<InstantMs>("1579345200123").unwrap().split().1, 123);
        let raw = r#"{"lat_udeg":90000001,"lon_udeg":0}"#;
        assert!(serde_json::from_str::<Coordinates>(raw).is_err());
    }
}
