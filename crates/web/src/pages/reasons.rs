//! Why: what each thing compared said, as a picture and in words; why something else was not chosen; and what the model learnt from.

use crate::blocks::{Bar, Block, Cell};
use crate::shell::Failed;
use crate::view::{View, read};
use mirqab_app::proposal::{Candidate, Kept, NotChosen, kept};
use mirqab_app::rows::ReportRow;
use mirqab_domain::incident::{Change, Contribution, Learnt, Obstacle, Proposal};
use mirqab_vocabulary::{IncidentId, ReportId};

/// A probability in words: "97 of 100". Never 0 or 100, which no model can know.
pub(super) fn probability(view: &View<'_>, permille: u16) -> String {
    let percent = (u64::from(permille) + 5) / 10;
    view.visit.words.say_with("proposal-probability", &[("n", percent.clamp(1, 99).into())])
}

/// What was compared, in words.
fn note(view: &View<'_>, said: &Contribution) -> String {
    let words = view.visit.words;
    let fact = |name: &str| said.facts.get(name).copied();
    let metres = |name: &str| words.distance(u32::try_from(fact(name).unwrap_or(0)).unwrap_or(u32::MAX));
    if fact("missing").is_some() {
        return view.say("proposal-missing");
    }
    if fact("counter_claim").is_some() {
        return view.say("proposal-counter-claim");
    }
    if fact("apart_m").is_some() {
        let (apart, precision) = (metres("apart_m"), metres("precision_m"));
        return words.say_with("proposal-apart", &[("apart", apart.into()), ("precision", precision.into())]);
    }
    if let Some(minutes) = fact("apart_min") {
        let minutes = u64::try_from(minutes).unwrap_or(0);
        // Nobody reads 605 minutes.
        return match minutes {
            0..180 => words.count("minutes-apart", minutes),
            _ => words.count("hours-apart", (minutes + 30) / 60),
        };
    }
    if let Some(expected) = fact("expected_milli") {
        let number = words.thousandths(u64::try_from(expected).unwrap_or(0));
        return words.say_with("proposal-expected", &[("number", number.into())]);
    }
    if let (Some(a), Some(b)) = (fact("a"), fact("b")) {
        return words.say_with("proposal-numbers", &[("a", a.into()), ("b", b.into())]);
    }
    if let Some(percent) = fact("percent") {
        return words.say_with("proposal-likeness", &[("n", percent.into())]);
    }
    match fact("same") {
        Some(1) => view.say("proposal-same-value"),
        Some(_) => view.say("proposal-other-value"),
        None => String::new(),
    }
}

/// The reasons as a waterfall: where each begins is where the one before it ended.
pub(super) fn waterfall(view: &View<'_>, proposal: &Proposal) -> Block {
    let mut at = 0;
    let mut bars = Vec::new();
    let (heard, silent): (Vec<&Contribution>, Vec<&Contribution>) =
        proposal.contributions.iter().partition(|said| said.weight_milli != 0);
    for said in heard {
        let to = at + said.weight_milli;
        bars.push(Bar {
            label: view.code("feature", said.feature.as_str()),
            note: note(view, said),
            from: at,
            to,
            number: view.visit.words.signed_milli(said.weight_milli),
        });
        at = to;
    }
    let sum = Bar {
        label: view.say("proposal-sum"),
        note: probability(view, proposal.permille),
        from: 0,
        to: at,
        number: view.visit.words.signed_milli(at),
    };
    bars.push(sum);
    let mut caption = view.say("proposal-waterfall");
    if !silent.is_empty() {
        let names: Vec<String> = silent.iter().map(|said| view.code("feature", said.feature.as_str())).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let names = view.visit.words.list(&names);
        caption.push(' ');
        caption.push_str(&view.visit.words.say_with("proposal-silent", &[("features", names.into())]));
    }
    Block::Waterfall(bars, caption)
}

