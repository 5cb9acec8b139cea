//! What an agreement's text holds beside articles, lines and zones. All of it is optional: many a truce is two sentences.

use crate::coded::coded;
use mirqab_vocabulary::{
    Bilingual, BlobId, Instant, Line, LocalDay, PartyCode, StandardOfProof, ViolationKind, WeaponClass, ZoneName,
};
use serde::{Deserialize, Serialize};

coded! {
    /// What somebody who is no party did for the agreement.
    GuarantorRole {
        /// Saw it signed.
        Witness = "witness",
        /// Answers for its being kept.
        Guarantor = "guarantor",
        /// Led the talks.
        Mediator = "mediator",
        /// Called for it.
        Sponsor = "sponsor",
    }
}
coded! {
    /// How a group stands to the parties.
    Relation {
        /// A part of a party's forces.
        Faction = "faction",
        /// Acts for a party without being part of it.
        Proxy = "proxy",
        /// Bound by nothing of this.
        NonSignatory = "non_signatory",
    }
}
coded! {
    /// How a body decides.
    DecisionRule {
        /// Nobody may object.
        Consensus = "consensus",
        /// More than half.
        Majority = "majority",
        /// The chair, after hearing the others.
        Chair = "chair",
        /// It states facts and decides nothing.
        FactsOnly = "facts_only",
    }
}
coded! {
    /// Where it holds.
    Medium {
        /// On land.
        Land = "land",
        /// In the air.
        Air = "air",
        /// At sea.
        Sea = "sea",
    }
}
coded! {
    /// What joined the agreement later.
    SupplementKind {
        /// It changes the text.
        Amendment = "amendment",
        /// It stands beside the text.
        SideLetter = "side_letter",
        /// It says how the text is carried out.
        Protocol = "protocol",
    }
}

/// One authentic text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthenticText {
    /// Its language, by the code of BCP 47.
    pub language: Line,
    /// SHA-256 of the file, if the mission has it.
    pub sha256: Option<BlobId>,
    /// Where it was published.
    pub source: Option<Line>,
}

/// A term that the agreement defines; other conditions may name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The name by which conditions use it.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// What it means.
    pub text: Bilingual,
    /// What it means, as a condition; none for a term that no condition uses.
    pub condition: Option<String>,
}

/// Where the agreement holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// On land, in the air, at sea.
    pub media: Vec<Medium>,
    /// The area, by the key of a zone; everywhere if none is named.
    pub zone: Option<String>,
    /// In words.
    pub text: Bilingual,
}

/// How it goes on after its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// For how many days each time.
    pub days: u32,
    /// How many hours before the end it is to be agreed or announced.
    pub notice_hours: Option<u32>,
    /// In words.
    pub text: Bilingual,
}

/// Who answers for a group, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersFor {
    /// The group's key; no party's code.
    pub group: String,
    /// What it is called.
    pub name: Bilingual,
    /// How it stands to the parties.
    pub relation: Relation,
    /// Who answers for it; nobody for a non-signatory.
    pub party: Option<PartyCode>,
    /// From which day.
    pub from: LocalDay,
    /// Until before which day.
    pub until: Option<LocalDay>,
}

/// What a party is called from a day on. Its code stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedName {
    /// The party.
    pub party: PartyCode,
    /// Its name.
    pub name: Bilingual,
    /// From which day.
    pub from: LocalDay,
}

/// Who was to sign for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// For which party.
    pub party: PartyCode,
    /// Name and rank.
    pub person: Bilingual,
}

/// Who stood by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guarantor {
    /// Who.
    pub name: Bilingual,
    /// As what.
    pub role: GuarantorRole,
}

/// How far some weapons stay from a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// From which line, by the key of a zone. Each party's version is measured from.
    pub line: String,
    /// Which classes.
    pub weapons: Vec<WeaponClass>,
    /// From this calibre on.
    pub calibre_from_mm: Option<u16>,
    /// Below this calibre.
    pub calibre_below_mm: Option<u16>,
    /// How far, on each side.
    pub distance_m: u32,
}

/// AgreedSeats of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedSeats {
    /// Whose: a party's code, or who else in words of the mission.
    pub of: String,
    /// How many.
    pub number: u32,
}

/// A body that the agreement sets up. Descriptive: it enforces nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedBody {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// Who sits in it.
    pub seats: Vec<AgreedSeats>,
    /// Who chairs it.
    pub chair: Option<Bilingual>,
    /// How many must be there.
    pub quorum: Option<u32>,
    /// How it decides.
    pub decision: Option<DecisionRule>,
}

/// What must be reached for some kinds of act; the agreement's own standard holds for all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardFor {
    /// Which kinds.
    pub acts: Vec<ViolationKind>,
    /// What must be reached.
    pub standard: StandardOfProof,
}

/// Who reports what to whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingDuty {
    /// Its key.
    pub key: String,
    /// What.
    pub title: Bilingual,
    /// Who: codes of parties, keys of bodies.
    pub by: Vec<String>,
    /// To whom.
    pub to: Option<Bilingual>,
    /// Within how many hours.
    pub within_hours: Option<u32>,
}

/// A step of the ladder for disputes, lowest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputeStep {
    /// What is done.
    pub title: Bilingual,
    /// Before which body, by key.
    pub body: Option<String>,
    /// Within how many hours.
    pub within_hours: Option<u32>,
}

/// An amendment or a side letter inside the same file. Articles name it, and hold from their own time on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: SupplementKind,
    /// What it is called.
    pub title: Bilingual,
    /// From when it holds.
    pub from: Instant,
}

/// What else the text holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provisions {
    /// In which zone its local times are meant.
    pub zone: ZoneName,
    /// The authentic texts.
    pub texts: Vec<AuthenticText>,
    /// Terms.
    pub definitions: Vec<Definition>,
    /// Where it holds.
    pub scope: Option<Scope>,
    /// How it goes on after its end.
    pub renewal: Option<Renewal>,
    /// Who answers for whom.
    pub answers_for: Vec<AnswersFor>,
    /// What parties are called from when on.
    pub names: Vec<DatedName>,
    /// Who was to sign.
    pub signatories: Vec<Signatory>,
    /// Who stood by.
    pub guarantors: Vec<Guarantor>,
    /// Distances by weapon.
    pub withdrawals: Vec<Withdrawal>,
    /// Joint bodies.
    pub bodies: Vec<AgreedBody>,
    /// Standards by kind of act.
    pub standards: Vec<StandardFor>,
    /// Reporting duties.
    pub reporting: Vec<ReportingDuty>,
    /// The ladder for disputes.
    pub disputes: Vec<DisputeStep>,
    /// Amendments and side letters.
    pub supplements: Vec<Supplement>,
}

/// What an article says beyond acts, weapons and a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleTerms {
    /// When it applies, in CEL; together with acts, weapons and zone.
    pub condition: Option<String>,
    /// The withdrawal that it sets, by key.
    pub withdrawal: Option<String>,
    /// From when it holds.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// By which amendment or side letter.
    pub supplement: Option<String>,
    /// Articles that it gives way to where they apply.
    pub yields_to: Vec<String>,
    /// Articles that must be fulfilled before this one is due.
    pub after: Vec<String>,
    /// Who owes it: codes of parties, keys of bodies.
    pub owners: Vec<String>,
    /// How long before the act it must be announced.
    pub notice_hours: Option<u32>,
}
