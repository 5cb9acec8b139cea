use crate::{Scratch, demonstration, mirqab, printed, text};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Killed while it loads, at a different moment each time: either there is no folder yet, and the next run makes a whole one, or
/// there is one that holds. Never a half.
#[test]
fn killed_while_loading_leaves_no_half_demonstration() {
    let scratch = Scratch::new("killed");
    let data = text(&scratch.path("demo"));
    for moment in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(["demo", "--data", &data, "--load-only", "--fresh"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(25 * moment));
        let _ = child.kill();
        child.wait().unwrap();
        if scratch.path("demo/settings.json").exists() {
            assert!(mirqab(&["check", "--data", &data]).status.success(), "after {moment}");
        }
    }
    printed(&["demo", "--data", &data, "--load-only"]);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// Killed while it publishes the log as files, at a different moment each time: whoever reads the folder finds the checkpoint that was there
/// or the new one, and every tile that it needs.
#[test]
fn killed_while_publishing_leaves_a_log_that_holds() {
    let scratch = Scratch::new("publishing");
    let data = demonstration(&scratch);
    let key = printed(&["doctor", "--data", &data]);
    let key = key.split_once('(').unwrap().1.split_once(')').unwrap().0.to_owned();
    let trust = mirqab_verifier::Trust::new(mirqab_ledger::Verifier::parse(&key).unwrap(), Vec::new(), None);
    let (out, checkpoint) = (text(&scratch.path("log")), scratch.path("log/checkpoint"));
    let export = ["export", "--data", &data, "--format", "tiles", "--out", &out];
    let (mut killed, mut finished) = (0, 0);
    for moment in 0..24 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(export)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(6 * moment));
        let _ = child.kill();
        match child.wait().unwrap().success() {
            true => finished += 1,
            false => killed += 1,
        }
        if checkpoint.exists() {
            let holds = mirqab_verifier::verify_folder(&Published(scratch.path("log")), &trust);
            holds.unwrap_or_else(|failure| panic!("after {moment}: {failure}"));
        }
        // From nothing each time but the last ones, which go on from what is there.
        if moment < 18 {
            let _ = std::fs::remove_dir_all(scratch.path("log"));
        }
    }
    assert!(killed > 0, "{finished} finished before they were killed: the test would hold nothing");
    printed(&export);
    let holds = mirqab_verifier::verify_folder(&Published(scratch.path("log")), &trust).unwrap();
    assert!(holds.signed.checkpoint.size > 256);
}

struct Published(std::path::PathBuf);

impl mirqab_verifier::Files for Published {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(path)).ok()
    }
}

/// A server of the data folder, and its address.
fn server(data: &str) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
        .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Mirqab: http://").unwrap().trim_end_matches('/').to_owned();
    (child, address)
}

/// Posts a report and returns its receipt; `None` if the server died before it answered.
fn submit(address: &str, token: &str, reference: &str) -> Option<serde_json::Value> {
    let draft = serde_json::json!({
        "channel": "hotline", "source": "durability", "reported_by": null, "accused": null, "kind": "SHELL",
        "text": "One shell.", "language": "en",
        "occurred": {"from": "2020-04-29T10:00:00Z", "to": "2020-04-29T10:05:00Z"}, "occurred_precision": "stated",
        "observed_at": null, "received_at": "2020-04-29T11:00:00Z",
        "place": {"given_as": "named", "name": "Gharyan", "at": null, "precision_m": 0},
        "observations": [], "weapon": {"class": "unknown", "calibre_mm": null, "model": null}, "harm": null,
        "reference": reference, "attachments": [], "witness": null
    })
    .to_string();
    let mut stream = TcpStream::connect(address).ok()?;
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        draft.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(draft.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 201"), "{head}\n{body}");
    serde_json::from_str(body).ok()
}

/// Killed under load, again and again: every report that was acknowledged is there, and the record holds.
#[test]
fn what_was_acknowledged_survives_a_kill_under_load() {
    let scratch = Scratch::new("load");
    let data = demonstration(&scratch);
    let token = printed(&["account", "--data", &data, "token", "duty", "--label", "test"]).trim().to_owned();
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..20_u64 {
        let (mut child, address) = server(&data);
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                let (address, token, acknowledged) = (address.clone(), token.clone(), acknowledged.clone());
                std::thread::spawn(move || {
                    for number in 0.. {
                        let Some(receipt) = submit(&address, &token, &format!("{round}-{sender}-{number}")) else {
                            return;
                        };
                        acknowledged.lock().unwrap().push(receipt["report"].as_str().unwrap().to_owned());
                    }
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(40 + 13 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        for sender in senders {
            sender.join().unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() > 100, "only {} were acknowledged: the test would hold little", acknowledged.len());
    let listed = printed(&["inspect", "--data", &data, "reports"]);
    let missing: Vec<_> = acknowledged.iter().filter(|id| !listed.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "acknowledged and missing: {missing:?}");
    assert!(mirqab(&["check", "--data", &data]).status.success());
}
