//! What agreements hold beside articles, what an article answers, and what was found in terms, as blocks of pages.

use crate::blocks::{Block, Cell};
use crate::remarks;
use crate::view::View;
use mirqab_app::agreement::{Known, Met, Remark, check_terms};
use mirqab_domain::agreement::{Agreement, Answer, Article, Duty, Fact, Outcome, State, duty_at};
use mirqab_vocabulary::{Bilingual, Code as _, IncidentId, Instant, PartyCode};
use std::collections::BTreeSet;

fn facts(view: &View<'_>, facts: &[Fact]) -> String {
    let named: Vec<String> = facts.iter().map(|fact| view.code("fact", fact.code())).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    view.visit.words.list(&named)
}

/// An article of a text by its number and its title; by its key if the text has none of that key.
fn named(view: &View<'_>, text: &Agreement, key: &str) -> String {
    let article = text.articles.iter().find(|article| article.key == key);
    article.map_or_else(|| key.to_owned(), |article| format!("{} – {}", article.number, view.own(&article.title)))
}

/// What an article of a text says: a word, and the sentences that give its reason.
pub(super) fn answer(view: &View<'_>, text: &Agreement, answer: &Answer) -> Cell {
    let words = view.visit.words;
    let with = |key: &str, name: &str, text: &str| words.say_with(key, &[(name, text.into())]);
    let mut said = Vec::new();
    match answer.outcome {
        Outcome::Applies => said.push(with("binds-applies", "facts", &facts(view, &answer.met))),
        Outcome::DoesNot => said.push(match &answer.gives_way_to {
            Some(article) => with("binds-precedence", "article", &named(view, text, article)),
            None => with("binds-does-not", "fact", &facts(view, &answer.failed)),
        }),
        Outcome::Undecided => {
            said.push(with("binds-undecided", "facts", &facts(view, &answer.missing)));
            if !answer.met.is_empty() {
                said.push(with("binds-met-so-far", "facts", &facts(view, &answer.met)));
            }
        }
        Outcome::Disputed => said.push(view.say("binds-disputed")),
    }
    let share = |permille: u16| with("binds-share", "share", &words.percent(u64::from(permille), 1000));
    said.extend(answer.share_permille.map(share));
    for reading in &answer.readings {
        let (party, outcome) = (view.party(&reading.party), view.code("answer", reading.outcome.code()));
        let own = answer.share_permille.is_none().then_some(reading.share_permille).flatten();
        let own = own.map(|permille| format!(" {}", share(permille))).unwrap_or_default();
        let args = [("party", party.as_str().into()), ("answer", outcome.as_str().into())];
        said.push(format!("{}.{own}", words.say_with("binds-reading", &args)));
    }
    for unless in &answer.unless {
        let missing = facts(view, &unless.missing);
        let article = named(view, text, &unless.article);
        let args = [("article", article.as_str().into()), ("facts", missing.as_str().into())];
        said.push(words.say_with("binds-unless", &args));
    }
    let class = match answer.outcome {
        Outcome::Applies => "verified",
        Outcome::DoesNot => "neutral",
        Outcome::Undecided => "unconfirmed",
        Outcome::Disputed => "contested",
    };
    Cell::chip(view.code("answer", answer.outcome.code()), class).noted(said.join(" "))
}

/// What an article says of an incident, and would say if those who are accused had done it.
pub(super) fn met(view: &View<'_>, met: &Met) -> Cell {
    let text = met.text_since.map_or(&met.state.agreement, |(from, _)| met.state.text_at(from));
    let said = answer(view, text, &met.answer);
    let mut note = said.note.clone().unwrap_or_default();
    for (party, alleged) in &met.alleged {
        let (party, outcome) = (view.party(party), view.code("answer", alleged.outcome.code()));
        let args = [("party", party.as_str().into()), ("answer", outcome.as_str().into())];
        note.push(' ');
        note.push_str(&view.visit.words.say_with("binds-alleged", &args));
    }
    said.noted(note)
}

/// What is established of who did it and of the circumstances, as the articles were asked with it.
pub(super) fn established(view: &View<'_>, known: &Known) -> Option<Block> {
    let actor = known.actor.as_ref().map(|party| {
        let party = view.party(party);
        view.visit.words.say_with("binds-known-actor", &[("party", party.as_str().into())])
    });
    let circumstances = known.circumstances.iter().map(|(which, given)| {
        let given = view.say(if *given { "binds-yes" } else { "binds-no" });
        format!("{}: {given}.", view.code("circumstance", which.code()))
    });
    let said: Vec<String> = actor.into_iter().chain(circumstances).collect();
    (!said.is_empty()).then(|| Block::Intro(format!("{} {}", view.say("binds-known"), said.join(" "))))
}

