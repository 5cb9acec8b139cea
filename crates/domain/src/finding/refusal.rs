//! Every way the finding room says no.

use crate::refusal::refusals;

refusals! {
    /// A conclusion is waiting already.
    ProposalPending = "finding-proposal-pending", "a conclusion is waiting for review or decision";
    /// None is waiting.
    NothingProposed = "finding-nothing-proposed", "no conclusion is waiting";
    /// Not about the same incident.
    OtherIncident = "finding-other-incident", "a finding stays with its incident";
    /// Correction before publication, or a second first conclusion.
    WrongAim = "finding-wrong-aim", "a first conclusion is followed by corrections and retractions of what is published, and by nothing else";
    /// It was retracted for good.
    Retracted = "finding-retracted", "this finding was retracted; open a new one";
    /// They do not hold the case.
    NotClaimed = "finding-not-claimed", "the conclusion is proposed by the person who holds the case";
    /// They reported it.
    OwnReport = "finding-own-report", "nobody decides on what they reported";
    /// They stood aside.
    RecusedFromCase = "finding-recused", "you stood aside from this case";
    /// Wrong role.
    RoleNotAllowed = "finding-role-not-allowed", "this step is not for your role";
    /// The same person twice.
    SamePerson = "finding-same-person", "proposal, review and decision are by different persons";
    /// They reviewed it already.
    ReviewedAlready = "finding-reviewed-already", "you reviewed this conclusion already";
    /// No one else agreed yet.
    ReviewMissing = "finding-review-missing", "a reviewer who agrees is still missing";
    /// The accused was not heard.
    NoticeMissing = "finding-notice-missing", "the party named must be given notice, and its time to reply must have passed or its reply be there";
    /// Not decided yet.
    NotDecided = "finding-not-decided", "the conclusion is not decided yet";
    /// Not the procedure that the agreement sets.
    OtherProcedure = "finding-other-procedure", "the conclusion is not made under the procedure that holds now";
    /// Too few judged it.
    JudgementsMissing = "finding-judgements-missing", "the procedure asks for more persons to judge whether it happened";
    /// Too few hypotheses, or the chosen one has nothing for it.
    HypothesesMissing = "finding-hypotheses-missing", "the procedure asks for competing hypotheses, weighed, with evidence for the one concluded";
    /// The mission concludes on facts only.
    FactsOnly = "finding-facts-only", "under this procedure the mission concludes neither on an article nor on an author";
    /// Another body's turn, or none's.
    NotItsTurn = "finding-not-its-turn", "it is not this body's turn";
    /// They have no seat there.
    NotSeated = "finding-not-seated", "you have no seat in this body";
    /// Against, without saying why.
    OpinionMissing = "finding-opinion-missing", "a vote against says why; it stays with the finding";
    /// Too few voted.
    NoQuorum = "finding-no-quorum", "the quorum has not voted";
    /// Some have time left to vote.
    VoteOpen = "finding-vote-open", "not everybody seated has voted, and their time still runs";
    /// The minutes would say what the votes do not.
    VotesSayOtherwise = "finding-votes-say-otherwise", "the votes cast add up to the opposite";
    /// A body has not endorsed it.
    BodyMissing = "finding-body-missing", "a body of the procedure has not endorsed the conclusion";
    /// Too early.
    EmbargoRuns = "finding-embargo-runs", "the embargo after the decision still runs";
    /// Too few origins.
    StandardNotMet = "finding-standard-not-met", "too few independent origins or items of evidence for this conclusion";
    /// Only a party's word.
    OnePartysWord = "finding-one-partys-word", "nothing is attributed on a party's word alone";
    /// Attribution below the standard asked for.
    AttributionStandard = "finding-attribution-standard", "the attribution does not reach the standard of proof that the agreement asks for";
    /// Attributed though not verified.
    AttributedUnverified = "finding-attributed-unverified", "what is not verified is not attributed";
    /// Breach though not verified.
    ClassifiedUnverified = "finding-classified-unverified", "what is not verified is not found to be a breach";
    /// No such article.
    ArticleUnknown = "finding-article-unknown", "the agreement has no such article in force then";
    /// Gravity without breach.
    GravityWithoutViolation = "finding-gravity-without-violation", "gravity is judged for a breach, and for nothing else";
    /// Nothing of it is public.
    NotPublished = "finding-not-published", "only what is published is closed or taken up again";
    /// It is closed, so nothing is proposed.
    Closed = "finding-closed", "the case is closed; it must be reopened first";
    /// It is closed.
    ClosedAlready = "finding-closed-already", "the case is closed already";
    /// A clock, a notice, a measure or a promise.
    StillWaiting = "finding-still-waiting", "a notice, a time to reply, a measure or a promise is still open";
    /// Nobody acknowledged, or no body dealt with it.
    GroundMissing = "finding-ground-missing", "the record does not show this ground for closing";
    /// Joined to nothing, or to itself.
    JoinedToMissing = "finding-joined-to-missing", "a case is joined to another incident, and only on that ground";
    /// It was taken up again.
    ReopenedAlready = "finding-reopened-already", "the case is reopened already";
    /// No time is left.
    DuePast = "finding-due-past", "the time for a new conclusion must lie ahead";
    /// None came since.
    NoNewEvidence = "finding-no-new-evidence", "no item of evidence came in since the published conclusion was proposed";
    /// No party asked, or another.
    NotRequested = "finding-not-requested", "this party has not asked that the case be reopened";
    /// A unit of nobody.
    UnitWithoutParty = "finding-unit-without-party", "a unit is named only where the act is attributed to its party";
    /// Occurrence is not whole.
    DeniedByMissing = "finding-denied-by-missing", "say which party denied access, and only where access was denied";
}
