//! Draws an inline SVG map of Libya on the server: land, borders, roads, places, areas of uncertainty and symbols.
//!
//! Pure: the same [`MapView`] gives the same text. No tiles, no network, no clock. The base map is
//! `assets/basemap.json` (origin: `assets/README.md`), parsed once. One user unit is one CSS pixel at the first view;
//! `map.js` changes the `viewBox` and sets `--k` (user units per CSS pixel), by which the style sheet keeps symbols
//! and labels at a constant size.
//!
//! A place is drawn as what is known of it: a circle true to scale for an uncertainty, a ring sector for a bearing
//! with a distance band. Parties have no colour; the symbol's shape says the state (outline, half, solid).

mod geometry;
mod sign;
mod squares;

pub use sign::symbol;
pub use squares::{LEVELS, Square, sign as square_sign};

use crate::words::Words;
use geometry::{EARTH_M, LAT_LIMIT, clip_ring, destination, latitude, mercator, near_runs, path, sector_rings};
use mirqab_vocabulary::{Code, Language};
use serde::Deserialize;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// The smallest side of an automatic view, in metres.
const MIN_EXTENT_M: f64 = 8_000.0;
/// From this many marks on, near ones are drawn as one.
const CLUSTER_ABOVE: usize = 400;
/// From this distance in pixels on, two signs do not cover one another.
const SIGN: f64 = 22.0;
/// Side of a clustering cell in pixels.
const CLUSTER_CELL: f64 = 44.0;
/// Libya, the view of an empty map.
const LIBYA: Bounds = Bounds { south: 19.4, west: 9.3, north: 33.4, east: 25.3 };

/// A box of degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Southern latitude.
    pub south: f64,
    /// Western longitude.
    pub west: f64,
    /// Northern latitude.
    pub north: f64,
    /// Eastern longitude.
    pub east: f64,
}

impl Bounds {
    /// All of Libya.
    pub fn libya() -> Self {
        LIBYA
    }
    /// From the query text `south,west,north,east`, as `cluster_href` writes it. None unless it is a sound box.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse::<f64>().ok()).collect::<Option<_>>()?;
        let &[south, west, north, east] = numbers.as_slice() else { return None };
        let sound = numbers.iter().all(|n| n.is_finite())
            && -LAT_LIMIT <= south
            && south < north
            && north <= LAT_LIMIT
            && -180.0 <= west
            && west < east
            && east <= 180.0;
        sound.then_some(Self { south, west, north, east })
    }
}

/// One event, drawn as its area of uncertainty and a symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Radius of the uncertainty in metres; 0 draws the symbol alone.
    pub radius_m: f64,
    /// Where the link leads: a path (`/…`), query (`?…`) or fragment (`#…`). Anything else gives no link.
    pub href: String,
    /// Read out and shown as a title.
    pub label: String,
    /// State code, such as `reported`, `verified`, `attributed`, `contested`; see [`symbol`].
    pub class: String,
}

/// A zone, a line or a party's reading of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Latitude and longitude of each corner, in order.
    pub points: Vec<(f64, f64)>,
    /// Whether the last corner joins the first.
    pub closed: bool,
    /// Written on the map at the middle.
    pub label: String,
    /// `zone`, `line`, `reading-a`, `reading-b`, `hazard`, `track` or `route`.
    pub class: String,
}

/// "North-north-west, two to four kilometres away", as an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Sector {
    /// Latitude of the observer.
    pub lat: f64,
    /// Longitude of the observer.
    pub lon: f64,
    /// Degrees clockwise from true north.
    pub bearing_deg: f64,
    /// Half width of the error in degrees; 180 gives a full ring.
    pub error_deg: f64,
    /// Near end of the band in metres.
    pub near_m: f64,
    /// Far end of the band in metres.
    pub far_m: f64,
    /// `crater` for the direction back from one; else empty.
    pub class: &'static str,
    /// Shown as a title.
    pub label: String,
}

/// Where something may have happened, as polygons: what crossed bearings leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Outer rings, each of latitudes and longitudes; a ring need not be closed.
    pub rings: Vec<Vec<(f64, f64)>>,
    /// With which confidence it lies inside, in percent: 90 is drawn fainter than 50, below it.
    pub percent: u8,
    /// `recorded` for one that was kept; else empty.
    pub class: &'static str,
    /// Shown as a title.
    pub label: String,
}

