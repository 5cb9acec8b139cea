//! Bundles from a log in memory, whole, changed, cut and forged.

mod anchors;
mod arabic;
mod attacks;
mod bytes;
mod english;
mod log;
mod mutations;
mod program;
mod protection;
mod rules;
mod signed;
mod succession;
#[path = "../../../ledger/tests/tsa/mod.rs"]
mod tsa;
mod walk;
mod witnessed;

use log::{Log, ORIGIN};
use mirqab_domain::{Room, report};
use mirqab_ledger::{Signer, leaf_hash};
use mirqab_record::bundle::{Bundle, BundleError};
use mirqab_record::{ChainError, Group, RecordError};
use mirqab_verifier::{Failure, Holds, Part, Remark, Step, Where, Why, verify};
use walk::{agreement_between, finding_id, report_id, subject, text, told, walk};

fn judged(bundle: &Bundle) -> Result<Holds, Failure> {
    verify(&bundle.to_bytes().unwrap(), None)
}
fn why(bundle: &Bundle) -> Why {
    judged(bundle).unwrap_err().why
}
fn public() -> Bundle {
    Log::of(&walk()).bundle(finding_id(), &[])
}
fn positions(bundle: &Bundle) -> Vec<u64> {
    bundle.entries.iter().map(|entry| entry.position).collect()
}

#[test]
fn a_bundle_holds_just_what_its_finding_needs_and_says_who_did_what() {
    let log = Log::of(&walk());
    let bundle = log.bundle(finding_id(), &[]);
    let all_but_the_others = (0..21).filter(|position| ![2, 7].contains(position)).collect::<Vec<u64>>();
    assert_eq!(positions(&bundle), all_but_the_others);
    let holds = verify(&bundle.to_bytes().unwrap(), Some(&log.key())).unwrap();
    assert_eq!((holds.entries, holds.case.reports.len(), holds.report_origins), (19, 3, 2));
    assert_eq!((holds.evidence_origins, holds.key_compared, holds.remarks.len()), (1, true, 0));
    // Four reports with three groups each that are not open, and the evidence's description.
    assert_eq!(holds.withheld, 13);
    assert_eq!(holds.checkpoint, log.checkpoint());
    let steps: Vec<Step> = holds.acts.iter().map(|act| act.step).collect();
    assert_eq!(steps, [Step::Proposed, Step::Dissented, Step::Agreed, Step::Decided]);
    assert!(holds.conclusion().is_some_and(|version| version.published_at.is_some()));
    assert_eq!(Bundle::parse(&bundle.to_bytes().unwrap()), Ok(bundle));
}

#[test]
fn what_is_withheld_may_be_shown_and_what_is_shown_must_be_what_was_bound() {
    let log = Log::of(&walk());
    let groups = [Group::Exact, Group::Identity, Group::Words];
    let whole = log.bundle(finding_id(), &groups);
    assert_eq!(judged(&whole).unwrap().withheld, 0);
    let public = String::from_utf8(self::public().to_bytes().unwrap()).unwrap();
    for secret in ["A. Witness", "انفجارات", "32800000", "craters"] {
        assert!(!public.contains(secret), "{secret}");
        assert!(String::from_utf8(whole.to_bytes().unwrap()).unwrap().contains(secret), "{secret}");
    }
    let of_first_report = 1;
    for index in 0..4 {
        let mut altered = whole.clone();
        altered.entries[of_first_report].payloads[index].salt[31] ^= 1;
        assert!(matches!(why(&altered), Why::Record(RecordError::Altered(_))));
    }
    let mut closed = whole.clone();
    closed.entries[of_first_report].payloads.retain(|payload| payload.group != Group::Open);
    let failure = judged(&closed).unwrap_err();
    assert_eq!(failure.why, Why::Record(RecordError::OpenMissing));
    assert_eq!(failure.at, Where::Entry { position: 1, part: Part::Payloads });
    let mut unsorted = whole;
    unsorted.entries[of_first_report].payloads.swap(0, 1);
    assert_eq!(unsorted.to_bytes(), Err(BundleError::PayloadDisorder(1)));
}

#[test]
fn an_entry_left_out_shows_unless_it_is_the_newest_of_its_subject_and_no_rule_misses_it() {
    let bundle = public();
    let mut unnoticed = Vec::new();
    for index in 0..bundle.entries.len() {
        let mut cut = bundle.clone();
        let position = cut.entries.remove(index).position;
        match judged(&cut) {
            Ok(_) => unnoticed.push(position),
            Err(failure) => {
                // Without the link to it, a report has nothing to do with the finding any more.
                let shows = matches!(failure.why, Why::Chain(_) | Why::RuleNotKept(_) | Why::DoesNotBelong);
                assert!(shows, "{failure}");
            }
        }
    }
    // LIMIT: report 4, which is only retold (a remark says so); the publication; the withdrawal after it. Only the full log shows that
    // these are missing.
    assert_eq!(unnoticed, [5, 19, 20]);
    let mut without_retold = bundle;
    without_retold.entries.retain(|entry| entry.position != 5);
    let remarks = judged(&without_retold).unwrap().remarks;
    assert_eq!(remarks, [Remark::ReportAbsent { id: report_id(4).to_string() }]);
}

