//! What a witness signs, what it refuses, and that it never signs two histories, whatever fails.

use mirqab_ledger::{
    Checkpoint, Frontier, MemoryNodes, Signer, Submission, Succession, Witness as Key, consistency_proof, cosignatures,
    root_at,
};
use mirqab_witness::disk::{Disk, RealDisk};
use mirqab_witness::{Limits, Outcome, Refusal, Witness, WitnessError, serve};
use std::io::{Read as _, Result, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const ORIGIN: &str = "mission.example/log";

struct Scratch(PathBuf);
impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("mirqab-witness-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Log {
    signer: Signer,
    nodes: MemoryNodes,
}

impl Log {
    /// Its entries are `common` up to `fork`, and its own after that.
    fn forked(fork: u64, word: &str) -> Self {
        let (mut frontier, mut nodes) = (Frontier::new(), MemoryNodes::default());
        for n in 0..50_u64 {
            let word = if n < fork { "common" } else { word };
            nodes.extend(frontier.append(format!("{word} {n}").as_bytes()));
        }
        Self { signer: Signer::from_seed(ORIGIN, [1; 32]).unwrap(), nodes }
    }
    fn new() -> Self {
        Self::forked(50, "")
    }
    fn key(&self) -> String {
        self.signer.verifier().to_string()
    }
    fn checkpoint(&self, size: u64) -> Checkpoint {
        Checkpoint { origin: ORIGIN.into(), size, root: root_at(&self.nodes, size).unwrap() }
    }
    fn note(&self, size: u64) -> String {
        self.checkpoint(size).sign(&self.signer).unwrap()
    }
    fn submission(&self, old: u64, size: u64) -> Submission {
        Submission { old, proof: consistency_proof(&self.nodes, old, size).unwrap(), checkpoint: self.note(size) }
    }
}

fn witness(scratch: &Scratch, log: &Log) -> Witness {
    let made = Witness::create(&scratch.0, "party.example/w", [7; 32], Box::new(RealDisk)).unwrap();
    made.add_log(&log.key()).unwrap();
    made
}

fn asked(witness: &Witness, submission: &Submission) -> Outcome {
    witness.add_checkpoint(&submission.to_string(), 1_700_000_000).unwrap()
}

#[test]
fn a_log_that_grows_is_signed_each_time() {
    let (scratch, log) = (Scratch::new("grows"), Log::new());
    let witness = witness(&scratch, &log);
    let key = Key::parse(&witness.key()).unwrap();
    let mut old = 0;
    for size in [1, 7, 8, 8, 50] {
        let line = asked(&witness, &log.submission(old, size)).unwrap();
        let note = format!("{}{line}", log.note(size));
        let found = cosignatures(&note, std::slice::from_ref(&key)).unwrap();
        assert_eq!((found.len(), found[0].time), (1, 1_700_000_000));
        old = size;
    }
    assert_eq!(witness.logs().unwrap(), [(log.key(), 50)]);
}

#[test]
fn who_sees_another_size_says_so_and_signs_nothing() {
    let (scratch, log) = (Scratch::new("sizes"), Log::new());
    let witness = witness(&scratch, &log);
    assert_eq!(asked(&witness, &log.submission(5, 9)), Err(Refusal::OtherSize { seen: 0 }));
    asked(&witness, &log.submission(0, 9)).unwrap();
    // An older checkpoint, a gap, and one that leaves out what was seen.
    assert_eq!(asked(&witness, &log.submission(0, 5)), Err(Refusal::OtherSize { seen: 9 }));
    assert_eq!(asked(&witness, &log.submission(5, 20)), Err(Refusal::OtherSize { seen: 9 }));
    assert_eq!(asked(&witness, &log.submission(0, 20)), Err(Refusal::OtherSize { seen: 9 }));
    assert_eq!(witness.logs().unwrap()[0].1, 9);
}

#[test]
fn strangers_are_refused() {
    let (scratch, log) = (Scratch::new("strangers"), Log::new());
    let witness = witness(&scratch, &log);
    let mut other = Log::new();
    other.signer = Signer::from_seed(ORIGIN, [2; 32]).unwrap();
    let refusal = asked(&witness, &other.submission(0, 5)).unwrap_err();
    assert_eq!(refusal.status(), 403);
    assert!(matches!(witness.add_log(&other.key()), Err(WitnessError::OtherKey)));
    let signer = Signer::from_seed("else.example/log", [1; 32]).unwrap();
    let mut elsewhere = log.checkpoint(5);
    elsewhere.origin = "else.example/log".into();
    let submission = Submission { old: 0, proof: vec![], checkpoint: elsewhere.sign(&signer).unwrap() };
    assert_eq!(asked(&witness, &submission), Err(Refusal::UnknownLog("else.example/log".into())));
    for wrong in ["", "old 0\n\nnothing", "old 9\n\n"] {
        let text = format!("{wrong}{}", if wrong.starts_with("old 9") { log.note(5) } else { String::new() });
        assert_eq!(witness.add_checkpoint(&text, 1).unwrap().unwrap_err().status(), 400, "{text:?}");
    }
    assert_eq!(witness.logs().unwrap()[0].1, 0);
}

#[test]
fn two_histories_of_one_size_are_a_contradiction_and_both_are_kept() {
    let (scratch, log, fork) = (Scratch::new("fork"), Log::new(), Log::forked(5, "other"));
    let witness = witness(&scratch, &log);
    asked(&witness, &log.submission(0, 20)).unwrap();
    for old in [0, 20] {
        let submission = Submission { old, proof: vec![], checkpoint: fork.note(20) };
        let refusal = asked(&witness, &submission).unwrap_err();
        assert_eq!(refusal.status(), 409);
        assert!(refusal.to_string().contains("CONTRADICTION") && refusal.arabic().contains("تناقض"));
        let Refusal::Contradiction { size: 20, evidence } = refusal else { panic!("{refusal}") };
        assert_eq!(std::fs::read_to_string(evidence.join("signed-here")).unwrap(), log.note(20));
        assert_eq!(std::fs::read_to_string(evidence.join("found")).unwrap(), fork.note(20));
    }
    let refusal = asked(&witness, &fork.submission(20, 30)).unwrap_err();
    let Refusal::NotShown { seen: 20, evidence } = refusal else { panic!("{refusal}") };
    assert_eq!(
        std::fs::read_to_string(evidence.join("found-submission")).unwrap(),
        fork.submission(20, 30).to_string()
    );
    // The log itself goes on.
    asked(&witness, &log.submission(20, 30)).unwrap();
}

/// Fails at one step and at all after it, and leaves half of what was being written.
struct Failing(AtomicUsize);
impl Failing {
    fn step(&self) -> Result<()> {
        let done = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        done.map(|_| ()).map_err(|_| std::io::Error::from(std::io::ErrorKind::StorageFull))
    }
}
impl Disk for Failing {
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        if let Err(error) = self.step() {
            std::fs::write(path, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        std::fs::write(path, bytes)
    }
    fn write_secret(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.write(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.step()?;
        std::fs::rename(from, to)
    }
    fn settle(&self, _: &Path) -> Result<()> {
        self.step()
    }
}

#[test]
fn whatever_write_fails_nothing_is_signed_that_is_not_kept() {
    let (log, fork) = (Log::new(), Log::forked(5, "other"));
    for left in 0..4 {
        let scratch = Scratch::new(&format!("fails-{left}"));
        asked(&witness(&scratch, &log), &log.submission(0, 10)).unwrap();
        let failing = Witness::open(&scratch.0, Box::new(Failing(AtomicUsize::new(left)))).unwrap();
        let signed = failing.add_checkpoint(&log.submission(10, 20).to_string(), 1);
        assert_eq!(signed.is_ok(), left >= 3, "{left}");
        drop(failing);
        let again = Witness::open(&scratch.0, Box::new(RealDisk)).unwrap();
        let seen = again.logs().unwrap()[0].1;
        assert!(if signed.is_ok() { seen == 20 } else { seen == 10 || seen == 20 });
        // Whatever it kept, the log goes on and the fork does not.
        assert!(asked(&again, &fork.submission(seen, 30)).is_err());
        asked(&again, &log.submission(seen, 30)).unwrap();
    }
}

#[test]
fn a_damaged_folder_signs_nothing_and_a_second_process_is_kept_out() {
    let (scratch, log) = (Scratch::new("damaged"), Log::new());
    let first = witness(&scratch, &log);
    asked(&first, &log.submission(0, 20)).unwrap();
    assert!(matches!(Witness::open(&scratch.0, Box::new(RealDisk)), Err(WitnessError::InUse)));
    drop(first);
    assert!(matches!(Witness::create(&scratch.0, "x", [0; 32], Box::new(RealDisk)), Err(WitnessError::Taken)));
    let kept = std::fs::read_dir(scratch.0.join("logs")).unwrap().next().unwrap().unwrap().path().join("newest");
    let text = std::fs::read_to_string(&kept).unwrap();
    std::fs::write(&kept, text.replace("\n20\n", "\n10\n")).unwrap();
    let again = Witness::open(&scratch.0, Box::new(RealDisk)).unwrap();
    let failed = again.add_checkpoint(&log.submission(10, 30).to_string(), 1);
    assert!(matches!(failed, Err(WitnessError::Damaged(..))));
}

fn posted(address: std::net::SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    // A server that closes early may reset the connection after its answer.
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn over_http_it_answers_as_the_specification_says() {
    let (scratch, log, fork) = (Scratch::new("http"), Log::new(), Log::forked(5, "other"));
    let witness = Arc::new(witness(&scratch, &log));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serving = witness.clone();
    let limits = Limits { connections: 8, patience: Duration::from_millis(500) };
    std::thread::spawn(move || serve(&serving, &listener, limits, |_| {}));
    let post = |body: &str| {
        let head = format!("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", body.len());
        posted(address, &[head.as_bytes(), body.as_bytes()].concat())
    };
    let first = post(&log.submission(0, 10).to_string());
    assert!(first.starts_with("HTTP/1.1 200 OK\r\n") && first.contains("\r\n\r\n— party.example/w "), "{first}");
    let conflict = post(&log.submission(0, 20).to_string());
    assert!(conflict.starts_with("HTTP/1.1 409 ") && conflict.contains("Content-Type: text/x.tlog.size\r\n"));
    assert!(conflict.ends_with("\r\n\r\n10\n"), "{conflict}");
    assert!(post(&fork.submission(10, 20).to_string()).starts_with("HTTP/1.1 422 "));
    let two = Submission { old: 10, proof: vec![], checkpoint: fork.note(10) };
    assert!(post(&two.to_string()).starts_with("HTTP/1.1 409 "));
    assert!(post("nonsense").starts_with("HTTP/1.1 400 "));
    for (request, status) in [
        ("GET /add-checkpoint HTTP/1.1\r\n\r\n".to_owned(), 405),
        ("POST /else HTTP/1.1\r\nContent-Length: 0\r\n\r\n".to_owned(), 404),
        ("POST /add-checkpoint HTTP/1.1\r\n\r\n".to_owned(), 411),
        ("POST /add-checkpoint HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n".to_owned(), 413),
        (format!("POST /add-checkpoint HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(9000)), 400),
    ] {
        assert!(posted(address, request.as_bytes()).starts_with(&format!("HTTP/1.1 {status} ")), "{status}");
    }
    // Whoever says nothing is let go, and others are still answered.
    let silent: Vec<TcpStream> = (0..5).map(|_| TcpStream::connect(address).unwrap()).collect();
    assert!(post(&log.submission(10, 20).to_string()).starts_with("HTTP/1.1 200 "));
    drop(silent);
}

#[test]
fn a_log_goes_on_under_the_key_that_follows_and_the_old_key_alone_gets_nothing_more() {
    let scratch = Scratch::new("succession");
    let (log, fork) = (Log::new(), Log::forked(10, "fork"));
    let witness = Witness::create(&scratch.0, "w", [9; 32], Box::new(RealDisk)).unwrap();
    witness.add_log(&log.key()).unwrap();
    witness.add_checkpoint(&log.submission(0, 20).to_string(), 1).unwrap().unwrap();
    let new = Signer::from_seed(ORIGIN, [2; 32]).unwrap();
    let note = |root| Succession::sign(&log.signer, &new, 20, root).unwrap();
    let good = note(log.checkpoint(20).root);
    // Not signed by the key that is known; of another key; over another tree of the size that was signed here.
    let stranger = Signer::from_seed(ORIGIN, [3; 32]).unwrap();
    let altered = good.replace("\n20\n", "\n19\n");
    assert!(matches!(witness.succeed(&altered), Err(WitnessError::Succession(_))));
    let of_other = Succession::sign(&stranger, &new, 20, log.checkpoint(20).root).unwrap();
    assert!(matches!(witness.succeed(&of_other), Err(WitnessError::OtherKey)));
    assert!(matches!(witness.succeed(&note(fork.checkpoint(20).root)), Err(WitnessError::OtherTree(20))));
    let by = |signers: &[&Signer], size: u64| {
        let text = log.checkpoint(size).text();
        let lines = signers.iter().map(|signer| signer.sign(&text).unwrap()[text.len() + 1..].to_owned());
        let checkpoint = format!("{text}\n{}", lines.collect::<String>());
        Submission { checkpoint, ..log.submission(20, size) }.to_string()
    };
    let asked = |text: &str| witness.add_checkpoint(text, 5).unwrap();
    assert!(matches!(asked(&by(&[&new], 30)), Err(Refusal::NotSigned(_))));
    witness.succeed(&good).unwrap();
    witness.succeed(&good).unwrap();
    assert!(matches!(asked(&by(&[&log.signer], 30)), Err(Refusal::NotSigned(_))));
    assert!(matches!(asked(&by(&[&stranger], 30)), Err(Refusal::NotSigned(_))));
    assert!(asked(&by(&[&new, &log.signer], 30)).is_ok());
    drop(witness);
    let again = Witness::open(&scratch.0, Box::new(RealDisk)).unwrap();
    assert_eq!(again.logs().unwrap(), [(new.verifier().to_string(), 30)]);
}