/// What to draw. `Default` is an empty map of Libya in English, 960 by 600.
#[derive(Clone)]
pub struct MapView<'a> {
    /// What must be in view; `None` fits the content with a margin (at least 8 km across), or all Libya if empty.
    pub bounds: Option<Bounds>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The catalogue of the reader's language.
    pub words: &'a Words,
    /// Events.
    pub marks: Vec<Mark>,
    /// Zones and lines.
    pub shapes: Vec<Shape>,
    /// Bearings with distance bands.
    pub sectors: Vec<Sector>,
    /// Areas of confidence.
    pub regions: Vec<Region>,
    /// What was watched.
    pub squares: Vec<Square>,
    /// The map's name for those who hear it.
    pub title: String,
    /// A link prefix for clusters, such as `/map?bounds=`; the box of the cluster is appended.
    pub cluster_href: Option<String>,
}

impl Default for MapView<'_> {
    fn default() -> Self {
        Self {
            bounds: None,
            width: 960,
            height: 600,
            words: Words::of(Language::English),
            marks: Vec::new(),
            shapes: Vec::new(),
            sectors: Vec::new(),
            regions: Vec::new(),
            squares: Vec::new(),
            title: String::new(),
            cluster_href: None,
        }
    }
}

#[derive(Deserialize)]
struct Basemap {
    land: Vec<Vec<(f64, f64)>>,
    borders: Vec<Vec<(f64, f64)>>,
    countries: Vec<Named>,
    seas: Vec<Named>,
    roads: Vec<Road>,
    places: Vec<Named>,
}
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    rank: u8,
    lon: f64,
    lat: f64,
    en: String,
    ar: String,
}
#[derive(Deserialize)]
struct Road {
    class: u8,
    line: Vec<(f64, f64)>,
}

fn basemap() -> &'static Basemap {
    static ONCE: OnceLock<Basemap> = OnceLock::new();
    ONCE.get_or_init(|| {
        // The file is compiled in and a test reads it: a failure here is a broken build, not a user's input.
        serde_json::from_str(include_str!("../../assets/basemap.json")).expect("assets/basemap.json is well formed")
    })
}

/// Corners of a circle of a radius in metres around a place.
pub fn circle(lat: f64, lon: f64, radius_m: f64) -> Vec<(f64, f64)> {
    (0..36).map(|step| destination(lat, lon, f64::from(step) * 10.0, radius_m)).collect()
}

/// Writes the map as one `<svg class="map-svg">` element.
pub fn draw(view: &MapView<'_>) -> String {
    Drawing::new(view).run()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in XML, and of no use in a label.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Only what a class name may hold.
fn class_name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

/// A link within the house, or none.
fn local_link(href: &str) -> Option<String> {
    let inside = href.starts_with(['/', '?', '#']) && !href.starts_with("//") && !href.contains('\\');
    inside.then(|| escape(href))
}

/// A round length for the scale bar, in metres.
fn scale_length(metres_per_pixel: f64) -> f64 {
    let most = metres_per_pixel * 140.0;
    let power = 10f64.powf(most.max(1.0).log10().floor());
    [5.0, 2.0, 1.0].iter().map(|n| n * power).find(|n| *n <= most).unwrap_or(power)
}

/// The step between the lines of the grid, in degrees.
fn graticule_step(span: f64) -> f64 {
    let steps = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0];
    steps.into_iter().find(|step| span / step <= 7.0).unwrap_or(20.0)
}

fn degrees(words: &Words, value: f64, [positive, negative]: [&str; 2]) -> String {
    let number = format!("{:.2}", value.abs());
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number}° {}", words.say(if value < 0.0 { negative } else { positive }))
}

/// Whether two boxes lie on one another.
fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}

/// Metres per pixel below which places of this rank are labelled. `map.js` holds the same numbers.
fn labelled_below(rank: u8) -> f64 {
    match rank {
        0 | 1 => f64::INFINITY,
        2 => 2600.0,
        3 => 900.0,
        4 => 330.0,
        _ => 75.0,
    }
}

struct Drawing<'a> {
    view: &'a MapView<'a>,
    arabic: bool,
    width: f64,
    height: f64,
    /// Mercator radians at the upper left corner.
    origin: (f64, f64),
    /// Pixels per Mercator radian.
    scale: f64,
    /// The box in pixels beyond which nothing is written: room to pan.
    frame: [f64; 4],
    /// Where something is written already.
    taken: Vec<[f64; 4]>,
    out: String,
}

