use super::*;
use crate::Author;
use mirqab_vocabulary::*;

const HOUR: i64 = 3600;

fn now() -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap()
}
fn author(role: Role, number: u8) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: None }
}
fn verifier() -> Author {
    author(Role::Verifier, 1)
}
fn standing() -> Standing {
    Standing { incident_open: true, reporters: [author(Role::Observer, 7).account].into() }
}
fn reason() -> Passage {
    Passage::parse("seen").unwrap()
}
fn opened() -> Event {
    Event::Opened { due: now().plus_s(48 * HOUR) }
}
fn claimed() -> Event {
    Event::Claimed { until: now().plus_s(HOUR) }
}
fn assessed(occurrence: Occurrence) -> Event {
    Event::Assessed { occurrence, reason: reason(), restriction: None }
}
fn evidence(number: u32) -> Event {
    Event::EvidenceAdded {
        number,
        evidence: Evidence {
            kind: EvidenceKind::SiteVisit,
            origin: Line::parse("Team 1").unwrap(),
            description: reason(),
            collected_at: now(),
            grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
            blob: None,
            crater: None,
            witness: None,
            proves: vec![],
            held: None,
        },
    }
}
fn of_crater(kind: EvidenceKind) -> Event {
    let Event::EvidenceAdded { number, mut evidence } = evidence(1) else { unreachable!() };
    evidence.kind = kind;
    evidence.crater = Some(Crater {
        at: Coordinates::from_degrees(32.8, 13.2).unwrap(),
        azimuth: Bearing::new(1900, 50).unwrap(),
        range: None,
    });
    Event::EvidenceAdded { number, evidence }
}
fn placed(inputs: Vec<u64>) -> Event {
    let model = Line::parse("location-1").unwrap();
    Event::PlaceRecorded { place: Box::new(JointPlace { model, inputs, areas: None }) }
}
fn when(given: &[(Event, Author)], event: Event, by: Author, at: Instant) -> Result<State, Refusal> {
    let incident = IncidentId::from_parts(1, [0; 10]);
    let mut state = None;
    for (fact, by) in given {
        admit(state.as_ref(), fact, by, now(), &standing())?;
        state = State::apply(state, incident, fact, by, now());
    }
    admit(state.as_ref(), &event, &by, at, &standing())?;
    Ok(State::apply(state, incident, &event, &by, at).unwrap())
}

#[test]
fn a_restriction_is_cited_where_a_party_denied_access_and_nowhere_else() {
    let held = [(opened(), verifier()), (claimed(), verifier())];
    let citing = |occurrence| Event::Assessed { occurrence, reason: reason(), restriction: Some(3) };
    let north = Some(PartyCode::parse("north").unwrap());
    let denied = Occurrence::UnableToVerify { reason: UnableReason::Access, denied_by: north };
    let cited = when(&held, citing(denied), verifier(), now()).unwrap();
    assert_eq!(cited.assessments[0].restriction, Some(3));
    let late = Occurrence::UnableToVerify { reason: UnableReason::Time, denied_by: None };
    for other in [Occurrence::Confirmed, late] {
        assert_eq!(when(&held, citing(other), verifier(), now()), Err(Refusal::CitedWithoutDenial));
    }
}

#[test]
fn each_refusal() {
    let open = || vec![(opened(), verifier())];
    let held = || vec![(opened(), verifier()), (claimed(), verifier())];
    let aside = || vec![(opened(), verifier()), (Event::Recused { reason: reason() }, verifier())];
    let unable = |denied_by| assessed(Occurrence::UnableToVerify { reason: UnableReason::Time, denied_by });
    let north = Some(PartyCode::parse("north").unwrap());
    let cases = [
        (Refusal::AlreadyOpen, open(), opened(), verifier()),
        (Refusal::NotOpen, vec![], claimed(), verifier()),
        (Refusal::DeadlinePast, vec![], Event::Opened { due: now() }, verifier()),
        (Refusal::ClaimedByOther, held(), claimed(), author(Role::Verifier, 2)),
        (Refusal::ClaimTooLong, open(), Event::Claimed { until: now().plus_s(LONGEST_CLAIM_S + 1) }, verifier()),
        (Refusal::ClaimTooLong, open(), Event::Claimed { until: now() }, verifier()),
        (Refusal::NotClaimed, open(), assessed(Occurrence::Probable), verifier()),
        (Refusal::NotClaimed, open(), Event::Released {}, verifier()),
        (Refusal::OwnReport, open(), claimed(), author(Role::Verifier, 7)),
        (Refusal::OwnReport, open(), assessed(Occurrence::Probable), author(Role::Reviewer, 7)),
        (Refusal::RecusedFromCase, aside(), claimed(), verifier()),
        (Refusal::RoleNotAllowed, open(), claimed(), author(Role::PartyLiaison, 2)),
        (Refusal::EvidenceNumber, open(), evidence(2), verifier()),
        (Refusal::NoCrater, held(), of_crater(EvidenceKind::SiteVisit), verifier()),
        (Refusal::PlaceWithoutReports, held(), placed(vec![]), verifier()),
        (Refusal::NotClaimed, open(), placed(vec![7]), verifier()),
        (Refusal::OwnReport, open(), placed(vec![7]), author(Role::Reviewer, 7)),
        (Refusal::DeniedByMissing, held(), unable(north), verifier()),
        (
            Refusal::DeniedByMissing,
            held(),
            assessed(Occurrence::UnableToVerify { reason: UnableReason::Access, denied_by: None }),
            verifier(),
        ),
    ];
    for (refusal, given, event, by) in cases {
        assert_eq!(when(&given, event, by, now()), Err(refusal), "{}", refusal.slug());
    }
    assert_eq!(admit(None, &opened(), &verifier(), now(), &Standing::default()), Err(Refusal::NoIncident));
}

