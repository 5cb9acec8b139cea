//! Facts of the agreement room, and the shape of an agreement.

use super::provisions::{ArticleTerms, Provisions, SupplementKind};
use super::{Procedure, Seat};
use crate::coded::coded;
use mirqab_vocabulary::{
    AccountId, Bilingual, Coordinates, IncidentId, Instant, LocalDay, PartyCode, Passage, StandardOfProof,
    ViolationKind, WeaponClass,
};
use serde::{Deserialize, Serialize};

coded! {
    /// What kind of instrument it is.
    Kind {
        /// Declared by third parties or one side, in force with or without signatures.
        DeclaredTruce = "declared_truce",
        /// Signed by the parties.
        SignedAgreement = "signed_agreement",
        /// A pause for one purpose at one place.
        LocalPause = "local_pause",
    }
}
coded! {
    /// Where a party stands towards its signature.
    SignatureState {
        /// It was asked to the table.
        Invited = "invited",
        /// It signed.
        Signed = "signed",
        /// It asked for time.
        AskedForTime = "asked_for_time",
        /// It left without signing.
        LeftWithoutSigning = "left_without_signing",
        /// It said no.
        Declined = "declined",
        /// It took its signature back.
        Withdrew = "withdrew",
    }
}
coded! {
    /// What an article does.
    Effect {
        /// It forbids.
        Prohibited = "prohibited",
        /// It allows.
        Permitted = "permitted",
        /// It allows if the act was announced.
        PermittedIfNotified = "permitted_if_notified",
        /// It obliges somebody to do something.
        Obligation = "obligation",
        /// It takes somebody or something out of the agreement.
        Exclusion = "exclusion",
        /// It allows defence.
        SelfDefence = "self_defence",
    }
}
coded! {
    /// What became of the force of an agreement.
    ForceStep {
        /// It stands still.
        Suspended = "suspended",
        /// It goes on after a suspension.
        Resumed = "resumed",
        /// It ended.
        Ended = "ended",
        /// It goes on beyond its end.
        Renewed = "renewed",
    }
}
coded! {
    /// What an article says of an act, in a word.
    Outcome {
        /// It applies.
        Applies = "applies",
        /// It does not.
        DoesNot = "does_not",
        /// It cannot be decided.
        Undecided = "undecided",
        /// The parties' readings give different answers.
        Disputed = "disputed",
    }
}
coded! {
    /// Whether points draw a line or the edge of an area.
    Form {
        /// An open line.
        Line = "line",
        /// The edge of an area, closed from the last point to the first.
        Area = "area",
    }
}

/// A party to an agreement. Parties are always listed in the agreement's own order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its code.
    pub code: PartyCode,
    /// Its name, as agreed.
    pub name: Bilingual,
}

/// An article: what people read, and the condition that the program tests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its key within the agreement.
    pub key: String,
    /// Its number, as printed.
    pub number: String,
    /// What it does.
    pub effect: Effect,
    /// What it is called.
    pub title: Bilingual,
    /// Its text.
    pub text: Bilingual,
    /// The acts to which it applies; none for an article that no act can meet.
    #[serde(default)]
    pub acts: Vec<ViolationKind>,
    /// The weapons to which it is limited; empty for any.
    #[serde(default)]
    pub weapons: Vec<WeaponClass>,
    /// The zone to which it is limited, by key.
    #[serde(default)]
    pub zone: Option<String>,
    /// Who owes it, for an obligation; both parties if none is named.
    #[serde(default)]
    pub owner: Option<PartyCode>,
    /// Until when, for an obligation.
    #[serde(default)]
    pub deadline: Option<Instant>,
    /// What it says beyond that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Box<ArticleTerms>>,
}

/// A line or an area, in one party's reading or in the agreed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Its key within the agreement. Two readings of one zone share it.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// Line or area.
    pub form: Form,
    /// Whose reading; `None` if agreed.
    pub reading_of: Option<PartyCode>,
    /// From which day it holds.
    pub from: LocalDay,
    /// Its points.
    pub points: Vec<Coordinates>,
}

