//! The procedure of an agreement: its steps, who sits in its bodies, and setting it.

use crate::blocks::{Block, Cell, Input};
use crate::form::Form;
use crate::reading::{Not, Reading};
use crate::shell::{Failed, Visit};
use crate::view::View;
use mirqab_app::procedure::templates;
use mirqab_app::{Action, AppError};
use mirqab_domain::agreement::{Body, Concludes, Event, Procedure, Seat, Seats, Sight, State, Template};
use mirqab_vocabulary::{AccountId, Role};

/// The steps of the procedure that holds, each with who takes it, what is enough, and its time.
pub(super) fn blocks(view: &View<'_>, state: &State) -> Vec<Block> {
    let words = view.visit.words;
    let mut blocks = vec![Block::Heading(view.say("procedure-title"))];
    let Some((since, procedure)) = state.procedures.last() else {
        blocks.push(Block::Intro(view.say("procedure-none")));
        return blocks;
    };
    let kind = Cell::chip(view.code("template", procedure.template.code()), "signed")
        .noted(words.say_with("procedure-since", &[("time", view.time(*since).as_str().into())]));
    let concludes = view.code("concludes", procedure.concludes.code());
    blocks.push(Block::Facts(vec![
        (view.say("procedure-kind"), vec![kind]),
        (view.say("procedure-concludes"), vec![Cell::text(concludes)]),
    ]));
    let head = ["procedure-step", "procedure-who", "procedure-enough", "procedure-time"].map(|key| view.say(key));
    blocks.push(Block::Table(head.to_vec(), steps(view, state, procedure), None));
    blocks
}

fn steps(view: &View<'_>, state: &State, procedure: &Procedure) -> Vec<Vec<Cell>> {
    let words = view.visit.words;
    let hours = |hours: u32| Cell::text(words.count("hours", u64::from(hours)));
    let role = |role: Role| Cell::text(words.code("role", role));
    let number = |key: &str, n: u32| words.say_with(key, &[("n", u64::from(n).into())]);
    let mut judged = Cell::text(number("procedure-judgements", procedure.judgements));
    if procedure.concludes == Concludes::Everything {
        judged = judged.noted(number("procedure-hypotheses", procedure.hypotheses));
    }
    let mut reviews = Cell::text(number("procedure-reviews", procedure.reviews));
    if procedure.sight == Sight::Masked {
        reviews = reviews.noted(view.say("procedure-masked"));
    }
    let step = |key: &str| Cell::text(view.say(key));
    let mut rows = vec![
        vec![step("procedure-verification"), role(Role::Verifier), judged, hours(procedure.verification_hours)],
        vec![step("procedure-review"), role(Role::Reviewer), reviews, hours(procedure.review_hours)],
        vec![
            step("procedure-reply"),
            role(Role::PartyLiaison),
            step("procedure-reply-enough"),
            hours(procedure.reply_hours),
        ],
    ];
    rows.extend(procedure.bodies.iter().map(|body| body_row(view, state, body)));
    rows.push(vec![
        step("procedure-decision"),
        role(Role::HeadOfMission),
        step("procedure-decision-enough"),
        hours(procedure.decision_hours),
    ]);
    if procedure.embargo_hours > 0 {
        let embargo = vec![step("procedure-embargo"), Cell::default(), Cell::default(), hours(procedure.embargo_hours)];
        rows.push(embargo);
    }
    rows
}

fn body_row(view: &View<'_>, state: &State, body: &Body) -> Vec<Cell> {
    let words = view.visit.words;
    let counted = |seats: Seats| {
        let parts = [("seats-neutral", seats.neutral), ("seats-each-party", seats.each_party)];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| words.say_with(key, &[("n", u64::from(n).into())]))
            .collect();
        said.join(" · ")
    };
    let sitting: Vec<String> = state.seats.iter().filter(|seat| seat.body == body.key).map(|s| seat(view, s)).collect();
    let taken = if sitting.is_empty() { view.say("seats-empty") } else { sitting.join(" · ") };
    let quorum = words.say_with("procedure-quorum", &[("seats", counted(body.quorum).as_str().into())]);
    vec![
        Cell::text(view.own(&body.title)).noted(counted(body.seats)),
        Cell::text(taken),
        Cell::text(view.code("rule-of-decision", body.rule.code())).noted(quorum),
        Cell::text(words.count("hours", u64::from(body.hours))),
    ]
}

/// Who sits there: for whom, and to staff also who.
pub(super) fn seat(view: &View<'_>, seat: &Seat) -> String {
    let side = seat.party.as_ref().map_or_else(|| view.say("seat-neutral"), |party| view.party(party));
    if !view.visit.actor.may(Action::SeeWork) {
        return side;
    }
    format!("{} ({side})", super::findings::person(view, seat.account))
}

