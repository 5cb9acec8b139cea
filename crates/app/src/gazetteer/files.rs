//! Gazetteers of others, read with all errors of all rows at once.
//!
//! GeoNames: the table of a country as it is downloaded, tab-separated, 19 columns without a header. COD-AB: a table of administrative
//! units of one level with names and P-codes, as comma-separated values with a centre or as GeoJSON with boundaries.

use super::Place;
use super::units::{Columns, boundaries, radius_of};
use csv::ReaderBuilder;
use mirqab_vocabulary::Coordinates;

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GeoNames.
    GeoNames,
    /// OCHA's common operational data set of administrative boundaries, as a table.
    CodAb,
    /// The same as GeoJSON, with the boundaries themselves.
    Boundaries,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Its line.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The row cannot be read at all.
    #[error("the row cannot be read as text in UTF-8")]
    Unreadable,
    /// Too few or too many cells.
    #[error("the row has another number of cells than it should")]
    Cells,
    /// A column that is needed is not there.
    #[error("the file has no such column")]
    NoColumn,
    /// Nothing stands there.
    #[error("nothing stands there")]
    Missing,
    /// No number, or outside its bounds.
    #[error("no number of degrees within its bounds")]
    Degrees,
    /// No whole number.
    #[error("no whole number")]
    Number,
    /// No polygon, or none with an area.
    #[error("no polygon of degrees that has an area")]
    Outline,
    /// The same key twice.
    #[error("the same key as a row before")]
    Twice,
}

/// GeoNames' columns that are read.
const GEONAMES: usize = 19;

/// The radius of a populated place by its number of people, metres: that of a town of 2,500 people to the square
/// kilometre, and at least a village's. Our own estimate: GeoNames has none.
fn radius_m(population: u32) -> u32 {
    let km2 = f64::from(population) / 2_500.0;
    ((km2 / std::f64::consts::PI).sqrt() * 1000.0).clamp(1_000.0, 15_000.0) as u32
}

/// The radius of the circle that holds nine tenths of a unit of this area, metres.
pub(super) fn radius_of_area(km2: f64) -> u32 {
    ((km2 * 0.9 / std::f64::consts::PI).sqrt() * 1000.0).clamp(500.0, 400_000.0) as u32
}

/// Guesses which kind a file is.
pub fn kind_of(text: &[u8]) -> Kind {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if text.trim_ascii_start().starts_with(b"{") {
        return Kind::Boundaries;
    }
    if first.iter().filter(|byte| **byte == b'\t').count() + 1 >= GEONAMES { Kind::GeoNames } else { Kind::CodAb }
}

/// The places of a file, or all that is wrong with it.
pub fn read(kind: Kind, text: &[u8]) -> Result<Vec<Place>, Vec<RowError>> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut rows = Rows { places: Vec::new(), errors: Vec::new(), keys: std::collections::BTreeSet::new() };
    match kind {
        Kind::GeoNames => rows.geonames(text),
        Kind::CodAb => rows.cod(text),
        Kind::Boundaries => boundaries(&mut rows, text),
    }
    if rows.errors.is_empty() { Ok(rows.places) } else { Err(rows.errors) }
}

pub(super) struct Rows {
    places: Vec<Place>,
    errors: Vec<RowError>,
    keys: std::collections::BTreeSet<String>,
}

impl Rows {
    pub(super) fn wrong(&mut self, line: u64, column: &'static str, value: &str, problem: Problem) {
        self.errors.push(RowError { line, column, value: value.chars().take(80).collect(), problem });
    }

    fn degrees(&mut self, line: u64, column: &'static str, text: &str, bound: f64) -> Option<f64> {
        let value = text.trim().parse::<f64>().ok().filter(|value| (-bound..=bound).contains(value));
        if value.is_none() {
            self.wrong(line, column, text, Problem::Degrees);
        }
        value
    }

    pub(super) fn keep(
        &mut self,
        line: u64,
        key: String,
        names: Vec<String>,
        at: Option<Coordinates>,
        radius_m: u32,
        population: u32,
    ) {
        if !self.keys.insert(key.clone()) {
            self.wrong(line, "key", &key, Problem::Twice);
        }
        if let Some(at) = at {
            self.places.push(Place { key, names, at, radius_m, population });
        }
    }

