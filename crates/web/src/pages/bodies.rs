//! Bodies that decide on findings: the docket, who has voted, and voting.

use super::procedure::seat;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::procedure::{Hearing, due, hearing, sits};
use mirqab_app::rows::{IncidentFilter, IncidentRow, Page};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::finding::{Event, State, Version, Vote};
use mirqab_domain::{Room, Subject, procedure};
use mirqab_vocabulary::FindingId;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/findings/docket", get(docket))
}

/// Most cases that a docket shows of one state.
const LIMIT: u32 = 100;

async fn docket(visit: Visit) -> Result<Response, Failed> {
    if !visit.actor.may(Action::Vote) {
        visit.require(Action::SeeWork)?;
    }
    let view = View::of(&visit)?;
    let staff = visit.actor.may(Action::SeeWork);
    let mut blocks = vec![
        Block::Intro(view.say("docket-intro")),
        Block::Actions(vec![(view.say("sittings-title"), "/findings/sittings".to_owned(), "")]),
    ];
    for (handling, key) in [("in_committee", "docket-waiting"), ("not_endorsed", "docket-not-endorsed")] {
        let cases = read(&visit, |reader| {
            let filter = IncidentFilter { handling: Some(handling.to_owned()), ..IncidentFilter::default() };
            let mut cases = Vec::new();
            for row in reader.incidents(&filter, Page { offset: 0, limit: LIMIT })?.0 {
                let Some(state) = row.finding.map(|id| finding(reader, id)).transpose()?.flatten() else { continue };
                if staff || sits(reader, &state, &visit.actor)?.is_some() {
                    let heard = hearing(reader, &state, view.now())?;
                    cases.push((row, state, heard));
                }
            }
            Ok(cases)
        })?;
        blocks.push(Block::Heading(view.say(key)));
        if cases.is_empty() {
            blocks.push(Block::Intro(view.say("docket-empty")));
            continue;
        }
        let head =
            ["title", "docket-body", "docket-votes", "docket-missing", "verification-due"].map(|key| view.say(key));
        let rows = cases.iter().map(|(row, state, heard)| docket_row(&view, row, state, heard.as_ref())).collect();
        blocks.push(Block::Table(head.to_vec(), rows, None));
    }
    show(&visit, "findings", view.say("docket-title"), blocks)
}

fn finding(reader: &dyn mirqab_app::Reader, id: FindingId) -> anyhow::Result<Option<State>> {
    Ok(procedure::as_finding(reader.state(&Subject { room: Room::Finding, id: id.to_string() })?))
}

fn docket_row(view: &View<'_>, row: &IncidentRow, state: &State, hearing: Option<&Hearing>) -> Vec<Cell> {
    let title = Cell::link(view.own(&row.title), format!("/findings/{}", state.id))
        .noted(view.visit.words.code("kind", row.kind));
    let Some(version) = state.pending() else { return vec![title] };
    let Some(hearing) = hearing else {
        // One body did not endorse it: which, and who was against.
        let refused = version.refused();
        let body = refused.map(|refused| body_title(view, version, &refused.body)).unwrap_or_default();
        let against = refused.map(|refused| against(view, version, &refused.body)).unwrap_or_default();
        return vec![title, Cell::text(body), Cell::text(against), Cell::default(), Cell::default()];
    };
    let missing: Vec<String> = hearing.tally.missing.iter().map(|one| seat(view, one)).collect();
    let voted = hearing.tally.eligible.len() - hearing.tally.missing.len();
    let of = [("voted", (voted as u64).into()), ("of", (hearing.tally.eligible.len() as u64).into())];
    let until = due(version).map(|until| {
        let late = until < view.now();
        if late { Cell::chip(view.time(until), "overdue") } else { Cell::text(view.time(until)) }
    });
    let missing = if hearing.heard { missing.join(" · ") } else { view.say("docket-unheard") };
    vec![
        title,
        Cell::text(view.own(&hearing.body.title)),
        Cell::text(view.visit.words.say_with("docket-voted", &of)),
        Cell::text(missing),
        until.unwrap_or_default(),
    ]
}

fn body_title(view: &View<'_>, version: &Version, key: &str) -> String {
    let body = version.proposal.procedure.as_ref().and_then(|procedure| procedure.body(key));
    body.map_or_else(|| key.to_owned(), |(_, body)| view.own(&body.title).to_owned())
}

/// Whose votes stood against it in a body, by side.
fn against(view: &View<'_>, version: &Version, key: &str) -> String {
    let mut last = std::collections::BTreeMap::new();
    for vote in version.votes.iter().filter(|vote| vote.body == key) {
        last.insert(vote.by.account, vote);
    }
    let against = last.values().filter(|vote| vote.vote == Vote::Against);
    let sides: std::collections::BTreeSet<String> = against
        .map(|vote| vote.by.party.as_ref().map_or_else(|| view.say("seat-neutral"), |party| view.party(party)))
        .collect();
    let sides: Vec<&str> = sides.iter().map(String::as_str).collect();
    view.visit.words.say_with("docket-against", &[("who", view.visit.words.list(&sides).as_str().into())])
}

