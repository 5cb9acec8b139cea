//! Erasing and opening: given facts, when a fact, then it or a refusal.

use super::*;
use crate::Author;
use crate::mission::{Holder, Holders};
use mirqab_vocabulary::*;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn account(number: u8) -> AccountId {
    AccountId::from_parts(1, [number; 10])
}

fn by(role: Role, number: u8) -> Author {
    Author { account: account(number), role, party: None }
}

fn key(number: u8) -> BlobId {
    BlobId::from_bytes([number; 32])
}

/// Three holders, the accounts 1, 2 and 3, of whom two are needed.
fn sets() -> Vec<Holders> {
    let holders = (1..=3).map(|number| Holder { account: account(number), key: key(number) }).collect();
    vec![Holders { threshold: 2, holders }]
}

fn draft() -> Draft {
    Draft {
        channel: Channel::Hotline,
        source: Line::parse("Caller").unwrap(),
        reported_by: None,
        accused: None,
        kind: ViolationKind::Shelling,
        text: Passage::parse("Three explosions.").unwrap(),
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
        witness: Some(witness(None)),
        original: None,
    }
}

fn witness(sealed: Option<Sealed>) -> Witness {
    let name = if sealed.is_some() { SEALED_NAME } else { "A name" };
    Witness { name: Line::parse(name).unwrap(), contact: None, sealed }
}

fn sealed(set: u32, shares: usize) -> Sealed {
    Sealed { set, locked: String::new(), shares: vec![String::new(); shares] }
}

fn id() -> ReportId {
    ReportId::from_parts(2, [0; 10])
}

fn now() -> Instant {
    at("2020-01-18T12:00:00Z")
}

struct Told {
    state: State,
    sets: Vec<Holders>,
}

impl Told {
    fn new() -> Self {
        let event = Event::Submitted { draft: Box::new(draft()), signed: None };
        let state = State::apply(None, id(), &event, &by(Role::DutyOfficer, 9), now()).unwrap();
        Self { state, sets: sets() }
    }

    fn answer(&self, event: &Event, author: &Author) -> Result<(), Refusal> {
        admit(Some(&self.state), id(), event, author, now(), &self.sets)
    }

    fn then(mut self, event: &Event, author: &Author) -> Self {
        assert_eq!(self.answer(event, author), Ok(()), "{event:?}");
        self.state = State::apply(Some(self.state), id(), event, author, now()).unwrap();
        self
    }
}

fn propose(parts: &[Part]) -> Event {
    let reason = Passage::parse("Asked for.").unwrap();
    Event::ErasureProposed { erasure: Erasure { parts: parts.to_vec(), ground: Ground::Danger, reason } }
}

fn erased(parts: &[Part]) -> Event {
    Event::Erased { parts: parts.to_vec(), ground: Ground::Danger }
}

fn reason() -> Passage {
    Passage::parse("No.").unwrap()
}

