//! The program itself: what it says, and its exit status.

use crate::log::Log;
use crate::walk::{finding_id, walk, walk_with};
use mirqab_ledger::Cosigner;
use mirqab_verifier::Trust;
use std::path::PathBuf;
use std::process::{Command, Output};

pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
pub fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_mirqab-verify")).args(arguments).output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

#[test]
fn a_bundle_that_holds() {
    let log = Log::of(&walk());
    let path = file("holds.json", &log.bundle(finding_id(), &[]).to_bytes().unwrap());
    let path = path.to_str().unwrap();
    let (status, said) = run(&[path]);
    assert_eq!(status, Some(0));
    assert!(said.starts_with("HOLDS / صحيح\nKEY NOT COMPARED YET / "), "{said}");
    for part in [
        &log.key(),
        finding_id().as_str(),
        "Attributed to a party: north (",
        "DISSENT of",
        "newest entry",
        "mirqab check",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let (status, said) = run(&[path, "--lang", "ar"]);
    assert!(status == Some(0) && said.starts_with("صحيح\nلم تتم مقارنة المفتاح بعد\n"), "{said}");
    for part in ["منسوب إلى طرف: north", "خالفه", "كلها في السجل", &log.key()] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let key_file = file("key.txt", format!("{}\n", log.key()).as_bytes());
    for compared in [["--key", &log.key()], ["--key-file", key_file.to_str().unwrap()]] {
        let (status, said) = run(&[compared[0], compared[1], path]);
        assert_eq!(status, Some(0));
        assert!(said.starts_with("HOLDS / صحيح\nKEY COMPARED / تمت مقارنة المفتاح\n"), "{said}");
    }
}

#[test]
fn a_bundle_with_a_cosigned_checkpoint_beside_it() {
    let log = Log::of(&walk());
    let path = file("cosigned.json", &log.bundle(finding_id(), &[]).to_bytes().unwrap());
    let (path, key) = (path.to_str().unwrap(), log.key());
    let [party, other] = [1, 2].map(|n| Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap());
    let (text, note) = (log.checkpoint().text(), log.note());
    let [party_key, other_key] = [&party, &other].map(|one| one.witness().to_string());
    let beside = |name: &str, note: &str| file(name, note.as_bytes()).to_str().unwrap().to_owned();
    let good = beside("good", &format!("{note}{}", party.cosign(&text, 1_700_000_000).unwrap()));
    let asked = |beside: &str, witness: &str| run(&[path, "--key", &key, "--cosigned", beside, "--witness", witness]);
    let (status, said) = asked(&good, &party_key);
    assert!(status == Some(0) && said.contains("COSIGNED / ") && said.contains("w1.example, 2023-11-14"), "{said}");
    assert!(said.starts_with("HOLDS / صحيح\nKEY COMPARED"), "{said}");
    assert_eq!(asked(&good, &other_key).0, Some(1));
    assert_eq!(run(&[path, "--key", &key, "--cosigned", &good]).0, Some(2));
    // The bundle itself carries none.
    assert_eq!(run(&[path, "--key", &key, "--witness", &party_key]).0, Some(1));
    assert_eq!(run(&[path, "--witness", &party_key]).0, Some(2));
    assert_eq!(run(&[path, "--key", &key, "--tiles", path]).0, Some(2));
    // No byte beside the bundle is free: neither a line of a stranger nor any bit.
    let both = format!("{}{}", std::fs::read_to_string(&good).unwrap(), other.cosign(&text, 5).unwrap());
    assert_eq!(asked(&beside("both", &both), &party_key).0, Some(1));
    let (good, trust) = (std::fs::read(&good).unwrap(), Trust::new(log.verifier(), vec![party.witness()], None));
    for at in 0..good.len() * 8 {
        let mut changed = good.clone();
        changed[at / 8] ^= 1 << (at % 8);
        let Ok(changed) = String::from_utf8(changed) else { continue };
        assert!(mirqab_verifier::cosigned(&changed, &log.checkpoint(), &trust, None).is_err(), "{changed}");
    }
    let forked = Log::of(&walk_with(3, 5));
    let fork = format!("{}{}", forked.note(), party.cosign(&forked.checkpoint().text(), 5).unwrap());
    let (status, said) = asked(&beside("fork", &fork), &party_key);
    assert!(status == Some(1) && said.contains("CONTRADICTION"), "{said}");
}

#[test]
fn a_bundle_that_does_not() {
    let bad = Log::of(&walk_with(3, 5)).bundle(finding_id(), &[]).to_bytes().unwrap();
    let (status, said) = run(&[file("broken-rule.json", &bad).to_str().unwrap()]);
    assert_eq!(status, Some(1));
    assert!(said.starts_with("DOES NOT HOLD / غير صحيح\n"), "{said}");
    assert!(said.contains("position 18") && said.contains("finding-same-person"), "{said}");
    assert!(said.contains("القيد في الموضع 18") && said.contains("لم تُراعَ قاعدة: "), "{said}");
    let good = Log::of(&walk()).bundle(finding_id(), &[]).to_bytes().unwrap();
    let other_key = Log::new(2).key();
    let (status, said) = run(&[file("other-key.json", &good).to_str().unwrap(), "--key", &other_key]);
    assert_eq!(status, Some(1));
    assert!(said.contains("another key"), "{said}");
    assert_eq!(run(&[file("empty.json", b"").to_str().unwrap()]).0, Some(1));
}

#[test]
fn a_question_that_cannot_be_asked() {
    for arguments in [
        &[][..],
        &["a", "b"],
        &["--what"],
        &["a", "--key"],
        &["a", "--lang", "fr"],
        &["a", "--key", "no key"],
        &["a", "--key-file", "/no/such/file"],
        &["/no/such/file"],
        &["http://127.0.0.1:9/findings/1/bundle"],
        &["/"],
    ] {
        let (status, said) = run(arguments);
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(!said.contains("HOLD /") && !said.contains("HOLDS /"), "{said}");
    }
    let (_, said) = run(&["https://mission.example/bundle.json"]);
    assert!(said.contains("no network") && said.contains("نزّل الملف أولاً"), "{said}");
    let (status, said) = run(&["--help"]);
    assert!(status == Some(0) && said.contains("on\npaper"), "{said}");
}
