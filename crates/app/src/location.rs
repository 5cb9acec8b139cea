//! Where an event was: what a report says, and what an incident's reports say together.

use crate::{AppError, Reader};
use mirqab_analysis::location::{Arrival, Evidence, circle_of_sector, locate, model};
use mirqab_domain::procedure::Case;
use mirqab_domain::verification::{AreaPart, Areas, Item, JointPlace};
use mirqab_domain::{Event, report};
use mirqab_vocabulary::{Bearing, Coordinates, DistanceBand, Line, Place, ReportId};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

pub use mirqab_analysis::location::model::VERSION;
pub use mirqab_analysis::location::{Circle, Location, Part, Region, Sense, Share, metres_between};

/// Where the reports of an incident put it together, and which reports that rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The regions.
    pub location: Location,
    /// For each reading the reports that it is of, in the order of `location.shares`: one for each independent origin, but
    /// all sensors that heard one sound are one reading.
    pub reports: Vec<Vec<ReportId>>,
}

/// Where craters say that the shots came from, and which items of evidence that rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The regions.
    pub location: Location,
    /// The number of the item of each crater, in the order of `location.shares`.
    pub items: Vec<u32>,
}

/// So many sensors that heard one sound tell where it came from.
pub const SENSORS_LEAST: usize = 3;

/// No distance is taken that is greater.
const FARTHEST_M: u32 = 200_000;

/// A report's place as a reading; nothing if it is a name that no gazetteer knew.
pub fn evidence(place: &Place) -> Option<Evidence> {
    match place {
        Place::Point { at, precision_m, .. } => Some(Evidence::Point { at: *at, precision_m: *precision_m }),
        Place::Named { at, precision_m, .. } => at.map(|at| Evidence::Named { at, radius_m: *precision_m }),
        Place::FromObserver { observer, bearing, band, .. } => Some(Evidence::FromObserver {
            observer: *observer,
            bearing: *bearing,
            band: Some(*band),
            sense: Sense::Judged,
        }),
        // One sensor alone says only that it was near enough to be heard.
        Place::AtSensor { at, range_m, .. } => Some(Evidence::FromObserver {
            observer: *at,
            bearing: Bearing::new(0, 1800).expect("any direction"),
            band: Some(DistanceBand::new(0, (*range_m).clamp(1, FARTHEST_M)).expect("from nothing to something")),
            sense: Sense::Measured,
        }),
    }
}

/// Where a report says that the event was: a circle that holds all of what it stated.
pub fn stated(place: &Place) -> Option<(Coordinates, u32)> {
    match place {
        Place::Point { at, precision_m, .. } => Some((*at, *precision_m)),
        Place::Named { at, precision_m, .. } => at.map(|at| (at, *precision_m)),
        Place::FromObserver { observer, bearing, band, .. } => {
            let circle = circle_of_sector(*observer, *bearing, *band);
            Some((circle.centre, circle.radius_m))
        }
        Place::AtSensor { at, range_m, .. } => Some((*at, *range_m)),
    }
}

/// The joint region of an incident's reports. Each independent origin speaks once, by its most precise report: a retelling
/// adds nothing. Nothing if no report that stands names a place that is known.
pub fn of_case(case: &Case) -> Option<Located> {
    let placed = |id: &ReportId| -> Option<(&report::State, u32)> {
        let report = case.reports.iter().find(|report| report.id == *id)?;
        Some((report, stated(&report.draft.place)?.1))
    };
    let mut speaking = Vec::new();
    for origin in case.origins() {
        let best = origin.reports.iter().filter_map(placed).min_by_key(|(report, radius_m)| (*radius_m, report.id));
        speaking.extend(best.map(|(report, _)| (report.id, &report.draft.place)));
    }
    together(&speaking)
}

/// The joint region of these reports, each of an origin of its own.
fn together(speaking: &[(ReportId, &Place)]) -> Option<Located> {
    let mut reports = Vec::new();
    let mut readings = Vec::new();
    // By sensor, so that one whose record came in twice counts once.
    let mut heard: BTreeMap<Coordinates, (Arrival, ReportId, &Place)> = BTreeMap::new();
    for (report, place) in speaking {
        if let Some(arrival) = arrival(place) {
            let kept = heard.entry(arrival.sensor).or_insert((arrival, *report, place));
            if (arrival.error_ms, *report) < (kept.0.error_ms, kept.1) {
                *kept = (arrival, *report, place);
            }
            continue;
        }
        reports.push(vec![*report]);
        readings.extend(evidence(place));
    }
    if heard.len() >= SENSORS_LEAST {
        let arrivals = heard.values().map(|(arrival, ..)| *arrival).collect();
        readings.push(Evidence::Arrivals { arrivals, air: model::AIR_UNKNOWN });
        reports.push(heard.into_values().map(|(_, report, _)| report).collect());
    } else {
        for (_, report, place) in heard.into_values() {
            readings.extend(evidence(place));
            reports.push(vec![report]);
        }
    }
    Some(Located { location: known(readings)?, reports })
}

