//! No byte of a bundle is free, and no input makes the verifier stumble.

use crate::log::Log;
use crate::walk::{finding_id, walk};
use mirqab_record::Group;
use mirqab_record::bundle::{BundleError, MOST_BYTES};
use mirqab_verifier::{Why, verify};
use proptest::prelude::*;

fn whole() -> Vec<u8> {
    Log::of(&walk()).bundle(finding_id(), &[Group::Words, Group::Exact, Group::Identity]).to_bytes().unwrap()
}

#[test]
fn every_changed_byte_is_noticed() {
    let bytes = whole();
    assert!(verify(&bytes, None).is_ok());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let mut changed = bytes.clone();
            scope.spawn(move || {
                for at in (thread..changed.len()).step_by(threads) {
                    // Every byte by one bit, each bit in its turn. Random changes are tried apart.
                    let bit = at % 8;
                    changed[at] ^= 1 << bit;
                    assert!(verify(&changed, None).is_err(), "byte {at}, bit {bit}");
                    changed[at] ^= 1 << bit;
                }
            });
        }
    });
}

#[test]
fn nothing_may_be_cut_off_or_added() {
    let bytes = whole();
    for length in 0..bytes.len() {
        assert!(verify(&bytes[..length], None).is_err(), "{length}");
    }
    for more in ["\n", " ", "\0", "{}", "x"] {
        assert!(verify(&[&bytes, more.as_bytes()].concat(), None).is_err());
        assert!(verify(&[more.as_bytes(), &bytes].concat(), None).is_err());
    }
}

#[test]
fn other_ways_to_write_the_same_are_refused() {
    let text = String::from_utf8(whole()).unwrap();
    let hash = text.split("\"proof\":[\"").nth(1).unwrap()[..64].to_owned();
    let finding = format!("\"finding\":\"{}\"", finding_id());
    let spaced = finding.replace(":\"", ":\" ");
    for (from, to) in [
        ("\"position\":1,", "\"position\":1.0,"),
        ("\"position\":1,", "\"position\":1e0,"),
        ("\"position\":0,", "\"position\":-0,"),
        ("\"position\":1,", "\"position\": 1,"),
        ("\"position\":1,", "\"position\":1,\"position\":1,"),
        ("\"position\":1,", "\"note\":1,\"position\":1,"),
        ("mirqab-bundle/1", "mirqab-bundle\\/1"),
        ("mirqab-bundle/1", "mirqab-bundle/2"),
        ("\"group\":\"open\"", "\"group\":\"\\u006fpen\""),
        ("انفجارات", "\\u0627نفجارات"),
        (hash.as_str(), hash.to_uppercase().as_str()),
        (finding.as_str(), spaced.as_str()),
        ("\n", "\r\n"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let why = verify(changed.as_bytes(), None).unwrap_err().why;
        assert!(matches!(why, Why::Bundle(_)), "{from} -> {to}: {why:?}");
    }
}

#[test]
fn empty_deep_and_huge_inputs_are_refused() {
    let huge = vec![b'['; MOST_BYTES + 1];
    assert_eq!(verify(&huge, None).unwrap_err().why, Why::Bundle(BundleError::TooLarge));
    let deep = [vec![b'['; 1 << 20], vec![b']'; 1 << 20]].concat();
    let nested = [b"{\"a\":".repeat(1 << 16), b"}".repeat(1 << 16)].concat();
    for bytes in [b"".as_slice(), b"\n", b"{}\n", b"null", b"[]", &deep, &nested, &[0xff; 64]] {
        assert!(matches!(verify(bytes, None).unwrap_err().why, Why::Bundle(BundleError::Unreadable(_))));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_verifier_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify(&bytes, None).is_err());
    }

    #[test]
    fn no_patch_passes(at in any::<prop::sample::Index>(), cut in 0usize..80, put in "[ -~]{0,40}") {
        let bytes = whole();
        let at = at.index(bytes.len());
        let end = (at + cut).min(bytes.len());
        let changed = [&bytes[..at], put.as_bytes(), &bytes[end..]].concat();
        prop_assert_eq!(verify(&changed, None).is_ok(), changed == bytes);
    }
}
