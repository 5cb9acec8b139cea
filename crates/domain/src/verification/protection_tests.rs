//! Who stands behind an item of evidence: given facts, when a step of its protection, then it or a refusal.

use super::*;
use crate::mission::{Holder, Holders};
use crate::report::{
    Consent, ERASED, Erasure, Ground, Opened, Opening, Part, Refusal as OfReport, Sealed, Step, Witness, admit_witness,
};
use crate::{Author, Refusal as Any};
use mirqab_vocabulary::*;

fn at(hours: i64) -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap().plus_s(hours * 3600)
}
fn by(role: Role, number: u8) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: None }
}
fn incident() -> IncidentId {
    IncidentId::from_parts(3, [3; 10])
}
fn text(said: &str) -> Passage {
    Passage::parse(said).unwrap()
}
fn sets() -> Vec<Holders> {
    let holder = |number| Holder { account: by(Role::Auditor, number).account, key: BlobId::from_bytes([number; 32]) };
    vec![Holders { threshold: 2, holders: (1..=3).map(holder).collect() }]
}

fn item(number: u32) -> Event {
    let evidence = Evidence {
        kind: EvidenceKind::Witness,
        origin: Line::parse("Interview").unwrap(),
        description: text("He saw the gun."),
        collected_at: at(0),
        grade: Grade { reliability: Reliability::B, credibility: Credibility::Two },
        blob: None,
        crater: None,
        witness: Some(Witness { name: Line::parse("A name").unwrap(), contact: None, sealed: None }),
        proves: vec![],
        held: None,
    };
    Event::EvidenceAdded { number, evidence }
}

fn handed(number: u32) -> Event {
    let (to, note) = (Some(Line::parse("Salem").unwrap()), text("In a bag."));
    Event::CustodyPassed { handover: Handover { number, to, note } }
}

/// A case with two items of evidence, whatever was recorded besides.
struct Case(State);

impl Case {
    fn new() -> Self {
        let opened = Event::Opened { due: at(48) };
        let author = by(Role::Verifier, 9);
        let mut case = Self(State::apply(None, incident(), &opened, &author, at(0)).unwrap());
        for event in [item(1), item(2), handed(1), handed(2)] {
            case.apply(&event, &author);
        }
        case
    }

    fn apply(&mut self, event: &Event, author: &Author) {
        self.0 = State::apply(Some(self.0.clone()), incident(), event, author, at(1)).unwrap();
    }

    fn may(&self, number: u32, step: &Step, author: &Author) -> Result<(), Any> {
        admit_step(Some(&self.0), number, step, author, &sets())
    }

    fn tell(&mut self, number: u32, step: Step, author: &Author) {
        self.may(number, &step, author).unwrap();
        self.apply(&Event::of_item(number, step), author);
    }
}

fn propose(parts: &[Part]) -> Step {
    Step::ErasureProposed {
        erasure: Erasure { parts: parts.to_vec(), ground: Ground::Danger, reason: text("Danger.") },
    }
}
fn erased(parts: &[Part]) -> Step {
    Step::Erased { parts: parts.to_vec(), ground: Ground::Danger }
}
fn ask(what: Opened) -> Step {
    let (key, reason) = (BlobId::from_bytes([7; 32]), text("To warn."));
    Step::OpeningRequested { opening: Opening { what, key, set: 1, threshold: 2, reason } }
}
fn consent(holder: u32) -> Step {
    Step::OpeningConsented { consent: Consent::new(holder, "c2hhcmU=").unwrap() }
}

#[test]
fn two_persons_erase_one_item_and_the_other_stays() {
    let parts = [Part::Identity, Part::Words];
    let (mut case, head) = (Case::new(), by(Role::HeadOfMission, 5));
    assert_eq!(case.may(3, &propose(&parts), &head), Err(Refusal::NoSuchEvidence.into()));
    assert_eq!(case.may(1, &propose(&[Part::Table]), &head), Err(OfReport::ErasureNothing.into()));
    assert_eq!(case.may(1, &erased(&parts), &head), Err(OfReport::ErasureNone.into()));
    case.tell(1, propose(&parts), &head);
    assert_eq!(case.may(1, &erased(&parts), &head), Err(OfReport::ErasureOnePerson.into()));
    // What waits for one item waits for no other.
    assert_eq!(case.may(2, &erased(&parts), &by(Role::HeadOfMission, 6)), Err(OfReport::ErasureNone.into()));
    case.tell(1, erased(&parts), &by(Role::HeadOfMission, 6));
    let [first, second] = &case.0.evidence[..] else { panic!("{:?}", case.0.evidence) };
    assert_eq!((first.evidence.description.as_str(), &first.evidence.witness), (ERASED, &None));
    let handover = &first.custody[0].1;
    assert_eq!((handover.to.as_ref(), handover.note.as_str()), (None, ERASED));
    assert!(first.protection.is_erased(Part::Words) && second.protection.is_none());
    assert!(second.evidence.witness.is_some() && second.custody[0].1.to.is_some());
    assert_eq!(case.may(1, &propose(&parts), &head), Err(OfReport::ErasureNothing.into()));
}

