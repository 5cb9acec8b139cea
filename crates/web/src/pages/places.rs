//! Where an event was and where shots came from: the map and what is said below it, on the pages of an incident and of its verification.

use crate::blocks::{Block, Cell};
use crate::map::{Region, Sector};
use crate::view::{Layers, View};
use mirqab_app::location::{self, Located, Origin};
use mirqab_domain::procedure::Case;
use mirqab_domain::verification::{AreaPart, Placed, State};
use mirqab_vocabulary::Coordinates;

/// A crater whose weapon is not known is drawn so far and no farther: its sector has no end.
const DRAWN_M: f64 = 10_000.0;

/// The map of a case with all that is known of its place, and what is to be said of it.
pub(super) fn blocks(view: &View<'_>, case: &Case, verification: Option<&State>) -> Vec<Block> {
    let evidence = verification.map(|state| state.evidence.as_slice()).unwrap_or_default();
    let (located, origin) = tokio::task::block_in_place(|| (location::of_case(case), location::of_craters(evidence)));
    let (mut marks, mut sectors) = (Vec::new(), Vec::new());
    for report in case.reports.iter().filter(|report| !report.withdrawn) {
        let (mark, sector) =
            view.place_drawn(&report.draft.place, report.draft.source.as_str(), &format!("/reports/{}", report.id));
        marks.extend(mark);
        sectors.extend(sector);
    }
    for item in evidence {
        let Some(crater) = &item.evidence.crater else { continue };
        let label = format!("{} · {}", view.code("evidence", "crater"), item.evidence.origin);
        sectors.push(Sector {
            lat: crater.at.lat(),
            lon: crater.at.lon(),
            bearing_deg: f64::from(crater.azimuth.tenths()) / 10.0,
            error_deg: f64::from(crater.azimuth.error_tenths()) / 10.0,
            near_m: crater.range.map_or(0.0, |range| f64::from(range.near_m())),
            far_m: crater.range.map_or(DRAWN_M, |range| f64::from(range.far_m())),
            class: "crater",
            label,
        });
    }
    let occurred = case.occurred();
    let in_force = view.agreements.iter().filter(|state| occurred.is_some_and(|at| state.in_force(at.from())));
    let shapes = in_force.flat_map(|state| view.shapes(state)).collect();
    let mut regions = located.as_ref().map(|located| view.regions(&located.location)).unwrap_or_default();
    let placed = verification.and_then(|state| state.placed.as_ref());
    let now = located.as_ref().map(location::areas);
    let moved = placed.is_some_and(|placed| placed.place.areas.is_some() && placed.place.areas != now);
    if let Some(areas) = placed.filter(|_| moved).and_then(|placed| placed.place.areas.as_ref()) {
        regions.push(recorded(view, &areas.most));
    }
    let mut blocks = vec![view.map("map-title", Layers { marks, shapes, sectors, regions, ..Layers::default() })];
    if let Some(located) = &located {
        blocks.push(joint(view, case, located));
    }
    if let Some(placed) = placed {
        blocks.push(relied_on(view, placed, located.as_ref(), moved));
    }
    if let Some(origin) = &origin {
        blocks.push(back(view, verification, origin));
    }
    blocks
}

fn rings(parts: &[AreaPart]) -> Vec<Vec<(f64, f64)>> {
    let ring = |ring: &Vec<Coordinates>| ring.iter().map(|at| (at.lat(), at.lon())).collect();
    parts.iter().flat_map(|part| std::iter::once(&part.outline).chain(&part.holes)).map(ring).collect()
}

fn recorded(view: &View<'_>, parts: &[AreaPart]) -> Region {
    Region { rings: rings(parts), percent: 90, class: "recorded", label: view.say("map-region-recorded") }
}

