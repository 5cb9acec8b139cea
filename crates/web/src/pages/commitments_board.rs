//! Commitments at a glance: a board with a column for each state, and a time line.

use super::commitments::{blocker, due, moments, owners};
use crate::blocks::{Block, Card, Cell, Column, Span, show};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::commitment::{Register, register};
use mirqab_app::{Action, App};
use mirqab_domain::commitment::{Due, Progress, Promise};
use mirqab_vocabulary::{Instant, Language, Line};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/commitments/board", get(board)).route("/commitments/timeline", get(timeline))
}

/// The pages of this room, with the one that is open.
pub(super) fn rooms(view: &View<'_>, open: &str) -> Block {
    let all = [
        ("", "/commitments", "commitments-list"),
        ("board", "/commitments/board", "commitments-board"),
        ("timeline", "/commitments/timeline", "commitments-timeline"),
        ("pauses", "/commitments/pauses", "pauses-title"),
        ("notices", "/commitments/notices", "notices-title"),
        ("clarifications", "/commitments/clarifications", "clarifications-title"),
    ];
    let others = all.into_iter().filter(|(name, ..)| *name != open);
    Block::Actions(others.map(|(_, href, key)| (view.say(key), href.to_owned(), "")).collect())
}

/// Where it stands: overdue comes before what it stands at, and who blocks is named.
pub(super) fn stands(view: &View<'_>, all: &Register, promise: &Promise, milestone: Option<&Line>) -> Cell {
    let progress = promise.stands(milestone);
    let said = view.code("progress", progress.code());
    let by = promise.blocker(milestone).map(|by| blocker(view, by));
    if promise.overdue_since(milestone, view.now(), &|id| all.promise(id)).is_some() {
        let note = by.map_or_else(|| said.clone(), |by| format!("{said} · {by}"));
        return Cell::chip(view.say("progress-overdue"), "overdue").noted(note);
    }
    let class = match progress {
        Progress::Verified => "verified",
        Progress::Blocked | Progress::Reversed => "contested",
        Progress::BeyondMandate => "unable",
        Progress::Done => "claimed",
        Progress::Agreed | Progress::Scheduled | Progress::Partial => "neutral",
    };
    let chip = Cell::chip(said, class);
    match by {
        Some(by) => chip.noted(by),
        None => chip,
    }
}

/// By whom and since when it is overdue, in a sentence.
pub(super) fn overdue(view: &View<'_>, all: &Register, promise: &Promise, milestone: Option<&Line>) -> Option<String> {
    let since = promise.overdue_since(milestone, view.now(), &|id| all.promise(id))?;
    let late = view.visit.words.duration_s((view.now().unix_s() - since.unix_s()) / 86_400 * 86_400);
    let (owners, since) = (owners(view, promise), view.time(since));
    let args = [("owners", owners.as_str().into()), ("since", since.as_str().into()), ("late", late.as_str().into())];
    Some(view.visit.words.say_with("commitment-overdue-by", &args))
}

async fn board(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let all = read(&visit, |reader| Ok(register(reader)?))?;
    let late = |promise: &Promise| promise.overdue_since(None, view.now(), &|id| all.promise(id)).is_some();
    let card = |promise: &Promise| {
        let due = due(&view, &all, promise, None);
        let reached = promise
            .plan
            .milestones
            .iter()
            .filter(|step| matches!(promise.stands(Some(&step.key)), Progress::Done | Progress::Verified));
        let steps = (!promise.plan.milestones.is_empty()).then(|| {
            let (reached, total) = (reached.count() as u64, promise.plan.milestones.len() as u64);
            view.visit.words.say_with("commitment-steps", &[("reached", reached.into()), ("total", total.into())])
        });
        let told = overdue(&view, &all, promise, None).or_else(|| due.note.clone());
        Card {
            title: view.own(&promise.terms.title).to_owned(),
            href: format!("/commitments/{}", promise.id),
            state: stands(&view, &all, promise, None),
            // The sentence of what is overdue names owners and deadline already.
            lines: match told {
                Some(told) if late(promise) => [steps, Some(told)].into_iter().flatten().collect(),
                told => {
                    let lines = [Some(owners(&view, promise)), Some(due.text), steps, told];
                    lines.into_iter().flatten().collect()
                }
            },
            late: late(promise),
        }
    };
    let mut columns = vec![Column {
        title: view.say("progress-overdue"),
        cards: all.promises.iter().filter(|promise| late(promise)).map(card).collect(),
    }];
    columns.extend(Progress::ALL.iter().map(|progress| Column {
        title: view.code("progress", progress.code()),
        cards: all.promises.iter().filter(|one| one.stands(None) == *progress && !late(one)).map(card).collect(),
    }));
    let blocks = vec![Block::Intro(view.say("commitments-board-intro")), rooms(&view, "board"), Block::Board(columns)];
    show(&visit, "commitments", view.say("commitments-board"), blocks)
}

