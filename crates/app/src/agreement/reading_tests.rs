use super::check::{check_bytes, check_terms, check_text};
use super::file::schema;
use super::shipped::{act, state, told};
use super::{answers, tests};
use mirqab_domain::agreement::*;
use proptest::prelude::*;

const SMALL: &str = r#"kind = "signed_agreement"
zone = "Africa/Tripoli"
standard = "reasonable_grounds"
verification_hours = 72
reply_hours = 48
title = { ar = "هدنة", en = "Truce" }
summary = { ar = "هدنة", en = "Truce" }
[force]
from = "2020-01-12T00:00"
[[party]]
code = "north"
name = { ar = "الشمال", en = "North" }
[[party]]
code = "south"
name = { ar = "الجنوب", en = "South" }
[[place]]
key = "z"
form = "area"
from = "2020-01-12"
title = { ar = "منطقة", en = "Zone" }
points = [[32.0, 13.0], [32.0, 14.0], [33.0, 14.0], [33.0, 13.0]]
"#;

fn article(key: &str, effect: &str, rest: &str) -> String {
    format!(
        "[[article]]\nkey = \"{key}\"\nnumber = \"1\"\neffect = \"{effect}\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\ntext = {{ ar = \"ن\", en = \"t\" }}\n{rest}\n"
    )
}

/// The codes of what is told, with the part, key and line of each.
fn codes(text: &str) -> Vec<String> {
    let remarks = check_text(text).remarks;
    let told = |remark: &super::Remark| {
        format!("{} {} {} {}", remark.code, remark.key, remark.others.join(","), remark.line).replace("  ", " ")
    };
    remarks.iter().filter(|remark| remark.level != Level::Note).map(told).collect()
}

fn has(text: &str, code: &str) -> bool {
    check_text(text).remarks.iter().any(|remark| remark.code == code)
}

/// A word that nobody knows, or a member that is not there, hides nothing of what else is wrong.
#[test]
fn what_is_wrong_with_the_head_of_a_file_hides_nothing_of_the_rest() {
    let rest = article("a", "prohibited", "condition = 'inside(\"nowhere\")'");
    let whole = format!("{SMALL}{rest}");
    let first = codes(&whole);
    assert!(first.iter().any(|code| code.starts_with("place-unknown")), "{first:?}");
    for (old, new, told) in [
        ("\"signed_agreement\"", "\"signed\"", "file-unknown-word"),
        ("reply_hours = 48", "", "file-missing"),
        ("zone = \"Africa/Tripoli\"", "zone = \"Nowhere\"", "file-value"),
    ] {
        let text = whole.replacen(old, new, 1);
        let found = check_text(&text);
        assert!(found.agreement.is_none());
        let now = codes(&text);
        assert!(now.iter().any(|code| code.starts_with(told)), "{now:?}");
        assert!(now.iter().any(|code| code.starts_with("place-unknown")), "{now:?}");
    }
    // What rests on the parties is not judged without them.
    let text = whole.replacen("code = \"south\"", "code = \"South\"", 1);
    assert!(codes(&text).iter().all(|code| code.starts_with("file-")), "{:?}", codes(&text));
}

#[test]
fn faults_of_form_are_told_all_at_once_with_their_lines() {
    let text = SMALL
        .replace("\"signed_agreement\"", "\"signed\"")
        .replace("verification_hours = 72", "verification_hours = \"long\"")
        .replace("code = \"south\"", "code = \"South\"\ncolour = \"red\"");
    let told: Vec<(String, usize)> =
        check_text(&text).remarks.iter().map(|remark| (remark.code.clone(), remark.line)).collect();
    let expected = [("file-unknown-word", 1), ("file-value", 4), ("file-value", 14), ("file-unknown-member", 15)];
    assert_eq!(told, expected.map(|(code, line)| (code.to_owned(), line)));
}

#[test]
fn what_is_missing_is_named() {
    let text = SMALL.replace("zone = \"Africa/Tripoli\"\n", "").replace("reply_hours = 48\n", "");
    let remarks = check_text(&text).remarks;
    let missing = remarks.iter().filter(|remark| remark.code == "file-missing").map(|remark| remark.detail.as_str());
    assert_eq!(missing.collect::<Vec<_>>(), ["zone", "reply_hours"]);
}

