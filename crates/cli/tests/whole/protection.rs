//! Sources are protected: sealed so that a quorum opens, erased so that nothing is left, and shown to each audience as far as it may see.

use crate::http::{Answer, Server, Session};
use crate::{Scratch, demonstration, mirqab, printed, refused, text};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Names that stand nowhere in the demonstration.
const BY_FORM: &str = "Zubaydaformname";
const BY_API: &str = "Qasimapiname";
const BY_TABLE: &str = "Wardatablename";
const ARABIC: &str = "زبيدةنموذجية";
const PHONE: &str = "+218-91-5550173";

/// Which of the files of a folder hold these bytes.
fn files_with(folder: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && std::fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes()) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

fn draft(source: &str, words: &str, witness: Option<&str>) -> Value {
    json!({
        "channel": "hotline", "source": source, "reported_by": null, "accused": null, "kind": "SHELL",
        "text": words, "language": "en",
        "occurred": {"from": "2020-04-29T10:00:00Z", "to": "2020-04-29T10:05:00Z"}, "occurred_precision": "stated",
        "observed_at": null, "received_at": "2020-04-29T11:00:00Z",
        "place": {"given_as": "named", "name": "Qxplacename", "at": {"lat_udeg": 32812345, "lon_udeg": 13212345}, "precision_m": 50},
        "observations": [], "weapon": {"class": "unknown", "calibre_mm": null, "model": null}, "harm": null, "reference": null,
        "attachments": [], "witness": witness.map(|name| json!({"name": name, "contact": PHONE}))
    })
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn sent(session: &Session<'_>, draft: &Value) -> String {
    let answer = session.send_as("POST", "/api/v1/reports", "application/json", draft.to_string().as_bytes());
    assert_eq!(answer.status, 201, "{}", answer.body);
    serde_json::from_str::<Value>(&answer.body).unwrap()["report"].as_str().unwrap().to_owned()
}

fn says(answer: &Answer, key: &str) {
    let words = include_str!("../../../web/locales/en/refusals.ftl");
    let sentence = words.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).unwrap();
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains(&sentence.replace('\'', "&#39;")), "{key}: {}", answer.body);
}

/// Makes keys for three holders and for who asks; returns their secret files and their public halves.
fn keys(scratch: &Scratch) -> Vec<(String, String)> {
    let names = ["verifier3", "reviewer2", "auditor", "asker"];
    let each = names.iter().map(|name| {
        let file = text(&scratch.path(&format!("{name}.key")));
        let public = printed(&["keys", "new", "--out", &file]).trim().to_owned();
        assert_eq!(printed(&["keys", "public", &file]).trim(), public);
        (file, public)
    });
    each.collect()
}

