//! Time stamps: carried by file, asked over HTTP, kept, given away, and judged by others.

use crate::tsa::Authority;
use crate::{Scratch, demonstration, mirqab, printed, refused, text};
use mirqab_ledger::StampRoots;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

fn published(data: &str) -> String {
    let all: Value = serde_json::from_str(&printed(&["inspect", "--data", data, "findings"])).unwrap();
    let one = all
        .as_array()
        .unwrap()
        .iter()
        .find(|one| !matches!(one["published"], Value::Null | Value::Bool(false)))
        .unwrap();
    one["id"].as_str().unwrap().to_owned()
}

/// Answers each request over HTTP, until the test ends.
fn answering(authority: Arc<Authority>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut asked, mut part) = (stream.unwrap(), Vec::new(), [0; 4096]);
            let end = loop {
                let count = stream.read(&mut part).unwrap();
                asked.extend_from_slice(&part[..count]);
                if let Some(head) = asked.windows(4).position(|four| four == b"\r\n\r\n") {
                    let text = String::from_utf8_lossy(&asked[..head]).to_lowercase();
                    assert!(text.contains("content-type: application/timestamp-query"), "{text}");
                    let length = text.split("content-length: ").nth(1).unwrap().lines().next().unwrap().to_owned();
                    if asked.len() == head + 4 + length.parse::<usize>().unwrap() {
                        break head + 4;
                    }
                }
            };
            let answer = authority.answer(&asked[end..]);
            stream.write_all(b"HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\n\r\n").unwrap();
            stream.write_all(&answer).unwrap();
        }
    });
    address
}

#[test]
fn a_question_goes_out_as_a_file_and_only_its_own_answer_comes_in() {
    let Some(authority) = Authority::new("cli-file") else { return };
    let Some(stranger) = Authority::new("cli-stranger") else { return };
    let scratch = Scratch::new("anchors");
    let data = demonstration(&scratch);
    let (question, answer) = (text(&scratch.path("checkpoint.tsq")), text(&scratch.path("checkpoint.tsr")));
    let add = |bytes: &[u8]| {
        std::fs::write(&answer, bytes).unwrap();
        refused(&["anchor", "--data", &data, "add", &answer])
    };
    let request = ["anchor", "--data", &data, "request", "--out", &question];
    printed(&request);
    let asked = std::fs::read(&question).unwrap();
    printed(&request);
    assert_eq!(std::fs::read(&question).unwrap(), asked, "asked twice about the same it is the same question");
    assert!(printed(&["anchor", "--data", &data, "status"]).contains("carried by hand\tsince 20"));

    let good = authority.answer(&asked);
    assert!(add(&good).contains("no root is known"));
    std::fs::write(scratch.path("demo/time-stamp-roots.pem"), stranger.root()).unwrap();
    assert!(add(&good).contains("leads to no root"));
    std::fs::write(scratch.path("demo/time-stamp-roots.pem"), authority.root()).unwrap();
    let mut altered = good.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert!(add(&altered).contains("does not hold"), "altered");
    assert!(add(&[&good[..], &[0]].concat()).contains("something stands after it"));
    assert!(add(b"not a stamp").contains("RFC 3161"));
    // The question ends with the nonce and, in three bytes, the wish for certificates.
    let mut other = asked.clone();
    let nonce = other.len() - 4;
    other[nonce] ^= 1;
    assert!(add(&authority.answer(&other)).contains("another question"));
    let mut elsewhere = asked.clone();
    elsewhere[30] ^= 1;
    assert!(add(&authority.answer(&elsewhere)).contains("no checkpoint of this log"));
    let mut sha1 = asked.clone();
    sha1[19] = 9;
    assert!(add(&authority.answer(&sha1)).contains("did not grant it"));
    assert!(!printed(&["anchor", "--data", &data, "status"]).contains("stamped: "), "nothing of all that is kept");

    std::fs::write(&answer, &good).unwrap();
    let kept = printed(&["anchor", "--data", &data, "add", &answer]);
    assert!(kept.starts_with("kept: the first ") && kept.contains("by Clock of the test"), "{kept}");
    assert!(add(&good).contains("no checkpoint of this log"), "the question is answered");
    let status = printed(&["anchor", "--data", &data, "status"]);
    assert!(status.contains("without a stamp: 0 entries\n") && !status.contains("waits"), "{status}");
    assert!(printed(&["check", "--data", &data]).contains(" 1 time stamps, "));

    // In a bundle and in the folder a reader needs nothing else; and openssl says the same of the files.
    let bundle = text(&scratch.path("bundle.json"));
    printed(&["bundle", "--data", &data, &published(&data), "--out", &bundle]);
    let roots = StampRoots::parse(&authority.root()).unwrap();
    let bytes = std::fs::read(&bundle).unwrap();
    let holds = mirqab_verifier::verify_under(&bytes, None, &[], &roots).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(holds.anchored.len() == 1 && holds.anchored[0].size == holds.checkpoint.size);
    let out = scratch.path("log");
    printed(&["export", "--data", &data, "--format", "tiles", "--out", &text(&out)]);
    let file = |name: &str| out.join("anchors").join(name);
    let index = std::fs::read_to_string(file("index")).unwrap();
    let name = index.trim_end();
    assert!(authority.accepts(&file(name), &file(&name.replace(".tsr", ".checkpoint"))), "{index}");

    // A copy has all of it; what is altered in the folder is found.
    let copy = text(&scratch.path("copy"));
    printed(&["backup", "--data", &data, "--out", &copy]);
    assert!(Path::new(&copy).join("time-stamp-roots.pem").exists());
    assert!(printed(&["anchor", "--data", &copy, "status"]).contains("stamped: "));
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    connection.execute("UPDATE anchors SET before = before - 1", []).unwrap();
    drop(connection);
    let output = mirqab(&["check", "--data", &data]);
    assert!(!output.status.success() && String::from_utf8(output.stdout).unwrap().contains("anchor-differs"));
}

#[test]
fn without_a_link_a_question_waits_and_with_one_it_is_answered() {
    let Some(authority) = Authority::new("cli-http") else { return };
    let scratch = Scratch::new("anchors-http");
    let data = demonstration(&scratch);
    assert!(refused(&["anchor", "--data", &data, "send"]).contains("No authority"));
    std::fs::write(scratch.path("demo/time-stamp-roots.pem"), authority.root()).unwrap();
    std::fs::write(scratch.path("demo/time-stamping"), "authority far https://far.example/\n").unwrap();
    assert!(refused(&["anchor", "--data", &data, "status"]).contains("line 1"));
    std::fs::write(scratch.path("demo/time-stamping"), "authority far http://127.0.0.1:1/\n").unwrap();
    for _ in 0..2 {
        let output = mirqab(&["anchor", "--data", &data, "send"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.starts_with("far: ") && said.contains("it waits"), "{said}");
    }
    let status = printed(&["anchor", "--data", &data, "status"]);
    assert!(status.contains("\tfar\tsince 20") && status.contains("tried 2 times: 127.0.0.1:1"), "{status}");
    let address = answering(Arc::new(authority));
    std::fs::write(scratch.path("demo/time-stamping"), format!("# now there is\nauthority far {address}\n")).unwrap();
    let said = printed(&["anchor", "--data", &data, "send"]);
    assert!(said.starts_with("far: the first ") && said.contains("by Clock of the test"), "{said}");
    assert!(printed(&["anchor", "--data", &data, "send"]).starts_with("nothing to send"));
    assert!(!printed(&["anchor", "--data", &data, "status"]).contains("waits"));
}
