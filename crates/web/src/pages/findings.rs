//! Findings: what the mission concludes, with the party's reply beside it.

use super::blind;
use super::incidents::walk;
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::procedure::hearing;
use mirqab_app::rows::{IncidentFilter, IncidentRow, Page};
use mirqab_app::{Action, App, AppError, Audience, Reader};
use mirqab_domain::finding::{Event, State, Version};
use mirqab_domain::response;
use mirqab_domain::{Author, Room, Subject, procedure, verification};
use mirqab_vocabulary::{AccountId, Code, FindingId, Role};

const LIMIT: u32 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/findings", get(list))
        .route("/findings/{id}", get(one))
        .route("/findings/{id}/bundle", get(bundle))
        .route("/findings/{id}/{act}", post(act))
}

/// Who an account is: its name for staff, nothing but that there is somebody for everybody else.
pub(super) fn person(view: &View<'_>, account: AccountId) -> String {
    let staff = view.visit.actor.may(Action::SeeWork);
    let known = view.visit.app.accounts().account(account).ok().flatten();
    known.filter(|_| staff).map_or_else(|| view.say("not-public"), |account| account.title)
}

fn author(view: &View<'_>, author: &Author) -> String {
    let role = view.visit.words.code("role", author.role);
    if view.visit.actor.may(Action::SeeWork) { format!("{role} ({})", person(view, author.account)) } else { role }
}

fn subject(room: Room, id: FindingId) -> Subject {
    Subject { room, id: id.to_string() }
}

/// A finding with the parties' responses, for somebody who may read it: staff; a party that had notice; the public once it is published.
fn load(reader: &dyn Reader, visit: &Visit, id: FindingId) -> Result<(State, Option<response::State>), AppError> {
    let state = procedure::as_finding(reader.state(&subject(Room::Finding, id))?).ok_or(AppError::NotFound)?;
    let response = procedure::as_response(reader.state(&subject(Room::Response, id))?);
    let told = visit.actor.party.as_ref().is_some_and(|party| {
        response.as_ref().is_some_and(|response| response.notices.iter().any(|notice| notice.party == *party))
    });
    let party = visit.actor.may(Action::SeeOwnParty) && (told || super::bodies::member(reader, visit, &state)?);
    if state.published().is_some() || visit.actor.may(Action::SeeWork) || party {
        return Ok((state, response));
    }
    Err(AppError::NotFound)
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let back = offset(&Form::of_query(&visit.query), LIMIT);
    let filter = IncidentFilter { published: true, ..IncidentFilter::default() };
    let (rows, total) = read(&visit, |reader| Ok(reader.incidents(&filter, Page { offset: back, limit: LIMIT })?))?;
    let mut blocks = vec![Block::Intro(view.say("findings-intro"))];
    let mut links = vec![(view.say("recurrence-title"), "/findings/repeats".to_owned(), "")];
    if visit.actor.may(Action::Vote) || visit.actor.may(Action::SeeWork) {
        links.push((view.say("docket-title"), "/findings/docket".to_owned(), ""));
        links.push((view.say("sittings-title"), "/findings/sittings".to_owned(), ""));
    }
    blocks.push(Block::Actions(links));
    if visit.actor.role == Role::PartyLiaison {
        let told = read(&visit, |reader| {
            let states = reader.states(Room::Response)?.into_iter();
            let responses = states.filter_map(|state| procedure::as_response(Some(state)));
            let own = responses
                .filter(|state| state.notices.iter().any(|notice| Some(&notice.party) == visit.actor.party.as_ref()));
            Ok(own.collect::<Vec<_>>())
        })?;
        let items = told
            .iter()
            .map(|state| vec![Cell::link(state.finding.to_string(), format!("/findings/{}", state.finding))]);
        blocks.push(Block::Table(vec![view.say("notice-for-you")], items.collect(), None));
    }
    blocks.push(view.incident_map(&rows, "/findings"));
    blocks.push(Block::Table(
        view.incident_head(),
        rows.iter().map(|row| view.incident_cells(row, "/findings")).collect(),
        None,
    ));
    blocks.push(pages(&visit, back, LIMIT, total));
    show(&visit, "findings", view.say("findings-title"), blocks)
}

fn parsed(visit: &Visit, text: &str) -> Result<FindingId, Failed> {
    FindingId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = parsed(&visit, &text)?;
    let (title, blocks) = page(&visit, id)?;
    show(&visit, "findings", title, blocks)
}

