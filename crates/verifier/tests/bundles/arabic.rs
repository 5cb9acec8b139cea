//! Everything that can be said is said in Arabic, and nothing of it in English.

use crate::english::{left, only_arabic};
use crate::log::Log;
use crate::program::{file, run};
use crate::walk::{finding_id, walk, walk_with};
use mirqab_domain::{
    Refusal, agreement, commitment, finding, incident, mission, publication, report, response, verification,
};
use mirqab_ledger::{CheckpointError, Cosigner, NoteError, ProofError, StampError, SuccessionError};
use mirqab_record::bundle::BundleError;
use mirqab_record::{CanonicalError, ChainError, EntryId, RecordError};
use mirqab_verifier::{AnchorFailure, Failure, LogFailure, Part, Seen, Where, Why, Witnessed, answer, failure_text};
use mirqab_vocabulary::{Instant, Language};
use std::collections::BTreeSet;

/// The list, once each kind of its type is in it. A kind that is new does not compile here until it is named, and then it must be in the list.
macro_rules! every {
    ($list:expr, $($kind:pat),+ $(,)?) => {{
        let list = $list;
        let seen: BTreeSet<&str> = list.iter().map(|one| match one { $($kind => stringify!($kind)),+ }).collect();
        let all: BTreeSet<&str> = [$(stringify!($kind)),+].into();
        assert_eq!(seen, all);
        list
    }};
}

fn notes() -> Vec<NoteError> {
    every!(
        vec![
            NoteError::Malformed("a key signed twice"),
            NoteError::BadKey("it is name+id+key"),
            NoteError::BadSignature("log.example/1".into()),
            NoteError::Unsigned,
        ],
        NoteError::Malformed(_),
        NoteError::BadKey(_),
        NoteError::BadSignature(_),
        NoteError::Unsigned
    )
}

fn proofs() -> Vec<ProofError> {
    every!(
        vec![ProofError::OutOfRange, ProofError::WrongLength, ProofError::WrongRoot],
        ProofError::OutOfRange,
        ProofError::WrongLength,
        ProofError::WrongRoot
    )
}

fn successions() -> Vec<SuccessionError> {
    every!(
        vec![
            SuccessionError::Malformed("it is not a signed note"),
            SuccessionError::NotSigned("the key that goes"),
            SuccessionError::Forked("log.example+1+k".into()),
            SuccessionError::GivenUp(7),
            SuccessionError::Unconnected("log.example+1+k".into()),
        ],
        SuccessionError::Malformed(_),
        SuccessionError::NotSigned(_),
        SuccessionError::Forked(_),
        SuccessionError::GivenUp(_),
        SuccessionError::Unconnected(_)
    )
}

fn checkpoints() -> Vec<CheckpointError> {
    let other = CheckpointError::OtherLog { found: "log.example/2".into(), expected: "log.example/1".into() };
    let list = vec![CheckpointError::Malformed("the root is not base64"), other];
    let list = list.into_iter().chain(notes().into_iter().map(Into::into));
    every!(
        list.chain(successions().into_iter().map(Into::into)).collect::<Vec<_>>(),
        CheckpointError::Note(_),
        CheckpointError::Malformed(_),
        CheckpointError::Key(_),
        CheckpointError::OtherLog { .. }
    )
}

fn stamps() -> Vec<AnchorFailure> {
    let at = |day: i64| Instant::from_unix_s(day * 86_400).unwrap();
    let of_stamp = every!(
        vec![
            StampError::Malformed("a certificate"),
            StampError::NotGranted { status: 2, text: ": bad request".into() },
            StampError::Algorithm,
            StampError::OtherImprint,
            StampError::NoCertificate,
            StampError::BadSignature,
            StampError::WrongUse,
            StampError::NotValidThen,
            StampError::Roots,
        ],
        StampError::Malformed(_),
        StampError::NotGranted { .. },
        StampError::Algorithm,
        StampError::OtherImprint,
        StampError::NoCertificate,
        StampError::BadSignature,
        StampError::WrongUse,
        StampError::NotValidThen,
        StampError::Roots
    );
    let list = vec![AnchorFailure::BackDated { stamped: at(1), recorded: at(2) }, AnchorFailure::Time];
    every!(
        list.into_iter().chain(of_stamp.into_iter().map(Into::into)).collect::<Vec<_>>(),
        AnchorFailure::Stamp(_),
        AnchorFailure::BackDated { .. },
        AnchorFailure::Time
    )
}

