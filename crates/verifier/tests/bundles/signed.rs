//! Reports that their senders sign: what holds, and everything that somebody could do to a signature.

use crate::log::{Log, ORIGIN, Told};
use crate::walk::{author, finding_id, report_id, subject, text, told, walk};
use mirqab_domain::mission::{Continues, Event as Keys, Offer, Revocation};
use mirqab_domain::report::{Channel, Draft, Erasure, Event, Ground, Part, Signed};
use mirqab_domain::{Author, Event as Fact, Room};
use mirqab_ledger::BytesSigner;
use mirqab_record::{Group, claims, offer, open, submission};
use mirqab_verifier::{Holds, Part as Of, Where, holds_text, verify};
use mirqab_vocabulary::*;

const LIAISON: u8 = 6;
/// Where the liaison's report stands: behind two entries about the key.
const AT: usize = 7;

fn signer(seed: u8) -> BytesSigner {
    BytesSigner::from_seed([seed; 32])
}
fn key(seed: u8) -> BlobId {
    BlobId::from_bytes(signer(seed).public())
}
fn by(seed: u8, bytes: &[u8]) -> KeySignature {
    KeySignature::from_bytes(signer(seed).sign(bytes))
}
fn liaison() -> Author {
    author(Role::PartyLiaison, LIAISON)
}
fn about_keys(event: Keys, by: Author) -> Told {
    let account = AccountId::from_parts(1, [LIAISON; 10]);
    told(subject(Room::Mission, account), event, by, 1)
}

/// The offer of a key, signed for a log and an account, with a secret.
fn offer_made(origin: &str, seed: u8, every_report: bool, secret: u8, after: Option<(u8, u8)>) -> Keys {
    let bytes = offer(origin, liaison().account, &key(seed), every_report).unwrap();
    let continues = after.map(|(old, secret)| Continues { key: key(old), proof: by(secret, &bytes) });
    Keys::KeyOffered { offer: Offer { key: key(seed), every_report, proof: by(secret, &bytes), continues } }
}
fn confirmed(seed: u8) -> Keys {
    Keys::KeyConfirmed { key: key(seed) }
}
fn revoked(seed: u8) -> Keys {
    Keys::KeyRevoked { revocation: Revocation { key: key(seed), reason: text("The telephone was lost.") } }
}

/// The walk in which the liaison's office filed report 4, after these facts about its keys; nothing is signed yet.
fn filed(keys: Vec<Keys>) -> Vec<Told> {
    let mut facts = walk();
    let Fact::Report(Event::Submitted { draft, .. }) = &mut facts[5].event else { panic!("another fact") };
    (draft.channel, draft.reported_by) = (Channel::Party, Some(PartyCode::parse("north").unwrap()));
    draft.witness = None;
    facts[5].by = liaison();
    let head = |event: &Keys| matches!(event, Keys::KeyConfirmed { .. });
    let keys = keys
        .into_iter()
        .map(|event| if head(&event) { (event, author(Role::HeadOfMission, 5)) } else { (event, liaison()) });
    facts.splice(1..1, keys.map(|(event, by)| about_keys(event, by)));
    facts
}

/// Signs the report at a position, as its sender would for a log.
fn sign(facts: &mut [Told], position: usize, seed: u8, origin: &str) {
    let entry = Log::of(facts).leaf(position as u64).clone();
    let (envelope, event, _) = open(&entry.bytes, &entry.payloads).unwrap();
    let report = ReportId::parse(&envelope.subject.id).unwrap();
    let bytes = submission(origin, envelope.author.account, report, &event, &envelope.commitments).unwrap();
    let Fact::Report(Event::Submitted { signed, .. }) = &mut facts[position].event else { panic!("another fact") };
    *signed = Some(Signed { key: key(seed), signature: by(seed, &bytes) });
}

fn standing() -> Vec<Keys> {
    vec![offer_made(ORIGIN, 1, false, 1, None), confirmed(1)]
}

fn signed_walk() -> Vec<Told> {
    let mut facts = filed(standing());
    sign(&mut facts, AT, 1, ORIGIN);
    facts
}

fn judged(facts: &[Told], groups: &[Group]) -> Result<Holds, (Where, &'static str)> {
    let bundle = Log::of(facts).bundle(finding_id(), groups);
    verify(&bundle.to_bytes().unwrap(), None).map_err(|failure| (failure.at, failure.slug().unwrap_or("no rule")))
}

