//! The two sides of a proposed change: two incidents, or a part of one and the rest. What their reports say of one another.

use super::around::Around;
use super::changes::{Suggested, parts};
use super::ranking::{HOLDS_PERMILLE, by_nature};
use super::{LEAST_PERMILLE, Taught, open_incident, row};
use crate::rows::IncidentRow;
use crate::{AppError, Reader};
use mirqab_analysis::linkage::{Feature, Scored};
use mirqab_domain::incident::{Answer, Change, State};
use mirqab_vocabulary::{IncidentId, ReportId};
use std::collections::BTreeSet;

/// An incident of more reports is not looked at as a whole.
const MEMBERS_MOST: usize = 200;
/// How much must speak against the nearest of the others before a split is proposed, in thousandths of a natural logarithm: what is
/// merely not known is no reason.
const AGAINST_MILLI: i32 = -3_000;

/// Two reports by their numbers, with what is said of them.
type Pair = (Scored, usize, usize);

/// The pair of two sides that speaks most for one event, the mean over all pairs, and whether any two are apart by their nature.
struct Compared {
    best: Pair,
    mean_permille: u16,
    by_nature: bool,
}

fn compared(around: &Around, one: &[usize], other: &[usize]) -> Option<Compared> {
    // What can be compared comes before what lies too far apart, whatever the sums are.
    let mut best: Option<((bool, i32), Pair)> = None;
    let (mut sum, mut natures) = (0u64, false);
    for a in one {
        for b in other {
            let scored = around.scored(*a, *b);
            sum += u64::from(around.permille(*a, *b, &scored));
            natures |= by_nature(&scored, Feature::Accusation) || by_nature(&scored, Feature::Source);
            let worth = (around.permille(*a, *b, &scored) > 0, scored.log_odds_milli);
            if best.as_ref().is_none_or(|(known, _)| worth > *known) {
                best = Some((worth, (scored, *a, *b)));
            }
        }
    }
    let mean = sum / (one.len() as u64 * other.len() as u64).max(1);
    let mean_permille = u16::try_from(mean).unwrap_or(u16::MAX);
    best.map(|(_, best)| Compared { best, mean_permille, by_nature: natures })
}

/// What is said of two incidents, however improbable: their pairs, without the reports that belong to both.
fn of_two(
    reader: &dyn Reader,
    taught: &Taught,
    one: (IncidentRow, State),
    other: (IncidentRow, State),
) -> Result<Option<(Suggested, bool)>, AppError> {
    let (own, there) = (one.1.reports(), other.1.reports());
    let all: Vec<ReportId> = own.union(&there).copied().collect();
    if all.len() > 2 * MEMBERS_MOST {
        return Ok(None);
    }
    let around = Around::of(reader, taught, &all)?;
    let standing = |ids: &BTreeSet<ReportId>, not: &BTreeSet<ReportId>| -> Vec<usize> {
        let index = ids.difference(not).filter_map(|id| around.index(*id));
        index.filter(|at| !around.states[*at].withdrawn).collect()
    };
    let Some(found) = compared(&around, &standing(&own, &there), &standing(&there, &own)) else { return Ok(None) };
    let decided = one.1.compared.get(&other.0.id).or_else(|| other.1.compared.get(&one.0.id)).copied();
    let different = |state: &State, reports: &BTreeSet<ReportId>| {
        reports.iter().any(|report| state.answered.get(report) == Some(&Answer::Different))
    };
    let stands = decided != Some(Answer::Different) && !different(&one.1, &there) && !different(&other.1, &own);
    let proposed = stands && !found.by_nature && found.mean_permille >= HOLDS_PERMILLE;
    let (scored, a, b) = &found.best;
    Ok(Some((
        Suggested {
            about: Change::Merge { other: other.0.id },
            incident: one.0,
            reports: Vec::new(),
            pair: [row(reader, around.states[*a].id)?, row(reader, around.states[*b].id)?],
            mean_permille: found.mean_permille,
            answered: decided,
            proposal: around.proposal(*a, *b, scored)?,
            other: Some(other.0),
        },
        proposed,
    )))
}

/// The proposal that the later opened of two incidents goes into the earlier one.
pub(super) fn merge(
    reader: &dyn Reader,
    taught: &Taught,
    one: IncidentId,
    other: IncidentId,
) -> Result<Option<Suggested>, AppError> {
    let (Some(kept), Some(gone)) = (open_incident(reader, one.min(other))?, open_incident(reader, one.max(other))?)
    else {
        return Ok(None);
    };
    Ok(of_two(reader, taught, kept, gone)?.filter(|(_, proposed)| *proposed).map(|(suggested, _)| suggested))
}

