//! Fields and readings that the pages of the mission share.

use crate::blocks::{Block, Input};
use crate::reading::{Reading, latin_digits};
use crate::view::View;
use mirqab_domain::mission::Reach;
use mirqab_vocabulary::{Coordinates, Interval, Line};

pub use crate::inputs::select;

/// A form that is folded away under a heading.
pub fn form(view: &View<'_>, action: String, key: &str, inputs: Vec<Input>) -> Block {
    Block::Form {
        action,
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    }
}

/// Codes with their names.
pub fn coded(view: &View<'_>, prefix: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<(String, String)> {
    codes.into_iter().map(|code| (code.to_owned(), view.code(prefix, code))).collect()
}

/// A line with a hint.
pub fn hinted(
    view: &View<'_>,
    name: &'static str,
    label: &str,
    hint: &str,
    kind: &'static str,
    required: bool,
) -> Input {
    Input::Line { name, label: view.say(label), hint: view.say(hint), value: String::new(), kind, required }
}

/// The two fields of a text in both languages.
pub fn both(view: &View<'_>, ar: &'static str, en: &'static str, label: &str) -> [Input; 2] {
    let line = |name, key: String| Input::Line {
        name,
        label: view.say(&key),
        hint: String::new(),
        value: String::new(),
        kind: "text",
        required: true,
    };
    [line(ar, format!("{label}-ar")), line(en, format!("{label}-en"))]
}

/// The two fields of a stretch of time, now and now.
pub fn from_to(view: &View<'_>, open: bool) -> [Input; 2] {
    let now = view.field_time(view.now());
    let line = |name, label: &str, value: &str, required| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: value.to_owned(),
        kind: "datetime-local",
        required,
    };
    [line("from", "restriction-from", &now, true), line("to", "restriction-to", if open { "" } else { &now }, !open)]
}

/// The stretch between two fields.
pub fn during(reading: &mut Reading<'_>) -> Option<Interval> {
    let (from, to) = (reading.moment("from"), reading.moment("to"));
    let during = Interval::new(from?, to?).ok();
    if during.is_none() {
        reading.wrong("to", "backwards", &[]);
    }
    during
}

/// Keys in one field, parted by space or commas.
pub fn keys(reading: &mut Reading<'_>, name: &str, text: &str) -> Option<Vec<Line>> {
    let parts = text.split([',', '،', ' ', '\n', '\t']).filter(|part| !part.is_empty());
    let keys: Result<Vec<Line>, _> = parts.map(Line::parse).collect();
    if keys.is_err() {
        reading.wrong(name, "control", &[]);
    }
    keys.ok()
}

/// Places in one field: latitude and longitude, one place a line.
pub fn places(reading: &mut Reading<'_>, name: &str, text: &str) -> Option<Vec<Coordinates>> {
    let text = latin_digits(text);
    let place = |line: &str| {
        let mut numbers = line.split([',', '،', ' ', '\t', ';']).filter(|part| !part.is_empty());
        let (lat, lon) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        numbers.next().is_none().then_some(())?;
        Coordinates::from_degrees(lat, lon).ok()
    };
    let found: Option<Vec<Coordinates>> = text.lines().filter(|line| !line.trim().is_empty()).map(place).collect();
    if found.is_none() {
        reading.wrong(name, "places", &[]);
    }
    found
}

/// How far by day and by night, in two fields of which both or neither are filled in.
pub fn reach(reading: &mut Reading<'_>, day: &str, night: &str, said: [bool; 2]) -> Result<Option<Reach>, ()> {
    if said == [false, false] {
        return Ok(None);
    }
    let metres = |reading: &mut Reading<'_>, name: &str| reading.number(name, 0..=200_000);
    let (day_m, night_m) = (metres(reading, day), metres(reading, night));
    let within = |metres: Option<u64>| metres.and_then(|metres| u32::try_from(metres).ok()).ok_or(());
    Ok(Some(Reach { day_m: within(day_m)?, night_m: within(night_m)? }))
}

/// The four fields of sight and hearing.
pub fn reaches(view: &View<'_>) -> [Input; 4] {
    [
        hinted(view, "sees_day", "post-sees-day", "post-reach-hint", "number", false),
        hinted(view, "sees_night", "post-sees-night", "post-reach-hint", "number", false),
        hinted(view, "hears_day", "post-hears-day", "post-reach-hint", "number", false),
        hinted(view, "hears_night", "post-hears-night", "post-reach-hint", "number", false),
    ]
}