/// An agreement with all its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What kind of instrument.
    pub kind: Kind,
    /// What it is called.
    pub title: Bilingual,
    /// What it says, in short.
    pub summary: Bilingual,
    /// Its parties, in its own order.
    pub parties: Vec<Party>,
    /// Its sponsors, guarantors and witnesses.
    pub sponsors: Vec<Bilingual>,
    /// In force from; `None` if it never came into force.
    pub force_from: Option<Instant>,
    /// In force until; `None` if no end was set.
    pub force_to: Option<Instant>,
    /// What must be reached before anything is attributed.
    pub standard: StandardOfProof,
    /// How long a verification may take.
    pub verification_hours: u32,
    /// How long a party has to reply.
    pub reply_hours: u32,
    /// Its articles, in order.
    pub articles: Vec<Article>,
    /// Its lines and zones.
    pub zones: Vec<Zone>,
    /// What else the text holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisions: Option<Box<Provisions>>,
}

/// What is known of one party's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The party.
    pub party: PartyCode,
    /// Where it stands.
    pub state: SignatureState,
    /// Since when.
    pub at: Instant,
    /// Who acted for it.
    pub person: Option<Bilingual>,
    /// Who says so.
    pub source: Bilingual,
}

/// A step of the process around an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// When.
    pub at: Instant,
    /// What.
    pub title: Bilingual,
}

/// A step of an agreement's force that its own text does not foresee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForceChange {
    /// Which step.
    pub step: ForceStep,
    /// From when.
    pub at: Instant,
    /// Until when it holds now, for a renewal.
    pub until: Option<Instant>,
    /// Why, in the mission's words.
    pub reason: Bilingual,
    /// Who says so.
    pub source: Bilingual,
}

/// A new text, from a time on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// What it is.
    pub kind: SupplementKind,
    /// What it is called.
    pub title: Bilingual,
    /// From when it holds.
    pub holds_from: Instant,
    /// The whole text as it reads from then on.
    pub agreement: Agreement,
}

/// What one article said of an incident when it was tested anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reanswered {
    /// The article's key.
    pub article: String,
    /// What the text that held at the time says; none if it had no such article.
    pub before: Option<Outcome>,
    /// What the text under which it was tested anew says.
    pub under: Outcome,
}

/// An incident tested under another text than the one that held when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reexamination {
    /// The incident.
    pub incident: IncidentId,
    /// Under the text that holds at this time.
    pub text_of: Instant,
    /// Articles whose answer differs.
    pub answers: Vec<Reanswered>,
    /// Why it was done.
    pub reason: Passage,
}

/// A fact about an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Its terms were taken into the record.
    Adopted {
        /// The terms.
        agreement: Box<Agreement>,
    },
    /// What a party did about its signature.
    SignatureRecorded {
        /// What it did.
        signature: Signature,
    },
    /// A step of the process.
    MilestoneRecorded {
        /// The step.
        milestone: Milestone,
    },
    /// How findings are reached under it, from now on. Conclusions that wait keep the procedure under which they were proposed.
    ProcedureSet {
        /// The procedure.
        procedure: Box<Procedure>,
    },
    /// Somebody took a seat in one of its bodies.
    Seated {
        /// The seat.
        seat: Seat,
    },
    /// They left it.
    Unseated {
        /// The body, by its key.
        body: String,
        /// Who.
        account: AccountId,
    },
    /// A new text was agreed.
    Amended {
        /// The text and from when it holds.
        amendment: Box<Amendment>,
    },
    /// It was suspended, resumed, ended or renewed.
    ForceChanged {
        /// What became of it.
        change: ForceChange,
    },
    /// An old incident was tested under another text.
    Reexamined {
        /// What came of it.
        reexamination: Box<Reexamination>,
    },
}
