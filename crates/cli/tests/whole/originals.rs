//! What is sent is kept as it came.

use crate::http::Server;
use crate::{Scratch, demonstration, printed, text};
use serde_json::{Value, json};

fn reports(data: &str) -> Vec<Value> {
    serde_json::from_str(&printed(&["inspect", "--data", data, "reports"])).unwrap()
}

#[test]
fn a_table_is_kept_byte_for_byte_and_a_repeated_row_is_one_report() {
    let scratch = Scratch::new("table");
    let data = demonstration(&scratch);
    let before = reports(&data).len();
    let head = "channel,source,kind,text,language,occurred_from,reference,place\r\n";
    let row = |words: &str| format!("hotline,Caller 77,SHELL,\"{words}\",en,2020-04-29 10:00,C-77,Gharyan\r\n");
    let file = scratch.path("table.csv");
    let import = |content: &str| {
        std::fs::write(&file, content).unwrap();
        printed(&["import", "--data", &data, "--as", "duty", &text(&file)])
    };
    let first = format!("\u{feff}{head}{}", row("One shell."));
    assert!(import(&first).contains("1 recorded, 0 recorded before"));
    assert!(import(&first).contains("0 recorded, 1 recorded before"));
    // The same reference over other words is another report: nothing is lost.
    assert!(import(&format!("{head}{}", row("Two shells."))).contains("1 recorded, 0 recorded before"));
    let all = reports(&data);
    assert_eq!(all.len(), before + 2);
    let id = all.iter().find(|report| report["excerpt"] == "One shell.").unwrap()["id"].as_str().unwrap();
    let server = Server::of(&data);
    let kept = server.sign_in("verifier1").get(&format!("/api/v1/reports/{id}/original"));
    assert_eq!((kept.status, kept.bytes), (200, first.into_bytes()));
    // It holds other people's reports and protected names, too.
    assert_eq!(server.sign_in("observer1").get(&format!("/reports/{id}/original")).status, 404);
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

const EDGE: &str = "--edge-of-a-part";

fn parts(name: &str, value: &Value, file: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n--{EDGE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../../a.bin\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    body
}

#[test]
fn files_come_through_the_api_and_are_given_back_as_they_came() {
    let scratch = Scratch::new("files");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let file: Vec<u8> = (0..=255).collect();
    let draft = json!({
        "channel": "hotline", "source": "Caller 78", "reported_by": null, "accused": null, "kind": "SHELL",
        "text": "One shell,\nthen silence.", "language": "en",
        "occurred": {"from": "2020-04-29T10:00:00Z", "to": "2020-04-29T10:05:00Z"}, "occurred_precision": "stated",
        "observed_at": null, "place": {"given_as": "named", "name": "Gharyan", "at": null, "precision_m": 0},
        "observations": [], "weapon": {"class": "unknown", "calibre_mm": null, "model": null}, "harm": null,
        "reference": null, "attachments": [], "witness": null
    });
    let duty = server.sign_in("duty");
    let sent = duty.send_as("POST", "/api/v1/reports", &kind, &parts("draft", &draft, &file));
    assert_eq!(sent.status, 201, "{}", sent.body);
    let receipt: Value = serde_json::from_str(&sent.body).unwrap();
    let id = receipt["report"].as_str().unwrap();
    let kept = duty.get(&format!("/api/v1/reports/{id}/files/0"));
    assert_eq!((kept.status, &kept.bytes), (200, &file));
    assert!(kept.header("content-disposition").unwrap().starts_with("attachment"));
    // Another file is another sending.
    let again = duty.send_as("POST", "/api/v1/reports", &kind, &parts("draft", &draft, b"other"));
    assert_eq!(again.status, 201);
    let repeated = duty.send_as("POST", "/api/v1/reports", &kind, &parts("draft", &draft, &file));
    assert_eq!(repeated.status, 200, "{}", repeated.body);

    let waiting: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "incidents"])).unwrap();
    let case = waiting.iter().find(|incident| incident["handling"] == "under_verification").unwrap();
    let case = case["id"].as_str().unwrap();
    let item = json!({
        "kind": "imagery", "origin": "Satellite operator", "description": "A burnt roof.",
        "collected_at": "2020-04-29T12:00:00Z", "grade": {"reliability": "B", "credibility": "2"}, "blob": null
    });
    let path = format!("/api/v1/verifications/{case}/evidence");
    let added = duty.send_as("POST", &path, &kind, &parts("evidence", &item, &file));
    assert_eq!(added.status, 201, "{}", added.body);
    let number: Value = serde_json::from_str(&added.body).unwrap();
    let saved = format!("verifications/{case}/evidence/{}", number["number"]);
    for path in [format!("/{saved}"), format!("/api/v1/{saved}")] {
        let kept = duty.get(&path);
        assert_eq!((kept.status, &kept.bytes), (200, &file), "{path}");
        assert!(kept.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(server.visitor().get(&path).status, 401, "{path}");
    }
    // An original that nobody sent cannot be named.
    let mut named = item.clone();
    named["blob"] = "0".repeat(64).into();
    let refused = duty.send_as("POST", &path, "application/json", named.to_string().as_bytes());
    assert_eq!(refused.status, 422, "{}", refused.body);
    let event = json!({"event": "evidence_added", "number": 9, "evidence": named}).to_string();
    let path = format!("/api/v1/verification/{case}/events");
    assert_eq!(duty.send_as("POST", &path, "application/json", event.as_bytes()).status, 422);
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// The comma at the end of a line was once lost on the way through the form.
#[test]
fn words_typed_into_the_form_are_kept_to_the_letter() {
    let scratch = Scratch::new("typed");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let words = "Smoke,\nthen \"two\" shells,\nthen silence";
    let fields = [
        ("channel", "hotline"),
        ("source", "Caller 79"),
        ("kind", "SHELL"),
        ("text", words),
        ("language", "en"),
        ("occurred_from", "2020-04-29 10:00"),
        ("place", "Gharyan"),
    ];
    let sent = server.sign_in("duty").post("/reports/new", &fields);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let id = sent.header("location").unwrap().split(['/', '?']).nth(2).unwrap().to_owned();
    let read = server.sign_in("duty").get(&format!("/api/v1/reports/{id}"));
    let report: Value = serde_json::from_str(&read.body).unwrap();
    assert_eq!(report["report"]["draft"]["text"], words);
}

/// Figures that were asked for are kept for one position of the log: a report that comes after them must show in the next.
#[test]
fn a_draft_of_figures_is_of_now_and_not_of_the_last_time_it_was_asked_for() {
    let scratch = Scratch::new("draft");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let received = || {
        let answer = duty.get("/api/v1/sitrep?period=daily&date=2020-04-29");
        let figures: Value = serde_json::from_str(&answer.body).unwrap();
        let main = figures["figures"]["main"].as_array().unwrap().iter();
        main.filter(|figure| figure["rule"] == "reports_received")
            .map(|figure| figure["value"].as_u64().unwrap())
            .sum::<u64>()
    };
    let before = received();
    assert_eq!(received(), before);
    let draft = json!({
        "channel": "hotline", "source": "Caller 80", "reported_by": null, "accused": null, "kind": "SHELL",
        "text": "One more shell.", "language": "en",
        "occurred": {"from": "2020-04-29T10:00:00Z", "to": "2020-04-29T10:05:00Z"}, "occurred_precision": "stated",
        "observed_at": null, "received_at": "2020-04-29T11:00:00Z",
        "place": {"given_as": "named", "name": "Gharyan", "at": null, "precision_m": 0}, "observations": [],
        "weapon": {"class": "unknown", "calibre_mm": null, "model": null}, "harm": null, "reference": null,
        "attachments": [], "witness": null
    });
    let sent = duty.send_as("POST", "/api/v1/reports", "application/json", draft.to_string().as_bytes());
    assert_eq!(sent.status, 201, "{}", sent.body);
    assert_eq!(received(), before + 1);
}
