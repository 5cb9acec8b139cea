//! The agreement files of the repository: each article is named here by an act, and by what the article says of it.

use super::check::{check_text, tests};
use mirqab_domain::agreement::*;
use mirqab_vocabulary::*;
use std::collections::BTreeSet;

const FILES: &[(&str, &str)] = &[
    ("libya", include_str!("../../../../agreements/libya-2020-10-23.toml")),
    ("minsk", include_str!("../../../../agreements/minsk-2015-02-12.toml")),
    ("hudaydah", include_str!("../../../../agreements/hudaydah-2018-12-13.toml")),
    ("jeddah", include_str!("../../../../agreements/jeddah-2023-05-20.toml")),
];

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A case in one line: `ACT weapon calibre lat,lon±radius time key=yes|no… actor=…`; words in any order, each by its shape.
pub(super) fn act(line: &str) -> Act {
    let mut act = Act {
        kind: None,
        weapon: WeaponClass::Unknown,
        calibre_mm: None,
        actor: None,
        occurred: Interval::new(at("2000-01-01T00:00:00Z"), at("2000-01-01T00:00:00Z")).unwrap(),
        day: LocalDay::parse("2000-01-01").unwrap(),
        at: None,
        circumstances: Circumstances::default(),
    };
    for word in line.split_whitespace() {
        if let Some(kind) = ViolationKind::from_code(word) {
            act.kind = Some(kind);
        } else if let Some(weapon) = WeaponClass::from_code(word) {
            act.weapon = weapon;
        } else if let Ok(moment) = Instant::parse(word) {
            act.occurred = Interval::new(moment, moment).unwrap();
            act.day = LocalDay::parse(&word[..10]).unwrap();
        } else if let Some(mm) = word.strip_suffix("mm") {
            act.calibre_mm = Some(mm.parse().unwrap());
        } else if let Some(actor) = word.strip_prefix("actor=") {
            act.actor = Some(actor.to_owned());
        } else if let Some((name, known)) = word.split_once('=') {
            let found = Circumstance::ALL.iter().find(|one| one.code() == name).unwrap();
            act.circumstances.set(*found, Some(known == "yes"));
        } else if let Some((point, radius)) = word.split_once('±') {
            let (lat, lon) = point.split_once(',').unwrap();
            let point = Coordinates::from_degrees(lat.parse().unwrap(), lon.parse().unwrap()).unwrap();
            act.at = Some((point, radius.parse().unwrap()));
        } else {
            panic!("{word} is no word of a case");
        }
    }
    act
}

pub(super) fn state(agreement: &Agreement) -> State {
    let event = Event::Adopted { agreement: Box::new(agreement.clone()) };
    let author =
        mirqab_domain::Author { account: AccountId::from_parts(1, [1; 10]), role: Role::HeadOfMission, party: None };
    assert_eq!(admit(None, &event, &author), Ok(()));
    State::apply(None, AgreementId::from_parts(1, [0; 10]), &event, at("2020-01-01T00:00:00Z")).unwrap()
}

fn answer(agreement: &Agreement, key: &str, act: &Act) -> Option<Answer> {
    let state = state(agreement);
    let index = agreement.articles.iter().position(|article| article.key == key).unwrap();
    Trial::new(&state, agreement, &tests(agreement), act).answer(index)
}

