//! Forms through the same routes as a browser: what they record, and what they say when they cannot.

#[path = "access/stage.rs"]
#[allow(dead_code)] // Shared with tests that use other parts of it.
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
        ("kind", "road_opening"),
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
    let said: Vec<_> =
        done.iter().map(|(name, value)| (*name, if *name == "progress" { "done" } else { value })).collect();
    taken(&stage, Role::DutyOfficer, &format!("{page}/progress"), &said).await;
    // Nothing is verified on somebody's word: the evidence comes first.
    let early = send(&stage, Role::Verifier, &format!("{page}/progress"), &done, "en").await;
    assert_eq!(early.status(), StatusCode::CONFLICT);
    assert!(text_of(early).await.contains("The evidence does not carry it"));
    let visit = [
        ("kind", "site_visit"),
        ("origin", "Team 4"),
        ("description", "The barrier is gone"),
        ("collected_at", "2020-01-20T10:00"),
        ("reliability", "A"),
        ("credibility", "2"),
    ];
    taken(&stage, Role::Observer, &format!("{page}/evidence"), &visit).await;
    taken(&stage, Role::Verifier, &format!("{page}/progress"), &done).await;
    // What a witness said is not for everybody.
    assert!(!text_of(stage.get(Role::Public, &page).await).await.contains("The barrier is gone"));
    let list = json_of(stage.get(Role::Public, "/api/v1/commitments").await).await.to_string();
    assert!(!list.contains("The barrier is gone") && !list.contains("\"account\"") && list.contains("Coastal road"));
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

const EDGE: &str = "--edge-of-a-part";

