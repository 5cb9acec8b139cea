//! What is wrong with an agreement's terms, what they leave open, and where the parties read them differently.

use super::applies::{Act, Tests};
use super::condition::Condition;
use super::event::{Article, Effect};
use super::ground::measure;
use super::search::{meeting, overlap};
use super::{Agreement, Form, Provisions, Zone};
use mirqab_vocabulary::{Code, ViolationKind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How much a flaw weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The text cannot be worked with so.
    Fault,
    /// The text leaves something open that will be asked for.
    Gap,
    /// Good to know.
    Note,
}

macro_rules! findings {
    ($($(#[$meta:meta])* $name:ident = $code:literal, $level:ident);+ $(;)?) => {
        /// What can be found in the terms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Found { $($(#[$meta])* $name),+ }
        impl Found {
            /// Everything that can be found.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The written form.
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
            /// How much it weighs.
            pub fn level(self) -> Level { match self { $(Self::$name => Level::$level),+ } }
        }
    };
}
findings! {
    /// One act is prohibited and permitted.
    Contradiction = "contradiction", Fault;
    /// No act can meet it.
    Unreachable = "unreachable", Fault;
    /// Articles wait for each other.
    DependencyCycle = "dependency-cycle", Fault;
    /// Articles give way to each other.
    PrecedenceCycle = "precedence-cycle", Fault;
    /// A name that stands for no party.
    PartyUnknown = "party-unknown", Fault;
    /// A name that stands for no line or area.
    PlaceUnknown = "place-unknown", Fault;
    /// A name that stands for no party, group or body.
    ActorUnknown = "actor-unknown", Fault;
    /// A name that stands for no article.
    ArticleUnknown = "article-unknown", Fault;
    /// A name that stands for no withdrawal.
    WithdrawalUnknown = "withdrawal-unknown", Fault;
    /// A name that stands for no body.
    BodyUnknown = "body-unknown", Fault;
    /// A name that stands for no amendment.
    SupplementUnknown = "supplement-unknown", Fault;
    /// A key that is used twice.
    KeyTwice = "key-twice", Fault;
    /// Two versions of one reading from one day.
    VersionTwice = "version-twice", Fault;
    /// A distance is asked to an area's inside, or an inside of a line.
    LineNotArea = "line-not-area", Fault;
    /// A condition with a term that nothing defines.
    TermUnknown = "term-unknown", Fault;
    /// An article ends before it begins.
    ArticleBackwards = "article-backwards", Fault;
    /// Nobody owes it.
    NoOwner = "no-owner", Gap;
    /// No deadline.
    NoDeadline = "no-deadline", Gap;
    /// No time of notice.
    NoNotice = "no-notice", Gap;
    /// A party has no reading of a line, and none is agreed.
    ReadingMissing = "reading-missing", Gap;
    /// A line or area has no version on the first days.
    VersionMissing = "version-missing", Gap;
    /// An article says nothing a program can test.
    NothingTested = "nothing-tested", Gap;
    /// A body does not say how it decides.
    BodyOpen = "body-open", Gap;
    /// A reporting duty without a time or somebody to report to.
    DutyOpen = "duty-open", Gap;
    /// No rule of self-defence.
    NoSelfDefence = "no-self-defence", Gap;
    /// No ladder for disputes.
    NoDisputes = "no-disputes", Gap;
    /// It ends, and nothing says how it is renewed.
    NoRenewal = "no-renewal", Gap;
    /// Two areas overlap.
    Overlap = "overlap", Note;
    /// The parties read a line or an area differently.
    ReadingsDiffer = "readings-differ", Note;
    /// Kinds of act of which no article speaks.
    KindsUnnamed = "kinds-unnamed", Note;
    /// Two parties bear one name.
    NameShared = "name-shared", Note;
    /// A definition that no condition uses.
    DefinitionUnused = "definition-unused", Note;
}

impl Serialize for Found {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// An act that shows a contradiction.
#[derive(Clone, Debug)]
pub struct Example(pub Act);

/// Something found in the terms.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// What.
    pub found: Found,
    /// In which part of the text: article, zone, body and so on; empty for the whole.
    pub part: &'static str,
    /// Which one, by its key.
    pub key: String,
    /// Other keys that it is about.
    pub others: Vec<String>,
    /// A number that it is about.
    pub metres: Option<u64>,
    /// An act that shows it.
    pub example: Option<Example>,
}

impl Flaw {
    /// How much it weighs.
    pub fn level(&self) -> Level {
        self.found.level()
    }
    fn new(found: Found, part: &'static str, key: &str) -> Self {
        let (key, others) = (key.to_owned(), Vec::new());
        Self { found, part, key, others, metres: None, example: None }
    }
    fn about(mut self, others: impl IntoIterator<Item = impl ToString>) -> Self {
        self.others = others.into_iter().map(|other| other.to_string()).collect();
        self
    }
}

/// Everything that is found in the terms, faults first. The conditions are those of `Tests::of`.
pub fn check(agreement: &Agreement, read: &BTreeMap<String, Condition>) -> Vec<Flaw> {
    let tests = Tests::of(agreement, read);
    let mut flaws = Vec::new();
    names(agreement, read, &mut flaws);
    for article in &agreement.articles {
        open_ends(article, &mut flaws);
    }
    cycles(agreement, &mut flaws);
    reach(agreement, &tests, read, &mut flaws);
    ground(agreement, &tests, &mut flaws);
    clauses(agreement, &mut flaws);
    flaws.sort_by_key(Flaw::level);
    flaws
}

fn terms(article: &Article) -> Option<&super::ArticleTerms> {
    article.terms.as_deref()
}

/// Names that stand for nothing, and keys that stand for two things.
fn names(agreement: &Agreement, read: &BTreeMap<String, Condition>, flaws: &mut Vec<Flaw>) {
    let empty = Vec::new();
    let provisions = agreement.provisions.as_deref();
    let groups: BTreeSet<&str> =
        provisions.map_or(&empty, |all| &all.answers_for).iter().map(|said| said.group.as_str()).collect();
    let parties: BTreeSet<&str> = agreement.parties.iter().map(|party| party.code.as_str()).collect();
    let bodies: BTreeSet<&str> =
        provisions.map_or(BTreeSet::new(), |all| all.bodies.iter().map(|body| body.key.as_str()).collect());
    let articles: BTreeSet<&str> = agreement.articles.iter().map(|article| article.key.as_str()).collect();
    for article in &agreement.articles {
        let mut flaw = |found, others: Vec<String>| {
            if !others.is_empty() {
                flaws.push(Flaw::new(found, "article", &article.key).about(others));
            }
        };
        let unknown = |names: &[String], known: &dyn Fn(&str) -> bool| -> Vec<String> {
            names.iter().filter(|name| !known(name)).cloned().collect()
        };
        if let Some(terms) = terms(article) {
            flaw(Found::ArticleUnknown, unknown(&terms.yields_to, &|key| articles.contains(key)));
            flaw(Found::ArticleUnknown, unknown(&terms.after, &|key| articles.contains(key)));
            flaw(Found::ActorUnknown, unknown(&terms.owners, &|key| parties.contains(key) || bodies.contains(key)));
            let withdrawal =
                |key: &str| provisions.is_some_and(|all| all.withdrawals.iter().any(|rule| rule.key == key));
            flaw(Found::WithdrawalUnknown, unknown(terms.withdrawal.as_slice(), &withdrawal));
            let supplement = |key: &str| provisions.is_some_and(|all| all.supplements.iter().any(|one| one.key == key));
            flaw(Found::SupplementUnknown, unknown(terms.supplement.as_slice(), &supplement));
            if terms.from.zip(terms.until).is_some_and(|(from, until)| until <= from) {
                flaw(Found::ArticleBackwards, vec![String::new()]);
            }
        }
        if let Some(condition) = read.get(&article.key) {
            let mut actors = Vec::new();
            condition.each(&mut |leaf| match leaf {
                Condition::Actor(codes) => actors.extend(codes.iter().cloned()),
                Condition::Inside(key) => match form_of(agreement, key) {
                    None => flaw(Found::PlaceUnknown, vec![key.clone()]),
                    Some(Form::Line) => flaw(Found::LineNotArea, vec![key.clone()]),
                    Some(Form::Area) => {}
                },
                Condition::Distance(key, ..) if form_of(agreement, key).is_none() => {
                    flaw(Found::PlaceUnknown, vec![key.clone()]);
                }
                _ => {}
            });
            flaw(Found::ActorUnknown, unknown(&actors, &|key| parties.contains(key) || groups.contains(key)));
        }
        if let Some(zone) = &article.zone {
            match form_of(agreement, zone) {
                None => flaw(Found::PlaceUnknown, vec![zone.clone()]),
                Some(Form::Line) => flaw(Found::LineNotArea, vec![zone.clone()]),
                Some(Form::Area) => {}
            }
        }
    }
    if let Some(provisions) = provisions {
        named_in(agreement, provisions, &parties, &bodies, flaws);
    }
    twice(agreement, flaws);
}

fn form_of(agreement: &Agreement, key: &str) -> Option<Form> {
    agreement.zones.iter().find(|zone| zone.key == key).map(|zone| zone.form)
}

fn named_in(
    agreement: &Agreement,
    provisions: &Provisions,
    parties: &BTreeSet<&str>,
    bodies: &BTreeSet<&str>,
    flaws: &mut Vec<Flaw>,
) {
    let mut party = |part: &'static str, key: &str, code: &str| {
        if !parties.contains(code) {
            flaws.push(Flaw::new(Found::PartyUnknown, part, key).about([code]));
        }
    };
    for said in &provisions.answers_for {
        said.party.iter().for_each(|code| party("answers_for", &said.group, code.as_str()));
    }
    provisions.names.iter().for_each(|name| party("name", name.party.as_str(), name.party.as_str()));
    provisions.signatories.iter().for_each(|one| party("signatory", one.party.as_str(), one.party.as_str()));
    for rule in &provisions.withdrawals {
        if form_of(agreement, &rule.line).is_none() {
            flaws.push(Flaw::new(Found::PlaceUnknown, "withdrawal", &rule.key).about([&rule.line]));
        }
    }
    if let Some(zone) = provisions.scope.as_ref().and_then(|scope| scope.zone.as_ref())
        && form_of(agreement, zone) != Some(Form::Area)
    {
        flaws.push(Flaw::new(Found::PlaceUnknown, "scope", "").about([zone]));
    }
    for duty in &provisions.reporting {
        let unknown: Vec<&String> =
            duty.by.iter().filter(|by| !parties.contains(by.as_str()) && !bodies.contains(by.as_str())).collect();
        if !unknown.is_empty() {
            flaws.push(Flaw::new(Found::ActorUnknown, "reporting", &duty.key).about(unknown));
        }
        if duty.to.is_none() || duty.within_hours.is_none() || duty.by.is_empty() {
            flaws.push(Flaw::new(Found::DutyOpen, "reporting", &duty.key));
        }
    }
    for step in &provisions.disputes {
        if let Some(body) = step.body.as_ref().filter(|body| !bodies.contains(body.as_str())) {
            flaws.push(Flaw::new(Found::BodyUnknown, "dispute", body).about([body]));
        }
    }
    for body in &provisions.bodies {
        if body.quorum.is_none() || body.decision.is_none() || body.seats.is_empty() {
            flaws.push(Flaw::new(Found::BodyOpen, "body", &body.key));
        }
    }
}

/// Keys that are used twice, and versions that cannot be told apart.
fn twice(agreement: &Agreement, flaws: &mut Vec<Flaw>) {
    let mut keys = |part: &'static str, all: Vec<&String>| {
        let mut seen = BTreeSet::new();
        for key in all {
            if !seen.insert(key) {
                flaws.push(Flaw::new(Found::KeyTwice, part, key));
            }
        }
    };
    keys("article", agreement.articles.iter().map(|article| &article.key).collect());
    if let Some(provisions) = &agreement.provisions {
        keys("definition", provisions.definitions.iter().map(|one| &one.key).collect());
        keys("withdrawal", provisions.withdrawals.iter().map(|one| &one.key).collect());
        keys("body", provisions.bodies.iter().map(|one| &one.key).collect());
        keys("reporting", provisions.reporting.iter().map(|one| &one.key).collect());
        keys("supplement", provisions.supplements.iter().map(|one| &one.key).collect());
        let mut dated = BTreeSet::new();
        for name in &provisions.names {
            if !dated.insert((&name.party, name.from)) {
                flaws.push(Flaw::new(Found::VersionTwice, "name", name.party.as_str()));
            }
        }
        let mut said = BTreeSet::new();
        for one in &provisions.answers_for {
            if !said.insert((&one.group, one.from)) {
                flaws.push(Flaw::new(Found::VersionTwice, "answers_for", &one.group));
            }
        }
    }
    let mut versions = BTreeSet::new();
    for zone in &agreement.zones {
        if !versions.insert((&zone.key, &zone.reading_of, zone.from)) {
            flaws.push(Flaw::new(Found::VersionTwice, "zone", &zone.key));
        }
    }
}