fn draft(facts: &mut [Told]) -> &mut Draft {
    let Fact::Report(Event::Submitted { draft, .. }) = &mut facts[AT].event else { panic!("another fact") };
    draft
}

const GROUPS: [Group; 3] = [Group::Exact, Group::Identity, Group::Words];

#[test]
fn a_signed_report_holds_shown_and_withheld_and_it_is_said_who_signed() {
    let facts = signed_walk();
    for groups in [&[][..], &GROUPS] {
        let holds = judged(&facts, groups).unwrap();
        let counts: Vec<_> = holds.signed.iter().map(|one| (one.party.clone(), one.reports, one.signed)).collect();
        assert_eq!(counts, [(None, 3, 0), (Some(PartyCode::parse("north").unwrap()), 1, 1)]);
        let said = holds_text(&holds, Some(Language::English));
        assert!(said.contains("1 of 1 reports of north carry north's own signature"), "{said}");
        assert!(said.contains("0 of 3 reports of no party") && said.contains(key(1).as_str()), "{said}");
        assert!(holds_text(&holds, Some(Language::Arabic)).contains("يحمل 1 من 1 من بلاغات"));
    }
}

#[test]
fn a_signature_holds_after_words_and_place_were_erased() {
    let mut facts = signed_walk();
    let parts = vec![Part::Words, Part::Place];
    let about = || subject(Room::Report, report_id(4));
    let erasure = Erasure { parts: parts.clone(), ground: Ground::Danger, reason: text("Threatened.") };
    facts.push(told(about(), Event::ErasureProposed { erasure }, author(Role::DutyOfficer, 20), 300));
    let erased = Event::Erased { parts, ground: Ground::Danger };
    facts.push(told(about(), erased, author(Role::HeadOfMission, 24), 301));
    let mut log = Log::of(&facts);
    log.destroy(&about(), &[Group::Words, Group::Exact]);
    let holds = verify(&log.bundle(finding_id(), &GROUPS).to_bytes().unwrap(), None).unwrap();
    assert_eq!(holds.signed[1].signed, 1);
    assert!(holds.erased > 0);
}

/// What is signed is the same whether words and place are shown or not, so it holds nothing of them but what the sender's salt binds.
#[test]
fn what_is_signed_answers_no_guess_at_words_or_place() {
    let log = Log::of(&signed_walk());
    let entry = log.leaf(AT as u64);
    let open_only: Vec<_> = entry.payloads.iter().filter(|payload| payload.group == Group::Open).cloned().collect();
    let bytes = |payloads: &[mirqab_record::Payload]| {
        let (envelope, event, _) = open(&entry.bytes, payloads).unwrap();
        claims(ORIGIN, &envelope, &event).unwrap().remove(0).bytes
    };
    let withheld = bytes(&open_only);
    assert_eq!(withheld, bytes(&entry.payloads));
    let said = String::from_utf8(withheld).unwrap();
    for secret in ["انفجارات", "lat_udeg", "32800000", "precision_m"] {
        assert!(!said.contains(secret), "{secret}");
    }
}

