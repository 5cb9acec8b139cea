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
    Ok(Some(JointPlace { model: Line::parse(VERSION).map_err(anyhow::Error::from)?, inputs, areas: Some(areas(&located)) }))
}

/// Computes again what was kept, out of the positions that are kept with it.
pub fn again(reader: &dyn Reader, kept: &JointPlace) -> Result<JointPlace, AppError> {
    let mut drafts = Vec::new();
    for position in &kept.inputs {
        let entry = reader.entries(*position, 1)?.pop().ok_or(AppError::NotFound)?;
        let (envelope, event, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
        let Event::Report(report::Event::Submitted { draft }) = event else { return Err(AppError::NotFound) };
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
