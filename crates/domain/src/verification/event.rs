//! Facts of the verification room.

use super::{CircumstanceJudgement, Confidence, PlacingMethod, Proves, Weight};
use crate::coded::coded;
use crate::report::{Consent, Erasure, Ground, Opening, Part, Step, Witness};
use mirqab_vocabulary::{
    AccountId, Attribution, Bearing, BlobId, Coordinates, DistanceBand, Grade, Instant, Interval, Line, Occurrence,
    PartyCode, Passage, Reliability,
};
use serde::{Deserialize, Serialize};

coded! {
    /// What kind of thing an item of evidence is.
    EvidenceKind {
        /// A team went there.
        SiteVisit = "site_visit",
        /// A crater's direction was measured.
        Crater = "crater",
        /// Remnants of a weapon.
        Remnants = "remnants",
        /// What a witness said.
        Witness = "witness",
        /// A hospital's or clinic's record.
        MedicalRecord = "medical_record",
        /// A civil record.
        CivilRecord = "civil_record",
        /// A picture or a film.
        Imagery = "imagery",
        /// An instrument's record.
        SensorRecord = "sensor_record",
        /// What a party said.
        PartyStatement = "party_statement",
        /// Published material.
        OpenSource = "open_source",
        /// Who held the ground then. It says who could have, never who did.
        ControlOfGround = "control_of_ground",
    }
}

/// A crater, read for the direction that the shot came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crater {
    /// Where the crater is.
    pub at: Coordinates,
    /// The direction back to where the shot came from, from true north, with its error.
    pub azimuth: Bearing,
    /// How far the weapon carries, from least to most, where the weapon is known.
    pub range: Option<DistanceBand>,
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
    /// What the crater says, if it is one that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crater: Option<Crater>,
    /// Who the witness is, sealed apart from what they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
    /// What a medical or civil record proves; nothing where nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proves: Vec<Proves>,
    /// Who held the ground when, if it says that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Box<Held>>,
}

/// Who held the ground where it happened, or where it was fired from, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Which party; nothing if none of them did.
    pub by: Option<PartyCode>,
    /// From when to when.
    pub during: Interval,
}

impl Evidence {
    /// Whether it can carry a conclusion: it is neither a party's own word nor a map of who held what, and neither judgement is unfavourable.
    pub fn carries(&self) -> bool {
        !matches!(self.kind, EvidenceKind::PartyStatement | EvidenceKind::ControlOfGround)
            && self.grade.reliability <= Reliability::C
            && self.grade.credibility <= mirqab_vocabulary::Credibility::Three
    }
}

/// Why somebody may not decide on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Who.
    pub account: AccountId,
    /// The conflict of interest.
    pub reason: Passage,
}

/// A link of the chain of custody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// The item of evidence.
    pub number: u32,
    /// Into whose hands, or to which place; `None` where that is withheld.
    pub to: Option<Line>,
    /// In what state, under which seal, what for.
    pub note: Passage,
}

/// How a place and a time were found in imagery. All of it may give the place away, so it is disclosed or withheld as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacingNotes {
    /// Where it is said to be, by whoever published it.
    pub claimed: Option<Line>,
    /// Where it was found to be.
    pub at: Coordinates,
    /// Within how many metres.
    pub precision_m: u32,
    /// What was recognised.
    pub landmarks: Passage,
    /// In which direction the camera looks.
    pub view: Option<Bearing>,
    /// When it was taken.
    pub taken: Option<Interval>,
    /// How the time was found, such as by shadows.
    pub time_found_by: Option<Passage>,
}

/// Imagery placed in space and time, by its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placing {
    /// The item of evidence.
    pub number: u32,
    /// How it was placed.
    pub method: PlacingMethod,
    /// How sure they are.
    pub confidence: Confidence,
    /// Where, when, and what was recognised; nothing where it is withheld.
    pub notes: Option<PlacingNotes>,
}

/// A possible answer to "who did it?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Counted from 1 within the case.
    pub number: u32,
    /// Who would have done it.
    pub attribution: Attribution,
    /// How it would have come about.
    pub statement: Passage,
}

/// What an item of evidence says of a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighing {
    /// The hypothesis.
    pub hypothesis: u32,
    /// The item of evidence.
    pub evidence: u32,
    /// What it says.
    pub weight: Weight,
    /// Why.
    pub reason: Passage,
}

/// A part of an area: an outline, and outlines of holes in it. None repeats its first point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaPart {
    /// The outline.
    pub outline: Vec<Coordinates>,
    /// Outlines of holes.
    pub holes: Vec<Vec<Coordinates>>,
}

/// The areas that hold the event with 50 % and with 90 %.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Areas {
    /// That of 50 %.
    pub half: Vec<AreaPart>,
    /// That of 90 %.
    pub most: Vec<AreaPart>,
    /// The middle of the smallest circle around that of 90 %.
    pub centre: Coordinates,
    /// Its radius, metres.
    pub radius_m: u32,
}