/// What an article leaves open.
fn open_ends(article: &Article, flaws: &mut Vec<Flaw>) {
    let mut flaw = |found| flaws.push(Flaw::new(found, "article", &article.key));
    let terms = terms(article);
    match article.effect {
        Effect::Obligation => {
            if article.owner.is_none() && terms.is_none_or(|terms| terms.owners.is_empty()) {
                flaw(Found::NoOwner);
            }
            if article.deadline.is_none() {
                flaw(Found::NoDeadline);
            }
        }
        Effect::PermittedIfNotified if terms.is_none_or(|terms| terms.notice_hours.is_none()) => flaw(Found::NoNotice),
        _ => {}
    }
    let tested = !article.acts.is_empty()
        || !article.weapons.is_empty()
        || terms.is_some_and(|terms| terms.condition.is_some() || terms.withdrawal.is_some());
    if !tested && article.effect != Effect::Obligation {
        flaw(Found::NothingTested);
    }
}

/// Circles of dependency and of precedence.
fn cycles(agreement: &Agreement, flaws: &mut Vec<Flaw>) {
    type Named = fn(&super::ArticleTerms) -> &Vec<String>;
    let kinds: [(Found, Named); 2] =
        [(Found::DependencyCycle, |terms| &terms.after), (Found::PrecedenceCycle, |terms| &terms.yields_to)];
    for (found, named) in kinds {
        let next: BTreeMap<&str, &[String]> = agreement
            .articles
            .iter()
            .filter_map(|article| terms(article).map(|terms| (article.key.as_str(), named(terms).as_slice())))
            .collect();
        let mut done = BTreeSet::new();
        for article in &agreement.articles {
            if let Some(circle) = circle_from(&article.key, &next, &done) {
                flaws.push(Flaw::new(found, "article", &article.key).about(&circle));
                done.extend(circle);
            }
        }
    }
}

