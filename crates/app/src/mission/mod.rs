//! Mission: who is watching, who is out, and who could have seen what.

pub mod coverage;
pub mod export;
pub mod gpx;
pub mod restrictions;

use crate::access::{Action, Actor};
use crate::report::Upload;
use crate::work::App;
use crate::{AppError, Reader};
use gpx::GpxError;
use mirqab_analysis::coverage::{Means, Reach, Spot, Watch};
use mirqab_domain::mission::{
    CLOCK_TOLERANCE_S, Event, Field, Patrol, PatrolMeans, Plan, PostKind, Reach as Told, State, Track,
};
use mirqab_domain::{Room, Subject, procedure};
use mirqab_vocabulary::{Coordinates, Instant, Interval, PatrolId};

/// The subject of a patrol.
pub fn subject(id: PatrolId) -> Subject {
    Subject { room: Room::Mission, id: id.to_string() }
}

/// The mission, if it is set up.
pub fn state(reader: &dyn Reader) -> anyhow::Result<Option<State>> {
    Ok(procedure::as_mission(reader.state(&procedure::the_mission())?))
}

/// Every patrol, in the order in which they were planned.
pub fn patrols(reader: &dyn Reader) -> anyhow::Result<Vec<Patrol>> {
    patrols_that(reader, |_| true)
}

/// The patrols that are asked for, in the order in which they were planned.
fn patrols_that(reader: &dyn Reader, wanted: impl Fn(&Patrol) -> bool) -> anyhow::Result<Vec<Patrol>> {
    let mut found = Vec::new();
    reader.each_state(Room::Mission, &mut |state| match state {
        procedure::State::Patrol(patrol) if wanted(patrol) => found.push((**patrol).clone()),
        _ => {}
    })?;
    Ok(found)
}

/// The patrols whose ways touch a period: for the questions who watched in it.
pub fn patrols_during(reader: &dyn Reader, during: Interval) -> anyhow::Result<Vec<Patrol>> {
    patrols_that(reader, |patrol| patrol.tracks.iter().any(|track| touches(track, during)))
}

/// The patrols about which somebody must worry now.
pub fn patrols_overdue(reader: &dyn Reader, now: Instant) -> anyhow::Result<Vec<Patrol>> {
    patrols_that(reader, |patrol| patrol.late(now).is_some())
}

/// One patrol.
pub fn patrol(reader: &dyn Reader, id: PatrolId) -> Result<Patrol, AppError> {
    procedure::as_patrol(reader.state(&subject(id))?).ok_or(AppError::NotFound)
}

/// Patrols about which somebody must worry, those since longest first.
pub fn overdue(patrols: &[Patrol], now: Instant) -> Vec<(&Patrol, mirqab_domain::mission::patrol::Late, Instant)> {
    let mut late: Vec<_> =
        patrols.iter().filter_map(|patrol| patrol.late(now).map(|(what, since)| (patrol, what, since))).collect();
    late.sort_by_key(|(patrol, _, since)| (*since, patrol.id));
    late
}

fn spot(at: Coordinates) -> Spot {
    (at.lat_udeg(), at.lon_udeg())
}

fn reach((field, reach): (Option<Field>, Told)) -> Reach {
    let field = field.map(|field| (field.bearing_tenths, field.opening_tenths));
    Reach { field, day_m: reach.day_m, night_m: reach.night_m }
}

fn post_means(kind: PostKind) -> Means {
    match kind {
        PostKind::Team => Means::People,
        PostKind::Camera => Means::Camera,
        PostKind::Acoustic => Means::Acoustic,
    }
}

fn patrol_means(means: PatrolMeans) -> Means {
    match means {
        PatrolMeans::Ground => Means::Patrol,
        PatrolMeans::Air => Means::Air,
    }
}

/// What posts watched, without their outages, as far as it touches a period. A post that was taken off the list keeps no place.
fn of_posts(state: &State, during: (i64, i64)) -> Vec<Watch> {
    let mut watches = Vec::new();
    for (key, from_s, to_s) in state.watched_by_post() {
        let Some(post) = state.charter.posts.iter().find(|post| post.key == key) else { continue };
        if from_s < during.1 && to_s > during.0 {
            let reaches = post.reaches().into_iter().map(reach).collect();
            let way = vec![(from_s, spot(post.at))];
            watches.push(Watch { means: post_means(post.kind), from_s, to_s, way, reaches });
        }
    }
    watches
}

/// The time of a period as stretches count it: from its first second up to, and not including, this one.
pub(crate) fn span(during: Interval) -> (i64, i64) {
    (during.from().unix_s(), during.to().unix_s() + 1)
}

fn touches(track: &Track, during: Interval) -> bool {
    track.during.from() <= during.to() && track.during.to() >= during.from()
}

/// When somebody watched, in time alone: for what is counted by hours. Patrols by the times of their ways; where they were decides only
/// whether it was day there, for which the first place of their plan stands, or that of the first post.
pub fn when(state: &State, patrols: &[Patrol], during: Interval) -> Vec<Watch> {
    let mut watches = of_posts(state, span(during));
    let middle = state.charter.posts.first().map_or((0, 0), |post| spot(post.at));
    for patrol in patrols {
        let at = patrol.plan.route.first().map_or(middle, |at| spot(*at));
        let tracks = patrol.tracks.iter().filter(|track| touches(track, during));
        for stretch in tracks.flat_map(|track| &track.stretches) {
            let (from_s, to_s) = (stretch.from().unix_s(), stretch.to().unix_s());
            let means = patrol_means(patrol.plan.means);
            watches.push(Watch { means, from_s, to_s, way: vec![(from_s, at)], reaches: Vec::new() });
        }
    }
    watches
}

