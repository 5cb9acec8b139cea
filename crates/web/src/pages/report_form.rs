//! The form for a new report. It is read as one row of a table is, so both ways in know the same digits, days and places, and say the
//! same of what is wrong.

use super::reports::choices;
use crate::blocks::{Block, Input, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use mirqab_app::gazetteer::{Answer, Candidate, Lookup};
use mirqab_app::intake::{CellError, Columns, Field, table};
use mirqab_app::report::{UPLOAD_MOST, Upload};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::report::{Channel, Draft};
use mirqab_vocabulary::{Code, Direction, Language, Line, Means, Quality, ViolationKind, WeaponClass, What};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/new", get(new).post(send))
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Submit)?;
    let view = View::of(&visit)?;
    show(&visit, "reports", view.say("report-new"), vec![form(&view, &Form::default())])
}

fn form(view: &View<'_>, typed: &Form) -> Block {
    let label = |field: Field| view.say(&crate::words::key_of("import-field", field.code()));
    let line = |field: Field, kind: &'static str, required: bool| Input::Line {
        name: field.code(),
        label: label(field),
        hint: String::new(),
        value: typed.get(field.code()).to_owned(),
        kind,
        required,
    };
    let area = |field: Field| Input::Area {
        name: field.code(),
        label: label(field),
        hint: String::new(),
        value: typed.get(field.code()).to_owned(),
        required: true,
    };
    let select = |field: Field, options: Vec<(String, String)>| Input::Select {
        name: field.code(),
        label: label(field),
        hint: String::new(),
        options,
        chosen: typed.get(field.code()).to_owned(),
    };
    fn coded<C: Code>(view: &View<'_>, prefix: &str) -> Vec<(String, String)> {
        let mut options = choices::<C>(view, prefix);
        options[0].1 = view.say("not-stated");
        options
    }
    let channels = Channel::ALL.iter().map(|channel| (channel.code().to_owned(), view.code("channel", channel.code())));
    let group = |key: &str| Input::Group(view.say(key));
    let mut inputs =
        vec![group("report-form-what"), select(Field::Kind, coded::<ViolationKind>(view, "kind")), area(Field::Text)];
    inputs.push(select(Field::Language, coded::<Language>(view, "language")));
    inputs.push(group("report-form-when"));
    inputs.extend([
        line(Field::OccurredDay, "text", false),
        line(Field::OccurredTime, "text", false),
        line(Field::OccurredFrom, "text", false),
        line(Field::OccurredTo, "text", false),
        line(Field::ObservedAt, "text", false),
    ]);
    inputs.push(group("report-form-where"));
    inputs.extend([
        line(Field::Place, "text", false),
        line(Field::Latitude, "text", false),
        line(Field::Longitude, "text", false),
        line(Field::PrecisionM, "text", false),
        line(Field::ObserverLatitude, "text", false),
        line(Field::ObserverLongitude, "text", false),
        line(Field::Bearing, "text", false),
        line(Field::BearingError, "text", false),
        line(Field::DistanceNearM, "text", false),
        line(Field::DistanceFarM, "text", false),
    ]);
    inputs.push(group("report-form-who"));
    inputs.push(line(Field::Source, "text", true));
    if view.visit.actor.party.is_none() {
        inputs.push(select(Field::Channel, channels.collect()));
        inputs.push(select(Field::ReportedBy, view.party_options("none")));
    }
    inputs.push(select(Field::Accused, view.party_options("none")));
    inputs.push(group("report-form-counts"));
    inputs.extend([
        select(Field::What, coded::<What>(view, "what")),
        select(Field::CountQuality, coded::<Quality>(view, "quality")),
        line(Field::Count, "text", false),
        select(Field::Direction, coded::<Direction>(view, "direction")),
        select(Field::Means, coded::<Means>(view, "means")),
        select(Field::Weapon, coded::<WeaponClass>(view, "weapon")),
        line(Field::CalibreMm, "text", false),
        line(Field::WeaponModel, "text", false),
    ]);
    inputs.push(group("report-form-harm"));
    inputs.extend([
        line(Field::KilledMin, "text", false),
        line(Field::KilledMax, "text", false),
        line(Field::InjuredMin, "text", false),
        line(Field::InjuredMax, "text", false),
    ]);
    inputs.push(group("report-form-witness"));
    inputs.extend([line(Field::WitnessName, "text", false), line(Field::WitnessContact, "text", false)]);
    inputs.push(line(Field::Reference, "text", false));
    inputs.push(Input::Files { name: "files", label: view.say("report-form-files") });
    Block::Form {
        action: "/reports/new".into(),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-send"),
        fold: String::new(),
    }
}

/// What was chosen among places that the name may mean: nothing was asked, none of them, or one by its key.
const CHOICE: &str = "place_meant";
const NONE_OF_THEM: &str = "none";