/// Confirms the holders of `keys` through the pages.
fn register(server: &Server, keys: &[(String, String)]) {
    let (admin, head) = (server.sign_in("admin"), server.sign_in("head"));
    let lines = format!("verifier3 {}\nreviewer2 {}\nauditor {}", keys[0].1, keys[1].1, keys[2].1);
    let wrong = admin.post("/protection/propose-holders", &[("threshold", "2"), ("holders", "nobody 00\nauditor x")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("There is no account") && wrong.body.contains("is not a public key"), "{}", wrong.body);
    done(&admin.post("/protection/propose-holders", &[("threshold", "2"), ("holders", &lines)]));
    let page = admin.get("/protection").body;
    let set = page.split("name=\"set\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace("&quot;", "\"");
    let set = set.replace("&#34;", "\"");
    says(&admin.post("/protection/confirm-holders", &[("set", &set)]), "refusal-mission-holders-one-person");
    done(&head.post("/protection/confirm-holders", &[("set", &set)]));
}

#[test]
fn no_name_is_in_the_folder_and_a_quorum_of_holders_opens_it_on_the_askers_machine() {
    let scratch = Scratch::new("sealed");
    let data = demonstration(&scratch);
    let keys = keys(&scratch);
    let server = Server::of(&data);
    register(&server, &keys);
    let duty = server.sign_in("duty");
    let fields = [
        ("channel", "hotline"),
        ("source", "Caller 90"),
        ("kind", "SHELL"),
        ("text", "One shell."),
        ("language", "en"),
        ("occurred_from", "2020-04-29 10:00"),
        ("place", "Gharyan"),
        ("witness_name", ARABIC),
        ("witness_contact", BY_FORM),
    ];
    done(&duty.post("/reports/new", &fields));
    let by_api = sent(&duty, &draft("Caller 91", "Two shells.", Some(BY_API)));
    // The same sending is the same report, though nothing in the folder tells whose name it was.
    let again = duty.send_as(
        "POST",
        "/api/v1/reports",
        "application/json",
        draft("Caller 91", "Two shells.", Some(BY_API)).to_string().as_bytes(),
    );
    assert_eq!(again.status, 200, "{}", again.body);
    // What is wrong elsewhere leaves no name behind either.
    let mut wrong = draft("Caller 92", "x", Some("Rejectedname"));
    wrong["kind"] = "NONE".into();
    let answer = duty.send_as("POST", "/api/v1/reports", "application/json", wrong.to_string().as_bytes());
    assert_eq!(answer.status, 422);
    drop(server);
    let table = text(&scratch.path("table.csv"));
    std::fs::write(
        &table,
        format!("source,kind,text,date,time,place,witness_name,witness_contact\nCaller 93,SHELL,Three shells,2020-04-29,10:00,Gharyan,{BY_TABLE},{PHONE}\n"),
    )
    .unwrap();
    let import = ["import", "--data", &data, "--as", "duty", "--channel", "hotline", &table];
    assert!(printed(&import).contains("1 recorded"));
    assert!(printed(&import).contains("0 recorded, 1 recorded before"));
    for name in [ARABIC, BY_FORM, BY_API, BY_TABLE, PHONE, "Rejectedname"] {
        assert_eq!(files_with(&data, name), Vec::<String>::new(), "{name}");
    }
    assert!(!files_with(&data, "Two shells.").is_empty(), "the search finds nothing at all");
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));

    let server = Server::of(&data);
    let (asker, duty) = (server.sign_in("verifier1"), server.sign_in("duty"));
    let seen = duty.get(&format!("/api/v1/reports/{by_api}")).body;
    assert!(seen.contains("[sealed]") && !seen.contains(BY_API));
    let act = |act: &str| format!("/reports/{by_api}/protection/{act}");
    let ask = |key: &str| {
        [("what", "identity"), ("key", key), ("reason", "He must be warned.")].map(|(a, b)| (a, b.to_owned()))
    };
    let post = |session: &Session<'_>, fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        session.post(&act("ask-opening"), &fields)
    };
    assert_eq!(post(&asker, &ask("not a key")).status, 422);
    done(&post(&asker, &ask(&keys[3].1)));
    says(&post(&duty, &ask(&keys[3].1)), "refusal-report-opening-pending");
    says(&asker.post(&format!("/reports/{by_api}/opening"), &[]), "refusal-report-opening-too-few");
    // Who is no key holder is shown no share, and cannot consent.
    let stranger = server.sign_in("verifier2");
    assert_eq!(stranger.get(&format!("/protection/asked/{by_api}")).status, 404);
    for (name, key) in [("verifier3", 0), ("auditor", 2)] {
        let holder = server.sign_in(name);
        assert!(holder.get("/protection").body.contains("He must be warned."));
        let file = scratch.path(&format!("asked-{name}"));
        std::fs::write(&file, holder.get(&format!("/protection/asked/{by_api}")).bytes).unwrap();
        // Somebody else's key opens nothing.
        refused(&["keys", "give", "--key", &keys[1].0, &text(&file)]);
        let given = printed(&["keys", "give", "--key", &keys[key].0, &text(&file)]);
        let given = given.as_str();
        assert_eq!(holder.post(&act("consent"), &[("given", "{}")]).status, 422);
        says(&stranger.post(&act("consent"), &[("given", given)]), "refusal-report-opening-not-holder");
        done(&holder.post(&act("consent"), &[("given", given)]));
        says(&holder.post(&act("consent"), &[("given", given)]), "refusal-report-opening-answered");
    }
    let slug = "refusal-report-opening-not-own";
    says(&duty.post(&format!("/reports/{by_api}/opening"), &[]), slug);
    let shares = asker.post(&format!("/reports/{by_api}/opening"), &[]);
    assert_eq!(shares.status, 200, "{}", shares.body);
    let file = scratch.path("shares.json");
    std::fs::write(&file, &shares.bytes).unwrap();
    refused(&["keys", "open", "--key", &keys[0].0, &text(&file)]);
    let opened: Value = serde_json::from_str(&printed(&["keys", "open", "--key", &keys[3].0, &text(&file)])).unwrap();
    assert_eq!(opened, json!({"name": BY_API, "contact": PHONE}));
    // Taken again it is the same, and no second opening.
    assert_eq!(asker.post(&format!("/reports/{by_api}/opening"), &[]).bytes, shares.bytes);
    drop(server);
    let entries: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "entries"])).unwrap();
    let kinds = |kind: &str| {
        let about = entries.iter().filter(|entry| entry["envelope"]["subject"]["id"] == by_api.as_str());
        about.filter(|entry| entry["envelope"]["kind"] == format!("report/{kind}/1")).count()
    };
    assert_eq!(["opening_requested", "opening_consented", "opened"].map(kinds), [1, 2, 1]);
    for name in [BY_API, PHONE] {
        assert_eq!(files_with(&data, name), Vec::<String>::new(), "{name} after the opening");
    }
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

