//! Items of evidence as a table: on the page of their case, and each on its own.

use crate::blocks::{Block, Cell};
use crate::view::View;
use mirqab_app::protection::Thing;
use mirqab_domain::report::Part;
use mirqab_domain::verification::{Item, State};
use mirqab_vocabulary::{BlobId, Code, IncidentId, Interval};

/// A link to an original, with the beginning of its hash as the record has it.
pub(super) fn original_link(view: &View<'_>, href: String, blob: &BlobId) -> Cell {
    let short: String = blob.as_str().chars().take(12).collect();
    Cell::link(view.say("evidence-file-save"), href).noted(format!("SHA-256 {short}…"))
}

/// The evidence of a case.
pub(super) fn evidence(view: &View<'_>, state: &State, incident: IncidentId, occurred: Option<Interval>) -> Block {
    if state.evidence.is_empty() {
        return Block::Notice("info", vec![view.say("evidence-none")]);
    }
    evidence_table(view, &state.evidence, incident, occurred)
}

/// Items of evidence about what happened then, one a row.
pub(super) fn evidence_table<'a>(
    view: &View<'_>,
    items: impl IntoIterator<Item = &'a Item>,
    incident: IncidentId,
    occurred: Option<Interval>,
) -> Block {
    let rows = items.into_iter().map(|item| {
        let (evidence, grade) = (&item.evidence, item.evidence.grade);
        let carries =
            if evidence.carries() { ("evidence-carries", "verified") } else { ("evidence-does-not-carry", "neutral") };
        vec![
            Cell::number(view.number(item.number)),
            Cell::text(view.code("evidence", evidence.kind.code())).noted(evidence.origin.to_string()),
            described(view, item, occurred),
            Cell::text(grade.reliability.code()).noted(view.visit.words.code("reliability", grade.reliability)),
            Cell::text(grade.credibility.code()).noted(view.visit.words.code("credibility", grade.credibility)),
            Cell::chip(view.say(carries.0), carries.1),
            original(view, item, incident),
            Cell::link(view.say("protection-short"), super::protection::home(Thing::Evidence(incident, item.number))),
        ]
    });
    let head = [
        "identifier",
        "evidence-kind",
        "evidence-description",
        "evidence-reliability",
        "evidence-credibility",
        "state",
        "evidence-file",
        "protection-title",
    ];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

/// A link to an item's original, or that it was erased.
fn original(view: &View<'_>, item: &Item, incident: IncidentId) -> Cell {
    match &item.evidence.blob {
        None => Cell::default(),
        Some(_) if item.protection.is_erased(Part::Files) => Cell::text(view.say("erased-here")),
        Some(blob) => original_link(view, format!("/verifications/{incident}/evidence/{}", item.number), blob),
    }
}

/// What an item shows; of a crater also the direction that it tells, and of control of ground whether it speaks of when it happened.
fn described(view: &View<'_>, item: &Item, occurred: Option<Interval>) -> Cell {
    let (evidence, mut around) = (&item.evidence, Vec::new());
    if let Some(crater) = &evidence.crater {
        let direction = super::places::direction(view, crater);
        around.push(direction.text);
        around.extend(direction.note);
    }
    if let Some(witness) = &evidence.witness {
        let contact = witness.contact.as_ref().map(|contact| format!(" · {contact}")).unwrap_or_default();
        let name = match &witness.sealed {
            Some(_) => view.say("identity-sealed"),
            None => format!("{}{contact}", witness.name),
        };
        let args = [("name", name.into())];
        around.push(view.visit.words.say_with("evidence-witness-is", &args));
    }
    if !evidence.proves.is_empty() {
        let proved: Vec<String> = evidence.proves.iter().map(|what| view.code("proves", what.code())).collect();
        let proved: Vec<&str> = proved.iter().map(String::as_str).collect();
        let args = [("what", view.visit.words.list(&proved).into())];
        around.push(view.visit.words.say_with("evidence-proved", &args));
    }
    if let Some(held) = &evidence.held {
        let party = held.by.as_ref().map_or_else(|| view.say("evidence-held-nobody"), |by| view.party(by));
        let during = view.interval(held.during);
        let args = [("party", party.as_str().into()), ("during", during.as_str().into())];
        around.push(view.visit.words.say_with("evidence-held", &args));
        let then = |at: Interval| held.during.from() <= at.to() && at.from() <= held.during.to();
        if occurred.is_some_and(|at| !then(at)) {
            around.push(view.say("evidence-held-not-then"));
        }
    }
    around.push(view.time(evidence.collected_at));
    let erased = item.protection.is_erased(Part::Words);
    let described = if erased { view.say("erased-here") } else { evidence.description.to_string() };
    Cell::text(described).noted(around.join(" · "))
}
