//! A conclusion as it is reviewed without the parties' names.

use crate::blocks::{Block, Cell, Input};
use crate::view::View;
use mirqab_app::blind::Waiting;
use mirqab_domain::agreement::Party;
use mirqab_domain::finding::Version;
use mirqab_domain::verification::Item;
use mirqab_vocabulary::{Code, PartyCode};

/// The parties' names and codes, each with what stands in its place. The first party is the one that is named first: any other order
/// would be known beforehand, and would tell.
struct Mask(Vec<(String, String)>);

impl Mask {
    fn of(view: &View<'_>, version: &Version, evidence: &[Item]) -> Self {
        let proposal = &version.proposal;
        let mut said = vec![proposal.axes.attribution.party().map_or("", PartyCode::as_str)];
        said.extend([proposal.statement.ar.as_str(), proposal.statement.en.as_str(), proposal.reason.as_str()]);
        for item in evidence {
            said.extend([item.evidence.origin.as_str(), item.evidence.description.as_str()]);
        }
        let said = said.join("\n");
        let names = |party: &Party| [party.name.ar.to_string(), party.name.en.to_string(), party.code.to_string()];
        let mut parties = view.parties().to_vec();
        parties.sort_by_key(|party| names(party).iter().filter_map(|name| said.find(name)).min().unwrap_or(usize::MAX));
        let mut pairs = Vec::new();
        for (number, party) in (1u64..).zip(&parties) {
            let shown = view.visit.words.say_with("masked-party", &[("n", number.into())]);
            pairs.extend(names(party).map(|name| (name, shown.clone())));
        }
        // A longer name first: a shorter one may be a part of it.
        pairs.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(pairs)
    }

    fn over(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, shown)| text.replace(name.as_str(), shown))
    }

    fn cells(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let over = |cell: Cell| Cell {
            text: self.over(&cell.text),
            note: cell.note.as_deref().map(|note| self.over(note)),
            href: None,
            ..cell
        };
        cells.into_iter().map(over).collect()
    }
}

/// The conclusion, its reasons and the evidence, masked, and the form for the review.
pub(super) fn blocks(view: &View<'_>, waiting: Waiting) -> Vec<Block> {
    let Waiting { state, row, version, evidence } = waiting;
    let (words, mask) = (view.visit.words, Mask::of(view, &version, &evidence));
    let proposal = &version.proposal;
    let axes = view.axes(&proposal.axes).into_iter().map(|(title, cells)| (title, mask.cells(cells))).collect();
    let time = row.occurred.map_or_else(|| view.say("not-known"), |occurred| view.interval(occurred));
    let evidence = evidence.into_iter().map(|item| {
        mask.cells(vec![
            Cell::number(view.number(item.number)),
            Cell::text(view.code("evidence", item.evidence.kind.code())).noted(item.evidence.origin.to_string()),
            Cell::text(item.evidence.description.to_string()).noted(view.time(item.evidence.collected_at)),
            Cell::text(words.code("reliability", item.evidence.grade.reliability)),
            Cell::text(words.code("credibility", item.evidence.grade.credibility)),
        ])
    });
    let head = ["identifier", "evidence-kind", "evidence-description", "evidence-reliability", "evidence-credibility"];
    let answers = ["yes", "no"].into_iter().zip(["finding-review-agree", "finding-review-disagree"]);
    let review = Block::Form {
        action: format!("/findings/{}/review", state.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs: vec![
            Input::Select {
                name: "agrees",
                label: view.say("finding-review"),
                hint: String::new(),
                options: answers.map(|(value, key)| (value.to_owned(), view.say(key))).collect(),
                chosen: String::new(),
            },
            Input::Area {
                name: "reason",
                label: view.say("finding-review-reason"),
                hint: String::new(),
                value: String::new(),
                required: true,
            },
        ],
        button: view.say("finding-review"),
        fold: view.say("finding-review"),
        errors: Vec::new(),
        open: true,
    };
    // Whoever knows the case without its names can step back from it.
    let aside = Block::Form {
        action: format!("/findings/{}/stand-aside", state.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs: vec![Input::Area {
            name: "reason",
            label: view.say("reason"),
            hint: view.say("verification-recuse-hint"),
            value: String::new(),
            required: true,
        }],
        button: view.say("verification-recuse"),
        fold: view.say("verification-recuse"),
        errors: Vec::new(),
        open: false,
    };
    vec![
        Block::Notice("info", vec![view.say("masked-note")]),
        Block::Heading(view.say("evidence-title")),
        Block::Table(head.map(|key| view.say(key)).to_vec(), evidence.collect(), None),
        Block::Heading(view.say("finding-statement")),
        Block::Strip(axes),
        Block::Quote(mask.over(view.own(&proposal.statement)), view.language().code(), time),
        Block::Facts(vec![
            (view.say("finding-standard"), vec![Cell::text(words.code("standard", proposal.standard))]),
            (view.say("finding-reason"), vec![Cell::text(mask.over(proposal.reason.as_str()))]),
        ]),
        review,
        aside,
    ]
}