#[test]
fn a_sealed_table_is_kept_and_opens_to_a_quorum_byte_for_byte() {
    let scratch = Scratch::new("sealed-table");
    let data = demonstration(&scratch);
    let keys = keys(&scratch);
    let server = Server::of(&data);
    register(&server, &keys);
    drop(server);
    let table = text(&scratch.path("table.csv"));
    // The column of names is not one that the program knows: it is sealed all the same.
    let content = "source,kind,text,date,time,place,Remarks\nCaller 93,SHELL,Three shells,2020-04-29,10:00,Gharyan,told by Unmappedname\n";
    std::fs::write(&table, content).unwrap();
    printed(&["import", "--data", &data, "--as", "duty", "--channel", "hotline", &table]);
    assert_eq!(files_with(&data, "Unmappedname"), Vec::<String>::new());
    let reports: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "reports"])).unwrap();
    let id = reports.iter().find(|report| report["source"] == "Caller 93").unwrap()["id"].as_str().unwrap();
    let server = Server::of(&data);
    let (asker, json) = (server.sign_in("verifier1"), "application/json");
    assert_eq!(asker.get(&format!("/api/v1/reports/{id}/original")).status, 404);
    let ask = json!({"what": "table", "key": keys[3].1, "reason": "The table was read wrongly."}).to_string();
    let address = format!("/api/v1/reports/{id}/opening");
    let nothing = json!({"what": "identity", "key": keys[3].1, "reason": "x"}).to_string();
    assert_eq!(asker.send_as("POST", &address, json, nothing.as_bytes()).status, 409);
    let no_key = json!({"what": "table", "key": "0".repeat(64), "reason": "x"}).to_string();
    assert_eq!(asker.send_as("POST", &address, json, no_key.as_bytes()).status, 422);
    assert_eq!(asker.send_as("POST", &address, json, ask.as_bytes()).status, 201);
    for (name, key) in [("reviewer2", 1), ("auditor", 2)] {
        let holder = server.sign_in(name);
        let waiting: Value = serde_json::from_str(&holder.get("/api/v1/openings").body).unwrap();
        let file = scratch.path(&format!("asked-{name}"));
        let own = |waiting: &Value| {
            let items = waiting["items"].as_array().unwrap().iter();
            items.map(|item| item["asked"].clone()).find(|asked| asked["report"] == id)
        };
        std::fs::write(&file, own(&waiting).unwrap().to_string()).unwrap();
        let given = printed(&["keys", "give", "--key", &keys[key].0, &text(&file)]);
        let sent = holder.send_as("POST", &format!("{address}/consent"), json, given.as_bytes());
        assert_eq!(sent.status, 201, "{}", sent.body);
        let waiting: Value = serde_json::from_str(&holder.get("/api/v1/openings").body).unwrap();
        assert_eq!(own(&waiting), None);
    }
    let shares = asker.send_as("POST", &format!("{address}/shares"), json, b"");
    assert_eq!(shares.status, 200, "{}", shares.body);
    let (file, out) = (text(&scratch.path("shares.json")), text(&scratch.path("opened.csv")));
    std::fs::write(&file, &shares.bytes).unwrap();
    printed(&["keys", "open", "--key", &keys[3].0, &file, "--out", &out]);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), content);
}

/// Everything of a report that can be found again, in one unlikely word each.
const WORDS: &str = "Qxwordsspoken";

/// A report with a name, words, a place and a file.
fn endangered(session: &Session<'_>) -> String {
    let body = {
        let draft = draft("Caller 95", &format!("Heard by {WORDS} twice."), Some(BY_API));
        format!(
            "--edge\r\ncontent-disposition: form-data; name=\"draft\"\r\n\r\n{draft}\r\n--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nQxfilecontent of the source\r\n--edge--\r\n"
        )
    };
    let sent = session.send_as("POST", "/api/v1/reports", "multipart/form-data; boundary=edge", body.as_bytes());
    assert_eq!(sent.status, 201, "{}", sent.body);
    serde_json::from_str::<Value>(&sent.body).unwrap()["report"].as_str().unwrap().to_owned()
}

/// What must be found before and must not be found after.
const TRACES: [&str; 2] = [WORDS, "Qxfilecontent"];

/// The identity of a report as it is kept: sealed, and still to be destroyed.
fn sealed_bytes(data: &str, report: &str) -> String {
    let connection = rusqlite::Connection::open(Path::new(data).join("mirqab.sqlite")).unwrap();
    let sql = "SELECT CAST(substr(identity, 33) AS TEXT) FROM entries WHERE subject = ? ORDER BY position LIMIT 1";
    let payload: String = connection.query_row(sql, [report], |row| row.get(0)).unwrap();
    let payload: Value = serde_json::from_str(&payload).unwrap();
    payload["sealed"]["locked"].as_str().unwrap()[..64].to_owned()
}

/// Terms of the search index that say something of the words.
fn indexed(data: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(Path::new(data).join("mirqab.sqlite")).unwrap();
    connection.execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, report_words, row)").unwrap();
    let mut terms = connection.prepare("SELECT term FROM temp.terms WHERE term LIKE 'qx%' ORDER BY term").unwrap();
    terms.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn propose(data: &str, report: &str) {
    propose_parts(data, report, "identity,words,place,files");
}

fn propose_parts(data: &str, report: &str, parts: &str) {
    let by = ["--as", "duty", "--parts", parts, "--ground", "danger", "--reason", "Threatened."];
    printed(&[&["erase", "--data", data, "propose", report], by.as_slice()].concat());
}

fn copied(from: &str, to: &Path) -> String {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
    text(to)
}

