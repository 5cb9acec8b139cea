//! Walking through DER, one value after another. What a length, a tag and an end are, the crate `der` says.

use super::StampError;
use der::{AnyRef, Decode as _, Reader as _, SliceReader};

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BITS: u8 = 0x03;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERAL_TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

/// A tag of its place in a structure, such as `[0]`, over other values.
pub(super) const fn place(number: u8) -> u8 {
    0xA0 | number
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub tag: u8,
    /// With tag and length: what is hashed and signed.
    pub whole: &'a [u8],
    pub value: &'a [u8],
}

/// Values that stand one after another; `of` is what they make up, for the message.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    reader: SliceReader<'a>,
    of: &'static str,
}

impl<'a> Walk<'a> {
    pub(super) fn over(bytes: &'a [u8], of: &'static str) -> Result<Self, StampError> {
        Ok(Self { reader: SliceReader::new(bytes).map_err(|_| StampError::Malformed(of))?, of })
    }
    /// The values within the one value that `bytes` are: nothing may stand after it.
    pub(super) fn within(bytes: &'a [u8], tag: u8, of: &'static str) -> Result<Self, StampError> {
        let mut walk = Self::over(bytes, of)?;
        let value = walk.need(tag)?.value;
        walk.end()?;
        Self::over(value, of)
    }
    pub(super) fn wrong(&self) -> StampError {
        StampError::Malformed(self.of)
    }
    pub(super) fn next(&mut self) -> Result<Option<Item<'a>>, StampError> {
        if self.reader.is_finished() {
            return Ok(None);
        }
        let whole = self.reader.tlv_bytes().map_err(|_| self.wrong())?;
        let value = AnyRef::from_der(whole).map_err(|_| self.wrong())?.value();
        // A tag of more than one byte is none that anything here asks for.
        let tag = whole.first().copied().filter(|tag| tag & 0x1F != 0x1F).ok_or_else(|| self.wrong())?;
        Ok(Some(Item { tag, whole, value }))
    }
    /// The next value, which must have this tag.
    pub(super) fn need(&mut self, tag: u8) -> Result<Item<'a>, StampError> {
        self.next()?.filter(|item| item.tag == tag).ok_or_else(|| self.wrong())
    }
    /// The next value if it has this tag.
    pub(super) fn maybe(&mut self, tag: u8) -> Result<Option<Item<'a>>, StampError> {
        let mut ahead = self.clone();
        match ahead.next()? {
            Some(item) if item.tag == tag => {
                *self = ahead;
                Ok(Some(item))
            }
            _ => Ok(None),
        }
    }
    /// The values of the next value, which must have this tag.
    pub(super) fn inner(&mut self, tag: u8) -> Result<Self, StampError> {
        Self::over(self.need(tag)?.value, self.of)
    }
    pub(super) fn end(&self) -> Result<(), StampError> {
        if self.reader.is_finished() { Ok(()) } else { Err(self.wrong()) }
    }
    /// The object identifier of an algorithm, whose parameters must be absent or empty.
    pub(super) fn algorithm(&mut self) -> Result<&'a [u8], StampError> {
        let mut parts = self.inner(SEQUENCE)?;
        let oid = parts.need(OID)?.value;
        match parts.next()? {
            None => {}
            Some(Item { whole: [5, 0], .. }) => parts.end()?,
            Some(_) => return Err(self.wrong()),
        }
        Ok(oid)
    }
}

/// A small number that is not negative.
pub(super) fn number(value: &[u8]) -> Option<u64> {
    let minimal = !matches!(value, [0, second, ..] if second & 0x80 == 0);
    match value {
        [first, rest @ ..] if first & 0x80 == 0 && rest.len() < 8 && minimal => {
            Some(value.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
        }
        _ => None,
    }
}

/// The bytes of a number that is not negative, without the zero before it.
pub(super) fn magnitude(value: &[u8]) -> Option<&[u8]> {
    match value {
        [0, second, ..] if second & 0x80 == 0 => None,
        [0, rest @ ..] if !rest.is_empty() => Some(rest),
        [first, ..] if first & 0x80 == 0 => Some(value),
        _ => None,
    }
}

/// One value with its tag and length.
pub(super) fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = vec![tag];
    if let Some(short) = u8::try_from(length).ok().filter(|short| *short < 0x80) {
        out.push(short);
    } else {
        let bytes: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
        // The bytes of a `usize` are at most eight.
        out.push(0x80 | bytes.len() as u8);
        out.extend(bytes);
    }
    out.extend(parts.iter().flat_map(|part| part.iter()));
    out
}

/// A time in seconds since 1970 and millionths of a second.
pub(super) fn time(item: Item<'_>) -> Option<(i64, u32)> {
    let text = std::str::from_utf8(item.value).ok()?.strip_suffix('Z')?;
    let (text, fraction) = match text.split_once('.') {
        Some((text, fraction)) if item.tag == GENERAL_TIME => (text, fraction),
        Some(_) => return None,
        None => (text, "0"),
    };
    if !text.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) || fraction.is_empty() {
        return None;
    }
    let (year, rest) = match item.tag {
        UTC_TIME if text.len() == 12 => {
            let year: i64 = text[..2].parse().ok()?;
            (if year < 50 { 2000 + year } else { 1900 + year }, &text[2..])
        }
        GENERAL_TIME if text.len() == 14 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    let part = |at: usize| rest[at..at + 2].parse::<i64>().ok();
    let (month, day, hour, minute, second) = (part(0)?, part(2)?, part(4)?, part(6)?, part(8)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Days since 1970, with the year beginning in March so that a leap day is its last.
    let (years, months) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = years * 365 + years.div_euclid(4) - years.div_euclid(100)
        + years.div_euclid(400)
        + (153 * months + 2) / 5
        + day
        - 719_469;
    let micros: String = fraction.chars().chain("000000".chars()).take(6).collect();
    Some((days * 86_400 + hour * 3_600 + minute * 60 + second, micros.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(tag: u8, text: &str) -> Option<(i64, u32)> {
        time(Item { tag, whole: &[], value: text.as_bytes() })
    }

    #[test]
    fn times_are_read_in_both_forms_and_others_are_none() {
        assert_eq!(at(GENERAL_TIME, "19700101000000Z"), Some((0, 0)));
        assert_eq!(at(GENERAL_TIME, "20000229235959.25Z"), Some((951_868_799, 250_000)));
        assert_eq!(at(UTC_TIME, "260301120000Z"), Some((1_772_366_400, 0)));
        assert_eq!(at(UTC_TIME, "991231235959Z"), Some((946_684_799, 0)));
        for wrong in ["20010229000000Z", "20000101000000", "20000101000000.Z", "20001301000000Z", "2000010100000+Z"] {
            assert_eq!(at(GENERAL_TIME, wrong), None, "{wrong}");
        }
        assert_eq!(at(UTC_TIME, "260301120000.5Z"), None);
    }

    #[test]
    fn numbers_have_one_form() {
        assert_eq!((number(&[0]), number(&[0, 0x80]), number(&[1, 0])), (Some(0), Some(128), Some(256)));
        assert_eq!((number(&[0, 1]), number(&[0x80]), number(&[])), (None, None, None));
        assert_eq!((magnitude(&[0, 0x80]), magnitude(&[0, 1])), (Some(&[0x80][..]), None));
        assert_eq!(wrap(OCTETS, &[&[1; 200]])[..4], [4, 0x81, 200, 1]);
    }
}
