//! Facts of the mission room.

use super::patrol::{Contact, Plan, Track};
use super::{Holders, Offer, Post, Restriction, Revocation};
use crate::coded::coded;
use mirqab_vocabulary::{Bilingual, BlobId, Coordinates, Instant, Interval, Line, LocalDay, PartyCode, Passage};
use serde::{Deserialize, Serialize};

/// The mission itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// What it is called.
    pub name: Bilingual,
    /// What it may do, and by whose decision.
    pub mandate: Bilingual,
    /// Who leads it.
    pub head: Bilingual,
    /// How many staff.
    pub staff: u32,
    /// From where it watches.
    pub posts: Vec<Post>,
    /// The corners of the area in which it watches; not said if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<Coordinates>,
}

/// By whose decision the mission is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// Its key: recording it again under that key takes its place.
    pub key: Line,
    /// Who decided.
    pub body: Bilingual,
    /// The document, as it is cited.
    pub document: Line,
    /// On which day.
    pub decided_on: LocalDay,
    /// From when it holds.
    pub from: Instant,
    /// Until when; open if nothing is said.
    pub to: Option<Instant>,
    /// The words that matter, quoted.
    pub quote: Bilingual,
    /// SHA-256 of the document's text, if the mission holds one.
    pub text: Option<BlobId>,
}

coded! {
    /// What a site is.
    SiteKind {
        /// Where the mission is led from.
        Headquarters = "headquarters",
        /// Where a team lives.
        TeamSite = "team_site",
        /// An office.
        Office = "office",
        /// Where things are kept.
        Depot = "depot",
    }
}

/// A place where the mission lives and works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its key: recording it again under that key takes its place.
    pub key: Line,
    /// What it is.
    pub kind: SiteKind,
    /// What it is called.
    pub name: Bilingual,
    /// Where.
    pub at: Coordinates,
    /// Since when.
    pub from: Instant,
    /// Until when; open if nothing is said.
    pub to: Option<Instant>,
}

coded! {
    /// What somebody does in the mission.
    Function {
        /// Leads a team.
        TeamLeader = "team_leader",
        /// Watches.
        Observer = "observer",
        /// Speaks both languages.
        Interpreter = "interpreter",
        /// Heals.
        Medic = "medic",
        /// Drives.
        Driver = "driver",
        /// Keeps instruments running.
        Technician = "technician",
        /// Speaks with a party.
        Liaison = "liaison",
        /// Anything else.
        Support = "support",
    }
}

/// A member of staff. Only what composition and safety need: there is no field for notes about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The number or call sign: recording it again takes its place.
    pub key: Line,
    /// What they do.
    pub function: Function,
    /// Whose member they are, where teams are composed of the parties; nobody's for everybody else.
    pub of: Option<PartyCode>,
    /// Since when.
    pub from: Instant,
    /// Until when; open if nothing is said.
    pub to: Option<Instant>,
    /// Their name, kept apart from the rest.
    pub name: Option<Line>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its key: recording it again under that key takes its place.
    pub key: Line,
    /// What it is called.
    pub name: Bilingual,
    /// The site at which it lives.
    pub site: Option<Line>,
    /// Its members.
    pub members: Vec<Line>,
    /// Since when.
    pub from: Instant,
    /// Until when; open if nothing is said.
    pub to: Option<Instant>,
}

/// Who is on duty in a team, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// The team.
    pub team: Line,
    /// When.
    pub during: Interval,
    /// Who.
    pub staff: Vec<Line>,
}

coded! {
    /// Why a post did not watch.
    OutageCause {
        /// No electricity.
        Power = "power",
        /// No connection.
        Connection = "connection",
        /// Fog, sand, rain.
        Weather = "weather",
        /// It is being repaired.
        Maintenance = "maintenance",
        /// It broke.
        Damage = "damage",
        /// It was fired at.
        Attack = "attack",
        /// It was jammed.
        Jamming = "jamming",
        /// Its people were called back.
        CalledBack = "called_back",
        /// Not known.
        Unknown = "unknown",
    }
}

/// That a post went blind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// The post.
    pub post: String,
    /// Since when.
    pub from: Instant,
    /// Why.
    pub cause: OutageCause,
    /// What is known of it.
    pub note: Passage,
}

coded! {
    /// What makes a place dangerous.
    HazardKind {
        /// Nobody of the mission goes there.
        NoGo = "no_go",
        /// Mines.
        Mines = "mines",
        /// What did not explode.
        Unexploded = "unexploded",
        /// Fire is exchanged there.
        Fire = "fire",
        /// Robbery, kidnapping.
        Crime = "crime",
        /// A road that cannot be driven.
        Road = "road",
        /// Anything else.
        Other = "other",
    }
}

