//! Where an event was: what a report says, and what an incident's reports say together.

use mirqab_analysis::location::{Evidence, circle_of_sector, locate};
use mirqab_domain::procedure::Case;
use mirqab_domain::report;
use mirqab_vocabulary::{Coordinates, Place, ReportId};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

pub use mirqab_analysis::location::model::VERSION;
pub use mirqab_analysis::location::{Circle, Location, Part, Region, Sense, Share};

/// Where the reports of an incident put it together, and which reports that rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The regions.
    pub location: Location,
    /// The report that speaks for each independent origin, in the order of `location.shares`.
    pub reports: Vec<ReportId>,
}

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
    }
}

/// The joint region of an incident's reports. Each independent origin speaks once, by its most precise report: a retelling
/// adds nothing. Nothing if no report that stands names a place that is known.
pub fn of_case(case: &Case) -> Option<Located> {
    let placed = |id: &ReportId| -> Option<(&report::State, u32)> {
        let report = case.reports.iter().find(|report| report.id == *id)?;
        Some((report, stated(&report.draft.place)?.1))
    };
    let mut reports = Vec::new();
    let mut readings = Vec::new();
    for origin in case.origins() {
        let best = origin.reports.iter().filter_map(placed).min_by_key(|(report, radius_m)| (*radius_m, report.id));
        let Some((report, _)) = best else { continue };
        reports.push(report.id);
        readings.extend(evidence(&report.draft.place));
    }
    Some(Located { location: known(readings)?, reports })
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
