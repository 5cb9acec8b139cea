use super::*;
use crate::finding::{Axes, Event, Proposal, admit};
use mirqab_vocabulary::*;

fn now() -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap()
}
fn by(role: Role, number: u8) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: None }
}
fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn incident(number: u8) -> IncidentId {
    IncidentId::from_parts(1, [number; 10])
}
fn proposed(aim: Aim, unit: Option<&str>) -> Event {
    let attribution = Attribution::Unattributed;
    let (occurrence, classification) = (Occurrence::Probable, Classification::Undecided);
    let axes = Axes { occurrence, classification, attribution, gravity: Gravity::NotAssessed };
    let proposal = Proposal {
        incident: incident(0),
        aim,
        axes,
        standard: StandardOfProof::ReasonableGrounds,
        reports: vec![],
        statement: Bilingual { ar: text(), en: text() },
        reason: text(),
        procedure: None,
        unit: unit.map(|unit| Line::parse(unit).unwrap()),
    };
    Event::Proposed { proposal: proposal.into() }
}
fn closed(ground: ClosingGround, joined_to: Option<IncidentId>) -> Event {
    Event::Closed { closure: Closure { ground, reason: text(), joined_to } }
}
fn reopened(ground: ReopeningGround, party: Option<&str>) -> Event {
    let party = party.map(|code| PartyCode::parse(code).unwrap());
    Event::Reopened { reopening: Reopening { ground, reason: text(), party, due: now().plus_s(60) } }
}
fn head() -> Author {
    by(Role::HeadOfMission, 3)
}
fn standing() -> Standing {
    Standing {
        holder: Some(by(Role::Verifier, 1).account),
        heard: true,
        acknowledged: true,
        new_evidence: true,
        requests: [PartyCode::parse("north").unwrap()].into(),
        ..Standing::default()
    }
}
/// What the facts add up to, each by whom the rules want.
fn given(events: &[Event]) -> State {
    let mut state = None;
    for event in events {
        let author = match event {
            Event::Proposed { .. } => by(Role::Verifier, 1),
            Event::Reviewed { .. } => by(Role::Reviewer, 2),
            _ => head(),
        };
        admit(state.as_ref(), event, &author, now(), &standing()).expect("what is given was admissible");
        state = State::apply(state, FindingId::from_parts(1, [0; 10]), event, &author, now());
    }
    state.unwrap()
}
fn published(aim: Aim) -> Vec<Event> {
    let reviewed = Event::Reviewed { agrees: true, reason: text() };
    vec![proposed(aim, None), reviewed, Event::Decided { note: None }, Event::Published {}]
}
fn asked(given_events: &[Event], event: &Event, author: &Author, standing: &Standing) -> Result<(), Refusal> {
    admit(Some(&given(given_events)), event, author, now(), standing)
}

#[test]
fn a_case_is_closed_when_nothing_waits_and_on_a_ground_that_the_record_shows() {
    use ClosingGround::{ByBody, Joined, NoFurtherAction, Settled};
    let (walk, done) = (published(Aim::Conclude), closed(NoFurtherAction, None));
    let asked_all = |event: &Event, standing: &Standing| asked(&walk, event, &head(), standing);
    assert_eq!(asked_all(&done, &standing()), Ok(()));
    assert_eq!(asked(&walk, &done, &by(Role::Reviewer, 2), &standing()), Err(Refusal::RoleNotAllowed));
    assert_eq!(asked(&walk[..1], &done, &head(), &standing()), Err(Refusal::NotPublished));
    let waiting = Standing { waiting: true, ..standing() };
    assert_eq!(asked_all(&done, &waiting), Err(Refusal::StillWaiting));
    assert_eq!(
        asked_all(&closed(Settled, None), &Standing { acknowledged: false, ..standing() }),
        Err(Refusal::GroundMissing)
    );
    assert_eq!(asked_all(&closed(ByBody, None), &standing()), Err(Refusal::GroundMissing));
    for (ground, other) in [(Joined, None), (Joined, Some(incident(0))), (NoFurtherAction, Some(incident(5)))] {
        assert_eq!(asked_all(&closed(ground, other), &standing()), Err(Refusal::JoinedToMissing));
    }
    assert_eq!(asked_all(&closed(Joined, Some(incident(5))), &standing()), Ok(()));
    let pending: Vec<_> = walk.iter().cloned().chain([proposed(Aim::Correct, None)]).collect();
    assert_eq!(asked(&pending, &done, &head(), &standing()), Err(Refusal::ProposalPending));
    let over: Vec<_> = walk.iter().cloned().chain([done.clone()]).collect();
    assert_eq!(asked(&over, &done, &head(), &standing()), Err(Refusal::ClosedAlready));
    let correct = proposed(Aim::Correct, None);
    assert_eq!(asked(&over, &correct, &by(Role::Verifier, 1), &standing()), Err(Refusal::Closed));
    assert_eq!(given(&over).handling().code(), "closed");
}

#[test]
fn a_case_is_reopened_on_a_ground_and_what_is_published_stays_until_another_conclusion_is() {
    use ReopeningGround::{NewEvidence, PartyRequest, ProceduralError};
    let walk = published(Aim::Conclude);
    let again = reopened(NewEvidence, None);
    let ask = |event: &Event, standing: &Standing| asked(&walk, event, &head(), standing);
    assert_eq!(ask(&again, &standing()), Ok(()));
    assert_eq!(asked(&walk, &again, &by(Role::Verifier, 1), &standing()), Err(Refusal::RoleNotAllowed));
    assert_eq!(asked(&walk[..1], &again, &head(), &standing()), Err(Refusal::NotPublished));
    assert_eq!(ask(&again, &Standing { new_evidence: false, ..standing() }), Err(Refusal::NoNewEvidence));
    for (ground, party) in [(PartyRequest, None), (PartyRequest, Some("south")), (ProceduralError, Some("north"))] {
        assert_eq!(ask(&reopened(ground, party), &standing()), Err(Refusal::NotRequested));
    }
    assert_eq!(ask(&reopened(PartyRequest, Some("north")), &standing()), Ok(()));
    let late = admit(Some(&given(&walk)), &again, &head(), now().plus_s(60), &standing());
    assert_eq!(late, Err(Refusal::DuePast));
    let gone: Vec<_> = walk.iter().cloned().chain(published(Aim::Retract)).collect();
    assert_eq!(asked(&gone, &again, &head(), &standing()), Err(Refusal::Retracted));
    let open: Vec<_> = walk.iter().cloned().chain([closed(ClosingGround::Remedied, None), again.clone()]).collect();
    assert_eq!(asked(&open, &again, &head(), &standing()), Err(Refusal::ReopenedAlready));
    let state = given(&open);
    assert_eq!((state.handling().code(), state.published().unwrap().number), ("reopened", 1));
    let superseded: Vec<_> = open.into_iter().chain(published(Aim::Correct)).collect();
    let state = given(&superseded);
    assert_eq!((state.handling().code(), state.published().unwrap().number), ("published", 2));
    assert_eq!(state.turns.len(), 2);
}

#[test]
fn a_unit_is_named_only_with_its_party() {
    let verifier = by(Role::Verifier, 1);
    let event = proposed(Aim::Conclude, Some("Brigade 1"));
    assert_eq!(admit(None, &event, &verifier, now(), &standing()), Err(Refusal::UnitWithoutParty));
}
