//! Who repeats whom: from likeness of wording, credits and times to one parent for each copy, and to origins.

use super::similar::{Likeness, Phrases, Sets};
use crate::linkage::{Evidence, Symbol, When};
use crate::threads::in_order;
use std::collections::{BTreeMap, HashMap};

/// How a report repeats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same words.
    Exact,
    /// Mostly the same words.
    Edited,
    /// A part of the other's words and little else.
    Shortened,
    /// The other's words and more.
    Extended,
    /// Names the other's source as where it has it from, and tells the same; in another language or in its own words.
    Credited,
    /// Both name the same source, of which no report is at hand, and tell the same.
    SharedCredit,
    /// The same picture, film or recording.
    Media,
}

/// What shows that a report repeats another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copied {
    /// The copy.
    pub report: u32,
    /// What it repeats: the report it is most like among those published before it.
    pub of: u32,
    /// How.
    pub how: How,
    /// Whether `of` itself repeats a third.
    pub chained: bool,
    /// Shared runs of words over all runs of the two.
    pub jaccard: f32,
    /// Shared runs over the runs of the shorter.
    pub contained: f32,
    /// Whether the copy names the source of what it repeats.
    pub credits: bool,
    /// Seconds from publication to publication; `None` where one is not known, and then direction is a convention.
    pub later_s: Option<i64>,
}

/// How to look for copies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looking {
    /// Words to a run.
    pub run: usize,
    /// From this share of all runs on, two texts are one text edited.
    pub edited_from: f32,
    /// From this share of the shorter one's runs on, it is a part of the longer.
    pub part_from: f32,
    /// A part must share so many runs.
    pub part_runs: u32,
    /// Whether set phrases count as shared.
    pub phrases: Phrases,
    /// Threads to use; the result does not depend on it.
    pub threads: usize,
}

impl Default for Looking {
    fn default() -> Self {
        Self { run: 3, edited_from: 0.5, part_from: 0.7, part_runs: 10, phrases: Phrases::Count, threads: 1 }
    }
}

impl Looking {
    /// For texts of some hundred words: longer runs, because in long texts short ones recur; and set phrases do not count.
    pub fn in_articles() -> Self {
        Self { run: 5, phrases: Phrases::OutFrom(ARTICLE_PHRASE_FROM), ..Self::default() }
    }
}

/// A run held by so many articles is a set phrase.
const ARTICLE_PHRASE_FROM: usize = 40;

/// Who repeats whom in a set of reports.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// At most one for each report, in the order of reports.
    pub copies: Vec<Copied>,
    /// For each report the report at the root of its line.
    pub root: Vec<u32>,
    voice: Vec<Option<Symbol>>,
    source: Vec<Option<Symbol>>,
}

const DAY_S: i64 = 86_400;
/// Reports of events further apart than this are not copies, however alike: set phrases recur.
const APART_M: f64 = 30_000.0;
const APART_S: i64 = 36 * 3600;
/// A credit is to something published at most so long before.
const CREDIT_S: i64 = 3 * DAY_S;
const CREDITED_MOST: usize = 256;

fn interval(when: Option<When>) -> Option<(i64, i64)> {
    match when? {
        When::At { moment, precision_s } => Some((moment - i64::from(precision_s), moment + i64::from(precision_s))),
        When::Within { from, until } => Some((from.min(until), from.max(until))),
    }
}

fn gap_s(a: &Evidence, b: &Evidence) -> Option<i64> {
    let (a, b) = (interval(a.when)?, interval(b.when)?);
    Some((a.0 - b.1).max(b.0 - a.1).max(0))
}

/// Metres between the points, less both precisions.
fn gap_m(a: &Evidence, b: &Evidence) -> Option<f64> {
    let (a, b) = (a.point?, b.point?);
    let middle = ((a.lat + b.lat) / 2.0).to_radians();
    let mut dlon = (a.lon - b.lon).abs();
    dlon = dlon.min(360.0 - dlon);
    let metres = ((a.lat - b.lat).powi(2) + (dlon * middle.cos()).powi(2)).sqrt() * 111_195.0;
    let precision = f64::from(a.precision_m.unwrap_or(0.0)) + f64::from(b.precision_m.unwrap_or(0.0));
    Some((metres - precision).max(0.0))
}

