//! What the model says of incidents as they stand, for people to take or to refuse. Nothing changes by itself.

use super::incidents::{described, id, title_of};
use super::reasons::{model, probability, strength, waterfall, what};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::proposal::{Asked, Candidate, Changes, INCIDENTS_MOST, Suggested, changes};
use mirqab_app::rows::{IncidentFilter, Page};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::incident::{Answer, Change};
use mirqab_vocabulary::{IncidentId, LocalDay, ReportId};

/// How many days before and after the one that is shown are offered.
const DAYS: i32 = 3;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/incidents/changes", get(of_a_day)).route("/incidents/{id}/change", post(answer))
}

/// The day asked for, or else the last on which an incident began, or else today.
fn day(view: &View<'_>, form: &Form) -> Result<LocalDay, Failed> {
    let asked = form.get("day");
    if !asked.is_empty() {
        return LocalDay::parse(asked).map_err(|_| view.visit.failed(AppError::NotFound));
    }
    let newest = read(view.visit, |reader| {
        Ok(reader.incidents(&IncidentFilter::default(), Page { offset: 0, limit: 1 })?.0.pop())
    })?;
    let at = newest.and_then(|row| row.occurred).map_or_else(|| view.now(), |occurred| occurred.from());
    Ok(view.zone().day_of(at))
}

async fn of_a_day(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let form = Form::of_query(&visit.query);
    let (title, blocks) = page(&visit, &form)?;
    show(&visit, "incidents", title, blocks)
}

fn page(visit: &Visit, form: &Form) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let (day, back) = (day(&view, form)?, offset(form, INCIDENTS_MOST));
    let interval = |day: LocalDay| view.zone().interval_of(day).map_err(|_| visit.failed(AppError::NotFound));
    let began = interval(day)?;
    let around: Vec<LocalDay> = (-DAYS..=DAYS).map(|days| day.plus_days(days)).collect();
    let times = around.iter().map(|day| interval(*day)).collect::<Result<Vec<_>, _>>()?;
    let (found, counts) = read(visit, |reader| {
        let found = changes(reader, &*visit.app.taught(reader)?, began, back)?;
        Ok((found, reader.per_day(&times)?))
    })?;
    let mut blocks = vec![Block::Intro(view.say("changes-intro")), Block::Heading(visit.words.day(day))];
    let near = around.iter().zip(&counts).filter(|(other, count)| **other != day && count.incidents > 0);
    let near = near.map(|(other, count)| {
        let name = format!("{} ({})", visit.words.short_day(*other), view.number(count.incidents));
        (name, format!("/incidents/changes?day={other}"), "")
    });
    blocks.push(Block::Actions(near.collect()));
    blocks.push(Block::Form {
        action: "/incidents/changes".into(),
        method: "get",
        csrf: String::new(),
        inputs: vec![Input::Line {
            name: "day",
            label: view.say("changes-day"),
            hint: String::new(),
            value: day.to_string(),
            kind: "date",
            required: false,
        }],
        button: view.say("button-filter"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    });
    blocks.extend(results(&view, &found));
    blocks.push(pages(visit, back, INCIDENTS_MOST, found.incidents));
    Ok((view.say("changes-title"), blocks))
}

fn results(view: &View<'_>, found: &Changes) -> Vec<Block> {
    let words = view.visit.words;
    let looked = [
        ("incidents", words.count("incidents", found.incidents).into()),
        ("reports", words.count("reports", found.reports).into()),
    ];
    let mut blocks = vec![Block::Intro(words.say_with("changes-looked", &looked))];
    blocks.push(Block::Intro(model(view, found.learnt)));
    if found.cut {
        blocks.push(Block::Notice("warn", vec![view.say("changes-cut")]));
    }
    if found.items.is_empty() && found.missing.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("changes-none")]));
    }
    for (place, item) in found.items.iter().enumerate() {
        let name = words.isolate(view.own(&item.incident.title));
        let key = if item.other.is_some() { "change-merge" } else { "change-split" };
        let summary = format!("{} · {name}", view.say(key));
        let inside = suggested(view, item);
        blocks.push(if place == 0 { Block::Open(summary, inside) } else { Block::Fold(summary, inside) });
    }
    if !found.missing.is_empty() {
        blocks.push(Block::Heading(view.say("changes-missing")));
        let head = ["room-report", "proposal-belongs", "proposal-score"].map(|key| view.say(key)).to_vec();
        blocks.push(Block::Table(head, found.missing.iter().map(|one| missing(view, one)).collect(), None));
    }
    blocks
}

fn missing(view: &View<'_>, one: &Candidate) -> Vec<Cell> {
    let report = Cell::link(what(view, &one.report), format!("/reports/{}/proposals", one.report.id));
    let belongs = one.incident.as_ref().map_or_else(Cell::default, |incident| {
        Cell::link(view.own(&incident.title), format!("/incidents/{}", incident.id))
    });
    let score = Cell::text(probability(view, one.mean_permille)).noted(strength(view, one.mean_permille));
    vec![report.noted(one.report.excerpt.clone()), belongs, score]
}