#[test]
fn what_is_erased_is_nowhere_any_more_and_every_proof_stays_valid() {
    let scratch = Scratch::new("erased");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let report = endangered(&duty);
    let other = sent(&duty, &draft("Caller 96", "Qxotherwords stay.", None));
    // The file came with another report too: there it stays.
    let receipt = duty.get(&format!("/reports/{report}/receipt")).body;
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    drop(server);
    let locked = sealed_bytes(&data, &report);
    for trace in TRACES.iter().copied().chain([locked.as_str()]) {
        assert!(!files_with(&data, trace).is_empty(), "{trace} is not there to begin with");
    }
    assert_eq!(indexed(&data), ["qxotherwords", "qxplacename", "qxwordsspoken"]);
    let said = refused(&["erase", "--data", &data, "decide", &report, "--as", "head"]);
    assert!(said.contains("No erasure waits"), "{said}");
    propose(&data, &report);
    assert!(refused(&["erase", "--data", &data, "decide", &report, "--as", "duty"]).contains("not for your role"));
    let done = printed(&["erase", "--data", &data, "decide", &report, "--as", "head"]);
    assert!(done.contains("tombstone") && !done.contains("not scrubbed"), "{done}");
    // The index keeps a term without the beginning that it shares with the one before.
    for trace in TRACES.iter().copied().chain([locked.as_str(), "wordsspoken"]) {
        assert_eq!(files_with(&data, trace), Vec::<String>::new(), "{trace} is left");
    }
    assert_eq!(indexed(&data), ["qxotherwords", "qxplacename"], "the other report is still found, and by its place");
    assert!(
        printed(&["erase", "--data", &data, "list"])
            .contains(&format!("{report}\terased\tidentity,words,place,files\tdanger"))
    );
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    printed(&["rebuild", "--data", &data]);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let page = duty.get(&format!("/reports/{report}?lang=en"));
    assert!(
        page.status == 200 && page.body.contains("Erased: \u{2068}Identity") && !page.body.contains(WORDS),
        "{}",
        page.body
    );
    assert!(!duty.get("/reports?words=Qxwordsspoken").body.contains(&report));
    assert!(duty.get("/reports?words=Qxotherwords").body.contains(&other));
    assert_eq!(duty.get(&format!("/api/v1/reports/{report}/files/0")).status, 404);
    // The receipt from before still proves that the report is in the log.
    let now: Value = serde_json::from_str(&duty.get(&format!("/reports/{report}/receipt")).body).unwrap();
    assert_eq!((&now["leaf"], &now["position"]), (&receipt["leaf"], &receipt["position"]));
    let backup = text(&scratch.path("backup"));
    printed(&["backup", "--data", &data, "--out", &backup]);
    for trace in TRACES {
        assert_eq!(files_with(&backup, trace), Vec::<String>::new(), "{trace} is in a backup made afterwards");
    }
}

/// What a witness said, as an item of evidence with a recording.
fn interviewed(session: &Session<'_>, case: &str, words: &str, name: &str) -> u64 {
    let item = json!({
        "kind": "witness", "origin": "Interview by team 2", "description": words, "collected_at": "2020-04-29T12:00:00Z",
        "grade": {"reliability": "B", "credibility": "2"}, "blob": null, "witness": {"name": name, "contact": PHONE}
    });
    let body = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"evidence\"\r\n\r\n{item}\r\n--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nQxrecording of {name}\r\n--edge--\r\n"
    );
    let path = format!("/api/v1/verifications/{case}/evidence");
    let sent = session.send_as("POST", &path, "multipart/form-data; boundary=edge", body.as_bytes());
    assert_eq!(sent.status, 201, "{}", sent.body);
    serde_json::from_str::<Value>(&sent.body).unwrap()["number"].as_u64().unwrap()
}