/// A place that is dangerous for the mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// Its key: recording it again under that key takes its place.
    pub key: Line,
    /// What makes it dangerous.
    pub kind: HazardKind,
    /// What it is called.
    pub title: Bilingual,
    /// Its corners; or one point with a radius.
    pub area: Vec<Coordinates>,
    /// The radius around a single point, metres.
    pub radius_m: Option<u32>,
    /// Why it is thought so.
    pub reason: Bilingual,
    /// Since when.
    pub from: Instant,
    /// Until when; until it is lifted if nothing is said.
    pub to: Option<Instant>,
}

coded! {
    /// What can be taken back by its number.
    Kept {
        /// A watch.
        Watch = "watch",
        /// A restriction.
        Restriction = "restriction",
        /// An outage.
        Outage = "outage",
    }
}

/// A fact about the mission, or about one of its patrols.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// It was set up, or set up anew.
    Chartered {
        /// The mission.
        charter: Charter,
    },
    /// A post watched during a time.
    WatchKept {
        /// The post.
        post: String,
        /// When.
        during: Interval,
    },
    /// It was restricted.
    Restricted {
        /// How.
        restriction: Restriction,
    },
    /// Somebody decided that it be there.
    Mandated {
        /// The decision.
        mandate: Mandate,
    },
    /// A site was opened, moved or closed.
    SiteRecorded {
        /// The site.
        site: Site,
    },
    /// Somebody joined, changed what they do, or left.
    StaffRecorded {
        /// Who.
        staff: Staff,
    },
    /// A team was formed, changed or dissolved.
    TeamRecorded {
        /// The team.
        team: Team,
    },
    /// It was laid down who is on duty.
    Rostered {
        /// Who, and when.
        roster: Roster,
    },
    /// A post went blind.
    OutageBegan {
        /// Which, since when, why.
        outage: Outage,
    },
    /// It sees again.
    OutageEnded {
        /// The post.
        post: String,
        /// Since when.
        at: Instant,
    },
    /// A place was declared dangerous.
    HazardDeclared {
        /// The place.
        hazard: Hazard,
    },
    /// It is dangerous no more.
    HazardLifted {
        /// Its key.
        key: Line,
        /// Since when.
        at: Instant,
        /// Why.
        reason: Passage,
    },
    /// A set of key holders was proposed.
    KeyHoldersProposed {
        /// The set.
        holders: Holders,
    },
    /// A second person confirmed it: identities that come from now on are sealed to it.
    KeyHoldersConfirmed {
        /// The set, as it was proposed.
        holders: Holders,
    },
    /// An account offered a key with which it would sign what it submits.
    KeyOffered {
        /// The key, and that who offers it holds it.
        offer: Offer,
    },
    /// Another person compared the key with what its holder says, and it stands.
    KeyConfirmed {
        /// The key that was offered.
        key: BlobId,
    },
    /// A key is good no more.
    KeyRevoked {
        /// Which, and why.
        revocation: Revocation,
    },
    /// The log's key was followed by another.
    LogKeyFollowed {
        /// The note that says so, signed by both keys, without its last line end. What it says and whether it holds is not this room's to know.
        note: Passage,
    },
    /// Something was recorded wrongly and counts no more.
    TakenBack {
        /// What.
        kept: Kept,
        /// Counted from 1 in the order of the record.
        number: u32,
        /// Why.
        reason: Passage,
    },
    /// A patrol was planned, or planned anew before it set out.
    PatrolPlanned {
        /// The plan.
        plan: Plan,
    },
    /// It set out.
    PatrolSetOut {
        /// When.
        at: Instant,
    },
    /// It was heard of.
    PatrolCheckedIn {
        /// When, and where it was.
        contact: Contact,
    },
    /// It came back.
    PatrolReturned {
        /// When.
        at: Instant,
    },
    /// It did not set out, and will not.
    PatrolCancelled {
        /// Why.
        reason: Passage,
    },
    /// Its way was read out of a file.
    TrackLogged {
        /// The way.
        track: Track,
    },
}

impl Event {
    /// Whether it is about the keys of an account, which are a subject of their own.
    pub fn of_keys(&self) -> bool {
        matches!(self, Self::KeyOffered { .. } | Self::KeyConfirmed { .. } | Self::KeyRevoked { .. })
    }

    /// Whether it is about a patrol, which is a subject of its own.
    pub fn of_patrol(&self) -> bool {
        matches!(
            self,
            Self::PatrolPlanned { .. }
                | Self::PatrolSetOut { .. }
                | Self::PatrolCheckedIn { .. }
                | Self::PatrolReturned { .. }
                | Self::PatrolCancelled { .. }
                | Self::TrackLogged { .. }
        )
    }
}