#[test]
fn nobody_erases_alone_and_a_tombstone_says_what_kind_of_thing_it_was() {
    let (duty, head, other_head) = (by(Role::DutyOfficer, 4), by(Role::HeadOfMission, 5), by(Role::HeadOfMission, 6));
    let both = [Part::Identity, Part::Words, Part::Place];
    let told = Told::new();
    assert_eq!(told.answer(&propose(&both), &by(Role::Auditor, 7)), Err(Refusal::ErasureRole));
    assert_eq!(told.answer(&propose(&[]), &duty), Err(Refusal::ErasureNothing));
    assert_eq!(told.answer(&propose(&[Part::Words, Part::Identity]), &duty), Err(Refusal::ErasureNothing));
    assert_eq!(told.answer(&erased(&both), &head), Err(Refusal::ErasureNone));
    let told = told.then(&propose(&both), &head);
    assert_eq!(told.answer(&propose(&both), &duty), Err(Refusal::ErasurePending));
    assert_eq!(told.answer(&erased(&both), &head), Err(Refusal::ErasureOnePerson));
    assert_eq!(told.answer(&erased(&both), &duty), Err(Refusal::ErasureRole));
    assert_eq!(told.answer(&erased(&[Part::Words]), &other_head), Err(Refusal::ErasureOther));
    let other_ground = Event::Erased { parts: both.to_vec(), ground: Ground::Order };
    assert_eq!(told.answer(&other_ground, &other_head), Err(Refusal::ErasureOther));
    let told = told.then(&Event::ErasureDeclined { reason: reason() }, &head);
    let told = told.then(&propose(&both), &duty).then(&erased(&both), &head);
    let draft = &told.state.draft;
    assert_eq!((draft.text.as_str(), &draft.witness), (ERASED, &None));
    assert_eq!(draft.place.name().map(ToString::to_string).as_deref(), Some(ERASED));
    let tombstone = &told.state.protection.tombstones[0];
    assert_eq!((tombstone.proposed_by, tombstone.decided_by), (account(4), account(5)));
    assert_eq!(told.answer(&propose(&[Part::Words]), &duty), Err(Refusal::ErasureNothing));
    assert!(told.state.protection.is_erased(Part::Place) && !told.state.protection.is_erased(Part::Files));
}

fn request(set: u32, threshold: u32) -> Event {
    let opening = Opening { what: Opened::Identity, key: key(9), set, threshold, reason: reason() };
    Event::OpeningRequested { opening }
}

fn consent(holder: u32) -> Event {
    Event::OpeningConsented { consent: Consent { holder, share: None } }
}

#[test]
fn an_identity_opens_to_who_asked_after_enough_holders_consented() {
    let asker = by(Role::Verifier, 8);
    let holder = |number| by(Role::Reviewer, number);
    let told = Told::new();
    assert_eq!(told.answer(&request(1, 2), &by(Role::Auditor, 7)), Err(Refusal::OpeningRole));
    for (set, threshold) in [(1, 1), (1, 3), (2, 2), (0, 2)] {
        assert_eq!(told.answer(&request(set, threshold), &asker), Err(Refusal::OpeningSet));
    }
    assert_eq!(told.answer(&consent(1), &holder(1)), Err(Refusal::OpeningNone));
    assert_eq!(told.answer(&Event::Opened {}, &asker), Err(Refusal::OpeningNone));
    let told = told.then(&request(1, 2), &asker);
    assert_eq!(told.answer(&request(1, 2), &asker), Err(Refusal::OpeningPending));
    assert_eq!(told.answer(&consent(1), &asker), Err(Refusal::OpeningOwn));
    assert_eq!(told.answer(&consent(1), &holder(4)), Err(Refusal::OpeningNotHolder));
    assert_eq!(told.answer(&consent(2), &holder(1)), Err(Refusal::OpeningNotHolder));
    assert_eq!(told.answer(&Event::OpeningRefused { reason: reason() }, &holder(4)), Err(Refusal::OpeningNotHolder));
    let told = told.then(&consent(1), &holder(1));
    assert_eq!(told.answer(&consent(1), &holder(1)), Err(Refusal::OpeningAnswered));
    assert_eq!(told.answer(&Event::Opened {}, &asker), Err(Refusal::OpeningTooFew));
    let told = told.then(&Event::OpeningRefused { reason: reason() }, &holder(2)).then(&consent(3), &holder(3));
    assert_eq!(told.answer(&Event::Opened {}, &by(Role::Verifier, 7)), Err(Refusal::OpeningNotOwn));
    let told = told.then(&Event::Opened {}, &asker);
    assert_eq!(told.answer(&Event::Opened {}, &asker), Err(Refusal::OpeningNone));
    // Once opened, another request begins anew; and one that is given up leaves nothing behind.
    let told = told.then(&request(1, 2), &asker);
    assert_eq!(told.answer(&Event::OpeningClosed {}, &holder(1)), Err(Refusal::OpeningNotOwn));
    assert_eq!(told.then(&Event::OpeningClosed {}, &asker).answer(&consent(1), &holder(1)), Err(Refusal::OpeningNone));
}

