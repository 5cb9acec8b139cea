//! Grades of a source, of what it said, and of proof.

use crate::code::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// Reliability of a *source*. SOURCE: Admiralty code, A (completely reliable) to F (cannot be judged).
    Reliability { A = "A", B = "B", C = "C", D = "D", E = "E", F = "F" }
}
codes! {
    /// Credibility of a *piece of information*. SOURCE: Admiralty code, 1 (confirmed) to 6 (cannot be judged).
    Credibility { One = "1", Two = "2", Three = "3", Four = "4", Five = "5", Six = "6" }
}
codes! {
    /// The ladder of proof, weakest first.
    StandardOfProof {
        ReasonableSuspicion = "reasonable_suspicion",
        ReasonableGrounds = "reasonable_grounds",
        BalanceOfProbabilities = "balance_of_probabilities",
        ClearAndConvincing = "clear_and_convincing",
        BeyondReasonableDoubt = "beyond_reasonable_doubt",
    }
}

/// The two judgements side by side. They are made independently of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Of the source.
    pub reliability: Reliability,
    /// Of the information.
    pub credibility: Credibility,
}
