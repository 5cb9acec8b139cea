//! A place's name as twelve consonants at most, the same for Arabic and Latin script as far as writers agree.
//!
//! LIMIT: this compares two names as written by two reports. It is no gazetteer and picks no place.

use crate::fold::folded;

/// A name as it is compared. 0 is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Name(pub u64);

const MOST: usize = 12;

/// Sounds that writers take for one another share a number; vowels have none.
fn sound(c: char) -> u8 {
    match c {
        'b' | 'p' | 'ب' | 'پ' => 1,
        't' | 'ت' | 'ط' => 2,
        'j' | 'ج' => 3,
        'd' | 'د' | 'ض' | 'ذ' | 'ظ' => 4,
        'r' | 'ر' => 5,
        'z' | 'ز' => 6,
        's' | 'c' | 'س' | 'ص' | 'ش' | 'ث' | 'x' => 7,
        'f' | 'v' | 'ف' | 'ڤ' => 8,
        'q' | 'k' | 'g' | 'ق' | 'ك' | 'غ' | 'گ' | 'ک' | 'خ' => 9,
        'l' | 'ل' => 10,
        'm' | 'م' => 11,
        'n' | 'ن' => 12,
        'h' | 'ح' => 13,
        _ => 0,
    }
}

impl Name {
    /// From a name in Arabic or Latin script.
    pub(super) fn of(text: &str) -> Self {
        let mut packed = 0u64;
        let mut count = 0;
        let mut last = 0;
        let mut word_length = 0;
        let mut before = ' ';
        let mut chars = text.chars().filter_map(folded).flat_map(lower).peekable();
        while let Some(c) = chars.next() {
            if !is_letter(c) {
                (word_length, last, before) = (0, 0, ' ');
                continue;
            }
            word_length += 1;
            // The article is written in many ways and often left out.
            if word_length == 1 && matches!(c, 'a' | 'e' | 'ا') && matches!(chars.peek(), Some('l' | 'ل')) {
                chars.next();
                if matches!(chars.peek(), Some(next) if is_letter(*next)) && c != 'ا' {
                    // "Ali" keeps its l.
                    (packed, count, last) = put(packed, count, 10, last);
                }
                before = 'l';
                continue;
            }
            // sh, kh, gh, th, dh are one sound each; a final h is a vowel's.
            let silent = c == 'h'
                && (matches!(before, 's' | 'k' | 'g' | 't' | 'd' | 'c')
                    || !matches!(chars.peek(), Some(next) if is_letter(*next)));
            before = c;
            let number = if silent || (c == 'ه') { 0 } else { sound(c) };
            if number == 0 {
                if !silent {
                    last = 0;
                }
                continue;
            }
            (packed, count, last) = put(packed, count, number, last);
        }
        if packed == 0 && text.chars().any(char::is_alphabetic) {
            // A name of vowels alone still is a name.
            packed = 15;
        }
        Self(packed)
    }

    fn sounds(self) -> ([u8; MOST], usize) {
        let mut out = [0; MOST];
        let mut count = 0;
        let mut rest = self.0;
        while rest != 0 && count < MOST {
            out[count] = (rest & 15) as u8;
            rest >>= 4;
            count += 1;
        }
        (out, count)
    }

    /// Likeness from 0 to 100: one less the share of sounds that must be changed.
    pub(super) fn likeness(self, other: Self) -> u32 {
        if self == other {
            return 100;
        }
        let ((a, n), (b, m)) = (self.sounds(), other.sounds());
        if n == 0 || m == 0 {
            return 0;
        }
        // Changes from one to the other, all cells of a column at once.
        // SOURCE: Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit distances".
        let mut places = [0u32; 16];
        for (place, sound) in a[..n].iter().enumerate() {
            places[usize::from(*sound)] |= 1 << place;
        }
        let (mut more, mut less, mut changes) = (u32::MAX, 0u32, n as u32);
        for sound in &b[..m] {
            let same = places[usize::from(*sound)];
            let diagonal = ((same & more).wrapping_add(more) ^ more) | same | less;
            let (right_more, right_less) = (less | !(diagonal | more), more & diagonal);
            changes += right_more >> (n - 1) & 1;
            changes -= right_less >> (n - 1) & 1;
            let (right_more, right_less) = (right_more << 1 | 1, right_less << 1);
            more = right_less | !(diagonal | right_more);
            less = right_more & diagonal;
        }
        let longest = n.max(m) as u32;
        100 * (longest - changes.min(longest)) / longest
    }
}

/// Letters without case; those of Arabic, of which there are most, have none.
fn is_uncased(c: char) -> bool {
    ('\u{0620}'..='\u{064A}').contains(&c)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_uncased(c) || (!c.is_ascii() && c.is_alphabetic())
}

fn lower(c: char) -> impl Iterator<Item = char> {
    let plain = c.is_ascii() || is_uncased(c);
    let own = plain.then(|| c.to_ascii_lowercase());
    own.into_iter().chain((!plain).then(|| c.to_lowercase()).into_iter().flatten())
}

fn put(packed: u64, count: usize, number: u8, last: u8) -> (u64, usize, u8) {
    // A doubled consonant is one.
    if count == MOST || number == last {
        return (packed, count, number);
    }
    (packed | u64::from(number) << (4 * count), count + 1, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(a: &str, b: &str) -> u32 {
        Name::of(a).likeness(Name::of(b))
    }

    #[test]
    fn likeness_is_what_counting_changes_cell_by_cell_gives() {
        let slow = |a: &[u8], b: &[u8]| {
            let mut row: Vec<usize> = (0..=b.len()).collect();
            for (i, x) in a.iter().enumerate() {
                let mut diagonal = std::mem::replace(&mut row[0], i + 1);
                for (j, y) in b.iter().enumerate() {
                    let changed = diagonal + usize::from(x != y);
                    diagonal = row[j + 1];
                    row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
                }
            }
            let longest = a.len().max(b.len());
            (100 * (longest - row[b.len()]) / longest) as u32
        };
        let mut dice = 3u64;
        let mut drawn = || {
            dice = crate::lineage::shingles::mixed(dice.wrapping_add(0x9E37_79B9_7F4A_7C15));
            (0..1 + dice as usize % MOST).map(|at| 1 + (dice >> (8 + 2 * at) & 3) as u8).collect::<Vec<u8>>()
        };
        let packed = |sounds: &[u8]| {
            Name(sounds.iter().enumerate().fold(0, |sum, (at, sound)| sum | u64::from(*sound) << (4 * at)))
        };
        for _ in 0..20_000 {
            let (a, b) = (drawn(), drawn());
            assert_eq!(packed(&a).likeness(packed(&b)), slow(&a, &b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert!(like("Misrata", "مصراتة") >= 80);
        assert_eq!(like("Tarhuna", "Tarhounah"), 100);
        assert!(like("Qasr bin Ghashir", "قصر بن غشير") >= 80);
        assert!(like("Tripoli", "Benghazi") < 40);
    }
}
