//! Does an article apply to an act? Three-valued, with the reason, and under each party's reading where these differ.

use super::condition::{Circumstance, Condition, Truth};
use super::event::Outcome;
use super::ground::{SAMPLES, Survey};
use super::{Agreement, Article, Effect, State};
use mirqab_vocabulary::{Coordinates, Instant, Interval, LocalDay, PartyCode, ViolationKind, WeaponClass};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the circumstances of an act; nothing of most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether it was announced.
    pub notified: Option<bool>,
    /// Whether the leadership had ordered it.
    pub ordered: Option<bool>,
    /// Whether it answered an attack.
    pub under_attack: Option<bool>,
    /// Whether the mechanism had failed before.
    pub mechanism_failed: Option<bool>,
}

impl Circumstances {
    /// What is known of one.
    pub fn given(self, circumstance: Circumstance) -> Option<bool> {
        match circumstance {
            Circumstance::Notified => self.notified,
            Circumstance::Ordered => self.ordered,
            Circumstance::UnderAttack => self.under_attack,
            Circumstance::MechanismFailed => self.mechanism_failed,
        }
    }
    /// Sets what is known of one.
    pub fn set(&mut self, circumstance: Circumstance, known: Option<bool>) {
        *match circumstance {
            Circumstance::Notified => &mut self.notified,
            Circumstance::Ordered => &mut self.ordered,
            Circumstance::UnderAttack => &mut self.under_attack,
            Circumstance::MechanismFailed => &mut self.mechanism_failed,
        } = known;
    }
}

/// What is known of an act.
#[derive(Clone, Debug)]
pub struct Act {
    /// What kind; `None` if not known.
    pub kind: Option<ViolationKind>,
    /// With what; `Unknown` if not known.
    pub weapon: WeaponClass,
    /// Of which calibre.
    pub calibre_mm: Option<u16>,
    /// By whom: a party's code or a group's key. An accusation is not knowledge.
    pub actor: Option<String>,
    /// When.
    pub occurred: Interval,
    /// On which local day it began, by which versions of zones are chosen.
    pub day: LocalDay,
    /// Where, within how many metres; `None` if not known.
    pub at: Option<(Coordinates, u32)>,
    /// Under which circumstances.
    pub circumstances: Circumstances,
}

macro_rules! facts {
    ($($(#[$meta:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// A fact that decides an article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fact { $($(#[$meta])* $name),+ }
        impl Fact {
            /// Every fact.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The written form.
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
        }
    };
}
facts! {
    /// Whether the agreement was in force.
    Force = "force",
    /// The act.
    Act = "act",
    /// The weapon.
    Weapon = "weapon",
    /// Its calibre.
    Calibre = "calibre",
    /// Who did it.
    Actor = "actor",
    /// The place against an area.
    Place = "place",
    /// The distance to a line.
    Distance = "distance",
    /// When it happened, against the times of an article.
    Time = "time",
    /// Whether it was announced.
    Notification = "notification",
    /// Whether it was ordered.
    Order = "order",
    /// Whether it answered an attack.
    Attack = "attack",
    /// Whether the mechanism had failed.
    Mechanism = "mechanism",
    /// That another article goes before.
    Precedence = "precedence",
    /// What the text means.
    Text = "text",
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What follows under one party's reading of lines and areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingAnswer {
    /// Whose reading.
    pub party: PartyCode,
    /// What follows.
    pub outcome: Outcome,
    /// The share of the location's area in which the article may apply, in thousandths; where the place decides and is not sure.
    pub share_permille: Option<u16>,
}

/// An article that would take the act out, if somebody showed what it asks for. Nobody is presumed to have acted under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unless {
    /// The article's key.
    pub article: String,
    /// What would have to be shown.
    pub missing: Vec<Fact>,
}

/// What an article says of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// In a word.
    pub outcome: Outcome,
    /// Facts that met it.
    pub met: Vec<Fact>,
    /// Facts by which it does not apply.
    pub failed: Vec<Fact>,
    /// Facts for want of which it cannot be decided.
    pub missing: Vec<Fact>,
    /// The share of the location's area in which it may apply, in thousandths; where the place decides and is not sure.
    pub share_permille: Option<u16>,
    /// Under each party's reading, where there is more than one.
    pub readings: Vec<ReadingAnswer>,
    /// What would take the act out.
    pub unless: Vec<Unless>,
    /// The article that goes before and applies, if that is why this one does not.
    pub gives_way_to: Option<String>,
}