/// What is said of some reports of an incident and the others, however improbable.
fn of_part(
    reader: &dyn Reader,
    around: &Around,
    incident: &(IncidentRow, State),
    part: &[ReportId],
) -> Result<Option<(Suggested, Scored, u16)>, AppError> {
    let index = |ids: &mut dyn Iterator<Item = ReportId>| -> Vec<usize> {
        ids.filter_map(|id| around.index(id)).filter(|at| !around.states[*at].withdrawn).collect()
    };
    let inside = index(&mut part.iter().copied());
    let outside = index(&mut incident.1.reports().into_iter().filter(|id| !part.contains(id)));
    let Some(found) = compared(around, &inside, &outside) else { return Ok(None) };
    let (scored, a, b) = found.best;
    let best = around.permille(a, b, &scored);
    let mut rows = Vec::new();
    for id in part {
        rows.push(row(reader, *id)?);
    }
    let suggested = Suggested {
        about: Change::Split { reports: part.to_vec() },
        incident: incident.0.clone(),
        other: None,
        reports: rows,
        pair: [row(reader, around.states[a].id)?, row(reader, around.states[b].id)?],
        mean_permille: found.mean_permille,
        answered: None,
        proposal: around.proposal(a, b, &scored)?,
    };
    Ok(Some((suggested, scored, best)))
}

/// What speaks against one event, the local background aside.
fn against_milli(scored: &Scored) -> i32 {
    let heard = scored.contributions.iter().filter(|said| said.feature != Feature::Background);
    heard.map(|said| said.weight_milli.min(0)).sum()
}

/// The proposals that some of an incident's reports tell of another event. What a person confirmed stays, and so does what they could not
/// tell, what belongs to another incident too, and a retelling with what it retells.
pub(super) fn splits(reader: &dyn Reader, taught: &Taught, id: IncidentId) -> Result<Vec<Suggested>, AppError> {
    let Some(incident) = open_incident(reader, id)? else { return Ok(Vec::new()) };
    let all: Vec<ReportId> = incident.1.reports().into_iter().collect();
    if all.len() > MEMBERS_MOST {
        return Ok(Vec::new());
    }
    let around = Around::of(reader, taught, &all)?;
    let mut stays = BTreeSet::new();
    for report in &all {
        let shared = reader.incidents_of(*report)?.len() > 1;
        if shared || incident.1.confirmed.contains(report) || incident.1.doubted.contains(report) {
            stays.insert(*report);
        }
    }
    let members: Vec<u32> = all.iter().filter_map(|id| around.index(*id)).map(|at| at as u32).collect();
    let members: Vec<u32> = members.into_iter().filter(|at| !around.states[*at as usize].withdrawn).collect();
    let joined = |a: u32, b: u32| {
        let (one, other) = (&around.states[a as usize], &around.states[b as usize]);
        let retells = one.origin.is_some() && (one.origin == Some(other.id) || one.origin == other.origin);
        let both_stay = stays.contains(&one.id) && stays.contains(&other.id);
        retells || other.origin == Some(one.id) || both_stay || {
            around.permille(a as usize, b as usize, &around.scored(a as usize, b as usize)) >= HOLDS_PERMILLE
        }
    };
    let mut pieces = parts(&members, joined);
    let stay = |piece: &Vec<u32>| piece.iter().any(|at| stays.contains(&around.states[*at as usize].id));
    // What stays is what people confirmed, or else the larger piece, or else the earlier.
    pieces.sort_by_key(|piece| {
        let first = piece.iter().map(|at| around.positions[*at as usize]).min();
        (std::cmp::Reverse(stay(piece)), std::cmp::Reverse(piece.len()), first)
    });
    let mut out = Vec::new();
    for piece in pieces.iter().skip(1).filter(|piece| !stay(piece)) {
        let part: Vec<ReportId> = piece.iter().map(|at| around.states[*at as usize].id).collect();
        if let Some((suggested, scored, best)) = of_part(reader, &around, &incident, &part)?
            && best < LEAST_PERMILLE
            && against_milli(&scored) <= AGAINST_MILLI
        {
            out.push(suggested);
        }
    }
    Ok(out)
}

/// What is said of a change now, whether or not it is proposed.
pub(super) fn suggestion(
    reader: &dyn Reader,
    taught: &Taught,
    id: IncidentId,
    about: &Change,
) -> Result<Suggested, AppError> {
    let own = open_incident(reader, id)?.ok_or(AppError::NotFound)?;
    let found = match about {
        Change::Merge { other } => {
            let other = open_incident(reader, *other)?.ok_or(AppError::NotFound)?;
            of_two(reader, taught, own, other)?.map(|(suggested, _)| suggested)
        }
        Change::Split { reports } => {
            let all: Vec<ReportId> = own.1.reports().into_iter().collect();
            let around = Around::of(reader, taught, &all)?;
            of_part(reader, &around, &own, reports)?.map(|(suggested, ..)| suggested)
        }
    };
    found.ok_or(AppError::NotFound)
}
