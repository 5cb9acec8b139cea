//! Facts of the commitment room.

use super::{Grant, Kind, NoticeKind, Progress, Reached, Score};
use crate::coded::coded;
use mirqab_vocabulary::{
    AgreementId, Bilingual, BlobId, CommitmentId, Coordinates, Credibility, Grade, IncidentId, Instant, Interval,
    Language, Line, PartyCode, Passage, Reliability,
};
use serde::{Deserialize, Serialize};

/// A commitment's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The agreement that it belongs to.
    pub agreement: AgreementId,
    /// What it is called.
    pub title: Bilingual,
    /// Who owes it; all of them together. Empty if the mission does.
    pub owners: Vec<PartyCode>,
    /// When it was agreed.
    pub agreed_at: Instant,
    /// Until when, if a time was set.
    pub due: Option<Instant>,
    /// What kind. Entries of the first form do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where it is to be kept, if it has a place: a road, a position, an airfield.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Extent>,
}

/// Who stands in the way of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Blocker {
    /// These parties.
    Parties {
        /// Which, in the order of their codes.
        parties: Vec<PartyCode>,
    },
    /// Somebody who signed nothing.
    NonSignatory {},
    /// Nobody: weather, mines, want of means.
    Circumstances {},
}

/// What must have come about before something is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The other commitment, or this one if one of its milestones waits for another.
    pub commitment: CommitmentId,
    /// Its milestone, or nothing for the whole of it.
    pub milestone: Option<Line>,
    /// How far it must have come.
    pub reached: Reached,
    /// Within how many hours from then what waits is due, if that was agreed.
    pub within_hours: Option<u32>,
}

/// A step of a commitment with a date of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its key within the commitment.
    pub key: Line,
    /// What it is called.
    pub title: Bilingual,
    /// Until when, if a time was set.
    pub due: Option<Instant>,
    /// What it waits for.
    pub after: Vec<Condition>,
}

/// The steps of a commitment and what it waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its steps, in order.
    pub milestones: Vec<Milestone>,
    /// What the whole of it waits for.
    pub after: Vec<Condition>,
}

coded! {
    /// What kind of thing an item of evidence is: the kinds of the verification room that can show that a promise was kept.
    EvidenceKind {
        /// A team went there.
        SiteVisit = "site_visit",
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
    }
}

/// An item of evidence that a promise was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The milestone that it speaks of, or nothing for the whole.
    pub milestone: Option<Line>,
    /// What kind of thing.
    pub kind: EvidenceKind,
    /// Where it came from. Items of one origin speak once.
    pub origin: Line,
    /// The party that handed it over, if one did. What an owner hands over is the owner's word, whatever its kind.
    pub from: Option<PartyCode>,
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
    /// Whether it can carry a conclusion: it is not a party's own word, and neither judgement is unfavourable. The same rule as for
    /// evidence of a violation; a test holds the two together.
    pub fn carries(&self) -> bool {
        self.kind != EvidenceKind::PartyStatement
            && self.grade.reliability <= Reliability::C
            && self.grade.credibility <= Credibility::Three
    }
}

/// Where something takes place: around a point, or along a line. Without points only its name is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// What it is called.
    pub name: Bilingual,
    /// One point, or the corners of a route.
    pub points: Vec<Coordinates>,
    /// How far from them it reaches, metres.
    pub within_m: u32,
}

/// A pause of arms at one place for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseTerms {
    /// The agreement under which it is asked for.
    pub agreement: AgreementId,
    /// The commitment that it serves, if it serves one.
    pub commitment: Option<CommitmentId>,
    /// The party that asks; nothing if the mission does.
    pub requested_by: Option<PartyCode>,
    /// By what the mission knows of the request, if a party did not file it itself.
    pub source: Option<Line>,
    /// When it was asked for.
    pub requested_at: Instant,
    /// What for.
    pub purpose: Bilingual,
    /// Where.
    pub place: Extent,
    /// From when to when.
    pub during: Interval,
    /// Who must grant it.
    pub of: Vec<PartyCode>,
}

