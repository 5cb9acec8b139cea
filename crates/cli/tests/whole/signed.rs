//! A sender signs with the real program, and the server takes what was signed and nothing else.

use crate::http::{Answer, Server, Session};
use crate::{Scratch, demonstration, printed, refused, text};
use serde_json::{Value, json};

const JSON: &str = "application/json";

/// The log's name and the account's id, as the page of an account shows them.
fn addressed(session: &Session<'_>) -> (String, String) {
    let page = session.get("/account").body;
    let after = |mark: &str| page.split(mark).nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    (after("--log "), after("--account "))
}

fn post(session: &Session<'_>, address: &str, value: &Value) -> Answer {
    session.send_as("POST", address, JSON, value.to_string().as_bytes())
}

/// That something was refused, with which rule.
fn says(answer: &Answer, slug: &str) {
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains(slug), "{slug}: {}", answer.body);
}

fn draft(words: &str) -> Value {
    json!({
        "channel": "observer", "source": "Team 7", "reported_by": null, "accused": null, "kind": "SHELL",
        "text": words, "language": "en",
        "occurred": {"from": "2020-04-29T10:00:00Z", "to": "2020-04-29T10:05:00Z"}, "occurred_precision": "stated",
        "observed_at": null,
        "place": {"given_as": "named", "name": "Gharyan", "at": {"lat_udeg": 32_170_000, "lon_udeg": 13_020_000}, "precision_m": 500},
        "observations": [], "weapon": {"class": "unknown", "calibre_mm": null, "model": null}, "harm": null,
        "reference": null, "attachments": [], "witness": null
    })
}

