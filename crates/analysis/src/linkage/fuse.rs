//! Reports in, groups out: compare, score, group.

use super::background::Looked;
use super::candidates::Blocks;
use super::features::{WORDS, compare_names, compare_numbers, compare_texts, name_class, one_publication, text_class};
use super::group::{Constraint, Contradiction, Edge, Union, Verdict, average_linkage};
use super::learn::Label;
use super::model::{Model, Scored, probability};
use super::reports::Reports;
use crate::threads::{in_order, sorted};

use std::collections::HashMap;

/// How to fuse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Groups are joined while the mean probability over the pairs between them is at least this.
    pub stop: f64,
    /// Threads to use; the result does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { stop: 0.4, threads: 1 }
    }
}

/// Pairs below a probability of 0.02 are not kept: they would not move a mean.
const KEPT_FROM_MILLI: i32 = -3_892;

/// Why a report was not linked to its nearest alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A person decided so.
    Decided,
    /// The two reports by themselves are not alike enough.
    PairTooWeak,
    /// The two are alike, but their groups do not hold together as one event.
    GroupsApart,
}

/// The report outside its group that a report is most like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alternative {
    /// That report.
    pub report: u32,
    /// Probability of the pair by itself.
    pub probability: f64,
    /// Mean probability between the two groups.
    pub groups_mean: f64,
    /// Why they were not joined.
    pub obstacle: Obstacle,
}

/// Groups of reports, one for each supposed event.
#[derive(Clone, Debug)]
pub struct Fusion {
    /// For each report the number of the first report, by key, of its group.
    pub cluster: Vec<u32>,
    /// Pairs worth keeping, by numbers of reports.
    pub edges: Vec<Edge>,
    pub(super) stop_micro: u32,
    pub(super) not_same: Vec<(u32, u32)>,
}

pub(super) fn micro(probability: f64) -> u32 {
    (probability * 1e6).round() as u32
}

/// Checks decisions against one another.
pub(super) fn contradiction(count: usize, constraints: &[Constraint]) -> Option<Contradiction> {
    let mut together = Union::new(count);
    for one in constraints.iter().filter(|one| one.verdict == Verdict::Same) {
        together.join(one.a, one.b);
    }
    constraints
        .iter()
        .find(|one| one.verdict == Verdict::NotSame && together.find(one.a) == together.find(one.b))
        .map(|one| Contradiction { a: one.a, b: one.b })
}

/// Compares, scores and groups. Fails only where decisions contradict one another.
pub fn fuse(
    reports: &Reports,
    model: &Model,
    constraints: &[Constraint],
    options: Options,
) -> Result<Fusion, Contradiction> {
    if let Some(found) = contradiction(reports.len(), constraints) {
        return Err(found);
    }
    let edges = edges(reports, model, options.threads);
    Ok(grouped(reports, edges, constraints, options))
}

/// What [`Model::learnt`] and then [`fuse`] return. What both need is made once.
pub fn learn_and_fuse(
    reports: &Reports,
    labels: &[Label],
    constraints: &[Constraint],
    options: Options,
) -> Result<(Model, Fusion), Contradiction> {
    if let Some(found) = contradiction(reports.len(), constraints) {
        return Err(found);
    }
    let blocks = Blocks::new(reports, options.threads);
    let (model, at) = Model::learnt_from(&blocks, reports, labels, options.threads);
    let edges = edges_of(&blocks, reports, &model, &Looked { at, background: &model.background }, options.threads);
    // Grouping needs neither, and much room.
    drop(blocks);
    let fusion = grouped(reports, edges, constraints, options);
    Ok((model, fusion))
}

/// All pairs worth keeping.
pub(super) fn edges(reports: &Reports, model: &Model, threads: usize) -> Vec<Edge> {
    let ground = Looked::of(reports, &model.background, threads);
    edges_of(&Blocks::new(reports, threads), reports, model, &ground, threads)
}

fn edges_of(blocks: &Blocks, reports: &Reports, model: &Model, ground: &Looked, threads: usize) -> Vec<Edge> {
    let each = |a: u32, b: u32| scored_edge(reports, model, ground, a, b);
    let mut out = blocks.pairs(threads, |at| ground.touch(reports, at), each);
    out.append(&mut blocks.loose_pairs(each));
    out
}

