//! Who may do what: every route for every role, and what the public, a party and a forged form do not get.

#[path = "access/blind.rs"]
mod blind;
#[path = "access/past.rs"]
mod past;
#[path = "access/routes.rs"]
mod routes;
#[path = "access/stage.rs"]
#[allow(dead_code)] // Shared with tests that need more of it.
mod stage;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use mirqab_app::accounts::secret_hash;
use mirqab_vocabulary::{AccountId, Code, Instant, Role};
use routes::{address, all_routes};
use serde_json::{Value, json};
use stage::{Stage, both, draft, json_of, text_of};
use std::collections::BTreeSet;

/// Something for every field that forms ask for, so that what is answered is about who asks.
fn form(stage: &Stage, route: &str) -> String {
    let act = route.rsplit('/').next().unwrap_or_default();
    let (kind, origin) = match act {
        "evidence" => ("site_visit", "Site+team"),
        "reply" => ("deny", ""),
        _ => ("SHELL", ""),
    };
    let (report, other) =
        if act == "unlink" { (&stage.report, &stage.waiting) } else { (&stage.own_report, &stage.waiting) };
    format!(
        "reason=Because&agrees=yes&date=2020-01-18&day=2020-01-18&period=daily&kind={kind}&origin={origin}&title_ar=x&title_en=x&\
         party=north&text=x&language=en&due=2020-01-25T12:00:00Z&note=x&report={report}&reports={report}&other={other}&days=1&\
         collected_at=2020-01-20T10:00:00Z&reliability=A&credibility=2&description=x&proof=letter&reply_due=2020-01-25T12:00:00Z&\
         occurrence=probable&classification=undecided&attribution=unattributed&gravity=not_assessed&aim=correct&\
         standard=reasonable_grounds&statement_ar=x&statement_en=x"
    )
}