impl Answer {
    fn plain(outcome: Outcome, met: &[Fact], failed: &[Fact], missing: &[Fact]) -> Self {
        Self {
            outcome,
            met: met.to_vec(),
            failed: failed.to_vec(),
            missing: missing.to_vec(),
            share_permille: None,
            readings: Vec::new(),
            unless: Vec::new(),
            gives_way_to: None,
        }
    }
    fn of(truth: Truth) -> Self {
        let list = |facts: BTreeSet<Fact>| facts.into_iter().collect::<Vec<_>>();
        match truth {
            Truth::Yes(met) => Self::plain(Outcome::Applies, &list(met), &[], &[]),
            Truth::No(failed) => Self::plain(Outcome::DoesNot, &[], &list(failed), &[]),
            Truth::Unknown(met, missing) => Self::plain(Outcome::Undecided, &list(met), &[], &list(missing)),
        }
    }
}

/// The articles of one text, ready to be tested. Conditions in CEL are read by the caller: this floor knows trees only.
#[derive(Clone, Debug)]
pub struct Tests {
    /// For each article its own condition; none for an article that no act can meet.
    own: Vec<Option<Condition>>,
    /// For each article the articles that it gives way to and that no act can be presumed under.
    yields: Vec<Vec<usize>>,
    /// Exclusions and self-defence: they take an act out only when they are shown.
    shown_only: Vec<usize>,
}

impl Tests {
    /// Of a text, with what was read of the CEL of its articles by their keys.
    pub fn of(agreement: &Agreement, read: &BTreeMap<String, Condition>) -> Self {
        let position = |key: &String| agreement.articles.iter().position(|article| article.key == *key);
        let own = agreement.articles.iter().map(|article| own(agreement, article, read)).collect::<Vec<_>>();
        let yields = agreement.articles.iter().map(|article| {
            let named = article.terms.as_ref().map(|terms| &terms.yields_to[..]).unwrap_or_default();
            named.iter().filter_map(position).collect()
        });
        let yields = yields.collect();
        let shown_only = |article: &Article| matches!(article.effect, Effect::Exclusion | Effect::SelfDefence);
        let shown_only = agreement
            .articles
            .iter()
            .enumerate()
            .filter(|(index, article)| shown_only(article) && own.get(*index).is_some_and(Option::is_some));
        let shown_only = shown_only.map(|(index, _)| index).collect();
        Self { yields, shown_only, own }
    }

    /// The condition of an article by itself.
    pub fn own(&self, index: usize) -> Option<&Condition> {
        self.own.get(index)?.as_ref()
    }

