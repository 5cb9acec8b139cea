use super::*;
use crate::Author;
use mirqab_vocabulary::*;
use std::collections::BTreeMap;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}
fn both(text: &str) -> Bilingual {
    Bilingual { ar: Passage::parse(text).unwrap(), en: Passage::parse(text).unwrap() }
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn head() -> Author {
    Author { account: AccountId::from_parts(1, [1; 10]), role: Role::HeadOfMission, party: None }
}
fn square(reading_of: Option<&str>, west: f64) -> Zone {
    let corner = |lat: f64, lon: f64| Coordinates::from_degrees(lat, lon).unwrap();
    Zone {
        key: "z".into(),
        title: both("zone"),
        form: Form::Area,
        reading_of: reading_of.map(party),
        from: LocalDay::parse("2020-01-12").unwrap(),
        points: vec![corner(32.0, west), corner(32.0, west + 1.0), corner(33.0, west + 1.0), corner(33.0, west)],
    }
}
fn article() -> Article {
    Article {
        key: "a.1".into(),
        number: "1".into(),
        effect: Effect::Prohibited,
        title: both("No shelling"),
        text: both("No shelling in the zone."),
        acts: vec![ViolationKind::Shelling],
        weapons: vec![],
        zone: Some("z".into()),
        owner: None,
        deadline: None,
        terms: None,
    }
}
fn agreement() -> Agreement {
    Agreement {
        kind: Kind::DeclaredTruce,
        title: both("Truce"),
        summary: both("Truce"),
        parties: ["north", "south"].map(|code| Party { code: party(code), name: both(code) }).into(),
        sponsors: vec![],
        force_from: Some(at("2020-01-11T22:00:00Z")),
        force_to: None,
        standard: StandardOfProof::ReasonableGrounds,
        verification_hours: 72,
        reply_hours: 48,
        articles: vec![article()],
        zones: vec![square(None, 13.0)],
        provisions: None,
    }
}
fn state(agreement: Agreement) -> State {
    let event = Event::Adopted { agreement: Box::new(agreement) };
    assert_eq!(admit(None, &event, &head()), Ok(()));
    State::apply(None, AgreementId::from_parts(1, [0; 10]), &event, at("2020-01-11T12:00:00Z")).unwrap()
}
fn act(lat: f64, lon: f64) -> Act {
    Act {
        kind: Some(ViolationKind::Shelling),
        weapon: WeaponClass::Unknown,
        calibre_mm: None,
        actor: None,
        circumstances: Circumstances::default(),
        occurred: Interval::new(at("2020-01-18T10:00:00Z"), at("2020-01-18T10:05:00Z")).unwrap(),
        day: LocalDay::parse("2020-01-18").unwrap(),
        at: Some((Coordinates::from_degrees(lat, lon).unwrap(), 500)),
    }
}
fn answer(agreement: Agreement, act: &Act) -> Answer {
    let state = state(agreement);
    let tests = Tests::of(&state.agreement, &BTreeMap::new());
    Trial::new(&state, &state.agreement, &tests, act).answer(0).unwrap()
}
fn applies(met: &[Fact]) -> (Outcome, Vec<Fact>) {
    (Outcome::Applies, met.to_vec())
}
fn does_not(fact: Fact) -> (Outcome, Vec<Fact>) {
    (Outcome::DoesNot, vec![fact])
}
fn undecided(fact: Fact) -> (Outcome, Vec<Fact>) {
    (Outcome::Undecided, vec![fact])
}
/// The answer in a word, with the facts that are its reason.
fn said(answer: &Answer) -> (Outcome, Vec<Fact>) {
    let facts = match answer.outcome {
        Outcome::Applies => &answer.met,
        Outcome::DoesNot => &answer.failed,
        _ => &answer.missing,
    };
    (answer.outcome, facts.clone())
}

#[test]
fn each_refusal() {
    type Change = fn(&mut Agreement);
    let cases: Vec<(Refusal, Change)> = vec![
        (Refusal::Parties, |a| a.parties.truncate(1)),
        (Refusal::ForceBackwards, |a| a.force_to = a.force_from),
        (Refusal::ArticleTwice, |a| a.articles.push(article())),
        (Refusal::ZoneUnknown, |a| a.zones.clear()),
        (Refusal::ZoneTooSmall, |a| a.zones[0].points.truncate(2)),
        (Refusal::PartyUnknown, |a| a.articles[0].owner = Some(party("west"))),
    ];
    for (refusal, change) in cases {
        let mut changed = agreement();
        change(&mut changed);
        let event = Event::Adopted { agreement: Box::new(changed) };
        assert_eq!(admit(None, &event, &head()), Err(refusal), "{}", refusal.slug());
    }
    let again = Event::Adopted { agreement: Box::new(agreement()) };
    let milestone =
        Event::MilestoneRecorded { milestone: Milestone { at: at("2020-01-19T00:00:00Z"), title: both("Berlin") } };
    assert_eq!(admit(Some(&state(agreement())), &again, &head()), Err(Refusal::AlreadyAdopted));
    assert_eq!(admit(None, &milestone, &head()), Err(Refusal::NotAdopted));
    let observer = Author { role: Role::Observer, ..head() };
    assert_eq!(admit(None, &again, &observer), Err(Refusal::RoleNotAllowed));
}

#[test]
fn an_article_answers_yes_no_or_for_want_of_what() {
    let told = |agreement: Agreement, act: &Act| said(&answer(agreement, act));
    assert_eq!(told(agreement(), &act(32.5, 13.5)), applies(&[Fact::Force, Fact::Act, Fact::Place]));
    assert_eq!(told(agreement(), &act(32.5, 15.0)), does_not(Fact::Place));
    assert_eq!(told(agreement(), &act(32.5, 13.004)), undecided(Fact::Place));
    assert_eq!(told(agreement(), &Act { at: None, ..act(0.0, 0.0) }), undecided(Fact::Place));
    let fire = Act { kind: Some(ViolationKind::SmallArmsFire), ..act(32.5, 13.5) };
    assert_eq!(told(agreement(), &fire), does_not(Fact::Act));
    let heard = Act { kind: Some(ViolationKind::UndeterminedExplosion), ..act(32.5, 13.5) };
    assert_eq!(told(agreement(), &heard), undecided(Fact::Act));
    let day_before = Interval::new(at("2020-01-10T00:00:00Z"), at("2020-01-10T01:00:00Z")).unwrap();
    assert_eq!(told(agreement(), &Act { occurred: day_before, ..act(32.5, 13.5) }), does_not(Fact::Force));
    let across = Interval::new(at("2020-01-10T00:00:00Z"), at("2020-01-12T01:00:00Z")).unwrap();
    assert_eq!(told(agreement(), &Act { occurred: across, ..act(32.5, 13.5) }), undecided(Fact::Force));
    let mut limited = agreement();
    limited.articles[0].weapons = vec![WeaponClass::Mortar];
    assert_eq!(told(limited.clone(), &act(32.5, 13.5)), undecided(Fact::Weapon));
    assert_eq!(told(limited, &Act { weapon: WeaponClass::Tank, ..act(32.5, 13.5) }), does_not(Fact::Weapon));
}

#[test]
fn what_is_permitted_if_announced_asks_whether_it_was() {
    let mut announced = agreement();
    announced.articles[0].effect = Effect::PermittedIfNotified;
    let with = |notified| {
        answer(
            announced.clone(),
            &Act { circumstances: Circumstances { notified, ..Circumstances::default() }, ..act(32.5, 13.5) },
        )
    };
    let said = |notified| said(&with(notified));
    assert_eq!(said(Some(true)).0, Outcome::Applies);
    assert_eq!(said(Some(false)), does_not(Fact::Notification));
    assert_eq!(said(None), undecided(Fact::Notification));
}

#[test]
fn two_readings_of_one_zone_are_a_dispute_only_where_they_differ() {
    let readings = |first: &str, second: &str| Agreement {
        zones: vec![square(Some(first), 13.0), square(Some(second), 13.4)],
        ..agreement()
    };
    for (first, second) in [("north", "south"), ("south", "north")] {
        let disputed = answer(readings(first, second), &act(32.5, 13.2));
        assert_eq!(disputed.outcome, Outcome::Disputed);
        let under =
            |party: &str| disputed.readings.iter().find(|reading| reading.party == self::party(party)).unwrap().outcome;
        assert_eq!((under(first), under(second)), (Outcome::Applies, Outcome::DoesNot));
        assert_eq!(answer(readings(first, second), &act(32.5, 13.6)).outcome, Outcome::Applies);
    }
}

#[test]
fn signature_and_force_are_two_things() {
    let mut truce = Some(state(agreement()));
    let signed = |party: &str, state, time| Event::SignatureRecorded {
        signature: Signature { party: self::party(party), state, at: at(time), person: None, source: both("press") },
    };
    let facts = [
        signed("north", SignatureState::Signed, "2020-01-13T18:00:00Z"),
        signed("south", SignatureState::LeftWithoutSigning, "2020-01-14T06:00:00Z"),
        signed("south", SignatureState::AskedForTime, "2020-01-13T19:00:00Z"),
    ];
    for fact in &facts {
        assert_eq!(admit(truce.as_ref(), fact, &head()), Ok(()));
        truce = State::apply(truce, AgreementId::from_parts(1, [0; 10]), fact, at("2020-01-14T12:00:00Z"));
    }
    let truce = truce.unwrap();
    let monday_night = at("2020-01-13T22:00:00Z");
    let wednesday = at("2020-01-15T12:00:00Z");
    let stands = |time| truce.signature(&party("south"), time).map(|signature| signature.state);
    assert_eq!(stands(monday_night), Some(SignatureState::AskedForTime));
    assert_eq!(stands(wednesday), Some(SignatureState::LeftWithoutSigning));
    assert!(truce.in_force(wednesday) && !truce.signed_by_all(wednesday));
    assert_eq!(
        admit(Some(&truce), &signed("west", SignatureState::Signed, "2020-01-13T18:00:00Z"), &head()),
        Err(Refusal::PartyUnknown)
    );
}

fn seats(neutral: u32, each_party: u32) -> Seats {
    Seats { neutral, each_party }
}
fn commission(rule: Rule, seats: Seats, quorum: Seats) -> Body {
    Body { key: "commission".into(), title: both("commission"), seats, quorum, rule, hours: 48 }
}
fn procedure(bodies: Vec<Body>) -> Procedure {
    Procedure {
        template: Template::Own,
        judgements: 1,
        reviews: 1,
        sight: Sight::Open,
        hypotheses: 2,
        concludes: Concludes::Everything,
        bodies,
        verification_hours: 72,
        review_hours: 24,
        reply_hours: 48,
        decision_hours: 24,
        embargo_hours: 0,
    }
}
fn set(procedure: Procedure) -> Event {
    Event::ProcedureSet { procedure: Box::new(procedure) }
}
fn seated(number: u8, of: Option<&str>) -> Event {
    let account = AccountId::from_parts(1, [number; 10]);
    Event::Seated { seat: Seat { body: "commission".into(), account, party: of.map(party) } }
}

#[test]
fn a_procedure_that_nobody_can_walk_or_one_can_walk_alone_is_refused() {
    let truce = state(agreement());
    let answer = |procedure: Procedure| admit(Some(&truce), &set(procedure), &head());
    let joint = || commission(Rule::Consensus, seats(1, 2), seats(1, 1));
    assert_eq!(answer(procedure(vec![joint()])), Ok(()));
    let refused = [
        (Refusal::ProcedureHours, Procedure { review_hours: 0, ..procedure(vec![]) }),
        (Refusal::ProcedureHours, Procedure { embargo_hours: u32::MAX, ..procedure(vec![]) }),
        (Refusal::ProcedureHours, procedure(vec![Body { hours: 0, ..joint() }])),
        (Refusal::ProcedureNumbers, Procedure { reviews: 0, ..procedure(vec![]) }),
        (Refusal::ProcedureNumbers, Procedure { judgements: 21, ..procedure(vec![]) }),
        (Refusal::ProcedureBodies, procedure(vec![joint(), joint()])),
        (Refusal::ProcedureBodies, procedure(vec![Body { key: String::new(), ..joint() }])),
        (Refusal::ProcedureQuorum, procedure(vec![Body { quorum: seats(2, 1), ..joint() }])),
        (Refusal::ProcedureQuorum, procedure(vec![Body { quorum: seats(0, 0), ..joint() }])),
        (Refusal::ProcedureQuorum, procedure(vec![Body { quorum: seats(1, 0), ..joint() }])),
        (Refusal::ProcedureQuorum, procedure(vec![commission(Rule::Chair, seats(2, 1), seats(1, 1))])),
    ];
    for (refusal, procedure) in refused {
        assert_eq!(answer(procedure.clone()), Err(refusal), "{procedure:?}");
    }
}

#[test]
fn seats_are_taken_left_and_never_more_than_there_are() {
    let id = AgreementId::from_parts(1, [0; 10]);
    let mut now = Some(state(agreement()));
    let left = Event::Unseated { body: "commission".into(), account: AccountId::from_parts(1, [1; 10]) };
    assert_eq!(admit(now.as_ref(), &seated(1, None), &head()), Err(Refusal::BodyUnknown));
    assert_eq!(admit(now.as_ref(), &left, &head()), Err(Refusal::NotSeated));
    let body = commission(Rule::Majority, seats(1, 1), seats(1, 1));
    for fact in [set(procedure(vec![body])), seated(1, None), seated(2, Some("north"))] {
        assert_eq!(admit(now.as_ref(), &fact, &head()), Ok(()));
        now = State::apply(now, id, &fact, at("2020-01-14T12:00:00Z"));
    }
    assert_eq!(admit(now.as_ref(), &seated(1, Some("south")), &head()), Err(Refusal::AlreadySeated));
    assert_eq!(admit(now.as_ref(), &seated(3, Some("north")), &head()), Err(Refusal::SeatsTaken));
    assert_eq!(admit(now.as_ref(), &seated(3, None), &head()), Err(Refusal::SeatsTaken));
    assert_eq!(admit(now.as_ref(), &seated(3, Some("west")), &head()), Err(Refusal::PartyUnknown));
    assert_eq!(admit(now.as_ref(), &seated(3, Some("south")), &head()), Ok(()));
    now = State::apply(now, id, &left, at("2020-01-15T12:00:00Z"));
    assert_eq!(admit(now.as_ref(), &seated(3, None), &head()), Ok(()));
}

#[test]
fn a_procedure_holds_from_when_it_is_set_on() {
    let id = AgreementId::from_parts(1, [0; 10]);
    let set_at = |now, reviews, time| State::apply(now, id, &set(Procedure { reviews, ..procedure(vec![]) }), at(time));
    let now = set_at(Some(state(agreement())), 1, "2020-01-14T12:00:00Z");
    let now = set_at(now, 3, "2020-01-20T12:00:00Z").unwrap();
    let reviews = |time| now.procedure(at(time)).map(|procedure| procedure.reviews);
    assert_eq!(reviews("2020-01-14T11:59:59Z"), None);
    assert_eq!(reviews("2020-01-20T11:59:59Z"), Some(1));
    assert_eq!(reviews("2020-01-20T12:00:00Z"), Some(3));
}

fn told(mut truce: Option<State>, facts: &[Event]) -> State {
    for fact in facts {
        assert_eq!(admit(truce.as_ref(), fact, &head()), Ok(()), "{fact:?}");
        truce = State::apply(truce, AgreementId::from_parts(1, [0; 10]), fact, at("2020-03-01T00:00:00Z"));
    }
    truce.unwrap()
}
fn force(step: ForceStep, time: &str, until: Option<&str>) -> Event {
    let change = ForceChange { step, at: at(time), until: until.map(at), reason: both("why"), source: both("who") };
    Event::ForceChanged { change }
}
fn amended(holds_from: &str, text: Agreement) -> Event {
    let holds_from = at(holds_from);
    let amendment = Amendment { kind: SupplementKind::Amendment, title: both("new"), holds_from, agreement: text };
    Event::Amended { amendment: Box::new(amendment) }
}

#[test]
fn force_is_suspended_resumed_ended_and_renewed_and_was_what_it_was() {
    let week = Agreement { force_to: Some(at("2020-01-19T00:00:00Z")), ..agreement() };
    let truce = told(
        Some(state(week)),
        &[
            force(ForceStep::Suspended, "2020-01-14T00:00:00Z", None),
            force(ForceStep::Resumed, "2020-01-15T00:00:00Z", None),
            force(ForceStep::Renewed, "2020-01-18T00:00:00Z", Some("2020-01-25T00:00:00Z")),
            force(ForceStep::Ended, "2020-01-22T00:00:00Z", None),
            force(ForceStep::Renewed, "2020-02-01T00:00:00Z", Some("2020-02-08T00:00:00Z")),
        ],
    );
    for (time, expected) in [
        ("2020-01-11T00:00:00Z", Force::NotYet),
        ("2020-01-13T00:00:00Z", Force::InForce),
        ("2020-01-14T12:00:00Z", Force::Suspended),
        ("2020-01-16T00:00:00Z", Force::InForce),
        ("2020-01-20T00:00:00Z", Force::InForce),
        ("2020-01-23T00:00:00Z", Force::Ended),
        ("2020-02-02T00:00:00Z", Force::InForce),
        ("2020-02-09T00:00:00Z", Force::Ended),
    ] {
        assert_eq!(truce.force_at(at(time)), expected, "{time}");
    }
    assert_eq!(truce.end_at(at("2020-01-16T00:00:00Z")), Some(at("2020-01-19T00:00:00Z")));
    assert_eq!(truce.end_at(at("2020-01-23T00:00:00Z")), Some(at("2020-01-22T00:00:00Z")));
    let no = |event: &Event| admit(Some(&truce), event, &head()).unwrap_err();
    assert_eq!(no(&force(ForceStep::Suspended, "2020-01-13T00:00:00Z", None)), Refusal::ForceNotSo);
    assert_eq!(no(&force(ForceStep::Resumed, "2020-02-03T00:00:00Z", None)), Refusal::ForceNotSo);
    assert_eq!(no(&force(ForceStep::Ended, "2020-02-10T00:00:00Z", None)), Refusal::ForceNotSo);
    assert_eq!(no(&force(ForceStep::Ended, "2020-02-03T00:00:00Z", Some("2020-02-04T00:00:00Z"))), Refusal::ForceUntil);
    let backwards = force(ForceStep::Renewed, "2020-02-07T00:00:00Z", Some("2020-02-06T00:00:00Z"));
    assert_eq!(no(&backwards), Refusal::ForceBackwards);
}

#[test]
fn the_text_that_held_then_is_the_text_that_answers() {
    let mut later = agreement();
    later.articles[0].acts = vec![ViolationKind::AirStrike];
    later.articles.push(Article { key: "a.2".into(), ..article() });
    let truce = told(Some(state(agreement())), &[amended("2020-02-01T00:00:00Z", later.clone())]);
    let during = |from: &str, to: &str| Interval::new(at(from), at(to)).unwrap();
    let keys = |occurred| truce.article_keys(occurred).into_iter().collect::<Vec<_>>();
    assert_eq!(keys(during("2020-01-20T00:00:00Z", "2020-01-20T01:00:00Z")), ["a.1"]);
    assert_eq!(keys(during("2020-01-31T23:00:00Z", "2020-02-01T01:00:00Z")), ["a.1", "a.2"]);
    assert_eq!(truce.text_at(at("2020-01-31T00:00:00Z")), &agreement());
    assert_eq!(truce.text_at(at("2020-02-01T00:00:00Z")), &later);
    let no = |event: &Event| admit(Some(&truce), event, &head()).unwrap_err();
    assert_eq!(no(&amended("2020-02-01T00:00:00Z", later.clone())), Refusal::AmendedTwice);
    let mut other = later.clone();
    other.parties[1].code = party("west");
    assert_eq!(no(&amended("2020-03-01T00:00:00Z", other)), Refusal::PartiesChanged);
    later.zones.clear();
    assert_eq!(no(&amended("2020-03-01T00:00:00Z", later)), Refusal::ZoneUnknown);
    let reexamined = |key: &str| Event::Reexamined {
        reexamination: Box::new(Reexamination {
            incident: IncidentId::from_parts(1, [3; 10]),
            text_of: at("2020-02-01T00:00:00Z"),
            answers: vec![Reanswered { article: key.into(), before: None, under: Outcome::Applies }],
            reason: Passage::parse("new text").unwrap(),
        }),
    };
    assert_eq!(no(&reexamined("a.3")), Refusal::ArticleUnknown);
    let truce = told(Some(truce), &[reexamined("a.2")]);
    assert_eq!(truce.reexaminations_of(IncidentId::from_parts(1, [3; 10])).count(), 1);
}

#[test]
fn a_condition_has_a_length_and_a_kind_has_its_standard() {
    let mut long = agreement();
    let condition = Some("x".repeat(LONGEST_CONDITION + 1));
    long.articles[0].terms = Some(Box::new(ArticleTerms { condition, ..ArticleTerms::default() }));
    let event = Event::Adopted { agreement: Box::new(long) };
    assert_eq!(admit(None, &event, &head()), Err(Refusal::ConditionTooLong));
    let mut two = agreement();
    two.provisions = Some(Box::new(Provisions {
        zone: ZoneName::parse("Africa/Tripoli").unwrap(),
        texts: vec![],
        definitions: vec![],
        scope: None,
        renewal: None,
        answers_for: vec![],
        names: vec![],
        signatories: vec![],
        guarantors: vec![],
        withdrawals: vec![],
        bodies: vec![],
        standards: vec![StandardFor {
            acts: vec![ViolationKind::AttackOnCivilians],
            standard: StandardOfProof::ClearAndConvincing,
        }],
        reporting: vec![],
        disputes: vec![],
        supplements: vec![],
    }));
    assert_eq!(two.standard_for(ViolationKind::AttackOnCivilians), StandardOfProof::ClearAndConvincing);
    assert_eq!(two.standard_for(ViolationKind::Shelling), StandardOfProof::ReasonableGrounds);
}
