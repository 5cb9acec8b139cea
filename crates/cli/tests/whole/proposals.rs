//! Which reports belong together: proposed with reasons, answered by a person, kept with the answer.

use crate::http::Server;
use crate::{Scratch, demonstration, printed};
use serde_json::{Value, json};

fn read(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[test]
fn a_proposal_is_explained_answered_and_kept() {
    let scratch = Scratch::new("proposals");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let reports = read(&duty.get("/api/v1/reports?unlinked=true&limit=500").body);
    let bulletin =
        reports["items"].as_array().unwrap().iter().find(|row| row["source"] == "West Coast Bulletin").unwrap();
    let id = bulletin["id"].as_str().unwrap();
    let proposals = read(&duty.get(&format!("/api/v1/reports/{id}/proposals")).body);
    let best = &proposals["items"][0];
    assert_eq!(best["incident"]["title"]["en"], "Zuwara: shots near the harbour, 29 April");
    let reasons = best["proposal"]["contributions"].as_array().unwrap();
    let sum: i64 = reasons.iter().map(|reason| reason["weight_milli"].as_i64().unwrap()).sum();
    let probability = 1000.0 / (1.0 + (-(sum as f64) / 1000.0).exp());
    assert!((probability - best["proposal"]["permille"].as_f64().unwrap()).abs() < 1.0);

    // The same on the pages: in the queue, at the report, at the incident, in both languages.
    let incident = best["incident"]["id"].as_str().unwrap();
    for (path, language, expected) in [
        ("/incidents/proposals".to_owned(), "en", "West Coast Bulletin"),
        (format!("/reports/{id}"), "en", "Before any comparison"),
        (format!("/reports/{id}"), "ar", "قبل أي مقارنة"),
        (format!("/incidents/{incident}"), "en", "West Coast Bulletin"),
    ] {
        let page = duty.get(&format!("{path}?lang={language}"));
        assert_eq!(page.status, 200);
        assert!(page.body.contains(expected), "{path} {language}");
    }

    // A person answers; the reasons are kept, and the report is linked.
    let refused = duty.post(&format!("/incidents/{incident}/answer"), &[("report", id), ("answer", "same")]);
    assert_eq!(refused.status, 422, "an answer without a reason was taken");
    let answered = duty.post(
        &format!("/incidents/{incident}/answer"),
        &[("report", id), ("answer", "same"), ("reason", "The harbour.")],
    );
    assert_eq!(answered.status, 303, "{}", answered.body);
    let linked = read(&duty.get(&format!("/api/v1/reports/{id}")).body);
    assert_eq!(linked["incidents"], json!([incident]));
    assert!(duty.get(&format!("/incidents/{incident}?lang=en")).body.contains("The harbour."));

    // What was judged different is not linked, and the answer is shown where it is proposed again.
    let caller = reports["items"].as_array().unwrap().iter().find(|row| row["source"] == "Caller 188").unwrap();
    let path = format!("/api/v1/incidents/{incident}/proposals");
    let body = json!({"report": caller["id"], "answer": "different", "reason": "Another town."});
    let kept = duty.send_as("POST", &path, "application/json", body.to_string().as_bytes());
    // Nothing of that incident lies near that report, so there is nothing to answer.
    assert_eq!(kept.status, 404, "{}", kept.body);
    // An answer cannot be written past the machine's own reasons.
    let forged = json!({"event": "proposal_judged", "report": id, "answer": "same", "reason": "x", "proposal": best["proposal"]});
    let path = format!("/api/v1/incident/{incident}/events");
    assert_eq!(duty.send_as("POST", &path, "application/json", forged.to_string().as_bytes()).status, 422);
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

#[test]
fn counter_claims_of_one_morning_stay_two_allegations_and_two_strangers_meet() {
    let scratch = Scratch::new("morning");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    let reports = read(&duty.get("/api/v1/reports?unlinked=true&received_from=2020-04-30T00:00:00Z&limit=500").body);
    let by = |name: &str, accused: Option<&str>| {
        let rows = reports["items"].as_array().unwrap().iter();
        let mut rows =
            rows.filter(|row| row["source"] == name && accused.is_none_or(|accused| row["accused"] == accused));
        rows.next().unwrap()["id"].as_str().unwrap().to_owned()
    };
    let of = |id: &str, other: &str| {
        let found = read(&duty.get(&format!("/api/v1/reports/{id}/proposals")).body);
        let items = found["items"].as_array().unwrap().clone();
        items
            .iter()
            .find(|item| item["nearest"]["id"] == other)
            .map_or(0, |item| item["proposal"]["permille"].as_u64().unwrap())
    };
    let caller = by("Caller 188", None);
    let claim = by("GNA liaison office to the mission", Some("lna"));
    let counter = by("General Command liaison office to the mission", Some("gna"));
    assert!(of(&caller, &claim) > 500, "the caller and the first claim: {}", of(&caller, &claim));
    assert!(of(&claim, &counter) < 500, "claim and counter-claim: {}", of(&claim, &counter));
}
