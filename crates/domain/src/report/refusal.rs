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
}
