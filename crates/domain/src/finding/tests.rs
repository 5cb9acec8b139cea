use super::*;
use crate::Author;
use mirqab_vocabulary::*;

fn now() -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap()
}
fn author(role: Role, number: u8) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: None }
}
fn verifier() -> Author {
    author(Role::Verifier, 1)
}
fn reviewer() -> Author {
    author(Role::Reviewer, 2)
}
fn head() -> Author {
    author(Role::HeadOfMission, 3)
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn attributed(code: &str) -> Attribution {
    Attribution::AttributedTo { party: party(code), standard: StandardOfProof::ReasonableGrounds }
}
fn axes() -> Axes {
    Axes {
        occurrence: Occurrence::Confirmed,
        classification: Classification::Violation { article: "a.1".into() },
        attribution: attributed("north"),
        gravity: Gravity::Serious,
    }
}
fn proposed(aim: Aim, axes: Axes) -> Event {
    Event::Proposed {
        proposal: Box::new(Proposal {
            incident: IncidentId::from_parts(1, [0; 10]),
            aim,
            axes,
            standard: StandardOfProof::ReasonableGrounds,
            reports: vec![],
            statement: Bilingual { ar: text(), en: text() },
            reason: text(),
            procedure: None,
            unit: None,
        }),
    }
}
fn reviewed(agrees: bool) -> Event {
    Event::Reviewed { agrees, reason: text() }
}
fn decided() -> Event {
    Event::Decided { note: None }
}
fn standing() -> Standing {
    Standing {
        holder: Some(verifier().account),
        reporters: [author(Role::Observer, 7).account].into(),
        recused: [author(Role::Reviewer, 8).account].into(),
        report_origins: 2,
        neutral_origins: 1,
        evidence_origins: 1,
        articles: ["a.1".to_owned()].into(),
        standard: Some(StandardOfProof::ReasonableGrounds),
        heard: true,
        ..Standing::default()
    }
}
type Fact = (Event, Author);
fn when(given: &[Fact], event: Event, by: Author, standing: &Standing) -> Result<State, Refusal> {
    let id = FindingId::from_parts(1, [0; 10]);
    let mut state = None;
    for (fact, by) in given {
        admit(state.as_ref(), fact, by, now(), &self::standing()).expect("what is given was admissible");
        state = State::apply(state, id, fact, by, now());
    }
    admit(state.as_ref(), &event, &by, now(), standing)?;
    Ok(State::apply(state, id, &event, &by, now()).unwrap())
}
fn walk() -> Vec<Fact> {
    vec![
        (proposed(Aim::Conclude, axes()), verifier()),
        (reviewed(true), reviewer()),
        (decided(), head()),
        (Event::Published {}, head()),
    ]
}

#[test]
fn the_straight_way_ends_in_a_published_finding() {
    let walk = walk();
    let handling = |steps: usize| {
        let (event, by) = walk[steps].clone();
        when(&walk[..steps], event, by, &standing()).unwrap().handling()
    };
    let found: Vec<_> = (0..4).map(handling).collect();
    assert_eq!(found, [Handling::UnderReview, Handling::AwaitingDecision, Handling::Decided, Handling::Published]);
}

#[test]
fn each_refusal_on_the_way() {
    let walk = walk();
    let other_incident = || {
        let Event::Proposed { mut proposal } = proposed(Aim::Correct, axes()) else { unreachable!() };
        proposal.incident = IncidentId::from_parts(1, [5; 10]);
        Event::Proposed { proposal }
    };
    let retracted: Vec<Fact> = walk
        .iter()
        .cloned()
        .chain([
            (proposed(Aim::Retract, axes()), verifier()),
            (reviewed(true), reviewer()),
            (decided(), head()),
            (Event::Published {}, head()),
        ])
        .collect();
    let double_hat = || author(Role::Reviewer, 1);
    let cases: Vec<(Refusal, &[Fact], Event, Author)> = vec![
        (Refusal::ProposalPending, &walk[..1], proposed(Aim::Conclude, axes()), verifier()),
        (Refusal::NothingProposed, &[], reviewed(true), reviewer()),
        (Refusal::NothingProposed, &walk, decided(), head()),
        (Refusal::OtherIncident, &walk, other_incident(), verifier()),
        (Refusal::WrongAim, &[], proposed(Aim::Correct, axes()), verifier()),
        (Refusal::WrongAim, &walk, proposed(Aim::Conclude, axes()), verifier()),
        (Refusal::Retracted, &retracted, proposed(Aim::Correct, axes()), verifier()),
        (Refusal::NotClaimed, &[], proposed(Aim::Conclude, axes()), author(Role::Verifier, 4)),
        (Refusal::OwnReport, &walk[..1], reviewed(true), author(Role::Reviewer, 7)),
        (Refusal::OwnReport, &walk[..2], decided(), author(Role::HeadOfMission, 7)),
        (Refusal::RecusedFromCase, &walk[..1], reviewed(true), author(Role::Reviewer, 8)),
        (Refusal::RoleNotAllowed, &walk[..1], reviewed(true), author(Role::PartyLiaison, 5)),
        (Refusal::RoleNotAllowed, &walk[..2], decided(), reviewer()),
        (Refusal::SamePerson, &walk[..1], reviewed(true), double_hat()),
        (Refusal::SamePerson, &walk[..2], decided(), author(Role::HeadOfMission, 1)),
        (Refusal::SamePerson, &walk[..2], decided(), author(Role::HeadOfMission, 2)),
        (Refusal::ReviewedAlready, &walk[..2], reviewed(true), reviewer()),
        (Refusal::ReviewMissing, &walk[..1], decided(), head()),
        (Refusal::NotDecided, &walk[..2], Event::Published {}, head()),
    ];
    for (refusal, given, event, by) in cases {
        assert_eq!(when(given, event, by, &standing()), Err(refusal), "{}", refusal.slug());
    }
    let unheard = Standing { heard: false, ..standing() };
    assert_eq!(when(&walk[..2], decided(), head(), &unheard), Err(Refusal::NoticeMissing));
}

#[test]
fn what_carried_a_conclusion_must_still_stand_when_it_is_decided() {
    let walk = walk();
    let thin = Standing { report_origins: 0, neutral_origins: 0, evidence_origins: 0, ..standing() };
    assert_eq!(when(&walk[..2], decided(), head(), &thin), Err(Refusal::StandardNotMet));
}

#[test]
fn a_dissent_stays_and_does_not_count_as_agreement() {
    let given = [(proposed(Aim::Conclude, axes()), verifier()), (reviewed(false), reviewer())];
    assert_eq!(when(&given, decided(), head(), &standing()), Err(Refusal::ReviewMissing));
    let state = when(&given, reviewed(true), author(Role::Reviewer, 6), &standing()).unwrap();
    assert_eq!(state.handling(), Handling::AwaitingDecision);
    assert!(state.versions[0].reviews.iter().any(|review| !review.agrees));
}

#[test]
fn what_each_conclusion_needs() {
    let unverified = Axes { occurrence: Occurrence::Probable, ..axes() };
    let plain = Axes { classification: Classification::Undecided, gravity: Gravity::NotAssessed, ..axes() };
    let stronger = Standing { standard: Some(StandardOfProof::ClearAndConvincing), ..standing() };
    let no_evidence = Standing { evidence_origins: 0, report_origins: 2, ..standing() };
    let parties_only = Standing { evidence_origins: 0, neutral_origins: 0, ..standing() };
    let one = Standing { evidence_origins: 1, report_origins: 0, ..standing() };
    let access = Occurrence::UnableToVerify { reason: UnableReason::Access, denied_by: None };
    let corroborated = |attribution| Axes { occurrence: Occurrence::Corroborated, attribution, ..axes() };
    let nobody = Attribution::Unattributed;
    let probable = Axes { attribution: nobody.clone(), ..unverified.clone() };
    let cases = [
        (Refusal::StandardNotMet, axes(), one),
        (Refusal::StandardNotMet, axes(), no_evidence.clone()),
        (Refusal::StandardNotMet, corroborated(nobody.clone()), parties_only.clone()),
        (Refusal::StandardNotMet, corroborated(attributed("north")), no_evidence),
        (Refusal::StandardNotMet, Axes { occurrence: Occurrence::DidNotOccur, ..probable.clone() }, parties_only),
        (Refusal::AttributionStandard, axes(), stronger),
        (
            Refusal::AttributedUnverified,
            Axes { attribution: attributed("north"), ..Axes { occurrence: Occurrence::Contested, ..plain.clone() } },
            standing(),
        ),
        (Refusal::ClassifiedUnverified, unverified, standing()),
        (
            Refusal::ArticleUnknown,
            Axes { classification: Classification::Violation { article: "b".into() }, ..axes() },
            standing(),
        ),
        (Refusal::GravityWithoutViolation, Axes { gravity: Gravity::Grave, ..plain }, standing()),
        (Refusal::DeniedByMissing, Axes { occurrence: access, ..probable }, standing()),
    ];
    for (refusal, axes, standing) in cases {
        let found = when(&[], proposed(Aim::Conclude, axes), verifier(), &standing);
        assert_eq!(found, Err(refusal), "{}", refusal.slug());
    }
}

#[test]
fn nothing_is_attributed_on_a_partys_word() {
    // Both parties agree that it happened, which the parties' own reports may establish between them; who did it they may not.
    let both_parties = Standing { report_origins: 2, neutral_origins: 0, evidence_origins: 0, ..standing() };
    for code in ["north", "south"] {
        let axes = Axes { attribution: attributed(code), ..axes() };
        let found = super::rules::admit_attribution(&axes.attribution, true, &both_parties);
        assert_eq!(found, Err(Refusal::OnePartysWord));
    }
}

#[test]
fn relabelling_the_parties_changes_no_answer() {
    let mut checked = 0;
    for occurrence in [Occurrence::Confirmed, Occurrence::Corroborated, Occurrence::Contested] {
        for (report_origins, neutral_origins, evidence_origins) in
            (0..3).flat_map(|a| (0..3).flat_map(move |b| (0..3).map(move |c| (a, b, c))))
        {
            for heard in [false, true] {
                let standing = Standing { report_origins, neutral_origins, evidence_origins, heard, ..standing() };
                let answer = |code| {
                    let axes = Axes { occurrence: occurrence.clone(), attribution: attributed(code), ..axes() };
                    when(&[], proposed(Aim::Conclude, axes), verifier(), &standing).map(|_| ())
                };
                assert_eq!(answer("north"), answer("south"));
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 162);
}
