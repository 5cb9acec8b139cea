//! The situation report: one set of figures, told in either language.

use crate::blocks::{Block, Cell};
use crate::view::View;
use crate::words::Words;
use mirqab_app::Rate;
use mirqab_app::publication::{Figures, Harmed, Rule, Watching};
use mirqab_domain::publication::Period;
use mirqab_vocabulary::Code as _;

/// The report's title.
pub fn title(words: &Words, figures: &Figures) -> String {
    let (first, last) = (words.day(figures.first_day), words.day(figures.last_day));
    match figures.period {
        Period::Daily => words.say_with("sitrep-daily-title", &[("day", last.as_str().into())]),
        Period::Weekly => {
            words.say_with("sitrep-weekly-title", &[("from", first.as_str().into()), ("to", last.as_str().into())])
        }
    }
}

/// The report, piece by piece.
pub fn blocks(view: &View<'_>, figures: &Figures) -> Vec<Block> {
    // A situation report names parties as they were called at the end of its time.
    let then = view.of_time(figures.during.to());
    let view = &*then;
    let words = view.visit.words;
    let stats = figures.main.iter().map(|figure| {
        let change = match figure.value.cmp(&figure.previous) {
            std::cmp::Ordering::Greater => {
                words.say_with("compare-up", &[("n", (figure.value - figure.previous).into())])
            }
            std::cmp::Ordering::Less => {
                words.say_with("compare-down", &[("n", (figure.previous - figure.value).into())])
            }
            std::cmp::Ordering::Equal => view.say("compare-same"),
        };
        (view.code("rule", figure.rule.code()), view.number(figure.value), change, None)
    });
    let mut blocks = vec![Block::Stats(stats.collect()), Block::Intro(view.say("sitrep-reported-is-not-verified"))];
    if figures.watched_s == 0 {
        blocks.push(Block::Notice("warn", vec![view.say("sitrep-nobody-watched")]));
    }
    let head = |keys: &[&str]| keys.iter().map(|key| view.say(key)).collect::<Vec<_>>();
    if let Some(told) = &figures.watching {
        blocks.push(Block::Heading(view.say("sitrep-coverage")));
        blocks.extend(watching(view, figures, told));
    }
    blocks.push(Block::Heading(view.say("figures-by-party")));
    let parties = figures.by_party.iter().map(|line| {
        vec![
            Cell::text(view.party(&line.party)),
            Cell::number(view.number(line.filed)),
            Cell::number(view.number(line.accused)),
            Cell::number(view.number(line.attributed)),
        ]
    });
    let names = head(&["party", "figures-party-filed", "figures-party-accused", "figures-party-attributed"]);
    blocks.push(Block::Table(names, parties.collect(), Some(view.say("figures-by-party-note"))));
    blocks.push(Block::Heading(view.say("figures-by-day")));
    let days = figures.by_day.iter().map(|day| {
        let watched = if day.watched_s == 0 {
            Cell::chip(view.say("no-observation"), "unsigned")
        } else {
            Cell::number(words.duration_s(day.watched_s))
        };
        let watched = match day.watched_night_s.filter(|_| day.watched_s > 0) {
            None => watched,
            Some(0) => watched.noted(view.say("coverage-not-by-night")),
            Some(night_s) => {
                let night = words.duration_s(night_s);
                watched.noted(words.say_with("coverage-of-it-by-night", &[("duration", night.as_str().into())]))
            }
        };
        vec![
            Cell::text(words.day(day.day)),
            Cell::number(view.number(day.reported)),
            Cell::number(view.number(day.verified)),
            watched,
        ]
    });
    blocks.push(Block::Table(
        head(&["day", "rule-incidents-reported", "rule-incidents-verified", "rule-watch-hours"]),
        days.collect(),
        None,
    ));
    let two = |title: &str, rows: Vec<Vec<Cell>>| {
        vec![Block::Heading(view.say(title)), Block::Table(head(&["title", "figures-total"]), rows, None)]
    };
    let row = |name: String, number: u64| vec![Cell::text(name), Cell::number(view.number(number))];
    let channels = figures.by_channel.iter().map(|(code, n)| row(view.code("channel", code), *n)).collect();
    let kinds = figures.by_kind.iter().map(|(kind, n)| row(words.code("kind", *kind), *n)).collect();
    let outcomes = figures.by_occurrence.iter().map(|(code, n)| row(view.code("occurrence", code), *n)).collect();
    let attributions = figures.by_attribution.iter().map(|(code, n)| row(view.code("attribution", code), *n)).collect();
    blocks.push(Block::Columns(vec![two("figures-by-channel", channels), two("figures-by-kind", kinds)]));
    blocks.push(Block::Columns(vec![two("figures-by-outcome", outcomes), two("figures-by-attribution", attributions)]));
    blocks.push(Block::Heading(view.say("sitrep-casualties")));
    let harmed = |key: &str, harmed: &Harmed| {
        let range = |key: &str, least: u64, most: u64| {
            Cell::text(words.say_with(key, &[("from", least.into()), ("to", most.into())]))
        };
        vec![
            Cell::text(view.say(key)),
            Cell::number(view.number(harmed.incidents)),
            range("killed-range", harmed.killed_min, harmed.killed_max),
            range("injured-range", harmed.injured_min, harmed.injured_max),
        ]
    };
    let rows = vec![
        harmed("rule-casualties-reported", &figures.harmed_reported),
        harmed("rule-casualties-verified", &figures.harmed_verified),
    ];
    blocks.push(Block::Table(
        head(&["figures-rule", "rule-incidents-with-harm", "rule-killed-reported", "rule-injured-reported"]),
        rows,
        Some(view.say("rule-casualties-reported-hint")),
    ));
    blocks.push(Block::Heading(view.say("sitrep-findings")));
    if figures.concluded.is_empty() {
        blocks.push(Block::Intro(view.say("none")));
    } else {
        let rows = figures.concluded.iter().map(|found| {
            vec![
                Cell::link(view.own(&found.title), format!("/findings/{}", found.finding))
                    .noted(view.interval(found.occurred)),
                Cell::text(words.code("kind", found.kind)),
                view.occurrence(&found.axes.occurrence),
                Cell::text(view.code("classification", found.axes.classification.code())),
                view.attribution(&found.axes.attribution),
            ]
        });
        blocks.push(Block::Table(
            head(&["title", "kind", "axis-occurrence", "axis-classification", "axis-attribution"]),
            rows.collect(),
            None,
        ));
        blocks.extend(answers(view, figures));
    }
    if !figures.restrictions.is_empty() {
        blocks.push(Block::Heading(view.say("sitrep-restrictions")));
        let rows = figures.restrictions.iter().map(|restriction| {
            let by =
                restriction.by.as_ref().map_or_else(|| view.say("restriction-by-unknown"), |party| view.party(party));
            vec![
                Cell::text(view.code("restriction", restriction.kind.code())).noted(view.own(&restriction.place)),
                Cell::text(by),
                Cell::text(view.interval(restriction.during)),
                Cell::text(view.own(&restriction.task_lost)),
            ]
        });
        blocks.push(Block::Table(
            head(&["restriction-kind", "restriction-by", "restriction-during", "restriction-task"]),
            rows.collect(),
            None,
        ));
    }
    blocks.push(Block::Heading(view.say("sitrep-method")));
    let rules = [
        Rule::ReportsReceived,
        Rule::IncidentsReported,
        Rule::IndependentOrigins,
        Rule::IncidentsVerified,
        Rule::BreachesFound,
        Rule::IncidentsAttributed,
    ];
    let explained = rules.map(|rule| {
        (
            view.code("rule", rule.code()),
            vec![Cell::text(view.say(&crate::words::key_of("rule", &format!("{}-hint", rule.code()))))],
        )
    });
    blocks.push(Block::Facts(explained.to_vec()));
    blocks.push(Block::Facts(vec![(
        view.say("entry-position"),
        vec![Cell::text(words.say_with("figures-traceable", &[("position", figures.log_size.into())]))],
    )]));
    blocks
}