fn page(visit: &Visit, id: FindingId) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let waiting = visit.app.masked_conclusion(&visit.actor, id).map_err(|error| visit.failed(error))?;
    if let Some(waiting) = waiting {
        return Ok((visit.words.code("kind", waiting.row.kind), blind::blocks(&view, waiting)));
    }
    let (state, response, row, heard, shown, sittings) = read(visit, |reader| {
        let (state, response) = load(reader, visit, id)?;
        let heard = hearing(reader, &state, view.now())?;
        let shown = match &response {
            Some(response) => mirqab_app::response::measures(reader, &visit.actor, response)?,
            None => Vec::new(),
        };
        let row = reader.incident(state.incident)?.ok_or(AppError::NotFound)?;
        let sittings = mirqab_app::response::sittings(reader, &visit.actor)?;
        Ok((state, response, row, heard, shown, sittings))
    })?;
    let insider = visit.actor.may(Action::SeeWork) || visit.actor.may(Action::SeeOwnParty);
    let stands = state.published().or(state.pending().filter(|_| insider));
    let mut blocks = vec![walk(&view, &row)];
    if state.retracted() {
        blocks.push(Block::Notice("warn", vec![view.say("finding-retracted-note")]));
    }
    blocks.extend(super::responses::course(&view, &state));
    let pending = state.pending().filter(|_| insider);
    if pending.is_some() {
        blocks.push(Block::Notice("info", vec![view.say("notice-not-decided")]));
    }
    let mut links = Vec::new();
    if state.published().is_some() {
        links.push((view.say("bundle-download"), format!("/findings/{id}/bundle"), "primary"));
        if super::checker::hash().is_some() {
            links.push((view.say("checker-download"), super::checker::PATH.to_owned(), ""));
        }
        // What each audience is shown differs; that these are of one log, the verifier says of each.
        for party in view.parties() {
            if visit.actor.may_have(&Audience::Party(party.code.clone())) {
                let name = view.own(&party.name);
                let label = visit.words.say_with("bundle-for-party", &[("party", name.into())]);
                links.push((label, format!("/findings/{id}/bundle?for=party:{}", party.code), ""));
            }
        }
        if visit.actor.may_have(&Audience::Court) {
            links.push((view.say("bundle-for-court"), format!("/findings/{id}/bundle?for=court"), ""));
        }
    }
    if visit.actor.may(Action::SeeWork) {
        links.push((view.say("verification-to-incident"), format!("/incidents/{}", row.id), ""));
    }
    let correctable = state.published().is_some() && state.pending().is_none() && state.closed().is_none();
    if visit.actor.may(Action::Verify) && correctable {
        links.push((view.say("finding-correct"), format!("/verifications/{}", state.incident), ""));
    }
    let open = if insider { Open::Insider } else { Open::Public };
    if let Some(version) = pending.filter(|_| state.published().is_some()) {
        blocks.extend(conclusion(&view, &row, version, response.as_ref(), Open::Insider));
    }
    if let Some(version) = stands {
        blocks.extend(conclusion(&view, &row, version, response.as_ref(), open));
    }
    if let Some(version) = pending.or(stands) {
        blocks.extend(super::bodies::blocks(&view, version, heard.as_ref().filter(|_| insider)));
    }
    blocks.extend(super::responses::measures(&view, &shown));
    blocks.extend(super::sittings::of_case(&view, id, &sittings));
    if !links.is_empty() {
        blocks.push(Block::Actions(links));
    }
    let mut acts = super::bodies::operations(&view, &state, heard.as_ref());
    acts.extend(operations(&view, id, &state, response.as_ref())?);
    acts.extend(super::responses::operations(&view, &state, response.as_ref(), &shown)?);
    if !acts.is_empty() {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.extend(acts);
    }
    let time = row.occurred.map_or_else(|| view.say("not-known"), |occurred| view.interval(occurred));
    let mut facts = vec![
        (view.say("identifier"), vec![Cell::code(id.to_string())]),
        (view.say("kind"), vec![Cell::text(visit.words.code("kind", row.kind))]),
        (view.say("filter-occurred"), vec![Cell::text(time)]),
        (
            view.say("rule-independent-origins"),
            vec![Cell::text(view.number(row.origins)).noted(visit.words.count("reports", u64::from(row.reports)))],
        ),
    ];
    if let Some(version) = stands
        && let Some(number) = read(visit, |reader| {
            Ok(mirqab_app::verification::cited(reader, state.incident, &version.proposal.axes.occurrence)?)
        })?
        && let Some(mission) = super::mission::state(visit)?
        && let Some(one) = mission.restriction(number)
    {
        let named = super::mission::offered(&view, number, one);
        facts.push((view.say("finding-restriction"), vec![Cell::link(named, "/mission/restrictions".to_owned())]));
    }
    if state.published().is_some() {
        facts.push((view.say("bundle-title"), vec![Cell::text(view.say("bundle-public-hint"))]));
    }
    let versions = vec![Block::Heading(view.say("finding-versions")), Block::Timeline(history(&view, &state, insider))];
    let about = vec![Block::Facts(facts), view.incident_map(std::slice::from_ref(&row), "/findings")];
    blocks.push(Block::Beside(about, versions));
    Ok((view.own(&row.title).to_owned(), blocks))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Public,
    Insider,
}

