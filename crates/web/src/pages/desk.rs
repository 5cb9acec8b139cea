//! What is done with a case beside judging it: giving it to somebody, taking somebody off it, custody of evidence, and the
//! competing explanations of who did it.

use crate::blocks::{Block, Cell, Input};
use crate::form::Form;
use crate::inputs::{area, select};
use crate::reading::{Not, Reading};
use crate::shell::{Failed, Visit};
use crate::view::View;
use mirqab_app::mechanism::Lapse;
use mirqab_app::{Action, AppError};
use mirqab_domain::verification::{
    Circumstance, CircumstanceJudgement, Conflict, Event, Explanation, Given, Handover, State, Weighing, Weight,
};
use mirqab_vocabulary::{AccountId, Attribution, Code, IncidentId, Line, Role, StandardOfProof};

/// Each possible author with what every item of evidence says of it: for, against, neither, or not weighed yet.
pub(super) fn hypotheses(view: &View<'_>, state: &State) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(view.say("hypotheses-title"))];
    if state.hypotheses.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("hypotheses-none")]));
        return blocks;
    }
    let words = view.visit.words;
    let item = |number: u32| words.say_with("evidence-number", &[("n", u64::from(number).into())]);
    let mut head = vec![view.say("hypothesis")];
    head.extend(state.evidence.iter().map(|one| item(one.number)));
    head.push(view.say("hypothesis-supported"));
    let rows = state.hypotheses.iter().map(|hypothesis| {
        let named = view.attribution(&hypothesis.attribution);
        let mut row = vec![Cell::text(named.text).noted(hypothesis.statement.to_string())];
        row.extend(state.evidence.iter().map(|one| match hypothesis.weights.get(&one.number) {
            None => Cell::text("–"),
            Some((weight, why)) => {
                let class = match weight {
                    Weight::Supports => "verified",
                    Weight::Contradicts => "contested",
                    Weight::Neither => "neutral",
                };
                Cell::chip(view.code("weight", weight.code()), class).noted(why.to_string())
            }
        }));
        let origins = state.supporting_origins(&hypothesis.attribution) as u64;
        row.push(Cell::text(words.count("origins", origins)));
        row
    });
    blocks.push(Block::Table(head, rows.collect(), None));
    blocks.push(Block::Intro(view.say("hypotheses-note")));
    blocks
}

/// What was judged of the circumstances, by whom and on what; with what follows from all judgements together.
pub(super) fn circumstances(view: &View<'_>, state: &State) -> Vec<Block> {
    if state.circumstances.is_empty() {
        return Vec::new();
    }
    let words = view.visit.words;
    let rows = state.circumstances.iter().map(|(by, at, judged)| {
        let class = match judged.given {
            Given::Yes => "verified",
            Given::No => "neutral",
            Given::NotEstablished => "unconfirmed",
        };
        let together = match state.circumstance(judged.circumstance) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not_established",
        };
        let item = |number: &u32| words.say_with("evidence-number", &[("n", u64::from(*number).into())]);
        let items: Vec<String> = judged.evidence.iter().map(item).collect();
        vec![
            Cell::text(view.code("circumstance", judged.circumstance.code())).noted(
                words.say_with("circumstance-together", &[("given", view.code("given", together).as_str().into())]),
            ),
            Cell::chip(view.code("given", judged.given.code()), class).noted(items.join(" · ")),
            Cell::text(super::findings::person(view, by.account)).noted(view.time(*at)),
            Cell::text(judged.reason.to_string()),
        ]
    });
    let head = ["circumstance", "circumstance-given", "by-whom", "assessment-reason"].map(|key| view.say(key));
    vec![
        Block::Heading(view.say("circumstances-title")),
        Block::Table(head.to_vec(), rows.collect(), None),
        Block::Intro(view.say("circumstances-note")),
    ]
}

