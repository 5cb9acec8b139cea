//! The verification desk, and one case.

use super::desk;
use super::evidence_table::evidence;
use super::incidents::{case, id, walk};
use super::reports::choices;
use crate::blocks::{Block, Cell, Input, pages, show};
use crate::form::{Form, saved};
use crate::inputs::{area, line, select};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, offset, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::agreement::articles_met;
use mirqab_app::report::Upload;
use mirqab_app::rows::{IncidentFilter, IncidentRow, Order, Page};
use mirqab_app::verification::subject;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::finding::{Aim, Axes, Proposal};
use mirqab_domain::procedure;
use mirqab_domain::verification::{Crater, Event, Evidence, EvidenceKind, Held, Proves, State};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{
    Attribution, Classification, Code, Credibility, Grade, Gravity, IncidentId, Instant, Interval, Line, Occurrence,
    Reliability, Role, StandardOfProof, UnableReason,
};

const LIMIT: u32 = 50;
const OCCURRENCES: [&str; 7] =
    ["confirmed", "corroborated", "probable", "contested", "unconfirmed", "unable_to_verify", "did_not_occur"];

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/verifications", get(desk))
        .route("/verifications/{id}", get(one))
        .route("/verifications/{id}/{act}", post(act))
        .route("/verifications/{id}/evidence/{number}", get(original_file))
}

async fn desk(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(&visit)?;
    let back = offset(&Form::of_query(&visit.query), LIMIT);
    let filter = IncidentFilter { order: Order::Due, ..IncidentFilter::default() };
    let (rows, total) = read(&visit, |reader| Ok(reader.incidents(&filter, Page { offset: back, limit: LIMIT })?))?;
    let now = view.now();
    let late = |row: &&IncidentRow| row.due.is_some_and(|due| due < now);
    let table = |rows: Vec<&IncidentRow>, key: &str| {
        let title = visit.words.say_with(key, &[("n", (rows.len() as u64).into())]);
        let head = ["title", "time", "rule-independent-origins", "state", "verification-due", "verification-holder"];
        let rows: Vec<_> = rows.into_iter().map(|row| desk_cells(&view, row)).collect();
        match rows.is_empty() {
            true => Vec::new(),
            false => vec![Block::Heading(title), Block::Table(head.map(|key| view.say(key)).to_vec(), rows, None)],
        }
    };
    let mut blocks = vec![Block::Intro(view.say("verification-two-persons"))];
    if rows.is_empty() {
        blocks.push(Block::Notice("good", vec![view.say("verification-nothing-waits")]));
    }
    blocks.extend(table(rows.iter().filter(late).collect(), "verification-desk-overdue"));
    blocks.extend(table(rows.iter().filter(|row| !late(row)).collect(), "verification-desk-in-time"));
    blocks.push(pages(&visit, back, LIMIT, total));
    show(&visit, "verifications", view.say("nav-verifications"), blocks)
}

fn desk_cells(view: &View<'_>, row: &IncidentRow) -> Vec<Cell> {
    let now = view.now();
    let due = row.due.map(|due| view.time(due)).unwrap_or_default();
    let due = match row.due {
        Some(at) if at < now => {
            let by = view.visit.words.duration_s(now.unix_s() - at.unix_s());
            Cell::chip(view.visit.words.say_with("overdue-by", &[("duration", by.as_str().into())]), "overdue")
                .noted(due)
        }
        _ => Cell::text(due),
    };
    let held = match row.claim.filter(|(_, until)| *until > now) {
        None => view.say("verification-nobody"),
        Some((by, until)) if view.visit.actor.account == Some(by) => {
            view.visit.words.say_with("verification-held-by-you", &[("time", view.time(until).as_str().into())])
        }
        Some((by, _)) => super::findings::person(view, by),
    };
    let time = row.occurred.map_or_else(|| view.say("not-known"), |occurred| view.interval(occurred));
    let class = if row.handling == "reported" { "reported" } else { "claimed" };
    vec![
        Cell::link(view.own(&row.title), format!("/verifications/{}", row.id))
            .noted(view.visit.words.code("kind", row.kind)),
        Cell::text(time),
        Cell::number(view.number(row.origins)).noted(view.visit.words.count("reports", u64::from(row.reports))),
        Cell::chip(view.code("handling", &row.handling), class),
        due,
        Cell::text(held),
    ]
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let incident = id(&visit, &text)?;
    let (title, blocks) = page(&visit, incident)?;
    show(&visit, "verifications", title, blocks)
}

