//! Which texts share wording: an index of runs of words, rare runs first, then exact set comparison.

use super::shingles::{mixed, shared, shingles, word_hashes};
use crate::threads::in_order;

/// Texts as sets of runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Sets {
    runs: Vec<u32>,
    starts: Vec<u32>,
    pub hashes: Vec<u64>,
    pub words: Vec<u32>,
}

/// Two texts that share wording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// One text.
    pub a: u32,
    /// The other; greater than `a`.
    pub b: u32,
    /// Runs that both hold.
    pub shared: u32,
    /// Shared runs over all runs of the two.
    pub jaccard: f32,
    /// Shared runs over the runs of the shorter.
    pub contained: f32,
}

/// Runs held by more distinct texts than this find nobody: they are set phrases.
const PHRASE_FROM: usize = 48;

/// Whether set phrases count as shared, once a pair is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrases {
    /// They do. Short reports are made of them, and place and time tell apart what is alike by chance.
    Count,
    /// Runs held by so many texts or more, reprints counted, do not: the datelines and closing lines of agencies show no
    /// copying.
    OutFrom(usize),
}

impl Sets {
    pub(super) fn of<'a>(texts: impl Iterator<Item = Option<&'a str>>, run: usize) -> Self {
        let mut out = Self { starts: vec![0], ..Self::default() };
        let mut words = Vec::new();
        for text in texts {
            words.clear();
            word_hashes(text.unwrap_or_default(), &mut words);
            shingles(&words, run, &mut out.runs);
            out.starts.push(out.runs.len() as u32);
            out.words.push(words.len() as u32);
            let hash = words.iter().fold(1, |hash: u64, word| mixed(hash.rotate_left(7) ^ word));
            out.hashes.push(if words.is_empty() { 0 } else { hash });
        }
        out
    }

    pub(super) fn append(&mut self, others: Self) {
        let base = self.runs.len() as u32;
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.runs.extend(others.runs);
        self.starts.extend(others.starts.into_iter().skip(1).map(|start| start + base));
        self.hashes.extend(others.hashes);
        self.words.extend(others.words);
    }

    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    pub(super) fn set(&self, at: u32) -> &[u32] {
        &self.runs[self.starts[at as usize] as usize..self.starts[at as usize + 1] as usize]
    }

    pub(super) fn likeness(&self, a: u32, b: u32) -> Likeness {
        let (a, b) = (a.min(b), a.max(b));
        let (one, other) = (self.set(a), self.set(b));
        self.sharing(a, b, shared(one, other))
    }

    /// The likeness of two texts that share so many runs.
    fn sharing(&self, a: u32, b: u32, shared: usize) -> Likeness {
        let (a, b) = (a.min(b), a.max(b));
        let (one, other) = (self.set(a).len(), self.set(b).len());
        Likeness {
            a,
            b,
            shared: shared as u32,
            jaccard: shared as f32 / (one + other - shared).max(1) as f32,
            contained: shared as f32 / one.min(other).max(1) as f32,
        }
    }

    /// The first text of those with exactly the same words, for each text.
    pub(super) fn firsts(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by_key(|at| (self.hashes[*at as usize], *at));
        let mut out: Vec<u32> = (0..self.len() as u32).collect();
        for pair in order.windows(2) {
            let (before, at) = (pair[0] as usize, pair[1] as usize);
            if self.hashes[before] == self.hashes[at] && self.hashes[at] != 0 {
                out[at] = out[before];
            }
        }
        out
    }

    /// Pairs of distinct texts that share at least `least` of the shorter one's runs.
    pub(super) fn pairs(&self, threads: usize, least: f32, phrases: Phrases) -> Vec<Likeness> {
        let firsts = self.firsts();
        let mut reprints = vec![0; self.len()];
        firsts.iter().for_each(|first| reprints[*first as usize] += 1);
        let mut index: Vec<u64> = Vec::with_capacity(self.runs.len());
        for at in (0..self.len() as u32).filter(|at| firsts[*at as usize] == *at) {
            index.extend(self.set(at).iter().map(|run| u64::from(*run) << 32 | u64::from(at)));
        }
        index.sort_unstable();
        // For each text the lists its runs are in; lists of one find nobody.
        let mut lists: Vec<(u32, u32)> = Vec::new();
        let mut begin = 0;
        let mut of_text: Vec<(u32, u32)> = Vec::new();
        while begin < index.len() {
            let run = index[begin] >> 32;
            let end = begin + index[begin..].iter().take_while(|entry| **entry >> 32 == run).count();
            let holders = || index[begin..end].iter().map(|entry| reprints[*entry as u32 as usize]).sum::<usize>();
            let phrase = match phrases {
                Phrases::Count => end - begin > PHRASE_FROM,
                Phrases::OutFrom(many) => holders() >= many,
            };
            if end - begin > 1 && !phrase {
                let list = lists.len() as u32;
                lists.push((begin as u32, end as u32));
                of_text.extend(index[begin..end].iter().map(|entry| (*entry as u32, list)));
            }
            begin = end;
        }
        of_text.sort_unstable();
        let mut begins: Vec<u32> = vec![0; self.len() + 1];
        for (text, _) in &of_text {
            begins[*text as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        const AT_ONCE: usize = 1024;
        let parts = in_order(threads, self.len().div_ceil(AT_ONCE), |piece| {
            let mut out = Vec::new();
            let mut found: Vec<u32> = Vec::new();
            for at in piece * AT_ONCE..self.len().min((piece + 1) * AT_ONCE) {
                found.clear();
                for (_, list) in &of_text[begins[at] as usize..begins[at + 1] as usize] {
                    let (begin, end) = lists[*list as usize];
                    let list = index[begin as usize..end as usize].iter().map(|entry| *entry as u32);
                    found.extend(list.filter(|other| *other < at as u32));
                }
                found.sort_unstable();
                let mut rest = found.as_slice();
                while let Some(other) = rest.first().copied() {
                    let times = rest.iter().take_while(|one| **one == other).count();
                    rest = &rest[times..];
                    // One run may be shared by chance; without set phrases the count is all that is shared.
                    let shorter = self.set(at as u32).len().min(self.set(other).len());
                    if times == 1 && shorter > 8 {
                        continue;
                    }
                    let likeness = match phrases {
                        Phrases::Count => self.likeness(other, at as u32),
                        Phrases::OutFrom(_) => self.sharing(other, at as u32, times),
                    };
                    if likeness.contained >= least {
                        out.push(likeness);
                    }
                }
            }
            out
        });
        parts.concat()
    }
}
