//! Every way the verification room says no.

use crate::refusal::refusals;

refusals! {
    /// The case exists.
    AlreadyOpen = "verification-already-open", "this incident is under verification already";
    /// The case does not exist.
    NotOpen = "verification-not-open", "this incident is not under verification";
    /// The incident does not exist or was merged.
    NoIncident = "verification-no-incident", "there is no such incident, or it was merged into another";
    /// Deadline before now.
    DeadlinePast = "verification-deadline-past", "the deadline lies in the past";
    /// Somebody else holds it.
    ClaimedByOther = "verification-claimed-by-other", "somebody else is on this case; their claim has not run out";
    /// The claim would run too long.
    ClaimTooLong = "verification-claim-too-long", "a claim holds for at most 14 days, and ends after now";
    /// They do not hold it.
    NotClaimed = "verification-not-claimed", "claim the case before working on it";
    /// They reported it.
    OwnReport = "verification-own-report", "nobody verifies what they reported";
    /// They recused themselves.
    RecusedFromCase = "verification-recused", "you stood aside from this case";
    /// Wrong role.
    RoleNotAllowed = "verification-role-not-allowed", "this step is not for your role";
    /// Evidence numbers have no gaps.
    EvidenceNumber = "verification-evidence-number", "items of evidence are numbered without gaps";
    /// They are tied to the case, and it was given to them.
    AssignedTied = "verification-assigned-tied", "this person reported it or stands aside; give the case to somebody else";
    /// Somebody excuses themselves.
    ExcusedSelf = "verification-excused-self", "who has a conflict of interest stands aside; others take somebody off a case";
    /// They are off the case.
    ExcusedAlready = "verification-excused-already", "this person stands aside from the case already";
    /// Its time has not run out.
    NotOverdue = "verification-not-overdue", "a case is escalated once its time has run out";
    /// No such item.
    NoSuchEvidence = "verification-no-such-evidence", "the case has no item of evidence of this number";
    /// Hypothesis numbers have no gaps.
    HypothesisNumber = "verification-hypothesis-number", "hypotheses are numbered without gaps";
    /// It was stated.
    HypothesisTwice = "verification-hypothesis-twice", "this author is among the hypotheses already";
    /// No such hypothesis.
    NoSuchHypothesis = "verification-no-such-hypothesis", "the case has no hypothesis of this number";
    /// A direction of something that is no crater.
    NoCrater = "verification-no-crater", "only a crater's analysis tells a direction that a shot came from";
    /// A circumstance on a party's word.
    CircumstanceUnsupported = "verification-circumstance-unsupported", "yes or no rests on an item of evidence that carries more than a party's own word";
    /// A witness of something that nobody told.
    NoWitness = "verification-no-witness", "only what a witness said has a witness";
    /// Proof of what is no record, or twice the same.
    NoRecord = "verification-no-record", "only a medical or civil record says what it proves, each once";
    NoGround = "verification-no-ground", "only control of ground says who held it and when";
    /// Placed what shows nothing.
    NoImagery = "verification-no-imagery", "only imagery and published material are placed by what they show";
    /// A place that rests on nothing.
    PlaceWithoutReports = "verification-place-without-reports", "no report of this incident says where it was";
    /// Access denied by nobody.
    DeniedByMissing = "verification-denied-by-missing", "say which party denied access, and only where access was denied";
    /// A restriction is cited, and nobody denied access.
    CitedWithoutDenial = "verification-cited-without-denial", "a restriction is cited only where a party denied access";
}
