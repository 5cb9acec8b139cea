//! Hashes and signature are right, and a rule was broken.

use crate::log::{Log, Told};
use crate::walk::{finding_id, walk, walk_with, walk_without};
use mirqab_domain::{Event, finding, response};
use mirqab_verifier::{Part, Where, verify};

fn refused(told: &[Told]) -> (&'static str, u64) {
    let failure = verify(&Log::of(told).bundle(finding_id(), &[]).to_bytes().unwrap(), None).unwrap_err();
    let Where::Entry { position, part: Part::Fact } = failure.at else { panic!("{failure}") };
    assert!(failure.to_string().contains(failure.slug().unwrap()));
    (failure.slug().unwrap(), position)
}

#[test]
fn a_verifier_does_not_decide_on_an_own_report() {
    assert_eq!(refused(&walk_with(1, 3)), ("verification-own-report", 11));
}

#[test]
fn one_person_does_not_go_the_whole_way() {
    assert_eq!(refused(&walk_with(4, 3)), ("finding-same-person", 15));
    assert_eq!(refused(&walk_with(3, 5)), ("finding-same-person", 18));
    assert_eq!(refused(&walk_with(4, 5)), ("finding-same-person", 18));
}

#[test]
fn the_accused_is_heard_and_a_reviewer_agrees_first() {
    let unheard = walk_without(|event| matches!(event, Event::Response(_)));
    assert_eq!(refused(&unheard), ("finding-notice-missing", 16));
    let unanswered = walk_without(|event| matches!(event, Event::Response(response::Event::Replied { .. })));
    assert_eq!(refused(&unanswered), ("finding-notice-missing", 17));
    let alone = walk_without(|event| matches!(event, Event::Finding(finding::Event::Reviewed { agrees: true, .. })));
    assert_eq!(refused(&alone), ("finding-review-missing", 17));
}

#[test]
fn the_record_must_carry_the_conclusion() {
    let no_evidence = walk_without(|event| {
        matches!(event, Event::Verification(mirqab_domain::verification::Event::EvidenceAdded { .. }))
    });
    assert_eq!(refused(&no_evidence).0, "finding-standard-not-met");
    let no_agreement = walk_without(|event| matches!(event, Event::Agreement(_)));
    assert_eq!(refused(&no_agreement).0, "finding-article-unknown");
}

#[test]
fn a_report_that_comes_after_the_incident_is_none_of_it() {
    let mut late = walk();
    let report = late.remove(1);
    late.push(report);
    assert_eq!(refused(&late), ("incident-report-unknown", 5));
}
