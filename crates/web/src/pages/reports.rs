//! Reports: what somebody said.

use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::{Form, saved};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::protection::Thing;
use mirqab_app::report::{self, subject};
use mirqab_app::rows::{Page, ReportFilter, ReportRow};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::report::{Channel, Event, Part, State};
use mirqab_vocabulary::{Code, Interval, LocalDay, PartyCode, ReportId, ViolationKind};

const LIMIT: u32 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/reports", get(list))
        .route("/reports/{id}", get(one))
        .route("/reports/{id}/receipt", get(receipt))
        .route("/reports/{id}/receipt.tlog-proof", get(tlog_proof))
        .route("/reports/{id}/files/{number}", get(file))
        .route("/reports/{id}/original", get(original))
        .route("/reports/{id}/withdraw", post(withdraw))
        .route("/reports/{id}/lineage", post(lineage))
}

/// A stretch of local days from two fields of a form; open ends reach as far as times can.
pub(super) fn span(view: &View<'_>, form: &Form) -> Option<Interval> {
    let day = |name| LocalDay::parse(form.get(name)).ok();
    let (first, last) = (day("from"), day("to"));
    let first = view.zone().interval_of(first.or(last)?).ok()?;
    let last = last.map_or(Some(first), |last| view.zone().interval_of(last).ok())?;
    Interval::new(first.from(), last.to()).ok()
}

/// Choices of a code, with "all" first.
pub(super) fn choices<C: Code>(view: &View<'_>, prefix: &str) -> Vec<(String, String)> {
    let each = C::ALL.iter().map(|code| (code.code().to_owned(), view.visit.words.code(prefix, *code)));
    std::iter::once((String::new(), view.say("all"))).chain(each).collect()
}

/// A line of a filter.
pub(super) fn line(view: &View<'_>, form: &Form, name: &'static str, label: &str, kind: &'static str) -> Input {
    Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: form.get(name).to_owned(),
        kind,
        required: false,
    }
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    let own = visit.actor.may(Action::SeeOwnParty);
    if !own {
        visit.require(Action::SeeWork)?;
    }
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let back = offset(&form, LIMIT);
    let filter = ReportFilter {
        received: span(&view, &form),
        kind: ViolationKind::from_code(form.get("kind")),
        channel: Channel::from_code(form.get("channel")),
        reported_by: if own { visit.actor.party.clone() } else { PartyCode::parse(form.get("party")).ok() },
        unlinked: form.has("unlinked"),
        words: form.some("words").map(ToOwned::to_owned),
        ..ReportFilter::default()
    };
    let (rows, total) = read(&visit, |reader| Ok(reader.reports(&filter, Page { offset: back, limit: LIMIT })?))?;
    let channels = Channel::ALL.iter().map(|channel| (channel.code().to_owned(), view.code("channel", channel.code())));
    let mut inputs = vec![
        line(&view, &form, "words", "filter-words", "search"),
        Input::Select {
            name: "kind",
            label: view.say("kind"),
            hint: String::new(),
            options: choices::<ViolationKind>(&view, "kind"),
            chosen: form.get("kind").to_owned(),
        },
        Input::Select {
            name: "channel",
            label: view.say("filter-channel"),
            hint: String::new(),
            options: std::iter::once((String::new(), view.say("all"))).chain(channels).collect(),
            chosen: form.get("channel").to_owned(),
        },
        line(&view, &form, "from", "from", "date"),
        line(&view, &form, "to", "to", "date"),
    ];
    if !own {
        inputs.push(Input::Select {
            name: "party",
            label: view.say("filter-reported-by"),
            hint: String::new(),
            options: view.party_options("all"),
            chosen: form.get("party").to_owned(),
        });
        inputs.push(Input::Tick {
            name: "unlinked",
            value: "1".into(),
            label: view.say("filter-unlinked"),
            ticked: form.has("unlinked"),
        });
    }
    let filters = Block::Form {
        action: "/reports".into(),
        method: "get",
        csrf: String::new(),
        inputs,
        button: view.say("button-filter"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    let mut blocks = Vec::new();
    if visit.actor.may(Action::Submit) {
        let mut links = vec![(view.say("report-new"), "/reports/new".to_owned(), "primary")];
        if visit.actor.may(Action::Import) {
            links.push((view.say("nav-import"), "/reports/import".to_owned(), ""));
        }
        blocks.push(Block::Actions(links));
    }
    blocks.push(filters);
    let table = rows.iter().map(|row| cells(&view, row)).collect();
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("nothing-found"), view.say("nothing-found-hint")])
    } else {
        Block::Table(head(&view), table, None)
    });
    blocks.push(pages(&visit, back, LIMIT, total));
    show(&visit, "reports", view.say("nav-reports"), blocks)
}

