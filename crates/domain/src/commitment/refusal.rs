//! Every way in which the rules of this room say no.

use crate::refusal::refusals;

refusals! {
    /// The id is taken.
    AlreadyRegistered = "commitment-already-registered", "this commitment is in the register already";
    /// There is no such commitment.
    NotRegistered = "commitment-not-registered", "there is no such commitment";
    /// A fact of a pause about a notice, and the like.
    OtherForm = "commitment-other-form", "this is recorded of another form of commitment";
    /// Due before it was agreed.
    DueBackwards = "commitment-due-backwards", "the commitment would be due before it was agreed";
    /// Wrong role.
    RoleNotAllowed = "commitment-role-not-allowed", "commitments are kept by duty officers, verifiers and the head of mission";
    /// Verified by one who may not.
    VerifiedByStaffOnly = "commitment-verified-by-verifier", "only a verifier records that a commitment is verified";
    /// Nobody said that it is done.
    VerifiedBeforeDone = "commitment-verified-before-done", "nobody has recorded that it is done";
    /// Who said that it is done may not verify it.
    VerifiedBySelf = "commitment-verified-by-self", "who recorded that it is done does not verify it";
    /// Too little evidence.
    EvidenceMissing = "commitment-evidence-missing", "verified needs a visit by the mission or two independent origins, one of them not the owner";
    /// Evidence counted wrongly.
    EvidenceNumber = "commitment-evidence-number", "the item of evidence has not the next number";
    /// Blocked by nobody named.
    BlockerMissing = "commitment-blocker-missing", "say who stands in the way";
    /// Not blocked, and somebody named.
    BlockerNotAsked = "commitment-blocker-not-asked", "somebody stands in the way only of what is blocked";
    /// Two milestones of one key.
    MilestoneTwice = "commitment-milestone-twice", "two milestones have the same key";
    /// No such milestone.
    MilestoneUnknown = "commitment-milestone-unknown", "there is no such milestone";
    /// It waits for something that is not in the register.
    DependencyUnknown = "commitment-dependency-unknown", "it would wait for a commitment that is not in the register";
    /// It waits for itself.
    DependencyCycle = "commitment-dependency-cycle", "each would wait for the other, and neither would ever be due";
    /// A party files for another.
    OwnPartyOnly = "commitment-own-party-only", "a liaison files for its own party alone";
    /// Filed for a party without saying how it is known.
    SourceMissing = "commitment-source-missing", "say by what the mission knows of it";
    /// In the future.
    TimeAhead = "commitment-time-ahead", "what is told of lies in the future";
    /// A pause that nobody must grant.
    NobodyToGrant = "commitment-nobody-to-grant", "name who must grant the pause";
    /// Not among those who must grant it.
    PartyNotAsked = "commitment-party-not-asked", "this party was not asked";
    /// The pause is over.
    PauseOver = "commitment-pause-over", "the pause is over";
    /// The pause is not over.
    PauseNotOver = "commitment-pause-not-over", "the pause is not over yet";
    /// It was not granted.
    PauseNotGranted = "commitment-pause-not-granted", "not all have granted the pause, so there was none to be judged";
    /// Nobody watched.
    PauseUnwatched = "commitment-pause-unwatched", "nobody watched, so it cannot be said to have held";
    /// It did not hold if incidents are recorded.
    PauseNotHeld = "commitment-pause-not-held", "incidents are recorded within it, so it cannot be said to have held";
    /// Called off already.
    AlreadyCancelled = "commitment-already-cancelled", "the notice was called off already";
    /// An answer is awaited before the question is asked.
    QuestionBackwards = "commitment-question-backwards", "the answer would be awaited before the question is asked";
    /// Answered already.
    AlreadyAnswered = "commitment-already-answered", "the request was answered already";
}
