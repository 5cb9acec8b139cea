//! Whole logs, receipts and pairs of checkpoints: whole, changed, cut and forked.

mod anchors;
mod attacks;
#[path = "../bundles/english.rs"]
#[allow(dead_code)] // Shared with the tests of bundles.
mod english;
mod program;
#[path = "../../../ledger/tests/tsa/mod.rs"]
mod tsa;

use mirqab_domain::{Author, Room, Subject, report};
use mirqab_ledger::{
    Checkpoint, Cosigner, Frontier, Hash, Holds, MemoryNodes, Message, Policy, Signer, Slip, Submission, TlogProof,
    bundle_entries, consistency_proof, inclusion_proof, leaf_hash, new_tiles, root_at, tile_bytes,
};
use mirqab_record::{EntryId, Header, seal};
use mirqab_verifier::{Compared, Files, Folder, LogFailure, Trust, compare, verify_folder, verify_receipt};
use mirqab_vocabulary::{AccountId, Instant, Passage, Role};
use std::collections::BTreeMap;

pub const ORIGIN: &str = "mission.example/log";

/// A log of withdrawals about eleven subjects in turn.
pub struct Log {
    pub signer: Signer,
    entries: Vec<Vec<u8>>,
    nodes: MemoryNodes,
}

fn id(number: u64) -> EntryId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    EntryId::from_parts(1_579_305_600_000, random)
}
fn subject(number: u64) -> Subject {
    Subject { room: Room::Report, id: id(1_000_000 + number % 11).to_string() }
}

impl Log {
    /// After `fork` entries it says something else than other logs.
    pub fn forked(size: u64, fork: u64) -> Self {
        let (mut frontier, mut nodes, mut entries) = (Frontier::new(), MemoryNodes::default(), Vec::new());
        for n in 0..size {
            let salt = if n < fork { 1 } else { 2 };
            let header = Header {
                id: id(n),
                previous: n.checked_sub(11).map(id),
                subject: subject(n),
                author: Author { account: AccountId::from_parts(1, [1; 10]), role: Role::Observer, party: None },
                recorded_at: Instant::from_unix_s(1_579_305_600 + i64::try_from(n).unwrap()).unwrap(),
            };
            let fact = report::Event::Withdrawn { reason: Passage::parse("mistaken").unwrap() };
            let entry = seal(header, &fact.into(), |_| [salt; 32]).unwrap();
            nodes.extend(frontier.append(&entry.bytes));
            entries.push(entry.bytes);
        }
        Self { signer: Signer::from_seed(ORIGIN, [1; 32]).unwrap(), entries, nodes }
    }
    pub fn new(size: u64) -> Self {
        Self::forked(size, size)
    }
    fn size(&self) -> u64 {
        self.entries.len() as u64
    }
    fn checkpoint(&self, size: u64) -> Checkpoint {
        Checkpoint { origin: ORIGIN.into(), size, root: root_at(&self.nodes, size).unwrap() }
    }
    pub fn note(&self, size: u64) -> String {
        self.checkpoint(size).sign(&self.signer).unwrap()
    }
    pub fn trust(&self) -> Trust {
        Trust::new(self.signer.verifier(), vec![], None)
    }
    pub fn folder(&self) -> Memory {
        let mut files = BTreeMap::from([("checkpoint".to_owned(), self.note(self.size()).into_bytes())]);
        for tile in new_tiles(0, self.size()) {
            let first = usize::try_from(tile.first().unwrap()).unwrap();
            let bytes = match tile.holds {
                Holds::Entries => {
                    let entries = &self.entries[first..first + usize::from(tile.width)];
                    bundle_entries(entries.iter().map(Vec::as_slice)).unwrap()
                }
                Holds::Hashes(_) => tile_bytes(&self.nodes, &tile).unwrap().unwrap(),
            };
            files.insert(tile.path(), bytes);
        }
        Memory(files)
    }
    fn leaf(&self, position: u64) -> Hash {
        leaf_hash(&self.entries[usize::try_from(position).unwrap()])
    }
    pub fn slip(&self, position: u64, size: u64, with_proof: bool) -> String {
        let proof = with_proof.then(|| inclusion_proof(&self.nodes, position, size).unwrap());
        let checkpoint = self.checkpoint(size);
        Slip::new(position, self.leaf(position), &checkpoint, &self.note(size), proof).unwrap().to_string()
    }
    pub fn receipt(&self, position: u64, size: u64) -> serde_json::Value {
        let proof = inclusion_proof(&self.nodes, position, size).unwrap();
        serde_json::json!({
            "report": subject(position).id,
            "repeated": false,
            "position": position,
            "leaf": self.leaf(position).to_string(),
            "log_size": size,
            "proof": proof.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "checkpoint": self.note(size),
            "text": self.slip(position, size, false),
            "code": self.slip(position, size, true),
        })
    }
    /// A C2SP tlog-proof of an entry, with the entry itself.
    pub fn tlog_proof(&self, position: u64, size: u64) -> TlogProof {
        TlogProof {
            extra: Some(self.entries[usize::try_from(position).unwrap()].clone()),
            index: position,
            proof: inclusion_proof(&self.nodes, position, size).unwrap(),
            checkpoint: self.note(size),
        }
    }
    fn submission(&self, old: u64, size: u64) -> String {
        let proof = consistency_proof(&self.nodes, old, size).unwrap();
        Submission { old, proof, checkpoint: self.note(size) }.to_string()
    }
}

