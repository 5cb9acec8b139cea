//! Where it was: sensors and craters that are entered, the place that is kept, and what of it everybody sees.

use crate::http::Server;
use crate::{Scratch, demonstration, printed};
use serde_json::{Value, json};

fn read(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

#[test]
fn sensors_and_craters_are_entered_and_the_place_that_was_relied_on_is_kept() {
    let scratch = Scratch::new("places");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let duty = server.sign_in("duty");
    // Three sensors by the form: one that the mission knows, two that are said where they stand.
    let mut reports = Vec::new();
    for (source, sensor, arrived, lat, lon) in [
        ("Acoustic array Abu Salim", "array-south", "2020-04-29 10:00:03.730", "", ""),
        ("Acoustic mast 2", "mast-2", "2020-04-29 10:00:03.887", "32.861", "13.175"),
        ("Acoustic mast 3", "mast-3", "2020-04-29 10:00:05.330", "32.853", "13.150"),
    ] {
        let fields = [
            ("channel", "sensor"),
            ("source", source),
            ("kind", "SHELL"),
            ("text", "One impulsive event."),
            ("language", "en"),
            ("occurred_from", "2020-04-29 10:00"),
            ("sensor", sensor),
            ("arrived_at", arrived),
            ("clock_error_ms", "20"),
            ("sensor_latitude", lat),
            ("sensor_longitude", lon),
        ];
        let sent = duty.post("/reports/new", &fields);
        assert_eq!(sent.status, 303, "{}", sent.body);
        reports.push(sent.header("location").unwrap().split(['/', '?']).nth(2).unwrap().to_owned());
    }
    let wrong = duty.post("/reports/new", &[("arrived_at", "10 o'clock"), ("sensor", "mast-2"), ("kind", "SHELL")]);
    assert_eq!(wrong.status, 422);
    let first = read(&duty.get(&format!("/api/v1/reports/{}", reports[0])).body);
    let place = &first["report"]["draft"]["place"];
    assert_eq!((place["given_as"].as_str(), place["at"]["lat_udeg"].as_u64()), (Some("at_sensor"), Some(32_844_000)));
    assert_eq!(place["arrived_ms"], 1_588_147_203_730u64);
    let opened = json!({"reports": reports, "kind": "SHELL", "title": {"ar": "صوت", "en": "A sound"}}).to_string();
    let opened = duty.send_as("POST", "/api/v1/incidents", "application/json", opened.as_bytes());
    assert_eq!(opened.status, 201, "{}", opened.body);
    let case = read(&opened.body)["incident"].as_str().unwrap().to_owned();
    let page = duty.get(&format!("/incidents/{case}")).body;
    assert!(page.contains("Sensors that heard one sound are one reading.") && page.contains("class=\"region wide\""));
    assert_eq!(duty.post(&format!("/incidents/{case}/verify"), &[]).status, 303);

    // A crater: half of it is refused field by field, all of it is taken; and only of a crater.
    let verifier = server.sign_in("verifier1");
    assert_eq!(verifier.post(&format!("/verifications/{case}/claim"), &[("days", "3")]).status, 303);
    let item = |more: &[(&'static str, &'static str)]| {
        let fields = [
            ("kind", "crater"),
            ("origin", "Team Salah al-Din"),
            ("description", "One crater."),
            ("collected_at", "2020-04-29T14:00"),
            ("reliability", "A"),
            ("credibility", "2"),
            ("crater_lat", "32.8502"),
            ("crater_lon", "13.169"),
        ];
        [fields.as_slice(), more].concat()
    };
    let evidence = format!("/verifications/{case}/evidence");
    let half = verifier.post(&evidence, &item(&[("azimuth", "400")]));
    assert_eq!(half.status, 422);
    assert!(half.body.contains("A bearing lies from 0 up to 360 degrees"), "{}", half.body);
    let whole =
        item(&[("azimuth", "188.5"), ("azimuth_error", "6"), ("range_near_m", "3000"), ("range_far_m", "9000")]);
    assert_eq!(verifier.post(&evidence, &whole).status, 303);
    let state = read(&verifier.get(&format!("/api/v1/verifications/{case}")).body);
    let crater = &state["evidence"][0]["evidence"]["crater"];
    assert_eq!(crater["azimuth"], json!({"tenths": 1885, "error_tenths": 60}));
    assert_eq!(crater["range"], json!({"near_m": 3000, "far_m": 9000}));
    let visit = json!({
        "kind": "site_visit", "origin": "Team 1", "description": "A road.", "collected_at": "2020-04-29T12:00:00Z",
        "grade": {"reliability": "B", "credibility": "2"}, "blob": null, "crater": crater
    });
    let path = format!("/api/v1/verifications/{case}/evidence");
    let refused = verifier.send_as("POST", &path, "application/json", visit.to_string().as_bytes());
    assert!(refused.status == 422 || refused.status == 409, "{}", refused.body);
    assert!(refused.body.contains("verification-no-crater"), "{}", refused.body);
    let page = verifier.get(&format!("/verifications/{case}")).body;
    assert!(page.contains("class=\"sector crater\"") && page.contains("Where the shots came from"));

    // The place is computed and kept by the program alone.
    let invented = json!({"event": "place_recorded", "place": {"model": "mine", "inputs": [1], "areas": null}});
    let path = format!("/api/v1/verification/{case}/events");
    let refused = verifier.send_as("POST", &path, "application/json", invented.to_string().as_bytes());
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(verifier.post(&format!("/verifications/{case}/place"), &[]).status, 303);
    let placed = read(&verifier.get(&format!("/api/v1/verifications/{case}")).body)["placed"].clone();
    assert_eq!(placed["place"]["inputs"].as_array().unwrap().len(), 3);
    assert!(verifier.get(&format!("/incidents/{case}")).body.contains("It is the same as of now."));
    // One sensor's report is taken out: what was kept stays, and the page says that it is another place now.
    let out = [("report", reports[2].as_str()), ("reason", "Its clock was wrong.")];
    assert_eq!(duty.post(&format!("/incidents/{case}/unlink"), &out).status, 303);
    let page = verifier.get(&format!("/incidents/{case}")).body;
    assert!(page.contains("class=\"region recorded\"") && page.contains("As recorded, it lies within"));
    assert_eq!(read(&verifier.get(&format!("/api/v1/verifications/{case}")).body)["placed"], placed);
    drop(server);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}

/// Whoever sees what is published sees no corner of a region that is finer than the places beside it.
#[test]
fn regions_go_out_with_published_findings_and_only_coarse() {
    let scratch = Scratch::new("regions");
    let data = demonstration(&scratch);
    let out = scratch.path("incidents.geojson");
    printed(&["export", "--data", &data, "--format", "geojson", "--out", out.to_str().unwrap()]);
    let file = read(&std::fs::read_to_string(&out).unwrap());
    let features = file["features"].as_array().unwrap();
    assert_eq!(features.len(), 49);
    let mut boxes = 0;
    for region in features.iter().map(|feature| &feature["properties"]["region"]).filter(|region| !region.is_null()) {
        assert_eq!((region["confidence_pct"].as_u64(), region["model"].as_str()), (Some(90), Some("location-1")));
        for ring in region["geometry"]["coordinates"].as_array().unwrap() {
            let ring = ring[0].as_array().unwrap();
            assert_eq!(ring.len(), 5);
            let corner = |at: usize, axis: usize| (ring[at][axis].as_f64().unwrap() * 1e6).round() as i64;
            assert!(ring.iter().enumerate().all(|(at, _)| corner(at, 0) % 10_000 == 0 && corner(at, 1) % 10_000 == 0));
            assert!(corner(2, 0) - corner(0, 0) >= 40_000 && corner(2, 1) - corner(0, 1) >= 36_000);
            boxes += 1;
        }
    }
    assert!(boxes > 40, "only {boxes} regions");
}
