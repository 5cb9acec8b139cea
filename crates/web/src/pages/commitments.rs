//! The register of commitments.

use super::commitments_board::{overdue, rooms, stands};
use super::commitments_pauses::{place_fields, place_of};
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::{Form, saved};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::commitment::{Register, Sight, promise_for, promise_watched, register, subject};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{
    Blocker, Condition, Due, Event, Evidence, EvidenceKind, Extent, Kind, Milestone, Progress, Promise, Reached, Terms,
};
use mirqab_vocabulary::{
    AgreementId, Code, CommitmentId, Credibility, Grade, Instant, Line, PartyCode, Reliability, Role,
};

pub(super) use crate::inputs::select;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/commitments", get(list))
        .route("/commitments/new", get(new).post(register_new))
        .route("/commitments/{id}", get(one))
        .route("/commitments/{id}/{act}", post(act))
        .route("/commitments/{id}/evidence/{number}", get(original))
}

pub(super) fn owners(view: &View<'_>, promise: &Promise) -> String {
    if promise.terms.owners.is_empty() {
        return view.say("commitment-owner-mission");
    }
    view.party_list(&promise.terms.owners)
}

/// When something is due, or what it waits for.
pub(super) fn due(view: &View<'_>, all: &Register, promise: &Promise, milestone: Option<&Line>) -> Cell {
    match promise.due(milestone, &|id| all.promise(id)) {
        Due::Open => Cell::text(view.say("commitment-no-due")),
        Due::At(at) => Cell::text(view.time(at)),
        Due::Waiting(conditions) => {
            let each: Vec<String> = conditions.iter().map(|one| condition(view, all, one)).collect();
            Cell::text(view.say("commitment-waits")).noted(each.join(" · "))
        }
    }
}

/// A condition in a sentence.
fn condition(view: &View<'_>, all: &Register, condition: &Condition) -> String {
    let other = all.promise(condition.commitment);
    let title = other.map_or_else(|| condition.commitment.to_string(), |other| view.own(&other.terms.title).to_owned());
    let step = condition.milestone.as_ref().and_then(|key| {
        let step = other?.plan.milestones.iter().find(|step| step.key == *key)?;
        Some(view.own(&step.title).to_owned())
    });
    let what = step.map_or_else(|| title.clone(), |step| format!("{title}: {step}"));
    let reached = view.code("reached", condition.reached.code());
    let words = view.visit.words;
    let args = [("what", what.as_str().into()), ("reached", reached.as_str().into())];
    match condition.within_hours {
        None => words.say_with("commitment-after", &args),
        Some(hours) => {
            let hours = words.count("hours", u64::from(hours));
            words.say_with(
                "commitment-after-within",
                &[args[0].clone(), args[1].clone(), ("hours", hours.as_str().into())],
            )
        }
    }
}

/// Who stands in the way.
pub(super) fn blocker(view: &View<'_>, blocker: &Blocker) -> String {
    match blocker {
        Blocker::Parties { parties } => {
            let parties = view.party_list(parties);
            view.visit.words.say_with("commitment-blocked-by", &[("parties", parties.as_str().into())])
        }
        Blocker::NonSignatory {} => view.say("blocker-non-signatory"),
        Blocker::Circumstances {} => view.say("blocker-circumstances"),
    }
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let all = read(&visit, |reader| Ok(register(reader)?))?;
    let rows = all.promises.iter().map(|promise| {
        vec![
            Cell::link(view.own(&promise.terms.title), format!("/commitments/{}", promise.id))
                .noted(promise.terms.kind.map_or_else(String::new, |kind| view.code("commitment-kind", kind.code()))),
            Cell::text(owners(&view, promise)),
            due(&view, &all, promise, None),
            stands(&view, &all, promise, None),
        ]
    });
    let head = ["title", "commitment-owners", "commitment-due", "commitment-stands"].map(|key| view.say(key)).to_vec();
    let mut blocks = vec![Block::Intro(view.say("commitments-intro")), rooms(&view, "")];
    if visit.actor.may(Action::KeepCommitments) {
        blocks.push(Block::Actions(vec![(view.say("commitment-new"), "/commitments/new".to_owned(), "primary")]));
    }
    let rows: Vec<_> = rows.collect();
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("nothing-here")])
    } else {
        Block::Table(head, rows, None)
    });
    show(&visit, "commitments", view.say("commitments-title"), blocks)
}

