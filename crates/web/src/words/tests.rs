//! Both catalogues whole and alike; every code and every refusal has its words; Arabic numbers agree.

use super::*;
use mirqab_domain::{
    Room, agreement, commitment, finding, incident, mission, publication, report, response, verification,
};
use mirqab_vocabulary::{
    Attribution, Bearing, Classification, Coordinates, Credibility, Direction, DistanceBand, Gravity, Instant,
    Interval, LocalDay, Means, Occurrence, PartyCode, Quality, Reliability, Role, StandardOfProof, UnableReason,
    ViolationKind, WeaponClass, What, ZoneName,
};
use std::collections::{BTreeMap, BTreeSet};

/// Latin words that an Arabic message may hold: acronyms, formats, names of programs and zones.
const LATIN_ALLOWED: &[&str] = &[
    "CSV", "GPX", "QR", "TOML", "JSON", "GeoJSON", "SHA", "UTC", "UTF", "Africa", "Tripoli", "mirqab", "check", "init",
    "verify",
];
/// Messages that are in the other language, or are grades of the Admiralty code.
const LATIN_MESSAGES: &[&str] = &[
    "language-switch",
    "evidence-reliability-hint",
    "evidence-does-not-carry-hint",
    // These name the codes of an export.
    "column-followed",
    "column-followed-state",
    // This one a line of a file.
    "cli-no-authority-hint",
    // These columns and codes of a file.
    "fuse-no-id-column",
    "fuse-empty-hint",
    "fuse-label-columns-hint",
    "fuse-not-a-count",
    "fuse-not-a-source-kind",
    "fuse-half-a-point",
    "fuse-before-its-begin",
    "fuse-not-a-verdict",
    // And these the word that programs look for.
    "said-holds",
    "said-does-not-hold",
];

struct Message {
    text: String,
    variables: BTreeSet<String>,
}

/// Messages by key, read as text: a key begins a line, what belongs to it is indented.
fn messages(files: &[(&str, &str)]) -> BTreeMap<String, Message> {
    let mut all: BTreeMap<String, Message> = BTreeMap::new();
    for (file, text) in files {
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let body = if line.starts_with(' ') {
                line
            } else {
                let (name, body) = line.split_once(" =").unwrap_or_else(|| panic!("{file}: {line:?} is no message"));
                assert!(
                    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                    "{file}: {name} is not a key"
                );
                key = name.to_owned();
                let fresh = Message { text: String::new(), variables: BTreeSet::new() };
                assert!(all.insert(key.clone(), fresh).is_none(), "{file}: {name} stands twice");
                body
            };
            let message = all.get_mut(&key).unwrap_or_else(|| panic!("{file}: {line:?} belongs to nothing"));
            message.text.push_str(body);
            message.text.push('\n');
            for piece in body.split('$').skip(1) {
                let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(piece.len());
                message.variables.insert(piece[..end].trim_end_matches('-').to_owned());
            }
        }
    }
    all
}

fn both() -> [&'static Words; 2] {
    [Words::of(Language::Arabic), Words::of(Language::English)]
}

fn zone() -> ZoneName {
    ZoneName::parse("Africa/Tripoli").unwrap()
}

fn bare(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
}

#[test]
fn both_catalogues_have_the_same_keys_and_ask_for_the_same() {
    let (arabic, english) = (messages(ARABIC), messages(ENGLISH));
    let keys = |all: &BTreeMap<String, Message>| all.keys().cloned().collect::<BTreeSet<_>>();
    let (ar, en) = (keys(&arabic), keys(&english));
    assert_eq!(ar.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "in Arabic only");
    assert_eq!(en.difference(&ar).collect::<Vec<_>>(), Vec::<&String>::new(), "in English only");
    for (key, message) in &english {
        assert_eq!(message.variables, arabic[key].variables, "{key}");
    }
}

#[test]
fn every_message_can_be_read_and_none_is_empty() {
    for (files, words) in [(ARABIC, both()[0]), (ENGLISH, both()[1])] {
        for (file, text) in files {
            assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{file} cannot be read");
        }
        for (key, message) in messages(files) {
            let pattern = words.bundle.get_message(&key).and_then(|message| message.value());
            let pattern = pattern.unwrap_or_else(|| panic!("{key} has no text"));
            for number in [0, 1, 2, 3, 11, 100] {
                let mut args = FluentArgs::new();
                for name in &message.variables {
                    args.set(name.clone(), FluentValue::from(number));
                }
                let mut errors = Vec::new();
                let said = words.bundle.format_pattern(pattern, Some(&args), &mut errors);
                assert!(errors.is_empty(), "{key}: {errors:?}");
                assert!(!said.trim().is_empty() && !said.contains(['{', '}', '⟦', '⟨', '⟩']), "{key}: {said}");
            }
        }
    }
}

