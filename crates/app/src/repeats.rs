//! Repeats: breaches that were established, by party, unit, article and place, never without what they are counted against.
//!
//! Parties stand in the order of their agreements, articles in the order of the text, units and places by name: nothing is ever ordered by how often.

use crate::export::safe;
use crate::mission::coverage::{Shape, Sight, each_in_view, hours};
use crate::rows::{IncidentFilter, IncidentRow, Page};
use crate::{Action, Actor, App, AppError, Reader};
use mirqab_analysis::coverage::Rate;
use mirqab_domain::{Room, Subject, agreement, procedure};
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, Coordinates, Interval, Occurrence, PartyCode, Passage,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How far around the middle of a city its place reaches, metres.
pub const PLACE_M: u32 = 40_000;

/// The most days of one question.
pub const DAYS_MOST: i64 = crate::mission::coverage::DAYS_MOST;

/// What breaches are counted against.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Base {
    /// Incidents reported that began in the period; of a place, told to the mission alone.
    pub reported: Option<u64>,
    /// Those of them that are verified and published.
    pub verified: u64,
    /// Those of them of which is published that they could not be verified.
    pub unable: u64,
    /// For how many seconds somebody watched; nothing where that may not be told yet.
    pub watched_s: Option<i64>,
}

/// By what breaches are counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Key {
    /// A party to which they are attributed; with both, each.
    Party {
        /// Its code.
        party: PartyCode,
    },
    /// A unit of a party, where the unit was established.
    Unit {
        /// The party.
        party: PartyCode,
        /// The unit.
        unit: String,
    },
    /// An article.
    Article {
        /// Its key.
        article: String,
    },
    /// Around a city. Places overlap.
    Place {
        /// Its names.
        ar: String,
        /// Its names.
        en: String,
    },
}

/// How often.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What is counted.
    #[serde(flatten)]
    pub key: Key,
    /// Breaches that were established and published.
    pub breaches: u64,
    /// Those of them that somebody who watched had within reach.
    pub in_view: u64,
    /// Breaches week by week, from the first day on.
    pub weeks: Vec<u64>,
    /// What they are counted against.
    pub base: Base,
}

impl Row {
    /// Breaches in view for each 100 hours of watching; none where nobody watched.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.in_view, self.base.watched_s.unwrap_or(0))
    }
}

/// One week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Incidents reported that began in it; told to the mission alone.
    pub reported: Option<u64>,
    /// Breaches established that began in it.
    pub breaches: u64,
    /// Whether anybody watched; nothing where that may not be told yet.
    pub watched: Option<bool>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repeats {
    /// The period.
    pub during: Interval,
    /// What parties, units and articles are counted against.
    pub base: Base,
    /// Week by week.
    pub weeks: Vec<Week>,
    /// The rows, in a fixed order.
    pub rows: Vec<Row>,
    /// From how many entries of the log.
    pub log_size: u64,
}

/// A breach that was published and stands.
struct Breach {
    parties: Vec<PartyCode>,
    unit: Option<(PartyCode, String)>,
    article: String,
    week: usize,
    in_view: bool,
    area: Option<Coordinates>,
}

#[derive(Deserialize)]
struct City {
    ar: String,
    en: String,
    lat: f64,
    lon: f64,
    kind: String,
}

static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
    let all: Vec<City> = serde_json::from_str(include_str!("../assets/places.json")).expect("a test reads it");
    let mut cities: Vec<City> = all.into_iter().filter(|place| place.kind == "city").collect();
    cities.sort_by(|a, b| a.en.cmp(&b.en));
    cities
});

fn near(city: &City, at: Coordinates) -> bool {
    let north = (at.lat() - city.lat) * 111_195.0;
    let east = (at.lon() - city.lon) * 111_195.0 * city.lat.to_radians().cos();
    north.hypot(east) <= f64::from(PLACE_M)
}

