//! Bundles with cosignatures, and what somebody would try with them.

use crate::log::{Log, ORIGIN};
use crate::program::{file, run};
use crate::walk::{finding_id, walk, walk_with};
use mirqab_ledger::{Checkpoint, Cosigner, Policy};
use mirqab_record::bundle::{Bundle, BundleCosignature, BundleError, MOST_COSIGNATURES};
use mirqab_verifier::{Fresh, LogFailure, Trust, Where, Why, Witnessed, verify};
use std::time::{SystemTime, UNIX_EPOCH};

const NOW: u64 = 1_700_000_000;

fn witness(n: u8) -> Cosigner {
    Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap()
}
fn line(n: u8, of: &Checkpoint, time: u64) -> BundleCosignature {
    let line = witness(n).cosign(&of.text(), time).unwrap();
    BundleCosignature { key: witness(n).witness().to_string(), line: line.trim_end().to_owned() }
}
/// The bundle of a log, cosigned by some at some time.
fn cosigned(log: &Log, by: &[(u8, u64)]) -> Bundle {
    let mut bundle = log.bundle(finding_id(), &[]);
    bundle.cosignatures = by.iter().map(|(n, time)| line(*n, &log.checkpoint(), *time)).collect();
    bundle.cosignatures.sort_by(|a, b| a.key.cmp(&b.key));
    bundle
}
/// Both parties (1 and 2), and one of two neutrals (3 and 4).
fn policy() -> String {
    let mut text = String::new();
    for (n, name) in [(1, "north"), (2, "south"), (3, "un"), (4, "au")] {
        text.push_str(&format!("witness {name} {}\n", witness(n).witness()));
    }
    text + "group parties all north south\ngroup neutrals any un au\ngroup both all parties neutrals\nquorum both\n"
}
fn asked(log: &Log, bundle: &Bundle, most_s: Option<u64>) -> Witnessed {
    let holds = verify(&bundle.to_bytes().unwrap(), Some(&log.key())).unwrap();
    let trust = Trust::new(log.verifier(), vec![], Some(Policy::parse(&policy()).unwrap()));
    trust.with_clock(Fresh { now: NOW, most_s }).witnessed(&holds.note).unwrap()
}
fn refused(bundle: &Bundle) -> (Where, Why) {
    let failure = verify(&bundle.to_bytes().unwrap(), None).unwrap_err();
    (failure.at, failure.why)
}

#[test]
fn a_cosigned_bundle_says_who_saw_its_log_and_an_uncosigned_one_is_what_it_was() {
    let log = Log::of(&walk());
    let bundle = cosigned(&log, &[(1, NOW - 50), (2, NOW - 60), (4, NOW - 7200)]);
    let bytes = bundle.to_bytes().unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("\"format\":\"mirqab-bundle/2\""));
    assert_eq!(Bundle::parse(&bytes), Ok(bundle.clone()));
    let found = asked(&log, &bundle, Some(10_000));
    assert_eq!((found.lacking, found.newest, found.age_s, found.unknown), (None, Some(NOW - 50), Some(50), 0));
    let times: Vec<_> = found.witnesses.iter().map(|one| (one.name.as_str(), one.time, one.counts)).collect();
    let all = [("north", Some(NOW - 50), true), ("south", Some(NOW - 60), true), ("un", None, false)];
    assert_eq!(times, [&all[..], &[("au", Some(NOW - 7200), true)]].concat());
    // The first form is still written where nobody cosigned, and still read.
    let old = log.bundle(finding_id(), &[]).to_bytes().unwrap();
    assert!(String::from_utf8_lossy(&old).contains("\"format\":\"mirqab-bundle/1\""));
    assert!(!String::from_utf8_lossy(&old).contains("cosignatures"));
    assert!(verify(&old, Some(&log.key())).unwrap().cosigned.is_empty());
}

#[test]
fn a_stripped_cosignature_leaves_the_quorum_unmet() {
    let log = Log::of(&walk());
    let whole = cosigned(&log, &[(1, NOW), (2, NOW), (3, NOW)]);
    assert_eq!(asked(&log, &whole, None).lacking, None);
    for place in 0..3 {
        let mut cut = whole.clone();
        cut.cosignatures.remove(place);
        assert_eq!(asked(&log, &cut, None).lacking, Some(LogFailure::QuorumNotMet), "{place}");
    }
    let mut bare = whole;
    bare.cosignatures.clear();
    assert_eq!(asked(&log, &bare, None).lacking, Some(LogFailure::QuorumNotMet));
    // A stranger in the place of a witness counts for nobody, though the signature holds.
    let found = asked(&log, &cosigned(&log, &[(1, NOW), (2, NOW), (9, NOW)]), None);
    assert_eq!((found.lacking, found.unknown), (Some(LogFailure::QuorumNotMet), 1));
}

