use crate::http::{Answer, Server, Session};
use crate::{Scratch, demonstration};

const PAGES: &[&str] = &[
    "/",
    "/agreements",
    "/commitments",
    "/commitments/board",
    "/commitments/timeline",
    "/commitments/pauses",
    "/commitments/notices",
    "/commitments/clarifications",
    "/mission",
    "/mission/coverage?first_day=2020-01-12&last_day=2020-02-08",
    "/mission/restrictions",
    "/mission/patrols",
    "/mission/hazards",
    "/mission/staff",
    "/reports",
    "/incidents",
    "/verifications",
    "/findings",
    "/publications",
    "/integrity",
    "/data",
    "/sitrep?date=2020-01-18",
    "/agreements/binding?day=2020-01-18&lat=32.8&lon=13.2",
    "/reports/new",
    "/reports/import",
    "/incidents/new",
    "/protection",
    "/contact",
];

fn id_in(answer: &Answer) -> String {
    let location = answer.header("location").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body));
    location.split(['/', '?']).find(|part| part.len() == 26).unwrap().to_owned()
}

/// Every id that a page links to below `path`.
fn linked(page: &str, path: &str) -> Vec<String> {
    let mark = format!("href=\"{path}/");
    let whole = |id: &&str| id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    page.split(&mark).skip(1).filter_map(|rest| rest.get(..26)).filter(whole).map(ToOwned::to_owned).collect()
}

#[test]
fn every_page_is_whole_in_both_languages_with_every_word_in_the_catalogue() {
    let scratch = Scratch::new("pages");
    let server = Server::of(&demonstration(&scratch));
    let duty = server.sign_in("duty");
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    for list in [
        "/agreements",
        "/commitments",
        "/commitments/pauses",
        "/commitments/notices",
        "/commitments/clarifications",
        "/reports",
        "/incidents",
        "/verifications",
        "/findings",
        "/publications",
    ] {
        let ids = linked(&duty.get(list).body, list);
        assert!(!ids.is_empty(), "{list} leads nowhere");
        paths.extend(ids.iter().take(4).map(|id| format!("{list}/{id}")));
    }
    for path in &paths {
        for (language, direction) in [("ar", "rtl"), ("en", "ltr")] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let answer = duty.get(&format!("{path}{joint}lang={language}"));
            assert_eq!(answer.status, 200, "{path} {language}: {}", answer.body);
            assert!(
                answer.body.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")),
                "{path} {language}"
            );
            assert!(!answer.body.contains('⟦'), "{path} {language} has a word that no catalogue knows");
            assert!(
                answer.body.contains("class=\"demo\""),
                "{path} {language} does not say that it is a demonstration"
            );
        }
    }
    // The public sees no case, and is asked to sign in rather than shown an empty page.
    let public = server.visitor();
    for path in ["/reports", "/incidents", "/verifications", "/reports/new", "/sitrep?date=2020-01-18"] {
        assert_eq!(public.get(path).status, 401, "{path}");
    }
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn refused(answer: &Answer, slug: &str) {
    assert_eq!(answer.status, 409, "{}", answer.body);
    let words = include_str!("../../../web/locales/en/refusals.ftl");
    let sentence = words.lines().find_map(|line| line.strip_prefix(&format!("refusal-{slug} = "))).unwrap();
    assert!(answer.body.contains(&sentence.replace('\'', "&#39;")), "{slug}: {}", answer.body);
}

fn as_english<'a>(server: &'a Server, name: &str) -> Session<'a> {
    server.sign_in(name)
}

