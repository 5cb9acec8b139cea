//! Responses: what parties answered, measures, and sittings of bodies, as each reader may see them.

use crate::work::Seen;
use crate::{Action, Actor, AppError, Reader};
use mirqab_domain::agreement::Body;
use mirqab_domain::finding::{self, Axes, Tally};
use mirqab_domain::procedure::{response_standing, sitting_standing};
use mirqab_domain::response::{
    AgendaItem, Event, Matter, MeasureRecord, Refusal, Sitting, SittingStanding, State, Step,
};
use mirqab_domain::{Room, Subject, procedure, response};
use mirqab_vocabulary::{Bilingual, Classification, FindingId, Instant, PartyCode, Passage, SittingId};

/// The responses to a finding.
pub fn of(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Option<State>> {
    Ok(procedure::as_response(reader.state(&Subject { room: Room::Response, id: id.to_string() })?))
}

/// The finding of this id.
pub(crate) fn finding_of(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Option<finding::State>> {
    Ok(procedure::as_finding(reader.state(&Subject { room: Room::Finding, id: id.to_string() })?))
}

/// Whether what a fact refers to outside its own case is there: the report of a complaint, the earlier findings of a measure. The rules cannot
/// ask this where only one case is at hand, so it is asked before the fact is recorded.
pub fn references(reader: &dyn Reader, event: &mirqab_domain::Event) -> Result<(), AppError> {
    let mirqab_domain::Event::Response(event) = event else { return Ok(()) };
    let refused = |refusal: Refusal| Err(AppError::Refused(refusal.into()));
    match event {
        Event::Replied { details: Some(details), .. } => match details.report {
            Some(report) if reader.state(&crate::report::subject(report))?.is_none() => refused(Refusal::ReportNotOwn),
            _ => Ok(()),
        },
        Event::MeasureProposed { measure } => {
            for id in &measure.earlier {
                let found = finding_of(reader, *id)?;
                if !found.is_some_and(|found| breach_of(&found, &measure.party)) {
                    return refused(Refusal::MeasureGround);
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a finding that stands attributes a breach to this party.
pub fn breach_of(found: &finding::State, party: &PartyCode) -> bool {
    let stands = found.published().filter(|_| !found.retracted());
    stands.is_some_and(|version| {
        let Axes { classification, attribution, .. } = &version.proposal.axes;
        matches!(classification, Classification::Violation { .. })
            && (attribution.party() == Some(party)
                || matches!(attribution, mirqab_vocabulary::Attribution::Both { .. }))
    })
}

/// A measure, as somebody sees it, with where its body stands while it is undecided.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The measure. Of a private note the public has no words.
    pub record: MeasureRecord,
    /// The body that decides on it, if one does.
    pub body: Option<Body>,
    /// Where it stands there.
    pub tally: Option<Tally>,
}

fn withheld() -> Bilingual {
    let text = || Passage::parse("[withheld]").expect("it is one");
    Bilingual { ar: text(), en: text() }
}

/// The measures of a case as somebody may see them: the mission all; who sits in the body that decides, and the party concerned, all of theirs; everybody
/// else what was decided, without the words of a private note.
pub fn measures(reader: &dyn Reader, actor: &Actor, state: &State) -> anyhow::Result<Vec<Shown>> {
    let Some(first) = state.measures.first() else { return Ok(Vec::new()) };
    let asked = Event::MeasureEnded {
        number: first.measure.number,
        end: response::MeasureEnd::Lifted,
        reason: Passage::parse("-").expect("it is one"),
    };
    let standing = response_standing(&mut Seen(reader), state.finding, &asked)?;
    let seated = standing.body.as_ref().is_some_and(|body| {
        let own = |seat: &&mirqab_domain::agreement::Seat| seat.body == body.key && Some(seat.account) == actor.account;
        standing.seats.iter().any(|seat| own(&seat))
    });
    let mut shown = Vec::new();
    for record in &state.measures {
        let own = actor.may(Action::SeeOwnParty) && actor.party.as_ref() == Some(&record.measure.party);
        let inside = actor.may(Action::SeeWork) || seated || own;
        if !inside && record.decided.is_none() {
            continue;
        }
        let mut record = record.clone();
        if !inside && record.measure.step == Step::PrivateNotice {
            record.measure.text = withheld();
        }
        let undecided = standing.body.as_ref().filter(|_| record.decided.is_none());
        let tally = undecided
            .map(|body| finding::tally_of(&record.votes, body, &standing.seats, &standing.parties, &standing.aside));
        shown.push(Shown { record, body: standing.body.clone(), tally });
    }
    Ok(shown)
}

/// Whether somebody sees a sitting: the mission, and who sits in its body.
pub fn sees(reader: &dyn Reader, actor: &Actor, sitting: &Sitting) -> anyhow::Result<bool> {
    if actor.may(Action::SeeWork) {
        return Ok(true);
    }
    let about = Subject { room: Room::Agreement, id: sitting.call.agreement.to_string() };
    let agreement = procedure::as_agreement(reader.state(&about)?);
    Ok(actor.may(Action::Vote)
        && agreement.is_some_and(|agreement| {
            let own = |seat: &mirqab_domain::agreement::Seat| {
                seat.body == sitting.call.body && Some(seat.account) == actor.account && seat.party == actor.party
            };
            agreement.seats.iter().any(own)
        }))
}

/// The sittings that somebody may see, the latest first.
pub fn sittings(reader: &dyn Reader, actor: &Actor) -> anyhow::Result<Vec<Sitting>> {
    let mut found = Vec::new();
    for sitting in reader.states(Room::Response)?.into_iter().filter_map(|state| procedure::as_sitting(Some(state))) {
        if sees(reader, actor, &sitting)? {
            found.push(sitting);
        }
    }
    found.sort_by_key(|sitting| std::cmp::Reverse((sitting.call.begins_at, sitting.id)));
    Ok(found)
}

/// A sitting with its body and who sits there, for somebody who may see it.
pub fn sitting(
    reader: &dyn Reader,
    actor: &Actor,
    id: SittingId,
    now: Instant,
) -> Result<(Sitting, SittingStanding), AppError> {
    let about = Subject { room: Room::Response, id: id.to_string() };
    let sitting = procedure::as_sitting(reader.state(&about)?).ok_or(AppError::NotFound)?;
    if !sees(reader, actor, &sitting)? {
        return Err(AppError::NotFound);
    }
    // A sitting that was held is seen as it was: by the procedure of its day.
    let at = sitting.held.as_ref().map_or(now, |(at, _)| *at);
    let asked = Event::SittingCancelled { reason: Passage::parse("-").expect("it is one") };
    let standing = sitting_standing(&mut Seen(reader), Some(&sitting), &asked, at)?;
    Ok((sitting, standing))
}

/// What may be put on the agenda of a body: conclusions before it, undecided measures, what is to be followed up, and cases that can be closed.
pub fn candidates(reader: &dyn Reader, now: Instant) -> anyhow::Result<Vec<AgendaItem>> {
    let mut items = Vec::new();
    for found in reader.states(Room::Finding)?.into_iter().filter_map(|state| procedure::as_finding(Some(state))) {
        let mut put = |matter| items.push(AgendaItem { finding: found.id, matter });
        if found.turn().is_some() {
            put(Matter::Conclusion);
        }
        let Some(version) = found.published().filter(|_| found.pending().is_none() && found.closed().is_none()) else {
            continue;
        };
        let response = of(reader, found.id)?;
        let undecided = |state: &State| state.measures.iter().any(|record| record.decided.is_none());
        let open = |state: &State| {
            state.measures.iter().any(|record| record.decided.is_some() && record.open())
                || state.replies.iter().any(response::Reply::promise_open)
        };
        if response.as_ref().is_some_and(undecided) {
            put(Matter::Measure);
        }
        let breach = matches!(version.proposal.axes.classification, Classification::Violation { .. });
        if response.as_ref().is_some_and(open) {
            put(Matter::FollowUp);
        } else if breach && response.as_ref().is_some_and(|state| !state.waiting(now)) {
            put(Matter::Closure);
        }
    }
    Ok(items)
}