#[test]
fn a_crater_has_a_direction_and_the_last_place_stands() {
    let held = || vec![(opened(), verifier()), (claimed(), verifier())];
    assert!(when(&held(), of_crater(EvidenceKind::Crater), verifier(), now()).is_ok());
    let once = [held(), vec![(placed(vec![7]), verifier())]].concat();
    let state = when(&once, placed(vec![7, 9]), verifier(), now()).unwrap();
    assert_eq!(state.placed.unwrap().place.inputs, [7, 9]);
}

#[test]
fn a_claim_runs_out_and_another_may_take_over() {
    let held = [(opened(), verifier()), (claimed(), verifier())];
    let other = author(Role::Verifier, 2);
    let later = now().plus_s(HOUR);
    let state = when(&held, Event::Claimed { until: later.plus_s(HOUR) }, other.clone(), later).unwrap();
    assert_eq!(state.holder(later), Some(other.account));
}

#[test]
fn one_origin_carries_once_and_a_partys_word_not_at_all() {
    let mut state = when(&[(opened(), verifier()), (evidence(1), verifier())], evidence(2), verifier(), now()).unwrap();
    assert_eq!(state.carrying_origins(), 1);
    for item in &mut state.evidence {
        item.evidence.kind = EvidenceKind::PartyStatement;
    }
    assert_eq!(state.carrying_origins(), 0);
}

fn assigned(to: u8, hours: i64) -> Event {
    let to = author(Role::Verifier, to).account;
    Event::Assigned { to, until: now().plus_s(hours * HOUR), reason: reason() }
}
fn excused(number: u8) -> Event {
    let account = author(Role::Reviewer, number).account;
    Event::Excused { conflict: Conflict { account, reason: reason() } }
}
fn stated(number: u32, attribution: Attribution) -> Event {
    Event::HypothesisStated { hypothesis: Explanation { number, attribution, statement: reason() } }
}
fn weighed(hypothesis: u32, evidence: u32, weight: Weight) -> Event {
    Event::HypothesisWeighed { weighing: Weighing { hypothesis, evidence, weight, reason: reason() } }
}
fn judged(given: Given, evidence: &[u32]) -> Event {
    let (circumstance, evidence) = (Circumstance::UnderAttack, evidence.to_vec());
    Event::CircumstanceJudged { judgement: CircumstanceJudgement { circumstance, given, evidence, reason: reason() } }
}
fn by(code: &str, standard: StandardOfProof) -> Attribution {
    Attribution::AttributedTo { party: PartyCode::parse(code).unwrap(), standard }
}
fn duty() -> Author {
    author(Role::DutyOfficer, 5)
}

#[test]
fn a_circumstance_is_known_where_all_who_judged_it_agree() {
    let reviewer = || author(Role::Reviewer, 4);
    let before = vec![(opened(), verifier()), (claimed(), verifier()), (evidence(1), verifier())];
    let known = |more: &[(Event, Author)]| {
        let mut facts = before.clone();
        facts.extend_from_slice(more);
        let (event, by) = facts.pop().unwrap();
        let state = when(&facts, event, by, now()).unwrap();
        (state.circumstance(Circumstance::UnderAttack), state.circumstance(Circumstance::Ordered))
    };
    let (yes, no) = (|| judged(Given::Yes, &[1]), || judged(Given::No, &[1]));
    assert_eq!(known(&[(yes(), verifier())]), (Some(true), None));
    assert_eq!(known(&[(yes(), verifier()), (no(), reviewer())]), (None, None));
    // A person's later word replaces the earlier one; that of somebody who stands aside counts no more.
    assert_eq!(known(&[(yes(), verifier()), (no(), reviewer()), (no(), verifier())]), (Some(false), None));
    let aside = Event::Recused { reason: reason() };
    assert_eq!(known(&[(yes(), verifier()), (no(), reviewer()), (aside, reviewer())]), (Some(true), None));
    assert_eq!(known(&[(judged(Given::NotEstablished, &[]), verifier())]), (None, None));
}

