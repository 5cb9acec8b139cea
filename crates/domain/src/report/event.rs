//! Facts of the report room.

use super::{Consent, Contact, Erasure, Ground, Opening, Part, Sealed, Step};
use crate::coded::coded;
use mirqab_vocabulary::{
    BlobId, Instant, Interval, KeySignature, Language, Line, Observation, PartyCode, Passage, Place, ReportId,
    ViolationKind, Weapon,
};
use serde::{Deserialize, Serialize};

coded! {
    /// Through which channel a report came.
    Channel {
        /// The mission's own observers.
        Observer = "observer",
        /// A party, as that party.
        Party = "party",
        /// A civilian.
        Civilian = "civilian",
        /// Press and open sources.
        Media = "media",
        /// A camera, microphone or other instrument.
        Sensor = "sensor",
        /// A telephone line.
        Hotline = "hotline",
    }
}

/// How the time of the event was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OccurredPrecision {
    /// A time or a stretch of time.
    Stated,
    /// A day only; the interval is that whole local day.
    DayOnly,
}

/// People harmed, as this report has it: from at least to at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harm {
    /// Killed, at least.
    pub killed_min: u32,
    /// Killed, at most.
    pub killed_max: u32,
    /// Injured, at least.
    pub injured_min: u32,
    /// Injured, at most.
    pub injured_max: u32,
    /// Whether they were civilians; `None` when not said.
    pub civilians: Option<bool>,
}

/// Whose identity must be protected. Bound to the record apart from everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Name, as given.
    pub name: Line,
    /// How to reach them.
    pub contact: Option<Line>,
    /// Both, encrypted to key holders. Then `name` is `SEALED_NAME`, and `contact` is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
}

/// A file that came with a report, kept byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// SHA-256 of its bytes.
    pub blob: BlobId,
    /// Its name as sent, without any folder.
    pub name: Line,
    /// Its media type as sent.
    pub media_type: Line,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The file out of which a report was read, kept byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// SHA-256 of 32 random bytes followed by the file. Without the random bytes a short file could be guessed from its hash.
    pub blob: BlobId,
    /// The line on which the report begins; the column names are line 1.
    pub line: u64,
}

/// Everything that a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Through which channel.
    pub channel: Channel,
    /// From which source: a team, an outlet, a post.
    pub source: Line,
    /// The party that files this report, where a party does.
    pub reported_by: Option<PartyCode>,
    /// The party that this report accuses, where it accuses one. Never inferred from the reporter.
    pub accused: Option<PartyCode>,
    /// What kind of event.
    pub kind: ViolationKind,
    /// The words, verbatim.
    pub text: Passage,
    /// The language of the words.
    pub language: Language,
    /// When it happened.
    pub occurred: Interval,
    /// How that was stated.
    pub occurred_precision: OccurredPrecision,
    /// When it was observed, where that is known apart.
    pub observed_at: Option<Instant>,
    /// When it reached the mission.
    pub received_at: Instant,
    /// Where.
    pub place: Place,
    /// What was counted.
    pub observations: Vec<Observation>,
    /// With what weapon.
    pub weapon: Weapon,
    /// Who was harmed.
    pub harm: Option<Harm>,
    /// The sender's own reference, by which a repeated sending is recognised.
    pub reference: Option<Line>,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// Whose identity must be protected.
    pub witness: Option<Witness>,
    /// The table out of which it was read, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
}

/// A sender's own signature over a report. What is signed is laid down in `mirqab_record::claims`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The key, which the sender's account registered.
    pub key: BlobId,
    /// The signature.
    pub signature: KeySignature,
}

/// What showed that a report repeats another, when a person judged so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repetition {
    /// The model with its version, such as `lineage/1`.
    pub model: Line,
    /// How it repeats: `exact`, `edited`, `shortened`, `extended`, `credited`, `shared_credit`, `media`.
    pub how: Line,
    /// Shared runs of words over all runs of the two, in thousandths.
    pub shared_permille: u16,
    /// Shared runs of words over the runs of the shorter, in thousandths.
    pub contained_permille: u16,
    /// Whether it names the other's source.
    pub names_source: bool,
}

/// A fact about a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// It was received and is kept.
    Submitted {
        /// What it says.
        draft: Box<Draft>,
        /// Its sender's own signature over it, if they sign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signed: Option<Signed>,
    },
    /// It was found to retell another report, or not to.
    LineageRecorded {
        /// The report that it retells; `None` takes an earlier answer back.
        origin: Option<ReportId>,
        /// Why.
        reason: Passage,
        /// What was proposed, if that is what was judged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown: Option<Repetition>,
    },
    /// Its sender took it back. It stays readable.
    Withdrawn {
        /// Why.
        reason: Passage,
    },
    /// Somebody proposed to erase a part of it for good.
    ErasureProposed {
        /// What, and why.
        erasure: Erasure,
    },
    /// The proposal was declined.
    ErasureDeclined {
        /// Why. It names nobody.
        reason: Passage,
    },
    /// A second person decided so, and it was erased: the payloads with their salts, and the files.
    Erased {
        /// What.
        parts: Vec<Part>,
        /// On which ground.
        ground: Ground,
    },
    /// Somebody asked the key holders to open what is sealed.
    OpeningRequested {
        /// What, to whom, and why.
        opening: Opening,
    },
    /// A key holder consented, and gave their share.
    OpeningConsented {
        /// Who, and the share.
        consent: Consent,
    },
    /// A key holder refused.
    OpeningRefused {
        /// Why. It names nobody.
        reason: Passage,
    },
    /// Enough consented, and who asked took the shares.
    Opened {},
    /// The request was given up.
    OpeningClosed {},
    /// Its source was given a code by which they can come back without an account.
    ContactOpened {},
    /// A message to the source, or one of the source that was taken into the record.
    ContactRecorded {
        /// Whose, and what.
        contact: Contact,
    },
}

impl Event {
    /// Whether its rules ask who the key holders are.
    pub fn asks_for_holders(&self) -> bool {
        match self {
            Self::Submitted { draft, .. } => draft.witness.is_some(),
            event => event.step().is_some_and(|step| step.asks_for_holders()),
        }
    }

    /// The step of the protection of its source, if it is one.
    pub fn step(&self) -> Option<Step> {
        Some(match self.clone() {
            Self::ErasureProposed { erasure } => Step::ErasureProposed { erasure },
            Self::ErasureDeclined { reason } => Step::ErasureDeclined { reason },
            Self::Erased { parts, ground } => Step::Erased { parts, ground },
            Self::OpeningRequested { opening } => Step::OpeningRequested { opening },
            Self::OpeningConsented { consent } => Step::OpeningConsented { consent },
            Self::OpeningRefused { reason } => Step::OpeningRefused { reason },
            Self::Opened {} => Step::Opened,
            Self::OpeningClosed {} => Step::OpeningClosed,
            _ => return None,
        })
    }
}

impl From<Step> for Event {
    fn from(step: Step) -> Self {
        match step {
            Step::ErasureProposed { erasure } => Self::ErasureProposed { erasure },
            Step::ErasureDeclined { reason } => Self::ErasureDeclined { reason },
            Step::Erased { parts, ground } => Self::Erased { parts, ground },
            Step::OpeningRequested { opening } => Self::OpeningRequested { opening },
            Step::OpeningConsented { consent } => Self::OpeningConsented { consent },
            Step::OpeningRefused { reason } => Self::OpeningRefused { reason },
            Step::Opened => Self::Opened {},
            Step::OpeningClosed => Self::OpeningClosed {},
        }
    }
}