/// What the record shows of a mechanism that did not work before the event, and the judgement that could be made on it, written out for whoever may
/// judge. Nothing is said where the record shows nothing: that is no sign that it worked.
pub(super) fn mechanism(view: &View<'_>, state: &State, incident: IncidentId, lapses: &[Lapse]) -> Vec<Block> {
    if lapses.is_empty() {
        return Vec::new();
    }
    let told = |lapse: &Lapse| {
        let of = match lapse {
            Lapse::NoQuorum { .. } => String::new(),
            Lapse::Unanswered { of, .. } | Lapse::DisputeOpen { of, .. } => view.party(of),
        };
        let args = [("time", view.time(lapse.at()).into()), ("party", of.into())];
        view.visit.words.say_with(&format!("lapse-{}", lapse.code()), &args)
    };
    let rows = lapses.iter().map(|lapse| {
        let to = match lapse {
            Lapse::NoQuorum { sitting, .. } => format!("/findings/sittings/{sitting}"),
            Lapse::Unanswered { question, .. } => format!("/commitments/clarifications/{question}"),
            Lapse::DisputeOpen { finding, .. } => format!("/findings/{finding}"),
        };
        vec![Cell::link(told(lapse), to)]
    });
    let mut blocks = vec![
        Block::Heading(view.say("mechanism-title")),
        Block::Intro(view.say("mechanism-note")),
        Block::Table(vec![view.say("mechanism-shown")], rows.collect(), None),
    ];
    if view.visit.actor.may(Action::Assess) {
        let basis: Vec<String> = lapses.iter().map(told).collect();
        let mut inputs = judging(view, state);
        for input in &mut inputs {
            match input {
                Input::Select { name: "circumstance", chosen, .. } => {
                    Circumstance::MechanismFailed.code().clone_into(chosen);
                }
                Input::Area { value, .. } => *value = basis.join(" "),
                _ => {}
            }
        }
        blocks.push(Block::Form {
            action: format!("/verifications/{incident}/circumstance"),
            method: "post",
            csrf: view.visit.csrf.clone(),
            inputs,
            button: view.say("button-save"),
            fold: view.say("mechanism-judge"),
            errors: Vec::new(),
            open: false,
        });
    }
    blocks
}

/// The chain of custody of each item that changed hands.
pub(super) fn custody(view: &View<'_>, state: &State) -> Vec<Block> {
    let steps: Vec<_> = state
        .evidence
        .iter()
        .flat_map(|item| item.custody.iter().map(move |(at, handover)| (item.number, *at, handover)))
        .map(|(number, at, handover)| {
            let item = view.visit.words.say_with("evidence-number", &[("n", u64::from(number).into())]);
            let to = handover.to.as_ref().map_or_else(|| view.say("not-public"), ToString::to_string);
            ("done", view.time(at), format!("{item} – {to}"), handover.note.to_string())
        })
        .collect();
    if steps.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(view.say("custody-title")), Block::Timeline(steps)]
}

