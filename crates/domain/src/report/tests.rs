use super::*;
use crate::Author;
use mirqab_vocabulary::*;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn author(role: Role, number: u8, party: Option<&str>) -> Author {
    Author {
        account: AccountId::from_parts(1, [number; 10]),
        role,
        party: party.map(|code| PartyCode::parse(code).unwrap()),
    }
}

fn draft() -> Draft {
    Draft {
        channel: Channel::Observer,
        source: Line::parse("Team 1").unwrap(),
        reported_by: None,
        accused: Some(PartyCode::parse("north").unwrap()),
        kind: ViolationKind::Shelling,
        text: Passage::parse("Three explosions heard.").unwrap(),
        language: Language::English,
        occurred: Interval::new(at("2020-01-18T10:00:00Z"), at("2020-01-18T10:10:00Z")).unwrap(),
        occurred_precision: OccurredPrecision::Stated,
        observed_at: None,
        received_at: at("2020-01-18T11:00:00Z"),
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

fn id() -> ReportId {
    ReportId::from_parts(2, [0; 10])
}

fn submit(draft: Draft, author: &Author) -> Result<(), Refusal> {
    admit(
        None,
        id(),
        &Event::Submitted { draft: Box::new(draft), signed: None },
        author,
        at("2020-01-18T12:00:00Z"),
        &[],
    )
}

fn recorded(author: &Author) -> State {
    let event = Event::Submitted { draft: Box::new(draft()), signed: None };
    State::apply(None, id(), &event, author, at("2020-01-18T12:00:00Z")).unwrap()
}

#[test]
fn each_refusal_of_a_draft() {
    let observer = author(Role::Observer, 1, None);
    assert_eq!(submit(draft(), &observer), Ok(()));
    type Change = fn(&mut Draft);
    let cases: Vec<(Refusal, Change)> = vec![
        (Refusal::ReceivedInTheFuture, |d| d.received_at = at("2020-01-18T12:16:00Z")),
        (Refusal::OccurredInTheFuture, |d| d.received_at = at("2020-01-18T09:00:00Z")),
        (Refusal::OccurredTooVague, |d| {
            d.occurred = Interval::new(at("2019-12-01T00:00:00Z"), at("2020-01-18T10:00:00Z")).unwrap()
        }),
        (Refusal::PartyMissing, |d| d.channel = Channel::Party),
        (Refusal::PartyMissing, |d| d.reported_by = Some(PartyCode::parse("south").unwrap())),
        (Refusal::HarmBackwards, |d| {
            d.harm = Some(Harm { killed_min: 2, killed_max: 1, injured_min: 0, injured_max: 0, civilians: None });
        }),
        (Refusal::TooManyObservations, |d| {
            let one = Observation {
                what: What::Explosion,
                direction: Direction::Undetermined,
                means: Means::Heard,
                count: Count { number: 1, quality: Quality::Exact },
            };
            d.observations = vec![one; 51];
        }),
        (Refusal::TooManyAttachments, |d| {
            let one = Attachment {
                blob: BlobId::from_bytes([0; 32]),
                name: Line::parse("a.jpg").unwrap(),
                media_type: Line::parse("image/jpeg").unwrap(),
                bytes: 1,
            };
            d.attachments = vec![one; 21];
        }),
    ];
    for (refusal, change) in cases {
        let mut changed = draft();
        change(&mut changed);
        assert_eq!(submit(changed, &observer), Err(refusal), "{}", refusal.slug());
    }
}

#[test]
fn a_liaison_files_for_their_own_party_and_may_accuse_it() {
    let liaison = author(Role::PartyLiaison, 1, Some("north"));
    let filed = |party: &str| Draft {
        channel: Channel::Party,
        reported_by: Some(PartyCode::parse(party).unwrap()),
        accused: Some(PartyCode::parse("north").unwrap()),
        ..draft()
    };
    assert_eq!(submit(filed("north"), &liaison), Ok(()));
    assert_eq!(submit(filed("south"), &liaison), Err(Refusal::PartyNotOwn));
    assert_eq!(submit(draft(), &liaison), Err(Refusal::PartyNotOwn));
}

#[test]
fn what_may_follow_a_submission() {
    let sender = author(Role::Observer, 1, None);
    let other = author(Role::Observer, 2, None);
    let verifier = author(Role::Verifier, 3, None);
    let state = recorded(&sender);
    let now = at("2020-01-18T13:00:00Z");
    let reason = Passage::parse("because").unwrap();
    let lineage = |origin| Event::LineageRecorded { origin, reason: reason.clone(), shown: None };
    let withdrawn = Event::Withdrawn { reason: reason.clone() };
    let again = Event::Submitted { draft: Box::new(draft()), signed: None };
    assert_eq!(admit(Some(&state), id(), &again, &sender, now, &[]), Err(Refusal::AlreadySubmitted));
    assert_eq!(admit(None, id(), &withdrawn, &sender, now, &[]), Err(Refusal::NotSubmitted));
    assert_eq!(admit(Some(&state), id(), &lineage(Some(id())), &verifier, now, &[]), Err(Refusal::OwnOrigin));
    assert_eq!(admit(Some(&state), id(), &lineage(None), &sender, now, &[]), Err(Refusal::LineageNotStaff));
    assert_eq!(admit(Some(&state), id(), &withdrawn, &other, now, &[]), Err(Refusal::WithdrawalNotOwn));
    assert_eq!(admit(Some(&state), id(), &withdrawn, &sender, now, &[]), Ok(()));
    let gone = State::apply(Some(state), id(), &withdrawn, &sender, now).unwrap();
    assert_eq!(admit(Some(&gone), id(), &withdrawn, &sender, now, &[]), Err(Refusal::AlreadyWithdrawn));
}

#[test]
fn a_draft_with_an_unknown_field_is_not_read() {
    let mut json = serde_json::to_value(draft()).unwrap();
    assert!(serde_json::from_value::<Draft>(json.clone()).is_ok());
    json["violator"] = "north".into();
    assert!(serde_json::from_value::<Draft>(json).is_err());
}
