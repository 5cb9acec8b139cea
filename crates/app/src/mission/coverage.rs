//! Coverage of an area over a period: for maps, for figures, and for every count that stands beside them.

use super::{patrols_during, span, state, watches, when};
use crate::access::{Action, Actor};
use crate::rows::{IncidentFilter, IncidentRow, Page};
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_analysis::coverage::{self, Covered, Grid, Light, Means, Rate, Seen, Spot, Watch};
use mirqab_domain::mission::{Patrol, State};
use mirqab_vocabulary::{Coordinates, Instant, Interval, LocalDay, ZoneName};
use std::sync::{Arc, PoisonError};

/// Where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The area of the mission: as its charter says, or else the box around everything that watches.
    Mission,
    /// Between corners.
    Polygon(Vec<Coordinates>),
    /// Around a place.
    Circle(Coordinates, u32),
    /// Around one place, or along a way through several.
    Along(Vec<Coordinates>, u32),
}

/// Nothing is taken for narrower than this, metres: a place is not told more exactly than so, and no cell is smaller than half of it.
const ALONG_LEAST_M: u32 = 100;

/// The most days of one question.
pub const DAYS_MOST: i64 = 92;
/// Into how many cells an area is cut at most.
const CELLS_MOST: u32 = 400_000;
/// For how many days the public waits: who was where yesterday says where they may be today.
pub const DELAY_DAYS: i32 = 7;
/// The least side of what the public is shown and may ask for, metres.
pub const COARSE_M: f64 = 20_000.0;

/// How much of it somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All, until now.
    Whole,
    /// In large squares, until so and so.
    Coarse {
        /// The last second of which anything is told.
        until: Instant,
    },
}

impl Sight {
    /// Of whoever asks.
    pub fn of(actor: &Actor, zone: &ZoneName, now: Instant) -> Self {
        if actor.may(Action::SeeWork) {
            return Self::Whole;
        }
        let day = zone.day_of(now).plus_days(-DELAY_DAYS);
        Self::Coarse { until: zone.interval_of(day).map_or(now.plus_s(-8 * 86_400), |day| day.to()) }
    }

    /// The part of a period that may be told of; nothing if none may.
    pub fn cut(self, during: Interval) -> Option<Interval> {
        match self {
            Self::Whole => Some(during),
            Self::Coarse { until } => Interval::new(during.from(), during.to().min(until)).ok(),
        }
    }

    /// Whether an area is large enough to be told of.
    pub fn admits(self, shape: &Shape) -> bool {
        let (Self::Coarse { .. }, Some((south_west, north_east))) = (self, corners(shape)) else { return true };
        let box_m = sides(south_west, north_east);
        box_m.0.min(box_m.1) >= COARSE_M
    }
}

/// The box around a shape; none for the mission's area.
fn corners(shape: &Shape) -> Option<(Spot, Spot)> {
    match shape {
        Shape::Mission => None,
        Shape::Polygon(points) => around(points.iter().map(|at| (at.lat_udeg(), at.lon_udeg()))),
        Shape::Circle(at, radius_m) => Some(grown((at.lat_udeg(), at.lon_udeg()), f64::from(*radius_m))),
        Shape::Along(points, within_m) => {
            let (low, high) = around(points.iter().map(|at| (at.lat_udeg(), at.lon_udeg())))?;
            Some(about((low, high), f64::from(*within_m)))
        }
    }
}

fn around(mut spots: impl Iterator<Item = Spot>) -> Option<(Spot, Spot)> {
    let first = spots.next()?;
    let wider = |(low, high): (Spot, Spot), (lat, lon): Spot| {
        ((low.0.min(lat), low.1.min(lon)), (high.0.max(lat), high.1.max(lon)))
    };
    Some(spots.fold((first, first), wider))
}

const DEGREE_M: f64 = 111_195.0;

fn narrow(lat_udeg: i32) -> f64 {
    (f64::from(lat_udeg) / 1e6).to_radians().cos().max(0.05)
}

