//! The log as a folder, and witnesses by file and over HTTP.

use crate::{Scratch, demonstration, mirqab, printed, refused, text};
use mirqab_ledger::{Checkpoint, Verifier, cosignatures};
use mirqab_witness::disk::RealDisk;
use mirqab_witness::{Limits, Witness, serve};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

fn key_of(data: &str) -> String {
    let said = printed(&["doctor", "--data", data]);
    said.split_once('(').unwrap().1.split_once(')').unwrap().0.to_owned()
}

fn witness(scratch: &Scratch, name: &str, seed: u8, log: &str) -> Witness {
    let made = Witness::create(&scratch.path(name), &format!("{name}.example/w"), [seed; 32], Box::new(RealDisk));
    let made = made.unwrap();
    made.add_log(log).unwrap();
    made
}

#[test]
fn the_log_goes_out_as_a_folder_that_another_language_reads() {
    let scratch = Scratch::new("tiles");
    let data = demonstration(&scratch);
    let out = text(&scratch.path("log"));
    let export = ["export", "--data", &data, "--format", "tiles", "--out", &out];
    assert!(printed(&export).contains(" new tiles: "));
    assert!(printed(&export).contains(" 0 new tiles: "));
    let (key, note) = (key_of(&data), std::fs::read_to_string(scratch.path("log/checkpoint")).unwrap());
    let log = Verifier::parse(&key).unwrap();
    let checkpoint = Checkpoint::open(&note, &log, log.name()).unwrap();
    assert!(checkpoint.size > 256);
    // The words of a source stand in payloads, and payloads are not in the folder.
    let bundle = std::fs::read(scratch.path("log/tile/entries/000")).unwrap();
    assert!(String::from_utf8_lossy(&bundle).contains("\"commitments\":{"));
    assert!(!String::from_utf8_lossy(&bundle).contains("\"draft\""));
    let program = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../ledger/tests/go/main.go");
    let mut go = Command::new("go");
    go.env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode").arg("run").arg(program);
    match go.args(["check", &out, &key]).output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(said, format!("{} {}\n", checkpoint.size, checkpoint.root));
        }
        Err(error) if std::env::var_os("MIRQAB_GO").is_some() => panic!("Go is demanded and does not run: {error}"),
        Err(error) => eprintln!("SKIPPED: no Go ({error}). Debian: apt-get install golang-go golang-golang-x-mod-dev"),
    }
}

