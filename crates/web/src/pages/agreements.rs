//! Agreements, and what binds whom on a day at a place.

use super::overview::truce;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::agreement::binding;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::agreement::{Answer, Article, Fact, State};
use mirqab_vocabulary::{Coordinates, LocalDay};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements", get(list))
        .route("/agreements/binding", get(binds))
        .route("/agreements/{id}", get(one))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let mut blocks = vec![Block::Intro(view.say("agreements-intro"))];
    for state in &view.agreements {
        blocks.push(truce(&view, state));
    }
    blocks.push(ask(&view, &visit.app.settings.zone.day_of(view.now()).to_string(), "", ""));
    show(&visit, "agreements", view.say("agreements-title"), blocks)
}

fn ask(view: &View<'_>, day: &str, lat: &str, lon: &str) -> Block {
    let line = |name, label: &str, value: &str, kind| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: value.to_owned(),
        kind,
        required: false,
    };
    Block::Form {
        action: "/agreements/binding".to_owned(),
        method: "get",
        csrf: String::new(),
        inputs: vec![
            Input::Group(view.say("binds-title")),
            line("day", "binds-day", day, "date"),
            line("lat", "column-lat", lat, "text"),
            line("lon", "column-lon", lon, "text"),
        ],
        button: view.say("binds-ask"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    }
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let found = view.agreements.iter().find(|state| state.id.as_str() == id.to_uppercase());
    let state = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    let (words, agreement) = (visit.words, &state.agreement);
    let mut blocks = vec![Block::Intro(view.own(&agreement.summary).to_owned())];
    blocks.push(truce(&view, state));
    let hours = |hours: u32| words.count("hours", u64::from(hours));
    let until = agreement.force_to.map_or_else(|| view.say("agreement-force-open"), |at| view.time(at));
    let sponsors: Vec<&str> = agreement.sponsors.iter().map(|sponsor| view.own(sponsor)).collect();
    blocks.push(Block::Facts(vec![
        (view.say("agreement-force-to"), vec![Cell::text(until)]),
        (view.say("agreement-sponsors"), vec![Cell::text(sponsors.join(" · "))]),
        (view.say("agreement-standard"), vec![Cell::text(words.code("standard", agreement.standard))]),
        (view.say("agreement-verification-time"), vec![Cell::text(hours(agreement.verification_hours))]),
        (view.say("agreement-reply-time"), vec![Cell::text(hours(agreement.reply_hours))]),
    ]));
    blocks.push(Block::Columns(vec![signatures(&view, state), milestones(&view, state)]));
    blocks.push(Block::Heading(view.say("agreement-articles")));
    let head = [
        "agreement-articles",
        "agreement-article-text",
        "agreement-article-acts",
        "agreement-article-zone",
        "agreement-article-deadline",
    ];
    let rows = agreement.articles.iter().map(|article| article_cells(&view, state, article)).collect();
    blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), rows, None));
    if !agreement.zones.is_empty() {
        blocks.push(Block::Heading(view.say("agreement-zones")));
        blocks.push(view.map("agreement-zones", Layers { shapes: view.shapes(state), ..Layers::default() }));
        blocks.push(Block::Intro(view.say("agreement-zone-reading-note")));
    }
    blocks.push(ask(&view, &view.zone().day_of(view.now()).to_string(), "", ""));
    show(&visit, "agreements", view.own(&agreement.title), blocks)
}

fn signatures(view: &View<'_>, state: &State) -> Vec<Block> {
    let steps = state.signatures.iter().map(|signature| {
        let signed = if signature.state.code() == "signed" { "signed" } else { "" };
        let what = format!("{} – {}", view.party(&signature.party), view.code("signature", signature.state.code()));
        let person = signature.person.as_ref().map(|person| format!("{} · ", view.own(person))).unwrap_or_default();
        (signed, view.time(signature.at), what, format!("{person}{}", view.own(&signature.source)))
    });
    vec![Block::Heading(view.say("agreement-signatures")), Block::Timeline(steps.collect())]
}

fn milestones(view: &View<'_>, state: &State) -> Vec<Block> {
    let steps = state
        .milestones
        .iter()
        .map(|step| ("done", view.time(step.at), view.own(&step.title).to_owned(), String::new()));
    vec![Block::Heading(view.say("agreement-milestones")), Block::Timeline(steps.collect())]
}