/// What was found in terms, as a table; with lines where there was a file.
pub(super) fn table(view: &View<'_>, found: &[Remark]) -> Block {
    let words = view.visit.words;
    let rows = found.iter().map(|remark| {
        let level = remarks::level(remark.level);
        let class = match level {
            "fault" => "contested",
            "gap" => "unconfirmed",
            _ => "neutral",
        };
        vec![
            Cell::chip(view.say(&format!("flaw-level-{level}")), class),
            Cell::text(remarks::sentence(words, remark)),
            Cell::text(remarks::part(words, remark)).noted(remarks::line(words, remark)),
        ]
    });
    let head = ["flaw-weight", "flaw-what", "flaw-where"].map(|key| view.say(key)).to_vec();
    Block::Table(head, rows.collect(), None)
}

/// What was found in recorded terms, folded; where readings differ stands above it.
pub(super) fn found_in(view: &View<'_>, text: &Agreement) -> Vec<Block> {
    let all = check_terms(text);
    let differ: Vec<Remark> = all.iter().filter(|remark| remark.code == "readings-differ").cloned().collect();
    let mut blocks = Vec::new();
    if !differ.is_empty() {
        blocks.push(Block::Heading(view.say("agreement-readings-differ")));
        blocks.push(table(view, &differ));
    }
    if !all.is_empty() {
        blocks.push(Block::Fold(view.say("agreement-check-link"), vec![table(view, &all)]));
    }
    blocks
}

/// A time on the clocks that the text means; on the mission's, if it names none.
pub(super) fn time(view: &View<'_>, text: &Agreement, at: Instant) -> String {
    let zone = text.provisions.as_ref().map_or(view.zone(), |provisions| &provisions.zone);
    view.visit.words.time(at, zone)
}

/// Whose clocks are meant, if they are not the mission's.
pub(super) fn clock(view: &View<'_>, text: &Agreement) -> Option<Block> {
    let zone = &text.provisions.as_ref()?.zone;
    let said = || view.visit.words.say_with("agreement-clock", &[("zone", zone.as_str().into())]);
    (zone != view.zone()).then(|| Block::Intro(said()))
}

/// What an article says beyond its text: condition, precedence, dates, owners, and whether it is late.
pub(super) fn beyond(view: &View<'_>, text: &Agreement, article: &Article, now: Instant) -> String {
    let words = view.visit.words;
    let with = |key: &str, name: &str, text: &str| words.say_with(key, &[(name, text.into())]);
    let mut said = Vec::new();
    if let Some(terms) = &article.terms {
        if let Some(from) = terms.from {
            said.push(with("agreement-article-from", "time", &time(view, text, from)));
        }
        let numbered = |key: &String| {
            let one = text.articles.iter().find(|one| one.key == *key);
            one.map_or_else(|| key.clone(), |one| one.number.clone())
        };
        let numbers = |keys: &[String]| keys.iter().map(numbered).collect::<Vec<_>>().join(" · ");
        if !terms.yields_to.is_empty() {
            said.push(with("agreement-yields-to", "articles", &numbers(&terms.yields_to)));
        }
        if !terms.after.is_empty() {
            said.push(with("agreement-after", "articles", &numbers(&terms.after)));
        }
        if !terms.owners.is_empty() {
            let owners: Vec<String> = terms.owners.iter().map(|owner| whose(view, text, owner)).collect();
            said.push(with("agreement-owed-by", "owners", &owners.join(" · ")));
        }
    }
    if article.effect == mirqab_domain::agreement::Effect::Obligation
        && let Duty::Overdue(since) = duty_at(article, &BTreeSet::new(), now)
    {
        said.push(with("agreement-overdue-since", "time", &time(view, text, since)));
    }
    said.join(" · ")
}

/// A party, a body or a group, by its code.
fn whose(view: &View<'_>, text: &Agreement, code: &str) -> String {
    if let Ok(party) = PartyCode::parse(code)
        && text.parties.iter().any(|known| known.code == party)
    {
        return view.party(&party);
    }
    let bodies = text.provisions.iter().flat_map(|provisions| &provisions.bodies);
    let body = bodies.into_iter().find(|body| body.key == code);
    body.map_or_else(|| code.to_owned(), |body| view.own(&body.title).to_owned())
}