#[derive(Clone)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }
}

#[test]
fn a_receipt_in_one_text_message_shows_the_signature_and_with_the_folder_the_entry() {
    let (log, other) = (Log::new(300), Log::forked(300, 20));
    let message = |position| Message::of(&Slip::parse(&log.slip(position, 60, false)).unwrap());
    let text = message(40).to_string();
    assert!(text.len() <= 160 && text.starts_with("mirqab2.40.60."), "{text}");
    let (trust, files, forked) = (log.trust(), log.folder(), other.folder());
    let alone = verify_receipt(&text, &trust, None).unwrap();
    assert_eq!((alone.proved, alone.leaf, alone.position), (false, None, 40));
    let holds = verify_receipt(&text, &trust, Some(&Folder::open(&files, &trust).unwrap())).unwrap();
    assert_eq!((holds.proved, holds.leaf, holds.entry.is_some()), (true, Some(log.leaf(40)), true));
    // A log that was written anew has no such tree: message and folder convict it.
    let rewritten = Folder::open(&forked, &trust).unwrap();
    assert_eq!(verify_receipt(&text, &trust, Some(&rewritten)), Err(LogFailure::OtherTree(60)));
    let beyond = Message { position: 60, ..message(40) }.to_string();
    assert_eq!(verify_receipt(&beyond, &trust, None), Err(LogFailure::ReceiptDiffers("position")));
    // Any other character is none, or is not signed.
    for at in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert!(verify_receipt(std::str::from_utf8(&changed).unwrap(), &trust, None).is_err(), "{at}");
    }
}

#[test]
fn a_whole_log_holds_and_no_bit_of_it_is_free() {
    let log = Log::new(300);
    let files = log.folder();
    let holds = verify_folder(&files, &log.trust()).unwrap();
    assert_eq!((holds.signed.checkpoint, holds.subjects, holds.files), (log.checkpoint(300), 11, 6));
    for (path, bytes) in &files.0 {
        // A prime stride, so that every kind of byte comes up; the checkpoint whole.
        let stride = if path == "checkpoint" { 1 } else { 197 };
        for at in (0..bytes.len()).step_by(stride) {
            let mut changed = files.clone();
            changed.0.get_mut(path).unwrap()[at] ^= 1 << (at % 8);
            assert!(verify_folder(&changed, &log.trust()).is_err(), "{path} {at}");
        }
        let mut cut = files.clone();
        cut.0.get_mut(path).unwrap().pop();
        assert!(verify_folder(&cut, &log.trust()).is_err(), "{path}");
        let mut longer = files.clone();
        longer.0.get_mut(path).unwrap().push(0);
        assert!(verify_folder(&longer, &log.trust()).is_err(), "{path}");
        let mut gone = files.clone();
        gone.0.remove(path);
        assert_eq!(verify_folder(&gone, &log.trust()), Err(LogFailure::Missing(path.clone())));
    }
}