/// Whether two reports may tell of one event, as far as both say where and when.
fn compatible(a: &Evidence, b: &Evidence) -> bool {
    gap_s(a, b).is_none_or(|gap| gap <= APART_S) && gap_m(a, b).is_none_or(|gap| gap <= APART_M)
}

/// Things that both state and that agree, less what contradicts: for credits without shared wording.
fn agreements(a: &Evidence, b: &Evidence) -> i32 {
    let mut sum = 0;
    let mut judge = |same: Option<bool>| sum += same.map_or(0, |same| if same { 1 } else { -2 });
    judge(gap_s(a, b).map(|gap| gap <= DAY_S / 2));
    judge(gap_m(a, b).map(|gap| gap <= 3_000.0));
    judge(a.count.zip(b.count).map(|(a, b)| a.number == b.number));
    judge(a.killed.zip(b.killed).map(|(a, b)| a == b));
    judge(a.place_name.zip(b.place_name).map(|(a, b)| crate::linkage::names_alike(a, b)));
    judge(a.accused.zip(b.accused).map(|(a, b)| a == b));
    sum
}

/// Pairs of distinct texts that share wording, before anything else is asked about them: for research and measurement.
pub fn near_pairs(reports: &[Evidence], looking: Looking) -> Vec<Likeness> {
    let sets = sets(reports, looking);
    let firsts = sets.firsts();
    let same = (0..sets.len() as u32).filter(|at| firsts[*at as usize] != *at && sets.hashes[*at as usize] != 0);
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for at in 0..sets.len() as u32 {
        groups.entry(firsts[at as usize]).or_default().push(at);
    }
    let mut out: Vec<Likeness> = Vec::new();
    for at in same {
        let before = groups[&firsts[at as usize]].iter().take_while(|other| **other < at);
        out.extend(before.map(|other| sets.likeness(*other, at)));
    }
    for pair in sets.pairs(looking.threads, looking.edited_from.min(looking.part_from), looking.phrases) {
        for a in &groups[&pair.a] {
            out.extend(groups[&pair.b].iter().map(|b| Likeness { a: *a.min(b), b: *a.max(b), ..pair }));
        }
    }
    out
}

/// Finds out who repeats whom.
pub fn lineage(reports: &[Evidence], looking: Looking) -> Lineage {
    let sets = sets(reports, looking);
    let links = links(reports, &sets, looking);
    directed(reports, links)
}

fn sets(reports: &[Evidence], looking: Looking) -> Sets {
    const AT_ONCE: usize = 2048;
    let parts = in_order(looking.threads, reports.len().div_ceil(AT_ONCE), |piece| {
        let piece = &reports[piece * AT_ONCE..reports.len().min((piece + 1) * AT_ONCE)];
        Sets::of(piece.iter().map(|one| one.text), looking.run)
    });
    let mut sets = Sets::default();
    parts.into_iter().for_each(|part| sets.append(part));
    sets
}

/// When a report came out: published, else not before what it tells of; then by key.
fn out_at(one: &Evidence) -> (i64, u64) {
    (one.published_at.or(interval(one.when).map(|when| when.1)).unwrap_or(i64::MAX), one.key)
}

fn before(a: &Evidence, b: &Evidence) -> bool {
    out_at(a) < out_at(b)
}

fn how(likeness: &Likeness, sets: &Sets, (copy, of): (u32, u32), looking: Looking) -> Option<How> {
    let (words, words_of) = (sets.words[copy as usize], sets.words[of as usize]);
    if sets.hashes[copy as usize] == sets.hashes[of as usize] {
        return Some(How::Exact);
    }
    if likeness.jaccard >= looking.edited_from {
        return Some(How::Edited);
    }
    if likeness.contained >= looking.part_from && likeness.shared >= looking.part_runs {
        return Some(if words < words_of { How::Shortened } else { How::Extended });
    }
    None
}