fn week_of(during: Interval, row: &IncidentRow) -> usize {
    let since = row.occurred.map_or(0, |occurred| occurred.from().unix_s() - during.from().unix_s());
    usize::try_from(since / (7 * 86_400)).unwrap_or(0)
}

fn weekly(weeks: usize, breaches: &[&Breach]) -> Vec<u64> {
    let mut counted = vec![0; weeks];
    breaches.iter().for_each(|breach| counted[breach.week.min(weeks - 1)] += 1);
    counted
}

fn verified(row: &IncidentRow) -> bool {
    row.published.as_ref().is_some_and(|axes| axes.occurrence.is_verified())
}

fn unable(row: &IncidentRow) -> bool {
    row.published.as_ref().is_some_and(|axes| matches!(axes.occurrence, Occurrence::UnableToVerify { .. }))
}

fn base(rows: &[&IncidentRow], reported: bool, watched_s: Option<i64>) -> Base {
    let count = |holds: fn(&IncidentRow) -> bool| rows.iter().filter(|row| holds(row)).count() as u64;
    let reported = reported.then_some(rows.len() as u64);
    Base { reported, verified: count(verified), unable: count(unable), watched_s }
}

/// The breach that a row tells of, if one was published and stands.
fn breach(
    reader: &dyn Reader,
    row: &IncidentRow,
    (week, in_view): (usize, bool),
    parties: &[PartyCode],
) -> anyhow::Result<Option<Breach>> {
    let (Some(axes), Some(finding)) = (&row.published, row.finding) else { return Ok(None) };
    let Classification::Violation { article } = &axes.classification else { return Ok(None) };
    let about = Subject { room: Room::Finding, id: finding.to_string() };
    let found = procedure::as_finding(reader.state(&about)?);
    let unit = found.as_ref().and_then(|found| found.published()).and_then(|version| version.proposal.unit.clone());
    let named = match &axes.attribution {
        Attribution::AttributedTo { party, .. } => vec![party.clone()],
        Attribution::Both { .. } => parties.to_vec(),
        _ => Vec::new(),
    };
    let unit = unit.zip(axes.attribution.party()).map(|(unit, party)| (party.clone(), unit.to_string()));
    let area = row.area.map(|(at, _)| at);
    Ok(Some(Breach { parties: named, unit, article: article.clone(), week, in_view, area }))
}

impl App {
    /// Established breaches of a period by party, unit, article and place, as somebody may see them: everybody what is published; numbers of what was only
    /// reported at a place are the mission's alone.
    pub fn repeats(&self, actor: &Actor, during: Interval) -> Result<Repeats, AppError> {
        let staff = actor.may(Action::SeeWork);
        let sight = Sight::of(actor, &self.settings.zone, self.surroundings().now());
        let told = sight.cut(during);
        let mut made = self.read(|reader| counted(reader, staff, during, told))?;
        for row in &mut made.rows {
            let Key::Place { en, .. } = &row.key else { continue };
            let Some(city) = CITIES.iter().find(|city| city.en == *en) else { continue };
            let at = Coordinates::from_degrees(city.lat, city.lon).map_err(anyhow::Error::from)?;
            let coverage = self.coverage(sight, &Shape::Circle(at, PLACE_M), during)?;
            row.base.watched_s = coverage.map(|coverage| coverage.covered.anywhere.any.total_s());
        }
        Ok(made)
    }
}