fn found(visit: &Visit, id: &str) -> Result<(Register, Promise), Failed> {
    let all = read(visit, |reader| Ok(register(reader)?))?;
    let found = all.promises.iter().find(|promise| promise.id.as_str() == id.to_uppercase()).cloned();
    let promise = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    Ok((all, promise))
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit, &found(&visit, &id)?)?;
    show(&visit, "commitments", title, blocks)
}

async fn original(visit: Visit, Path((id, number)): Path<(String, u32)>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let id = CommitmentId::parse(&id.to_uppercase()).map_err(|_| visit.failed(AppError::NotFound))?;
    let (name, bytes) = read(&visit, |reader| mirqab_app::commitment::original(reader, &visit.actor, id, number))?;
    Ok(saved(&name, bytes))
}

fn page(visit: &Visit, (all, promise): &(Register, Promise)) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let promise = &promise_for(&visit.actor, promise.clone());
    let agreement = agreement(&view, promise.terms.agreement);
    let kind =
        promise.terms.kind.map_or_else(|| view.say("not-known"), |kind| view.code("commitment-kind", kind.code()));
    let mut blocks = vec![Block::Strip(vec![
        (view.say("commitment-stands"), vec![stands(&view, all, promise, None)]),
        (view.say("commitment-owners"), vec![Cell::text(owners(&view, promise))]),
        (view.say("commitment-due"), vec![due(&view, all, promise, None)]),
        (view.say("commitment-agreed-at"), vec![Cell::text(view.time(promise.terms.agreed_at))]),
        (view.say("kind"), vec![Cell::text(kind)]),
        (view.say("commitment-agreement"), vec![agreement]),
    ])];
    if let Some(place) = &promise.terms.place {
        blocks.extend(where_kept(&view, promise, place)?);
    }
    if let Some(told) = overdue(&view, all, promise, None) {
        blocks.push(Block::Notice("warn", vec![told]));
    }
    if promise.stands(None) == Progress::Done {
        blocks.push(Block::Notice("info", vec![view.say("commitment-done-not-verified")]));
    }
    if !promise.plan.milestones.is_empty() || !promise.plan.after.is_empty() {
        blocks.push(Block::Heading(view.say("commitment-plan")));
        let conditions = promise.plan.after.iter().map(|one| condition(&view, all, one)).collect::<Vec<_>>();
        if !conditions.is_empty() {
            blocks.push(Block::Notice("info", conditions));
        }
        let rows = promise.plan.milestones.iter().map(|step| {
            vec![
                Cell::text(view.own(&step.title)),
                due(&view, all, promise, Some(&step.key)),
                stands(&view, all, promise, Some(&step.key)),
            ]
        });
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            let head = ["commitment-milestone", "commitment-due", "commitment-stands"].map(|key| view.say(key));
            blocks.push(Block::Table(head.to_vec(), rows, None));
        }
    }
    let steps: Vec<_> = promise
        .progress
        .iter()
        .map(|step| {
            let class = if step.counts() == Progress::Verified { "signed" } else { "done" };
            let of = step.milestone.as_ref().map(|key| format!(" · {}", milestone_title(&view, promise, key)));
            let by = step.blocker.as_ref().map(|by| format!(" · {}", blocker(&view, by)));
            let unbacked =
                (step.counts() != step.progress).then(|| format!(" · {}", view.say("commitment-no-evidence")));
            let what = view.code("progress", step.progress.code());
            let what = [Some(what), of, by, unbacked].into_iter().flatten().collect::<String>();
            (class, view.time(step.at), what, view.own(&step.note).to_owned())
        })
        .collect();
    blocks.push(Block::Heading(view.say("commitment-progress")));
    blocks.push(if steps.is_empty() {
        Block::Notice("info", vec![view.say("nothing-here")])
    } else {
        Block::Timeline(steps)
    });
    blocks.extend(super::commitments_pauses::serving(&view, all, promise.id));
    blocks.push(Block::Heading(view.say("evidence-title")));
    blocks.push(Block::Intro(view.say("commitment-evidence-rule")));
    blocks.push(evidence(&view, promise));
    blocks.extend(forms(&view, all, promise));
    Ok((view.own(&promise.terms.title).to_owned(), blocks))
}

