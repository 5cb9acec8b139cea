//! A text as the set of its runs of words, hashed; the same whatever marks, case and punctuation it is written with.

use crate::fold::folded;

/// Mixes 64 bits (the finaliser of SplitMix64).
pub(crate) fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

fn with(hash: u64, c: u32) -> u64 {
    let next = (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01B3);
    next ^ (next >> 29)
}

/// Hashes of the words of `text`, in order.
pub fn word_hashes(text: &str, out: &mut Vec<u64>) {
    let mut word = EMPTY;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word = with(word, u32::from(c.to_ascii_lowercase()));
        } else if ('\u{0627}'..='\u{064A}').contains(&c) && c != '\u{0640}' {
            // Arabic letters have no case; most are folded to themselves.
            word = with(word, folded(c).map_or(0, u32::from));
        } else if !c.is_ascii()
            && let Some(same) = folded(c).filter(|same| same.is_alphanumeric())
        {
            for lower in same.to_lowercase() {
                word = with(word, u32::from(lower));
            }
        } else if !c.is_ascii() && folded(c).is_none() {
            // A mark within a word does not end it.
        } else if word != EMPTY {
            out.push(mixed(word));
            word = EMPTY;
        }
    }
    if word != EMPTY {
        out.push(mixed(word));
    }
}

/// The set of runs of `run` words, as sorted hashes without repeats. A shorter text is one run.
pub fn shingles(words: &[u64], run: usize, out: &mut Vec<u32>) {
    let begin = out.len();
    if words.is_empty() {
        return;
    }
    let hash = |run: &[u64]| (run.iter().fold(EMPTY, |hash, word| mixed(hash.rotate_left(5) ^ word)) >> 32) as u32;
    if words.len() < run {
        out.push(hash(words));
        return;
    }
    out.extend(words.windows(run).map(hash));
    out[begin..].sort_unstable();
    let mut kept = begin;
    for at in begin..out.len() {
        if at == begin || out[at] != out[kept - 1] {
            out[kept] = out[at];
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// How many members two sorted sets share.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Vec<u32> {
        let (mut words, mut out) = (Vec::new(), Vec::new());
        word_hashes(text, &mut words);
        shingles(&words, 3, &mut out);
        out
    }

    #[test]
    fn marks_case_and_punctuation_do_not_matter() {
        assert_eq!(set("Shells HIT the port, twice."), set("shells hit the port twice"));
        assert_eq!(set("القَصْفُ على الميناء أمس"), set("القصف علي الميناء امس"));
        assert_ne!(set("shells hit the port"), set("shells hit the airport"));
        assert!(set("  !? ").is_empty());
    }

    #[test]
    fn shared_counts_what_both_hold() {
        let (a, b) = (set("one two three four five six"), set("two three four five nine ten"));
        let slow = a.iter().filter(|x| b.contains(x)).count();
        assert_eq!(slow, 2);
        assert_eq!(shared(&a, &b), slow);
    }
}