#[test]
fn a_forged_cosignature_is_none() {
    let log = Log::of(&walk());
    let whole = cosigned(&log, &[(1, NOW), (2, NOW)]);
    // Signed with a key of the forger's own, under the witness's name and beside the witness's key.
    let forger = Cosigner::from_seed("w1.example", [77; 32]).unwrap();
    let forged = forger.cosign(&log.checkpoint().text(), NOW).unwrap().trim_end().to_owned();
    let place = whole.cosignatures.iter().position(|one| one.key.starts_with("w1.")).unwrap();
    let mut lie = whole.clone();
    lie.cosignatures[place].line.clone_from(&forged);
    let (at, why) = refused(&lie);
    assert!(at == Where::Cosignature(place + 1) && matches!(why, Why::Cosignature(_)), "{at}: {why}");
    // With the forger's key beside it the bundle holds, and the policy does not know that key.
    lie.cosignatures[place].key = forger.witness().to_string();
    lie.cosignatures.sort_by(|a, b| a.key.cmp(&b.key));
    let found = asked(&log, &lie, None);
    assert_eq!((found.lacking, found.unknown), (Some(LogFailure::QuorumNotMet), 1));
    // The log's own key is no witness, a second line is no cosignature, and neither is a line with something behind it.
    for (key, line) in [
        (log.key(), whole.cosignatures[0].line.clone()),
        (whole.cosignatures[0].key.clone(), format!("{0}\n{0}", whole.cosignatures[0].line)),
        (whole.cosignatures[0].key.clone(), format!("{}\n{}", whole.cosignatures[0].line, whole.cosignatures[1].line)),
        (whole.cosignatures[0].key.clone(), format!("{}\n", whole.cosignatures[0].line)),
        (whole.cosignatures[0].key.clone(), String::new()),
        (format!("{} ", whole.cosignatures[0].key), whole.cosignatures[0].line.clone()),
    ] {
        let mut wrong = whole.clone();
        wrong.cosignatures = vec![BundleCosignature { key, line }];
        assert!(matches!(refused(&wrong), (Where::Cosignature(1), Why::Cosignature(_))), "{wrong:?}");
    }
}

#[test]
fn a_cosignature_of_another_log_or_of_another_size_is_none() {
    let log = Log::of(&walk());
    let mut other_origin = log.checkpoint();
    other_origin.origin = "example.org/other".into();
    let mut other_size = log.checkpoint();
    other_size.size -= 1;
    // Of the same log, truly, as it was before.
    let earlier = Log::of(&walk()[..20]).checkpoint();
    // Of the other history that this log signed.
    let fork = Log::of(&walk_with(3, 5)).checkpoint();
    assert!(fork.size == log.checkpoint().size && fork.root != log.checkpoint().root && fork.origin == ORIGIN);
    for of in [other_origin, other_size, earlier, fork] {
        let mut bundle = cosigned(&log, &[(1, NOW)]);
        bundle.cosignatures = vec![line(1, &of, NOW)];
        assert!(matches!(refused(&bundle), (Where::Cosignature(1), Why::Cosignature(_))), "{of:?}");
    }
}