/// The joint region of an incident as a fact that can be kept: with the positions of the reports that it rests on. Nothing
/// if no report says where it was.
pub fn to_keep(reader: &dyn Reader, case: &Case) -> Result<Option<JointPlace>, AppError> {
    let Some(located) = of_case(case) else { return Ok(None) };
    let mut inputs = Vec::new();
    for id in located.reports.iter().flatten() {
        inputs.push(reader.position_of(&crate::report::subject(*id))?.ok_or(AppError::NotFound)?);
    }
    Ok(Some(JointPlace {
        model: Line::parse(VERSION).map_err(anyhow::Error::from)?,
        inputs,
        areas: Some(areas(&located)),
    }))
}

/// Computes again what was kept, out of the positions that are kept with it.
pub fn again(reader: &dyn Reader, kept: &JointPlace) -> Result<JointPlace, AppError> {
    let mut drafts = Vec::new();
    for position in &kept.inputs {
        let entry = reader.entries(*position, 1)?.pop().ok_or(AppError::NotFound)?;
        let (envelope, event, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
        let Event::Report(report::Event::Submitted { draft, .. }) = event else { return Err(AppError::NotFound) };
        drafts.push((ReportId::parse(&envelope.subject.id).map_err(anyhow::Error::from)?, draft));
    }
    let speaking: Vec<(ReportId, &Place)> = drafts.iter().map(|(id, draft)| (*id, &draft.place)).collect();
    let located = together(&speaking).ok_or(AppError::NotFound)?;
    let model = Line::parse(VERSION).map_err(anyhow::Error::from)?;
    Ok(JointPlace { model, inputs: kept.inputs.clone(), areas: Some(areas(&located)) })
}

/// The areas as a fact holds them.
pub fn areas(located: &Located) -> Areas {
    let parts = |region: &Region| {
        let part = |part: &Part| AreaPart { outline: part.outline.clone(), holes: part.holes.clone() };
        region.parts.iter().map(part).collect()
    };
    let Location { inner, outer, circle, .. } = &located.location;
    Areas { half: parts(inner), most: parts(outer), centre: circle.centre, radius_m: circle.radius_m }
}

fn arrival(place: &Place) -> Option<Arrival> {
    let Place::AtSensor { at, arrived_ms, clock_error_ms, .. } = place else { return None };
    let at_ms = i64::try_from(arrived_ms.unix_ms()).ok()?;
    Some(Arrival { sensor: *at, at_ms, error_ms: *clock_error_ms })
}

/// Where the shots came from, by the craters among these items of evidence. One crater that was measured twice by one
/// origin speaks once, by the narrower of both. Nothing if no crater was measured.
pub fn of_craters(items: &[Item]) -> Option<Origin> {
    let mut kept: BTreeMap<(&str, Coordinates), &Item> = BTreeMap::new();
    let error = |item: &Item| item.evidence.crater.map_or(u16::MAX, |crater| crater.azimuth.error_tenths());
    for item in items {
        let Some(crater) = &item.evidence.crater else { continue };
        let best = kept.entry((item.evidence.origin.as_str(), crater.at)).or_insert(item);
        if error(item) < error(best) {
            *best = item;
        }
    }
    let mut items: Vec<&Item> = kept.into_values().collect();
    items.sort_by_key(|item| item.number);
    let craters = items.iter().filter_map(|item| item.evidence.crater);
    let readings =
        craters.map(|crater| Evidence::Crater { at: crater.at, azimuth: crater.azimuth, range: crater.range });
    Some(Origin { location: known(readings.collect())?, items: items.iter().map(|item| item.number).collect() })
}

/// How many answers are kept.
const KEPT: usize = 512;

/// The joint region of these readings, kept for the next who asks: the same readings always give the same region, so it cannot go stale.
fn known(readings: Vec<Evidence>) -> Option<Location> {
    static ANSWERS: Mutex<VecDeque<(Vec<Evidence>, Option<Location>)>> = Mutex::new(VecDeque::new());
    let lock = || ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, answer)) = lock().iter().rev().find(|(asked, _)| *asked == readings) {
        return answer.clone();
    }
    let answer = locate(&readings);
    let mut answers = lock();
    if answers.len() == KEPT {
        answers.pop_front();
    }
    answers.push_back((readings, answer.clone()));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::Author;
    use mirqab_domain::verification::{Crater, Evidence as Taken, EvidenceKind};
    use mirqab_vocabulary::*;

    fn at(lat: f64, lon: f64) -> Coordinates {
        Coordinates::from_degrees(lat, lon).unwrap()
    }

    /// A sensor that heard what happened at this spot so many milliseconds before.
    fn heard(number: u8, sensor: Coordinates, event: Coordinates, clock_error_ms: u32) -> (ReportId, Place) {
        let travelled = metres_between(sensor, event) / 343.4 * 1000.0;
        let arrived_ms = InstantMs::from_unix_ms(1_579_341_600_000 + travelled.round() as u64).unwrap();
        let sensor_name = Line::parse(&format!("mast-{number}")).unwrap();
        let place =
            Place::AtSensor { sensor: sensor_name, at: sensor, arrived_ms, clock_error_ms, range_m: 9000, name: None };
        (ReportId::from_parts(u64::from(number), [number; 10]), place)
    }

    fn joined(reports: &[(ReportId, Place)]) -> Located {
        together(&reports.iter().map(|(id, place)| (*id, place)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn three_sensors_are_one_reading_that_finds_the_place_and_two_are_two_that_only_heard_it() {
        let event = at(32.81, 13.21);
        let sensors = [at(32.80, 13.19), at(32.83, 13.20), at(32.80, 13.23)];
        let reports: Vec<_> = (1..).zip(sensors).map(|(number, sensor)| heard(number, sensor, event, 10)).collect();
        let two = joined(&reports[..2]);
        assert_eq!(two.reports, [[reports[0].0], [reports[1].0]]);
        assert!(two.location.circle.radius_m > 3000 && two.location.outer.holds(event));
        let three = joined(&reports);
        assert_eq!(three.reports.len(), 1);
        assert_eq!(three.reports[0].iter().copied().collect::<std::collections::BTreeSet<_>>().len(), 3);
        // Three leave nothing to tell which is wrong, if one is: the outer region follows the hyperbolas of each pair.
        assert!(three.location.inner.area_km2_thousandths < 50 && three.location.inner.holds(event));
        assert!(three.location.outer.area_km2_thousandths < 5000 && three.location.several);
        // A second record of one sensor, with a worse clock, is no fourth sensor.
        let again = heard(4, sensors[0], event, 500);
        let four = joined(&[reports.clone(), vec![again]].concat());
        assert_eq!((four.reports.len(), four.reports[0].len()), (1, 3));
        assert_eq!(four.location, three.location);
    }

    #[test]
    fn sound_is_joined_with_what_people_say() {
        let event = at(32.81, 13.21);
        let sensors = [at(32.80, 13.19), at(32.83, 13.20), at(32.80, 13.23)];
        let mut reports: Vec<_> = (1..).zip(sensors).map(|(number, sensor)| heard(number, sensor, event, 10)).collect();
        let point = Place::Point { at: at(32.82, 13.22), precision_m: 3000, name: None };
        reports.insert(0, (ReportId::from_parts(9, [9; 10]), point));
        let located = joined(&reports);
        assert_eq!(located.reports[0], [reports[0].0]);
        assert_eq!((located.reports.len(), located.location.shares.len()), (2, 2));
        assert!(located.location.outer.holds(event) && located.location.circle.radius_m < 200);
    }

    fn item(number: u32, origin: &str, crater: Option<Crater>) -> Item {
        let now = Instant::parse("2020-01-18T12:00:00Z").unwrap();
        Item {
            number,
            evidence: Taken {
                kind: EvidenceKind::Crater,
                origin: Line::parse(origin).unwrap(),
                description: Passage::parse("A crater.").unwrap(),
                collected_at: now,
                grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
                blob: None,
                crater,
                witness: None,
                proves: vec![],
                held: None,
            },
            by: Author { account: AccountId::from_parts(1, [1; 10]), role: Role::Verifier, party: None },
            at: now,
            placings: vec![],
            custody: Vec::new(),
            protection: Default::default(),
        }
    }

    #[test]
    fn craters_lead_back_to_where_shots_came_from_and_one_origin_speaks_once_of_each() {
        let crater = |tenths: u16, error_tenths: u16| Crater {
            at: at(32.80, 13.20),
            azimuth: Bearing::new(tenths, error_tenths).unwrap(),
            range: Some(DistanceBand::new(3000, 6000).unwrap()),
        };
        assert_eq!(of_craters(&[item(1, "Team 1", None)]), None);
        let one = of_craters(&[item(1, "Team 1", None), item(2, "Team 1", Some(crater(1800, 60)))]).unwrap();
        assert_eq!(one.items, [2]);
        // South of the crater, and not at it.
        assert!(one.location.outer.holds(at(32.76, 13.20)) && !one.location.outer.holds(at(32.80, 13.20)));
        let twice = [item(1, "Team 1", Some(crater(1700, 200))), item(2, "Team 1", Some(crater(1800, 60)))];
        assert_eq!(of_craters(&twice).unwrap(), one);
        let others = [item(1, "Team 1", Some(crater(1800, 60))), item(2, "Team 2", Some(crater(1820, 60)))];
        let both = of_craters(&others).unwrap();
        assert_eq!(both.items, [1, 2]);
        assert!(both.location.outer.area_km2_thousandths < one.location.outer.area_km2_thousandths);
    }
}