fn form(view: &View<'_>, state: &State, act: &str, key: &str, inputs: Vec<Input>) -> Block {
    Block::Form {
        action: format!("/agreements/{}/{act}", state.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    }
}

/// Setting it, taking seats and leaving them.
pub(super) fn operations(view: &View<'_>, state: &State) -> Result<Vec<Block>, Failed> {
    let select = |name, label: &str, hint: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: if hint.is_empty() { String::new() } else { view.say(hint) },
        options,
        chosen: String::new(),
    };
    let kinds = Template::ALL.iter().map(|kind| (kind.code().to_owned(), view.code("template", kind.code())));
    let current = state.procedures.last().map(|(_, procedure)| procedure).or(templates().first());
    let written = current.and_then(|procedure| serde_json::to_string_pretty(procedure).ok()).unwrap_or_default();
    let own = Input::Area {
        name: "procedure_json",
        label: view.say("procedure-own"),
        hint: view.say("procedure-own-hint"),
        value: written,
        required: false,
    };
    let set = vec![select("template", "procedure-kind", "procedure-kind-hint", kinds.collect()), own];
    let mut blocks = vec![form(view, state, "procedure", "procedure-set", set)];
    let bodies = state.procedures.last().map_or(&[][..], |(_, procedure)| &procedure.bodies);
    if bodies.is_empty() {
        return Ok(blocks);
    }
    let bodies = bodies.iter().map(|body| (body.key.clone(), view.own(&body.title).to_owned())).collect();
    let accounts = view.visit.app.accounts().accounts().map_err(|error| view.visit.failed(error))?;
    let members = accounts.into_iter().filter(|account| account.active && Action::Vote.allowed(account.role));
    let named = members.map(|account| {
        let role = view.visit.words.code("role", account.role);
        let side = account.party.as_ref().map_or_else(String::new, |party| format!(" · {}", view.party(party)));
        (account.id.to_string(), format!("{} ({role}{side})", account.title))
    });
    let seat_inputs =
        vec![select("body", "procedure-body", "", bodies), select("account", "seat-who", "seat-hint", named.collect())];
    blocks.push(form(view, state, "seat", "seat-take", seat_inputs));
    if !state.seats.is_empty() {
        let taken = state.seats.iter().map(|one| {
            let body = state.procedures.iter().rev().find_map(|(_, procedure)| procedure.body(&one.body));
            let title = body.map_or_else(|| one.body.clone(), |(_, body)| view.own(&body.title).to_owned());
            (format!("{} {}", one.account, one.body), format!("{title} – {}", seat(view, one)))
        });
        let leave = vec![select("seat", "seat-who", "", taken.collect())];
        blocks.push(form(view, state, "unseat", "seat-leave", leave));
    }
    Ok(blocks)
}

/// The fact that a procedure was set: one of the known kinds, or one of the mission's own.
pub(super) fn set(mut reading: Reading<'_>, form: &Form) -> Result<Event, Not> {
    let template = reading.choice("template", Template::from_code);
    if let Some(shipped) = template.and_then(|kind| templates().iter().find(|known| known.template == kind)) {
        return Ok(Event::ProcedureSet { procedure: Box::new(shipped.clone()) });
    }
    let mut parser = serde_json::Deserializer::from_str(form.get("procedure_json"));
    let read: Result<Procedure, _> = serde_path_to_error::deserialize(&mut parser);
    let own = match read {
        Ok(procedure) => Some(Procedure { template: Template::Own, ..procedure }),
        Err(error) => {
            let (path, detail) = (error.path().to_string(), error.inner().to_string());
            let args = [("path", path.as_str().into()), ("detail", detail.as_str().into())];
            reading.wrong("procedure_json", "json", &args);
            None
        }
    };
    Ok(Event::ProcedureSet { procedure: Box::new(reading.end(own)?) })
}

/// The fact that somebody took a seat: for the party whose delegate they are, or a neutral one.
pub(super) fn seated(visit: &Visit, mut reading: Reading<'_>) -> Result<Event, Not> {
    let body = reading.choice("body", |text| (!text.is_empty()).then(|| text.to_owned()));
    let account = reading.id::<AccountId>("account");
    let (body, account) = reading.end(body.zip(account))?;
    let known = visit.app.accounts().account(account).map_err(|error| visit.failed(error))?;
    let known = known.filter(|known| Action::Vote.allowed(known.role));
    let party = known.ok_or_else(|| visit.failed(AppError::NotFound))?.party;
    Ok(Event::Seated { seat: Seat { body, account, party } })
}

/// The fact that somebody left a seat.
pub(super) fn unseated(mut reading: Reading<'_>) -> Result<Event, Not> {
    let seat = reading.choice("seat", |text| {
        let (account, body) = text.split_once(' ')?;
        Some((account.parse::<AccountId>().ok()?, body.to_owned()))
    });
    let (account, body) = reading.end(seat)?;
    Ok(Event::Unseated { body, account })
}
