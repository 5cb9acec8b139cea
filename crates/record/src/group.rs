//! Disclosure groups: what may be withheld or erased by itself.

use mirqab_domain::Room;
use serde::{Deserialize, Serialize};

/// A part of a fact that is disclosed, withheld or erased as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Where exactly.
    Exact,
    /// Whose identity must be protected.
    Identity,
    /// Everything that is not in another group. What the rules need is here.
    Open,
    /// The words of a source, verbatim.
    Words,
}

impl Group {
    /// Every group.
    pub const ALL: &'static [Self] = &[Self::Exact, Self::Identity, Self::Open, Self::Words];

    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Identity => "identity",
            Self::Open => "open",
            Self::Words => "words",
        }
    }

    /// The group with this written form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.code() == code)
    }
}

/// A field that stands in a group of its own.
pub(crate) struct Field {
    /// The group.
    pub group: Group,
    /// Where it stands: a member of the fact, and a member of that.
    pub path: [&'static str; 2],
    /// What stands in its place when it is withheld.
    pub withheld: fn() -> serde_json::Value,
}

fn no_words() -> serde_json::Value {
    "[withheld]".into()
}
fn no_place() -> serde_json::Value {
    serde_json::json!({"given_as": "named", "name": "[withheld]", "at": null, "precision_m": 0})
}
fn no_extent() -> serde_json::Value {
    serde_json::json!({"name": {"ar": "[withheld]", "en": "[withheld]"}, "points": [], "within_m": 0})
}
fn no_both() -> serde_json::Value {
    serde_json::json!({"ar": "[withheld]", "en": "[withheld]"})
}
fn no_reasons() -> serde_json::Value {
    serde_json::json!([])
}
fn nowhere() -> serde_json::Value {
    serde_json::Value::Null
}
fn nobody() -> serde_json::Value {
    serde_json::Value::Null
}

/// The fields of a kind of fact that stand in groups of their own.
pub(crate) fn fields(room: Room, event: &str) -> &'static [Field] {
    match (room, event) {
        (Room::Report, "submitted") => &[
            Field { group: Group::Words, path: ["draft", "text"], withheld: no_words },
            Field { group: Group::Exact, path: ["draft", "place"], withheld: no_place },
            Field { group: Group::Identity, path: ["draft", "witness"], withheld: nobody },
        ],
        (Room::Report, "erasure_proposed") | (Room::Verification, "evidence_erasure_proposed") => {
            &[Field { group: Group::Words, path: ["erasure", "reason"], withheld: no_words }]
        }
        (Room::Report, "opening_requested") | (Room::Verification, "witness_opening_requested") => {
            &[Field { group: Group::Words, path: ["opening", "reason"], withheld: no_words }]
        }
        (Room::Report, "contact_recorded") => {
            &[Field { group: Group::Words, path: ["contact", "text"], withheld: no_words }]
        }
        // Who opened a source's identity holds the share of a key to it.
        (Room::Report, "opening_consented") | (Room::Verification, "witness_opening_consented") => {
            &[Field { group: Group::Identity, path: ["consent", "share"], withheld: nobody }]
        }
        (Room::Verification, "evidence_added") => &[
            Field { group: Group::Exact, path: ["evidence", "crater"], withheld: nowhere },
            Field { group: Group::Words, path: ["evidence", "description"], withheld: no_words },
            Field { group: Group::Identity, path: ["evidence", "witness"], withheld: nobody },
        ],
        (Room::Verification, "imagery_placed") => {
            &[Field { group: Group::Exact, path: ["placing", "notes"], withheld: nowhere }]
        }
        (Room::Verification, "place_recorded") => {
            &[Field { group: Group::Exact, path: ["place", "areas"], withheld: nowhere }]
        }
        (Room::Verification, "excused") => {
            &[Field { group: Group::Words, path: ["conflict", "reason"], withheld: no_words }]
        }
        (Room::Verification, "custody_passed") => &[
            Field { group: Group::Words, path: ["handover", "note"], withheld: no_words },
            Field { group: Group::Identity, path: ["handover", "to"], withheld: nobody },
        ],
        (Room::Verification, "hypothesis_stated") => {
            &[Field { group: Group::Words, path: ["hypothesis", "statement"], withheld: no_words }]
        }
        (Room::Verification, "hypothesis_weighed") => {
            &[Field { group: Group::Words, path: ["weighing", "reason"], withheld: no_words }]
        }
        (Room::Verification, "circumstance_judged") => {
            &[Field { group: Group::Words, path: ["judgement", "reason"], withheld: no_words }]
        }
        (Room::Mission, "staff_recorded") => {
            &[Field { group: Group::Identity, path: ["staff", "name"], withheld: nobody }]
        }
        (Room::Mission, "key_revoked") => {
            &[Field { group: Group::Words, path: ["revocation", "reason"], withheld: no_words }]
        }
        (Room::Mission, "patrol_checked_in") => {
            &[Field { group: Group::Exact, path: ["contact", "position"], withheld: nobody }]
        }
        (Room::Commitment, "registered") => {
            &[Field { group: Group::Exact, path: ["terms", "place"], withheld: nowhere }]
        }
        (Room::Commitment, "evidence_added") => {
            &[Field { group: Group::Words, path: ["evidence", "description"], withheld: no_words }]
        }
        (Room::Commitment, "pause_requested") => {
            &[Field { group: Group::Exact, path: ["pause", "place"], withheld: no_extent }]
        }
        (Room::Commitment, "notified") => {
            &[Field { group: Group::Exact, path: ["notice", "place"], withheld: no_extent }]
        }
        (Room::Commitment, "clarification_asked") => {
            &[Field { group: Group::Words, path: ["question", "text"], withheld: no_words }]
        }
        (Room::Commitment, "clarification_answered") => {
            &[Field { group: Group::Words, path: ["reply", "text"], withheld: no_words }]
        }
        (Room::Response, "measure_proposed") => {
            &[Field { group: Group::Words, path: ["measure", "text"], withheld: no_both }]
        }
        // What two reports have in common says where they were made.
        (Room::Incident, "proposal_judged" | "change_judged") => {
            &[Field { group: Group::Exact, path: ["proposal", "contributions"], withheld: no_reasons }]
        }
        _ => &[],
    }
}
