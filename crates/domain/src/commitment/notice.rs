//! What was announced, and what was asked and answered, as of some position of the log.

use super::{Extent, Notice, Question, Reply};
use mirqab_vocabulary::{CommitmentId, Coordinates, Instant, Interval, Passage, ViolationKind};
use serde::{Deserialize, Serialize};

/// When something reached the mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// When, for the rules: the recorded time of what a party filed itself, otherwise what the source says.
    pub at: Instant,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notified {
    /// Its id.
    pub id: CommitmentId,
    /// What was announced.
    pub notice: Notice,
    /// When that reached the mission.
    pub announced: Announced,
    /// When and why it was called off, if it was.
    pub cancelled: Option<(Instant, Passage)>,
}

/// What of an act is known when notices are looked through.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// What kind.
    pub kind: ViolationKind,
    /// When it happened.
    pub occurred: Interval,
    /// Where, within how many metres; `None` if not known.
    pub at: Option<(Coordinates, u32)>,
}

/// How a notice answers to an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The act lies within the time and the place that were announced.
    Within,
    /// It may: part of its time or of its area lies outside, or a place is not known.
    Perhaps,
}

impl Notified {
    /// How the notice answers to an act, if it was made before the act and may be of it. It says that something was announced, and
    /// neither that this was it nor that it was allowed.
    pub fn fits(&self, seen: &Seen) -> Option<Fit> {
        let (during, begun) = (self.notice.during, seen.occurred.from());
        let made_before = self.announced.at < begun;
        let stood = self.cancelled.as_ref().is_none_or(|(at, _)| *at > begun);
        let meets = during.from() <= seen.occurred.to() && begun <= during.to();
        if !self.notice.kind.looks_like().contains(&seen.kind) || !made_before || !stood || !meets {
            return None;
        }
        let inside = during.from() <= begun && seen.occurred.to() <= during.to();
        let place = match seen.at {
            Some((at, radius_m)) => self.notice.place.holds(at, radius_m)?,
            None => Fit::Perhaps,
        };
        Some(if inside { place } else { Fit::Perhaps })
    }
}

impl Extent {
    /// Whether the circle lies within it (`Within`), partly or perhaps (`Perhaps`), or not at all.
    pub fn holds(&self, at: Coordinates, radius_m: u32) -> Option<Fit> {
        if self.points.is_empty() {
            return Some(Fit::Perhaps);
        }
        let (distance, reach, radius) = (self.distance_m(at), f64::from(self.within_m), f64::from(radius_m));
        if distance + radius <= reach {
            return Some(Fit::Within);
        }
        (distance - radius <= reach).then_some(Fit::Perhaps)
    }

    /// Metres to the nearest of its points or edges; on a plane around `at`, which is good to a fraction of a per cent over tens of kilometres.
    fn distance_m(&self, at: Coordinates) -> f64 {
        let scale = at.lat().to_radians().cos() * 111_320.0;
        let flat = |point: &Coordinates| ((point.lon() - at.lon()) * scale, (point.lat() - at.lat()) * 110_574.0);
        let plane: Vec<(f64, f64)> = self.points.iter().map(flat).collect();
        let corners = plane.iter().map(|(x, y)| x.hypot(*y));
        let edges = plane.windows(2).map(|pair| from_edge(pair[0], pair[1]));
        corners.chain(edges).fold(f64::INFINITY, f64::min)
    }
}

fn from_edge(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = dx * dx + dy * dy;
    let along = if length2 == 0.0 { 0.0 } else { (-(a.0 * dx + a.1 * dy) / length2).clamp(0.0, 1.0) };
    (a.0 + along * dx).hypot(a.1 + along * dy)
}

/// One request for clarification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// Its id.
    pub id: CommitmentId,
    /// What was asked of whom.
    pub question: Question,
    /// When it was asked, for the clock.
    pub asked: Instant,
    /// The answer, and when it came, for the clock.
    pub answered: Option<(Reply, Instant)>,
}

/// How the clock of a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It runs.
    Running,
    /// It was answered in time.
    Answered,
    /// It was answered after its time.
    Late,
    /// Its time has passed without an answer.
    Unanswered,
}

impl Clock {
    /// Every standing of it.
    pub const ALL: &'static [Self] = &[Self::Running, Self::Answered, Self::Late, Self::Unanswered];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Answered => "answered",
            Self::Late => "late",
            Self::Unanswered => "unanswered",
        }
    }
}

impl Clarification {
    /// How the clock stands. An answer on the second of the deadline is in time.
    pub fn clock(&self, now: Instant) -> Clock {
        match &self.answered {
            Some((_, at)) if *at <= self.question.due => Clock::Answered,
            Some(_) => Clock::Late,
            None if now <= self.question.due => Clock::Running,
            None => Clock::Unanswered,
        }
    }
}