/// A pair as an edge, if it is worth keeping.
pub(super) fn scored_edge(reports: &Reports, model: &Model, ground: &Looked, a: u32, b: u32) -> Option<Edge> {
    let (row_a, row_b) = (&reports.rows[a as usize], &reports.rows[b as usize]);
    let mut compared = compare_numbers(reports, ground, (a, row_a), (b, row_b), 0);
    // Names and texts cost most. They are not looked at where none could save the pair; what is apart by nature is another
    // matter.
    let spared = !compared.counter_claim() && !one_publication(row_a, row_b);
    let (name, text) = (name_class(row_a, row_b, &compared), text_class(row_a, row_b, &compared));
    let [names_most, texts_most] = model.words_most;
    let text_most = text.map_or(0, |class| texts_most[class]);
    let numbers = model.sum_milli(&compared) + text_most;
    if spared && numbers + name.map_or(0, |class| names_most[class]) < KEPT_FROM_MILLI {
        return None;
    }
    if let Some(class) = name {
        compare_names(row_a, row_b, class, &mut compared);
        if spared && numbers + model.weights[usize::from(compared.levels[WORDS[0]])] < KEPT_FROM_MILLI {
            return None;
        }
    }
    if let Some(class) = text {
        compare_texts(reports, row_a, row_b, class, &mut compared);
    }
    let log_odds = model.sum_milli(&compared);
    if let Some(weight_milli) = compared.apart_by_nature() {
        // Kept as a pair of probability 0, which keeps their groups apart.
        return (log_odds - weight_milli >= KEPT_FROM_MILLI).then_some(Edge { a, b, micro: 0 });
    }
    (log_odds >= KEPT_FROM_MILLI).then(|| Edge { a, b, micro: micro(probability(log_odds)) })
}

pub(super) fn grouped(reports: &Reports, edges: Vec<Edge>, constraints: &[Constraint], options: Options) -> Fusion {
    let stop_micro = micro(options.stop).max(1);
    // A merge needs a mean of at least `stop`, hence a pair of at least `stop`: components over such pairs are enough.
    let mut union = Union::new(reports.len());
    for edge in edges.iter().filter(|edge| edge.micro >= stop_micro) {
        union.join(edge.a, edge.b);
    }
    for one in constraints.iter().filter(|one| one.verdict == Verdict::Same) {
        union.join(one.a, one.b);
    }
    let mut keyed: Vec<(u32, u64, u32)> =
        (0..).zip(&reports.rows).map(|(at, row)| (union.find(at), row.key, at)).collect();
    sorted(options.threads, &mut keyed);
    let (mut place, mut piece_of) = (vec![0u32; reports.len()], vec![0u32; reports.len()]);
    let (mut order, mut starts) = (Vec::with_capacity(reports.len()), Vec::new());
    for (at, (component, _, report)) in keyed.iter().enumerate() {
        if at == 0 || *component != keyed[at - 1].0 {
            starts.push(at);
        }
        order.push(*report);
        place[*report as usize] = at as u32;
        piece_of[*report as usize] = starts.len() as u32 - 1;
    }
    drop(keyed);
    starts.push(order.len());
    let pieces = starts.len() - 1;
    // Edges within components, by component.
    let mut count = vec![0u32; pieces + 1];
    let inside = |edge: &&Edge| piece_of[edge.a as usize] == piece_of[edge.b as usize];
    for edge in edges.iter().filter(inside) {
        count[piece_of[edge.a as usize] as usize + 1] += 1;
    }
    for at in 1..count.len() {
        count[at] += count[at - 1];
    }
    let mut local = vec![(0u32, 0u32, 0u32); count[pieces] as usize];
    let mut next = count.clone();
    for edge in edges.iter().filter(inside) {
        let piece = piece_of[edge.a as usize] as usize;
        let begin = starts[piece] as u32;
        local[next[piece] as usize] = (place[edge.a as usize] - begin, place[edge.b as usize] - begin, edge.micro);
        next[piece] += 1;
    }
    let mut decided: HashMap<u32, Vec<Constraint>> = HashMap::new();
    for one in constraints.iter().filter(|one| piece_of[one.a as usize] == piece_of[one.b as usize]) {
        decided.entry(piece_of[one.a as usize]).or_default().push(*one);
    }
    const AT_ONCE: usize = 2048;
    let parts = in_order(options.threads, pieces.div_ceil(AT_ONCE), |chunk| {
        let mut out = Vec::new();
        for piece in chunk * AT_ONCE..pieces.min((chunk + 1) * AT_ONCE) {
            let (begin, end) = (starts[piece], starts[piece + 1]);
            if end - begin == 1 {
                out.push(order[begin]);
                continue;
            }
            let edges = &local[count[piece] as usize..count[piece + 1] as usize];
            let pairs = |verdict: Verdict| -> Vec<(u32, u32)> {
                let all = decided.get(&(piece as u32)).into_iter().flatten();
                all.filter(|one| one.verdict == verdict)
                    .map(|one| (place[one.a as usize] - begin as u32, place[one.b as usize] - begin as u32))
                    .collect()
            };
            let (same, not, open) = (pairs(Verdict::Same), pairs(Verdict::NotSame), pairs(Verdict::Unsure));
            let groups = average_linkage(end - begin, edges, &same, &not, &open, stop_micro);
            out.extend(groups.into_iter().map(|first| order[begin + first as usize]));
        }
        out
    });
    let mut cluster = vec![0u32; reports.len()];
    for (at, first) in parts.into_iter().flatten().enumerate() {
        cluster[order[at] as usize] = first;
    }
    let not_same = constraints.iter().filter(|one| one.verdict == Verdict::NotSame).map(|one| (one.a, one.b)).collect();
    Fusion { cluster, edges, stop_micro, not_same }
}