/// What else the text holds, as facts.
pub(super) fn provisions(view: &View<'_>, text: &Agreement) -> Vec<Block> {
    let Some(provisions) = &text.provisions else { return Vec::new() };
    let words = view.visit.words;
    let with = |key: &str, name: &str, text: &str| words.say_with(key, &[(name, text.into())]);
    let own = |text: &Bilingual| view.own(text).to_owned();
    let hours = |hours: Option<u32>| hours.map(|hours| words.count("hours", u64::from(hours))).unwrap_or_default();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |key: &str, cells: Vec<Cell>| {
        rows.extend(cells.into_iter().map(|cell| vec![Cell::text(view.say(key)), cell]));
    };
    row(
        "agreement-scope",
        provisions
            .scope
            .iter()
            .map(|scope| {
                let media: Vec<String> = scope.media.iter().map(|one| view.code("medium", one.code())).collect();
                Cell::text(own(&scope.text)).noted(media.join(" · "))
            })
            .collect(),
    );
    row(
        "agreement-renewal",
        provisions
            .renewal
            .iter()
            .map(|renewal| Cell::text(own(&renewal.text)).noted(hours(renewal.notice_hours)))
            .collect(),
    );
    row(
        "agreement-sponsors",
        provisions
            .guarantors
            .iter()
            .map(|one| Cell::text(own(&one.name)).noted(view.code("guarantor-role", one.role.code())))
            .collect(),
    );
    let signatory =
        |one: &mirqab_domain::agreement::Signatory| Cell::text(own(&one.person)).noted(view.party(&one.party));
    row("agreement-signatories", provisions.signatories.iter().map(signatory).collect());
    row(
        "agreement-names",
        provisions
            .names
            .iter()
            .map(|name| {
                let day = words.short_day(name.from);
                Cell::text(own(&name.name)).noted(with("agreement-from-day", "day", &day))
            })
            .collect(),
    );
    row(
        "agreement-answers-for",
        provisions
            .answers_for
            .iter()
            .map(|said| {
                let party = said.party.as_ref().map(|party| view.party(party));
                let relation = view.code("relation", said.relation.code());
                let for_whom = party.map_or(relation.clone(), |party| format!("{relation} · {party}"));
                let from = with("agreement-from-day", "day", &words.short_day(said.from));
                Cell::text(own(&said.name)).noted(format!("{for_whom} · {from}"))
            })
            .collect(),
    );
    let definition = |one: &mirqab_domain::agreement::Definition| Cell::text(own(&one.title)).noted(own(&one.text));
    row("agreement-definitions", provisions.definitions.iter().map(definition).collect());
    row("agreement-withdrawals", provisions.withdrawals.iter().map(|rule| withdrawal(view, text, rule)).collect());
    row(
        "agreement-standards",
        provisions
            .standards
            .iter()
            .map(|one| {
                let acts: Vec<String> = one.acts.iter().map(|act| words.code("kind", *act)).collect();
                Cell::text(words.code("standard", one.standard)).noted(acts.join(" · "))
            })
            .collect(),
    );
    row("agreement-bodies", provisions.bodies.iter().map(|body| body_cell(view, text, body)).collect());
    row(
        "agreement-reporting",
        provisions
            .reporting
            .iter()
            .map(|duty| {
                let by: Vec<String> = duty.by.iter().map(|by| whose(view, text, by)).collect();
                let (by, within) = (by.join(" · "), hours(duty.within_hours));
                let to = duty.to.as_ref().map(&own).unwrap_or_default();
                let args = [("by", by.as_str().into()), ("to", to.as_str().into()), ("hours", within.as_str().into())];
                Cell::text(own(&duty.title)).noted(words.say_with("agreement-reporting-by", &args))
            })
            .collect(),
    );
    row(
        "agreement-disputes",
        provisions.disputes.iter().map(|step| Cell::text(own(&step.title)).noted(hours(step.within_hours))).collect(),
    );
    row(
        "agreement-supplements",
        provisions
            .supplements
            .iter()
            .map(|one| {
                let kind = view.code("supplement-kind", one.kind.code());
                Cell::text(own(&one.title)).noted(format!("{kind} · {}", time(view, text, one.from)))
            })
            .collect(),
    );
    row(
        "agreement-texts",
        provisions
            .texts
            .iter()
            .map(|one| {
                let hash = one.sha256.as_ref().map(|hash| hash.as_str().to_owned());
                // A language that has no name here stands by its code.
                let known = mirqab_vocabulary::Language::from_code(one.language.as_str());
                let language = known.map_or_else(|| one.language.to_string(), |known| words.code("language", known));
                Cell::text(language).noted(hash.unwrap_or_default())
            })
            .collect(),
    );
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["agreement-part", "agreement-what"].map(|key| view.say(key)).to_vec();
    vec![Block::Heading(view.say("agreement-terms-more")), Block::Table(head, rows, None)]
}