#[test]
fn arabic_numbers_have_all_six_forms() {
    for (key, message) in messages(ARABIC) {
        if !message.text.contains("*[other]") {
            continue;
        }
        for form in ["zero", "one", "two", "few", "many"] {
            assert!(message.text.contains(&format!("[{form}]")), "{key} lacks {form}");
        }
    }
    let words = Words::of(Language::Arabic).plain();
    let reports: Vec<String> = [0, 1, 2, 3, 11, 100].map(|n| words.count("reports", n)).to_vec();
    assert_eq!(reports, ["لا بلاغات", "بلاغ واحد", "بلاغان", "3 بلاغات", "11 بلاغاً", "100 بلاغ"]);
    let hours: Vec<String> = [0, 1, 2, 3, 11, 100].map(|n| words.count("hours", n)).to_vec();
    assert_eq!(hours, ["لا ساعات", "ساعة واحدة", "ساعتان", "3 ساعات", "11 ساعة", "100 ساعة"]);
    let english = Words::of(Language::English).plain();
    assert_eq!([1, 2].map(|n| english.count("origins", n)), ["1 independent origin", "2 independent origins"]);
}

#[test]
fn arabic_holds_no_latin_words_beyond_the_list() {
    for (key, message) in messages(ARABIC) {
        if LATIN_MESSAGES.contains(&key.as_str()) {
            continue;
        }
        let mut depth = 0;
        let outside: String = message
            .text
            .chars()
            .map(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                // The names of plural categories stand in brackets, each before its form.
                if depth > 0 && !message.text.contains("->") { ' ' } else { c }
            })
            .collect();
        let mut outside = outside;
        for form in ["[zero]", "[one]", "[two]", "[few]", "[many]", "[other]"] {
            outside = outside.replace(form, " ");
        }
        for name in &message.variables {
            outside = outside.replace(&format!("${name}"), " ");
        }
        for word in outside.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
            assert!(LATIN_ALLOWED.contains(&word), "{key}: {word}");
        }
    }
    for (key, message) in messages(ENGLISH) {
        let arabic = message.text.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c));
        assert!(!arabic || key == "language-switch", "{key} holds Arabic");
    }
}

#[test]
fn every_code_of_the_vocabulary_has_its_name() {
    fn named<C: Code>(prefix: &str) {
        for code in C::ALL {
            for words in both() {
                let key = key_of(prefix, code.code());
                assert!(words.has(&key), "{key} in {:?}", words.language());
            }
        }
    }
    named::<ViolationKind>("kind");
    named::<WeaponClass>("weapon");
    named::<Role>("role");
    named::<What>("what");
    named::<Direction>("direction");
    named::<Means>("means");
    named::<Quality>("quality");
    named::<Reliability>("reliability");
    named::<Credibility>("credibility");
    named::<StandardOfProof>("standard");
    named::<UnableReason>("unable");
    named::<Gravity>("gravity");
    named::<Language>("language");
    let families: BTreeSet<String> = ViolationKind::ALL.iter().map(|kind| kind.family().to_string()).collect();
    all_named("family", families.iter().map(String::as_str));
}

fn all_named<'a>(prefix: &str, codes: impl IntoIterator<Item = &'a str>) {
    for code in codes {
        for words in both() {
            let key = key_of(prefix, code);
            assert!(words.has(&key), "{key} in {:?}", words.language());
        }
    }
}

#[test]
fn every_axis_has_its_names() {
    let (party, standard) = (PartyCode::parse("north").unwrap(), StandardOfProof::ReasonableGrounds);
    let occurrences = [
        Occurrence::Confirmed,
        Occurrence::Corroborated,
        Occurrence::Probable,
        Occurrence::Contested,
        Occurrence::Unconfirmed,
        Occurrence::UnableToVerify { reason: UnableReason::Time, denied_by: None },
        Occurrence::DidNotOccur,
    ];
    let classifications = [
        Classification::Violation { article: "1".to_owned() },
        Classification::NotAViolation,
        Classification::Permitted { article: "1".to_owned() },
        Classification::OutsideScope,
        Classification::DisputedApplicability,
        Classification::Undecided,
    ];
    let attributions = [
        Attribution::AttributedTo { party, standard },
        Attribution::AreaOfOriginOnly,
        Attribution::Both { standard },
        Attribution::Unattributed,
        Attribution::NonSignatory,
        Attribution::Criminal,
    ];
    for (prefix, codes) in [
        ("occurrence", occurrences.iter().map(Occurrence::code).collect::<Vec<_>>()),
        ("classification", classifications.iter().map(Classification::code).collect()),
        ("attribution", attributions.iter().map(Attribution::code).collect()),
    ] {
        all_named(prefix, codes.iter().copied());
        let hints: Vec<String> = codes.iter().map(|code| format!("{code}-hint")).collect();
        all_named(prefix, hints.iter().map(String::as_str));
    }
}

