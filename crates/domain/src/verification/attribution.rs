//! Who did it: competing explanations, each weighed against the evidence. A decision of its own, made from these.

use super::State;
use crate::coded::coded;
use mirqab_vocabulary::{Attribution, Passage, StandardOfProof};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

coded! {
    /// What an item of evidence says of a hypothesis.
    Weight {
        /// It speaks for it.
        Supports = "supports",
        /// It speaks against it.
        Contradicts = "contradicts",
        /// It fits, and fits others as well.
        Neither = "neither",
    }
}

/// A possible answer to "who did it?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hypothesis {
    /// Counted from 1 within the case.
    pub number: u32,
    /// The answer. A standard of proof that it names is what it would have to reach.
    pub attribution: Attribution,
    /// How it would have come about.
    pub statement: Passage,
    /// By item of evidence: what it says, and why. A later judgement replaces an earlier one.
    pub weights: BTreeMap<u32, (Weight, Passage)>,
}

impl Hypothesis {
    /// Whether both name the same author; the standards may differ.
    pub fn names(&self, attribution: &Attribution) -> bool {
        author_only(&self.attribution) == author_only(attribution)
    }
}

/// The attribution with the weakest standard, for comparing who is named.
fn author_only(attribution: &Attribution) -> Attribution {
    let standard = StandardOfProof::ReasonableSuspicion;
    match attribution {
        Attribution::AttributedTo { party, .. } => Attribution::AttributedTo { party: party.clone(), standard },
        Attribution::Both { .. } => Attribution::Both { standard },
        other => other.clone(),
    }
}

impl State {
    /// How many hypotheses have been weighed against at least one item of evidence.
    pub fn weighed(&self) -> usize {
        self.hypotheses.iter().filter(|hypothesis| !hypothesis.weights.is_empty()).count()
    }

    /// How many independent origins support this attribution, among the items that can carry a conclusion.
    pub fn supporting_origins(&self, attribution: &Attribution) -> usize {
        let supported = self.hypotheses.iter().filter(|hypothesis| hypothesis.names(attribution)).flat_map(|named| {
            named.weights.iter().filter(|(_, (weight, _))| *weight == Weight::Supports).map(|(item, _)| *item)
        });
        let items: BTreeSet<u32> = supported.collect();
        let carrying = self.evidence.iter().filter(|item| items.contains(&item.number) && item.evidence.carries());
        carrying.map(|item| item.evidence.origin.as_str()).collect::<BTreeSet<_>>().len()
    }
}
