//! Numbers, days, times, places and sizes as people of each language write them.
//!
//! Digits are Latin in both languages, as in CLDR's `ar-LY`, so that a figure looks the same in both. English groups thousands
//! with a comma and has a decimal point. Arabic has a decimal comma; its thousands are grouped with a no-break space, as in the
//! United Nations' documents, and not with CLDR's point, which readers of both languages would take for a decimal point.

use super::{Isolation, Words};
use fluent_bundle::FluentValue;
use mirqab_vocabulary::{
    Bearing, Coordinates, DistanceBand, Instant, InstantMs, Interval, Language, LocalDay, ZoneName,
};

const DAY_S: i64 = 86_400;

/// How a number inside a message is written; everything else is left to Fluent.
pub(super) fn grouped_value(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 && number.value.abs() < 1e15 => {
            let sign = if number.value < 0.0 { "−" } else { "" };
            // INVARIANT: whole and below 10^15, so nothing is lost.
            Some(format!("{sign}{}", grouped(number.value.abs() as u64, language)))
        }
        _ => None,
    }
}

fn grouped(number: u64, language: Language) -> String {
    let separator = match language {
        Language::Arabic => '\u{A0}',
        Language::English => ',',
    };
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

impl Words {
    /// `12,495`.
    pub fn number(&self, number: u64) -> String {
        grouped(number, self.language)
    }

    /// Tenths of a unit with one decimal, `44.2`; whole numbers without, `44`.
    pub fn tenths(&self, tenths: u64) -> String {
        let (whole, tenth) = (grouped(tenths / 10, self.language), tenths % 10);
        let point = match self.language {
            Language::Arabic => ',',
            Language::English => '.',
        };
        if tenth == 0 { whole } else { format!("{whole}{point}{tenth}") }
    }

    /// Thousandths of a unit, `0.002` and `1.25`.
    pub fn thousandths(&self, milli: u64) -> String {
        let point = match self.language {
            Language::Arabic => ',',
            Language::English => '.',
        };
        let (whole, rest) = (grouped(milli / 1000, self.language), format!("{:03}", milli % 1000));
        match rest.trim_end_matches('0') {
            "" => whole,
            rest => self.rightwards(&format!("{whole}{point}{rest}")),
        }
    }

    /// Thousandths with their sign and two decimals, `+1.25` and `−0.40`.
    pub fn signed_milli(&self, milli: i32) -> String {
        let (sign, hundredths) = (if milli < 0 { '−' } else { '+' }, (milli.unsigned_abs() + 5) / 10);
        let point = match self.language {
            Language::Arabic => ',',
            Language::English => '.',
        };
        self.rightwards(&format!("{sign}{}{point}{:02}", hundredths / 100, hundredths % 100))
    }

    /// The share of a part in a whole, in tenths of a per cent. Without a whole there is no share, and the page says so.
    pub fn percent(&self, part: u64, whole: u64) -> String {
        if whole == 0 {
            return self.say("no-figure");
        }
        let tenths = (u128::from(part) * 2000 + u128::from(whole)) / (u128::from(whole) * 2);
        let share = format!("{}%", self.tenths(u64::try_from(tenths).unwrap_or(u64::MAX)));
        self.rightwards(&share)
    }

    /// A text that runs from left to right whatever stands around it.
    fn rightwards(&self, text: &str) -> String {
        match (self.isolation, self.language) {
            (Isolation::Isolated, Language::Arabic) => format!("\u{2066}{text}\u{2069}"),
            _ => text.to_owned(),
        }
    }

    /// `Saturday 18 January 2020`.
    pub fn day(&self, day: LocalDay) -> String {
        let (year, month, date) = day.parts();
        self.whole(
            "format-day",
            &[
                ("weekday", &self.say(&format!("weekday-{}", day.weekday()))),
                ("day", &date.to_string()),
                ("month", &self.say(&format!("month-{month}"))),
                ("year", &year.to_string()),
            ],
        )
    }

    /// `18 Jan 2020`.
    pub fn short_day(&self, day: LocalDay) -> String {
        let (year, month, date) = day.parts();
        self.whole(
            "format-short-day",
            &[
                ("day", &date.to_string()),
                ("month", &self.say(&format!("month-short-{month}"))),
                ("year", &year.to_string()),
            ],
        )
    }

    /// `18 Jan`, where the year is plain.
    pub fn day_and_month(&self, day: LocalDay) -> String {
        let (_, month, date) = day.parts();
        let month = self.say(&format!("month-short-{month}"));
        self.whole("format-day-and-month", &[("day", &date.to_string()), ("month", &month)])
    }

    /// A message made of our own words only, which need no isolates between them.
    fn whole(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, (*text).into())).collect();
        self.plain().say_with(key, &args)
    }

    /// `03:15`, the zone's wall clock.
    pub fn clock(&self, at: Instant, zone: &ZoneName) -> String {
        let (hour, minute) = zone.clock_of(at);
        format!("{hour:02}:{minute:02}")
    }

    /// `Misrata, Sirte and Tripoli`: names in the order given, each set apart.
    pub fn list(&self, items: &[&str]) -> String {
        let Some((last, before)) = items.split_last() else { return String::new() };
        let more = |key: &str, first: &str, second: &str| self.whole(key, &[("first", first), ("second", second)]);
        let before: Vec<String> = before.iter().map(|item| self.isolate(item)).collect();
        match before.into_iter().reduce(|all, item| more("list-more", &all, &item)) {
            Some(all) => more("and-list", &all, &self.isolate(last)),
            None => self.isolate(last),
        }
    }

    /// `18 Jan 2020, 03:15`, local.
    pub fn time(&self, at: Instant, zone: &ZoneName) -> String {
        self.whole("format-time", &[("day", &self.short_day(zone.day_of(at))), ("clock", &self.clock(at, zone))])
    }

    /// A stretch of time, no longer than it must be: a moment, hours of one day, whole days, or from when to when.
    pub fn interval(&self, interval: Interval, zone: &ZoneName) -> String {
        let (from, to) = (interval.from(), interval.to());
        let (first, last) = (zone.day_of(from), zone.day_of(to));
        if self.clock(from, zone) == self.clock(to, zone) && first == last {
            return self.time(from, zone);
        }
        if whole_days(interval, zone) {
            return match first == last {
                true => self.short_day(first),
                false => self
                    .whole("format-interval-days", &[("from", &self.short_day(first)), ("to", &self.short_day(last))]),
            };
        }
        if first == last {
            let (from, to) = (self.clock(from, zone), self.clock(to, zone));
            let day = self.short_day(first);
            return self.whole("format-interval-one-day", &[("day", &day), ("from", &from), ("to", &to)]);
        }
        self.whole("format-interval", &[("from", &self.time(from, zone)), ("to", &self.time(to, zone))])
    }

    /// A stretch of time of which only the day, or the days, were stated.
    pub fn day_only(&self, interval: Interval, zone: &ZoneName) -> String {
        let (first, last) = (zone.day_of(interval.from()), zone.day_of(interval.to()));
        let days = match first == last {
            true => self.short_day(first),
            false => {
                self.whole("format-interval-days", &[("from", &self.short_day(first)), ("to", &self.short_day(last))])
            }
        };
        self.whole("format-day-only", &[("day", &days)])
    }

    /// `32.8872° N, 13.1913° E`. Decimal points in both languages, as instruments show them.
    pub fn coordinates(&self, at: Coordinates) -> String {
        let side = |udeg: i32, positive: &str, negative: &str| self.say(if udeg < 0 { negative } else { positive });
        self.whole(
            "format-coordinates",
            &[
                ("lat", &self.rightwards(&degrees(at.lat_udeg()))),
                ("northsouth", &side(at.lat_udeg(), "format-north", "format-south")),
                ("lon", &self.rightwards(&degrees(at.lon_udeg()))),
                ("eastwest", &side(at.lon_udeg(), "format-east", "format-west")),
            ],
        )
    }

    /// `850 m`, `1.2 km`, `40 km`.
    pub fn distance(&self, metres: u32) -> String {
        let (key, number) = match metres {
            0..1000 => ("format-metres", self.number(u64::from(metres))),
            1000..10_000 => ("format-kilometres", self.tenths((u64::from(metres) + 50) / 100)),
            _ => ("format-kilometres", self.number((u64::from(metres) + 500) / 1000)),
        };
        self.whole(key, &[("n", &number)])
    }

    /// `2 km–4 km`.
    pub fn distance_band(&self, band: DistanceBand) -> String {
        if band.near_m() == band.far_m() {
            return self.distance(band.far_m());
        }
        self.whole("range", &[("from", &self.distance(band.near_m())), ("to", &self.distance(band.far_m()))])
    }

    /// `57° ± 5° (ENE)`, from true north.
    pub fn bearing(&self, bearing: Bearing) -> String {
        let point = (u32::from(bearing.tenths()) * 16 + 1800) / 3600 % 16;
        let tenths = |tenths: u16| self.tenths(u64::from(tenths));
        let angle = self.rightwards(&format!("{}° ± {}°", tenths(bearing.tenths()), tenths(bearing.error_tenths())));
        self.whole("format-bearing", &[("angle", &angle), ("compass", &self.say(&format!("compass-{point}")))])
    }

    /// When a sound reached a sensor: `18 January 2020, 12:30:05.123 ± 50 ms`.
    pub fn arrival(&self, at: InstantMs, error_ms: u32, zone: &ZoneName) -> String {
        let (second, ms) = at.split();
        let clock = format!("{}:{:02}.{ms:03} ± {error_ms}", self.clock(second, zone), second.unix_s().rem_euclid(60));
        let clock = self.whole("format-milliseconds", &[("n", &self.rightwards(&clock))]);
        self.whole("format-time", &[("day", &self.short_day(zone.day_of(second))), ("clock", &clock)])
    }

    /// `1.2 MB`, in thousands.
    pub fn file_size(&self, bytes: u64) -> String {
        let tenths = |unit: u64| self.tenths((bytes + unit / 20) / (unit / 10));
        let (key, number) = match bytes {
            0..1000 => ("format-bytes", self.number(bytes)),
            1000..1_000_000 => ("format-kilobytes", tenths(1000)),
            1_000_000..1_000_000_000 => ("format-megabytes", tenths(1_000_000)),
            _ => ("format-gigabytes", tenths(1_000_000_000)),
        };
        self.whole(key, &[("n", &number)])
    }

    /// `2 days and 3 hours`: the two greatest units, the rest dropped.
    pub fn duration_s(&self, seconds: i64) -> String {
        let seconds = seconds.unsigned_abs();
        let units = [("days", 86_400), ("hours", 3600), ("minutes", 60), ("seconds", 1)];
        let Some(first) = units.iter().position(|(_, unit)| seconds >= *unit) else {
            return self.plain().count("seconds", 0);
        };
        let (things, unit) = units[first];
        let greater = self.plain().count(things, seconds / unit);
        match units.get(first + 1).map(|(things, next)| (things, seconds % unit / next)) {
            Some((things, rest)) if rest > 0 => {
                self.whole("and-list", &[("first", &greater), ("second", &self.plain().count(things, rest))])
            }
            _ => greater,
        }
    }
}

/// Whether the interval runs from a local midnight to the last second before another.
fn whole_days(interval: Interval, zone: &ZoneName) -> bool {
    let ends = |at: Instant| zone.interval_of(zone.day_of(at)).ok();
    let begins = ends(interval.from()).is_some_and(|day| day.from() == interval.from());
    begins && interval.length_s() >= DAY_S / 2 && ends(interval.to()).is_some_and(|day| day.to() == interval.to())
}

/// Degrees without sign, with four decimals (11 m) or as many more as the record has.
fn degrees(udeg: i32) -> String {
    let size = udeg.unsigned_abs();
    let decimals = format!("{:06}", size % 1_000_000);
    let mut decimals = decimals.as_str();
    while decimals.len() > 4 && decimals.ends_with('0') {
        decimals = &decimals[..decimals.len() - 1];
    }
    format!("{}.{decimals}°", size / 1_000_000)
}