impl<'a> Drawing<'a> {
    fn new(view: &'a MapView<'a>) -> Self {
        let (width, height) = (f64::from(view.width.clamp(160, 4000)), f64::from(view.height.clamp(120, 4000)));
        let given = view.bounds.is_some();
        let bounds = view.bounds.or_else(|| content_bounds(view)).unwrap_or(LIBYA);
        let (x0, y0) = mercator(bounds.north, bounds.west);
        let (x1, y1) = mercator(bounds.south, bounds.east);
        let middle = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let least = MIN_EXTENT_M / EARTH_M / latitude(middle.1).to_radians().cos();
        let margin = if given { 1.0 } else { 1.24 };
        let (dx, dy) = ((x1 - x0).abs() * margin, (y1 - y0).abs() * margin);
        let scale = (width / dx.max(1e-9)).min(height / dy.max(1e-9)).min(width.min(height) / least);
        let origin = (middle.0 - width / 2.0 / scale, middle.1 - height / 2.0 / scale);
        let frame = [-width, -height, 2.0 * width, 2.0 * height];
        let arabic = view.words.language() == Language::Arabic;
        Self {
            view,
            arabic,
            width,
            height,
            origin,
            scale,
            frame,
            taken: Vec::new(),
            out: String::with_capacity(64 * 1024),
        }
    }

    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        let (x, y) = mercator(lat, lon);
        ((x - self.origin.0) * self.scale, (y - self.origin.1) * self.scale)
    }
    fn pixels(&self, metres: f64, lat: f64) -> f64 {
        metres / EARTH_M / lat.clamp(-LAT_LIMIT, LAT_LIMIT).to_radians().cos() * self.scale
    }
    fn metres_per_pixel(&self) -> f64 {
        1.0 / self.pixels(1.0, latitude(self.origin.1 + self.height / 2.0 / self.scale))
    }
    fn within_frame(&self, (x, y): (f64, f64)) -> bool {
        x >= self.frame[0] && y >= self.frame[1] && x <= self.frame[2] && y <= self.frame[3]
    }
    fn within_view(&self, (x, y): (f64, f64)) -> bool {
        x >= 0.0 && y >= 0.0 && x <= self.width && y <= self.height
    }
    fn name<'n>(&self, named: &'n Named) -> &'n str {
        if self.arabic { &named.ar } else { &named.en }
    }

    fn run(mut self) -> String {
        let language = self.view.words.language().code();
        let linked = self.view.marks.iter().any(|mark| local_link(&mark.href).is_some());
        let _ = write!(
            self.out,
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="map-svg" role="{}" lang="{}" aria-label="{}" "#,
                r#"viewBox="0 0 {} {}" data-map data-x="{:.9}" data-y="{:.9}" data-scale="{:.4}" data-mpp="{:.3}">"#
            ),
            if linked { "group" } else { "img" },
            language,
            escape(&self.view.title),
            self.width,
            self.height,
            self.origin.0,
            self.origin.1,
            self.scale,
            self.metres_per_pixel()
        );
        self.ground();
        self.graticule();
        self.squares();
        self.shapes();
        self.regions();
        self.sectors();
        self.areas();
        self.names();
        self.marks();
        self.north();
        self.scale_bar();
        self.out.push_str("</svg>");
        self.out
    }

    fn ground(&mut self) {
        let base = basemap();
        let project = |drawing: &Self, line: &[(f64, f64)]| -> Vec<(f64, f64)> {
            line.iter().map(|&(lon, lat)| drawing.at(lat, lon)).collect()
        };
        let mut land = String::new();
        for ring in &base.land {
            land.push_str(&path(&clip_ring(&project(self, ring), self.frame), true));
        }
        let _ = write!(self.out, r#"<g class="ground" aria-hidden="true"><path class="land" d="{land}"/>"#);
        for (class, lines) in [
            ("border", base.borders.iter().collect::<Vec<_>>()),
            ("road minor", base.roads.iter().filter(|road| road.class != 1).map(|road| &road.line).collect()),
            ("road", base.roads.iter().filter(|road| road.class == 1).map(|road| &road.line).collect()),
        ] {
            let mut d = String::new();
            for line in lines {
                for run in near_runs(&project(self, line), self.frame) {
                    d.push_str(&path(&run, false));
                }
            }
            if !d.is_empty() {
                let _ = write!(self.out, r#"<path class="{class}" d="{d}"/>"#);
            }
        }
        self.out.push_str("</g>");
    }

    /// Lines of the grid over the view, labelled at the lower and the left edge.
    fn graticule(&mut self) {
        let west = self.origin.0.to_degrees();
        let east = (self.origin.0 + self.width / self.scale).to_degrees();
        let (north, south) = (latitude(self.origin.1), latitude(self.origin.1 + self.height / self.scale));
        let step = graticule_step((east - west).max(north - south));
        let mut labels = String::new();
        self.out.push_str(r#"<g class="graticule" aria-hidden="true">"#);
        for i in (west / step).ceil() as i64..=(east / step).floor() as i64 {
            let lon = i as f64 * step;
            let (x, _) = self.at(0.0, lon);
            let _ = write!(self.out, r#"<path d="M{x:.1} 0V{}"/>"#, self.height);
            if x > 60.0 && x < self.width - 30.0 {
                let text = degrees(self.view.words, lon, ["format-east", "format-west"]);
                let _ = write!(labels, r#"<text x="{x:.1}" y="{}">{text}</text>"#, 14);
            }
        }
        for i in (south / step).ceil() as i64..=(north / step).floor() as i64 {
            let lat = i as f64 * step;
            let (_, y) = self.at(lat, 0.0);
            let _ = write!(self.out, r#"<path d="M0 {y:.1}H{}"/>"#, self.width);
            if y > 30.0 && y < self.height - 34.0 {
                let text = degrees(self.view.words, lat, ["format-north", "format-south"]);
                let x = if self.arabic { 30.0 } else { 24.0 };
                let _ = write!(labels, r#"<text x="{x}" y="{:.1}">{text}</text>"#, y + 4.0);
            }
        }
        let _ = write!(self.out, r#"</g><g class="graticule-labels" aria-hidden="true">{labels}</g>"#);
    }

    fn shapes(&mut self) {
        let view = self.view;
        for shape in &view.shapes {
            let points: Vec<_> = shape
                .points
                .iter()
                .filter(|(lat, lon)| lat.is_finite() && lon.is_finite())
                .map(|&(lat, lon)| self.at(lat, lon))
                .collect();
            if points.len() < 2 {
                continue;
            }
            let label = escape(&shape.label);
            let _ = write!(
                self.out,
                r#"<g class="shape {}"><title>{label}</title><path d="{}"/>"#,
                class_name(&shape.class),
                path(&points, shape.closed)
            );
            // A zone is named at its top edge's middle, a line at its middle corner.
            let (x, y) = if shape.closed {
                let n = points.len() as f64;
                let x = points.iter().map(|p| p.0).sum::<f64>() / n;
                (x, points.iter().map(|p| p.1).fold(f64::INFINITY, f64::min))
            } else {
                let (a, b) = (points[(points.len() - 1) / 2], points[points.len() / 2]);
                ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
            };
            let half = shape.label.chars().count() as f64 * 3.3 + 3.0;
            let area = [x - half, y - 18.0, x + half, y];
            // One that would lie on another is told by the shape's title alone.
            if !self.taken.iter().any(|other| overlap(&area, other)) {
                self.taken.push(area);
                let _ =
                    write!(self.out, r#"<text class="shape-label" x="{x:.1}" y="{y:.1}" dy="-.5em">{label}</text>"#);
            }
            self.out.push_str("</g>");
        }
    }

    /// Areas of confidence, the wider ones first so that the narrower lie on them.
    fn regions(&mut self) {
        let view = self.view;
        let mut regions: Vec<&Region> = view.regions.iter().collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.percent));
        for region in regions {
            let mut d = String::new();
            for ring in &region.rings {
                let sound = ring.iter().filter(|(lat, lon)| lat.is_finite() && lon.is_finite());
                let points: Vec<_> = sound.map(|&(lat, lon)| self.at(lat, lon)).collect();
                if points.len() > 2 {
                    d.push_str(&path(&clip_ring(&points, self.frame), true));
                }
            }
            let class = match (region.class, region.percent) {
                ("", 51..) => "region wide".to_owned(),
                ("", _) => "region".to_owned(),
                (class, _) => format!("region {}", class_name(class)),
            };
            let label = escape(&region.label);
            let _ = write!(self.out, r#"<path class="{class}" d="{d}"><title>{label}</title></path>"#);
        }
    }

    fn sectors(&mut self) {
        let view = self.view;
        for sector in &view.sectors {
            let numbers = [sector.lat, sector.lon, sector.bearing_deg, sector.error_deg, sector.near_m, sector.far_m];
            if !numbers.iter().all(|n| n.is_finite()) {
                continue;
            }
            let mut d = String::new();
            for ring in sector_rings(sector) {
                let points: Vec<_> = ring.into_iter().map(|(lat, lon)| self.at(lat, lon)).collect();
                d.push_str(&path(&points, true));
            }
            let from = self.at(sector.lat, sector.lon);
            let (lat, lon) = destination(sector.lat, sector.lon, sector.bearing_deg, sector.far_m);
            let ray = path(&[from, self.at(lat, lon)], false);
            let _ = write!(
                self.out,
                concat!(
                    r#"<g class="sector{}"><title>{}</title><path class="band" fill-rule="evenodd" d="{}"/>"#,
                    r#"<path class="ray" d="{}"/><g transform="translate({:.1} {:.1})"><g class="mark">{}</g></g></g>"#
                ),
                if sector.class.is_empty() { String::new() } else { format!(" {}", class_name(sector.class)) },
                escape(&sector.label),
                d,
                ray,
                from.0,
                from.1,
                symbol(if sector.class.is_empty() { "observer" } else { sector.class })
            );
        }
    }

    /// The marks that can be placed, with their pixels.
    fn placed(&self) -> Vec<(&'a Mark, (f64, f64))> {
        let view = self.view;
        let sound = |mark: &&Mark| mark.lat.is_finite() && mark.lon.is_finite();
        let marks = view.marks.iter().filter(sound).map(|mark| (mark, self.at(mark.lat, mark.lon)));
        marks.filter(|(_, at)| self.within_frame(*at)).collect()
    }

    fn areas(&mut self) {
        let placed = self.placed();
        if placed.len() > CLUSTER_ABOVE {
            return;
        }
        for (mark, (x, y)) in placed {
            let r = self.pixels(mark.radius_m, mark.lat);
            if r.is_finite() && r > 0.0 {
                let class = class_name(&mark.class);
                let _ = write!(self.out, r#"<circle class="uncertainty {class}" cx="{x:.1}" cy="{y:.1}" r="{r:.2}"/>"#);
            }
        }
    }

    fn names(&mut self) {
        let base = basemap();
        let near = self.metres_per_pixel();
        self.out.push_str(r#"<g class="names" aria-hidden="true">"#);
        for (class, list) in [("country-label", &base.countries), ("sea-label", &base.seas)] {
            for named in list {
                let at = self.at(named.lat, named.lon);
                // Names of whole countries and seas mean nothing on a street's map.
                if self.within_frame(at) && near > 250.0 {
                    let text = escape(self.name(named));
                    let _ = write!(self.out, r#"<text class="{class}" x="{:.1}" y="{:.1}">{text}</text>"#, at.0, at.1);
                }
            }
        }
        let signs = self.placed().into_iter().map(|(_, (x, y))| [x - 8.0, y - 8.0, x + 8.0, y + 8.0]);
        // Names of places give way to signs and to the names of lines and zones.
        let mut taken: Vec<[f64; 4]> =
            std::mem::take(&mut self.taken).into_iter().chain(signs.take(CLUSTER_ABOVE)).collect();
        for named in &base.places {
            let (x, y) = self.at(named.lat, named.lon);
            if !self.within_frame((x, y)) {
                continue;
            }
            let text = self.name(named);
            let half = text.chars().count() as f64 * 3.5 + 3.0;
            let area = [x - half, y - 16.0, x + half, y + 3.0];
            let due =
                near < labelled_below(named.rank) && self.within_view((x, y)) && area[0] > 0.0 && area[2] < self.width;
            let shown = due && !taken.iter().any(|other| overlap(&area, other));
            if shown {
                taken.push(area);
            }
            let _ = write!(
                self.out,
                r#"<g class="place{}" data-rank="{}" transform="translate({x:.1} {y:.1})"><circle/><text>{}</text></g>"#,
                if shown { "" } else { " off" },
                named.rank,
                escape(text)
            );
        }
        self.out.push_str("</g>");
    }

    /// Signs that would lie on one another are drawn as one with their number, if somebody can look closer.
    fn marks(&mut self) {
        let placed = self.placed();
        let closest = self.metres_per_pixel() <= 1.05 * MIN_EXTENT_M / self.height;
        if placed.len() > CLUSTER_ABOVE || (self.view.cluster_href.is_some() && !closest) {
            let cell = if placed.len() > CLUSTER_ABOVE { CLUSTER_CELL } else { SIGN };
            return self.clusters(placed, cell);
        }
        self.out.push_str(r#"<g class="marks">"#);
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (mark, (mut x, y)) in placed {
            // Signs of one and the same place stand side by side; the area says where it was.
            while taken.iter().any(|(tx, ty)| (tx - x).abs() < 4.0 && (ty - y).abs() < 4.0) {
                x += SIGN * 0.75;
            }
            taken.push((x, y));
            self.one_mark(mark, (x, y));
        }
        self.out.push_str("</g>");
    }

    fn one_mark(&mut self, mark: &Mark, (x, y): (f64, f64)) {
        let (label, class) = (escape(&mark.label), class_name(&mark.class));
        let link = local_link(&mark.href);
        let (open, close) = match &link {
            Some(href) => (format!(r#"<a href="{href}" aria-label="{label}" class="pin {class}">"#), "</a>"),
            None => (format!(r#"<g role="img" aria-label="{label}" class="pin {class}">"#), "</g>"),
        };
        let _ = write!(
            self.out,
            r#"{open}<title>{label}</title><g transform="translate({x:.1} {y:.1})"><g class="mark"><circle class="hit" r="12"/>{}</g></g>{close}"#,
            symbol(&mark.class)
        );
    }

    fn clusters(&mut self, mut placed: Vec<(&'a Mark, (f64, f64))>, cell: f64) {
        type Placed<'m> = (&'m Mark, (f64, f64));
        let mut groups: Vec<Vec<Placed<'_>>> = Vec::new();
        if placed.len() > CLUSTER_ABOVE {
            let mut cells: std::collections::BTreeMap<(i64, i64), Vec<Placed<'_>>> = Default::default();
            for (mark, (x, y)) in placed {
                cells.entry(((y / cell).floor() as i64, (x / cell).floor() as i64)).or_default().push((mark, (x, y)));
            }
            groups.extend(cells.into_values());
        } else {
            // From west to east, so that the order in which marks are given changes nothing.
            placed.sort_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            for (mark, at) in placed {
                let near = |group: &&mut Vec<Placed<'_>>| {
                    group.first().is_some_and(|(_, first)| (first.0 - at.0).hypot(first.1 - at.1) < cell)
                };
                match groups.iter_mut().find(near) {
                    Some(group) => group.push((mark, at)),
                    None => groups.push(vec![(mark, at)]),
                }
            }
        }
        if cell <= SIGN {
            apart(&mut groups);
        }
        self.out.push_str(r#"<g class="marks">"#);
        for members in groups {
            if let [(mark, at)] = members.as_slice() {
                self.one_mark(mark, *at);
                continue;
            }
            let (x, y, r) = disc(&members);
            let count = members.len();
            let label = escape(&self.view.words.say_with("map-cluster", &[("n", (count as u64).into())]));
            let link = self.view.cluster_href.as_deref().and_then(local_link).map(|prefix| {
                let fold = |pick: fn(&Mark) -> f64, least: bool| {
                    let start = if least { f64::INFINITY } else { f64::NEG_INFINITY };
                    members.iter().map(|(mark, _)| pick(mark)).fold(start, if least { f64::min } else { f64::max })
                };
                let (south, north) = (fold(|m| m.lat, true) - 0.01, fold(|m| m.lat, false) + 0.01);
                let (west, east) = (fold(|m| m.lon, true) - 0.01, fold(|m| m.lon, false) + 0.01);
                format!("{prefix}{south:.4},{west:.4},{north:.4},{east:.4}")
            });
            let (open, close) = match link {
                Some(href) => (format!(r#"<a href="{href}" aria-label="{label}" class="pin cluster">"#), "</a>"),
                None => (format!(r#"<g role="img" aria-label="{label}" class="pin cluster">"#), "</g>"),
            };
            let _ = write!(
                self.out,
                r#"{open}<title>{label}</title><g transform="translate({x:.1} {y:.1})"><g class="mark"><circle class="disc" r="{r:.1}"/><text dy=".36em">{count}</text></g></g>{close}"#
            );
        }
        self.out.push_str("</g>");
    }

    /// North is up, and says so.
    fn north(&mut self) {
        let letter = escape(&self.view.words.plain().say("map-north"));
        let x = self.width - 24.0;
        let _ = write!(
            self.out,
            concat!(
                r#"<g class="north" aria-hidden="true" transform="translate({:.1} {:.1})"><g class="mark"><circle class="plate" r="17"/>"#,
                r#"<path d="M0-3-5 10 0 7 5 10Z"/><text y="-6">{}</text></g></g>"#
            ),
            x,
            self.height - 26.0,
            letter
        );
    }

    fn scale_bar(&mut self) {
        let metres = scale_length(self.metres_per_pixel());
        // A scale bar is a few metres to a few hundred kilometres long.
        let text = escape(&self.view.words.plain().distance(metres as u32));
        let long = metres / self.metres_per_pixel();
        let (y, half) = (self.height - 14.0, long / 2.0);
        let _ = write!(
            self.out,
            concat!(
                r#"<g class="scale-bar" aria-hidden="true"><path class="plate" d="M8 {:.1}h{:.1}v26h-{:.1}Z"/>"#,
                r#"<path class="bar" d="M16 {y}v-6M16 {y}h{long:.1}v-6M{:.1} {y}v-4"/>"#,
                r#"<text x="{:.1}" y="{:.1}">{text}</text></g>"#
            ),
            y - 20.0,
            long + 16.0,
            long + 16.0,
            16.0 + half,
            16.0 + half,
            y - 8.0,
            y = y,
            long = long,
            text = text
        );
    }
}

/// Where the sign of a group stands, and how large it is.
fn disc(members: &[(&Mark, (f64, f64))]) -> (f64, f64, f64) {
    let n = members.len() as f64;
    let x = members.iter().map(|(_, at)| at.0).sum::<f64>() / n;
    let y = members.iter().map(|(_, at)| at.1).sum::<f64>() / n;
    (x, y, if members.len() == 1 { 9.0 } else { 10.0 + n.log10() * 4.0 })
}

/// Joins groups until no sign covers another.
fn apart(groups: &mut Vec<Vec<(&Mark, (f64, f64))>>) {
    let mut at = 0;
    while at < groups.len() {
        let (x, y, r) = disc(&groups[at]);
        let covers = |other: &Vec<(&Mark, (f64, f64))>| {
            let (ox, oy, or) = disc(other);
            (ox - x).hypot(oy - y) < r + or
        };
        match (at + 1..groups.len()).find(|other| covers(&groups[*other])) {
            Some(other) => {
                let joined = groups.remove(other);
                groups[at].extend(joined);
                // Its sign has moved and grown: what stood clear before may be covered now.
                at = 0;
            }
            None => at += 1,
        }
    }
}

/// The box around everything in the view, or none.
fn content_bounds(view: &MapView<'_>) -> Option<Bounds> {
    // Lines and zones are what an event is seen against: they set the view only where there is nothing else to see.
    let alone = view.marks.is_empty() && view.sectors.is_empty() && view.regions.is_empty() && view.squares.is_empty();
    let shapes = view.shapes.iter().filter(|_| alone);
    let mut points: Vec<(f64, f64)> = shapes.flat_map(|shape| shape.points.iter().copied()).collect();
    for mark in &view.marks {
        let radius = if mark.radius_m.is_finite() { mark.radius_m.clamp(0.0, 300_000.0) } else { 0.0 };
        points.extend([0.0, 90.0, 180.0, 270.0].map(|bearing| destination(mark.lat, mark.lon, bearing, radius)));
    }
    for sector in &view.sectors {
        points.push((sector.lat, sector.lon));
        points.extend(sector_rings(sector).into_iter().flatten());
    }
    points.extend(view.squares.iter().flat_map(|square| [(square.south, square.west), (square.north, square.east)]));
    points.extend(view.regions.iter().flat_map(|region| region.rings.iter().flatten().copied()));
    points.retain(|(lat, lon)| lat.is_finite() && lon.is_finite());
    let &(lat, lon) = points.first()?;
    let start = Bounds { south: lat, west: lon, north: lat, east: lon };
    Some(points.into_iter().fold(start, |b, (lat, lon)| Bounds {
        south: b.south.min(lat),
        west: b.west.min(lon),
        north: b.north.max(lat),
        east: b.east.max(lon),
    }))
}

#[cfg(test)]
mod tests;