fn unread() -> String {
    serde_json::from_str::<u8>("no number").unwrap_err().to_string()
}

fn bundles() -> Vec<BundleError> {
    every!(
        vec![
            BundleError::TooLarge,
            BundleError::Unreadable(unread()),
            BundleError::OtherFormat,
            BundleError::NotCanonical(7),
            BundleError::Disorder(7),
            BundleError::CosignatureDisorder,
            BundleError::Successions,
            BundleError::PayloadDisorder(7),
            BundleError::NotText(7),
            BundleError::Canonical(CanonicalError::NotAnInteger("0.5".into())),
        ],
        BundleError::TooLarge,
        BundleError::Unreadable(_),
        BundleError::OtherFormat,
        BundleError::NotCanonical(_),
        BundleError::Disorder(_),
        BundleError::CosignatureDisorder,
        BundleError::Successions,
        BundleError::PayloadDisorder(_),
        BundleError::NotText(_),
        BundleError::Canonical(_)
    )
}

fn records() -> Vec<RecordError> {
    every!(
        vec![
            RecordError::Canonical(CanonicalError::NotAnInteger("0.5".into())),
            RecordError::Envelope(unread()),
            RecordError::Envelope("\"x\" is not an id as it is written".into()),
            RecordError::NotCanonical("envelope"),
            RecordError::NotCanonical("payload"),
            RecordError::UnknownKind("report/burnt/9".into()),
            RecordError::Unbound("words"),
            RecordError::Twice("identity"),
            RecordError::Altered("exact"),
            RecordError::Commitments,
            RecordError::OpenMissing,
            RecordError::NotAFact { kind: "report/submitted/1".into(), why: unread() },
        ],
        RecordError::Canonical(_),
        RecordError::Envelope(_),
        RecordError::NotCanonical(_),
        RecordError::UnknownKind(_),
        RecordError::Unbound(_),
        RecordError::Twice(_),
        RecordError::Altered(_),
        RecordError::Commitments,
        RecordError::OpenMissing,
        RecordError::NotAFact { .. }
    )
}

fn chains() -> Vec<ChainError> {
    let id = EntryId::from_parts(1, [1; 10]);
    every!(
        vec![
            ChainError::Twice(id),
            ChainError::Broken { names: None, stands: Some(id) },
            ChainError::Broken { names: Some(id), stands: None },
        ],
        ChainError::Twice(_),
        ChainError::Broken { .. }
    )
}

fn refusals() -> Vec<Refusal> {
    fn of<T: Copy + Into<Refusal>>(all: &[T]) -> Vec<Refusal> {
        all.iter().map(|one| (*one).into()).collect()
    }
    every!(
        [
            of(agreement::Refusal::ALL),
            of(commitment::Refusal::ALL),
            of(mission::Refusal::ALL),
            of(report::Refusal::ALL),
            of(incident::Refusal::ALL),
            of(verification::Refusal::ALL),
            of(finding::Refusal::ALL),
            of(response::Refusal::ALL),
            of(publication::Refusal::ALL),
        ]
        .concat(),
        Refusal::Agreement(_),
        Refusal::Commitment(_),
        Refusal::Mission(_),
        Refusal::Report(_),
        Refusal::Incident(_),
        Refusal::Verification(_),
        Refusal::Finding(_),
        Refusal::Response(_),
        Refusal::Publication(_)
    )
}

