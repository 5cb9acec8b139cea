//! Bundles of a log whose key was followed by another.

use crate::log::{Log, ORIGIN};
use crate::program::{file, run};
use crate::walk::{finding_id, walk};
use mirqab_ledger::{Checkpoint, Signer, StampRoots, Succession, SuccessionError, leaf_hash};
use mirqab_record::bundle::{Bundle, MOST_SUCCESSIONS};
use mirqab_verifier::{Failure, Holds, Where, Why, verify, verify_under};

pub fn signer(seed: u8) -> Signer {
    Signer::from_seed(ORIGIN, [seed; 32]).unwrap()
}
pub fn key(seed: u8) -> String {
    signer(seed).verifier().to_string()
}
pub fn note(old: u8, new: u8, size: u64) -> String {
    Succession::sign(&signer(old), &signer(new), size, leaf_hash(b"then")).unwrap()
}
/// The bundle of the walk's log, which this key signed.
fn signed_by(seed: u8, successions: &[String]) -> Bundle {
    let mut log = Log::new(seed);
    walk().iter().for_each(|told| log.record(told));
    let mut bundle = log.bundle(finding_id(), &[]);
    bundle.successions = successions.to_vec();
    bundle
}
fn judged(bundle: &Bundle, known: u8) -> Result<Holds, Failure> {
    verify(&bundle.to_bytes().unwrap(), Some(&key(known)))
}
fn why(bundle: &Bundle, known: u8) -> (Where, Why) {
    let failure = judged(bundle, known).unwrap_err();
    (failure.at, failure.why)
}

#[test]
fn whoever_has_the_old_key_on_paper_checks_with_it_that_the_new_one_follows_it() {
    let bundle = signed_by(2, &[note(1, 2, 20)]);
    let bytes = bundle.to_bytes().unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("\"format\":\"mirqab-bundle/2\""));
    assert_eq!(Bundle::parse(&bytes), Ok(bundle.clone()));
    for known in [1, 2] {
        let holds = judged(&bundle, known).unwrap();
        assert!(holds.key_compared && holds.key == key(2) && holds.successions.len() == 1);
    }
    assert_eq!(why(&bundle, 3), (Where::Key, Why::OtherKey));
    let third = signed_by(3, &[note(1, 2, 10), note(2, 3, 20)]);
    for known in [1, 2, 3] {
        assert!(judged(&third, known).unwrap().key_compared, "{known}");
    }
    // Who has the new key alone reads what the old one signed, with the note.
    let old = signed_by(1, &[]);
    let size = Log::of(&walk()).checkpoint().size;
    assert_eq!(why(&old, 2), (Where::Key, Why::OtherKey));
    let link = Succession::open(&note(1, 2, size)).unwrap();
    assert!(verify_after(&old.to_bytes().unwrap(), Some(&key(2)), &[link]).unwrap().key_compared);
}

#[test]
fn a_new_key_that_the_old_one_did_not_sign_is_another_key() {
    // No note at all; a note signed by the new key and a stranger; one whose words were changed after signing.
    assert_eq!(why(&signed_by(2, &[]), 1), (Where::Key, Why::OtherKey));
    let text = note(1, 2, 20).split("\n\n").next().unwrap().to_owned() + "\n";
    let line = |seed: u8| signer(seed).sign(&text).unwrap()[text.len() + 1..].to_owned();
    for (lines, missing) in
        [(line(2), "the key that goes"), (line(2) + &line(9), "the key that goes"), (line(1), "the key that comes")]
    {
        let forged = signed_by(2, &[format!("{text}\n{lines}")]);
        let expected = (Where::Succession(1), Why::Succession(SuccessionError::NotSigned(missing)));
        assert_eq!(why(&forged, 1), expected);
    }
    // Everything between the marks is bound: no changed bit leaves the bundle holding.
    let bytes = signed_by(2, &[note(1, 2, 20)]).to_bytes().unwrap();
    let from = String::from_utf8_lossy(&bytes).find("\"successions\"").unwrap();
    for at in from..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            assert!(verify(&changed, Some(&key(1))).is_err(), "byte {at}, bit {bit}");
        }
    }
    // A note of another log, and a line of notes that does not lead here.
    let stranger = Signer::from_seed("example.org/other", [2; 32]).unwrap();
    let other =
        Succession::sign(&Signer::from_seed("example.org/other", [1; 32]).unwrap(), &stranger, 20, leaf_hash(b"t"));
    assert_eq!(why(&signed_by(2, &[other.unwrap()]), 1), (Where::Key, Why::OtherKey));
    assert_eq!(why(&signed_by(2, &[note(1, 3, 20)]), 1), (Where::Key, Why::OtherKey));
    let beside = signed_by(2, &[note(4, 5, 20)]);
    assert_eq!(why(&beside, 2), (Where::Succession(1), Why::OtherSuccession));
    for disorder in
        [[note(2, 3, 20), note(1, 2, 10)], [note(1, 2, 10), note(2, 3, 10)], [note(1, 2, 10), note(1, 2, 10)]]
    {
        assert_eq!(why(&signed_by(3, &disorder), 1), (Where::Succession(2), Why::OtherSuccession));
    }
    let many = signed_by(2, &vec![note(1, 2, 20); MOST_SUCCESSIONS + 1]);
    assert!(many.to_bytes().is_err());
}