/// Every pair that shares wording, media or a credit: (copy, of, how, likeness).
fn links(reports: &[Evidence], sets: &Sets, looking: Looking) -> Vec<(u32, u32, How, Likeness)> {
    let fits = |a: u32, b: u32| compatible(&reports[a as usize], &reports[b as usize]);
    let ordered = |a: u32, b: u32| if before(&reports[a as usize], &reports[b as usize]) { (b, a) } else { (a, b) };
    let mut out = Vec::new();
    let mut add = |likeness: Likeness| {
        let (copy, of) = ordered(likeness.a, likeness.b);
        if let Some(how) = how(&likeness, sets, (copy, of), looking) {
            out.push((copy, of, how, likeness));
        }
    };
    // Exactly the same words: each with those before it that fit.
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, first) in sets.firsts().into_iter().enumerate() {
        if sets.hashes[at] != 0 {
            groups.entry(first).or_default().push(at as u32);
        }
    }
    let least = looking.edited_from.min(looking.part_from);
    let near = sets.pairs(looking.threads, least, looking.phrases);
    for group in groups.values() {
        same_words(reports, sets, group, &mut add);
    }
    for pair in near {
        // Each stands for all with the same words.
        for a in &groups[&pair.a] {
            for b in &groups[&pair.b] {
                if fits(*a, *b) {
                    add(Likeness { a: *a.min(b), b: *a.max(b), ..pair });
                }
            }
        }
    }
    credited(reports, sets, &mut out);
    media(reports, sets, &mut out);
    out
}

/// Copies within a group of equal texts. Large groups are set phrases or long lines; each is held against the nearest
/// in time only.
fn same_words(reports: &[Evidence], sets: &Sets, group: &[u32], add: &mut impl FnMut(Likeness)) {
    const NEAREST: usize = 64;
    let mut sorted = group.to_vec();
    sorted.sort_unstable_by_key(|at| {
        let one = &reports[*at as usize];
        (interval(one.when).map_or(one.published_at.unwrap_or(0), |when| when.0), one.key)
    });
    for (index, a) in sorted.iter().enumerate() {
        for b in sorted[index + 1..].iter().take(NEAREST) {
            if compatible(&reports[*a as usize], &reports[*b as usize]) {
                add(sets.likeness(*a, *b));
            }
        }
    }
}

fn credited(reports: &[Evidence], sets: &Sets, out: &mut Vec<(u32, u32, How, Likeness)>) {
    let mut by_source: HashMap<Symbol, Vec<u32>> = HashMap::new();
    let mut by_credit: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
    for (at, one) in reports.iter().enumerate() {
        for credit in one.credits {
            by_credit.entry(*credit).or_default().push(at as u32);
        }
    }
    if by_credit.is_empty() {
        return;
    }
    for (at, one) in reports.iter().enumerate() {
        if let Some(source) = one.source.filter(|source| by_credit.contains_key(source)) {
            by_source.entry(source).or_default().push(at as u32);
        }
    }
    let soon = |copy: &Evidence, of: &Evidence| match (copy.published_at, of.published_at) {
        (Some(later), Some(earlier)) => (0..=CREDIT_S).contains(&(later - earlier)),
        _ => true,
    };
    for (credit, copies) in &by_credit {
        let origins = by_source.get(credit).map(Vec::as_slice).unwrap_or_default();
        for copy in copies {
            let one = &reports[*copy as usize];
            for of in origins.iter().filter(|of| *of != copy).take(CREDITED_MOST) {
                let other = &reports[*of as usize];
                if soon(one, other) && agreements(one, other) >= 2 {
                    out.push((*copy, *of, How::Credited, sets.likeness(*copy, *of)));
                }
            }
        }
        for (index, a) in copies.iter().enumerate() {
            for b in copies[index + 1..].iter().take(CREDITED_MOST) {
                let (one, other) = (&reports[*a as usize], &reports[*b as usize]);
                let (copy, of) = if before(one, other) { (*b, *a) } else { (*a, *b) };
                if soon(&reports[copy as usize], &reports[of as usize]) && agreements(one, other) >= 3 {
                    out.push((copy, of, How::SharedCredit, sets.likeness(copy, of)));
                }
            }
        }
    }
}

