//! The access policy: one table, asked by page, API, export and feed alike.

use mirqab_domain::{Author, Event, commitment, finding, mission, report, response, verification};
use mirqab_record::Group;
use mirqab_vocabulary::{AccountId, PartyCode, Role};

/// Everything that may be done or seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Published findings, publications, agreements, the log's checkpoints.
    SeePublic,
    /// Reports, incidents and verifications in work.
    SeeWork,
    /// A party's own reports, notices to it and findings about it.
    SeeOwnParty,
    /// Whose identity is protected.
    SeeIdentity,
    /// Submit a report.
    Submit,
    /// Import many reports at once.
    Import,
    /// Group reports into incidents; judge lineage.
    Group,
    /// Work on a verification.
    Verify,
    /// Add evidence.
    AddEvidence,
    /// Review a conclusion.
    Review,
    /// Serve a notice.
    Notify,
    /// Reply for a party.
    Reply,
    /// Propose a measure.
    ProposeMeasure,
    /// Reopen a case.
    Reopen,
    /// Decide and publish.
    Decide,
    /// Take a report back.
    Withdraw,
    /// Stand aside from a case.
    Recuse,
    /// Judge whether something happened.
    Assess,
    /// Move a deadline.
    MoveDeadline,
    /// Give a case to a verifier.
    Assign,
    /// Take somebody off a case for a conflict of interest.
    Excuse,
    /// Bring an overdue case before the head of mission.
    Escalate,
    /// State and weigh hypotheses on the author.
    Weigh,
    /// Vote in a body of the procedure, for those who sit in it.
    Vote,
    /// Keep the minutes of a body.
    KeepMinutes,
    /// Keep the register of commitments.
    KeepCommitments,
    /// File a notice, a request for a pause or for clarification, and the answers to them.
    Announce,
    /// Judge how a pause went.
    ScorePause,
    /// Log watches, patrols, hazards and restrictions of movement.
    LogWatch,
    /// Keep rosters, and take back what was logged wrongly.
    KeepWatchLog,
    /// Keep agreements and the mission's charter.
    KeepMission,
    /// Keep accounts.
    KeepAccounts,
    /// Check the log and read the history of every record.
    Audit,
    /// Propose that a part of a report be erased for good.
    ProposeErasure,
    /// Ask the key holders to open a sealed identity.
    AskOpening,
    /// Answer such a request, for those who are key holders.
    HoldKey,
    /// Give a source a code, write to it, and take its answers into the record.
    Contact,
    /// Offer a key to sign one's own reports with.
    OfferKey,
    /// Revoke a key: one's own, or for those who keep the mission anybody's.
    RevokeKey,
    /// Hand the bundle for a party to it.
    BundleForParty,
    /// Hand out the bundle for a court or an auditor.
    BundleForCourt,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[
        Self::SeePublic,
        Self::SeeWork,
        Self::SeeOwnParty,
        Self::SeeIdentity,
        Self::Submit,
        Self::Import,
        Self::Group,
        Self::Verify,
        Self::AddEvidence,
        Self::Review,
        Self::Notify,
        Self::Reply,
        Self::ProposeMeasure,
        Self::Reopen,
        Self::Decide,
        Self::Withdraw,
        Self::Recuse,
        Self::Assess,
        Self::MoveDeadline,
        Self::Assign,
        Self::Excuse,
        Self::Escalate,
        Self::Weigh,
        Self::Vote,
        Self::KeepMinutes,
        Self::KeepCommitments,
        Self::Announce,
        Self::ScorePause,
        Self::LogWatch,
        Self::KeepWatchLog,
        Self::KeepMission,
        Self::KeepAccounts,
        Self::Audit,
        Self::ProposeErasure,
        Self::AskOpening,
        Self::HoldKey,
        Self::Contact,
        Self::OfferKey,
        Self::RevokeKey,
        Self::BundleForParty,
        Self::BundleForCourt,
    ];

    /// Its name in the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::SeePublic => "see-public",
            Self::SeeWork => "see-work",
            Self::SeeOwnParty => "see-own-party",
            Self::SeeIdentity => "see-identity",
            Self::Submit => "submit",
            Self::Import => "import",
            Self::Group => "group",
            Self::Verify => "verify",
            Self::AddEvidence => "add-evidence",
            Self::Review => "review",
            Self::Notify => "notify",
            Self::Reply => "reply",
            Self::ProposeMeasure => "propose-measure",
            Self::Reopen => "reopen",
            Self::Decide => "decide",
            Self::Withdraw => "withdraw",
            Self::Recuse => "recuse",
            Self::Assess => "assess",
            Self::MoveDeadline => "move-deadline",
            Self::Assign => "assign",
            Self::Excuse => "excuse",
            Self::Escalate => "escalate",
            Self::Weigh => "weigh",
            Self::Vote => "vote",
            Self::KeepMinutes => "keep-minutes",
            Self::KeepCommitments => "keep-commitments",
            Self::Announce => "announce",
            Self::ScorePause => "score-pause",
            Self::LogWatch => "log-watch",
            Self::KeepWatchLog => "keep-watch-log",
            Self::KeepMission => "keep-mission",
            Self::KeepAccounts => "keep-accounts",
            Self::Audit => "audit",
            Self::ProposeErasure => "propose-erasure",
            Self::AskOpening => "ask-opening",
            Self::HoldKey => "hold-key",
            Self::Contact => "contact",
            Self::OfferKey => "offer-key",
            Self::RevokeKey => "revoke-key",
            Self::BundleForParty => "bundle-for-party",
            Self::BundleForCourt => "bundle-for-court",
        }
    }

    /// The action that recording a fact is.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::Agreement(_)
            | Event::Mission(
                mission::Event::Chartered { .. }
                | mission::Event::Mandated { .. }
                | mission::Event::SiteRecorded { .. }
                | mission::Event::StaffRecorded { .. }
                | mission::Event::TeamRecorded { .. }
                | mission::Event::KeyHoldersProposed { .. }
                | mission::Event::KeyHoldersConfirmed { .. }
                | mission::Event::KeyConfirmed { .. }
                | mission::Event::LogKeyFollowed { .. },
            ) => Self::KeepMission,
            Event::Mission(mission::Event::KeyOffered { .. }) => Self::OfferKey,
            Event::Mission(mission::Event::KeyRevoked { .. }) => Self::RevokeKey,
            Event::Commitment(event) => match event {
                commitment::Event::Registered { .. }
                | commitment::Event::Progressed { .. }
                | commitment::Event::Planned { .. } => Self::KeepCommitments,
                commitment::Event::EvidenceAdded { .. } => Self::AddEvidence,
                commitment::Event::PauseScored { .. } => Self::ScorePause,
                commitment::Event::PauseRequested { .. }
                | commitment::Event::PauseAnswered { .. }
                | commitment::Event::Notified { .. }
                | commitment::Event::NoticeCancelled { .. }
                | commitment::Event::ClarificationAsked { .. }
                | commitment::Event::ClarificationAnswered { .. } => Self::Announce,
            },
            Event::Mission(mission::Event::Rostered { .. } | mission::Event::TakenBack { .. }) => Self::KeepWatchLog,
            Event::Mission(_) => Self::LogWatch,
            Event::Report(report::Event::Submitted { .. }) => Self::Submit,
            Event::Report(report::Event::LineageRecorded { .. }) | Event::Incident(_) => Self::Group,
            Event::Report(report::Event::Withdrawn { .. }) => Self::Withdraw,
            Event::Report(report::Event::ContactOpened {} | report::Event::ContactRecorded { .. }) => Self::Contact,
            Event::Report(event) => event.step().map_or(Self::Contact, |step| Self::of_step(&step)),
            Event::Verification(event) => match event {
                verification::Event::Opened { .. } => Self::Group,
                verification::Event::Claimed { .. } | verification::Event::Released {} => Self::Verify,
                verification::Event::Recused { .. } => Self::Recuse,
                verification::Event::EvidenceAdded { .. } => Self::AddEvidence,
                verification::Event::Assessed { .. }
                | verification::Event::PlaceRecorded { .. }
                | verification::Event::CircumstanceJudged { .. } => Self::Assess,
                verification::Event::DeadlineMoved { .. } => Self::MoveDeadline,
                verification::Event::Assigned { .. } => Self::Assign,
                verification::Event::Excused { .. } => Self::Excuse,
                verification::Event::Escalated { .. } => Self::Escalate,
                verification::Event::CustodyPassed { .. } => Self::AddEvidence,
                verification::Event::HypothesisStated { .. }
                | verification::Event::HypothesisWeighed { .. }
                | verification::Event::ImageryPlaced { .. } => Self::Weigh,
                event => event.step().map_or(Self::Verify, |(_, step)| Self::of_step(&step)),
            },
            Event::Finding(finding::Event::Proposed { .. }) => Self::Verify,
            Event::Finding(finding::Event::Reviewed { .. }) => Self::Review,
            Event::Finding(finding::Event::Voted { .. }) => Self::Vote,
            Event::Finding(finding::Event::BodyDecided { .. }) => Self::KeepMinutes,
            Event::Finding(finding::Event::Reopened { .. }) => Self::Reopen,
            Event::Finding(_) | Event::Publication(_) => Self::Decide,
            Event::Response(response::Event::NoticeServed { .. }) => Self::Notify,
            Event::Response(response::Event::Replied { .. }) => Self::Reply,
            Event::Response(response::Event::PromiseJudged { .. }) => Self::Assess,
            Event::Response(response::Event::MeasureProposed { .. }) => Self::ProposeMeasure,
            Event::Response(response::Event::MeasureVoted { .. }) => Self::Vote,
            Event::Response(_) => Self::KeepMinutes,
        }
    }

    /// What a step of the protection of a source is.
    fn of_step(step: &report::Step) -> Self {
        use report::Step;
        match step {
            Step::ErasureProposed { .. } => Self::ProposeErasure,
            Step::ErasureDeclined { .. } | Step::Erased { .. } => Self::Decide,
            Step::OpeningConsented { .. } | Step::OpeningRefused { .. } => Self::HoldKey,
            Step::OpeningRequested { .. } | Step::Opened | Step::OpeningClosed => Self::AskOpening,
        }
    }

    /// Whether a role may. An administrator keeps accounts and sees no case.
    pub fn allowed(self, role: Role) -> bool {
        use Role::{Administrator, Auditor, DutyOfficer, HeadOfMission, Observer, PartyLiaison, Reviewer, Verifier};
        match self {
            Self::SeePublic => true,
            Self::SeeWork => matches!(role, Observer | DutyOfficer | Verifier | Reviewer | HeadOfMission | Auditor),
            Self::SeeOwnParty | Self::Reply => role == PartyLiaison,
            Self::SeeIdentity => matches!(role, DutyOfficer | Verifier),
            Self::Submit => matches!(role, Observer | DutyOfficer | PartyLiaison),
            Self::Import => role == DutyOfficer,
            Self::Group => matches!(role, DutyOfficer | Verifier | Reviewer),
            Self::Verify => role == Verifier,
            Self::AddEvidence => matches!(role, Observer | DutyOfficer | Verifier | Reviewer),
            Self::Review => role == Reviewer,
            Self::Notify => matches!(role, DutyOfficer | Reviewer | HeadOfMission),
            Self::ProposeMeasure => matches!(role, DutyOfficer | Reviewer),
            Self::Reopen => matches!(role, Reviewer | HeadOfMission),
            Self::Decide => role == HeadOfMission,
            Self::Withdraw => matches!(role, Observer | DutyOfficer | PartyLiaison | HeadOfMission),
            Self::Recuse => matches!(role, Verifier | Reviewer | HeadOfMission | PartyLiaison),
            Self::Assess | Self::Weigh => matches!(role, Verifier | Reviewer),
            Self::MoveDeadline | Self::Assign | Self::KeepMinutes => matches!(role, DutyOfficer | HeadOfMission),
            Self::Excuse => matches!(role, Reviewer | HeadOfMission),
            Self::Escalate => matches!(role, DutyOfficer | Verifier | Reviewer),
            Self::Vote => matches!(role, Verifier | Reviewer | HeadOfMission | PartyLiaison),
            Self::KeepCommitments => matches!(role, DutyOfficer | Verifier | HeadOfMission),
            Self::Announce => matches!(role, DutyOfficer | PartyLiaison),
            Self::ScorePause => matches!(role, Verifier | HeadOfMission),
            Self::LogWatch => matches!(role, Observer | DutyOfficer | HeadOfMission),
            Self::KeepWatchLog => matches!(role, DutyOfficer | HeadOfMission),
            Self::KeepMission => matches!(role, HeadOfMission | Administrator),
            Self::KeepAccounts => role == Administrator,
            Self::Audit => matches!(role, Auditor | HeadOfMission | Administrator),
            Self::ProposeErasure => matches!(role, DutyOfficer | Verifier | Reviewer | HeadOfMission),
            Self::AskOpening => matches!(role, DutyOfficer | Verifier | HeadOfMission),
            // Who holds a key is laid down by the set of holders, not by the role; the rules hold it.
            Self::HoldKey => !matches!(role, Role::Public | PartyLiaison),
            Self::Contact => matches!(role, DutyOfficer | Verifier),
            Self::OfferKey => matches!(role, Observer | DutyOfficer | PartyLiaison),
            Self::RevokeKey => matches!(role, Observer | DutyOfficer | PartyLiaison | HeadOfMission | Administrator),
            Self::BundleForParty => matches!(role, DutyOfficer | HeadOfMission),
            Self::BundleForCourt => matches!(role, HeadOfMission | Auditor),
        }
    }
}

