//! Every way in which the rules of the mission room say no.

use crate::refusal::refusals;

refusals! {
    /// It is not set up.
    NotChartered = "mission-not-chartered", "set the mission up first";
    /// Two posts of one key.
    PostTwice = "mission-post-twice", "two posts have the same key";
    /// There is no such post.
    PostUnknown = "mission-post-unknown", "the mission has no such post";
    /// Longer than 31 days.
    WatchTooLong = "mission-watch-too-long", "a watch is recorded in pieces of at most 31 days";
    /// Wrong role.
    RoleNotAllowed = "mission-role-not-allowed", "this record is kept by duty officers, observers and the head of mission";
    /// A direction or an opening that cannot be.
    FieldImpossible = "mission-field-impossible", "a field of view opens by more than 0 and at most 360 degrees";
    /// Farther than 200 km.
    ReachTooFar = "mission-reach-too-far", "nothing sees or hears farther than 200 km";
    /// It ends before it begins.
    EndsBeforeBegin = "mission-ends-before-begin", "it ends before it begins";
    /// An area of fewer than three corners, and no point with a radius.
    AreaTooSmall = "mission-area-too-small", "an area has at least three corners, or is a point with a radius";
    /// There is no such site.
    SiteUnknown = "mission-site-unknown", "the mission has no such site";
    /// There is no such member of staff.
    StaffUnknown = "mission-staff-unknown", "there is no such member of staff";
    /// There is no such team.
    TeamUnknown = "mission-team-unknown", "the mission has no such team";
    /// Somebody is on duty elsewhere at that time.
    StaffElsewhere = "mission-staff-elsewhere", "somebody is on duty in another team at that time";
    /// The post is out already.
    OutageOpen = "mission-outage-open", "the post is recorded as out already";
    /// The post is not out.
    NoOutage = "mission-no-outage", "the post is not recorded as out";
    /// It has not happened yet.
    InFuture = "mission-in-future", "what has not happened yet is not recorded";
    /// There is no such hazard.
    HazardUnknown = "mission-hazard-unknown", "there is no such hazard";
    /// There is no such record, or it was taken back.
    NothingToTakeBack = "mission-nothing-to-take-back", "there is no such record, or it was taken back already";
    /// There is no such patrol.
    PatrolUnknown = "mission-patrol-unknown", "there is no such patrol";
    /// It set out already.
    PatrolOut = "mission-patrol-out", "the patrol set out already";
    /// It did not set out.
    PatrolNotOut = "mission-patrol-not-out", "the patrol did not set out";
    /// It is over.
    PatrolOver = "mission-patrol-over", "the patrol is over";
    /// Before it set out, or after it returned.
    OutsidePatrol = "mission-outside-patrol", "that time lies before the patrol set out or after it returned";
    /// Planned for more than 31 days, or heard of too seldom or too often.
    PlanImpossible = "mission-plan-impossible", "a patrol lasts at most 31 days and is heard of every 5 minutes to 24 hours";
    /// A file that was read twice.
    TrackTwice = "mission-track-twice", "this file was read for this patrol already";
    /// One account or one key twice.
    HolderTwice = "mission-holder-twice", "each key holder is another person with another key";
    /// Fewer than two, more than there are, or more than 16 holders.
    ThresholdImpossible = "mission-threshold-impossible", "two key holders at least and all of at most 16 at most must be needed";
    /// Nothing waits, or something else.
    HoldersNotProposed = "mission-holders-not-proposed", "this set of key holders was not proposed";
    /// Who proposed confirms.
    HoldersOnePerson = "mission-holders-one-person", "another person than who proposed them confirms the key holders";
    /// Somebody else's key.
    KeyNotOwn = "mission-key-not-own", "an account offers its own key; it is revoked by its account, the head of mission or an administrator";
    /// Somebody who submits nothing.
    KeyRole = "mission-key-role", "those who submit reports offer keys to sign them with";
    /// It was offered before.
    KeyKnown = "mission-key-known", "this key was offered by this account before; a key is offered once";
    /// A key stands, and did not sign its successor; or none stands.
    KeyContinues = "mission-key-continues", "the key that stands signs its successor, and no other key does";
    /// The signature on the offer does not hold.
    KeyProof = "mission-key-proof", "the offer is not signed by its key for this log and this account";
    /// Somebody else than those who keep the mission.
    KeyConfirmRole = "mission-key-confirm-role", "the head of mission or an administrator confirms a key";
    /// Who offered confirms.
    KeyOnePerson = "mission-key-one-person", "another person than who offered it confirms a key";
    /// Nothing waits, or another key.
    KeyNotOffered = "mission-key-not-offered", "this key does not wait to be confirmed";
    /// It neither waits nor stands.
    KeyNone = "mission-key-none", "this key neither waits nor stands";
}
