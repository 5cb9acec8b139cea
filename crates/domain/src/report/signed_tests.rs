//! Reports that their senders sign: which key may, and when none may be missing.

use super::*;
use crate::mission::{Key, KeyStage, Keys};
use mirqab_vocabulary::*;

fn blob(number: u8) -> BlobId {
    BlobId::from_bytes([number; 32])
}

fn keys(stages: &[(u8, KeyStage)], every_report: bool) -> Keys {
    let key = |(number, stage): &(u8, KeyStage)| Key {
        key: blob(*number),
        stage: *stage,
        every_report,
        offered_at: Instant::EPOCH,
        since: None,
        until: None,
        ended_by: None,
    };
    Keys { account: AccountId::from_parts(1, [6; 10]), keys: stages.iter().map(key).collect(), every_report }
}

fn signed(number: u8) -> Signed {
    Signed { key: blob(number), signature: KeySignature::from_bytes([0; 64]) }
}

#[test]
fn only_the_standing_key_signs() {
    let all = keys(&[(1, KeyStage::Ended), (2, KeyStage::Standing), (3, KeyStage::Offered)], false);
    assert_eq!(admit_signed(Some(&signed(2)), Some(&all)), Ok(()));
    for number in [1, 3, 4] {
        assert_eq!(admit_signed(Some(&signed(number)), Some(&all)), Err(Refusal::KeyNotStanding), "{number}");
    }
    assert_eq!(admit_signed(Some(&signed(2)), None), Err(Refusal::KeyNotStanding));
}

#[test]
fn a_signature_is_missing_only_where_the_account_said_that_it_signs_all() {
    assert_eq!(admit_signed(None, None), Ok(()));
    assert_eq!(admit_signed(None, Some(&keys(&[(1, KeyStage::Standing)], false))), Ok(()));
    assert_eq!(admit_signed(None, Some(&keys(&[(1, KeyStage::Standing)], true))), Err(Refusal::SignatureMissing));
    assert_eq!(admit_signed(None, Some(&keys(&[(1, KeyStage::Ended)], true))), Err(Refusal::SignatureMissing));
}

#[test]
fn what_was_signed_for_somebody_else_or_with_other_files_is_told_apart() {
    let account = AccountId::from_parts(1, [6; 10]);
    assert_eq!(addressed(("log", account), ("log", account)), Ok(()));
    assert_eq!(addressed(("other", account), ("log", account)), Err(Refusal::SignedForOtherLog));
    let other = AccountId::from_parts(1, [7; 10]);
    assert_eq!(addressed(("log", other), ("log", account)), Err(Refusal::SignedForOther));
    assert_eq!(same_files(&[blob(1), blob(2)], &[blob(2), blob(1)]), Ok(()));
    for came in [vec![], vec![blob(1)], vec![blob(1), blob(3)], vec![blob(1), blob(2), blob(3)]] {
        assert_eq!(same_files(&[blob(1), blob(2)], &came), Err(Refusal::SignedOtherFiles));
    }
    // Whether a signature holds is asked of the written entry; the sentence for it is this room's.
    assert_eq!((Signed::WRONG, Signed::WRONG.slug()), (Refusal::SignatureWrong, "report-signature-wrong"));
}