/// The names of the columns of a report table.
pub(super) fn head(view: &View<'_>) -> Vec<String> {
    let keys =
        ["kind", "filter-occurred", "place", "source", "filter-reported-by", "report-accused", "filter-received"];
    keys.map(|key| view.say(key)).to_vec()
}

/// A report as a row of a table.
pub(super) fn cells(view: &View<'_>, row: &ReportRow) -> Vec<Cell> {
    let party = |code: &Option<PartyCode>| code.as_ref().map_or_else(|| "–".to_owned(), |code| view.party(code));
    let excerpt: String = row.excerpt.chars().take(90).collect();
    vec![
        Cell::link(view.visit.words.code("kind", row.kind), format!("/reports/{}", row.id)).noted(excerpt),
        Cell::text(view.interval(row.occurred)),
        Cell::text(row.place.clone().unwrap_or_default()),
        Cell::text(row.source.clone()).noted(view.code("channel", row.channel.code())),
        Cell::text(party(&row.reported_by)),
        Cell::text(party(&row.accused)),
        Cell::text(view.time(row.received_at)),
    ]
}

fn id(visit: &Visit, text: &str) -> Result<ReportId, Failed> {
    ReportId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = id(&visit, &text)?;
    if visit.account.is_none() {
        visit.require(Action::SeeWork)?;
    }
    let (title, blocks) = page(&visit, id)?;
    show(&visit, "reports", title, blocks)
}

/// What whoever sent a report may keep: that it was taken, where it stands in the log, and how to check it.
fn receipt_shown(view: &View<'_>, state: &State, how: &str) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    let receipt = visit.app.receipt_of(state.id, false).map_err(|error| visit.failed(error))?;
    let key = if how == "again" { "report-submitted-again" } else { "report-submitted" };
    let mut blocks = vec![
        Block::Notice("good", vec![view.say(key), view.say("receipt-keep")]),
        Block::Strip(vec![
            (view.say("identifier"), vec![Cell::code(receipt.report.to_string())]),
            (view.say("entry-recorded-at"), vec![Cell::text(view.time(state.recorded_at))]),
            (view.say("entry-position"), vec![Cell::text(view.number(receipt.position))]),
            (view.say("entry-hash"), vec![Cell::code(receipt.leaf.clone())]),
        ]),
        Block::Actions(vec![
            (view.say("receipt-download"), format!("/reports/{}/receipt", state.id), "primary"),
            (view.say("receipt-tlog-proof"), format!("/reports/{}/receipt.tlog-proof", state.id), ""),
            (view.say("footer-print"), String::new(), ""),
            (view.say("report-new"), "/reports/new".to_owned(), ""),
        ]),
    ];
    // A log that signs nothing has neither.
    if let Some(drawn) = Some(&receipt.code).filter(|code| !code.is_empty()) {
        let drawn = crate::qr::drawing(drawn, &view.say("receipt-qr"));
        let drawn = drawn.map(|svg| Block::Chart(svg, Vec::new(), view.say("receipt-qr-hint")));
        blocks.push(Block::Heading(view.say("receipt-qr")));
        blocks.extend(drawn);
        blocks.push(Block::Heading(view.say("receipt-text")));
        blocks.push(Block::Intro(view.say("receipt-text-hint")));
        blocks.push(Block::Raw(receipt.message()));
    }
    Ok(blocks)
}

