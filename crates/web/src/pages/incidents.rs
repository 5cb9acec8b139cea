//! Incidents: which reports tell of one event.

use super::reports::{cells, choices, head, line, span};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::{articles_met, known};
use mirqab_app::incident::subject;
use mirqab_app::rows::{IncidentFilter, IncidentRow, Page};
use mirqab_app::work::Seen;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::incident::Event;
use mirqab_domain::procedure::{self, Case};
use mirqab_vocabulary::{Bilingual, Code, IncidentId, Instant, Passage, ReportId, ViolationKind};

const LIMIT: u32 = 50;
const STATES: &[&str] = &[
    "reported",
    "under_verification",
    "under_review",
    "in_committee",
    "not_endorsed",
    "awaiting_decision",
    "decided",
    "published",
    "reopened",
    "closed",
    "retracted",
    "sent_back",
];

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/incidents", get(list))
        .route("/incidents/new", get(new).post(open))
        .route("/incidents/{id}", get(one))
        .route("/incidents/{id}/{act}", post(act))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let back = offset(&form, LIMIT);
    let filter = IncidentFilter {
        occurred: span(&view, &form),
        kind: ViolationKind::from_code(form.get("kind")),
        handling: form.some("handling").map(ToOwned::to_owned),
        ..IncidentFilter::default()
    };
    let (rows, total) = read(&visit, |reader| Ok(reader.incidents(&filter, Page { offset: back, limit: LIMIT })?))?;
    let states = STATES.iter().map(|state| ((*state).to_owned(), view.code("handling", state)));
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: form.get(name).to_owned(),
    };
    let filters = Block::Form {
        action: "/incidents".into(),
        method: "get",
        csrf: String::new(),
        inputs: vec![
            line(&view, &form, "from", "from", "date"),
            line(&view, &form, "to", "to", "date"),
            select("kind", "kind", choices::<ViolationKind>(&view, "kind")),
            select("handling", "state", std::iter::once((String::new(), view.say("all"))).chain(states).collect()),
        ],
        button: view.say("button-filter"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    let mut actions = vec![
        (view.say("proposals-title"), "/incidents/proposals".to_owned(), ""),
        (view.say("changes-title"), "/incidents/changes".to_owned(), ""),
    ];
    if visit.actor.may(Action::Group) {
        actions.insert(0, (view.say("incident-new"), "/incidents/new".to_owned(), "primary"));
    }
    let mut blocks = vec![Block::Actions(actions), filters];
    if rows.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("nothing-found"), view.say("nothing-found-hint")]));
    } else {
        blocks.push(view.incident_map(&rows, "/incidents"));
        blocks.push(Block::Table(
            view.incident_head(),
            rows.iter().map(|row| view.incident_cells(row, "/incidents")).collect(),
            None,
        ));
    }
    blocks.push(pages(&visit, back, LIMIT, total));
    show(&visit, "incidents", view.say("nav-incidents"), blocks)
}

/// The id in an address.
pub(super) fn id(visit: &Visit, text: &str) -> Result<IncidentId, Failed> {
    IncidentId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

/// An incident with its reports and its row.
pub(super) fn case(visit: &Visit, id: IncidentId) -> Result<(Case, IncidentRow), Failed> {
    read(visit, |reader| {
        let case = procedure::case(&mut Seen(reader), id)?.ok_or(AppError::NotFound)?;
        Ok((case, reader.incident(id)?.ok_or(AppError::NotFound)?))
    })
}

/// How far the walk has come.
pub(super) fn walk(view: &View<'_>, row: &IncidentRow) -> Block {
    let reached = match row.handling.as_str() {
        "reported" => 1,
        "under_verification" | "sent_back" => 2,
        "published" | "reopened" | "closed" | "retracted" => 5,
        _ => 3,
    };
    let rooms = ["report", "incident", "verification", "finding", "publication"];
    let steps = rooms.iter().enumerate().map(|(index, room)| {
        let class = match index.cmp(&reached) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        };
        (class, view.code("room", room))
    });
    Block::Steps(steps.collect())
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    match page(&visit, id(&visit, &text)?)? {
        Ok((title, blocks)) => show(&visit, "incidents", title, blocks),
        Err(into) => Ok(Redirect::to(&visit.staying(format!("/incidents/{into}"))).into_response()),
    }
}