/// A way from an article back to it, that touches nothing that was told already. Without recursion: a file may be long.
fn circle_from(start: &str, next: &BTreeMap<&str, &[String]>, done: &BTreeSet<String>) -> Option<Vec<String>> {
    let mut from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = vec![start];
    while let Some(key) = waiting.pop() {
        for other in next.get(key).copied().unwrap_or_default() {
            if other == start && !done.contains(start) {
                let (mut way, mut step) = (vec![start.to_owned()], key);
                while step != start {
                    way.push(step.to_owned());
                    step = from.get(step).copied().unwrap_or(start);
                }
                way.push(start.to_owned());
                way.reverse();
                return Some(way);
            }
            if !done.contains(other.as_str()) && !from.contains_key(other.as_str()) {
                from.insert(other, key);
                waiting.push(other);
            }
        }
    }
    None
}

/// Articles that no act can meet, and acts that are prohibited and permitted at once. Of an article with a fault nothing more is said.
fn reach(agreement: &Agreement, tests: &Tests, read: &BTreeMap<String, Condition>, flaws: &mut Vec<Flaw>) {
    let faults = flaws.iter().filter(|flaw| flaw.level() == Level::Fault);
    let told: BTreeSet<String> =
        faults.flat_map(|flaw| std::iter::once(&flaw.key).chain(&flaw.others)).cloned().collect();
    let whole_of = |index: usize| {
        let sound = |article: &Article| {
            // A condition that cannot be read was told already.
            let asks = terms(article).is_some_and(|terms| terms.condition.is_some());
            !told.contains(&article.key) && (!asks || read.contains_key(&article.key))
        };
        agreement.articles.get(index).is_some_and(sound).then(|| tests.whole(index, &mut Vec::new())).flatten()
    };
    for (index, article) in agreement.articles.iter().enumerate() {
        let Some(whole) = whole_of(index) else { continue };
        if meeting(agreement, &[&whole]).is_none() {
            flaws.push(Flaw::new(Found::Unreachable, "article", &article.key));
        }
        if article.effect != Effect::Prohibited {
            continue;
        }
        for (other, permit) in agreement.articles.iter().enumerate() {
            if !matches!(permit.effect, Effect::Permitted | Effect::PermittedIfNotified)
                || tests.yields(index).contains(&other)
                || tests.yields(other).contains(&index)
            {
                continue;
            }
            let Some(permitted) = whole_of(other) else { continue };
            if let Some(act) = meeting(agreement, &[&whole, &permitted]) {
                let mut flaw = Flaw::new(Found::Contradiction, "article", &article.key).about([&permit.key]);
                flaw.example = Some(Example(act));
                flaws.push(flaw);
            }
        }
    }
}

