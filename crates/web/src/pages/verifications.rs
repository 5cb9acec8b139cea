//! The verification desk, and one case.

use super::incidents::{case, id, walk};
use super::reports::{choices, reason};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::articles_met;
use mirqab_app::report::Upload;
use mirqab_app::rows::{IncidentFilter, Order, Page};
use mirqab_app::verification::subject;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::finding::{self, Aim, Axes, Proposal};
use mirqab_domain::procedure;
use mirqab_domain::verification::{Event, Evidence, EvidenceKind, State};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, Code, Credibility, Grade, Gravity, IncidentId, Line, Occurrence, PartyCode,
    Passage, Reliability, StandardOfProof, UnableReason,
};

const LIMIT: u32 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/verifications", get(desk))
        .route("/verifications/{id}", get(one))
        .route("/verifications/{id}/{act}", post(act))
}

async fn desk(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(&visit)?;
    let back = offset(&Form::of_query(&visit.query), LIMIT);
    let filter = IncidentFilter { order: Order::Due, ..IncidentFilter::default() };
    let (rows, total) = read(&visit, |reader| Ok(reader.incidents(&filter, Page { offset: back, limit: LIMIT })?))?;
    let now = view.now();
    let table = rows.iter().map(|row| {
        let mut cells = view.incident_cells(row, "/verifications");
        let due = row.due.map(|due| view.time(due)).unwrap_or_default();
        let late = row.due.is_some_and(|due| due < now);
        cells.push(if late { Cell::chip(due, "overdue") } else { Cell::text(due) });
        let holder = row.claim.filter(|(_, until)| *until > now);
        let held = match holder {
            None => view.say("verification-nobody"),
            Some((by, until)) if visit.actor.account == Some(by) => {
                visit.words.say_with("verification-held-by-you", &[("time", view.time(until).as_str().into())])
            }
            Some((by, _)) => super::findings::person(&view, by),
        };
        cells.push(Cell::text(held));
        cells
    });
    let table: Vec<Vec<Cell>> = table.collect();
    let mut head = view.incident_head();
    head.extend([view.say("verification-due"), view.say("verification-holder")]);
    let blocks = vec![
        Block::Intro(view.say("verification-two-persons")),
        if table.is_empty() {
            Block::Notice("info", vec![view.say("nothing-here")])
        } else {
            Block::Table(head, table, None)
        },
        pages(&visit, back, LIMIT, total),
    ];
    show(&visit, "verifications", view.say("nav-verifications"), blocks)
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let incident = id(&visit, &text)?;
    let view = View::of(&visit)?;
    let (case, row) = case(&visit, incident)?;
    let (state, articles, history) = read(&visit, |reader| {
        let state = procedure::as_verification(reader.state(&subject(incident))?).ok_or(AppError::NotFound)?;
        let met = articles_met(reader, view.zone(), &case, row.area)?;
        Ok((state, met, reader.entries_about(&subject(incident))?))
    })?;
    let now = view.now();
    let due =
        if state.due < now { Cell::chip(view.time(state.due), "overdue") } else { Cell::text(view.time(state.due)) };
    let holder =
        state.holder(now).map_or_else(|| view.say("verification-nobody"), |by| super::findings::person(&view, by));
    let mut blocks = vec![
        walk(&view, &row),
        Block::Facts(vec![
            (view.say("room-incident"), vec![Cell::link(view.own(&row.title), format!("/incidents/{incident}"))]),
            (view.say("state"), view.standing(&row)),
            (view.say("verification-due"), vec![due]),
            (view.say("verification-holder"), vec![Cell::text(holder)]),
            (view.say("rule-independent-origins"), vec![Cell::text(view.number(row.origins))]),
            (view.say("evidence-carrying-origins"), vec![Cell::text(view.number(state.carrying_origins()))]),
        ]),
        Block::Heading(view.say("evidence-title")),
        evidence(&view, &state),
        Block::Heading(view.say("assessments-title")),
        assessments(&view, &state),
    ];
    blocks.extend(operations(&view, &state, incident));
    if visit.actor.may(Action::Verify) {
        let keys: Vec<(String, String)> = articles
            .iter()
            .map(|(_, article, _)| (article.key.clone(), format!("{} – {}", article.number, view.own(&article.title))))
            .collect();
        blocks.push(proposal(&view, incident, keys));
    }
    blocks.push(Block::Heading(view.say("history")));
    blocks.push(Block::Timeline(history.iter().map(|entry| super::entry_step(&view, entry)).collect()));
    show(&visit, "verifications", view.own(&row.title), blocks)
}