    /// The articles that an article gives way to.
    pub fn yields(&self, index: usize) -> &[usize] {
        self.yields.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    /// The condition with what goes before it taken out. INVARIANT: a circle of precedence ends where it closes.
    pub(super) fn whole(&self, index: usize, path: &mut Vec<usize>) -> Option<Condition> {
        let mut whole = self.own(index)?.clone();
        path.push(index);
        for other in self.yields(index) {
            if !path.contains(other)
                && !self.shown_only.contains(other)
                && let Some(before) = self.whole(*other, path)
            {
                whole = whole.and(Condition::Not(Box::new(before)));
            }
        }
        path.pop();
        Some(whole)
    }
}

fn own(agreement: &Agreement, article: &Article, read: &BTreeMap<String, Condition>) -> Option<Condition> {
    let (mut parts, terms) = (Vec::new(), article.terms.as_deref());
    if !article.acts.is_empty() {
        parts.push(Condition::Act(article.acts.clone()));
    }
    if !article.weapons.is_empty() {
        parts.push(Condition::Weapon(article.weapons.clone()));
    }
    if terms.is_some_and(|terms| terms.condition.is_some()) {
        parts.push(read.get(&article.key).cloned().unwrap_or(Condition::Undefined));
    }
    if let Some(key) = terms.and_then(|terms| terms.withdrawal.as_ref()) {
        parts.push(withdrawal(agreement, key));
    }
    if parts.is_empty() {
        return None;
    }
    if let Some(zone) = &article.zone {
        parts.push(Condition::Inside(zone.clone()));
    }
    match article.effect {
        Effect::PermittedIfNotified => parts.push(Condition::Given(Circumstance::Notified)),
        Effect::SelfDefence => parts.push(Condition::Given(Circumstance::UnderAttack)),
        _ => {}
    }
    if let Some(terms) = terms
        && (terms.from.is_some() || terms.until.is_some())
    {
        parts.push(Condition::Time(terms.from, terms.until));
    }
    Some(Condition::All(parts))
}

/// A weapon of a withdrawal nearer to its line than it may be.
pub fn withdrawal(agreement: &Agreement, key: &str) -> Condition {
    let known = agreement.provisions.iter().flat_map(|provisions| &provisions.withdrawals);
    let Some(rule) = known.into_iter().find(|rule| rule.key == key) else { return Condition::Undefined };
    let mut parts = Vec::new();
    if !rule.weapons.is_empty() {
        parts.push(Condition::Weapon(rule.weapons.clone()));
    }
    if rule.calibre_from_mm.is_some() || rule.calibre_below_mm.is_some() {
        let from = rule.calibre_from_mm.map_or(0, i64::from);
        parts.push(Condition::Calibre(from, rule.calibre_below_mm.map_or(i64::from(u16::MAX), |mm| i64::from(mm) - 1)));
    }
    parts.push(Condition::Distance(rule.line.clone(), 0, i64::from(rule.distance_m) - 1));
    Condition::All(parts)
}

/// Tests one act against articles of one text. Places are measured once for all articles.
pub struct Trial<'a> {
    state: &'a State,
    agreement: &'a Agreement,
    tests: &'a Tests,
    act: &'a Act,
    survey: Survey<'a>,
    begins: bool,
    ends: bool,
}

impl<'a> Trial<'a> {
    /// Of an act under a text.
    pub fn new(state: &'a State, agreement: &'a Agreement, tests: &'a Tests, act: &'a Act) -> Self {
        let (begins, ends) = (state.in_force(act.occurred.from()), state.in_force(act.occurred.to()));
        Self { state, agreement, tests, act, survey: Survey::new(agreement, act), begins, ends }
    }

