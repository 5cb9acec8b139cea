//! The first page: the state of the truce, the last days, what is waiting.

use crate::blocks::{Block, Cell, Side, Truce, Waiting, show};
use crate::chart::Day;
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::mission::coverage::hours;
use mirqab_app::rows::{IncidentFilter, Page};
use mirqab_app::{Action, App};
use mirqab_domain::agreement::{Force, SignatureState, State};
use mirqab_domain::{Room, Subject, procedure, response};
use mirqab_vocabulary::{Instant, Interval, LocalDay, PartyCode, Role};

/// How many days the chart shows.
const DAYS: i32 = 30;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(overview))
}

async fn overview(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let now = view.now();
    let staff = visit.actor.may(Action::SeeWork);
    let mut blocks = Vec::new();
    let standing: Vec<&State> = view.agreements.iter().filter(|state| state.in_force(now)).collect();
    if standing.is_empty() {
        blocks.push(Block::Notice("warn", vec![view.say("overview-no-agreement")]));
    }
    blocks.extend(standing.into_iter().map(|state| truce(&view, state)));
    let filter = IncidentFilter { published: !staff, ..IncidentFilter::default() };
    let (rows, _) = read(&visit, |reader| Ok(reader.incidents(&filter, Page { offset: 0, limit: 40 })?))?;
    let base = if staff { "/incidents" } else { "/findings" };
    let map = vec![
        Block::Heading(view.say("map-title")),
        view.incident_map(&rows, base),
        Block::Intro(view.say("map-neutral-note")),
    ];
    let mut aside = Vec::new();
    if staff || visit.actor.may(Action::Reply) {
        aside.push(Block::Heading(view.say("overview-waiting")));
        let list = waiting(&view)?;
        aside.push(if list.is_empty() {
            Block::Notice("good", vec![view.say("overview-waiting-none")])
        } else {
            Block::Waiting(list)
        });
    }
    aside.extend(last_days(&view)?);
    blocks.push(Block::Beside(map, aside));
    blocks.push(Block::Heading(view.say(if staff { "nav-incidents" } else { "overview-latest-findings" })));
    let table: Vec<_> = rows.iter().take(12).map(|row| view.incident_cells(row, base)).collect();
    blocks.push(if table.is_empty() {
        Block::Notice("info", vec![view.say("nothing-here")])
    } else {
        Block::Table(view.incident_head(), table, None)
    });
    let mut links = vec![
        (view.say("overview-all"), base.to_owned(), ""),
        (view.say("recurrence-title"), "/findings/repeats".to_owned(), ""),
    ];
    if staff || visit.actor.may(Action::Vote) {
        links.push((view.say("sittings-title"), "/findings/sittings".to_owned(), ""));
    }
    blocks.push(Block::Actions(links));
    show(&visit, "overview", view.say("overview-title"), blocks)
}