/// For whom a bundle is made. Every one proves the same log, and they differ only in what they disclose of the same entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// A party.
    Party(PartyCode),
    /// A court, or an auditor.
    Court,
}

impl Audience {
    /// As it is written: `public`, `party:CODE` or `court`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some(("party", code)) => PartyCode::parse(code).ok().map(Self::Party),
            None if text == "public" => Some(Self::Public),
            None if text == "court" => Some(Self::Court),
            _ => None,
        }
    }

    /// As it is written.
    pub fn code(&self) -> String {
        match self {
            Self::Public => "public".to_owned(),
            Self::Party(code) => format!("party:{code}"),
            Self::Court => "court".to_owned(),
        }
    }

    /// Which groups of an entry it is shown, beside the open one. A party sees in full what came from itself, and of everything else what
    /// the public sees. A court sees words and places. Nobody is shown an identity: what is sealed opens to a quorum and to nobody else.
    pub fn discloses(&self, author: &Author, event: &Event) -> &'static [Group] {
        const TOLD: &[Group] = &[Group::Words, Group::Exact];
        let filed = match event {
            Event::Report(report::Event::Submitted { draft, .. }) => draft.reported_by.as_ref(),
            _ => None,
        };
        match self {
            Self::Court => TOLD,
            Self::Party(own) if author.party.as_ref() == Some(own) || filed == Some(own) => TOLD,
            Self::Public | Self::Party(_) => &[],
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account; `None` for the public.
    pub account: Option<AccountId>,
    /// The role.
    pub role: Role,
    /// The party, for a liaison.
    pub party: Option<PartyCode>,
}

