//! The pages in Debian's Chromium: the whole walk in both languages, and every page looked at as those look at it who cannot see
//! well, hear it read out, or use no mouse.

mod driver;
#[path = "../whole/http.rs"]
#[allow(dead_code)] // Shared with the tests of the whole binary, which use all of it.
mod http;

use driver::Browser;
use http::Server;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A folder of its own for one test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("mirqab-browser-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A demonstration for one test: made once, then copied, since each test changes its own.
fn served(scratch: &Scratch) -> Server {
    static MADE: OnceLock<Scratch> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let scratch = Scratch::new("made");
        let data = scratch.0.join("demo");
        let output = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(["demo", "--load-only", "--data"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        scratch
    });
    let data = scratch.0.join("demo");
    copy(&made.0.join("demo"), &data);
    Server::of(data.to_str().unwrap())
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Signs in by the form, with the keyboard alone.
fn sign_in(browser: &Browser, name: &str) {
    browser.go("/sign-in");
    browser.click("#name");
    browser.type_into("#name", name);
    browser.press("Tab");
    browser.type_into("#password:focus", "demonstration");
    browser.press("Enter");
    browser.arrives("/sign-in");
}

/// Fills a form, sends it, and waits until the page is another or is there again.
fn send(browser: &Browser, action: &str, fields: &[(&str, &str)]) -> String {
    let form = format!("form[action=\"{action}\"]");
    browser.script(
        "const form = document.querySelector(arguments[0]); if (form.closest('details')) form.closest('details').open = true;
         document.documentElement.setAttribute('data-before', '');",
        json!([form]),
    );
    for (name, value) in fields {
        let field = format!("{form} [name=\"{name}\"]");
        let script = "const one = document.querySelector(arguments[0]); return one.tagName === 'SELECT' || one.type.startsWith('date')";
        if browser.script(script, json!([field])) == json!(true) {
            browser.set(&field, value);
        } else {
            browser.type_into(&field, value);
        }
    }
    browser.click(&format!("{form} button[type=submit]"));
    let there = "return document.readyState === 'complete' && !document.documentElement.hasAttribute('data-before')";
    browser.wait(there, action);
    let errors = browser
        .script("const told = document.querySelector('[data-errors]'); return told ? told.innerText : ''", json!([]));
    assert_eq!(errors, json!(""), "{action}");
    // What the rules refuse comes as a page of its own.
    let refused = browser
        .script("const told = document.querySelector('.page.narrow .notice.bad[role=alert]'); return told ? told.innerText : ''", json!([]));
    assert_eq!(refused, json!(""), "{action}");
    browser.path()
}

/// Walks with the keyboard to what `css` names and presses Enter there.
fn reach(browser: &Browser, css: &str) {
    for _ in 0..80 {
        browser.press("Tab");
        let there = format!("return document.activeElement.matches('{css}')");
        if browser.script(&there, json!([])) == json!(true) {
            browser.press("Enter");
            return;
        }
    }
    panic!("the keyboard does not reach {css} on {}", browser.path());
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

/// From a report to a bundle that the verifier accepts, by hand in a browser.
fn walk(language: &str, direction: &str) {
    if !driver::there_is_one() {
        return;
    }
    let scratch = Scratch::new(language);
    let server = served(&scratch);
    let browser = Browser::open(&server.address, &scratch.0.join("profile"));
    browser.go(&format!("/?lang={language}"));
    let root = browser.script("return [document.documentElement.lang, document.documentElement.dir]", json!([]));
    assert_eq!(root, json!([language, direction]));
    // The first thing that the keyboard reaches leads past the navigation.
    browser.press("Tab");
    assert_eq!(browser.script("return document.activeElement.className", json!([])), json!("skip"));

    sign_in(&browser, "observer1");
    browser.go("/reports");
    reach(&browser, "a.btn.primary");
    browser.arrives("/reports");
    let report = send(
        &browser,
        "/reports/new",
        &[
            ("kind", "SHELL"),
            ("text", "سمعنا ثلاثة انفجارات قرب السوق"),
            ("occurred_day", "٢٠٢٠-٠٤-٢٩"),
            ("occurred_time", "10:30"),
            ("place", "عين زارة"),
            ("source", "Post 7"),
            ("accused", "lna"),
        ],
    );
    let report = last(&report);
    assert_eq!(report.len(), 26, "no receipt: {report}");
    let kept = format!(
        "return document.body.innerText.includes('{report}') && !document.querySelector('[data-print]').hidden"
    );
    browser.wait(&kept, "the receipt");

    sign_in(&browser, "duty");
    browser.go(&format!("/incidents/new?report={report}"));
    let fields = [("kind", "SHELL"), ("title_ar", "قصف قرب السوق"), ("title_en", "Shelling near the market")];
    let incident = last(&send(&browser, "/incidents/new", &fields));
    send(&browser, &format!("/incidents/{incident}/verify"), &[]);
    assert_eq!(browser.path(), format!("/verifications/{incident}"));

    sign_in(&browser, "verifier1");
    let case = format!("/verifications/{incident}");
    browser.go(&case);
    // The main action is reached by the keyboard alone.
    browser.script("document.documentElement.setAttribute('data-before', '')", json!([]));
    reach(&browser, &format!("form[action=\"{case}/claim\"] button"));
    let again = "return document.readyState === 'complete' && !document.documentElement.hasAttribute('data-before')";
    browser.wait(again, "claim");
    let evidence = [
        ("kind", "crater"),
        ("origin", "Team 2"),
        ("description", "Two craters"),
        ("collected_at", "2020-04-30T12:00"),
        ("reliability", "A"),
        ("credibility", "1"),
    ];
    send(&browser, &format!("{case}/evidence"), &evidence);
    send(&browser, &format!("{case}/assess"), &[("occurrence", "confirmed"), ("reason", "Craters and voices agree.")]);
    let proposal = [
        ("aim", "conclude"),
        ("occurrence", "confirmed"),
        ("classification", "violation"),
        ("article", "t1"),
        ("attribution", "attributed_to"),
        ("party", "lna"),
        ("standard", "reasonable_grounds"),
        ("gravity", "serious"),
        ("statement_ar", "سقطت قذيفتان قرب السوق."),
        ("statement_en", "Two rounds fell near the market."),
        ("reason", "Azimuth of both craters."),
    ];
    for (number, author, weight) in [("1", "attributed_to", "supports"), ("2", "criminal", "contradicts")] {
        let stated = [("attribution", author), ("party", "lna"), ("statement", "From the south.")];
        send(&browser, &format!("{case}/hypothesis"), &stated);
        let weighed = [("hypothesis", number), ("item", "1"), ("weight", weight), ("reason", "The azimuth.")];
        send(&browser, &format!("{case}/weigh"), &weighed);
    }
    let finding = send(&browser, &format!("{case}/propose"), &proposal);
    assert_eq!(finding, format!("/findings/{incident}"));

    sign_in(&browser, "reviewer1");
    browser.go(&finding);
    send(&browser, &format!("{finding}/review"), &[("agrees", "yes"), ("reason", "Sound.")]);
    sign_in(&browser, "duty");
    browser.go(&finding);
    let notice = [("party", "lna"), ("proof", "Letter 5, signed for"), ("reply_due", "2020-05-20T10:00")];
    send(&browser, &format!("{finding}/notice"), &notice);
    sign_in(&browser, "liaison-lna");
    browser.go(&finding);
    let reply = [("kind", "deny"), ("language", "ar"), ("text", "لم نطلق النار من هناك.")];
    send(&browser, &format!("{finding}/reply"), &reply);
    for member in ["reviewer2", "liaison-gna", "liaison-lna"] {
        sign_in(&browser, member);
        browser.go("/findings/docket");
        browser.wait(&format!("return document.body.innerHTML.includes('{finding}')"), "the docket");
        browser.go(&finding);
        send(&browser, &format!("{finding}/vote"), &[("vote", "for")]);
    }
    sign_in(&browser, "duty");
    browser.go(&finding);
    send(&browser, &format!("{finding}/body"), &[("minutes", "All present; endorsed.")]);
    sign_in(&browser, "head");
    browser.go(&finding);
    send(&browser, &format!("{finding}/decide"), &[]);
    send(&browser, &format!("{finding}/publish"), &[]);
    browser.script("document.querySelector('.user-menu').open = true", json!([]));
    browser.click(".user-menu form button");
    browser.arrives(&finding);

    // The public reads the finding with the reply beside it, on a telephone too.
    browser.look(390, false);
    browser.go(&finding);
    browser.wait("return document.body.innerText.includes('لم نطلق النار من هناك.')", "the reply beside the finding");
    let wide =
        browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth", json!([]));
    assert_eq!(wide, json!(0), "the page is wider than a telephone");
    let link = browser.script("return document.querySelector('a.btn.primary').getAttribute('href')", json!([]));
    let bundle = server.visitor().get(link.as_str().unwrap());
    let holds = mirqab_verifier::verify(&bundle.bytes, None).unwrap_or_else(|failure| panic!("{failure:?}"));
    assert_eq!(holds.finding.id.to_string(), incident);
    browser.was_quiet();
}

#[test]
fn the_walk_in_english() {
    walk("en", "ltr");
}

#[test]
fn the_walk_in_arabic() {
    walk("ar", "rtl");
}

/// Every id that a page links to below `path`.
fn linked(page: &str, path: &str) -> Vec<String> {
    let mark = format!("href=\"{path}/");
    let whole = |id: &&str| id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    page.split(&mark).skip(1).filter_map(|rest| rest.get(..26)).filter(whole).map(ToOwned::to_owned).collect()
}

/// A page that is spoilt on purpose is found out, thing by thing.
fn finds_what_it_looks_for(browser: &Browser) {
    browser.go("/?lang=en");
    let whole = browser.script(include_str!("look.js"), json!([]));
    assert_eq!(whole, json!([]));
    let spoil = "document.documentElement.lang = '';
                 document.querySelector('main').insertAdjacentHTML('beforeend',
                   '<button></button><input><p id=\"map\" class=\"pale\">pale</p><h5>deep</h5><label for=\"none\">x</label>');
                 document.querySelector('.pale').style.color = '#ccc';";
    browser.script(spoil, json!([]));
    let found = browser.script(include_str!("look.js"), json!([])).to_string();
    for said in ["no language", "no name", "no label", "stands twice", "jumps", "leads nowhere", "contrast", "pixels"] {
        assert!(found.contains(said), "{said} was not found: {found}");
    }
}

#[test]
fn every_page_can_be_read_heard_and_used_without_a_mouse() {
    if !driver::there_is_one() {
        return;
    }
    let scratch = Scratch::new("look");
    let server = served(&scratch);
    let browser = Browser::open(&server.address, &scratch.0.join("profile"));
    finds_what_it_looks_for(&browser);
    let mut wrong = Vec::new();
    for (who, pages, lists) in [
        ("", &["/", "/sign-in", "/nowhere", "/data", "/integrity/entries/0"][..], &["/findings"][..]),
        (
            "duty",
            &[
                "/",
                "/reports/new",
                "/reports/import",
                "/incidents/new",
                "/commitments/new",
                "/commitments/board",
                "/commitments/timeline",
                "/commitments/pauses",
                "/commitments/notices",
                "/commitments/clarifications",
                "/sitrep?date=2020-01-18",
                "/agreements/binding?day=2020-01-18&lat=32.8&lon=13.2",
                "/integrity",
                "/mission",
                "/mission/coverage?first_day=2020-01-12&last_day=2020-02-08",
                "/mission/restrictions",
                "/mission/hazards",
                "/mission/staff",
                "/findings/docket",
                "/incidents/changes",
                "/account",
                "/protection",
                "/contact",
            ],
            &["/reports", "/incidents", "/mission/patrols"],
        ),
        ("verifier1", &[], &["/verifications"]),
        ("head", &["/agreements/new"], &["/agreements", "/commitments", "/publications", "/findings"]),
        ("admin", &["/accounts"], &[]),
    ] {
        if !who.is_empty() {
            sign_in(&browser, who);
        }
        let mut paths: Vec<String> = pages.iter().map(|path| (*path).to_owned()).collect();
        for list in lists {
            browser.go(list);
            let page = browser.script("return document.documentElement.outerHTML", json!([]));
            let ids = linked(page.as_str().unwrap(), list);
            paths.push((*list).to_owned());
            paths.extend(ids.first().map(|id| format!("{list}/{id}")));
        }
        for path in &paths {
            for language in ["ar", "en"] {
                let joint = if path.contains('?') { '&' } else { '?' };
                browser.look(1280, false);
                browser.go(&format!("{path}{joint}lang={language}"));
                browser.script(
                    "document.querySelectorAll('details.act').forEach((one) => { one.open = true; })",
                    json!([]),
                );
                for (width, dark) in [(1280, false), (1280, true), (390, false)] {
                    browser.look(width, dark);
                    let found = browser.script(include_str!("look.js"), json!([]));
                    for one in found.as_array().unwrap() {
                        let dark = if dark { " dark" } else { "" };
                        wrong.push(format!("{path} {language} {width}{dark}: {}", one.as_str().unwrap()));
                    }
                    let over = browser.script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                        json!([]),
                    );
                    if over != json!(0) {
                        wrong.push(format!("{path} {language}: {over} pixels wider than the window of {width}"));
                    }
                }
            }
        }
        browser.was_quiet();
    }
    assert!(wrong.is_empty(), "{} things stand in the way:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_map_moves_by_button_and_by_key_and_is_drawn_anew() {
    if !driver::there_is_one() {
        return;
    }
    let scratch = Scratch::new("map");
    let server = served(&scratch);
    let browser = Browser::open(&server.address, &scratch.0.join("profile"));
    browser.go("/?lang=en");
    let mpp = "return Number(document.querySelector('.map-svg').dataset.mpp)";
    let first = browser.script(mpp, json!([])).as_f64().unwrap();
    browser.click(".map-tools button");
    browser.wait(&format!("{mpp} < {first} * 0.7"), "drawn anew and nearer");
    browser.script("document.querySelector('.map-svg').focus()", json!([]));
    let west = "return Number(document.querySelector('.map-svg').dataset.x)";
    let before = browser.script(west, json!([])).as_f64().unwrap();
    browser.press("\u{E014}"); // the right arrow
    browser.wait(&format!("{west} > {before}"), "moved east");
    browser.press("0");
    browser.wait(
        &format!("return Math.abs(Number(document.querySelector('.map-svg').dataset.mpp) - {first}) < 1"),
        "whole again",
    );
    // Without any script a sign for several incidents is a link that leads closer.
    let link = browser.script("return document.querySelector('.pin.cluster').getAttribute('href')", json!([]));
    let page = server.visitor().get(link.as_str().unwrap());
    let nearer: f64 = page.body.split("data-mpp=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(nearer < first, "{nearer} {first}");
    browser.was_quiet();
}

/// The pictures of the README, made anew: `cargo test -p mirqab-cli --test browser pictures -- --ignored`.
#[test]
#[ignore = "writes docs/pictures"]
fn pictures() {
    assert!(driver::there_is_one(), "pictures need Chromium and chromedriver");
    let scratch = Scratch::new("pictures");
    let server = served(&scratch);
    let browser = Browser::open(&server.address, &scratch.0.join("profile"));
    let folder = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../docs/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    // Of each list the page that shows most: an incident with bearings, a finding with both parties' replies.
    let duty = server.sign_in("duty");
    let richest = |list: &str, mark: &str| {
        let ids = linked(&duty.get(list).body, list);
        let page = |id: &String| format!("{list}/{id}");
        // None that lays blame on one party alone: a picture of it would say more than the program does.
        let neutral = |body: &str| !body.contains("chip attributed") || body.contains("Attributed to both");
        let shows = |page: &String| {
            Some(duty.get(page).body).filter(|body| neutral(body)).map(|body| body.matches(mark).count())
        };
        ids.iter().map(page).max_by_key(shows).unwrap()
    };
    let finding = richest("/findings", "class=\"quote\"");
    let (incident, sitrep) = (richest("/incidents", "class=\"sector\""), richest("/publications", "class=\"chip"));
    sign_in(&browser, "duty");
    for (name, path, height) in [
        ("overview-en", "/?lang=en", 760),
        ("overview-ar", "/?lang=ar", 760),
        ("incident-en", &format!("{incident}?lang=en#map"), 760),
        ("finding-en", &format!("{finding}?lang=en"), 720),
        ("sitrep-ar", &format!("{sitrep}?lang=ar"), 720),
    ] {
        browser.window(1080, height, false);
        browser.go(path);
        let picture = browser.picture();
        assert!(picture.len() <= 150_000, "{name} has {} bytes", picture.len());
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }
}
