//! How records are shown: names of parties, chips, rows, areas on the map. The same on every page.

use crate::blocks::{Block, Cell};
use crate::map::{Bounds, MapView, Mark, Region, Sector, Shape, Square, draw, symbol};
use crate::shell::{Failed, Visit};
use crate::words::Words;
use mirqab_app::agreement::{all, name_on, parties};
use mirqab_app::rows::IncidentRow;
use mirqab_app::{Action, AppError, Reader};
use mirqab_domain::agreement::{Form, Party, State};
use mirqab_domain::finding::Axes;
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, Coordinates, Instant, Interval, Language, LocalDay, Occurrence, PartyCode,
    Passage, Place, ZoneName,
};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Up to so many signs are drawn one by one even if they stand close.
const FEW_MARKS: usize = 12;

/// The signs of the map and what each stands for.
const SIGNS: &[(&str, &str)] = &[
    ("reported", "map-reported"),
    ("attributed", "map-attributed"),
    ("verified", "map-verified"),
    ("corroborated", "map-corroborated"),
    ("probable", "occurrence-probable"),
    ("contested", "occurrence-contested"),
    ("unconfirmed", "occurrence-unconfirmed"),
    ("unable_to_verify", "occurrence-unable-to-verify"),
    ("did_not_occur", "map-not-occurred"),
    ("post", "map-post"),
    ("sensor", "map-sensor"),
];

/// What lies on a map.
#[derive(Default)]
pub struct Layers {
    /// Signs with their areas.
    pub marks: Vec<Mark>,
    /// Lines and zones.
    pub shapes: Vec<Shape>,
    /// Bearings with distance bands.
    pub sectors: Vec<Sector>,
    /// Areas of confidence.
    pub regions: Vec<Region>,
    /// What was watched.
    pub squares: Vec<Square>,
    /// What each density of those stands for, from the first on.
    pub levels: Vec<String>,
}

/// A request with the parties' names at hand.
#[derive(Clone)]
pub struct View<'a> {
    /// The request.
    pub visit: &'a Visit,
    /// The agreements.
    pub agreements: Vec<State>,
    parties: Vec<Party>,
}

/// What a case is called whose parties are masked.
static MASKED: LazyLock<Bilingual> = LazyLock::new(|| {
    let say = |language| {
        Passage::parse(&Words::of(language).say("masked-case")).expect("a word of the catalogue is short and not empty")
    };
    Bilingual { ar: say(Language::Arabic), en: say(Language::English) }
});

/// Reads what the visitor may see of one moment, and turns what goes wrong into an error page.
pub fn read<T>(visit: &Visit, work: impl FnMut(&dyn Reader) -> Result<T, AppError>) -> Result<T, Failed> {
    visit.app.read_as(&visit.actor, &MASKED, work).map_err(|error| visit.failed(error))
}

/// Reads for a file that is the same for everybody, and holds nothing that is not public.
pub fn read_public<T>(visit: &Visit, work: impl FnMut(&dyn Reader) -> Result<T, AppError>) -> Result<T, Failed> {
    visit.app.read(work).map_err(|error| visit.failed(error))
}