fn media(reports: &[Evidence], sets: &Sets, out: &mut Vec<(u32, u32, How, Likeness)>) {
    let mut holders: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (at, one) in reports.iter().enumerate() {
        for item in one.media {
            holders.entry(*item).or_default().push(at as u32);
        }
    }
    for group in holders.values() {
        // Everybody repeats the first; a pair for each is enough.
        let Some(first) =
            group.iter().copied().reduce(|a, b| if before(&reports[b as usize], &reports[a as usize]) { b } else { a })
        else {
            continue;
        };
        for copy in group.iter().filter(|copy| **copy != first) {
            out.push((*copy, first, How::Media, sets.likeness(*copy, first)));
        }
    }
}

/// One parent for each copy: who is credited before who is not, then the most alike, then the earliest.
fn directed(reports: &[Evidence], links: Vec<(u32, u32, How, Likeness)>) -> Lineage {
    let credits = |copy: u32, of: u32| {
        reports[of as usize].source.is_some_and(|source| reports[copy as usize].credits.contains(&source))
    };
    type Rank = (bool, std::cmp::Reverse<u8>, u32, std::cmp::Reverse<(i64, u64)>);
    let rank = |copy: u32, of: u32, how: How, likeness: &Likeness| -> Rank {
        let parent = &reports[of as usize];
        let weak = matches!(how, How::SharedCredit | How::Media);
        let earliest = (parent.published_at.unwrap_or(i64::MAX), parent.key);
        (
            credits(copy, of),
            std::cmp::Reverse(u8::from(weak)),
            (likeness.jaccard * 1e6) as u32,
            std::cmp::Reverse(earliest),
        )
    };
    let mut best: Vec<Option<(Rank, u32, How, Likeness)>> = vec![None; reports.len()];
    for (copy, of, how, likeness) in links {
        let rank = rank(copy, of, how, &likeness);
        let own = &mut best[copy as usize];
        if own.as_ref().is_none_or(|(known, ..)| rank > *known) {
            *own = Some((rank, of, how, likeness));
        }
    }
    // A credit may point to a report that came out later or has no date, so that a line could bite its tail: the parent
    // that would close a ring is not taken.
    let mut order: Vec<u32> = (0..reports.len() as u32).collect();
    order.sort_unstable_by_key(|at| out_at(&reports[*at as usize]));
    let mut root: Vec<u32> = (0..reports.len() as u32).collect();
    let mut parent: Vec<u32> = root.clone();
    let top = |parent: &[u32], mut at: u32| {
        while parent[at as usize] != at {
            at = parent[at as usize];
        }
        at
    };
    for at in &order {
        if let Some((_, of, ..)) = best[*at as usize] {
            if top(&parent, of) == *at {
                best[*at as usize] = None;
            } else {
                parent[*at as usize] = of;
            }
        }
    }
    for at in order {
        root[at as usize] = top(&parent, at);
    }
    let mut copies = Vec::new();
    for (at, found) in best.iter().enumerate() {
        let Some((_, of, how, likeness)) = found else { continue };
        let (copy, parent) = (&reports[at], &reports[*of as usize]);
        copies.push(Copied {
            report: at as u32,
            of: *of,
            how: *how,
            chained: best[*of as usize].is_some(),
            jaccard: likeness.jaccard,
            contained: likeness.contained,
            credits: credits(at as u32, *of),
            later_s: copy.published_at.zip(parent.published_at).map(|(later, earlier)| later - earlier),
        });
    }
    Lineage {
        copies,
        root,
        voice: reports.iter().map(|one| one.voice).collect(),
        source: reports.iter().map(|one| one.source).collect(),
    }
}

impl Lineage {
    /// The independent origins of these reports: groups that repeat one another, or come from one source or one voice.
    ///
    /// Corroboration is the number of groups, never the number of reports.
    pub fn origins(&self, reports: &[u32]) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = Vec::new();
        let one_origin = |a: u32, b: u32| {
            let (a, b) = (a as usize, b as usize);
            let same = |x: Option<Symbol>, y: Option<Symbol>| x.is_some() && x == y;
            self.root[a] == self.root[b] || same(self.source[a], self.source[b]) || same(self.voice[a], self.voice[b])
        };
        for report in reports {
            let (mut joined, others): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group: &Vec<u32>| group.iter().any(|other| one_origin(*report, *other)));
            let mut group: Vec<u32> = joined.drain(..).flatten().collect();
            group.push(*report);
            group.sort_unstable();
            groups = others;
            groups.push(group);
        }
        groups.sort_unstable();
        groups
    }
}
