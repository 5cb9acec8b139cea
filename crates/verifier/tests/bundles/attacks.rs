//! What somebody would try who wants the record to say something else. Each try is refused, and the answer names the place.

use crate::log::{Log, ORIGIN};
use crate::walk::{self, finding_id, walk};
use mirqab_domain::{Event, finding};
use mirqab_ledger::{ProofError, Signer};
use mirqab_record::bundle::{Bundle, BundleEntry, BundleError, MOST_BYTES};
use mirqab_record::{ChainError, Envelope, Group, RecordError, canonical};
use mirqab_verifier::{Failure, Part, Where, Why, failure_text, verify};

fn failure(bundle: &Bundle) -> Failure {
    verify(&bundle.to_bytes().unwrap(), None).unwrap_err()
}
fn at(position: u64, part: Part) -> Where {
    Where::Entry { position, part }
}
/// The entry's envelope, written anew with a change.
fn rewritten(entry: &mut BundleEntry, change: impl Fn(&mut Envelope)) {
    let mut envelope = envelope_of(entry);
    change(&mut envelope);
    entry.envelope = canonical(&serde_json::to_value(&envelope).unwrap()).unwrap();
}
fn envelope_of(entry: &BundleEntry) -> Envelope {
    serde_json::from_slice(&entry.envelope).unwrap()
}
fn whole() -> Bundle {
    Log::of(&walk()).bundle(finding_id(), &[Group::Words, Group::Exact, Group::Identity])
}

#[test]
fn a_time_or_an_author_cannot_be_changed_afterwards() {
    let bundle = whole();
    for index in 0..bundle.entries.len() {
        let position = bundle.entries[index].position;
        let mut back_dated = bundle.clone();
        rewritten(&mut back_dated.entries[index], |envelope| envelope.recorded_at = walk::at(-24));
        let refused = failure(&back_dated);
        assert_eq!((refused.at, refused.why), (at(position, Part::Proof), Why::Proof(ProofError::WrongRoot)));
        let mut by_another = bundle.clone();
        rewritten(&mut by_another.entries[index], |envelope| {
            envelope.author = walk::author(mirqab_vocabulary::Role::Auditor, 99);
        });
        assert_eq!(failure(&by_another).at, at(position, Part::Proof));
    }
}

#[test]
fn a_payload_cannot_stand_under_another_entry_or_another_group() {
    let bundle = whole();
    for other in 2..bundle.entries.len() {
        let mut swapped = bundle.clone();
        let mine = std::mem::take(&mut swapped.entries[1].payloads);
        swapped.entries[1].payloads = std::mem::replace(&mut swapped.entries[other].payloads, mine);
        let refused = failure(&swapped);
        let shows = matches!(refused.why, Why::Record(RecordError::Altered(_) | RecordError::Unbound(_)));
        assert!(shows && refused.at == at(1, Part::Payloads), "{other}: {refused}");
    }
    // The words of one report under another, beside everything that is its own.
    let mut words = bundle.clone();
    words.entries[1].payloads[3] = bundle.entries[2].payloads[3].clone();
    let refused = failure(&words);
    assert_eq!((refused.at, refused.why), (at(1, Part::Payloads), Why::Record(RecordError::Altered("words"))));
}

#[test]
fn a_dissent_cannot_be_left_out_and_not_be_turned_into_agreement() {
    let bundle = whole();
    let dissent = bundle.entries.iter().position(|entry| {
        entry.payloads.iter().any(|payload| String::from_utf8_lossy(&payload.bytes).contains("\"agrees\":false"))
    });
    let dissent = dissent.unwrap();
    let (position, next) = (bundle.entries[dissent].position, bundle.entries[dissent + 1].position);
    let mut without = bundle.clone();
    without.entries.remove(dissent);
    let refused = failure(&without);
    assert!(matches!(refused.why, Why::Chain(ChainError::Broken { .. })));
    assert_eq!(refused.at, at(next, Part::Previous));
    // Whoever mends the history breaks the proof.
    let before = envelope_of(&bundle.entries[dissent]).previous;
    rewritten(&mut without.entries[dissent], |envelope| envelope.previous = before);
    assert_eq!(failure(&without).at, at(next, Part::Proof));
    let mut agreed = bundle;
    for payload in &mut agreed.entries[dissent].payloads {
        payload.bytes = String::from_utf8(payload.bytes.clone()).unwrap().replace("false", "true").into_bytes();
    }
    let refused = failure(&agreed);
    assert_eq!((refused.at, refused.why), (at(position, Part::Payloads), Why::Record(RecordError::Altered("open"))));
}