fn evidence(view: &View<'_>, state: &State) -> Block {
    if state.evidence.is_empty() {
        return Block::Notice("info", vec![view.say("evidence-none")]);
    }
    let rows = state.evidence.iter().map(|item| {
        let (evidence, grade) = (&item.evidence, item.evidence.grade);
        let carries =
            if evidence.carries() { ("evidence-carries", "verified") } else { ("evidence-does-not-carry", "neutral") };
        vec![
            Cell::number(view.number(item.number)),
            Cell::text(view.code("evidence", evidence.kind.code())).noted(evidence.origin.to_string()),
            Cell::text(evidence.description.to_string()).noted(view.time(evidence.collected_at)),
            Cell::text(grade.reliability.code()).noted(view.visit.words.code("reliability", grade.reliability)),
            Cell::text(grade.credibility.code()).noted(view.visit.words.code("credibility", grade.credibility)),
            Cell::chip(view.say(carries.0), carries.1),
        ]
    });
    let head = [
        "identifier",
        "evidence-kind",
        "evidence-description",
        "evidence-reliability",
        "evidence-credibility",
        "state",
    ];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

fn assessments(view: &View<'_>, state: &State) -> Block {
    if state.assessments.is_empty() {
        return Block::Notice("info", vec![view.say("assessment-none")]);
    }
    let rows = state.assessments.iter().map(|assessment| {
        vec![
            Cell::text(super::findings::person(view, assessment.by.account)).noted(view.time(assessment.at)),
            view.occurrence(&assessment.occurrence),
            Cell::text(assessment.reason.to_string()),
        ]
    });
    Block::Table(
        ["by-whom", "assessment-occurrence", "assessment-reason"].map(|key| view.say(key)).to_vec(),
        rows.collect(),
        None,
    )
}

fn select(view: &View<'_>, name: &'static str, label: &str, options: Vec<(String, String)>) -> Input {
    Input::Select { name, label: view.say(label), hint: String::new(), options, chosen: String::new() }
}

fn line(view: &View<'_>, name: &'static str, label: &str, value: &str, kind: &'static str) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: value.to_owned(), kind, required: true }
}

fn area(view: &View<'_>, name: &'static str, label: &str) -> Input {
    Input::Area { name, label: view.say(label), hint: String::new(), value: String::new(), required: true }
}

/// Occurrences, as choices.
fn occurrences(view: &View<'_>) -> Vec<Input> {
    let codes =
        ["confirmed", "corroborated", "probable", "contested", "unconfirmed", "unable_to_verify", "did_not_occur"];
    let options = codes.map(|code| (code.to_owned(), view.code("occurrence", code))).to_vec();
    vec![
        select(view, "occurrence", "axis-occurrence-question", options),
        select(view, "unable", "assessment-unable-reason", choices::<UnableReason>(view, "unable")),
        select(view, "denied_by", "assessment-denied-by", view.party_options("none")),
    ]
}

fn operations(view: &View<'_>, state: &State, incident: IncidentId) -> Vec<Block> {
    let form = |act: &str, key: &str, inputs: Vec<Input>| Block::Form {
        action: format!("/verifications/{incident}/{act}"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(key),
        errors: Vec::new(),
    };
    let may = |action| view.visit.actor.may(action);
    let mut blocks = Vec::new();
    if may(Action::Verify) {
        if state.holder(view.now()) == view.visit.actor.account {
            blocks.push(form("release", "verification-release", Vec::new()));
        } else {
            blocks.push(form(
                "claim",
                "verification-claim",
                vec![line(view, "days", "verification-claim-days", "3", "number")],
            ));
        }
    }
    if may(Action::AddEvidence) {
        let kinds =
            EvidenceKind::ALL.iter().map(|kind| (kind.code().to_owned(), view.code("evidence", kind.code()))).collect();
        let graded = |prefix: &str, codes: Vec<&str>| {
            codes.into_iter().map(|code| (code.to_owned(), format!("{code} – {}", view.code(prefix, code)))).collect()
        };
        let inputs = vec![
            select(view, "kind", "evidence-kind", kinds),
            line(view, "origin", "evidence-origin", "", "text"),
            area(view, "description", "evidence-description"),
            line(view, "collected_at", "evidence-collected-at", &view.now().to_string(), "text"),
            select(
                view,
                "reliability",
                "evidence-reliability",
                graded("reliability", Reliability::ALL.iter().map(|code| code.code()).collect()),
            ),
            select(
                view,
                "credibility",
                "evidence-credibility",
                graded("credibility", Credibility::ALL.iter().map(|code| code.code()).collect()),
            ),
            Input::Files { name: "file", label: view.say("evidence-file") },
        ];
        blocks.push(form("evidence", "evidence-add", inputs));
    }
    if may(Action::Assess) {
        let mut inputs = occurrences(view);
        inputs.push(area(view, "reason", "assessment-reason"));
        blocks.push(form("assess", "assessment-add", inputs));
    }
    if may(Action::Recuse) {
        blocks.push(form("recuse", "verification-recuse", vec![area(view, "reason", "reason")]));
    }
    if may(Action::MoveDeadline) {
        let inputs =
            vec![line(view, "due", "verification-due", &state.due.to_string(), "text"), area(view, "reason", "reason")];
        blocks.push(form("deadline", "verification-move-deadline", inputs));
    }
    blocks
}

fn proposal(view: &View<'_>, incident: IncidentId, articles: Vec<(String, String)>) -> Block {
    let first = |key: &str| (String::new(), view.say(key));
    let codes = |prefix: &str, codes: &[&str]| {
        codes.iter().map(|code| ((*code).to_owned(), view.code(prefix, code))).collect::<Vec<_>>()
    };
    let classes = ["undecided", "violation", "permitted", "not_a_violation", "outside_scope", "disputed_applicability"];
    let sources = ["unattributed", "attributed_to", "both", "area_of_origin_only", "non_signatory", "criminal"];
    let standards =
        StandardOfProof::ALL.iter().map(|code| (code.code().to_owned(), view.visit.words.code("standard", *code)));
    let gravities = Gravity::ALL.iter().map(|code| (code.code().to_owned(), view.visit.words.code("gravity", *code)));
    let mut inputs = vec![select(view, "aim", "finding-aim", codes("aim", &["conclude", "correct", "retract"]))];
    inputs.extend(occurrences(view));
    inputs.push(select(view, "classification", "axis-classification-question", codes("classification", &classes)));
    inputs.push(select(view, "article", "finding-article", std::iter::once(first("none")).chain(articles).collect()));
    inputs.push(select(view, "attribution", "axis-attribution-question", codes("attribution", &sources)));
    inputs.push(select(view, "party", "finding-party", view.party_options("none")));
    inputs.push(select(view, "standard", "finding-standard", standards.collect()));
    inputs.push(select(view, "gravity", "axis-gravity-question", gravities.collect()));
    inputs.push(area(view, "statement_ar", "text-ar"));
    inputs.push(area(view, "statement_en", "text-en"));
    inputs.push(area(view, "reason", "finding-reason"));
    Block::Form {
        action: format!("/verifications/{incident}/propose"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("finding-propose-button"),
        fold: view.say("verification-propose"),
        errors: Vec::new(),
    }
}

fn wrong(visit: &Visit) -> Failed {
    visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field")
}

fn occurrence(visit: &Visit, form: &Form) -> Result<Occurrence, Failed> {
    Ok(match form.get("occurrence") {
        "confirmed" => Occurrence::Confirmed,
        "corroborated" => Occurrence::Corroborated,
        "probable" => Occurrence::Probable,
        "contested" => Occurrence::Contested,
        "unconfirmed" => Occurrence::Unconfirmed,
        "did_not_occur" => Occurrence::DidNotOccur,
        "unable_to_verify" => Occurrence::UnableToVerify {
            reason: UnableReason::from_code(form.get("unable")).ok_or_else(|| wrong(visit))?,
            denied_by: form.some("denied_by").map(PartyCode::parse).transpose().map_err(|_| wrong(visit))?,
        },
        _ => return Err(wrong(visit)),
    })
}

fn proposed(visit: &Visit, form: &Form, incident: IncidentId) -> Result<Proposal, Failed> {
    let article = || form.some("article").map(ToOwned::to_owned).ok_or_else(|| wrong(visit));
    let standard = StandardOfProof::from_code(form.get("standard")).ok_or_else(|| wrong(visit))?;
    let classification = match form.get("classification") {
        "violation" => Classification::Violation { article: article()? },
        "permitted" => Classification::Permitted { article: article()? },
        "not_a_violation" => Classification::NotAViolation,
        "outside_scope" => Classification::OutsideScope,
        "disputed_applicability" => Classification::DisputedApplicability,
        "undecided" => Classification::Undecided,
        _ => return Err(wrong(visit)),
    };
    let attribution = match form.get("attribution") {
        "attributed_to" => Attribution::AttributedTo {
            party: PartyCode::parse(form.get("party")).map_err(|_| wrong(visit))?,
            standard,
        },
        "both" => Attribution::Both { standard },
        "area_of_origin_only" => Attribution::AreaOfOriginOnly,
        "non_signatory" => Attribution::NonSignatory,
        "criminal" => Attribution::Criminal,
        "unattributed" => Attribution::Unattributed,
        _ => return Err(wrong(visit)),
    };
    let aim = match form.get("aim") {
        "conclude" => Aim::Conclude,
        "correct" => Aim::Correct,
        "retract" => Aim::Retract,
        _ => return Err(wrong(visit)),
    };
    let text = |name| Passage::parse(form.get(name)).map_err(|_| wrong(visit));
    let (case, _) = case(visit, incident)?;
    Ok(Proposal {
        incident,
        aim,
        axes: Axes {
            occurrence: occurrence(visit, form)?,
            classification,
            attribution,
            gravity: Gravity::from_code(form.get("gravity")).ok_or_else(|| wrong(visit))?,
        },
        standard,
        reports: case.reports.iter().map(|report| report.id).collect(),
        statement: Bilingual { ar: text("statement_ar")?, en: text("statement_en")? },
        reason: text("reason")?,
    })
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let incident = id(&visit, &text)?;
    let about = subject(incident);
    let now = visit.app.surroundings().now();
    let instant = |name| mirqab_vocabulary::Instant::parse(form.get(name)).map_err(|_| wrong(&visit));
    let event = match act.as_str() {
        "claim" => {
            let days: i64 = form.get("days").parse().map_err(|_| wrong(&visit))?;
            Event::Claimed { until: now.plus_s(days.saturating_mul(86_400)) }
        }
        "release" => Event::Released {},
        "recuse" => Event::Recused { reason: reason(&visit, &form)? },
        "assess" => Event::Assessed { occurrence: occurrence(&visit, &form)?, reason: reason(&visit, &form)? },
        "deadline" => Event::DeadlineMoved { due: instant("due")?, reason: reason(&visit, &form)? },
        "evidence" => {
            let evidence = Evidence {
                kind: EvidenceKind::from_code(form.get("kind")).ok_or_else(|| wrong(&visit))?,
                origin: Line::parse(form.get("origin")).map_err(|_| wrong(&visit))?,
                description: Passage::parse(form.get("description")).map_err(|_| wrong(&visit))?,
                collected_at: instant("collected_at")?,
                grade: Grade {
                    reliability: Reliability::from_code(form.get("reliability")).ok_or_else(|| wrong(&visit))?,
                    credibility: Credibility::from_code(form.get("credibility")).ok_or_else(|| wrong(&visit))?,
                },
                blob: None,
            };
            let file = form.file("file").map(|file| Upload {
                name: Line::parse(&file.name).unwrap_or_else(|_| evidence.origin.clone()),
                media_type: Line::parse(&file.media_type).unwrap_or_else(|_| evidence.origin.clone()),
                bytes: file.bytes.to_vec(),
            });
            let added = tokio::task::block_in_place(|| {
                visit.app.add_evidence(&visit.actor, incident, &evidence, file.as_ref())
            });
            added.map_err(|error| visit.failed(error))?;
            return Ok(Redirect::to(&format!("/verifications/{incident}")).into_response());
        }
        "propose" => {
            let proposal = Box::new(proposed(&visit, &form, incident)?);
            let about = Subject { room: Room::Finding, id: incident.to_string() };
            super::record(&visit, &about, finding::Event::Proposed { proposal }.into())?;
            return Ok(Redirect::to(&format!("/findings/{incident}")).into_response());
        }
        _ => return Err(visit.failed(AppError::NotFound)),
    };
    super::record(&visit, &about, event.into())?;
    Ok(Redirect::to(&format!("/verifications/{incident}")).into_response())
}
