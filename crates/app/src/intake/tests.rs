use super::*;
use mirqab_domain::report::{Channel, Draft, OccurredPrecision};
use mirqab_vocabulary::{Coordinates, Instant, Language, PartyCode, Place, ZoneName};

const MOST: usize = 1 << 20;

fn nowhere(_: &str) -> Option<(Coordinates, u32)> {
    None
}

fn context() -> Context<'static> {
    Context {
        zone: ZoneName::parse("Africa/Tripoli").unwrap(),
        parties: ["north", "south"].map(|code| PartyCode::parse(code).unwrap()).to_vec(),
        now: Instant::parse("2020-01-20T10:00:00Z").unwrap(),
        gazetteer: &nowhere,
        sensors: vec![("mast-3".into(), Coordinates::from_degrees(32.8, 13.2).unwrap(), 6000)],
        default_channel: Some(Channel::Hotline),
        forced_party: None,
    }
}

fn rows(bytes: &[u8]) -> Vec<Result<Draft, Vec<(String, &'static str)>>> {
    let table = table(bytes, MOST).unwrap();
    let columns = Columns::guess(&table.headers);
    let context = context();
    let slugs = |errors: Vec<CellError>| errors.into_iter().map(|error| (error.column, error.problem.slug())).collect();
    table.rows(&columns, &context).map(|row| row.result.map(|draft| *draft).map_err(slugs)).collect()
}

fn only(text: &str) -> Draft {
    rows(text.as_bytes()).pop().unwrap().unwrap()
}

const GOOD: &str =
    "source,kind,text,occurred_day,occurred_time,lat,lon\nCaller 1,SHELL,Three shells,2020-01-18,01:30,32.8,13.2\n";

#[test]
fn a_local_night_is_the_day_before_in_utc_and_digits_of_both_kinds_are_read() {
    assert_eq!(only(GOOD).occurred.from().to_string(), "2020-01-17T23:30:00Z");
    let arabic = "المصدر؛النوع؛النص؛التاريخ؛الوقت؛خط العرض؛خط الطول\nمتصل ١؛SHELL؛ثلاث قذائف؛\u{200F}٢٠٢٠-٠١-١٨؛٠١:٣٠؛٣٢٫٨؛١٣٫٢\n";
    let read = only(&arabic.replace('؛', ";"));
    assert_eq!(read.occurred, only(GOOD).occurred);
    assert_eq!(read.language, Language::Arabic);
    assert!(matches!(read.place, Place::Point { at, .. } if at.lat_udeg() == 32_800_000));
}

#[test]
fn every_usual_encoding_is_recognised() {
    let text = "source,kind,text,date,place\nمتصل,SHELL,قصف,2020-01-18,عين زارة\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows = encoding_rs::WINDOWS_1256.encode(text).0.into_owned();
    let marked = format!("\u{FEFF}{text}").into_bytes();
    for (bytes, name) in
        [(text.as_bytes().to_vec(), "UTF-8"), (marked, "UTF-8"), (utf16, "UTF-16LE"), (windows, "Windows-1256")]
    {
        assert_eq!(table(&bytes, MOST).unwrap().encoding, name);
        let draft = rows(&bytes).pop().unwrap().unwrap();
        assert_eq!(draft.place.name().unwrap().as_str(), "عين زارة");
        assert_eq!(draft.occurred_precision, OccurredPrecision::DayOnly);
    }
}

#[test]
fn all_errors_of_all_rows_come_at_once_with_row_column_and_value() {
    let text = "source,kind,text,date,time,lat,lon,accused,killed\n\
        ,BOOM,x,2020-02-30,25:00,91,200,east,many\n\
        Caller,SHELL,x,03/04/2020,,,,,\n\
        Caller,SHELL,x\n\
        Caller,SHELL,fine,18/01/2020,,32.8,13.2,north,2\n";
    let rows = rows(text.as_bytes());
    let slugs = |row: usize| rows[row].as_ref().unwrap_err().iter().map(|(_, slug)| *slug).collect::<Vec<_>>();
    let first = slugs(0);
    for slug in ["csv-missing", "csv-unknown", "csv-day", "csv-latitude", "csv-longitude", "csv-party", "csv-number"] {
        assert!(first.contains(&slug), "{slug} in {first:?}");
    }
    assert_eq!(slugs(1), ["csv-day-ambiguous", "csv-no-place"]);
    assert_eq!(slugs(2), ["csv-cells"]);
    assert_eq!(rows[3].as_ref().unwrap().harm.unwrap().killed_max, 2);
    let table = table(text.as_bytes(), MOST).unwrap();
    let (columns, context) = (Columns::guess(&table.headers), context());
    let error =
        table.rows(&columns, &context).next().unwrap().result.unwrap_err().into_iter().find(|e| e.column == "lat");
    assert_eq!(error.map(|error| (error.line, error.value)), Some((2, "91".to_owned())));
}

