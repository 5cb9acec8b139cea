//! Agreements, and what binds whom on a day at a place.

use super::agreement_terms::{answer, beyond, changes, clock, found_in, provisions, table, text_of, time};
use super::commitments::field;
use super::overview::truce;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::{Asked, Checked, Remark, binding, check_bytes, check_terms};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::agreement::{
    Agreement, Amendment, Article, Circumstance, Event, ForceChange, ForceStep, Level, Milestone, Signature,
    SignatureState, State, SupplementKind,
};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{AgreementId, Code, Coordinates, IncidentId, LocalDay, ViolationKind, WeaponClass};

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
    blocks.push(ask(&view, &Form::default()));
    show(&visit, "agreements", view.say("agreements-title"), blocks)
}

/// What is asked: a day, a place, and as much of an act as is known.
fn ask(view: &View<'_>, form: &Form) -> Block {
    let today = view.zone().day_of(view.now()).to_string();
    let line = |name: &'static str, label: &str, kind| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: if name == "day" && !form.has_some(name) { today.clone() } else { form.get(name).to_owned() },
        kind,
        required: false,
    };
    let select = |name: &'static str, label: String, options: Vec<(String, String)>| {
        let mut all = vec![(String::new(), view.say("binds-any"))];
        all.extend(options);
        Input::Select { name, label, hint: String::new(), options: all, chosen: form.get(name).to_owned() }
    };
    let words = view.visit.words;
    let kinds = ViolationKind::ALL.iter().map(|kind| (kind.code().to_owned(), words.code("kind", *kind)));
    let weapons = WeaponClass::ALL.iter().skip(1);
    let weapons = weapons.map(|class| (class.code().to_owned(), words.code("weapon", *class)));
    let parties = view.parties().iter().map(|party| (party.code.to_string(), view.own(&party.name).to_owned()));
    let groups = view.agreements.iter().flat_map(|state| &state.agreement.provisions);
    let groups = groups.flat_map(|provisions| &provisions.answers_for);
    let groups = groups.map(|said| (said.group.clone(), view.own(&said.name).to_owned()));
    let mut inputs = vec![
        Input::Group(view.say("binds-title")),
        line("day", "binds-day", "date"),
        line("lat", "column-lat", "text"),
        line("lon", "column-lon", "text"),
        line("radius_m", "binds-radius", "text"),
        select("act", view.say("binds-kind"), kinds.collect()),
        select("weapon", view.say("binds-weapon"), weapons.collect()),
        line("calibre_mm", "binds-calibre", "text"),
        select("actor", view.say("binds-actor"), parties.chain(groups).collect()),
    ];
    for circumstance in Circumstance::ALL {
        let options = ["yes", "no"].map(|known| (known.to_owned(), view.say(&format!("binds-{known}")))).to_vec();
        inputs.push(select(circumstance.code(), view.code("circumstance", circumstance.code()), options));
    }
    Block::Form {
        action: "/agreements/binding".to_owned(),
        method: "get",
        csrf: String::new(),
        inputs,
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
    let now = view.now();
    let (words, agreement) = (visit.words, state.text_at(now));
    let mut blocks = vec![Block::Intro(view.own(&agreement.summary).to_owned())];
    blocks.push(truce(&view, state));
    let hours = |hours: u32| words.count("hours", u64::from(hours));
    let until = state.end_at(now).map_or_else(|| view.say("agreement-force-open"), |at| time(&view, agreement, at));
    let sponsors: Vec<&str> = agreement.sponsors.iter().map(|sponsor| view.own(sponsor)).collect();
    let mut facts = vec![(view.say("agreement-force-to"), vec![Cell::text(until)])];
    if !sponsors.is_empty() {
        facts.push((view.say("agreement-sponsors"), vec![Cell::text(sponsors.join(" · "))]));
    }
    facts.extend([
        (view.say("agreement-standard"), vec![Cell::text(words.code("standard", agreement.standard))]),
        (view.say("agreement-verification-time"), vec![Cell::text(hours(agreement.verification_hours))]),
        (view.say("agreement-reply-time"), vec![Cell::text(hours(agreement.reply_hours))]),
    ]);
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Columns(vec![signatures(&view, state), milestones(&view, state)]));
    blocks.extend(changes(&view, state));
    blocks.push(Block::Heading(view.say("agreement-articles")));
    blocks.extend(clock(&view, agreement));
    blocks.push(Block::Intro(text_of(&view, state.text_since(now).map(|(_, amendment)| amendment.holds_from))));
    let head = [
        "agreement-articles",
        "agreement-article-text",
        "agreement-article-acts",
        "agreement-article-zone",
        "agreement-article-deadline",
    ];
    let rows = agreement.articles.iter().map(|article| article_cells(&view, agreement, article)).collect();
    blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), rows, None));
    if !agreement.zones.is_empty() {
        blocks.push(Block::Heading(view.say("agreement-zones")));
        blocks.push(view.map("agreement-zones", Layers { shapes: view.shapes(state), ..Layers::default() }));
        blocks.push(Block::Intro(view.say("agreement-zone-reading-note")));
    }
    blocks.extend(super::procedure::blocks(&view, state));
    blocks.extend(provisions(&view, agreement));
    blocks.extend(found_in(&view, agreement));
    if visit.actor.may(Action::KeepMission) {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.extend(operations(&view, state));
        blocks.extend(super::procedure::operations(&view, state)?);
    }
    blocks.push(ask(&view, &Form::default()));
    Ok((view.own(&agreement.title).to_owned(), blocks))
}

