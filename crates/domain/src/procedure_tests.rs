use super::*;
use crate::verification::{Evidence, EvidenceKind};
use mirqab_vocabulary::*;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// A world in memory, as the verifier keeps one.
#[derive(Default)]
struct Memory(BTreeMap<Subject, State>);

impl World for Memory {
    type Error = Infallible;
    fn agreements(&mut self) -> Result<Vec<agreement::State>, Infallible> {
        Ok(self.0.values().cloned().filter_map(|state| as_agreement(Some(state))).collect())
    }
    fn state(&mut self, subject: &Subject) -> Result<Option<State>, Infallible> {
        Ok(self.0.get(subject).cloned())
    }
}

impl Memory {
    fn record(&mut self, about: Subject, event: impl Into<Event>, author: &Author, hour: i64) -> Result<(), Refusal> {
        let (event, now) = (event.into(), at(hour));
        match admit(self, &about, &event, author, now) {
            Ok(()) => {
                let state = apply(self.0.remove(&about), &about, &event, author, now).expect("a state");
                self.0.insert(about, state);
                Ok(())
            }
            Err(Answer::Refused(refusal)) => Err(refusal),
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn at(hour: i64) -> Instant {
    Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hour * 3600)
}
fn author(role: Role, number: u8, of: Option<&str>) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: of.map(party) }
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn both() -> Bilingual {
    Bilingual { ar: text(), en: text() }
}
fn report_id(number: u8) -> ReportId {
    ReportId::from_parts(2, [number; 10])
}
fn draft(source: &str, accused: &str) -> report::Draft {
    report::Draft {
        channel: report::Channel::Observer,
        source: Line::parse(source).unwrap(),
        reported_by: None,
        accused: Some(party(accused)),
        kind: ViolationKind::Shelling,
        text: text(),
        language: Language::English,
        occurred: Interval::new(at(1), at(2)).unwrap(),
        occurred_precision: report::OccurredPrecision::Stated,
        observed_at: None,
        received_at: at(3),
        place: Place::Point { at: Coordinates::from_degrees(32.8, 13.2).unwrap(), precision_m: 500, name: None },
        observations: vec![],
        weapon: Weapon::unknown(),
        harm: None,
        reference: None,
        attachments: vec![],
        witness: None,
        original: None,
    }
}
fn terms(parties: [&str; 2]) -> agreement::Event {
    let article = agreement::Article {
        key: "a.1".into(),
        number: "1".into(),
        effect: agreement::Effect::Prohibited,
        title: both(),
        text: both(),
        acts: vec![ViolationKind::Shelling],
        weapons: vec![],
        zone: None,
        owner: None,
        deadline: None,
        terms: None,
    };
    agreement::Event::Adopted {
        agreement: Box::new(agreement::Agreement {
            kind: agreement::Kind::DeclaredTruce,
            title: both(),
            summary: both(),
            parties: parties.map(|code| agreement::Party { code: party(code), name: both() }).into(),
            sponsors: vec![],
            force_from: Some(at(-200)),
            force_to: None,
            standard: StandardOfProof::ReasonableGrounds,
            verification_hours: 72,
            reply_hours: 48,
            articles: vec![article],
            zones: vec![],
            provisions: None,
        }),
    }
}

/// The whole walk, against `accused`; returns what the head of mission's decision was answered before and after the reply.
fn walk(accused: &str, other: &str) -> (Result<(), Refusal>, Result<(), Refusal>, Memory) {
    let mut world = Memory::default();
    let incident = IncidentId::from_parts(3, [0; 10]);
    let finding = FindingId::from_parts(4, [0; 10]);
    let (observer, officer) = (author(Role::Observer, 1, None), author(Role::DutyOfficer, 2, None));
    let (verifier, reviewer) = (author(Role::Verifier, 3, None), author(Role::Reviewer, 4, None));
    let (head, liaison) = (author(Role::HeadOfMission, 5, None), author(Role::PartyLiaison, 6, Some(accused)));
    let a = subject(Room::Agreement, AgreementId::from_parts(1, [0; 10]));
    world.record(a, terms([accused, other]), &head, 0).unwrap();
    for (number, source) in [(1, "Team 1"), (2, "Team 2")] {
        let submitted = report::Event::Submitted { draft: Box::new(draft(source, accused)), signed: None };
        world.record(subject(Room::Report, report_id(number)), submitted, &observer, 3).unwrap();
    }
    let opened = incident::Event::Opened {
        reports: vec![report_id(1), report_id(2)],
        kind: ViolationKind::Shelling,
        title: both(),
        split_from: None,
    };
    world.record(subject(Room::Incident, incident), opened, &officer, 4).unwrap();
    let on_case = || subject(Room::Verification, incident);
    world.record(on_case(), verification::Event::Opened { due: at(80) }, &officer, 4).unwrap();
    world.record(on_case(), verification::Event::Claimed { until: at(30) }, &verifier, 5).unwrap();
    let evidence = Evidence {
        kind: EvidenceKind::SiteVisit,
        origin: Line::parse("Site team").unwrap(),
        description: text(),
        collected_at: at(6),
        grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
        blob: None,
        crater: None,
        witness: None,
        proves: vec![],
        held: None,
    };
    world.record(on_case(), verification::Event::EvidenceAdded { number: 1, evidence }, &verifier, 6).unwrap();
    let axes = finding::Axes {
        occurrence: Occurrence::Confirmed,
        classification: Classification::Violation { article: "a.1".into() },
        attribution: Attribution::AttributedTo { party: party(accused), standard: StandardOfProof::ReasonableGrounds },
        gravity: Gravity::Serious,
    };
    let proposal = finding::Proposal {
        incident,
        aim: finding::Aim::Conclude,
        axes,
        standard: StandardOfProof::ReasonableGrounds,
        reports: vec![report_id(1), report_id(2)],
        statement: both(),
        reason: text(),
        procedure: None,
        unit: None,
    };
    let on = || subject(Room::Finding, finding);
    world.record(on(), finding::Event::Proposed { proposal: proposal.into() }, &verifier, 7).unwrap();
    world.record(on(), finding::Event::Reviewed { agrees: true, reason: text() }, &reviewer, 8).unwrap();
    let notice = response::Event::NoticeServed {
        party: party(accused),
        version: 1,
        proof: Line::parse("letter").unwrap(),
        reply_due: at(60),
    };
    world.record(subject(Room::Response, finding), notice, &officer, 9).unwrap();
    let before = world.record(on(), finding::Event::Decided { note: None }, &head, 10);
    let reply = response::Event::Replied {
        party: party(accused),
        kind: response::ReplyKind::Deny,
        text: text(),
        language: Language::Arabic,
        details: None,
    };
    world.record(subject(Room::Response, finding), reply, &liaison, 11).unwrap();
    let after = world.record(on(), finding::Event::Decided { note: None }, &head, 12);
    world.record(on(), finding::Event::Published {}, &head, 13).unwrap();
    (before, after, world)
}

#[test]
fn the_walk_goes_through_the_rooms_and_the_accused_is_heard_first() {
    let (before, after, world) = walk("north", "south");
    assert_eq!((before, after), (Err(finding::Refusal::NoticeMissing.into()), Ok(())));
    let found = as_finding(world.0.get(&subject(Room::Finding, FindingId::from_parts(4, [0; 10]))).cloned()).unwrap();
    assert_eq!(found.handling(), finding::Handling::Published);
}

#[test]
fn swapping_the_parties_swaps_them_and_nothing_else() {
    let written = |accused, other| {
        let (before, after, world) = walk(accused, other);
        format!("{before:?} {after:?} {}", serde_json::to_string(&world.0.values().collect::<Vec<_>>()).unwrap())
    };
    let swapped =
        written("north", "south").replace("north", "\u{1}").replace("south", "north").replace('\u{1}', "south");
    assert_eq!(swapped, written("south", "north"));
}

#[test]
fn a_report_withdrawn_after_the_proposal_no_longer_carries_the_decision() {
    let (_, _, mut world) = walk("north", "south");
    let case = case(&mut world, IncidentId::from_parts(3, [0; 10])).unwrap().unwrap();
    assert_eq!(case.origins().len(), 2);
    let observer = author(Role::Observer, 1, None);
    let withdrawn = report::Event::Withdrawn { reason: text() };
    world.record(subject(Room::Report, report_id(1)), withdrawn, &observer, 14).unwrap();
    let case = super::case(&mut world, IncidentId::from_parts(3, [0; 10])).unwrap().unwrap();
    assert_eq!(case.origins().len(), 1);
    assert_eq!(case.occurred(), Interval::new(at(1), at(2)).ok());
}

#[test]
fn a_fact_about_a_subject_of_another_room_is_refused() {
    let mut world = Memory::default();
    let event = Event::from(report::Event::Withdrawn { reason: text() });
    let answer = admit(&mut world, &subject(Room::Incident, "x"), &event, &author(Role::Observer, 1, None), at(0));
    assert_eq!(answer, Err(Answer::NoSuchSubject));
    let answer = admit(&mut world, &subject(Room::Report, "x"), &event, &author(Role::Observer, 1, None), at(0));
    assert_eq!(answer, Err(Answer::NoSuchSubject));
}

#[test]
fn evidence_that_a_promise_was_kept_carries_by_the_rule_for_evidence_of_a_violation() {
    for kind in commitment::EvidenceKind::ALL {
        let same = EvidenceKind::from_code(kind.code()).expect("a kind of the verification room");
        for reliability in Reliability::ALL {
            for credibility in Credibility::ALL {
                let grade = Grade { reliability: *reliability, credibility: *credibility };
                let promise = commitment::Evidence {
                    milestone: None,
                    kind: *kind,
                    origin: Line::parse("x").unwrap(),
                    from: None,
                    description: text(),
                    collected_at: at(1),
                    grade,
                    blob: None,
                };
                let (origin, description) = (promise.origin.clone(), text());
                let violation = Evidence {
                    kind: same,
                    origin,
                    description,
                    collected_at: at(1),
                    grade,
                    blob: None,
                    crater: None,
                    witness: None,
                    proves: vec![],
                    held: None,
                };
                assert_eq!(promise.carries(), violation.carries(), "{kind:?} {grade:?}");
            }
        }
    }
}

#[test]
fn two_commitments_that_would_wait_for_each_other_are_refused_by_program_and_verifier() {
    let mut world = Memory::default();
    let duty = author(Role::DutyOfficer, 1, None);
    let about = |number: u8| subject(Room::Commitment, CommitmentId::from_parts(3, [number; 10]));
    for number in [1, 2] {
        let terms = commitment::Terms {
            agreement: AgreementId::from_parts(1, [0; 10]),
            title: both(),
            owners: vec![],
            agreed_at: at(0),
            due: None,
            kind: Some(commitment::Kind::RoadOpening),
            place: None,
        };
        world.record(about(number), commitment::Event::Registered { terms }, &duty, 1).unwrap();
    }
    let waits = |number: u8| commitment::Event::Planned {
        plan: commitment::Plan {
            milestones: vec![],
            after: vec![commitment::Condition {
                commitment: CommitmentId::from_parts(3, [number; 10]),
                milestone: None,
                reached: commitment::Reached::Done,
                within_hours: None,
            }],
        },
    };
    world.record(about(1), waits(2), &duty, 2).unwrap();
    assert_eq!(
        world.record(about(2), waits(1), &duty, 2),
        Err(Refusal::Commitment(commitment::Refusal::DependencyCycle))
    );
}

#[test]
fn what_waits_stays_before_the_bodies_of_its_own_time() {
    use agreement::{Body, Concludes, Procedure, Rule, Seat, Seats, Sight, Template};
    let mut world = Memory::default();
    let (head, observer, officer) =
        (author(Role::HeadOfMission, 5, None), author(Role::Observer, 1, None), author(Role::DutyOfficer, 2, None));
    let one = Seats { neutral: 1, each_party: 0 };
    let procedure = |reviews| Procedure {
        template: Template::Own,
        judgements: 0,
        reviews,
        sight: Sight::Open,
        hypotheses: 0,
        concludes: Concludes::Everything,
        bodies: vec![Body {
            key: "board".into(),
            title: both(),
            seats: one,
            quorum: one,
            rule: Rule::Majority,
            hours: 24,
        }],
        verification_hours: 72,
        review_hours: 24,
        reply_hours: 48,
        decision_hours: 24,
        embargo_hours: 0,
    };
    let seat =
        |number| Seat { body: "board".into(), account: author(Role::Reviewer, number, None).account, party: None };
    let mut adopted = |number: u8, hour| {
        let about = || subject(Room::Agreement, AgreementId::from_parts(u64::from(number), [number; 10]));
        let set = agreement::Event::ProcedureSet { procedure: Box::new(procedure(u32::from(number))) };
        world.record(about(), terms(["north", "south"]), &head, hour).unwrap();
        world.record(about(), set, &head, hour).unwrap();
        world.record(about(), agreement::Event::Seated { seat: seat(20 + number) }, &head, hour).unwrap();
    };
    adopted(1, 0);
    adopted(2, 8);
    let incident = IncidentId::from_parts(3, [0; 10]);
    let submitted = report::Event::Submitted { draft: Box::new(draft("Team 1", "north")), signed: None };
    world.record(subject(Room::Report, report_id(1)), submitted, &observer, 3).unwrap();
    let opened = incident::Event::Opened {
        reports: vec![report_id(1)],
        kind: ViolationKind::Shelling,
        title: both(),
        split_from: None,
    };
    world.record(subject(Room::Incident, incident), opened, &officer, 4).unwrap();
    let proposal = finding::Proposal {
        incident,
        aim: finding::Aim::Conclude,
        axes: finding::Axes {
            occurrence: Occurrence::Probable,
            classification: Classification::Undecided,
            attribution: Attribution::Unattributed,
            gravity: Gravity::NotAssessed,
        },
        standard: StandardOfProof::ReasonableGrounds,
        reports: vec![report_id(1)],
        statement: both(),
        reason: text(),
        procedure: Some(Box::new(procedure(1))),
        unit: None,
    };
    let id = FindingId::from_parts(4, [0; 10]);
    let proposed = finding::Event::Proposed { proposal: Box::new(proposal.clone()) };
    let waiting = finding::State::apply(None, id, &proposed, &officer, at(7)).unwrap();
    let holds = |standing: finding::Standing| (standing.procedure.map(|one| one.reviews), standing.seats);
    let before = finding_standing(&mut world, id, Some(&waiting), None, at(10)).unwrap();
    assert_eq!(holds(before), (Some(1), vec![seat(21)]));
    let anew = finding_standing(&mut world, id, Some(&waiting), Some(&proposal), at(10)).unwrap();
    assert_eq!(holds(anew), (Some(2), vec![seat(22)]));
}

/// A log from before witnesses of evidence were sealed holds names in clear, though there were key holders: it is as good as it was. What
/// is sealed has nothing in clear beside it, in any log.
#[test]
fn a_witness_of_evidence_in_clear_stays_admitted_on_replay() {
    let (.., mut world) = walk("gna", "lna");
    let holder = |number| mission::Holder {
        account: AccountId::from_parts(1, [number; 10]),
        key: mirqab_vocabulary::BlobId::from_bytes([number; 32]),
    };
    let holders = mission::Holders { threshold: 2, holders: (1..=3).map(holder).collect() };
    let (one, other) = (author(Role::Administrator, 8, None), author(Role::HeadOfMission, 5, None));
    let (posts, area) = (Vec::new(), Vec::new());
    let charter = mission::Charter { name: both(), mandate: both(), head: both(), staff: 1, posts, area };
    world.record(the_mission(), mission::Event::Chartered { charter }, &other, 199).unwrap();
    let proposed = mission::Event::KeyHoldersProposed { holders: holders.clone() };
    world.record(the_mission(), proposed, &one, 200).unwrap();
    world.record(the_mission(), mission::Event::KeyHoldersConfirmed { holders }, &other, 201).unwrap();
    assert_eq!(key_holders(&mut world).unwrap().len(), 1);
    let name = Line::parse("A name").unwrap();
    let item = |witness| Evidence {
        kind: EvidenceKind::Witness,
        origin: Line::parse("Interview").unwrap(),
        description: text(),
        collected_at: at(6),
        grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
        blob: None,
        crater: None,
        witness: Some(witness),
        proves: vec![],
        held: None,
    };
    let case = || subject(Room::Verification, IncidentId::from_parts(3, [0; 10]));
    let verifier = author(Role::Verifier, 3, None);
    let clear = report::Witness { name, contact: None, sealed: None };
    let sealed = report::Sealed { set: 1, locked: String::new(), shares: Vec::new() };
    let wrong = report::Witness { sealed: Some(sealed), ..clear.clone() };
    let added = |number, witness| verification::Event::EvidenceAdded { number, evidence: item(witness) };
    assert_eq!(world.record(case(), added(2, wrong), &verifier, 202), Err(report::Refusal::SealWrong.into()));
    assert_eq!(world.record(case(), added(2, clear), &verifier, 202), Ok(()));
}