/// The page of an incident; where it was merged into another, that one's id.
fn page(visit: &Visit, id: IncidentId) -> Result<Result<(String, Vec<Block>), IncidentId>, Failed> {
    let view = View::of(visit)?;
    let (case, row) = case(visit, id)?;
    if let Some(into) = row.merged_into {
        return Ok(Err(into));
    }
    let (met, known, verification, history) = read(visit, |reader| {
        let verification = procedure::as_verification(reader.state(&mirqab_app::verification::subject(id))?);
        let met = articles_met(reader, view.zone(), &case, row.area)?;
        Ok((met, known(reader, id)?, verification, reader.entries_about(&subject(id))?))
    })?;
    let announced = read(visit, |reader| Ok(mirqab_app::commitment::announced(reader, &case, row.area)?))?;
    let time = row.occurred.map_or_else(|| view.say("not-known"), |occurred| view.interval(occurred));
    let accused = if row.accused.is_empty() { view.say("none") } else { view.party_list(&row.accused) };
    let facts = vec![
        (view.say("state"), view.standing(&row)),
        (view.say("kind"), vec![Cell::text(visit.words.code("kind", row.kind))]),
        (view.say("filter-occurred"), vec![Cell::text(time)]),
        (view.say("report-accused"), vec![Cell::text(accused)]),
        (
            view.say("rule-independent-origins"),
            vec![
                Cell::text(visit.words.count("origins", u64::from(row.origins)))
                    .noted(visit.words.count("reports", u64::from(row.reports))),
            ],
        ),
    ];
    let mut links = Vec::new();
    if let Some(finding) = row.finding {
        links.push((view.say("verification-to-finding"), format!("/findings/{finding}"), "primary"));
    }
    if row.due.is_some() || row.handling != "reported" {
        let class = if row.finding.is_some() { "" } else { "primary" };
        links.push((view.say("incident-to-verification"), format!("/verifications/{id}"), class));
    }
    let mut blocks = vec![walk(&view, &row), Block::Strip(facts)];
    if !links.is_empty() {
        blocks.push(Block::Actions(links));
    }
    if visit.actor.may(Action::Group) && row.handling == "reported" {
        blocks.push(Block::Form {
            action: format!("/incidents/{id}/verify"),
            method: "post",
            csrf: visit.csrf.clone(),
            inputs: Vec::new(),
            button: view.say("verification-open"),
            fold: String::new(),
            errors: Vec::new(),
            open: false,
        });
    }
    blocks.extend(super::places::blocks(&view, &case, verification.as_ref()));
    blocks.push(Block::Heading(view.say("incident-reports-by-origin")));
    blocks.push(Block::Intro(view.say("incident-origins-note")));
    blocks.push(origins(&view, &case));
    if !met.is_empty() {
        blocks.push(Block::Heading(view.say("agreement-articles")));
        blocks.extend(super::agreement_terms::established(&view, &known));
        let rows = met.iter().map(|met| {
            let since = met.text_since.map(|(holds_from, _)| holds_from);
            let text = super::agreement_terms::text_of(&view, since);
            vec![
                Cell::text(format!("{} – {}", met.article.number, view.own(&met.article.title)))
                    .noted(format!("{} · {text}", view.own(&met.state.agreement.title))),
                Cell::text(view.code("effect", met.article.effect.code())),
                super::agreement_terms::met(&view, met),
            ]
        });
        let late = met.iter().find_map(|met| met.text_since.filter(|(_, recorded)| late(&row, *recorded)));
        if let Some((_, recorded)) = late {
            let recorded = view.time(recorded);
            let said = visit.words.say_with("agreement-text-late", &[("recorded", recorded.as_str().into())]);
            blocks.push(Block::Notice("warn", vec![said]));
        }
        blocks.push(Block::Table(
            ["agreement-articles", "kind", "state"].map(|key| view.say(key)).to_vec(),
            rows.collect(),
            Some(view.say("binds-not-a-finding")),
        ));
    }
    blocks.extend(reexamination(&view, id));
    blocks.extend(super::reasons::answers(&view, id)?);
    blocks.extend(super::commitments_notices::answering(&view, &announced));
    let link = (view.say("proposals-of-incident"), format!("/incidents/{id}/proposals"), "");
    blocks.push(Block::Actions(vec![link]));
    if visit.actor.may(Action::Group) {
        blocks.push(Block::Heading(view.say("incident-change")));
        blocks.push(Block::Intro(view.say("incident-change-note")));
        blocks.extend(operations(&view, id, &case, &row));
    }
    blocks.extend(super::history(&view, &history));
    blocks.push(Block::Facts(vec![(view.say("identifier"), vec![Cell::code(id.to_string())])]));
    Ok(Ok((view.own(&row.title).to_owned(), blocks)))
}

