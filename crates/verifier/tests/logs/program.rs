//! The program itself: what it says of logs, receipts and checkpoints, and its exit status.

use crate::{Log, Memory};
use mirqab_ledger::Cosigner;
use std::path::PathBuf;
use std::process::{Command, Output};

fn file(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}
fn folder(name: &str, files: &Memory) -> String {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&root);
    for (path, bytes) in &files.0 {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    root.to_str().unwrap().to_owned()
}
fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_mirqab-verify")).args(arguments).output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}
fn verdict(arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let (status, said) = run(&[arguments, &["--json"]].concat());
    (status, serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}")))
}

#[test]
fn a_folder_is_judged_in_both_languages_and_for_programs() {
    let log = Log::new(300);
    let (key, path) = (log.signer.verifier().to_string(), folder("folder", &log.folder()));
    let (status, said) = run(&[&path, "--key", &key]);
    assert!(status == Some(0) && said.starts_with("HOLDS / صحيح\n") && said.contains("السجل كله"), "{said}");
    let (_, json) = verdict(&[&path, "--key", &key]);
    assert_eq!(
        (json["verdict"].as_str(), json["size"].as_u64(), json["subjects"].as_u64()),
        (Some("holds"), Some(300), Some(11))
    );
    std::fs::write(PathBuf::from(&path).join("tile/0/001.p/44"), [0; 44 * 32]).unwrap();
    let (status, said) = run(&[&path, "--key", &key]);
    assert!(status == Some(1) && said.contains("tile/0/001.p/44") && said.contains("ملف لا يطابق"), "{said}");
    let witness = Cosigner::from_seed("w", [1; 32]).unwrap().witness().to_string();
    assert_eq!(run(&[&path, "--key", &key, "--witness", &witness]).0, Some(1));
    assert_eq!(run(&[&path]).0, Some(2));
}

#[test]
fn a_receipt_is_judged_as_a_file_and_as_a_line() {
    let log = Log::new(300);
    let (key, tiles) = (log.signer.verifier().to_string(), folder("receipts", &log.folder()));
    let receipt = file("receipt.json", log.receipt(40, 60).to_string().as_bytes());
    let (status, said) = run(&[&receipt, "--key", &key]);
    assert!(status == Some(0) && said.contains("القيد موجود في السجل") && said.contains("--tiles"), "{said}");
    let (status, said) = run(&[&receipt, "--key", &key, "--tiles", &tiles]);
    assert!(status == Some(0) && said.contains("report/withdrawn/1"), "{said}");
    let short = log.slip(40, 60, false);
    assert_eq!(verdict(&[&short, "--key", &key]).0, Some(2));
    assert_eq!(verdict(&[&short, "--key", &key]).1["verdict"], "signed");
    assert_eq!(verdict(&[&short, "--key", &key, "--tiles", &tiles]).0, Some(0));
    let sent = file("receipt.txt", format!("{short}\n").as_bytes());
    assert_eq!(verdict(&[&sent, "--key", &key, "--tiles", &tiles]).0, Some(0));
    let (status, said) = run(&[&short[..150], "--key", &key]);
    assert!(status == Some(1) && said.contains("هذا ليس إيصالاً"), "{said}");
    assert_eq!(run(&[&short]).0, Some(2));
    let (status, json) = verdict(&[&log.slip(40, 60, true), "--key", &key]);
    assert_eq!((status, json["position"].as_u64()), (Some(0), Some(40)));
    let proof = file("receipt.tlog-proof", log.tlog_proof(40, 60).to_string().as_bytes());
    let (status, said) = run(&["receipt", &proof, "--key", &key]);
    assert!(
        status == Some(0) && said.contains("report/withdrawn/1") && said.contains("القيد موجود في السجل"),
        "{said}"
    );
    assert_eq!(verdict(&[&proof, "--key", &key, "--tiles", &tiles]).1["position"], 40);
    assert_eq!(run(&["receipt", &proof]).0, Some(2));
    let forked = folder("receipts-fork", &Log::forked(300, 20).folder());
    let (status, json) = verdict(&[&receipt, "--key", &key, "--tiles", &forked]);
    assert_eq!((status, json["verdict"].as_str()), (Some(1), Some("contradiction")));
}

