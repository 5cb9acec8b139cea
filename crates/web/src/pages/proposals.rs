//! Proposals: which reports may tell of one event, why, and a person's answer.

use super::reasons::{alternative, as_a_whole, model, probability, strength, waterfall, what};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::proposal::{Candidate, Proposed, Repeats, of_incident, of_report, repeats};
use mirqab_app::rows::{Page, ReportFilter};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::incident::Answer;
use mirqab_domain::report::State;
use mirqab_vocabulary::{Code, IncidentId, ReportId};

/// How many unlinked reports one page of the queue looks at.
const LIMIT: u32 = 20;
/// How many candidates are shown for one report.
const SHOWN: usize = 5;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/incidents/proposals", get(queue))
        .route("/incidents/{id}/proposals", get(of_one_incident))
        .route("/incidents/{id}/answer", post(answer))
        .route("/reports/{id}/proposals", get(of_one_report))
}

/// One candidate: how probable, why, and the answer's form.
fn candidate(view: &View<'_>, candidate: &Candidate, with: Shown) -> Vec<Block> {
    let proposal = &candidate.proposal;
    let (report, nearest) = (&candidate.report, &candidate.nearest);
    let mut facts = vec![(
        view.say("proposal-score"),
        vec![Cell::text(probability(view, proposal.permille)).noted(strength(view, proposal.permille))],
    )];
    if with == Shown::Report {
        let link = Cell::link(what(view, report), format!("/reports/{}", report.id)).noted(report.excerpt.clone());
        facts.push((view.say("room-report"), vec![link]));
    }
    if let Some(incident) = candidate.incident.as_ref().filter(|_| with == Shown::Incident) {
        let link = Cell::link(view.own(&incident.title), format!("/incidents/{}", incident.id));
        let note = view.visit.words.count("reports", u64::from(incident.reports));
        facts.push((view.say("room-incident"), vec![link.noted(note)]));
    }
    let link = Cell::link(what(view, nearest), format!("/reports/{}", nearest.id)).noted(nearest.excerpt.clone());
    facts.push((view.say("proposal-nearest"), vec![link]));
    facts.extend(as_a_whole(view, candidate));
    if let Some(answer) = candidate.answered {
        facts.push((view.say("proposal-answered"), vec![Cell::text(view.code("answer", answer.code()))]));
    }
    let mut blocks = vec![Block::Facts(facts), waterfall(view, proposal)];
    if view.visit.actor.may(Action::Group) {
        blocks.push(match &candidate.incident {
            Some(incident) => answer_form(view, incident.id, report.id),
            None => {
                let address = format!("/incidents/new?report={}&report={}", report.id, nearest.id);
                Block::Facts(vec![(String::new(), vec![Cell::link(view.say("proposal-open-both"), address)])])
            }
        });
    }
    blocks
}

/// Which side of a candidate is not said already by the page that shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Report,
    Incident,
}

