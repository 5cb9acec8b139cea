//! Every way the incident room says no.

use crate::refusal::refusals;

refusals! {
    /// The id is taken.
    AlreadyOpen = "incident-already-open", "this incident exists already";
    /// There is no such incident.
    NotOpen = "incident-not-open", "there is no such incident";
    /// It needs at least one report.
    NoReports = "incident-no-reports", "an incident needs at least one report";
    /// The same report twice in one list.
    ReportTwice = "incident-report-twice", "the same report is named twice";
    /// A report that is not in the record.
    ReportUnknown = "incident-report-unknown", "a report that is named is not in the record";
    /// It is linked already.
    AlreadyLinked = "incident-already-linked", "the report is linked to this incident already";
    /// It is not linked.
    NotLinked = "incident-not-linked", "the report is not linked to this incident";
    /// The last report cannot be unlinked; merge the incident instead.
    LastReport = "incident-last-report", "the last report of an incident cannot be unlinked";
    /// It went into another incident.
    Merged = "incident-merged", "the incident was merged into another; work on that one, or take the merge back";
    /// An incident cannot go into itself.
    MergedIntoItself = "incident-merged-into-itself", "an incident cannot be merged into itself";
    /// There is no such merge to take back.
    NotAbsorbed = "incident-not-absorbed", "that incident was not merged into this one";
    /// A change that names no report, or all of the incident's.
    NothingToSplit = "incident-nothing-to-split", "some of the incident's reports can be taken out, and not all of them";
    /// Grouping is staff's work.
    NotStaff = "incident-not-staff", "reports are grouped by duty officers, verifiers and reviewers";
}