pub(super) fn what(view: &View<'_>, row: &ReportRow) -> String {
    let words = view.visit.words;
    // The mark gives the line the page's direction, whatever the source's name is written in: else it breaks within a date.
    let mark = if words.dir() == "rtl" { '\u{200F}' } else { '\u{200E}' };
    let source = words.isolate(&row.source);
    format!("{mark}{source} · {} · {}", words.code("kind", row.kind), view.interval(row.occurred))
}

pub(super) fn strength(view: &View<'_>, permille: u16) -> String {
    view.say(match permille {
        800.. => "proposal-strength-strong",
        400.. => "proposal-strength-fair",
        _ => "proposal-strength-weak",
    })
}

/// From what the model's weights are.
pub(super) fn model(view: &View<'_>, learnt: Option<Learnt>) -> String {
    match learnt {
        None => view.say("model-defaults"),
        Some(learnt) => {
            let answers = view.visit.words.count("answers", u64::from(learnt.answers));
            let until = view.number(learnt.until);
            view.visit.words.say_with("model-learnt", &[("answers", answers.into()), ("position", until.into())])
        }
    }
}

/// How a report stands to an incident as a whole, where the incident has more than the one report.
pub(super) fn as_a_whole(view: &View<'_>, candidate: &Candidate) -> Vec<(String, Vec<Cell>)> {
    let mut facts = Vec::new();
    if candidate.incident.as_ref().is_some_and(|incident| incident.reports > 1) {
        let low = candidate.mean_permille < 400 && candidate.proposal.permille >= 400;
        let note = if low { view.say("proposal-mean-low") } else { String::new() };
        let cell = Cell::text(probability(view, candidate.mean_permille)).noted(note);
        facts.push((view.say("proposal-mean"), vec![cell]));
    }
    if candidate.covers {
        facts.push((view.say("proposal-covers"), vec![Cell::text(view.say("proposal-covers-note"))]));
    }
    facts
}

/// How many features are named as what made the difference.
const NAMED: usize = 3;

/// Features with their weights in words, the heaviest first.
fn named(view: &View<'_>, mut weights: Vec<(String, i32)>) -> String {
    weights.sort_by_key(|(_, weight)| *weight);
    let each = weights.iter().take(NAMED).map(|(feature, weight)| {
        let name = view.code("feature", feature);
        let name = view.visit.words.isolate(&name);
        format!("{name} {}", view.visit.words.signed_milli(*weight))
    });
    let each: Vec<String> = each.collect();
    view.visit.words.list(&each.iter().map(String::as_str).collect::<Vec<_>>())
}

/// In words what kept the nearest alternative from being chosen.
fn against(view: &View<'_>, other: &NotChosen, first: Option<&Candidate>) -> String {
    let weights = |proposal: &Proposal| -> Vec<(String, i32)> {
        proposal.contributions.iter().map(|said| (said.feature.to_string(), said.weight_milli)).collect()
    };
    let own = weights(&other.candidate.proposal);
    let (key, heard) = match (other.obstacle, first) {
        (Obstacle::Less, Some(first)) => {
            let first = weights(&first.proposal);
            let less = own.into_iter().zip(first).map(|((feature, own), (_, first))| (feature, own - first));
            ("proposal-lacks", less.filter(|(_, weight)| *weight < 0).collect::<Vec<_>>())
        }
        _ => ("proposal-held-apart", own.into_iter().filter(|(_, weight)| *weight < 0).collect()),
    };
    if heard.is_empty() {
        return String::new();
    }
    view.visit.words.say_with(key, &[("features", named(view, heard).into())])
}