fn whys() -> Vec<Why> {
    let mut list = vec![
        Why::OtherKey,
        Why::KeyForm,
        Why::KeyOfOther,
        Why::OtherSignatures,
        Why::OtherSuccession,
        Why::CheckpointOfOther,
        Why::NoSuchSubject,
        Why::CameToNothing,
        Why::NotVouched,
        Why::DoesNotBelong,
        Why::NoFinding,
    ];
    list.extend(bundles().into_iter().map(Why::from));
    list.extend(notes().into_iter().map(Why::from));
    list.extend(notes().into_iter().map(Why::Cosignature));
    list.extend(successions().into_iter().map(Why::from));
    list.extend(checkpoints().into_iter().map(Why::from));
    list.extend(proofs().into_iter().map(Why::from));
    list.extend(records().into_iter().map(Why::from));
    list.extend(chains().into_iter().map(Why::from));
    list.extend(refusals().into_iter().map(Why::from));
    list.extend(stamps().into_iter().map(Why::from));
    every!(
        list,
        Why::Bundle(_),
        Why::OtherKey,
        Why::KeyForm,
        Why::KeyOfOther,
        Why::Note(_),
        Why::OtherSignatures,
        Why::Cosignature(_),
        Why::Succession(_),
        Why::OtherSuccession,
        Why::Checkpoint(_),
        Why::CheckpointOfOther,
        Why::Proof(_),
        Why::Record(_),
        Why::Chain(_),
        Why::RuleNotKept(_),
        Why::NoSuchSubject,
        Why::CameToNothing,
        Why::Anchor(_),
        Why::NotVouched,
        Why::DoesNotBelong,
        Why::NoFinding
    )
}

fn places() -> Vec<Where> {
    let parts = every!(
        vec![Part::Proof, Part::Envelope, Part::Payloads, Part::Previous, Part::Subject, Part::Fact],
        Part::Proof,
        Part::Envelope,
        Part::Payloads,
        Part::Previous,
        Part::Subject,
        Part::Fact
    );
    let list = vec![
        Where::File,
        Where::Key,
        Where::Checkpoint,
        Where::Cosignature(1),
        Where::Anchor,
        Where::Succession(1),
        Where::Finding,
    ];
    every!(
        list.into_iter().chain(parts.into_iter().map(|part| Where::Entry { position: 7, part })).collect::<Vec<_>>(),
        Where::File,
        Where::Key,
        Where::Checkpoint,
        Where::Cosignature(_),
        Where::Anchor,
        Where::Succession(_),
        Where::Finding,
        Where::Entry { .. }
    )
}

fn log_failures() -> Vec<LogFailure> {
    let mut list = vec![
        LogFailure::WitnessMissing("w1.example".into()),
        LogFailure::QuorumNotMet,
        LogFailure::TooOld,
        LogFailure::NotAReceipt("a hash is not 64 hexadecimal digits".into()),
        LogFailure::NotAReceipt(unread()),
        LogFailure::OtherEntry(7),
        LogFailure::OtherReport(7),
        LogFailure::OtherTree(7),
        LogFailure::Missing("tile/0/000".into()),
        LogFailure::Differs("tile/0/000".into()),
        LogFailure::FreeLines(2),
        LogFailure::Behind(7),
        LogFailure::TooShort(7),
        LogFailure::Root,
        LogFailure::NotVouched,
    ];
    list.extend(["log_size", "one-line form", "position"].map(LogFailure::ReceiptDiffers));
    list.extend(checkpoints().into_iter().map(LogFailure::from));
    list.extend(proofs().into_iter().map(|why| LogFailure::Proof { position: 7, why }));
    list.extend(records().into_iter().map(|why| LogFailure::Entry(7, why)));
    list.extend(stamps().into_iter().map(|why| LogFailure::Anchor("anchors/7.tsr".into(), why)));
    list.extend(chains().into_iter().map(|why| LogFailure::Chain(7, why)));
    every!(
        list,
        LogFailure::Checkpoint(_),
        LogFailure::WitnessMissing(_),
        LogFailure::QuorumNotMet,
        LogFailure::TooOld,
        LogFailure::NotAReceipt(_),
        LogFailure::ReceiptDiffers(_),
        LogFailure::Proof { .. },
        LogFailure::OtherEntry(_),
        LogFailure::OtherReport(_),
        LogFailure::OtherTree(_),
        LogFailure::Missing(_),
        LogFailure::Differs(_),
        LogFailure::FreeLines(_),
        LogFailure::Behind(_),
        LogFailure::TooShort(_),
        LogFailure::Root,
        LogFailure::Entry(..),
        LogFailure::Anchor(..),
        LogFailure::NotVouched,
        LogFailure::Chain(..)
    )
}

