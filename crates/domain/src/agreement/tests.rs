use super::*;
use crate::Author;
use mirqab_vocabulary::*;

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
    }
}
fn state(agreement: Agreement) -> State {
    let event = Event::Adopted { agreement: Box::new(agreement) };
    assert_eq!(admit(None, &event, &head()), Ok(()));
    State::apply(None, AgreementId::from_parts(1, [0; 10]), &event).unwrap()
}
fn act(lat: f64, lon: f64) -> Act {
    Act {
        kind: Some(ViolationKind::Shelling),
        weapon: WeaponClass::Unknown,
        occurred: Interval::new(at("2020-01-18T10:00:00Z"), at("2020-01-18T10:05:00Z")).unwrap(),
        day: LocalDay::parse("2020-01-18").unwrap(),
        at: Some((Coordinates::from_degrees(lat, lon).unwrap(), 500)),
        notified: None,
    }
}
fn answer(agreement: Agreement, act: &Act) -> Answer {
    let state = state(agreement);
    test_article(&state, &state.agreement.articles[0], act)
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
    assert_eq!(answer(agreement(), &act(32.5, 13.5)), Answer::Applies(vec![Fact::Force, Fact::Act, Fact::Place]));
    assert_eq!(answer(agreement(), &act(32.5, 15.0)), Answer::DoesNot(Fact::Place));
    assert_eq!(answer(agreement(), &act(32.5, 13.004)), Answer::Undecided(vec![Fact::Place]));
    assert_eq!(answer(agreement(), &Act { at: None, ..act(0.0, 0.0) }), Answer::Undecided(vec![Fact::Place]));
    let fire = Act { kind: Some(ViolationKind::SmallArmsFire), ..act(32.5, 13.5) };
    assert_eq!(answer(agreement(), &fire), Answer::DoesNot(Fact::Act));
    let heard = Act { kind: Some(ViolationKind::UndeterminedExplosion), ..act(32.5, 13.5) };
    assert_eq!(answer(agreement(), &heard), Answer::Undecided(vec![Fact::Act]));
    let day_before = Interval::new(at("2020-01-10T00:00:00Z"), at("2020-01-10T01:00:00Z")).unwrap();
    assert_eq!(answer(agreement(), &Act { occurred: day_before, ..act(32.5, 13.5) }), Answer::DoesNot(Fact::Force));
    let mut limited = agreement();
    limited.articles[0].weapons = vec![WeaponClass::Mortar];
    assert_eq!(answer(limited.clone(), &act(32.5, 13.5)), Answer::Undecided(vec![Fact::Weapon]));
    assert_eq!(answer(limited, &Act { weapon: WeaponClass::Tank, ..act(32.5, 13.5) }), Answer::DoesNot(Fact::Weapon));
}

#[test]
fn what_is_permitted_if_announced_asks_whether_it_was() {
    let mut announced = agreement();
    announced.articles[0].effect = Effect::PermittedIfNotified;
    let said = |notified| answer(announced.clone(), &Act { notified, ..act(32.5, 13.5) });
    assert_eq!(said(Some(true)), Answer::Applies(vec![Fact::Force, Fact::Act, Fact::Notification, Fact::Place]));
    assert_eq!(said(Some(false)), Answer::DoesNot(Fact::Notification));
    assert_eq!(said(None), Answer::Undecided(vec![Fact::Notification]));
}

#[test]
fn two_readings_of_one_zone_are_a_dispute_only_where_they_differ() {
    let readings = |first: &str, second: &str| Agreement {
        zones: vec![square(Some(first), 13.0), square(Some(second), 13.4)],
        ..agreement()
    };
    for agreement in [readings("north", "south"), readings("south", "north")] {
        assert_eq!(answer(agreement.clone(), &act(32.5, 13.2)), Answer::Disputed);
        assert!(matches!(answer(agreement, &act(32.5, 13.6)), Answer::Applies(_)));
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
        truce = State::apply(truce, AgreementId::from_parts(1, [0; 10]), fact);
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