#[test]
fn each_refusal_of_what_is_done_with_a_case() {
    let grounds = StandardOfProof::ReasonableGrounds;
    let open = || vec![(opened(), verifier())];
    let aside = || vec![(opened(), verifier()), (Event::Recused { reason: reason() }, verifier())];
    let stated_once = || vec![(opened(), verifier()), (stated(1, by("north", grounds)), verifier())];
    let held = || vec![(opened(), verifier()), (claimed(), verifier())];
    let partys_word = || {
        let mut word = evidence(1);
        if let Event::EvidenceAdded { evidence, .. } = &mut word {
            evidence.kind = EvidenceKind::PartyStatement;
        }
        vec![(opened(), verifier()), (claimed(), verifier()), (word, verifier())]
    };
    let handover = Event::CustodyPassed { handover: Handover { number: 1, to: None, note: reason() } };
    let escalated = Event::Escalated { reason: reason() };
    let cases = [
        (Refusal::AssignedTied, open(), assigned(7, 24), duty()),
        (Refusal::AssignedTied, aside(), assigned(1, 24), duty()),
        (Refusal::ClaimTooLong, open(), assigned(2, 24 * 15), duty()),
        (Refusal::RoleNotAllowed, open(), assigned(2, 24), verifier()),
        (Refusal::ExcusedSelf, open(), excused(4), author(Role::Reviewer, 4)),
        (Refusal::ExcusedAlready, aside(), excused(1), author(Role::Reviewer, 4)),
        (Refusal::RoleNotAllowed, open(), excused(1), duty()),
        (Refusal::NotOverdue, open(), escalated, duty()),
        (Refusal::NoSuchEvidence, open(), handover, duty()),
        (Refusal::HypothesisNumber, open(), stated(2, Attribution::Criminal), verifier()),
        (
            Refusal::HypothesisTwice,
            stated_once(),
            stated(2, by("north", StandardOfProof::ClearAndConvincing)),
            verifier(),
        ),
        (Refusal::NoSuchEvidence, held(), judged(Given::NotEstablished, &[2]), verifier()),
        (Refusal::CircumstanceUnsupported, held(), judged(Given::Yes, &[]), verifier()),
        (Refusal::CircumstanceUnsupported, held(), judged(Given::No, &[]), verifier()),
        (Refusal::CircumstanceUnsupported, partys_word(), judged(Given::Yes, &[1]), verifier()),
        (Refusal::NotClaimed, open(), judged(Given::NotEstablished, &[]), verifier()),
        (Refusal::RoleNotAllowed, open(), judged(Given::NotEstablished, &[]), duty()),
        (Refusal::NoSuchHypothesis, stated_once(), weighed(2, 1, Weight::Supports), verifier()),
        (Refusal::NoSuchEvidence, stated_once(), weighed(1, 1, Weight::Supports), verifier()),
        (Refusal::OwnReport, open(), stated(1, Attribution::Criminal), author(Role::Reviewer, 7)),
        (Refusal::RoleNotAllowed, open(), stated(1, Attribution::Criminal), duty()),
    ];
    for (refusal, given, event, by) in cases {
        assert_eq!(when(&given, event, by, now()).err(), Some(refusal), "{}", refusal.slug());
    }
}

#[test]
fn a_case_is_given_to_another_and_taken_from_who_has_a_conflict() {
    let held = vec![(opened(), verifier()), (claimed(), verifier())];
    let given = when(&held, assigned(2, 24), duty(), now()).unwrap();
    assert_eq!(given.holder(now()), Some(author(Role::Verifier, 2).account));
    let taken = when(&held, excused(1), author(Role::HeadOfMission, 3), now()).unwrap();
    assert_eq!(taken.holder(now()), None);
    let mut facts = held;
    facts.push((excused(1), author(Role::HeadOfMission, 3)));
    assert_eq!(when(&facts, claimed(), verifier(), now()).err(), Some(Refusal::RecusedFromCase));
    let late = now().plus_s(49 * HOUR);
    let escalated = when(&facts, Event::Escalated { reason: reason() }, duty(), late).unwrap();
    assert_eq!(escalated.escalations.len(), 1);
}

