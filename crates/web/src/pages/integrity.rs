//! The log: how long it is, who signed it, and every entry of it.

use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::anchors::Anchoring;
use mirqab_app::sealing::prove;
use mirqab_app::witnesses::{Published, Standing};
use mirqab_app::{Action, App, AppError};
use mirqab_vocabulary::Instant;

const LIMIT: u32 = 25;
/// How many time stamps are shown.
const STAMPS: usize = 5;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/integrity", get(page)).route("/integrity/entries/{position}", get(entry))
}

async fn page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let back = offset(&form, LIMIT);
    let (size, checkpoint, entries, witnessed) = read(&visit, |reader| {
        let size = reader.log_size()?;
        let end = size.saturating_sub(u64::from(back));
        // One more than is shown: whether time went back is seen against the entry before.
        let from = end.saturating_sub(u64::from(LIMIT) + 1);
        let entries = reader.entries(from, u32::try_from(end - from).unwrap_or(LIMIT))?;
        let witnessed =
            (visit.app.published(reader)?, visit.app.standing(reader)?, visit.app.anchoring(reader, STAMPS)?);
        Ok((size, reader.checkpoint()?, entries, witnessed))
    })?;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let recorded = |envelope: &serde_json::Value| Instant::parse(&text(&envelope["recorded_at"])).ok();
    let envelopes: Vec<(u64, serde_json::Value)> = entries
        .iter()
        .map(|entry| (entry.position, serde_json::from_slice(&entry.bytes).unwrap_or_default()))
        .collect();
    let before = std::iter::once(None).chain(envelopes.iter().map(|(_, envelope)| recorded(envelope)));
    let shown: Vec<_> = envelopes.iter().zip(before).collect();
    let rows = shown.iter().rev().take(LIMIT as usize).map(|((position, envelope), before)| {
        let kind = text(&envelope["kind"]);
        let name = kind.trim_end_matches("/1").replace(['/', '_'], "-");
        let at = recorded(envelope);
        let time = Cell::text(at.map(|at| view.time(at)).unwrap_or_default());
        let went_back = at.zip(*before).is_some_and(|(at, before)| at < before);
        vec![
            Cell::link(view.number(*position), format!("/integrity/entries/{position}")),
            Cell::text(view.say(&format!("event-{name}"))),
            Cell::code(text(&envelope["subject"]["id"])),
            Cell::text(view.code("role", &text(&envelope["author"]["role"]))),
            if went_back { time.noted(view.say("clock-went-back")) } else { time },
        ]
    });
    let rows = rows.collect();
    let head = ["entry-position", "kind", "entry-subject", "entry-role", "entry-recorded-at"]
        .map(|key| view.say(key))
        .to_vec();
    let ask = Input::Line {
        name: "position",
        label: view.say("entry-position"),
        hint: String::new(),
        value: String::new(),
        kind: "number",
        required: true,
    };
    let mut blocks = vec![
        Block::Intro(view.say("integrity-intro")),
        Block::Strip(vec![
            (view.say("integrity-size"), vec![Cell::text(view.number(size))]),
            (view.say("integrity-origin"), vec![Cell::code(visit.app.settings.origin.clone())]),
            (
                view.say("integrity-key"),
                vec![Cell::code(visit.app.key.to_string()).noted(view.say("integrity-key-hint"))],
            ),
        ]),
        Block::Heading(view.say("integrity-yourself")),
        Block::Timeline(
            ["integrity-yourself-1", "integrity-yourself-2", "integrity-yourself-3"]
                .map(|key| ("done", String::new(), view.say(key), view.say(&format!("{key}-how"))))
                .to_vec(),
        ),
    ];
    let mut actions = vec![(view.say("integrity-to-findings"), "/findings".to_owned(), "primary")];
    if let Some(hash) = super::checker::hash() {
        actions.push((view.say("checker-download"), super::checker::PATH.to_owned(), ""));
        blocks.push(Block::Intro(view.say("checker-intro")));
        blocks.push(Block::Facts(vec![(view.say("checker-hash"), vec![Cell::code(hash.to_owned())])]));
    }
    blocks.extend([
        Block::Actions(actions),
        Block::Heading(view.say("checkpoint-latest")),
        Block::Intro(view.say("checkpoint-intro")),
        Block::Raw(checkpoint.unwrap_or_else(|| view.say("checkpoint-none"))),
    ]);
    blocks.extend(witnesses(&visit, &view, witnessed.0.as_ref(), &witnessed.1));
    blocks.extend(anchors(&view, &witnessed.2));
    blocks.extend([
        Block::Heading(view.say("proof-inclusion")),
        Block::Form {
            action: "/integrity/entries/0".to_owned(),
            method: "get",
            csrf: String::new(),
            inputs: vec![ask],
            button: view.say("button-open"),
            fold: String::new(),
            errors: Vec::new(),
            open: false,
        },
        Block::Heading(view.say("log-newest")),
        Block::Table(head, rows, None),
        pages(&visit, back, LIMIT, size),
    ]);
    show(&visit, "integrity", view.say("integrity-title"), blocks)
}