/// Whoever reads a bundle does not know the mission's key holders, and must allow what the mission allowed.
#[test]
fn without_the_mission_the_same_history_is_allowed() {
    let asker = by(Role::Verifier, 8);
    let holder = |number| by(Role::Reviewer, number);
    let told = Told { sets: Vec::new(), ..Told::new() };
    assert_eq!(told.answer(&request(1, 1), &asker), Err(Refusal::OpeningSet), "one holder alone is never enough");
    let told = told.then(&request(1, 2), &asker).then(&consent(1), &holder(1)).then(&consent(3), &holder(3));
    assert_eq!(told.answer(&consent(0), &holder(2)), Err(Refusal::OpeningNotHolder));
    assert_eq!(told.answer(&consent(3), &holder(2)), Err(Refusal::OpeningAnswered));
    told.then(&Event::Opened {}, &asker);
}

#[test]
fn the_mission_writes_to_a_source_that_was_given_a_code() {
    let duty = by(Role::DutyOfficer, 4);
    let message = Event::ContactRecorded { contact: Contact { side: Side::Mission, text: reason() } };
    let told = Told::new();
    assert_eq!(told.answer(&Event::ContactOpened {}, &by(Role::Observer, 5)), Err(Refusal::ContactRole));
    assert_eq!(told.answer(&message, &duty), Err(Refusal::ContactNone));
    let told = told.then(&Event::ContactOpened {}, &duty).then(&message, &duty);
    assert_eq!(told.answer(&message, &by(Role::HeadOfMission, 5)), Err(Refusal::ContactRole));
    let told = told.then(&propose(&[Part::Words]), &duty).then(&erased(&[Part::Words]), &by(Role::HeadOfMission, 5));
    assert_eq!(told.answer(&message, &duty), Err(Refusal::ContactNone));
    assert_eq!(told.answer(&Event::ContactOpened {}, &duty), Err(Refusal::ContactEnded));
    assert_eq!(to_record(None::<u64>), Err(Refusal::ContactNothing));
}

#[test]
fn once_there_are_key_holders_an_identity_is_sealed_to_the_newest_set() {
    let submit = |witness: Option<Witness>, sets: &[Holders]| {
        let event = Event::Submitted { draft: Box::new(Draft { witness, ..draft() }), signed: None };
        admit(None, id(), &event, &by(Role::DutyOfficer, 1), now(), sets)
    };
    let two = [sets(), sets()].concat();
    assert_eq!(submit(Some(witness(None)), &[]), Ok(()));
    assert_eq!(submit(None, &two), Ok(()));
    assert_eq!(submit(Some(witness(None)), &two), Err(Refusal::IdentityNotSealed));
    assert_eq!(submit(Some(witness(Some(sealed(2, 3)))), &two), Ok(()));
    assert_eq!(submit(Some(witness(Some(sealed(1, 3)))), &two), Err(Refusal::SealWrong));
    assert_eq!(submit(Some(witness(Some(sealed(2, 2)))), &two), Err(Refusal::SealWrong));
    let in_clear = Witness { name: Line::parse("A name").unwrap(), ..witness(Some(sealed(2, 3))) };
    assert_eq!(submit(Some(in_clear), &two), Err(Refusal::SealWrong));
    let contact = Witness { contact: Line::parse("+218").ok(), ..witness(Some(sealed(2, 3))) };
    assert_eq!(submit(Some(contact), &[]), Err(Refusal::SealWrong));
}

#[test]
fn what_is_not_sealed_is_not_opened_and_what_is_no_share_is_not_kept() {
    assert_eq!(to_open(None::<Sealed>), Err(Refusal::OpeningNothing));
    assert_eq!(Consent::new(1, &"A".repeat(201)), Err(Refusal::OpeningShare));
}