/// The forms for what the reader may do.
pub(super) fn operations(view: &View<'_>, state: &State, incident: IncidentId) -> Result<Vec<Block>, Failed> {
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
    if may(Action::Weigh) {
        blocks.push(form("hypothesis", "hypothesis-new", stating(view)));
        if !state.hypotheses.is_empty() && !state.evidence.is_empty() {
            blocks.push(form("weigh", "hypothesis-weigh", weighing(view, state)));
        }
        let placed = super::placings::inputs(view, state);
        if !placed.is_empty() {
            blocks.push(form("placing", "placing-record", placed));
        }
    }
    if may(Action::Assess) {
        blocks.push(form("circumstance", "circumstance-judge", judging(view, state)));
    }
    if may(Action::AddEvidence) && !state.evidence.is_empty() {
        let to = Input::Line {
            name: "to",
            label: view.say("custody-to"),
            hint: view.say("custody-to-hint"),
            value: String::new(),
            kind: "text",
            required: true,
        };
        let inputs =
            vec![select(view, "item", "custody-item", items(view, state)), to, area(view, "note", "custody-note")];
        blocks.push(form("custody", "custody-pass", inputs));
    }
    if may(Action::Escalate) && state.due < view.now() {
        blocks.push(form("escalate", "verification-escalate", vec![area(view, "reason", "reason")]));
    }
    if may(Action::Assign) || may(Action::Excuse) {
        let accounts = view.visit.app.accounts().accounts().map_err(|error| view.visit.failed(error))?;
        let named = |roles: &[Role]| -> Vec<(String, String)> {
            let fitting = accounts.iter().filter(|account| account.active && roles.contains(&account.role));
            let free = fitting.filter(|account| !state.recused.contains(&account.id));
            free.map(|account| {
                let role = view.visit.words.code("role", account.role);
                (account.id.to_string(), format!("{} ({role})", account.title))
            })
            .collect()
        };
        if may(Action::Assign) {
            let until = Input::Line {
                name: "days",
                label: view.say("verification-claim-days"),
                hint: String::new(),
                value: "3".to_owned(),
                kind: "number",
                required: true,
            };
            let to = select(view, "account", "verification-assign-to", named(&[Role::Verifier]));
            blocks.push(form("assign", "verification-assign", vec![to, until, area(view, "reason", "reason")]));
        }
        if may(Action::Excuse) {
            let all = [Role::Verifier, Role::Reviewer, Role::HeadOfMission, Role::PartyLiaison];
            let who = select(view, "account", "verification-excuse-who", named(&all));
            blocks.push(form("excuse", "verification-excuse", vec![who, area(view, "reason", "reason")]));
        }
    }
    Ok(blocks)
}

fn items(view: &View<'_>, state: &State) -> Vec<(String, String)> {
    let named = |item: &mirqab_domain::verification::Item| {
        let number = view.visit.words.say_with("evidence-number", &[("n", u64::from(item.number).into())]);
        let kind = view.code("evidence", item.evidence.kind.code());
        (item.number.to_string(), format!("{number} – {kind}"))
    };
    state.evidence.iter().map(named).collect()
}

fn stating(view: &View<'_>) -> Vec<Input> {
    let authors = ["attributed_to", "both", "area_of_origin_only", "non_signatory", "criminal", "unattributed"];
    let authors = authors.map(|code| (code.to_owned(), view.code("attribution", code))).to_vec();
    vec![
        select(view, "attribution", "axis-attribution-question", authors),
        select(view, "party", "finding-party", view.party_options("none")),
        area(view, "statement", "hypothesis-statement"),
    ]
}

fn weighing(view: &View<'_>, state: &State) -> Vec<Input> {
    let named = state.hypotheses.iter().map(|one| (one.number.to_string(), view.attribution(&one.attribution).text));
    let weights = Weight::ALL.iter().map(|weight| (weight.code().to_owned(), view.code("weight", weight.code())));
    vec![
        select(view, "hypothesis", "hypothesis", named.collect()),
        select(view, "item", "custody-item", items(view, state)),
        select(view, "weight", "hypothesis-weight", weights.collect()),
        area(view, "reason", "reason"),
    ]
}

fn judging(view: &View<'_>, state: &State) -> Vec<Input> {
    let named = |key: &str, code: &str| (code.to_owned(), view.code(key, code));
    let circumstances = Circumstance::ALL.iter().map(|one| named("circumstance", one.code()));
    let given = Given::ALL.iter().map(|one| named("given", one.code()));
    let mut on = vec![(String::new(), view.say("none"))];
    on.extend(items(view, state));
    vec![
        select(view, "circumstance", "circumstance", circumstances.collect()),
        select(view, "given", "circumstance-given", given.collect()),
        select(view, "item", "custody-item", on),
        area(view, "reason", "reason"),
    ]
}

