//! Every way the response room says no.

use crate::refusal::refusals;

refusals! {
    /// There is no conclusion to tell of.
    NothingPending = "response-nothing-pending", "no conclusion is waiting for notice";
    /// It had notice of this conclusion.
    NoticeServedAlready = "response-notice-served-already", "the party had notice of this conclusion already";
    /// Less than an hour.
    ReplyTimeTooShort = "response-reply-time-too-short", "a party has at least one hour to reply";
    /// It had no notice.
    NoticeMissing = "response-notice-missing", "the party had no notice that it could answer";
    /// Only its liaison answers for it.
    NotOwnParty = "response-not-own-party", "a party's own liaison answers for it";
    /// Wrong role.
    RoleNotAllowed = "response-role-not-allowed", "this step is not for your role";
    /// A report with an answer that is no complaint.
    ReportWithoutComplaint = "response-report-without-complaint", "only a complaint in turn names a report of its own";
    /// Not its report, or none.
    ReportNotOwn = "response-report-not-own", "a complaint in turn names a report that the party filed";
    /// A result of no inquiry.
    InquiryMissing = "response-inquiry-missing", "the result of an inquiry names the party's own answer that opened it, and nothing else does";
    /// A promise for the past.
    PromisePast = "response-promise-past", "a promise is for a time ahead";
    /// Done in the future.
    DoneAhead = "response-done-ahead", "what was done cannot lie ahead";
    /// No such promise.
    PromiseMissing = "response-promise-missing", "this answer promises nothing for a date";
    /// Its time has not come.
    PromiseNotDue = "response-promise-not-due", "a promise is not broken before its date";
    /// They reported it, or stood aside.
    TiedToCase = "response-tied-to-case", "who reported it or stood aside takes no part in this";
    /// Measure numbers have no gaps.
    MeasureNumber = "response-measure-number", "measures are numbered without gaps";
    /// No finding that stands.
    NoStandingFinding = "response-no-standing-finding", "a measure needs a published finding that stands: not retracted, reopened or closed";
    /// Not against whom the finding is.
    MeasureNotAttributed = "response-measure-not-attributed", "a measure is taken against a party to which the finding attributes a breach";
    /// Not what the record shows.
    MeasureGround = "response-measure-ground", "the record does not show this ground for a measure";
    /// Without more ground than one breach.
    MeasureTooHigh = "response-measure-too-high", "a first breach that is not grave is answered by one of the lower measures";
    /// No such measure.
    NoSuchMeasure = "response-no-such-measure", "there is no measure of this number";
    /// It was decided.
    MeasureDecidedAlready = "response-measure-decided-already", "this measure was decided already";
    /// It is not in force.
    MeasureNotImposed = "response-measure-not-imposed", "this measure is not imposed, or has come to its end";
    /// Who proposed it.
    SamePerson = "response-same-person", "proposal and decision are by different persons";
    /// No body decides, so nobody votes.
    NoBody = "response-no-body", "no body decides on measures here";
    /// They have no seat there.
    NotSeated = "response-not-seated", "this person has no seat in this body";
    /// Against, without saying why.
    OpinionMissing = "response-opinion-missing", "a vote against says why";
    /// Too few voted, or were there.
    NoQuorum = "response-no-quorum", "the quorum is not there";
    /// Some have time left.
    VoteOpen = "response-vote-open", "not everybody seated has voted, and their time still runs";
    /// Not what the votes say.
    VotesSayOtherwise = "response-votes-say-otherwise", "the votes cast add up to the opposite";
    /// It was called.
    SittingCalledAlready = "response-sitting-called-already", "this sitting was called already";
    /// None was called.
    SittingMissing = "response-sitting-missing", "there is no such sitting";
    /// It was held or called off.
    SittingOver = "response-sitting-over", "this sitting was held or called off";
    /// Called for the past.
    SittingPast = "response-sitting-past", "a sitting is called for a time ahead";
    /// Held before its time.
    SittingAhead = "response-sitting-ahead", "the minutes of a sitting come after it began";
    /// No such body.
    BodyUnknown = "response-body-unknown", "the procedure of this agreement has no such body";
    /// Nothing on it, or something twice, or no such case.
    Agenda = "response-agenda", "an agenda has one to twenty items, each case of the record once for each matter";
    /// An item without an end, or with two.
    ItemsOpen = "response-items-open", "the minutes say once of each item what became of it";
    /// No decision on record.
    DecisionMissing = "response-decision-missing", "the record holds no decision of this body on the item since the sitting began";
}