impl<'a> View<'a> {
    /// For a request.
    pub fn of(visit: &'a Visit) -> Result<Self, Failed> {
        let agreements = read(visit, |reader| Ok(all(reader)?))?;
        let mut view = Self { visit, parties: parties(&agreements), agreements };
        view.parties = view.parties_on(view.zone().day_of(view.now()));
        Ok(view)
    }
    /// The parties under their names of a day.
    fn parties_on(&self, day: LocalDay) -> Vec<Party> {
        let named = |party: &Party| {
            let name = name_on(&self.agreements, &party.code, day, self.zone());
            Party { code: party.code.clone(), name: name.unwrap_or_else(|| party.name.clone()) }
        };
        self.parties.iter().map(named).collect()
    }
    /// The same view of an earlier time: a party that bore another name then is told under that name, and beside it under that of today.
    pub fn of_time(&self, at: Instant) -> Cow<'_, Self> {
        let then = self.parties_on(self.zone().day_of(at));
        if then == self.parties {
            return Cow::Borrowed(self);
        }
        let both = |mut then: Party, now: &Party| {
            if then.name != now.name {
                let args = [("then", self.own(&then.name).into()), ("now", self.own(&now.name).into())];
                let told = Passage::parse(&self.visit.words.plain().say_with("party-then-now", &args));
                if let Ok(told) = told {
                    then.name = Bilingual { ar: told.clone(), en: told };
                }
            }
            then
        };
        let parties = then.into_iter().zip(&self.parties).map(|(then, now)| both(then, now)).collect();
        Cow::Owned(Self { parties, ..self.clone() })
    }
    /// A word of the catalogue.
    pub fn say(&self, key: &str) -> String {
        self.visit.words.say(key)
    }
    /// A code of the catalogue.
    pub fn code(&self, prefix: &str, code: &str) -> String {
        self.visit.words.code_str(prefix, code)
    }
    /// The reader's language.
    pub fn language(&self) -> Language {
        self.visit.words.language()
    }
    /// A text of both languages in the reader's.
    pub fn own<'t>(&self, text: &'t Bilingual) -> &'t str {
        text.in_language(self.language())
    }
    /// The mission's zone.
    pub fn zone(&self) -> &ZoneName {
        &self.visit.app.settings.zone
    }
    /// The time now.
    pub fn now(&self) -> Instant {
        self.visit.app.surroundings().now()
    }
    /// A moment.
    pub fn time(&self, at: Instant) -> String {
        self.visit.words.time(at, self.zone())
    }
    /// A moment as a field of a form holds it: the mission's wall clock.
    pub fn field_time(&self, at: Instant) -> String {
        let (hour, minute) = self.zone().clock_of(at);
        format!("{}T{hour:02}:{minute:02}", self.zone().day_of(at))
    }
    /// A stretch of time.
    pub fn interval(&self, interval: Interval) -> String {
        self.visit.words.interval(interval, self.zone())
    }
    /// A number.
    pub fn number(&self, number: impl TryInto<u64>) -> String {
        self.visit.words.number(number.try_into().unwrap_or(0))
    }
    /// The parties, in the agreements' order.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }
    /// A party's name.
    pub fn party(&self, code: &PartyCode) -> String {
        let known = self.parties.iter().find(|party| party.code == *code);
        known.map_or_else(|| code.to_string(), |party| self.own(&party.name).to_owned())
    }
    /// Parties' names in the agreements' order, whatever the order in which they are given.
    pub fn party_list(&self, codes: &[PartyCode]) -> String {
        let named = self.parties.iter().filter(|party| codes.contains(&party.code)).map(|party| self.own(&party.name));
        named.collect::<Vec<_>>().join(" · ")
    }
    /// Choices of parties for a form, with an empty one first.
    pub fn party_options(&self, none: &str) -> Vec<(String, String)> {
        let first = (String::new(), self.say(none));
        let each = self.parties.iter().map(|party| (party.code.to_string(), self.own(&party.name).to_owned()));
        std::iter::once(first).chain(each).collect()
    }

    /// Where an incident stands, as chips.
    pub fn standing(&self, row: &IncidentRow) -> Vec<Cell> {
        let Some(axes) = &row.published else {
            let class = if row.handling == "reported" { "reported" } else { "claimed" };
            let mut chips = vec![Cell::chip(self.code("handling", &row.handling), class)];
            if row.due.is_some_and(|due| due < self.now()) {
                chips.push(Cell::chip(self.say("progress-overdue"), "overdue"));
            }
            return chips;
        };
        vec![self.occurrence(&axes.occurrence), self.attribution(&axes.attribution)]
    }

    /// Whether it happened, as a chip.
    pub fn occurrence(&self, occurrence: &Occurrence) -> Cell {
        let chip = Cell::chip(self.code("occurrence", occurrence.code()), occurrence_class(occurrence));
        match occurrence {
            Occurrence::UnableToVerify { denied_by: Some(party), .. } => {
                let party = self.party(party);
                chip.noted(self.visit.words.say_with("finding-access-denied-by", &[("party", party.as_str().into())]))
            }
            Occurrence::UnableToVerify { reason, .. } => chip.noted(self.visit.words.code("unable", *reason)),
            _ => chip,
        }
    }

    /// Who did it, as a chip.
    pub fn attribution(&self, attribution: &Attribution) -> Cell {
        let class = if attribution.standard().is_some() { "attributed" } else { "unattributed" };
        let text = match attribution.party() {
            Some(party) => {
                let party = self.party(party);
                self.visit.words.say_with("finding-attributed-to", &[("party", party.as_str().into())])
            }
            None => self.code("attribution", attribution.code()),
        };
        let chip = Cell::chip(text, class);
        match attribution.standard() {
            Some(standard) => chip.noted(self.visit.words.code("standard", standard)),
            None => chip,
        }
    }

    /// The axes of a conclusion as facts: question by question.
    pub fn axes(&self, axes: &Axes) -> Vec<(String, Vec<Cell>)> {
        let number = |key: &str| {
            let articles = self
                .agreements
                .iter()
                .flat_map(|state| state.amendments.iter().map(|(_, later)| &later.agreement).chain([&state.agreement]))
                .flat_map(|text| &text.articles);
            let found = articles.into_iter().find(|article| article.key == key);
            found.map_or_else(|| key.to_owned(), |article| format!("{} – {}", article.number, self.own(&article.title)))
        };
        let classification = match &axes.classification {
            Classification::Violation { article } => {
                self.visit.words.say_with("finding-breach-of", &[("article", number(article).as_str().into())])
            }
            Classification::Permitted { article } => {
                self.visit.words.say_with("finding-permitted-by", &[("article", number(article).as_str().into())])
            }
            other => self.code("classification", other.code()),
        };
        vec![
            (self.say("axis-occurrence-question"), vec![self.occurrence(&axes.occurrence)]),
            (self.say("axis-classification-question"), vec![Cell::text(classification)]),
            (self.say("axis-attribution-question"), vec![self.attribution(&axes.attribution)]),
            (self.say("axis-gravity-question"), vec![Cell::text(self.visit.words.code("gravity", axes.gravity))]),
        ]
    }

    /// The names of the columns of an incident table.
    pub fn incident_head(&self) -> Vec<String> {
        ["title", "kind", "time", "nav-reports", "rule-independent-origins", "state"].map(|key| self.say(key)).to_vec()
    }

    /// An incident as a row of a table, leading to `base` and its id.
    pub fn incident_cells(&self, row: &IncidentRow, base: &str) -> Vec<Cell> {
        let mut standing = self.standing(row).into_iter();
        let mut state = standing.next().unwrap_or_default();
        let others: Vec<String> = standing.map(|chip| chip.text).collect();
        if state.note.is_none() && !others.is_empty() {
            state.note = Some(others.join(" · "));
        }
        let time = row.occurred.map_or_else(|| self.say("not-known"), |occurred| self.interval(occurred));
        vec![
            Cell::link(self.own(&row.title), format!("{base}/{}", row.id)),
            Cell::text(self.visit.words.code("kind", row.kind)),
            Cell::text(time),
            Cell::number(self.number(row.reports)),
            Cell::number(self.number(row.origins)),
            state,
        ]
    }

    /// The area as this reader may see it: exact for those who read cases, and for everybody else within a hundredth of a
    /// degree and no closer than two kilometres.
    fn shown_area(&self, (at, radius_m): (Coordinates, u32)) -> (Coordinates, u32) {
        if self.visit.actor.may(Action::SeeWork) {
            return (at, radius_m);
        }
        mirqab_app::rows::coarse((at, radius_m))
    }

    /// Incidents on the map, each as the area within which it happened.
    pub fn incident_map(&self, rows: &[IncidentRow], base: &str) -> Block {
        let marks = rows.iter().filter_map(|row| {
            let (at, radius_m) = self.shown_area(row.area?);
            let class = match &row.published {
                None => "reported",
                Some(axes) if axes.attribution.standard().is_some() => "attributed",
                Some(axes) => match occurrence_class(&axes.occurrence) {
                    // The map has names of its own for these two symbols.
                    "unable" => "unable_to_verify",
                    "not-occurred" => "did_not_occur",
                    class => class,
                },
            };
            Some(Mark {
                lat: at.lat(),
                lon: at.lon(),
                radius_m: f64::from(radius_m),
                href: format!("{base}/{}", row.id),
                label: format!(
                    "{} – {}",
                    self.own(&row.title),
                    self.standing(row).first().map_or("", |cell| &cell.text)
                ),
                class: class.to_owned(),
            })
        });
        self.map("map-title", Layers { marks: marks.collect(), ..Layers::default() })
    }

    /// Where something was, as areas: the wider one below the narrower.
    pub fn regions(&self, location: &mirqab_app::location::Location) -> Vec<Region> {
        let region = |region: &mirqab_app::location::Region, key: &str| {
            let ring = |ring: &Vec<Coordinates>| ring.iter().map(|at| (at.lat(), at.lon())).collect();
            let rings = region.parts.iter().flat_map(|part| std::iter::once(&part.outline).chain(&part.holes));
            Region { rings: rings.map(ring).collect(), percent: region.confidence_pct, class: "", label: self.say(key) }
        };
        vec![region(&location.outer, "map-region-most"), region(&location.inner, "map-region-half")]
    }

    /// A map, as near as the address asks for. Its legend names every sign that is on it, and no other.
    pub fn map(&self, title: &str, layers: Layers) -> Block {
        let words = self.visit.words;
        let asked = crate::form::Form::of_query(&self.visit.query);
        let kept = self.visit.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("bounds="));
        let mut nearer = format!("{}?", self.visit.path);
        kept.for_each(|pair| nearer.push_str(&format!("{pair}&")));
        nearer.push_str("bounds=");
        let legend = self.legend(&layers);
        let Layers { marks, shapes, sectors, regions, squares, .. } = layers;
        let view = MapView {
            words,
            bounds: Bounds::parse(asked.get("bounds")),
            cluster_href: (marks.len() > FEW_MARKS).then_some(nearer),
            marks,
            shapes,
            sectors,
            regions,
            squares,
            title: self.say(title),
            ..MapView::default()
        };
        let tools = ["map-zoom-in", "map-zoom-out", "map-reset"].map(|key| self.say(key));
        Block::Map { svg: draw(&view), legend, tools }
    }

    fn legend(&self, layers: &Layers) -> Vec<(String, String)> {
        let mut legend: Vec<(String, String)> = Vec::new();
        for (class, key) in SIGNS {
            if layers.marks.iter().any(|mark| mark.class == *class) {
                legend.push((format!("<g class=\"pin {class}\">{}</g>", symbol(class)), self.say(key)));
            }
        }
        for (level, named) in (1u8..).zip(&layers.levels) {
            legend.push((crate::map::square_sign(level), named.clone()));
        }
        let areas = layers.marks.iter().any(|mark| mark.radius_m > 0.0 && mark.class != "post");
        for (shown, sign, key) in [
            (areas, "<circle class=\"uncertainty\" r=\"9\"/>", "map-uncertainty"),
            (
                layers.marks.len() > FEW_MARKS,
                "<g class=\"pin cluster\"><circle class=\"disc\" r=\"9\"/></g>",
                "map-many",
            ),
            (
                layers.sectors.iter().any(|sector| sector.class.is_empty()),
                "<g class=\"sector\"><path class=\"band\" d=\"M-9 7 4-9A20 20 0 0 1 9 3Z\"/></g>",
                "map-sector",
            ),
            (
                layers.sectors.iter().any(|sector| sector.class == "crater"),
                "<g class=\"sector crater\"><path class=\"band\" d=\"M-9 7 4-9A20 20 0 0 1 9 3Z\"/></g>",
                "map-crater",
            ),
            (
                layers.regions.iter().any(|region| region.class == "recorded"),
                "<path class=\"region recorded\" d=\"M-9 4-3-8 9-4 5 8Z\"/>",
                "map-region-recorded",
            ),
            (
                layers.regions.iter().any(|region| region.class.is_empty() && region.percent <= 50),
                "<path class=\"region\" d=\"M-9 4-3-8 9-4 5 8Z\"/>",
                "map-region-half",
            ),
            (
                layers.regions.iter().any(|region| region.class.is_empty() && region.percent > 50),
                "<path class=\"region wide\" d=\"M-9 4-3-8 9-4 5 8Z\"/>",
                "map-region-most",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class == "line"),
                "<g class=\"shape line\"><path d=\"M-10 0H10\"/></g>",
                "map-line",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class == "zone"),
                "<g class=\"shape zone\"><path d=\"M-9-6H9V6H-9Z\"/></g>",
                "map-zone",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class == "hazard"),
                "<g class=\"shape hazard\"><path d=\"M-9-6H9V6H-9Z\"/></g>",
                "map-hazard",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class == "track"),
                "<g class=\"shape track\"><path d=\"M-10 4-2-4 4 2 10-5\"/></g>",
                "map-track",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class == "route"),
                "<g class=\"shape route\"><path d=\"M-10 4-2-4 4 2 10-5\"/></g>",
                "map-route",
            ),
            (
                layers.shapes.iter().any(|shape| shape.class.starts_with("reading")),
                "<g class=\"shape reading-a\"><path d=\"M-9-6H9V6H-9Z\"/></g>",
                "map-disputed",
            ),
        ] {
            if shown {
                legend.push((sign.to_owned(), self.say(key)));
            }
        }
        legend
    }

    /// An agreement's lines and zones. Two readings of one differ by the dashes of their edge, and by nothing else.
    pub fn shapes(&self, state: &State) -> Vec<Shape> {
        let parties: Vec<&PartyCode> = state.agreement.parties.iter().map(|party| &party.code).collect();
        let shape = |zone: &mirqab_domain::agreement::Zone| {
            let reading = zone.reading_of.as_ref().and_then(|code| parties.iter().position(|party| *party == code));
            let class = match (reading, zone.form) {
                (Some(0), Form::Line) => "reading-a open",
                (Some(_), Form::Line) => "reading-b open",
                (Some(0), _) => "reading-a",
                (Some(_), _) => "reading-b",
                (None, Form::Line) => "line",
                (None, Form::Area) => "zone",
            };
            Shape {
                points: zone.points.iter().map(|point| (point.lat(), point.lon())).collect(),
                closed: zone.form == Form::Area,
                label: self.own(&zone.title).to_owned(),
                class: class.to_owned(),
            }
        };
        state.text_at(self.now()).zones.iter().map(shape).collect()
    }

    /// A place as it was given, in words.
    pub fn place(&self, place: &Place) -> Cell {
        let words = self.visit.words;
        let within =
            |metres: u32| words.say_with("format-within", &[("distance", words.distance(metres).as_str().into())]);
        let around = match place {
            Place::Point { at, precision_m, .. } | Place::Named { at: Some(at), precision_m, .. } => {
                format!("{} · {}", words.coordinates(*at), within(*precision_m))
            }
            Place::Named { at: None, .. } => String::new(),
            Place::FromObserver { observer, bearing, band, .. } => format!(
                "{} · {} · {}",
                words.coordinates(*observer),
                words.bearing(*bearing),
                words.distance_band(*band)
            ),
            Place::AtSensor { sensor, at, arrived_ms, clock_error_ms, .. } => {
                format!(
                    "{sensor} · {} · {}",
                    words.coordinates(*at),
                    words.arrival(*arrived_ms, *clock_error_ms, self.zone())
                )
            }
        };
        // The name stands by itself: written in the other script it would turn around what stands beside it.
        match place.name() {
            Some(name) if around.is_empty() => Cell::text(name.to_string()),
            Some(name) => Cell::text(name.to_string()).noted(around),
            None => Cell::text(around),
        }
    }

    /// A place on the map: its area, or the sector in which it was seen or heard.
    pub fn place_drawn(&self, place: &Place, label: &str, href: &str) -> (Vec<Mark>, Vec<Sector>) {
        match place {
            Place::FromObserver { observer, bearing, band, .. } => {
                let sector = Sector {
                    lat: observer.lat(),
                    lon: observer.lon(),
                    bearing_deg: f64::from(bearing.tenths()) / 10.0,
                    error_deg: f64::from(bearing.error_tenths()) / 10.0,
                    near_m: f64::from(band.near_m()),
                    far_m: f64::from(band.far_m()),
                    class: "",
                    label: label.to_owned(),
                };
                (Vec::new(), vec![sector])
            }
            // One sensor tells no place: it is drawn as what heard it.
            Place::AtSensor { sensor, at, .. } => {
                let mark = Mark {
                    lat: at.lat(),
                    lon: at.lon(),
                    radius_m: 0.0,
                    href: href.to_owned(),
                    label: format!("{label} · {sensor}"),
                    class: "sensor".to_owned(),
                };
                (vec![mark], Vec::new())
            }
            other => {
                let mark = mirqab_app::rows::area_of(other).map(|(at, radius_m)| Mark {
                    lat: at.lat(),
                    lon: at.lon(),
                    radius_m: f64::from(radius_m),
                    href: href.to_owned(),
                    label: label.to_owned(),
                    class: "reported".to_owned(),
                });
                (mark.into_iter().collect(), Vec::new())
            }
        }
    }
}

/// The class of chip and symbol for an occurrence.
pub fn occurrence_class(occurrence: &Occurrence) -> &'static str {
    match occurrence {
        Occurrence::Confirmed => "verified",
        Occurrence::Corroborated => "corroborated",
        Occurrence::Probable => "probable",
        Occurrence::Contested => "contested",
        Occurrence::Unconfirmed => "unconfirmed",
        Occurrence::UnableToVerify { .. } => "unable",
        Occurrence::DidNotOccur => "not-occurred",
    }
}

/// The page asked for in the address, as an offset.
pub fn offset(form: &crate::form::Form, limit: u32) -> u32 {
    form.get("page").parse::<u32>().unwrap_or(1).clamp(1, 100_000).saturating_sub(1) * limit
}