#[test]
fn whatever_is_done_to_a_signature_shows_and_where() {
    let wrong = "report-signature-wrong";
    let changed = |change: fn(&mut Draft)| {
        let mut facts = signed_walk();
        change(draft(&mut facts));
        facts
    };
    let resigned = |seed, origin: &str| {
        let mut facts = filed(standing());
        sign(&mut facts, AT, seed, origin);
        facts
    };
    let mut moved = signed_walk();
    moved[AT].about = subject(Room::Report, report_id(8));
    for told in &mut moved {
        if let Fact::Report(Event::LineageRecorded { origin, .. }) = &mut told.event {
            *origin = Some(report_id(8));
        }
    }
    let mut by_other_secret = signed_walk();
    let Fact::Report(Event::Submitted { signed: Some(signed), .. }) = &mut by_other_secret[AT].event else { panic!() };
    signed.signature = by(2, b"anything");
    let mut by_other_account = signed_walk();
    by_other_account[AT].by = author(Role::PartyLiaison, 7);
    let cases: Vec<(&str, Vec<Told>, &str)> = vec![
        ("another secret", by_other_secret, wrong),
        ("a key that is nobody's", resigned(2, ORIGIN), "report-key-not-standing"),
        ("another log", resigned(1, "example.org/other"), wrong),
        ("another report", moved, wrong),
        ("another account", by_other_account, "report-key-not-standing"),
        ("the accused", changed(|draft| draft.accused = None), wrong),
        ("the source", changed(|draft| draft.source = Line::parse("Somebody").unwrap()), wrong),
        ("words that are withheld", changed(|draft| draft.text = text("Two explosions.")), wrong),
        (
            "a place that is withheld",
            changed(|draft| draft.place = Place::Named { name: Line::parse("x").unwrap(), at: None, precision_m: 9 }),
            wrong,
        ),
        (
            "an identity that was not there",
            changed(|draft| {
                let name = Line::parse("B. Witness").unwrap();
                draft.witness = Some(mirqab_domain::report::Witness { name, contact: None, sealed: None });
            }),
            wrong,
        ),
    ];
    for (what, facts, slug) in cases {
        let at = Where::Entry { position: AT as u64, part: Of::Fact };
        assert_eq!(judged(&facts, &[]).map(|_| ()), Err((at, slug)), "{what}");
    }
    // When it was received is the mission's to say, and is not signed.
    let received = changed(|draft| draft.received_at = crate::walk::at(2));
    assert!(judged(&received, &[]).is_ok());
}

#[test]
fn a_stripped_signature_shows_where_the_account_signs_all_and_is_counted_where_it_does_not() {
    let strict = vec![offer_made(ORIGIN, 1, true, 1, None), confirmed(1)];
    let at = Where::Entry { position: AT as u64, part: Of::Fact };
    assert_eq!(judged(&filed(strict.clone()), &[]).map(|_| ()), Err((at, "report-signature-missing")));
    let loose = judged(&filed(standing()), &[]).unwrap();
    assert_eq!((loose.signed[1].reports, loose.signed[1].signed), (1, 0));
    // Whoever revokes the key cannot go on without one.
    let mut gone = filed([strict, vec![revoked(1)]].concat());
    gone[3].by = author(Role::HeadOfMission, 5);
    let at = Where::Entry { position: AT as u64 + 1, part: Of::Fact };
    assert_eq!(judged(&gone, &[]).map(|_| ()), Err((at, "report-signature-missing")));
}

#[test]
fn a_revoked_or_replaced_key_signs_no_more_and_its_successor_does() {
    let revoked = [standing(), vec![revoked(1)]].concat();
    let replaced = [standing(), vec![offer_made(ORIGIN, 2, false, 2, Some((1, 1)))]].concat();
    for (keys, seed, right) in [
        (revoked, 1, Err("report-key-not-standing")),
        (replaced.clone(), 1, Err("report-key-not-standing")),
        (replaced, 2, Ok(())),
    ] {
        let mut facts = filed(keys);
        sign(&mut facts, AT + 1, seed, ORIGIN);
        assert_eq!(judged(&facts, &[]).map(|_| ()).map_err(|(_, slug)| slug), right);
    }
}

#[test]
fn a_key_is_offered_by_who_holds_it_and_continued_by_who_held_the_last() {
    let offers = [(offer_made(ORIGIN, 1, false, 2, None), 1), (offer_made("example.org/other", 1, false, 1, None), 1)];
    for (offered, position) in offers {
        let at = Where::Entry { position, part: Of::Fact };
        let facts = filed(vec![offered, confirmed(1)]);
        assert_eq!(judged(&facts, &[]).map(|_| ()), Err((at, "mission-key-proof")));
    }
    let stolen = [standing(), vec![offer_made(ORIGIN, 2, false, 2, Some((1, 2)))]].concat();
    let at = Where::Entry { position: 3, part: Of::Fact };
    assert_eq!(judged(&filed(stolen), &[]).map(|_| ()), Err((at, "mission-key-proof")));
}

#[test]
fn a_bundle_without_the_keys_does_not_hold() {
    let bundle = Log::of(&signed_walk()).bundle(finding_id(), &[]);
    for left_out in [vec![1], vec![2], vec![1, 2]] {
        let mut cut = bundle.clone();
        cut.entries.retain(|entry| !left_out.contains(&entry.position));
        assert!(verify(&cut.to_bytes().unwrap(), None).is_err(), "{left_out:?}");
    }
}
