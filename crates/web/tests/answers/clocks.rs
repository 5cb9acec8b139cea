//! Clocks that jump: the server's back and forth, and that of whoever reports.

use crate::stage::{Stage, draft, json_of, text_of};
use crate::{LANGUAGES, Sent, ask, escaped, page, refused, say, token};
use axum::http::StatusCode;
use mirqab_vocabulary::{Language, Role};
use mirqab_web::words::Words;
use serde_json::json;

/// What is said while the clock stands before an entry, up to the first time in it.
fn behind(language: Language) -> String {
    let said = Words::of(language)
        .say_with("clock-behind", &[("now", "@".into()), ("position", 1_u64.into()), ("recorded", "".into())]);
    said.split(['@', '\u{2068}']).next().unwrap().trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_went_back_loses_no_report_and_is_told_by_every_answer() {
    let stage = Stage::new().await;
    let duty = token(&stage, Role::DutyOfficer);
    let before = stage.entries();
    for (language, code) in LANGUAGES {
        assert!(!page(&stage, duty, code, "/reports").await.contains(&escaped(&behind(language))), "{code}");
    }
    stage.set_clock("2020-01-20T11:00:00Z");
    for (number, (language, code)) in LANGUAGES.into_iter().enumerate() {
        let mut report = draft(&format!("Caller {number}"), None);
        report["received_at"] = json!("2020-01-20T11:00:00Z");
        let response = ask(&stage, duty, code, "/api/v1/reports", Some(Sent::Fact(&report))).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let told = json_of(response).await;
        assert!(told["clock"].as_str().unwrap().starts_with(&behind(language)), "{told}");
        // It stays told after entries of the earlier time, on every page.
        assert!(page(&stage, duty, code, "/reports").await.contains(&escaped(&behind(language))), "{code}");
        let log = page(&stage, duty, code, "/integrity").await;
        assert_eq!(log.matches(&say(language, "clock-went-back")).count(), 1, "{code}: {log}");
    }
    assert_eq!(stage.entries(), before + 2);
    stage.set_clock("2020-01-20T12:30:00Z");
    let response = ask(&stage, duty, "en", "/api/v1/reports", Some(Sent::Fact(&draft("Caller 3", None)))).await;
    assert!(json_of(response).await.get("clock").is_none());
    assert!(!page(&stage, duty, "en", "/reports").await.contains(&escaped(&behind(Language::English))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_ran_out_is_told_and_a_clock_that_goes_back_gives_nobody_else_the_case() {
    let stage = Stage::new().await;
    let verifier = token(&stage, Role::Verifier);
    let path = format!("/api/v1/verification/{}/events", stage.waiting);
    let assessed = json!({ "event": "assessed", "occurrence": { "is": "probable" }, "reason": "Two sources." });
    stage.set_clock("2020-01-22T12:00:00Z");
    refused(&stage, verifier, "verification-not-claimed", &path, &Sent::Fact(&assessed)).await;
    // Set right again, the claim holds as long as it was to hold.
    stage.set_clock("2020-01-20T13:00:00Z");
    let (_, other) = stage.member(60, Role::Verifier, None);
    let claimed = json!({ "event": "claimed", "until": "2020-01-21T12:00:00Z" });
    refused(&stage, &other, "verification-claimed-by-other", &path, &Sent::Fact(&claimed)).await;
    stage.fact(Role::Verifier, "verification", &stage.waiting, assessed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_clock_that_goes_back_shortens_an_embargo() {
    let stage = Stage::new().await;
    let finding = crate::procedure::conclusion(&stage, ["north", "south"]).await;
    crate::procedure::endorsed(&stage, &finding).await;
    let head = token(&stage, Role::HeadOfMission);
    let path = format!("/api/v1/finding/{}/events", finding.id);
    stage.set_clock("2020-01-21T00:00:00Z");
    stage.fact(Role::HeadOfMission, "finding", &finding.id, json!({ "event": "decided", "note": null })).await;
    let published = json!({ "event": "published" });
    // Twelve hours from the decision, whatever the clock did in between.
    for now in ["2020-01-21T11:59:59Z", "2020-01-20T18:00:00Z", "2020-01-21T00:00:00Z"] {
        stage.set_clock(now);
        refused(&stage, head, "finding-embargo-runs", &path, &Sent::Fact(&published)).await;
    }
    stage.set_clock("2020-01-21T12:00:00Z");
    stage.fact(Role::HeadOfMission, "finding", &finding.id, published).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_dates_ahead_is_refused() {
    let stage = Stage::new().await;
    let duty = token(&stage, Role::DutyOfficer);
    // A quarter of an hour is let pass: so far apart clocks may be.
    for (slug, member, value) in [
        ("report-received-in-the-future", "received_at", json!("2020-01-20T12:15:01Z")),
        (
            "report-occurred-in-the-future",
            "occurred",
            json!({ "from": "2020-01-20T12:15:01Z", "to": "2020-01-20T12:30:00Z" }),
        ),
    ] {
        let mut report = draft("Device 1", None);
        report[member] = value;
        refused(&stage, duty, slug, "/api/v1/reports", &Sent::Fact(&report)).await;
    }
    // The form says the same, and keeps what was typed.
    let before = stage.entries();
    for (language, code) in LANGUAGES {
        let fields = [
            ("kind", "SHELL"),
            ("text", "One shell, dated ahead."),
            ("source", "Device 2"),
            ("channel", "hotline"),
            ("occurred_day", "2020-01-21"),
            ("occurred_time", "10:30"),
            ("place", "Gharyan"),
        ];
        let response = ask(&stage, duty, code, "/reports/new", Some(Sent::Form(&fields))).await;
        let status = response.status();
        let told = text_of(response).await;
        assert!(status.is_client_error(), "{status}");
        assert!(told.contains(&say(language, "refusal-report-occurred-in-the-future")), "{code}: {told}");
        assert!(told.contains("One shell, dated ahead."), "{code}");
    }
    assert_eq!(stage.entries(), before);
}
