//! The mission through the same routes as a browser: patrols and their tracks, who is overdue, what the public does not see, and what a
//! verifier may cite.

#[path = "access/stage.rs"]
#[allow(dead_code)] // Shared with tests that use other parts of it.
mod stage;

use axum::body::Body;
use axum::http::{StatusCode, header};
use mirqab_domain::publication::Period;
use mirqab_vocabulary::{Code, LocalDay, Role};
use serde_json::{Value, json};
use stage::{Stage, both, json_of, text_of};

async fn send(stage: &Stage, role: Role, path: &str, fields: &[(&str, &str)], language: &str) -> (StatusCode, String) {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", mirqab_web::form::encoded(value));
    let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
    let request = stage.request("POST", role, path).header(header::ACCEPT_LANGUAGE, language);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let response = stage.ask(request.body(Body::from(body)).unwrap()).await;
    (response.status(), text_of(response).await)
}

async fn taken(stage: &Stage, role: Role, path: &str, fields: &[(&str, &str)]) {
    let (status, text) = send(stage, role, path, fields, "en").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {text}");
}

async fn page(stage: &Stage, role: Role, path: &str) -> String {
    let response = stage.get(role, path).await;
    let status = response.status();
    let text = text_of(response).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    text
}

async fn fact(stage: &Stage, role: Role, event: Value) {
    let response = stage.post(role, "/api/v1/mission/mission/events", &event).await;
    let (status, answer) = (response.status(), json_of(response).await);
    assert_eq!(status, StatusCode::CREATED, "{event}: {answer}");
}

/// A mission with a camera that watched for a while, some days ago.
async fn with_camera() -> Stage {
    let stage = Stage::new().await;
    let camera = json!({
        "key": "cam", "kind": "camera", "name": both("Camera"), "at": { "lat_udeg": 32_800_000, "lon_udeg": 13_200_000 },
        "range_m": 3000, "field": { "bearing_tenths": 0, "opening_tenths": 3600 }, "sees": { "day_m": 3000, "night_m": 1000 },
    });
    let charter = json!({ "name": both("M"), "mandate": both("M"), "head": both("H"), "staff": 3, "posts": [camera] });
    fact(&stage, Role::HeadOfMission, json!({ "event": "chartered", "charter": charter })).await;
    let during = json!({ "from": "2020-01-10T06:00:00Z", "to": "2020-01-10T17:59:59Z" });
    fact(&stage, Role::Observer, json!({ "event": "watch_kept", "post": "cam", "during": during })).await;
    stage
}