#[test]
fn a_key_that_was_given_up_signs_nothing_more() {
    // Whoever stole the old key goes on with it: a reader who knows of the new one refuses that.
    let stolen = signed_by(1, &[]);
    let link = |size| [Succession::open(&note(1, 2, size)).unwrap()];
    let size = Log::of(&walk()).checkpoint().size;
    let failure = verify_after(&stolen.to_bytes().unwrap(), Some(&key(1)), &link(size - 1)).unwrap_err();
    let given_up = Why::Succession(SuccessionError::GivenUp(size - 1));
    assert_eq!((failure.at, failure.why), (Where::Checkpoint, given_up));
    assert!(verify_after(&stolen.to_bytes().unwrap(), Some(&key(1)), &link(size)).is_ok());
    assert_eq!(why(&signed_by(1, &[note(1, 2, 10)]), 1).0, Where::Checkpoint);
    // Two successors of one key: both notes convict, wherever the second comes from.
    let bundle = signed_by(2, &[note(1, 2, 20)]).to_bytes().unwrap();
    let other = [Succession::open(&note(1, 3, 20)).unwrap()];
    let failure = verify_after(&bundle, Some(&key(2)), &other).unwrap_err();
    assert!(matches!(failure.why, Why::Succession(SuccessionError::Forked(_))), "{failure}");
}

#[test]
fn the_program_takes_a_note_and_says_that_the_key_changed() {
    let bundle = file("succession.json", &signed_by(2, &[note(1, 2, 20)]).to_bytes().unwrap());
    let bundle = bundle.to_str().unwrap();
    let (status, said) = run(&[bundle, "--key", &key(1)]);
    assert!(status == Some(0) && said.starts_with("HOLDS / صحيح\nKEY COMPARED"), "{said}");
    assert!(said.contains("KEY CHANGED") && said.contains("entries until then: 20"), "{said}");
    let (_, said) = run(&[bundle, "--key", &key(1), "--lang", "ar"]);
    assert!(said.contains("تغيّر المفتاح"), "{said}");
    let (status, said) = run(&[bundle, "--key", &key(1), "--json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(status == Some(0) && said["successions"][0]["old"] == key(1) && said["key_compared"] == true, "{said}");
    // A checkpoint of the new key, for a reader of the old one: by the note, and not without it.
    let of = |seed: u8, size: u64| {
        let checkpoint = Checkpoint { origin: ORIGIN.into(), size, root: leaf_hash(b"x") };
        file(&format!("succession-{seed}-{size}"), checkpoint.sign(&signer(seed)).unwrap().as_bytes())
    };
    let (new, old, late) = (of(2, 21), of(1, 20), of(1, 21));
    let link = file("succession.note", note(1, 2, 20).as_bytes());
    let [new, old, late, link] = [&new, &old, &late, &link].map(|path| path.to_str().unwrap());
    let asked = |one: &str, more: &[&str]| run(&[&["compare", one, one, "--key", &key(1)], more].concat());
    assert_eq!(asked(new, &[]).0, Some(1));
    assert_eq!(asked(new, &["--succession", link]).0, Some(0));
    assert_eq!(asked(old, &["--succession", link]).0, Some(0));
    let (status, said) = asked(late, &["--succession", link]);
    assert!(status == Some(1) && said.contains("another key followed it"), "{said}");
    assert_eq!(asked(new, &["--succession", new]).0, Some(2));
}

/// For a reader who has notes besides, and trusts no authority.
fn verify_after(bytes: &[u8], key: Option<&str>, successions: &[Succession]) -> Result<Holds, Failure> {
    verify_under(bytes, key, successions, &StampRoots::default())
}