#[test]
fn an_old_checkpoint_shown_again_is_too_old() {
    let log = Log::of(&walk());
    let hours = |n: u64| n * 3600;
    // The mission shows what was cosigned three days ago, and keeps silent about what came since.
    let old = cosigned(&log, &[(1, NOW - hours(72)), (2, NOW - hours(72)), (3, NOW - hours(71))]);
    assert_eq!(asked(&log, &old, None).lacking, None);
    assert_eq!(asked(&log, &old, Some(hours(73))).lacking, None);
    let found = asked(&log, &old, Some(hours(48)));
    assert_eq!((found.lacking, found.age_s), (Some(LogFailure::TooOld), Some(hours(71))));
    // One who helps the mission signs it anew: that is one of the quorum and not the quorum.
    let helped = cosigned(&log, &[(1, NOW - hours(72)), (2, NOW - hours(72)), (3, NOW - 5)]);
    assert_eq!(asked(&log, &helped, Some(hours(48))).lacking, Some(LogFailure::TooOld));
    // A time far ahead is not fresh for ever.
    let ahead = |by| cosigned(&log, &[(1, NOW + by), (2, NOW), (3, NOW)]);
    assert_eq!(asked(&log, &ahead(800), Some(hours(1))).lacking, None);
    assert_eq!(asked(&log, &ahead(1000), Some(hours(1))).lacking, Some(LogFailure::TooOld));
    assert_eq!(asked(&log, &ahead(1 << 62), Some(hours(1))).lacking, Some(LogFailure::TooOld));
    // And the time is signed: whoever makes it newer breaks the line.
    let mut renewed = old;
    let fresh = line(1, &log.checkpoint(), NOW).line;
    let place = renewed.cosignatures.iter().position(|one| one.key.starts_with("w1.")).unwrap();
    let mut mixed: Vec<char> = renewed.cosignatures[place].line.chars().collect();
    // Name, key id and time of the new one before the signature of the old one.
    let head = "— w1.example ".chars().count() + 16;
    mixed.splice(..head, fresh.chars().take(head));
    renewed.cosignatures[place].line = mixed.into_iter().collect();
    assert!(matches!(refused(&renewed).1, Why::Cosignature(_)));
}

#[test]
fn the_bundle_of_another_mission_has_another_key_whoever_cosigned_it() {
    let (log, mut other) = (Log::of(&walk()), Log::new(2));
    walk().iter().for_each(|told| other.record(told));
    let theirs = cosigned(&other, &[(1, NOW), (2, NOW), (3, NOW)]);
    let failure = verify(&theirs.to_bytes().unwrap(), Some(&log.key())).unwrap_err();
    assert_eq!((failure.at, failure.why), (Where::Key, Why::OtherKey));
    // Cosignatures moved from one mission's bundle to another's: same entries, another log.
    let mut moved = log.bundle(finding_id(), &[]);
    moved.cosignatures = theirs.cosignatures;
    assert_eq!(log.checkpoint().root, other.checkpoint().root);
    // LIMIT: both logs have one origin and one tree here, and a cosignature binds these, not the key. A witness knows a log by its key.
    assert!(verify(&moved.to_bytes().unwrap(), Some(&log.key())).is_ok());
    let mut elsewhere = other.checkpoint();
    elsewhere.origin = "other-mission.example/log".into();
    moved.cosignatures = vec![line(1, &elsewhere, NOW)];
    assert!(matches!(refused(&moved), (Where::Cosignature(1), _)));
}

#[test]
fn no_byte_of_a_cosigned_bundle_is_free_and_there_is_one_way_to_write_it() {
    let log = Log::of(&walk());
    let whole = cosigned(&log, &[(1, NOW), (2, NOW)]);
    let bytes = whole.to_bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let (from, to) = (text.find("\"cosignatures\"").unwrap(), text.find("\"entries\"").unwrap());
    for at in from..to {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            assert!(verify(&changed, None).is_err(), "byte {at}, bit {bit}");
        }
    }
    for (old, new) in [
        ("mirqab-bundle/2", "mirqab-bundle/1"),
        ("mirqab-bundle/2", "mirqab-bundle/3"),
        ("\"cosignatures\":[", "\"cosignatures\":[],\"more\":["),
    ] {
        let changed = text.replacen(old, new, 1);
        assert!(changed != text && verify(changed.as_bytes(), None).is_err(), "{new}");
    }
    let plain = String::from_utf8(log.bundle(finding_id(), &[]).to_bytes().unwrap()).unwrap();
    for (old, new) in [
        ("mirqab-bundle/1", "mirqab-bundle/2"),
        (",\"entries\":", ",\"cosignatures\":[],\"entries\":"),
        (",\"entries\":", ",\"cosignatures\":null,\"entries\":"),
    ] {
        let changed = plain.replacen(old, new, 1);
        assert!(changed != plain && verify(changed.as_bytes(), None).is_err(), "{new}");
    }
    let mut swapped = whole.clone();
    swapped.cosignatures.swap(0, 1);
    let mut twice = whole.clone();
    twice.cosignatures[1] = twice.cosignatures[0].clone();
    let mut many = whole;
    let extra = |n: usize| BundleCosignature { key: format!("{n:03}"), line: String::new() };
    many.cosignatures = (0..=MOST_COSIGNATURES).map(extra).collect();
    for wrong in [swapped, twice, many] {
        assert_eq!(wrong.to_bytes(), Err(BundleError::CosignatureDisorder));
    }
}