#[test]
fn english_is_found_where_it_is_left() {
    assert_eq!(left("غير صحيح: the key"), Some("the".into()));
    assert_eq!(left("\u{2066}the entry at\u{2069} قيد"), Some("the".into()));
    assert_eq!(left("السطر: \u{2066}--key\u{2069} report/submitted/1 finding-same-person w1.example"), None);
    assert!(left(&Failure { at: Where::File, why: Why::NoFinding }.to_string()).is_some());
}

#[test]
fn whatever_does_not_hold_is_told_in_arabic_with_its_particulars_and_no_english() {
    for at in places() {
        only_arabic(&at.arabic());
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    let whys = whys();
    for why in whys {
        let failure = Failure { at: Where::Entry { position: 7, part: Part::Fact }, why };
        only_arabic(&failure_text(&failure, Some(Language::Arabic)));
        let json: serde_json::Value = serde_json::from_str(&answer::failure_json(&failure)).unwrap();
        only_arabic(json["in_arabic"]["why"].as_str().unwrap());
        // What is told apart in English is told apart in Arabic.
        told.insert(failure.why.arabic());
        let english = failure_text(&failure, Some(Language::English));
        assert!(!english.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)), "{english}");
        let both = failure_text(&failure, None);
        assert!(both.contains(&failure.why.arabic()) && both.contains("\nwhy "), "{both}");
    }
    assert!(told.len() > 200, "{}", told.len());
    for failure in log_failures() {
        let answer = answer::log_failure(&failure);
        only_arabic(&answer.text(Some(Language::Arabic)));
        only_arabic(&failure.arabic());
    }
}

#[test]
fn what_is_missing_of_witnesses_is_told_in_arabic() {
    let seen = |name: &str, time, counts| Seen { name: name.into(), key: format!("{name}.example+1+k"), time, counts };
    let found = Witnessed {
        checkpoint: Log::of(&walk()).checkpoint(),
        witnesses: vec![seen("north", None, false), seen("south", Some(5), false), seen("un", Some(9), true)],
        unknown: 3,
        newest: Some(9),
        age_s: Some(100),
        most_s: Some(50),
        lacking: None,
    };
    for why in log_failures() {
        let lacking = Witnessed { lacking: Some(why.clone()), ..found.clone() };
        only_arabic(&answer::not_witnessed(&lacking, &why).text(Some(Language::Arabic)));
    }
    only_arabic(&answer::witnessed_text(&found, Some(Language::Arabic)));
}

