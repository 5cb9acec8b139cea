//! From pairs to groups: average linkage, so that a chain of near neighbours is no incident.
//!
//! Two groups are joined while the mean probability over all pairs between them is high enough; a pair that was not
//! worth comparing counts as 0. People's decisions are kept whatever the numbers say.

use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

/// A pair with its probability in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// One report.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Probability that both tell of one event, in millionths.
    pub micro: u32,
}

/// What a person decided about two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One event.
    Same,
    /// Not one event.
    NotSame,
    /// Looked at and left open: the pair is no reason for or against joining.
    Unsure,
}

/// A decision about two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// One report.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What was decided.
    pub verdict: Verdict,
}

/// Decisions that contradict one another: these reports are the same by a chain of decisions, and not the same by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// One report.
    pub a: u32,
    /// The other.
    pub b: u32,
}

pub(super) struct Union(Vec<u32>);

impl Union {
    pub fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }
    pub fn find(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }
    /// The lesser number stays.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        if a != b {
            self.0[a.max(b) as usize] = a.min(b);
        }
    }
}

/// Groups the members of one component. `members` are in canonical order, and so are the group numbers returned:
/// for each member the position of the first member of its group.
///
/// `edges` name positions in `members`. `together` and `apart` are decisions, as positions too.
pub(super) fn average_linkage(
    count: usize,
    edges: &[(u32, u32, u32)],
    together: &[(u32, u32)],
    apart: &[(u32, u32)],
    open: &[(u32, u32)],
    stop_micro: u32,
) -> Vec<u32> {
    // Most components are two reports and nothing decided.
    if let ([(0, 1, micro) | (1, 0, micro)], 2, true) =
        (edges, count, together.is_empty() && apart.is_empty() && open.is_empty())
    {
        return vec![0, u32::from(*micro < stop_micro)];
    }
    let mut fixed = Union::new(count);
    for (a, b) in together {
        fixed.join(*a, *b);
    }
    let root: Vec<u32> = (0..count as u32).map(|at| fixed.find(at)).collect();
    let mut size = vec![0u64; count];
    for at in &root {
        size[*at as usize] += 1;
    }
    // Sum of probabilities and number of pairs left open, between groups.
    let mut between: Vec<BTreeMap<u32, (u64, u64)>> = vec![BTreeMap::new(); count];
    let mut add = |a: u32, b: u32, micro: u64, open: u64| {
        let (a, b) = (root[a as usize], root[b as usize]);
        if a != b {
            for (one, other) in [(a, b), (b, a)] {
                let sums = between[one as usize].entry(other).or_default();
                sums.0 += micro;
                sums.1 += open;
            }
        }
    };
    let open_pairs: HashSet<(u32, u32)> = open.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    for (a, b, micro) in edges {
        if !open_pairs.contains(&(*a.min(b), *a.max(b))) {
            add(*a, *b, u64::from(*micro), 0);
        }
    }
    for (a, b) in &open_pairs {
        add(*a, *b, 0, 1);
    }
    let mut forbidden: HashSet<(u32, u32)> = HashSet::new();
    let mut foes: HashMap<u32, Vec<u32>> = HashMap::new();
    // An edge of probability 0 is a counter-claim. What people joined stays joined: their word counts more.
    let claims = edges.iter().filter(|(_, _, micro)| *micro == 0).map(|(a, b, _)| (*a, *b));
    for (a, b) in apart.iter().copied().chain(claims) {
        let (a, b) = (root[a as usize], root[b as usize]);
        if a == b {
            continue;
        }
        forbidden.insert((a.min(b), a.max(b)));
        foes.entry(a).or_default().push(b);
        foes.entry(b).or_default().push(a);
    }
    let mean = |sums: (u64, u64), pairs: u64| if pairs > sums.1 { sums.0 / (pairs - sums.1) } else { 0 };
    let mut alive: Vec<bool> = (0..count).map(|at| root[at] == at as u32).collect();
    let mut group: Vec<u32> = root.clone();
    // Highest mean first; among equals the earlier members.
    type Offer = (u64, std::cmp::Reverse<(u32, u32)>, u64, u64);
    let mut heap: BinaryHeap<Offer> = BinaryHeap::new();
    for (a, others) in between.iter().enumerate() {
        for (b, sums) in others.range(a as u32 + 1..) {
            let value = mean(*sums, size[a] * size[*b as usize]);
            if value >= u64::from(stop_micro) {
                heap.push((value, std::cmp::Reverse((a as u32, *b)), size[a], size[*b as usize]));
            }
        }
    }
    while let Some((_, std::cmp::Reverse((a, b)), size_a, size_b)) = heap.pop() {
        let (at, gone) = (a as usize, b as usize);
        if !alive[at] || !alive[gone] || size[at] != size_a || size[gone] != size_b || forbidden.contains(&(a, b)) {
            continue;
        }
        alive[gone] = false;
        group[gone] = a;
        size[at] += size[gone];
        for foe in foes.remove(&b).unwrap_or_default() {
            forbidden.insert((a.min(foe), a.max(foe)));
            foes.entry(a).or_default().push(foe);
            foes.entry(foe).or_default().push(a);
        }
        let moved = std::mem::take(&mut between[gone]);
        between[at].remove(&b);
        for (other, sums) in moved {
            if other == a {
                continue;
            }
            between[other as usize].remove(&b);
            for (one, two) in [(a, other), (other, a)] {
                let own = between[one as usize].entry(two).or_default();
                own.0 += sums.0;
                own.1 += sums.1;
            }
        }
        for (other, sums) in &between[at] {
            let value = mean(*sums, size[at] * size[*other as usize]);
            if value >= u64::from(stop_micro) {
                let (low, high) = (a.min(*other), a.max(*other));
                heap.push((value, std::cmp::Reverse((low, high)), size[low as usize], size[high as usize]));
            }
        }
    }
    for at in 0..count {
        // `a` is always the lesser of a merge, so that following it ends at the first member of the group.
        let mut to = group[root[at] as usize];
        while group[to as usize] != to {
            to = group[to as usize];
        }
        group[at] = to;
    }
    group
}
