//! Imagery placed in space and time: shown beside the evidence, and recorded.

use crate::blocks::{Block, Cell, Input};
use crate::form::Form;
use crate::reading::{Not, Reading};
use crate::view::View;
use mirqab_domain::verification::{Confidence, Event, EvidenceKind, Placing, PlacingMethod, PlacingNotes, State};
use mirqab_vocabulary::Interval;

/// Where each item of imagery was placed, by whom, how, how surely.
pub(super) fn blocks(view: &View<'_>, state: &State) -> Vec<Block> {
    let words = view.visit.words;
    let placed = state.evidence.iter().flat_map(|item| item.placings.iter().map(move |placed| (item.number, placed)));
    let rows: Vec<_> = placed
        .map(|(number, (by, at, placing))| {
            let item = words.say_with("evidence-number", &[("n", number.into())]);
            let who = super::findings::person(view, by.account);
            let class = match placing.confidence {
                Confidence::Low => "claimed",
                Confidence::Medium => "probable",
                Confidence::High => "verified",
            };
            let (place, shown, time) = placing.notes.as_ref().map_or_else(Default::default, |notes| noted(view, notes));
            vec![
                Cell::text(item).noted(format!("{who} · {}", view.time(*at))),
                Cell::chip(view.code("confidence", placing.confidence.code()), class)
                    .noted(view.code("placing-method", placing.method.code())),
                place,
                shown,
                time,
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["custody-item", "placing-confidence", "placing-at", "placing-landmarks", "placing-taken"];
    vec![
        Block::Heading(view.say("placings-title")),
        Block::Table(head.map(|key| view.say(key)).to_vec(), rows, Some(view.say("placings-note"))),
    ]
}

fn noted(view: &View<'_>, notes: &PlacingNotes) -> (Cell, Cell, Cell) {
    let words = view.visit.words;
    let within = words.say_with("format-within", &[("distance", words.distance(notes.precision_m).into())]);
    let place = Cell::text(format!("{} · {within}", words.coordinates(notes.at)));
    let place = match &notes.claimed {
        Some(claimed) => place.noted(words.say_with("placing-claimed-as", &[("place", claimed.to_string().into())])),
        None => place,
    };
    let seen = Cell::text(notes.landmarks.to_string());
    let seen = match notes.view {
        Some(bearing) => seen.noted(words.bearing(bearing)),
        None => seen,
    };
    let time = notes.taken.map_or_else(|| Cell::text(view.say("not-known")), |taken| Cell::text(view.interval(taken)));
    let time = match &notes.time_found_by {
        Some(how) => time.noted(how.to_string()),
        None => time,
    };
    (place, seen, time)
}

/// The fields; none where there is nothing to place.
pub(super) fn inputs(view: &View<'_>, state: &State) -> Vec<Input> {
    let shows = |kind| matches!(kind, EvidenceKind::Imagery | EvidenceKind::OpenSource);
    let items: Vec<(String, String)> = state
        .evidence
        .iter()
        .filter(|item| shows(item.evidence.kind))
        .map(|item| {
            let number = view.visit.words.say_with("evidence-number", &[("n", item.number.into())]);
            (item.number.to_string(), format!("{number} – {}", item.evidence.origin))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let line = |name, label: &str, kind, required| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: String::new(),
        kind,
        required,
    };
    let area = |name, label: &str, required| Input::Area {
        name,
        label: view.say(label),
        hint: String::new(),
        value: String::new(),
        required,
    };
    let coded = |prefix: &str, codes: Vec<&str>| {
        codes.into_iter().map(|code| (code.to_owned(), view.code(prefix, code))).collect::<Vec<_>>()
    };
    let methods = coded("placing-method", PlacingMethod::ALL.iter().map(|one| one.code()).collect());
    let sure = coded("confidence", Confidence::ALL.iter().map(|one| one.code()).collect());
    vec![
        select("item", "custody-item", items),
        select("method", "placing-method", methods),
        select("confidence", "placing-confidence", sure),
        line("claimed", "placing-claimed", "text", false),
        line("lat", "import-field-latitude", "text", true),
        line("lon", "import-field-longitude", "text", true),
        line("precision_m", "placing-precision", "number", true),
        area("landmarks", "placing-landmarks", true),
        line("view", "placing-view", "text", false),
        line("view_error", "placing-view-error", "text", false),
        line("taken_from", "placing-taken-from", "datetime-local", false),
        line("taken_to", "placing-taken-to", "datetime-local", false),
        area("time_found_by", "placing-time-found-by", false),
    ]
}

/// The fact that imagery was placed.
pub(super) fn placed(mut reading: Reading<'_>, form: &Form) -> Result<Event, Not> {
    let whole = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
    let number = whole(reading.number("item", 1..=10_000));
    let method = reading.choice("method", PlacingMethod::from_code);
    let confidence = reading.choice("confidence", Confidence::from_code);
    let at = reading.coordinates("lat", "lon");
    let precision_m = whole(reading.number("precision_m", 1..=100_000));
    let landmarks = reading.passage("landmarks");
    let claimed = reading.optional_line("claimed");
    let view = reading.any(&["view", "view_error"]).then(|| reading.bearing("view", "view_error")).flatten();
    let taken = if form.has_some("taken_from") || form.has_some("taken_to") {
        let ends = reading.moment("taken_from").zip(reading.moment("taken_to"));
        let taken = ends.and_then(|(from, to)| Interval::new(from, to).ok());
        if ends.is_some() && taken.is_none() {
            reading.wrong("taken_to", "backwards", &[]);
        }
        taken
    } else {
        None
    };
    let time_found_by = reading.optional_passage("time_found_by");
    let made = number.zip(method).zip(confidence).zip(at).zip(precision_m).zip(landmarks);
    let (((((number, method), confidence), at), precision_m), landmarks) = reading.end(made)?;
    let notes = PlacingNotes { claimed, at, precision_m, landmarks, view, taken, time_found_by };
    Ok(Event::ImageryPlaced { placing: Box::new(Placing { number, method, confidence, notes: Some(notes) }) })
}