#[test]
fn who_a_witness_is_stands_nowhere_in_the_folder_opens_to_a_quorum_and_is_erased_with_what_they_said() {
    let scratch = Scratch::new("witness-sealed");
    let data = demonstration(&scratch);
    let keys = keys(&scratch);
    let findings: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "findings"])).unwrap();
    let case = findings.iter().find(|finding| !finding["published"].is_null()).unwrap()["id"].as_str().unwrap();
    let server = Server::of(&data);
    register(&server, &keys);
    let (duty, asker) = (server.sign_in("duty"), server.sign_in("verifier1"));
    // The recording says the name; here only the name that the form takes is looked for.
    let number = interviewed(&duty, case, "Qxfirstwitness saw it.", "Firstname");
    let other = interviewed(&duty, case, "Qxotherwitness saw it.", "Othername");
    let fact = json!({"event": "evidence_added", "number": other + 1, "evidence": {}});
    let path = format!("/api/v1/verification/{case}/events");
    assert_eq!(duty.send_as("POST", &path, "application/json", fact.to_string().as_bytes()).status, 422);
    let connection = rusqlite::Connection::open(Path::new(&data).join("mirqab.sqlite")).unwrap();
    connection.execute("DELETE FROM blobs WHERE CAST(bytes AS TEXT) LIKE 'Qxrecording of Othername'", []).unwrap();
    drop(connection);
    assert!(files_with(&data, PHONE).is_empty() && files_with(&data, "Othername").len() < 2);
    let page = duty.get(&format!("/verifications/{case}?lang=en")).body;
    assert!(page.contains("Witness: \u{2068}Sealed") && !page.contains("Firstname"), "{page}");
    assert!(!duty.get(&format!("/api/v1/verifications/{case}")).body.contains("locked\":\"A"));

    let here = format!("/verifications/{case}/evidence/{number}");
    let ask = [("what", "identity"), ("key", keys[3].1.as_str()), ("reason", "They must be warned.")];
    says(&asker.post(&format!("{here}/opening"), &[]), "refusal-report-opening-none");
    done(&asker.post(&format!("{here}/protection/ask-opening"), &ask));
    // A request for one witness is none for the other.
    says(&asker.post(&format!("/verifications/{case}/evidence/{other}/opening"), &[]), "refusal-report-opening-none");
    for (name, key) in [("verifier3", 0), ("auditor", 2)] {
        let holder = server.sign_in(name);
        let shown = holder.get("/protection").body;
        assert!(shown.contains("They must be warned.") && shown.contains(&format!("{case}/{number}")), "{shown}");
        let file = scratch.path(&format!("asked-{name}"));
        std::fs::write(&file, holder.get(&format!("/protection/asked/{case}/{number}")).bytes).unwrap();
        let given = printed(&["keys", "give", "--key", &keys[key].0, &text(&file)]);
        // It was given for this item, and fits no other.
        let wrong = format!("/verifications/{case}/evidence/{other}/protection/consent");
        says(&holder.post(&wrong, &[("given", given.as_str())]), "refusal-report-opening-share");
        done(&holder.post(&format!("{here}/protection/consent"), &[("given", given.as_str())]));
    }
    let shares = asker.post(&format!("{here}/opening"), &[]);
    assert_eq!(shares.status, 200, "{}", shares.body);
    let file = scratch.path("shares.json");
    std::fs::write(&file, &shares.bytes).unwrap();
    let opened: Value = serde_json::from_str(&printed(&["keys", "open", "--key", &keys[3].0, &text(&file)])).unwrap();
    assert_eq!(opened, json!({"name": "Firstname", "contact": PHONE}));
    // Over the API, a second time: whoever holds the package of another item holds nothing of this one.
    let mut moved: Value = serde_json::from_slice(&shares.bytes).unwrap();
    moved["about"] = format!("{case}/{other}").into();
    std::fs::write(&file, moved.to_string()).unwrap();
    refused(&["keys", "open", "--key", &keys[3].0, &text(&file)]);
    drop(server);

    let thing = format!("{case}/{number}");
    assert!(!files_with(&data, "Qxfirstwitness").is_empty() && !files_with(&data, "Qxrecording of First").is_empty());
    propose_parts(&data, &thing, "identity,words,files");
    assert!(
        printed(&["erase", "--data", &data, "list"]).contains(&format!("{thing}\twaits\tidentity,words,files\tdanger"))
    );
    let said = printed(&["erase", "--data", &data, "decide", &thing, "--as", "head"]);
    assert!(said.contains("tombstone") && !said.contains("not scrubbed"), "{said}");
    for trace in ["Qxfirstwitness", "Qxrecording of First", "They must be warned."] {
        assert_eq!(files_with(&data, trace), Vec::<String>::new(), "{trace} is left");
    }
    assert!(!files_with(&data, "Qxotherwitness").is_empty(), "the other item went, too");
    let connection = rusqlite::Connection::open(Path::new(&data).join("mirqab.sqlite")).unwrap();
    let sql = "SELECT count(*) FROM entries WHERE room = 'verification' AND subject = ? AND identity IS NOT NULL AND envelope LIKE '%evidence_added%'";
    let kept: i64 = connection.query_row(sql, [case], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1, "the sealed name of the other witness");
    drop(connection);
    printed(&["rebuild", "--data", &data]);
    let server = Server::of(&data);
    // A recording of somebody whose name is erased stays theirs.
    let (duty, reviewer) = (server.sign_in("duty"), server.sign_in("reviewer1"));
    for session in [&duty, &reviewer] {
        assert_eq!(session.get(&format!("/verifications/{case}/evidence/{number}")).status, 404);
    }
    // Who opened it before is given nothing any more, and told why.
    let asker = server.sign_in("verifier1");
    says(&asker.post(&format!("{here}/opening"), &[]), "refusal-report-opening-nothing");
    let page = duty.get(&format!("{here}/protection?lang=en")).body;
    assert!(page.contains("Erased: \u{2068}Identity") && !page.contains("Qxfirstwitness"), "{page}");
    let erasures = duty.get("/api/v1/erasures").body;
    assert!(erasures.contains(&format!("\"evidence\":{number}")), "{erasures}");
    drop(server);
    let bundle = text(&scratch.path("finding.json"));
    printed(&["bundle", "--data", &data, case, "--out", &bundle]);
    let holds = mirqab_verifier::verify(&std::fs::read(&bundle).unwrap(), None).unwrap();
    assert!(holds.erased >= 4 && holds.evidence_erased.len() == 1, "{} {:?}", holds.erased, holds.evidence_erased);
}