fn counted(reader: &dyn Reader, staff: bool, during: Interval, told: Option<Interval>) -> Result<Repeats, AppError> {
    let began = IncidentFilter { began: Some(during), ..IncidentFilter::default() };
    let (rows, _) = reader.incidents(&began, Page { offset: 0, limit: u32::MAX })?;
    let rows: Vec<IncidentRow> = rows.into_iter().filter(|row| row.occurred.is_some()).collect();
    let (mission, patrols) = (crate::mission::state(reader)?, crate::mission::patrols_during(reader, during)?);
    let watched = |part: Interval| mission.as_ref().map(|state| hours(state, &patrols, part).any.total_s());
    let seen = match (&mission, told) {
        (Some(state), Some(told)) => each_in_view(reader, state, &patrols, told, &rows)?,
        _ => vec![false; rows.len()],
    };
    let agreements = crate::agreement::all(reader)?;
    let parties: Vec<PartyCode> = crate::agreement::parties(&agreements).into_iter().map(|party| party.code).collect();
    let length = during.to().unix_s() - during.from().unix_s();
    let weeks = usize::try_from(length / (7 * 86_400)).unwrap_or(0) + 1;
    let mut breaches = Vec::new();
    for (row, seen) in rows.iter().zip(seen) {
        breaches.extend(breach(reader, row, (week_of(during, row).min(weeks - 1), seen), &parties)?);
    }
    let all: Vec<&IncidentRow> = rows.iter().collect();
    let whole = base(&all, true, told.and_then(watched));
    let mut made = Vec::new();
    let mut put = |key: Key, of: Vec<&Breach>, base: Base| {
        let in_view = of.iter().filter(|breach| breach.in_view).count() as u64;
        made.push(Row { key, breaches: of.len() as u64, in_view, weeks: weekly(weeks, &of), base });
    };
    // Every party and every prohibition stands there, also with none: nobody is left out.
    for party in &parties {
        let of = breaches.iter().filter(|breach| breach.parties.contains(party)).collect();
        put(Key::Party { party: party.clone() }, of, whole.clone());
    }
    let units: BTreeSet<&(PartyCode, String)> = breaches.iter().filter_map(|breach| breach.unit.as_ref()).collect();
    for named in units {
        let of = breaches.iter().filter(|breach| breach.unit.as_ref() == Some(named)).collect();
        put(Key::Unit { party: named.0.clone(), unit: named.1.clone() }, of, whole.clone());
    }
    for article in articles(&agreements, &breaches) {
        let of = breaches.iter().filter(|breach| breach.article == article).collect();
        put(Key::Article { article }, of, whole.clone());
    }
    for city in CITIES.iter() {
        let there: Vec<&IncidentRow> =
            rows.iter().filter(|row| row.area.is_some_and(|(at, _)| near(city, at))).collect();
        let public = there.iter().any(|row| row.published.is_some());
        if there.is_empty() || !staff && !public {
            continue;
        }
        let of = breaches.iter().filter(|breach| breach.area.is_some_and(|at| near(city, at))).collect();
        put(Key::Place { ar: city.ar.clone(), en: city.en.clone() }, of, base(&there, staff, None));
    }
    let told_of = |week: usize| {
        let from = during.from().plus_s(week as i64 * 7 * 86_400);
        let part = Interval::new(from, from.plus_s(7 * 86_400).min(during.to())).ok()?;
        told.filter(|told| part.from() < told.to()).and_then(|_| watched(part)).map(|seconds| seconds > 0)
    };
    let weeks = (0..weeks)
        .map(|week| Week {
            reported: staff.then(|| rows.iter().filter(|row| week_of(during, row) == week).count() as u64),
            breaches: breaches.iter().filter(|breach| breach.week == week).count() as u64,
            watched: told_of(week),
        })
        .collect();
    Ok(Repeats { during, base: whole, weeks, rows: made, log_size: reader.log_size()? })
}

/// The articles that prohibit, in the order of their texts, and any other of which a breach was found.
fn articles(agreements: &[agreement::State], breaches: &[Breach]) -> Vec<String> {
    let found: BTreeSet<&str> = breaches.iter().map(|breach| breach.article.as_str()).collect();
    let mut listed = Vec::new();
    for article in agreements.iter().flat_map(|state| &state.agreement.articles) {
        if found.contains(article.key.as_str()) && !listed.contains(&article.key) {
            listed.push(article.key.clone());
        }
    }
    let others = found.into_iter().filter(|key| !listed.iter().any(|known| known == key)).map(str::to_owned);
    let others: Vec<String> = others.collect();
    listed.extend(others);
    listed
}