pub(super) fn page(visit: &Visit, id: ReportId) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let (state, incidents, history) = read(visit, |reader| {
        let state = report::read(reader, &visit.actor, id)?;
        Ok((state, reader.incidents_of(id)?, reader.entries_about(&subject(id))?))
    })?;
    let draft = &state.draft;
    let words = visit.words;
    let mut blocks = Vec::new();
    let query = Form::of_query(&visit.query);
    if query.has("recorded") {
        blocks.extend(receipt_shown(&view, &state, query.get("recorded"))?);
    }
    if state.withdrawn {
        blocks.push(Block::Notice("warn", vec![view.say("event-report-withdrawn")]));
    }
    let erased = state.protection.is_erased(Part::Words);
    blocks.push(Block::Quote(
        if erased { view.say("erased-here") } else { draft.text.to_string() },
        if erased { view.language().code() } else { draft.language.code() },
        format!("{} · {}", draft.source, view.code("channel", draft.channel.code())),
    ));
    let mut sent_by = sent(&view, &state, &incidents);
    sent_by.extend(super::signing::badge(&view, &state)?);
    blocks.push(Block::Columns(vec![vec![Block::Facts(said(&view, &state))], vec![Block::Facts(sent_by)]]));
    let (marks, sectors) = view.place_drawn(&draft.place, &words.code("kind", draft.kind), "");
    if !marks.is_empty() || !sectors.is_empty() {
        blocks.push(view.map("place", Layers { marks, sectors, ..Layers::default() }));
    }
    if !draft.observations.is_empty() {
        let rows = draft.observations.iter().map(|seen| {
            let quality = words.code("quality", seen.count.quality);
            vec![
                Cell::text(words.code("what", seen.what)),
                Cell::number(format!("{quality} {}", view.number(seen.count.number))),
                Cell::text(words.code("direction", seen.direction)),
                Cell::text(words.code("means", seen.means)),
            ]
        });
        let head = ["kind", "report-observation-number", "report-observation-direction", "report-observation-means"]
            .map(|key| view.say(key))
            .to_vec();
        blocks.push(Block::Table(head, rows.collect(), None));
    }
    if visit.actor.may(Action::SeeWork) && !state.withdrawn {
        let link = (
            view.say("proposals-of-report"),
            format!("/reports/{id}/proposals"),
            if incidents.is_empty() { "primary" } else { "" },
        );
        blocks.push(Block::Actions(vec![link]));
    }
    blocks.extend(super::protection::blocks(&view, Thing::Report(state.id))?);
    blocks.extend(super::contact::blocks(&view, &state)?);
    blocks.extend(super::history(&view, &history));
    let reason = || Input::Area {
        name: "reason",
        label: view.say("reason"),
        hint: view.say("reason-hint"),
        value: String::new(),
        required: true,
    };
    let mut form = |path: &str, inputs, key: &str| {
        blocks.push(Block::Form {
            action: format!("/reports/{id}/{path}"),
            method: "post",
            csrf: visit.csrf.clone(),
            inputs,
            button: view.say("button-save"),
            fold: view.say(key),
            errors: Vec::new(),
            open: false,
        });
    };
    if visit.actor.may(Action::Group) {
        let origin = Input::Line {
            name: "origin",
            label: view.say("column-retells"),
            hint: String::new(),
            value: state.origin.map(|id| id.to_string()).unwrap_or_default(),
            kind: "text",
            required: false,
        };
        form("lineage", vec![origin, reason()], "report-act-lineage");
    }
    if visit.actor.may(Action::Withdraw) && !state.withdrawn {
        form("withdraw", vec![reason()], "report-withdraw");
    }
    Ok((format!("{} · {}", view.say("room-report"), words.code("kind", draft.kind)), blocks))
}