/// Where the reports put it together, and what each origin gave.
fn joint(view: &View<'_>, case: &Case, located: &Located) -> Block {
    let (words, location) = (view.visit.words, &located.location);
    let mut sentence = sizes(view, "location-joint", location);
    if location.several {
        sentence.push(' ');
        sentence.push_str(&view.say("location-several"));
    }
    if located.reports.iter().any(|reports| reports.len() > 1) {
        sentence.push(' ');
        sentence.push_str(&view.say("location-sound"));
    }
    let mut rows = Vec::new();
    for (reports, share) in located.reports.iter().zip(&location.shares) {
        for (index, id) in reports.iter().enumerate() {
            let report = case.reports.iter().find(|report| report.id == *id);
            let source = report.map(|report| report.draft.source.to_string()).unwrap_or_default();
            let shared = |permille: u16| match index {
                0 => Cell::number(words.percent(u64::from(permille), 1000)),
                // Sensors that heard one sound are one reading: it has one share.
                _ => Cell::text(view.say("location-with-above")),
            };
            rows.push(vec![
                Cell::link(source, format!("/reports/{id}")),
                shared(share.narrowing_permille),
                shared(share.honest_permille),
            ]);
        }
    }
    let head = ["source", "location-share", "location-honest"].map(|key| view.say(key)).to_vec();
    Block::Fold(sentence, vec![Block::Intro(view.say("location-how")), Block::Table(head, rows, None)])
}

fn sizes(view: &View<'_>, key: &str, location: &location::Location) -> String {
    let words = view.visit.words;
    let area = |thousandths: u64| words.say_with("area-km2", &[("n", words.thousandths(thousandths).into())]);
    let (half, most) = (area(location.inner.area_km2_thousandths), area(location.outer.area_km2_thousandths));
    words.say_with(key, &[("half", half.into()), ("most", most.into())])
}

/// The place that somebody relied on: the same as now, or another.
fn relied_on(view: &View<'_>, placed: &Placed, located: Option<&Located>, moved: bool) -> Block {
    let words = view.visit.words;
    let person = super::findings::person(view, placed.by.account);
    let recorded = view.time(placed.at);
    let mut said = vec![words.say_with("location-recorded", &[("person", person.into()), ("time", recorded.into())])];
    let within = |metres: u32| words.distance(metres);
    match (&placed.place.areas, located) {
        (Some(kept), Some(now)) if moved => {
            let apart = location::metres_between(kept.centre, now.location.circle.centre).round() as u32;
            let now = within(now.location.circle.radius_m);
            said.push(words.say_with(
                "location-moved",
                &[("then", within(kept.radius_m).into()), ("now", now.into()), ("apart", within(apart).into())],
            ));
        }
        (Some(_), None) => said.push(view.say("location-gone")),
        _ => said.push(view.say("location-unmoved")),
    }
    Block::Notice(if moved { "warn" } else { "info" }, said)
}

/// Where craters say that the shots came from.
fn back(view: &View<'_>, verification: Option<&State>, origin: &Origin) -> Block {
    let words = view.visit.words;
    let mut rows = Vec::new();
    for (number, share) in origin.items.iter().zip(&origin.location.shares) {
        let items = verification.map(|state| state.evidence.as_slice()).unwrap_or_default();
        let item = items.iter().find(|item| item.number == *number);
        let Some(crater) = item.and_then(|item| item.evidence.crater) else { continue };
        rows.push(vec![
            Cell::number(view.number(*number)),
            direction(view, &crater),
            Cell::number(words.percent(u64::from(share.honest_permille), 1000)),
        ]);
    }
    let head = ["identifier", "evidence-crater-azimuth", "location-honest"].map(|key| view.say(key)).to_vec();
    let sentence = sizes(view, "location-back", &origin.location);
    Block::Fold(sentence, vec![Block::Intro(view.say("location-back-how")), Block::Table(head, rows, None)])
}

/// What a crater says, in words.
pub(super) fn direction(view: &View<'_>, crater: &mirqab_domain::verification::Crater) -> Cell {
    let words = view.visit.words;
    let range = crater.range.map(|range| words.distance_band(range));
    let around = std::iter::once(words.coordinates(crater.at)).chain(range);
    Cell::text(words.bearing(crater.azimuth)).noted(around.collect::<Vec<_>>().join(" · "))
}