#[test]
fn an_author_is_supported_by_what_carries_and_by_nothing_else() {
    let (grounds, clear) = (StandardOfProof::ReasonableGrounds, StandardOfProof::ClearAndConvincing);
    let map = |number| {
        let Event::EvidenceAdded { mut evidence, .. } = evidence(number) else { unreachable!() };
        evidence.kind = EvidenceKind::ControlOfGround;
        evidence.origin = Line::parse("Map").unwrap();
        Event::EvidenceAdded { number, evidence }
    };
    let mut facts = vec![
        (opened(), verifier()),
        (evidence(1), verifier()),
        (map(2), verifier()),
        (stated(1, by("north", grounds)), verifier()),
        (stated(2, Attribution::Criminal), verifier()),
        (weighed(1, 2, Weight::Supports), verifier()),
    ];
    let supports = |facts: &[(Event, Author)], who: &Attribution| {
        let (event, by) = facts.last().cloned().unwrap();
        let state = when(&facts[..facts.len() - 1], event, by, now()).unwrap();
        (state.weighed(), state.supporting_origins(who))
    };
    // Who held the ground says who could have, not who did.
    assert_eq!(supports(&facts, &by("north", grounds)), (1, 0));
    facts.push((weighed(1, 1, Weight::Supports), verifier()));
    facts.push((weighed(2, 1, Weight::Contradicts), verifier()));
    assert_eq!(supports(&facts, &by("north", clear)), (2, 1));
    assert_eq!(supports(&facts, &by("south", clear)), (2, 0));
    assert_eq!(supports(&facts, &Attribution::Criminal), (2, 0));
    // A later judgement of the same item replaces the earlier one.
    facts.push((weighed(1, 1, Weight::Neither), verifier()));
    assert_eq!(supports(&facts, &by("north", clear)), (2, 0));
}

#[test]
fn witness_record_and_imagery_say_only_what_is_theirs() {
    let changed = |change: &dyn Fn(&mut Evidence)| {
        let Event::EvidenceAdded { number, mut evidence } = evidence(1) else { unreachable!() };
        change(&mut evidence);
        Event::EvidenceAdded { number, evidence }
    };
    let named = |item: &mut Evidence| {
        item.witness = Some(crate::report::Witness { name: Line::parse("W").unwrap(), contact: None, sealed: None });
    };
    let given = [(opened(), verifier())];
    let asked = |event| when(&given, event, verifier(), now()).map(|_| ());
    assert_eq!(asked(changed(&named)), Err(Refusal::NoWitness));
    let witness = |item: &mut Evidence| {
        named(item);
        item.kind = EvidenceKind::Witness;
    };
    assert_eq!(asked(changed(&witness)), Ok(()));
    let record = |kind, proves: &'static [Proves]| {
        changed(&move |item| {
            item.kind = kind;
            item.proves = proves.to_vec();
        })
    };
    assert_eq!(asked(record(EvidenceKind::Witness, &[Proves::Death])), Err(Refusal::NoRecord));
    assert_eq!(asked(record(EvidenceKind::CivilRecord, &[Proves::Age, Proves::Age])), Err(Refusal::NoRecord));
    let ground = |kind| {
        changed(&move |item| {
            item.kind = kind;
            item.held = Some(Held { by: None, during: Interval::new(now(), now()).unwrap() }.into());
        })
    };
    assert_eq!(asked(ground(EvidenceKind::Imagery)), Err(Refusal::NoGround));
    assert_eq!(asked(ground(EvidenceKind::ControlOfGround)), Ok(()));
    let film = record(EvidenceKind::Imagery, &[]);
    let placed = |number| {
        let (method, confidence) = (PlacingMethod::Landmarks, Confidence::High);
        Event::ImageryPlaced { placing: Placing { number, method, confidence, notes: None }.into() }
    };
    let items = [(opened(), verifier()), (film, verifier()), (evidence(2), verifier())];
    let ask = |event, by| when(&items, event, by, now()).map(|state| state.evidence[0].placings.len());
    assert_eq!(ask(placed(1), verifier()), Ok(1));
    assert_eq!(ask(placed(2), verifier()), Err(Refusal::NoImagery));
    assert_eq!(ask(placed(3), verifier()), Err(Refusal::NoSuchEvidence));
    assert_eq!(ask(placed(1), author(Role::DutyOfficer, 4)), Err(Refusal::RoleNotAllowed));
}