#[test]
fn broken_toml_and_bytes_that_are_no_text_are_told() {
    let told = check_text("kind = \"a\nzone = 5\n");
    assert!(told.agreement.is_none() && told.remarks.iter().all(|remark| remark.code == "file-syntax"));
    assert_eq!(told.remarks[0].line, 1);
    assert_eq!(check_bytes(b"kind = \"\xff\"").remarks[0].code, "file-not-utf8");
    assert_eq!(check_bytes(&vec![b' '; super::LARGEST + 1]).remarks[0].code, "file-too-large");
}

#[test]
fn times_and_points_that_cannot_be_are_told_at_their_part() {
    let text = SMALL.replace("2020-01-12T00:00", "12 January")
        + &article("a", "obligation", "deadline = \"2020-13-01T00:00\"");
    let text = text.replace("[32.0, 14.0]", "[132.0, 14.0]");
    assert_eq!(codes(&text), ["file-not-a-time from 8", "file-not-a-point z 16", "file-not-a-time a 22"]);
}

#[test]
fn a_contradiction_is_shown_by_an_act_and_precedence_takes_it_away() {
    let prohibited = article("no", "prohibited", "acts = [\"OVERFLIGHT\", \"SHELL\"]\nzone = \"z\"");
    let permitted = article("yes", "permitted", "acts = [\"OVERFLIGHT\"]");
    let told = check_text(&format!("{SMALL}{prohibited}{permitted}"));
    let found: Vec<_> = told.remarks.iter().filter(|remark| remark.code == "contradiction").collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].key.as_str(), found[0].others.as_slice()), ("no", &["yes".to_owned()][..]));
    let shown = found[0].example.as_ref().unwrap();
    assert_eq!(shown.act, Some("OVERFLIGHT"));
    assert!(shown.place.is_some());
    let yielding =
        article("no", "prohibited", "acts = [\"OVERFLIGHT\", \"SHELL\"]\nzone = \"z\"\nyields_to = [\"yes\"]");
    assert!(!has(&format!("{SMALL}{yielding}{permitted}"), "contradiction"));
    let elsewhere = article("yes", "permitted", "condition = 'act == \"OVERFLIGHT\" && !inside(\"z\")'");
    assert!(!has(&format!("{SMALL}{prohibited}{elsewhere}"), "contradiction"));
    let later = article("yes", "permitted", "acts = [\"OVERFLIGHT\"]\nfrom = \"2020-02-01T00:00\"");
    let earlier = article("no", "prohibited", "acts = [\"OVERFLIGHT\"]\nuntil = \"2020-02-01T00:00\"");
    assert!(!has(&format!("{SMALL}{earlier}{later}"), "contradiction"));
}

#[test]
fn what_no_act_can_meet_is_unreachable() {
    for condition in [
        "act == \"SHELL\" && weapon == \"tank\" && weapon == \"mortar\"",
        "calibre_mm < 82 && calibre_mm >= 100",
        "time < timestamp(\"2020-01-01T00:00:00Z\")",
        "distance_m(\"z\") > 10 && inside(\"z\")",
    ] {
        let text = format!("{SMALL}{}", article("a", "prohibited", &format!("condition = '{condition}'")));
        assert_eq!(codes(&text)[0], "unreachable a 22", "{condition}");
    }
    let covered = article("a", "prohibited", "acts = [\"SHELL\"]\nyields_to = [\"b\"]");
    let text = format!("{SMALL}{covered}{}", article("b", "permitted", "acts = [\"SHELL\"]"));
    assert!(has(&text, "unreachable"));
    let reachable =
        article("a", "prohibited", "condition = 'calibre_mm >= 82 && distance_m(\"z\") < 5000 && !inside(\"z\")'");
    assert!(!has(&format!("{SMALL}{reachable}"), "unreachable"));
}

/// A fault of one article hides no contradiction and no unreachable article beside it.
#[test]
fn the_other_articles_are_judged_beside_one_with_a_fault() {
    let broken = article("a", "prohibited", "zone = \"nowhere\"");
    let acts = "acts = [\"SHELL\"]";
    let pair = format!("{}{}", article("b", "prohibited", acts), article("c", "permitted", acts));
    let never = article("d", "prohibited", "condition = 'act == \"SHELL\" && act == \"ROAD\"'");
    let text = format!("{SMALL}{broken}{pair}{never}");
    for code in ["place-unknown", "contradiction", "unreachable"] {
        assert!(has(&text, code), "{code}: {:?}", codes(&text));
    }
}