#[test]
fn a_log_that_drops_an_entry_or_changes_their_order_is_refused_though_it_signs_that() {
    let whole = Log::new(40);
    for (what, change) in [
        ("dropped", (|entries| drop(entries.remove(12))) as fn(&mut Vec<Vec<u8>>)),
        ("swapped", |entries| entries.swap(5, 16)),
        ("twice", |entries| entries.push(entries[3].clone())),
    ] {
        let mut log = Log::new(40);
        change(&mut log.entries);
        let (mut frontier, mut nodes) = (Frontier::new(), MemoryNodes::default());
        log.entries.iter().for_each(|entry| nodes.extend(frontier.append(entry)));
        log.nodes = nodes;
        let failure = verify_folder(&log.folder(), &log.trust()).unwrap_err();
        assert!(matches!(failure, LogFailure::Chain(..)), "{what}: {failure}");
        assert!(!failure.arabic().is_empty());
    }
    let mut foreign = whole;
    foreign.entries[7] = b"{}".to_vec();
    assert!(matches!(verify_folder(&foreign.folder(), &foreign.trust()), Err(LogFailure::Entry(7, _))));
}

#[test]
fn a_folder_that_grew_still_serves_what_was_asked_of_it_before() {
    let log = Log::new(700);
    let mut files = log.folder();
    // The checkpoint of an earlier moment, while partial tiles of that moment are gone.
    files.0.insert("checkpoint".into(), log.note(500).into_bytes());
    for tile in new_tiles(0, 500).filter(|tile| tile.width < 256 && tile.holds == Holds::Hashes(1)) {
        files.0.insert(tile.path(), tile_bytes(&log.nodes, &tile).unwrap().unwrap());
    }
    assert_eq!(verify_folder(&files, &log.trust()).unwrap().signed.checkpoint.size, 500);
}

#[test]
fn whoever_must_have_cosigned_must_have() {
    let log = Log::new(20);
    let [north, south, other] = [1, 2, 3].map(|n| Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap());
    let text = log.checkpoint(20).text();
    let mut files = log.folder();
    let note = format!("{}{}{}", log.note(20), north.cosign(&text, 5).unwrap(), other.cosign(&text, 6).unwrap());
    files.0.insert("checkpoint".into(), note.clone().into_bytes());
    let asked = |each: &[&Cosigner], policy: Option<&str>| {
        let policy = policy.map(|rule| {
            let text = format!(
                "witness n {}\nwitness s {}\ngroup both all n s\ngroup one any both\nquorum {rule}\n",
                north.witness(),
                south.witness()
            );
            Policy::parse(&text).unwrap()
        });
        let trust = Trust::new(log.signer.verifier(), each.iter().map(|one| one.witness()).collect(), policy);
        verify_folder(&files, &trust).map(|holds| (holds.signed.cosigned.len(), holds.signed.unknown))
    };
    assert_eq!(asked(&[], None), Ok((0, 2)));
    assert_eq!(asked(&[&north], None), Ok((1, 1)));
    assert_eq!(asked(&[&north, &other], None), Ok((2, 0)));
    assert_eq!(asked(&[&south], None), Err(LogFailure::WitnessMissing("w2.example".into())));
    assert_eq!(asked(&[&north], Some("n")), Ok((1, 1)));
    assert_eq!(asked(&[], Some("both")), Err(LogFailure::QuorumNotMet));
    files.0.insert("checkpoint".into(), note.replace("w1.example", "w2.example").into_bytes());
    let forged = Trust::new(log.signer.verifier(), vec![south.witness()], None);
    assert!(verify_folder(&files, &forged).is_err());
}

