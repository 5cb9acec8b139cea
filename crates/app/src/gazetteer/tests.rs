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

#[test]
fn boundaries_come_to_a_middle_and_the_radius_that_holds_nine_tenths() {
    // A square of two degrees with a hole, and a unit of two parts: East and west of it.
    let square = |west: f64, south: f64, size: f64| {
        let (east, north) = (west + size, south + size);
        format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]")
    };
    let feature = |properties: &str, kind: &str, coordinates: String| {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
        )
    };
    let one = feature(
        r#"{"ADM1_EN":"Middle","ADM1_AR":"الوسط","ADM1_PCODE":"XX01","Shape_Area":4.0}"#,
        "Polygon",
        format!("[{},{}]", square(14.0, 30.0, 2.0), square(14.5, 30.5, 1.0)),
    );
    let two = feature(
        r#"{"admin1Name":"Both","admin1Na_1":null,"admin1Pcod":"XX02"}"#,
        "MultiPolygon",
        format!("[[{}],[{}]]", square(10.0, 30.0, 1.0), square(18.0, 30.0, 1.0)),
    );
    let text = format!(r#"{{"type":"FeatureCollection","features":[{one},{two}]}}"#);
    assert_eq!(kind_of(text.as_bytes()), Kind::Boundaries);
    let places = read(Kind::Boundaries, text.as_bytes()).unwrap();
    assert_eq!(places[0].names, ["Middle", "الوسط"]);
    let near =
        |place: &Place, lat: f64, lon: f64| (place.at.lat() - lat).abs() < 0.02 && (place.at.lon() - lon).abs() < 0.02;
    assert!(near(&places[0], 31.0, 15.0), "{:?}", places[0].at);
    // The corners of the square lie 147 km away, the middles of its sides 95 and 111 km.
    assert!((111_000..147_000).contains(&places[0].radius_m), "{}", places[0].radius_m);
    assert!(near(&places[1], 30.5, 14.5), "{:?}", places[1].at);
    assert!((380_000..=400_000).contains(&places[1].radius_m), "{}", places[1].radius_m);
    let broken =
        text.replace("XX02", "XX01").replace("\"Middle\",\"ADM1_AR\":\"الوسط\"", "null").replace("18,", "981,");
    let errors = read(Kind::Boundaries, broken.as_bytes()).unwrap_err();
    let seen: Vec<_> = errors.iter().map(|error| (error.line, error.column, error.problem)).collect();
    assert_eq!(seen, [(1, "name", Problem::Missing), (2, "geometry", Problem::Outline), (2, "key", Problem::Twice)]);
    assert_eq!(read(Kind::Boundaries, b"{}").unwrap_err()[0].problem, Problem::NoColumn);
    assert_eq!(read(Kind::Boundaries, b"{").unwrap_err()[0].problem, Problem::Unreadable);
}

#[test]
fn the_boundaries_of_libya_are_read_where_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/gazetteer/lby_cod_adm2.geojson");
    let Ok(text) = std::fs::read(path) else {
        eprintln!("SKIPPED: there is no {path}");
        return;
    };
    let places = read(Kind::Boundaries, &text).unwrap();
    assert_eq!(places.len(), 22);
    let tripoli = places.iter().find(|place| place.names[0] == "Tripoli").unwrap();
    let there = Coordinates::from_degrees(32.85, 13.2).unwrap();
    assert!(mirqab_analysis::location::metres_between(tripoli.at, there) < 25_000.0, "{tripoli:?}");
    assert!((5_000..40_000).contains(&tripoli.radius_m), "{tripoli:?}");
    assert!(places.iter().all(|place| place.names.iter().any(|name| name.chars().any(|c| c > '\u{600}'))));
}
