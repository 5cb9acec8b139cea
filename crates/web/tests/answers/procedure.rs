//! Votes after recusal, and replies after the deadline. And a conclusion before a body, for whoever needs one.

use crate::stage::{Stage, both, draft, json_of};
use crate::{LANGUAGES, Sent, page, refused, say, token};
use axum::http::StatusCode;
use mirqab_vocabulary::Role;
use serde_json::json;

/// A conclusion before the body that both parties sit in.
pub struct Conclusion {
    pub id: String,
    /// Two delegates of the first party.
    pub first: [(String, String); 2],
    /// One of the second.
    pub second: (String, String),
}

/// A case that was reviewed and is before a body with two seats of each party, of which one of each must vote. Nobody is named by it. Of the
/// first party two are seated, of the second one.
pub async fn conclusion(stage: &Stage, parties: [&str; 2]) -> Conclusion {
    let seats = |each: u32| json!({ "neutral": 0, "each_party": each });
    let body = json!({ "key": "commission", "title": both("Commission"), "seats": seats(2), "quorum": seats(1), "rule": "consensus", "hours": 72 });
    let procedure = json!({
        "template": "own", "judgements": 0, "reviews": 1, "sight": "open", "hypotheses": 0, "concludes": "everything", "bodies": [body],
        "verification_hours": 72, "review_hours": 24, "reply_hours": 48, "decision_hours": 24, "embargo_hours": 12,
    });
    let agreement = stage.agreement.clone();
    let head = Role::HeadOfMission;
    stage.fact(head, "agreement", &agreement, json!({ "event": "procedure_set", "procedure": procedure })).await;
    let mut delegates = Vec::new();
    for (number, party) in [(41, parties[0]), (42, parties[0]), (43, parties[1])] {
        let (id, token) = stage.member(number, Role::PartyLiaison, Some(party));
        let seat = json!({ "body": "commission", "account": id, "party": party });
        stage.fact(head, "agreement", &agreement, json!({ "event": "seated", "seat": seat })).await;
        delegates.push((id.to_string(), token));
    }
    let report = stage.done(Role::Observer, "/api/v1/reports", draft("Team 7", None)).await;
    let id = stage.case(report["report"].as_str().unwrap()).await;
    let [one, two, second] = <[(String, String); 3]>::try_from(delegates).unwrap();
    Conclusion { id, first: [one, two], second }
}

/// Both parties vote for it, and the body endorses it.
pub async fn endorsed(stage: &Stage, conclusion: &Conclusion) {
    let path = format!("/api/v1/finding/{}/events", conclusion.id);
    for (_, token) in conclusion.first.iter().chain([&conclusion.second]) {
        let vote = json!({ "event": "voted", "body": "commission", "vote": "for", "opinion": null });
        let response = crate::ask(stage, token, "en", &path, Some(Sent::Fact(&vote))).await;
        assert_eq!(response.status(), StatusCode::CREATED, "{}", json_of(response).await);
    }
    let decided =
        json!({ "event": "body_decided", "body": "commission", "endorsed": true, "minutes": "Agreed by both." });
    stage.fact(Role::DutyOfficer, "finding", &conclusion.id, decided).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stood_aside_votes_neither_by_the_form_nor_by_the_api() {
    let stage = Stage::new().await;
    let conclusion = conclusion(&stage, ["north", "south"]).await;
    let (_, delegate) = &conclusion.first[0];
    let vote = json!({ "event": "voted", "body": "commission", "vote": "for", "opinion": null });
    let path = format!("/api/v1/finding/{}/events", conclusion.id);
    let (form, fields) = (format!("/findings/{}/vote", conclusion.id), [("body", "commission"), ("vote", "for")]);
    // They vote, and stand aside later: the vote they cast counts no more, and they cast no other.
    crate::taken(&stage, delegate, &form, &fields).await;
    let aside = [("reason", "My brother was there.")];
    crate::taken(&stage, delegate, &format!("/findings/{}/stand-aside", conclusion.id), &aside).await;
    refused(&stage, delegate, "finding-recused", &path, &Sent::Fact(&vote)).await;
    refused(&stage, delegate, "finding-recused", &form, &Sent::Form(&fields)).await;
    // Their vote was the only one of their party: without it there is no quorum.
    let (_, other) = &conclusion.second;
    crate::taken(&stage, other, &form, &fields).await;
    let decided = json!({ "event": "body_decided", "body": "commission", "endorsed": true, "minutes": "Agreed." });
    refused(&stage, token(&stage, Role::DutyOfficer), "finding-no-quorum", &path, &Sent::Fact(&decided)).await;
    // Their colleague votes, and there is one.
    crate::taken(&stage, &conclusion.first[1].1, &form, &fields).await;
    stage.fact(Role::DutyOfficer, "finding", &conclusion.id, decided).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_after_the_deadline_is_kept_and_marked_late_in_both_languages() {
    let stage = Stage::new().await;
    let (liaison, duty) = (token(&stage, Role::PartyLiaison), token(&stage, Role::DutyOfficer));
    let path = format!("/findings/{}", stage.waiting);
    let fields = [("party", "north"), ("kind", "deny"), ("text", "It was not us."), ("language", "en")];
    // The notice runs to the 22nd at noon; the very second is in time.
    for (now, late) in [("2020-01-22T12:00:00Z", 0), ("2020-01-22T12:00:01Z", 1)] {
        stage.set_clock(now);
        let before = stage.entries();
        crate::taken(&stage, liaison, &format!("{path}/reply"), &fields).await;
        assert_eq!(stage.entries(), before + 1);
        for (language, code) in LANGUAGES {
            for reader in [liaison, duty] {
                let shown = page(&stage, reader, code, &path).await;
                assert_eq!(shown.matches(&say(language, "reply-late")).count(), late, "{now} {code}: {shown}");
            }
        }
    }
    // Who had no notice has nothing to answer.
    let (_, other) = stage.member(44, Role::PartyLiaison, Some("south"));
    let reply = json!({ "event": "replied", "party": "south", "kind": "deny", "text": "Nor us.", "language": "en" });
    let api = format!("/api/v1/response/{}/events", stage.waiting);
    refused(&stage, &other, "response-notice-missing", &api, &Sent::Fact(&reply)).await;
}
