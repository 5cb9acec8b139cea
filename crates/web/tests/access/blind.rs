//! A blind review: until they answered, nothing that a reviewer can reach tells which party a case concerns.

use crate::routes::{address, all_routes};
use crate::stage::{Stage, both, draft, json_of, text_of};
use axum::http::StatusCode;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use mirqab_vocabulary::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A mission in which a case waits for a blind review. `party` is accused in it and the conclusion's; everything else is the same
/// whatever the party.
pub struct Masked {
    pub stage: Stage,
    case: String,
    pub report: String,
    clarification: String,
}

fn procedure() -> Value {
    json!({
        "template": "own", "judgements": 0, "reviews": 1, "sight": "masked", "hypotheses": 0, "concludes": "everything", "bodies": [],
        "verification_hours": 72, "review_hours": 24, "reply_hours": 48, "decision_hours": 24, "embargo_hours": 0,
    })
}

impl Masked {
    pub async fn of(party: &str) -> Self {
        let mut masked = Self {
            stage: Stage::new().await,
            case: String::new(),
            report: String::new(),
            clarification: "01DYB328G0000000000000000F".into(),
        };
        let agreement = format!("/api/v1/agreement/{}/events", masked.stage.agreement);
        masked
            .post(Role::HeadOfMission, &agreement, json!({ "event": "procedure_set", "procedure": procedure() }))
            .await;
        let mut draft = draft("Team 2", None);
        draft["text"] = json!(format!("Two explosions from where {party} stands."));
        draft["accused"] = json!(party);
        let answer = masked.post(Role::Observer, "/api/v1/reports", draft).await;
        masked.report = answer["report"].as_str().unwrap().to_owned();
        let title = both(&format!("Shelling by {party}"));
        let open = json!({ "reports": [masked.report], "kind": "SHELL", "title": title });
        let answer = masked.post(Role::DutyOfficer, "/api/v1/incidents", open).await;
        masked.case = answer["incident"].as_str().unwrap().to_owned();
        let verification = format!("/api/v1/verification/{}/events", masked.case);
        let due = json!({ "event": "opened", "due": "2020-01-23T12:00:00Z" });
        masked.post(Role::DutyOfficer, &verification, due).await;
        let claimed = json!({ "event": "claimed", "until": "2020-01-21T12:00:00Z" });
        masked.post(Role::Verifier, &verification, claimed).await;
        let evidence = json!({
            "kind": "site_visit", "origin": "Team 2", "description": format!("Craters that point to {party}."),
            "collected_at": "2020-01-19T12:00:00Z", "grade": { "reliability": "B", "credibility": "2" },
        });
        let path = format!("/api/v1/verifications/{}/evidence", masked.case);
        masked.post(Role::Verifier, &path, evidence).await;
        let question = json!({
            "agreement": masked.stage.agreement, "of": party, "asked_by": null, "source": null,
            "asked_at": "2020-01-20T12:00:00Z", "due": "2020-01-26T10:00:00Z", "notice": null, "incident": masked.case,
            "text": "Whose battery was it?", "language": "en",
        });
        let path = format!("/api/v1/commitment/{}/events", masked.clarification);
        masked.post(Role::DutyOfficer, &path, json!({ "event": "clarification_asked", "question": question })).await;
        let conclusion = masked.conclusion(party);
        let path = format!("/api/v1/finding/{}/events", masked.case);
        masked.post(Role::Verifier, &path, json!({ "event": "proposed", "proposal": conclusion })).await;
        // A case that is public, and whose correction waits.
        let mut correction = masked.conclusion(party);
        correction["incident"] = json!(masked.stage.incident);
        correction["reports"] = json!([masked.stage.report]);
        correction["aim"] = json!("correct");
        correction["axes"]["occurrence"]["is"] = json!("probable");
        correction["axes"]["attribution"] = json!({ "is": "unattributed" });
        let path = format!("/api/v1/finding/{}/events", masked.stage.incident);
        masked.post(Role::Verifier, &path, json!({ "event": "proposed", "proposal": correction })).await;
        masked
    }