/// What two items share is kept until both are erased; what two erased ones shared is kept by nobody.
#[test]
fn a_file_goes_with_the_last_that_names_it() {
    let scratch = Scratch::new("evidence-files");
    let data = demonstration(&scratch);
    let findings: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "findings"])).unwrap();
    let case = findings.iter().find(|finding| !finding["published"].is_null()).unwrap()["id"].as_str().unwrap();
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let numbers = [(); 2].map(|()| interviewed(&duty, case, "Seen.", "Sameperson"));
    drop(server);
    for (number, left) in numbers.into_iter().zip([true, false]) {
        let thing = format!("{case}/{number}");
        propose_parts(&data, &thing, "files");
        printed(&["erase", "--data", &data, "decide", &thing, "--as", "head"]);
        assert_eq!(!files_with(&data, "Qxrecording").is_empty(), left);
        assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    }
}

/// When the log is replayed, reports that differed in what was erased of them are alike until their tombstones come.
#[test]
fn reports_that_differed_in_what_was_erased_stay_two_and_are_not_taken_for_repeats() {
    let scratch = Scratch::new("alike");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let reports = ["Qxfirst words.", "Qxsecond words."].map(|words| sent(&duty, &draft("Caller 98", words, None)));
    drop(server);
    for report in &reports {
        propose_parts(&data, report, "words,place");
        printed(&["erase", "--data", &data, "decide", report, "--as", "head"]);
    }
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    printed(&["rebuild", "--data", &data]);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    let server = Server::of(&data);
    let found = server.sign_in("duty").get(&format!("/api/v1/reports/{}/proposals", reports[1]));
    let found: Value = serde_json::from_str(&found.body).unwrap();
    assert_eq!(found["repeats"], Value::Null);
}

