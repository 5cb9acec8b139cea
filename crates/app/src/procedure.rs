//! The procedure of a case: the known kinds, which one holds, where a case stands in it.

use crate::work::Seen;
use crate::{Actor, Reader};
use mirqab_domain::agreement::{self, Body, Procedure, Seat, Sight};
use mirqab_domain::finding::{self, State, Tally, Version};
use mirqab_domain::procedure;
use mirqab_domain::procedure::{Case, finding_standing};
use mirqab_vocabulary::{Instant, Role};
use std::sync::LazyLock;

static TEMPLATES: LazyLock<Vec<Procedure>> = LazyLock::new(|| {
    [
        include_str!("../assets/procedures/neutral_head.toml"),
        include_str!("../assets/procedures/ladder.toml"),
        include_str!("../assets/procedures/consensus.toml"),
        include_str!("../assets/procedures/facts_only.toml"),
    ]
    .into_iter()
    .map(|text| toml::from_str(text).expect("a test reads every procedure that is shipped"))
    .collect()
});

/// The known kinds, ready to be set.
pub fn templates() -> &'static [Procedure] {
    &TEMPLATES
}

/// The agreement whose procedure holds for what happened in this case, if one sets any.
pub fn governing(reader: &dyn Reader, case: &Case, at: Instant) -> anyhow::Result<Option<agreement::State>> {
    let Some(occurred) = case.occurred() else { return Ok(None) };
    let agreements = crate::agreement::all(reader)?;
    let binding: Vec<_> =
        agreements.iter().filter(|state| state.in_force(occurred.from()) || state.in_force(occurred.to())).collect();
    Ok(procedure::governing(&binding, at).cloned())
}

/// The procedure that a conclusion proposed now is made under.
pub fn holds(reader: &dyn Reader, case: &Case, now: Instant) -> anyhow::Result<Option<Procedure>> {
    Ok(governing(reader, case, now)?.and_then(|state| state.procedure(now).cloned()))
}

/// A conclusion before a body.
#[derive(Clone, Debug)]
pub struct Hearing {
    /// The body whose turn it is.
    pub body: Body,
    /// Where it stands.
    pub tally: Tally,
    /// Whether every party named was heard, without which nobody votes.
    pub heard: bool,
}

/// The body before which the waiting conclusion of a finding is, if it is before one.
pub fn hearing(reader: &dyn Reader, state: &State, now: Instant) -> anyhow::Result<Option<Hearing>> {
    let (Some(version), Some(body)) = (state.pending(), state.turn().cloned()) else { return Ok(None) };
    let standing = finding_standing(&mut Seen(reader), state.id, Some(state), None, now)?;
    let tally = finding::tally(version, &body, &standing.seats, &standing.parties, &standing.recused);
    Ok(Some(Hearing { body, tally, heard: standing.heard }))
}

/// Whether somebody sits in a body before which this conclusion goes.
pub fn sits(reader: &dyn Reader, state: &State, actor: &Actor) -> anyhow::Result<Option<Seat>> {
    let (Some(version), Some(account)) = (state.pending(), actor.account) else { return Ok(None) };
    let Some(procedure) = &version.proposal.procedure else { return Ok(None) };
    // While a conclusion is not yet reviewed it is before no body, and nobody outside the mission sees it.
    if !version.endorsed() {
        return Ok(None);
    }
    let standing = finding_standing(&mut Seen(reader), state.id, Some(state), None, version.at)?;
    let mut own = standing.seats.into_iter().filter(|seat| seat.account == account && seat.party == actor.party);
    Ok(own.find(|seat| procedure.body(&seat.body).is_some()))
}

/// Whether a reviewer must not see who is concerned: a conclusion waits for reviews with the parties' names masked, and they have
/// not answered it.
pub fn masked(state: &State, actor: &Actor) -> bool {
    state.pending().is_some_and(|version| masks(version) && awaits(version, actor))
}

fn masks(version: &Version) -> bool {
    version.proposal.procedure.as_ref().is_some_and(|procedure| procedure.sight == Sight::Masked)
}

fn awaits(version: &Version, actor: &Actor) -> bool {
    actor.role == Role::Reviewer
        && !version.endorsed()
        && version.reviews.iter().all(|review| Some(review.by.account) != actor.account)
}

/// Until when the step in which a waiting conclusion stands should be done; `None` where its procedure says nothing of it.
pub fn due(version: &Version) -> Option<Instant> {
    let procedure = version.proposal.procedure.as_deref()?;
    let after = |at: Instant, hours: u32| at.plus_s(i64::from(hours) * 3600);
    if let Some((_, at, _)) = &version.decided {
        return Some(after(*at, procedure.embargo_hours));
    }
    if !version.endorsed() {
        return Some(after(version.at, procedure.review_hours));
    }
    let reviewed = version.reviews.iter().filter(|review| review.agrees).map(|review| review.at).max();
    let since = version.bodies.last().map(|resolution| resolution.at).or(reviewed)?;
    match finding::turn(version) {
        Some(body) => Some(after(since, procedure.reply_hours.saturating_add(body.hours))),
        None => Some(after(since, procedure.decision_hours)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::agreement::Template;

    #[test]
    fn the_four_kinds_are_shipped_and_each_is_what_it_is_called() {
        let kinds: Vec<_> = templates().iter().map(|procedure| procedure.template).collect();
        assert_eq!(kinds, [Template::NeutralHead, Template::Ladder, Template::Consensus, Template::FactsOnly]);
    }
}
