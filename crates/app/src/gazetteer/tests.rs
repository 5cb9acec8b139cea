use super::files::{Kind, Problem, kind_of, read};
use super::*;

#[test]
fn every_shipped_place_is_meant_by_each_of_its_names_and_namesakes_are_never_picked_from() {
    let places = shipped();
    assert_eq!(places.entries().len(), 267);
    let mut namesakes = std::collections::BTreeSet::new();
    for entry in places.entries() {
        assert!(entry.radius_m > 0, "{}", entry.key);
        for name in &entry.names {
            match places.resolve(name, None) {
                Answer::Exact(candidate) => assert_eq!(candidate.entry.key, entry.key, "{name}"),
                Answer::Several(all) => {
                    assert!(all.iter().any(|one| one.entry.key == entry.key && one.score_permille == 1000), "{name}");
                    namesakes.insert(entry.key.clone());
                }
                other => panic!("{name} of {} is {other:?}", entry.key),
            }
        }
    }
    assert!(namesakes.contains("dahra") && namesakes.contains("dahra_field"));
    assert!(namesakes.len() <= 30, "{namesakes:?}");
}

#[test]
fn a_name_spelled_otherwise_is_taken_for_a_place_and_that_is_said() {
    let places = shipped();
    let lookup = Lookup::over(&places);
    assert!(lookup.find("Abu Grein").is_some());
    assert_eq!(lookup.find("Nowhere at all"), None);
    assert!(lookup.find("Aboo Greyn").is_some());
    let remarks = lookup.remarks();
    assert_eq!(
        remarks,
        [("Aboo Greyn".into(), Taken::For("Abu Grein".into())), ("Nowhere at all".into(), Taken::Unknown)]
    );
}

const GEONAMES: &str = "1\tAl Khums\tAl Khums\tHoms,الخمس,Humusa\t32.64\t14.26\tP\tPPLA\tLY\t\t\t\t\t\t201943\t\t10\tAfrica/Tripoli\t2020-01-01\n\
2\tNew \"Place\"\tNew Place\tمكان جديد\t25.5\t15.5\tP\tPPL\tLY\t\t\t\t\t\t\t\t10\tAfrica/Tripoli\t2020-01-01\n\
3\tA River\tA River\t\t25\t15\tH\tSTM\tLY\t\t\t\t\t\t0\t\t10\tAfrica/Tripoli\t2020-01-01\n";

#[test]
fn a_table_of_geonames_is_read_and_joins_what_is_shipped() {
    assert_eq!(kind_of(GEONAMES.as_bytes()), Kind::GeoNames);
    let places = read(Kind::GeoNames, GEONAMES.as_bytes()).unwrap();
    assert_eq!(places.iter().map(|place| place.key.as_str()).collect::<Vec<_>>(), ["geonames:1", "geonames:2"]);
    assert_eq!(places[0].names, ["Al Khums", "Homs", "الخمس", "Humusa"]);
    assert_eq!(places[1].radius_m, 1000);
    let all = with(places);
    assert_eq!(all.entries().len(), 268, "a place that is shipped stands once");
    assert!(matches!(all.resolve("Humusa", None), Answer::Exact(_)));
    assert!(matches!(all.resolve("مكان جديد", None), Answer::Exact(_)));
}

#[test]
fn all_errors_of_all_rows_are_named() {
    let text = GEONAMES.replace("32.64", "932").replace("15.5", "east").replace("201943", "many") + "4\tshort\n";
    let errors = read(Kind::GeoNames, text.as_bytes()).unwrap_err();
    let seen: Vec<_> = errors.iter().map(|error| (error.line, error.column, error.problem)).collect();
    assert_eq!(
        seen,
        [
            (1, "latitude", Problem::Degrees),
            (1, "population", Problem::Number),
            (2, "longitude", Problem::Degrees),
            (4, "", Problem::Cells),
        ]
    );
    let cod = "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_PCODE,center_lat,center_lon,area_sqkm\n\
        Tripoli,طرابلس,LY0213,LY02,32.7,13.2,835\nMisrata,مصراتة,LY0213,LY02,x,15.1,-4\n,,,LY02,31,15,10\n";
    let errors = read(Kind::CodAb, cod.as_bytes()).unwrap_err();
    let seen: Vec<_> = errors.iter().map(|error| (error.line, error.column, error.problem)).collect();
    assert_eq!(
        seen,
        [
            (3, "center_lat", Problem::Degrees),
            (3, "area_sqkm", Problem::Number),
            (3, "key", Problem::Twice),
            (4, "name", Problem::Missing),
            (4, "P-code", Problem::Missing),
        ]
    );
    let good = read(Kind::CodAb, cod.lines().take(2).collect::<Vec<_>>().join("\n").as_bytes()).unwrap();
    assert_eq!((good[0].key.as_str(), good[0].names.len(), good[0].radius_m), ("cod:LY0213", 2, 15_466));
    let errors = read(Kind::CodAb, b"a,b\n1,2\n").unwrap_err();
    assert_eq!(errors[0].problem, Problem::NoColumn);
}
