//! Which places there are: the gazetteer that is shipped, with what a mission imported, and what names were taken for.

pub mod files;
mod units;

use mirqab_analysis::names::Entry;
use mirqab_vocabulary::Coordinates;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use mirqab_analysis::names::{Answer, Candidate, Gazetteer, Reason};

/// A place as it is kept in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Where it comes from and its number there: `geonames:80509`, `cod:LY0101`.
    pub key: String,
    /// Its names, the one to show first.
    pub names: Vec<String>,
    /// Its middle.
    pub at: Coordinates,
    /// Its radius, metres.
    pub radius_m: u32,
    /// How many people live there, 0 if nobody says.
    pub population: u32,
}

impl From<Place> for Entry {
    fn from(place: Place) -> Self {
        let Place { key, names, at, radius_m, population } = place;
        Self { key, names, at, radius_m, population }
    }
}

/// Two gazetteers' entries are one place if they share a name and lie so near, metres.
const SAME_M: f64 = 10_000.0;

fn own() -> Vec<Entry> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Own {
        key: String,
        ar: String,
        en: String,
        variants: Vec<String>,
        lat: f64,
        lon: f64,
        radius_m: u32,
        #[serde(rename = "kind")]
        _kind: String,
    }
    let places: Vec<Own> = serde_json::from_str(include_str!("../../assets/places.json")).expect("a test reads it");
    let entry = |place: Own| Entry {
        key: place.key,
        names: [place.en, place.ar].into_iter().chain(place.variants).collect(),
        at: Coordinates::from_degrees(place.lat, place.lon).expect("a test reads it"),
        radius_m: place.radius_m,
        population: 0,
    };
    places.into_iter().map(entry).collect()
}

/// The places that are shipped: Libya, written for this project.
pub fn shipped() -> Arc<Gazetteer> {
    static SHIPPED: OnceLock<Arc<Gazetteer>> = OnceLock::new();
    SHIPPED.get_or_init(|| Arc::new(Gazetteer::new(own()))).clone()
}

/// The places that are shipped, and these. A place that shares a name with a shipped one near it adds its names to that.
pub fn with(imported: Vec<Place>) -> Gazetteer {
    let shipped = shipped();
    let mut entries = own();
    let index: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.key.clone(), at)).collect();
    for place in imported {
        let known = place.names.iter().find_map(|name| {
            let same = shipped.candidates(name, Some(place.at), 3);
            let near = same.into_iter().find(|candidate| {
                candidate.score_permille == 1000
                    && mirqab_analysis::location::metres_between(candidate.entry.at, place.at) <= SAME_M
            });
            near.and_then(|candidate| index.get(&candidate.entry.key).copied())
        });
        match known {
            Some(at) => entries[at].names.extend(place.names),
            None => entries.push(place.into()),
        }
    }
    Gazetteer::new(entries)
}

/// What became of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// For the place of that very name.
    AsNamed,
    /// For this place, by likeness.
    For(String),
    /// For none: one of these may be meant.
    Open(Vec<String>),
    /// For none: no place comes near.
    Unknown,
}

/// What became of a name, and the middle and radius that it gave.
type Looked = (Taken, Option<(Coordinates, u32)>);

/// Looks names up and remembers what each was taken for, so that it can be said.
pub struct Lookup<'g> {
    gazetteer: &'g Gazetteer,
    taken: RefCell<BTreeMap<String, Looked>>,
}

impl<'g> Lookup<'g> {
    /// Over a gazetteer.
    pub fn over(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, taken: RefCell::new(BTreeMap::new()) }
    }

    /// The middle and the radius of the place, if the name is its very name or clearly nearest to it.
    pub fn find(&self, name: &str) -> Option<(Coordinates, u32)> {
        if let Some((_, place)) = self.taken.borrow().get(name) {
            return *place;
        }
        let shown = |candidate: &Candidate<'_>| candidate.entry.names[0].clone();
        let found = |candidate: &Candidate<'_>| Some((candidate.entry.at, candidate.entry.radius_m));
        let answer = match self.gazetteer.resolve(name, None) {
            Answer::Exact(candidate) => (Taken::AsNamed, found(&candidate)),
            Answer::Clear(candidate) => (Taken::For(shown(&candidate)), found(&candidate)),
            Answer::Several(candidates) => (Taken::Open(candidates.iter().map(shown).collect()), None),
            Answer::Unknown => (Taken::Unknown, None),
        };
        let place = answer.1;
        self.taken.borrow_mut().insert(name.to_owned(), answer);
        place
    }

    /// What the names were taken for that are no place's very name, in their order.
    pub fn remarks(&self) -> Vec<(String, Taken)> {
        let taken = self.taken.borrow();
        let other = taken.iter().filter(|(_, (taken, _))| *taken != Taken::AsNamed);
        other.map(|(name, (taken, _))| (name.clone(), taken.clone())).collect()
    }
}

#[cfg(test)]
mod tests;