fn grown((lat, lon): Spot, metres: f64) -> (Spot, Spot) {
    let high = (metres / DEGREE_M * 1e6).ceil();
    let (high, wide) = (high as i32, (high / narrow(lat)).ceil() as i32);
    let lat_in = |value: i32| value.clamp(-90_000_000, 90_000_000);
    let lon_in = |value: i32| value.clamp(-180_000_000, 180_000_000);
    ((lat_in(lat - high), lon_in(lon - wide)), (lat_in(lat + high), lon_in(lon + wide)))
}

/// A box with so much around it.
fn about((low, high): (Spot, Spot), metres: f64) -> (Spot, Spot) {
    (grown(low, metres).0, grown(high, metres).1)
}

/// Height and width of a box in metres.
fn sides(south_west: Spot, north_east: Spot) -> (f64, f64) {
    let metres = |from: i32, to: i32| (f64::from(to) - f64::from(from)) / 1e6 * DEGREE_M;
    (metres(south_west.0, north_east.0), metres(south_west.1, north_east.1) * narrow(south_west.0))
}

/// Whether a place lies between corners: a line to the north crosses the edge an odd number of times.
fn between(corners: &[Spot], (lat, lon): Spot) -> bool {
    let mut inside = false;
    for (index, a) in corners.iter().enumerate() {
        let b = corners[(index + 1) % corners.len()];
        if (a.1 > lon) != (b.1 > lon) {
            let share = (f64::from(lon) - f64::from(a.1)) / (f64::from(b.1) - f64::from(a.1));
            if f64::from(lat) < f64::from(a.0) + (f64::from(b.0) - f64::from(a.0)) * share {
                inside = !inside;
            }
        }
    }
    inside
}

/// A shape, ready to be asked.
enum Inside {
    Box(Spot, Spot),
    Corners(Vec<Spot>),
    Circle(Spot, f64),
    Along(Vec<Spot>, f64),
}

/// How far a place lies from the straight way between two others, metres.
fn beside(from: Spot, to: Spot, spot: Spot) -> f64 {
    let ((north, east), (up, right)) = (sides(from, to), sides(from, spot));
    let long = north * north + east * east;
    let share = if long > 0.0 { ((up * north + right * east) / long).clamp(0.0, 1.0) } else { 0.0 };
    (up - share * north).hypot(right - share * east)
}

impl Inside {
    fn holds(&self, spot: Spot) -> bool {
        match self {
            Self::Box(low, high) => (low.0..=high.0).contains(&spot.0) && (low.1..=high.1).contains(&spot.1),
            Self::Corners(corners) => between(corners, spot),
            Self::Circle(at, radius_m) => {
                let (north, east) = sides(*at, spot);
                north.hypot(east) <= *radius_m
            }
            Self::Along(way, within_m) => {
                let near = |from: Spot, to: Spot| beside(from, to, spot) <= *within_m;
                way.first().is_some_and(|at| near(*at, *at)) || way.windows(2).any(|leg| near(leg[0], leg[1]))
            }
        }
    }
}

/// One local day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCovered {
    /// The day.
    pub day: LocalDay,
    /// Incidents reported in the area that began on it.
    pub reported: u64,
    /// Those of them that were within reach of somebody who watched.
    pub in_view: u64,
    /// For how long somebody watched some part of the area.
    pub watched: Light,
    /// How long it was, as far as it lies in the period.
    pub period: Light,
}

impl DayCovered {
    /// Incidents in view for each 100 hours of watching; none where nobody watched.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.in_view, self.watched.total_s())
    }
}

/// What was watched of an area during a period, with what was reported there.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The period as it was asked for, cut to what may be told.
    pub during: Interval,
    /// The cells.
    pub grid: Grid,
    /// What they show.
    pub covered: Covered,
    /// How large the area is, square metres.
    pub area_m2: f64,
    /// How much of it was watched at some time.
    pub seen_m2: f64,
    /// For how long a place of the area was watched on average.
    pub mean: Light,
    /// Whether a cell is larger than the shortest reach, so that some of what was watched may be missed.
    pub rough: bool,
    /// Incidents reported in the area that began in the period.
    pub reported: u64,
    /// Those of them that were within reach of somebody who watched.
    pub in_view: u64,
    /// Day by day.
    pub days: Vec<DayCovered>,
    /// From how many entries of the log.
    pub log_size: u64,
}

