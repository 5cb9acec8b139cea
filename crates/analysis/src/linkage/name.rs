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
        let mut chars = text.chars().filter_map(folded).flat_map(char::to_lowercase).peekable();
        while let Some(c) = chars.next() {
            if !c.is_alphabetic() {
                (word_length, last, before) = (0, 0, ' ');
                continue;
            }
            word_length += 1;
            // The article is written in many ways and often left out.
            if word_length == 1 && matches!(c, 'a' | 'e' | 'ا') && matches!(chars.peek(), Some('l' | 'ل')) {
                chars.next();
                if matches!(chars.peek(), Some(next) if next.is_alphabetic()) && c != 'ا' {
                    // "Ali" keeps its l.
                    (packed, count, last) = put(packed, count, 10, last);
                }
                before = 'l';
                continue;
            }
            // sh, kh, gh, th, dh are one sound each; a final h is a vowel's.
            let silent = c == 'h'
                && (matches!(before, 's' | 'k' | 'g' | 't' | 'd' | 'c')
                    || !matches!(chars.peek(), Some(next) if next.is_alphabetic()));
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
        let mut row = [0u32; MOST + 1];
        for (j, cell) in row.iter_mut().enumerate().take(m + 1) {
            *cell = j as u32;
        }
        for i in 1..=n {
            let mut diagonal = row[0];
            row[0] = i as u32;
            for j in 1..=m {
                let changed = diagonal + u32::from(a[i - 1] != b[j - 1]);
                diagonal = row[j];
                row[j] = changed.min(diagonal + 1).min(row[j - 1] + 1);
            }
        }
        let longest = n.max(m).max(1) as u32;
        100 * (longest - row[m].min(longest)) / longest
    }
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
    fn spellings_of_one_name_meet() {
        assert!(like("Misrata", "مصراتة") >= 80);
        assert_eq!(like("Tarhuna", "Tarhounah"), 100);
        assert!(like("Qasr bin Ghashir", "قصر بن غشير") >= 80);
        assert!(like("Tripoli", "Benghazi") < 40);
    }
}
