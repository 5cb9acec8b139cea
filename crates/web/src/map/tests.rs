use super::*;

fn mark(lat: f64, lon: f64) -> Mark {
    let (href, label, class) = ("/incidents/1".into(), "Shelling".into(), "reported".into());
    Mark { lat, lon, radius_m: 1000.0, href, label, class }
}

#[test]
fn the_base_map_and_the_gazetteer_can_be_read() {
    assert!(basemap().land.len() > 5 && basemap().places.len() >= 150);
    let places = mirqab_app::gazetteer::shipped();
    assert!(places.entries().len() >= 150);
    for place in places.entries() {
        assert!((19.0..34.0).contains(&place.at.lat()) && (9.0..26.0).contains(&place.at.lon()), "{place:?}");
        let arabic = |name: &String| name.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        assert!(place.radius_m > 0 && place.names.iter().any(arabic), "{place:?}");
    }
}

#[test]
fn mercator_goes_there_and_back() {
    for lat in [-60.0, 0.0, 20.0, 32.9] {
        assert!((latitude(mercator(lat, 0.0).1) - lat).abs() < 1e-9);
    }
    let (lat, lon) = destination(32.0, 13.0, 0.0, 111_195.0);
    assert!((lat - 33.0).abs() < 0.001 && (lon - 13.0).abs() < 1e-9);
}

#[test]
fn a_radius_is_true_to_scale() {
    let view = MapView { marks: vec![mark(32.8, 13.2)], ..MapView::default() };
    let drawing = Drawing::new(&view);
    let (north, _) = destination(32.8, 13.2, 0.0, 1000.0);
    let (_, y0) = drawing.at(32.8, 13.2);
    let (_, y1) = drawing.at(north, 13.2);
    assert!(((y0 - y1) - drawing.pixels(1000.0, 32.8)).abs() < 0.1);
    // One small mark still shows at least 8 km.
    assert!(drawing.metres_per_pixel() * 600.0 >= 7_900.0);
}

#[test]
fn all_text_is_escaped_and_foreign_links_are_dropped() {
    let mut evil = mark(32.8, 13.2);
    evil.label = "<script>\"'&".into();
    evil.class = "x\" onload=\"".into();
    evil.href = "javascript:alert(1)".into();
    let shape =
        Shape { points: vec![(32.0, 13.0), (32.1, 13.1)], closed: false, label: "<b>".into(), class: "line".into() };
    let svg = draw(&MapView { marks: vec![evil], shapes: vec![shape], title: "<i>\"".into(), ..MapView::default() });
    assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("<i>") && !svg.contains("javascript"));
    assert!(!svg.contains("onload=\"") && svg.contains("&lt;script&gt;&quot;&#39;&amp;"));
    assert_eq!(local_link("//elsewhere"), None);
    assert_eq!(local_link("/a?b=1&c=2").as_deref(), Some("/a?b=1&amp;c=2"));
}

#[test]
fn many_marks_are_drawn_as_clusters_that_lead_closer() {
    let marks: Vec<Mark> =
        (0..500).map(|i| mark(32.5 + f64::from(i % 10) * 0.001, 13.0 + f64::from(i / 10) * 0.05)).collect();
    let view = MapView { marks, cluster_href: Some("/map?bounds=".into()), ..MapView::default() };
    let svg = draw(&view);
    assert!(svg.contains("cluster") && svg.matches("class=\"pin").count() < 100);
    let from = svg.find("/map?bounds=").unwrap() + "/map?bounds=".len();
    let text = &svg[from..from + svg[from..].find('"').unwrap()];
    assert!(Bounds::parse(text).is_some(), "{text}");
}

