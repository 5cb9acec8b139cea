//! May this fact about the mission be recorded?

use super::holders;
use super::{Charter, Event, Hazard, Kept, Refusal, Roster, State, Team};
use crate::Author;
use mirqab_vocabulary::{Instant, Line, Role};
use std::collections::BTreeSet;

/// The longest piece in which a watch is recorded: 31 days.
const LONGEST_WATCH_S: i64 = 31 * 86_400;
/// How far somebody else's clock may be ahead of ours: what it says within this has happened.
pub const CLOCK_TOLERANCE_S: i64 = 300;

/// Whether `event` may be recorded about the mission whose facts so far add up to `state`.
pub fn admit(state: Option<&State>, event: &Event, author: &Author, now: Instant) -> Result<(), Refusal> {
    match event {
        Event::Chartered { .. }
        | Event::Mandated { .. }
        | Event::SiteRecorded { .. }
        | Event::StaffRecorded { .. }
        | Event::TeamRecorded { .. }
        | Event::KeyHoldersProposed { .. }
        | Event::KeyHoldersConfirmed { .. } => role(author, &[Role::HeadOfMission, Role::Administrator])?,
        Event::LogKeyFollowed { .. } => role(author, &[Role::Administrator])?,
        Event::Rostered { .. } | Event::TakenBack { .. } => role(author, &[Role::DutyOfficer, Role::HeadOfMission])?,
        _ => log_role(author)?,
    }
    if let Event::Chartered { charter } = event {
        return chartered(charter);
    }
    let state = state.ok_or(Refusal::NotChartered)?;
    match event {
        Event::WatchKept { post, during } => {
            post_known(state, post)?;
            if during.length_s() > LONGEST_WATCH_S { Err(Refusal::WatchTooLong) } else { Ok(()) }
        }
        Event::Restricted { restriction } => restriction.team.as_ref().map_or(Ok(()), |team| team_known(state, team)),
        Event::Mandated { mandate } => in_order(mandate.from, mandate.to),
        Event::SiteRecorded { site } => in_order(site.from, site.to),
        Event::StaffRecorded { staff } => in_order(staff.from, staff.to),
        Event::TeamRecorded { team } => formed(state, team),
        Event::Rostered { roster } => rostered(state, roster),
        Event::OutageBegan { outage } => {
            post_known(state, &outage.post)?;
            past(outage.from, now)?;
            if state.open_outage(&outage.post).is_some() { Err(Refusal::OutageOpen) } else { Ok(()) }
        }
        Event::OutageEnded { post, at } => {
            let open = state.open_outage(post).ok_or(Refusal::NoOutage)?;
            past(*at, now)?;
            in_order(open.outage.from, Some(*at))
        }
        Event::HazardDeclared { hazard } => declared(hazard),
        Event::HazardLifted { key, at, .. } => {
            let hazard = state.hazards.iter().find(|hazard| hazard.key == *key).ok_or(Refusal::HazardUnknown)?;
            in_order(hazard.from, Some(*at))
        }
        Event::KeyHoldersProposed { holders } => holders::admit_proposal(holders),
        Event::KeyHoldersConfirmed { holders } => holders::admit_confirmation(state, holders, author),
        Event::LogKeyFollowed { .. } => Ok(()),
        Event::TakenBack { kept, number, .. } => taken_back(state, *kept, *number),
        // Facts of a patrol are judged by the patrol's own rules.
        _ => Err(Refusal::PatrolUnknown),
    }
}

fn role(author: &Author, allowed: &[Role]) -> Result<(), Refusal> {
    if allowed.contains(&author.role) { Ok(()) } else { Err(Refusal::RoleNotAllowed) }
}

/// Those who keep the log of the day.
pub(super) fn log_role(author: &Author) -> Result<(), Refusal> {
    role(author, &[Role::Observer, Role::DutyOfficer, Role::HeadOfMission])
}

/// Whether it has happened, by a clock that may be a little ahead.
pub(super) fn past(at: Instant, now: Instant) -> Result<(), Refusal> {
    if at > now.plus_s(CLOCK_TOLERANCE_S) { Err(Refusal::InFuture) } else { Ok(()) }
}

fn in_order(from: Instant, to: Option<Instant>) -> Result<(), Refusal> {
    if to.is_none_or(|to| from <= to) { Ok(()) } else { Err(Refusal::EndsBeforeBegin) }
}

fn post_known(state: &State, post: &str) -> Result<(), Refusal> {
    let known = state.charter.posts.iter().any(|known| known.key == post);
    if known { Ok(()) } else { Err(Refusal::PostUnknown) }
}

fn team_known(state: &State, team: &Line) -> Result<(), Refusal> {
    if state.teams.iter().any(|known| known.key == *team) { Ok(()) } else { Err(Refusal::TeamUnknown) }
}

fn chartered(charter: &Charter) -> Result<(), Refusal> {
    let keys: BTreeSet<_> = charter.posts.iter().map(|post| &post.key).collect();
    if keys.len() != charter.posts.len() {
        return Err(Refusal::PostTwice);
    }
    charter.posts.iter().try_for_each(super::Post::whole)?;
    if (1..3).contains(&charter.area.len()) { Err(Refusal::AreaTooSmall) } else { Ok(()) }
}

fn staff_known(state: &State, keys: &[Line]) -> Result<(), Refusal> {
    let known = |key: &Line| state.staff.iter().any(|staff| staff.key == *key);
    if keys.iter().all(known) { Ok(()) } else { Err(Refusal::StaffUnknown) }
}

fn formed(state: &State, team: &Team) -> Result<(), Refusal> {
    in_order(team.from, team.to)?;
    staff_known(state, &team.members)?;
    let site = |key: &Line| state.sites.iter().any(|site| site.key == *key);
    if team.site.as_ref().is_none_or(site) { Ok(()) } else { Err(Refusal::SiteUnknown) }
}

fn rostered(state: &State, roster: &Roster) -> Result<(), Refusal> {
    team_known(state, &roster.team)?;
    staff_known(state, &roster.staff)?;
    let elsewhere = state.rosters.iter().any(|other| {
        other.team != roster.team
            && other.during.from() <= roster.during.to()
            && roster.during.from() <= other.during.to()
            && other.staff.iter().any(|key| roster.staff.contains(key))
    });
    if elsewhere { Err(Refusal::StaffElsewhere) } else { Ok(()) }
}

fn declared(hazard: &Hazard) -> Result<(), Refusal> {
    in_order(hazard.from, hazard.to)?;
    match (hazard.area.len(), hazard.radius_m) {
        (1, Some(radius_m)) if radius_m > 0 => Ok(()),
        (3.., None) => Ok(()),
        _ => Err(Refusal::AreaTooSmall),
    }
}

fn taken_back(state: &State, kept: Kept, number: u32) -> Result<(), Refusal> {
    let length = match kept {
        Kept::Watch => state.watches.len(),
        Kept::Restriction => state.restrictions.len(),
        Kept::Outage => state.outages.len(),
    };
    let there = number > 0 && usize::try_from(number).is_ok_and(|number| number <= length);
    if there && !state.taken_back.contains(&(kept, number)) { Ok(()) } else { Err(Refusal::NothingToTakeBack) }
}