#[test]
fn names_that_stand_for_nothing_are_told() {
    let cases = [
        ("condition = 'heavy && act == \"SHELL\"'", "term-unknown"),
        ("condition = 'inside(\"nowhere\")'", "place-unknown"),
        ("condition = 'too_near(\"nothing\")'", "withdrawal-unknown"),
        ("condition = 'actor == \"west\"'", "actor-unknown"),
        ("acts = [\"SHELL\"]\nwithdrawal = \"nothing\"", "withdrawal-unknown"),
        ("acts = [\"SHELL\"]\nyields_to = [\"b\"]", "article-unknown"),
        ("acts = [\"SHELL\"]\nafter = [\"b\"]", "article-unknown"),
        ("acts = [\"SHELL\"]\nsupplement = \"b\"", "supplement-unknown"),
        ("acts = [\"SHELL\"]\nowners = [\"west\"]", "actor-unknown"),
        ("acts = [\"SHELL\"]\nfrom = \"2020-03-01T00:00\"\nuntil = \"2020-02-01T00:00\"", "article-backwards"),
        ("condition = 'act == \"BANG\"'", "condition-value"),
        ("condition = 'act =='", "condition-syntax"),
        ("condition = '5 + 5'", "condition-not-a-question"),
        ("condition = 'act in \"SHELL\"'", "condition-not-a-list"),
        ("condition = 'inside(5)'", "condition-not-a-text"),
        ("condition = 'colour == \"red\"'", "condition-not-a-fact"),
        ("condition = 'time < 5'", "condition-not-a-time"),
    ];
    for (rest, code) in cases {
        let text = format!("{SMALL}{}", article("a", "prohibited", rest));
        let told = check_text(&text);
        let found = told.remarks.iter().find(|remark| remark.code == code);
        assert!(found.is_some_and(|remark| remark.line >= 22), "{rest}: {:?}", codes(&text));
        assert!(told.faulty());
    }
    let line = SMALL.replace("form = \"area\"", "form = \"line\"");
    assert!(has(&format!("{line}{}", article("a", "prohibited", "acts = [\"SHELL\"]\nzone = \"z\"")), "line-not-area"));
    let signatory = "[[signatory]]\nparty = \"west\"\nperson = { ar = \"ن\", en = \"t\" }\n";
    assert!(has(&format!("{SMALL}{signatory}"), "party-unknown"));
    assert!(has(
        &format!("{SMALL}[[dispute]]\nbody = \"none\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\n"),
        "body-unknown"
    ));
}

#[test]
fn circles_of_dependency_and_of_precedence_are_told_once() {
    let three = |member: &str| {
        let one =
            |key: &str, next: &str| article(key, "obligation", &format!("acts = [\"ROAD\"]\n{member} = [\"{next}\"]"));
        format!("{SMALL}{}{}{}", one("a", "b"), one("b", "c"), one("c", "a"))
    };
    let circles = |text: &str, code: &str| -> Vec<String> {
        let told = check_text(text).remarks.into_iter().filter(|remark| remark.code == code);
        told.map(|remark| remark.others.join(" ")).collect()
    };
    assert_eq!(circles(&three("after"), "dependency-cycle"), ["a b c a"]);
    assert_eq!(circles(&three("yields_to"), "precedence-cycle"), ["a b c a"]);
    let itself = article("a", "obligation", "after = [\"a\"]");
    assert_eq!(circles(&format!("{SMALL}{itself}"), "dependency-cycle"), ["a a"]);
}

#[test]
fn what_is_left_open_is_told_and_is_no_fault() {
    let body = "[[body]]\nkey = \"b\"\ntitle = { ar = \"ن\", en = \"t\" }\n";
    let duty = "[[reporting]]\nkey = \"r\"\nby = [\"north\"]\ntitle = { ar = \"ن\", en = \"t\" }\n";
    let text = format!(
        "{SMALL}{}{}{}{body}{duty}",
        article("o", "obligation", ""),
        article("n", "permitted_if_notified", "acts = [\"OVERFLIGHT\"]"),
        article("p", "prohibited", "")
    );
    let text = text.replace("from = \"2020-01-12T00:00\"", "from = \"2020-01-12T00:00\"\ndays = 30");
    let told = check_text(&text);
    assert!(!told.faulty());
    for code in [
        "no-owner",
        "no-deadline",
        "no-notice",
        "nothing-tested",
        "body-open",
        "duty-open",
        "no-self-defence",
        "no-disputes",
        "no-renewal",
        "kinds-unnamed",
    ] {
        assert!(told.remarks.iter().any(|remark| remark.code == code), "{code} is not told");
    }
}