#[test]
fn a_report_walks_through_the_browser_forms_to_a_published_finding_that_the_verifier_accepts() {
    let scratch = Scratch::new("forms");
    let server = Server::of(&demonstration(&scratch));
    let [duty, verifier, reviewer, neutral, head, accused, other] =
        ["duty", "verifier1", "reviewer1", "reviewer2", "head", "liaison-lna", "liaison-gna"]
            .map(|name| as_english(&server, name));
    let report = [
        ("kind", "SHELL"),
        ("text", "سمعنا ثلاثة انفجارات"),
        ("occurred_day", "٢٠٢٠-٠٤-٢٩"),
        ("occurred_time", "١٠:٣٠"),
        ("place", "عين زارة"),
        ("source", "متصل"),
        ("channel", "hotline"),
        ("reference", "walk-1"),
    ];
    let sent = duty.post("/reports/new", &report);
    let id = id_in(&sent);
    assert_eq!(id_in(&duty.post("/reports/new", &report)), id, "the same sending became a second report");
    let receipt: serde_json::Value = serde_json::from_str(&duty.get(&format!("/reports/{id}/receipt")).body).unwrap();
    assert_eq!(receipt["report"], *id);
    let title = [("reports", id.as_str()), ("kind", "SHELL"), ("title_ar", "قصف"), ("title_en", "Shelling")];
    let incident = id_in(&duty.post("/incidents/new", &title));
    done(&duty.post(&format!("/incidents/{incident}/verify"), &[]));
    let case = |act: &str| format!("/verifications/{incident}/{act}");
    let finding = |act: &str| format!("/findings/{incident}/{act}");
    refused(
        &verifier.post(&case("assess"), &[("occurrence", "confirmed"), ("reason", "x")]),
        "verification-not-claimed",
    );
    done(&verifier.post(&case("claim"), &[("days", "3")]));
    let conclusion = [
        ("aim", "conclude"),
        ("occurrence", "confirmed"),
        ("classification", "violation"),
        ("article", "t1"),
        ("attribution", "attributed_to"),
        ("party", "lna"),
        ("standard", "reasonable_grounds"),
        ("gravity", "serious"),
        ("statement_ar", "نص"),
        ("statement_en", "Text"),
        ("reason", "why"),
    ];
    refused(&verifier.post(&case("propose"), &conclusion), "finding-standard-not-met");
    let evidence = [
        ("kind", "crater"),
        ("origin", "team 2"),
        ("description", "Two craters"),
        ("collected_at", "2020-04-30T10:00:00Z"),
        ("reliability", "A"),
        ("credibility", "1"),
    ];
    done(&verifier.post(&case("evidence"), &evidence));
    refused(&verifier.post(&case("propose"), &conclusion), "finding-judgements-missing");
    done(&verifier.post(&case("assess"), &[("occurrence", "confirmed"), ("reason", "x")]));
    refused(&verifier.post(&case("propose"), &conclusion), "finding-hypotheses-missing");
    for (number, author, weight) in [("1", "attributed_to", "supports"), ("2", "criminal", "contradicts")] {
        let stated = [("attribution", author), ("party", "lna"), ("statement", "from the south")];
        done(&verifier.post(&case("hypothesis"), &stated));
        let weighed = [("hypothesis", number), ("item", "1"), ("weight", weight), ("reason", "azimuth")];
        done(&verifier.post(&case("weigh"), &weighed));
    }
    let judged = |given: &'static str, item: &'static str| {
        [("circumstance", "under_attack"), ("given", given), ("item", item), ("reason", "no fire before")]
    };
    refused(&verifier.post(&case("circumstance"), &judged("no", "")), "verification-circumstance-unsupported");
    refused(&verifier.post(&case("circumstance"), &judged("no", "9")), "verification-no-such-evidence");
    done(&verifier.post(&case("circumstance"), &judged("no", "1")));
    let said = verifier.get(&format!("/incidents/{incident}?lang=en")).body;
    assert!(said.contains("It answered an attack: no."), "{said}");
    done(&verifier.post(&case("custody"), &[("item", "1"), ("to", "Store, shelf 9"), ("note", "Sealed.")]));
    done(&verifier.post(&case("propose"), &conclusion));
    refused(&head.post(&finding("decide"), &[]), "finding-review-missing");
    // The review is blind: the case opens once it is answered.
    assert_eq!(reviewer.get(&format!("/incidents/{incident}")).status, 409);
    let blind = reviewer.get(&format!("/findings/{incident}?lang=en")).body;
    assert!(blind.contains("Attributed to \u{2068}Party") && !blind.contains("General Command"), "{blind}");
    done(&reviewer.post(&finding("review"), &[("agrees", "yes"), ("reason", "ok")]));
    refused(&head.post(&finding("decide"), &[]), "finding-notice-missing");
    let notice = [("party", "lna"), ("proof", "letter 5"), ("reply_due", "2020-05-20T10:00:00Z")];
    done(&duty.post(&finding("notice"), &notice));
    let reply = [("kind", "deny"), ("language", "en"), ("text", "It was not us.")];
    // Its delegate sits in the commission and sees the conclusion; it has nothing to reply to.
    refused(&other.post(&finding("reply"), &reply), "response-notice-missing");
    let vote = |session: &Session<'_>, vote: &str, why: &str| {
        session.post(&finding("vote"), &[("body", "commission"), ("vote", vote), ("opinion", why)])
    };
    refused(&vote(&neutral, "for", ""), "finding-notice-missing");
    done(&accused.post(&finding("reply"), &reply));
    refused(&vote(&reviewer, "for", ""), "finding-not-seated");
    refused(&vote(&accused, "against", ""), "finding-opinion-missing");
    for session in [&neutral, &other, &accused] {
        done(&vote(session, "for", ""));
    }
    refused(&head.post(&finding("decide"), &[]), "finding-body-missing");
    let minutes = |endorsed| [("body", "commission"), ("endorsed", endorsed), ("minutes", "All present.")];
    refused(&duty.post(&finding("body"), &minutes("no")), "finding-votes-say-otherwise");
    done(&duty.post(&finding("body"), &minutes("yes")));
    assert_eq!(server.visitor().get(&format!("/findings/{incident}")).status, 404, "not public before it is published");
    done(&head.post(&finding("decide"), &[]));
    done(&head.post(&finding("publish"), &[]));
    let public = server.visitor().get(&format!("/findings/{incident}?lang=en"));
    assert!(public.body.contains("It was not us."), "the reply is not printed beside the finding");
    let bundle = server.visitor().get(&finding("bundle"));
    let holds = mirqab_verifier::verify(&bundle.bytes, None).unwrap_or_else(|failure| panic!("{failure:?}"));
    assert_eq!(holds.finding.id.to_string(), incident);
    // A form that does not carry the session's token records nothing.
    let mut forged = head.get("/agreements");
    forged.body.clear();
    assert_eq!(server.visitor().post(&finding("decide"), &[]).status, 403);
}
