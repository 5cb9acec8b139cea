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
use mirqab_app::intake::{CellError, Columns, Field, table};
use mirqab_app::report::UPLOAD_MOST;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::report::{Channel, Draft};
use mirqab_vocabulary::{Code, Coordinates, Direction, Language, Means, Quality, ViolationKind, WeaponClass, What};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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
        errors: Vec::new(),
    }
}

/// The gazetteer: names in both languages and their variants, folded, with centre and radius.
fn gazetteer() -> &'static BTreeMap<String, (Coordinates, u32)> {
    #[derive(serde::Deserialize)]
    struct Place {
        ar: String,
        en: String,
        #[serde(default)]
        variants: Vec<String>,
        lat: f64,
        lon: f64,
        radius_m: u32,
    }
    static PLACES: OnceLock<BTreeMap<String, (Coordinates, u32)>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let places: Vec<Place> = serde_json::from_str(include_str!("../../assets/places.json")).unwrap_or_default();
        let mut names = BTreeMap::new();
        for place in places {
            let Ok(at) = Coordinates::from_degrees(place.lat, place.lon) else { continue };
            for name in [place.ar, place.en].into_iter().chain(place.variants) {
                names.entry(mirqab_app::fold::words(&name)).or_insert((at, place.radius_m));
            }
        }
        names
    })
}

/// What a place name stands for.
pub fn place_named(name: &str) -> Option<(Coordinates, u32)> {
    gazetteer().get(&mirqab_app::fold::words(name)).copied()
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
    let context = visit.app.import_context(&visit.actor, &place_named, None)?;
    let row = table.rows(&columns, &context).next();
    let row = row.ok_or_else(|| anyhow::anyhow!("a form made no row"))?;
    Ok(row.result.map(|draft| *draft))
}

async fn send(visit: Visit, typed: Form) -> Result<Response, Failed> {
    visit.require(Action::Submit)?;
    visit.check_csrf(typed.get("csrf"))?;
    let view = View::of(&visit)?;
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
    let uploads = typed.uploads(&visit)?;
    let receipt = tokio::task::block_in_place(|| visit.app.submit(&visit.actor, &draft, &uploads));
    let receipt = receipt.map_err(|error| visit.failed(error))?;
    Ok(Redirect::to(&format!("/reports/{}?recorded=1", receipt.report)).into_response())
}