#[test]
fn every_code_of_the_rooms_has_its_name() {
    use agreement::{Effect, Fact, Form, Kind, SignatureState as S};
    use finding::Handling as H;
    use mission::{PostKind, RestrictionKind as R};
    all_named("channel", report::Channel::ALL.iter().map(|channel| channel.code()));
    all_named("precision", ["stated", "day_only"]);
    all_named("place", ["point", "named", "from_observer"]);
    all_named("evidence", verification::EvidenceKind::ALL.iter().map(|kind| kind.code()));
    all_named("reply", response::ReplyKind::ALL.iter().map(|kind| kind.code()));
    all_named("room", Room::ALL.iter().map(|room| room.code()));
    let handlings = [H::UnderReview, H::AwaitingDecision, H::Decided, H::Published, H::Retracted, H::SentBack];
    all_named("handling", handlings.iter().map(|handling| handling.code()));
    all_named("handling", ["reported", "under_verification"]);
    all_named("progress", commitment::Progress::ALL.iter().map(|one| one.code()));
    all_named("commitment-kind", commitment::Kind::ALL.iter().map(|one| one.code()));
    all_named("reached", commitment::Reached::ALL.iter().map(|one| one.code()));
    all_named("grant", commitment::Grant::ALL.iter().map(|one| one.code()));
    all_named("score", commitment::Score::ALL.iter().map(|one| one.code()));
    all_named("notice-kind", commitment::NoticeKind::ALL.iter().map(|one| one.code()));
    all_named("pause", commitment::PauseStanding::ALL.iter().map(|one| one.code()));
    all_named("clock", commitment::Clock::ALL.iter().map(|one| one.code()));
    all_named("evidence", commitment::EvidenceKind::ALL.iter().map(|one| one.code()));
    all_named("post", [PostKind::Team, PostKind::Camera, PostKind::Acoustic].iter().map(|kind| kind.code()));
    all_named("restriction", R::ALL.iter().map(|kind| kind.code()));
    all_named("outage", mission::OutageCause::ALL.iter().map(|cause| cause.code()));
    all_named("hazard", mission::HazardKind::ALL.iter().map(|kind| kind.code()));
    all_named("kept", mission::Kept::ALL.iter().map(|kept| kept.code()));
    all_named("function", mission::Function::ALL.iter().map(|function| function.code()));
    all_named("site", mission::SiteKind::ALL.iter().map(|kind| kind.code()));
    all_named("patrol-means", mission::PatrolMeans::ALL.iter().map(|means| means.code()));
    all_named("patrol", mission::patrol::Stands::ALL.iter().map(|stands| stands.code()));
    all_named("late", mission::patrol::Late::ALL.iter().map(|late| late.code()));
    all_named("watch-means", mirqab_app::Means::ALL.iter().map(|means| means.code()));
    let signatures = [S::Invited, S::Signed, S::AskedForTime, S::LeftWithoutSigning, S::Declined, S::Withdrew];
    all_named("signature", signatures.iter().map(|state| state.code()));
    let kinds = [Kind::DeclaredTruce, Kind::SignedAgreement, Kind::LocalPause];
    all_named("agreement-kind", kinds.iter().map(|kind| kind.code()));
    let effects = [
        Effect::Prohibited,
        Effect::Permitted,
        Effect::PermittedIfNotified,
        Effect::Obligation,
        Effect::Exclusion,
        Effect::SelfDefence,
    ];
    all_named("effect", effects.iter().map(|effect| effect.code()));
    all_named("circumstance", verification::Circumstance::ALL.iter().map(|one| one.code()));
    all_named("lapse", mirqab_app::mechanism::Lapse::CODES.iter().copied());
    all_named("given", verification::Given::ALL.iter().map(|one| one.code()));
    all_named("fact", Fact::ALL.iter().map(|fact| fact.code()));
    all_named("flaw", agreement::Found::ALL.iter().map(|found| found.code()));
    all_named("answer", agreement::Outcome::ALL.iter().map(|outcome| outcome.code()));
    all_named("circumstance", agreement::Circumstance::ALL.iter().map(|one| one.code()));
    all_named("force-step", agreement::ForceStep::ALL.iter().map(|step| step.code()));
    all_named("supplement-kind", agreement::SupplementKind::ALL.iter().map(|kind| kind.code()));
    all_named("medium", agreement::Medium::ALL.iter().map(|medium| medium.code()));
    all_named("relation", agreement::Relation::ALL.iter().map(|relation| relation.code()));
    all_named("guarantor-role", agreement::GuarantorRole::ALL.iter().map(|role| role.code()));
    all_named("decision", agreement::DecisionRule::ALL.iter().map(|rule| rule.code()));
    all_named("form", [Form::Line, Form::Area].iter().map(|form| form.code()));
    let periods = [publication::Period::Daily, publication::Period::Weekly];
    all_named("period", periods.iter().map(|period| period.code()));
    all_named("aim", ["conclude", "correct", "retract"]);
    all_named("standing", ["open", "merged_into"]);
    // The record's disclosure groups; its crate is not among those that this floor may import.
    all_named("group", ["exact", "identity", "open", "words"]);
}

