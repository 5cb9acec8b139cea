//! Administrative units: the columns of COD-AB, in a table or among the properties of a boundary, and what a boundary comes to.

use super::files::{Problem, Rows, names, radius_of_area};
use mirqab_analysis::location::metres_between;
use mirqab_vocabulary::Coordinates;
use serde_json::Value;

/// Which column holds what. The names of all editions are known, those of shapefiles that are cut after ten letters too.
pub(super) struct Columns {
    pub level: usize,
    pub code: Option<usize>,
    pub english: Option<usize>,
    /// Arabic, reference and other names.
    pub others: Vec<usize>,
    pub lat: Option<usize>,
    pub lon: Option<usize>,
    pub area: Option<usize>,
}

impl Columns {
    /// Of these column names. Nothing if no unit has a code.
    pub fn over(headers: &[String]) -> Option<Self> {
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_lowercase()).collect();
        let has = |names: &[String]| headers.iter().position(|header| names.contains(header));
        // The deepest level of the file: rows of level 3 name the units of level 1 and 2 that they belong to, too.
        let coded = |level: &usize| has(&[format!("adm{level}_pcode"), format!("admin{level}pcod")]).is_some();
        let level = (1..=4).rev().find(coded)?;
        let column =
            |forms: &[&str]| has(&forms.iter().map(|form| form.replace('#', &level.to_string())).collect::<Vec<_>>());
        let plain = |names: &[&str]| has(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        let others = [
            column(&["adm#_ar", "admin#na_1", "admin#name_ar"]),
            column(&["adm#_ref", "admin#refn"]),
            column(&["adm#alt1en", "admin#altn"]),
            column(&["adm#alt2en", "admin#al_1"]),
            column(&["adm#alt1ar", "admin#al_2"]),
            column(&["adm#alt2ar", "admin#al_3"]),
        ];
        Some(Self {
            level,
            code: column(&["adm#_pcode", "admin#pcod"]),
            english: column(&["adm#_en", "admin#name", "admin#name_en", "adm#_name"]),
            others: others.into_iter().flatten().collect(),
            lat: plain(&["center_lat", "lat", "latitude", "y"]),
            lon: plain(&["center_lon", "lon", "longitude", "x"]),
            area: plain(&["area_sqkm", "area_km2"]),
        })
    }

    /// How large a unit of this level often is: the radius of one of which no area is known, metres.
    pub fn usual_m(&self) -> u32 {
        [60_000, 25_000, 8_000, 4_000][self.level - 1]
    }
}

/// The units of a GeoJSON file. An error's line is the number of the feature, counted from 1.
pub(super) fn boundaries(rows: &mut Rows, text: &[u8]) {
    let Ok(Value::Object(file)) = serde_json::from_slice::<Value>(text) else {
        return rows.wrong(1, "", "", Problem::Unreadable);
    };
    let Some(features) = file.get("features").and_then(Value::as_array) else {
        return rows.wrong(1, "features", "", Problem::NoColumn);
    };
    for (line, feature) in (1..).zip(features) {
        let Some(properties) = feature.get("properties").and_then(Value::as_object) else {
            rows.wrong(line, "properties", "", Problem::Missing);
            continue;
        };
        let headers: Vec<String> = properties.keys().cloned().collect();
        let Some(columns) = Columns::over(&headers) else {
            rows.wrong(line, "ADM1_PCODE", "", Problem::NoColumn);
            continue;
        };
        let text = |at: &usize| properties.get(&headers[*at]).and_then(Value::as_str).unwrap_or_default().trim();
        let names = names(columns.english.iter().chain(&columns.others).map(text));
        if names.is_empty() {
            rows.wrong(line, "name", "", Problem::Missing);
        }
        let key = columns.code.as_ref().map(text).unwrap_or_default();
        if key.is_empty() {
            rows.wrong(line, "P-code", "", Problem::Missing);
        }
        let shape = feature.get("geometry").and_then(rings).and_then(|rings| extent(&rings));
        if shape.is_none() {
            rows.wrong(line, "geometry", "", Problem::Outline);
        }
        let radius_m = shape.map_or(0, |(_, radius_m)| radius_m);
        rows.keep(line, format!("cod:{key}"), names, shape.map(|(at, _)| at), radius_m, 0);
    }
}

