//! Time stamps in bundles.

use super::succession::{key, note, signer};
use super::tsa::Authority;
use super::walk::{finding_id, walk};
use super::{Log, Where, Why, why};
use mirqab_ledger::{StampError, StampRequest, StampRoots, Succession, SuccessionError, stamp_token};
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

/// The bundle of the walk's log under the second key, which followed the first when the log had `UNTIL` entries, with a stamp over the checkpoint
/// that the key `by` signed of the log's first `size` entries.
fn stamped_under(authority: &Authority, by: u8, size: usize, successions: &[String]) -> Bundle {
    let (mut whole, mut early) = (Log::new(2), Log::new(by));
    walk().iter().for_each(|told| whole.record(told));
    walk()[..size].iter().for_each(|told| early.record(told));
    let mut bundle = whole.bundle(finding_id(), &[]);
    bundle.successions = successions.to_vec();
    let (proof, note) = (whole.consistency(size as u64), early.note());
    bundle.anchor = Some(Anchor { proof, tokens: vec![token(authority, &note)], checkpoint: note });
    bundle
}

const UNTIL: u64 = 12;

#[test]
fn a_stamp_over_what_an_older_key_signed_holds_while_none_had_followed_it() {
    let Some(authority) = Authority::new("bundles-older-key") else { return };
    let roots = StampRoots::parse(&authority.root()).unwrap();
    let link = note(1, 2, UNTIL);
    let judged = |bundle: &Bundle, known: u8| {
        verify_under(&bundle.to_bytes().unwrap(), Some(&key(known)), &[], &roots).map_err(|failure| {
            assert!(!failure.why.arabic().is_empty());
            (failure.at, failure.why)
        })
    };
    for known in [1, 2] {
        for size in [1, 7, UNTIL as usize] {
            let bundle = stamped_under(&authority, 1, size, std::slice::from_ref(&link));
            let holds = judged(&bundle, known).unwrap_or_else(|(at, why)| panic!("{known}, {size}: {at}: {why}"));
            let [one] = holds.anchored.as_slice() else { panic!("one stamp") };
            assert!(one.size == size as u64 && one.stamp.vouched && holds.successions.len() == 1, "{one:?}");
            let said = mirqab_verifier::holds_text(&holds, Some(mirqab_vocabulary::Language::English));
            let stamped = format!("stamped         the log's first {size} entries existed before 20");
            assert!(said.contains(&stamped) && said.contains("KEY CHANGED"), "{said}");
        }
        // Once it was followed it signs nothing larger, whoever stamped that.
        let late = stamped_under(&authority, 1, UNTIL as usize + 1, std::slice::from_ref(&link));
        let given_up = Why::Succession(SuccessionError::GivenUp(UNTIL));
        assert_eq!(judged(&late, known).unwrap_err(), (Where::Anchor, given_up));
        // The key that came signs on.
        assert!(judged(&stamped_under(&authority, 2, UNTIL as usize + 1, std::slice::from_ref(&link)), known).is_ok());
    }
    // By two changes, from the first key to the third.
    let mut third = stamped_under(&authority, 1, 7, &[]);
    let mut log = Log::new(3);
    walk().iter().for_each(|told| log.record(told));
    (third.key, third.checkpoint) = (log.key(), log.note());
    third.successions = vec![link, note(2, 3, UNTIL + 1)];
    assert_eq!(judged(&third, 1).unwrap().anchored[0].size, 7);
}

#[test]
fn a_stamp_over_what_a_key_signed_that_nothing_connects_with_the_log_does_not_hold() {
    let Some(authority) = Authority::new("bundles-no-key") else { return };
    let link = note(1, 2, UNTIL);
    let why = |bundle: &Bundle, successions: &[Succession]| {
        let judged = verify_under(&bundle.to_bytes().unwrap(), Some(&key(2)), successions, &StampRoots::default());
        judged.map_err(|failure| (failure.at, failure.why)).map(|holds| holds.anchored.len())
    };
    let nobody = Err((Where::Anchor, Why::Note(mirqab_ledger::NoteError::Unsigned)));
    // A stranger's key, with and without a note of others.
    assert_eq!(why(&stamped_under(&authority, 3, 7, std::slice::from_ref(&link)), &[]), nobody);
    assert_eq!(why(&stamped_under(&authority, 3, 7, &[]), &[]), nobody);
    // The older key, and no note says that it was one; unless the reader has it.
    let bare = stamped_under(&authority, 1, 7, &[]);
    assert_eq!(why(&bare, &[]), nobody);
    assert_eq!(why(&bare, &[Succession::open(&link).unwrap()]), Ok(1));
    assert_eq!(why(&bare, &[Succession::open(&note(4, 5, UNTIL)).unwrap()]), nobody);
    // A note that only the key that comes signed, that a stranger signed for the old one, or that was changed.
    let text = link.split("\n\n").next().unwrap().to_owned() + "\n";
    let line = |seed: u8| signer(seed).sign(&text).unwrap()[text.len() + 1..].to_owned();
    for lines in [line(2), line(2) + &line(3), line(1)] {
        let forged = stamped_under(&authority, 1, 7, &[format!("{text}\n{lines}")]);
        let found = why(&forged, &[]).unwrap_err();
        assert!(matches!(found, (Where::Succession(1), Why::Succession(SuccessionError::NotSigned(_)))), "{found:?}");
    }
    let changed = link.replace(&format!("\n{UNTIL}\n"), &format!("\n{}\n", UNTIL + 1));
    assert_ne!(changed, link);
    assert_eq!(why(&stamped_under(&authority, 1, 7, &[changed]), &[]).unwrap_err().0, Where::Succession(1));
    // Two keys that follow one convict it, wherever the second note comes from.
    let found = why(&stamped_under(&authority, 1, 7, &[link]), &[Succession::open(&note(1, 3, UNTIL)).unwrap()]);
    assert!(matches!(found, Err((Where::Key, Why::Succession(SuccessionError::Forked(_))))), "{found:?}");
}
