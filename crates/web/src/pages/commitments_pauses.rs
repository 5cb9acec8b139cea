//! Local pauses: asked for, granted by each side, observed, judged.

use super::commitments::{agreements, begin, coded, field, folded, select, slice, text, ticked, ticks};
use super::commitments_board::rooms;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::{Mark, Shape};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::commitment::{
    Observed, Register, Sight, Watched, coarse_extent, observed, register, sight_of_pause, subject,
};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{Event, Extent, Grant, Granting, Pause, PauseStanding, PauseTerms, Score};
use mirqab_vocabulary::{AgreementId, CommitmentId, Coordinates, Interval, Role};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/commitments/pauses", get(list).post(ask))
        .route("/commitments/pauses/{id}", get(one))
        .route("/commitments/pauses/{id}/{act}", post(act))
}

/// An extent on the map, as the reader may see it: a route as a line, anything else as an area.
pub(super) fn drawn(view: &View<'_>, extent: &Extent, sight: Sight, label: &str, layers: &mut Layers) {
    let whole = sight == Sight::Whole;
    let around = match extent.points.as_slice() {
        [at] if whole => Some((*at, extent.within_m)),
        _ => coarse_extent(extent),
    };
    let points: Vec<(f64, f64)> = match around {
        Some((at, radius_m)) if !whole || extent.points.len() == 1 => circle(at, radius_m),
        _ => extent.points.iter().map(|at| (at.lat(), at.lon())).collect(),
    };
    if points.is_empty() {
        return;
    }
    let closed = !whole || extent.points.len() == 1;
    let class = if closed { "zone" } else { "line" }.to_owned();
    let label = if whole { view.own(&extent.name).to_owned() } else { label.to_owned() };
    layers.shapes.push(Shape { points, closed, label, class });
}

/// The corners of a circle, near enough.
fn circle(at: Coordinates, radius_m: u32) -> Vec<(f64, f64)> {
    let (north, east) =
        (f64::from(radius_m) / 110_574.0, f64::from(radius_m) / 111_320.0 / at.lat().to_radians().cos());
    let corner = |step: u32| {
        let turn = f64::from(step) * std::f64::consts::TAU / 36.0;
        (at.lat() + north * turn.cos(), at.lon() + east * turn.sin())
    };
    (0..36).map(corner).collect()
}

/// Where something is, as the reader may see it.
pub(super) fn place(view: &View<'_>, extent: &Extent, sight: Sight) -> Cell {
    let words = view.visit.words;
    let around = |(at, radius_m): (Coordinates, u32)| {
        let distance = words.distance(radius_m);
        let within = words.say_with("format-within", &[("distance", distance.as_str().into())]);
        format!("{} · {within}", words.coordinates(at))
    };
    if sight == Sight::Whole {
        let first = extent.points.first().map(|at| around((*at, extent.within_m)));
        let name = Cell::text(view.own(&extent.name));
        return match first {
            Some(first) => name.noted(first),
            None => name,
        };
    }
    Cell::text(coarse_extent(extent).map_or_else(|| view.say("not-known"), around))
}

/// When something is, as the reader may see it: others than those concerned read days.
pub(super) fn when(view: &View<'_>, during: Interval, sight: Sight) -> String {
    if sight == Sight::Whole {
        return view.interval(during);
    }
    let zone = view.zone();
    let days = [during.from(), during.to()].map(|at| view.visit.words.short_day(zone.day_of(at)));
    if days[0] == days[1] { days[0].clone() } else { days.join(" – ") }
}

