//! What was erased is said to be erased, not withheld; and nothing that is left answers a guess.

use crate::log::{Log, Told};
use crate::walk::{author, finding_id, incident_id, report_id, subject, text, told, walk};
use mirqab_domain::report::{Consent, Erasure, Event as OfReport, Ground, Opened, Opening, Part, Step, Witness};
use mirqab_domain::verification::{Event as OfCase, Evidence};
use mirqab_domain::{Event, Room};
use mirqab_record::{Group, commitment};
use mirqab_verifier::{Why, holds_text, verify};
use mirqab_vocabulary::{BlobId, Line, Role};

fn about_first(event: OfReport, role: Role, number: u8, hour: i64) -> Told {
    told(subject(Room::Report, report_id(1)), event, author(role, number), hour)
}

fn propose(parts: &[Part]) -> Told {
    let erasure = Erasure { parts: parts.to_vec(), ground: Ground::Danger, reason: text("Threatened.") };
    about_first(OfReport::ErasureProposed { erasure }, Role::DutyOfficer, 20, 300)
}

fn decide(parts: &[Part], number: u8) -> Told {
    let event = OfReport::Erased { parts: parts.to_vec(), ground: Ground::Danger };
    about_first(event, Role::HeadOfMission, number, 301)
}

fn opening() -> Vec<Told> {
    let key = BlobId::from_bytes([7; 32]);
    let opening = Opening { what: Opened::Identity, key, set: 1, threshold: 2, reason: text("To warn.") };
    let consent = |holder| OfReport::OpeningConsented { consent: Consent::new(holder, "c2hhcmU=").unwrap() };
    vec![
        about_first(OfReport::OpeningRequested { opening }, Role::Verifier, 21, 280),
        about_first(consent(1), Role::Reviewer, 22, 281),
        about_first(consent(3), Role::Auditor, 23, 282),
        about_first(OfReport::Opened {}, Role::Verifier, 21, 283),
    ]
}

#[test]
fn what_was_erased_is_told_apart_from_what_is_withheld_and_the_history_holds_before_and_after() {
    let parts = [Part::Identity, Part::Words];
    let before = [walk(), opening()].concat();
    let after = [before.clone(), vec![propose(&parts), decide(&parts, 24)]].concat();
    let shown = [Group::Exact, Group::Identity, Group::Words];
    let judged = |facts: &[Told], groups: &[Group]| {
        verify(&Log::of(facts).bundle(finding_id(), groups).to_bytes().unwrap(), None).unwrap()
    };
    assert_eq!(judged(&before, &[]).erased, 0);
    let (public, withheld) = (judged(&after, &[]), judged(&before, &[]).withheld);
    // Words and identity of the report; the shares of the two holders; the reasons for opening and erasing.
    assert_eq!((public.erased, public.withheld), (6, withheld - 5));
    let mut log = Log::of(&after);
    log.destroy(&subject(Room::Report, report_id(1)), &[Group::Identity, Group::Words]);
    let whole = verify(&log.bundle(finding_id(), &shown).to_bytes().unwrap(), None).unwrap();
    assert_eq!((whole.erased, whole.withheld), (6, 0));
    let said = holds_text(&whole, Some(mirqab_vocabulary::Language::English));
    assert!(said.contains("6 payloads, gone for good") && said.contains("ERASED"), "{said}");
    assert!(said.contains("Identity, Words of report") && said.contains("Danger to somebody"), "{said}");
}

#[test]
fn one_person_alone_erases_nothing_and_opens_nothing() {
    let parts = [Part::Words];
    let refused = |more: Vec<Told>| {
        let bundle = Log::of(&[walk(), more].concat()).bundle(finding_id(), &[]);
        match verify(&bundle.to_bytes().unwrap(), None).unwrap_err().why {
            Why::RuleNotKept(refusal) => refusal.slug(),
            other => panic!("{other:?}"),
        }
    };
    let alone = |told: Told| Told { by: author(Role::HeadOfMission, 24), ..told };
    assert_eq!(refused(vec![alone(propose(&parts)), decide(&parts, 24)]), "report-erasure-one-person");
    assert_eq!(refused(vec![decide(&parts, 24)]), "report-erasure-none");
    let opening = opening();
    assert_eq!(refused(vec![opening[0].clone(), opening[1].clone(), opening[3].clone()]), "report-opening-too-few");
}