#[test]
fn what_was_signed_is_taken_as_it_was_signed_and_nothing_else_is() {
    let scratch = Scratch::new("signed");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let (observer, head) = (server.sign_in("observer1"), server.sign_in("head"));
    let (log, account) = addressed(&observer);
    let file = |name: &str| text(&scratch.path(name));
    let (first, second) = (file("first.key"), file("second.key"));
    let digits = printed(&["sign", "new", "--out", &first]);
    printed(&["sign", "new", "--out", &second]);
    assert_eq!((digits.trim().len(), digits.split_whitespace().count()), (79, 16));
    assert_eq!(printed(&["sign", "public", &first]), digits);
    assert!(refused(&["sign", "new", "--out", &first]).contains("first.key"), "it would have been written over");
    let to = ["--log", log.as_str(), "--account", account.as_str()];
    let offer = |key: &str, more: &[&str]| -> Value {
        let head = ["sign", "offer", "--key", key];
        serde_json::from_str(&printed(&[&head[..], &to, more].concat())).unwrap()
    };
    let sign_for = |key: &str, words: &str, to: &[&str]| -> Value {
        let path = file("draft.json");
        std::fs::write(&path, draft(words).to_string()).unwrap();
        let head = ["sign", "report", "--key", key];
        serde_json::from_str(&printed(&[&head[..], to, &[path.as_str()]].concat())).unwrap()
    };
    let sign = |key: &str, words: &str| sign_for(key, words, &to);
    let send = |sent: &Value| post(&observer, "/api/v1/reports/signed", sent);

    // No key stands until another person compared it.
    says(&send(&sign(&first, "Too early.")), "report-key-not-standing");
    let offered = offer(&first, &["--every-report"]);
    let mut altered = offered.clone();
    altered["offer"]["every_report"] = false.into();
    says(&post(&observer, "/api/v1/keys", &altered), "mission-key-proof");
    says(&post(&server.sign_in("observer2"), "/api/v1/keys", &offered), "report-signed-for-other");
    assert_eq!(post(&observer, "/api/v1/keys", &offered).status, 201);
    says(&send(&sign(&first, "Still too early.")), "report-key-not-standing");
    let key = offered["offer"]["key"].as_str().unwrap();
    let shown = head.get("/keys").body;
    assert!(shown.contains(digits.trim()), "{shown}");
    let confirm = format!("/keys/{account}/confirm");
    assert_eq!(head.post(&confirm, &[("key", key)]).status, 422, "nobody said that it was compared");
    assert_eq!(head.post(&confirm, &[("key", key), ("compared", "1")]).status, 303);

    // Now it is taken, once.
    let sent = sign(&first, "Three shells, signed.");
    let answer = send(&sent);
    assert_eq!(answer.status, 201, "{}", answer.body);
    let receipt: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(receipt["report"], sent["report"]);
    let again = send(&sent);
    assert_eq!((again.status, again.body.contains("\"repeated\":true")), (200, true), "{}", again.body);
    let page = observer.get(&format!("/reports/{}", receipt["report"].as_str().unwrap())).body;
    assert!(page.contains("Signed by its sender") && page.contains(digits.trim()), "{page}");

    // And nothing that was changed, moved or left out.
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut sent = sign(&first, "Four shells.");
        change(&mut sent);
        send(&sent)
    };
    let other_id = sent["report"].clone();
    says(&changed(&|sent| sent["draft"]["text"] = "Five shells.".into()), "report-signature-wrong");
    says(&changed(&|sent| sent["draft"]["place"]["precision_m"] = 9.into()), "report-signature-wrong");
    says(&changed(&|sent| sent["draft"]["accused"] = "gna".into()), "report-signature-wrong");
    says(&changed(&|sent| sent["salts"]["words"] = "0".repeat(64).into()), "report-signature-wrong");
    says(&changed(&|sent| sent["report"] = "01E763XK80TMAGKDSJRVYBNZQX".into()), "report-signature-wrong");
    says(&changed(&|sent| sent["report"] = other_id.clone()), "report-already-submitted");
    says(&changed(&|sent| sent["log"] = "example.org/other".into()), "report-signed-for-other-log");
    let elsewhere = ["--log", "example.org/other", "--account", account.as_str()];
    let mut relabelled = sign_for(&first, "Six shells.", &elsewhere);
    relabelled["log"] = log.as_str().into();
    says(&send(&relabelled), "report-signature-wrong");
    says(&send(&sign(&second, "Seven shells.")), "report-key-not-standing");
    assert_eq!(changed(&|sent| sent["draft"]["received_at"] = "2020-04-29T11:00:00Z".into()).status, 422);
    assert_eq!(changed(&|sent| sent["format"] = "mirqab-signed-report/2".into()).status, 422);
    let mut unsigned = draft("Eight shells, unsigned.");
    unsigned["received_at"] = "2020-04-29T11:00:00Z".into();
    says(&post(&observer, "/api/v1/reports", &unsigned), "report-signature-missing");

    // Files go with what was signed, byte for byte.
    let photo = file("photo.jpg");
    std::fs::write(&photo, b"not really a photograph").unwrap();
    let with_file = sign_for(&first, "Nine shells.", &[&to[..], &["--attach", photo.as_str()]].concat());
    says(&send(&with_file), "report-signed-other-files");
    let upload = |bytes: &[u8]| {
        let body = observer.multipart(&[("signed", &with_file.to_string())], ("file", "photo.jpg", bytes));
        observer.send_as("POST", "/api/v1/reports/signed", "multipart/form-data; boundary=boundary", &body)
    };
    says(&upload(b"another photograph"), "report-signed-other-files");
    let taken = upload(b"not really a photograph");
    assert_eq!(taken.status, 201, "{}", taken.body);

    // The page takes the same file, and says what is wrong with another.
    let by_page = |bytes: &[u8]| {
        let body = observer.multipart(&[], ("signed", "signed.json", bytes));
        observer.send_as("POST", "/reports/signed", "multipart/form-data; boundary=boundary", &body)
    };
    assert_eq!(by_page(sign(&first, "Ten shells.").to_string().as_bytes()).status, 303);
    assert_eq!(by_page(b"{}").status, 422);
    assert_eq!(by_page(b"").status, 422);

    // A successor stands at once, and the old key signs no more.
    assert_eq!(post(&observer, "/api/v1/keys", &offer(&second, &[])).status, 409, "the standing key did not sign it");
    assert_eq!(post(&observer, "/api/v1/keys", &offer(&second, &["--continues", &first])).status, 201);
    says(&send(&sign(&first, "Eleven shells.")), "report-key-not-standing");
    assert_eq!(send(&sign(&second, "Eleven shells.")).status, 201);
    let public = printed(&["sign", "public", &second]).replace(' ', "");
    let revoke = [("key", public.trim()), ("reason", "The telephone was lost.")];
    assert_eq!(server.sign_in("observer2").post(&format!("/keys/{account}/revoke"), &revoke).status, 409);
    assert_eq!(observer.post(&format!("/keys/{account}/revoke"), &revoke).status, 303);
    says(&send(&sign(&second, "Twelve shells.")), "report-key-not-standing");
    assert!(head.get("/api/v1/keys").body.contains(key));
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}