type Ring = Vec<(f64, f64)>;

/// The rings of a polygon or of several, longitude first; nothing if they are none.
fn rings(geometry: &Value) -> Option<Vec<Ring>> {
    let coordinates = geometry.get("coordinates")?.as_array()?;
    let polygons: Vec<&Value> = match geometry.get("type")?.as_str()? {
        "Polygon" => vec![geometry.get("coordinates")?],
        "MultiPolygon" => coordinates.iter().collect(),
        _ => return None,
    };
    let mut rings = Vec::new();
    for ring in polygons.into_iter().map(Value::as_array).collect::<Option<Vec<_>>>()?.into_iter().flatten() {
        let mut points = Vec::new();
        for point in ring.as_array()? {
            let (lon, lat) = (point.get(0)?.as_f64()?, point.get(1)?.as_f64()?);
            if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
                return None;
            }
            points.push((lon, lat));
        }
        rings.push(points);
    }
    Some(rings)
}

/// So many lines are drawn through a unit, and so many points are taken on the longest.
const LINES: usize = 200;

/// The middle of a unit's area, and the radius around it that holds nine tenths of it, metres. Nothing if it has no area.
fn extent(rings: &[Ring]) -> Option<(Coordinates, u32)> {
    // A cylinder of equal areas: the sine of the latitude is its height. What lies within is told by counting edges, so
    // holes are left out whatever way round they run.
    let edges: Vec<((f64, f64), (f64, f64))> = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
        .map(|(a, b)| ((a.0, a.1.to_radians().sin()), (b.0, b.1.to_radians().sin())))
        .collect();
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let all = edges.iter().map(|(from, _)| of(from));
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
    };
    let ((west, east), (low, high)) = (ends(|at| at.0), ends(|at| at.1));
    let step = (east - west) / LINES as f64;
    let mut inside = Vec::new();
    let (mut long, mut middle) = (0.0, (0.0, 0.0));
    for line in 0..LINES {
        let height = low + (high - low) * (line as f64 + 0.5) / LINES as f64;
        let mut crossed: Vec<f64> = edges
            .iter()
            .filter(|(a, b)| (a.1 > height) != (b.1 > height))
            .map(|(a, b)| a.0 + (b.0 - a.0) * (height - a.1) / (b.1 - a.1))
            .collect();
        crossed.sort_by(f64::total_cmp);
        for pair in crossed.chunks_exact(2) {
            let lat = height.asin().to_degrees();
            let length = pair[1] - pair[0];
            long += length;
            middle = (middle.0 + length * (pair[0] + pair[1]) / 2.0, middle.1 + length * lat);
            let at = |lon: f64| ((lon - west) / step - 0.5).ceil().max(0.0) as usize;
            inside.extend((at(pair[0])..at(pair[1])).map(|at| (west + step * (at as f64 + 0.5), lat)));
        }
    }
    if inside.is_empty() {
        return None;
    }
    let middle = Coordinates::from_degrees(middle.1 / long, middle.0 / long).ok()?;
    let mut apart: Vec<f64> = inside
        .iter()
        .filter_map(|(lon, lat)| Some(metres_between(middle, Coordinates::from_degrees(*lat, *lon).ok()?)))
        .collect();
    apart.sort_by(f64::total_cmp);
    let radius = apart[(apart.len() * 9 / 10).min(apart.len() - 1)];
    Some((middle, radius.ceil().clamp(500.0, 400_000.0) as u32))
}

/// The radius of a unit by its area, metres.
pub(super) fn radius_of(columns: &Columns, km2: Option<f64>) -> u32 {
    km2.map_or(columns.usual_m(), radius_of_area)
}