/// What the parties answered, finding by finding, in their own words. A party that had notice and said nothing stands there too.
fn answers(view: &View<'_>, figures: &Figures) -> Vec<Block> {
    let words = view.visit.words;
    let mut blocks = Vec::new();
    for found in &figures.concluded {
        let answers = found.answers.as_deref().unwrap_or_default();
        if answers.is_empty() {
            continue;
        }
        let mut said = Vec::new();
        for answer in answers {
            let party = view.party(&answer.party);
            for reply in &answer.replies {
                let late = if reply.late { format!(" · {}", view.say("reply-late")) } else { String::new() };
                let kind = view.code("reply", reply.kind.code());
                let who = format!("{party} · {kind} · {}{late}", view.time(reply.at));
                said.push(Block::Quote(reply.text.to_string(), reply.language.code(), who));
            }
            if answer.replies.is_empty() {
                let due = view.time(answer.due);
                let args = [("party", party.as_str().into()), ("time", due.as_str().into())];
                said.push(Block::Notice("info", vec![words.say_with("sitrep-no-reply", &args)]));
            }
        }
        let finding = Cell::link(view.own(&found.title), format!("/findings/{}", found.finding));
        let about = vec![Block::Facts(vec![
            (view.say("sitrep-replies-to"), vec![finding.noted(view.interval(found.occurred))]),
            (view.say("axis-occurrence"), vec![view.occurrence(&found.axes.occurrence)]),
            (view.say("axis-attribution"), vec![view.attribution(&found.axes.attribution)]),
        ])];
        blocks.push(Block::Columns(vec![about, said]));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(view.say("sitrep-replies")));
        blocks.insert(1, Block::Intro(view.say("sitrep-replies-note")));
    }
    blocks
}

