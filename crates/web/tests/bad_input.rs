//! What nobody should send: each gets a clear answer in the reader's language, and nothing of it is recorded.

#[path = "access/stage.rs"]
#[allow(dead_code)]
mod stage;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use mirqab_vocabulary::Role;
use serde_json::{Value, json};
use stage::{Stage, draft, json_of, text_of};

const REPORTS: &str = "/api/v1/reports";

async fn sent(stage: &Stage, body: impl Into<Body>, more: &[(&str, &str)]) -> Response {
    let mut request =
        stage.request("POST", Role::DutyOfficer, REPORTS).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    stage.ask(request.body(body.into()).unwrap()).await
}

/// The draft with one member changed.
fn with(pointer: &str, value: Value) -> Value {
    let mut all = draft("Team 9", None);
    *all.pointer_mut(pointer).unwrap() = value;
    all
}

fn entries(stage: &Stage) -> u64 {
    stage.app.read(|reader| Ok(reader.log_size()?)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_taken_is_named_by_its_path_and_nothing_is_recorded() {
    let stage = Stage::new().await;
    let before = entries(&stage);
    let at = |from: &str, to: &str| json!({ "from": from, "to": to });
    let mut unknown = draft("Team 9", None);
    unknown["colour"] = json!("red");
    for (path, body) in [
        ("colour", unknown),
        ("kind", with("/kind", json!("BOOM"))),
        ("text", with("/text", json!(7))),
        ("text", with("/text", json!("a\u{0}b"))),
        ("source", with("/source", json!("x".repeat(201)))),
        ("occurred", with("/occurred", at("2020-02-30T10:00:00Z", "2020-02-30T11:00:00Z"))),
        ("occurred", with("/occurred", at("2020-01-18T02:00:00Z", "2020-01-18T01:00:00Z"))),
        ("place", with("/place/at/lat_udeg", json!(90_000_001))),
        ("place", with("/place/at/lat_udeg", json!(1e300))),
        ("place", with("/place/precision_m", json!(-1))),
        (
            "harm",
            with(
                "/harm",
                json!({ "killed_min": 99_999_999_999_u64, "killed_max": 0, "injured_min": 0, "injured_max": 0, "civilians": null }),
            ),
        ),
    ] {
        let response = sent(&stage, body.to_string(), &[]).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}: {body}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let told = json_of(response).await;
        assert!(told["errors"][0]["path"].as_str().unwrap().starts_with(path), "{path}: {told}");
        assert!(!told["detail"].as_str().unwrap().is_empty() && !told["hint"].as_str().unwrap().is_empty(), "{told}");
    }
    assert_eq!(entries(&stage), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_json_or_too_deep_is_refused_in_both_languages() {
    let stage = Stage::new().await;
    let before = entries(&stage);
    let deep = "[".repeat(200_000);
    for body in [deep.into_bytes(), b"{\"text\": ".to_vec(), b"\xD9\xD9".to_vec(), Vec::new()] {
        for (language, word) in [("ar", "الطلب"), ("en", "request")] {
            let response = sent(&stage, body.clone(), &[("accept-language", language)]).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST);
            let told = json_of(response).await;
            assert!(told["detail"].as_str().unwrap().contains(word), "{told}");
        }
    }
    assert_eq!(entries(&stage), before);
}

/// A clock that is wrong by more than the quarter of an hour that is allowed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_not_happened_yet_is_refused() {
    let stage = Stage::new().await;
    let tomorrow = json!({ "from": "2020-01-21T12:00:00Z", "to": "2020-01-21T13:00:00Z" });
    let told = json_of(sent(&stage, with("/occurred", tomorrow).to_string(), &[]).await).await;
    assert_eq!((told["status"].as_u64(), told["slug"].as_str()), (Some(409), Some("report-occurred-in-the-future")));
    let mut early = draft("Team 9", None);
    early["received_at"] = json!("2020-01-20T12:14:00Z");
    assert_eq!(sent(&stage, early.to_string(), &[]).await.status(), StatusCode::CREATED);
    early["received_at"] = json!("2020-01-20T12:16:00Z");
    early["source"] = json!("Team 10");
    assert_eq!(sent(&stage, early.to_string(), &[]).await.status(), StatusCode::CONFLICT);
}

/// Nothing is ever unpacked, so nothing can expand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_compressed_body_is_not_taken() {
    let stage = Stage::new().await;
    for coding in ["gzip", "br", "deflate", "identity, gzip"] {
        let response = sent(&stage, b"\x1f\x8b\x08\0".to_vec(), &[("content-encoding", coding)]).await;
        assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{coding}");
        assert_eq!(json_of(response).await["slug"], "unsupported-media-type");
    }
    let plain = draft("Team 9", None).to_string();
    assert_eq!(sent(&stage, plain, &[("content-encoding", "identity")]).await.status(), StatusCode::CREATED);
}

/// Kept word for word, and dead wherever it is shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scripts_in_text_stay_text() {
    let stage = Stage::new().await;
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{7*7}} ]]>";
    let mut all = draft(evil, None);
    all["text"] = json!(evil);
    all["place"]["name"] = json!(evil);
    let told = json_of(sent(&stage, all.to_string(), &[]).await).await;
    let report = told["report"].as_str().unwrap();
    let open = json!({ "reports": [report], "kind": "SHELL", "title": stage::both(evil) });
    let incident = json_of(stage.post(Role::DutyOfficer, "/api/v1/incidents", &open).await).await;
    let incident = incident["incident"].as_str().unwrap().to_owned();
    let kept = json_of(stage.get(Role::DutyOfficer, &format!("{REPORTS}/{report}")).await).await;
    assert_eq!(kept["report"]["draft"]["text"], evil);
    for path in [
        "/".to_owned(),
        "/reports".into(),
        format!("/reports/{report}"),
        "/incidents".into(),
        format!("/incidents/{incident}"),
        format!("/reports?words={}", "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E"),
        format!("/no-such-page?lang=ar&x={}", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
    ] {
        let response = stage.get(Role::DutyOfficer, &path).await;
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
        let page = text_of(response).await;
        for alive in ["<script>alert", "<img src=x", "\"'>", "onerror=alert(1)>"] {
            assert!(!page.contains(alive), "{path} holds {alive}");
        }
        assert!(!page.contains(">49<"), "{path}");
    }
}