fn article_cells(view: &View<'_>, state: &State, article: &Article) -> Vec<Cell> {
    let acts: Vec<String> = article.acts.iter().map(|act| view.visit.words.code("kind", *act)).collect();
    let zone = article.zone.as_ref().and_then(|key| state.agreement.zones.iter().find(|zone| zone.key == *key));
    let zone = zone.map_or_else(|| view.say("agreement-article-everywhere"), |zone| view.own(&zone.title).to_owned());
    let deadline = article.deadline.map(|at| view.time(at)).unwrap_or_default();
    vec![
        Cell::text(format!("{} – {}", article.number, view.own(&article.title)))
            .noted(view.code("effect", article.effect.code())),
        Cell::text(view.own(&article.text)),
        Cell::text(acts.join(" · ")),
        Cell::text(zone),
        Cell::text(deadline),
    ]
}

/// What an article says, in a sentence.
pub(super) fn answer(view: &View<'_>, answer: &Answer) -> Cell {
    let facts = |facts: &[Fact]| {
        let named: Vec<String> = facts.iter().map(|fact| view.code("fact", fact.code())).collect();
        named.join(", ")
    };
    let words = view.visit.words;
    match answer {
        Answer::Applies(met) => Cell::chip(view.say("answer-applies"), "verified")
            .noted(words.say_with("binds-applies", &[("facts", facts(met).as_str().into())])),
        Answer::DoesNot(fact) => Cell::chip(view.say("answer-does-not"), "neutral")
            .noted(words.say_with("binds-does-not", &[("fact", facts(&[*fact]).as_str().into())])),
        Answer::Undecided(missing) => Cell::chip(view.say("answer-undecided"), "unconfirmed")
            .noted(words.say_with("binds-undecided", &[("facts", facts(missing).as_str().into())])),
        Answer::Disputed => Cell::chip(view.say("answer-disputed"), "contested").noted(view.say("binds-disputed")),
    }
}

async fn binds(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let (day, lat, lon) = (form.get("day"), form.get("lat"), form.get("lon"));
    let mut blocks = vec![Block::Intro(view.say("binds-intro")), ask(&view, day, lat, lon)];
    let degrees = |text: &str| text.replace(',', ".").parse::<f64>();
    let at = match (lat.is_empty() && lon.is_empty(), degrees(lat), degrees(lon)) {
        (true, ..) => Ok(None),
        (false, Ok(lat), Ok(lon)) => Coordinates::from_degrees(lat, lon).map(|at| Some((at, 0))).map_err(|_| ()),
        _ => Err(()),
    };
    match (LocalDay::parse(day), at) {
        (Err(_), _) => {
            blocks.push(Block::Notice("bad", vec![view.say("field-not-a-day"), view.say("field-not-a-day-hint")]))
        }
        (_, Err(())) => {
            blocks.push(Block::Notice("bad", vec![view.say("field-latitude"), view.say("field-longitude")]))
        }
        (Ok(day), Ok(at)) => {
            let bindings = read(&visit, |reader| binding(reader, view.zone(), day, at))?;
            if !bindings.iter().any(|binding| binding.in_force) {
                blocks.push(Block::Notice("warn", vec![view.say("binds-no-agreement")]));
            }
            for binding in bindings.iter().filter(|binding| binding.in_force) {
                blocks.push(Block::Heading(view.own(&binding.state.agreement.title).to_owned()));
                let signatures = binding.signatures.iter().map(|(party, signature)| {
                    let code = signature.as_ref().map_or("none", |signature| signature.state.code());
                    let class = if code == "signed" { "signed" } else { "unsigned" };
                    (view.party(party), vec![Cell::chip(view.code("signature", code), class)])
                });
                blocks.push(Block::Facts(signatures.collect()));
                let rows = binding.articles.iter().map(|(article, said)| {
                    let mut cells = article_cells(&view, &binding.state, article);
                    cells.truncate(2);
                    cells.push(said.as_ref().map_or_else(
                        || Cell::text(view.code("effect", article.effect.code())),
                        |said| answer(&view, said),
                    ));
                    cells
                });
                let head = ["agreement-articles", "agreement-article-text", "state"].map(|key| view.say(key)).to_vec();
                blocks.push(Block::Table(head, rows.collect(), None));
                if let Some((at, _)) = at {
                    let mark = crate::map::Mark {
                        lat: at.lat(),
                        lon: at.lon(),
                        radius_m: 0.0,
                        href: String::new(),
                        label: visit.words.coordinates(at),
                        class: "reported".to_owned(),
                    };
                    let layers = Layers { marks: vec![mark], shapes: view.shapes(&binding.state), ..Layers::default() };
                    blocks.push(view.map("agreement-zones", layers));
                }
            }
            blocks.push(Block::Intro(view.say("binds-not-a-finding")));
        }
    }
    show(&visit, "agreements", view.say("binds-title"), blocks)
}