/// Who cosigns the log, who is missing and since when, and the newest checkpoint that enough of them cosigned.
fn witnesses(visit: &Visit, view: &View<'_>, published: Option<&Published>, standing: &[Standing]) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(view.say("witnesses-title")), Block::Intro(view.say("witnesses-intro"))];
    if standing.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("witnesses-none")]));
        return blocks;
    }
    let head = ["witness-name", "witness-entries", "witness-cosigned-at", "witness-missing", "witness-missing-since"];
    let rows = standing.iter().map(|one| {
        let time = |at: Option<Instant>| at.map(|at| view.time(at)).unwrap_or_default();
        vec![
            Cell::text(one.name.clone()),
            Cell::text(view.number(one.size)),
            Cell::text(time(one.cosigned_at)),
            Cell::text(view.number(one.missing)),
            Cell::text(time(one.missing_since)),
        ]
    });
    blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None));
    match published {
        Some(published) if visit.app.witnesses.asks_for_witnesses() => {
            blocks.push(Block::Heading(view.say("witnesses-published")));
            blocks.push(Block::Raw(published.note.clone()));
        }
        Some(_) => {}
        None => blocks.push(Block::Notice("warn", vec![view.say("witnesses-published-none")])),
    }
    blocks
}

/// Before which time the log existed by the word of others, and which questions wait for an answer.
fn anchors(view: &View<'_>, found: &Anchoring) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(view.say("anchors-title")), Block::Intro(view.say("anchors-intro"))];
    if found.newest.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("anchors-none")]));
    } else {
        let head = ["anchor-entries", "anchor-before", "anchor-by", "anchor-file"].map(|key| view.say(key)).to_vec();
        let rows = found.newest.iter().map(|one| {
            vec![
                Cell::text(view.number(one.size)),
                Cell::text(view.time(one.before)),
                Cell::text(one.by.clone()),
                Cell::link(one.file.clone(), format!("/log/{}", one.file)),
            ]
        });
        blocks.push(Block::Table(head, rows.collect(), None));
    }
    let mut facts = vec![(view.say("anchor-missing"), vec![Cell::text(view.number(found.missing))])];
    facts.extend(found.missing_since.map(|at| (view.say("anchor-missing-since"), vec![Cell::text(view.time(at))])));
    blocks.push(Block::Facts(facts));
    if !found.waiting.is_empty() {
        let head =
            ["anchor-asked", "anchor-entries", "anchor-waits-since", "anchor-tries"].map(|key| view.say(key)).to_vec();
        let rows = found.waiting.iter().map(|one| {
            let by_hand = one.authority.is_empty();
            vec![
                Cell::text(if by_hand { view.say("anchor-by-hand") } else { one.authority.clone() }),
                Cell::text(view.number(one.size)),
                Cell::text(view.time(one.since)),
                Cell::text(view.number(one.tries)),
            ]
        });
        blocks.push(Block::Heading(view.say("anchors-waiting")));
        blocks.push(Block::Intro(view.say("anchors-waiting-intro")));
        blocks.push(Block::Table(head, rows.collect(), None));
    }
    blocks
}

async fn entry(visit: Visit, Path(position): Path<u64>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    // The form on the page before sends the position as a field.
    let position = Form::of_query(&visit.query).some("position").and_then(|text| text.parse().ok()).unwrap_or(position);
    let (entry, proof, size, checkpoint) = read(&visit, |reader| {
        let size = reader.log_size()?;
        let entry = reader.entries(position, 1)?.into_iter().find(|entry| entry.position == position);
        let entry = entry.ok_or(AppError::NotFound)?;
        Ok((entry, prove(reader, position, size)?, size, reader.checkpoint()?.unwrap_or_default()))
    })?;
    let groups = entry.payloads.iter().map(|payload| Cell::text(view.code("group", payload.group.code())));
    let mut proved = vec![
        (view.say("integrity-size"), vec![Cell::text(view.number(size))]),
        (view.say("entry-hash"), vec![Cell::code(proof.leaf)]),
        (view.say("entry-groups"), groups.collect()),
    ];
    for (index, hash) in proof.path.into_iter().enumerate() {
        proved.push((view.number(index + 1), vec![Cell::code(hash)]));
    }
    let blocks = vec![
        Block::Heading(view.say("entry-raw")),
        Block::Raw(String::from_utf8_lossy(&entry.bytes).into_owned()),
        Block::Heading(view.say("proof-inclusion")),
        Block::Intro(view.say("proof-inclusion-hint")),
        Block::Facts(proved),
        Block::Heading(view.say("checkpoint-latest")),
        Block::Raw(checkpoint),
    ];
    let title = visit.words.say_with("entry-title", &[("position", position.into())]);
    show(&visit, "integrity", title, blocks)
}