    fn conclusion(&self, party: &str) -> Value {
        let attribution = json!({ "is": "attributed_to", "party": party, "standard": "reasonable_grounds" });
        let axes = json!({
            "occurrence": { "is": "confirmed" }, "classification": { "is": "undecided" },
            "attribution": attribution, "gravity": "not_assessed",
        });
        json!({
            "incident": self.case, "aim": "conclude", "axes": axes, "standard": "reasonable_grounds", "reports": [self.report],
            "statement": both(&format!("From where {party} stands.")), "reason": format!("One source near {party}."),
            "procedure": procedure(),
        })
    }

    async fn post(&self, role: Role, path: &str, body: Value) -> Value {
        let response = self.stage.post(role, path, &body).await;
        let (status, answer) = (response.status(), json_of(response).await);
        assert_eq!(status, StatusCode::CREATED, "{path} {body} {answer}");
        answer
    }

    /// Sends a form of the reviewer's, which must be taken.
    async fn sent(&self, path: &str, form: &'static str) {
        let request = self.stage.request("POST", Role::Reviewer, path);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = self.stage.ask(request.body(axum::body::Body::from(form)).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    }

    async fn review(&self, case: &str) {
        self.sent(&format!("/findings/{case}/review"), "agrees=yes&reason=Sound.").await;
    }

    /// Every page and every answer of the interface that this case can come up in, in both languages, as somebody gets it.
    async fn seen(&self, role: Role) -> Vec<(String, String)> {
        let mut paths = BTreeSet::new();
        for (route, _) in all_routes().into_iter().filter(|(_, method)| method == "GET") {
            let path = address(&self.stage, &route);
            paths.insert(path.replace(&self.stage.incident, &self.case).replace(&self.stage.report, &self.report));
            paths.insert(path.replace(&self.stage.clarification, &self.clarification));
        }
        for query in [
            "/reports?words=explosions",
            "/reports?words=north",
            "/reports?unlinked=1",
            "/incidents?handling=under_review",
            "/api/v1/reports?kind=SHELL",
            "/api/v1/reports?words=south",
            "/api/v1/incidents?order=due&merged=true",
        ] {
            paths.insert(query.to_owned());
        }
        let mut seen = Vec::new();
        for path in paths {
            for language in ["en", "ar"] {
                let request = self.stage.request("GET", role, &path).header(ACCEPT_LANGUAGE, language);
                let response = self.stage.ask(request.body(axum::body::Body::empty()).unwrap()).await;
                let status = response.status();
                assert!(status.as_u16() < 500, "{path}: {status}");
                let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
                let text = without_hashes(&String::from_utf8_lossy(&bytes));
                seen.push((format!("{path} ({language})"), format!("{status}\n{text}")));
            }
        }
        seen
    }
}

/// A text with `#` in the place of hashes and salts, which differ wherever anything does, and tell nothing.
fn without_hashes(text: &str) -> String {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.find(|c| !part(c)).unwrap_or(rest.len());
        let path = rest[..run].contains("//") || rest[..run].matches('/').count() > 4;
        out.push_str(if run >= 40 && !path { "#" } else { &rest[..run] });
        let next = rest[run..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&rest[run..run + next]);
        rest = &rest[run + next..];
    }
    out
}

fn differing(one: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other).filter(|((_, a), (_, b))| a != b);
    pairs.map(|((path, a), (_, b))| format!("{path}\n{}", first_difference(a, b))).collect()
}