#[test]
fn two_checkpoints_are_compared_for_a_third_party() {
    let (log, fork) = (Log::new(300), Log::forked(300, 20));
    let key = log.signer.verifier().to_string();
    let [early, late, other] = [("early", log.note(40)), ("late", log.note(300)), ("other", fork.note(40))]
        .map(|(name, note)| file(name, note.as_bytes()));
    let tiles = folder("compare", &log.folder());
    let asked = |one: &str, two: &str, tiles: &[&str]| {
        let (status, json) = verdict(&[&["compare", one, two, "--key", &key], tiles].concat());
        (status, json["verdict"].as_str().unwrap().to_owned())
    };
    assert_eq!(asked(&early, &early, &[]), (Some(0), "same".to_owned()));
    assert_eq!(asked(&early, &late, &[]), (Some(2), "undecided".to_owned()));
    assert_eq!(asked(&early, &late, &["--tiles", &tiles]), (Some(0), "extends".to_owned()));
    assert_eq!(asked(&early, &other, &[]), (Some(1), "contradiction".to_owned()));
    assert_eq!(asked(&other, &late, &["--tiles", &tiles]), (Some(1), "contradiction".to_owned()));
    let (status, said) = run(&["compare", &early, &other, "--key", &key]);
    assert!(status == Some(1) && said.starts_with("CONTRADICTION / تناقض\n"), "{said}");
    for wrong in
        [&["compare"][..], &["compare", &early], &["compare", &early, &late, &other], &["compare", &early, &late]]
    {
        assert_eq!(run(wrong).0, Some(2), "{wrong:?}");
    }
}

#[test]
fn all_that_is_said_of_logs_receipts_and_checkpoints_is_said_in_arabic() {
    let (log, fork) = (Log::new(300), Log::forked(300, 20));
    let key = log.signer.verifier().to_string();
    let witness = Cosigner::from_seed("w1.example", [1; 32]).unwrap();
    let cosigned = |note: String| {
        let text = format!("{}\n", note.split("\n\n").next().unwrap());
        let other = Cosigner::from_seed("w2.example", [2; 32]).unwrap();
        format!("{note}{}{}", witness.cosign(&text, 5).unwrap(), other.cosign(&text, 6).unwrap())
    };
    let mut files = log.folder();
    files.0.insert("checkpoint".into(), cosigned(log.note(300)).into_bytes());
    let tiles = folder("arabic", &files);
    let [early, late, other] = [("ar-early", log.note(40)), ("ar-late", log.note(300)), ("ar-other", fork.note(40))]
        .map(|(name, note)| file(name, cosigned(note).as_bytes()));
    let receipt = file("ar-receipt.json", log.receipt(40, 60).to_string().as_bytes());
    let proof = file("ar-receipt.tlog-proof", log.tlog_proof(40, 60).to_string().as_bytes());
    let (short, witness) = (log.slip(40, 60, false), witness.witness().to_string());
    for (arguments, status) in [
        (&[tiles.as_str(), "--witness", &witness][..], 0),
        (&[&receipt], 0),
        (&[&receipt, "--tiles", &tiles], 0),
        (&[&proof], 0),
        (&[&short], 2),
        (&[&short[..150]], 1),
        (&["compare", &early, &early, "--witness", &witness], 0),
        (&["compare", &early, &late], 2),
        (&["compare", &early, &late, "--tiles", &tiles], 0),
        (&["compare", &early, &other, "--witness", &witness], 1),
        (&["compare", &other, &late, "--tiles", &tiles], 1),
    ] {
        let (found, said) = run(&[arguments, &["--key", &key, "--lang", "ar"]].concat());
        assert_eq!(found, Some(status), "{said}");
        crate::english::only_arabic(&said);
        let (_, said) = run(&[arguments, &["--key", &key, "--lang", "en"]].concat());
        assert!(!said.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)), "{said}");
    }
}