/// A withheld or erased payload reads as none: the same facts make the same state, whoever reads them.
#[test]
fn a_state_is_the_same_before_and_after_its_payloads_are_gone() {
    let parts = [Part::Identity, Part::Words];
    let gone = |event: Event| match event {
        Event::EvidenceAdded { number, mut evidence } if number == 1 => {
            (evidence.witness, evidence.description) = (None, text("[withheld]"));
            Event::EvidenceAdded { number, evidence }
        }
        Event::CustodyPassed { handover: Handover { number: 1, .. } } => {
            Event::CustodyPassed { handover: Handover { number: 1, to: None, note: text("[withheld]") } }
        }
        event => event,
    };
    let (mut whole, head) = (Case::new(), by(Role::HeadOfMission, 5));
    let opened = Event::Opened { due: at(48) };
    let author = by(Role::Verifier, 9);
    let mut poor = Case(State::apply(None, incident(), &opened, &author, at(0)).unwrap());
    for event in [item(1), item(2), handed(1), handed(2)] {
        poor.apply(&gone(event), &author);
    }
    assert_ne!(whole.0, poor.0);
    for case in [&mut whole, &mut poor] {
        case.tell(1, propose(&parts), &head);
        case.tell(1, erased(&parts), &by(Role::HeadOfMission, 6));
    }
    assert_eq!(whole.0, poor.0);
}

#[test]
fn a_quorum_opens_one_witness_and_a_request_for_another_counts_apart() {
    let (mut case, asker) = (Case::new(), by(Role::Verifier, 9));
    assert_eq!(case.may(1, &ask(Opened::Table), &asker), Err(OfReport::OpeningNothing.into()));
    assert_eq!(case.may(1, &ask(Opened::Identity), &by(Role::Observer, 8)), Err(OfReport::OpeningRole.into()));
    case.tell(1, ask(Opened::Identity), &asker);
    assert_eq!(case.may(2, &consent(1), &by(Role::Auditor, 1)), Err(OfReport::OpeningNone.into()));
    assert_eq!(case.may(1, &consent(1), &by(Role::Auditor, 2)), Err(OfReport::OpeningNotHolder.into()));
    case.tell(1, consent(1), &by(Role::Auditor, 1));
    assert_eq!(case.may(1, &Step::Opened, &asker), Err(OfReport::OpeningTooFew.into()));
    case.tell(1, consent(3), &by(Role::Auditor, 3));
    assert_eq!(case.may(1, &Step::Opened, &by(Role::DutyOfficer, 4)), Err(OfReport::OpeningNotOwn.into()));
    case.tell(1, Step::Opened, &asker);
    assert_eq!(case.0.evidence[0].protection.openings[0].opened, Some(at(1)));
}

#[test]
fn a_step_is_asked_of_a_case_and_an_item_that_are_there_and_of_no_other_rule() {
    let head = by(Role::HeadOfMission, 5);
    assert_eq!(admit_step(None, 1, &Step::Opened, &head, &[]), Err(Refusal::NotOpen.into()));
    let case = Case::new();
    let standing = Standing { incident_open: true, ..Standing::default() };
    let event = Event::of_item(1, propose(&[Part::Words]));
    assert_eq!(event.step().map(|(number, _)| number), event.item());
    assert_eq!(admit(Some(&case.0), &event, &head, at(1), &standing), Err(Refusal::RoleNotAllowed));
}

#[test]
fn a_name_in_clear_is_refused_once_there_are_holders() {
    let Event::EvidenceAdded { evidence, .. } = item(1) else { unreachable!() };
    let mut witness = evidence.witness.unwrap();
    assert_eq!(admit_witness(Some(&witness), &[]), Ok(()));
    assert_eq!(admit_witness(Some(&witness), &sets()), Err(OfReport::IdentityNotSealed));
    witness.sealed = Some(Sealed { set: 1, locked: String::new(), shares: vec![String::new(); 3] });
    assert_eq!(admit_witness(Some(&witness), &sets()), Err(OfReport::SealWrong), "sealed, with the name beside it");
    witness.name = Line::parse("[sealed]").unwrap();
    assert_eq!(admit_witness(Some(&witness), &sets()), Ok(()));
}