/// Where it is to be kept, and for those who read cases how much of that place anybody watched meanwhile.
fn where_kept(view: &View<'_>, promise: &Promise, place: &Extent) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    let mut facts = vec![(view.say("place"), vec![super::commitments_pauses::place(view, place, Sight::Whole)])];
    if visit.actor.may(Action::SeeWork)
        && let Some((during, watched)) =
            read(visit, |reader| Ok(promise_watched(reader, view.zone(), promise, view.now())?))?
    {
        let (told, caveat) = super::commitments_pauses::watched_of(view, during, watched);
        facts.push((view.say("commitment-watched"), vec![Cell::text(told).noted(caveat)]));
    }
    let mut layers = Layers::default();
    super::commitments_pauses::drawn(view, place, Sight::Whole, view.own(&promise.terms.title), &mut layers);
    let mut blocks = vec![Block::Facts(facts)];
    if !place.points.is_empty() {
        blocks.push(view.map("map-title", layers));
    }
    Ok(blocks)
}

/// An agreement by its name.
pub(super) fn agreement(view: &View<'_>, id: AgreementId) -> Cell {
    view.agreements.iter().find(|known| known.id == id).map_or_else(
        || Cell::code(id.to_string()),
        |known| Cell::link(view.own(&known.agreement.title), format!("/agreements/{id}")),
    )
}

fn milestone_title(view: &View<'_>, promise: &Promise, key: &Line) -> String {
    let step = promise.plan.milestones.iter().find(|step| step.key == *key);
    step.map_or_else(|| key.to_string(), |step| view.own(&step.title).to_owned())
}