#[test]
fn a_receipt_proves_that_the_entry_is_in_the_log_and_no_character_of_it_is_free() {
    let log = Log::new(300);
    let (files, trust) = (log.folder(), log.trust());
    let folder = Folder::open(&files, &trust).unwrap();
    let (json, line) = (log.receipt(40, 41), log.slip(40, 41, true));
    for text in [json.to_string(), line.clone(), format!("{line}\n")] {
        let holds = verify_receipt(&text, &trust, None).unwrap();
        assert!(holds.proved && holds.entry.is_none() && holds.position == 40);
        let holds = verify_receipt(&text, &trust, Some(&folder)).unwrap();
        assert_eq!(holds.entry.unwrap().subject, subject(40));
    }
    for at in 0..line.len() {
        for other in ['A', '9', '.', 'z'] {
            let mut changed = line.clone();
            changed.replace_range(at..at + 1, &other.to_string());
            assert!(changed == line || verify_receipt(&changed, &trust, None).is_err(), "{changed}");
        }
    }
    for (member, value) in [
        ("position", serde_json::json!(41)),
        ("log_size", serde_json::json!(300)),
        ("leaf", log.leaf(39).to_string().into()),
        ("checkpoint", log.note(300).into()),
        ("text", log.slip(39, 41, false).into()),
        ("code", log.slip(40, 300, true).into()),
        ("proof", serde_json::json!([])),
    ] {
        let mut changed = json.clone();
        changed[member] = value;
        assert!(verify_receipt(&changed.to_string(), &trust, None).is_err(), "{member}");
    }
    let mut renamed = json.clone();
    renamed["report"] = subject(41).id.into();
    assert_eq!(verify_receipt(&renamed.to_string(), &trust, Some(&folder)), Err(LogFailure::OtherReport(40)));
    let stranger = Trust::new(Signer::from_seed(ORIGIN, [9; 32]).unwrap().verifier(), vec![], None);
    assert!(verify_receipt(&line, &stranger, None).is_err());
    // As it was given before there were one-line forms.
    let mut old = json;
    old.as_object_mut().unwrap().retain(|name, _| name != "text" && name != "code");
    assert!(verify_receipt(&old.to_string(), &trust, None).unwrap().proved);
}

#[test]
fn a_short_receipt_is_proved_by_the_log_and_convicts_a_log_that_was_rewritten() {
    let (log, fork) = (Log::new(300), Log::forked(300, 20));
    let trust = log.trust();
    let short = log.slip(40, 60, false);
    assert!(!verify_receipt(&short, &trust, None).unwrap().proved);
    let files = log.folder();
    let folder = Folder::open(&files, &trust).unwrap();
    assert!(verify_receipt(&short, &trust, Some(&folder)).unwrap().proved);
    let files = fork.folder();
    let folder = Folder::open(&files, &trust).unwrap();
    for receipt in [short, log.slip(40, 60, true), log.receipt(40, 60).to_string()] {
        assert_eq!(verify_receipt(&receipt, &trust, Some(&folder)), Err(LogFailure::OtherTree(60)));
    }
    // What was written before the fork both have.
    assert!(verify_receipt(&log.slip(5, 10, false), &trust, Some(&folder)).unwrap().proved);
    let files = Log::new(30).folder();
    let folder = Folder::open(&files, &trust).unwrap();
    assert_eq!(verify_receipt(&log.slip(40, 60, true), &trust, Some(&folder)), Err(LogFailure::TooShort(30)));
}

#[test]
fn two_checkpoints_are_one_history_or_a_contradiction_or_it_is_not_said() {
    let (log, fork) = (Log::new(300), Log::forked(300, 20));
    let trust = log.trust();
    let told = |one: &str, two: &str, log: Option<&Log>| {
        let files = log.map(Log::folder);
        let folder = files.as_ref().map(|files| Folder::open(files, &trust).unwrap());
        compare(one, two, &trust, folder.as_ref()).unwrap().compared
    };
    let (early, late) = (log.note(40), log.note(300));
    assert_eq!(told(&early, &early, None), Compared::Same);
    assert_eq!(told(&early, &fork.note(40), None), Compared::Contradiction { size: 40 });
    assert!(matches!(told(&early, &late, None), Compared::Undecided(_)));
    assert_eq!(told(&early, &late, Some(&log)), Compared::Extends { later: 2 });
    assert_eq!(told(&late, &early, Some(&log)), Compared::Extends { later: 1 });
    assert_eq!(told(&early, &log.submission(40, 300), None), Compared::Extends { later: 2 });
    assert_eq!(told(&log.submission(40, 300), &early, None), Compared::Extends { later: 1 });
    // A proof that does not fit is no evidence against the log: anybody can write one.
    assert!(matches!(told(&early, &fork.submission(40, 300), None), Compared::Undecided(_)));
    assert_eq!(told(&early, &fork.note(300), Some(&fork)), Compared::AgainstFolder { which: 1, size: 40 });
    assert_eq!(told(&early, &fork.note(300), Some(&log)), Compared::AgainstFolder { which: 2, size: 300 });
    assert_eq!(told(&log.note(10), &fork.note(300), Some(&fork)), Compared::Extends { later: 2 });
    assert!(matches!(told(&early, &late, Some(&Log::new(200))), Compared::Undecided(_)));
    let mut stranger = Log::new(40);
    stranger.signer = Signer::from_seed(ORIGIN, [9; 32]).unwrap();
    assert!(compare(&early, &stranger.note(40), &trust, None).is_err());
}

