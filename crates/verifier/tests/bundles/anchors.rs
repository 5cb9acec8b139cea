//! Time stamps in bundles.

use super::tsa::Authority;
use super::walk::{finding_id, walk};
use super::{Log, Where, Why, why};
use mirqab_ledger::{StampError, StampRequest, StampRoots, stamp_token};
use mirqab_record::bundle::{Anchor, Bundle};
use mirqab_verifier::{AnchorFailure, Failure, Holds, verify, verify_under};

fn token(authority: &Authority, note: &str) -> Vec<u8> {
    let answer = authority.answer(&StampRequest::new(note.as_bytes(), [7; 8]).to_bytes());
    stamp_token(&answer).unwrap().to_vec()
}

/// The bundle of the walk's finding, stamped when the log had its first `size` entries.
fn stamped(authority: &Authority, size: usize) -> Bundle {
    let (whole, early) = (Log::of(&walk()), Log::of(&walk()[..size]));
    let mut bundle = whole.bundle(finding_id(), &[]);
    let (proof, note) = (whole.consistency(size as u64), early.note());
    bundle.anchor = Some(Anchor { proof, tokens: vec![token(authority, &note)], checkpoint: note });
    bundle
}

fn under(bundle: &Bundle, roots: &StampRoots) -> Result<Holds, Failure> {
    verify_under(&bundle.to_bytes().unwrap(), None, &[], roots)
}

#[test]
fn a_stamp_says_how_much_of_the_log_existed_before_when_and_who_vouches() {
    let Some(authority) = Authority::new("bundles") else { return };
    let roots = StampRoots::parse(&authority.root()).unwrap();
    let whole = walk().len();
    for size in [whole, whole - 1, 5, 1] {
        let bundle = stamped(&authority, size);
        let holds = under(&bundle, &roots).unwrap_or_else(|failure| panic!("{size}: {failure}"));
        let [one] = holds.anchored.as_slice() else { panic!("one stamp") };
        assert!(one.size == size as u64 && one.stamp.vouched, "{one:?}");
        let said = one.said(mirqab_vocabulary::Language::English);
        assert!(said.starts_with(&format!("the log's first {size} entries existed before 20")), "{said}");
        assert!(said.ends_with("according to Clock of the test"), "{said}");
        let unasked = verify(&bundle.to_bytes().unwrap(), None).unwrap();
        assert!(!unasked.anchored[0].stamp.vouched);
        assert!(unasked.anchored[0].said(mirqab_vocabulary::Language::Arabic).contains("لم يضمنها أحد"));
        assert_eq!(Bundle::parse(&bundle.to_bytes().unwrap()).unwrap(), bundle);
    }
}

#[test]
fn a_reader_who_trusts_somebody_is_not_content_with_somebody_else_or_with_nothing() {
    let Some(authority) = Authority::new("bundles-trust") else { return };
    let Some(other) = Authority::new("bundles-other") else { return };
    let roots = StampRoots::parse(&other.root()).unwrap();
    let mut bundle = stamped(&authority, walk().len());
    assert_eq!(under(&bundle, &roots).unwrap_err(), Failure { at: Where::Anchor, why: Why::NotVouched });
    assert!(under(&bundle, &StampRoots::default()).is_ok());
    // One of two is enough.
    let anchor = bundle.anchor.as_mut().unwrap();
    anchor.tokens.push(token(&other, &anchor.checkpoint));
    let both = under(&bundle, &roots).unwrap();
    assert_eq!(both.anchored.iter().map(|one| one.stamp.vouched).collect::<Vec<_>>(), [false, true]);
    bundle.anchor = None;
    assert_eq!(under(&bundle, &roots).unwrap_err().why, Why::NotVouched);
}

#[test]
fn a_stamp_that_is_not_of_this_log_or_was_altered_does_not_hold() {
    let Some(authority) = Authority::new("bundles-false") else { return };
    let whole = stamped(&authority, 7);
    let changed = |change: &dyn Fn(&mut Anchor)| {
        let mut bundle = whole.clone();
        change(bundle.anchor.as_mut().unwrap());
        why(&bundle)
    };
    assert!(matches!(changed(&|anchor| anchor.proof.truncate(1)), Why::Proof(_)));
    assert!(matches!(changed(&|anchor| anchor.proof[0][0] ^= 1), Why::Proof(_)));
    // A checkpoint of the same log that this token does not stamp.
    let found = changed(&|anchor| {
        anchor.checkpoint = Log::of(&walk()).note();
        anchor.proof.clear();
    });
    assert_eq!(found, Why::Anchor(AnchorFailure::Stamp(StampError::OtherImprint)));
    // One that another log signed.
    let found = changed(&|anchor| anchor.checkpoint = Log::new(9).note());
    assert!(matches!(found, Why::Note(_)), "{found:?}");
    let found = changed(&|anchor| *anchor.tokens[0].last_mut().unwrap() ^= 1);
    assert!(matches!(found, Why::Anchor(AnchorFailure::Stamp(_))), "{found:?}");
    let found = changed(&|anchor| anchor.tokens[0].push(0));
    assert!(matches!(found, Why::Anchor(AnchorFailure::Stamp(StampError::Malformed(_)))), "{found:?}");
    assert!(matches!(changed(&|anchor| anchor.tokens.clear()), Why::Bundle(_)));
}

#[test]
fn a_stamp_older_than_what_it_stamps_contradicts_it() {
    let Some(authority) = Authority::new("bundles-back") else { return };
    // The mission's clock jumped a hundred years ahead.
    let mut late = walk();
    let last = late.last_mut().unwrap();
    last.at = last.at.plus_s(100 * 365 * 86_400);
    let log = Log::of(&late);
    let mut bundle = log.bundle(finding_id(), &[]);
    if let Err(failure) = under(&bundle, &StampRoots::default()) {
        panic!("without a stamp it holds: {failure}");
    }
    let note = log.note();
    bundle.anchor = Some(Anchor { proof: Vec::new(), tokens: vec![token(&authority, &note)], checkpoint: note });
    let failure = under(&bundle, &StampRoots::default()).unwrap_err();
    assert!(matches!(failure.why, Why::Anchor(AnchorFailure::BackDated { .. })), "{failure}");
    assert!(failure.why.arabic().starts_with("تناقض"));
}