/// Lines and areas: versions, overlaps, and where readings differ.
fn ground(agreement: &Agreement, tests: &Tests, flaws: &mut Vec<Flaw>) {
    let keys: BTreeSet<&String> = agreement.zones.iter().map(|zone| &zone.key).collect();
    let begins = agreement.force_from.map(|from| from.to_string());
    for key in &keys {
        let versions: Vec<&Zone> = agreement.zones.iter().filter(|zone| zone.key == **key).collect();
        let read = versions.iter().any(|zone| zone.reading_of.is_some());
        let agreed = versions.iter().any(|zone| zone.reading_of.is_none());
        let readings: BTreeSet<_> = versions.iter().filter_map(|zone| zone.reading_of.as_ref()).collect();
        if read && !agreed {
            let parties = agreement.parties.iter().map(|party| &party.code);
            let without: Vec<_> = parties.filter(|code| !readings.contains(code)).collect();
            if !without.is_empty() {
                flaws.push(Flaw::new(Found::ReadingMissing, "zone", key).about(without));
            }
        }
        let first = versions.iter().map(|zone| zone.from.to_string()).min();
        // Days and instants are both written largest unit first; a zone's first local day may be the next one in universal time.
        if let (Some(first), Some(begins)) = (&first, &begins)
            && first.as_str() > begins.get(..10).unwrap_or_default()
            && agreement.force_from.is_some_and(|from| from.plus_s(86_400).to_string().as_str() < first.as_str())
        {
            flaws.push(Flaw::new(Found::VersionMissing, "zone", key).about([first]));
        }
        if let Some(metres) = apart(&versions) {
            let asks = |index: &usize| tests.own(*index).is_some_and(|own| own.places().contains(key.as_str()));
            let asking = (0..agreement.articles.len()).filter(asks).map(|index| agreement.articles[index].key.clone());
            let mut flaw = Flaw::new(Found::ReadingsDiffer, "zone", key).about(asking);
            flaw.metres = Some(metres);
            flaws.push(flaw);
        }
    }
    for (index, one) in agreement.zones.iter().enumerate() {
        for other in &agreement.zones[index + 1..] {
            let together = one.reading_of == other.reading_of || one.reading_of.is_none() || other.reading_of.is_none();
            let told =
                |flaw: &Flaw| flaw.found == Found::Overlap && flaw.key == one.key && flaw.others.contains(&other.key);
            if one.key != other.key && together && overlap(one, other) && !flaws.iter().any(told) {
                flaws.push(Flaw::new(Found::Overlap, "zone", &one.key).about([&other.key]));
            }
        }
    }
}