#[test]
fn a_folder_that_lies_about_its_tiles_decides_nothing() {
    let (log, fork) = (Log::new(300), Log::forked(300, 20));
    let trust = log.trust();
    let mut files = log.folder();
    // Somebody puts the fork's hashes into the true folder, to make the true checkpoint look false.
    files.0.insert("tile/0/000".into(), fork.folder().0["tile/0/000"].clone());
    let folder = Folder::open(&files, &trust).unwrap();
    assert_eq!(compare(&log.note(40), &log.note(300), &trust, Some(&folder)), Err(LogFailure::Root));
    assert_eq!(verify_receipt(&log.slip(40, 60, false), &trust, Some(&folder)), Err(LogFailure::Root));
}

#[test]
fn a_tlog_proof_shows_which_entry_it_is_and_who_saw_it() {
    let log = Log::new(300);
    let witness = Cosigner::from_seed("w", [3; 32]).unwrap();
    let mut proof = log.tlog_proof(40, 60);
    proof.checkpoint += &witness.cosign(&log.checkpoint(60).text(), 1_700_000_000).unwrap();
    let trust = Trust::new(log.signer.verifier(), vec![witness.witness()], None);
    let holds = verify_receipt(&proof.to_string(), &trust, None).unwrap();
    assert!(holds.proved && holds.leaf == Some(log.leaf(40)) && holds.position == 40);
    assert_eq!(holds.report, Some(subject(40).id));
    assert_eq!(holds.entry.as_ref().map(|entry| entry.id), Some(id(40)));
    assert_eq!(holds.signed.cosigned, [("w".to_owned(), 1_700_000_000)]);
    let folder = log.folder();
    let opened = Folder::open(&folder, &log.trust()).unwrap();
    assert_eq!(verify_receipt(&proof.to_string(), &trust, Some(&opened)), Ok(holds.clone()));
    // Without the entry it proves nothing by itself; the folder has it.
    let bare = TlogProof { extra: None, ..proof.clone() };
    let found = verify_receipt(&bare.to_string(), &trust, None).unwrap();
    assert!(!found.proved && found.leaf.is_none() && found.entry.is_none());
    assert!(verify_receipt(&bare.to_string(), &trust, Some(&opened)).unwrap().proved);
    let mut wrong = bare;
    wrong.proof[2] = leaf_hash(b"another");
    assert!(matches!(verify_receipt(&wrong.to_string(), &trust, Some(&opened)), Err(LogFailure::Proof { .. })));
    // The text of another log's entry, or of another place, under this proof.
    for (extra, index) in [(log.entries[41].clone(), 40), (log.entries[40].clone(), 41), (b"{}".to_vec(), 40)] {
        let lie = TlogProof { extra: Some(extra), index, ..proof.clone() };
        assert!(matches!(verify_receipt(&lie.to_string(), &trust, None), Err(LogFailure::Proof { .. })));
    }
    // A cosignature cut off, and a log that went another way.
    let cut = TlogProof { checkpoint: log.note(60), ..proof.clone() };
    let missing = Err(LogFailure::WitnessMissing("w".into()));
    assert_eq!(verify_receipt(&cut.to_string(), &trust, None), missing);
    let forked = Log::forked(300, 20).folder();
    let opened = Folder::open(&forked, &log.trust()).unwrap();
    assert_eq!(verify_receipt(&proof.to_string(), &trust, Some(&opened)), Err(LogFailure::OtherTree(60)));
    let text = proof.to_string();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(verify_receipt(&changed, &trust, None).is_err(), "byte {at}");
    }
    assert!(matches!(
        verify_receipt(&format!("{text}{}", " ".repeat(70_000)), &trust, None),
        Err(LogFailure::NotAReceipt(_))
    ));
}