#[test]
fn lines_and_areas_are_compared() {
    let second = |key: &str, rest: &str, west: f64| {
        format!(
            "[[place]]\nkey = \"{key}\"\nform = \"area\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\n{rest}\npoints = [[32.0, {west}], [32.0, {}], [33.0, {}], [33.0, {west}]]\n",
            west + 1.0,
            west + 1.0
        )
    };
    assert!(has(&format!("{SMALL}{}", second("y", "from = \"2020-01-12\"", 13.5)), "overlap"));
    assert!(!has(&format!("{SMALL}{}", second("y", "from = \"2020-01-12\"", 14.0)), "overlap"));
    assert!(has(&format!("{SMALL}{}", second("z", "from = \"2020-01-12\"", 13.5)), "version-twice"));
    assert!(has(&format!("{SMALL}{}", second("y", "from = \"2020-02-12\"", 15.0)), "version-missing"));
    let read = SMALL.replace("form = \"area\"\n", "form = \"area\"\nreading_of = \"north\"\n");
    assert!(has(&read, "reading-missing"));
    let south = second("z", "from = \"2020-01-12\"\nreading_of = \"south\"", 13.1);
    let both = format!("{read}{south}{}", article("a", "prohibited", "acts = [\"SHELL\"]\nzone = \"z\""));
    let told = check_text(&both).remarks;
    let differ = told.iter().find(|remark| remark.code == "readings-differ").unwrap();
    assert_eq!((differ.key.as_str(), differ.others.as_slice()), ("z", &["a".to_owned()][..]));
    let metres: i64 = differ.detail.parse().unwrap();
    assert!((9_200..9_500).contains(&metres), "a tenth of a degree at 32 degrees is 9.4 km, not {metres} m");
    assert!(!told.iter().any(|remark| remark.code == "overlap"), "two readings of one area are no overlap");
}

#[test]
fn keys_and_names_that_are_used_twice_are_told_at_the_second() {
    let twice = format!(
        "{SMALL}{}{}",
        article("a", "prohibited", "acts = [\"SHELL\"]"),
        article("a", "prohibited", "acts = [\"AIR\"]")
    );
    assert!(codes(&twice).contains(&"key-twice a 29".to_owned()), "{:?}", codes(&twice));
    let shared = SMALL.replace("{ ar = \"الجنوب\", en = \"South\" }", "{ ar = \"الشمال\", en = \"North\" }");
    assert!(has(&shared, "name-shared"));
    let name = "[[name]]\nparty = \"north\"\nfrom = \"2020-02-01\"\nname = { ar = \"ن\", en = \"t\" }\n";
    assert!(has(&format!("{SMALL}{name}{name}"), "version-twice"));
    assert!(!check_text(&format!("{SMALL}{name}")).faulty());
}

#[test]
fn a_definition_that_nothing_uses_is_noted() {
    let definition = "[[definition]]\nkey = \"heavy\"\ncondition = 'weapon == \"tank\"'\ntitle = { ar = \"ن\", en = \"t\" }\ntext = { ar = \"ن\", en = \"t\" }\n";
    assert!(has(&format!("{SMALL}{definition}"), "definition-unused"));
    let used = article("a", "prohibited", "condition = 'heavy'");
    assert!(!has(&format!("{SMALL}{definition}{used}"), "definition-unused"));
}

