//! Agreements, and what binds whom on a day at a place.

use super::commitments::field;
use super::overview::truce;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::binding;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::agreement::{Agreement, Answer, Article, Event, Fact, Milestone, Signature, SignatureState, State};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{AgreementId, Coordinates, LocalDay};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements", get(list))
        .route("/agreements/binding", get(binds))
        .route("/agreements/new", get(new).post(adopt))
        .route("/agreements/{id}", get(one))
        .route("/agreements/{id}/{act}", post(act))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let mut blocks = vec![Block::Intro(view.say("agreements-intro"))];
    if visit.actor.may(Action::KeepMission) {
        blocks.push(Block::Actions(vec![(view.say("agreement-new"), "/agreements/new".to_owned(), "")]));
    }
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
    let (title, blocks) = page(&visit, &id)?;
    show(&visit, "agreements", title, blocks)
}

fn page(visit: &Visit, id: &str) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
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
    blocks.extend(super::procedure::blocks(&view, state));
    if visit.actor.may(Action::KeepMission) {
        blocks.push(Block::Heading(view.say("verification-act")));
        blocks.extend(operations(&view, state));
        blocks.extend(super::procedure::operations(&view, state)?);
    }
    blocks.push(ask(&view, &view.zone().day_of(view.now()).to_string(), "", ""));
    Ok((view.own(&agreement.title).to_owned(), blocks))
}

fn form(view: &View<'_>, action: String, inputs: Vec<Input>, key: &str, fold: bool) -> Block {
    Block::Form {
        action,
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: if fold { view.say(key) } else { String::new() },
        errors: Vec::new(),
        open: false,
    }
}

fn operations(view: &View<'_>, state: &State) -> Vec<Block> {
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let parties = state.agreement.parties.iter();
    let parties = parties.map(|party| (party.code.to_string(), view.own(&party.name).to_owned())).collect();
    let states = SignatureState::ALL.iter();
    let states = states.map(|state| (state.code().to_owned(), view.code("signature", state.code()))).collect();
    let now = view.field_time(view.now());
    let signature = vec![
        select("party", "party", parties),
        select("state", "agreement-signature-state", states),
        field(view, "at", "agreement-since", "datetime-local", &now, true),
        Input::Group(view.say("agreement-who-acted")),
        field(view, "person_ar", "agreement-person-ar", "text", "", false),
        field(view, "person_en", "agreement-person-en", "text", "", false),
        Input::Group(view.say("agreement-source")),
        field(view, "source_ar", "agreement-source-ar", "text", "", true),
        field(view, "source_en", "agreement-source-en", "text", "", true),
    ];
    let milestone = vec![
        field(view, "at", "agreement-since", "datetime-local", &now, true),
        field(view, "title_ar", "title-ar", "text", "", true),
        field(view, "title_en", "title-en", "text", "", true),
    ];
    let id = &state.id;
    vec![
        form(view, format!("/agreements/{id}/signature"), signature, "agreement-signature-new", true),
        form(view, format!("/agreements/{id}/milestone"), milestone, "agreement-milestone-new", true),
    ]
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMission)?;
    let shown = page(&visit, &id)?;
    match done(&visit, &id.to_uppercase(), &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/agreements/{id}")).into_response()),
        Err(not) => again(&visit, "agreements", shown, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, id: &str, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "signature" => {
            let find = |text: &str| SignatureState::ALL.iter().find(|state| state.code() == text).copied();
            let (party, state) = (reading.party("party"), reading.choice("state", find));
            let at = reading.moment("at");
            let named = form.has_some("person_ar") || form.has_some("person_en");
            let person = named.then(|| reading.both("person")).flatten();
            let source = reading.both("source");
            let made = || Some(Signature { party: party?, state: state?, at: at?, person, source: source? });
            let made = made();
            Event::SignatureRecorded { signature: reading.end(made)? }
        }
        "milestone" => {
            let made = reading.moment("at").zip(reading.both("title")).map(|(at, title)| Milestone { at, title });
            Event::MilestoneRecorded { milestone: reading.end(made)? }
        }
        "procedure" => super::procedure::set(reading, form)?,
        "seat" => super::procedure::seated(visit, reading)?,
        "unseat" => super::procedure::unseated(reading)?,
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(id), event.into())?)
}

fn subject(id: &str) -> Subject {
    Subject { room: Room::Agreement, id: id.to_owned() }
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::KeepMission)?;
    let (title, blocks) = new_page(&visit)?;
    show(&visit, "agreements", title, blocks)
}

fn new_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let inputs = vec![
        Input::Files { name: "file", label: view.say("agreement-file") },
        Input::Area {
            name: "json",
            label: view.say("agreement-json"),
            hint: view.say("agreement-json-hint"),
            value: String::new(),
            required: false,
        },
    ];
    let form = form(&view, "/agreements/new".into(), inputs, "agreement-new", false);
    let links = vec![(view.say("agreement-json-known"), "/api/v1/agreements".to_owned(), "")];
    Ok((view.say("agreement-new"), vec![Block::Intro(view.say("agreement-new-note")), Block::Actions(links), form]))
}

async fn adopt(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMission)?;
    match adopted(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/agreements/{id}")).into_response()),
        Err(not) => again(&visit, "agreements", new_page(&visit)?, &form, not),
    }
}

/// The agreement in a file or in the field, with all its terms. What cannot be read is told with its place.
fn adopted(visit: &Visit, form: &Form) -> Result<AgreementId, Not> {
    let mut reading = Reading::of(visit, form);
    let (field, bytes) = match form.file("file") {
        Some(file) => ("file", &*file.bytes),
        None => ("json", form.get("json").as_bytes()),
    };
    if bytes.is_empty() {
        reading.wrong("json", "required", &[]);
        return reading.end(None);
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let read: Result<Agreement, _> = serde_path_to_error::deserialize(&mut parser);
    let agreement = match read {
        Ok(agreement) => Box::new(agreement),
        Err(error) => {
            let (path, detail) = (error.path().to_string(), error.inner().to_string());
            reading.wrong(field, "json", &[("path", path.as_str().into()), ("detail", detail.as_str().into())]);
            return reading.end(None);
        }
    };
    let (ms, random) = super::fresh(visit);
    let id = AgreementId::from_parts(ms, random);
    super::record(visit, &subject(id.as_str()), Event::Adopted { agreement }.into())?;
    Ok(id)
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