/// What waits for whom, the late first. A liaison sees what waits for their party, and nothing else.
fn waiting(view: &View<'_>) -> Result<Vec<Waiting>, Failed> {
    let (visit, now) = (view.visit, view.now());
    let mut list = Vec::new();
    let mut push = |number: u64, key: &str, roles: &[Role], act: Action, href: &str, late: bool| {
        if number > 0 {
            let roles: Vec<String> = roles.iter().map(|role| visit.words.code("role", *role)).collect();
            let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
            list.push(Waiting {
                number: view.number(number),
                what: view.say(key),
                whom: visit
                    .words
                    .say_with("overview-waiting-for", &[("roles", visit.words.list(&roles).as_str().into())]),
                href: href.to_owned(),
                yours: if visit.actor.may(act) { view.say("overview-waiting-you") } else { String::new() },
                late,
            });
        }
    };
    if let Some(party) = &visit.actor.party {
        let open = read(visit, |reader| {
            let states = reader.states(Room::Response)?.into_iter();
            Ok(states
                .filter_map(|state| procedure::as_response(Some(state)))
                .filter(|state| owes(state, Some(party), now))
                .count())
        })?;
        push(open as u64, "overview-waiting-own-reply", &[Role::PartyLiaison], Action::Reply, "/findings", false);
        return Ok(list);
    }
    let (handling, overdue, replies) = read(visit, |reader| {
        let mut replies = 0;
        // LIMIT: of the first so many conclusions that are not decided; a mission has a few dozen of them at a time.
        for handling in ["under_review", "in_committee", "awaiting_decision"] {
            let filter = IncidentFilter { handling: Some(handling.to_owned()), ..IncidentFilter::default() };
            for row in reader.incidents(&filter, Page { offset: 0, limit: 100 })?.0 {
                let Some(finding) = row.finding else { continue };
                let state = reader.state(&Subject { room: Room::Response, id: finding.to_string() })?;
                replies += usize::from(procedure::as_response(state).is_some_and(|state| owes(&state, None, now)));
            }
        }
        Ok((reader.per_handling()?, reader.overdue(now)?, replies))
    })?;
    let count = |code: &str| handling.iter().filter(|(known, _)| known == code).map(|(_, n)| *n).sum::<u64>();
    use Role::{DutyOfficer, HeadOfMission, PartyLiaison, Reviewer, Verifier};
    push(overdue, "overview-waiting-overdue", &[Verifier, DutyOfficer], Action::Verify, "/verifications", true);
    for (code, key, roles, act) in [
        ("reported", "overview-waiting-unverified", &[DutyOfficer][..], Action::Group),
        ("under_verification", "overview-waiting-verification", &[Verifier], Action::Verify),
        ("sent_back", "overview-waiting-sent-back", &[Verifier], Action::Verify),
        ("under_review", "overview-waiting-review", &[Reviewer], Action::Review),
        ("in_committee", "overview-waiting-bodies", &[Reviewer, HeadOfMission, PartyLiaison], Action::KeepMinutes),
        ("not_endorsed", "overview-waiting-not-endorsed", &[HeadOfMission], Action::Decide),
        ("awaiting_decision", "overview-waiting-decision", &[HeadOfMission], Action::Decide),
        ("decided", "overview-waiting-publication", &[HeadOfMission], Action::Decide),
    ] {
        push(count(code), key, roles, act, &format!("/incidents?handling={code}"), false);
    }
    let silent = read(visit, |reader| Ok(mirqab_app::mission::patrols_overdue(reader, now)?.len()))?;
    push(silent as u64, "overview-waiting-patrols", &[DutyOfficer], Action::LogWatch, "/mission/patrols", true);
    push(replies as u64, "overview-waiting-reply", &[PartyLiaison], Action::Reply, "/verifications", false);
    Ok(list)
}

/// Whether somebody (or this party) was asked, may still answer, and has not.
fn owes(state: &response::State, party: Option<&PartyCode>, now: Instant) -> bool {
    let answered = |notice: &response::Notice| {
        state.replies.iter().any(|reply| reply.party == notice.party && reply.version == notice.version)
    };
    let asked = state.notices.iter().filter(|notice| party.is_none_or(|party| notice.party == *party));
    asked.into_iter().any(|notice| notice.reply_due > now && !answered(notice))
}

/// The last days as bars, with what they show in a sentence for those who cannot see them.
fn last_days(view: &View<'_>) -> Result<Vec<Block>, Failed> {
    let (visit, words) = (view.visit, view.visit.words);
    let today = view.zone().day_of(view.now());
    let days: Vec<LocalDay> = (0..DAYS).map(|back| today.plus_days(back + 1 - DAYS)).collect();
    let counts = read(visit, |reader| {
        let spans: Result<Vec<Interval>, _> = days.iter().map(|day| view.zone().interval_of(*day)).collect();
        Ok(reader.per_day(&spans.map_err(anyhow::Error::from)?)?)
    })?;
    let watch = super::mission::state_and_patrols(visit)?;
    let seen = |during| watch.as_ref().map(|(state, patrols)| hours(state, patrols, during).any);
    let watched = |day: &LocalDay| {
        let kept = |during| seen(during).is_none_or(|light| light.total_s() > 0);
        view.zone().interval_of(*day).is_ok_and(kept)
    };
    let points: Vec<Day> = days
        .iter()
        .zip(&counts)
        .map(|(day, count)| Day {
            label: words.day_and_month(*day),
            reported: count.incidents,
            verified: count.verified,
            watched: watched(day),
        })
        .collect();
    let unseen = points.iter().filter(|day| !day.watched).count() as u64;
    let sentence = words.say_with(
        "overview-chart-sentence",
        &[
            ("reported", points.iter().map(|day| day.reported).sum::<u64>().into()),
            ("verified", points.iter().map(|day| day.verified).sum::<u64>().into()),
            ("unseen", unseen.into()),
        ],
    );
    let sentence =
        match days.first().zip(days.last()).and_then(|(first, last)| span(view, *first, *last)).and_then(seen) {
            None => sentence,
            Some(light) if light.total_s() == 0 => format!("{sentence} {}", view.say("coverage-nobody")),
            Some(light) => {
                let told = [light.day_s, light.night_s].map(|seconds| words.duration_s(seconds));
                let args = [("day", told[0].as_str().into()), ("night", told[1].as_str().into())];
                format!("{sentence} {}", words.say_with("overview-watched", &args))
            }
        };
    let mut legend = vec![("told", view.say("overview-reported")), ("found", view.say("overview-verified"))];
    if unseen > 0 {
        legend.push(("unseen", view.say("no-observation")));
    }
    let drawn = crate::chart::days(&points, words.dir() == "rtl", &view.say("overview-chart-title"));
    let title = words.say_with("overview-last-days", &[("n", u64::from(DAYS.unsigned_abs()).into())]);
    Ok(vec![Block::Heading(title), Block::Chart(drawn, legend, sentence)])
}