/// What the bodies said of a conclusion, with minutes and minority opinions, and where the body stands whose turn it is.
pub(super) fn blocks(view: &View<'_>, version: &Version, hearing: Option<&Hearing>) -> Vec<Block> {
    let words = view.visit.words;
    let Some(procedure) = version.proposal.procedure.as_ref().filter(|procedure| !procedure.bodies.is_empty()) else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Heading(view.say("bodies-title"))];
    let mut steps = Vec::new();
    for body in &procedure.bodies {
        let title = view.own(&body.title);
        for vote in version.votes.iter().filter(|vote| vote.body == body.key) {
            let side = vote.by.party.as_ref().map_or_else(|| view.say("seat-neutral"), |party| view.party(party));
            let said = vote.opinion.as_ref().map(ToString::to_string).unwrap_or_default();
            let what = format!("{title} · {side} – {}", view.code("vote", vote.vote.code()));
            steps.push(("done", view.time(vote.at), what, said));
        }
        for resolution in version.bodies.iter().filter(|resolution| resolution.body == body.key) {
            let key = if resolution.endorsed { "body-endorsed" } else { "body-did-not-endorse" };
            let stopped = if resolution.endorsed { String::new() } else { against(view, version, &body.key) };
            let what = format!("{title} – {}", view.say(key));
            let said = [stopped, resolution.minutes.to_string()].into_iter().filter(|text| !text.is_empty());
            steps.push(("signed", view.time(resolution.at), what, said.collect::<Vec<_>>().join(" · ")));
        }
    }
    if let Some(hearing) = hearing {
        let tally = &hearing.tally;
        let missing: Vec<String> = tally.missing.iter().map(|one| seat(view, one)).collect();
        let quorum = if tally.quorum { ("body-quorum-there", "verified") } else { ("body-quorum-missing", "claimed") };
        let until = tally.open_until.map_or_else(|| view.say("body-open-all"), |until| view.time(until));
        let waits = if hearing.heard { missing.join(" · ") } else { view.say("docket-unheard") };
        let voted = [
            ("voted", ((tally.eligible.len() - tally.missing.len()) as u64).into()),
            ("of", (tally.eligible.len() as u64).into()),
        ];
        blocks.push(Block::Strip(vec![
            (
                view.say("docket-body"),
                vec![
                    Cell::text(view.own(&hearing.body.title))
                        .noted(view.code("rule-of-decision", hearing.body.rule.code())),
                ],
            ),
            (view.say("docket-votes"), vec![Cell::text(words.say_with("docket-voted", &voted))]),
            (view.say("body-quorum"), vec![Cell::chip(view.say(quorum.0), quorum.1)]),
            (view.say("docket-missing"), vec![Cell::text(waits)]),
            (view.say("body-open-until"), vec![Cell::text(until)]),
        ]));
    }
    blocks.push(if steps.is_empty() { Block::Intro(view.say("body-no-votes")) } else { Block::Timeline(steps) });
    blocks
}

/// Voting for who sits there; keeping the minutes.
pub(super) fn operations(view: &View<'_>, state: &State, hearing: Option<&Hearing>) -> Vec<Block> {
    let Some(hearing) = hearing else { return Vec::new() };
    let form = |act: &str, key: &str, inputs: Vec<Input>, open: bool| Block::Form {
        action: format!("/findings/{}/{act}", state.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say(key),
        fold: view.say(key),
        errors: Vec::new(),
        open,
    };
    let area = |name, label: &str, hint: &str, required| Input::Area {
        name,
        label: view.say(label),
        hint: if hint.is_empty() { String::new() } else { view.say(hint) },
        value: String::new(),
        required,
    };
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let actor = &view.visit.actor;
    let seated =
        hearing.tally.eligible.iter().any(|seat| Some(seat.account) == actor.account && seat.party == actor.party);
    let mut blocks = Vec::new();
    if actor.may(Action::Vote) && seated && hearing.heard {
        let votes = Vote::ALL.iter().map(|vote| (vote.code().to_owned(), view.code("vote", vote.code()))).collect();
        let inputs = vec![
            Input::Hidden("body", hearing.body.key.clone()),
            select("vote", "vote", votes),
            area("opinion", "vote-opinion", "vote-opinion-hint", false),
        ];
        blocks.push(form("vote", "vote-cast", inputs, true));
        let aside = vec![area("reason", "reason", "verification-recuse-hint", true)];
        blocks.push(form("stand-aside", "verification-recuse", aside, false));
    }
    if actor.may(Action::KeepMinutes) && hearing.tally.closable(view.now()) {
        let says = if hearing.tally.endorses { "yes" } else { "no" };
        let outcome = if hearing.tally.endorses { "body-endorsed" } else { "body-did-not-endorse" };
        let inputs = vec![
            Input::Hidden("body", hearing.body.key.clone()),
            Input::Hidden("endorsed", says.to_owned()),
            Input::Group(view.say(outcome)),
            area("minutes", "body-minutes", "body-minutes-hint", true),
        ];
        blocks.push(form("body", "body-close", inputs, true));
    }
    blocks
}

/// The fact that somebody voted.
pub(super) fn voted(mut reading: Reading<'_>, form: &Form) -> Result<Event, Not> {
    let (vote, opinion) = (reading.choice("vote", Vote::from_code), reading.optional_passage("opinion"));
    Ok(Event::Voted { body: form.get("body").to_owned(), vote: reading.end(vote)?, opinion })
}

/// The fact that a body decided.
pub(super) fn decided(mut reading: Reading<'_>, form: &Form) -> Result<Event, Not> {
    let endorsed = reading.choice("endorsed", |text| matches!(text, "yes" | "no").then_some(text == "yes"));
    let minutes = reading.passage("minutes");
    let (endorsed, minutes) = reading.end(endorsed.zip(minutes))?;
    Ok(Event::BodyDecided { body: form.get("body").to_owned(), endorsed, minutes })
}

/// Whether somebody sits in a body before which the waiting conclusion of this finding goes.
pub(super) fn member(reader: &dyn mirqab_app::Reader, visit: &Visit, state: &State) -> Result<bool, AppError> {
    Ok(visit.actor.may(Action::Vote) && sits(reader, state, &visit.actor)?.is_some())
}
