//! Clocks that jump, files that are none, and what is kept of a way.

use super::*;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}
fn known() -> Known {
    Known {
        set_out: at("2020-01-18T20:00:00Z"),
        returned: Some(at("2020-01-19T04:00:00Z")),
        now: at("2020-01-19T12:00:00Z"),
        means: PatrolMeans::Ground,
    }
}
fn file(points: &[(&str, f64)]) -> String {
    let points: String = points
        .iter()
        .map(|(time, lon)| {
            let time = if time.is_empty() { String::new() } else { format!("<time>{time}</time>") };
            format!("<trkpt lat=\"32.8\" lon=\"{lon}\"><ele>4</ele>{time}</trkpt>\n")
        })
        .collect();
    format!("<?xml version=\"1.0\"?>\n<gpx version=\"1.1\"><trk><trkseg>{points}</trkseg></trk></gpx>")
}
fn read_points(points: &[(&str, f64)]) -> Result<Way, GpxError> {
    read(file(points).as_bytes(), &known())
}
fn count(way: &Way) -> Vec<usize> {
    way.stretches.iter().map(Vec::len).collect()
}

#[test]
fn a_way_over_midnight_is_one_way() {
    let way = read_points(&[
        ("2020-01-18T23:50:00Z", 13.20),
        ("2020-01-18T23:58:00Z", 13.22),
        ("2020-01-19T00:06:00Z", 13.20),
    ])
    .unwrap();
    assert_eq!((count(&way), way.left_out.total()), (vec![3], 0));
    assert!((3_700..3_780).contains(&way.distance_m), "{}", way.distance_m);
}

#[test]
fn offsets_are_read_and_a_change_of_the_clocks_on_the_wall_changes_nothing() {
    // Summer time ends in between by the clocks on the wall: the moments are eight minutes apart all the same.
    let known = Known {
        set_out: at("2020-10-25T00:00:00Z"),
        returned: None,
        now: at("2020-10-25T12:00:00Z"),
        means: PatrolMeans::Ground,
    };
    let text = file(&[("2020-10-25T02:56:00+02:00", 13.20), ("2020-10-25T02:04:00+01:00", 13.21)]);
    let way = read(text.as_bytes(), &known).unwrap();
    assert_eq!(count(&way), [2]);
    assert_eq!(way.stretches[0][1].0 - way.stretches[0][0].0, 480);
    // A time without an offset says no moment.
    let naked = file(&[("2020-10-25T02:56:00", 13.20), ("2020-10-25T02:58:00", 13.21)]);
    let GpxError::NothingLeft(left) = read(naked.as_bytes(), &known).unwrap_err() else { panic!() };
    assert_eq!(left.untimed, 2);
}

#[test]
fn a_clock_that_jumps_is_left_out_and_counted() {
    let way = read_points(&[
        ("2020-01-18T21:00:00Z", 13.20),
        ("2020-01-18T21:05:00Z", 13.21),
        ("2020-01-18T20:59:00Z", 13.22),
        ("2020-01-18T21:05:00Z", 13.22),
        ("2021-06-01T00:00:00Z", 13.22),
        ("2020-01-18T21:10:00Z", 13.22),
        ("2020-01-19T06:00:00Z", 13.22),
        ("1980-01-06T00:00:00Z", 13.22),
        ("", 13.22),
    ])
    .unwrap();
    assert_eq!(way.left_out, LeftOut { untimed: 1, backwards: 2, future: 1, outside: 2 });
    let times: Vec<i64> = way.stretches.iter().flatten().map(|point| point.0).collect();
    let wanted = ["2020-01-18T21:00:00Z", "2020-01-18T21:10:00Z"].map(|text| at(text).unix_s());
    assert_eq!(times.first(), Some(&wanted[0]));
    assert_eq!(times.last(), Some(&wanted[1]));
}

#[test]
fn nothing_is_claimed_of_a_gap_or_of_a_leap() {
    let way = read_points(&[
        ("2020-01-18T21:00:00Z", 13.20),
        ("2020-01-18T21:05:00Z", 13.21),
        ("2020-01-18T22:05:00Z", 13.21),
        ("2020-01-18T22:06:00Z", 13.22),
        ("2020-01-18T22:07:00Z", 14.90),
        ("2020-01-18T22:08:00Z", 14.91),
    ])
    .unwrap();
    assert_eq!(count(&way), [2, 2, 2]);
    assert!(way.distance_m < 5_000, "{}", way.distance_m);
}

#[test]
fn what_is_left_away_was_near_and_what_stands_still_stays_its_time() {
    let steps: Vec<(String, f64)> = (0..600)
        .map(|second| {
            // Straight on for five minutes, then standing.
            let lon = 13.2 + f64::from(second.min(300)) * 0.0001;
            (at("2020-01-18T21:00:00Z").plus_s(i64::from(second)).to_string(), lon)
        })
        .collect();
    let steps: Vec<(&str, f64)> = steps.iter().map(|(time, lon)| (time.as_str(), *lon)).collect();
    let way = read_points(&steps).unwrap();
    assert_eq!(count(&way), [3]);
    assert_eq!(kept(&written(&way.stretches).unwrap()).unwrap(), way.stretches);
}

#[test]
fn a_file_that_is_no_track_is_told_what_it_is() {
    let no = |text: &str| read(text.as_bytes(), &known()).unwrap_err();
    assert_eq!(no(""), GpxError::NotGpx);
    assert_eq!(no("time,lat,lon\n1,2,3\n"), GpxError::NotGpx);
    assert_eq!(no("<kml><Placemark/></kml>"), GpxError::NotGpx);
    assert_eq!(no("<gpx>\n<trk>\n<trkseg>"), GpxError::NotXml { line: 3 });
    assert_eq!(no("<gpx>\n<trk></gpx>"), GpxError::NotXml { line: 2 });
    assert_eq!(no("<gpx><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>"), GpxError::NoTrack);
    for bad in ["lat=\"91\" lon=\"0\"", "lat=\"x\" lon=\"0\"", "lon=\"0\"", "lat=\"NaN\" lon=\"0\""] {
        let text = format!("<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"1\"/><trkpt {bad}/></trkseg></trk></gpx>");
        assert_eq!(no(&text), GpxError::Nowhere { number: 2 }, "{bad}");
    }
    assert_eq!(no(&file(&[("2020-01-18T21:00:00Z", 13.2)])), GpxError::NothingLeft(LeftOut::default()));
    // An entity that would grow is not followed: it is no time.
    let bomb = "<!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><gpx><trk><trkseg><trkpt lat=\"1\" lon=\"1\"><time>&b;</time></trkpt></trkseg></trk></gpx>";
    assert_eq!(no(bomb), GpxError::NothingLeft(LeftOut { untimed: 1, ..LeftOut::default() }));
}