fn evidence(view: &View<'_>, promise: &Promise) -> Block {
    if !view.visit.actor.may(Action::SeeWork) {
        return Block::Notice("info", vec![view.say("commitment-evidence-withheld")]);
    }
    if promise.evidence.is_empty() {
        return Block::Notice("info", vec![view.say("evidence-none")]);
    }
    let rows = promise.evidence.iter().map(|item| {
        let evidence = &item.evidence;
        let (key, class) =
            if evidence.carries() { ("evidence-carries", "verified") } else { ("evidence-does-not-carry", "neutral") };
        let of = evidence
            .milestone
            .as_ref()
            .map_or_else(|| view.say("commitment-whole"), |key| milestone_title(view, promise, key));
        let from = evidence.from.as_ref().map(|party| format!(" · {}", view.party(party))).unwrap_or_default();
        vec![
            Cell::text(view.code("evidence", evidence.kind.code())).noted(format!("{}{from}", evidence.origin)),
            Cell::text(evidence.description.to_string()).noted(format!("{} · {of}", view.time(evidence.collected_at))),
            Cell::text(view.visit.words.code("reliability", evidence.grade.reliability)),
            Cell::text(view.visit.words.code("credibility", evidence.grade.credibility)),
            Cell::chip(view.say(key), class),
            evidence.blob.as_ref().map_or_else(Cell::default, |blob| {
                let href = format!("/commitments/{}/evidence/{}", promise.id, item.number);
                super::evidence_table::original_link(view, href, blob)
            }),
        ]
    });
    let head = [
        "evidence-kind",
        "evidence-description",
        "evidence-reliability",
        "evidence-credibility",
        "state",
        "evidence-file",
    ];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

/// The milestones as choices, after the whole.
fn targets(view: &View<'_>, promise: &Promise) -> Vec<(String, String)> {
    let steps = promise.plan.milestones.iter().map(|step| (step.key.to_string(), view.own(&step.title).to_owned()));
    std::iter::once((String::new(), view.say("commitment-whole"))).chain(steps).collect()
}

pub(super) fn coded<C: Code>(view: &View<'_>, prefix: &str) -> Vec<(String, String)> {
    C::ALL.iter().map(|one| (one.code().to_owned(), view.code(prefix, one.code()))).collect()
}

/// So many stand on one page of a list of this room.
const LIMIT: u32 = 50;

/// The part of a list that the address asks for, and what leads to the rest if there is more.
pub(super) fn slice<T>(visit: &Visit, all: Vec<T>) -> (Vec<T>, Option<Block>) {
    let (back, total) = (offset(&Form::of_query(&visit.query), LIMIT), all.len() as u64);
    let here = all.into_iter().skip(back as usize).take(LIMIT as usize).collect();
    (here, (total > u64::from(LIMIT)).then(|| pages(visit, back, LIMIT, total)))
}

/// A form that is folded away under its own name.
pub(super) fn folded(view: &View<'_>, action: String, fold: &str, inputs: Vec<Input>) -> Block {
    Block::Form {
        action,
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(fold),
        errors: Vec::new(),
        open: false,
    }
}

fn forms(view: &View<'_>, all: &Register, promise: &Promise) -> Vec<Block> {
    let (visit, mut blocks) = (view.visit, Vec::new());
    let at = |act: &str| format!("/commitments/{}/{act}", promise.id);
    if visit.actor.may(Action::KeepCommitments) {
        // What the rules refuse to this role is not offered to it.
        let states =
            Progress::ALL.iter().filter(|one| **one != Progress::Verified || visit.actor.role == Role::Verifier);
        let options = states.map(|state| (state.code().to_owned(), view.code("progress", state.code())));
        let mut inputs = vec![
            select(view, "progress", "commitment-stands", options.collect()),
            select(view, "milestone", "commitment-milestone", targets(view, promise)),
            field(view, "at", "commitment-progress-at", "datetime-local", &view.field_time(view.now()), true),
            text(view, "note_ar", "commitment-shown-ar", "commitment-shown-hint"),
            text(view, "note_en", "commitment-shown-en", ""),
            Input::Group(view.say("commitment-blocker")),
        ];
        inputs.extend(ticks(view, "blocked_by"));
        for (value, key) in [("non_signatory", "blocker-non-signatory"), ("circumstances", "blocker-circumstances")] {
            inputs.push(Input::Tick { name: "blocked_by", value: value.into(), label: view.say(key), ticked: false });
        }
        blocks.push(folded(view, at("progress"), "commitment-record-progress", inputs));
    }
    if visit.actor.may(Action::AddEvidence) {
        let kinds = EvidenceKind::ALL.iter().map(|kind| (kind.code().to_owned(), view.code("evidence", kind.code())));
        let graded = |prefix: &str, codes: Vec<&str>| {
            codes.into_iter().map(|code| (code.to_owned(), format!("{code} – {}", view.code(prefix, code)))).collect()
        };
        let inputs = vec![
            select(view, "kind", "evidence-kind", kinds.collect()),
            select(view, "milestone", "commitment-milestone", targets(view, promise)),
            field(view, "origin", "evidence-origin", "text", "", true),
            select(view, "from", "commitment-evidence-from", view.party_options("none")),
            text(view, "description", "evidence-description", "evidence-description-hint"),
            field(view, "collected_at", "evidence-collected-at", "datetime-local", &view.field_time(view.now()), true),
            select(
                view,
                "reliability",
                "evidence-reliability",
                graded("reliability", Reliability::ALL.iter().map(|one| one.code()).collect()),
            ),
            select(
                view,
                "credibility",
                "evidence-credibility",
                graded("credibility", Credibility::ALL.iter().map(|one| one.code()).collect()),
            ),
            Input::Files { name: "file", label: view.say("evidence-file") },
        ];
        blocks.push(folded(view, at("evidence"), "evidence-add", inputs));
    }
    if visit.actor.may(Action::KeepCommitments) {
        let inputs = vec![
            field(view, "title_ar", "title-ar", "text", "", true),
            field(view, "title_en", "title-en", "text", "", true),
            field(view, "due", "commitment-due", "datetime-local", "", false),
        ];
        blocks.push(folded(view, at("milestone"), "commitment-milestone-new", inputs));
        let mut others = Vec::new();
        for other in &all.promises {
            let title = view.own(&other.terms.title);
            if other.id != promise.id {
                others.push((other.id.to_string(), title.to_owned()));
            }
            let steps = other.plan.milestones.iter();
            others.extend(
                steps.map(|step| (format!("{} {}", other.id, step.key), format!("{title}: {}", view.own(&step.title)))),
            );
        }
        let inputs = vec![
            select(view, "milestone", "commitment-what-waits", targets(view, promise)),
            select(view, "other", "commitment-waits-for", others),
            select(view, "reached", "commitment-reached", coded::<Reached>(view, "reached")),
            field(view, "hours", "commitment-within-hours", "number", "", false),
        ];
        blocks.push(folded(view, at("condition"), "commitment-condition-new", inputs));
        let steps: Vec<_> = targets(view, promise).into_iter().skip(1).collect();
        if !steps.is_empty() {
            let inputs = vec![select(view, "milestone", "commitment-milestone", steps)];
            blocks.push(folded(view, at("milestone-remove"), "commitment-milestone-remove", inputs));
        }
        let conditions: Vec<_> = conditions_of(promise)
            .enumerate()
            .map(|(number, (step, one))| {
                let waits = step.map_or_else(|| view.say("commitment-whole"), |step| view.own(&step.title).to_owned());
                (number.to_string(), format!("{waits}: {}", condition(view, all, one)))
            })
            .collect();
        if !conditions.is_empty() {
            let inputs = vec![select(view, "condition", "commitment-condition", conditions)];
            blocks.push(folded(view, at("condition-remove"), "commitment-condition-remove", inputs));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Acts(view.say("verification-act")));
    }
    blocks
}

/// The parties, to be ticked.
pub(super) fn ticks(view: &View<'_>, name: &'static str) -> Vec<Input> {
    let tick = |party: &mirqab_domain::agreement::Party| Input::Tick {
        name,
        value: party.code.to_string(),
        label: view.own(&party.name).to_owned(),
        ticked: false,
    };
    view.parties().iter().map(tick).collect()
}

/// The ticked parties, in the agreements' order, whatever the order in which they are ticked.
pub(super) fn ticked(view: &View<'_>, form: &Form, name: &str) -> Vec<PartyCode> {
    let ticked = form.all(name);
    view.parties().iter().map(|party| party.code.clone()).filter(|code| ticked.contains(&code.to_string())).collect()
}

/// A line of a form.
pub(super) fn field(
    view: &View<'_>,
    name: &'static str,
    label: &str,
    kind: &'static str,
    value: &str,
    required: bool,
) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: value.to_owned(), kind, required }
}