impl Coverage {
    /// Incidents in view for each 100 hours of watching; none where nobody watched.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.in_view, self.covered.anywhere.any.total_s())
    }

    /// Which part of the area and the period was watched, in thousandths: of all its places at all times.
    pub fn share_permille(&self) -> u64 {
        let period = self.covered.period.total_s().max(1);
        (self.mean.total_s() as f64 / period as f64 * 1000.0).round() as u64
    }

    /// Squares for drawing, at least so wide and no more than so many, each with the seconds of its longest watched cell by what is
    /// picked. A square that was not watched is not there.
    pub fn squares(&self, least_m: f64, most: u32, pick: impl Fn(&Seen) -> i64) -> Vec<Square> {
        let grid = &self.grid;
        let cell_m = f64::from(grid.high_udeg) / 1e6 * DEGREE_M;
        let mut side = (least_m / cell_m).ceil().max(1.0) as u32;
        while u64::from(grid.rows.div_ceil(side)) * u64::from(grid.columns.div_ceil(side)) > u64::from(most) {
            side += 1;
        }
        let mut longest = std::collections::BTreeMap::new();
        for (number, seen) in &self.covered.cells {
            let key = (number / grid.columns / side, number % grid.columns / side);
            let seconds: &mut i64 = longest.entry(key).or_insert(0);
            *seconds = (*seconds).max(pick(seen));
        }
        let edge = |from: i32, step: i32, count: u32| f64::from(from) / 1e6 + f64::from(step) / 1e6 * f64::from(count);
        let squares = longest.into_iter().filter(|(_, seconds)| *seconds > 0).map(|((row, column), seconds)| Square {
            south: edge(grid.south_udeg, grid.high_udeg, row * side),
            north: edge(grid.south_udeg, grid.high_udeg, (row + 1) * side),
            west: edge(grid.west_udeg, grid.wide_udeg, column * side),
            east: edge(grid.west_udeg, grid.wide_udeg, (column + 1) * side),
            seconds,
        });
        squares.collect()
    }
}

/// A square of the map, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
    /// For how long its longest watched cell was watched.
    pub seconds: i64,
}

/// Incidents that began in a period, each with whether it was in view.
fn incidents(reader: &dyn Reader, during: Interval, watches: &[Watch]) -> anyhow::Result<Vec<(IncidentRow, bool)>> {
    let began = IncidentFilter { began: Some(during), ..IncidentFilter::default() };
    let (rows, _) = reader.incidents(&began, Page { offset: 0, limit: u32::MAX })?;
    let rows = rows.into_iter().filter(|row| row.occurred.is_some());
    Ok(rows.map(|row| (in_view(&row, during, watches), row)).map(|(seen, row)| (row, seen)).collect())
}

/// Whether somebody watched where an incident happened, at some second of when it did. One without a place was in nobody's view.
fn in_view(row: &IncidentRow, during: Interval, watches: &[Watch]) -> bool {
    let (Some((at, _)), Some(occurred)) = (row.area, row.occurred) else { return false };
    let to = occurred.to().min(during.to()).unix_s();
    coverage::in_view(watches, (at.lat_udeg(), at.lon_udeg()), (occurred.from().unix_s(), to))
}

/// How many of the incidents that began in a period were within reach of somebody who watched.
pub fn incidents_in_view(
    reader: &dyn Reader,
    state: &State,
    patrols: &[Patrol],
    during: Interval,
    rows: &[IncidentRow],
) -> anyhow::Result<u64> {
    let watches = watches(reader, state, patrols, during)?;
    Ok(rows.iter().filter(|row| in_view(row, during, &watches)).count() as u64)
}