fn withdrawal(view: &View<'_>, text: &Agreement, rule: &mirqab_domain::agreement::Withdrawal) -> Cell {
    let words = view.visit.words;
    let line = text.zones.iter().find(|zone| zone.key == rule.line).map(|zone| view.own(&zone.title));
    let distance = words.distance(rule.distance_m);
    let args = [("distance", distance.as_str().into()), ("line", line.unwrap_or(&rule.line).into())];
    let mut of: Vec<String> = rule.weapons.iter().map(|class| words.code("weapon", *class)).collect();
    let calibre = |key: &str, mm: Option<u16>| {
        mm.map(|mm| {
            let mm = mm.to_string();
            words.say_with(key, &[("mm", mm.as_str().into())])
        })
    };
    of.extend(calibre("agreement-calibre-from", rule.calibre_from_mm));
    of.extend(calibre("agreement-calibre-below", rule.calibre_below_mm));
    let measured = words.say_with("agreement-withdrawal-line", &args);
    Cell::text(view.own(&rule.title)).noted(format!("{measured} · {}", of.join(" · ")))
}

fn body_cell(view: &View<'_>, text: &Agreement, body: &mirqab_domain::agreement::AgreedBody) -> Cell {
    let words = view.visit.words;
    let seats = body.seats.iter().map(|seats| format!("{} × {}", seats.number, whose(view, text, &seats.of)));
    let mut said: Vec<String> = seats.collect();
    if let Some(chair) = &body.chair {
        said.push(words.say_with("agreement-chair", &[("chair", view.own(chair).into())]));
    }
    if let Some(quorum) = body.quorum {
        said.push(words.say_with("agreement-quorum", &[("n", u64::from(quorum).into())]));
    }
    said.extend(body.decision.map(|rule| view.code("decision", rule.code())));
    Cell::text(view.own(&body.title)).noted(said.join(" · "))
}

/// What became of its force and of its text, as a time line; nothing if nothing did.
pub(super) fn changes(view: &View<'_>, state: &State) -> Vec<Block> {
    let mut steps = Vec::new();
    for change in &state.force {
        let until = change.until.map(|until| format!(" – {}", view.time(until))).unwrap_or_default();
        let what = format!("{}{until}", view.code("force-step", change.step.code()));
        let why = format!("{} · {}", view.own(&change.reason), view.own(&change.source));
        steps.push((change.at, ("done", view.time(change.at), what, why)));
    }
    for (recorded, amendment) in &state.amendments {
        let kind = view.code("supplement-kind", amendment.kind.code());
        let title = format!("{kind}: {}", view.own(&amendment.title));
        steps.push((amendment.holds_from, ("done", view.time(amendment.holds_from), title, view.time(*recorded))));
    }
    if steps.is_empty() {
        return Vec::new();
    }
    steps.sort_by_key(|(at, _)| *at);
    vec![
        Block::Heading(view.say("agreement-force-history")),
        Block::Timeline(steps.into_iter().map(|(_, step)| step).collect()),
    ]
}

/// Under which text something is answered.
pub(super) fn text_of(view: &View<'_>, since: Option<Instant>) -> String {
    match since {
        None => view.say("agreement-text-first"),
        Some(at) => {
            let day = view.zone().day_of(at).to_string();
            view.visit.words.say_with("agreement-text-of", &[("day", day.as_str().into())])
        }
    }
}

/// What an incident's recorded tests under other texts said.
pub(super) fn reexaminations(view: &View<'_>, incident: IncidentId) -> Vec<Block> {
    let words = view.visit.words;
    let mut steps = Vec::new();
    for state in &view.agreements {
        for (recorded, told) in state.reexaminations_of(incident) {
            let day = view.zone().day_of(told.text_of).to_string();
            let title = words.say_with("reexamined", &[("day", day.as_str().into())]);
            let differs = told.answers.iter().map(|answer| {
                let outcome = |outcome: Outcome| view.code("answer", outcome.code());
                let (before, under) = (answer.before.map_or(view.say("none"), outcome), outcome(answer.under));
                let article = answer.article.as_str();
                let args =
                    [("article", article.into()), ("before", before.as_str().into()), ("under", under.as_str().into())];
                words.say_with("reexamined-differs", &args)
            });
            let mut differs: Vec<String> = differs.collect();
            if differs.is_empty() {
                differs.push(view.say("reexamined-same"));
            }
            differs.push(told.reason.to_string());
            let title = format!("{} · {title}", view.own(&state.agreement.title));
            steps.push(("done", view.time(*recorded), title, differs.join(" · ")));
        }
    }
    if steps.is_empty() { Vec::new() } else { vec![Block::Timeline(steps)] }
}