/// Who watched, beside what was counted: without it a number says nothing.
fn watching(view: &View<'_>, figures: &Figures, told: &Watching) -> Vec<Block> {
    let words = view.visit.words;
    let hours = |seconds: i64| match seconds {
        0 => Cell { number: true, ..Cell::chip(view.say("no-observation"), "unsigned") },
        seconds => Cell::number(words.duration_s(seconds)),
    };
    let in_view = match figures.watched_s {
        0 => Cell::text(view.say("no-observation")),
        _ => Cell::number(view.number(told.in_view)).noted(view.say("coverage-in-view-note")),
    };
    let mut blocks = vec![Block::Facts(vec![
        (view.say("rule-watch-hours"), vec![hours(figures.watched_s)]),
        (view.say("coverage-by-day"), vec![hours(told.day_s)]),
        (view.say("coverage-by-night"), vec![hours(told.night_s)]),
        (view.say("coverage-in-view"), vec![in_view]),
        (view.say("coverage-rate"), vec![crate::pages::mission::rate(view, Rate::of(told.in_view, figures.watched_s))]),
        (view.say("sitrep-patrols-planned"), vec![Cell::number(view.number(told.patrols_planned))]),
        (view.say("sitrep-patrols-out"), vec![Cell::number(view.number(told.patrols_set_out))]),
        (view.say("outages-title"), vec![Cell::number(view.number(told.outages))]),
    ])];
    if told.previous_s != figures.watched_s {
        let spans = [figures.watched_s, told.previous_s].map(|seconds| match seconds {
            0 => view.say("no-observation"),
            seconds => words.duration_s(seconds),
        });
        let args = [("now", spans[0].as_str().into()), ("before", spans[1].as_str().into())];
        blocks.push(Block::Notice("info", vec![words.say_with("compare-coverage-differs", &args)]));
    }
    let rows = told.by_means.iter().map(|(code, day_s, night_s)| {
        vec![Cell::text(view.code("watch-means", code)), hours(*day_s), hours(*night_s), hours(day_s + night_s)]
    });
    let head = ["coverage-means", "coverage-by-day", "coverage-by-night", "figures-total"];
    let head = head.map(|key| view.say(key)).to_vec();
    blocks.push(Block::Table(head, rows.collect(), Some(view.say("coverage-means-note"))));
    blocks
}

#[derive(askama::Template)]
#[template(path = "standalone.html")]
struct Standalone {
    title: String,
    language: &'static str,
    dir: &'static str,
    style: &'static str,
    demonstration: Option<String>,
    name: String,
    blocks: Vec<Block>,
}

/// The report as a document that stands by itself, for files and printers.
pub fn document(
    app: &mirqab_app::App,
    figures: &Figures,
    language: mirqab_vocabulary::Language,
) -> anyhow::Result<String> {
    use askama::Template as _;
    let visit = crate::shell::Visit {
        app: app.clone(),
        words: Words::of(language),
        actor: mirqab_app::Actor::public(),
        account: None,
        csrf: String::new(),
        by_token: false,
        path: String::new(),
        as_of: None,
        query: String::new(),
    };
    let view = View::of(&visit).map_err(|_| anyhow::anyhow!("the agreements could not be read"))?;
    let standalone = Standalone {
        title: title(visit.words, figures),
        language: mirqab_vocabulary::Code::code(language),
        dir: visit.words.dir(),
        style: include_str!("../assets/style.css"),
        demonstration: app.settings.demonstration.then(|| view.say("demonstration-text")),
        name: view.say("site-name"),
        blocks: blocks(&view, figures),
    };
    Ok(standalone.render()?)
}