/// A text of a form; without a hint if its key is empty.
pub(super) fn text(view: &View<'_>, name: &'static str, label: &str, hint: &str) -> Input {
    let hint = if hint.is_empty() { String::new() } else { view.say(hint) };
    Input::Area { name, label: view.say(label), hint, value: String::new(), required: true }
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::KeepCommitments)?;
    let (title, blocks) = new_page(&visit)?;
    show(&visit, "commitments", title, blocks)
}

/// The agreements as choices.
pub(super) fn agreements(view: &View<'_>) -> Input {
    let options =
        view.agreements.iter().map(|state| (state.id.to_string(), view.own(&state.agreement.title).to_owned()));
    select(view, "agreement", "commitment-agreement", options.collect())
}

fn new_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let mut inputs = vec![
        agreements(&view),
        select(&view, "kind", "kind", coded::<Kind>(&view, "commitment-kind")),
        field(&view, "agreed_at", "commitment-agreed-at", "datetime-local", &view.field_time(view.now()), true),
        field(&view, "title_ar", "title-ar", "text", "", true),
        field(&view, "title_en", "title-en", "text", "", true),
        field(&view, "due", "commitment-due", "datetime-local", "", false),
        Input::Group(view.say("commitment-owners")),
    ];
    inputs.extend(ticks(&view, "owner"));
    inputs.push(Input::Group(view.say("commitment-place")));
    inputs.extend(place_fields(&view, false, "commitment-points-hint"));
    let form = Block::Form {
        action: "/commitments/new".into(),
        method: "post",
        csrf: visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    Ok((view.say("commitment-new"), vec![Block::Intro(view.say("commitment-new-note")), form]))
}

async fn register_new(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepCommitments)?;
    match registered(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/commitments/{id}")).into_response()),
        Err(not) => again(&visit, "commitments", new_page(&visit)?, &form, not),
    }
}

fn registered(visit: &Visit, form: &Form) -> Result<CommitmentId, Not> {
    let mut reading = Reading::of(visit, form);
    let (agreement, title) = (reading.id::<AgreementId>("agreement"), reading.both("title"));
    let (agreed_at, due) = (reading.moment("agreed_at"), reading.optional_moment("due"));
    let kind = reading.code::<Kind>("kind");
    let owners = ticked(&View::of(visit)?, form, "owner");
    let named = ["place_ar", "place_en", "points"].iter().any(|name| form.has_some(name));
    let mut place = named.then(|| place_of(form, &mut reading)).flatten();
    if let Some(extent) = place.as_mut().filter(|extent| extent.points.is_empty())
        && let Some((at, radius_m)) =
            [&extent.name.ar, &extent.name.en].iter().find_map(|name| visit.app.place(name.as_str()))
    {
        (extent.points, extent.within_m) = (vec![at], extent.within_m.max(radius_m));
    }
    let made = || {
        let (agreement, title, agreed_at, kind) = (agreement?, title?, agreed_at?, Some(kind?));
        Some(Terms { agreement, title, owners, agreed_at, due, kind, place })
    };
    let made = made();
    let terms = reading.end(made)?;
    begin(visit, Event::Registered { terms })
}