/// Of each of these incidents whether somebody who watched had it within reach.
pub fn each_in_view(
    reader: &dyn Reader,
    state: &State,
    patrols: &[Patrol],
    during: Interval,
    rows: &[IncidentRow],
) -> anyhow::Result<Vec<bool>> {
    let watches = watches(reader, state, patrols, during)?;
    Ok(rows.iter().map(|row| in_view(row, during, &watches)).collect())
}

/// For how long somebody watched during a period, in time alone.
pub fn hours(state: &State, patrols: &[Patrol], during: Interval) -> Seen {
    coverage::hours(&when(state, patrols, during), span(during))
}

/// The coverage of an area over a period, from what `reader` sees. Nothing if the mission is not set up.
pub fn of(reader: &dyn Reader, zone: &ZoneName, shape: &Shape, during: Interval) -> anyhow::Result<Option<Coverage>> {
    let Some(state) = state(reader)? else { return Ok(None) };
    let watches = watches(reader, &state, &patrols_during(reader, during)?, during)?;
    let inside = inside(&state, shape, &watches);
    let (south_west, north_east) = match &inside {
        Inside::Box(low, high) => (*low, *high),
        Inside::Corners(corners) => around(corners.iter().copied()).unwrap_or_default(),
        Inside::Circle(at, radius_m) => grown(*at, *radius_m),
        Inside::Along(way, within_m) => about(around(way.iter().copied()).unwrap_or_default(), *within_m),
    };
    let reaches = watches.iter().flat_map(|watch| &watch.reaches).flat_map(|reach| [reach.day_m, reach.night_m]);
    let shortest = f64::from(reaches.filter(|metres| *metres > 0).min().unwrap_or(2_000));
    let box_m = sides(south_west, north_east);
    // As fine as the shortest reach asks for, and never finer than anybody needs for an area of this size.
    let mut cell_m = (shortest / 2.0).clamp(50.0, 5_000.0);
    if let Inside::Along(_, within_m) = inside {
        // A narrow way must not fall between the middles of the cells.
        cell_m = cell_m.min(within_m / 2.0);
    }
    let cell_m = cell_m.max(box_m.0.max(box_m.1) / 1_500.0);
    let grid = Grid::over(south_west, north_east, cell_m, CELLS_MOST);
    let mask: Vec<bool> = (0..grid.len()).map(|number| inside.holds(grid.centre(number))).collect();
    let covered = coverage::covered(&watches, &grid, Some(&mask), span(during));
    let mut made = Coverage {
        during,
        area_m2: (0..grid.len()).filter(|number| mask[*number as usize]).map(|number| grid.cell_m2(number)).sum(),
        seen_m2: covered.cells.iter().map(|(number, _)| grid.cell_m2(*number)).sum(),
        mean: Light::default(),
        rough: f64::from(grid.high_udeg) / 1e6 * DEGREE_M > shortest,
        reported: 0,
        in_view: 0,
        days: Vec::new(),
        log_size: reader.log_size()?,
        grid,
        covered,
    };
    let mean = |pick: fn(&Light) -> i64| {
        let cells = made.covered.cells.iter();
        let sum: f64 = cells.map(|(number, seen)| made.grid.cell_m2(*number) * pick(&seen.any) as f64).sum();
        (sum / made.area_m2.max(1.0)).round() as i64
    };
    made.mean = Light { day_s: mean(|light| light.day_s), night_s: mean(|light| light.night_s) };
    let rows = incidents(reader, during, &watches)?
        .into_iter()
        .filter(|(row, _)| row.area.is_some_and(|(at, _)| inside.holds((at.lat_udeg(), at.lon_udeg()))));
    let rows: Vec<(IncidentRow, bool)> = rows.collect();
    made.reported = rows.len() as u64;
    made.in_view = rows.iter().filter(|(_, seen)| *seen).count() as u64;
    made.days = days(zone, &made, &rows)?;
    Ok(Some(made))
}