/// A conclusion, and beside it, with equal weight, what the parties said to it.
fn conclusion(
    view: &View<'_>,
    row: &IncidentRow,
    version: &Version,
    response: Option<&response::State>,
    open: Open,
) -> Vec<Block> {
    // A finding names a party as it was called when it was published, or proposed.
    let then = view.of_time(version.published_at.unwrap_or(version.at));
    let view = &*then;
    let words = view.visit.words;
    let class = if version.published_at.is_some() { "verified" } else { "claimed" };
    let mut axes =
        vec![(view.say("axis-handling-question"), vec![Cell::chip(view.code("handling", &row.handling), class)])];
    axes.extend(view.axes(&version.proposal.axes));
    let mut said = vec![Block::Heading(view.say("finding-statement"))];
    let number = words.say_with("finding-version", &[("n", u64::from(version.number).into())]);
    said.push(Block::Quote(view.own(&version.proposal.statement).to_owned(), view.language().code(), number));
    let mut facts = vec![
        (view.say("finding-standard"), vec![Cell::text(words.code("standard", version.proposal.standard))]),
        (view.say("finding-reason"), vec![Cell::text(version.proposal.reason.to_string())]),
    ];
    facts.extend(
        version.proposal.unit.iter().map(|unit| (view.say("finding-unit"), vec![Cell::text(unit.to_string())])),
    );
    said.push(Block::Facts(facts));
    let mut replies = vec![Block::Heading(view.say("sitrep-replies"))];
    let notices = response.map_or(&[][..], |response| &response.notices);
    for notice in notices.iter().filter(|notice| notice.version == version.number) {
        let party = view.party(&notice.party);
        replies.push(Block::Facts(vec![
            (
                party.clone(),
                vec![
                    Cell::text(words.say_with("notice-served-at", &[("time", view.time(notice.at).as_str().into())]))
                        .noted(notice.proof.to_string()),
                ],
            ),
            (view.say("notice-reply-due"), vec![Cell::text(view.time(notice.reply_due))]),
        ]));
        let answers = response.map_or(&[][..], |response| &response.replies);
        let mut any = false;
        for reply in answers.iter().filter(|reply| reply.party == notice.party && reply.version == version.number) {
            any = true;
            let late = if reply.late { format!(" · {}", view.say("reply-late")) } else { String::new() };
            let who = format!("{party} · {} · {}{late}", view.code("reply", reply.kind.code()), view.time(reply.at));
            replies.push(Block::Quote(reply.text.to_string(), reply.language.code(), who));
            replies.extend(super::responses::details(view, reply));
        }
        if !any {
            let runs = notice.reply_due > view.now();
            let text = words.say_with("reply-none-yet", &[("time", view.time(notice.reply_due).as_str().into())]);
            replies.push(Block::Notice("info", vec![if runs { text } else { view.say("reply-none") }]));
        }
    }
    if replies.len() == 1 {
        replies.push(Block::Intro(view.say("none")));
    }
    let reviews: Vec<_> = version
        .reviews
        .iter()
        .filter(|review| open == Open::Insider || !review.agrees)
        .map(|review| {
            let key = if review.agrees { "finding-reviewer-agrees" } else { "finding-dissent" };
            (
                "done",
                view.time(review.at),
                format!("{} – {}", author(view, &review.by), view.say(key)),
                review.reason.to_string(),
            )
        })
        .collect();
    if !reviews.is_empty() {
        replies.push(Block::Heading(view.say("finding-reviews")));
        replies.push(Block::Timeline(reviews));
    }
    vec![Block::Strip(axes), Block::Columns(vec![said, replies])]
}