/// The nearest alternative, what stands in its way, and its reasons.
pub(super) fn alternative(
    view: &View<'_>,
    other: &NotChosen,
    first: Option<&Candidate>,
    name: &str,
    form: Option<Block>,
) -> Vec<Block> {
    let candidate = &other.candidate;
    let nearest = &candidate.nearest;
    let mut facts = vec![(
        view.say("proposal-obstacle"),
        vec![Cell::text(view.code("obstacle", other.obstacle.code())).noted(against(view, other, first))],
    )];
    let link = Cell::link(what(view, &candidate.report), format!("/reports/{}", candidate.report.id));
    facts.push((view.say("room-report"), vec![link]));
    if let Some(incident) = &candidate.incident {
        let link = Cell::link(view.own(&incident.title), format!("/incidents/{}", incident.id));
        facts.push((view.say("room-incident"), vec![link]));
    }
    let link = Cell::link(what(view, nearest), format!("/reports/{}", nearest.id)).noted(nearest.excerpt.clone());
    facts.push((view.say("proposal-nearest"), vec![link]));
    let score = Cell::text(probability(view, candidate.proposal.permille));
    facts.push((view.say("proposal-score"), vec![score.noted(strength(view, candidate.proposal.permille))]));
    facts.extend(as_a_whole(view, candidate));
    let summary = format!("{} · {name}", probability(view, candidate.proposal.permille));
    let mut inside = vec![Block::Facts(facts), waterfall(view, &candidate.proposal)];
    inside.extend(form);
    // What stands in full above need not stand open twice.
    let block = match other.obstacle {
        Obstacle::Less | Obstacle::ProposedFirst => Block::Fold(summary, inside),
        _ => Block::Open(summary, inside),
    };
    vec![Block::Heading(view.say("proposal-alternative")), block]
}

/// What was answered: to a proposal about a report, or about incidents.
fn answer_of(view: &View<'_>, one: &Kept) -> String {
    view.code(if one.about.is_some() { "answer-change" } else { "answer" }, one.answer.code())
}

/// The answers that were given about an incident, each with the reasons that are kept with it.
pub(super) fn answers(view: &View<'_>, id: IncidentId) -> Result<Vec<Block>, Failed> {
    let (all, rows) = read(view.visit, |reader| {
        let all = kept(reader, id)?;
        let mut rows = Vec::new();
        for one in &all {
            rows.push((reader.report(one.report)?, reader.report(one.proposal.nearest)?));
        }
        Ok((all, rows))
    })?;
    let mut blocks = Vec::new();
    for (one, (report, nearest)) in all.iter().zip(&rows) {
        let named = |row: &Option<ReportRow>| row.as_ref().map(|row| what(view, row)).unwrap_or_default();
        let link = |row: &Option<ReportRow>, id: ReportId| vec![Cell::link(named(row), format!("/reports/{id}"))];
        let mut facts = vec![
            (view.say("room-report"), link(report, one.report)),
            (view.say("proposal-nearest"), link(nearest, one.proposal.nearest)),
            (view.say("proposal-answered"), vec![Cell::text(answer_of(view, one)).noted(view.time(one.at))]),
            (view.say("reason"), vec![Cell::text(one.reason.to_string())]),
            (
                view.say("proposal-model"),
                vec![
                    Cell::code(format!("{} {}", one.proposal.model, one.proposal.parameters))
                        .noted(model(view, one.proposal.learnt)),
                ],
            ),
        ];
        if let Some(other) = &one.proposal.alternative {
            let address = match other.incident {
                Some(incident) => format!("/incidents/{incident}"),
                None => format!("/reports/{}", other.nearest),
            };
            let cell = Cell::link(probability(view, other.permille), address);
            let why = view.code("obstacle", other.obstacle.code());
            facts.push((view.say("proposal-alternative"), vec![cell.noted(why)]));
        }
        let about = match &one.about {
            None => named(report),
            Some(Change::Merge { .. }) => view.say("change-merge"),
            Some(Change::Split { .. }) => view.say("change-split"),
        };
        let summary = format!("{about} · {}", answer_of(view, one));
        blocks.push(Block::Fold(summary, vec![Block::Facts(facts), waterfall(view, &one.proposal)]));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(view.say("proposal-answers")));
    }
    Ok(blocks)
}
