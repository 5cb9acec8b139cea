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
    /// Access denied by nobody.
    DeniedByMissing = "verification-denied-by-missing", "say which party denied access, and only where access was denied";
    /// A restriction is cited, and nobody denied access.
    CitedWithoutDenial = "verification-cited-without-denial", "a restriction is cited only where a party denied access";
}
