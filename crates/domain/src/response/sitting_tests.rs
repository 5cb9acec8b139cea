use super::*;
use crate::agreement::{Rule, Seats};
use mirqab_vocabulary::{AccountId, Bilingual};

fn at(hours: i64) -> Instant {
    Instant::parse("2020-02-01T10:00:00Z").unwrap().plus_s(hours * 3600)
}
fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn by(role: Role) -> Author {
    Author { account: AccountId::from_parts(1, [2; 10]), role, party: None }
}
fn seat(number: u8, of: &str) -> Seat {
    let (account, party) = (AccountId::from_parts(1, [number; 10]), Some(PartyCode::parse(of).unwrap()));
    Seat { body: "commission".into(), account, party }
}
fn item(number: u8, matter: Matter) -> AgendaItem {
    AgendaItem { finding: FindingId::from_parts(1, [number; 10]), matter }
}
fn agenda() -> Vec<AgendaItem> {
    vec![item(1, Matter::Conclusion), item(2, Matter::FollowUp)]
}
fn called(agenda: Vec<AgendaItem>) -> Event {
    let (agreement, place) = (AgreementId::from_parts(1, [0; 10]), Line::parse("Sirte").unwrap());
    Event::SittingCalled {
        call: Box::new(Call { agreement, body: "commission".into(), begins_at: at(24), place, agenda }),
    }
}
fn held(present: Vec<Seat>, ends: &[(u32, ItemEnd)]) -> Event {
    let outcomes = ends.iter().map(|(item, end)| ItemOutcome { item: *item, end: *end, said: text() }).collect();
    Event::SittingHeld { minutes: Box::new(Minutes { began_at: at(24), present, outcomes, text: text() }) }
}
fn standing() -> SittingStanding {
    let each = Seats { neutral: 0, each_party: 1 };
    let title = Bilingual { ar: text(), en: text() };
    let (key, rule) = ("commission".into(), Rule::Consensus);
    SittingStanding {
        body: Some(Body { key, title, seats: each, quorum: each, rule, hours: 24 }),
        seats: vec![seat(21, "north"), seat(22, "south")],
        parties: ["north", "south"].map(|code| PartyCode::parse(code).unwrap()).into(),
        cases: agenda().into_iter().map(|item| item.finding).collect(),
        decided: [item(1, Matter::Conclusion)].into(),
    }
}
fn given(events: &[(Event, Instant)]) -> Option<Sitting> {
    events.iter().fold(None, |state, (event, now)| {
        admit_sitting(state.as_ref(), event, &by(Role::DutyOfficer), *now, &standing()).unwrap();
        Sitting::apply(state, SittingId::from_parts(1, [0; 10]), event, *now)
    })
}
fn asked(events: &[(Event, Instant)], event: &Event, now: Instant) -> Result<(), Refusal> {
    admit_sitting(given(events).as_ref(), event, &by(Role::HeadOfMission), now, &standing())
}

#[test]
fn a_sitting_is_called_for_a_time_ahead_on_cases_of_the_record() {
    assert_eq!(asked(&[], &called(agenda()), at(0)), Ok(()));
    assert_eq!(asked(&[], &called(agenda()), at(24)), Err(Refusal::SittingPast));
    let twice = vec![item(1, Matter::Closure), item(1, Matter::Closure)];
    let many: Vec<_> = std::iter::repeat_n(item(1, Matter::Closure), 21).collect();
    for wrong in [vec![], twice, vec![item(3, Matter::Closure)], many] {
        assert_eq!(asked(&[], &called(wrong), at(0)), Err(Refusal::Agenda));
    }
    let before = [(called(agenda()), at(0))];
    assert_eq!(asked(&before, &called(agenda()), at(0)), Err(Refusal::SittingCalledAlready));
    let changed = Event::AgendaChanged { agenda: vec![item(2, Matter::Closure)], reason: text() };
    assert_eq!(asked(&before, &changed, at(1)), Ok(()));
    assert_eq!(asked(&before, &changed, at(24)), Err(Refusal::SittingPast));
    assert_eq!(asked(&[], &changed, at(0)), Err(Refusal::SittingMissing));
    let no = |standing: &SittingStanding, role| admit_sitting(None, &called(agenda()), &by(role), at(0), standing);
    assert_eq!(no(&SittingStanding::default(), Role::DutyOfficer), Err(Refusal::BodyUnknown));
    assert_eq!(no(&standing(), Role::PartyLiaison), Err(Refusal::RoleNotAllowed));
}

#[test]
fn minutes_end_every_item_and_nothing_is_decided_without_quorum_or_without_a_decision_on_record() {
    use ItemEnd::{Decided, Noted, PutOff};
    let both = || vec![seat(21, "north"), seat(22, "south")];
    let before = [(called(agenda()), at(0))];
    let ask = |event: &Event, now| asked(&before, event, now);
    let whole = held(both(), &[(1, Decided), (2, Noted)]);
    assert_eq!(ask(&whole, at(25)), Ok(()));
    assert_eq!(ask(&whole, at(23)), Err(Refusal::SittingAhead));
    for ends in [&[(1, Decided)][..], &[(1, PutOff), (1, PutOff)], &[(1, PutOff), (3, PutOff)]] {
        assert_eq!(ask(&held(both(), ends), at(25)), Err(Refusal::ItemsOpen));
    }
    let ends = [(1, Decided), (2, PutOff)];
    assert_eq!(ask(&held(vec![seat(21, "north")], &ends), at(25)), Err(Refusal::NoQuorum));
    assert_eq!(ask(&held(vec![seat(21, "north")], &[(1, PutOff), (2, Noted)]), at(25)), Ok(()));
    for present in [vec![seat(23, "north")], vec![seat(21, "north"), seat(21, "north")]] {
        assert_eq!(ask(&held(present, &ends), at(25)), Err(Refusal::NotSeated));
    }
    let undecided = SittingStanding { decided: BTreeSet::new(), ..standing() };
    let answer = admit_sitting(given(&before).as_ref(), &whole, &by(Role::DutyOfficer), at(25), &undecided);
    assert_eq!(answer, Err(Refusal::DecisionMissing));
    let cancelled = Event::SittingCancelled { reason: text() };
    let over = [(called(agenda()), at(0)), (cancelled.clone(), at(1))];
    assert_eq!(asked(&over, &cancelled, at(2)), Err(Refusal::SittingOver));
    assert_eq!(asked(&[(called(agenda()), at(0)), (whole, at(25))], &cancelled, at(26)), Err(Refusal::SittingOver));
}
