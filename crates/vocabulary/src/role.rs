//! What a person may be in a mission.

use crate::code::codes;

codes! {
    /// A role. What each may do is in one table of the access policy, nowhere else.
    Role {
        Public = "public", Observer = "observer", DutyOfficer = "duty_officer", Verifier = "verifier",
        Reviewer = "reviewer", HeadOfMission = "head_of_mission", PartyLiaison = "party_liaison",
        Auditor = "auditor", Administrator = "administrator",
    }
}