/// A reader keeps the journal from being cut; the server is killed; the next start finishes what was begun.
#[test]
fn an_erasure_that_is_cut_off_is_finished_at_the_next_start() {
    let scratch = Scratch::new("cut-off");
    let data = demonstration(&scratch);
    let mut server = Server::of(&data);
    let report = endangered(&server.sign_in("duty"));
    let reason = [("ground", "danger"), ("parts", "identity"), ("parts", "words"), ("reason", "Threatened.")];
    done(&server.sign_in("duty").post(&format!("/reports/{report}/protection/propose-erasure"), &reason));
    let reader = rusqlite::Connection::open(Path::new(&data).join("mirqab.sqlite")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entries;").unwrap();
    let decided = [("ground", "danger"), ("parts", "identity words")];
    let other = [("ground", "order"), ("parts", "identity words")];
    let head = server.sign_in("head");
    let act = format!("/reports/{report}/protection/erase");
    says(&head.post(&act, &other), "refusal-report-erasure-other");
    done(&head.post(&act, &decided));
    server.kill();
    assert!(!files_with(&data, WORDS).is_empty(), "nothing was left to be finished: the test holds nothing");
    drop(reader);
    // Any command that writes opens the folder, and finishes first.
    printed(&["erase", "--data", &data, "list"]);
    assert_eq!(files_with(&data, WORDS), Vec::<String>::new());
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// Killed at any moment, an erasure has not begun or is finished: never a tombstone over words that are left, never words gone without one.
#[test]
fn an_erasure_killed_at_any_moment_is_whole_or_has_not_begun() {
    let scratch = Scratch::new("killed");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let report = endangered(&server.sign_in("duty"));
    drop(server);
    propose(&data, &report);
    let (mut before, mut after) = (0, 0);
    for milliseconds in [0, 5, 10, 15, 20, 25, 30, 40, 60, 100, 2000] {
        let copy = copied(&data, &scratch.path("copy"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(["erase", "--data", &copy, "decide", &report, "--as", "head"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        let _ = child.wait();
        let listed = printed(&["erase", "--data", &copy, "list"]);
        if listed.contains(&format!("{report}\terased\t")) {
            after += 1;
            for trace in TRACES {
                assert_eq!(files_with(&copy, trace), Vec::<String>::new(), "{trace} after {milliseconds} ms");
            }
        } else {
            before += 1;
            assert!(
                listed.contains(&format!("{report}\twaits\t")) && !files_with(&copy, WORDS).is_empty(),
                "after {milliseconds} ms"
            );
        }
        assert!(mirqab(&["check", "--data", &copy]).status.success(), "after {milliseconds} ms");
    }
    assert!(before > 0 && after > 0, "{before} before, {after} after: no kill fell in between");
}

#[test]
fn each_audience_is_shown_its_own_and_all_prove_the_same_log() {
    let scratch = Scratch::new("audiences");
    let data = demonstration(&scratch);
    let findings: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "findings"])).unwrap();
    let published = findings.iter().filter(|finding| !finding["published"].is_null());
    let (mut told, mut differing) = (0, 0);
    for id in published.filter_map(|finding| finding["id"].as_str()) {
        let bundle = |audience: &str, account: &str| {
            let out = text(&scratch.path("bundle.json"));
            printed(&["bundle", "--data", &data, id, "--for", audience, "--as", account, "--out", &out]);
            let bytes = std::fs::read(&out).unwrap();
            let holds =
                mirqab_verifier::verify(&bytes, None).unwrap_or_else(|failure| panic!("{id} {audience}: {failure:?}"));
            (serde_json::from_slice::<Value>(&bytes).unwrap(), holds)
        };
        let public = bundle("public", "liaison-gna");
        let others = [("party:gna", "liaison-gna"), ("party:lna", "liaison-lna"), ("court", "auditor")];
        let others = others.map(|(audience, account)| bundle(audience, account));
        for (file, holds) in &others {
            assert_eq!(holds.checkpoint.root, public.1.checkpoint.root);
            assert_eq!(holds.entries, public.1.entries);
            let bare = |file: &Value| {
                let mut file = file.clone();
                for entry in file["entries"].as_array_mut().unwrap() {
                    let open = entry["payloads"].as_array().unwrap().iter().filter(|one| one["group"] == "open");
                    entry["payloads"] = open.cloned().collect();
                }
                file
            };
            assert_eq!(bare(file), public.0, "{id}: more than the disclosed groups differs");
            let groups =
                file["entries"].as_array().unwrap().iter().flat_map(|entry| entry["payloads"].as_array().unwrap());
            assert!(groups.clone().all(|payload| payload["group"] != "identity"));
            told += groups.filter(|payload| payload["group"] == "words").count();
        }
        let withheld = |index: usize| others[index].1.withheld;
        assert!(withheld(2) <= withheld(0) && withheld(0) <= public.1.withheld);
        differing += usize::from(withheld(0) != withheld(1));
        // What a party is shown beyond the public is what it said itself.
        for (index, party) in [(0, "gna"), (1, "lna")] {
            for entry in others[index].0["entries"].as_array().unwrap() {
                if entry["payloads"].as_array().unwrap().iter().any(|payload| payload["group"] == "words") {
                    let envelope: Value = serde_json::from_str(entry["envelope"].as_str().unwrap()).unwrap();
                    let open = entry["payloads"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .find(|payload| payload["group"] == "open")
                        .unwrap();
                    let filed = open["value"].as_str().unwrap().contains(&format!("\"reported_by\":\"{party}\""));
                    assert!(envelope["author"]["party"] == party || filed, "{envelope}");
                }
            }
        }
    }
    assert!(told > 50 && differing > 5, "{told} payloads were told, {differing} findings differ between the parties");
    let id = findings.iter().find(|finding| !finding["published"].is_null()).unwrap()["id"].as_str().unwrap();
    let refuses = |audience: &str, account: &str| {
        refused(&["bundle", "--data", &data, id, "--for", audience, "--as", account, "--out", "x"])
    };
    assert!(refuses("party:lna", "liaison-gna").contains("role"));
    assert!(refuses("court", "liaison-gna").contains("role"));
    assert!(refuses("court", "admin").contains("role"));
    assert!(refuses("everybody", "auditor").contains("no audience"));
    let server = Server::of(&data);
    let of =
        |session: &Session<'_>, audience: &str| session.get(&format!("/findings/{id}/bundle?for={audience}")).status;
    let (gna, public, duty) = (server.sign_in("liaison-gna"), server.visitor(), server.sign_in("duty"));
    assert_eq!([of(&gna, "party:gna"), of(&gna, "party:lna"), of(&gna, "court")], [200, 403, 403]);
    assert_eq!([of(&public, "public"), of(&public, "party:gna"), of(&public, "court")], [200, 401, 401]);
    assert_eq!([of(&duty, "party:gna"), of(&duty, "party:lna"), of(&duty, "nobody")], [200, 200, 404]);
    assert_eq!(gna.get(&format!("/api/v1/findings/{id}/bundle?for=party:gna")).status, 200);
}

/// The code on the page that shows it.
fn code_in(page: &str) -> String {
    let part = |text: &str| text.len() == 34 && text.split('-').all(|group| group.len() == 4);
    let found = page.split(['<', '>', '"', '\n']).map(str::trim).find(|text| part(text));
    found.unwrap_or_else(|| panic!("{page}")).to_owned()
}

#[test]
fn a_source_comes_back_by_a_code_and_nothing_tells_when_or_from_where() {
    let scratch = Scratch::new("contact");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let report = sent(&duty, &draft("Caller 97", "One shell.", None));
    let page = duty.post(&format!("/reports/{report}/contact-code"), &[]);
    assert_eq!(page.status, 200, "{}", page.body);
    let code = code_in(&page.body);
    let ask = [("text", "Where did you stand? Qxquestion")];
    done(&duty.post(&format!("/reports/{report}/contact/write"), &ask));
    let entries =
        || -> Vec<Value> { serde_json::from_str(&printed(&["inspect", "--data", &data, "entries"])).unwrap() };
    let before = entries().len();
    let source = server.visitor();
    let page = source.get("/contact?lang=ar").body;
    // A browser sends the form as it says: of somebody without an account only plain fields are taken.
    assert!(page.contains("dir=\"rtl\"") && page.contains("name=\"code\"") && !page.contains("multipart"), "{page}");
    let wrong = source.post("/contact", &[("code", &code.replace('-', "")[1..])]);
    assert!(wrong.status == 422 && wrong.body.contains("This is not a code"), "{}", wrong.body);
    let typed = code.to_lowercase().replace('-', " ");
    let read = source.post("/contact", &[("code", &typed)]);
    assert!(read.status == 200 && read.body.contains("Qxquestion"), "{}", read.body);
    assert_eq!(read.header("cache-control"), Some("no-store"));
    assert!(!read.body.contains(&report) && !read.body.contains("One shell."), "the page says what the report says");
    assert_eq!(read.header("set-cookie"), None);
    let answer = [("code", typed.as_str()), ("text", "By the well, looking east. Qxanswer")];
    for _ in 0..2 {
        let sent = source.post("/contact", &answer);
        assert!(sent.status == 200 && sent.body.matches("Qxanswer").count() == 1, "{}", sent.body);
    }
    let long = "x".repeat(4001);
    let refused = source.post("/contact", &[("code", &typed), ("text", &long)]);
    assert!(refused.status == 422 && refused.body.contains(&long), "what was typed is lost");
    assert_eq!(entries().len(), before, "the log tells that a source came");
    // By the API, and from another site not at all.
    let body = json!({"code": code}).to_string();
    let read = source.send_as("POST", "/api/v1/contact", "application/json", body.as_bytes());
    let read: Value = serde_json::from_str(&read.body).unwrap();
    assert_eq!(read["messages"].as_array().unwrap().len(), 2);
    let keys: Vec<&String> = read["messages"][1].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["day", "side", "text"]);
    // The mission takes the answer into the record, and only once.
    let shown = duty.get(&format!("/api/v1/reports/{report}/contact")).body;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let number = shown["messages"][1]["number"].to_string();
    let record = format!("/reports/{report}/contact/record");
    done(&duty.post(&record, &[("number", &number)]));
    says(&duty.post(&record, &[("number", &number)]), "refusal-report-contact-nothing");
    assert_eq!(entries().len(), before + 1);
    // A new code ends the old one.
    let newer = code_in(&duty.post(&format!("/reports/{report}/contact-code"), &[]).body);
    let old = source.post("/contact", &[("code", &code)]);
    assert!(old.status == 422 && old.body.contains("leads nowhere"), "{}", old.body);
    // Guessing is slow: ten at once, then one each six seconds.
    let mut last = 0;
    for _ in 0..12 {
        last = source.post("/contact", &[("code", "0000")]).status;
    }
    assert_eq!(last, 429);
    drop(server);
    // Nothing in the folder holds the code, and nothing an address.
    for text in [code.as_str(), newer.as_str(), &code.replace('-', ""), &newer.replace('-', ""), "127.0.0.1"] {
        assert_eq!(files_with(&data, text), Vec::<String>::new(), "{text}");
    }
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
    // Erasing the words ends the contact and takes its messages along, from the record and from beside it.
    propose_parts(&data, &report, "words");
    assert!(!files_with(&data, "Qxanswer").is_empty());
    printed(&["erase", "--data", &data, "decide", &report, "--as", "head"]);
    for text in ["Qxanswer", "Qxquestion"] {
        assert_eq!(files_with(&data, text), Vec::<String>::new(), "{text}");
    }
    let server = Server::of(&data);
    let gone = server.visitor().post("/contact", &[("code", &newer)]);
    assert!(gone.status == 422 && gone.body.contains("leads nowhere"), "{}", gone.body);
    let slug = "refusal-report-contact-ended";
    says(&server.sign_in("duty").post(&format!("/reports/{report}/contact-code"), &[]), slug);
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// Without key holders a name stands in clear, as the page says; whoever checks the folder is told how many there are, until they are erased.
#[test]
fn names_that_stand_in_clear_are_counted_and_are_no_fault() {
    let scratch = Scratch::new("in-clear");
    let (data, table) = (text(&scratch.path("data")), text(&scratch.path("table.csv")));
    let with_password = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirqab"));
        let pipe = std::process::Stdio::piped;
        let mut child = command.args(arguments).stdin(pipe()).stdout(pipe()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"a long password\n").unwrap();
        assert!(child.wait_with_output().unwrap().status.success(), "{arguments:?}");
    };
    with_password(&["init", "--data", &data, "--origin", "a.example/l", "--zone", "Africa/Tripoli"]);
    for (name, role) in [("duty", "duty_officer"), ("head", "head_of_mission")] {
        with_password(&["account", "--data", &data, "add", name, "--role", role]);
    }
    let row = "Caller 93,SHELL,Three shells,2020-04-29,10:00,Gharyan,Clearname";
    std::fs::write(&table, format!("source,kind,text,date,time,place,witness_name\n{row}\n")).unwrap();
    printed(&["import", "--data", &data, "--as", "duty", "--channel", "hotline", &table]);
    let said = printed(&["check", "--data", &data]);
    assert!(said.contains("1 name of a source or witness stands in clear") && said.contains("HOLDS"), "{said}");
    let said = printed(&["--language", "ar", "check", "--data", &data]);
    assert!(said.contains("اسم مصدر أو شاهد غير مختوم"), "{said}");
    let reports: Vec<Value> = serde_json::from_str(&printed(&["inspect", "--data", &data, "reports"])).unwrap();
    propose_parts(&data, reports[0]["id"].as_str().unwrap(), "identity,table");
    printed(&["erase", "--data", &data, "decide", reports[0]["id"].as_str().unwrap(), "--as", "head"]);
    assert!(!printed(&["check", "--data", &data]).contains("in clear"));
    assert_eq!(files_with(&data, "Clearname"), Vec::<String>::new());
}
