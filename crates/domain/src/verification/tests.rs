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
        },
    }
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