fn page(visit: &Visit, incident: IncidentId) -> Result<(String, Vec<Block>), Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(visit)?;
    let (case, row) = case(visit, incident)?;
    let (state, step_due, articles, history, lapses) = read(visit, |reader| {
        let state = mirqab_app::verification::read(reader, &visit.actor, incident)?;
        let about = row.finding.map(|finding| Subject { room: Room::Finding, id: finding.to_string() });
        let found = about.map(|about| reader.state(&about)).transpose()?.flatten();
        let pending =
            procedure::as_finding(found).and_then(|found| found.pending().and_then(mirqab_app::procedure::due));
        let met = articles_met(reader, view.zone(), &case, row.area)?;
        let lapses = mirqab_app::mechanism::lapses(reader, &case)?;
        Ok((state, pending, met, reader.entries_about(&subject(incident))?, lapses))
    })?;
    let mut blocks =
        vec![
            walk(&view, &row),
            stands(&view, &row, &state, step_due.unwrap_or(state.due)),
            Block::Actions(
                std::iter::once((view.say("verification-to-incident"), format!("/incidents/{incident}"), ""))
                    .chain(row.finding.map(|finding| {
                        (view.say("verification-to-finding"), format!("/findings/{finding}"), "primary")
                    }))
                    .collect(),
            ),
            Block::Heading(view.say("verification-place")),
        ];
    blocks.extend(super::places::blocks(&view, &case, Some(&state)));
    blocks.extend([
        Block::Heading(view.say("evidence-title")),
        evidence(&view, &state, incident, row.occurred),
        Block::Heading(view.say("assessments-title")),
        assessments(&view, &state, super::mission::state(visit)?.as_ref()),
    ]);
    blocks.extend(desk::circumstances(&view, &state));
    blocks.extend(desk::mechanism(&view, &state, incident, &lapses));
    blocks.extend(desk::hypotheses(&view, &state));
    blocks.extend(super::placings::blocks(&view, &state));
    blocks.extend(desk::custody(&view, &state));
    blocks.push(Block::Acts(view.say("verification-act")));
    let kept_away = restrictions_near(&view, &row)?;
    blocks.extend(operations(&view, &state, incident, &kept_away));
    blocks.extend(desk::operations(&view, &state, incident)?);
    if visit.actor.may(Action::Verify) {
        let keys: Vec<(String, String)> = articles
            .iter()
            .map(|met| &met.article)
            .map(|article| (article.key.clone(), format!("{} – {}", article.number, view.own(&article.title))))
            .collect();
        blocks.push(proposal(&view, incident, keys));
    }
    blocks.extend(super::history(&view, &history));
    Ok((view.own(&row.title).to_owned(), blocks))
}

/// Where the case stands, who may act now, what is missing, until when.
fn stands(view: &View<'_>, row: &IncidentRow, state: &State, until: Instant) -> Block {
    let (words, now) = (view.visit.words, view.now());
    let roles: &[Role] = match row.handling.as_str() {
        "under_review" => &[Role::Reviewer],
        "awaiting_decision" | "decided" | "not_endorsed" => &[Role::HeadOfMission],
        "in_committee" => &[Role::Reviewer, Role::HeadOfMission, Role::PartyLiaison],
        "published" | "closed" | "retracted" => &[],
        _ => &[Role::Verifier],
    };
    let roles: Vec<String> = roles.iter().map(|role| words.code("role", *role)).collect();
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    let acts = match (state.holder(now), roles.is_empty()) {
        (_, true) => Cell::text(view.say("verification-ended")),
        (Some(by), false) if row.handling == "under_verification" => {
            let held = Cell::text(super::findings::person(view, by));
            match row.claim {
                Some((_, until)) => {
                    held.noted(words.say_with("until-when", &[("time", view.time(until).as_str().into())]))
                }
                None => held,
            }
        }
        _ => Cell::text(words.list(&roles)).noted(view.say("verification-nobody")),
    };
    let mut missing = Vec::new();
    if matches!(row.handling.as_str(), "reported" | "under_verification" | "sent_back") {
        for (lacks, key) in [
            (state.holder(now).is_none(), "verification-lacks-holder"),
            (state.carrying_origins() == 0, "verification-lacks-evidence"),
            (row.origins < 2, "verification-lacks-origin"),
            (state.assessments.is_empty(), "verification-lacks-assessment"),
            (true, "verification-lacks-proposal"),
        ] {
            if lacks {
                missing.push(Cell::text(view.say(key)));
            }
        }
    } else if !roles.is_empty() {
        missing.push(Cell::text(view.code("verification-awaits", &row.handling)));
    }
    let missing: Vec<Cell> = match missing.len() {
        0 => vec![Cell::text(view.say("none"))],
        n => missing
            .into_iter()
            .enumerate()
            .map(|(i, cell)| if i + 1 < n { Cell { text: format!("{} ·", cell.text), ..cell } } else { cell })
            .collect(),
    };
    let due = view.time(until);
    let due = if until < now && !roles.is_empty() {
        let by = words.duration_s(now.unix_s() - until.unix_s());
        Cell::chip(words.say_with("overdue-by", &[("duration", by.as_str().into())]), "overdue").noted(due)
    } else {
        Cell::text(due)
    };
    let origins = Cell::text(words.count("origins", u64::from(row.origins)))
        .noted(words.say_with("verification-carrying", &[("n", (state.carrying_origins() as u64).into())]));
    Block::Strip(vec![
        (view.say("verification-where"), view.standing(row)),
        (view.say("verification-who"), vec![acts]),
        (view.say("verification-missing"), missing),
        (view.say("verification-due"), vec![due]),
        (view.say("rule-independent-origins"), vec![origins]),
    ])
}