/// A form of several parts with one file.
async fn send_file(stage: &Stage, role: Role, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Response {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let request = stage.request("POST", role, path).header(header::CONTENT_TYPE, kind);
    stage.ask(request.body(Body::from(body)).unwrap()).await
}

async fn bytes_of(response: Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

/// Who works in the mission sees where a promise is to be kept and who watched there; everybody else sees about where.
#[tokio::test(flavor = "multi_thread")]
async fn a_commitment_has_a_place_and_everybody_sees_it_about() {
    let stage = Stage::new().await;
    let new = |points: &'static str, within_m: &'static str| {
        [
            ("agreement", stage.agreement.clone()),
            ("kind", "road_opening".to_owned()),
            ("title_ar", "طريق".to_owned()),
            ("title_en", "Coastal road".to_owned()),
            ("agreed_at", "2020-01-20T10:00".to_owned()),
            ("place_ar", "البوابة".to_owned()),
            ("place_en", "The gate".to_owned()),
            ("points", points.to_owned()),
            ("within_m", within_m.to_owned()),
        ]
    };
    let typed = new("32.812345, 13.212345", "500");
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = taken(&stage, Role::DutyOfficer, "/commitments/new", &typed).await;
    let shown = text_of(stage.get(Role::Verifier, &format!("{page}?lang=en")).await).await;
    assert!(shown.contains("The gate") && shown.contains("32.8123") && shown.contains("Watched there since"));
    let whole = json_of(stage.get(Role::Verifier, "/api/v1/commitments").await).await.to_string();
    assert!(whole.contains("32812345"));
    for path in [format!("{page}?lang=en").as_str(), "/api/v1/commitments", "/data/commitments.geojson"] {
        let told = text_of(stage.get(Role::Public, path).await).await;
        assert!(told.contains("The gate") && !told.contains("812345") && !told.contains("32.8123"), "{path}: {told}");
        assert!(!told.contains("Watched there since"), "{path}");
    }
    let map = json_of(stage.get(Role::Public, "/data/commitments.geojson").await).await;
    let features = map["features"].as_array().unwrap();
    let (with, without): (Vec<_>, Vec<_>) = features.iter().partition(|one| one["geometry"]["type"] == "Point");
    assert_eq!((with.len(), without.len()), (1, 1), "{map}");
    assert_eq!(with[0]["properties"]["commitment_kind"], "road_opening");
    // What is no place is told beside its field and nothing is recorded.
    let before = stage.entries();
    for (points, within_m) in [("north of the river", "500"), ("32.8, 13.2", "many")] {
        let typed = new(points, within_m);
        let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = send(&stage, Role::DutyOfficer, "/commitments/new", &typed, "en").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{points}");
    }
    assert_eq!(stage.entries(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_original_of_a_commitments_evidence_is_kept_and_given_back_to_those_who_read_cases() {
    let stage = Stage::new().await;
    let (by_page, by_api): (Vec<u8>, Vec<u8>) = ((0..=255).collect(), (0..=255).rev().collect());
    let fields = [
        ("kind", "imagery"),
        ("milestone", ""),
        ("origin", "Drone of team 1"),
        ("from", ""),
        ("description", "An empty position."),
        ("collected_at", "2020-01-20T10:00"),
        ("reliability", "A"),
        ("credibility", "1"),
    ];
    let path = format!("/commitments/{}/evidence", stage.commitment);
    let sent = send_file(&stage, Role::Observer, &path, &fields, &by_page).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{}", text_of(sent).await);
    let item = json!({
        "milestone": null, "kind": "open_source", "origin": "Paper", "from": null, "description": "A report.",
        "collected_at": "2020-01-20T10:00:00Z", "grade": { "reliability": "C", "credibility": "3" }, "blob": null,
    });
    let api = format!("/api/v1{path}");
    let sent = send_file(&stage, Role::Observer, &api, &[("evidence", &item.to_string())], &by_api).await;
    assert_eq!(sent.status(), StatusCode::CREATED, "{}", text_of(sent).await);
    // An original that nobody sent cannot be named, not as a fact of its own either.
    let mut named = item.clone();
    named["blob"] = json!("0".repeat(64));
    assert_eq!(stage.post(Role::Observer, &api, &named).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let fact = json!({ "event": "evidence_added", "number": 3, "evidence": named });
    let events = format!("/api/v1/commitment/{}/events", stage.commitment);
    let answer = json_of(stage.post(Role::Observer, &events, &fact).await).await;
    assert_eq!(answer["slug"], "own-route");
    for (number, bytes) in [(1, &by_page), (2, &by_api)] {
        for path in [format!("{path}/{number}"), format!("{api}/{number}")] {
            assert_eq!(&bytes_of(stage.get(Role::Verifier, &path).await).await, bytes, "{path}");
            assert_eq!(stage.get(Role::Public, &path).await.status(), StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(stage.get(Role::PartyLiaison, &path).await.status(), StatusCode::FORBIDDEN, "{path}");
        }
    }
    let page = format!("/commitments/{}?lang=en", stage.commitment);
    let link = format!("{path}/1");
    assert!(text_of(stage.get(Role::Verifier, &page).await).await.contains(&link));
    assert!(!text_of(stage.get(Role::Public, &page).await).await.contains(&link));
    // The hash stands in the record.
    let list = json_of(stage.get(Role::Verifier, "/api/v1/commitments").await).await;
    let blob = list["items"][0]["evidence"][0]["evidence"]["blob"].as_str().unwrap();
    assert_eq!(blob, "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880");
}

/// A long list comes in pages, the newest first, and leaves nothing out.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_many_notices_comes_in_pages() {
    let stage = Stage::new().await;
    for number in 10..70 {
        let notice = json!({
            "agreement": stage.agreement, "kind": "convoy", "by": "south", "source": "Letter", "notified_at": "2020-01-20T12:00:00Z",
            "during": { "from": "2020-01-25T10:00:00Z", "to": "2020-01-25T14:00:00Z" },
            "place": { "name": both(&format!("Road {number}")), "points": [], "within_m": 0 },
            "text": both("Lorries"), "shared_with": [],
        });
        let id = format!("01DYB328G00000000000000P{number}");
        stage.fact(Role::DutyOfficer, "commitment", &id, json!({ "event": "notified", "notice": notice })).await;
    }
    let page = |number: u32| format!("/commitments/notices?lang=en&page={number}");
    let first = text_of(stage.get(Role::DutyOfficer, &page(1)).await).await;
    let second = text_of(stage.get(Role::DutyOfficer, &page(2)).await).await;
    for number in 10..70 {
        let (on_first, on_second) = [&first, &second].map(|page| page.contains(&format!("Road {number}<"))).into();
        assert_eq!((on_first, on_second), (number >= 20, number < 20), "{number}");
    }
}

/// Who held the ground is told with its times, and that it speaks of another time than that of the incident.
#[tokio::test(flavor = "multi_thread")]
async fn control_of_ground_is_by_date() {
    let stage = Stage::new().await;
    let page = format!("/verifications/{}", stage.incident);
    let item = |kind, from, to| {
        [
            ("kind", kind),
            ("origin", "Weekly map"),
            ("description", "The front lay north of the road."),
            ("collected_at", "2020-01-20T10:00"),
            ("reliability", "B"),
            ("credibility", "2"),
            ("held_by", "north"),
            ("held_from", from),
            ("held_to", to),
        ]
    };
    let (first, last) = ("2019-01-02T00:00", "2019-01-03T00:00");
    for (fields, status) in [
        (item("control_of_ground", last, first), StatusCode::UNPROCESSABLE_ENTITY),
        (item("control_of_ground", first, ""), StatusCode::UNPROCESSABLE_ENTITY),
        (item("imagery", first, last), StatusCode::CONFLICT),
    ] {
        let answer = send(&stage, Role::Verifier, &format!("{page}/evidence"), &fields, "en").await;
        assert_eq!(answer.status(), status, "{fields:?}");
    }
    let told = || async { text_of(stage.get(Role::Verifier, &format!("{page}?lang=en")).await).await };
    taken(&stage, Role::Verifier, &format!("{page}/evidence"), &item("control_of_ground", first, last)).await;
    let shown = told().await;
    assert!(shown.contains("held by") && shown.contains("2 Jan 2019") && shown.contains("not when it happened"));
    let always = item("control_of_ground", first, "2021-01-01T00:00");
    taken(&stage, Role::Verifier, &format!("{page}/evidence"), &always).await;
    assert_eq!(told().await.matches("not when it happened").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_original_of_a_protected_witness_is_for_those_who_may_know_who_it_is() {
    let stage = Stage::new().await;
    let file = b"A recording with a voice.";
    let mut fields = vec![
        ("kind", "witness"),
        ("origin", "A neighbour"),
        ("description", "Heard three."),
        ("collected_at", "2020-01-20T10:00"),
        ("reliability", "B"),
        ("credibility", "2"),
    ];
    let path = format!("/verifications/{}/evidence", stage.incident);
    for _ in 0..2 {
        let sent = send_file(&stage, Role::Verifier, &path, &fields, file).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{}", text_of(sent).await);
        fields.push(("witness_name", "A name to protect"));
    }
    // The first names nobody; the second is of a witness whom the observer must not know.
    for (number, role, seen) in [
        (1, Role::Observer, true),
        (2, Role::Observer, false),
        (2, Role::Auditor, false),
        (2, Role::DutyOfficer, true),
        (2, Role::Verifier, true),
    ] {
        for path in [format!("{path}/{number}"), format!("/api/v1{path}/{number}")] {
            let answer = stage.get(role, &path).await;
            let status = if seen { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status(), status, "{role:?} {path}");
            assert_eq!(bytes_of(answer).await == file, seen, "{role:?} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cannot_wait_for_the_other_and_the_form_says_so() {
    let stage = Stage::new().await;
    let new = |title| {
        [
            ("agreement", stage.agreement.as_str()),
            ("kind", "road_opening"),
            ("title_ar", "طريق"),
            ("title_en", title),
            ("agreed_at", "2020-01-20T10:00"),
            ("owner", "south"),
        ]
    };
    let one = taken(&stage, Role::DutyOfficer, "/commitments/new", &new("Road")).await;
    let two = taken(&stage, Role::DutyOfficer, "/commitments/new", &new("Withdrawal")).await;
    let id = |page: &str| page.rsplit('/').next().unwrap().to_owned();
    let (first, second) = (id(&one), id(&two));
    let waits = |other: &'_ str| [("other", other.to_owned()), ("reached", "verified".into()), ("hours", "24".into())];
    let pairs = waits(&second);
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    taken(&stage, Role::DutyOfficer, &format!("{one}/condition"), &pairs).await;
    let shown = text_of(stage.get(Role::Public, &one).await).await;
    assert!(shown.contains("Not due yet") && shown.contains("Withdrawal"), "{shown}");
    let pairs = waits(&first);
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let ring = send(&stage, Role::DutyOfficer, &format!("{two}/condition"), &pairs, "en").await;
    assert_eq!(ring.status(), StatusCode::CONFLICT);
    assert!(text_of(ring).await.contains("Each would wait for the other"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_taken_away_once_nothing_waits_for_it_and_a_pause_serves_a_commitment() {
    let stage = Stage::new().await;
    let page = format!("/commitments/{}", stage.commitment);
    for title in ["Lists", "Buses", "Way home"] {
        let step = [("title_ar", "خطوة"), ("title_en", title), ("due", "")];
        taken(&stage, Role::DutyOfficer, &format!("{page}/milestone"), &step).await;
    }
    let waits =
        [("milestone", "2"), ("other", &format!("{} 1", stage.commitment)), ("reached", "done"), ("hours", "24")];
    taken(&stage, Role::DutyOfficer, &format!("{page}/condition"), &waits).await;
    let keys = async || {
        let all = json_of(stage.get(Role::Public, "/api/v1/commitments").await).await;
        let steps = all["items"][0]["plan"]["milestones"].as_array().unwrap().clone();
        steps.iter().map(|step| step["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let remove = format!("{page}/milestone-remove");
    let still = send(&stage, Role::DutyOfficer, &remove, &[("milestone", "1")], "en").await;
    assert_eq!(still.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = text_of(still).await.replace(['\u{2068}', '\u{2069}'], "");
    assert!(told.contains("still awaited: Exchange"), "{told}");
    taken(&stage, Role::DutyOfficer, &remove, &[("milestone", "3")]).await;
    assert_eq!(keys().await, ["1", "2"]);
    let away = format!("{page}/condition-remove");
    let wrong = send(&stage, Role::DutyOfficer, &away, &[("condition", "1")], "en").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    taken(&stage, Role::DutyOfficer, &away, &[("condition", "0")]).await;
    taken(&stage, Role::DutyOfficer, &remove, &[("milestone", "1")]).await;
    assert_eq!(keys().await, ["2"]);

    let pause = [
        ("agreement", stage.agreement.as_str()),
        ("commitment", stage.commitment.as_str()),
        ("at", "2020-01-20T09:00"),
        ("purpose_ar", "ماء"),
        ("purpose_en", "Water line"),
        ("place_ar", "واد"),
        ("place_en", "Valley"),
        ("points", "32.81, 13.21"),
        ("within_m", "500"),
        ("from", "2020-01-26T08:00"),
        ("to", "2020-01-26T12:00"),
        ("of", "south"),
    ];
    let asked = taken(&stage, Role::DutyOfficer, "/commitments/pauses", &pause).await;
    assert!(text_of(stage.get(Role::Observer, &asked).await).await.contains(&page));
    assert!(text_of(stage.get(Role::Observer, &page).await).await.contains(&asked));
    // Before it is over it is not for everybody, on the commitment's page either.
    assert!(!text_of(stage.get(Role::Public, &page).await).await.contains(&asked));
    let mut other = pause.to_vec();
    other[1].1 = &stage.pause;
    let wrong = send(&stage, Role::DutyOfficer, "/commitments/pauses", &other, "en").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_pauses_and_questions_are_filed_by_forms_and_hidden_from_those_whom_they_do_not_concern() {
    let stage = Stage::new().await;
    let notice = [
        ("agreement", stage.agreement.as_str()),
        ("kind", "convoy"),
        ("at", "2020-01-20T09:00"),
        ("what_ar", "شاحنات"),
        ("what_en", "Six lorries"),
        ("place_ar", "طريق"),
        ("place_en", "Coastal road"),
        ("points", "32.81, 13.21\n32.82, 13.25"),
        ("within_m", "500"),
        ("from", "2020-01-26T08:00"),
        ("to", "2020-01-26T12:00"),
    ];
    let page = taken(&stage, Role::PartyLiaison, "/commitments/notices", &notice).await;
    let shown = text_of(stage.get(Role::PartyLiaison, &page).await).await;
    assert!(shown.contains("Six lorries") && shown.contains("filed by the party itself"));
    assert_eq!(stage.get(Role::Public, &page).await.status(), StatusCode::NOT_FOUND);
    let all = json_of(stage.get(Role::PartyLiaison, "/api/v1/notices").await).await;
    // Its own, and not that of the other party.
    assert_eq!((all["total"].as_u64(), all["items"][0]["notice"]["by"].as_str()), (Some(1), Some("north")));
    let public = json_of(stage.get(Role::Public, "/api/v1/notices").await).await;
    assert_eq!(public["total"].as_u64(), Some(0));
    // A duty officer files for a party only with what it is known by.
    let mut of_party = notice.to_vec();
    of_party.push(("by", "south"));
    let refused = send(&stage, Role::DutyOfficer, "/commitments/notices", &of_party, "en").await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let wrong: Vec<_> =
        notice.iter().map(|(name, value)| (*name, if *name == "points" { "here" } else { value })).collect();
    let wrong = send(&stage, Role::DutyOfficer, "/commitments/notices", &wrong, "en").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text_of(wrong).await.contains("This is not a list of points."));

    // The clock is for everybody, the words are not.
    let question = format!("/commitments/clarifications/{}", stage.clarification);
    for (role, sees) in [(Role::Public, false), (Role::PartyLiaison, false), (Role::Observer, true)] {
        let shown = text_of(stage.get(role, &question).await).await;
        assert!(shown.contains("Clock runs") && shown.contains("Which lorries?") == sees, "{role:?}");
    }
    let list = json_of(stage.get(Role::Public, "/api/v1/clarifications").await).await;
    assert_eq!(list["items"][0]["clock"].as_str(), Some("running"));
    assert!(!list.to_string().contains("Which lorries?"));

    let score = json!({ "score": "held", "note": both("So") });
    let path = format!("/api/v1/pauses/{}/score", stage.pause);
    assert_eq!(stage.post(Role::Verifier, &path, &score).await.status(), StatusCode::CONFLICT);
    let own = json!({ "event": "pause_scored", "scoring": { "score": "held", "incidents": 0, "watched_s": 9, "note": both("So") } });
    let sent = stage.post(Role::Verifier, &format!("/api/v1/commitment/{}/events", stage.pause), &own).await;
    assert_eq!(sent.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_was_announced_meets_the_article_that_permits_it_and_one_that_was_not_does_not() {
    let stage = Stage::new().await;
    let list = json_of(stage.get(Role::Public, "/api/v1/agreements").await).await;
    let mut copy = list["items"][0]["agreement"].clone();
    copy["title"] = both("Permits");
    copy["articles"][0]["effect"] = json!("permitted_if_notified");
    copy["articles"][0]["acts"] = json!(["MOVE"]);
    let permits = "01DYB328G0000000000000000M";
    let adopted = json!({ "event": "adopted", "agreement": copy });
    let answer = stage.post(Role::HeadOfMission, &format!("/api/v1/agreement/{permits}/events"), &adopted).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    // The same convoy twice: within what was announced, and an hour's drive away from it.
    let mut pages = Vec::new();
    for (source, lat) in [("Team 8", 32_800_000), ("Team 9", 31_000_000)] {
        let mut report = stage::draft(source, None);
        report["kind"] = json!("MOVE");
        report["place"]["at"]["lat_udeg"] = json!(lat);
        let report = json_of(stage.post(Role::Observer, "/api/v1/reports", &report).await).await;
        let open = json!({ "reports": [report["report"]], "kind": "MOVE", "title": both("Convoy") });
        let incident = json_of(stage.post(Role::DutyOfficer, "/api/v1/incidents", &open).await).await;
        pages.push(format!("/incidents/{}?lang=en", incident["incident"].as_str().unwrap()));
    }
    // As long as nobody announces anything it cannot be decided.
    for page in &pages {
        assert!(text_of(stage.get(Role::DutyOfficer, page).await).await.contains("Cannot be decided"));
    }
    let point = json!({ "lat_udeg": 32_800_000, "lon_udeg": 13_200_000 });
    let notice = json!({ "event": "notified", "notice": {
        "agreement": permits, "kind": "convoy", "by": "south", "source": "Letter", "notified_at": "2020-01-17T10:00:00Z",
        "during": { "from": "2020-01-18T00:00:00Z", "to": "2020-01-18T04:00:00Z" },
        "place": { "name": both("Road"), "points": [point], "within_m": 20_000 }, "text": both("Lorries"), "shared_with": [],
    }});
    let filed = stage.post(Role::DutyOfficer, "/api/v1/commitment/01DYB328G0000000000000000N/events", &notice).await;
    assert_eq!(filed.status(), StatusCode::CREATED);
    let near = text_of(stage.get(Role::DutyOfficer, &pages[0]).await).await;
    let far = text_of(stage.get(Role::DutyOfficer, &pages[1]).await).await;
    assert!(near.contains("Within what was announced") && !near.contains("Cannot be decided"), "{near}");
    assert!(!far.contains("Within what was announced") && !far.contains("Cannot be decided"), "{far}");
    // Which fact decided it is told with the answer.
    assert!(near.contains("the notification") && near.contains(" met it."), "{near}");
    assert!(far.contains("the notification") && far.contains(" does not meet it."), "{far}");
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
