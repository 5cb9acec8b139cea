//! Bad agreement files, circles, and areas that overlap.

use crate::stage::{Stage, both, json_of, text_of};
use crate::{LANGUAGES, Sent, ask, escaped, refused, say, token};
use axum::http::StatusCode;
use mirqab_vocabulary::Role;
use serde_json::json;

const TERMS: &str = r#"kind = "signed_agreement"
zone = "Africa/Tripoli"
standard = "reasonable_grounds"
verification_hours = 72
reply_hours = 48
title = { ar = "هدنة", en = "Truce" }
summary = { ar = "هدنة", en = "Truce" }
[force]
from = "2020-01-12T00:00"
[[party]]
code = "north"
name = { ar = "الشمال", en = "North" }
[[party]]
code = "south"
name = { ar = "الجنوب", en = "South" }
"#;

fn article(key: &str, rest: &str) -> String {
    format!(
        "[[article]]\nkey = \"{key}\"\nnumber = \"{key}\"\neffect = \"obligation\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\ntext = {{ ar = \"ن\", en = \"t\" }}\nacts = [\"ROAD\"]\n{rest}\n"
    )
}

fn area(key: &str, west: f64) -> String {
    format!(
        "[[place]]\nkey = \"{key}\"\nform = \"area\"\nfrom = \"2020-01-12\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\npoints = [[32.0, {west}], [32.0, {}], [33.0, {}], [33.0, {west}]]\n",
        west + 1.0,
        west + 1.0
    )
}

/// The part of a sentence that stands before what it is about.
fn begins(sentence: &str) -> &str {
    sentence.split('{').next().unwrap().trim()
}

fn catalogue(language: &str, key: &str) -> String {
    let text = match language {
        "ar" => include_str!("../../locales/ar/agreement.ftl"),
        _ => include_str!("../../locales/en/agreement.ftl"),
    };
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
    begins(line.unwrap_or_else(|| panic!("{key}"))).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_is_answered_with_all_its_faults_in_both_languages_and_nothing_is_recorded() {
    let stage = Stage::new().await;
    let before = stage.entries();
    let head = token(&stage, Role::HeadOfMission);
    let circle = format!("{TERMS}{}{}", article("a", "after = [\"b\"]"), article("b", "after = [\"a\"]"));
    let gives_way = format!("{TERMS}{}{}", article("a", "yields_to = [\"b\"]"), article("b", "yields_to = [\"a\"]"));
    for (file, faults) in [
        ("this is no agreement".to_owned(), &["flaw-file-syntax"][..]),
        (TERMS.replace("[force]\n", "[force]\ncolour = 3\n"), &["flaw-file-unknown-member"]),
        (TERMS.replace("2020-01-12T00:00", "yesterday"), &["flaw-file-not-a-time"]),
        (TERMS.replace("signed_agreement", "song"), &["flaw-file-unknown-word"]),
        (circle, &["flaw-dependency-cycle"]),
        (gives_way, &["flaw-precedence-cycle"]),
    ] {
        for (language, code) in LANGUAGES {
            let fields = [("json", file.as_str()), ("then", "adopt")];
            let response = ask(&stage, head, code, "/agreements/new", Some(Sent::Form(&fields))).await;
            assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{file}");
            let told = text_of(response).await;
            assert!(told.contains(&escaped(&say(language, "flaws-faulty"))), "{told}");
            for fault in faults {
                assert!(told.contains(&escaped(&catalogue(code, fault))), "{code} {fault}: {told}");
            }
        }
    }
    assert_eq!(stage.entries(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn areas_that_overlap_are_told_and_are_no_fault() {
    let stage = Stage::new().await;
    let before = stage.entries();
    let file = format!("{TERMS}{}{}", area("z", 13.0), area("y", 13.5));
    for (language, code) in LANGUAGES {
        let fields = [("json", file.as_str()), ("then", "check")];
        let response =
            ask(&stage, token(&stage, Role::HeadOfMission), code, "/agreements/new", Some(Sent::Form(&fields))).await;
        assert_eq!(response.status(), StatusCode::OK);
        let told = text_of(response).await;
        assert!(told.contains(&escaped(&catalogue(code, "flaw-overlap"))), "{told}");
        assert!(told.contains(&escaped(&say(language, "flaws-not-yet"))), "{told}");
    }
    assert_eq!(stage.entries(), before);
    let apart = format!("{TERMS}{}{}", area("z", 13.0), area("y", 14.5));
    let fields = [("json", apart.as_str()), ("then", "check")];
    let response =
        ask(&stage, token(&stage, Role::HeadOfMission), "en", "/agreements/new", Some(Sent::Form(&fields))).await;
    assert!(!text_of(response).await.contains(&catalogue("en", "flaw-overlap")));
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_with_a_circle_are_not_recorded_by_the_api_either() {
    let stage = Stage::new().await;
    let before = stage.entries();
    let mut adopted = crate::stage::agreement();
    let mut article = adopted["agreement"]["articles"][0].clone();
    article["key"] = json!("a.2");
    article["terms"] = json!({
        "condition": null, "withdrawal": null, "from": null, "until": null, "supplement": null, "yields_to": [], "after": ["a.2"],
        "owners": [], "notice_hours": null,
    });
    adopted["agreement"]["articles"].as_array_mut().unwrap().push(article);
    for (language, code) in LANGUAGES {
        let path = "/api/v1/agreement/01DYB328G0000000000000000Z/events";
        let response = ask(&stage, token(&stage, Role::HeadOfMission), code, path, Some(Sent::Fact(&adopted))).await;
        let (status, told) = (response.status(), json_of(response).await);
        assert_eq!((status, told["slug"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("terms-faulty")), "{told}");
        assert_eq!(told["detail"].as_str(), Some(say(language, "error-terms-faulty").as_str()));
    }
    assert_eq!(stage.entries(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn commitments_that_wait_for_each_other_are_refused() {
    let stage = Stage::new().await;
    let duty = token(&stage, Role::DutyOfficer);
    let other = "01DYB328G0000000000000000F";
    let terms = json!({ "agreement": stage.agreement, "title": both("Road"), "owners": ["south"], "agreed_at": "2020-01-20T12:00:00Z", "due": null });
    stage.fact(Role::DutyOfficer, "commitment", other, json!({ "event": "registered", "terms": terms })).await;
    let plan = |waits_for: &str| {
        let after = json!([{ "commitment": waits_for, "milestone": null, "reached": "done", "within_hours": null }]);
        json!({ "event": "planned", "plan": { "milestones": [], "after": after } })
    };
    let path = |id: &str| format!("/api/v1/commitment/{id}/events");
    refused(&stage, duty, "commitment-dependency-cycle", &path(other), &Sent::Fact(&plan(other))).await;
    stage.fact(Role::DutyOfficer, "commitment", other, plan(&stage.commitment)).await;
    refused(&stage, duty, "commitment-dependency-cycle", &path(&stage.commitment), &Sent::Fact(&plan(other))).await;
}
