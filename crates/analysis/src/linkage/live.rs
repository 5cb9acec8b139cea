//! One report after another, with the same groups in the end as all at once.
//!
//! INVARIANT: the model stands still, so a pair's score never changes; a new report adds pairs of its own only; and a merge
//! needs a pair of at least `stop`. So only the component of the new report over such pairs can change, and it is grouped
//! anew from all its pairs, in the order of keys. What came first does not matter.
//! LIMIT: with more than three million pairs of reports without place or time, all at once looks by name, text and media
//! only, while one after another looks at all.

use super::background::{Local, Looked};
use super::candidates::{Standing, WINDOW_S};
use super::fuse::{Options, contradiction, edges, micro, scored_edge};
use super::group::{Constraint, Contradiction, Verdict, average_linkage};
use super::model::Model;
use super::reports::Reports;
use crate::linkage::Evidence;
use std::collections::{BTreeSet, HashMap};

/// A fusion that grows.
pub struct Live {
    reports: Reports,
    model: Model,
    local: Vec<Local>,
    standing: Standing,
    /// For each report the pairs it is in: the other report, and the probability in millionths.
    pairs: Vec<Vec<(u32, u32)>>,
    decisions: Vec<Constraint>,
    decided: HashMap<u32, Vec<u32>>,
    cluster: Vec<u32>,
    stop_micro: u32,
}

impl Live {
    /// Starts from reports that are there already, grouped all at once.
    pub fn over(reports: Reports, model: Model, options: Options) -> Self {
        let found = edges(&reports, &model, options.threads);
        let mut pairs: Vec<Vec<(u32, u32)>> = vec![Vec::new(); reports.len()];
        for edge in &found {
            pairs[edge.a as usize].push((edge.b, edge.micro));
            pairs[edge.b as usize].push((edge.a, edge.micro));
        }
        let local = reports.rows.iter().map(|row| model.background.at(row)).collect();
        let mut standing = Standing::default();
        for (at, row) in reports.rows.iter().enumerate() {
            standing.put(at as u32, row);
        }
        standing.sort();
        let cluster = super::fuse::grouped(&reports, found, &[], options).cluster;
        Self {
            reports,
            model,
            local,
            standing,
            pairs,
            decisions: Vec::new(),
            decided: HashMap::new(),
            cluster,
            stop_micro: micro(options.stop).max(1),
        }
    }

    /// Adds a report and returns its number and the members of its group, in the order of keys.
    pub fn add(&mut self, evidence: &Evidence) -> (u32, Vec<u32>) {
        let at = self.reports.push(evidence);
        let row = self.reports.rows[at as usize];
        self.local.push(self.model.background.at(&row));
        let mut near = Vec::new();
        self.standing.near(&self.reports, &row, WINDOW_S, &mut near);
        let ground = Looked { at: std::mem::take(&mut self.local), background: &self.model.background };
        let mut own = Vec::new();
        for other in near {
            if let Some(edge) = scored_edge(&self.reports, &self.model, &ground, at, other) {
                own.push((other, edge.micro));
            }
        }
        self.local = ground.at;
        for (other, micro) in &own {
            self.pairs[*other as usize].push((at, *micro));
        }
        self.pairs.push(own);
        self.standing.insert(at, &row);
        self.cluster.push(at);
        self.regroup(at);
        (at, self.group(at))
    }

    /// Takes a decision of a person; refuses one that contradicts those before it.
    pub fn decide(&mut self, decision: Constraint) -> Result<(), Contradiction> {
        self.decisions.push(decision);
        if let Some(found) = contradiction(self.reports.len(), &self.decisions) {
            self.decisions.pop();
            return Err(found);
        }
        let number = self.decisions.len() as u32 - 1;
        for end in [decision.a, decision.b] {
            self.decided.entry(end).or_default().push(number);
        }
        self.regroup(decision.a);
        self.regroup(decision.b);
        Ok(())
    }

    /// The reports.
    pub fn reports(&self) -> &Reports {
        &self.reports
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// For each report the number of the first report, by key, of its group.
    pub fn cluster(&self) -> &[u32] {
        &self.cluster
    }

    /// The members of a report's group, in the order of keys.
    pub fn group(&self, at: u32) -> Vec<u32> {
        let own = self.cluster[at as usize];
        self.component(at)
            .into_iter()
            .map(|(_, member)| member)
            .filter(|one| self.cluster[*one as usize] == own)
            .collect()
    }

    /// All reports that could be grouped with `at`, by key.
    fn component(&self, at: u32) -> BTreeSet<(u64, u32)> {
        let mut seen = BTreeSet::from([(self.reports.key(at), at)]);
        let mut open = vec![at];
        while let Some(one) = open.pop() {
            let likely =
                self.pairs[one as usize].iter().filter(|(_, micro)| *micro >= self.stop_micro).map(|(other, _)| *other);
            let decided = self.decided.get(&one).into_iter().flatten().map(|number| self.decisions[*number as usize]);
            let joined = decided.filter(|one| one.verdict == Verdict::Same).flat_map(|one| [one.a, one.b]);
            for other in likely.chain(joined) {
                if seen.insert((self.reports.key(other), other)) {
                    open.push(other);
                }
            }
        }
        seen
    }

    fn regroup(&mut self, at: u32) {
        let members: Vec<u32> = self.component(at).into_iter().map(|(_, member)| member).collect();
        let place: HashMap<u32, u32> = members.iter().enumerate().map(|(at, member)| (*member, at as u32)).collect();
        let mut inside = Vec::new();
        let (mut same, mut not, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (own, member) in members.iter().enumerate() {
            for (other, micro) in &self.pairs[*member as usize] {
                match place.get(other) {
                    Some(other) if *other > own as u32 => inside.push((own as u32, *other, *micro)),
                    _ => {}
                }
            }
            for number in self.decided.get(member).into_iter().flatten() {
                let one = self.decisions[*number as usize];
                if let (true, Some(a), Some(b)) = (one.a == *member, place.get(&one.a), place.get(&one.b)) {
                    match one.verdict {
                        Verdict::Same => same.push((*a, *b)),
                        Verdict::NotSame => not.push((*a, *b)),
                        Verdict::Unsure => open.push((*a, *b)),
                    }
                }
            }
        }
        let groups = average_linkage(members.len(), &inside, &same, &not, &open, self.stop_micro);
        for (member, first) in members.iter().zip(groups) {
            self.cluster[*member as usize] = members[first as usize];
        }
    }
}