fn form(view: &View<'_>, action: String, inputs: Vec<Input>, key: &str, fold: bool) -> Block {
    Block::Form {
        action,
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-continue"),
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
    let steps = ForceStep::ALL.iter();
    let steps = steps.map(|step| (step.code().to_owned(), view.code("force-step", step.code()))).collect();
    let force = vec![
        select("step", "agreement-force-step", steps),
        field(view, "at", "agreement-since", "datetime-local", &now, true),
        field(view, "until", "agreement-force-until", "datetime-local", "", false),
        field(view, "reason_ar", "agreement-reason-ar", "text", "", true),
        field(view, "reason_en", "agreement-reason-en", "text", "", true),
        field(view, "source_ar", "agreement-source-ar", "text", "", true),
        field(view, "source_en", "agreement-source-en", "text", "", true),
    ];
    let kinds = SupplementKind::ALL.iter();
    let kinds = kinds.map(|kind| (kind.code().to_owned(), view.code("supplement-kind", kind.code()))).collect();
    let mut amendment = vec![
        select("kind", "agreement-amend-kind", kinds),
        field(view, "at", "agreement-holds-from", "datetime-local", &now, true),
        field(view, "title_ar", "title-ar", "text", "", true),
        field(view, "title_en", "title-en", "text", "", true),
    ];
    amendment.extend(file_fields(view));
    let id = &state.id;
    vec![
        form(view, format!("/agreements/{id}/signature"), signature, "agreement-signature-new", true),
        form(view, format!("/agreements/{id}/milestone"), milestone, "agreement-milestone-new", true),
        form(view, format!("/agreements/{id}/force"), force, "agreement-force-new", true),
        form(view, format!("/agreements/{id}/amendment"), amendment, "agreement-amend-new", true),
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
        "force" => {
            let find = |text: &str| ForceStep::ALL.iter().find(|step| step.code() == text).copied();
            let (step, at, until) =
                (reading.choice("step", find), reading.moment("at"), reading.optional_moment("until"));
            let (reason, source) = (reading.both("reason"), reading.both("source"));
            let made = || Some(ForceChange { step: step?, at: at?, until, reason: reason?, source: source? });
            let made = made();
            Event::ForceChanged { change: reading.end(made)? }
        }
        "amendment" => {
            let find = |text: &str| SupplementKind::ALL.iter().find(|kind| kind.code() == text).copied();
            let (kind, holds_from) = (reading.choice("kind", find), reading.moment("at"));
            let (title, text) = (reading.both("title"), sent(visit, &mut reading, form));
            let made = || {
                let agreement = *text?;
                Some(Amendment { kind: kind?, title: title?, holds_from: holds_from?, agreement })
            };
            let made = made().map(Box::new);
            Event::Amended { amendment: reading.end(made)? }
        }
        "reexamination" => return reexamined(visit, id, reading),
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

/// Tests an incident under another text, and records it.
fn reexamined(visit: &Visit, id: &str, mut reading: Reading<'_>) -> Result<(), Not> {
    let incident: Option<IncidentId> = reading.id("incident");
    let asked = incident.zip(reading.moment("text_of")).zip(reading.passage("reason"));
    let ((incident, text_of), reason) = reading.end(asked)?;
    let id = AgreementId::parse(id).map_err(|_| visit.failed(AppError::NotFound))?;
    let done = tokio::task::block_in_place(|| visit.app.reexamine(&visit.actor, id, incident, text_of, &reason));
    Ok(done.map_err(|error| visit.failed(error))?)
}

fn file_fields(view: &View<'_>) -> Vec<Input> {
    vec![
        Input::Files { name: "file", label: view.say("agreement-file") },
        Input::Area {
            name: "json",
            label: view.say("agreement-json"),
            hint: view.say("agreement-json-hint"),
            value: String::new(),
            required: false,
        },
    ]
}

fn new_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let mut inputs = file_fields(&view);
    let then = ["check", "adopt"].map(|then| (then.to_owned(), view.say(&format!("agreement-then-{then}"))));
    inputs.push(Input::Select {
        name: "then",
        label: view.say("agreement-then"),
        hint: String::new(),
        options: then.to_vec(),
        chosen: "check".to_owned(),
    });
    let form = form(&view, "/agreements/new".into(), inputs, "agreement-new", false);
    let links = vec![(view.say("agreement-json-known"), "/api/v1/agreements".to_owned(), "")];
    Ok((view.say("agreement-new"), vec![Block::Intro(view.say("agreement-new-note")), Block::Actions(links), form]))
}

async fn adopt(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMission)?;
    let mut reading = Reading::of(&visit, &form);
    let Some((checked, bytes)) = checked(&mut reading, &form) else {
        let not = reading.end::<()>(None).err().unwrap_or(Not::Fields(Vec::new()));
        return again(&visit, "agreements", new_page(&visit)?, &form, not);
    };
    if form.get("then") == "check" || checked.faulty() || checked.agreement.is_none() {
        return shown(&visit, &checked, &bytes);
    }
    match checked.agreement.map(|agreement| adopted(&visit, agreement)) {
        Some(Ok(id)) => Ok(Redirect::to(&format!("/agreements/{id}")).into_response()),
        Some(Err(not)) => again(&visit, "agreements", new_page(&visit)?, &form, not),
        None => shown(&visit, &Checked { agreement: None, remarks: checked.remarks }, &bytes),
    }
}

fn adopted(visit: &Visit, agreement: Agreement) -> Result<AgreementId, Not> {
    let (ms, random) = super::fresh(visit);
    let id = AgreementId::from_parts(ms, random);
    super::record(visit, &subject(id.as_str()), Event::Adopted { agreement: Box::new(agreement) }.into())?;
    Ok(id)
}

/// The form again, with the text in it, and above it what was found. With faults it is an answer of refusal.
fn shown(visit: &Visit, checked: &Checked, bytes: &[u8]) -> Result<Response, Failed> {
    let view = View::of(visit)?;
    let (title, mut blocks) = new_page(visit)?;
    for block in &mut blocks {
        let Block::Form { inputs, .. } = block else { continue };
        for input in inputs {
            match input {
                Input::Area { name: "json", value, .. } => *value = String::from_utf8_lossy(bytes).into_owned(),
                Input::Select { name: "then", chosen, .. } if !checked.faulty() => "adopt".clone_into(chosen),
                _ => {}
            }
        }
    }
    let (class, said) = if checked.faulty() { ("bad", "flaws-faulty") } else { ("good", "flaws-not-yet") };
    blocks.insert(0, Block::Notice(class, vec![view.say(said)]));
    blocks.insert(1, Block::Heading(view.say("flaws-title")));
    let none = Block::Intro(view.say("flaws-none"));
    blocks.insert(2, if checked.remarks.is_empty() { none } else { table(&view, &checked.remarks) });
    let mut response = show(visit, "agreements", title, blocks)?;
    if checked.faulty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What was sent, checked: TOML, or JSON of the record if it begins like it. What cannot be read as JSON is told beside its field.
fn checked(reading: &mut Reading<'_>, form: &Form) -> Option<(Checked, Vec<u8>)> {
    let (field, bytes) = match form.file("file") {
        Some(file) => ("file", &*file.bytes),
        None => ("json", form.get("json").as_bytes()),
    };
    if bytes.is_empty() {
        reading.wrong("json", "required", &[]);
        return None;
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Some((check_bytes(bytes), bytes.to_vec()));
    }
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let read: Result<Agreement, _> = serde_path_to_error::deserialize(&mut parser);
    match read {
        Ok(agreement) => {
            let remarks = check_terms(&agreement);
            Some((Checked { agreement: Some(agreement), remarks }, bytes.to_vec()))
        }
        Err(error) => {
            let (path, detail) = (error.path().to_string(), error.inner().to_string());
            reading.wrong(field, "json", &[("path", path.as_str().into()), ("detail", detail.as_str().into())]);
            None
        }
    }
}

/// The text of a form that has no faults; the first faults are told beside its field.
fn sent(visit: &Visit, reading: &mut Reading<'_>, form: &Form) -> Option<Box<Agreement>> {
    let (checked, _) = checked(reading, form)?;
    let faults: Vec<&Remark> = checked.remarks.iter().filter(|remark| remark.level == Level::Fault).collect();
    let told = faults.iter().take(5).map(|fault| {
        format!("{} {}", crate::remarks::sentence(visit.words, fault), crate::remarks::line(visit.words, fault))
    });
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        reading.wrong("json", "terms", &[("faults", told.join(" ").as_str().into())]);
        return None;
    }
    checked.agreement.map(Box::new)
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

fn article_cells(view: &View<'_>, text: &Agreement, article: &Article) -> Vec<Cell> {
    let acts: Vec<String> = article.acts.iter().map(|act| view.visit.words.code("kind", *act)).collect();
    let zone = article.zone.as_ref().and_then(|key| text.zones.iter().find(|zone| zone.key == *key));
    let zone = zone.map_or_else(|| view.say("agreement-article-everywhere"), |zone| view.own(&zone.title).to_owned());
    let deadline = article.deadline.map(|at| time(view, text, at)).unwrap_or_default();
    let condition = article.terms.as_ref().and_then(|terms| terms.condition.clone()).unwrap_or_default();
    vec![
        Cell::text(format!("{} – {}", article.number, view.own(&article.title)))
            .noted(view.code("effect", article.effect.code())),
        Cell::text(view.own(&article.text)).noted(beyond(view, text, article, view.now())),
        Cell::text(acts.join(" · ")).noted(condition),
        Cell::text(zone),
        Cell::text(deadline),
    ]
}

/// What the query says of the act.
fn asked(form: &Form) -> Asked {
    let mut asked = Asked {
        kind: ViolationKind::from_code(form.get("act")),
        weapon: WeaponClass::from_code(form.get("weapon")),
        calibre_mm: form.get("calibre_mm").parse().ok(),
        actor: form.some("actor").map(str::to_owned),
        ..Asked::default()
    };
    for circumstance in Circumstance::ALL {
        let known = match form.get(circumstance.code()) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        asked.circumstances.set(*circumstance, known);
    }
    asked
}

async fn binds(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let (day, lat, lon) = (form.get("day"), form.get("lat"), form.get("lon"));
    let mut blocks = vec![Block::Intro(view.say("binds-intro")), ask(&view, &form)];
    let degrees = |text: &str| text.replace(',', ".").parse::<f64>();
    let radius_m = form.get("radius_m").parse().unwrap_or(0_u32).min(500_000);
    let at = match (lat.is_empty() && lon.is_empty(), degrees(lat), degrees(lon)) {
        (true, ..) => Ok(None),
        (false, Ok(lat), Ok(lon)) => Coordinates::from_degrees(lat, lon).map(|at| Some((at, radius_m))).map_err(|_| ()),
        _ => Err(()),
    };
    let asked = asked(&form);
    // Who asks for no day asks for today, as the form shows it.
    let day = match day {
        "" => Ok(view.zone().day_of(view.now())),
        text => LocalDay::parse(&crate::reading::latin_digits(text)),
    };
    match (day, at) {
        (Err(_), _) => {
            blocks.push(Block::Notice("bad", vec![view.say("field-not-a-day"), view.say("field-not-a-day-hint")]))
        }
        (_, Err(())) => {
            blocks.push(Block::Notice("bad", vec![view.say("field-latitude"), view.say("field-longitude")]))
        }
        (Ok(day), Ok(at)) => {
            let asked = Asked { at, ..asked };
            let bindings = read(&visit, |reader| binding(reader, view.zone(), day, &asked))?;
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
                blocks.push(Block::Intro(text_of(&view, binding.text_since)));
                let first = &binding.state.agreement;
                let text = binding.text_since.map_or(first, |from| binding.state.text_at(from));
                let rows = binding.articles.iter().map(|(article, said)| {
                    let mut cells = article_cells(&view, text, article);
                    cells.truncate(2);
                    cells.push(said.as_ref().map_or_else(
                        || Cell::text(view.code("effect", article.effect.code())),
                        |said| answer(&view, text, said),
                    ));
                    cells
                });
                let head = ["agreement-articles", "agreement-article-text", "state"].map(|key| view.say(key)).to_vec();
                blocks.push(Block::Table(head, rows.collect(), None));
                if let Some((at, radius_m)) = at {
                    let mark = crate::map::Mark {
                        lat: at.lat(),
                        lon: at.lon(),
                        radius_m: f64::from(radius_m),
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
