//! Time stamps against the files beside this: what `openssl ts` made, and what no authority would make. `stamps/make.py` made them.

use mirqab_ledger::{
    Checkpoint, Signer, Stamp, StampError, StampRequest, StampRoots, leaf_hash, stamp_response, stamp_token,
    verify_stamp,
};
use std::path::PathBuf;

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/stamps").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn note() -> Vec<u8> {
    let signer = Signer::from_seed("example.org/log", [1; 32]).unwrap();
    let checkpoint = Checkpoint { origin: "example.org/log".into(), size: 42, root: leaf_hash(b"x") };
    checkpoint.sign(&signer).unwrap().into_bytes()
}

fn roots() -> StampRoots {
    StampRoots::parse(std::str::from_utf8(&file("roots.pem")).unwrap()).unwrap()
}

fn judged(name: &str, roots: &StampRoots) -> Result<Stamp, StampError> {
    verify_stamp(stamp_token(&file(name))?, &note(), roots)
}

#[test]
fn the_note_is_the_one_that_was_stamped() {
    assert_eq!(file("note.txt"), note());
}

#[test]
fn stamps_of_every_kind_hold_and_are_vouched_for_only_by_their_own_root() {
    let cases = [
        ("rsa.tsr", "Mirqab test clock one"),
        ("p256.tsr", "Mirqab test clock two"),
        ("p384-chain.tsr", "Mirqab test clock three"),
        ("sha512-ess1.tsr", "Mirqab test clock one"),
        ("forged-form.tsr", "Mirqab test clock one"),
        ("short-within.tsr", "Mirqab test short"),
    ];
    for (name, by) in cases {
        let stamp = judged(name, &roots()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(stamp.vouched && stamp.by == by && stamp.nonce.len() >= 8, "{name}: {stamp:?}");
        let unvouched = judged(name, &StampRoots::default()).unwrap();
        assert_eq!(unvouched, Stamp { vouched: false, ..stamp }, "{name}");
    }
    // Made in 2026 with the clock of the machine, right to a second and a half.
    let stamp = judged("rsa.tsr", &roots()).unwrap();
    assert_eq!(stamp.before, stamp.at + 2);
    // 12:00:00.25 right to 2.5 seconds is before 12:00:03.
    let stamp = judged("forged-form.tsr", &roots()).unwrap();
    assert_eq!((stamp.at, stamp.before), (1_772_366_400, 1_772_366_403));
    assert_eq!(stamp.nonce, [0x42; 8]);
}

#[test]
fn what_leads_to_no_root_is_told_apart() {
    for name in ["stranger.tsr", "under-no-issuer.tsr"] {
        assert!(!judged(name, &roots()).unwrap().vouched, "{name}");
    }
    // One root is not the other.
    let text = String::from_utf8(file("roots.pem")).unwrap();
    let first = StampRoots::parse(&text[..text.rfind("-----BEGIN").unwrap()]).unwrap();
    assert!(judged("rsa.tsr", &first).unwrap().vouched);
    assert!(!judged("p384-chain.tsr", &first).unwrap().vouched);
    assert_eq!(StampRoots::parse("no certificate"), Err(StampError::Roots));
    assert_eq!(StampRoots::parse(&text.replace("MII", "MIJ")), Err(StampError::Roots));
}

#[test]
fn each_fault_has_its_own_answer() {
    let malformed = |found: &StampError| matches!(found, StampError::Malformed(_));
    for (name, expected) in [
        ("other-note.tsr", StampError::OtherImprint),
        ("other-hash.tsr", StampError::OtherImprint),
        ("wrong-use.tsr", StampError::WrongUse),
        ("loose-use.tsr", StampError::WrongUse),
        ("two-uses.tsr", StampError::WrongUse),
        ("expired.tsr", StampError::NotValidThen),
        ("back-dated.tsr", StampError::NotValidThen),
        ("unbound.tsr", StampError::NoCertificate),
        ("no-certificate.tsr", StampError::NoCertificate),
    ] {
        assert_eq!(judged(name, &roots()), Err(expected), "{name}");
    }
    for name in ["must-understand.tsr", "long-info.tsr"] {
        assert!(judged(name, &roots()).is_err_and(|error| malformed(&error)), "{name}");
    }
    let refused = judged("refused.tsr", &roots());
    assert!(matches!(refused, Err(StampError::NotGranted { status: 2, .. })), "{refused:?}");
    for name in ["rsa.tsr", "p384-chain.tsr"] {
        let mut long = file(name);
        long.push(0);
        assert!(stamp_token(&long).is_err_and(|error| malformed(&error)));
        let token = [stamp_token(&file(name)).unwrap(), &[0][..]].concat();
        assert!(verify_stamp(&token, &note(), &roots()).is_err_and(|error| malformed(&error)));
        let whole = file(name);
        for length in 0..whole.len() {
            assert!(stamp_token(&whole[..length]).is_err(), "{length} bytes");
        }
    }
}

#[test]
fn no_flipped_bit_makes_a_stamp_say_something_else() {
    for (name, step) in [("p256.tsr", 1), ("p384-chain.tsr", 5)] {
        let good = judged(name, &roots()).unwrap();
        let token = stamp_token(&file(name)).unwrap().to_vec();
        let (mut refused, mut same) = (0, 0);
        for at in (0..token.len()).step_by(step) {
            let mut bytes = token.clone();
            bytes[at] ^= 1 << (at % 8);
            match verify_stamp(&bytes, &note(), &roots()) {
                Err(_) => refused += 1,
                // Some bytes are signed by nobody: the list of hashes beside the signature, and the way to the root.
                Ok(found) if found == good => same += 1,
                Ok(found) => assert_eq!(found, Stamp { vouched: false, ..good.clone() }, "{name}: byte {at}"),
            }
        }
        assert!(
            refused * step * 2 > token.len() && same < 64,
            "{name}: {refused} refused, {same} the same, of {}",
            token.len()
        );
        let mut other = note();
        other[20] ^= 1;
        assert_eq!(verify_stamp(&token, &other, &roots()), Err(StampError::OtherImprint));
    }
}

#[test]
fn a_request_is_what_the_rules_ask_for_and_a_kept_answer_has_nothing_besides() {
    let request = StampRequest::new(&note(), [0xFF; 8]);
    // SOURCE: RFC 3161, section 2.4.1, written out by hand but for the imprint.
    let bytes = request.to_bytes();
    let head =
        [0x30, 0x43, 2, 1, 1, 0x30, 0x31, 0x30, 0x0D, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20];
    assert_eq!(bytes[..24], head);
    assert_eq!(bytes[56..], [2, 8, 0x7F, 255, 255, 255, 255, 255, 255, 255, 1, 1, 255]);
    assert_eq!(StampRequest::new(&note(), [0; 8]).nonce[0], 0x40);
    let token = stamp_token(&file("rsa.tsr")).unwrap().to_vec();
    let kept = stamp_response(&token);
    assert_eq!(stamp_token(&kept), Ok(token.as_slice()));
    assert!(kept.len() < file("rsa.tsr").len() + 1);
}
