//! What somebody would try with the folder of a whole log, or with a receipt. Each try is refused, and the answer names the place.

use crate::{Log, Memory, ORIGIN};
use mirqab_ledger::{Checkpoint, Cosigner, Signer, leaf_hash};
use mirqab_record::RecordError;
use mirqab_verifier::{Fresh, LogFailure, Trust, verify_folder, verify_receipt};

fn refused(files: &Memory, trust: &Trust) -> LogFailure {
    verify_folder(files, trust).unwrap_err()
}
fn with(files: &Memory, path: &str, bytes: &[u8]) -> Memory {
    let mut files = files.clone();
    files.0.insert(path.to_owned(), bytes.to_vec());
    files
}

#[test]
fn a_folder_of_two_logs_is_refused_whichever_part_is_the_others() {
    let (log, other) = (Log::new(300), Log::forked(300, 20));
    let (mine, theirs) = (log.folder(), other.folder());
    for (path, bytes) in &theirs.0 {
        if mine.0[path] != *bytes {
            let failure = refused(&with(&mine, path, bytes), &log.trust());
            match path.as_str() {
                // Their checkpoint is signed by the same key: what contradicts it are the entries.
                "checkpoint" => assert_eq!(failure, LogFailure::Root),
                "tile/entries/000" | "tile/entries/001.p/44" => {
                    assert!(matches!(&failure, LogFailure::Differs(path) if path.starts_with("tile/0/")), "{failure}");
                }
                path => assert_eq!(failure, LogFailure::Differs(path.to_owned())),
            }
        }
    }
    // Of another mission, whole: it is another log.
    let mut stranger = Log::new(300);
    stranger.signer = Signer::from_seed("other.example/log", [1; 32]).unwrap();
    assert!(matches!(refused(&stranger.folder(), &log.trust()), LogFailure::Checkpoint(_)));
}

#[test]
fn a_log_cut_short_and_an_old_checkpoint_are_found_by_what_others_saw_and_by_age() {
    let log = Log::new(300);
    let (early, trust) = (with(&log.folder(), "checkpoint", log.note(256).as_bytes()), log.trust());
    // LIMIT: what was true once holds by itself. A receipt for a later entry, and the age of cosignatures, show that more was there.
    assert_eq!(verify_folder(&early, &trust).unwrap().signed.checkpoint.size, 256);
    let folder = mirqab_verifier::Folder::open(&early, &trust).unwrap();
    let later = verify_receipt(&log.slip(270, 300, true), &trust, Some(&folder));
    assert_eq!(later, Err(LogFailure::TooShort(256)));
    let witness = Cosigner::from_seed("w1.example", [1; 32]).unwrap();
    let text = Checkpoint::parse(&text_of(&log.note(256))).unwrap().text();
    let note = format!("{}{}", log.note(256), witness.cosign(&text, 1_000_000).unwrap());
    let seen = |now, most_s| {
        let trust = Trust::new(log.signer.verifier(), vec![witness.witness()], None);
        let files = with(&early, "checkpoint", note.as_bytes());
        verify_folder(&files, &trust.with_clock(Fresh { now, most_s: Some(most_s) })).map(|_| ())
    };
    assert_eq!(seen(1_003_600, 3600), Ok(()));
    assert_eq!(seen(1_003_601, 3600), Err(LogFailure::TooOld));
    // Its last entries cut off, under the checkpoint that has them.
    let mut cut = log.folder();
    cut.0.retain(|path, _| !path.starts_with("tile/entries/001"));
    assert_eq!(refused(&cut, &trust), LogFailure::Missing("tile/entries/001.p/44".into()));
}

fn text_of(note: &str) -> String {
    note.split("\n\n").next().unwrap().to_owned() + "\n"
}