/// Who watched where and when, with the ways of patrols: for what is drawn on a map. Patrols that say no reach see nothing.
pub fn watches(reader: &dyn Reader, state: &State, patrols: &[Patrol], during: Interval) -> anyhow::Result<Vec<Watch>> {
    let mut watches = of_posts(state, span(during));
    for patrol in patrols {
        let told = [patrol.plan.sees, patrol.plan.hears];
        let reaches: Vec<Reach> = told.into_iter().flatten().map(|told| reach((None, told))).collect();
        for track in patrol.tracks.iter().filter(|track| touches(track, during)) {
            let bytes = reader.blob(&track.points)?;
            let bytes = bytes.ok_or_else(|| anyhow::anyhow!("the points of {} are gone", track.name))?;
            for stretch in gpx::kept(&bytes)? {
                let way: Vec<(i64, Spot)> = stretch.into_iter().map(|(at, lat, lon)| (at, (lat, lon))).collect();
                let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
                let (from_s, to_s) = (first.0, last.0);
                let means = patrol_means(patrol.plan.means);
                watches.push(Watch { means, from_s, to_s, way, reaches: reaches.clone() });
            }
        }
    }
    Ok(watches)
}

/// Why a track was not logged.
#[derive(Debug, thiserror::Error)]
pub enum NotLogged {
    /// The file is not what it should be.
    #[error(transparent)]
    File(#[from] GpxError),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

/// The mission as somebody may see it. To those who do not work in it posts stand about where they are, watches are told late, and who
/// serves, what went blind and where it is dangerous not at all. Restrictions are public; their places are coarse.
pub fn seen_by(state: State, sight: coverage::Sight) -> State {
    let coverage::Sight::Coarse { until } = sight else { return state };
    let about = |at: Coordinates| crate::rows::coarse((at, 0)).0;
    let told = state.standing_watches().filter(|(.., during)| during.to() <= until);
    let watches = told.map(|(_, post, during)| (post.to_owned(), during)).collect();
    let mut seen = State {
        watches,
        recorded_ahead: Default::default(),
        sites: Vec::new(),
        staff: Vec::new(),
        teams: Vec::new(),
        rosters: Vec::new(),
        outages: Vec::new(),
        hazards: Vec::new(),
        ..state
    };
    seen.charter.posts.iter_mut().for_each(|post| post.at = about(post.at));
    for restriction in &mut seen.restrictions {
        restriction.at = about(restriction.at);
        (restriction.team, restriction.patrol) = (None, None);
    }
    // Of what was taken back only restrictions are still numbered as they were.
    seen.taken_back.retain(|(kept, _)| *kept == mirqab_domain::mission::Kept::Restriction);
    seen.taken_back_because.retain(|(kept, ..)| *kept == mirqab_domain::mission::Kept::Restriction);
    seen
}

impl App {
    /// Where a place of this name lies, and within how many metres.
    pub fn place(&self, name: &str) -> Option<(Coordinates, u32)> {
        crate::gazetteer::Lookup::over(&self.gazetteer).find(name)
    }

    /// Plans a patrol and gives it its id.
    pub fn plan_patrol(&self, actor: &Actor, plan: &Plan) -> Result<PatrolId, AppError> {
        self.write(actor, Action::LogWatch, |work| {
            let (ms, random) = work.id_parts();
            let id = PatrolId::from_parts(ms, random);
            work.record(&subject(id), Event::PatrolPlanned { plan: plan.clone() })?;
            Ok(id)
        })
    }

    /// Reads the way of a patrol out of a file and keeps both.
    pub fn log_track(&self, actor: &Actor, id: PatrolId, file: &Upload) -> Result<Track, NotLogged> {
        let mut refused = None;
        let logged = self.write(actor, Action::LogWatch, |work| {
            let patrol = patrol(work.reader(), id)?;
            // One that never set out has taken no way; the rules say so below.
            let known = gpx::Known {
                set_out: patrol.set_out.unwrap_or(patrol.plan.during.from()),
                returned: patrol.returned,
                now: work.now().plus_s(CLOCK_TOLERANCE_S),
                means: patrol.plan.means,
            };
            let way = match gpx::read(&file.bytes, &known) {
                Ok(way) => way,
                Err(error) => {
                    refused = Some(error);
                    return Err(AppError::NotFound);
                }
            };
            let track = track(work, file, &way)?;
            work.record(&subject(id), Event::TrackLogged { track: track.clone() })?;
            Ok(track)
        });
        match (logged, refused) {
            (_, Some(error)) => Err(NotLogged::File(error)),
            (logged, None) => Ok(logged?),
        }
    }
}

fn track(work: &mut crate::work::Work<'_>, file: &Upload, way: &gpx::Way) -> anyhow::Result<Track> {
    let interval = |first: Option<&gpx::Point>, last: Option<&gpx::Point>| {
        let at = |point: Option<&gpx::Point>| Instant::from_unix_s(point.map_or(0, |point| point.0));
        anyhow::Ok(Interval::new(at(first)?, at(last)?)?)
    };
    let all = || way.stretches.iter().flatten();
    let stretches = way.stretches.iter().map(|stretch| interval(stretch.first(), stretch.last()));
    Ok(Track {
        name: file.name.clone(),
        kept: u32::try_from(all().count()).unwrap_or(u32::MAX),
        left_out: way.left_out,
        during: interval(all().next(), all().last())?,
        stretches: stretches.collect::<Result<_, _>>()?,
        distance_m: way.distance_m,
        file: work.keep(&file.bytes)?,
        points: work.keep(&gpx::written(&way.stretches)?)?,
    })
}

#[cfg(test)]
mod tests;
