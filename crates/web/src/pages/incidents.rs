//! Incidents: which reports tell of one event.

use super::reports::{cells, choices, head, line, reason, span};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::articles_met;
use mirqab_app::incident::subject;
use mirqab_app::rows::{IncidentFilter, IncidentRow, Page};
use mirqab_app::work::Seen;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::incident::Event;
use mirqab_domain::procedure::{self, Case};
use mirqab_vocabulary::{Bilingual, Code, IncidentId, Passage, ReportId, ViolationKind};

const LIMIT: u32 = 50;
const STATES: &[&str] = &[
    "reported",
    "under_verification",
    "under_review",
    "awaiting_decision",
    "decided",
    "published",
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
    };
    let link = Cell::link(view.say("proposals-title"), "/incidents/proposals").noted(view.say("proposals-intro"));
    let mut blocks = vec![Block::Facts(vec![(String::new(), vec![link])]), filters];
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
        "published" | "retracted" => 5,
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
    let id = id(&visit, &text)?;
    let view = View::of(&visit)?;
    let (case, row) = case(&visit, id)?;
    if let Some(into) = row.merged_into {
        return Ok(Redirect::to(&format!("/incidents/{into}")).into_response());
    }
    let (met, history) = read(&visit, |reader| {
        Ok((articles_met(reader, view.zone(), &case, row.area)?, reader.entries_about(&subject(id))?))
    })?;
    let time = row.occurred.map_or_else(|| view.say("not-known"), |occurred| view.interval(occurred));
    let mut facts = vec![
        (view.say("identifier"), vec![Cell::code(id.to_string())]),
        (view.say("state"), view.standing(&row)),
        (view.say("kind"), vec![Cell::text(visit.words.code("kind", row.kind))]),
        (view.say("filter-occurred"), vec![Cell::text(time)]),
        (view.say("report-accused"), vec![Cell::text(view.party_list(&row.accused))]),
        (
            view.say("rule-independent-origins"),
            vec![Cell::text(view.number(row.origins)).noted(visit.words.count("reports", u64::from(row.reports)))],
        ),
    ];
    if row.due.is_some() || row.handling != "reported" {
        facts.push((
            view.say("room-verification"),
            vec![Cell::link(view.say("button-open"), format!("/verifications/{id}"))],
        ));
    }
    if let Some(finding) = row.finding {
        facts.push((
            view.say("room-finding"),
            vec![Cell::link(view.say("button-open"), format!("/findings/{finding}"))],
        ));
    }
    let (mut marks, mut sectors) = (Vec::new(), Vec::new());
    for report in case.reports.iter().filter(|report| !report.withdrawn) {
        let (mark, sector) =
            view.place_drawn(&report.draft.place, report.draft.source.as_str(), &format!("/reports/{}", report.id));
        marks.extend(mark);
        sectors.extend(sector);
    }
    let shapes = view
        .agreements
        .iter()
        .filter(|state| row.occurred.is_some_and(|at| state.in_force(at.from())))
        .flat_map(|state| view.shapes(state));
    let shapes = shapes.collect();
    let mut blocks = vec![walk(&view, &row), Block::Facts(facts)];
    blocks.push(view.map("map-title", Layers { marks, shapes, sectors, ..Layers::default() }));
    blocks.push(Block::Heading(view.say("rule-independent-origins")));
    for (number, origin) in case.origins().iter().enumerate() {
        let rows = origin.reports.iter().filter_map(|id| case.reports.iter().find(|report| report.id == *id));
        let rows = rows.map(|report| {
            let mut cells = cells(&view, &mirqab_app::rows::report_row(report));
            if report.origin.is_some() {
                cells[3].note = Some(view.say("column-retells"));
            }
            cells
        });
        blocks.push(Block::Table(head(&view), rows.collect(), Some(view.number(number + 1))));
    }
    if !met.is_empty() {
        blocks.push(Block::Heading(view.say("agreement-articles")));
        let rows = met.iter().map(|(state, article, said)| {
            vec![
                Cell::text(format!("{} – {}", article.number, view.own(&article.title)))
                    .noted(view.own(&state.agreement.title)),
                Cell::text(view.code("effect", article.effect.code())),
                super::agreements::answer(&view, said),
            ]
        });
        blocks.push(Block::Table(
            ["agreement-articles", "kind", "state"].map(|key| view.say(key)).to_vec(),
            rows.collect(),
            Some(view.say("binds-not-a-finding")),
        ));
    }
    blocks.extend(super::proposals::answers(&view, id)?);
    blocks.extend(super::proposals::for_incident(&view, id)?);
    if visit.actor.may(Action::Group) {
        blocks.extend(operations(&view, id, &case, &row));
    }
    blocks.push(Block::Heading(view.say("history")));
    blocks.push(Block::Timeline(history.iter().map(|entry| super::entry_step(&view, entry)).collect()));
    show(&visit, "incidents", view.own(&row.title), blocks)
}