#[test]
fn malicious_conditions_are_bounded() {
    let deep = format!("{}notified{}", "(".repeat(900), ")".repeat(900));
    let signs = format!("{}notified", "!".repeat(1900));
    let long = vec!["notified"; 400].join(" && ");
    let ternary = format!("{}notified", "notified?notified:".repeat(100));
    let dots = format!("a{}", ".a".repeat(900));
    let equal = format!("notified{}", "==notified".repeat(190));
    let lists = format!("act in {}", "[".repeat(1900));
    for hostile in [deep, signs, long, ternary, dots, equal, lists] {
        let text = format!("{SMALL}{}", article("a", "prohibited", &format!("condition = '{hostile}'")));
        assert!(check_text(&text).faulty(), "{}", &hostile[..40]);
    }
    // Each definition uses the one before twice: two to the power of twenty tests, if nothing stopped it.
    let mut doubling = String::from(SMALL);
    for number in 0..20 {
        let condition = if number == 0 { "notified".to_owned() } else { format!("d{0} && !d{0}", number - 1) };
        doubling.push_str(&format!(
            "[[definition]]\nkey = \"d{number}\"\ncondition = '{condition}'\ntitle = {{ ar = \"ن\", en = \"t\" }}\ntext = {{ ar = \"ن\", en = \"t\" }}\n"
        ));
    }
    assert!(has(&doubling, "condition-large"));
}

#[test]
fn unknown_facts_decide_nothing_and_known_ones_do() {
    let text = format!(
        "{SMALL}{}",
        article(
            "a",
            "prohibited",
            "condition = 'act == \"SHELL\" && (weapon == \"tank\" || calibre_mm >= 100) && inside(\"z\")'"
        )
    );
    let agreement = check_text(&text).agreement.unwrap();
    let state = state(&agreement);
    let said = |line: &str| told(&answers(&state, &agreement, &tests(&agreement), &act(line))[0].1);
    assert_eq!(said("SHELL 2020-02-01T00:00:00Z"), "for want of weapon+calibre+place");
    assert_eq!(said("SHELL tank 32.5,13.5±100 2020-02-01T00:00:00Z"), "applies");
    assert_eq!(said("SHELL mortar 32.5,13.5±100 2020-02-01T00:00:00Z"), "for want of calibre");
    assert_eq!(said("SHELL mortar 82mm 32.5,13.5±100 2020-02-01T00:00:00Z"), "does not: weapon+calibre");
    assert_eq!(said("FIRE-SA 2020-02-01T00:00:00Z"), "does not: act");
    assert_eq!(said("32.5,15.5±100 2020-02-01T00:00:00Z"), "does not: place");
}

#[test]
fn the_share_of_the_area_is_the_confidence() {
    let text = format!("{SMALL}{}", article("a", "prohibited", "acts = [\"SHELL\"]\nzone = \"z\""));
    let agreement = check_text(&text).agreement.unwrap();
    let state = state(&agreement);
    let share = |line: &str| answers(&state, &agreement, &tests(&agreement), &act(line))[0].1.share_permille;
    assert_eq!(share("SHELL 32.5,13.5±100 2020-02-01T00:00:00Z"), None);
    let half = share("SHELL 32.5,13.0±2000 2020-02-01T00:00:00Z").unwrap();
    assert!((470..=530).contains(&half), "{half}");
    let quarter = share("SHELL 32.0,13.0±2000 2020-02-01T00:00:00Z").unwrap();
    assert!((220..=280).contains(&quarter), "{quarter}");
    assert_eq!(share("SHELL 2020-02-01T00:00:00Z"), None);
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = std::path::Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
        .join("../../docs/reference/agreement.schema.json");
    let published = schema::published();
    if std::env::var_os("MIRQAB_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, &published).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), published, "run this test with MIRQAB_WRITE_SCHEMA=1");
}

#[test]
fn terms_that_came_without_a_file_are_checked_too() {
    let mut agreement = check_text(SMALL).agreement.unwrap();
    agreement.provisions = None;
    assert!(check_terms(&agreement).iter().all(|remark| remark.line == 0 && remark.level != Level::Fault));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Whatever stands where a condition should, the reader answers.
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z0-9 ()!&|=<>.,\\[\\]\"?:-]{0,120}") {
        let agreement = check_text(SMALL).agreement.unwrap();
        let _ = super::cel::one(&agreement, &std::collections::BTreeMap::new(), &text);
    }

    /// Any bytes are an agreement file or are told to be none.
    #[test]
    fn any_bytes_are_read_or_refused(cut in 0..SMALL.len(), with in proptest::collection::vec(any::<u8>(), 0..12)) {
        let mut bytes = SMALL.as_bytes().to_vec();
        bytes.splice(cut..(cut + with.len()).min(SMALL.len()), with);
        let checked = check_bytes(&bytes);
        prop_assert!(checked.agreement.is_some() || checked.faulty());
    }
}