/// The columns of the table.
pub const COLUMNS: &[&str] = &[
    "by",
    "of_party",
    "of_unit",
    "of_article",
    "of_place_ar",
    "of_place_en",
    "breaches",
    "breaches_in_view",
    "base_reported",
    "base_verified",
    "base_unable_to_verify",
    "watched_s",
    "rate_per_100_hours",
    "rate_low",
    "rate_high",
    "log_position",
];

/// The rows as CSV. What is not told, and a rate where nobody watched, is empty, never zero.
pub fn csv(repeats: &Repeats) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in &repeats.rows {
        let mut named: BTreeMap<&str, String> = BTreeMap::new();
        let by = match &row.key {
            Key::Party { party } => {
                named.insert("of_party", party.to_string());
                "party"
            }
            Key::Unit { party, unit } => {
                named.insert("of_party", party.to_string());
                named.insert("of_unit", safe(unit.clone()));
                "unit"
            }
            Key::Article { article } => {
                named.insert("of_article", safe(article.clone()));
                "article"
            }
            Key::Place { ar, en } => {
                named.insert("of_place_ar", ar.clone());
                named.insert("of_place_en", en.clone());
                "place"
            }
        };
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let rate = |pick: fn(&Rate) -> f64| row.rate().map(|rate| format!("{:.4}", pick(&rate))).unwrap_or_default();
        let cells = COLUMNS.iter().map(|column| match *column {
            "by" => by.to_owned(),
            "breaches" => row.breaches.to_string(),
            "breaches_in_view" => row.in_view.to_string(),
            "base_reported" => number(row.base.reported),
            "base_verified" => row.base.verified.to_string(),
            "base_unable_to_verify" => row.base.unable.to_string(),
            "watched_s" => row.base.watched_s.map(|seconds| seconds.to_string()).unwrap_or_default(),
            "rate_per_100_hours" => rate(|rate| rate.per_100),
            "rate_low" => rate(|rate| rate.low),
            "rate_high" => rate(|rate| rate.high),
            "log_position" => repeats.log_size.to_string(),
            other => named.get(other).cloned().unwrap_or_default(),
        });
        writer.write_record(cells)?;
    }
    Ok(writer.into_inner()?)
}

/// A place's name in both languages.
pub fn place_name(ar: &str, en: &str) -> Option<Bilingual> {
    Some(Bilingual { ar: Passage::parse(ar).ok()?, en: Passage::parse(en).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_can_be_read_and_places_reach_so_far() {
        assert!(CITIES.len() > 20 && CITIES.windows(2).all(|pair| pair[0].en < pair[1].en));
        let city = &CITIES[0];
        let at = |north: f64| Coordinates::from_degrees(city.lat + north, city.lon).unwrap();
        assert!(near(city, at(0.35)) && !near(city, at(0.37)));
    }

    #[test]
    fn where_nobody_watched_there_is_no_rate_and_the_file_says_nothing_instead_of_zero() {
        let party = PartyCode::parse("north").unwrap();
        let base = Base { reported: None, verified: 4, unable: 1, watched_s: Some(0) };
        let row = Row { key: Key::Party { party }, breaches: 2, in_view: 0, weeks: vec![2], base };
        assert_eq!(row.rate(), None);
        let at = mirqab_vocabulary::Instant::parse("2020-01-12T00:00:00Z").unwrap();
        let during = Interval::new(at, at.plus_s(86_400)).unwrap();
        let watched = Row { base: Base { watched_s: Some(360_000), ..row.base.clone() }, in_view: 1, ..row.clone() };
        let made = Repeats { during, base: row.base.clone(), weeks: vec![], rows: vec![row, watched], log_size: 7 };
        let text = String::from_utf8(csv(&made).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "party,north,,,,,2,0,,4,1,0,,,,7");
        assert_eq!(lines[2], "party,north,,,,,2,1,,4,1,360000,1.0000,0.0253,5.5716,7");
    }
}
