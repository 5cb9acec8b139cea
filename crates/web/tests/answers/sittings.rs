//! Sittings of a body through its pages: calling one, its agenda, its minutes, what is put off, and what a missing quorum does not allow.

use crate::procedure::{Conclusion, conclusion, endorsed};
use crate::stage::Stage;
use crate::{LANGUAGES, Sent, ask, escaped, page, refused, say, taken, token};
use axum::http::StatusCode;
use mirqab_vocabulary::Role;

const LIST: &str = "/findings/sittings";

/// Calls a sitting on the conclusion, for 14:00 in Tripoli on that day.
pub async fn called(stage: &Stage, conclusion: &Conclusion, day: &str) -> String {
    let (body, item) = (format!("{}:commission", stage.agreement), format!("{}:conclusion", conclusion.id));
    let begins = format!("{day}T14:00");
    let fields =
        [("body", body.as_str()), ("begins_at", begins.as_str()), ("place", "Sirte, hall 2"), ("item", item.as_str())];
    taken(stage, token(stage, Role::DutyOfficer), LIST, &fields).await
}

/// Minutes: who was there, and what became of the one item.
pub fn minutes<'a>(began: &'a str, present: &[&'a str], end: &'a str) -> Vec<(&'a str, &'a str)> {
    let there = present.iter().map(|account| ("present", *account));
    let rest = [
        ("began_at", began),
        ("end_1", end),
        ("said_1", "Talked about."),
        ("text", "Opened with a minute of silence."),
    ];
    rest.into_iter().chain(there).collect()
}