pub(super) fn told(answer: &Answer) -> String {
    let facts = |facts: &[Fact]| facts.iter().map(|fact| fact.code()).collect::<Vec<_>>().join("+");
    match answer.outcome {
        Outcome::Applies => match answer.unless.as_slice() {
            [] => "applies".to_owned(),
            [unless, ..] => format!("applies unless {}: {}", unless.article, facts(&unless.missing)),
        },
        Outcome::DoesNot => match &answer.gives_way_to {
            Some(key) => format!("gives way to {key}"),
            None => format!("does not: {}", facts(&answer.failed)),
        },
        Outcome::Undecided => format!("for want of {}", facts(&answer.missing)),
        Outcome::Disputed => {
            let reading = |one: &ReadingAnswer| format!("{} {}", one.party, one.outcome.code());
            format!("disputed: {}", answer.readings.iter().map(reading).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Agreement, article, act, what the article says of it.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("libya", "a1", "SHELL mortar 32.81,13.19±500 2020-11-02T09:00:00Z", "applies unless a11: actor"),
    ("libya", "a1", "SHELL actor=designated 2020-11-02T09:00:00Z", "gives way to a11"),
    ("libya", "a1", "SHELL actor=brought-by-lna 2020-11-02T09:00:00Z", "applies"),
    ("libya", "a1", "SHELL 2020-10-22T09:00:00Z", "does not: force"),
    ("libya", "a1", "EXPL-U 2020-11-02T09:00:00Z", "for want of act"),
    ("libya", "a4", "EMB actor=gna 2020-11-20T09:00:00Z", "applies"),
    ("libya", "a7", "ROAD actor=lna 2020-11-20T09:00:00Z", "applies"),
    ("libya", "a8", "HATE actor=gna 2020-11-20T09:00:00Z", "applies"),
    ("libya", "a9", "DET actor=gna 2020-11-20T09:00:00Z", "applies"),
    ("libya", "a11", "SHELL actor=designated 2020-11-02T09:00:00Z", "applies"),
    ("libya", "a11", "SHELL 2020-11-02T09:00:00Z", "for want of actor"),
    ("minsk", "m1", "FIRE-SNIPE 2015-02-16T09:00:00Z", "applies"),
    ("minsk", "m1", "FIRE-SNIPE 2015-02-14T09:00:00Z", "does not: force"),
    (
        "minsk",
        "m2-50",
        "WPN-LINE artillery 152mm 48.50,37.65±200 2015-04-01T09:00:00Z",
        "disputed: government does_not, formations applies",
    ),
    ("minsk", "m2-50", "WPN-LINE artillery 152mm 48.06,37.60±200 2015-04-01T09:00:00Z", "applies"),
    ("minsk", "m2-50", "WPN-LINE artillery 48.06,37.60±200 2015-04-01T09:00:00Z", "for want of calibre"),
    ("minsk", "m2-50", "WPN-LINE artillery 85mm 48.06,37.60±200 2015-04-01T09:00:00Z", "does not: calibre"),
    ("minsk", "m2-50", "WPN-LINE artillery 152mm 48.06,37.60±200 2015-02-20T09:00:00Z", "does not: time"),
    ("minsk", "m2-70", "WPN-LINE mlrs 122mm 48.06,37.30±200 2015-04-01T09:00:00Z", "applies"),
    ("minsk", "m2-140", "WPN-LINE mlrs 300mm 48.06,36.90±200 2015-04-01T09:00:00Z", "applies"),
    ("minsk", "m2-140", "WPN-LINE mlrs 300mm 48.06,36.20±200 2015-04-01T09:00:00Z", "does not: distance"),
    ("minsk", "m2-use", "SHELL artillery 152mm 48.06,37.60±200 2015-04-01T09:00:00Z", "applies"),
    ("minsk", "s1-tanks", "WPN-LINE tank 48.06,37.60±200 2015-10-10T09:00:00Z", "does not: time"),
    ("minsk", "s1-tanks", "WPN-LINE tank 48.06,37.60±200 2015-10-20T09:00:00Z", "applies"),
    ("minsk", "s1-guns", "WPN-LINE mortar 120mm 48.06,37.60±200 2015-11-20T09:00:00Z", "applies"),
    ("minsk", "j1", "ADV 2020-07-28T09:00:00Z", "applies"),
    ("minsk", "j1", "ADV 2020-07-26T20:00:00Z", "does not: time"),
    ("minsk", "j2", "OVERFLIGHT 2020-07-28T09:00:00Z", "applies"),
    ("minsk", "j3", "FIRE-SA 2020-07-28T09:00:00Z", "applies unless j7: order+attack+mechanism"),
    (
        "minsk",
        "j3",
        "FIRE-SA 2020-07-28T09:00:00Z ordered=yes mechanism_failed=yes under_attack=yes",
        "gives way to j7",
    ),
    ("minsk", "j3", "FIRE-SA 2020-07-28T09:00:00Z ordered=no mechanism_failed=yes under_attack=yes", "applies"),
    ("minsk", "j4", "WPN-LINE tank 48.32,37.985±100 2020-07-28T09:00:00Z", "applies"),
    ("minsk", "j4", "WPN-LINE tank 48.345,37.985±100 2020-07-28T09:00:00Z", "applies"),
    ("minsk", "j4", "WPN-LINE tank 48.40,37.985±100 2020-07-28T09:00:00Z", "does not: place+distance"),
    ("minsk", "j7", "FIRE-SA 2020-07-28T09:00:00Z under_attack=yes ordered=yes", "for want of mechanism"),
    ("hudaydah", "h1", "SHELL 14.79,42.96±300 2019-01-10T09:00:00Z", "applies"),
    ("hudaydah", "h1", "SHELL 15.35,44.20±300 2019-01-10T09:00:00Z", "does not: place"),
    ("hudaydah", "h4", "FORT 14.79,42.96±300 2019-01-10T09:00:00Z", "applies"),
    ("hudaydah", "h5", "MOVE 15.10,42.80±100 2018-12-20T09:00:00Z", "does not: time"),
    ("hudaydah", "h5", "MOVE 15.10,42.80±100 2019-02-01T09:00:00Z", "applies"),
    ("hudaydah", "h6", "AID 14.79,42.96±300 2019-01-10T09:00:00Z", "applies"),
    ("jeddah", "p1", "AIR 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "p1", "AIR 2023-05-30T09:00:00Z", "does not: force"),
    ("jeddah", "p2", "MOVE 2023-05-23T09:00:00Z", "for want of notification"),
    ("jeddah", "p2", "MOVE notified=yes 2023-05-23T09:00:00Z", "gives way to w3"),
    ("jeddah", "p2", "MOVE notified=no 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "p3", "OVERFLIGHT notified=no 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "p4", "DET 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "p5", "AID 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "w1", "NONVIOL 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "w2", "OVERFLIGHT notified=yes 2023-05-23T09:00:00Z", "applies"),
    ("jeddah", "w3", "MOVE notified=yes 2023-05-23T09:00:00Z", "applies"),
];

/// Agreement, obligation, time, which articles are fulfilled, where it stands.
const DUTIES: &[(&str, &str, &str, &str, &str)] = &[
    ("libya", "a2", "2020-12-01T00:00:00Z", "", "owed"),
    ("libya", "a3", "2021-01-01T00:00:00Z", "", "owed until 2021-01-23T10:00:00Z"),
    ("libya", "a3", "2021-02-01T00:00:00Z", "", "overdue since 2021-01-23T10:00:00Z"),
    ("libya", "a5", "2020-12-01T00:00:00Z", "", "owed"),
    ("libya", "a6", "2020-12-01T00:00:00Z", "", "owed"),
    ("libya", "a7", "2020-12-01T00:00:00Z", "", "waits for a2"),
    ("libya", "a7", "2020-12-01T00:00:00Z", "a2", "owed"),
    ("libya", "a10", "2020-12-01T00:00:00Z", "", "owed"),
    ("libya", "a12", "2020-12-01T00:00:00Z", "", "waits for a5"),
    ("minsk", "j5", "2020-08-01T00:00:00Z", "", "owed"),
    ("minsk", "j6", "2020-08-01T00:00:00Z", "", "owed"),
    ("hudaydah", "h2", "2019-01-05T00:00:00Z", "", "overdue since 2018-12-31T21:00:00Z"),
    ("hudaydah", "h3", "2019-01-10T00:00:00Z", "", "waits for h2"),
    ("hudaydah", "h3", "2019-01-10T00:00:00Z", "h2", "overdue since 2019-01-07T21:00:00Z"),
    ("hudaydah", "h7", "2019-01-10T00:00:00Z", "", "owed"),
    ("jeddah", "o1", "2023-05-23T00:00:00Z", "", "overdue since 2023-05-22T19:45:00Z"),
];

fn agreement(name: &str) -> Agreement {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name).unwrap();
    check_text(text).agreement.unwrap()
}

#[test]
fn the_files_have_no_faults() {
    for (name, text) in FILES {
        let checked = check_text(text);
        let faults: Vec<_> = checked.remarks.iter().filter(|remark| remark.level == Level::Fault).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn each_article_says_of_each_act_what_it_should() {
    let mut wrong = Vec::new();
    for (name, key, line, expected) in CASES {
        let said = answer(&agreement(name), key, &act(line)).map_or("nothing".to_owned(), |answer| told(&answer));
        if said != *expected {
            wrong.push(format!("{name} {key} {line}: {said}, not {expected}"));
        }
    }
    for (name, key, when, fulfilled, expected) in DUTIES {
        let agreement = agreement(name);
        let article = agreement.articles.iter().find(|article| article.key == *key).unwrap();
        let fulfilled = fulfilled.split_whitespace().map(str::to_owned).collect();
        let said = match duty_at(article, &fulfilled, at(when)) {
            Duty::Waits(keys) => format!("waits for {}", keys.join(" ")),
            Duty::Owed(None) => "owed".to_owned(),
            Duty::Owed(Some(until)) => format!("owed until {until}"),
            Duty::Overdue(since) => format!("overdue since {since}"),
        };
        if said != *expected {
            wrong.push(format!("{name} {key}: {said}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_article_of_each_file_is_named_by_a_case() {
    let named: BTreeSet<(&str, &str)> = CASES
        .iter()
        .map(|(name, key, ..)| (*name, *key))
        .chain(DUTIES.iter().map(|(name, key, ..)| (*name, *key)))
        .collect();
    for (name, _) in FILES {
        for article in agreement(name).articles {
            assert!(
                named.contains(&(*name, article.key.as_str())),
                "{name}: no case names the article {}",
                article.key
            );
        }
    }
}

/// Every mention of one party's code becomes the other's, at the ends of words.
fn swapped(text: &str, one: &str, other: &str) -> String {
    let quoted = |code: &str| format!("\"{code}\"");
    let texts = text.replace(&quoted(one), "\u{0}").replace(&quoted(other), &quoted(one));
    texts.replace('\u{0}', &quoted(other))
}

#[test]
fn swapping_the_parties_in_a_file_swaps_them_in_the_answers_and_nothing_else() {
    for (name, text) in FILES {
        let codes: Vec<String> = agreement(name).parties.iter().map(|party| party.code.to_string()).collect();
        let [one, other] = codes.as_slice() else { panic!("{name} has not two parties") };
        let there = check_text(text).agreement.unwrap();
        let back = check_text(&swapped(text, one, other)).agreement.unwrap();
        for (_, key, line, _) in CASES.iter().filter(|(known, ..)| known == name) {
            let told_there = answer(&there, key, &act(line)).unwrap();
            let mut swapped_act = act(line);
            swapped_act.actor = swapped_act.actor.map(|actor| match actor {
                actor if actor == *one => other.clone(),
                actor if actor == *other => one.clone(),
                actor => actor,
            });
            let mut told_back = answer(&back, key, &swapped_act).unwrap();
            for reading in &mut told_back.readings {
                let swap = if reading.party.as_str() == one { other } else { one };
                reading.party = PartyCode::parse(swap).unwrap();
            }
            let sorted = |mut answer: Answer| {
                answer.readings.sort_by(|a, b| a.party.cmp(&b.party));
                answer
            };
            assert_eq!(sorted(told_there), sorted(told_back), "{name} {key} {line}");
        }
        let remarks = |text: &str| {
            let told = check_text(text).remarks;
            told.iter().map(|told| (told.code.clone(), told.line, told.detail.clone())).collect::<Vec<_>>()
        };
        assert_eq!(remarks(text), remarks(&swapped(text, one, other)), "{name}");
    }
}

#[test]
fn a_party_that_changes_its_name_keeps_its_code() {
    let agreement = agreement("libya");
    let party = PartyCode::parse("gna").unwrap();
    let name = |day: &str| agreement.name_on(&party, LocalDay::parse(day).unwrap()).unwrap().en.to_string();
    assert_eq!(name("2021-03-15"), "Government of National Accord");
    assert_eq!(name("2021-03-16"), "Government of National Unity");
}