/// A second item of evidence, of a witness, and who it is asked to be opened.
fn witness_opened() -> Vec<Told> {
    let about = || subject(Room::Verification, incident_id());
    let of_case = |event: OfCase, role, number, hour| told(about(), event, author(role, number), hour);
    let key = BlobId::from_bytes([7; 32]);
    let opening = Opening { what: Opened::Identity, key, set: 1, threshold: 2, reason: text("To warn.") };
    let consent = |holder| Step::OpeningConsented { consent: Consent::new(holder, "c2hhcmU=").unwrap() };
    let witness = Witness { name: Line::parse("Salem").unwrap(), contact: None, sealed: None };
    let evidence = walk().into_iter().find_map(|told| match told.event {
        Event::Verification(OfCase::EvidenceAdded { evidence, .. }) => Some(evidence),
        _ => None,
    });
    let kind = mirqab_domain::verification::EvidenceKind::Witness;
    let evidence = Evidence { kind, crater: None, witness: Some(witness), ..evidence.unwrap() };
    vec![
        of_case(OfCase::EvidenceAdded { number: 2, evidence }, Role::Verifier, 21, 270),
        of_case(OfCase::of_item(2, Step::OpeningRequested { opening }), Role::Verifier, 21, 280),
        of_case(OfCase::of_item(2, consent(1)), Role::Reviewer, 22, 281),
        of_case(OfCase::of_item(2, consent(3)), Role::Auditor, 23, 282),
        of_case(OfCase::of_item(2, Step::Opened), Role::Verifier, 21, 283),
    ]
}

fn of_item(number: u32, step: Step, role: Role, by: u8, hour: i64) -> Told {
    told(subject(Room::Verification, incident_id()), OfCase::of_item(number, step), author(role, by), hour)
}

#[test]
fn one_item_of_evidence_is_erased_by_two_persons_and_the_other_is_not() {
    let parts = vec![Part::Identity, Part::Words];
    let erasure = Erasure { parts: parts.clone(), ground: Ground::Danger, reason: text("Threatened.") };
    let proposed = of_item(2, Step::ErasureProposed { erasure }, Role::Verifier, 21, 300);
    let decided =
        |by| of_item(2, Step::Erased { parts: parts.clone(), ground: Ground::Danger }, Role::HeadOfMission, by, 301);
    let before = [walk(), witness_opened()].concat();
    let after = [before.clone(), vec![proposed.clone(), decided(24)]].concat();
    let judged = |facts: &[Told]| verify(&Log::of(facts).bundle(finding_id(), &[]).to_bytes().unwrap(), None);
    let (held, whole) = (judged(&before).unwrap(), judged(&after).unwrap());
    // Words and identity of the item; the shares of the two holders; the reasons for opening and erasing. The first item's words stay withheld.
    assert_eq!((held.erased, whole.erased), (0, 6));
    assert_eq!(whole.withheld, held.withheld - 5);
    let said = holds_text(&whole, Some(mirqab_vocabulary::Language::English));
    assert!(said.contains("Identity, Words of item of evidence 2") && said.contains("Danger to somebody"), "{said}");
    let refused = |more: Vec<Told>| match judged(&[before.clone(), more].concat()).unwrap_err().why {
        Why::RuleNotKept(refusal) => refusal.slug(),
        other => panic!("{other:?}"),
    };
    let alone = Told { by: author(Role::HeadOfMission, 24), ..proposed };
    assert_eq!(refused(vec![alone, decided(24)]), "report-erasure-one-person");
    let none = Step::Erased { parts: parts.clone(), ground: Ground::Danger };
    assert_eq!(refused(vec![of_item(3, none, Role::HeadOfMission, 24, 301)]), "verification-no-such-evidence");
    let opened = witness_opened();
    let few = [walk(), vec![opened[0].clone(), opened[1].clone(), opened[2].clone(), opened[4].clone()]].concat();
    match judged(&few).unwrap_err().why {
        Why::RuleNotKept(refusal) => assert_eq!(refusal.slug(), "report-opening-too-few"),
        other => panic!("{other:?}"),
    }
}

/// A date of birth, a telephone number, a name from a list: few enough to be tried, one by one, by whoever has the public log.
#[test]
fn no_guess_is_answered_by_a_commitment_before_or_after_the_salt_is_destroyed() {
    let log = Log::of(&walk());
    let leaf = log.leaf(1).clone();
    let identity = leaf.payloads.iter().find(|payload| payload.group == Group::Identity).unwrap();
    let right = identity.bytes.clone();
    let envelope: serde_json::Value = serde_json::from_slice(&leaf.bytes).unwrap();
    let bound = envelope["commitments"]["identity"].as_str().unwrap().to_owned();
    assert_eq!(commitment(Group::Identity, &identity.salt, &right), bound, "with its salt it is bound");
    // Every date of a century, every number of four digits, and the very value that stands there; with every salt that a program might
    // have used by mistake, and with the salts of the other payloads.
    let dates = (0..36_525).map(|day| format!("{{\"contact\":null,\"name\":\"day {day}\"}}").into_bytes());
    let numbers = (0..10_000).map(|number| format!("\"+218-91-555{number:04}\"").into_bytes());
    let guesses: Vec<Vec<u8>> = dates.chain(numbers).chain([right]).collect();
    let public = log.bundle(finding_id(), &[]);
    let seen = public.entries.iter().flat_map(|entry| entry.payloads.iter().map(|payload| payload.salt));
    let salts: Vec<[u8; 32]> = [[0; 32], [255; 32]].into_iter().chain(seen).collect();
    for guess in &guesses {
        for salt in [&salts[0], &salts[1]] {
            assert_ne!(commitment(Group::Identity, salt, guess), bound);
        }
    }
    for salt in &salts {
        assert_ne!(commitment(Group::Identity, salt, guesses.last().unwrap()), bound);
    }
}