/// Whether a text was recorded only after what happened: whoever looked before was answered by another.
fn late(row: &IncidentRow, recorded: Instant) -> bool {
    row.occurred.is_some_and(|occurred| occurred.to() < recorded)
}

/// What tests under other texts said, and the form for one more where there is more than one text.
fn reexamination(view: &View<'_>, id: IncidentId) -> Vec<Block> {
    let mut blocks = super::agreement_terms::reexaminations(view, id);
    let amended: Vec<_> = view.agreements.iter().filter(|state| !state.amendments.is_empty()).collect();
    if view.visit.actor.may(Action::KeepMission) {
        for state in amended {
            let line = |name, label: &str, kind, value: String| Input::Line {
                name,
                label: view.say(label),
                hint: String::new(),
                value,
                kind,
                required: true,
            };
            let now = view.field_time(view.now());
            blocks.push(Block::Form {
                action: format!("/agreements/{}/reexamination", state.id),
                method: "post",
                csrf: view.visit.csrf.clone(),
                inputs: vec![
                    Input::Hidden("incident", id.to_string()),
                    line("text_of", "reexamine-text-of", "datetime-local", now),
                    line("reason", "reexamine-reason", "text", String::new()),
                ],
                button: view.say("button-save"),
                fold: format!("{}: {}", view.say("reexamine-title"), view.own(&state.agreement.title)),
                errors: Vec::new(),
                open: false,
            });
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(view.say("reexamine-title")));
        blocks.insert(1, Block::Intro(view.say("reexamine-note")));
    }
    blocks
}

/// The reports in one table, origin by origin: what retells another stands under it and says so.
fn origins(view: &View<'_>, case: &Case) -> Block {
    let mut rows = Vec::new();
    for (number, origin) in case.origins().iter().enumerate() {
        for report in origin.reports.iter().filter_map(|id| case.reports.iter().find(|report| report.id == *id)) {
            let mut row = cells(view, &mirqab_app::rows::report_row(report));
            let origin = Cell::text(view.number(number + 1));
            let retold = report.origin.is_some();
            row.insert(1, if retold { origin.noted(view.say("column-retells")) } else { origin });
            rows.push(row);
        }
    }
    let mut head = head(view);
    head.insert(1, view.say("incident-origin"));
    Block::Table(head, rows, None)
}

fn field(view: &View<'_>, name: &'static str, label: &str, required: bool) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: String::new(), kind: "text", required }
}

pub(super) fn described(view: &View<'_>, kind: ViolationKind, title: Option<&Bilingual>) -> Vec<Input> {
    let value = |text: Option<&Passage>| text.map(ToString::to_string).unwrap_or_default();
    let text = |name, label: &str, value| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value,
        kind: "text",
        required: true,
    };
    vec![
        Input::Select {
            name: "kind",
            label: view.say("kind"),
            hint: String::new(),
            options: choices::<ViolationKind>(view, "kind"),
            chosen: kind.code().to_owned(),
        },
        text("title_ar", "title-ar", value(title.map(|title| &title.ar))),
        text("title_en", "title-en", value(title.map(|title| &title.en))),
    ]
}

fn operations(view: &View<'_>, id: IncidentId, case: &Case, row: &IncidentRow) -> Vec<Block> {
    let reason = || Input::Area {
        name: "reason",
        label: view.say("reason"),
        hint: view.say("reason-hint"),
        value: String::new(),
        required: true,
    };
    let ticks = || {
        case.reports.iter().map(|report| Input::Tick {
            name: "report",
            value: report.id.to_string(),
            label: format!("{} · {}", report.draft.source, report.id),
            ticked: false,
        })
    };
    let form = |act: &str, key: &str, mut inputs: Vec<Input>, with_reason: bool| {
        if with_reason {
            inputs.push(reason());
        }
        Block::Form {
            action: format!("/incidents/{id}/{act}"),
            method: "post",
            csrf: view.visit.csrf.clone(),
            inputs,
            button: view.say("button-save"),
            fold: view.say(key),
            errors: Vec::new(),
            open: false,
        }
    };
    let mut blocks = vec![
        form("link", "incident-act-link", vec![field(view, "report", "room-report", true)], true),
        form("unlink", "incident-act-unlink", ticks().collect(), true),
        form("merge", "incident-act-merge", vec![field(view, "other", "room-incident", true)], true),
        form("split", "incident-act-split", ticks().chain(described(view, row.kind, None)).collect(), true),
        form("describe", "incident-act-describe", described(view, row.kind, Some(&row.title)), false),
    ];
    for other in case.incident.absorbed.keys() {
        blocks.push(form("unmerge", "incident-act-unmerge", vec![Input::Hidden("other", other.to_string())], true));
    }
    blocks
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Group)?;
    let (title, blocks) = new_page(&visit)?;
    show(&visit, "incidents", title, blocks)
}