/// Where the reports put the event together when a person relied on it: enough to compute it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointPlace {
    /// The model with its version, such as `location-1`.
    pub model: Line,
    /// Where the reports that it rests on stand in the log.
    pub inputs: Vec<u64>,
    /// The areas; nothing where they are withheld.
    pub areas: Option<Areas>,
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
    /// Where the reports put the event together was kept, as somebody relied on it.
    PlaceRecorded {
        /// The areas, and what they rest on.
        place: Box<JointPlace>,
    },
    /// The deadline was moved.
    DeadlineMoved {
        /// Until when.
        due: Instant,
        /// Why.
        reason: Passage,
    },
    /// The case was given to a verifier, whoever held it before.
    Assigned {
        /// To whom.
        to: AccountId,
        /// Until when the claim holds.
        until: Instant,
        /// Why.
        reason: Passage,
    },
    /// Somebody was taken off the case for a conflict of interest, for good.
    Excused {
        /// Who, and why.
        conflict: Conflict,
    },
    /// An overdue case was brought before the head of mission.
    Escalated {
        /// Why it waits.
        reason: Passage,
    },
    /// An item of evidence changed hands.
    CustodyPassed {
        /// Which, to whom.
        handover: Handover,
    },
    /// Imagery was placed in space and time.
    ImageryPlaced {
        /// Which item, how, where.
        placing: Box<Placing>,
    },
    /// A possible author was named, to be weighed against others.
    HypothesisStated {
        /// Who would have done it, and how.
        hypothesis: Explanation,
    },
    /// An item of evidence was weighed for or against a hypothesis.
    HypothesisWeighed {
        /// What it says of which hypothesis.
        weighing: Weighing,
    },
    /// Somebody judged under which circumstances it happened. Their own judgement, not the finding.
    CircumstanceJudged {
        /// Which, and on what it rests.
        judgement: CircumstanceJudgement,
    },
    /// Somebody proposed to erase a part of an item of evidence for good.
    EvidenceErasureProposed {
        /// Which item.
        number: u32,
        /// What, and why.
        erasure: Erasure,
    },
    /// The proposal was declined.
    EvidenceErasureDeclined {
        /// Which item.
        number: u32,
        /// Why. It names nobody.
        reason: Passage,
    },
    /// A second person decided so, and it was erased: the payloads with their salts, and the file.
    EvidenceErased {
        /// Which item.
        number: u32,
        /// What.
        parts: Vec<Part>,
        /// On which ground.
        ground: Ground,
    },
    /// Somebody asked the key holders to open who the witness is.
    WitnessOpeningRequested {
        /// Which item.
        number: u32,
        /// To whom, and why.
        opening: Opening,
    },
    /// A key holder consented, and gave their share.
    WitnessOpeningConsented {
        /// Which item.
        number: u32,
        /// Who, and the share.
        consent: Consent,
    },
    /// A key holder refused.
    WitnessOpeningRefused {
        /// Which item.
        number: u32,
        /// Why. It names nobody.
        reason: Passage,
    },
    /// Enough consented, and who asked took the shares.
    WitnessOpened {
        /// Which item.
        number: u32,
    },
    /// The request was given up.
    WitnessOpeningClosed {
        /// Which item.
        number: u32,
    },
}

impl Event {
    /// A step of the protection of who stands behind an item of evidence.
    pub fn of_item(number: u32, step: Step) -> Self {
        match step {
            Step::ErasureProposed { erasure } => Self::EvidenceErasureProposed { number, erasure },
            Step::ErasureDeclined { reason } => Self::EvidenceErasureDeclined { number, reason },
            Step::Erased { parts, ground } => Self::EvidenceErased { number, parts, ground },
            Step::OpeningRequested { opening } => Self::WitnessOpeningRequested { number, opening },
            Step::OpeningConsented { consent } => Self::WitnessOpeningConsented { number, consent },
            Step::OpeningRefused { reason } => Self::WitnessOpeningRefused { number, reason },
            Step::Opened => Self::WitnessOpened { number },
            Step::OpeningClosed => Self::WitnessOpeningClosed { number },
        }
    }

    /// That step with its item, if it is one.
    pub fn step(&self) -> Option<(u32, Step)> {
        Some(match self.clone() {
            Self::EvidenceErasureProposed { number, erasure } => (number, Step::ErasureProposed { erasure }),
            Self::EvidenceErasureDeclined { number, reason } => (number, Step::ErasureDeclined { reason }),
            Self::EvidenceErased { number, parts, ground } => (number, Step::Erased { parts, ground }),
            Self::WitnessOpeningRequested { number, opening } => (number, Step::OpeningRequested { opening }),
            Self::WitnessOpeningConsented { number, consent } => (number, Step::OpeningConsented { consent }),
            Self::WitnessOpeningRefused { number, reason } => (number, Step::OpeningRefused { reason }),
            Self::WitnessOpened { number } => (number, Step::Opened),
            Self::WitnessOpeningClosed { number } => (number, Step::OpeningClosed),
            _ => return None,
        })
    }

    /// The item of evidence that this is about: with a part of the item its payloads are erased.
    pub fn item(&self) -> Option<u32> {
        match self {
            Self::EvidenceAdded { number, .. } => Some(*number),
            Self::CustodyPassed { handover } => Some(handover.number),
            Self::ImageryPlaced { placing } => Some(placing.number),
            Self::HypothesisWeighed { weighing } => Some(weighing.evidence),
            event => event.step().map(|(number, _)| number),
        }
    }

    /// Whether its rules ask who the key holders are.
    pub fn asks_for_holders(&self) -> bool {
        self.step().is_some_and(|(_, step)| step.asks_for_holders())
    }
}