fn history(view: &View<'_>, state: &State, insider: bool) -> Vec<(&'static str, String, String, String)> {
    let mut steps = Vec::new();
    for version in state.versions.iter().filter(|version| insider || version.published_at.is_some()) {
        let number = view.visit.words.say_with("finding-version", &[("n", u64::from(version.number).into())]);
        let aim = view.code(
            "aim",
            match version.proposal.aim {
                mirqab_domain::finding::Aim::Conclude => "conclude",
                mirqab_domain::finding::Aim::Correct => "correct",
                mirqab_domain::finding::Aim::Retract => "retract",
            },
        );
        steps.push(("done", view.time(version.at), format!("{number} · {aim}"), author(view, &version.by)));
        if let Some((by, at, note)) = &version.decided {
            let note = note.as_ref().map(|note| format!(" · {note}")).unwrap_or_default();
            steps.push((
                "done",
                view.time(*at),
                view.say("event-finding-decided"),
                format!("{}{note}", author(view, by)),
            ));
        }
        if let Some((by, at, why)) = &version.sent_back {
            steps.push((
                "done",
                view.time(*at),
                view.say("event-finding-sent-back"),
                format!("{} · {why}", author(view, by)),
            ));
        }
        if let Some(at) = version.published_at {
            steps.push(("signed", view.time(at), view.say("event-finding-published"), String::new()));
        }
    }
    steps.extend(super::responses::turns(view, state));
    steps
}

fn operations(
    view: &View<'_>,
    id: FindingId,
    state: &State,
    response: Option<&response::State>,
) -> Result<Vec<Block>, Failed> {
    let form = |act: &str, key: &str, inputs: Vec<Input>| Block::Form {
        action: format!("/findings/{id}/{act}"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say(key),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    };
    let area = |name, label: &str, required| Input::Area {
        name,
        label: view.say(label),
        hint: String::new(),
        value: String::new(),
        required,
    };
    let line = |name, label: &str, kind, value: String| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value,
        kind,
        required: true,
    };
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let may = |action| view.visit.actor.may(action);
    let mut blocks = Vec::new();
    if let Some(version) = state.pending() {
        if may(Action::Review) {
            let answers = vec![
                ("yes".to_owned(), view.say("finding-review-agree")),
                ("no".to_owned(), view.say("finding-review-disagree")),
            ];
            blocks.push(form(
                "review",
                "finding-review",
                vec![select("agrees", "finding-review", answers), area("reason", "finding-review-reason", true)],
            ));
        }
        if may(Action::Notify) {
            let agreed = view.agreements.iter().map(|state| state.agreement.reply_hours).max().unwrap_or(48);
            let hours = version.proposal.procedure.as_ref().map_or(agreed, |procedure| procedure.reply_hours);
            let due = view.field_time(view.now().plus_s(i64::from(hours) * 3600));
            let inputs = vec![
                select("party", "notice-party", view.party_options("none")),
                line("proof", "notice-proof", "text", String::new()),
                line("reply_due", "notice-reply-due", "datetime-local", due),
            ];
            blocks.push(form("notice", "notice-serve", inputs));
        }
        if may(Action::Decide) {
            if version.decided.is_none() {
                // What is before a body is sent back or waits for it.
                if version.endorsed_by_bodies() {
                    blocks.push(form("decide", "finding-decide", vec![area("note", "finding-decide-note", false)]));
                }
                blocks.push(form("send-back", "finding-send-back", vec![area("reason", "reason", true)]));
            } else {
                blocks.push(form("publish", "finding-publish", Vec::new()));
            }
        }
    }
    let told = response.is_some_and(|response| {
        response.notices.iter().any(|notice| Some(&notice.party) == view.visit.actor.party.as_ref())
    });
    if may(Action::Reply) && told {
        blocks.push(form("reply", "reply-new", super::responses::reply_inputs(view, response)?));
    }
    Ok(blocks)
}