/// The whole way, with a party first. Returns the pages at its end, in both languages.
async fn told(parties: [&str; 2]) -> Vec<String> {
    let stage = Stage::new().await;
    let duty = token(&stage, Role::DutyOfficer);
    let conclusion = conclusion(&stage, parties).await;
    let [first, colleague] = [&conclusion.first[0], &conclusion.first[1]];
    let second = &conclusion.second;

    let sitting = called(&stage, &conclusion, "2020-01-21").await;
    let (held, cancel) = (format!("{sitting}/held"), format!("{sitting}/cancel"));
    for (language, code) in LANGUAGES {
        for reader in [duty, &first.1, &second.1] {
            let shown = page(&stage, reader, code, &sitting).await;
            for key in ["agenda-title", "matter-conclusion", "sitting-called"] {
                assert!(shown.contains(&escaped(&say(language, key))), "{code} {key}: {shown}");
            }
            assert!(shown.contains("Sirte, hall 2") && shown.contains(&conclusion.id));
            // Who sits there keeps no minutes.
            assert_eq!(shown.contains(&cancel), reader == duty);
        }
    }
    // A liaison without a seat is told of no sitting.
    let (_, outsider) = stage.member(50, Role::PartyLiaison, Some(parties[0]));
    assert_eq!(ask(&stage, &outsider, "en", &sitting, None).await.status(), StatusCode::NOT_FOUND);
    assert!(!page(&stage, &outsider, "en", LIST).await.contains(&sitting));

    // Minutes come after the beginning; after it nobody changes the agenda.
    let both = [first.0.as_str(), second.0.as_str()];
    let early = minutes("2020-01-21T14:00", &both, "put_off");
    refused(&stage, duty, "response-sitting-ahead", &held, &Sent::Form(&early)).await;
    stage.set_clock("2020-01-21T13:00:00Z");
    let item = format!("{}:conclusion", conclusion.id);
    let change = [("item", item.as_str()), ("reason", "One more case.")];
    refused(&stage, duty, "response-sitting-past", &format!("{sitting}/agenda"), &Sent::Form(&change)).await;

    // One party alone decides nothing; nothing is decided either that is not on record. The item is put off.
    let alone = [first.0.as_str()];
    let decided = minutes("2020-01-21T14:10", &alone, "decided");
    refused(&stage, duty, "response-no-quorum", &held, &Sent::Form(&decided)).await;
    let decided = minutes("2020-01-21T14:10", &both, "decided");
    refused(&stage, duty, "response-decision-missing", &held, &Sent::Form(&decided)).await;
    taken(&stage, duty, &held, &minutes("2020-01-21T14:10", &alone, "put_off")).await;
    for (language, code) in LANGUAGES {
        let shown = page(&stage, duty, code, &sitting).await;
        for key in ["body-quorum-missing", "item-end-put-off", "sitting-held", "seat-absent", "seat-present"] {
            assert!(shown.contains(&escaped(&say(language, key))), "{code} {key}: {shown}");
        }
    }
    let again = minutes("2020-01-21T14:10", &both, "put_off");
    refused(&stage, duty, "response-sitting-over", &held, &Sent::Form(&again)).await;

    // What was put off is ticked already when the next one is called.
    let list = page(&stage, duty, "en", LIST).await;
    let tick = list.split("<input").find(|input| input.contains(&item)).unwrap().split('>').next().unwrap();
    assert!(tick.contains("checked"), "{tick}");
    let next = called(&stage, &conclusion, "2020-01-22").await;
    stage.set_clock("2020-01-22T12:30:00Z");

    // Who stood aside votes no more; their colleague and the other party are the quorum.
    let vote = [("body", "commission"), ("vote", "for")];
    let vote_at = format!("/findings/{}/vote", conclusion.id);
    let aside = [("reason", "My brother was there.")];
    taken(&stage, &first.1, &format!("/findings/{}/stand-aside", conclusion.id), &aside).await;
    refused(&stage, &first.1, "finding-recused", &vote_at, &Sent::Form(&vote)).await;
    for (_, token) in [colleague, second] {
        taken(&stage, token, &vote_at, &vote).await;
    }
    let close = [("body", "commission"), ("endorsed", "yes"), ("minutes", "Agreed by both.")];
    taken(&stage, duty, &format!("/findings/{}/body", conclusion.id), &close).await;
    let there = [colleague.0.as_str(), second.0.as_str()];
    taken(&stage, duty, &format!("{next}/held"), &minutes("2020-01-22T14:00", &there, "decided")).await;
    let mut pages = Vec::new();
    for (language, code) in LANGUAGES {
        let shown = page(&stage, duty, code, &next).await;
        for key in ["body-quorum-there", "item-end-decided"] {
            assert!(shown.contains(&escaped(&say(language, key))), "{code} {key}: {shown}");
        }
        pages.push(shown);
        pages.push(page(&stage, duty, code, &sitting).await);
        pages.push(page(&stage, duty, code, LIST).await);
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sitting_is_told_the_same_whichever_party_it_is() {
    let swapped = |text: &String| text.replace("north", "\u{1}").replace("south", "north").replace('\u{1}', "south");
    let (one, other) = (told(["north", "south"]).await, told(["south", "north"]).await);
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(&swapped(one), other);
    }
    assert!(one.iter().any(|page| page.contains("north")), "no party is named at all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sitting_that_is_called_off_says_why_and_an_agenda_is_of_cases_of_the_record() {
    let stage = Stage::new().await;
    let duty = token(&stage, Role::DutyOfficer);
    let conclusion = conclusion(&stage, ["north", "south"]).await;
    let sitting = called(&stage, &conclusion, "2020-01-21").await;
    let item = format!("{}:closure", conclusion.id);
    let change = [("item", item.as_str()), ("reason", "The case is settled.")];
    taken(&stage, duty, &format!("{sitting}/agenda"), &change).await;
    taken(&stage, duty, &format!("{sitting}/cancel"), &[("reason", "The road is closed.")]).await;
    for (language, code) in LANGUAGES {
        let shown = page(&stage, duty, code, &sitting).await;
        for key in ["sitting-cancelled", "matter-closure", "event-response-agenda-changed"] {
            assert!(shown.contains(&escaped(&say(language, key))), "{code} {key}: {shown}");
        }
        assert!(shown.contains("The road is closed.") && shown.contains("The case is settled."));
    }
    let body = format!("{}:commission", stage.agreement);
    let unknown = "01DYB328G00000000000000ZZZ:conclusion";
    let own = format!("{}:conclusion", conclusion.id);
    for (slug, begins, item) in
        [("response-agenda", "2020-01-21T14:00", unknown), ("response-sitting-past", "2020-01-20T13:00", own.as_str())]
    {
        let fields = [("body", body.as_str()), ("begins_at", begins), ("place", "Sirte"), ("item", item)];
        refused(&stage, duty, slug, LIST, &Sent::Form(&fields)).await;
    }
    // An endorsed conclusion is before the body no more.
    endorsed(&stage, &conclusion).await;
    assert!(!page(&stage, duty, "en", LIST).await.contains(&own));
}