#[test]
fn an_entry_put_in_or_back_dated_in_a_folder_is_told_by_its_tile() {
    let (log, trust) = (Log::new(300), Log::new(300).trust());
    let files = log.folder();
    let tile = &files.0["tile/entries/000"];
    let first = usize::from(u16::from_be_bytes([tile[0], tile[1]])) + 2;
    // Once more, at the beginning; the tile has one entry too many.
    let more = [&tile[..first], tile].concat();
    assert_eq!(
        refused(&with(&files, "tile/entries/000", &more), &trust),
        LogFailure::Differs("tile/entries/000".into())
    );
    // A year earlier: as long as before, in its one form, and another leaf.
    let text =
        String::from_utf8_lossy(&tile[..first]).replacen("\"recorded_at\":\"2020-", "\"recorded_at\":\"2019-", 1);
    let changed = [text.as_bytes(), &tile[first..]].concat();
    assert!(changed.len() == tile.len() && changed != *tile);
    assert_eq!(refused(&with(&files, "tile/entries/000", &changed), &trust), LogFailure::Differs("tile/0/000".into()));
}

#[test]
fn folders_and_receipts_that_are_made_to_hurt_are_refused_at_once_and_where() {
    let log = Log::new(20);
    let (files, trust) = (log.folder(), log.trust());
    let claimed = |size: u64| Checkpoint { origin: ORIGIN.into(), size, root: leaf_hash(b"x") };
    for size in [257, 1 << 40, u64::MAX] {
        let note = claimed(size).sign(&log.signer).unwrap();
        let failure = refused(&with(&files, "checkpoint", note.as_bytes()), &trust);
        assert_eq!(failure, LogFailure::Missing("tile/entries/000".into()), "{size}");
    }
    // An entry of a tile is anything, of the greatest length.
    let tile = "tile/entries/000.p/20";
    for inside in [vec![b'['; 65_535], b"{\"v\":".repeat(13_107), vec![0xff; 65_535], vec![b'9'; 65_535], vec![]] {
        let one = [&u16::try_from(inside.len()).unwrap().to_be_bytes()[..], &inside].concat();
        let failure = refused(&with(&files, tile, &one.repeat(20)), &trust);
        assert!(matches!(failure, LogFailure::Entry(0, RecordError::Envelope(_))), "{failure}");
    }
    for wrong in [vec![], vec![0xff], vec![0xff; 9], vec![0; 1 << 20]] {
        assert_eq!(refused(&with(&files, tile, &wrong), &trust), LogFailure::Differs(tile.into()));
    }
    for index in [
        "../../etc/passwd",
        "../20.tsr",
        "20-../../1.tsr",
        "/dev/zero.tsr",
        "-1.tsr",
        "0.tsr",
        "+5.tsr",
        "9\u{0}.tsr",
        "\n",
    ] {
        let failure = refused(&with(&files, "anchors/index", index.as_bytes()), &trust);
        assert_eq!(failure, LogFailure::Differs("anchors/index".into()), "{index:?}");
    }
    // A number that no log reaches is of no checkpoint here, and what it names is not looked for.
    assert!(verify_folder(&with(&files, "anchors/index", b"18446744073709551615.tsr\n"), &trust).is_ok());
    for note in [vec![], vec![b'\n'; 1 << 20], vec![0xff; 99], b"x\n".repeat(99)] {
        assert!(verify_folder(&with(&files, "checkpoint", &note), &trust).is_err());
    }
    let json = log.receipt(4, 20).to_string();
    let depth = format!("{{\"report\":{}", "[".repeat(1 << 20));
    let proof =
        json.replacen("\"proof\":[", &format!("\"proof\":[{}", format!("\"{}\",", "0".repeat(64)).repeat(500)), 1);
    let slip = format!("mirqab1.{}", "9".repeat(1 << 20));
    let long = format!("c2sp.org/tlog-proof@v1\nindex 4\n{}", format!("{}=\n", "A".repeat(43)).repeat(100_000));
    for text in [
        depth,
        proof,
        slip,
        long,
        "mirqab2.".into(),
        json.replace("\"position\":4", "\"position\":18446744073709551615"),
    ] {
        let failure = verify_receipt(&text, &trust, None).unwrap_err();
        let named =
            matches!(failure, LogFailure::NotAReceipt(_) | LogFailure::Proof { .. } | LogFailure::ReceiptDiffers(_));
        assert!(named, "{failure}");
    }
}