impl Actor {
    /// Somebody without an account.
    pub fn public() -> Self {
        Self { account: None, role: Role::Public, party: None }
    }

    /// Whether they may.
    pub fn may(&self, action: Action) -> bool {
        action.allowed(self.role)
    }

    /// Whether they may have the bundle that is made for an audience: a party its own, the public its own, and those who hand them out.
    pub fn may_have(&self, audience: &Audience) -> bool {
        match audience {
            Audience::Public => self.may(Action::SeePublic),
            Audience::Party(code) => {
                self.may(Action::BundleForParty) || (self.may(Action::SeeOwnParty) && self.party.as_ref() == Some(code))
            }
            Audience::Court => self.may(Action::BundleForCourt),
        }
    }

    /// As the author of an entry; `None` for the public, who record nothing without an account.
    pub fn author(&self) -> Option<Author> {
        self.account.map(|account| Author { account, role: self.role, party: self.party.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::Code;

    #[test]
    fn the_public_sees_what_is_public_and_nothing_else() {
        for action in Action::ALL {
            assert_eq!(action.allowed(Role::Public), *action == Action::SeePublic, "{action:?}");
        }
    }

    #[test]
    fn no_role_walks_the_whole_way() {
        let steps = [Action::Verify, Action::Review, Action::Decide];
        for role in Role::ALL {
            assert!(steps.iter().filter(|step| step.allowed(*role)).count() <= 1, "{role:?}");
        }
    }
}