#[test]
fn signs_that_cover_one_another_are_one_with_their_number_until_looked_at_closely() {
    let marks = vec![mark(32.80, 13.2), mark(32.81, 13.2), mark(31.0, 16.0)];
    let far = MapView { marks: marks.clone(), cluster_href: Some("/?bounds=".into()), ..MapView::default() };
    let svg = draw(&far);
    assert_eq!((svg.matches("pin cluster").count(), svg.matches("class=\"pin reported").count()), (1, 1));
    let backwards = MapView { marks: marks.iter().rev().cloned().collect(), ..far.clone() };
    assert_eq!(draw(&backwards).matches("class=\"uncertainty").count(), 3);
    let bounds = Bounds { south: 32.78, west: 13.18, north: 32.83, east: 13.22 };
    let near = draw(&MapView { bounds: Some(bounds), ..far });
    assert_eq!(near.matches("pin cluster").count(), 0);
}

#[test]
fn regions_are_drawn_wider_ones_first() {
    let ring = |size: f64| vec![(32.0, 13.0), (32.0 + size, 13.0), (32.0 + size, 13.0 + size)];
    let region = |percent, size| Region { rings: vec![ring(size)], percent, class: "", label: format!("{percent} %") };
    let svg = draw(&MapView { regions: vec![region(50, 0.1), region(90, 0.3)], ..MapView::default() });
    let (wide, narrow) = (svg.find("region wide").unwrap(), svg.find("class=\"region\"").unwrap());
    assert!(wide < narrow && svg.contains("50 %") && !svg.contains("NaN"));
}

#[test]
fn a_sector_spans_its_error_and_band() {
    let sector = Sector {
        lat: 32.8,
        lon: 13.2,
        bearing_deg: 180.0,
        error_deg: 10.0,
        near_m: 2000.0,
        far_m: 4000.0,
        class: "",
        label: "S".into(),
    };
    let ring = &sector_rings(&sector)[0];
    assert!(ring.iter().all(|(lat, _)| *lat < 32.8 - 0.017 && *lat > 32.8 - 0.0361));
    let whole = Sector { error_deg: 180.0, ..sector.clone() };
    assert_eq!(sector_rings(&whole).len(), 2);
    assert!(draw(&MapView { sectors: vec![sector], ..MapView::default() }).contains("class=\"sector\""));
}

#[test]
fn language_scale_and_districts() {
    let near = MapView { marks: vec![mark(32.82, 13.2)], words: Words::of(Language::Arabic), ..MapView::default() };
    let svg = draw(&near);
    assert!(svg.contains("lang=\"ar\"") && svg.contains("كم</text>") && svg.contains("صلاح الدين"));
    let shown = |svg: &str, name: &str| {
        svg.split("<g class=\"place").any(|g| g.starts_with('"') && g.contains(&format!("<text>{name}</text>")))
    };
    let svg = draw(&MapView { marks: vec![mark(32.82, 13.2)], ..MapView::default() });
    assert!(shown(&svg, "Abu Salim"), "districts when near");
    let svg = draw(&MapView::default());
    assert!(shown(&svg, "Tripoli") && shown(&svg, "Kufra") && !shown(&svg, "Abu Salim"), "cities when far");
    assert_eq!(scale_length(10.0), 1000.0);
    assert_eq!(scale_length(1.0), 100.0);
}

#[test]
fn odd_numbers_do_no_harm() {
    let odd = [mark(f64::NAN, 13.0), mark(91.0, 500.0), mark(f64::INFINITY, 0.0)].to_vec();
    let sector = Sector {
        lat: f64::NAN,
        lon: 0.0,
        bearing_deg: 0.0,
        error_deg: 0.0,
        near_m: 9.0,
        far_m: 1.0,
        class: "",
        label: String::new(),
    };
    let svg = draw(&MapView { marks: odd, sectors: vec![sector], width: 0, height: 0, ..MapView::default() });
    assert!(svg.ends_with("</svg>") && !svg.contains("NaN") && !svg.contains("inf "));
    assert_eq!(Bounds::parse("1,2,3"), None);
    assert_eq!(Bounds::parse("40,2,30,3"), None);
    assert_eq!(Bounds::parse("NaN,2,30,3"), None);
}
