//! Forms through the same routes as a browser: what they record, and what they say when they cannot.

#[path = "access/stage.rs"]
#[allow(dead_code)] // Shared with the access test, which uses all of it.
mod stage;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use mirqab_vocabulary::Role;
use serde_json::json;
use stage::{Stage, both, json_of, text_of};

/// Pairs as a browser sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", mirqab_web::form::encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn send(stage: &Stage, role: Role, path: &str, fields: &[(&str, &str)], language: &str) -> Response {
    let request = stage.request("POST", role, path).header(header::ACCEPT_LANGUAGE, language);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    stage.ask(request.body(Body::from(encoded(fields))).unwrap()).await
}

/// Sends a form that must be taken, and says where it leads.
async fn taken(stage: &Stage, role: Role, path: &str, fields: &[(&str, &str)]) -> String {
    let response = send(stage, role, path, fields, "en").await;
    let (status, to) = (response.status(), response.headers().get(header::LOCATION).cloned());
    assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {}", text_of(response).await);
    to.unwrap().to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mission_keeps_its_posts_watches_and_restrictions() {
    let stage = Stage::new().await;
    let post = [
        ("kind", "camera"),
        ("key", "cam-1"),
        ("name_ar", "كاميرا"),
        ("name_en", "Camera one"),
        ("lat", "٣٢.٨"),
        ("lon", "13.2"),
        ("range", "3000"),
    ];
    taken(&stage, Role::Administrator, "/mission/post", &post).await;
    // 14:00 in Tripoli is 12:00 in UTC.
    let watch = [("post", "cam-1"), ("from", "2020-01-19T14:00"), ("to", "2020-01-19 18:00")];
    taken(&stage, Role::Observer, "/mission/watch", &watch).await;
    let restriction = [
        ("kind", "denied"),
        ("by", "north"),
        ("from", "2020-01-19T10:00"),
        ("to", "2020-01-19T11:00"),
        ("lat", "32.8"),
        ("lon", "13.2"),
        ("place_ar", "جسر"),
        ("place_en", "Bridge"),
        ("reason_ar", "لا سبب"),
        ("reason_en", "None"),
        ("task_ar", "زيارة"),
        ("task_en", "Visit"),
    ];
    taken(&stage, Role::DutyOfficer, "/mission/restriction", &restriction).await;
    let mission = json_of(stage.get(Role::Observer, "/api/v1/mission").await).await.to_string();
    for kept in ["cam-1", "32800000", "2020-01-19T12:00:00Z", "2020-01-19T08:00:00Z", "Bridge", "denied"] {
        assert!(mission.contains(kept), "{kept}: {mission}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commitments_and_agreements_are_kept_by_forms() {
    let stage = Stage::new().await;
    let new = [
        ("agreement", stage.agreement.as_str()),
        ("title_ar", "طريق"),
        ("title_en", "Coastal road"),
        ("agreed_at", "2020-01-20T10:00"),
        ("due", "2020-02-20T10:00"),
        ("owner", "south"),
        ("owner", "north"),
    ];
    let page = taken(&stage, Role::DutyOfficer, "/commitments/new", &new).await;
    let done = [
        ("progress", "verified"),
        ("at", "2020-02-01T10:00"),
        ("note_ar", "رآه الفريق"),
        ("note_en", "The team saw it"),
    ];
    taken(&stage, Role::Verifier, &format!("{page}/progress"), &done).await;
    let shown = text_of(stage.get(Role::Public, &page).await).await;
    assert!(shown.contains("Coastal road") && shown.contains("The team saw it"));
    // Owners stand in the agreement's order, not in that of ticking.
    assert!(shown.find("north").unwrap() < shown.find("south").unwrap());
    // What the rules refuse is told on the page of the form, which keeps what was typed.
    let refused = send(&stage, Role::DutyOfficer, &format!("{page}/progress"), &done, "en").await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let refused = text_of(refused).await;
    assert!(refused.contains("Only a verifier records") && refused.contains("The team saw it</textarea>"));

    let here = format!("/agreements/{}", stage.agreement);
    let signature = [
        ("party", "south"),
        ("state", "left_without_signing"),
        ("at", "2020-01-14T09:00"),
        ("source_ar", "بيان"),
        ("source_en", "Statement"),
    ];
    taken(&stage, Role::HeadOfMission, &format!("{here}/signature"), &signature).await;
    let milestone = [("at", "2020-01-19T09:00"), ("title_ar", "مؤتمر"), ("title_en", "Conference")];
    taken(&stage, Role::Administrator, &format!("{here}/milestone"), &milestone).await;
    let shown = text_of(stage.get(Role::Public, &here).await).await;
    assert!(shown.contains("Left without signing") && shown.contains("Conference"));

    let list = json_of(stage.get(Role::Public, "/api/v1/agreements").await).await;
    let mut copy = list["items"][0]["agreement"].clone();
    copy["title"] = both("Second");
    let to = taken(&stage, Role::HeadOfMission, "/agreements/new", &[("json", &copy.to_string())]).await;
    assert!(text_of(stage.get(Role::Public, &to).await).await.contains("Second"));
    copy["articles"][0]["effect"] = json!("forbidden");
    let wrong = send(&stage, Role::HeadOfMission, "/agreements/new", &[("json", &copy.to_string())], "en").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text_of(wrong).await.contains("articles[0].effect"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_with_wrong_fields_says_all_of_them_at_once_and_keeps_what_was_typed() {
    let stage = Stage::new().await;
    let typed = [
        ("kind", "SHELL"),
        ("text", "ثلاثة انفجارات"),
        ("language", "ar"),
        ("channel", "observer"),
        ("occurred_day", "2020-01-18"),
        ("occurred_time", "25:99"),
        ("latitude", "95"),
        ("longitude", "13.2"),
        ("killed_min", "many"),
    ];
    for (language, summary, source) in [("en", "Please mend this", "Source: A value"), ("ar", "يُرجى تصحيح", "المصدر: ")]
    {
        let answer = send(&stage, Role::DutyOfficer, "/reports/new", &typed, language).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text_of(answer).await;
        assert!(page.contains(summary) && page.contains(source), "{page}");
        for field in ["occurred_time", "latitude", "killed_min", "source"] {
            assert!(page.contains(&format!("href=\"#f-new-{field}\"")), "{field} has no place in the summary");
            assert!(page.contains(&format!("id=\"e-f-new-{field}\"")), "{field} says nothing");
        }
        let told: Vec<&str> = page.split("id=\"e-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(told.len(), 4, "{language}: {told:?}");
        for kept in
            ["value=\"25:99\"", "value=\"95\"", ">ثلاثة انفجارات</textarea>", "<option value=\"SHELL\" selected>"]
        {
            assert!(page.contains(kept), "{kept}");
        }
    }
    let good = [
        ("kind", "SHELL"),
        ("text", "ثلاثة انفجارات"),
        ("language", "ar"),
        ("source", "Post 3"),
        ("channel", "observer"),
        ("occurred_day", "٢٠٢٠-٠١-١٨"),
        ("occurred_time", "14:30"),
        ("latitude", "32.8"),
        ("longitude", "13.2"),
    ];
    let first = taken(&stage, Role::DutyOfficer, "/reports/new", &good).await;
    let receipt = text_of(stage.get(Role::DutyOfficer, &first).await).await;
    assert!(receipt.contains("The report is recorded.") && receipt.contains("/receipt\""), "{receipt}");
    // The same sending again is the same report, and says so.
    let again = taken(&stage, Role::DutyOfficer, "/reports/new", &good).await;
    assert_eq!(again, first.replace("recorded=1", "recorded=again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_file_is_checked_first_and_its_force_and_text_change_by_forms() {
    let stage = Stage::new().await;
    let file = include_str!("../../../agreements/jeddah-2023-05-20.toml");
    let asked = [("json", file), ("then", "check")];
    let checked = send(&stage, Role::HeadOfMission, "/agreements/new", &asked, "en").await;
    assert_eq!(checked.status(), StatusCode::OK);
    let checked = text_of(checked).await;
    assert!(checked.contains("There is no rule of self-defence") && checked.contains("Nothing has been recorded yet"));
    let faulty = file.replace("yields_to = [\"w3\"]", "yields_to = [\"w9\"]");
    for then in ["check", "adopt"] {
        let wrong = [("json", faulty.as_str()), ("then", then)];
        let wrong = send(&stage, Role::HeadOfMission, "/agreements/new", &wrong, "ar").await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(wrong).await.contains("لا مادة باسم"));
    }
    let adopt = [("json", file), ("then", "adopt")];
    let here = taken(&stage, Role::HeadOfMission, "/agreements/new", &adopt).await;
    let shown = text_of(stage.get(Role::Public, &here).await).await;
    assert!(shown.contains("Monitoring and Coordination Committee") && shown.contains("gives way to"));

    // A truce of the record is suspended, renewed with an end before its beginning, and amended.
    let truce = format!("/agreements/{}", stage.agreement);
    let mut force = vec![
        ("step", "suspended"),
        ("at", "2020-01-19T10:00"),
        ("reason_ar", "قتال"),
        ("reason_en", "Fighting"),
        ("source_ar", "بيان"),
        ("source_en", "Statement"),
    ];
    taken(&stage, Role::HeadOfMission, &format!("{truce}/force"), &force).await;
    let again = send(&stage, Role::HeadOfMission, &format!("{truce}/force"), &force, "en").await;
    assert_eq!(again.status(), StatusCode::CONFLICT);
    assert!(text_of(stage.get(Role::Public, &truce).await).await.contains("Suspended"));
    force[0].1 = "resumed";
    force[1].1 = "2020-01-19T11:00";
    taken(&stage, Role::HeadOfMission, &format!("{truce}/force"), &force).await;

    let list = json_of(stage.get(Role::Public, "/api/v1/agreements").await).await;
    let of = |item: &&serde_json::Value| item["id"] == json!(stage.agreement);
    let mut text = list["items"].as_array().unwrap().iter().find(of).unwrap()["agreement"].clone();
    for article in text["articles"].as_array_mut().unwrap() {
        article["acts"] = json!(["HATE"]);
    }
    let text = text.to_string();
    let amendment = [
        ("kind", "amendment"),
        ("at", "2020-02-01T00:00"),
        ("title_ar", "تعديل"),
        ("title_en", "Second text"),
        ("json", text.as_str()),
    ];
    taken(&stage, Role::HeadOfMission, &format!("{truce}/amendment"), &amendment).await;
    assert!(text_of(stage.get(Role::Public, &truce).await).await.contains("Second text"));
    let path = format!("/api/v1/incidents/{}/articles", stage.incident);
    let before = json_of(stage.get(Role::DutyOfficer, &path).await).await;
    assert_eq!(before["items"][0]["answer"]["outcome"], "applies", "{before}");
    assert_eq!(before["items"][0]["text_since"], json!(null));
    let anew = [("incident", stage.incident.as_str()), ("text_of", "2020-02-02T00:00"), ("reason", "Asked for")];
    taken(&stage, Role::HeadOfMission, &format!("{truce}/reexamination"), &anew).await;
    let shown = text_of(stage.get(Role::DutyOfficer, &format!("/incidents/{}", stage.incident)).await).await;
    assert!(shown.contains("Tested under the text of") && shown.contains("under this text"), "{shown}");
    // The answer itself is still that of the text that held then.
    assert_eq!(json_of(stage.get(Role::DutyOfficer, &path).await).await, before);
}