fn chip(view: &View<'_>, pause: &Pause) -> Cell {
    let stands = pause.stands(view.now());
    if let Some((scoring, _)) = &pause.scoring {
        let class = match scoring.score {
            Score::Held => "verified",
            Score::Interrupted | Score::Broken => "contested",
            Score::NotUsed | Score::NotKnown => "unable",
        };
        return Cell::chip(view.code("score", mirqab_vocabulary::Code::code(scoring.score)), class);
    }
    let class = match stands {
        PauseStanding::Granted | PauseStanding::Running => "in-force",
        PauseStanding::Refused => "contested",
        PauseStanding::Unanswered => "overdue",
        PauseStanding::Requested | PauseStanding::Over | PauseStanding::Scored => "neutral",
    };
    Cell::chip(view.code("pause", stands.code()), class)
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "commitments", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let all = read(visit, |reader| Ok(register(reader)?))?;
    let mut blocks = vec![Block::Intro(view.say("pauses-intro")), rooms(&view, "pauses")];
    let seen = all.pauses.iter().filter(|pause| sight_of_pause(&visit.actor, pause, view.now()) != Sight::Nothing);
    let (seen, more) = slice(visit, seen.rev().collect());
    blocks.push(table(&view, seen.into_iter()).unwrap_or(Block::Notice("info", vec![view.say("nothing-here")])));
    blocks.extend(more);
    if visit.actor.may(Action::Announce) {
        let mut inputs = filing(&view, "pause-requested-by");
        let served = all.promises.iter().map(|one| (one.id.to_string(), view.own(&one.terms.title).to_owned()));
        let served = std::iter::once((String::new(), view.say("none"))).chain(served).collect();
        inputs.extend([
            select(&view, "commitment", "pause-serves", served),
            field(&view, "at", "pause-requested-at", "datetime-local", &view.field_time(view.now()), true),
            field(&view, "purpose_ar", "pause-purpose-ar", "text", "", true),
            field(&view, "purpose_en", "pause-purpose-en", "text", "", true),
        ]);
        inputs.extend(extent_fields(&view));
        inputs.push(Input::Group(view.say("pause-of")));
        inputs.extend(ticks(&view, "of"));
        blocks.push(folded(&view, "/commitments/pauses".into(), "pause-new", inputs));
    }
    Ok((view.say("pauses-title"), blocks))
}

/// The pauses that serve a commitment, under a heading of their own; nothing if there are none that the reader may know of.
pub(super) fn serving(view: &View<'_>, all: &Register, id: CommitmentId) -> Vec<Block> {
    let table = table(view, all.pauses.iter().filter(|pause| pause.pause.commitment == Some(id)));
    table.map_or_else(Vec::new, |table| vec![Block::Heading(view.say("pauses-serving")), table])
}

