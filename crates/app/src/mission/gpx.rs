//! Reads the way of a patrol out of a GPX file.
//!
//! A receiver's clock may be wrong and may jump. What cannot have been is left out and counted, never mended: points without a time; points
//! not later than one before them; points later than now; points more than an hour off the patrol. Between two points that lie more than
//! a quarter of an hour apart, or farther than anything moves in that time, nothing is known: the way begins anew there.
//! SOURCE: GPX 1.1, <https://www.topografix.com/GPX/1/1/>.

use mirqab_domain::mission::PatrolMeans;
use mirqab_domain::mission::patrol::LeftOut;
use mirqab_vocabulary::{Coordinates, Instant};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The most points of one file.
const POINTS_MOST: usize = 500_000;
/// The longest time between two points that are joined.
const GAP_S: i64 = 15 * 60;
/// How far beside the patrol's own times a point may lie.
const BESIDE_S: i64 = 3600;
/// Points nearer than this to the straight way between their neighbours in place and time are left away, metres.
const NEAR_M: f64 = 20.0;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpxError {
    /// Not XML, from this line on.
    #[error("not XML from line {line} on")]
    NotXml {
        /// The line, counted from 1.
        line: u64,
    },
    /// XML, but not GPX.
    #[error("not a GPX file")]
    NotGpx,
    /// A point whose latitude or longitude cannot be.
    #[error("point {number} lies nowhere")]
    Nowhere {
        /// Its number, counted from 1.
        number: u64,
    },
    /// No track point in it: a route says where somebody meant to go.
    #[error("no track in it")]
    NoTrack,
    /// Too many points.
    #[error("more than {POINTS_MOST} points")]
    TooMany,
    /// No two points in a row can be used.
    #[error("none of its points can be used")]
    NothingLeft(LeftOut),
}

impl GpxError {
    /// The slug under which the catalogue explains it.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::NotXml { .. } => "gpx-not-xml",
            Self::NotGpx => "gpx-not-gpx",
            Self::Nowhere { .. } => "gpx-nowhere",
            Self::NoTrack => "gpx-no-track",
            Self::TooMany => "gpx-too-many",
            Self::NothingLeft(_) => "gpx-nothing-left",
        }
    }
}

/// What is known of the patrol beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// When it set out.
    pub set_out: Instant,
    /// When it came back, if it did.
    pub returned: Option<Instant>,
    /// The time now, with what a clock may be ahead.
    pub now: Instant,
    /// How it moves.
    pub means: PatrolMeans,
}

/// A point of the way: seconds since 1970, and millionths of a degree.
pub type Point = (i64, i32, i32);

/// The way as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Stretches of two points or more, in the order of time.
    pub stretches: Vec<Vec<Point>>,
    /// What was not taken.
    pub left_out: LeftOut,
    /// How long it is.
    pub distance_m: u32,
}

/// A point of the file.
#[derive(Default)]
struct Raw {
    at: Option<Coordinates>,
    time: Option<Instant>,
    /// Whether a new segment begins with it.
    first: bool,
}

/// Reads a file.
pub fn read(bytes: &[u8], known: &Known) -> Result<Way, GpxError> {
    let raw = points(bytes)?;
    if raw.is_empty() {
        return Err(GpxError::NoTrack);
    }
    let mut left_out = LeftOut::default();
    let (from, to) = (known.set_out.plus_s(-BESIDE_S), known.returned.unwrap_or(known.now).plus_s(BESIDE_S));
    let mut stretches: Vec<Vec<Point>> = Vec::new();
    let mut last: Option<Instant> = None;
    let mut apart = true;
    for point in raw {
        apart |= point.first;
        let (Some(at), Some(time)) = (point.at, point.time) else {
            left_out.untimed += 1;
            continue;
        };
        // What lies ahead is judged first: one point of next year must not make all that follow look like a step back.
        let reason = if time > known.now {
            &mut left_out.future
        } else if time < from || time > to {
            &mut left_out.outside
        } else if last.is_some_and(|last| time <= last) {
            &mut left_out.backwards
        } else {
            last = Some(time);
            let next = (time.unix_s(), at.lat_udeg(), at.lon_udeg());
            match stretches.last_mut().filter(|_| !apart) {
                Some(stretch) if stretch.last().is_some_and(|before| follows(*before, next, known.means)) => {
                    stretch.push(next);
                }
                _ => stretches.push(vec![next]),
            }
            apart = false;
            continue;
        };
        *reason += 1;
    }
    stretches.retain(|stretch| stretch.len() > 1);
    if stretches.is_empty() {
        return Err(GpxError::NothingLeft(left_out));
    }
    let long = stretches.iter().flat_map(|stretch| stretch.windows(2)).map(|two| apart_m(two[0], two[1])).sum::<f64>();
    let stretches = stretches.iter().map(|stretch| fewer(stretch)).collect();
    Ok(Way { stretches, left_out, distance_m: long.round().min(f64::from(u32::MAX)) as u32 })
}