impl Fusion {
    /// Pairs within groups, with their probability in millionths: why the groups were formed.
    pub fn links(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| {
            self.cluster[edge.a as usize] == self.cluster[edge.b as usize] && edge.micro >= self.stop_micro
        })
    }

    /// The explanation of a pair, as stored with a decision.
    pub fn explain(&self, reports: &Reports, model: &Model, a: u32, b: u32) -> Scored {
        model.score(reports, a, b)
    }

    /// For each report the report outside its group that it is most like, if there is one.
    pub fn alternatives(&self, reports: &Reports) -> Vec<Option<Alternative>> {
        let mut best: Vec<Option<Edge>> = vec![None; self.cluster.len()];
        let mut sums: HashMap<(u32, u32), u64> = HashMap::new();
        let mut sizes = vec![0u64; self.cluster.len()];
        for first in &self.cluster {
            sizes[*first as usize] += 1;
        }
        let groups = |edge: &Edge| {
            let (a, b) = (self.cluster[edge.a as usize], self.cluster[edge.b as usize]);
            (a.min(b), a.max(b))
        };
        for edge in &self.edges {
            let (one, other) = groups(edge);
            if one == other {
                continue;
            }
            *sums.entry((one, other)).or_default() += u64::from(edge.micro);
            for (own, there) in [(edge.a, edge.b), (edge.b, edge.a)] {
                let better = best[own as usize].is_none_or(|known| {
                    let known_there = if known.a == own { known.b } else { known.a };
                    (edge.micro, std::cmp::Reverse(reports.key(there)))
                        > (known.micro, std::cmp::Reverse(reports.key(known_there)))
                });
                if better {
                    best[own as usize] = Some(*edge);
                }
            }
        }
        let forbidden: std::collections::HashSet<(u32, u32)> =
            self.not_same.iter().map(|(a, b)| groups(&Edge { a: *a, b: *b, micro: 0 })).collect();
        best.iter()
            .enumerate()
            .map(|(own, edge)| {
                edge.map(|edge| {
                    let (one, other) = groups(&edge);
                    let pairs = sizes[one as usize] * sizes[other as usize];
                    Alternative {
                        report: if edge.a == own as u32 { edge.b } else { edge.a },
                        probability: f64::from(edge.micro) / 1e6,
                        groups_mean: sums[&(one, other)] as f64 / 1e6 / pairs as f64,
                        obstacle: match () {
                            () if forbidden.contains(&(one, other)) => Obstacle::Decided,
                            () if edge.micro < self.stop_micro => Obstacle::PairTooWeak,
                            () => Obstacle::GroupsApart,
                        },
                    }
                })
            })
            .collect()
    }
}