/// Asks for a pause that is over and was granted, for the commitment of the stage, and returns its id.
async fn paused(stage: &Stage, number: char, points: &[(i32, i32)], within_m: u32) -> String {
    let id = format!("01DYB328G0000000000000000{number}");
    let points: Vec<Value> = points.iter().map(|(lat, lon)| json!({ "lat_udeg": lat, "lon_udeg": lon })).collect();
    let pause = json!({
        "agreement": stage.agreement, "commitment": stage.commitment, "requested_by": null, "source": null,
        "requested_at": "2020-01-09T10:00:00Z", "purpose": both("Power"),
        "place": { "name": both("Here"), "points": points, "within_m": within_m },
        "during": { "from": "2020-01-10T04:00:00Z", "to": "2020-01-10T07:59:59Z" }, "of": ["south"],
    });
    let granting = json!({ "party": "south", "answer": "granted", "at": "2020-01-09T12:00:00Z", "note": "Yes", "source": "Letter" });
    for event in [
        json!({ "event": "pause_requested", "pause": pause }),
        json!({ "event": "pause_answered", "granting": granting }),
    ] {
        let answer = stage.post(Role::DutyOfficer, &format!("/api/v1/commitment/{id}/events"), &event).await;
        let (status, text) = (answer.status(), text_of(answer).await);
        assert_eq!(status, StatusCode::CREATED, "{text}");
    }
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_was_watched_where_it_was_and_not_anywhere() {
    let stage = with_camera().await;
    let here = paused(&stage, 'P', &[(32_800_000, 13_200_000)], 500).await;
    let far = paused(&stage, 'Q', &[(33_500_000, 13_200_000)], 500).await;
    let nowhere = paused(&stage, 'R', &[], 500).await;
    let way = paused(&stage, 'S', &[(32_800_000, 13_200_000), (32_800_000, 13_400_000)], 1).await;
    let score = async |id: &str, score: &str| {
        let path = format!("/api/v1/pauses/{id}/score");
        stage.post(Role::Verifier, &path, &json!({ "score": score, "note": both("So") })).await.status()
    };
    let told = async |role| page(&stage, role, &format!("/commitments/pauses/{far}?lang=en")).await;
    assert!(told(Role::Verifier).await.contains("Nobody was looking there."));
    // Who watches where is for those who work there, until it is judged.
    let public = told(Role::Public).await;
    assert!(public.contains("Told with the judgement") && !public.contains("Nobody was looking"), "{public}");
    for unseen in [&far, &nowhere] {
        assert_eq!(score(unseen, "held").await, StatusCode::CONFLICT, "{unseen}");
        assert_eq!(score(unseen, "not_known").await, StatusCode::CREATED, "{unseen}");
    }
    assert!(told(Role::Public).await.contains("Nobody was looking there."));
    for seen in [&here, &way] {
        assert_eq!(score(seen, "held").await, StatusCode::CREATED, "{seen}");
    }
    let all = json_of(stage.get(Role::Public, "/api/v1/pauses").await).await;
    let of = |id: &str| {
        let items = all["items"].as_array().unwrap();
        let scoring = &items.iter().find(|one| one["id"] == id).unwrap()["scoring"];
        (scoring["watched_s"].as_u64().unwrap(), scoring["watched_permille"].as_u64().unwrap())
    };
    // The camera watched the second half of the time, and all around.
    assert_eq!(of(&here), (7200, 500));
    assert_eq!([of(&far), of(&nowhere)], [(0, 0), (0, 0)]);
    // A narrow way has its share, though it reaches as far as eighteen kilometres.
    let (seconds, permille) = of(&way);
    assert!(seconds == 7200 && (10..150).contains(&permille), "{seconds} {permille}");
    // The commitment that they serve names them.
    let served = page(&stage, Role::Public, &format!("/commitments/{}?lang=en", stage.commitment)).await;
    assert!(served.contains("Pauses that serve it") && served.contains(&format!("/commitments/pauses/{here}")));
}

fn gpx(minutes: &[u32]) -> String {
    let points: String = minutes
        .iter()
        .map(|minute| {
            let lon = 13.2 + f64::from(*minute) * 0.001;
            format!(
                "<trkpt lat=\"32.8\" lon=\"{lon:.3}\"><time>2020-01-20T{:02}:{:02}:00Z</time></trkpt>",
                6 + minute / 60,
                minute % 60
            )
        })
        .collect();
    format!("<gpx version=\"1.1\"><trk><trkseg>{points}</trkseg></trk></gpx>")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patrol_that_is_silent_is_overdue_and_one_that_spoke_is_not() {
    let stage = Stage::new().await;
    // It set out at 6:05 UTC and was to be heard of every hour; it is noon.
    let list = page(&stage, Role::DutyOfficer, "/mission/patrols").await;
    assert!(list.contains("Not heard of") && list.contains("09:05"), "{list}");
    assert!(page(&stage, Role::DutyOfficer, "/").await.contains("Patrols overdue"));
    let here = format!("/mission/patrols/{}", stage.patrol);
    let heard = [("at", "2020-01-20T11:30:00Z"), ("lat", "32.81"), ("lon", "13.21"), ("note", "All well")];
    taken(&stage, Role::Observer, &format!("{here}/check-in"), &heard).await;
    let list = page(&stage, Role::DutyOfficer, "/mission/patrols").await;
    assert!(!list.contains("Not heard of") && list.contains("Not back"));
    taken(&stage, Role::Observer, &format!("{here}/returned"), &[("at", "2020-01-20T11:50:00Z")]).await;
    assert!(page(&stage, Role::DutyOfficer, "/mission/patrols").await.contains("Nobody is overdue"));
    // A clock that is ahead by an hour is told, in the reader's language.
    let (status, text) =
        send(&stage, Role::Observer, &format!("{here}/check-in"), &[("at", "2020-01-20T13:30:00Z")], "ar").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(text.contains("لا يُقيَّد ما لم يحدث بعد"));
    assert!(page(&stage, Role::Observer, &here).await.contains("All well"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_track_covers_what_it_passed_and_a_plan_covers_nothing() {
    let stage = Stage::new().await;
    let circle = "first_day=2020-01-20&last_day=2020-01-20&lat=32.8&lon=13.21&radius_km=2";
    let before = page(&stage, Role::Observer, &format!("/mission/coverage?{circle}")).await;
    assert!(before.contains("Nobody watched this area in this time") && before.contains("no rate: nobody watched"));
    let tracks = format!("/api/v1/mission/patrols/{}/tracks", stage.patrol);
    let sent = json!({ "name": "lima.gpx", "gpx": gpx(&[10, 15, 20, 12, 25]) });
    let response = stage.post(Role::Observer, &tracks, &sent).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let track = json_of(response).await;
    assert_eq!(track["left_out"], json!({ "untimed": 0, "backwards": 1, "future": 0, "outside": 0 }));
    let again = stage.post(Role::Observer, &tracks, &sent).await;
    assert_eq!(json_of(again).await["slug"], "mission-track-twice");
    let after = page(&stage, Role::Observer, &format!("/mission/coverage?{circle}")).await;
    assert!(!after.contains("Nobody watched this area in this time") && after.contains("15 minutes"), "{after}");
    let file: Value = json_of(stage.get(Role::Observer, &format!("/data/coverage.geojson?{circle}")).await).await;
    assert_eq!(file["watched_by_means"]["patrol"], json!({ "day_s": 900, "night_s": 0 }));
    let csv = text_of(stage.get(Role::Observer, &format!("/data/coverage.csv?{circle}")).await).await;
    assert!(csv.lines().nth(1).unwrap().starts_with("2020-01-20,0,0,86400,900,900,0,0.0,0.0,"), "{csv}");
    // A figure that was made of the track is made of it again, from the log alone.
    let day = LocalDay::parse("2020-01-20").unwrap();
    let size = stage.app.read(|reader| Ok(reader.log_size()?)).unwrap();
    let now = stage.app.figures(Period::Daily, day).unwrap();
    assert_eq!(now.watching.as_ref().map(|told| (told.day_s, told.night_s, told.patrols_set_out)), Some((900, 0, 1)));
    assert_eq!(stage.app.figures_as_of(Period::Daily, day, size).unwrap(), now);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_track_is_refused_with_its_reason_in_both_languages() {
    let stage = Stage::new().await;
    let tracks = format!("/api/v1/mission/patrols/{}/tracks", stage.patrol);
    for (file, said) in [
        ("no xml at all", "no GPX file"),
        ("<gpx><trk>", "breaks off"),
        ("<gpx><rte/></gpx>", "holds no track"),
        ("<gpx><trk><trkseg><trkpt lat=\"99\" lon=\"0\"/></trkseg></trk></gpx>", "lies nowhere"),
    ] {
        let answer = json_of(stage.post(Role::Observer, &tracks, &json!({ "name": "x.gpx", "gpx": file })).await).await;
        assert_eq!(answer["status"], 422, "{answer}");
        assert!(answer["errors"][0]["detail"].as_str().unwrap().contains(said), "{answer}");
    }
    let kind = "multipart/form-data; boundary=b";
    let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gpx\"\r\n\r\n<kml/>\r\n--b--\r\n";
    let request = stage.request("POST", Role::Observer, &format!("/mission/patrols/{}/track", stage.patrol));
    let request = request.header(header::CONTENT_TYPE, kind).header(header::ACCEPT_LANGUAGE, "ar");
    let response = stage.ask(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text_of(response).await.contains("ليس ملف GPX"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_learns_neither_where_anybody_is_nor_what_was_watched_this_week() {
    let stage = with_camera().await;
    let recent = json!({ "from": "2020-01-19T06:00:00Z", "to": "2020-01-19T17:59:59Z" });
    fact(&stage, Role::Observer, json!({ "event": "watch_kept", "post": "cam", "during": recent })).await;
    let hazard = json!({
        "key": "h", "kind": "mines", "title": both("Minefield one"), "area": [{ "lat_udeg": 32_700_000, "lon_udeg": 13_100_000 }],
        "radius_m": 500, "reason": both("Found"), "from": "2020-01-15T00:00:00Z", "to": null,
    });
    fact(&stage, Role::DutyOfficer, json!({ "event": "hazard_declared", "hazard": hazard })).await;
    let staff = json!({ "key": "M-1", "function": "observer", "of": null, "from": "2020-01-01T00:00:00Z", "to": null, "name": "Name to protect" });
    fact(&stage, Role::HeadOfMission, json!({ "event": "staff_recorded", "staff": staff })).await;
    for role in Role::ALL {
        let mission = json_of(stage.get(*role, "/api/v1/mission").await).await.to_string();
        let page = page(&stage, *role, "/mission").await;
        let works = !matches!(role, Role::Public | Role::PartyLiaison | Role::Administrator);
        for secret in ["32800000", "2020-01-19T06:00:00Z", "M-1", "Minefield one"] {
            assert_eq!(mission.contains(secret), works, "{role:?} {secret}");
        }
        assert!(mission.contains("2020-01-10T06:00:00Z"));
        assert_eq!(page.contains("Minefield one"), works, "{role:?}");
        let named = matches!(role, Role::DutyOfficer | Role::Verifier | Role::HeadOfMission);
        assert_eq!(mission.contains("Name to protect"), named, "{role:?}");
        assert!(!mission.contains("Lima 1"));
    }
    // Of a small area, and of this week, the public is told nothing; of a large one and of old it is.
    let small = page(&stage, Role::Public, "/mission/coverage?lat=32.8&lon=13.2&radius_km=3").await;
    assert!(small.contains("it would say where they are"));
    let new = page(&stage, Role::Public, "/mission/coverage?first_day=2020-01-18&last_day=2020-01-19").await;
    assert!(new.contains("not told of yet"));
    let asked = "first_day=2020-01-09&last_day=2020-01-20&lat=32.8&lon=13.2&radius_km=30";
    let file: Value = json_of(stage.get(Role::Public, &format!("/data/coverage.geojson?{asked}")).await).await;
    let watched = &file["watched"];
    assert_eq!(watched["day_s"].as_i64().unwrap() + watched["night_s"].as_i64().unwrap(), 12 * 3600, "{file}");
    for square in file["features"].as_array().unwrap() {
        let ring = square["geometry"]["coordinates"][0].as_array().unwrap();
        let high = ring[2][1].as_f64().unwrap() - ring[0][1].as_f64().unwrap();
        assert!(high * 111.2 >= 19.9, "{high}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_of_a_day_on_which_nobody_watched_is_no_zero_anywhere() {
    let stage = with_camera().await;
    let asked = "first_day=2020-01-10&last_day=2020-01-11&lat=32.8&lon=13.2&radius_km=2";
    let csv = text_of(stage.get(Role::Observer, &format!("/data/coverage.csv?{asked}")).await).await;
    let mut days = csv.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let (watched, not) = (days.next().unwrap(), days.next().unwrap());
    assert_eq!((watched[4], watched[7]), ("43200", "0.0"));
    assert_eq!((not[4], not[7], not[8], not[9]), ("0", "", "", ""));
    let page = page(&stage, Role::Observer, &format!("/mission/coverage?{asked}")).await;
    assert!(page.contains("no rate: nobody watched") && page.contains("No observation"));
    // An outage makes hours that nobody watched out of hours that somebody did.
    let outage = json!({ "post": "cam", "from": "2020-01-10T08:00:00Z", "cause": "power", "note": "cut" });
    fact(&stage, Role::Observer, json!({ "event": "outage_began", "outage": outage })).await;
    fact(&stage, Role::Observer, json!({ "event": "outage_ended", "post": "cam", "at": "2020-01-10T11:00:00Z" })).await;
    let csv = text_of(stage.get(Role::Observer, &format!("/data/coverage.csv?{asked}")).await).await;
    assert_eq!(csv.lines().nth(1).unwrap().split(',').nth(4), Some("32400"), "{csv}");
    // And a watch that is taken back was none.
    taken(&stage, Role::DutyOfficer, "/mission/take-back", &[("kept", "watch"), ("number", "1"), ("reason", "x")])
        .await;
    let csv = text_of(stage.get(Role::Observer, &format!("/data/coverage.csv?{asked}")).await).await;
    assert_eq!(csv.lines().nth(1).unwrap().split(',').nth(7), Some(""), "{csv}");
}

fn restriction(by: Value, place: &str) -> Value {
    json!({ "event": "restricted", "restriction": {
        "kind": "denied", "during": { "from": "2020-01-19T10:00:00Z", "to": "2020-01-19T12:00:00Z" },
        "at": { "lat_udeg": 32_810_123, "lon_udeg": 13_210_123 }, "place": both(place), "by": by, "reason": both("=No"),
        "task_lost": both("Visit"), "notified": true, "seen": both("Two men in grey"),
    }})
}

#[tokio::test(flavor = "multi_thread")]
async fn who_could_not_verify_is_offered_what_kept_the_mission_away_and_cites_it() {
    let stage = with_camera().await;
    fact(&stage, Role::Observer, restriction(json!("north"), "North gate")).await;
    fact(&stage, Role::Observer, restriction(json!("south"), "South gate")).await;
    let path = format!("/verifications/{}", stage.incident);
    let desk = page(&stage, Role::Verifier, &path).await;
    assert!(desk.contains("North gate") && desk.contains("South gate"));
    let assess = |restriction: &'static str, occurrence: &'static str| {
        vec![
            ("occurrence", occurrence),
            ("unable", "access"),
            ("denied_by", "north"),
            ("restriction", restriction),
            ("reason", "We were not let through."),
        ]
    };
    let act = format!("{path}/assess");
    let (status, text) = send(&stage, Role::Verifier, &act, &assess("2", "unable_to_verify"), "en").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Another party imposed this restriction"));
    let (_, text) = send(&stage, Role::Verifier, &act, &assess("1", "confirmed"), "en").await;
    assert!(text.contains("cited only where a party denied access"));
    let (status, _) = send(&stage, Role::Verifier, &act, &assess("9", "unable_to_verify"), "en").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    taken(&stage, Role::Verifier, &act, &assess("1", "unable_to_verify")).await;
    let desk = page(&stage, Role::Verifier, &path).await;
    assert!(desk.contains("Cites restriction") && desk.contains("North gate"));
    // Who reads the finding by program reads the number too, beside the conclusion that cites it and no other.
    let axes = json!({
        "occurrence": { "is": "unable_to_verify", "reason": "access", "denied_by": "north" },
        "classification": { "is": "undecided" }, "attribution": { "is": "unattributed" }, "gravity": "not_assessed",
    });
    let proposal = json!({
        "incident": stage.incident, "aim": "correct", "axes": axes, "standard": "reasonable_grounds", "reports": [stage.report],
        "statement": both("Not verified."), "reason": "No access.",
    });
    let path = format!("/api/v1/finding/{}/events", stage.incident);
    let proposed = stage.post(Role::Verifier, &path, &json!({ "event": "proposed", "proposal": proposal })).await;
    assert_eq!(proposed.status(), StatusCode::CREATED, "{}", text_of(proposed).await);
    for (role, cited) in [(Role::Verifier, json!({ "2": 1 })), (Role::Public, json!({}))] {
        let found = json_of(stage.get(role, &format!("/api/v1/findings/{}", stage.incident)).await).await;
        assert_eq!(found["restrictions"], cited, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_table_counts_every_party_alike_and_says_against_what() {
    let stage = with_camera().await;
    fact(&stage, Role::Observer, restriction(json!("north"), "Gate")).await;
    fact(&stage, Role::Observer, restriction(Value::Null, "Road")).await;
    let page = page(&stage, Role::Public, "/mission/restrictions").await;
    for said in ["against 1 patrols planned, of which 1 set out", "Two men in grey", "It is not known by whom"] {
        assert!(page.replace(['\u{2068}', '\u{2069}'], "").contains(said), "{said}");
    }
    let csv = text_of(stage.get(Role::Public, "/data/restrictions.csv").await).await;
    assert_eq!(csv.lines().count(), 3);
    // Coarse, quoted, and no formula.
    assert!(
        csv.contains("32.815") && !csv.contains("32.810123") && csv.contains("'=No") && csv.contains(",true,"),
        "{csv}"
    );
    let none =
        text_of(stage.get(Role::Public, "/data/restrictions.csv?first_day=2020-01-01&last_day=2020-01-02").await).await;
    assert_eq!(none.lines().count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_teams_rosters_mandates_and_hazards_are_kept_by_forms() {
    let stage = with_camera().await;
    let head = Role::HeadOfMission;
    let from = ("from", "2020-01-15T08:00");
    let site = [
        ("key", "hq"),
        ("kind", "headquarters"),
        ("name_ar", "م"),
        ("name_en", "Main house"),
        ("lat", "32.9"),
        ("lon", "13.1"),
        from,
    ];
    taken(&stage, head, "/mission/staff/site", &site).await;
    for key in ["M-1", "M-2"] {
        let of = if key == "M-1" { "north" } else { "" };
        taken(&stage, head, "/mission/staff/person", &[("key", key), ("function", "observer"), ("of", of), from]).await;
    }
    let team =
        [("key", "t2"), ("name_ar", "ف"), ("name_en", "Team two"), ("site", "hq"), ("members", "M-1, M-2"), from];
    taken(&stage, head, "/mission/staff/team", &team).await;
    let roster = [("team", "t2"), from, ("to", "2020-01-25T08:00"), ("staff", "M-1 M-2")];
    taken(&stage, Role::DutyOfficer, "/mission/staff/roster", &roster).await;
    let twice = [("team", "t1"), from, ("to", "2020-01-16T08:00"), ("staff", "M-2")];
    let (status, text) = send(&stage, Role::DutyOfficer, "/mission/staff/roster", &twice, "en").await;
    assert!(status == StatusCode::CONFLICT && text.contains("on duty in another team"));
    let staff = page(&stage, Role::Observer, "/mission/staff").await;
    for said in ["Main house", "Team two", "of no party: ", "north: ", "on duty now"] {
        assert!(staff.replace(['\u{2068}', '\u{2069}'], "").contains(said), "{said}: {staff}");
    }
    let mandate = [
        ("key", "r1"),
        ("document", "S/RES/1 (2020)"),
        ("body_ar", "م"),
        ("body_en", "Council"),
        ("decided_on", "2020-01-10"),
        from,
        ("quote_ar", "«»"),
        ("quote_en", "\"Decides\""),
        ("hash", "xyz"),
    ];
    let (_, text) = send(&stage, head, "/mission/mandate", &mandate, "en").await;
    assert!(text.contains("This is no fingerprint"));
    taken(&stage, head, "/mission/mandate", &mandate[..8]).await;
    assert!(page(&stage, Role::Public, "/mission").await.contains("S/RES/1 (2020)"));
    let hazard = [
        ("key", "h1"),
        ("kind", "no_go"),
        ("title_ar", "ح"),
        ("title_en", "Old airport"),
        ("area", "٣٢٫٧ 13.1\n32.8 13.1\n32.8 13.2"),
        from,
        ("reason_ar", "ق"),
        ("reason_en", "Fire"),
    ];
    let digits = [("area", "32.7 13.1\n32.8 nowhere")];
    let wrong: Vec<_> = hazard.iter().map(|field| if field.0 == "area" { digits[0] } else { *field }).collect();
    let (_, text) = send(&stage, Role::Observer, "/mission/hazards/declare", &wrong, "en").await;
    assert!(text.contains("not a list of places"));
    let right: Vec<_> = hazard
        .iter()
        .map(|field| if field.0 == "area" { ("area", "٣٢.٧ 13.1\n32.8 13.1\n32.8 13.2") } else { *field })
        .collect();
    taken(&stage, Role::Observer, "/mission/hazards/declare", &right).await;
    let drawn = page(&stage, Role::Observer, "/mission/hazards").await;
    assert!(drawn.contains("shape hazard") && drawn.contains("Old airport"));
    taken(
        &stage,
        Role::Observer,
        "/mission/hazards/lift",
        &[("key", "h1"), ("at", "2020-01-16T08:00"), ("reason", "x")],
    )
    .await;
    assert!(!page(&stage, Role::Observer, "/mission/hazards").await.contains("shape hazard"));
    let outage = [("post", "cam"), from, ("cause", "weather"), ("note", "Sand")];
    taken(&stage, Role::Observer, "/mission/outage", &outage).await;
    assert!(page(&stage, Role::Observer, "/mission").await.contains("Weather"));
    taken(&stage, Role::Observer, "/mission/outage-end", &[("post", "cam"), ("at", "2020-01-15T12:00")]).await;
}
