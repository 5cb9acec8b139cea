//! Where an act was against lines and areas, under one party's reading, with the location's uncertainty.
//!
//! Distances are metres on a plane around the act, scaled by the latitude half-way to each edge: good to a few parts in a thousand over 150 km.

use super::applies::Act;
use super::{Agreement, Form, Zone};
use mirqab_vocabulary::{Coordinates, PartyCode};
use std::cell::OnceCell;

const METRES_PER_DEGREE: f64 = 111_320.0;
/// So many points of equal area stand for the circle in which an act was.
pub(super) const SAMPLES: usize = 128;

/// Where an act was against one version of a line or an area.
#[derive(Debug)]
struct Measured {
    /// Metres from the circle's centre to the nearest edge.
    edge_m: f64,
    /// Whether the centre is inside.
    inside: bool,
    /// For each sample: inside, metres to the nearest edge.
    samples: OnceCell<Vec<(bool, f64)>>,
}

/// All lines and areas of an agreement, measured from one act. Each is measured when it is asked for, and once.
pub(super) struct Survey<'a> {
    agreement: &'a Agreement,
    act: &'a Act,
    measured: Vec<OnceCell<Measured>>,
}

impl<'a> Survey<'a> {
    pub(super) fn new(agreement: &'a Agreement, act: &'a Act) -> Self {
        Self { agreement, act, measured: agreement.zones.iter().map(|_| OnceCell::new()).collect() }
    }

    /// As one party reads it, or as agreed; over the whole circle, or at one of its samples.
    pub(super) fn ground(&'a self, reader: Option<&'a PartyCode>, sample: Option<usize>) -> Ground<'a> {
        Ground { survey: self, reader, sample }
    }

    /// Whether some party reads one of these lines or areas in its own way on the day of the act.
    pub(super) fn read_differently<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> bool {
        let read = |key: &str| {
            self.agreement
                .zones
                .iter()
                .any(|zone| zone.key == key && zone.reading_of.is_some() && zone.from <= self.act.day)
        };
        keys.into_iter().any(read)
    }

    /// The newest version that holds on that day in this reading; the agreed one where the party has none of its own.
    fn version(&self, key: &str, reader: Option<&PartyCode>) -> Option<usize> {
        let newest = |reading: Option<&PartyCode>| {
            let zones = self.agreement.zones.iter().enumerate();
            let holding = zones.filter(|(_, zone)| {
                zone.key == key && zone.from <= self.act.day && zone.reading_of.as_ref() == reading
            });
            holding.max_by_key(|(_, zone)| zone.from).map(|(index, _)| index)
        };
        reader.and_then(|party| newest(Some(party))).or_else(|| newest(None))
    }

    fn measured(&self, index: usize) -> Option<(&Measured, &Zone, f64)> {
        let (at, radius_m) = self.act.at?;
        let zone = self.agreement.zones.get(index)?;
        let measured = self.measured.get(index)?.get_or_init(|| {
            let (inside, edge_m) = measure(zone, at.lat(), at.lon());
            Measured { edge_m, inside, samples: OnceCell::new() }
        });
        Some((measured, zone, f64::from(radius_m)))
    }

    fn sampled(&self, index: usize, sample: usize) -> Option<(bool, f64)> {
        let (measured, zone, radius_m) = self.measured(index)?;
        let at = self.act.at?.0;
        let samples = measured.samples.get_or_init(|| {
            (0..SAMPLES)
                .map(|n| {
                    let (lat, lon) = sample_of(at, radius_m, n);
                    measure(zone, lat, lon)
                })
                .collect()
        });
        samples.get(sample).copied()
    }
}

/// The ground as one party reads it.
pub(super) struct Ground<'a> {
    survey: &'a Survey<'a>,
    reader: Option<&'a PartyCode>,
    sample: Option<usize>,
}

impl Ground<'_> {
    pub(super) fn inside(&self, key: &str) -> Option<bool> {
        let index = self.survey.version(key, self.reader)?;
        if let Some(sample) = self.sample {
            return self.survey.sampled(index, sample).map(|(inside, _)| inside);
        }
        let (measured, zone, radius_m) = self.survey.measured(index)?;
        match zone.form {
            Form::Line => Some(false),
            Form::Area if measured.edge_m <= radius_m => None,
            Form::Area => Some(measured.inside),
        }
    }

    /// The distance is nothing inside an area.
    pub(super) fn distance_within(&self, key: &str, from: i64, to: i64) -> Option<bool> {
        let index = self.survey.version(key, self.reader)?;
        let within = |metres: f64| from as f64 <= metres && metres <= to as f64;
        if let Some(sample) = self.sample {
            return self
                .survey
                .sampled(index, sample)
                .map(|(inside, edge_m)| within(if inside { 0.0 } else { edge_m }));
        }
        let (measured, _, radius_m) = self.survey.measured(index)?;
        let (near, far) = if measured.inside {
            (0.0, (radius_m - measured.edge_m).max(0.0))
        } else {
            ((measured.edge_m - radius_m).max(0.0), measured.edge_m + radius_m)
        };
        if within(near) && within(far) {
            return Some(true);
        }
        (far < from as f64 || near > to as f64).then_some(false)
    }

    /// Who answers for a group on the day of the act.
    pub(super) fn answers_for(&self, group: &str) -> Option<&PartyCode> {
        let day = self.survey.act.day;
        let provisions = self.survey.agreement.provisions.as_ref()?;
        let mut said = provisions
            .answers_for
            .iter()
            .filter(|said| said.group == group && said.from <= day && said.until.is_none_or(|until| day < until));
        said.next_back()?.party.as_ref()
    }
}

/// Points of equal area: the golden angle turns, the root of the number grows.
fn sample_of(at: Coordinates, radius_m: f64, number: usize) -> (f64, f64) {
    let number = number as f64;
    let (radius, angle) = (radius_m * ((number + 0.5) / SAMPLES as f64).sqrt(), number * 2.399_963_229_728_653);
    let north = radius * angle.sin() / METRES_PER_DEGREE;
    let east = radius * angle.cos() / (METRES_PER_DEGREE * at.lat().to_radians().cos().max(0.01));
    (at.lat() + north, at.lon() + east)
}

/// Whether a point is inside, and how far its nearest edge is.
pub(super) fn measure(zone: &Zone, lat: f64, lon: f64) -> (bool, f64) {
    let (mut nearest, mut inside) = (f64::INFINITY, false);
    let count = zone.points.len();
    let edges = if zone.form == Form::Line { count.saturating_sub(1) } else { count };
    for edge in 0..edges {
        let (a, b) = (zone.points[edge], zone.points[(edge + 1) % count]);
        let (ax, ay) = (a.lon() - lon, a.lat() - lat);
        let (bx, by) = (b.lon() - lon, b.lat() - lat);
        let scale = (lat + (ay + by) / 4.0).to_radians().cos() * METRES_PER_DEGREE;
        let metres = distance_from_origin((ax * scale, ay * METRES_PER_DEGREE), (bx * scale, by * METRES_PER_DEGREE));
        nearest = nearest.min(metres);
        if zone.form == Form::Area && (ay > 0.0) != (by > 0.0) && ax - ay * (bx - ax) / (by - ay) > 0.0 {
            inside = !inside;
        }
    }
    (inside, nearest)
}

fn distance_from_origin(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = dx * dx + dy * dy;
    let along = if length2 == 0.0 { 0.0 } else { (-(a.0 * dx + a.1 * dy) / length2).clamp(0.0, 1.0) };
    (a.0 + along * dx).hypot(a.1 + along * dy)
}