fn said(view: &View<'_>, state: &State) -> Vec<(String, Vec<Cell>)> {
    let (draft, words) = (&state.draft, view.visit.words);
    let accused = draft.accused.as_ref().map_or_else(|| view.say("none"), |party| view.party(party));
    let calibre =
        draft.weapon.calibre_mm.map(|mm| words.say_with("format-millimetres", &[("n", u64::from(mm).into())]));
    let model = draft.weapon.model.as_ref().map(ToString::to_string);
    let weapon: Vec<String> =
        std::iter::once(words.code("weapon", draft.weapon.class)).chain(calibre).chain(model).collect();
    let mut facts = vec![
        (view.say("kind"), vec![Cell::text(words.code("kind", draft.kind))]),
        (
            view.say("place"),
            vec![where_it_was(view, state), Cell::chip(view.code("place", given_as(&draft.place)), "neutral")],
        ),
        (view.say("weapon"), vec![Cell::text(weapon.join(" · "))]),
        (view.say("report-accused"), vec![Cell::text(accused)]),
    ];
    if let Some(harm) = draft.harm {
        let range = |key: &str, least: u32, most: u32| {
            words.say_with(key, &[("from", u64::from(least).into()), ("to", u64::from(most).into())])
        };
        facts.push((
            view.say("rule-casualties-reported"),
            vec![
                Cell::text(range("killed-range", harm.killed_min, harm.killed_max)),
                Cell::text(range("injured-range", harm.injured_min, harm.injured_max)),
            ],
        ));
    }
    facts
}

/// The place, or that it was erased.
fn where_it_was(view: &View<'_>, state: &State) -> Cell {
    if state.protection.is_erased(Part::Place) {
        Cell::text(view.say("erased-here"))
    } else {
        view.place(&state.draft.place)
    }
}

fn given_as(place: &mirqab_vocabulary::Place) -> &'static str {
    match place {
        mirqab_vocabulary::Place::Point { .. } => "point",
        mirqab_vocabulary::Place::Named { .. } => "named",
        mirqab_vocabulary::Place::FromObserver { .. } => "from-observer",
        mirqab_vocabulary::Place::AtSensor { .. } => "at-sensor",
    }
}

fn sent(view: &View<'_>, state: &State, incidents: &[mirqab_vocabulary::IncidentId]) -> Vec<(String, Vec<Cell>)> {
    let draft = &state.draft;
    let filed = draft.reported_by.as_ref().map_or_else(|| "–".to_owned(), |party| view.party(party));
    let observed = draft.observed_at.map_or_else(|| view.say("not-stated"), |at| view.time(at));
    let links = incidents.iter().map(|id| Cell::link(id.to_string(), format!("/incidents/{id}")));
    let mut facts = vec![
        (view.say("identifier"), vec![Cell::code(state.id.to_string())]),
        (view.say("filter-reported-by"), vec![Cell::text(filed)]),
        (
            view.say("filter-occurred"),
            vec![Cell::text(view.interval(draft.occurred)).noted(view.code(
                "precision",
                if draft.occurred_precision == mirqab_domain::report::OccurredPrecision::DayOnly {
                    "day-only"
                } else {
                    "stated"
                },
            ))],
        ),
        (view.say("report-observed-at"), vec![Cell::text(observed)]),
        (view.say("filter-received"), vec![Cell::text(view.time(draft.received_at))]),
        (view.say("entry-recorded-at"), vec![Cell::text(view.time(state.recorded_at))]),
        (view.say("nav-incidents"), links.collect()),
        (
            view.say("receipt-title"),
            vec![
                Cell::link(view.say("receipt-download"), format!("/reports/{}/receipt", state.id)),
                Cell::link(view.say("receipt-tlog-proof"), format!("/reports/{}/receipt.tlog-proof", state.id))
                    .noted(view.say("receipt-tlog-proof-hint")),
            ],
        ),
    ];
    if let Some(origin) = state.origin {
        facts.push((view.say("column-retells"), vec![Cell::link(origin.to_string(), format!("/reports/{origin}"))]));
    }
    if let Some(witness) = &draft.witness {
        let contact = witness.contact.as_ref().map(ToString::to_string).unwrap_or_default();
        let cell = match &witness.sealed {
            Some(_) => Cell::chip(view.say("identity-sealed"), "verified").noted(view.say("identity-sealed-hint")),
            None => Cell::text(witness.name.to_string()).noted(contact),
        };
        facts.push((view.say("group-identity"), vec![cell]));
    }
    let may_see_table = view.visit.actor.may(Action::SeeWork) && view.visit.actor.may(Action::SeeIdentity);
    if let Some(original) = draft.original.as_ref().filter(|_| may_see_table) {
        let line = view.visit.words.say_with("report-original-line", &[("n", original.line.into())]);
        facts.push((view.say("report-original"), vec![Cell::link(line, format!("/reports/{}/original", state.id))]));
    }
    for (number, attachment) in draft.attachments.iter().enumerate() {
        let link = Cell::link(attachment.name.to_string(), format!("/reports/{}/files/{number}", state.id));
        facts.push((view.visit.words.file_size(attachment.bytes), vec![link.noted(attachment.blob.as_str())]));
    }
    facts
}

