//! Facts of all rooms behind one door.

use crate::{agreement, commitment, finding, incident, mission, publication, report, response, verification};
use serde::{Deserialize, Serialize};

/// The rooms, in walking order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// What was agreed.
    Agreement,
    /// What was promised.
    Commitment,
    /// Who is watching.
    Mission,
    /// What somebody said.
    Report,
    /// What we think was one event.
    Incident,
    /// How we seek to know.
    Verification,
    /// What we conclude.
    Finding,
    /// What the parties do.
    Response,
    /// What we tell whom.
    Publication,
}

impl Room {
    /// Every room, in walking order.
    pub const ALL: &'static [Self] = &[
        Self::Agreement,
        Self::Commitment,
        Self::Mission,
        Self::Report,
        Self::Incident,
        Self::Verification,
        Self::Finding,
        Self::Response,
        Self::Publication,
    ];

    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Commitment => "commitment",
            Self::Mission => "mission",
            Self::Report => "report",
            Self::Incident => "incident",
            Self::Verification => "verification",
            Self::Finding => "finding",
            Self::Response => "response",
            Self::Publication => "publication",
        }
    }

    /// The room with this written form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|room| room.code() == code)
    }
}

/// What a fact is about: a room and an id in it. A verification is named by its incident, a response by its finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The room.
    pub room: Room,
    /// The id, as text.
    pub id: String,
}

/// A fact of some room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Of the agreement room.
    Agreement(agreement::Event),
    /// Of the commitment room.
    Commitment(commitment::Event),
    /// Of the mission room.
    Mission(mission::Event),
    /// Of the report room.
    Report(report::Event),
    /// Of the incident room.
    Incident(incident::Event),
    /// Of the verification room.
    Verification(verification::Event),
    /// Of the finding room.
    Finding(finding::Event),
    /// Of the response room.
    Response(response::Event),
    /// Of the publication room.
    Publication(publication::Event),
}

impl Event {
    /// The room to which the fact belongs.
    pub fn room(&self) -> Room {
        match self {
            Self::Agreement(_) => Room::Agreement,
            Self::Commitment(_) => Room::Commitment,
            Self::Mission(_) => Room::Mission,
            Self::Report(_) => Room::Report,
            Self::Incident(_) => Room::Incident,
            Self::Verification(_) => Room::Verification,
            Self::Finding(_) => Room::Finding,
            Self::Response(_) => Room::Response,
            Self::Publication(_) => Room::Publication,
        }
    }
}

macro_rules! from_rooms {
    ($($variant:ident = $module:ident),+) => { $(
        impl From<$module::Event> for Event { fn from(event: $module::Event) -> Self { Self::$variant(event) } }
    )+ };
}
from_rooms!(
    Agreement = agreement,
    Commitment = commitment,
    Mission = mission,
    Report = report,
    Incident = incident,
    Verification = verification,
    Finding = finding,
    Response = response,
    Publication = publication
);
