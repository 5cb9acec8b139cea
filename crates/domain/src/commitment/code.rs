//! The closed sets of words of this room.

use crate::coded::coded;
use mirqab_vocabulary::ViolationKind;

coded! {
    /// Where a commitment or a milestone stands. "Overdue" is not among them: it follows from the deadline and the clock.
    Progress {
        /// It was agreed.
        Agreed = "agreed",
        /// A date was set.
        Scheduled = "scheduled",
        /// It was begun.
        Partial = "partial",
        /// Its owner says that it is done.
        Done = "done",
        /// The mission verified that it is done.
        Verified = "verified",
        /// It was undone.
        Reversed = "reversed",
        /// Somebody stands in its way.
        Blocked = "blocked",
        /// Who holds it may not do it: it is for another authority.
        BeyondMandate = "beyond_mandate",
    }
}

coded! {
    /// What kind of commitment.
    Kind {
        /// Prisoners or detainees are exchanged or released.
        DetaineeExchange = "detainee_exchange",
        /// The dead are handed over.
        ReturnOfRemains = "return_of_remains",
        /// The missing are looked for.
        MissingPersons = "missing_persons",
        /// A road is opened.
        RoadOpening = "road_opening",
        /// A crossing is opened.
        CrossingOpening = "crossing_opening",
        /// Flights are resumed.
        Flights = "flights",
        /// A line for calls.
        Hotline = "hotline",
        /// Officers who can be reached.
        LiaisonOfficers = "liaison_officers",
        /// Both patrol together.
        JointPatrol = "joint_patrol",
        /// Both form one force.
        JointForce = "joint_force",
        /// Forces move apart.
        ForceSeparation = "force_separation",
        /// Weapons move behind a line.
        WeaponsWithdrawal = "weapons_withdrawal",
        /// Forces gather in camps.
        Cantonment = "cantonment",
        /// Mines are listed or cleared.
        Demining = "demining",
        /// People or goods pass safely.
        Corridor = "corridor",
        /// Something is repaired while arms are silent there.
        LocalRepair = "local_repair",
        /// Oil flows again.
        OilRestart = "oil_restart",
        /// Incitement ends.
        HateSpeechHalt = "hate_speech_halt",
        /// What is done is announced before.
        PriorNotification = "prior_notification",
        /// Foreign fighters leave.
        ForeignFighterDeparture = "foreign_fighter_departure",
        /// Fighters give up arms and return to civil life.
        Disarmament = "disarmament",
        /// Anything else.
        Other = "other",
    }
}

coded! {
    /// How far another commitment must have come before one that waits for it is due.
    Reached {
        /// Its owner says that it is done.
        Done = "done",
        /// The mission verified it.
        Verified = "verified",
    }
}

coded! {
    /// What a party answers to a request for a pause.
    Grant {
        /// Yes.
        Granted = "granted",
        /// Yes, if what the note says is kept.
        Conditioned = "conditioned",
        /// No.
        Refused = "refused",
    }
}

coded! {
    /// How a pause went.
    Score {
        /// No fire was recorded, and somebody was watching.
        Held = "held",
        /// There was fire, and the purpose was reached all the same.
        Interrupted = "interrupted",
        /// Fire ended it.
        Broken = "broken",
        /// Nobody came to use it.
        NotUsed = "not_used",
        /// It cannot be said.
        NotKnown = "not_known",
    }
}

coded! {
    /// What is announced.
    NoticeKind {
        /// An aircraft or a drone flies.
        Flight = "flight",
        /// Vehicles travel.
        Convoy = "convoy",
        /// Forces train.
        Exercise = "exercise",
        /// Mines or ammunition are destroyed.
        Demining = "demining",
        /// People work within range of arms.
        Works = "works",
    }
}

impl NoticeKind {
    /// The acts that somebody who does not know of the notice may take it for.
    pub fn looks_like(self) -> &'static [ViolationKind] {
        use ViolationKind as V;
        match self {
            Self::Flight => &[V::ProhibitedFlight],
            Self::Convoy => &[V::TroopMovement],
            Self::Exercise => &[
                V::SmallArmsFire,
                V::HeavyMachineGunFire,
                V::Shelling,
                V::UndeterminedExplosion,
                V::TroopMovement,
                V::IlluminationFlare,
                V::NotAViolation,
            ],
            Self::Demining => &[V::UndeterminedExplosion, V::Mine, V::NotAViolation],
            Self::Works => &[V::Fortification, V::TroopMovement],
        }
    }
}