    /// The record that it is tried under.
    pub fn state(&self) -> &'a State {
        self.state
    }

    /// What an article says; nothing for one that no act can meet.
    pub fn answer(&self, index: usize) -> Option<Answer> {
        let own = self.tests.own(index)?;
        if !self.begins && !self.ends {
            return Some(Answer::plain(Outcome::DoesNot, &[], &[Fact::Force], &[]));
        }
        let first = self.plain(own);
        if first.outcome == Outcome::DoesNot && first.readings.is_empty() {
            return Some(first);
        }
        let mut answer = match self.tests.whole(index, &mut Vec::new()) {
            Some(whole) if whole != *own => self.with_precedence(index, &whole),
            _ => first,
        };
        if matches!(self.agreement.articles[index].effect, Effect::Prohibited | Effect::Obligation) {
            self.excuse(&mut answer);
        }
        if answer.outcome != Outcome::DoesNot {
            if self.begins == self.ends {
                answer.met.insert(0, Fact::Force);
            } else {
                answer.missing.insert(0, Fact::Force);
                if answer.outcome == Outcome::Applies {
                    answer.outcome = Outcome::Undecided;
                }
            }
        }
        Some(answer)
    }

    /// Says which article goes before, where one does.
    fn with_precedence(&self, index: usize, whole: &Condition) -> Answer {
        let mut answer = self.plain(whole);
        if answer.outcome != Outcome::DoesNot {
            return answer;
        }
        let before =
            |other: &&usize| self.tests.own(**other).is_some_and(|own| self.plain(own).outcome == Outcome::Applies);
        if let Some(other) = self.tests.yields(index).iter().find(before) {
            answer.failed = vec![Fact::Precedence];
            answer.gives_way_to = Some(self.agreement.articles[*other].key.clone());
        }
        answer
    }

    /// Exclusions and self-defence: taken out if shown, named if they might be shown.
    fn excuse(&self, answer: &mut Answer) {
        if answer.outcome == Outcome::DoesNot {
            return;
        }
        for index in &self.tests.shown_only {
            let Some(own) = self.tests.own(*index) else { continue };
            let shown = self.plain(own);
            let key = &self.agreement.articles[*index].key;
            match shown.outcome {
                Outcome::Applies => {
                    *answer = Answer::plain(Outcome::DoesNot, &[], &[Fact::Precedence], &[]);
                    answer.gives_way_to = Some(key.clone());
                    return;
                }
                Outcome::DoesNot => {}
                _ => answer.unless.push(Unless { article: key.clone(), missing: shown.missing }),
            }
        }
    }

    /// A condition, under each party's reading where these differ.
    fn plain(&self, condition: &Condition) -> Answer {
        if !self.survey.read_differently(condition.places()) {
            let (mut answer, share) = self.under(condition, None);
            answer.share_permille = share;
            return answer;
        }
        let mut answers = Vec::new();
        for party in self.agreement.parties.iter().map(|party| &party.code) {
            let (answer, share_permille) = self.under(condition, Some(party));
            let reading = ReadingAnswer { party: party.clone(), outcome: answer.outcome, share_permille };
            answers.push((answer, reading));
        }
        let readings: Vec<ReadingAnswer> = answers.iter().map(|(_, reading)| reading.clone()).collect();
        let same = readings.windows(2).all(|pair| pair[0].outcome == pair[1].outcome);
        let same_share = readings.windows(2).all(|pair| pair[0].share_permille == pair[1].share_permille);
        let Some((mut answer, _)) = answers.into_iter().reduce(|(mut all, first), (one, _)| {
            merge(&mut all.met, &one.met);
            merge(&mut all.failed, &one.failed);
            merge(&mut all.missing, &one.missing);
            (all, first)
        }) else {
            return Answer::plain(Outcome::Undecided, &[], &[], &[Fact::Text]);
        };
        if !same {
            answer.outcome = Outcome::Disputed;
        }
        answer.share_permille = readings.first().filter(|_| same && same_share).and_then(|one| one.share_permille);
        answer.readings = readings;
        answer
    }

    fn under(&self, condition: &Condition, reader: Option<&PartyCode>) -> (Answer, Option<u16>) {
        let answer = Answer::of(condition.truth(self.act, &self.survey.ground(reader, None)));
        let by_place = |fact: &Fact| matches!(fact, Fact::Place | Fact::Distance);
        if answer.outcome != Outcome::Undecided || self.act.at.is_none() || !answer.missing.iter().any(by_place) {
            return (answer, None);
        }
        let may = (0..SAMPLES).filter(|sample| {
            !matches!(condition.truth(self.act, &self.survey.ground(reader, Some(*sample))), Truth::No(_))
        });
        let share = u16::try_from(may.count() * 1000 / SAMPLES).unwrap_or(1000);
        (answer, Some(share))
    }
}

fn merge(all: &mut Vec<Fact>, more: &[Fact]) {
    all.extend(more);
    all.sort();
    all.dedup();
}

/// The articles of a text that hold at a time.
pub fn holding(agreement: &Agreement, at: Instant) -> impl Iterator<Item = &Article> {
    agreement.articles.iter().filter(move |article| holds(article, at))
}

/// Whether an article holds at a time, by its own dates.
pub fn holds(article: &Article, at: Instant) -> bool {
    article
        .terms
        .as_ref()
        .is_none_or(|terms| terms.from.is_none_or(|from| from <= at) && terms.until.is_none_or(|until| at < until))
}

/// Where an obligation stands at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Other articles come first: these.
    Waits(Vec<String>),
    /// It is owed, until this time if one is set.
    Owed(Option<Instant>),
    /// It is late, since this time.
    Overdue(Instant),
}

/// Where an obligation stands, given which articles are fulfilled. What waits for others is not late.
pub fn duty_at(article: &Article, fulfilled: &BTreeSet<String>, at: Instant) -> Duty {
    let first = article.terms.iter().flat_map(|terms| &terms.after);
    let open: Vec<String> = first.filter(|key| !fulfilled.contains(*key)).cloned().collect();
    match article.deadline {
        _ if !open.is_empty() => Duty::Waits(open),
        Some(deadline) if deadline <= at => Duty::Overdue(deadline),
        deadline => Duty::Owed(deadline),
    }
}