#[test]
fn every_refusal_has_its_sentence_and_its_remedy() {
    macro_rules! slugs {
        ($($room:ident),+) => { [$($room::Refusal::ALL.iter().map(|refusal| refusal.slug()).collect::<Vec<_>>()),+].concat() };
    }
    let slugs = slugs!(agreement, commitment, mission, report, incident, verification, finding, response, publication);
    assert!(slugs.len() > 80);
    for slug in slugs {
        all_named("refusal", [slug, &format!("{slug}-hint")]);
    }
}

#[test]
fn every_problem_of_a_table_has_its_sentence_and_its_remedy() {
    let slugs = "empty not-csv too-large zero-bytes column-name no-rows missing unknown day day-ambiguous time backwards \
                 number latitude longitude bearing band no-place text party party-not-own cells unreadable";
    for slug in slugs.split_whitespace() {
        all_named("refusal-csv", [slug, &format!("{slug}-hint")]);
    }
}

#[test]
fn what_can_go_wrong_has_its_remedy() {
    for key in messages(ENGLISH).keys() {
        let said = ["field-", "refusal-"].iter().any(|prefix| key.starts_with(prefix)) && !key.ends_with("-hint");
        assert!(!said || both()[1].has(&format!("{key}-hint")), "{key} has no hint");
    }
    let broken =
        ["disk-full", "disk-fails", "read-only", "in-use", "damaged", "newer-folder", "no-folder", "folder-taken"];
    let general = [
        "denied",
        "not-found",
        "conflict",
        "invalid-field",
        "too-large",
        "unsupported-media-type",
        "rate-limited",
        "locked-out",
        "wrong-password",
        "csrf",
        "session-expired",
        "method-not-allowed",
        "internal",
    ];
    for slug in broken.into_iter().chain(general) {
        all_named("error", [slug, &format!("{slug}-hint")]);
    }
}