#[test]
fn an_observer_with_bearing_and_band_is_not_forced_to_a_point() {
    let text = "source,kind,text,date,observer_latitude,observer_longitude,bearing,bearing_error,distance_near_m,distance_far_m\n\
        Team 3,EXPL-U,two explosions,2020-01-18,32°48'00\"\"N,13.2,350,10,2000,4000\n";
    let quoted = text.replace("32°48'00\"\"N", "\"32°48'00\"\"N\"");
    assert!(matches!(only(&quoted).place, Place::FromObserver { bearing, .. } if bearing.tenths() == 3500));
}

#[test]
fn what_is_no_table_is_refused_as_what_it_is() {
    let wrong = |bytes: &[u8]| table(bytes, MOST).unwrap_err().slug();
    assert_eq!(wrong(b""), "csv-empty");
    assert_eq!(wrong(b"PK\x03\x04..."), "csv-not-csv");
    assert_eq!(wrong(b"a,b\n1,\x002\n"), "csv-zero-bytes");
    assert_eq!(wrong(b"a,a\n1,2\n"), "csv-column-name");
    assert_eq!(wrong(b"a,b\n"), "csv-no-rows");
    assert_eq!(table(b"a,b\n1,2\n", 3).unwrap_err().slug(), "csv-too-large");
}

#[test]
fn a_liaison_imports_for_their_own_party_alone() {
    let text = "source,kind,text,date,place,reported_by\nHQ,SHELL,x,2020-01-18,Gharyan,south\nHQ,SHELL,x,2020-01-18,Gharyan,\n";
    let table = table(text.as_bytes(), MOST).unwrap();
    let columns = Columns::guess(&table.headers);
    let context = Context { forced_party: Some(PartyCode::parse("north").unwrap()), ..context() };
    let mut rows = table.rows(&columns, &context).map(|row| row.result);
    assert_eq!(rows.next().unwrap().unwrap_err()[0].problem, Problem::PartyNotOwn);
    let draft = rows.next().unwrap().unwrap();
    assert_eq!((draft.channel, draft.reported_by), (Channel::Party, context.forced_party.clone()));
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        if let Ok(table) = table(&bytes, MOST) {
            let columns = Columns::guess(&table.headers);
            let context = context();
            proptest::prop_assert!(table.rows(&columns, &context).count() <= 400);
        }
    }

    #[test]
    fn no_cell_panics(cells in proptest::collection::vec("[\\PC]{0,12}", 7)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let text = format!("source,kind,text,date,time,lat,lon\n{}\n", quoted.join(","));
        proptest::prop_assert!(rows(text.as_bytes()).len() <= 1);
    }
}

#[test]
fn an_arrival_at_a_sensor_is_read_to_the_millisecond_and_a_known_sensor_need_not_be_placed_again() {
    let head =
        "kind,text,source,date,sensor,arrived_at,clock_error_ms,sensor_latitude,sensor_longitude,sensor_range_m\n";
    let row = |cells: &str| only(&format!("{head}SHELL,heard,Mast,2020-01-18,{cells}\n"));
    let known = row("mast-3,2020-01-18 12:00:05.1,20,,,");
    let Place::AtSensor { at, arrived_ms, clock_error_ms, range_m, .. } = known.place else { panic!() };
    assert_eq!((at.lat_udeg(), range_m, clock_error_ms), (32_800_000, 6000, 20));
    assert_eq!(arrived_ms.unix_ms(), 1_579_341_605_100);
    let said = row("mast-9,2020-01-18T10:00:05.123Z,,32.5,13.5,4000");
    let Place::AtSensor { at, arrived_ms, range_m, .. } = said.place else { panic!() };
    assert_eq!((at.lat_udeg(), range_m, arrived_ms.split().1), (32_500_000, 4000, 123));
    let wrong = |cells: &str| {
        let text = format!("{head}SHELL,heard,Mast,2020-01-18,{cells}\n");
        rows(text.as_bytes()).pop().unwrap().unwrap_err()
    };
    assert_eq!(wrong("mast-3,2020-01-18 12:00,,,,"), [("arrived_at".into(), "csv-time")]);
    assert_eq!(wrong("mast-3,2020-01-18 12:00:05.1234,,,,"), [("arrived_at".into(), "csv-time")]);
    assert_eq!(wrong(",2020-01-18 12:00:05.1,,32.5,13.5,"), [("sensor".into(), "csv-missing")]);
    let nowhere = wrong("mast-9,2020-01-18 12:00:05.1,x,,,");
    assert_eq!(nowhere, [("sensor_latitude".into(), "csv-missing"), ("clock_error_ms".into(), "csv-number")]);
}
