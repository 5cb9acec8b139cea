//! The first page: the state of the truce, the last days, what is waiting.

use crate::blocks::{Block, Cell, show};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::rows::{IncidentFilter, Page};
use mirqab_app::{Action, App};
use mirqab_domain::agreement::{SignatureState, State};
use mirqab_vocabulary::{Interval, LocalDay};

/// How many days the chart shows.
const DAYS: i32 = 30;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(overview))
}

async fn overview(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let (words, now) = (visit.words, view.now());
    let staff = visit.actor.may(Action::SeeWork);
    let mut blocks = Vec::new();
    let standing: Vec<&State> = view.agreements.iter().filter(|state| state.in_force(now)).collect();
    blocks.push(Block::Heading(view.say("overview-truce")));
    if standing.is_empty() {
        blocks.push(Block::Notice("warn", vec![view.say("overview-no-agreement")]));
    }
    for state in standing {
        blocks.extend(truce(&view, state));
    }
    let today = view.zone().day_of(now);
    let days: Vec<LocalDay> = (0..DAYS).map(|back| today.plus_days(back + 1 - DAYS)).collect();
    let (rows, counts, handling, overdue) = read(&visit, |reader| {
        let filter = IncidentFilter { published: !staff, ..IncidentFilter::default() };
        let (rows, _) = reader.incidents(&filter, Page { offset: 0, limit: 40 })?;
        let spans: Result<Vec<Interval>, _> = days.iter().map(|day| view.zone().interval_of(*day)).collect();
        let counts = reader.per_day(&spans.map_err(anyhow::Error::from)?)?;
        Ok((rows, counts, reader.per_handling()?, reader.overdue(now)?))
    })?;
    if staff {
        blocks.push(Block::Heading(view.say("overview-waiting")));
        let count = |codes: &[&str]| {
            handling.iter().filter(|(code, _)| codes.contains(&code.as_str())).map(|(_, n)| *n).sum::<u64>()
        };
        let mut stats = vec![(
            view.say("overview-waiting-overdue"),
            view.number(overdue),
            String::new(),
            Some("/verifications".to_owned()),
        )];
        for (key, codes, href) in [
            ("overview-waiting-unverified", &["reported"][..], "/incidents?handling=reported"),
            ("overview-waiting-review", &["under_review"][..], "/incidents?handling=under_review"),
            ("overview-waiting-decision", &["awaiting_decision"][..], "/incidents?handling=awaiting_decision"),
            ("overview-waiting-publication", &["decided"][..], "/incidents?handling=decided"),
        ] {
            stats.push((view.say(key), view.number(count(codes)), String::new(), Some(href.to_owned())));
        }
        blocks.push(Block::Stats(stats));
    }
    let watch = super::mission::state(&visit)?;
    let points: Vec<crate::chart::Day> = days
        .iter()
        .zip(&counts)
        .map(|(day, count)| crate::chart::Day {
            label: words.short_day(*day),
            reported: count.incidents,
            verified: count.verified,
            watched: watch
                .as_ref()
                .is_none_or(|mission| view.zone().interval_of(*day).is_ok_and(|during| mission.watched_s(during) > 0)),
        })
        .collect();
    blocks.push(Block::Heading(words.say_with("overview-last-days", &[("n", u64::from(DAYS.unsigned_abs()).into())])));
    let legend = vec![
        ("reported", view.say("overview-reported")),
        ("verified", view.say("overview-verified")),
        ("unsigned", view.say("no-observation")),
    ];
    blocks.push(Block::Drawing(
        crate::chart::days(&points, words.dir() == "rtl", &view.say("overview-chart-title")),
        legend,
    ));
    let base = if staff { "/incidents" } else { "/findings" };
    blocks.push(Block::Heading(view.say("map-title")));
    blocks.push(view.incident_map(&rows, base));
    blocks.push(Block::Intro(view.say("map-neutral-note")));
    blocks.push(Block::Heading(view.say(if staff { "nav-incidents" } else { "overview-latest-findings" })));
    let table = rows.iter().take(12).map(|row| view.incident_cells(row, base)).collect();
    blocks.push(Block::Table(view.incident_head(), table, None));
    show(&visit, "overview", view.say("overview-title"), blocks)
}

/// An agreement at a glance: in force or not, and where each party stands, side by side with equal weight.
pub(super) fn truce(view: &View<'_>, state: &State) -> Vec<Block> {
    let (words, now) = (view.visit.words, view.now());
    let since = state.agreement.force_from.map_or_else(String::new, |at| view.time(at));
    let in_force = match (state.in_force(now), state.agreement.force_from) {
        (true, _) => {
            Cell::chip(words.say_with("overview-in-force-since", &[("time", since.as_str().into())]), "in-force")
        }
        (false, Some(from)) if from > now => {
            Cell::chip(words.say_with("overview-not-yet-in-force", &[("time", since.as_str().into())]), "unsigned")
        }
        _ => Cell::chip(view.say("overview-not-in-force"), "unsigned"),
    };
    let columns = state.agreement.parties.iter().map(|party| {
        let signature = state.signature(&party.code, now);
        let signed = signature.is_some_and(|signature| signature.state == SignatureState::Signed);
        let code = signature.map_or("none", |signature| signature.state.code());
        let mut chip = Cell::chip(view.code("signature", code), if signed { "signed" } else { "unsigned" });
        if let Some(signature) = signature {
            chip = chip.noted(view.time(signature.at));
        }
        let mut facts = vec![(view.own(&party.name).to_owned(), vec![chip])];
        if let Some(person) = signature.and_then(|signature| signature.person.as_ref()) {
            let person = view.own(person);
            let acted = words.say_with("agreement-signature-acted-by", &[("person", person.into())]);
            facts.push((String::new(), vec![Cell::text(acted)]));
        }
        vec![Block::Facts(facts)]
    });
    let columns = columns.collect();
    vec![
        Block::Facts(vec![(
            view.code("agreement-kind", state.agreement.kind.code()),
            vec![Cell::link(view.own(&state.agreement.title), format!("/agreements/{}", state.id)), in_force],
        )]),
        Block::Columns(columns),
        Block::Intro(view.say("overview-force-and-signature")),
    ]
}