async fn original_file(visit: Visit, Path((text, number)): Path<(String, u32)>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let incident = id(&visit, &text)?;
    let (name, bytes) =
        read(&visit, |reader| mirqab_app::verification::original(reader, &visit.actor, incident, number))?;
    Ok(saved(&name, bytes))
}

/// Restrictions that may be why it could not be verified, as choices: those near it in place, in the time after it.
fn restrictions_near(view: &View<'_>, row: &IncidentRow) -> Result<Vec<(String, String)>, Failed> {
    let (Some(mission), Some(occurred)) = (super::mission::state(view.visit)?, row.occurred) else {
        return Ok(Vec::new());
    };
    let found = mirqab_app::mission::restrictions::near(&mission, row.area, occurred);
    let named = found.into_iter().map(|(number, one, _)| {
        let named = super::mission::offered(view, number, one);
        (number.to_string(), named)
    });
    Ok(named.collect())
}

/// The restriction that an assessment cites, in one line.
fn cited_named(view: &View<'_>, mission: Option<&mirqab_domain::mission::State>, number: Option<u32>) -> String {
    let one =
        number.and_then(|number| mission.and_then(|mission| mission.restriction(number).map(|one| (number, one))));
    one.map(|(number, one)| {
        let named = super::mission::offered(view, number, one);
        view.visit.words.say_with("assessment-cites", &[("restriction", named.as_str().into())])
    })
    .unwrap_or_default()
}

fn assessments(view: &View<'_>, state: &State, mission: Option<&mirqab_domain::mission::State>) -> Block {
    if state.assessments.is_empty() {
        return Block::Notice("info", vec![view.say("assessment-none")]);
    }
    let rows = state.assessments.iter().map(|assessment| {
        vec![
            Cell::text(super::findings::person(view, assessment.by.account)).noted(view.time(assessment.at)),
            view.occurrence(&assessment.occurrence),
            Cell {
                note: Some(cited_named(view, mission, assessment.restriction)).filter(|note| !note.is_empty()),
                ..Cell::text(assessment.reason.to_string())
            },
        ]
    });
    Block::Table(
        ["by-whom", "assessment-occurrence", "assessment-reason"].map(|key| view.say(key)).to_vec(),
        rows.collect(),
        None,
    )
}

fn optional(view: &View<'_>, name: &'static str, label: &str) -> Input {
    Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: String::new(),
        kind: "text",
        required: false,
    }
}

/// The same for a time.
fn timed(mut input: Input) -> Input {
    if let Input::Line { kind, .. } = &mut input {
        *kind = "datetime-local";
    }
    input
}

fn hinted(mut input: Input, said: String) -> Input {
    if let Input::Line { hint, .. } = &mut input {
        *hint = said;
    }
    input
}