/// From the first second of a day to the last of another.
fn span(view: &View<'_>, first: LocalDay, last: LocalDay) -> Option<Interval> {
    let (first, last) = (view.zone().interval_of(first).ok()?, view.zone().interval_of(last).ok()?);
    Interval::new(first.from(), last.to()).ok()
}

/// An agreement at a glance: in force or not, and where each party stands, side by side with equal weight.
pub(super) fn truce(view: &View<'_>, state: &State) -> Block {
    let (words, now) = (view.visit.words, view.now());
    let agreement = state.text_at(now);
    let changed = state.last_change(now);
    let since = agreement.force_from.map_or_else(String::new, |at| view.time(at));
    let force = match (state.in_force(now), agreement.force_from) {
        (true, _) => {
            Cell::chip(words.say_with("overview-in-force-since", &[("time", since.as_str().into())]), "in-force")
        }
        (false, Some(from)) if from > now => {
            Cell::chip(words.say_with("overview-not-yet-in-force", &[("time", since.as_str().into())]), "unsigned")
        }
        _ => match (state.force_at(now), changed) {
            (Force::Suspended, Some(change)) => {
                let since = view.time(change.at);
                Cell::chip(words.say_with("agreement-suspended-since", &[("time", since.as_str().into())]), "unsigned")
            }
            (Force::Ended, _) => {
                let ended = state.end_at(now).map(|at| view.time(at)).unwrap_or_default();
                Cell::chip(words.say_with("agreement-ended-since", &[("time", ended.as_str().into())]), "unsigned")
            }
            _ => Cell::chip(view.say("overview-not-in-force"), "unsigned"),
        },
    };
    let sides: Vec<Side> = agreement
        .parties
        .iter()
        .map(|party| {
            let signature = state.signature(&party.code, now);
            let person = signature.and_then(|signature| signature.person.as_ref());
            let acted = |person| words.say_with("agreement-signature-acted-by", &[("person", view.own(person).into())]);
            Side {
                party: view.own(&party.name).to_owned(),
                signed: signature.is_some_and(|signature| signature.state == SignatureState::Signed),
                state: view.code("signature", signature.map_or("none", |signature| signature.state.code())),
                at: signature.map(|signature| view.time(signature.at)).unwrap_or_default(),
                person: person.map(acted).unwrap_or_default(),
            }
        })
        .collect();
    let signed = sides.iter().filter(|side| side.signed).count() as u64;
    let tally = match signed {
        0 => view.say("overview-signed-by-none"),
        n if n == sides.len() as u64 => view.say("overview-signed-by-all"),
        n => words.say_with("overview-signed-tally", &[("n", n.into()), ("of", (sides.len() as u64).into())]),
    };
    Block::Truce(Box::new(Truce {
        kind: view.code("agreement-kind", agreement.kind.code()),
        title: view.own(&agreement.title).to_owned(),
        href: format!("/agreements/{}", state.id),
        force,
        tally,
        sides,
        note: view.say("overview-force-and-signature"),
    }))
}