/// The action that an act is; `None` if it is not one of these.
pub(super) fn action(act: &str) -> Option<Action> {
    Some(match act {
        "hypothesis" | "weigh" | "placing" => Action::Weigh,
        "custody" => Action::AddEvidence,
        "circumstance" => Action::Assess,
        "escalate" => Action::Escalate,
        "assign" => Action::Assign,
        "excuse" => Action::Excuse,
        _ => return None,
    })
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The fact that a possible author was named.
pub(super) fn stated(mut reading: Reading<'_>, form: &Form, state: &State) -> Result<Event, Not> {
    let attribution = author(&mut reading, form);
    let made = attribution.zip(reading.passage("statement"));
    let (attribution, statement) = reading.end(made)?;
    let number = small(state.hypotheses.len() as u64 + 1);
    Ok(Event::HypothesisStated { hypothesis: Explanation { number, attribution, statement } })
}

/// The fact that an item of evidence was weighed.
pub(super) fn weighed(mut reading: Reading<'_>) -> Result<Event, Not> {
    let (hypothesis, item) = (reading.number("hypothesis", 1..=9999), reading.number("item", 1..=9999));
    let weight = reading.choice("weight", Weight::from_code);
    let made = hypothesis.zip(item).zip(weight).zip(reading.passage("reason"));
    let (((hypothesis, evidence), weight), reason) = reading.end(made)?;
    let (hypothesis, evidence) = (small(hypothesis), small(evidence));
    Ok(Event::HypothesisWeighed { weighing: Weighing { hypothesis, evidence, weight, reason } })
}

/// The fact that somebody judged a circumstance.
pub(super) fn judged(mut reading: Reading<'_>, form: &Form) -> Result<Event, Not> {
    let item = form.some("item").map(|_| reading.number("item", 1..=9999));
    let circumstance = reading.choice("circumstance", Circumstance::from_code);
    let made = circumstance.zip(reading.choice("given", Given::from_code)).zip(reading.passage("reason"));
    let ((circumstance, given), reason) = reading.end(made)?;
    let evidence = item.flatten().map(small).into_iter().collect();
    Ok(Event::CircumstanceJudged { judgement: CircumstanceJudgement { circumstance, given, evidence, reason } })
}

/// The fact that an item of evidence changed hands.
pub(super) fn handed_over(mut reading: Reading<'_>) -> Result<Event, Not> {
    let (item, to): (_, Option<Line>) = (reading.number("item", 1..=9999), reading.line("to"));
    let made = item.zip(to).zip(reading.passage("note"));
    let ((number, to), note) = reading.end(made)?;
    Ok(Event::CustodyPassed { handover: Handover { number: small(number), to: Some(to), note } })
}

/// The fact that the case was given to a verifier.
pub(super) fn assigned(visit: &Visit, mut reading: Reading<'_>) -> Result<Event, Not> {
    let (to, days) = (reading.id::<AccountId>("account"), reading.number("days", 1..=14));
    let made = to.zip(days).zip(reading.passage("reason"));
    let ((to, days), reason) = reading.end(made)?;
    let known = visit.app.accounts().account(to).map_err(|error| visit.failed(error))?;
    // The rules know accounts by their ids; that this one verifies is known here.
    if known.is_none_or(|account| !account.active || account.role != Role::Verifier) {
        return Err(visit.failed(AppError::NotFound).into());
    }
    let now = visit.app.surroundings().now();
    Ok(Event::Assigned { to, until: now.plus_s(i64::try_from(days).unwrap_or(1) * 86_400), reason })
}

/// The fact that somebody was taken off the case.
pub(super) fn excused(mut reading: Reading<'_>) -> Result<Event, Not> {
    let made = reading.id::<AccountId>("account").zip(reading.passage("reason"));
    let (account, reason) = reading.end(made)?;
    Ok(Event::Excused { conflict: Conflict { account, reason } })
}

/// Who would have done it; the standard is not judged yet and stands at the lowest.
fn author(reading: &mut Reading<'_>, form: &Form) -> Option<Attribution> {
    let standard = StandardOfProof::ALL.first().copied()?;
    match form.get("attribution") {
        "attributed_to" => reading.party("party").map(|party| Attribution::AttributedTo { party, standard }),
        _ => reading.choice("attribution", |text| match text {
            "both" => Some(Attribution::Both { standard }),
            "area_of_origin_only" => Some(Attribution::AreaOfOriginOnly),
            "non_signatory" => Some(Attribution::NonSignatory),
            "criminal" => Some(Attribution::Criminal),
            "unattributed" => Some(Attribution::Unattributed),
            _ => None,
        }),
    }
}
