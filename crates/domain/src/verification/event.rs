//! Facts of the verification room.

use mirqab_vocabulary::{BlobId, Grade, Instant, Line, Occurrence, Passage, Reliability};
use serde::{Deserialize, Serialize};

/// What kind of thing an item of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A team went there.
    SiteVisit,
    /// A crater's direction was measured.
    Crater,
    /// Remnants of a weapon.
    Remnants,
    /// What a witness said.
    Witness,
    /// A hospital's or clinic's record.
    MedicalRecord,
    /// A civil record.
    CivilRecord,
    /// A picture or a film.
    Imagery,
    /// An instrument's record.
    SensorRecord,
    /// What a party said.
    PartyStatement,
    /// Published material.
    OpenSource,
}

impl EvidenceKind {
    /// Every kind, as listed.
    pub const ALL: &'static [Self] = &[
        Self::SiteVisit,
        Self::Crater,
        Self::Remnants,
        Self::Witness,
        Self::MedicalRecord,
        Self::CivilRecord,
        Self::Imagery,
        Self::SensorRecord,
        Self::PartyStatement,
        Self::OpenSource,
    ];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::SiteVisit => "site_visit",
            Self::Crater => "crater",
            Self::Remnants => "remnants",
            Self::Witness => "witness",
            Self::MedicalRecord => "medical_record",
            Self::CivilRecord => "civil_record",
            Self::Imagery => "imagery",
            Self::SensorRecord => "sensor_record",
            Self::PartyStatement => "party_statement",
            Self::OpenSource => "open_source",
        }
    }
    /// The kind with this written form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// An item of evidence, as taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What kind of thing.
    pub kind: EvidenceKind,
    /// Where it came from. Items of one origin speak once.
    pub origin: Line,
    /// What it shows.
    pub description: Passage,
    /// When it was collected.
    pub collected_at: Instant,
    /// The two judgements, made apart.
    pub grade: Grade,
    /// The original, if it is a file.
    pub blob: Option<BlobId>,
}

impl Evidence {
    /// Whether it can carry a conclusion: it is not a party's own word, and neither judgement is unfavourable.
    pub fn carries(&self) -> bool {
        self.kind != EvidenceKind::PartyStatement
            && self.grade.reliability <= Reliability::C
            && self.grade.credibility <= mirqab_vocabulary::Credibility::Three
    }
}

/// A fact about a verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The case was opened, to be done by a time.
    Opened {
        /// Until when.
        due: Instant,
    },
    /// Somebody took it on.
    Claimed {
        /// Until when the claim holds.
        until: Instant,
    },
    /// They let it go.
    Released {},
    /// Somebody may not decide here.
    Recused {
        /// Why.
        reason: Passage,
    },
    /// An item of evidence was taken in.
    EvidenceAdded {
        /// Counted from 1 within the case.
        number: u32,
        /// The item.
        evidence: Evidence,
    },
    /// Somebody judged whether it happened. Their own judgement, not the finding.
    Assessed {
        /// The judgement.
        occurrence: Occurrence,
        /// Why.
        reason: Passage,
        /// The number of the restriction that kept the mission from verifying, where it is on record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        restriction: Option<u32>,
    },
    /// The deadline was moved.
    DeadlineMoved {
        /// Until when.
        due: Instant,
        /// Why.
        reason: Passage,
    },
}