async fn timeline(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let all = read(&visit, |reader| Ok(register(reader)?))?;
    let mut blocks = vec![Block::Intro(view.say("commitments-timeline-intro")), rooms(&view, "timeline")];
    let told: Vec<_> = all.promises.iter().map(|promise| (promise, moments(&all, promise))).collect();
    let now = view.now();
    let ends =
        told.iter().flat_map(|(_, (agreed, due, done))| [Some(*agreed), *due, done.map(|(at, _)| at), Some(now)]);
    let ends: Vec<Instant> = ends.flatten().collect();
    let (Some(first), Some(last), false) = (ends.iter().min(), ends.iter().max(), told.is_empty()) else {
        blocks.push(Block::Notice("info", vec![view.say("nothing-here")]));
        return show(&visit, "commitments", view.say("commitments-timeline"), blocks);
    };
    let right_to_left = view.language() == Language::Arabic;
    let axis = Axis { first: *first, last: *last, right_to_left };
    let spans = told.iter().map(|(promise, (agreed, due_at, done))| {
        let waiting = matches!(promise.due(None, &|id| all.promise(id)), Due::Waiting(_));
        let due = due(&view, &all, promise, None).text;
        let came = done.map_or_else(|| view.say("commitment-not-done"), |(at, _)| view.time(at));
        let agreed_at = view.time(*agreed);
        let args =
            [("agreed", agreed_at.as_str().into()), ("due", due.as_str().into()), ("done", came.as_str().into())];
        Span {
            label: Cell::link(view.own(&promise.terms.title), format!("/commitments/{}", promise.id))
                .noted(owners(&view, promise)),
            svg: axis.bar(*agreed, *due_at, *done, now, waiting),
            said: view.visit.words.say_with("commitments-timeline-said", &args),
            state: stands(&view, &all, promise, None),
        }
    });
    let spans = spans.collect();
    let legend = ["planned", "late", "waiting", "done", "verified"]
        .map(|class| (class, view.say(&format!("timeline-{class}"))))
        .to_vec();
    let zone = view.zone();
    let ends = [*first, *last].map(|at| view.visit.words.short_day(zone.day_of(at)));
    blocks.push(Block::Spans {
        head: ["title", "time", "state"].map(|key| view.say(key)).to_vec(),
        spans,
        legend,
        ends,
    });
    show(&visit, "commitments", view.say("commitments-timeline"), blocks)
}

/// The time that the picture spans.
struct Axis {
    first: Instant,
    last: Instant,
    right_to_left: bool,
}

/// The width of a bar's picture.
const WIDTH: f64 = 480.0;

impl Axis {
    /// How far from the side where reading begins.
    fn place(&self, at: Instant) -> f64 {
        let span = (self.last.unix_s() - self.first.unix_s()).max(1);
        let along = (at.unix_s() - self.first.unix_s()) as f64 / span as f64;
        ((6.0 + along * (WIDTH - 12.0)) * 10.0).round() / 10.0
    }

    fn rect(&self, class: &str, from: Instant, to: Instant) -> String {
        let (from, to) = (self.place(from), self.place(to.max(from)));
        let width = (to - from).max(1.0);
        let x = if self.right_to_left { WIDTH - from - width } else { from };
        format!("<rect class=\"{class}\" x=\"{x:.1}\" y=\"7\" width=\"{width:.1}\" height=\"8\"/>")
    }

    /// A commitment: from its agreement to its deadline, beyond it as long as it is not done, and the sign of how it ended.
    fn bar(
        &self,
        agreed: Instant,
        due: Option<Instant>,
        done: Option<(Instant, Progress)>,
        now: Instant,
        waiting: bool,
    ) -> String {
        let end = done.map_or(now, |(at, _)| at);
        let mut svg = self.rect(if waiting { "waiting" } else { "planned" }, agreed, due.unwrap_or(end).max(agreed));
        if let Some(due) = due.filter(|due| *due < end) {
            svg.push_str(&self.rect("late", due, end));
        }
        let turn = |x: f64| if self.right_to_left { WIDTH - x } else { x };
        if let Some(due) = due {
            let x = turn(self.place(due));
            svg.push_str(&format!("<path class=\"due\" d=\"M{x:.1} 2V20\"/>"));
        }
        if let Some((at, progress)) = done {
            let (x, class) = (turn(self.place(at)), progress.code());
            svg.push_str(&match progress {
                Progress::Verified => format!("<path class=\"{class}\" d=\"M{:.1} 11l3.5 4 7-9\"/>", x - 5.0),
                _ => format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"11\" r=\"5\"/>"),
            });
        }
        let x = turn(self.place(now));
        format!("<path class=\"now\" d=\"M{x:.1} 0V22\"/>{svg}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_begins_where_reading_begins_and_shows_how_late_it_is() {
        let at = |hours: i64| Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hours * 3600);
        let drawn = |right_to_left| {
            let axis = Axis { first: at(0), last: at(100), right_to_left };
            axis.bar(at(0), Some(at(50)), None, at(100), false)
        };
        assert!(
            drawn(false).contains("class=\"planned\" x=\"6.0\"") && drawn(false).contains("class=\"late\" x=\"240.0\"")
        );
        assert!(
            drawn(true).contains("class=\"planned\" x=\"240.0\"") && drawn(true).contains("class=\"late\" x=\"6.0\"")
        );
        let axis = Axis { first: at(0), last: at(100), right_to_left: false };
        let verified = axis.bar(at(0), Some(at(50)), Some((at(40), Progress::Verified)), at(100), false);
        assert!(verified.contains("class=\"verified\"") && !verified.contains("late"));
        assert!(axis.bar(at(0), None, None, at(100), true).contains("class=\"waiting\""));
    }
}