#[test]
fn an_entry_that_the_log_does_not_have_cannot_be_put_in() {
    let bundle = whole();
    for index in 0..bundle.entries.len() {
        // A copy of one entry at a free position, under every proof that is at hand.
        let mut more = bundle.clone();
        let mut invented = bundle.entries[5].clone();
        invented.position = 2;
        invented.proof.clone_from(&bundle.entries[index].proof);
        more.entries.insert(2, invented);
        assert_eq!(failure(&more).at, at(2, Part::Proof));
    }
    let mut twice = bundle;
    twice.entries.insert(3, twice.entries[2].clone());
    let twice = twice.to_bytes();
    assert!(matches!(twice, Err(BundleError::Disorder(_))), "{twice:?}");
}

#[test]
fn a_forked_log_has_another_root() {
    // Both logs are signed by the one key, and part at the review.
    let (one, facts) = (Log::of(&walk()), walk());
    let mut other = Log::new(1);
    for told in facts {
        let mut told = told;
        if let Event::Finding(finding::Event::Reviewed { agrees, .. }) = &mut told.event {
            *agrees = true;
        }
        other.record(&told);
    }
    let (of_one, of_other) = (one.bundle(finding_id(), &[]), other.bundle(finding_id(), &[]));
    // LIMIT: each side of the fork holds by itself. That there are two shows who compares the checkpoints: same size, another root.
    assert!(verify(&of_other.to_bytes().unwrap(), Some(&one.key())).is_ok());
    assert_eq!(one.checkpoint().size, other.checkpoint().size);
    assert_ne!(one.checkpoint().root, other.checkpoint().root);
    let mut crossed = of_one.clone();
    crossed.checkpoint.clone_from(&of_other.checkpoint);
    assert_eq!(failure(&crossed).at, at(0, Part::Proof));
    for index in 0..of_one.entries.len() {
        let mut mixed = of_one.clone();
        mixed.entries[index] = of_other.entries[index].clone();
        assert_eq!(failure(&mixed).at, at(of_one.entries[index].position, Part::Proof));
    }
}

#[test]
fn an_old_checkpoint_or_that_of_a_log_cut_short_proves_nothing_newer() {
    let now = whole();
    for length in 1..walk().len() {
        let old = Log::of(&walk()[..length]).checkpoint();
        let mut replayed = now.clone();
        replayed.checkpoint = old.sign(&Signer::from_seed(ORIGIN, [1; 32]).unwrap()).unwrap();
        let refused = failure(&replayed);
        assert!(matches!(refused.at, Where::Entry { part: Part::Proof, .. }), "{length}: {refused}");
    }
    // With proofs for the old tree too, everything after it lies outside.
    let log = Log::of(&walk()[..14]);
    let mut cut = now.clone();
    cut.checkpoint = log.bundle(finding_id(), &[]).checkpoint;
    let older = (0..14).filter(|position| ![2, 7].contains(position)).map(|position| log.entry(position, &[]));
    let newer = now.entries.into_iter().filter(|entry| entry.position >= 14);
    cut.entries = older.chain(newer).collect();
    let refused = failure(&cut);
    assert_eq!((refused.at, refused.why), (at(14, Part::Proof), Why::Proof(ProofError::OutOfRange)));
    // Without them it is what was known then, and no more.
    cut.entries.retain(|entry| entry.position < 14);
    let then = verify(&cut.to_bytes().unwrap(), None).unwrap();
    assert!(then.checkpoint.size == 14 && then.conclusion().is_some_and(|version| version.published_at.is_none()));
}

#[test]
fn two_logs_cannot_be_mixed_nor_one_missions_bundle_be_shown_as_anothers() {
    let log = Log::of(&walk());
    let mut stranger = Log::new(2);
    walk().iter().for_each(|told| stranger.record(told));
    // One fact more in front, so that even equal facts stand elsewhere.
    let mut later = Log::new(1);
    std::iter::once(&walk::agreement_between(7, "z.9")).chain(&walk()).for_each(|told| later.record(told));
    let (mine, theirs) = (log.bundle(finding_id(), &[]), later.bundle(finding_id(), &[]));
    for index in 0..mine.entries.len() {
        let mut mixed = mine.clone();
        let position = mixed.entries[index].position;
        mixed.entries[index] = BundleEntry { position, ..theirs.entries[index].clone() };
        assert_eq!(failure(&mixed).at, at(position, Part::Proof));
    }
    let of_stranger = stranger.bundle(finding_id(), &[]);
    assert!(verify(&of_stranger.to_bytes().unwrap(), None).is_ok());
    let refused = verify(&of_stranger.to_bytes().unwrap(), Some(&log.key())).unwrap_err();
    assert_eq!((refused.at, refused.why), (Where::Key, Why::OtherKey));
    // Under my key, their signature does not hold; nor does it under their key with my name left out.
    let mut under_my_key = of_stranger.clone();
    under_my_key.key = log.key();
    assert_eq!(failure(&under_my_key).at, Where::Checkpoint);
    let mut renamed = of_stranger;
    renamed.origin = "example.org/another".into();
    assert_eq!(failure(&renamed).at, Where::Key);
}