/// Pauses as far as the reader may know of them; nothing if they may of none.
fn table<'a>(view: &View<'_>, all: impl Iterator<Item = &'a Pause>) -> Option<Block> {
    let seen = all.map(|pause| (pause, sight_of_pause(&view.visit.actor, pause, view.now())));
    let rows = seen.filter(|(_, sight)| *sight != Sight::Nothing).map(|(pause, sight)| {
        let answers = pause.pause.of.iter().map(|party| {
            let answer = pause.answer(party).map_or_else(
                || view.say("pause-no-answer"),
                |one| view.code("grant", mirqab_vocabulary::Code::code(one.answer)),
            );
            format!("{}: {answer}", view.party(party))
        });
        let by =
            pause.pause.requested_by.as_ref().map_or_else(|| view.say("commitment-owner-mission"), |by| view.party(by));
        vec![
            Cell::link(view.own(&pause.pause.purpose), format!("/commitments/pauses/{}", pause.id)).noted(by),
            Cell::text(when(view, pause.pause.during, sight)),
            place(view, &pause.pause.place, sight),
            Cell::text(answers.collect::<Vec<_>>().join(" · ")),
            chip(view, pause),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = ["pause-purpose", "time", "place", "pause-answers", "state"].map(|key| view.say(key)).to_vec();
    (!rows.is_empty()).then_some(Block::Table(head, rows, None))
}

/// Who files, for whom, by what it is known. A liaison files for its own party and is not asked.
pub(super) fn filing(view: &View<'_>, label: &str) -> Vec<Input> {
    let mut inputs = vec![agreements(view)];
    if view.visit.actor.role != Role::PartyLiaison {
        inputs.push(select(view, "by", label, view.party_options("commitment-owner-mission")));
        inputs.push(field(view, "source", "commitment-source", "text", "", false));
    }
    inputs
}

/// Place and time of something.
pub(super) fn extent_fields(view: &View<'_>) -> Vec<Input> {
    let mut inputs = place_fields(view, true, "extent-points-hint");
    inputs.extend([
        field(view, "from", "extent-from", "datetime-local", &view.field_time(view.now()), true),
        field(view, "to", "extent-to", "datetime-local", &view.field_time(view.now().plus_s(4 * 3600)), true),
    ]);
    inputs
}

/// What is asked of a place alone.
pub(super) fn place_fields(view: &View<'_>, required: bool, hint: &str) -> Vec<Input> {
    let mut points = text(view, "points", "extent-points", hint);
    if let Input::Area { required, .. } = &mut points {
        *required = false;
    }
    vec![
        field(view, "place_ar", "extent-name-ar", "text", "", required),
        field(view, "place_en", "extent-name-en", "text", "", required),
        points,
        field(view, "within_m", "extent-within", "number", "1000", required),
    ]
}

/// The party for which something is filed: a liaison's own.
pub(super) fn filed_by(visit: &Visit, reading: &mut Reading<'_>) -> Option<mirqab_vocabulary::PartyCode> {
    if visit.actor.role == Role::PartyLiaison { visit.actor.party.clone() } else { reading.optional_party("by") }
}

/// A line that may be left out.
pub(super) fn optional_line(form: &Form, reading: &mut Reading<'_>, name: &str) -> Option<mirqab_vocabulary::Line> {
    form.has_some(name).then(|| reading.line(name)).flatten()
}

/// Place and time as typed.
pub(super) fn extent_of(form: &Form, reading: &mut Reading<'_>) -> Option<(Extent, Interval)> {
    let (place, from, to) = (place_of(form, reading), reading.moment("from"), reading.moment("to"));
    let during = match from.zip(to).map(|(from, to)| Interval::new(from, to)) {
        Some(Err(_)) => {
            reading.wrong("to", "backwards", &[]);
            None
        }
        Some(Ok(during)) => Some(during),
        None => None,
    };
    Some((place?, during?))
}

/// A place as typed.
pub(super) fn place_of(form: &Form, reading: &mut Reading<'_>) -> Option<Extent> {
    let (name, within_m) = (reading.both("place"), reading.number("within_m", 0..=200_000));
    let mut points = Some(Vec::new());
    for line in form.get("points").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = crate::reading::latin_digits(line);
        let pair = line.split_once([',', ' ', ';', '\u{60C}']);
        let at = pair.and_then(|(lat, lon)| {
            let (lat, lon) = (lat.trim().parse().ok()?, lon.trim_matches([' ', ',']).parse().ok()?);
            Coordinates::from_degrees(lat, lon).ok()
        });
        match (at, &mut points) {
            (Some(at), Some(points)) => points.push(at),
            _ => points = None,
        }
    }
    if points.is_none() {
        reading.wrong("points", "points", &[]);
    }
    let within_m = u32::try_from(within_m?).ok()?;
    Some(Extent { name: name?, points: points?, within_m })
}

async fn ask(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Announce)?;
    match asked(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/commitments/pauses/{id}")).into_response()),
        Err(not) => again(&visit, "commitments", list_page(&visit)?, &form, not),
    }
}

fn asked(visit: &Visit, form: &Form) -> Result<mirqab_vocabulary::CommitmentId, Not> {
    let mut reading = Reading::of(visit, form);
    let agreement = reading.id::<AgreementId>("agreement");
    let (requested_by, source) = (filed_by(visit, &mut reading), optional_line(form, &mut reading, "source"));
    let (requested_at, purpose) = (reading.moment("at"), reading.both("purpose"));
    let extent = extent_of(form, &mut reading);
    let of = ticked(&View::of(visit)?, form, "of");
    let all = read(visit, |reader| Ok(register(reader)?))?;
    let serves = |text: &str| all.promise(CommitmentId::parse(text).ok()?);
    let serves = form.has_some("commitment").then(|| reading.choice("commitment", serves)).flatten();
    if serves.is_some_and(|one| agreement.is_some_and(|agreement| one.terms.agreement != agreement)) {
        reading.wrong("commitment", "other-agreement", &[]);
    }
    let commitment = serves.map(|one| one.id);
    let made = || {
        let (place, during) = extent?;
        let (agreement, requested_at, purpose) = (agreement?, requested_at?, purpose?);
        Some(PauseTerms { agreement, commitment, requested_by, source, requested_at, purpose, place, during, of })
    };
    let made = made();
    let pause = Box::new(reading.end(made)?);
    begin(visit, Event::PauseRequested { pause })
}

fn found(visit: &Visit, id: &str) -> Result<(Pause, Sight), Failed> {
    let all = read(visit, |reader| Ok(register(reader)?))?.pauses;
    let found = all.into_iter().find(|pause| pause.id.as_str() == id.to_uppercase());
    let pause = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    match sight_of_pause(&visit.actor, &pause, visit.app.surroundings().now()) {
        Sight::Nothing => Err(visit.failed(AppError::NotFound)),
        sight => Ok((pause, sight)),
    }
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit, &found(&visit, &id)?)?;
    show(&visit, "commitments", title, blocks)
}