    fn geonames(&mut self, text: &[u8]) {
        // Quotes are ordinary characters there.
        let mut reader =
            ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).quoting(false).from_reader(text);
        let mut line = 0;
        for record in reader.records() {
            line += 1;
            let Ok(record) = record else {
                self.wrong(line, "", "", Problem::Unreadable);
                continue;
            };
            line = record.position().map_or(line, csv::Position::line);
            if record.len() != GEONAMES {
                self.wrong(line, "", record.get(1).unwrap_or_default(), Problem::Cells);
                continue;
            }
            // Populated places, and what people name when they say where: not rivers, trees and fields.
            let class = &record[6];
            if !matches!(class, "P" | "S" | "A") {
                continue;
            }
            let names = names([&record[1], &record[2]].into_iter().chain(record[3].split(',')));
            if names.is_empty() {
                self.wrong(line, "name", "", Problem::Missing);
            }
            let lat = self.degrees(line, "latitude", &record[4], 90.0);
            let lon = self.degrees(line, "longitude", &record[5], 180.0);
            let population = match record[14].trim() {
                "" => 0,
                text => text.parse::<u64>().map_or_else(
                    |_| {
                        self.wrong(line, "population", text, Problem::Number);
                        0
                    },
                    |people| u32::try_from(people).unwrap_or(u32::MAX),
                ),
            };
            let at = lat.zip(lon).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon).ok());
            let radius_m = if class == "A" { 15_000 } else { radius_m(population) };
            self.keep(line, format!("geonames:{}", record[0].trim()), names, at, radius_m, population);
        }
    }

    fn cod(&mut self, text: &[u8]) {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text);
        let headers: Vec<String> = match reader.headers() {
            Ok(headers) => headers.iter().map(str::to_owned).collect(),
            Err(_) => return self.wrong(1, "", "", Problem::Unreadable),
        };
        let Some(columns) = Columns::over(&headers) else {
            return self.wrong(1, "ADM1_PCODE", "", Problem::NoColumn);
        };
        let Columns { code, english, lat, lon, area, .. } = columns;
        for (column, name) in [(code, "P-code"), (english, "name"), (lat, "center_lat"), (lon, "center_lon")] {
            if column.is_none() {
                self.wrong(1, name, "", Problem::NoColumn);
            }
        }
        let (Some(code), Some(english), Some(lat), Some(lon)) = (code, english, lat, lon) else { return };
        let mut line = 1;
        for record in reader.records() {
            line += 1;
            let Ok(record) = record else {
                self.wrong(line, "", "", Problem::Unreadable);
                continue;
            };
            line = record.position().map_or(line, csv::Position::line);
            if record.len() != headers.len() {
                self.wrong(line, "", record.get(english).unwrap_or_default(), Problem::Cells);
                continue;
            }
            let names = names(std::iter::once(&english).chain(&columns.others).map(|column| &record[*column]));
            if names.is_empty() {
                self.wrong(line, "name", "", Problem::Missing);
            }
            let key = record[code].trim().to_owned();
            if key.is_empty() {
                self.wrong(line, "P-code", "", Problem::Missing);
            }
            let lat = self.degrees(line, "center_lat", &record[lat], 90.0);
            let lon = self.degrees(line, "center_lon", &record[lon], 180.0);
            let km2 = match area.map(|area| record[area].trim()).filter(|text| !text.is_empty()) {
                None => None,
                Some(text) => {
                    let km2 = text.parse::<f64>().ok().filter(|km2| km2.is_finite() && *km2 > 0.0);
                    if km2.is_none() {
                        self.wrong(line, "area_sqkm", text, Problem::Number);
                    }
                    km2
                }
            };
            let at = lat.zip(lon).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon).ok());
            self.keep(line, format!("cod:{key}"), names, at, radius_of(&columns, km2), 0);
        }
    }
}

/// Names without what is empty, twice there or in neither script.
pub(super) fn names<'t>(all: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all.map(str::trim) {
        let ours = name.chars().any(|c| {
            c.is_alphabetic()
                && (c < '\u{0250}' || ('\u{0600}'..='\u{06FF}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c))
        });
        if ours && name.chars().count() <= 120 && !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names
}
