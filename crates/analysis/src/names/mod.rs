//! Which place a name means: candidates from a gazetteer, ranked, with reasons. Never a silent pick.
//!
//! A name is spelled in one alphabet for both scripts. Bigrams of its consonants find candidates, a weighted edit distance ranks
//! them, and nearness to where somebody stood may weigh in. `docs/methods/place-names.md` gives the measured figures.

mod readings;
mod spelling;

use mirqab_vocabulary::Coordinates;
use spelling::{Spelled, distance, spelled, weight};
use std::collections::BTreeMap;

/// A place of a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key in its gazetteer.
    pub key: String,
    /// Its names in every script and spelling, the ones to show first.
    pub names: Vec<String>,
    /// Its middle.
    pub at: Coordinates,
    /// The radius within which an event "at" this place lies in nine cases of ten, metres.
    pub radius_m: u32,
    /// How many people live there, if that is known; of two places with one name the larger is named first.
    pub population: u32,
}

/// Why a place is a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Written alike, but for case, marks, hamza, ta marbuta and the article.
    SameName,
    /// Sounds alike in both scripts.
    SameSound,
    /// The same consonants; vowels differ.
    SameConsonants,
    /// Differs by this much, in hundredths of a letter.
    Differs(u32),
    /// So many metres from where somebody stood.
    Near(u32),
}