/// Whether one point can follow another on one way.
fn follows(before: Point, next: Point, means: PatrolMeans) -> bool {
    let seconds = next.0 - before.0;
    let fastest_m_s = match means {
        PatrolMeans::Ground => 70.0,
        PatrolMeans::Air => 350.0,
    };
    // A receiver's place wanders by some metres while it stands.
    seconds <= GAP_S && apart_m(before, next) <= fastest_m_s * seconds as f64 + 100.0
}

fn apart_m(a: Point, b: Point) -> f64 {
    let degrees = |udeg: i32| f64::from(udeg) / 1e6;
    let north = (degrees(b.1) - degrees(a.1)) * 111_195.0;
    let east = (degrees(b.2) - degrees(a.2)) * 111_195.0 * ((degrees(a.1) + degrees(b.1)) / 2.0).to_radians().cos();
    north.hypot(east)
}

/// The same stretch with fewer points: none that is left away was farther than `NEAR_M` from where the rest says that it was at that
/// very time (Douglas and Peucker's way of halving, with the distance taken at one time).
fn fewer(points: &[Point]) -> Vec<Point> {
    let mut kept = vec![false; points.len()];
    let mut parts = vec![(0, points.len() - 1)];
    while let Some((first, last)) = parts.pop() {
        (kept[first], kept[last]) = (true, true);
        let (a, b) = (points[first], points[last]);
        let off = |point: &Point| {
            let share = (point.0 - a.0) as f64 / (b.0 - a.0).max(1) as f64;
            let between = |a: i32, b: i32| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as i32;
            apart_m(*point, (point.0, between(a.1, b.1), between(a.2, b.2)))
        };
        let farthest = (first + 1..last).map(|index| (index, off(&points[index]))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, _)) = farthest.filter(|(_, metres)| *metres > NEAR_M) {
            parts.push((first, index));
            parts.push((index, last));
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// The track points of a file, in its order.
fn points(bytes: &[u8]) -> Result<Vec<Raw>, GpxError> {
    // Names may be written in any old character set; numbers and times are the same in all of them.
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let not_xml = |reader: &Reader<&[u8]>| {
        let until = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        GpxError::NotXml { line: text.as_bytes()[..until].iter().filter(|byte| **byte == b'\n').count() as u64 + 1 }
    };
    let mut found: Vec<Raw> = Vec::new();
    let (mut depth, mut gpx, mut in_point, mut in_time, mut segment) = (0_usize, false, false, false, true);
    let mut time = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                let name = start.local_name();
                match name.as_ref() {
                    "gpx" if depth == 1 => gpx = true,
                    "trkseg" => segment = true,
                    "trkpt" if gpx => {
                        found.push(point(&start, found.len(), std::mem::take(&mut segment))?);
                        in_point = true;
                    }
                    "time" if in_point => {
                        in_time = true;
                        time.clear();
                    }
                    _ if depth == 1 => return Err(GpxError::NotGpx),
                    _ => {}
                }
            }
            Ok(Event::Empty(start)) if start.local_name().as_ref() == "trkpt" && gpx => {
                found.push(point(&start, found.len(), std::mem::take(&mut segment))?);
            }
            Ok(Event::Text(part)) if in_time => time.push_str(&part),
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                match end.local_name().as_ref() {
                    "trkpt" => in_point = false,
                    "time" if in_time => {
                        in_time = false;
                        if let Some(last) = found.last_mut() {
                            last.time = Instant::parse(&time).ok();
                        }
                    }
                    _ => {}
                }
            }
            Ok(Event::Eof) if depth > 0 => return Err(not_xml(&reader)),
            Ok(Event::Eof) => return if gpx { Ok(found) } else { Err(GpxError::NotGpx) },
            Ok(_) => {}
            Err(_) => return Err(not_xml(&reader)),
        }
        if found.len() > POINTS_MOST {
            return Err(GpxError::TooMany);
        }
    }
}

fn point(start: &BytesStart<'_>, before: usize, first: bool) -> Result<Raw, GpxError> {
    let degrees = |name: &str| {
        let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found.value.trim().parse::<f64>().ok()
    };
    let at = degrees("lat").zip(degrees("lon")).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon).ok());
    match at {
        Some(at) => Ok(Raw { at: Some(at), time: None, first }),
        None => Err(GpxError::Nowhere { number: before as u64 + 1 }),
    }
}

/// The points as they are kept beside the record: whole numbers, in JSON.
pub fn written(stretches: &[Vec<Point>]) -> anyhow::Result<Vec<u8>> {
    Ok(serde_json::to_vec(stretches)?)
}

/// Reads points that were kept.
pub fn kept(bytes: &[u8]) -> anyhow::Result<Vec<Vec<Point>>> {
    Ok(serde_json::from_slice(bytes)?)
}

#[cfg(test)]
#[path = "gpx_tests.rs"]
mod tests;