fn new_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let form = Form::of_query(&visit.query);
    let mut inputs = vec![Input::Area {
        name: "reports",
        label: view.say("nav-reports"),
        hint: String::new(),
        value: form.all("report").join("\n"),
        required: true,
    }];
    inputs.extend(described(&view, ViolationKind::UndeterminedExplosion, None));
    let block = Block::Form {
        action: "/incidents/new".into(),
        method: "post",
        csrf: visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    Ok((view.say("incident-new"), vec![Block::Intro(view.say("incident-new-note")), block]))
}

pub(super) fn title_of(reading: &mut Reading<'_>) -> Option<(ViolationKind, Bilingual)> {
    let (kind, title) = (reading.code::<ViolationKind>("kind"), reading.both("title"));
    kind.zip(title)
}

async fn open(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Group)?;
    match opened(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/incidents/{id}")).into_response()),
        Err(not) => again(&visit, "incidents", new_page(&visit)?, &form, not),
    }
}

fn opened(visit: &Visit, form: &Form) -> Result<IncidentId, Not> {
    let mut reading = Reading::of(visit, form);
    let (reports, title) = (reading.ids::<ReportId>("reports"), title_of(&mut reading));
    let (reports, (kind, title)) = reading.end(reports.zip(title))?;
    let opened = tokio::task::block_in_place(|| visit.app.open_incident(&visit.actor, &reports, kind, &title));
    Ok(opened.map_err(|error| visit.failed(error))?)
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Group)?;
    let incident = id(&visit, &text)?;
    match done(&visit, incident, &act, &form) {
        Ok(to) => Ok(Redirect::to(&format!("/{to}")).into_response()),
        Err(not) => match page(&visit, incident)? {
            Ok(page) => again(&visit, "incidents", page, &form, not),
            Err(_) => Err(visit.failed(AppError::NotFound)),
        },
    }
}

/// Another incident, and why.
fn other(mut reading: Reading<'_>) -> Result<(IncidentId, Passage), Not> {
    let (other, why) = (reading.id::<IncidentId>("other"), reading.passage("reason"));
    reading.end(other.zip(why))
}

/// Does it, and says where it leads.
fn done(visit: &Visit, incident: IncidentId, act: &str, form: &Form) -> Result<String, Not> {
    let (app, actor) = (&visit.app, &visit.actor);
    let failed = |error: AppError| visit.failed(error);
    let mut reading = Reading::of(visit, form);
    let mut goes_to = incident;
    match act {
        "verify" => {
            tokio::task::block_in_place(|| app.open_verification(actor, incident)).map_err(failed)?;
            return Ok(format!("verifications/{incident}"));
        }
        "link" => {
            let (reports, why) = (reading.ids::<ReportId>("report"), reading.passage("reason"));
            let (reports, why) = reading.end(reports.zip(why))?;
            for report in reports {
                app.link(actor, incident, report, &why).map_err(failed)?;
            }
        }
        "unlink" => {
            let (reports, why) = (reading.ids::<ReportId>("report"), reading.passage("reason"));
            let (reports, why) = reading.end(reports.zip(why))?;
            for report in reports {
                super::record(visit, &subject(incident), Event::Unlinked { report, reason: why.clone() }.into())?;
            }
        }
        "merge" => {
            let (other, why) = other(reading)?;
            app.merge(actor, incident, other, &why).map_err(failed)?;
        }
        "unmerge" => {
            let (other, why) = other(reading)?;
            app.unmerge(actor, incident, other, &why).map_err(failed)?;
        }
        "split" => {
            let (reports, title) = (reading.ids::<ReportId>("report"), title_of(&mut reading));
            let made = reports.zip(title).zip(reading.passage("reason"));
            let ((reports, (kind, title)), why) = reading.end(made)?;
            goes_to = app.split(actor, incident, &reports, kind, &title, &why).map_err(failed)?;
        }
        "describe" => {
            let title = title_of(&mut reading);
            let (kind, title) = reading.end(title)?;
            super::record(visit, &subject(incident), Event::Described { kind, title }.into())?;
        }
        _ => return Err(failed(AppError::NotFound).into()),
    }
    Ok(format!("incidents/{goes_to}"))
}
