//! Keys of accounts: given facts, when somebody records another, then it is admitted or refused.

use super::keys::{admit, *};
use super::{Event, Refusal};
use crate::Author;
use mirqab_vocabulary::*;

fn account(number: u8) -> AccountId {
    AccountId::from_parts(1, [number; 10])
}
fn by(role: Role, number: u8) -> Author {
    let party = (role == Role::PartyLiaison).then(|| PartyCode::parse("north").unwrap());
    Author { account: account(number), role, party }
}
fn key(number: u8) -> BlobId {
    BlobId::from_bytes([number; 32])
}
fn proof() -> KeySignature {
    KeySignature::from_bytes([1; 64])
}
fn offered(number: u8, every_report: bool, after: Option<u8>) -> Event {
    let continues = after.map(|number| Continues { key: key(number), proof: proof() });
    Event::KeyOffered { offer: Offer { key: key(number), every_report, proof: proof(), continues } }
}
fn confirmed(number: u8) -> Event {
    Event::KeyConfirmed { key: key(number) }
}
fn revoked(number: u8) -> Event {
    Event::KeyRevoked { revocation: Revocation { key: key(number), reason: Passage::parse("lost").unwrap() } }
}

const OWNER: u8 = 6;

/// What came of facts about the keys of the liaison, each admitted.
fn told(facts: &[(Event, Author)]) -> Option<Keys> {
    let mut keys = None;
    for (number, (event, author)) in (1..).zip(facts) {
        admit(keys.as_ref(), account(OWNER), event, author).unwrap();
        keys = Keys::apply(keys, account(OWNER), event, author, Instant::from_unix_s(number).unwrap());
    }
    keys
}

fn liaison() -> Author {
    by(Role::PartyLiaison, OWNER)
}
fn head() -> Author {
    by(Role::HeadOfMission, 5)
}
fn stage(keys: &Keys, number: u8) -> KeyStage {
    keys.key(&key(number)).unwrap().stage
}

#[test]
fn a_key_stands_once_another_person_compared_it() {
    let waiting = told(&[(offered(1, false, None), liaison())]).unwrap();
    assert_eq!((stage(&waiting, 1), waiting.standing()), (KeyStage::Offered, None));
    let standing = told(&[(offered(1, true, None), liaison()), (confirmed(1), head())]).unwrap();
    assert_eq!(standing.standing().map(|key| key.since), Some(Some(Instant::from_unix_s(2).unwrap())));
    assert!(standing.every_report);
}

#[test]
fn each_refusal_of_a_key() {
    let one = told(&[(offered(1, false, None), liaison())]);
    let stands = told(&[(offered(1, false, None), liaison()), (confirmed(1), head())]);
    let gone = told(&[(offered(1, false, None), liaison()), (confirmed(1), head()), (revoked(1), liaison())]);
    let asked =
        |keys: &Option<Keys>, event: Event, author: Author| admit(keys.as_ref(), account(OWNER), &event, &author);
    assert_eq!(asked(&None, offered(1, false, None), by(Role::PartyLiaison, 7)), Err(Refusal::KeyNotOwn));
    assert_eq!(asked(&None, offered(1, false, None), by(Role::Verifier, OWNER)), Err(Refusal::KeyRole));
    assert_eq!(asked(&one, offered(1, false, None), liaison()), Err(Refusal::KeyKnown));
    assert_eq!(asked(&gone, offered(1, false, None), liaison()), Err(Refusal::KeyKnown));
    assert_eq!(asked(&stands, offered(2, false, None), liaison()), Err(Refusal::KeyContinues));
    assert_eq!(asked(&stands, offered(2, false, Some(3)), liaison()), Err(Refusal::KeyContinues));
    assert_eq!(asked(&gone, offered(2, false, Some(1)), liaison()), Err(Refusal::KeyContinues));
    assert_eq!(asked(&one, confirmed(1), by(Role::DutyOfficer, 5)), Err(Refusal::KeyConfirmRole));
    assert_eq!(asked(&one, confirmed(1), by(Role::HeadOfMission, OWNER)), Err(Refusal::KeyOnePerson));
    assert_eq!(asked(&one, confirmed(2), head()), Err(Refusal::KeyNotOffered));
    assert_eq!(asked(&stands, confirmed(1), head()), Err(Refusal::KeyNotOffered));
    assert_eq!(asked(&stands, revoked(1), by(Role::DutyOfficer, 7)), Err(Refusal::KeyNotOwn));
    assert_eq!(asked(&gone, revoked(1), head()), Err(Refusal::KeyNone));
    assert_eq!(asked(&None, revoked(1), head()), Err(Refusal::KeyNone));
    // Whether signatures hold is asked of the written entry; the sentence for it is this room's.
    assert_eq!((Offer::UNPROVED, Offer::UNPROVED.slug()), (Refusal::KeyProof, "mission-key-proof"));
}

#[test]
fn a_standing_key_names_its_successor_and_nobody_else_is_asked() {
    let facts = [(offered(1, false, None), liaison()), (confirmed(1), head()), (offered(2, true, Some(1)), liaison())];
    let keys = told(&facts).unwrap();
    assert_eq!((stage(&keys, 1), stage(&keys, 2)), (KeyStage::Ended, KeyStage::Standing));
    assert!(keys.every_report);
}

#[test]
fn a_second_thought_takes_the_place_of_the_key_that_waits() {
    let keys = told(&[(offered(1, false, None), liaison()), (offered(2, false, None), liaison())]).unwrap();
    assert_eq!((stage(&keys, 1), stage(&keys, 2)), (KeyStage::Ended, KeyStage::Offered));
    assert_eq!(admit(Some(&keys), account(OWNER), &confirmed(1), &head()), Err(Refusal::KeyNotOffered));
}

/// Else whoever revokes a party's key could go on in its name without one.
#[test]
fn a_revocation_does_not_lift_the_word_that_every_report_is_signed() {
    let facts = [(offered(1, true, None), liaison()), (confirmed(1), head()), (revoked(1), head())];
    let keys = told(&facts).unwrap();
    assert_eq!((keys.standing(), keys.every_report), (None, true));
    // Nor does an offer that nobody confirmed.
    let mut more = facts.to_vec();
    more.push((offered(2, false, None), liaison()));
    assert!(told(&more).unwrap().every_report);
    more.push((confirmed(2), head()));
    assert!(!told(&more).unwrap().every_report);
}
