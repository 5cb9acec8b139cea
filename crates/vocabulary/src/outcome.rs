//! The axes of a finding. They are judged apart: "it happened" says nothing of "who did it".

use crate::code::codes;
use crate::{PartyCode, StandardOfProof};
use serde::{Deserialize, Serialize};

codes! {
    /// Why it could not be verified.
    UnableReason { Access = "access", Time = "time", Security = "security", Information = "information" }
}
codes! {
    /// How grave a violation is.
    Gravity { NotAssessed = "not_assessed", Minor = "minor", Serious = "serious", Grave = "grave" }
}

/// Did it happen?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Occurrence {
    /// Established to the standard that the procedure asks for.
    Confirmed,
    /// Supported by two independent origins or more.
    Corroborated,
    /// More likely than not.
    Probable,
    /// Sources with direct knowledge contradict one another.
    Contested,
    /// Looked into, and neither shown nor excluded.
    Unconfirmed,
    /// It could not be looked into.
    UnableToVerify {
        /// What stood in the way.
        reason: UnableReason,
        /// The party that denied access, where that is the reason.
        denied_by: Option<PartyCode>,
    },
    /// Shown not to have happened.
    DidNotOccur,
}

impl Occurrence {
    /// Whether the event counts as verified in any figure. Only these two do.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Confirmed | Self::Corroborated)
    }

    /// The stable code, without its particulars.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Corroborated => "corroborated",
            Self::Probable => "probable",
            Self::Contested => "contested",
            Self::Unconfirmed => "unconfirmed",
            Self::UnableToVerify { .. } => "unable_to_verify",
            Self::DidNotOccur => "did_not_occur",
        }
    }
}

/// What is it under the agreement?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Classification {
    /// A breach of an article.
    Violation {
        /// The article's key within its agreement.
        article: String,
    },
    /// Not a breach.
    NotAViolation,
    /// Allowed by an article.
    Permitted {
        /// The article's key.
        article: String,
    },
    /// Outside the agreement's place, time or persons.
    OutsideScope,
    /// The parties' readings differ, and the answer depends on which is taken.
    DisputedApplicability,
    /// Cannot be decided for want of facts.
    Undecided,
}

impl Classification {
    /// The stable code, without its particulars.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Violation { .. } => "violation",
            Self::NotAViolation => "not_a_violation",
            Self::Permitted { .. } => "permitted",
            Self::OutsideScope => "outside_scope",
            Self::DisputedApplicability => "disputed_applicability",
            Self::Undecided => "undecided",
        }
    }
    /// The article that it names, if it names one.
    pub fn article(&self) -> Option<&str> {
        match self {
            Self::Violation { article } | Self::Permitted { article } => Some(article),
            _ => None,
        }
    }
}

/// Who did it?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Attribution {
    /// To one party, with the standard of proof that was reached.
    AttributedTo {
        /// The party.
        party: PartyCode,
        /// The standard reached.
        standard: StandardOfProof,
    },
    /// Where it came from is known; who held the weapon is not.
    AreaOfOriginOnly,
    /// To both parties.
    Both {
        /// The standard reached.
        standard: StandardOfProof,
    },
    /// Not attributed. An end like any other.
    Unattributed,
    /// An armed group that has not signed.
    NonSignatory,
    /// A crime without a party behind it.
    Criminal,
}

impl Attribution {
    /// The stable code, without its particulars.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AttributedTo { .. } => "attributed_to",
            Self::AreaOfOriginOnly => "area_of_origin_only",
            Self::Both { .. } => "both",
            Self::Unattributed => "unattributed",
            Self::NonSignatory => "non_signatory",
            Self::Criminal => "criminal",
        }
    }
    /// The one party it is attributed to, if there is one.
    pub fn party(&self) -> Option<&PartyCode> {
        match self {
            Self::AttributedTo { party, .. } => Some(party),
            _ => None,
        }
    }
    /// The standard of proof that it claims, if it claims one.
    pub fn standard(&self) -> Option<StandardOfProof> {
        match self {
            Self::AttributedTo { standard, .. } | Self::Both { standard } => Some(*standard),
            _ => None,
        }
    }
}