async fn bundle(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = parsed(&visit, &text)?;
    let query = Form::of_query(&visit.query);
    let audience = match query.some("for") {
        None => Audience::Public,
        Some(text) => Audience::parse(text).ok_or_else(|| visit.failed(AppError::NotFound))?,
    };
    let bytes = visit.app.bundle_for(&visit.actor, id, &audience).map_err(|error| visit.failed(error))?;
    let whom = audience.code().replace(':', "-");
    let name = format!("attachment; filename=\"finding-{id}-{whom}.mirqab.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let id = parsed(&visit, &text)?;
    match done(&visit, id, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/findings/{id}")).into_response()),
        Err(not) => again(&visit, "findings", page(&visit, id)?, &form, not),
    }
}

/// Does it. Whoever may not learns that before anything else.
fn done(visit: &Visit, id: FindingId, act: &str, form: &Form) -> Result<(), Not> {
    // Who reviews a masked conclusion answers it here, too; what else they may record of it the record itself refuses.
    let waiting = visit.app.masked_conclusion(&visit.actor, id).map_err(|error| visit.failed(error))?;
    let state = match waiting {
        Some(waiting) => waiting.state,
        None => read(visit, |reader| load(reader, visit, id))?.0,
    };
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "review" => {
            visit.require(Action::Review)?;
            let agrees = reading.choice("agrees", |text| matches!(text, "yes" | "no").then_some(text == "yes"));
            let reason = reading.passage("reason");
            let (agrees, reason) = reading.end(agrees.zip(reason))?;
            Event::Reviewed { agrees, reason }
        }
        "decide" => {
            visit.require(Action::Decide)?;
            let note = reading.optional_passage("note");
            Event::Decided { note: reading.end(Some(note))? }
        }
        "send-back" => {
            visit.require(Action::Decide)?;
            let reason = reading.passage("reason");
            Event::SentBack { reason: reading.end(reason)? }
        }
        "publish" => Event::Published {},
        "notice" => {
            visit.require(Action::Notify)?;
            let (party, proof, due) = (reading.party("party"), reading.line("proof"), reading.moment("reply_due"));
            let version = state.pending().map_or(0, |version| version.number);
            let made = party.zip(proof).zip(due);
            let ((party, proof), reply_due) = reading.end(made)?;
            let event = response::Event::NoticeServed { party, version, proof, reply_due };
            return Ok(super::record(visit, &subject(Room::Response, id), event.into())?);
        }
        "reply" => {
            let own = visit.actor.party.clone().filter(|_| visit.actor.may(Action::Reply));
            let party = own.ok_or_else(|| visit.failed(AppError::Denied(Action::Reply)))?;
            let event = super::responses::replied(reading, form, party)?;
            return Ok(super::record(visit, &subject(Room::Response, id), event.into())?);
        }
        "promise" => return respond(visit, &state, (act, Action::Assess), reading, form),
        "measure" => return respond(visit, &state, (act, Action::ProposeMeasure), reading, form),
        "measure-vote" => return respond(visit, &state, (act, Action::Vote), reading, form),
        "measure-decide" => return respond(visit, &state, (act, Action::KeepMinutes), reading, form),
        "measure-end" => return respond(visit, &state, (act, Action::KeepMinutes), reading, form),
        "close" => {
            visit.require(Action::Decide)?;
            super::responses::closed(reading, form)?
        }
        "reopen" => {
            visit.require(Action::Reopen)?;
            super::responses::reopened(reading)?
        }
        "vote" => {
            visit.require(Action::Vote)?;
            super::bodies::voted(reading, form)?
        }
        "stand-aside" => {
            visit.require(Action::Recuse)?;
            let reason = reading.passage("reason");
            let event = verification::Event::Recused { reason: reading.end(reason)? };
            let about = Subject { room: Room::Verification, id: state.incident.to_string() };
            return Ok(super::record(visit, &about, event.into())?);
        }
        "body" => {
            visit.require(Action::KeepMinutes)?;
            super::bodies::decided(reading, form)?
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(Room::Finding, id), event.into())?)
}

/// Records a fact about what follows from a finding.
fn respond(
    visit: &Visit,
    state: &State,
    (act, action): (&str, Action),
    reading: Reading<'_>,
    form: &Form,
) -> Result<(), Not> {
    visit.require(action)?;
    let shown = read(visit, |reader| {
        let response = mirqab_app::response::of(reader, state.id)?;
        let shown = response.map(|response| mirqab_app::response::measures(reader, &visit.actor, &response));
        Ok(shown.transpose()?.unwrap_or_default())
    })?;
    let event = super::responses::responded(visit, act, reading, form, (state, &shown))?;
    Ok(super::record(visit, &subject(Room::Response, state.id), event.into())?)
}