fn first_difference(a: &str, b: &str) -> String {
    let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    line.map_or("one is longer".into(), |(a, b)| {
        let at = a.bytes().zip(b.bytes()).position(|(a, b)| a != b).unwrap_or(0).saturating_sub(60);
        let cut = |text: &str| text.bytes().skip(at).take(160).map(char::from).collect::<String>();
        format!("  {}\n  {}", cut(a), cut(b))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_reviewer_reaches_before_they_answered_hangs_on_which_party_it_is() {
    let (north, south) = (Masked::of("north").await, Masked::of("south").await);
    assert_eq!((&north.case, &north.report), (&south.case, &south.report));
    let told = differing(&north.seen(Role::Reviewer).await, &south.seen(Role::Reviewer).await);
    assert!(told.is_empty(), "{} differ:\n{}", told.len(), told.join("\n"));
    // Whoever may see it sees it, so this comparison can tell.
    let verifier = differing(&north.seen(Role::Verifier).await, &south.seen(Role::Verifier).await);
    assert!(verifier.len() > 30, "{}", verifier.join("\n"));
    for masked in [&north, &south] {
        masked.review(&masked.case).await;
        masked.review(&masked.stage.incident).await;
    }
    let after = differing(&north.seen(Role::Reviewer).await, &south.seen(Role::Reviewer).await);
    assert!(after.len() > 30, "{}", after.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blind_review_hides_the_parties_until_it_is_answered() {
    let masked = Masked::of("north").await;
    let (stage, case, report) = (&masked.stage, &masked.case, &masked.report);
    let closed = [
        format!("/incidents/{case}"),
        format!("/verifications/{case}"),
        format!("/reports/{report}"),
        format!("/api/v1/incidents/{case}"),
        format!("/api/v1/verifications/{case}"),
        format!("/api/v1/reports/{report}"),
        format!("/api/v1/findings/{case}"),
        format!("/incidents/{case}/proposals"),
        format!("/reports/{report}/proposals"),
        format!("/api/v1/incidents/{case}/articles"),
        format!("/api/v1/incidents/{case}/proposals"),
        format!("/api/v1/reports/{report}/proposals"),
    ];
    for path in &closed {
        assert_eq!(stage.get(Role::Reviewer, path).await.status(), StatusCode::CONFLICT, "{path}");
        assert_eq!(stage.get(Role::Verifier, path).await.status(), StatusCode::OK, "{path}");
    }
    let page = text_of(stage.get(Role::Reviewer, &format!("/findings/{case}?lang=en")).await).await;
    assert!(page.contains("From where Party") && page.contains("One source near Party"), "{page}");
    assert!(!page.contains("north") && !page.contains("south"), "{page}");
    // That there is a case stays to be seen: it is theirs to review.
    let listed = text_of(stage.get(Role::Reviewer, "/incidents?lang=en").await).await;
    assert!(listed.contains(case.as_str()) && listed.contains("without the parties&#39; names"), "{listed}");
    let rows = json_of(stage.get(Role::Reviewer, "/api/v1/incidents").await).await;
    let row = rows["items"].as_array().unwrap().iter().find(|row| row["id"] == case.as_str()).unwrap().clone();
    assert_eq!((&row["masked"], &row["accused"], &row["area"]), (&json!(true), &json!([]), &Value::Null));
    // What is public stays as it is for everybody, though a correction of it waits.
    let public = stage.get(Role::Public, "/data/incidents.geojson").await;
    let reviewer = stage.get(Role::Reviewer, "/data/incidents.geojson").await;
    assert_eq!(text_of(public).await, text_of(reviewer).await);
    // Whoever adds to a case knows it; and what was refused is not in it.
    let judged = json!({ "event": "escalated", "reason": "Look at it." });
    let evidence = json!({
        "kind": "site_visit", "origin": "Team 3", "description": "More.", "collected_at": "2020-01-19T12:00:00Z",
        "grade": { "reliability": "B", "credibility": "2" },
    });
    for (path, body) in [
        (format!("/api/v1/verification/{case}/events"), judged),
        (format!("/api/v1/verifications/{case}/evidence"), evidence),
    ] {
        let answer = stage.post(Role::Reviewer, &path, &body).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "{path}");
    }
    let kept = json_of(stage.get(Role::Verifier, &format!("/api/v1/verifications/{case}")).await).await;
    assert_eq!(kept["evidence"].as_array().unwrap().len(), 1);
    masked.review(case).await;
    for path in &closed {
        assert_eq!(stage.get(Role::Reviewer, path).await.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_can_step_back_from_what_they_do_not_know_by_name() {
    let masked = Masked::of("north").await;
    let page = text_of(masked.stage.get(Role::Reviewer, &format!("/findings/{}", masked.case)).await).await;
    assert!(page.contains(&format!("/findings/{}/stand-aside", masked.case)));
    masked.sent(&format!("/findings/{}/stand-aside", masked.case), "reason=I+know+these+people.").await;
    let path = format!("/api/v1/verifications/{}", masked.case);
    let case = json_of(masked.stage.get(Role::Verifier, &path).await).await;
    assert_eq!(case["recused"].as_array().unwrap().len(), 1);
    // Who stepped back does not review.
    let reviewed = json!({ "event": "reviewed", "agrees": true, "reason": "Sound." });
    let path = format!("/api/v1/finding/{}/events", masked.case);
    assert_eq!(masked.stage.post(Role::Reviewer, &path, &reviewed).await.status(), StatusCode::CONFLICT);
}