#[test]
fn a_dissent_or_a_withdrawal_in_the_middle_cannot_be_left_out() {
    let mut facts = walk();
    let withdrawn = report::Event::Withdrawn { reason: text("mistaken") };
    facts.insert(
        13,
        told(subject(Room::Report, report_id(3)), withdrawn, walk::author(mirqab_vocabulary::Role::Observer, 1), 6),
    );
    facts.truncate(21);
    let bundle = Log::of(&facts).bundle(finding_id(), &[]);
    let mut cut = bundle.clone();
    cut.entries.retain(|entry| entry.position != 15);
    let failure = judged(&cut).unwrap_err();
    assert!(matches!(failure.why, Why::Chain(ChainError::Broken { .. })));
    assert_eq!(failure.at, Where::Entry { position: 16, part: Part::Previous });
}

#[test]
fn entries_keep_their_order_and_their_positions() {
    let bundle = public();
    let mut swapped = bundle.clone();
    swapped.entries.swap(3, 4);
    assert!(matches!(swapped.to_bytes(), Err(BundleError::Disorder(_))));
    for other in 3..bundle.entries.len() {
        // Envelope, payloads and proof change places, positions stay.
        let mut swapped = bundle.clone();
        swapped.entries.swap(2, other);
        let (low, high) = (bundle.entries[2].position, bundle.entries[other].position);
        swapped.entries[2].position = low;
        swapped.entries[other].position = high;
        assert!(matches!(why(&swapped), Why::Proof(_)));
    }
    let mut beyond = bundle;
    beyond.entries.last_mut().unwrap().position = 4000;
    assert!(matches!(why(&beyond), Why::Proof(_)));
}

#[test]
fn an_entry_of_somebody_elses_affair_does_not_belong() {
    let log = Log::of(&walk());
    let mut more = log.bundle(finding_id(), &[]);
    more.entries.insert(2, log.entry(2, &[]));
    let failure = judged(&more).unwrap_err();
    assert_eq!((failure.at, failure.why), (Where::Entry { position: 2, part: Part::Subject }, Why::DoesNotBelong));
    let mut of_other = log.bundle(finding_id(), &[]);
    of_other.finding = mirqab_vocabulary::FindingId::from_parts(4, [1; 10]);
    assert_eq!(why(&of_other), Why::NoFinding);
}

#[test]
fn another_key_is_another_log_however_well_it_is_signed() {
    let log = Log::of(&walk());
    let mut forger = Log::new(2);
    let mut facts = walk();
    facts.retain(|told| !matches!(&told.event, mirqab_domain::Event::Report(report::Event::Withdrawn { .. })));
    facts.iter().for_each(|told| forger.record(told));
    let forged = forger.bundle(finding_id(), &[]).to_bytes().unwrap();
    assert!(!verify(&forged, None).unwrap().key_compared);
    let failure = verify(&forged, Some(&log.key())).unwrap_err();
    assert_eq!((failure.at, failure.why), (Where::Key, Why::OtherKey));
    let mut mixed = log.bundle(finding_id(), &[]);
    mixed.key = forger.key();
    assert!(matches!(why(&mixed), Why::Note(_)));
    let mut renamed = log.bundle(finding_id(), &[]);
    renamed.origin.push('x');
    assert_eq!(why(&renamed), Why::KeyOfOther);
}

#[test]
fn the_checkpoint_is_signed_by_the_log_alone_and_is_its_own() {
    let log = Log::of(&walk());
    let signed =
        |origin: &str, seed: u8, text: &str| Signer::from_seed(origin, [seed; 32]).unwrap().sign(text).unwrap();
    let mut bundle = log.bundle(finding_id(), &[]);
    let other_line = signed("witness", 3, &log.checkpoint().text()).lines().last().unwrap().to_owned();
    bundle.checkpoint = format!("{}{other_line}\n", bundle.checkpoint);
    assert_eq!(why(&bundle), Why::OtherSignatures);
    let mut of_other = log.checkpoint();
    of_other.origin = "example.org/other".into();
    bundle.checkpoint = signed(ORIGIN, 1, &of_other.text());
    assert_eq!(why(&bundle), Why::CheckpointOfOther);
    bundle.checkpoint = signed(ORIGIN, 1, &format!("{}extension\n", log.checkpoint().text()));
    assert!(matches!(why(&bundle), Why::Checkpoint(_)));
    let mut of_other_tree = log.checkpoint();
    of_other_tree.root = leaf_hash(b"another");
    bundle.checkpoint = signed(ORIGIN, 1, &of_other_tree.text());
    assert!(matches!(why(&bundle), Why::Proof(_)));
}

#[test]
fn a_log_with_two_branches_or_a_clock_that_went_back_shows() {
    let mut log = Log::of(&walk()[..20]);
    // The withdrawal goes on from the submission, as if there had been no lineage.
    let first = mirqab_record::EntryId::from_parts(1_579_305_600_004, [4; 10]);
    log.record_after(&walk()[20], Some(first));
    let failure = judged(&log.bundle(finding_id(), &[])).unwrap_err();
    assert_eq!(failure.at, Where::Entry { position: 20, part: Part::Previous });

    let mut facts = walk();
    facts[20].at = walk::at(10);
    let holds = judged(&Log::of(&facts).bundle(finding_id(), &[])).unwrap();
    assert_eq!(holds.remarks, [Remark::ClockWentBack { position: 20 }]);
}

#[test]
fn every_agreement_is_in_the_bundle() {
    let mut facts = walk();
    facts.insert(1, agreement_between(1, "b.1"));
    let bundle = Log::of(&facts).bundle(finding_id(), &[]);
    assert_eq!(positions(&bundle)[..3], [0, 1, 2]);
    assert!(judged(&bundle).is_ok());
}
