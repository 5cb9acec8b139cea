//! Some reports and what lies around them.

use super::Taught;
use super::evidence::{contributions, permille, with_evidence};
use crate::rows::ReportRow;
use crate::{AppError, Reader, report};
use mirqab_analysis::linkage::{Edge, Model, Options, Reports, Scored, fuse};
use mirqab_domain::incident::{Learnt, Proposal};
use mirqab_domain::procedure;
use mirqab_domain::report::State;
use mirqab_vocabulary::{Coordinates, Interval, Line, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// How long before and after a report others are looked at: local dates and UTC dates of one event differ by less.
const AROUND_S: i64 = 26 * 3600;
/// How far from a report's area another's may lie, in metres.
const FAR_M: f64 = 30_000.0;
/// The most reports that are looked at, the nearest in time first.
const AROUND_MOST: usize = 300;

/// Some reports and what lies around them, ready to be compared.
pub(super) struct Around {
    pub states: Vec<State>,
    pub positions: Vec<u64>,
    places: BTreeMap<ReportId, usize>,
    reports: Reports,
    model: Model,
    learnt: Option<Learnt>,
}

/// How far two areas lie apart at least, in metres; nothing where one is not known.
fn gap_m(a: Option<(Coordinates, u32)>, b: Option<(Coordinates, u32)>) -> Option<f64> {
    let ((a, a_m), (b, b_m)) = (a?, b?);
    let north = (a.lat() - b.lat()) * 110_574.0;
    let east = (a.lon() - b.lon()) * 111_320.0 * ((a.lat() + b.lat()) / 2.0).to_radians().cos();
    Some((north.hypot(east) - f64::from(a_m) - f64::from(b_m)).max(0.0))
}

/// The corners of a box that holds everything that may lie near these reports; nothing if one of them names no place that is known.
fn corners(rows: &[ReportRow]) -> Option<(Coordinates, Coordinates)> {
    // A degree of latitude is 110 km: half a degree holds the distance that is looked at, and as much again for wide areas.
    const MARGIN_UDEG: i32 = 500_000;
    let areas: Option<Vec<_>> = rows.iter().map(|row| row.area.map(|(at, _)| at)).collect();
    let areas = areas?;
    let (lats, lons) = (areas.iter().map(|at| at.lat_udeg()), areas.iter().map(|at| at.lon_udeg()));
    let low = Coordinates::new(lats.clone().min()? - MARGIN_UDEG, lons.clone().min()? - MARGIN_UDEG);
    let high = Coordinates::new(lats.max()? + MARGIN_UDEG, lons.max()? + MARGIN_UDEG);
    low.ok().zip(high.ok())
}

pub(super) fn fetched(reader: &dyn Reader, id: ReportId) -> anyhow::Result<Option<(State, u64)>> {
    let about = report::subject(id);
    let state = procedure::as_report(reader.state(&about)?);
    Ok(state.zip(reader.position_of(&about)?))
}

impl Around {
    /// What lies around these reports, they themselves included.
    pub fn of(reader: &dyn Reader, taught: &Taught, centres: &[ReportId]) -> Result<Self, AppError> {
        let mut rows = Vec::new();
        for id in centres {
            rows.extend(reader.report(*id)?);
        }
        let all = neighbours(reader, &rows, AROUND_MOST)?;
        let mut found = Vec::new();
        for id in all {
            // A report that was taken back speaks no more, but is still asked about on its own page.
            found.extend(fetched(reader, id)?.filter(|(state, _)| !state.withdrawn || centres.contains(&id)));
        }
        Ok(Self::over(taught, found))
    }

    pub fn over(taught: &Taught, found: Vec<(State, u64)>) -> Self {
        let (states, positions): (Vec<State>, Vec<u64>) = found.into_iter().unzip();
        let mut reports = Reports::new();
        with_evidence(&states, &positions, |all| {
            for evidence in all {
                reports.push(evidence);
            }
        });
        let model = taught.model.over(&reports);
        let places = states.iter().enumerate().map(|(at, state)| (state.id, at)).collect();
        Self { states, positions, places, reports, model, learnt: taught.learnt }
    }

    pub fn index(&self, id: ReportId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    pub fn scored(&self, a: usize, b: usize) -> Scored {
        self.model.score(&self.reports, a as u32, b as u32)
    }

    /// How probable it is that two tell of one event, in thousandths; 0 where they are too far apart to be compared.
    pub fn permille(&self, a: usize, b: usize, scored: &Scored) -> u16 {
        if self.reports.comparable(a as u32, b as u32) { permille(scored) } else { 0 }
    }

    /// All pairs worth comparing, each with its probability in millionths; 0 for two that are apart by their nature.
    pub fn pairs(&self) -> Vec<Edge> {
        // INVARIANT: without decisions there is nothing to contradict.
        fuse(&self.reports, &self.model, &[], Options::default()).map(|fusion| fusion.edges).unwrap_or_default()
    }

    /// What is said of two reports, as it is kept with an answer.
    pub fn proposal(&self, report: usize, nearest: usize, scored: &Scored) -> Result<Proposal, AppError> {
        let line = |text: String| Line::parse(&text).map_err(anyhow::Error::from);
        let rest = self.positions.iter().enumerate().filter(|(index, _)| *index != report && *index != nearest);
        let first = [self.positions[report], self.positions[nearest]];
        Ok(Proposal {
            model: line(format!("linkage/{}", self.model.version()))?,
            parameters: line(format!("{:016x}", self.model.fingerprint()))?,
            nearest: self.states[nearest].id,
            inputs: first.into_iter().chain(rest.map(|(_, position)| *position)).collect(),
            permille: permille(scored),
            contributions: contributions(scored).map_err(AppError::Failed)?,
            learnt: self.learnt,
            alternative: None,
        })
    }
}

/// These reports and those around them, at most so many, the nearest in time first.
pub(super) fn neighbours(reader: &dyn Reader, rows: &[ReportRow], most: usize) -> Result<BTreeSet<ReportId>, AppError> {
    let Some(from) = rows.iter().map(|row| row.occurred.from()).min() else { return Err(AppError::NotFound) };
    let to = rows.iter().map(|row| row.occurred.to()).max().unwrap_or(from);
    let window = Interval::new(from.plus_s(-AROUND_S), to.plus_s(AROUND_S)).map_err(anyhow::Error::from)?;
    let known: BTreeSet<ReportId> = rows.iter().map(|row| row.id).collect();
    let spots = reader.spots(window, corners(rows))?;
    let middle = |occurred: Interval| occurred.from().unix_s() + occurred.length_s() / 2;
    let mut others: Vec<(i64, ReportId)> = spots
        .iter()
        .filter(|spot| !known.contains(&spot.id))
        .filter(|spot| rows.iter().any(|row| gap_m(spot.area, row.area).is_none_or(|gap| gap <= FAR_M)))
        .map(|spot| {
            let apart = rows.iter().map(|row| (middle(row.occurred) - middle(spot.occurred)).abs()).min();
            (apart.unwrap_or(0), spot.id)
        })
        .collect();
    others.sort_unstable();
    others.truncate(most);
    Ok(known.into_iter().chain(others.into_iter().map(|(_, id)| id)).collect())
}
