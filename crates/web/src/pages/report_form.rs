//! The form for a new report. It is read as one row of a table is, so both ways in know the same digits, days and places, and say the
//! same of what is wrong.

use super::reports::choices;
use crate::blocks::{Block, Input, show};
use crate::form::Form;
use crate::reading::{Not, again};
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use mirqab_app::gazetteer::{Answer, Candidate, Lookup};
use mirqab_app::intake::{CellError, Columns, Field, Problem, table};
use mirqab_app::report::UPLOAD_MOST;
use mirqab_app::sealing::Receipt;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::report::{Channel, Draft};
use mirqab_vocabulary::{Code, Direction, Language, Means, Quality, ViolationKind, WeaponClass, What};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/new", get(new).post(send))
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Submit)?;
    let (title, blocks) = page(&visit)?;
    show(&visit, "reports", title, blocks)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let zone = visit.words.say_with("format-local-time", &[("zone", view.zone().as_str().into())]);
    let intro = Block::Intro(format!("{} {zone}", view.say("report-form-intro")));
    let signed = Block::Actions(vec![(view.say("signed-title"), "/reports/signed".to_owned(), "")]);
    Ok((view.say("report-new"), vec![intro, signed, form(&view, &Form::default())]))
}

fn form(view: &View<'_>, typed: &Form) -> Block {
    let label = |field: Field| view.say(&crate::words::key_of("import-field", field.code()));
    // The form says beforehand what it would otherwise say of a wrong answer.
    let hint = |field: Field| {
        let key = match field {
            Field::OccurredDay => "refusal-csv-day-hint",
            Field::OccurredTime => "report-form-time-hint",
            Field::OccurredFrom => "report-form-from-hint",
            Field::ObservedAt => "report-form-observed-hint",
            Field::Place => "report-form-place-hint",
            Field::Latitude => "report-form-latitude-hint",
            Field::ObserverLatitude => "report-form-observer-hint",
            Field::Bearing => "field-bearing-hint",
            Field::Sensor => "report-form-sensor-hint",
            Field::ArrivedAt => "report-form-arrived-hint",
            Field::Source => "report-form-source-hint",
            Field::WitnessName => "report-form-witness-hint",
            _ => return String::new(),
        };
        view.say(key)
    };
    let line = |field: Field, kind: &'static str, required: bool| Input::Line {
        name: field.code(),
        label: label(field),
        hint: hint(field),
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
    inputs.push(group("report-form-sensor"));
    inputs.extend([
        line(Field::Sensor, "text", false),
        line(Field::ArrivedAt, "text", false),
        line(Field::ClockErrorMs, "text", false),
        line(Field::SensorLatitude, "text", false),
        line(Field::SensorLongitude, "text", false),
        line(Field::SensorRangeM, "text", false),
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
        errors: Vec::new(),
        open: false,
    }
}

/// What was chosen among places that the name may mean: nothing was asked, none of them, or one by its key.
const CHOICE: &str = "place_meant";
const NONE_OF_THEM: &str = "none";

/// The places to choose from, if a name is all that is given of the place, it is no place's very name, and nobody has chosen yet.
fn places_to_choose<'a>(visit: &'a Visit, typed: &Form) -> Vec<Candidate<'a>> {
    let name = typed.get(Field::Place.code());
    let given = [Field::Latitude, Field::Longitude, Field::Bearing, Field::ArrivedAt];
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
    // A first column of our own, so that an empty form is a row, too.
    let names = std::iter::once("form").chain(filled.iter().map(|field| field.code()));
    let cells = std::iter::once("1".to_owned()).chain(filled.iter().map(|field| quoted(typed.get(field.code()))));
    let text = format!("{}\n{}\n", names.collect::<Vec<_>>().join(","), cells.collect::<Vec<_>>().join(","));
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
    let candidates = places_to_choose(&visit, &typed);
    if !candidates.is_empty() {
        return ask_for_place(&visit, &typed, &candidates);
    }
    match sent(&visit, &typed) {
        Ok(receipt) => {
            let how = if receipt.repeated { "again" } else { "1" };
            Ok(Redirect::to(&format!("/reports/{}?recorded={how}", receipt.report)).into_response())
        }
        Err(not) => again(&visit, "reports", page(&visit)?, &typed, not),
    }
}

/// The form again, with the places that the name may mean, beside all else that is wrong.
fn ask_for_place(visit: &Visit, typed: &Form, candidates: &[Candidate<'_>]) -> Result<Response, Failed> {
    let view = View::of(visit)?;
    let (title, mut blocks) = page(visit)?;
    for block in &mut blocks {
        if let Block::Form { inputs, .. } = block {
            inputs.insert(0, choice(&view, candidates));
        }
    }
    let name = typed.get(Field::Place.code());
    let mut wrong = vec![(CHOICE.to_owned(), view.visit.words.say_with("place-meant-ask", &[("name", name.into())]))];
    if let Err(errors) = row(visit, typed).map_err(|error| visit.failed(error))? {
        wrong.extend(told(visit, &errors));
    }
    again(visit, "reports", (title, blocks), typed, Not::Fields(wrong))
}

/// All that is wrong with the row, by field. An error of the row as a whole belongs to the field that would mend it.
fn told(visit: &Visit, errors: &[CellError]) -> Vec<(String, String)> {
    // A place that cannot be read was given all the same: to ask for one would mislead.
    let given = errors.iter().any(|error| {
        matches!(error.problem, Problem::Latitude | Problem::Longitude | Problem::Bearing | Problem::Band)
    });
    let each = errors.iter().filter(|error| !(given && error.problem == Problem::NoPlace)).map(|error| {
        let slug = error.problem.slug();
        let said = visit.words.say(&format!("refusal-{slug}"));
        let hint = match error.problem {
            // The form has no cells and no columns.
            Problem::Missing => visit.words.say("field-required-hint"),
            _ => visit.words.say(&format!("refusal-{slug}-hint")),
        };
        let column = if error.problem == Problem::NoPlace { Field::Place.code() } else { &error.column };
        (column.to_owned(), format!("{said} {hint}"))
    });
    each.collect()
}

fn sent(visit: &Visit, typed: &Form) -> Result<Receipt, Not> {
    let read = row(visit, typed).map_err(|error| visit.failed(error))?;
    let draft = read.map_err(|errors| Not::Fields(told(visit, &errors)))?;
    let uploads = typed.uploads(visit)?;
    let receipt = tokio::task::block_in_place(|| visit.app.submit(&visit.actor, &draft, &uploads));
    Ok(receipt.map_err(|error| visit.failed(error))?)
}
