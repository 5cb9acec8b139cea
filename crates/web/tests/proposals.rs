//! What the machine proposes, why it does not propose something else, what it learns from answers, and what it says of incidents that stand.

#[path = "access/stage.rs"]
#[allow(dead_code)] // Shared with tests that use other parts of it.
mod stage;

use axum::http::StatusCode;
use mirqab_app::proposal::{Kept, again, kept};
use mirqab_vocabulary::{IncidentId, Role};
use serde_json::{Value, json};
use stage::{Stage, both, draft, json_of, text_of};

/// Where something happened: degrees in millionths, and seconds after the first of January.
#[derive(Clone, Copy)]
struct At {
    lat_udeg: i32,
    lon_udeg: i32,
    within_m: u32,
    from_s: i64,
    length_s: i64,
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn at(north_m: i32, hours: f64) -> At {
    let from_s = (hours * 3600.0) as i64;
    At { lat_udeg: 31_000_000 + north_m * 9, lon_udeg: 15_000_000, within_m: 300, from_s, length_s: 600 }
}

fn time(seconds: i64) -> Value {
    mirqab_vocabulary::Instant::parse("2020-01-01T00:00:00Z").unwrap().plus_s(seconds).to_string().into()
}

async fn posted(stage: &Stage, path: &str, body: &Value) -> Value {
    let answer = stage.post(Role::DutyOfficer, path, body).await;
    let (status, body) = (answer.status(), json_of(answer).await);
    assert!(status.is_success(), "{path}: {status} {body}");
    body
}

async fn got(stage: &Stage, path: &str) -> Value {
    let answer = stage.get(Role::DutyOfficer, path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    json_of(answer).await
}

/// Submits a report; `with` puts other members in the place of those of any report.
async fn told(stage: &Stage, source: &str, at: At, with: Value) -> String {
    let mut draft = draft(source, None);
    draft["text"] = format!("Explosions, as {source} said.").into();
    draft["accused"] = Value::Null;
    draft["occurred"] = json!({ "from": time(at.from_s), "to": time(at.from_s + at.length_s) });
    draft["place"]["at"] = json!({ "lat_udeg": at.lat_udeg, "lon_udeg": at.lon_udeg });
    draft["place"]["precision_m"] = at.within_m.into();
    for (name, value) in with.as_object().unwrap() {
        draft[name] = value.clone();
    }
    posted(stage, "/api/v1/reports", &draft).await["report"].as_str().unwrap().to_owned()
}

async fn opened(stage: &Stage, title: &str, reports: &[&str]) -> String {
    let body = json!({ "reports": reports, "kind": "SHELL", "title": both(title) });
    posted(stage, "/api/v1/incidents", &body).await["incident"].as_str().unwrap().to_owned()
}

async fn answered(stage: &Stage, incident: &str, report: &str, answer: &str) {
    let body = json!({ "report": report, "answer": answer, "reason": "As looked at." });
    posted(stage, &format!("/api/v1/incidents/{incident}/proposals"), &body).await;
}

fn incidents(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().filter_map(|item| item["incident"]["id"].as_str()).collect()
}

/// Everything that was answered about an incident; each is computed again and must be what was kept.
fn kept_of(stage: &Stage, incident: &str) -> Vec<Kept> {
    let id = IncidentId::parse(incident).unwrap();
    let all = stage.app.read(|reader| kept(reader, id)).unwrap();
    for one in &all {
        assert_eq!(stage.app.read(|reader| again(reader, &one.proposal)).unwrap(), one.proposal);
    }
    all
}

async fn page(stage: &Stage, path: &str, language: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    text_of(stage.get(Role::DutyOfficer, &format!("{path}{mark}lang={language}")).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_alternative_is_named_with_what_stands_in_its_way() {
    let stage = Stage::new().await;
    let first = told(&stage, "Post 1", at(0, 10.0), json!({})).await;
    let later = told(&stage, "Post 2", at(3_500, 13.8), json!({})).await;
    let near = opened(&stage, "Near", &[&first]).await;
    let far = opened(&stage, "Far", &[&later]).await;
    let report = told(&stage, "Caller 3", at(200, 10.1), json!({ "channel": "hotline" })).await;
    let path = format!("/api/v1/reports/{report}/proposals");
    let found = got(&stage, &path).await;
    assert_eq!(found["items"][0]["incident"]["id"], *near);
    assert_eq!(found["items"][0]["proposal"]["alternative"]["incident"], *far);
    let other = &found["alternative"];
    assert_eq!((&other["candidate"]["incident"]["id"], &other["obstacle"]), (&json!(far), &json!("pair_too_weak")));
    for (language, title, why) in
        [("en", "Why not the nearest alternative", "Held apart by"), ("ar", "لماذا ليس البديل الأقرب", "يباعد بينهما")]
    {
        let page = page(&stage, &format!("/reports/{report}/proposals"), language).await;
        assert!(page.contains(title) && page.contains(why), "{language}");
        let heard = page.split(why).nth(1).unwrap();
        let time = if language == "en" { "Time" } else { "الوقت" };
        assert!(heard.split('<').next().unwrap().contains(time), "{language}: what held it apart is not named");
    }
    // From the incident's side, the report that is nearest and is not proposed.
    let of_incident = got(&stage, &format!("/api/v1/incidents/{near}/proposals")).await;
    assert_eq!(of_incident["items"][0]["report"]["id"], *report);
    assert_eq!(of_incident["alternative"]["candidate"]["report"]["id"], *later);

    // What a person said is not proposed again, and is told as what stands in the way.
    answered(&stage, &near, &report, "different").await;
    let found = got(&stage, &path).await;
    assert!(!incidents(&found["items"]).contains(&near.as_str()));
    assert_eq!(found["alternative"]["candidate"]["incident"]["id"], *near);
    assert_eq!(found["alternative"]["obstacle"], "decided");
    let of_incident = got(&stage, &format!("/api/v1/incidents/{near}/proposals")).await;
    assert_eq!((&of_incident["items"], &of_incident["alternative"]["obstacle"]), (&json!([]), &json!("decided")));
    // The alternative is kept with the answer.
    let kept = kept_of(&stage, &near);
    assert_eq!(kept[0].proposal.alternative.as_ref().unwrap().incident.unwrap().to_string(), far);
    assert!(page(&stage, &format!("/incidents/{near}"), "en").await.contains("The two reports are not alike enough."));

    // A counter-claim, and a report that is like one report of an incident and unlike the others.
    let claim = json!({ "channel": "party", "reported_by": "south", "accused": "north" });
    let counter = json!({ "channel": "party", "reported_by": "north", "accused": "south" });
    let claim = told(&stage, "South's office", at(50_000, 10.0), claim).await;
    let counter = told(&stage, "North's office", at(50_100, 10.1), counter).await;
    opened(&stage, "Claim", &[&claim]).await;
    let found = got(&stage, &format!("/api/v1/reports/{counter}/proposals")).await;
    assert_eq!((&found["items"], &found["alternative"]["obstacle"]), (&json!([]), &json!("counter_claim")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_summary_is_proposed_to_every_incident_that_it_covers_and_speaks_in_each() {
    let stage = Stage::new().await;
    let mut cases = Vec::new();
    for (number, place) in [at(0, 33.0), at(6_000, 39.0), at(90_000, 36.0)].into_iter().enumerate() {
        let one = told(&stage, &format!("Post {number}"), place, json!({})).await;
        let other = told(&stage, &format!("Caller {number}"), place, json!({ "channel": "hotline" })).await;
        cases.push(opened(&stage, &format!("Case {number}"), &[&one, &other]).await);
    }
    let day = At { within_m: 15_000, from_s: DAY, length_s: DAY, ..at(3_000, 0.0) };
    let with = json!({ "channel": "media", "occurred_precision": "day_only" });
    let summary = told(&stage, "Daily bulletin", day, with).await;
    let path = format!("/api/v1/reports/{summary}/proposals");
    let found = got(&stage, &path).await;
    let mut covered = incidents(&found["items"]);
    covered.sort_unstable();
    let mut expected = vec![cases[0].as_str(), cases[1].as_str()];
    expected.sort_unstable();
    assert_eq!(covered, expected, "the third case is 90 km away");
    assert!(found["items"].as_array().unwrap().iter().all(|item| item["covers"] == true));

    // Linked to one, it is still proposed to the other, from either side.
    answered(&stage, &cases[0], &summary, "same").await;
    assert_eq!(incidents(&got(&stage, &path).await["items"]), [cases[1].as_str()]);
    let of_other = got(&stage, &format!("/api/v1/incidents/{}/proposals", cases[1])).await;
    assert_eq!(of_other["items"][0]["report"]["id"], *summary);
    assert!(page(&stage, &format!("/reports/{summary}/proposals"), "ar").await.contains("يشمل الحادث"));
    answered(&stage, &cases[1], &summary, "same").await;
    for case in &cases[..2] {
        let row = &got(&stage, &format!("/api/v1/incidents/{case}")).await["row"];
        assert_eq!((&row["reports"], &row["origins"]), (&json!(3), &json!(3)), "a voice of its own in each");
        assert_eq!(kept_of(&stage, case).len(), 1);
    }
    // A report of one moment and place is not proposed to a second incident far from it; nor does a shared report make two cases one.
    let found = got(&stage, "/api/v1/incidents/changes?from=2020-01-01T00:00:00Z&to=2020-01-05T00:00:00Z").await;
    assert_eq!((&found["items"], &found["missing"]), (&json!([]), &json!([])));
    assert_eq!(got(&stage, &path).await["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_teach_the_model_in_batches_and_each_proposal_names_what_it_rests_on() {
    let stage = Stage::new().await;
    let mut cases = Vec::new();
    // In this mission the sensors of one network are heard at the same time for many things: people say each time that it was another.
    for number in 0..21 {
        let place =
            |north_m: i32, minutes: f64| at(number * 60_000 + north_m, f64::from(number) * 13.0 + minutes / 60.0);
        let post = told(&stage, "Post 1", place(0, 0.0), json!({})).await;
        let case = opened(&stage, &format!("Case {number}"), &[&post]).await;
        let sensor = told(&stage, "Network", place(150, 4.0), json!({ "channel": "sensor" })).await;
        let caller = told(&stage, &format!("Caller {number}"), place(500, 8.0), json!({ "channel": "hotline" })).await;
        cases.push((case, sensor, caller));
    }
    let (last, asked) = cases.split_last().unwrap();
    let probability = async || {
        let found = got(&stage, &format!("/api/v1/reports/{}/proposals", last.1)).await;
        let item = found["items"].as_array().unwrap().iter().find(|item| item["incident"]["id"] == *last.0);
        let permille = item.map_or(0, |item| item["proposal"]["permille"].as_u64().unwrap());
        (permille, found["learnt"].clone())
    };
    let (before, learnt) = probability().await;
    assert_eq!(learnt, Value::Null);
    for (number, (case, sensor, caller)) in asked.iter().enumerate() {
        answered(&stage, case, sensor, "different").await;
        if number == asked.len() - 1 {
            // One answer before the second batch is whole, nothing has changed.
            assert_eq!(probability().await, (before, Value::Null));
        }
        answered(&stage, case, caller, "same").await;
    }
    let (after, learnt) = probability().await;
    assert_eq!(learnt["answers"], 40);
    assert!(before > 900 && after < before - 100, "{before} to {after}");
    for (language, words) in [("en", "has learnt from 40 answers"), ("ar", "تعلّم النموذج من 40 إجابة")]
    {
        let page = page(&stage, &format!("/reports/{}/proposals", last.1), language).await;
        let plain: String = page.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
        assert!(plain.contains(words), "{language}");
    }
    // What is answered now names the answers that its model rests on; what was answered before does not; both are computed again.
    answered(&stage, &last.0, &last.1, "different").await;
    let kept = kept_of(&stage, &last.0);
    assert_eq!(json!(kept[0].proposal.learnt), learnt);
    for (case, ..) in asked {
        assert!(kept_of(&stage, case).iter().all(|one| one.proposal.learnt.is_none()));
    }
    // Another program over the same log learns the same.
    let parameters = kept[0].proposal.parameters.clone();
    assert_eq!(stage.app.read(|reader| again(reader, &kept[0].proposal)).unwrap().parameters, parameters);
}

#[tokio::test(flavor = "multi_thread")]
async fn incidents_that_stand_are_compared_and_nothing_changes_until_a_person_says_so() {
    let stage = Stage::new().await;
    let pair = async |north_m: i32, hours: f64, name: &str| {
        let one = told(&stage, &format!("Post {name}"), at(north_m, hours), json!({})).await;
        let other =
            told(&stage, &format!("Caller {name}"), at(north_m + 100, hours + 0.05), json!({ "channel": "hotline" }))
                .await;
        (one, other)
    };
    // Two incidents over one event, twice; one incident over two events, twice; and a report that nobody linked.
    let (one, other) = pair(0, 10.0, "A").await;
    let (a, b) = (opened(&stage, "A", &[&one]).await, opened(&stage, "B", &[&other]).await);
    let (one, other) = pair(40_000, 11.0, "C").await;
    let (c, d) = (opened(&stage, "C", &[&one]).await, opened(&stage, "D", &[&other]).await);
    let (first, second) = (pair(80_000, 10.0, "E").await, pair(95_000, 18.0, "F").await);
    let e = opened(&stage, "E", &[&first.0, &first.1, &second.0]).await;
    let (third, fourth) = (pair(120_000, 10.0, "G").await, pair(140_000, 19.0, "H").await);
    let g = opened(&stage, "G", &[&third.0, &third.1, &fourth.0]).await;
    let (known, lost) = pair(200_000, 12.0, "I").await;
    let i = opened(&stage, "I", &[&known]).await;

    let path = "/api/v1/incidents/changes?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z";
    let size = || stage.app.read(|reader| Ok(reader.log_size()?)).unwrap();
    let before = size();
    let found = got(&stage, path).await;
    assert_eq!(size(), before, "looking wrote something");
    let proposed = |found: &Value| -> Vec<(String, Value)> {
        let items = found["items"].as_array().unwrap().iter();
        let mut all: Vec<_> =
            items.map(|item| (item["incident"]["id"].as_str().unwrap().to_owned(), item["about"].clone())).collect();
        all.sort_by_key(|(incident, about)| format!("{incident} {about}"));
        all
    };
    let mut expected = vec![
        (a.clone(), json!({ "change": "merge", "other": b })),
        (c.clone(), json!({ "change": "merge", "other": d })),
        (e.clone(), json!({ "change": "split", "reports": [second.0] })),
        (g.clone(), json!({ "change": "split", "reports": [fourth.0] })),
    ];
    expected.sort_by_key(|(incident, about)| format!("{incident} {about}"));
    assert_eq!(proposed(&found), expected);
    let missing = found["missing"].as_array().unwrap();
    assert!(missing.iter().any(|item| item["report"]["id"] == *lost && item["incident"]["id"] == *i), "{missing:?}");
    for (language, merge, split) in [
        ("en", "Two incidents may be one", "Reports may tell of another event"),
        ("ar", "قد يكون الحادثان حادثاً واحداً", "قد تروي بلاغات حدثاً آخر"),
    ] {
        let page = page(&stage, "/incidents/changes?day=2020-01-01", language).await;
        assert!(page.contains(merge) && page.contains(split), "{language}");
    }

    // Two are refused and two are taken; none is proposed again, and each is kept with its reasons.
    let answer = async |incident: &str, about: Value, answer: &str, title: Option<&str>| {
        let mut body = json!({ "about": about, "answer": answer, "reason": "As looked at." });
        if let Some(title) = title {
            body["title"] = both(title);
            body["kind"] = "SHELL".into();
        }
        posted(&stage, &format!("/api/v1/incidents/{incident}/changes"), &body).await
    };
    answer(&a, json!({ "change": "merge", "other": b }), "different", None).await;
    answer(&c, json!({ "change": "merge", "other": d }), "same", None).await;
    answer(&e, json!({ "change": "split", "reports": [second.0] }), "same", None).await;
    let no_title =
        json!({ "about": { "change": "split", "reports": [fourth.0] }, "answer": "different", "reason": "x" });
    let refused = stage.post(Role::DutyOfficer, &format!("/api/v1/incidents/{g}/changes"), &no_title).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let new = answer(&g, json!({ "change": "split", "reports": [fourth.0] }), "different", Some("H")).await;
    assert_eq!(got(&stage, path).await["items"], json!([]));
    assert_eq!(got(&stage, &format!("/api/v1/incidents/{d}")).await["row"]["merged_into"], *c);
    let new = new["new"].as_str().unwrap();
    assert_eq!(got(&stage, &format!("/api/v1/incidents/{new}")).await["incident"]["split_from"], *g);
    for incident in [&a, &c, &e, &g] {
        assert_eq!(kept_of(&stage, incident).len(), 1);
        assert!(page(&stage, &format!("/incidents/{incident}"), "en").await.contains("As looked at."));
    }
    // A change that is none any more is refused.
    let gone = json!({ "about": { "change": "split", "reports": [fourth.0] }, "answer": "same", "reason": "x" });
    let refused = stage.post(Role::DutyOfficer, &format!("/api/v1/incidents/{g}/changes"), &gone).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    assert_eq!(json_of(refused).await["slug"], "incident-not-linked");
}
