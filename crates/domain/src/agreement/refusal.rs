//! Every way the agreement room says no.

use crate::refusal::refusals;

refusals! {
    /// The id is taken.
    AlreadyAdopted = "agreement-already-adopted", "this agreement is in the record already";
    /// There is no such agreement.
    NotAdopted = "agreement-not-adopted", "there is no such agreement";
    /// Fewer than two parties, or one twice.
    Parties = "agreement-parties", "an agreement has two parties or more, each once";
    /// A party that is not in it.
    PartyUnknown = "agreement-party-unknown", "a party that is named is not a party to this agreement";
    /// Two articles of one key.
    ArticleTwice = "agreement-article-twice", "two articles have the same key";
    /// A zone that is not in it.
    ZoneUnknown = "agreement-zone-unknown", "an article names a zone that the agreement does not have";
    /// Too few points.
    ZoneTooSmall = "agreement-zone-too-small", "a line has two points or more, an area three";
    /// End before beginning.
    ForceBackwards = "agreement-force-backwards", "the agreement would end before it comes into force";
    /// No clock, or one that never ends.
    ProcedureHours = "agreement-procedure-hours", "each clock of a procedure runs for an hour at least and two years at most";
    /// Nobody reviews, or too many of something.
    ProcedureNumbers = "agreement-procedure-numbers", "a procedure asks for one reviewer at least, and for 20 of anything at most";
    /// Two bodies of one key.
    ProcedureBodies = "agreement-procedure-bodies", "each body has a key of its own, and there are 20 at most";
    /// A quorum that cannot be met, or that leaves a party out.
    ProcedureQuorum = "agreement-procedure-quorum", "a quorum is one person at least and fits into the seats; a chair is the one neutral seat; consensus needs each party that has seats";
    /// No procedure with such a body.
    BodyUnknown = "agreement-body-unknown", "the procedure of this agreement has no such body";
    /// All seats of that kind are taken.
    SeatsTaken = "agreement-seats-taken", "all seats of that kind in this body are taken";
    /// They sit there.
    AlreadySeated = "agreement-already-seated", "this person sits in this body already";
    /// They do not sit there.
    NotSeated = "agreement-not-seated", "this person does not sit in this body";
    /// Wrong role.
    RoleNotAllowed = "agreement-role-not-allowed", "agreements are recorded by the head of mission or an administrator";
    /// A new text with other parties.
    PartiesChanged = "agreement-parties-changed", "a new text has the same parties; who left is told by its signature";
    /// Two texts from one time on.
    AmendedTwice = "agreement-amended-twice", "another text holds from the same time on";
    /// The force was not so that this step could follow.
    ForceNotSo = "agreement-force-not-so", "the agreement's force at that time was not such that this could follow, or a later step is recorded already";
    /// An end where none belongs.
    ForceUntil = "agreement-force-until", "only a renewal says until when";
    /// An article that no text has.
    ArticleUnknown = "agreement-article-unknown", "no text of the agreement has an article that is named";
    /// A condition beyond reading.
    ConditionTooLong = "agreement-condition-too-long", "a condition has more than 2000 characters";
}