#[test]
fn a_cosignature_cannot_be_forged_into_it() {
    let bundle = whole();
    let mut twice = bundle.clone();
    let own = bundle.checkpoint.lines().last().unwrap();
    twice.checkpoint = format!("{}{own}\n", bundle.checkpoint);
    assert_eq!(failure(&twice).at, Where::Checkpoint);
    for line in ["— witness AAAAAAAAAAAA\n", "— witness\n", "witness AAAAAAAAAAAA\n", "\n", "— witness AAAAAAAAAAAA"]
    {
        let mut more = bundle.clone();
        more.checkpoint = format!("{}{line}", bundle.checkpoint);
        assert_eq!(failure(&more).at, Where::Checkpoint, "{line:?}");
    }
}

#[test]
fn bombs_huge_counts_deep_nesting_and_paths_are_refused_where_they_stand() {
    let bundle = whole();
    let last = bundle.entries.len() - 1;
    let place = bundle.entries[last].position;
    let mut long_proof = bundle.clone();
    long_proof.entries[last].proof = vec![[0; 32]; 100_000];
    let refused = failure(&long_proof);
    assert_eq!((refused.at, refused.why), (at(place, Part::Proof), Why::Proof(ProofError::WrongLength)));
    for position in [1 << 40, (1 << 53) - 1, 1 << 53] {
        let mut far = bundle.clone();
        far.entries[last].position = position;
        assert_eq!(failure(&far).why, Why::Proof(ProofError::OutOfRange));
    }
    let mut beyond = bundle.clone();
    beyond.entries[last].position = u64::MAX;
    assert!(matches!(beyond.to_bytes(), Err(BundleError::Canonical(_))));
    for inside in
        ["[".repeat(1 << 20), "{\"v\":".repeat(1 << 18), "9".repeat(1 << 20), "\u{202e}../../etc/passwd".into()]
    {
        let mut deep = bundle.clone();
        deep.entries[last].envelope = inside.clone().into_bytes();
        assert_eq!(failure(&deep).at, at(place, Part::Proof));
        let mut deep = bundle.clone();
        deep.entries[last].payloads[0].bytes = inside.into_bytes();
        assert_eq!(failure(&deep).at, at(place, Part::Payloads));
    }
    let text = String::from_utf8(bundle.to_bytes().unwrap()).unwrap();
    let entries = |entry: &str, count: usize| {
        let (head, rest) = text.split_once("\"entries\":[").unwrap();
        let tail = rest.rsplit_once(']').unwrap().1;
        format!("{head}\"entries\":[{}]{tail}", vec![entry; count].join(","))
    };
    let smallest = r#"{"envelope":"","payloads":[],"position":0,"proof":[]}"#;
    for (count, entry) in [(300_000, smallest), (300_000, "{}"), (3_000_000, "0"), (1, "[]")] {
        assert_eq!(verify(entries(entry, count).as_bytes(), None).unwrap_err().at, Where::File, "{count} of {entry}");
    }
    let full = " ".repeat(MOST_BYTES + 1 - text.len());
    assert_eq!(verify((text.clone() + &full).as_bytes(), None).unwrap_err().why, Why::Bundle(BundleError::TooLarge));
    for id in ["../../../etc/passwd", "/dev/zero", "C:\\CON", "\\u0000", ""] {
        let elsewhere = text.replace(&format!("\"finding\":\"{}\"", finding_id()), &format!("\"finding\":\"{id}\""));
        assert_ne!(elsewhere, text);
        assert_eq!(verify(elsewhere.as_bytes(), None).unwrap_err().at, Where::File, "{id}");
    }
    let mut named = bundle;
    named.origin = "../../\u{1b}[2Jmission".into();
    let said = failure_text(&failure(&named), None);
    assert!(said.lines().count() == 5 && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn the_page_on_threats_names_tests_that_exist() {
    let page = include_str!("../../../../docs/threat-model.md");
    let table = page.split("## Attacks that are tried in every run").nth(1).unwrap().split("\n## ").next().unwrap();
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = 0;
    for named in table.split('`').filter(|named| named.contains(".rs: ")) {
        let (file, name) = named.split_once(": ").unwrap();
        let source = std::fs::read_to_string(tests.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(source.contains(&format!("#[test]\nfn {name}() {{")), "{named}");
        found += 1;
    }
    assert!(found > 25, "{found}");
}