fn answer_form(view: &View<'_>, incident: IncidentId, report: ReportId) -> Block {
    let answers = Answer::ALL.iter().map(|answer| (answer.code().to_owned(), view.code("answer", answer.code())));
    Block::Form {
        action: format!("/incidents/{incident}/answer"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs: vec![
            Input::Hidden("report", report.to_string()),
            Input::Select {
                name: "answer",
                label: view.say("proposal-answer"),
                hint: view.say("proposal-kept"),
                options: answers.collect(),
                chosen: String::new(),
            },
            Input::Area {
                name: "reason",
                label: view.say("reason"),
                hint: view.say("reason-hint"),
                value: String::new(),
                required: true,
            },
        ],
        button: view.say("button-save"),
        fold: view.say("proposal-answer"),
        errors: Vec::new(),
        open: false,
    }
}

/// What is not said already by the page, by name.
fn name_of(view: &View<'_>, one: &Candidate, with: Shown) -> String {
    let name = match (with, &one.incident) {
        (Shown::Incident, Some(incident)) => view.own(&incident.title).to_owned(),
        (Shown::Incident, None) => what(view, &one.nearest),
        (Shown::Report, _) => what(view, &one.report),
    };
    view.visit.words.isolate(&name)
}

fn section(view: &View<'_>, found: &Proposed, with: Shown) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(view.say("proposals-title")), Block::Intro(view.say("proposals-intro"))];
    if found.items.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("proposal-none")]));
    }
    for (place, one) in found.items.iter().take(SHOWN).enumerate() {
        let name = name_of(view, one, with);
        let summary = format!("{} · {name}", probability(view, one.proposal.permille));
        let inside = candidate(view, one, with);
        // The most probable one stands open.
        blocks.push(if place == 0 { Block::Open(summary, inside) } else { Block::Fold(summary, inside) });
    }
    if let Some(other) = &found.alternative {
        // Whoever knows better may answer it all the same.
        let candidate = &other.candidate;
        let shown_above =
            found.items.iter().any(|item| item.incident == candidate.incident && item.report == candidate.report);
        let incident = candidate.incident.as_ref().filter(|_| view.visit.actor.may(Action::Group) && !shown_above);
        let form = incident.map(|incident| answer_form(view, incident.id, candidate.report.id));
        blocks.extend(alternative(view, other, found.items.first(), &name_of(view, candidate, with), form));
    }
    blocks.push(Block::Intro(model(view, found.learnt)));
    blocks
}

/// What a report may belong to, and what it seems to repeat.
async fn of_one_report(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let id = ReportId::parse(&text).map_err(|_| visit.failed(AppError::NotFound))?;
    let view = View::of(&visit)?;
    let state = read(&visit, |reader| mirqab_app::report::read(reader, &visit.actor, id))?;
    let source = format!("{} · {}", state.draft.source, view.code("channel", state.draft.channel.code()));
    let mut blocks = vec![
        Block::Quote(state.draft.text.to_string(), state.draft.language.code(), source),
        Block::Actions(vec![(view.say("proposals-back-to-report"), format!("/reports/{id}"), "")]),
    ];
    blocks.extend(for_report(&view, &state)?);
    show(&visit, "reports", view.say("proposals-title"), blocks)
}

/// Which reports may belong to an incident.
async fn of_one_incident(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let id = super::incidents::id(&visit, &text)?;
    let (title, blocks) = incident_page(&visit, id)?;
    show(&visit, "incidents", title, blocks)
}

fn incident_page(visit: &Visit, id: IncidentId) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let (_, row) = super::incidents::case(visit, id)?;
    let mut blocks =
        vec![Block::Actions(vec![(view.say("proposals-back-to-incident"), format!("/incidents/{id}"), "")])];
    blocks.extend(for_incident(&view, id)?);
    Ok((view.own(&row.title).to_owned(), blocks))
}

fn for_report(view: &View<'_>, state: &State) -> Result<Vec<Block>, Failed> {
    let (found, copied) = read(view.visit, |reader| {
        let taught = view.visit.app.taught(reader)?;
        Ok((of_report(reader, &taught, state.id)?, repeats(reader, state.id)?))
    })?;
    let mut blocks = Vec::new();
    if let Some(copied) = copied.filter(|copied| state.origin != Some(copied.of.id)) {
        blocks.push(Block::Heading(view.say("repeats-title")));
        blocks.push(Block::Columns(vec![repetition(view, state.id, &copied)]));
    }
    blocks.extend(section(view, &found, Shown::Incident));
    Ok(blocks)
}

