//! Open data: files for other programs, and the codebook.

use crate::blocks::{Block, Cell, show};
use crate::shell::{Failed, Visit};
use crate::view::{View, read_public};
use crate::words::key_of;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mirqab_app::export::{COLUMNS, csv, followed, geojson, promised, published, regions};
use mirqab_app::mission::export::{DAY_COLUMNS, RESTRICTION_COLUMNS};
use mirqab_app::repeats::COLUMNS as REPEAT_COLUMNS;
use mirqab_app::rows::IncidentRow;
use mirqab_app::{Action, App};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/data", get(page))
        .route("/data/incidents.csv", get(as_csv))
        .route("/data/incidents.geojson", get(as_geojson))
        .route("/data/followed.csv", get(followed_csv))
        .route("/data/commitments.geojson", get(promised_geojson))
}

async fn page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let mut names: Vec<&str> = Vec::new();
    for name in COLUMNS
        .iter()
        .chain(followed::COLUMNS)
        .chain(promised::COLUMNS)
        .chain(DAY_COLUMNS)
        .chain(RESTRICTION_COLUMNS)
        .chain(REPEAT_COLUMNS)
    {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let rows = names.into_iter().map(|name| vec![Cell::code(name), Cell::text(view.say(&key_of("column", name)))]);
    let blocks = vec![
        Block::Intro(view.say("data-intro")),
        Block::Facts(vec![
            (view.say("data-incidents-csv"), vec![Cell::link("incidents.csv", "/data/incidents.csv")]),
            (view.say("data-followed-csv"), vec![Cell::link("followed.csv", "/data/followed.csv")]),
            (view.say("data-coverage-csv"), vec![Cell::link("coverage.csv", "/data/coverage.csv")]),
            (view.say("data-coverage-geojson"), vec![Cell::link("coverage.geojson", "/data/coverage.geojson")]),
            (view.say("restrictions-csv"), vec![Cell::link("restrictions.csv", "/data/restrictions.csv")]),
            (view.say("recurrence-csv"), vec![Cell::link("repeats.csv", "/data/repeats.csv")]),
            (
                view.say("data-commitments-geojson"),
                vec![Cell::link("commitments.geojson", "/data/commitments.geojson")],
            ),
            (view.say("data-incidents-geojson"), vec![Cell::link("incidents.geojson", "/data/incidents.geojson")]),
        ]),
        Block::Heading(view.say("data-codebook")),
        Block::Intro(view.say("data-empty-means")),
        Block::Table(
            vec![view.say("data-column"), view.say("data-meaning")],
            rows.collect(),
            Some(view.say("map-coarse")),
        ),
    ];
    show(&visit, "publications", view.say("data-title"), blocks)
}

/// Bytes as a file to be kept.
pub(super) fn file(bytes: Vec<u8>, kind: &'static str, name: &'static str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// All that is published, written in some form: long enough work to keep it from those that wait for a page.
fn written(visit: &Visit, write: fn(&[IncidentRow], u64) -> anyhow::Result<Vec<u8>>) -> Result<Vec<u8>, Failed> {
    tokio::task::block_in_place(|| {
        let (rows, size) = read_public(visit, |reader| Ok(published(reader)?))?;
        write(&rows, size).map_err(|error| visit.failed(error))
    })
}

async fn as_csv(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let bytes = written(&visit, csv)?;
    Ok(file(bytes, "text/csv; charset=utf-8", "incidents.csv"))
}

async fn as_geojson(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let bytes = tokio::task::block_in_place(|| {
        let (rows, regions, after, size) = read_public(&visit, |reader| {
            let (rows, size) = published(reader)?;
            let (regions, after) = (regions(reader, &rows)?, followed::rows(reader, &rows, size)?);
            Ok((rows, regions, after, size))
        })?;
        geojson(&rows, &regions, &after, size).map_err(|error| visit.failed(error))
    })?;
    Ok(file(bytes, "application/geo+json", "incidents.geojson"))
}

async fn followed_csv(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let bytes = tokio::task::block_in_place(|| {
        let after = read_public(&visit, |reader| {
            let (rows, size) = published(reader)?;
            Ok(followed::rows(reader, &rows, size)?)
        })?;
        followed::csv(after).map_err(|error| visit.failed(error))
    })?;
    Ok(file(bytes, "text/csv; charset=utf-8", "followed.csv"))
}

async fn promised_geojson(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let bytes = tokio::task::block_in_place(|| {
        let (promises, size) =
            read_public(&visit, |reader| Ok((mirqab_app::commitment::register(reader)?.promises, reader.log_size()?)))?;
        promised::geojson(promises, size).map_err(|error| visit.failed(error))
    })?;
    Ok(file(bytes, "application/geo+json", "commitments.geojson"))
}
