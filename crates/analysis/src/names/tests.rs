use super::*;

fn entry(key: &str, names: &[&str], lat: f64, lon: f64) -> Entry {
    Entry {
        key: key.into(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        at: Coordinates::from_degrees(lat, lon).unwrap(),
        radius_m: 2000,
        population: 0,
    }
}

fn gazetteer() -> Gazetteer {
    Gazetteer::new(vec![
        entry("salah_din", &["Salah al-Din", "صلاح الدين"], 32.81, 13.22),
        entry("ain_zara", &["Ain Zara", "عين زارة"], 32.78, 13.30),
        entry("sirte", &["Sirte", "سرت"], 31.20, 16.59),
        entry("surt_2", &["Sirte"], 25.0, 15.0),
        entry("gharyan", &["Gharyan", "غريان"], 32.17, 13.02),
        entry("qaryan", &["Qaryat", "قريات"], 30.4, 13.6),
    ])
}

fn key_of(answer: &Answer<'_>) -> Option<String> {
    match answer {
        Answer::Exact(one) | Answer::Clear(one) => Some(one.entry.key.clone()),
        _ => None,
    }
}

#[test]
fn one_place_is_found_by_all_its_spellings() {
    let places = gazetteer();
    for name in ["Salaheddine", "Salah Eddin", "salah ad-din", "صلاح الدّين", "Slah Eldin", "Salah Din"] {
        assert_eq!(key_of(&places.resolve(name, None)).as_deref(), Some("salah_din"), "{name}");
    }
    for name in ["Gheryan", "Garian", "Ghrayan", "غريآن"] {
        let best = places.candidates(name, None, 1);
        assert_eq!(best[0].entry.key, "gharyan", "{name}");
    }
}

#[test]
fn two_places_of_one_name_are_offered_and_the_nearer_comes_first() {
    let places = gazetteer();
    let Answer::Several(both) = places.resolve("Sirte", None) else { panic!("picked one of two") };
    assert_eq!(both.len(), 2);
    let near = Coordinates::from_degrees(25.1, 15.1).unwrap();
    let Answer::Several(both) = places.resolve("Sirte", Some(near)) else { panic!("nearness alone decided") };
    assert_eq!(both[0].entry.key, "surt_2");
    assert!(both[0].reasons.iter().any(|reason| matches!(reason, Reason::Near(metres) if *metres < 20_000)));
}

#[test]
fn what_is_far_from_every_name_is_unknown_and_nothing_is_no_name() {
    let places = gazetteer();
    assert_eq!(places.resolve("Mozambique", None), Answer::Unknown);
    assert_eq!(places.resolve("؟؟", None), Answer::Unknown);
    assert_eq!(places.resolve("", None), Answer::Unknown);
}
