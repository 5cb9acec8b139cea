//! What the record shows of a mechanism that did not work is told to whoever judges it, with where it stands, and judges nothing.

use crate::procedure::conclusion;
use crate::sittings::{called, minutes};
use crate::stage::{Stage, both, draft};
use crate::{LANGUAGES, escaped, page, refused, say, taken, token};
use mirqab_vocabulary::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_record_shows_of_the_mechanism_is_a_basis_and_no_judgement() {
    let stage = Stage::new().await;
    let [duty, reviewer] = [Role::DutyOfficer, Role::Reviewer].map(|role| token(&stage, role));
    // A sitting with an empty chair, and a question that nobody answered by the 26th.
    let conclusion = conclusion(&stage, ["north", "south"]).await;
    let sitting = called(&stage, &conclusion, "2020-01-21").await;
    stage.set_clock("2020-01-21T13:00:00Z");
    let alone = [conclusion.first[0].0.as_str()];
    taken(&stage, duty, &format!("{sitting}/held"), &minutes("2020-01-21T14:10", &alone, "put_off")).await;
    stage.set_clock("2020-02-01T12:00:00Z");
    let mut report = draft("Team 9", None);
    report["occurred"] = json!({ "from": "2020-01-30T01:00:00Z", "to": "2020-01-30T02:00:00Z" });
    let report = stage.done(Role::Observer, "/api/v1/reports", report).await;
    let open = json!({ "reports": [report["report"]], "kind": "SHELL", "title": both("Later shelling") });
    let incident = stage.done(Role::DutyOfficer, "/api/v1/incidents", open).await;
    let incident = incident["incident"].as_str().unwrap();
    let opened = json!({ "event": "opened", "due": "2020-02-03T12:00:00Z" });
    stage.fact(Role::DutyOfficer, "verification", incident, opened).await;
    let case = format!("/verifications/{incident}");
    let question = format!("/commitments/clarifications/{}", stage.clarification);
    for (language, code) in LANGUAGES {
        let shown = page(&stage, reviewer, code, &case).await;
        for key in ["mechanism-title", "mechanism-note", "mechanism-judge"] {
            assert!(shown.contains(&escaped(&say(language, key))), "{code} {key}: {shown}");
        }
        // Each with its place in the record; and nobody has judged anything.
        assert!(shown.contains(&sitting) && shown.contains(&question), "{code}: {shown}");
        assert!(!shown.contains(&escaped(&say(language, "circumstances-title"))), "{code}");
        // Who may not judge is shown the same, without the form.
        let shown = page(&stage, duty, code, &case).await;
        assert!(shown.contains(&sitting) && !shown.contains(&escaped(&say(language, "mechanism-judge"))), "{code}");
        // What happened before had no such mechanism behind it.
        let earlier = page(&stage, duty, code, &format!("/verifications/{}", stage.waiting)).await;
        assert!(!earlier.contains(&escaped(&say(language, "mechanism-title"))), "{code}");
    }
    // The basis is no evidence: without an item nobody says yes.
    let judged = |item| {
        [
            ("circumstance", "mechanism_failed"),
            ("given", "yes"),
            ("item", item),
            ("reason", "No quorum, and no answer."),
        ]
    };
    let path = format!("{case}/circumstance");
    refused(&stage, reviewer, "verification-circumstance-unsupported", &path, &crate::Sent::Form(&judged(""))).await;
    let item = [
        ("kind", "site_visit"),
        ("origin", "Team 4"),
        ("description", "The hotline rang, and nobody answered"),
        ("collected_at", "2020-01-30T10:00"),
        ("reliability", "A"),
        ("credibility", "2"),
    ];
    taken(&stage, reviewer, &format!("{case}/evidence"), &item).await;
    taken(&stage, reviewer, &path, &judged("1")).await;
    for (language, code) in LANGUAGES {
        let shown = page(&stage, reviewer, code, &case).await;
        assert!(shown.contains(&escaped(&say(language, "circumstances-title"))), "{code}");
    }
}