fn page(visit: &Visit, (pause, sight): &(Pause, Sight)) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let told = &pause.pause;
    let by = told.requested_by.as_ref().map_or_else(|| view.say("commitment-owner-mission"), |by| view.party(by));
    let all = read(visit, |reader| Ok(register(reader)?))?;
    let serves = told.commitment.and_then(|id| all.promise(id)).map_or_else(
        || Cell::text(view.say("none")),
        |one| Cell::link(view.own(&one.terms.title), format!("/commitments/{}", one.id)),
    );
    let mut blocks = vec![Block::Strip(vec![
        (view.say("state"), vec![chip(&view, pause)]),
        (view.say("pause-requested-by"), vec![Cell::text(by)]),
        (view.say("time"), vec![Cell::text(when(&view, told.during, *sight))]),
        (view.say("place"), vec![place(&view, &told.place, *sight)]),
        (view.say("commitment-agreement"), vec![super::commitments::agreement(&view, told.agreement)]),
        (view.say("pause-serves"), vec![serves]),
    ])];
    let rows = told.of.iter().map(|party| {
        let answer = pause.answer(party);
        let said = answer.map_or_else(
            || Cell::chip(view.say("pause-no-answer"), "unsigned"),
            |one| {
                let class = if one.answer == Grant::Refused { "contested" } else { "signed" };
                Cell::chip(view.code("grant", mirqab_vocabulary::Code::code(one.answer)), class)
            },
        );
        let whole = answer.filter(|_| *sight == Sight::Whole);
        let note = whole.map(|one| Cell::text(one.note.to_string()));
        let at = whole.map(|one| {
            Cell::text(view.time(one.at))
                .noted(one.source.as_ref().map_or_else(|| view.say("commitment-filed-itself"), ToString::to_string))
        });
        vec![Cell::text(view.party(party)), said, note.unwrap_or_default(), at.unwrap_or_default()]
    });
    let head = ["pause-of", "pause-answers", "pause-note", "time"].map(|key| view.say(key)).to_vec();
    blocks.push(Block::Heading(view.say("pause-answers")));
    blocks.push(Block::Table(head, rows.collect(), None));
    let seen = read(visit, |reader| Ok(observed(reader, view.zone(), pause)?))?;
    if told.during.from() < view.now() {
        blocks.push(Block::Heading(view.say("pause-observed")));
        blocks.extend(observation(&view, pause, &seen));
    }
    if let Some((scoring, _)) = &pause.scoring {
        let score = view.code("score", mirqab_vocabulary::Code::code(scoring.score));
        blocks.push(Block::Notice("info", vec![score, view.own(&scoring.note).to_owned()]));
    }
    let mut layers = Layers::default();
    drawn(&view, &told.place, *sight, view.own(&told.purpose), &mut layers);
    if visit.actor.may(Action::SeeWork) {
        let inside = seen.within.iter().chain(&seen.perhaps);
        layers.marks.extend(inside.filter_map(|row| {
            let (at, radius_m) = row.area?;
            let (href, label) = (format!("/incidents/{}", row.id), view.own(&row.title).to_owned());
            let (lat, lon, radius_m) = (at.lat(), at.lon(), f64::from(radius_m));
            Some(Mark { lat, lon, radius_m, href, label, class: "reported".to_owned() })
        }));
    }
    blocks.push(view.map("map-title", layers));
    blocks.extend(forms(&view, pause));
    Ok((view.own(&told.purpose).to_owned(), blocks))
}

/// What the record has of it, and how much of it anybody watched.
fn observation(view: &View<'_>, pause: &Pause, seen: &Observed) -> Vec<Block> {
    let (watched, caveat) = watched(view, pause, seen);
    let mut blocks = vec![Block::Stats(vec![
        (view.say("pause-incidents"), view.number(seen.within.len()), view.say("pause-incidents-note"), None),
        (view.say("pause-perhaps"), view.number(seen.perhaps.len()), view.say("pause-perhaps-note"), None),
        (view.say("pause-watched"), watched, caveat, None),
    ])];
    if view.visit.actor.may(Action::SeeWork) && !(seen.within.is_empty() && seen.perhaps.is_empty()) {
        let rows = seen.within.iter().chain(&seen.perhaps).map(|row| view.incident_cells(row, "/incidents"));
        blocks.push(Block::Table(view.incident_head(), rows.collect(), None));
    }
    blocks
}