async fn receipt(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = id(&visit, &text)?;
    read(&visit, |reader| report::read(reader, &visit.actor, id))?;
    let receipt = visit.app.receipt_of(id, false).map_err(|error| visit.failed(error))?;
    let body = serde_json::to_vec_pretty(&receipt).map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    let name = format!("attachment; filename=\"receipt-{id}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], body)
        .into_response())
}

async fn tlog_proof(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = id(&visit, &text)?;
    read(&visit, |reader| report::read(reader, &visit.actor, id))?;
    let proof = visit.app.tlog_proof_of(id).map_err(|error| visit.failed(error))?;
    Ok(saved(&format!("receipt-{id}.tlog-proof"), proof.into_bytes()))
}

async fn original(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let id = id(&visit, &text)?;
    let bytes = read(&visit, |reader| report::original(reader, &visit.actor, id))?;
    Ok(saved(&format!("{id}-original.bin"), bytes))
}

async fn file(visit: Visit, Path((text, number)): Path<(String, usize)>) -> Result<Response, Failed> {
    let id = id(&visit, &text)?;
    let (name, bytes) = read(&visit, |reader| report::attached(reader, &visit.actor, id, number))?;
    Ok(saved(&name, bytes))
}

async fn withdraw(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let id = id(&visit, &text)?;
    let withdrawn = || {
        let mut reading = Reading::of(&visit, &form);
        let reason = reading.passage("reason");
        let reason = reading.end(reason)?;
        Ok(super::record(&visit, &subject(id), Event::Withdrawn { reason }.into())?)
    };
    visit.require(Action::Withdraw)?;
    after(&visit, id, &form, withdrawn())
}

async fn lineage(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let report = id(&visit, &text)?;
    let judged = || {
        let mut reading = Reading::of(&visit, &form);
        let origin = form.has_some("origin").then(|| reading.id::<ReportId>("origin")).flatten();
        let reason = reading.passage("reason");
        let reason = reading.end(reason)?;
        let kept = tokio::task::block_in_place(|| visit.app.judge_lineage(&visit.actor, report, origin, &reason));
        Ok(kept.map(|_| ()).map_err(|error| visit.failed(error))?)
    };
    visit.require(Action::Group)?;
    after(&visit, report, &form, judged())
}

/// Back to the report, or to its form with what is wrong.
fn after(visit: &Visit, id: ReportId, form: &Form, done: Result<(), Not>) -> Result<Response, Failed> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/reports/{id}")).into_response()),
        Err(not) => again(visit, "reports", page(visit, id)?, form, not),
    }
}