async fn status(stage: &Stage, role: Role, route: &str, method: &str) -> u16 {
    let path = address(stage, route);
    let (kind, body) = match route.starts_with("/api/") {
        true if route.ends_with("/events") => (
            "application/json",
            r#"{"event":"progressed","progress":"partial","at":"2020-01-20T10:00:00Z","note":{"ar":"x","en":"x"}}"#
                .to_owned(),
        ),
        true => ("application/json", "{}".to_owned()),
        false => ("application/x-www-form-urlencoded", form(stage, route)),
    };
    let request = stage.request(method, role, &path).header(header::CONTENT_TYPE, kind);
    stage
        .ask(request.body(Body::from(if method == "GET" { String::new() } else { body })).unwrap())
        .await
        .status()
        .as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_written() {
    let written = include_str!("access.txt");
    let mut lines = written.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let roles: Vec<&str> = lines.next().unwrap().split_whitespace().skip(2).collect();
    assert_eq!(roles, Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>());
    let written: BTreeSet<String> = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut found = BTreeSet::new();
    let mut stage = Stage::new().await;
    for (route, method) in all_routes() {
        let mut line = format!("{method} {route}");
        for role in Role::ALL {
            if method != "GET" {
                // What one role's request changed must not change what the next is answered.
                stage = Stage::new().await;
            }
            line.push_str(&format!(" {}", status(&stage, *role, &route, &method).await));
        }
        found.insert(line);
    }
    let missing: Vec<&String> = found.difference(&written).collect();
    let stale: Vec<&String> = written.difference(&found).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "tests/access.txt lacks\n{missing:#?}\nand has in excess\n{stale:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_protected_name_reaches_only_those_who_may_see_it() {
    let stage = Stage::new().await;
    for role in Role::ALL {
        let mut seen = String::new();
        for path in [
            format!("/api/v1/reports/{}", stage.report),
            format!("/api/v1/reports/{}", stage.own_report),
            "/api/v1/reports".to_owned(),
            format!("/api/v1/incidents/{}", stage.incident),
            "/api/v1/log/entries".to_owned(),
        ] {
            seen.push_str(&text_of(stage.get(*role, &path).await).await);
        }
        // The observer and the liaison each submitted one of the two reports, and know the name.
        let may = matches!(role, Role::DutyOfficer | Role::Verifier | Role::Observer | Role::PartyLiaison);
        assert_eq!(seen.contains("A name to protect"), may, "{role:?}");
        assert!(!seen.contains("digest"));
    }
    let other = json_of(stage.get(Role::Observer, &format!("/api/v1/reports/{}", stage.own_report)).await).await;
    assert_eq!(other["report"]["draft"]["witness"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_sees_its_own_and_what_it_had_notice_of() {
    let stage = Stage::new().await;
    let list = json_of(stage.get(Role::PartyLiaison, "/api/v1/reports").await).await;
    assert_eq!((list["total"].as_u64(), list["items"][0]["id"].as_str()), (Some(1), Some(stage.own_report.as_str())));
    let others = json_of(stage.get(Role::PartyLiaison, "/api/v1/reports?reported_by=south").await).await;
    assert_eq!(others["total"], 0);
    let foreign = stage.get(Role::PartyLiaison, &format!("/api/v1/reports/{}", stage.report)).await;
    assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
    let waiting = format!("/api/v1/findings/{}", stage.waiting);
    assert_eq!(stage.get(Role::PartyLiaison, &waiting).await.status(), StatusCode::OK);
    assert_eq!(stage.get(Role::Public, &waiting).await.status(), StatusCode::NOT_FOUND);
    for open_data in ["/data/incidents.csv", "/data/incidents.geojson", "/findings", "/"] {
        let page = text_of(stage.get(Role::Public, open_data).await).await;
        assert!(!page.contains(&stage.waiting), "{open_data}");
    }
    let total = |answer: Value| answer["total"].as_u64();
    for (role, number) in [(Role::Public, 1), (Role::PartyLiaison, 2), (Role::Verifier, 2), (Role::Administrator, 1)] {
        assert_eq!(total(json_of(stage.get(role, "/api/v1/findings").await).await), Some(number), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_party_answered_stands_beside_the_finding_in_reports_and_files_and_not_in_older_forms() {
    let stage = Stage::new().await;
    let day = mirqab_vocabulary::LocalDay::parse("2020-01-18").unwrap();
    let of_form = |form: u32| {
        let made = stage.app.read(|reader| {
            let (zone, period) = (&stage.app.settings.zone, mirqab_domain::publication::Period::Daily);
            Ok(mirqab_app::publication::figures(reader, zone, period, day, reader.log_size()?, form)?)
        });
        String::from_utf8(made.unwrap().bytes().unwrap()).unwrap()
    };
    let before = text_of(stage.get(Role::Public, "/data/followed.csv").await).await;
    assert_eq!(before.lines().count(), 1, "{before}");
    let words = "=It was so, and we say so.";
    let reply = json!({ "event": "replied", "party": "north", "kind": "acknowledge", "text": words, "language": "en" });
    for (role, room, event) in [
        (Role::PartyLiaison, "response", reply),
        (Role::HeadOfMission, "finding", json!({ "event": "decided", "note": null })),
        (Role::HeadOfMission, "finding", json!({ "event": "published" })),
        (
            Role::HeadOfMission,
            "finding",
            json!({ "event": "closed", "closure": { "ground": "settled", "reason": "Done.", "joined_to": null } }),
        ),
    ] {
        let answer = stage.post(role, &format!("/api/v1/{room}/{}/events", stage.waiting), &event).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{event}: {}", text_of(answer).await);
    }
    assert!(of_form(3).contains(words) && of_form(3).contains("\"form\":3"));
    // What was published before is made again without them, byte for byte.
    assert!(!of_form(2).contains("answers") && !of_form(2).contains(words));
    let draft = text_of(stage.get(Role::Verifier, "/api/v1/sitrep?period=daily&date=2020-01-18").await).await;
    assert!(draft.contains(words));
    let table = text_of(stage.get(Role::Public, "/data/followed.csv").await).await;
    let rows: Vec<&str> = table.lines().skip(1).filter(|row| row.starts_with(&stage.waiting)).collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[0].contains(",notice,north,") && rows[0].contains(",answered,"), "{table}");
    // No spreadsheet takes the words for a formula.
    assert!(
        rows[1].contains(",reply,north,acknowledge,") && rows[1].contains("\"'=It was so, and we say so.\""),
        "{table}"
    );
    assert!(rows[2].contains(",closing,,settled,"), "{table}");
    let map = json_of(stage.get(Role::Public, "/data/incidents.geojson").await).await;
    let feature = map["features"].as_array().unwrap().iter().find(|one| one["id"] == stage.waiting.as_str()).unwrap();
    assert_eq!(feature["properties"]["followed"][1]["followed_text"], words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sending_that_is_repeated_is_recorded_once_and_a_wrong_field_is_named() {
    let stage = Stage::new().await;
    let again = stage.post(Role::Observer, "/api/v1/reports", &draft("Team 1", None)).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(json_of(again).await["report"], stage.report.as_str());
    let mut wrong = draft("Team 2", None);
    wrong["place"]["at"]["lat_udeg"] = json!(91_000_000);
    let answer = json_of(stage.post(Role::Observer, "/api/v1/reports", &wrong).await).await;
    assert_eq!((answer["status"].as_u64(), &answer["slug"]), (Some(422), &json!("invalid-request")));
    assert_eq!(answer["errors"][0]["path"], "place");
    let mut unknown = draft("Team 2", None);
    unknown["observations"] = json!([{ "what": "shot", "direction": "incoming", "means": "heard", "count": { "number": 1, "quality": "exakt" } }]);
    let answer = json_of(stage.post(Role::Observer, "/api/v1/reports", &unknown).await).await;
    assert_eq!(answer["errors"][0]["path"], "observations[0].count.quality");
    let event = json!({ "event": "described", "kind": "SHELL", "title": both("x"), "titel": 1 });
    let path = format!("/api/v1/incident/{}/events", stage.incident);
    let answer = json_of(stage.post(Role::DutyOfficer, &path, &event).await).await;
    assert_eq!(answer["errors"][0]["path"], "titel");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_an_address_of_its_own_is_not_recorded_by_halves() {
    let stage = Stage::new().await;
    let path = format!("/api/v1/incident/{}/events", stage.incident);
    let half = json!({ "event": "merged_into", "into": stage.waiting });
    let answer = json_of(stage.post(Role::DutyOfficer, &path, &half).await).await;
    assert_eq!((answer["status"].as_u64(), &answer["slug"]), (Some(422), &json!("own-route")));
    let forged =
        json!({ "event": "issued", "period": "daily", "day": "2020-01-19", "log_size": 1, "figures": "0".repeat(64) });
    let path = "/api/v1/publication/01DYB328G0000000000000000C/events";
    assert_eq!(stage.post(Role::HeadOfMission, path, &forged).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stage.post(Role::Observer, path, &forged).await.status(), StatusCode::FORBIDDEN);
    let whole = json!({ "other": stage.waiting, "reason": "One event." });
    let merged = stage.post(Role::DutyOfficer, &format!("/api/v1/incidents/{}/merge", stage.incident), &whole).await;
    assert_eq!(merged.status(), StatusCode::OK);
}

/// A session of the duty officer: its cookie and its form token.
fn session(stage: &Stage) -> (String, &'static str) {
    let duty = AccountId::from_parts(1, [2; 10]);
    let until = Instant::parse("2020-01-20T18:00:00Z").unwrap();
    stage.app.accounts().put_session(&secret_hash("secret"), duty, "form-token", until).unwrap();
    ("mirqab_session=secret".to_owned(), "form-token")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_records_only_with_its_own_form_token() {
    let stage = Stage::new().await;
    let (cookie, csrf) = session(&stage);
    for (sent, status) in [("", 403), ("form-tokem", 403), (csrf, 201)] {
        let request = Request::post("/api/v1/reports").header(header::COOKIE, &cookie);
        let request = request.header(header::CONTENT_TYPE, "application/json").header("x-csrf-token", sent);
        let answer = stage.ask(request.body(Body::from(draft("Desk", None).to_string())).unwrap()).await;
        assert_eq!(answer.status().as_u16(), status, "{sent}");
    }
    let sign_out = |csrf: &str| {
        let request = Request::post("/sign-out").header(header::COOKIE, &cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(Body::from(format!("csrf={csrf}"))).unwrap()
    };
    assert_eq!(stage.ask(sign_out("x")).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(stage.ask(sign_out(csrf)).await.status(), StatusCode::SEE_OTHER);
    let after = Request::get("/api/v1/reports").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    assert_eq!(stage.ask(after).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_sets_a_guarded_cookie_and_leads_nowhere_else() {
    let stage = Stage::new().await;
    stage.app.set_password(AccountId::from_parts(1, [2; 10]), "a good password").unwrap();
    let attempt = |password: &str, headers: &[(&str, &str)]| {
        let mut request = Request::post("/sign-in").header(header::HOST, "mirqab.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let form = format!("name=duty-officer&password={password}&next=//evil.example");
        request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(form)).unwrap()
    };
    let good = stage.ask(attempt("a+good+password", &[("x-forwarded-proto", "https")])).await;
    assert_eq!((good.status(), &good.headers()[header::LOCATION]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    let cookie = good.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("mirqab_session=") && cookie.ends_with("HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let plain = stage.ask(attempt("a+good+password", &[])).await;
    assert!(!plain.headers()[header::SET_COOKIE].to_str().unwrap().contains("Secure"));
    let forged = stage.ask(attempt("a+good+password", &[("origin", "https://evil.example")])).await;
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    assert_eq!(stage.ask(attempt("wrong", &[])).await.status(), StatusCode::UNAUTHORIZED);
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = stage.ask(attempt("wrong", &[])).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_speaks_the_readers_language_and_form() {
    let stage = Stage::new().await;
    let ask = |path: &str, accept: &str, language: &str| {
        let request = Request::get(path).header(header::ACCEPT, accept).header(header::ACCEPT_LANGUAGE, language);
        request.body(Body::empty()).unwrap()
    };
    let page = stage.ask(ask("/nowhere", "text/html", "ar")).await;
    assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert!(page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'self';"));
    let page = text_of(page).await;
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && !page.contains('⟦'), "{page}");
    for path in ["/nowhere", "/api/nowhere", "/api/v1/openapi.json/x"] {
        let problem = stage.ask(ask(path, "application/json", "en")).await;
        assert_eq!(problem.headers()[header::CONTENT_TYPE], "application/problem+json", "{path}");
        assert_eq!(json_of(problem).await["slug"], "not-found");
    }
    let wrong_method = Request::put("/api/v1/reports").body(Body::empty()).unwrap();
    let problem = stage.ask(wrong_method).await;
    assert_eq!(problem.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(problem.headers().contains_key(header::ALLOW));
    assert_eq!(json_of(problem).await["slug"], "method-not-allowed");
    let large = Request::post("/api/v1/reports").header(header::CONTENT_TYPE, "application/json");
    let large = large.header(header::AUTHORIZATION, format!("Bearer {}", stage.token(Role::Observer).unwrap()));
    let problem = stage.ask(large.body(Body::from(vec![b' '; mirqab_web::BODY_MOST + 1])).unwrap()).await;
    assert_eq!(json_of(problem).await["slug"], "too-large");
    let kept = stage.ask(ask("/sign-in?lang=ar", "text/html", "en")).await;
    assert!(
        kept.headers()[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .starts_with("mirqab_language=ar; Path=/; Max-Age=31536000")
    );
    assert!(text_of(kept).await.contains("dir=\"rtl\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_speaks_both_languages_and_carries_nothing_written_into_it() {
    let stage = Stage::new().await;
    let pages = all_routes().into_iter().filter(|(route, method)| method == "GET" && !route.starts_with("/api/"));
    for (route, _) in pages {
        for (role, language, direction) in [(Role::DutyOfficer, "ar", "rtl"), (Role::Public, "en", "ltr")] {
            let request =
                stage.request("GET", role, &address(&stage, &route)).header(header::ACCEPT_LANGUAGE, language);
            let response = stage.ask(request.body(Body::empty()).unwrap()).await;
            let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
            if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
                continue;
            }
            assert!(response.status().as_u16() < 500, "{route}");
            let page = text_of(response).await;
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{route}");
            assert!(!page.contains('⟦'), "{route}: a word is missing: {page}");
            for written in [" style=\"", "<style", "<script>", " onclick=\"", " onchange=\"", "javascript:"] {
                assert!(!page.contains(written), "{route}: {written}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tiles_are_kept_for_ever_and_what_is_not_there_is_not() {
    let stage = Stage::new().await;
    let size = json_of(stage.get(Role::Public, "/api/v1/log/entries?limit=0").await).await["total"].as_u64().unwrap();
    let keep =
        |response: &axum::response::Response| response.headers()[header::CACHE_CONTROL].to_str().unwrap().to_owned();
    let hashes = stage.get(Role::Public, &format!("/log/tile/0/000.p/{size}")).await;
    assert_eq!((hashes.status(), keep(&hashes)), (StatusCode::OK, "public, max-age=31536000, immutable".to_owned()));
    let bytes = axum::body::to_bytes(hashes.into_body(), usize::MAX).await.unwrap();
    assert_eq!(bytes.len() as u64, size * 32);
    let entries = stage.get(Role::Public, "/log/tile/entries/000.p/1").await;
    let bytes = axum::body::to_bytes(entries.into_body(), usize::MAX).await.unwrap();
    let envelope: Value = serde_json::from_slice(&bytes[2..]).unwrap();
    assert_eq!(envelope["v"], 1);
    for beyond in [format!("0/000.p/{}", size + 1), "0/000".into(), "1/000.p/1".into(), "x/../000".into()] {
        let answer = stage.get(Role::Public, &format!("/log/tile/{beyond}")).await;
        // A program that asks too early asks again.
        assert_eq!((answer.status(), keep(&answer)), (StatusCode::NOT_FOUND, "no-cache".to_owned()), "{beyond}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn proofs_are_for_everybody_and_for_sizes_that_the_log_had() {
    let stage = Stage::new().await;
    let size = json_of(stage.get(Role::Public, "/api/v1/log/entries?limit=0").await).await["total"].as_u64();
    let now = json_of(stage.get(Role::Public, "/api/v1/log/proof/inclusion?position=2").await).await;
    assert_eq!(now["size"].as_u64(), size);
    let then = json_of(stage.get(Role::Public, "/api/v1/log/proof/inclusion?position=2&size=3").await).await;
    assert_eq!((&then["leaf"], then["proof"].as_array().unwrap().len()), (&now["leaf"], 1));
    for beyond in ["position=3&size=3", "position=0&size=9999"] {
        let answer = stage.get(Role::Public, &format!("/api/v1/log/proof/inclusion?{beyond}")).await;
        assert_eq!(json_of(answer).await["slug"], "no-such-size", "{beyond}");
    }
    let grown = json_of(stage.get(Role::Public, "/api/v1/log/proof/consistency?from=1&size=2").await).await;
    assert_eq!(grown["proof"].as_array().unwrap().len(), 1);
    for beyond in ["from=3&size=2", "from=0&size=9999"] {
        let answer = stage.get(Role::Public, &format!("/api/v1/log/proof/consistency?{beyond}")).await;
        assert_eq!(json_of(answer).await["slug"], "no-such-size", "{beyond}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_closed_loses_its_sessions_and_tokens_and_the_password_opens_nothing() {
    let stage = Stage::new().await;
    let (cookie, _) = session(&stage);
    let duty = AccountId::from_parts(1, [2; 10]);
    stage.app.set_password(duty, "a good password").unwrap();
    let with_session = || Request::get("/api/v1/reports").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    assert_eq!(stage.ask(with_session()).await.status(), StatusCode::OK);
    assert_eq!(stage.get(Role::DutyOfficer, "/api/v1/reports").await.status(), StatusCode::OK);
    let path = format!("/api/v1/accounts/{duty}");
    for (role, status) in [(Role::HeadOfMission, 403), (Role::Administrator, 200)] {
        let closed = stage.post(role, &path, &json!({ "active": false })).await;
        assert_eq!(closed.status().as_u16(), status);
    }
    assert_eq!(stage.ask(with_session()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(stage.get(Role::DutyOfficer, "/api/v1/reports").await.status(), StatusCode::UNAUTHORIZED);
    assert!(stage.app.sign_in("duty-officer", "a good password").unwrap().is_err());
    stage.post(Role::Administrator, &path, &json!({ "active": true })).await;
    // What ended stays ended; only the password works again.
    assert_eq!(stage.get(Role::DutyOfficer, "/api/v1/reports").await.status(), StatusCode::UNAUTHORIZED);
    assert!(stage.app.sign_in("duty-officer", "a good password").unwrap().is_ok());
    let own = format!("/api/v1/accounts/{}", AccountId::from_parts(1, [8; 10]));
    let answer = stage.post(Role::Administrator, &own, &json!({ "active": false })).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_works_and_ends_and_a_password_is_changed_by_whoever_knows_it() {
    let stage = Stage::new().await;
    let verifier = AccountId::from_parts(1, [3; 10]);
    let made =
        json_of(stage.post(Role::Verifier, "/api/v1/account/tokens", &json!({ "label": "tablet", "days": 3 })).await)
            .await;
    let secret = made["token"].as_str().unwrap().to_owned();
    let ask = || {
        let request = Request::get("/api/v1/reports").header(header::AUTHORIZATION, format!("Bearer {secret}"));
        request.body(Body::empty()).unwrap()
    };
    assert_eq!(stage.ask(ask()).await.status(), StatusCode::OK);
    let path = format!("/api/v1/accounts/{verifier}");
    let listed = text_of(stage.get(Role::Administrator, &path).await).await;
    assert!(listed.contains("tablet") && !listed.contains(&secret));
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let hash =
        listed["tokens"].as_array().unwrap().iter().find(|token| token["label"] == "tablet").unwrap()["token"].clone();
    let ended = stage.post(Role::Administrator, &path, &json!({ "end_token": hash })).await;
    assert_eq!(ended.status(), StatusCode::OK);
    assert_eq!(stage.ask(ask()).await.status(), StatusCode::UNAUTHORIZED);
    stage.app.set_password(verifier, "an old password").unwrap();
    let change = |current: &str, password: &str| json!({ "current": current, "password": password });
    for (current, password, status) in [
        ("not the password", "a new password", 422),
        ("an old password", "short", 422),
        ("an old password", "a new password", 200),
    ] {
        let answer = stage.post(Role::Verifier, "/api/v1/account/password", &change(current, password)).await;
        assert_eq!(answer.status().as_u16(), status, "{current} {password}");
    }
    assert!(stage.app.sign_in("verifier", "a new password").unwrap().is_ok());
}