#[test]
fn a_checkpoint_goes_out_when_enough_witnesses_signed_it() {
    let scratch = Scratch::new("witnesses");
    let data = demonstration(&scratch);
    let log = key_of(&data);
    let (north, south, neutral) = (
        witness(&scratch, "north", 1, &log),
        witness(&scratch, "south", 2, &log),
        witness(&scratch, "neutral", 3, &log),
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let policy = format!(
        "log {log}\nwitness north {}\nwitness south {} http://{address}\nwitness neutral {} http://127.0.0.1:1/none/\n\
         group parties all north south\ngroup enough 1 parties\nquorum enough\n",
        north.key(),
        south.key(),
        neutral.key()
    );
    std::fs::write(scratch.path("demo/witness-policy"), &policy).unwrap();
    let keys = [&north, &south, &neutral].map(|one| mirqab_ledger::Witness::parse(&one.key()).unwrap());
    std::thread::spawn(move || serve(&Arc::new(south), &listener, Limits::default(), |_| {}));
    let standing = || printed(&["log", "--data", &data, "witnesses"]);
    assert!(standing().starts_with("log: ") && standing().contains("published: 0\n"), "{}", standing());
    let out = text(&scratch.path("out"));
    assert!(
        refused(&["export", "--data", &data, "--format", "tiles", "--out", &out])
            .contains("no checkpoint yet that enough")
    );

    // By file: what goes there, what comes back.
    let (there, back) = (text(&scratch.path("there")), text(&scratch.path("back")));
    printed(&["log", "--data", &data, "submit", "--witness", "north", "--out", &there]);
    let submission = std::fs::read_to_string(&there).unwrap();
    let line = north.add_checkpoint(&submission, 1_700_000_000).unwrap().unwrap();
    let (_, note) = submission.split_once("\n\n").unwrap();
    let body = mirqab_ledger::text_of_note(note).unwrap();
    std::fs::write(&back, format!("{body}\n{}", line.replace("— north", "— nobody"))).unwrap();
    assert!(refused(&["log", "--data", &data, "accept", &back]).contains("Nothing in "));
    std::fs::write(&back, format!("{}\n{line}", body.replace('=', "A="))).unwrap();
    refused(&["log", "--data", &data, "accept", &back]);
    std::fs::write(&back, format!("{body}\n{line}")).unwrap();
    assert_eq!(printed(&["log", "--data", &data, "accept", &back]), "kept: north\n");
    assert!(standing().contains("published: 0\n"));

    // Over HTTP: one signs, one is away, and that is said.
    let output = mirqab(&["log", "--data", &data, "submit"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("south: signed ") && said.contains("neutral: 127.0.0.1:1"), "{said}");
    assert!(!output.status.success());
    let lines = standing();
    assert!(!lines.contains("published: 0\n") && lines.contains("neutral\t0 entries, signed never\t"), "{lines}");
    assert!(lines.contains("missing since 20") && lines.matches("nothing missing").count() == 2, "{lines}");
    printed(&["export", "--data", &data, "--format", "tiles", "--out", &out]);
    let note = std::fs::read_to_string(scratch.path("out/checkpoint")).unwrap();
    let found = cosignatures(&note, &keys).unwrap();
    assert_eq!(found.iter().map(|one| one.witness).collect::<Vec<_>>(), [0, 1]);
    Checkpoint::open(&note, &Verifier::parse(&log).unwrap(), body.lines().next().unwrap()).unwrap();
    assert!(printed(&["check", "--data", &data]).contains(" 2 cosignatures, "));

    // The answer of a witness was lost: it knows better how far it has seen, and is asked from there.
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    connection.execute("DELETE FROM cosignatures WHERE witness LIKE 'south%'", []).unwrap();
    drop(connection);
    assert!(printed(&["log", "--data", &data, "submit", "--witness", "south"]).contains("south: signed "));

    // A cosignature that was altered in the folder is found, and is not shown to anybody.
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    connection.execute("UPDATE cosignatures SET time = time + 1, size = size - 1", []).unwrap();
    drop(connection);
    let output = mirqab(&["check", "--data", &data]);
    assert!(!output.status.success() && String::from_utf8(output.stdout).unwrap().contains("cosignature-invalid"));
    refused(&["export", "--data", &data, "--format", "tiles", "--out", &text(&scratch.path("altered"))]);

    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    connection.execute("UPDATE cosignatures SET time = time - 1, size = size + 1", []).unwrap();
    drop(connection);
    bundles_carry_what_was_signed(&scratch, &data, &log, &policy);
}

/// A bundle is made under the newest checkpoint that enough signed and that has all of it. What was recorded since is in it, signed or not.
fn bundles_carry_what_was_signed(scratch: &Scratch, data: &str, log: &str, policy: &str) {
    let list = printed(&["inspect", "--data", data, "findings"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let published = list.as_array().unwrap().iter().filter(|finding| !finding["published"].is_null());
    let ids: Vec<&str> = published.map(|finding| finding["id"].as_str().unwrap()).collect();
    let trust = || {
        let policy = mirqab_ledger::Policy::parse(policy).unwrap();
        mirqab_verifier::Trust::new(Verifier::parse(log).unwrap(), Vec::new(), Some(policy))
    };
    let out = text(&scratch.path("witnessed.json"));
    let bundle = |id: &str| {
        printed(&["bundle", "--data", data, id, "--out", &out]);
        let holds = mirqab_verifier::verify(&std::fs::read(&out).unwrap(), Some(log)).unwrap();
        (holds.checkpoint.size, trust().witnessed(&holds.note).unwrap().lacking, holds)
    };
    // One without a conclusion that waits: that one's bundle would end before it.
    let id = ids.iter().find(|id| bundle(id).1.is_none()).unwrap();
    let (signed, _, holds) = bundle(id);
    assert_eq!(holds.cosigned.len(), 2);
    // Something new about a report of the first finding, that no witness has seen yet.
    let report = holds.case.reports[0].id.to_string();
    let erase = ["erase", "--data", data, "propose", &report, "--as", "duty", "--parts", "words", "--ground", "danger"];
    printed(&[&erase[..], &["--reason", "A test."]].concat());
    let (size, lacking, holds) = bundle(id);
    assert_eq!((size, lacking), (signed + 1, Some(mirqab_verifier::LogFailure::QuorumNotMet)));
    assert!(holds.cosigned.is_empty());
    // A finding that it does not touch is as well witnessed as before.
    let others = ids.iter().filter(|other| *other != id).take(6).map(|other| bundle(other));
    assert!(others.filter(|(size, lacking, _)| *size == signed && lacking.is_none()).count() > 2);
    mirqab(&["log", "--data", data, "submit"]);
    let (size, _, holds) = bundle(id);
    assert_eq!((size, holds.cosigned.len()), (signed + 1, 1));
}

#[test]
fn a_folder_of_the_form_before_witnesses_is_read_and_brought_up() {
    let scratch = Scratch::new("form-1");
    let data = demonstration(&scratch);
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    let later =
        "DROP TABLE cosignatures; DROP INDEX entries_answers; DROP INDEX entries_protection; DROP TABLE contacts;
                 DROP TABLE messages; DROP INDEX entries_evidence_protection; DROP TABLE anchors; DROP TABLE anchor_questions; PRAGMA user_version = 1;";
    connection.execute_batch(later).unwrap();
    drop(connection);
    let form = || {
        let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()
    };
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    assert_eq!(form(), 1);
    printed(&["rebuild", "--data", &data]);
    assert_eq!(form(), 7);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// The log's key is followed by another: whoever has the old one on paper goes on with it, by a note, without a network.
#[test]
fn the_log_s_key_is_followed_by_another_and_a_process_that_dies_in_between_leaves_one_key_or_the_other() {
    let scratch = Scratch::new("rotate");
    let data = demonstration(&scratch);
    let (old, note) = (key_of(&data), text(&scratch.path("note")));
    let seed = || std::fs::read(scratch.path("demo/log-signing-key")).unwrap();
    let (first, next) = (seed(), scratch.path("demo/log-signing-key.next"));
    let rotate = |account: &str| mirqab(&["log", "--data", &data, "rotate-key", "--as", account, "--out", &note]);
    // It is an administrator's act; refused, it leaves the folder as it was.
    for account in ["head", "duty"] {
        assert!(!rotate(account).status.success());
        printed(&["rebuild", "--data", &data]);
        assert!(seed() == first && !next.exists() && key_of(&data) == old);
    }
    refused(&["log", "--data", &data, "end-hand-over"]);
    let output = rotate("admin");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let new = key_of(&data);
    assert!(new != old && String::from_utf8(output.stdout).unwrap().contains(&new));
    let link = mirqab_ledger::Succession::open(&std::fs::read_to_string(&note).unwrap()).unwrap();
    assert_eq!((link.old.to_string(), link.new.to_string()), (old.clone(), new.clone()));
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    // Died after the entry and before the folder had the new key: the next one that writes finishes it.
    let second = seed();
    std::fs::rename(scratch.path("demo/log-signing-key"), &next).unwrap();
    std::fs::rename(scratch.path("demo/log-signing-key.old"), scratch.path("demo/log-signing-key")).unwrap();
    printed(&["rebuild", "--data", &data]);
    assert!(seed() == second && !next.exists() && scratch.path("demo/log-signing-key.old").exists());
    assert!(
        refused(&["log", "--data", &data, "rotate-key", "--as", "admin", "--out", &note]).contains("end-hand-over")
    );

    // Both sign what comes now, and each of the two keys opens it.
    let out = text(&scratch.path("log"));
    printed(&["export", "--data", &data, "--format", "tiles", "--out", &out]);
    let checkpoint = std::fs::read_to_string(scratch.path("log/checkpoint")).unwrap();
    for key in [&old, &new] {
        let log = Verifier::parse(key).unwrap();
        assert_eq!(Checkpoint::open(&checkpoint, &log, log.name()).unwrap().size, link.size + 1);
    }
    let list: serde_json::Value = serde_json::from_str(&printed(&["inspect", "--data", &data, "findings"])).unwrap();
    let published = list.as_array().unwrap().iter().find(|finding| !finding["published"].is_null()).unwrap();
    let bundle = |name: &str| {
        let file = text(&scratch.path(name));
        printed(&["bundle", "--data", &data, published["id"].as_str().unwrap(), "--out", &file]);
        std::fs::read(file).unwrap()
    };
    let found = bundle("during.json");
    for key in [&old, &new] {
        assert!(mirqab_verifier::verify(&found, Some(key)).unwrap().key_compared);
    }
    printed(&["log", "--data", &data, "end-hand-over"]);
    assert!(!scratch.path("demo/log-signing-key.old").exists());
    let list: serde_json::Value = serde_json::from_str(&printed(&["inspect", "--data", &data, "reports"])).unwrap();
    let report = list[0]["id"].as_str().unwrap();
    let erase = ["erase", "--data", &data, "propose", report, "--as", "duty", "--parts", "words", "--ground", "danger"];
    printed(&[&erase[..], &["--reason", "A test."]].concat());
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    printed(&["export", "--data", &data, "--format", "tiles", "--out", &out]);
    // The old key alone opens nothing of it; with the note it opens all, bundle and folder.
    let files = Carried(scratch.path("log"));
    let trust = |links: &[mirqab_ledger::Succession]| {
        mirqab_verifier::Trust::new(Verifier::parse(&old).unwrap(), Vec::new(), None).with_successions(links)
    };
    assert!(mirqab_verifier::verify_folder(&files, &trust(&[])).is_err());
    let holds = mirqab_verifier::verify_folder(&files, &trust(&[link])).unwrap();
    assert!(holds.signed.checkpoint.size > 256);
    assert!(mirqab_verifier::verify(&bundle("after.json"), Some(&old)).unwrap().key_compared);
    let copy = text(&scratch.path("copy"));
    assert!(printed(&["backup", "--data", &data, "--out", &copy]).contains("HOLDS"));

    // A rotation entry that was altered in the folder is found.
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    let altered = "UPDATE entries SET open = CAST(replace(open, 'log-succession/1', 'log-succession/2') AS BLOB)
                   WHERE room = 'mission' AND instr(envelope, 'log_key_followed') > 0";
    assert_eq!(connection.execute(altered, []).unwrap(), 1);
    drop(connection);
    let output = mirqab(&["check", "--data", &data]);
    assert!(!output.status.success() && String::from_utf8(output.stdout).unwrap().contains("entry-altered"));
}

struct Carried(std::path::PathBuf);

impl mirqab_verifier::Files for Carried {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(path)).ok()
    }
}