#[test]
fn a_missing_key_is_shown_and_nothing_breaks() {
    let words = Words::of(Language::English);
    assert_eq!(words.say("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(words.code_str("kind", "FIRE_X"), "⟦kind-fire-x⟧");
    assert!(words.say("due-at").contains("$time"));
    assert_eq!(words.code("kind", ViolationKind::SniperFire), "Sniper fire");
    assert_eq!((words.dir(), Words::of(words.other_language()).dir()), ("ltr", "rtl"));
    assert!(words.hint("refusal-report-not-submitted", &[]).is_some() && words.hint("nav-reports", &[]).is_none());
}

#[test]
fn what_comes_from_outside_is_isolated_on_pages_and_plain_in_files() {
    let words = Words::of(Language::Arabic);
    let args = [("party", Arg::from("GNA"))];
    assert_eq!(words.say_with("finding-attributed-to", &args), "منسوب إلى \u{2068}GNA\u{2069}");
    assert_eq!(words.plain().say_with("finding-attributed-to", &args), "منسوب إلى GNA");
    assert_eq!((words.isolate("GNA"), words.plain().isolate("GNA")), ("\u{2068}GNA\u{2069}".into(), "GNA".into()));
}

#[test]
fn names_are_listed_in_the_order_given() {
    let [arabic, english] = both();
    assert_eq!(bare(&english.list(&["Misrata", "Sirte", "Tripoli"])), "Misrata, Sirte and Tripoli");
    assert_eq!(bare(&arabic.list(&["مصراتة", "سرت", "طرابلس"])), "مصراتة وسرت وطرابلس");
    assert_eq!(arabic.list(&["Sirte", "طرابلس"]), "\u{2068}Sirte\u{2069} و\u{2068}طرابلس\u{2069}");
    assert_eq!((english.plain().list(&["Sirte"]), english.list(&[])), ("Sirte".into(), String::new()));
}

#[test]
fn numbers_are_written_in_latin_digits_and_grouped_by_language() {
    let [arabic, english] = both();
    assert_eq!(
        [0, 999, 1000, 12_495, 1_000_000].map(|n| english.number(n)),
        ["0", "999", "1,000", "12,495", "1,000,000"]
    );
    assert_eq!(arabic.number(12_495), "12\u{A0}495");
    assert_eq!(english.plain().count("reports", 12_495), "12,495 reports");
    assert_eq!((english.percent(3588, 8119), bare(&arabic.percent(3588, 8119))), ("44.2%".into(), "44,2%".into()));
    assert_eq!((english.percent(1, 0), english.percent(u64::MAX, u64::MAX)), ("no figure".into(), "100%".into()));
}

#[test]
fn days_and_times_are_local_and_written_out() {
    let [arabic, english] = both();
    let day = LocalDay::parse("2020-01-18").unwrap();
    assert_eq!(english.day(day), "Saturday 18 January 2020");
    assert_eq!(arabic.day(day), "السبت 18 كانون الثاني/يناير 2020");
    assert_eq!((english.short_day(day), arabic.short_day(day)), ("18 Jan 2020".into(), "18 يناير 2020".into()));
    let at = |text: &str| Instant::parse(text).unwrap();
    assert_eq!(english.time(at("2020-01-17T23:30:00Z"), &zone()), "18 Jan 2020, 01:30");
    assert_eq!(arabic.time(at("2020-01-17T23:30:00Z"), &zone()), "18 يناير 2020، الساعة 01:30");
    let between = |from: &str, to: &str| Interval::new(at(from), at(to)).unwrap();
    let said = |from, to| english.interval(between(from, to), &zone());
    assert_eq!(said("2020-01-18T01:00:00Z", "2020-01-18T01:00:00Z"), "18 Jan 2020, 03:00");
    assert_eq!(said("2020-01-18T01:00:00Z", "2020-01-18T02:20:00Z"), "18 Jan 2020, 03:00–04:20");
    assert_eq!(said("2020-01-18T21:30:00Z", "2020-01-18T23:10:00Z"), "18 Jan 2020, 23:30 to 19 Jan 2020, 01:10");
    let whole = zone().interval_of(day).unwrap();
    assert_eq!(english.interval(whole, &zone()), "18 Jan 2020");
    assert_eq!(said("2020-01-17T22:00:00Z", "2020-01-19T21:59:59Z"), "18 Jan 2020 to 19 Jan 2020");
    assert_eq!(english.day_only(whole, &zone()), "18 Jan 2020, time not stated");
    assert_eq!(arabic.day_only(whole, &zone()), "18 يناير 2020، دون ذكر الوقت");
}

#[test]
fn places_and_sizes_are_written_with_their_units() {
    let [arabic, english] = both();
    let at = Coordinates::new(32_887_200, -13_191_345).unwrap();
    assert_eq!(english.coordinates(at), "32.8872° N, 13.191345° W");
    assert_eq!(bare(&arabic.coordinates(at)), "32.8872° شمالاً، 13.191345° غرباً");
    assert_eq!([0, 850, 1249, 9999, 40_000].map(|m| english.distance(m)), ["0 m", "850 m", "1.2 km", "10 km", "40 km"]);
    assert_eq!(arabic.distance(1200), "1,2 كم");
    assert_eq!(english.distance_band(DistanceBand::new(2000, 4000).unwrap()), "2 km–4 km");
    assert_eq!(arabic.distance_band(DistanceBand::new(2000, 4000).unwrap()), "من 2 كم إلى 4 كم");
    let points = [0, 112, 113, 675, 3487, 3488].map(|tenths| english.bearing(Bearing::new(tenths, 50).unwrap()));
    let last = |text: &String| text.rsplit(' ').next().unwrap_or_default().to_owned();
    assert_eq!(points.iter().map(last).collect::<Vec<_>>(), ["(N)", "(N)", "(NNE)", "(ENE)", "(NNW)", "(N)"]);
    assert_eq!(points[2], "11.3° ± 5° (NNE)");
    assert_eq!([999, 1000, 1_234_567].map(|bytes| english.file_size(bytes)), ["999 B", "1 kB", "1.2 MB"]);
    assert_eq!(english.duration_s(183_600), "2 days and 3 hours");
    assert_eq!(arabic.duration_s(183_600), "يومان و3 ساعات");
    assert_eq!((english.duration_s(0), english.duration_s(3600)), ("0 seconds".into(), "1 hour".into()));
}