/// A party's answer to a request for a pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Granting {
    /// The party.
    pub party: PartyCode,
    /// The answer.
    pub answer: Grant,
    /// When.
    pub at: Instant,
    /// In its words.
    pub note: Passage,
    /// By what the mission knows of it, if the party did not file it itself.
    pub source: Option<Line>,
}

/// How a pause went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The judgement.
    pub score: Score,
    /// How many incidents the record had within its area and time.
    pub incidents: u32,
    /// For how many seconds of it somebody watched some part of its area. Zero means that nobody was looking there, or that nobody knows
    /// where it was. In entries of the first form, which say no share, it is the time during which the mission watched anywhere.
    pub watched_s: u32,
    /// Why.
    pub note: Bilingual,
    /// Which part of its area and time was watched, in thousandths: of all its places at all times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watched_permille: Option<u32>,
}

/// Something announced before it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The agreement under which it is announced.
    pub agreement: AgreementId,
    /// What.
    pub kind: NoticeKind,
    /// Which party announces it; nothing if the mission or an agency does.
    pub by: Option<PartyCode>,
    /// By what the mission knows of it, if the party did not file it itself.
    pub source: Option<Line>,
    /// When it was announced.
    pub notified_at: Instant,
    /// From when to when it is to take place.
    pub during: Interval,
    /// Where.
    pub place: Extent,
    /// What is to be done, with what.
    pub text: Bilingual,
    /// The parties that may see it before it is over.
    pub shared_with: Vec<PartyCode>,
}

/// A request for clarification to a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The agreement under which it is asked.
    pub agreement: AgreementId,
    /// Who is asked.
    pub of: PartyCode,
    /// The party that asks through the mission; nothing if the mission asks.
    pub asked_by: Option<PartyCode>,
    /// By what the mission knows of it, if the party did not file it itself.
    pub source: Option<Line>,
    /// When it was asked.
    pub asked_at: Instant,
    /// Until when an answer is awaited.
    pub due: Instant,
    /// The notice that it is about, if it is about one.
    pub notice: Option<CommitmentId>,
    /// The incident that it is about, if it is about one.
    pub incident: Option<IncidentId>,
    /// What is asked.
    pub text: Passage,
    /// In which language.
    pub language: Language,
}

/// What the party says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its words.
    pub text: Passage,
    /// In which language.
    pub language: Language,
    /// When it answered.
    pub at: Instant,
    /// By what the mission knows of it, if the party did not file it itself.
    pub source: Option<Line>,
}

/// A fact about a commitment, a pause, a notice or a request for clarification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A commitment was taken into the register.
    Registered {
        /// Its terms.
        terms: Terms,
    },
    /// It moved, or one of its milestones did.
    Progressed {
        /// To where.
        progress: Progress,
        /// When that came about.
        at: Instant,
        /// Why we say so.
        note: Bilingual,
        /// The milestone, or nothing for the whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        milestone: Option<Line>,
        /// Who stands in the way, if somebody does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        blocker: Option<Blocker>,
    },
    /// Its steps and what it waits for were set, in place of what was set before.
    Planned {
        /// The steps.
        plan: Plan,
    },
    /// An item of evidence was taken in.
    EvidenceAdded {
        /// Counted from 1 within the commitment.
        number: u32,
        /// The item.
        evidence: Evidence,
    },
    /// A local pause was asked for.
    PauseRequested {
        /// Which.
        pause: Box<PauseTerms>,
    },
    /// A party answered.
    PauseAnswered {
        /// How.
        granting: Granting,
    },
    /// How it went was judged.
    PauseScored {
        /// How.
        scoring: Scoring,
    },
    /// Something was announced.
    Notified {
        /// What.
        notice: Box<Notice>,
    },
    /// What was announced will not be done.
    NoticeCancelled {
        /// When that was said.
        at: Instant,
        /// Why.
        reason: Passage,
        /// By what the mission knows of it, if the party did not file it itself.
        source: Option<Line>,
    },
    /// A party was asked for clarification.
    ClarificationAsked {
        /// What.
        question: Box<Question>,
    },
    /// It answered.
    ClarificationAnswered {
        /// What.
        reply: Reply,
    },
}