/// How far the newest readings of one line or area lie apart at most, measured from corner to edge.
fn apart(versions: &[&Zone]) -> Option<u64> {
    let readings: BTreeSet<_> = versions.iter().map(|zone| &zone.reading_of).collect();
    let newest: Vec<&Zone> = readings
        .into_iter()
        .filter_map(|reading| {
            versions.iter().copied().filter(|zone| zone.reading_of == *reading).max_by_key(|zone| zone.from)
        })
        .collect();
    let mut most = 0.0_f64;
    for one in &newest {
        for other in &newest {
            for corner in &one.points {
                most = most.max(measure(other, corner.lat(), corner.lon()).1);
            }
        }
    }
    (newest.len() > 1 && most >= 1.0).then_some(most as u64)
}

/// What agreements of this kind usually say, and this one does not.
fn clauses(agreement: &Agreement, flaws: &mut Vec<Flaw>) {
    let mut flaw = |found| flaws.push(Flaw::new(found, "", ""));
    if !agreement.articles.iter().any(|article| article.effect == Effect::SelfDefence) {
        flaw(Found::NoSelfDefence);
    }
    let provisions = agreement.provisions.as_deref();
    if provisions.is_none_or(|provisions| provisions.disputes.is_empty()) {
        flaw(Found::NoDisputes);
    }
    if agreement.force_to.is_some() && provisions.is_none_or(|provisions| provisions.renewal.is_none()) {
        flaw(Found::NoRenewal);
    }
    let named: BTreeSet<_> = agreement.articles.iter().flat_map(|article| article.acts.iter().copied()).collect();
    let by_condition =
        agreement.articles.iter().any(|article| terms(article).is_some_and(|terms| terms.condition.is_some()));
    let unnamed = ViolationKind::ALL.iter().filter(|kind| !named.contains(kind) && kind.code() != "NONVIOL");
    let unnamed: Vec<&str> = unnamed.map(|kind| kind.code()).collect();
    if !unnamed.is_empty() && !by_condition {
        flaws.push(Flaw::new(Found::KindsUnnamed, "", "").about(unnamed));
    }
    for (index, one) in agreement.parties.iter().enumerate() {
        for other in &agreement.parties[index + 1..] {
            if one.name == other.name {
                flaws.push(Flaw::new(Found::NameShared, "party", one.code.as_str()).about([&other.code]));
            }
        }
    }
    for definition in provisions.map(|all| all.definitions.as_slice()).unwrap_or_default() {
        let uses = |text: &String| text.contains(definition.key.as_str());
        let by_articles = agreement.articles.iter().filter_map(|article| terms(article)?.condition.as_ref()).any(uses);
        let others = provisions.into_iter().flat_map(|all| &all.definitions).filter_map(|one| one.condition.as_ref());
        if definition.condition.is_some() && !by_articles && !others.into_iter().any(uses) {
            flaws.push(Flaw::new(Found::DefinitionUnused, "definition", &definition.key));
        }
    }
}