/// How much of its place and time somebody watched, and what that means. Who watches where is told to others than the mission's own people
/// with the judgement alone. What nobody watched is never a number.
fn watched(view: &View<'_>, pause: &Pause, seen: &Observed) -> (String, String) {
    let judged = pause.scoring.as_ref().map(|(scoring, _)| scoring);
    let told = match judged {
        _ if view.visit.actor.may(Action::SeeWork) => seen.watched,
        Some(scoring) => scoring.watched_permille.map(|permille| Watched { some_s: scoring.watched_s, permille }),
        None => return (view.say("pause-watched-later"), String::new()),
    };
    watched_of(view, pause.pause.during, told)
}

/// How much of a place and a time somebody watched, in two sentences.
pub(super) fn watched_of(view: &View<'_>, during: Interval, watched: Option<Watched>) -> (String, String) {
    let words = view.visit.words;
    match watched {
        None => (view.say("not-known"), view.say("pause-watched-unknown")),
        Some(Watched { some_s: 0, .. }) => (view.say("pause-nobody"), view.say("pause-nobody-watched")),
        Some(Watched { some_s: seconds, permille }) => {
            let total = during.length_s().max(0).unsigned_abs() + 1;
            let share = words.percent(u64::from(permille), 1000);
            let time = words.percent(u64::from(seconds).min(total), total);
            (time, words.say_with("pause-watched-note", &[("share", share.as_str().into())]))
        }
    }
}

fn forms(view: &View<'_>, pause: &Pause) -> Vec<Block> {
    let (visit, mut blocks) = (view.visit, Vec::new());
    let at = |act: &str| format!("/commitments/pauses/{}/{act}", pause.id);
    if visit.actor.may(Action::Announce) {
        let mut inputs = Vec::new();
        if visit.actor.role != Role::PartyLiaison {
            let parties = view.parties().iter().filter(|party| pause.pause.of.contains(&party.code));
            let parties = parties.map(|party| (party.code.to_string(), view.own(&party.name).to_owned()));
            inputs.push(select(view, "by", "pause-of", parties.collect()));
            inputs.push(field(view, "source", "commitment-source", "text", "", false));
        }
        inputs.extend([
            select(view, "answer", "pause-answers", coded::<Grant>(view, "grant")),
            field(view, "at", "time", "datetime-local", &view.field_time(view.now()), true),
            text(view, "note", "pause-note", ""),
        ]);
        blocks.push(folded(view, at("answer"), "pause-answer", inputs));
    }
    if visit.actor.may(Action::ScorePause) {
        let inputs = vec![
            select(view, "score", "pause-score", coded::<Score>(view, "score")),
            text(view, "note_ar", "commitment-shown-ar", "commitment-shown-hint"),
            text(view, "note_en", "commitment-shown-en", ""),
        ];
        blocks.push(folded(view, at("score"), "pause-score", inputs));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Acts(view.say("verification-act")));
    }
    blocks
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(if act == "score" { Action::ScorePause } else { Action::Announce })?;
    let state = found(&visit, &id)?;
    match done(&visit, &state.0, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/commitments/pauses/{}", state.0.id)).into_response()),
        Err(not) => again(&visit, "commitments", page(&visit, &state)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, pause: &Pause, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    match act {
        "answer" => {
            let party = match visit.actor.party.clone() {
                Some(own) => Some(own),
                None => reading.party("by"),
            };
            let (answer, source) = (reading.code::<Grant>("answer"), optional_line(form, &mut reading, "source"));
            let made = party.zip(answer).zip(reading.moment("at")).zip(reading.passage("note"));
            let (((party, answer), at), note) = reading.end(made)?;
            let event = Event::PauseAnswered { granting: Granting { party, answer, at, note, source } };
            Ok(super::record(visit, &subject(pause.id), event.into())?)
        }
        "score" => {
            let made = reading.code::<Score>("score").zip(reading.both("note"));
            let (score, note) = reading.end(made)?;
            let scored = tokio::task::block_in_place(|| visit.app.score_pause(&visit.actor, pause.id, score, &note));
            scored.map(|_| ()).map_err(|error| visit.failed(error).into())
        }
        _ => Err(visit.failed(AppError::NotFound).into()),
    }
}