#[test]
fn the_program_says_who_signed_whether_it_is_enough_and_how_old_it_is() {
    let log = Log::of(&walk());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let path = |name: &str, bundle: &Bundle| {
        file(&format!("witnessed-{name}"), &bundle.to_bytes().unwrap()).to_str().unwrap().to_owned()
    };
    let good = path("good", &cosigned(&log, &[(1, now - 3700), (2, now - 3800), (4, now - 100_000)]));
    let policy = file("witnessed-policy", format!("log {}\n{}", log.key(), policy()).as_bytes());
    let policy = policy.to_str().unwrap();
    let (status, said) = run(&[&good, "--policy", policy]);
    assert!(status == Some(0) && said.starts_with("HOLDS / صحيح\nKEY COMPARED"), "{said}");
    for part in [
        "WITNESSED / ",
        "QUORUM          met",
        "north (w1.example), 20",
        "not cosigned    un (w3.example)",
        "0 d 1 h 1 min",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let (status, said) = run(&[&good, "--policy", policy, "--lang", "ar", "--max-age", "2d"]);
    assert!(status == Some(0) && said.contains("مكتمل") && said.contains("لم يوقّع"), "{said}");
    // One of the three signed more than a day ago.
    let (status, said) = run(&[&good, "--policy", policy, "--max-age", "24h"]);
    assert!(status == Some(1) && said.starts_with("NOT WITNESSED AS ASKED / لم يشهد عليه من طُلب\n"), "{said}");
    for part in ["older than is allowed", "أقدم من المسموح", "too old         au (w4.example)", "1 d 0 h 0 min"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    let json = |arguments: &[&str]| {
        let (status, said) = run(&[arguments, &["--json"]].concat());
        let said: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
        (status, said)
    };
    let (status, said) = json(&[&good, "--policy", policy, "--max-age", "2d"]);
    let found = &said["witnessed"];
    assert_eq!((status, &said["verdict"], &found["quorum_met"]), (Some(0), &"holds".into(), &true.into()));
    assert_eq!((&found["max_age_s"], &found["witnesses"][2]["at"]), (&172_800.into(), &serde_json::Value::Null));
    assert!((3700..3800).contains(&found["age_s"].as_u64().unwrap()) && said["cosignatures"][2]["key"].is_string());
    let few = path("few", &cosigned(&log, &[(1, now), (3, now)]));
    let (status, said) = json(&[&few, "--policy", policy]);
    assert_eq!((status, &said["verdict"]), (Some(1), &"not_witnessed".into()));
    assert_eq!(
        (&said["witnessed"]["quorum_met"], &said["witnessed"]["witnesses"][1]["counts"]),
        (&false.into(), &false.into())
    );
    assert!(said["in_arabic"]["why"].as_str().unwrap().contains("الشهود"));
    // A single witness of one's own, without a policy.
    let (own, other) = (witness(1).witness().to_string(), witness(2).witness().to_string());
    assert_eq!(run(&[&few, "--key", &log.key(), "--witness", &own, "--max-age", "1h"]).0, Some(0));
    assert_eq!(run(&[&few, "--key", &log.key(), "--witness", &other]).0, Some(1));
    // Nobody asked for witnesses: they are named, and nothing is made of it.
    let (status, said) = run(&[&few]);
    assert!(status == Some(0) && said.contains("COSIGNATURE     w1.example, 20"), "{said}");
    for wrong in [
        &["--max-age", "2d"][..],
        &["--policy", policy, "--max-age", "2"],
        &["--policy", policy, "--max-age", "d"],
        &["--policy", policy, "--max-age", "-1d"],
        &["--policy", policy, "--max-age", "2٣d"],
        &["--policy", policy, "--max-age", ""],
        &["--policy", policy, "--max-age", "1d", "--max-age", "2d"],
    ] {
        assert_eq!(run(&[&[good.as_str()], wrong].concat()).0, Some(2), "{wrong:?}");
    }
}
