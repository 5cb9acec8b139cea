//! What followed published findings, as a table: notices, replies in the parties' words, measures that were decided, closings.
//!
//! What everybody sees beside a finding and nothing else: a measure that is not decided is not here, and a private note has no words.

use super::table;
use crate::rows::IncidentRow;
use crate::{Actor, Reader, response};
use mirqab_domain::response::{State, Step};
use mirqab_domain::{Room, Subject, finding, procedure};
use mirqab_vocabulary::{Code, FindingId};
use serde_json::{Map, Value, json};

/// The columns, in order.
pub const COLUMNS: &[&str] = &[
    "finding",
    "incident",
    "followed",
    "party",
    "followed_kind",
    "followed_at",
    "followed_due",
    "followed_state",
    "followed_language",
    "followed_text",
    "followed_text_ar",
    "followed_text_en",
    "log_position",
];

/// One row, without the identifiers before it and the position behind it.
#[derive(Default)]
struct Row {
    followed: &'static str,
    party: Value,
    kind: Value,
    at: Value,
    due: Value,
    state: Value,
    language: Value,
    text: Value,
    text_ar: Value,
    text_en: Value,
}

/// The values of all rows, in the order of `COLUMNS`: finding by finding as the incidents come.
pub fn rows(reader: &dyn Reader, incidents: &[IncidentRow], log_position: u64) -> anyhow::Result<Vec<Vec<Value>>> {
    let mut all = Vec::new();
    for incident in incidents {
        let Some(id) = incident.finding else { continue };
        for row in of_finding(reader, id)? {
            all.push(vec![
                json!(id),
                json!(incident.id),
                json!(row.followed),
                row.party,
                row.kind,
                row.at,
                row.due,
                row.state,
                row.language,
                row.text,
                row.text_ar,
                row.text_en,
                json!(log_position),
            ]);
        }
    }
    Ok(all)
}

/// As CSV.
pub fn csv(rows: Vec<Vec<Value>>) -> anyhow::Result<Vec<u8>> {
    table(COLUMNS, rows.into_iter())
}

/// For each incident what followed its finding, as objects by column: for its place on the map.
pub(super) fn by_incident(rows: &[Vec<Value>], incidents: &[IncidentRow]) -> Vec<Value> {
    let own = |incident: &IncidentRow| {
        let id = json!(incident.id);
        let rows = rows.iter().filter(|row| row.get(1) == Some(&id));
        // What the feature says of itself is not said again.
        let named = |row: &Vec<Value>| {
            let pairs =
                COLUMNS.iter().zip(row).filter(|(name, _)| !["finding", "incident", "log_position"].contains(name));
            Value::Object(pairs.map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Map<_, _>>())
        };
        rows.map(named).collect()
    };
    incidents.iter().map(own).collect()
}

fn of_finding(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Vec<Row>> {
    let found = procedure::as_finding(reader.state(&Subject { room: Room::Finding, id: id.to_string() })?);
    let Some((found, version)) = found.and_then(|found| {
        let number = found.published()?.number;
        Some((found, number))
    }) else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    if let Some(state) = response::of(reader, id)? {
        rows.extend(notices_and_replies(&state, version));
        for shown in response::measures(reader, &Actor::public(), &state)? {
            rows.extend(measure(&shown.record));
        }
    }
    rows.extend(found.turns.iter().map(turn));
    Ok(rows)
}

fn notices_and_replies(state: &State, version: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    let replies = || state.replies.iter().filter(|reply| reply.version == version);
    for notice in state.notices.iter().filter(|notice| notice.version == version) {
        let answered = replies().any(|reply| reply.party == notice.party);
        rows.push(Row {
            followed: "notice",
            party: json!(notice.party),
            at: json!(notice.at),
            due: json!(notice.reply_due),
            state: json!(if answered { "answered" } else { "not_answered" }),
            ..Row::default()
        });
    }
    rows.extend(replies().map(|reply| Row {
        followed: "reply",
        party: json!(reply.party),
        kind: json!(reply.kind.code()),
        at: json!(reply.at),
        due: json!(reply.details.promised_for),
        state: json!(if reply.late { "late" } else { "in_time" }),
        language: json!(reply.language.code()),
        text: json!(reply.text),
        ..Row::default()
    }));
    rows
}

/// A measure that was decided.
fn measure(record: &mirqab_domain::response::MeasureRecord) -> Option<Row> {
    let (_, at, imposed, _) = record.decided.as_ref()?;
    let state = match (imposed, &record.ended) {
        (false, _) => "not_imposed",
        (true, None) => "imposed",
        (true, Some((_, _, end, _))) => end.code(),
    };
    // The words of a private note are for the party alone.
    let text = (record.measure.step != Step::PrivateNotice).then_some(&record.measure.text);
    Some(Row {
        followed: "measure",
        party: json!(record.measure.party),
        kind: json!(record.measure.step.code()),
        at: json!(at),
        state: json!(state),
        text_ar: json!(text.map(|text| &text.ar)),
        text_en: json!(text.map(|text| &text.en)),
        ..Row::default()
    })
}

/// A closing, or a taking up again.
fn turn(turn: &finding::Turn) -> Row {
    match &turn.course {
        finding::Course::Closed(closure) => Row {
            followed: "closing",
            kind: json!(closure.ground.code()),
            at: json!(turn.at),
            text: json!(closure.reason),
            ..Row::default()
        },
        finding::Course::Reopened(again) => Row {
            followed: "reopening",
            party: json!(again.party),
            kind: json!(again.ground.code()),
            at: json!(turn.at),
            due: json!(again.due),
            text: json!(again.reason),
            ..Row::default()
        },
    }
}