/// One proposed change: what it is about, why, and the form of the answer.
fn suggested(view: &View<'_>, item: &Suggested) -> Vec<Block> {
    let count = |reports: u32| view.visit.words.count("reports", u64::from(reports));
    let link = |row: &mirqab_app::rows::IncidentRow| {
        Cell::link(view.own(&row.title), format!("/incidents/{}", row.id)).noted(count(row.reports))
    };
    let report = |row: &mirqab_app::rows::ReportRow| {
        Cell::link(what(view, row), format!("/reports/{}", row.id)).noted(row.excerpt.clone())
    };
    let mut facts = vec![(view.say("room-incident"), vec![link(&item.incident)])];
    if let Some(other) = &item.other {
        facts.push((view.say("change-other"), vec![link(other)]));
    } else {
        facts.extend(below(view.say("change-out"), item.reports.iter().map(report)));
    }
    facts.extend(below(view.say("change-pair"), item.pair.iter().map(report)));
    let mean = Cell::text(probability(view, item.mean_permille));
    facts.push((view.say("change-mean"), vec![mean]));
    if let Some(answer) = item.answered {
        let said = Cell::text(view.code("answer-change", answer.code()));
        facts.push((view.say("proposal-answered"), vec![said]));
    }
    let mut blocks = vec![Block::Facts(facts), waterfall(view, &item.proposal)];
    if view.visit.actor.may(Action::Group) {
        blocks.push(form(view, item));
    }
    blocks
}

/// Several things under one name, one below the other.
fn below(name: String, things: impl Iterator<Item = Cell>) -> Vec<(String, Vec<Cell>)> {
    let mut name = Some(name);
    things.map(|cell| (name.take().unwrap_or_default(), vec![cell])).collect()
}

fn form(view: &View<'_>, item: &Suggested) -> Block {
    let mut inputs = match &item.about {
        Change::Merge { other } => vec![Input::Hidden("other", other.to_string())],
        Change::Split { reports } => reports.iter().map(|report| Input::Hidden("report", report.to_string())).collect(),
    };
    let answers =
        Answer::ALL.iter().map(|answer| (answer.code().to_owned(), view.code("answer-change", answer.code())));
    inputs.push(Input::Select {
        name: "answer",
        label: view.say("proposal-answer"),
        hint: view.say("change-answer-hint"),
        options: answers.collect(),
        chosen: String::new(),
    });
    if item.other.is_none() {
        inputs.push(Input::Group(view.say("change-new")));
        inputs.extend(described(view, item.incident.kind, Some(&item.incident.title)));
    }
    inputs.push(Input::Area {
        name: "reason",
        label: view.say("reason"),
        hint: view.say("proposal-kept"),
        value: String::new(),
        required: true,
    });
    Block::Form {
        action: format!("/incidents/{}/change", item.incident.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say("proposal-answer"),
        errors: Vec::new(),
        open: false,
    }
}

async fn answer(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Group)?;
    let incident = id(&visit, &text)?;
    match answered(&visit, incident, &form) {
        Ok(to) => Ok(Redirect::to(&format!("/incidents/{to}")).into_response()),
        Err(not) => {
            // The page of the day on which the incident began, where the form stands.
            let view = View::of(&visit)?;
            let row = read(&visit, |reader| reader.incident(incident)?.ok_or(AppError::NotFound))?;
            let began = row.occurred.map_or_else(|| view.now(), |occurred| occurred.from());
            let day = Form::of_query(&format!("day={}", view.zone().day_of(began)));
            again(&visit, "incidents", page(&visit, &day)?, &form, not)
        }
    }
}

/// Records the answer, and says which incident to show.
fn answered(visit: &Visit, incident: IncidentId, form: &Form) -> Result<IncidentId, Not> {
    let mut reading = Reading::of(visit, form);
    let about = if form.get("other").is_empty() {
        reading.ids::<ReportId>("report").map(|reports| Change::Split { reports })
    } else {
        reading.id::<IncidentId>("other").map(|other| Change::Merge { other })
    };
    let answer = reading.choice("answer", Answer::from_code);
    let opens = matches!((&about, answer), (Some(Change::Split { .. }), Some(Answer::Different)));
    let new = if opens { title_of(&mut reading).map(Some) } else { Some(None) };
    let all = about.zip(answer).zip(new).zip(reading.passage("reason"));
    let (((about, answer), new), reason) = reading.end(all)?;
    let asked = Asked { about, answer, new, reason };
    let kept = tokio::task::block_in_place(|| visit.app.answer_change(&visit.actor, incident, &asked));
    Ok(kept.map_err(|error| visit.failed(error))?.unwrap_or(incident))
}