#[test]
fn the_program_says_what_holds_and_why_it_cannot_be_asked_in_arabic() {
    let log = Log::of(&walk());
    let asked = |arguments: &[&str], status: i32| {
        let (found, said) = run(&[arguments, &["--lang", "ar"]].concat());
        assert_eq!(found, Some(status), "{said}");
        let said = said.strip_prefix("mirqab-verify: ").unwrap_or(&said).to_owned();
        only_arabic(said.split("\n\nmirqab-verify BUNDLE").next().unwrap());
        said
    };
    let good = file("arabic.json", &log.bundle(finding_id(), &[]).to_bytes().unwrap());
    let good = good.to_str().unwrap();
    assert!(asked(&[good], 0).starts_with("صحيح\nلم تتم مقارنة المفتاح بعد\n"));
    asked(&[good, "--key", &log.key()], 0);
    asked(&[good, "--key", &Log::new(2).key()], 1);
    let bad = file("arabic-bad.json", &Log::of(&walk_with(3, 5)).bundle(finding_id(), &[]).to_bytes().unwrap());
    asked(&[bad.to_str().unwrap()], 1);
    let witness = Cosigner::from_seed("w1.example", [1; 32]).unwrap();
    let key = witness.witness().to_string();
    asked(&[good, "--key", &log.key(), "--witness", &key], 1);
    let note = format!("{}{}", log.note(), witness.cosign(&log.checkpoint().text(), 5).unwrap());
    let beside = file("arabic-cosigned", note.as_bytes());
    asked(&[good, "--key", &log.key(), "--witness", &key, "--cosigned", beside.to_str().unwrap()], 0);
    let policy = file("arabic-policy", b"what\n");
    let empty = file("arabic-empty", b"");
    let (policy, empty) = (policy.to_str().unwrap(), empty.to_str().unwrap());
    let binary = file("arabic-binary", &[0xff; 9]);
    for wrong in [
        &["--what"][..],
        &["a", "--key"],
        &["a", "--key", "no key"],
        &["a", "--witness", "no key"],
        &["a", "--key-file", "/no/such/file"],
        &["a", "--key-file", "/"],
        &["a", "--key-file", binary.to_str().unwrap()],
        &["/no/such/file"],
        &["http://127.0.0.1:9/1"],
        &["/"],
        &["a", "b"],
        &["compare", "a"],
        &["a", "--policy", policy],
        &["a", "--tsa-roots", empty],
        &["a", "--succession", empty],
        &["a", "--max-age", "2"],
        &["a", "--max-age", "2d"],
        &["a", "--tiles", "a", "--tiles", "b"],
        &["a", "--key", &log.key(), "--key", &log.key()],
        &[good, "--tiles", "a"],
        &[good, "--cosigned", "a"],
        &[],
    ] {
        asked(wrong, 2);
    }
    // How it is asked: words of the command stay as they are typed.
    let (status, help) = run(&["--lang", "ar", "--help"]);
    let below = help.split_once("\n\n").unwrap().1;
    assert!(
        status == Some(0) && below.lines().filter(|line| line.chars().any(|c| c > '\u{600}')).count() > 25,
        "{help}"
    );
    assert_eq!(run(&["--help"]).1.matches("\n  --").count(), help.matches("\n  --").count());
}

#[test]
fn every_row_of_a_bundle_that_holds_has_its_arabic() {
    let parts = [report::Part::Identity, report::Part::Words, report::Part::Place];
    let all = [&parts[..], &[report::Part::Files, report::Part::Table]].concat();
    assert_eq!(all.len(), report::Part::ALL.len());
    let mut log = Log::new(2);
    walk().iter().for_each(|told| log.record(told));
    let mut bundle = log.bundle(finding_id(), &[]);
    bundle.successions = vec![crate::succession::note(1, 2, 12)];
    // A report that is only retold is left out: a remark says so.
    bundle.entries.retain(|entry| entry.position != 5);
    let mut holds = mirqab_verifier::verify(&bundle.to_bytes().unwrap(), Some(&log.key())).unwrap();
    assert!(!holds.remarks.is_empty() && !holds.successions.is_empty() && !holds.signed.is_empty());
    holds.remarks.push(mirqab_verifier::Remark::ClockWentBack { position: 7 });
    holds.erased = 2;
    for ground in report::Ground::ALL {
        let (by, at) = (holds.acts[0].by.account, holds.acts[0].at);
        let tombstone = report::Tombstone { parts: all.clone(), ground: *ground, proposed_by: by, decided_by: by, at };
        holds.evidence_erased.push((2, tombstone.clone()));
        holds.case.reports[0].protection.tombstones.push(tombstone);
    }
    let stamp = |vouched| mirqab_ledger::Stamp {
        at: 1,
        before: 2,
        by: "clock.example".into(),
        certificate: [7; 32],
        nonce: Vec::new(),
        vouched,
    };
    holds.anchored = [true, false].map(|vouched| mirqab_verifier::Anchored { size: 7, stamp: stamp(vouched) }).to_vec();
    for compared in [true, false] {
        holds.key_compared = compared;
        only_arabic(&mirqab_verifier::holds_text(&holds, Some(Language::Arabic)));
        let english = mirqab_verifier::holds_text(&holds, Some(Language::English));
        assert!(!english.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)), "{english}");
    }
}