fn inside(state: &State, shape: &Shape, watches: &[Watch]) -> Inside {
    let spots = |points: &[Coordinates]| points.iter().map(|at| (at.lat_udeg(), at.lon_udeg())).collect();
    match shape {
        Shape::Polygon(points) => Inside::Corners(spots(points)),
        Shape::Circle(at, radius_m) => Inside::Circle((at.lat_udeg(), at.lon_udeg()), f64::from(*radius_m)),
        Shape::Along(points, within_m) => Inside::Along(spots(points), f64::from((*within_m).max(ALONG_LEAST_M))),
        Shape::Mission if state.charter.area.len() > 2 => Inside::Corners(spots(&state.charter.area)),
        Shape::Mission => {
            let places = watches.iter().flat_map(|watch| &watch.way).map(|(_, at)| *at);
            let posts = state.charter.posts.iter().map(|post| (post.at.lat_udeg(), post.at.lon_udeg()));
            let farthest = watches.iter().flat_map(|watch| &watch.reaches).map(|reach| reach.day_m.max(reach.night_m));
            let margin = f64::from(farthest.max().unwrap_or(0)) + 1_000.0;
            let (low, high) = around(posts.chain(places)).unwrap_or_default();
            Inside::Box(grown(low, margin).0, grown(high, margin).1)
        }
    }
}

fn days(zone: &ZoneName, made: &Coverage, rows: &[(IncidentRow, bool)]) -> anyhow::Result<Vec<DayCovered>> {
    let mut days = Vec::new();
    let (mut day, last) = (zone.day_of(made.during.from()), zone.day_of(made.during.to()));
    let middle = made.grid.middle();
    while day <= last && days.len() < DAYS_MOST as usize + 1 {
        let whole = zone.interval_of(day)?;
        let part = Interval::new(whole.from().max(made.during.from()), whole.to().min(made.during.to()))?;
        let on_it =
            |row: &IncidentRow| row.occurred.is_some_and(|at| whole.from() <= at.from() && at.from() <= whole.to());
        let of_day = || rows.iter().filter(|(row, _)| on_it(row));
        days.push(DayCovered {
            day,
            reported: of_day().count() as u64,
            in_view: of_day().filter(|(_, seen)| *seen).count() as u64,
            watched: made.covered.during(middle, span(part)),
            period: coverage::light(middle, span(part)),
        });
        day = day.plus_days(1);
    }
    Ok(days)
}

/// A question that was answered: of which log, where, when.
type Answered = (u64, Shape, Interval, Arc<Coverage>);

/// Answers that are kept: for one position of the log they are always the same.
#[derive(Clone, Default)]
pub struct Answers(Arc<std::sync::Mutex<std::collections::VecDeque<Answered>>>);

/// How many.
const ANSWERS_KEPT: usize = 8;

impl App {
    /// The coverage of an area over a period as of now, no finer and no newer than `sight` allows. Nothing if the mission is not set up,
    /// or nothing of the period may be told.
    pub fn coverage(&self, sight: Sight, shape: &Shape, during: Interval) -> Result<Option<Arc<Coverage>>, AppError> {
        let Some(during) = sight.cut(during) else { return Ok(None) };
        self.read(|reader| {
            let size = reader.log_size()?;
            let lock = || self.coverages.0.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |kept: &&Answered| kept.0 == size && kept.1 == *shape && kept.2 == during;
            if let Some((.., kept)) = lock().iter().find(same) {
                return Ok(Some(kept.clone()));
            }
            let Some(made) = of(reader, &self.settings.zone, shape, during)? else { return Ok(None) };
            let made = Arc::new(made);
            let mut answers = lock();
            answers.truncate(ANSWERS_KEPT - 1);
            answers.push_front((size, shape.clone(), during, made.clone()));
            Ok(Some(made))
        })
    }
}

/// Seconds by one means, or by any.
pub fn by(seen: &Seen, means: Option<Means>) -> Light {
    means.map_or(seen.any, |means| seen.of(means))
}