/// Occurrences, as choices.
fn occurrences(view: &View<'_>) -> Vec<Input> {
    let options = OCCURRENCES.map(|code| (code.to_owned(), view.code("occurrence", code))).to_vec();
    vec![
        select(view, "occurrence", "axis-occurrence-question", options),
        select(view, "unable", "assessment-unable-reason", choices::<UnableReason>(view, "unable")),
        select(view, "denied_by", "assessment-denied-by", view.party_options("none")),
    ]
}

fn operations(view: &View<'_>, state: &State, incident: IncidentId, kept_away: &[(String, String)]) -> Vec<Block> {
    let form = |act: &str, key: &str, inputs: Vec<Input>| Block::Form {
        action: format!("/verifications/{incident}/{act}"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    };
    let may = |action| view.visit.actor.may(action);
    let mut blocks = Vec::new();
    if may(Action::Verify) {
        if state.holder(view.now()) == view.visit.actor.account {
            blocks.push(form("release", "verification-release", Vec::new()));
        } else {
            let days = vec![line(view, "days", "verification-claim-days", "number", "3")];
            let mut claim = form("claim", "verification-claim", days);
            // What comes first stands open.
            if let (Block::Form { open, button, .. }, None) = (&mut claim, state.holder(view.now())) {
                *open = true;
                *button = view.say("verification-claim");
            }
            blocks.push(claim);
        }
    }
    if may(Action::AddEvidence) {
        let kinds =
            EvidenceKind::ALL.iter().map(|kind| (kind.code().to_owned(), view.code("evidence", kind.code()))).collect();
        let graded = |prefix: &str, codes: Vec<&str>| {
            codes.into_iter().map(|code| (code.to_owned(), format!("{code} – {}", view.code(prefix, code)))).collect()
        };
        let mut inputs = vec![
            select(view, "kind", "evidence-kind", kinds),
            line(view, "origin", "evidence-origin", "text", ""),
            area(view, "description", "evidence-description"),
            line(view, "collected_at", "evidence-collected-at", "datetime-local", view.field_time(view.now())),
            select(
                view,
                "reliability",
                "evidence-reliability",
                graded("reliability", Reliability::ALL.iter().map(|code| code.code()).collect()),
            ),
            select(
                view,
                "credibility",
                "evidence-credibility",
                graded("credibility", Credibility::ALL.iter().map(|code| code.code()).collect()),
            ),
            Input::Files { name: "file", label: view.say("evidence-file") },
            Input::Group(view.say("evidence-witness-who")),
            hinted(optional(view, "witness_name", "evidence-witness-name"), view.say("evidence-witness-hint")),
            optional(view, "witness_contact", "evidence-witness-contact"),
            Input::Group(view.say("evidence-proves")),
            Input::Group(view.say("evidence-held-who")),
            select(view, "held_by", "evidence-held-by", view.party_options("evidence-held-nobody")),
            timed(optional(view, "held_from", "evidence-held-from")),
            timed(optional(view, "held_to", "evidence-held-to")),
            Input::Group(view.say("evidence-crater-measured")),
            optional(view, "crater_lat", "import-field-latitude"),
            optional(view, "crater_lon", "import-field-longitude"),
            hinted(optional(view, "azimuth", "evidence-crater-azimuth"), view.say("evidence-crater-azimuth-hint")),
            optional(view, "azimuth_error", "evidence-crater-error"),
            hinted(optional(view, "range_near_m", "evidence-crater-near"), view.say("evidence-crater-range-hint")),
            optional(view, "range_far_m", "evidence-crater-far"),
        ];
        let record =
            inputs.iter().position(|input| input.label() == view.say("evidence-proves")).map_or(0, |at| at + 1);
        let ticks = Proves::ALL.iter().map(|what| Input::Tick {
            name: "proves",
            value: what.code().to_owned(),
            label: view.code("proves", what.code()),
            ticked: false,
        });
        inputs.splice(record..record, ticks);
        blocks.push(form("evidence", "evidence-add", inputs));
    }
    if may(Action::Assess) {
        let mut inputs = occurrences(view);
        let first = std::iter::once((String::new(), view.say("none")));
        let options = first.chain(kept_away.iter().cloned()).collect();
        let hint = if kept_away.is_empty() { "assessment-no-restriction-near" } else { "assessment-restriction-hint" };
        inputs.push(Input::Select {
            name: "restriction",
            label: view.say("assessment-restriction"),
            hint: view.say(hint),
            options,
            chosen: String::new(),
        });
        inputs.push(area(view, "reason", "assessment-reason"));
        blocks.push(form("assess", "assessment-add", inputs));
        blocks.push(form("place", "verification-record-place", Vec::new()));
    }
    if may(Action::Recuse) {
        blocks.push(form("recuse", "verification-recuse", vec![area(view, "reason", "reason")]));
    }
    if may(Action::MoveDeadline) {
        let inputs = vec![
            line(view, "due", "verification-due", "datetime-local", view.field_time(state.due)),
            area(view, "reason", "reason"),
        ];
        blocks.push(form("deadline", "verification-move-deadline", inputs));
    }
    blocks
}

fn proposal(view: &View<'_>, incident: IncidentId, articles: Vec<(String, String)>) -> Block {
    let first = |key: &str| (String::new(), view.say(key));
    let codes = |prefix: &str, codes: &[&str]| {
        codes.iter().map(|code| ((*code).to_owned(), view.code(prefix, code))).collect::<Vec<_>>()
    };
    let classes = ["undecided", "violation", "permitted", "not_a_violation", "outside_scope", "disputed_applicability"];
    let sources = ["unattributed", "attributed_to", "both", "area_of_origin_only", "non_signatory", "criminal"];
    let standards =
        StandardOfProof::ALL.iter().map(|code| (code.code().to_owned(), view.visit.words.code("standard", *code)));
    let gravities = Gravity::ALL.iter().map(|code| (code.code().to_owned(), view.visit.words.code("gravity", *code)));
    let mut inputs = vec![select(view, "aim", "finding-aim", codes("aim", &["conclude", "correct", "retract"]))];
    inputs.extend(occurrences(view));
    inputs.push(select(view, "classification", "axis-classification-question", codes("classification", &classes)));
    inputs.push(select(view, "article", "finding-article", std::iter::once(first("none")).chain(articles).collect()));
    inputs.push(select(view, "attribution", "axis-attribution-question", codes("attribution", &sources)));
    inputs.push(select(view, "party", "finding-party", view.party_options("none")));
    inputs.push(hinted(optional(view, "unit", "finding-unit"), view.say("finding-unit-hint")));
    inputs.push(select(view, "standard", "finding-standard", standards.collect()));
    inputs.push(select(view, "gravity", "axis-gravity-question", gravities.collect()));
    inputs.push(area(view, "statement_ar", "text-ar"));
    inputs.push(area(view, "statement_en", "text-en"));
    inputs.push(area(view, "reason", "finding-reason"));
    Block::Form {
        action: format!("/verifications/{incident}/propose"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("finding-propose-button"),
        fold: view.say("verification-propose"),
        errors: Vec::new(),
        open: false,
    }
}

fn occurrence(reading: &mut Reading<'_>) -> Option<Occurrence> {
    Some(match reading.choice("occurrence", |text| OCCURRENCES.iter().find(|code| **code == text).copied())? {
        "confirmed" => Occurrence::Confirmed,
        "corroborated" => Occurrence::Corroborated,
        "probable" => Occurrence::Probable,
        "contested" => Occurrence::Contested,
        "unconfirmed" => Occurrence::Unconfirmed,
        "did_not_occur" => Occurrence::DidNotOccur,
        _ => {
            let (reason, denied_by) = (reading.code::<UnableReason>("unable"), reading.optional_party("denied_by"));
            Occurrence::UnableToVerify { reason: reason?, denied_by }
        }
    })
}

fn proposed(visit: &Visit, form: &Form, incident: IncidentId) -> Result<Proposal, Not> {
    let mut reading = Reading::of(visit, form);
    let aim = reading.choice("aim", |text| match text {
        "conclude" => Some(Aim::Conclude),
        "correct" => Some(Aim::Correct),
        "retract" => Some(Aim::Retract),
        _ => None,
    });
    let occurrence = occurrence(&mut reading);
    let standard = reading.code::<StandardOfProof>("standard");
    let article = |reading: &mut Reading<'_>| reading.choice("article", |text| Some(text.to_owned()));
    let classification = match form.get("classification") {
        "violation" => article(&mut reading).map(|article| Classification::Violation { article }),
        "permitted" => article(&mut reading).map(|article| Classification::Permitted { article }),
        _ => reading.choice("classification", |text| match text {
            "not_a_violation" => Some(Classification::NotAViolation),
            "outside_scope" => Some(Classification::OutsideScope),
            "disputed_applicability" => Some(Classification::DisputedApplicability),
            "undecided" => Some(Classification::Undecided),
            _ => None,
        }),
    };
    let attribution = match form.get("attribution") {
        "attributed_to" => {
            let party = reading.party("party");
            party.zip(standard).map(|(party, standard)| Attribution::AttributedTo { party, standard })
        }
        "both" => standard.map(|standard| Attribution::Both { standard }),
        _ => reading.choice("attribution", |text| match text {
            "area_of_origin_only" => Some(Attribution::AreaOfOriginOnly),
            "non_signatory" => Some(Attribution::NonSignatory),
            "criminal" => Some(Attribution::Criminal),
            "unattributed" => Some(Attribution::Unattributed),
            _ => None,
        }),
    };
    let gravity = reading.code::<Gravity>("gravity");
    let unit = reading.optional_line("unit");
    let (statement, reason) = (reading.both("statement"), reading.passage("reason"));
    let (case, _) = case(visit, incident)?;
    let reports = case.reports.iter().map(|report| report.id).collect();
    let made = || {
        let axes = Axes {
            occurrence: occurrence?,
            classification: classification?,
            attribution: attribution?,
            gravity: gravity?,
        };
        Some(Proposal {
            incident,
            aim: aim?,
            axes,
            standard: standard?,
            reports,
            statement: statement?,
            reason: reason?,
            procedure: None,
            unit: unit.clone(),
        })
    };
    let made = made();
    reading.end(made)
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let incident = id(&visit, &text)?;
    match done(&visit, incident, &act, &form) {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(Not::Failed(failed)) if !visit.actor.may(Action::SeeWork) => Err(failed),
        Err(not) => {
            let permitted = may(&visit, &act);
            // Whoever may not do it at all is not asked to mend fields.
            if let (false, Not::Fields(_)) = (permitted, &not) {
                return Err(visit.failed(AppError::Denied(Action::Verify)));
            }
            again(&visit, "verifications", page(&visit, incident)?, &form, not)
        }
    }
}

/// Whether the reader's role does this at all.
fn may(visit: &Visit, act: &str) -> bool {
    let action = match act {
        "claim" | "release" | "propose" => Action::Verify,
        "recuse" => Action::Recuse,
        "assess" | "place" => Action::Assess,
        "deadline" => Action::MoveDeadline,
        other => desk::action(other).unwrap_or(Action::AddEvidence),
    };
    visit.actor.may(action)
}

/// Does it, and says where it leads.
fn done(visit: &Visit, incident: IncidentId, act: &str, form: &Form) -> Result<String, Not> {
    let about = subject(incident);
    let now = visit.app.surroundings().now();
    let here = format!("/verifications/{incident}");
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "claim" => {
            let days = reading.number("days", 1..=31);
            let days = reading.end(days)?;
            Event::Claimed { until: now.plus_s(i64::try_from(days).unwrap_or(1) * 86_400) }
        }
        "release" => Event::Released {},
        "recuse" => {
            let reason = reading.passage("reason");
            Event::Recused { reason: reading.end(reason)? }
        }
        "assess" => {
            let (occurrence, reason) = (occurrence(&mut reading), reading.passage("reason"));
            let (occurrence, reason) = reading.end(occurrence.zip(reason))?;
            let restriction = cited(visit, form, &occurrence)?;
            Event::Assessed { occurrence, reason, restriction }
        }
        "deadline" => {
            let (due, reason) = (reading.moment("due"), reading.passage("reason"));
            let (due, reason) = reading.end(due.zip(reason))?;
            Event::DeadlineMoved { due, reason }
        }
        "evidence" => {
            let evidence = evidence_of(reading)?;
            let file = form.file("file").map(|file| Upload {
                name: Line::parse(&file.name).unwrap_or_else(|_| evidence.origin.clone()),
                media_type: Line::parse(&file.media_type).unwrap_or_else(|_| evidence.origin.clone()),
                bytes: file.bytes.to_vec(),
            });
            let added = tokio::task::block_in_place(|| {
                visit.app.add_evidence(&visit.actor, incident, &evidence, file.as_ref())
            });
            added.map_err(|error| visit.failed(error))?;
            return Ok(here);
        }
        "place" => {
            let kept = tokio::task::block_in_place(|| visit.app.record_place(&visit.actor, incident));
            kept.map_err(|error| visit.failed(error))?;
            return Ok(here);
        }
        "propose" => {
            let proposal = proposed(visit, form, incident)?;
            let about = Subject { room: Room::Finding, id: incident.to_string() };
            let proposed = tokio::task::block_in_place(|| visit.app.propose(&visit.actor, &about, &proposal));
            proposed.map_err(|error| visit.failed(error))?;
            return Ok(format!("/findings/{incident}"));
        }
        "hypothesis" => {
            let state =
                read(visit, |reader| procedure::as_verification(reader.state(&about)?).ok_or(AppError::NotFound))?;
            desk::stated(reading, form, &state)?
        }
        "weigh" => desk::weighed(reading)?,
        "circumstance" => desk::judged(reading, form)?,
        "placing" => super::placings::placed(reading, form)?,
        "custody" => desk::handed_over(reading)?,
        "assign" => desk::assigned(visit, reading)?,
        "excuse" => desk::excused(reading)?,
        "escalate" => {
            let reason = reading.passage("reason");
            Event::Escalated { reason: reading.end(reason)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    super::record(visit, &about, event.into())?;
    Ok(here)
}

/// The restriction that is cited: it must be on record, and be that of the party that is said to have denied access.
fn cited(visit: &Visit, form: &Form, occurrence: &Occurrence) -> Result<Option<u32>, Not> {
    let Some(text) = form.some("restriction") else { return Ok(None) };
    let mut reading = Reading::of(visit, form);
    let number = text.parse::<u32>().ok();
    let state = super::mission::state(visit)?;
    let found = number.and_then(|number| state.as_ref().and_then(|state| state.restriction(number)));
    let Occurrence::UnableToVerify { denied_by: Some(denied_by), .. } = occurrence else {
        reading.wrong("restriction", "restriction-without-denial", &[]);
        return reading.end(None);
    };
    match found {
        None => reading.wrong("restriction", "unknown-code", &[]),
        Some(one) if one.by.as_ref().is_some_and(|by| by != denied_by) => {
            reading.wrong("restriction", "restriction-of-another", &[]);
        }
        Some(_) => return Ok(number),
    }
    reading.end(None)
}

fn evidence_of(mut reading: Reading<'_>) -> Result<Evidence, Not> {
    let kind = reading.choice("kind", EvidenceKind::from_code);
    let (origin, description) = (reading.line("origin"), reading.passage("description"));
    let collected_at = reading.moment("collected_at");
    let grade = reading.code::<Reliability>("reliability").zip(reading.code::<Credibility>("credibility"));
    // All of a crater or nothing of it; only its weapon's range may be left out.
    let range = ["range_near_m", "range_far_m"];
    let fields = ["crater_lat", "crater_lon", "azimuth", "azimuth_error"];
    let crater = (reading.any(&fields) || reading.any(&range)).then(|| {
        let at = reading.coordinates("crater_lat", "crater_lon");
        let azimuth = reading.bearing("azimuth", "azimuth_error");
        let ranged = reading.any(&range);
        let range = if ranged { reading.band("range_near_m", "range_far_m") } else { None };
        Some(Crater { at: at?, azimuth: azimuth?, range })
    });
    let contact = reading.optional_line("witness_contact");
    let witness = reading.any(&["witness_name", "witness_contact"]).then(|| {
        let name = reading.line("witness_name")?;
        Some(mirqab_domain::report::Witness { name, contact, sealed: None })
    });
    let proves: Option<Vec<Proves>> = reading.codes("proves", Proves::from_code);
    let held = reading.any(&["held_by", "held_from", "held_to"]).then(|| {
        let by = reading.optional_party("held_by");
        let (from, to) = (reading.moment("held_from")?, reading.moment("held_to")?);
        match Interval::new(from, to) {
            Ok(during) => Some(Box::new(Held { by, during })),
            Err(_) => {
                reading.wrong("held_to", "backwards", &[]);
                None
            }
        }
    });
    let made = || {
        let (reliability, credibility) = grade?;
        Some(Evidence {
            kind: kind?,
            origin: origin?,
            description: description?,
            collected_at: collected_at?,
            grade: Grade { reliability, credibility },
            blob: None,
            crater: crater.flatten(),
            witness: witness.flatten(),
            proves: proves.clone()?,
            held: held.clone().flatten(),
        })
    };
    let made = made();
    reading.end(made)
}