fn field(view: &View<'_>, name: &'static str, label: &str, required: bool) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: String::new(), kind: "text", required }
}

fn described(view: &View<'_>, kind: ViolationKind, title: Option<&Bilingual>) -> Vec<Input> {
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
        }
    };
    let mut blocks = vec![
        form("link", "event-incident-linked", vec![field(view, "report", "room-report", true)], true),
        form("unlink", "event-incident-unlinked", ticks().collect(), true),
        form("merge", "event-incident-absorbed", vec![field(view, "other", "room-incident", true)], true),
        form("split", "incident-split", ticks().chain(described(view, row.kind, None)).collect(), true),
        form("describe", "event-incident-described", described(view, row.kind, Some(&row.title)), false),
    ];
    for other in case.incident.absorbed.keys() {
        blocks.push(form("unmerge", "event-incident-released", vec![Input::Hidden("other", other.to_string())], true));
    }
    if row.handling == "reported" {
        blocks.insert(0, form("verify", "verification-open", Vec::new(), false));
    }
    blocks
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Group)?;
    let view = View::of(&visit)?;
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
    };
    show(&visit, "incidents", view.say("event-incident-opened"), vec![block])
}

fn title_of(visit: &Visit, form: &Form) -> Result<(ViolationKind, Bilingual), Failed> {
    let wrong = || visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field");
    let text = |name| Passage::parse(form.get(name)).map_err(|_| wrong());
    let kind = ViolationKind::from_code(form.get("kind")).ok_or_else(wrong)?;
    Ok((kind, Bilingual { ar: text("title_ar")?, en: text("title_en")? }))
}

fn report_ids(visit: &Visit, texts: &[String]) -> Result<Vec<ReportId>, Failed> {
    let wrong = || visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field");
    texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .map(|text| ReportId::parse(text).map_err(|_| wrong()))
        .collect()
}

async fn open(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let (kind, title) = title_of(&visit, &form)?;
    let reports = report_ids(&visit, form.all("reports"))?;
    let opened = tokio::task::block_in_place(|| visit.app.open_incident(&visit.actor, &reports, kind, &title));
    let id = opened.map_err(|error| visit.failed(error))?;
    Ok(Redirect::to(&format!("/incidents/{id}")).into_response())
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let incident = id(&visit, &text)?;
    let (app, actor) = (&visit.app, &visit.actor);
    let failed = |error: AppError| visit.failed(error);
    let mut goes_to = incident;
    match act.as_str() {
        "verify" => tokio::task::block_in_place(|| app.open_verification(actor, incident)).map_err(failed)?,
        "link" => {
            let why = reason(&visit, &form)?;
            for report in report_ids(&visit, form.all("report"))? {
                app.link(actor, incident, report, &why).map_err(failed)?;
            }
        }
        "unlink" => {
            let why = reason(&visit, &form)?;
            for report in report_ids(&visit, form.all("report"))? {
                super::record(&visit, &subject(incident), Event::Unlinked { report, reason: why.clone() }.into())?;
            }
        }
        "merge" => {
            app.merge(actor, incident, id(&visit, form.get("other"))?, &reason(&visit, &form)?).map_err(failed)?
        }
        "unmerge" => {
            app.unmerge(actor, incident, id(&visit, form.get("other"))?, &reason(&visit, &form)?).map_err(failed)?
        }
        "split" => {
            let (kind, title) = title_of(&visit, &form)?;
            let reports = report_ids(&visit, form.all("report"))?;
            goes_to = app.split(actor, incident, &reports, kind, &title, &reason(&visit, &form)?).map_err(failed)?;
        }
        "describe" => {
            let (kind, title) = title_of(&visit, &form)?;
            super::record(&visit, &subject(incident), Event::Described { kind, title }.into())?;
        }
        _ => return Err(failed(AppError::NotFound)),
    }
    Ok(Redirect::to(&format!("/incidents/{goes_to}")).into_response())
}
