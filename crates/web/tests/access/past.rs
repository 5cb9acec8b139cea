//! What did we know then: every page, file and answer as of a moment of the log is the same later, byte for byte.

use crate::routes::{address, all_routes};
use crate::stage::{Stage, both, draft, json_of, text_of};
use axum::http::StatusCode;
use mirqab_vocabulary::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn size(stage: &Stage) -> u64 {
    json_of(stage.get(Role::Public, "/api/v1/log/entries?limit=0").await).await["total"].as_u64().unwrap()
}

/// What is kept beside the log and so has no past: accounts, and how the server itself is.
const BESIDE: &[&str] =
    &["/account", "/accounts", "/metrics", "/healthz", "/readyz", "/api/v1/account", "/api/v1/accounts"];

async fn everything(stage: &Stage, role: Role, size: u64) -> BTreeMap<String, Vec<u8>> {
    let mut seen = BTreeMap::new();
    for (route, _) in all_routes().into_iter().filter(|(_, method)| method == "GET") {
        if BESIDE.iter().any(|path| route == *path || route.starts_with(&format!("{path}/"))) {
            continue;
        }
        let path = format!("{}?as_of={size}", address(stage, &route));
        let response = stage.get(role, &path).await;
        assert!(response.status().as_u16() < 500, "{path}: {}", response.status());
        let mut bytes = response.status().as_str().as_bytes().to_vec();
        bytes.extend(axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap());
        seen.insert(path, bytes);
    }
    seen
}

async fn done(stage: &Stage, role: Role, path: &str, body: Value) -> Value {
    let response = stage.post(role, path, &body).await;
    let (status, answer) = (response.status(), json_of(response).await);
    assert_eq!(status, StatusCode::CREATED, "{path} {body} {answer}");
    answer
}

/// Something new in every room that a case passes through.
async fn goes_on(stage: &Stage) {
    let mut later = draft("Team 9", None);
    later["text"] = json!("Qxlater was heard.");
    let report = done(stage, Role::Observer, "/api/v1/reports", later).await["report"].clone();
    let open = json!({ "reports": [report], "kind": "SHELL", "title": both("Qxlater") });
    done(stage, Role::DutyOfficer, "/api/v1/incidents", open).await;
    let link = json!({ "event": "linked", "report": report, "reason": "Qxlater" });
    done(stage, Role::DutyOfficer, &format!("/api/v1/incident/{}/events", stage.incident), link).await;
    let described = json!({ "event": "described", "kind": "SHELL", "title": both("Qxlater") });
    done(stage, Role::DutyOfficer, &format!("/api/v1/incident/{}/events", stage.waiting), described).await;
    let decided = json!({ "event": "decided", "note": "Qxlater" });
    done(stage, Role::HeadOfMission, &format!("/api/v1/finding/{}/events", stage.waiting), decided).await;
    done(
        stage,
        Role::HeadOfMission,
        &format!("/api/v1/finding/{}/events", stage.waiting),
        json!({ "event": "published" }),
    )
    .await;
    let issue = json!({ "period": "daily", "day": "2020-01-19" });
    done(stage, Role::HeadOfMission, "/api/v1/publications", issue).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_known_then_is_told_the_same_later() {
    let stage = Stage::new().await;
    let then = size(&stage).await;
    let roles = [Role::DutyOfficer, Role::PartyLiaison];
    let mut before = Vec::new();
    for role in roles {
        before.push(everything(&stage, role, then).await);
    }
    goes_on(&stage).await;
    assert!(size(&stage).await > then + 5);
    let now = text_of(stage.get(Role::DutyOfficer, "/incidents").await).await;
    assert!(now.contains("Qxlater"));
    // Made anew, not remembered: so many other moments were asked for in between that none of these is kept.
    for size in 1..=6 {
        assert_eq!(stage.get(Role::DutyOfficer, &format!("/?as_of={size}")).await.status(), StatusCode::OK);
    }
    for (role, before) in roles.into_iter().zip(before) {
        let after = everything(&stage, role, then).await;
        let differ: Vec<&String> =
            before.iter().filter(|(path, bytes)| after[*path] != **bytes).map(|(path, _)| path).collect();
        assert!(differ.is_empty(), "{role:?} {differ:#?}");
        for (path, bytes) in &after {
            assert!(!String::from_utf8_lossy(bytes).contains("Qxlater"), "{role:?} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_past_page_says_so_stays_there_and_records_nothing() {
    let stage = Stage::new().await;
    let then = size(&stage).await;
    goes_on(&stage).await;
    let page =
        text_of(stage.get(Role::DutyOfficer, &format!("/incidents/{}?lang=en&as_of={then}", stage.incident)).await)
            .await;
    assert!(page.contains("As of entry") && page.contains("data-now"), "{page}");
    assert!(page.contains(&format!("href=\"/reports/{}?as_of={then}\"", stage.report)), "{page}");
    assert!(!page.contains("method=\"post\""), "{page}");
    let lasting = text_of(stage.get(Role::DutyOfficer, "/incidents?lang=en").await).await;
    let address = format!("/incidents?lang=en&amp;as_of={}", size(&stage).await);
    let other = address.replace("&amp;", "&#38;");
    assert!(lasting.contains(&address) || lasting.contains(&other), "{lasting}");
    let path = format!("/api/v1/reports?as_of={then}");
    assert_eq!(stage.post(Role::Observer, &path, &draft("Team 7", None)).await.status(), StatusCode::NOT_FOUND);
    for wrong in ["0", "999999", "x", "-1"] {
        let path = format!("/incidents?as_of={wrong}");
        assert_eq!(stage.get(Role::DutyOfficer, &path).await.status(), StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_goes_back_to_what_was_published_and_a_blind_reviewer_is_blind_in_the_past_too() {
    let stage = Stage::new().await;
    let issued = text_of(stage.get(Role::HeadOfMission, "/api/v1/publications").await).await;
    let issued: Value = serde_json::from_str(&issued).unwrap();
    let size = issued["items"][0]["log_size"].as_u64().unwrap();
    assert_eq!(stage.get(Role::Public, &format!("/findings?as_of={size}")).await.status(), StatusCode::OK);
    let other = stage.get(Role::Public, &format!("/findings?as_of={}", size - 1)).await;
    assert_eq!(other.status(), StatusCode::UNAUTHORIZED);
    let masked = crate::blind::Masked::of("north").await;
    let now = self::size(&masked.stage).await;
    for size in now - 4..=now {
        let path = format!("/reports/{}?as_of={size}", masked.report);
        assert_eq!(masked.stage.get(Role::Reviewer, &path).await.status(), StatusCode::CONFLICT, "{size}");
        assert_eq!(masked.stage.get(Role::Verifier, &path).await.status(), StatusCode::OK, "{size}");
    }
}