/// Records the first fact of a new subject.
pub(super) fn begin(visit: &Visit, event: Event) -> Result<CommitmentId, Not> {
    let (ms, random) = super::fresh(visit);
    let id = CommitmentId::from_parts(ms, random);
    super::record(visit, &subject(id), event.into())?;
    Ok(id)
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(if act == "evidence" { Action::AddEvidence } else { Action::KeepCommitments })?;
    let state = found(&visit, &id)?;
    match done(&visit, &state, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/commitments/{}", state.1.id)).into_response()),
        Err(not) => again(&visit, "commitments", page(&visit, &state)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, (all, promise): &(Register, Promise), act: &str, form: &Form) -> Result<(), Not> {
    let reading = Reading::of(visit, form);
    let event = match act {
        "progress" => progressed(visit, form, reading)?,
        "evidence" => {
            let evidence = evidence_of(form, reading)?;
            let uploads = form.uploads(visit)?;
            let added = tokio::task::block_in_place(|| {
                visit.app.add_commitment_evidence(&visit.actor, promise.id, &evidence, uploads.first())
            });
            return added.map(|_| ()).map_err(|error| visit.failed(error).into());
        }
        "milestone" => milestone_added(promise, reading)?,
        "condition" => condition_added(promise, form, reading)?,
        "milestone-remove" => milestone_removed(&View::of(visit)?, all, promise, reading)?,
        "condition-remove" => condition_removed(promise, reading)?,
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(promise.id), event.into())?)
}

fn milestone_of(reading: &mut Reading<'_>, form: &Form) -> Option<Line> {
    form.has_some("milestone").then(|| reading.line("milestone")).flatten()
}

fn progressed(visit: &Visit, form: &Form, mut reading: Reading<'_>) -> Result<Event, Not> {
    let progress = reading.code::<Progress>("progress");
    let milestone = milestone_of(&mut reading, form);
    let made = progress.zip(reading.moment("at")).zip(reading.both("note"));
    let ((progress, at), note) = reading.end(made)?;
    let parties = ticked(&View::of(visit)?, form, "blocked_by");
    let others = form.all("blocked_by");
    let has = |code: &str| others.iter().any(|value| value == code);
    let blocker = match () {
        () if !parties.is_empty() => Some(Blocker::Parties { parties }),
        () if has("non_signatory") => Some(Blocker::NonSignatory {}),
        () if has("circumstances") => Some(Blocker::Circumstances {}),
        () => None,
    };
    Ok(Event::Progressed { progress, at, note, milestone, blocker })
}

fn evidence_of(form: &Form, mut reading: Reading<'_>) -> Result<Evidence, Not> {
    let kind = reading.choice("kind", EvidenceKind::from_code);
    let milestone = milestone_of(&mut reading, form);
    let (origin, description) = (reading.line("origin"), reading.passage("description"));
    let (from, collected_at) = (reading.optional_party("from"), reading.moment("collected_at"));
    let grade = reading.code::<Reliability>("reliability").zip(reading.code::<Credibility>("credibility"));
    let made = || {
        let (reliability, credibility) = grade?;
        Some(Evidence {
            milestone,
            kind: kind?,
            origin: origin?,
            from,
            description: description?,
            collected_at: collected_at?,
            grade: Grade { reliability, credibility },
            blob: None,
        })
    };
    let made = made();
    reading.end(made)
}

/// The plan with one more milestone. Its key is a number that none has yet.
fn milestone_added(promise: &Promise, mut reading: Reading<'_>) -> Result<Event, Not> {
    let (title, due) = (reading.both("title"), reading.optional_moment("due"));
    let taken = |key: &Line| promise.plan.milestones.iter().any(|step| step.key == *key);
    let key = (1..).filter_map(|number: u32| Line::parse(&number.to_string()).ok()).find(|key| !taken(key));
    let made = title.zip(key).map(|(title, key)| Milestone { key, title, due, after: Vec::new() });
    let mut plan = promise.plan.clone();
    plan.milestones.push(reading.end(made)?);
    Ok(Event::Planned { plan })
}

/// The plan with one more condition.
fn condition_added(promise: &Promise, form: &Form, mut reading: Reading<'_>) -> Result<Event, Not> {
    let waits = milestone_of(&mut reading, form);
    let other = reading.choice("other", |text| {
        let (id, step) = text.split_once(' ').map_or((text, None), |(id, step)| (id, Some(step)));
        Some((CommitmentId::parse(id).ok()?, step.map(Line::parse).transpose().ok()?))
    });
    let reached = reading.code::<Reached>("reached");
    let hours = form.has_some("hours").then(|| reading.number("hours", 1..=87_600)).flatten();
    let made = other.zip(reached).map(|((commitment, milestone), reached)| Condition {
        commitment,
        milestone,
        reached,
        within_hours: hours.and_then(|hours| u32::try_from(hours).ok()),
    });
    let condition = reading.end(made)?;
    let mut plan = promise.plan.clone();
    let step = plan.milestones.iter_mut().find(|step| Some(&step.key) == waits.as_ref());
    step.map_or(&mut plan.after, |step| &mut step.after).push(condition);
    Ok(Event::Planned { plan })
}

/// Every condition of a plan with the step that waits for it, or nothing for the whole: first the whole's, then step by step.
fn conditions_of(promise: &Promise) -> impl Iterator<Item = (Option<&Milestone>, &Condition)> {
    let whole = promise.plan.after.iter().map(|one| (None, one));
    whole.chain(promise.plan.milestones.iter().flat_map(|step| step.after.iter().map(move |one| (Some(step), one))))
}

/// The plan with one milestone less. What still waits for it would wait for ever, and is named; what was recorded of it stays.
fn milestone_removed(
    view: &View<'_>,
    all: &Register,
    promise: &Promise,
    mut reading: Reading<'_>,
) -> Result<Event, Not> {
    let of = |key: &Line| promise.plan.milestones.iter().position(|step| step.key == *key);
    let at = reading.choice("milestone", |text| of(&Line::parse(text).ok()?));
    let mut plan = promise.plan.clone();
    let removed = at.map(|at| plan.milestones.remove(at));
    if let Some(removed) = &removed {
        // Its own conditions go with it.
        let waits = |other: &&Promise| {
            conditions_of(other).any(|(step, one)| {
                let own = other.id == promise.id && step.is_some_and(|step| step.key == removed.key);
                !own && one.commitment == promise.id && one.milestone.as_ref() == Some(&removed.key)
            })
        };
        let waiting: Vec<&str> = all.promises.iter().filter(waits).map(|other| view.own(&other.terms.title)).collect();
        if !waiting.is_empty() {
            let named = view.visit.words.list(&waiting);
            reading.wrong("milestone", "milestone-awaited", &[("which", named.as_str().into())]);
        }
    }
    reading.end(removed)?;
    Ok(Event::Planned { plan })
}

/// The plan with one condition less.
fn condition_removed(promise: &Promise, mut reading: Reading<'_>) -> Result<Event, Not> {
    let count = conditions_of(promise).count();
    let number = reading.choice("condition", |text| text.parse::<usize>().ok().filter(|number| *number < count));
    let mut left = reading.end(number)?;
    let mut plan = promise.plan.clone();
    for list in std::iter::once(&mut plan.after).chain(plan.milestones.iter_mut().map(|step| &mut step.after)) {
        if left < list.len() {
            list.remove(left);
            break;
        }
        left -= list.len();
    }
    Ok(Event::Planned { plan })
}

/// The moments that matter of a commitment: agreed, due, when it was done or verified.
pub(super) fn moments(all: &Register, promise: &Promise) -> (Instant, Option<Instant>, Option<(Instant, Progress)>) {
    let due = match promise.due(None, &|id| all.promise(id)) {
        Due::At(at) => Some(at),
        Due::Open | Due::Waiting(_) => None,
    };
    let verified = promise.done_since(None, Reached::Verified).map(|at| (at, Progress::Verified));
    let done = promise.done_since(None, Reached::Done).map(|at| (at, Progress::Done));
    (promise.terms.agreed_at, due, verified.or(done))
}