/// A place that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'g> {
    /// The place.
    pub entry: &'g Entry,
    /// Which of its names is nearest.
    pub name: &'g str,
    /// How near, per mille: 1000 is the same name.
    pub score_permille: u16,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What they are ranked by: the score, and what nearness and size add to it.
    rank: i32,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<'g> {
    /// One place by the very name, and no other.
    Exact(Candidate<'g>),
    /// One place clearly before all others. Whoever fills in a place by it says so.
    Clear(Candidate<'g>),
    /// Several may be meant, the best first. Somebody has to choose.
    Several(Vec<Candidate<'g>>),
    /// None comes near.
    Unknown,
}

/// How far from the observer a place gains half of what nearness can give, metres.
const NEAR_HALF_M: f64 = 30_000.0;
/// What nearness can give at most, per mille of score.
const NEAR_MOST: f64 = 150.0;
/// Under this score nothing is a candidate.
const LEAST: u16 = 550;
/// What is taken from the score if one of both names has a word more for what the place is.
const KIND_LESS: u16 = 50;
/// What is taken from the score if one of both names is one word of the other.
const PART_LESS: u16 = 120;
/// A word that stands in the names of more places than this tells none of them.
const PART_MOST: usize = 4;
/// A clear answer has this score, and this lead over the next place.
const CLEAR: (u16, i32) = (880, 70);
/// So many candidates are weighed at most.
const WEIGHED: usize = 150;

struct Name {
    entry: u32,
    text: u32,
    plain: String,
    spelled: Spelled,
    /// What is taken from the score: this is the name without a word for what the place is.
    less: u16,
}

/// Places, and what finds them.
pub struct Gazetteer {
    entries: Vec<Entry>,
    names: Vec<Name>,
    /// By words as they are written without marks: which names.
    written: BTreeMap<String, Vec<u32>>,
    /// By bigram of consonants: which names, ascending.
    bigrams: Vec<Vec<u32>>,
    /// How many bigrams each name has at most; beside each other, because a search asks thousands of them.
    lengths: Vec<u8>,
}

/// Bigrams of a skeleton with its ends, each once.
fn bigrams(skeleton: &[u8]) -> Vec<u16> {
    let padded = std::iter::once(b'^').chain(skeleton.iter().copied()).chain(std::iter::once(b'.'));
    let letters: Vec<u8> = padded.collect();
    let mut pairs: Vec<u16> =
        letters.windows(2).map(|pair| (u16::from(pair[0] & 0x7f) << 7) | u16::from(pair[1] & 0x7f)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The words of a name of several that may stand for it.
fn parts(name: &str) -> Vec<String> {
    let words = spelling::words(name);
    if words.len() < 2 {
        return Vec::new();
    }
    // Of three words or more also all but the first and all but the last.
    let mut parts =
        if words.len() > 2 { vec![words[1..].join(" "), words[..words.len() - 1].join(" ")] } else { vec![] };
    parts.extend(words);
    parts.retain(|part| spelled(part).skeleton.len() >= 2 && part.chars().count() >= 4);
    parts
}

fn plain(name: &str) -> String {
    let words = spelling::words(name);
    words.iter().map(|word| crate::fold::letters(word).replace('ة', "ه")).collect::<Vec<_>>().join("")
}

impl Gazetteer {
    /// A gazetteer of these places. Names without a letter find nothing.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut names = Vec::new();
        for (entry, place) in entries.iter().enumerate() {
            let mut seen: Vec<String> = Vec::new();
            for (text, name) in place.names.iter().enumerate() {
                let plain = plain(name);
                if plain.is_empty() || seen.contains(&plain) {
                    continue;
                }
                seen.push(plain.clone());
                let (entry, text) = (entry as u32, text as u32);
                names.push(Name { entry, text, plain: plain.clone(), spelled: spelled(name), less: 0 });
                if let Some(short) = spelling::without_kinds(name) {
                    names.push(Name {
                        entry,
                        text,
                        plain: short.replace(' ', ""),
                        spelled: spelled(&short),
                        less: KIND_LESS,
                    });
                }
            }
        }
        let mut told: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
        for (entry, place) in entries.iter().enumerate() {
            for (text, name) in place.names.iter().enumerate() {
                for word in parts(name) {
                    let places = told.entry(word).or_default();
                    if places.last().is_none_or(|(last, _)| *last != entry as u32) {
                        places.push((entry as u32, text as u32));
                    }
                }
            }
        }
        for (word, places) in told.into_iter().filter(|(_, places)| places.len() <= PART_MOST) {
            for (entry, text) in places {
                names.push(Name { entry, text, plain: plain(&word), spelled: spelled(&word), less: PART_LESS });
            }
        }
        let mut written: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut index = vec![Vec::new(); 1 << 14];
        for (at, name) in names.iter().enumerate() {
            written.entry(name.plain.clone()).or_default().push(at as u32);
            for pair in bigrams(&name.spelled.skeleton) {
                index[usize::from(pair)].push(at as u32);
            }
        }
        let lengths = names.iter().map(|name| (name.spelled.skeleton.len() + 1).min(255) as u8).collect();
        Self { entries, names, written, bigrams: index, lengths }
    }

    /// The places.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// At most so many places that a name may mean, the best first. `near` is where somebody stood who gave it.
    pub fn candidates(&self, name: &str, near: Option<Coordinates>, most: usize) -> Vec<Candidate<'_>> {
        let mut best: BTreeMap<u32, Candidate<'_>> = BTreeMap::new();
        self.weigh(name, 0, &mut best);
        let short = spelling::without_kinds(name).map(|short| (short, KIND_LESS));
        for (other, less) in short.into_iter().chain(readings::otherwise(name)) {
            self.weigh(&other, less, &mut best);
        }
        for word in parts(name) {
            self.weigh(&word, PART_LESS, &mut best);
        }
        let mut candidates: Vec<Candidate<'_>> = best.into_values().collect();
        for candidate in &mut candidates {
            // Twice as many people are worth three thousandths: it decides between equals and nothing else.
            candidate.rank += (f64::from(candidate.entry.population) + 1.0).log2() as i32 * 3 / 2;
            if let Some(near) = near {
                let metres = crate::location::metres_between(near, candidate.entry.at);
                candidate.rank += (NEAR_MOST / (1.0 + metres / NEAR_HALF_M)) as i32;
                candidate.reasons.push(Reason::Near(metres.round() as u32));
            }
        }
        candidates.sort_by(|a, b| b.rank.cmp(&a.rank).then_with(|| a.entry.key.cmp(&b.entry.key)));
        candidates.truncate(most);
        candidates
    }

    fn weigh<'g>(&'g self, name: &str, less: u16, best: &mut BTreeMap<u32, Candidate<'g>>) {
        let wanted = spelled(name);
        let written = plain(name);
        if written.is_empty() {
            return;
        }
        let mut found: Vec<u32> = self.written.get(&written).cloned().unwrap_or_default();
        found.extend(self.sharing(&wanted.skeleton));
        found.sort_unstable();
        found.dedup();
        let mut rows = Default::default();
        for at in found {
            let name = &self.names[at as usize];
            // A word of one and a word of the other say nothing of the two.
            if less == PART_LESS && name.less == PART_LESS {
                continue;
            }
            let differs = distance(&wanted.sounds, &name.spelled.sounds, &mut rows);
            let all = weight(&wanted.sounds).max(weight(&name.spelled.sounds)).max(1);
            let same = name.plain == written;
            let score = if same { 1000 } else { 990u32.saturating_sub(differs * 1000 / all) as u16 };
            let less = less.max(name.less);
            let score = score.saturating_sub(less);
            if score < LEAST || best.get(&name.entry).is_some_and(|other| other.score_permille >= score) {
                continue;
            }
            let reason = if same && less == 0 {
                Reason::SameName
            } else if differs <= 20 && less == 0 {
                Reason::SameSound
            } else if wanted.skeleton == name.spelled.skeleton {
                Reason::SameConsonants
            } else {
                Reason::Differs(differs)
            };
            let entry = &self.entries[name.entry as usize];
            let candidate = Candidate {
                entry,
                name: &entry.names[name.text as usize],
                score_permille: score,
                reasons: vec![reason],
                rank: i32::from(score),
            };
            best.insert(name.entry, candidate);
        }
    }

    /// Names that share the most bigrams of consonants with this skeleton.
    fn sharing(&self, skeleton: &[u8]) -> Vec<u32> {
        let wanted = bigrams(skeleton);
        let mut counts = vec![0u8; self.names.len()];
        let mut touched = Vec::new();
        for pair in &wanted {
            for &at in &self.bigrams[usize::from(*pair)] {
                let count = &mut counts[at as usize];
                if *count == 0 {
                    touched.push(at);
                }
                *count = count.saturating_add(1);
            }
        }
        // Dice's coefficient in thousandths: how much of both is shared.
        let shared = |at: u32| {
            let other = u32::from(self.lengths[at as usize]);
            u32::from(counts[at as usize]) * 2000 / (wanted.len() as u32 + other)
        };
        let mut buckets: Vec<(u32, u32)> =
            touched.into_iter().map(|at| (shared(at), at)).filter(|(share, _)| *share >= 350).collect();
        if buckets.len() > WEIGHED {
            buckets.select_nth_unstable_by(WEIGHED, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            buckets.truncate(WEIGHED);
        }
        buckets.into_iter().map(|(_, at)| at).collect()
    }

    /// What a name means, or what it may mean.
    pub fn resolve(&self, name: &str, near: Option<Coordinates>) -> Answer<'_> {
        let mut candidates = self.candidates(name, near, 8);
        let Some(first) = candidates.first() else { return Answer::Unknown };
        let same = candidates.iter().filter(|candidate| candidate.score_permille == 1000).count();
        if same == 1 && first.score_permille == 1000 {
            return Answer::Exact(candidates.swap_remove(0));
        }
        let lead = candidates.get(1).map_or(i32::MAX, |second| first.rank - second.rank);
        if same == 0 && first.score_permille >= CLEAR.0 && lead >= CLEAR.1 {
            return Answer::Clear(candidates.swap_remove(0));
        }
        Answer::Several(candidates)
    }
}

#[cfg(test)]
mod tests;
