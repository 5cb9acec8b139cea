//! Every way the report room says no.

use crate::refusal::refusals;

refusals! {
    /// The id is taken.
    AlreadySubmitted = "report-already-submitted", "this report is recorded already";
    /// There is no such report.
    NotSubmitted = "report-not-submitted", "there is no such report";
    /// It would have happened after it was received.
    OccurredInTheFuture = "report-occurred-in-the-future", "the event would lie after its report";
    /// It would have been received after now.
    ReceivedInTheFuture = "report-received-in-the-future", "the report would have been received after now";
    /// More than 31 days.
    OccurredTooVague = "report-occurred-too-vague", "the time of the event spans more than 31 days";
    /// A party's report without the party, or a party named on another channel.
    PartyMissing = "report-party-missing", "a report on the party channel names the party that files it, and no other report does";
    /// A liaison may file for their own party only.
    PartyNotOwn = "report-party-not-own", "a party liaison files for their own party only";
    /// Minimum above maximum.
    HarmBackwards = "report-harm-backwards", "the least number of people harmed is above the greatest";
    /// More than 50.
    TooManyObservations = "report-too-many-observations", "a report carries at most 50 observations";
    /// More than 20.
    TooManyAttachments = "report-too-many-attachments", "a report carries at most 20 files";
    /// A report cannot retell itself.
    OwnOrigin = "report-own-origin", "a report cannot retell itself";
    /// It is withdrawn already.
    AlreadyWithdrawn = "report-already-withdrawn", "the report is withdrawn already";
    /// Only who sent it, or the head of mission, may withdraw it.
    WithdrawalNotOwn = "report-withdrawal-not-own", "only its sender or the head of mission withdraws a report";
    /// Lineage is judged by the mission's staff.
    LineageNotStaff = "report-lineage-not-staff", "lineage is judged by duty officers, verifiers and reviewers";
    /// Key holders are registered, and a name came in clear.
    IdentityNotSealed = "report-identity-not-sealed", "an identity is sealed to the key holders of the mission";
    /// Not sealed to the newest set, or with something in clear.
    SealWrong = "report-seal-wrong", "the identity is not sealed to the newest set of key holders";
    /// Who may not propose, or not decide.
    ErasureRole = "report-erasure-role", "staff propose an erasure, and the head of mission decides it";
    /// One waits already.
    ErasurePending = "report-erasure-pending", "an erasure waits for its decision already";
    /// Nothing named, or erased already.
    ErasureNothing = "report-erasure-nothing", "name what is to be erased, each part once and none that is erased already";
    /// Nothing waits.
    ErasureNone = "report-erasure-none", "no erasure waits for a decision";
    /// Who proposed decides.
    ErasureOnePerson = "report-erasure-one-person", "another person than who proposed it decides an erasure";
    /// Something else than was proposed.
    ErasureOther = "report-erasure-other", "what was proposed is decided, and nothing else";
    /// Who may not ask.
    OpeningRole = "report-opening-role", "duty officers, verifiers and the head of mission ask for an opening";
    /// One waits already.
    OpeningPending = "report-opening-pending", "a request to open waits already";
    /// Another set or threshold.
    OpeningSet = "report-opening-set", "the request does not name the set of key holders and its threshold";
    /// Nothing waits.
    OpeningNone = "report-opening-none", "no request to open waits";
    /// Who asks consents.
    OpeningOwn = "report-opening-own", "who asks for an opening does not answer it";
    /// Twice.
    OpeningAnswered = "report-opening-answered", "this holder answered already";
    /// Somebody else, or another number.
    OpeningNotHolder = "report-opening-not-holder", "only a key holder of the set answers, with their own share";
    /// Somebody else's request.
    OpeningNotOwn = "report-opening-not-own", "only who asked takes the shares";
    /// Too few.
    OpeningTooFew = "report-opening-too-few", "too few key holders consented";
    /// Nothing is sealed.
    OpeningNothing = "report-opening-nothing", "nothing of this report is sealed";
    /// Not what the holder's program wrote for this report.
    OpeningShare = "report-opening-share", "this is not the file that the key holder's program wrote for this report";
    /// Who may not write to sources.
    ContactRole = "report-contact-role", "duty officers and verifiers write to sources";
    /// The source has no code.
    ContactNone = "report-contact-none", "the source of this report has no code";
    /// No such message, or it is recorded.
    ContactNothing = "report-contact-nothing", "there is no such message, or it stands in the record already";
    /// Identity or words were erased.
    ContactEnded = "report-contact-ended", "the contact ended with the erasure";
    /// The account signs every report, and this one is not signed.
    SignatureMissing = "report-signature-missing", "this account signs every report, and this one carries no signature";
    /// No key, a key that waits or was revoked, or somebody else's.
    KeyNotStanding = "report-key-not-standing", "the report is signed with a key that is not the account's standing key";
    /// It does not hold for what was sent.
    SignatureWrong = "report-signature-wrong", "the signature does not hold for this report, this account and this log";
    /// Made for another log.
    SignedForOtherLog = "report-signed-for-other-log", "the report was signed for another log";
    /// Made for another account.
    SignedForOther = "report-signed-for-other", "the report was signed for another account than the one that sends it";
    /// Other files than those named in what was signed.
    SignedOtherFiles = "report-signed-other-files", "the files that came are not those that were signed";
}