/// What a report seems to repeat, what shows it, and the form to judge so.
fn repetition(view: &View<'_>, id: ReportId, copied: &Repeats) -> Vec<Block> {
    let shown = &copied.shown;
    let share = |permille: u16| view.visit.words.percent(u64::from(permille), 1000);
    let of = Cell::link(what(view, &copied.of), format!("/reports/{}", copied.of.id)).noted(copied.of.excerpt.clone());
    let names = view.say(if shown.names_source { "yes" } else { "no" });
    let facts = vec![
        (view.say("column-retells"), vec![of]),
        (view.say("repeats-how"), vec![Cell::text(view.code("repeats", shown.how.as_str()))]),
        (view.say("repeats-shared"), vec![Cell::text(share(shown.shared_permille))]),
        (view.say("repeats-contained"), vec![Cell::text(share(shown.contained_permille))]),
        (view.say("repeats-names-source"), vec![Cell::text(names)]),
    ];
    let mut blocks = vec![Block::Facts(facts)];
    if view.visit.actor.may(Action::Group) {
        let why = Input::Area {
            name: "reason",
            label: view.say("reason"),
            hint: view.say("proposal-kept"),
            value: String::new(),
            required: true,
        };
        blocks.push(Block::Form {
            action: format!("/reports/{id}/lineage"),
            method: "post",
            csrf: view.visit.csrf.clone(),
            inputs: vec![Input::Hidden("origin", copied.of.id.to_string()), why],
            button: view.say("repeats-judge"),
            fold: view.say("repeats-judge"),
            errors: Vec::new(),
            open: false,
        });
    }
    blocks
}

fn for_incident(view: &View<'_>, id: IncidentId) -> Result<Vec<Block>, Failed> {
    let found = read(view.visit, |reader| of_incident(reader, &*view.visit.app.taught(reader)?, id))?;
    Ok(section(view, &found, Shown::Report))
}

/// Reports that are linked to nothing, each with what it may belong to.
async fn queue(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let back = offset(&form, LIMIT);
    let filter = ReportFilter { unlinked: true, ..ReportFilter::default() };
    let (rows, total) = read(&visit, |reader| {
        let (rows, total) = reader.reports(&filter, Page { offset: back, limit: LIMIT })?;
        let taught = visit.app.taught(reader)?;
        let mut with = Vec::new();
        for row in rows {
            let best = if row.withdrawn { None } else { of_report(reader, &taught, row.id)?.items.into_iter().next() };
            with.push((row, best));
        }
        Ok((with, total))
    })?;
    let cells = rows.iter().map(|(row, best)| {
        let report = Cell::link(what(&view, row), format!("/reports/{}/proposals", row.id)).noted(row.excerpt.clone());
        let Some(best) = best else { return vec![report, Cell::text(view.say("proposal-none")), Cell::default()] };
        let belongs = match &best.incident {
            Some(incident) => Cell::link(view.own(&incident.title), format!("/incidents/{}", incident.id)),
            None => Cell::link(what(&view, &best.nearest), format!("/reports/{}", best.nearest.id))
                .noted(view.say("proposal-unlinked-too")),
        };
        vec![
            report,
            belongs,
            Cell::text(probability(&view, best.proposal.permille)).noted(strength(&view, best.proposal.permille)),
        ]
    });
    let head = ["room-report", "proposal-belongs", "proposal-score"].map(|key| view.say(key)).to_vec();
    let changes = (view.say("changes-title"), "/incidents/changes".to_owned(), "");
    let mut blocks = vec![Block::Intro(view.say("proposals-intro")), Block::Actions(vec![changes])];
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("proposal-none")])
    } else {
        Block::Table(head, cells.collect(), None)
    });
    blocks.push(pages(&visit, back, LIMIT, total));
    show(&visit, "incidents", view.say("proposals-title"), blocks)
}

async fn answer(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Group)?;
    let incident = super::incidents::id(&visit, &text)?;
    match answered(&visit, incident, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/incidents/{incident}")).into_response()),
        Err(not) => again(&visit, "incidents", incident_page(&visit, incident)?, &form, not),
    }
}

fn answered(visit: &Visit, incident: IncidentId, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let (report, answer) = (reading.id::<ReportId>("report"), reading.choice("answer", Answer::from_code));
    let reason = reading.passage("reason");
    let ((report, answer), reason) = reading.end(report.zip(answer).zip(reason))?;
    let kept =
        tokio::task::block_in_place(|| visit.app.answer_proposal(&visit.actor, incident, report, answer, &reason));
    Ok(kept.map(|_| ()).map_err(|error| visit.failed(error))?)
}