/// The places to choose from, if a name is all that is given of the place, it is no place's very name, and nobody has chosen yet.
fn places_to_choose<'a>(visit: &'a Visit, typed: &Form) -> Vec<Candidate<'a>> {
    let name = typed.get(Field::Place.code());
    let given = [Field::Latitude, Field::Longitude, Field::Bearing];
    if name.is_empty() || typed.has(CHOICE) || given.iter().any(|field| typed.some(field.code()).is_some()) {
        return Vec::new();
    }
    match visit.app.gazetteer.resolve(name, None) {
        Answer::Exact(_) | Answer::Unknown => Vec::new(),
        Answer::Clear(candidate) => vec![candidate],
        Answer::Several(candidates) => candidates,
    }
}

/// Asks which place is meant. One that is clearly before all others is chosen already, and it is said that it is.
fn choice(view: &View<'_>, candidates: &[Candidate<'_>]) -> Input {
    let shown = |candidate: &Candidate<'_>| {
        let names: Vec<&str> = candidate.entry.names.iter().take(2).map(String::as_str).collect();
        let at = candidate.entry.at;
        format!("{} ({:.3}, {:.3})", names.join(" · "), at.lat(), at.lon())
    };
    let places = candidates.iter().map(|candidate| (candidate.entry.key.clone(), shown(candidate)));
    let none = (NONE_OF_THEM.to_owned(), view.say("place-meant-none"));
    let chosen = match candidates {
        [only] => only.entry.key.clone(),
        _ => NONE_OF_THEM.to_owned(),
    };
    Input::Select {
        name: CHOICE,
        label: view.say("place-meant"),
        hint: view.say("place-meant-hint"),
        options: std::iter::once(none).chain(places).collect(),
        chosen,
    }
}

/// The form's fields as one row of a table.
fn row(visit: &Visit, typed: &Form) -> Result<Result<Draft, Vec<CellError>>, AppError> {
    let filled: Vec<Field> = Field::ALL.iter().copied().filter(|field| typed.some(field.code()).is_some()).collect();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let names: Vec<String> = filled.iter().map(|field| field.code().to_owned()).collect();
    let cells: Vec<String> = filled.iter().map(|field| quoted(typed.get(field.code()))).collect();
    // A first column of our own, so that an empty form is a row, too.
    let text = format!("form,{}\n1,{}\n", names.join(","), cells.join(",")).replace(",\n", "\n");
    let table = table(text.as_bytes(), UPLOAD_MOST).map_err(anyhow::Error::from)?;
    let columns = Columns::guess(&table.headers);
    let lookup = Lookup::over(&visit.app.gazetteer);
    let find = |name: &str| match typed.some(CHOICE) {
        None => lookup.find(name),
        Some(key) => {
            let entry = visit.app.gazetteer.entries().iter().find(|entry| entry.key == key)?;
            Some((entry.at, entry.radius_m))
        }
    };
    let context = visit.app.import_context(&visit.actor, &find, None)?;
    let row = table.rows(&columns, &context).next();
    let row = row.ok_or_else(|| anyhow::anyhow!("a form made no row"))?;
    Ok(row.result.map(|draft| *draft))
}

async fn send(visit: Visit, typed: Form) -> Result<Response, Failed> {
    visit.require(Action::Submit)?;
    visit.check_csrf(typed.get("csrf"))?;
    let view = View::of(&visit)?;
    let candidates = places_to_choose(&visit, &typed);
    if !candidates.is_empty() {
        let mut asked = form(&view, &typed);
        if let Block::Form { inputs, .. } = &mut asked {
            inputs.insert(0, choice(&view, &candidates));
        }
        let name = typed.get(Field::Place.code());
        let said = view.visit.words.say_with("place-meant-ask", &[("name", name.into())]);
        let mut response =
            show(&visit, "reports", view.say("report-new"), vec![Block::Notice("bad", vec![said]), asked])?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let draft = match row(&visit, &typed).map_err(|error| visit.failed(error))? {
        Ok(draft) => draft,
        Err(errors) => {
            let said = errors.iter().map(|error| {
                let slug = error.problem.slug();
                let label = view.say(&crate::words::key_of("import-field", &error.column));
                format!(
                    "{label}: {} {}",
                    view.say(&format!("refusal-{slug}")),
                    view.say(&format!("refusal-{slug}-hint"))
                )
            });
            let mut blocks = vec![Block::Notice("bad", said.collect())];
            blocks.push(form(&view, &typed));
            let mut response = show(&visit, "reports", view.say("report-new"), blocks)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
    };
    let mut uploads = Vec::new();
    for file in &typed.files {
        if file.bytes.len() > UPLOAD_MOST {
            return Err(visit.problem(StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
        }
        let text = |text: &str, other: &str| Line::parse(text).or_else(|_| Line::parse(other));
        let wrong = |_| visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field");
        uploads.push(Upload {
            name: text(&file.name, "file").map_err(wrong)?,
            media_type: text(&file.media_type, "application/octet-stream").map_err(wrong)?,
            bytes: file.bytes.to_vec(),
        });
    }
    let receipt = tokio::task::block_in_place(|| visit.app.submit(&visit.actor, &draft, &uploads));
    let receipt = receipt.map_err(|error| visit.failed(error))?;
    Ok(Redirect::to(&format!("/reports/{}?recorded=1", receipt.report)).into_response())
}
