//! When the sun is up.
//!
//! SOURCE: the formulas of the NOAA Global Monitoring Laboratory's solar calculator, after J. Meeus, *Astronomical Algorithms*, 1991:
//! mean longitude and anomaly, equation of the centre, obliquity, declination, equation of time. The sun is up while its centre stands
//! higher than 0.833 degrees below the horizon (half its disc and the air's refraction). LIMIT: good to about a minute between 72 degrees
//! north and south in the years 1900 to 2100; hills are not known.

use super::Spot;
use std::collections::BTreeMap;

const DAY_S: i64 = 86_400;

fn sin_deg(degrees: f64) -> f64 {
    libm::sin(degrees.to_radians())
}
fn cos_deg(degrees: f64) -> f64 {
    libm::cos(degrees.to_radians())
}

/// The sun's declination in degrees and the equation of time in minutes at a second.
fn sun(at_s: f64) -> (f64, f64) {
    // Julian centuries since noon of 1 January 2000.
    let t = (at_s / 86_400.0 - 10_957.5) / 36_525.0;
    let longitude = (280.466_46 + t * (36_000.769_83 + t * 0.000_303_2)).rem_euclid(360.0);
    let anomaly = 357.529_11 + t * (35_999.050_29 - 0.000_153_7 * t);
    let eccentricity = 0.016_708_634 - t * (0.000_042_037 + 0.000_000_126_7 * t);
    let centre = sin_deg(anomaly) * (1.914_602 - t * (0.004_817 + 0.000_014 * t))
        + sin_deg(2.0 * anomaly) * (0.019_993 - 0.000_101 * t)
        + sin_deg(3.0 * anomaly) * 0.000_289;
    let node = 125.04 - 1934.136 * t;
    let apparent = longitude + centre - 0.005_69 - 0.004_78 * sin_deg(node);
    let mean_tilt = 23.0 + (26.0 + (21.448 - t * (46.815 + t * (0.000_59 - t * 0.001_813))) / 60.0) / 60.0;
    let tilt = mean_tilt + 0.002_56 * cos_deg(node);
    let declination = libm::asin(sin_deg(tilt) * sin_deg(apparent)).to_degrees();
    let half = libm::tan((tilt / 2.0).to_radians());
    let y = half * half;
    let equation = y * sin_deg(2.0 * longitude) - 2.0 * eccentricity * sin_deg(anomaly)
        + 4.0 * eccentricity * y * sin_deg(anomaly) * cos_deg(2.0 * longitude)
        - 0.5 * y * y * sin_deg(4.0 * longitude)
        - 1.25 * eccentricity * eccentricity * sin_deg(2.0 * anomaly);
    (declination, 4.0 * equation.to_degrees())
}

/// Half of the time for which the sun is up on the day around a noon, in seconds: nothing if it never rises, half a day if it never sets.
fn half_day(lat_deg: f64, declination: f64) -> f64 {
    let high = sin_deg(-0.833) - sin_deg(lat_deg) * sin_deg(declination);
    let cosine = high / (cos_deg(lat_deg) * cos_deg(declination)).max(1e-9);
    libm::acos(cosine.clamp(-1.0, 1.0)).to_degrees() * 240.0
}

/// Sunrise and sunset around the noon that belongs to a day (counted from 1970-01-01) at a place; `None` if the sun does not rise.
pub fn rise_and_set((lat_udeg, lon_udeg): Spot, day: i64) -> Option<(i64, i64)> {
    let (lat, lon) = (f64::from(lat_udeg) / 1e6, f64::from(lon_udeg) / 1e6);
    let noon = (day * DAY_S) as f64 + 43_200.0 - lon * 240.0;
    // Once more with the sun as it stands at that very time: it wanders while the day passes.
    let turn = |side: f64| {
        let mut at = noon;
        for _ in 0..2 {
            let (declination, equation) = sun(at);
            at = noon - equation * 60.0 + side * half_day(lat, declination);
        }
        at
    };
    let (rise, set) = (libm::round(turn(-1.0)) as i64, libm::round(turn(1.0)) as i64);
    (rise < set).then_some((rise, set))
}

/// The stretches of a period during which the sun is up at a place, in order, joined, and none of it outside the period.
pub fn up(spot: Spot, (from, to): (i64, i64)) -> Vec<(i64, i64)> {
    let mut found: Vec<(i64, i64)> = Vec::new();
    // Noon may belong to the day before or after by the calendar of Greenwich.
    for day in from.div_euclid(DAY_S) - 1..=to.div_euclid(DAY_S) + 1 {
        let Some((rise, set)) = rise_and_set(spot, day) else { continue };
        let (rise, set) = (rise.max(from), set.min(to));
        if rise >= set {
            continue;
        }
        match found.last_mut() {
            // Where the sun does not set, one day ends where the next begins, to the minute.
            Some(last) if rise <= last.1 + 300 => last.1 = last.1.max(set),
            _ => found.push((rise, set)),
        }
    }
    found
}

/// The side of the squares over which one sun is taken: a tenth of a degree, over which it rises within half a minute.
const SQUARE_UDEG: i32 = 100_000;

/// The sun of a period over many places, each square of it reckoned once.
pub struct Suns {
    period: (i64, i64),
    squares: BTreeMap<Spot, Vec<(i64, i64)>>,
}

impl Suns {
    /// Of a period.
    pub fn of(period: (i64, i64)) -> Self {
        Self { period, squares: BTreeMap::new() }
    }

    /// The stretches of the period during which the sun is up over the square of a place.
    pub fn up(&mut self, (lat, lon): Spot) -> &[(i64, i64)] {
        let square = (lat.div_euclid(SQUARE_UDEG), lon.div_euclid(SQUARE_UDEG));
        let period = self.period;
        self.squares.entry(square).or_insert_with(|| {
            let middle = |number: i32| number * SQUARE_UDEG + SQUARE_UDEG / 2;
            up((middle(square.0).clamp(-90_000_000, 90_000_000), middle(square.1)), period)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days since 1970 and minutes after midnight in UTC.
    fn utc(seconds: i64) -> (i64, i64) {
        (seconds.div_euclid(DAY_S), (seconds.rem_euclid(DAY_S) + 30) / 60)
    }
    fn near(seconds: i64, hour: i64, minute: i64) {
        let (_, found) = utc(seconds);
        let wanted = hour * 60 + minute;
        assert!((found - wanted).abs() <= 1, "{}:{:02} instead of {hour}:{minute:02}", found / 60, found % 60);
    }

    #[test]
    fn sunrise_and_sunset_are_those_that_are_published() {
        // The United States Naval Observatory's almanac for Washington (38.9 N, 77.0 W): 21 June 2020, 4:43 and 19:37 Eastern standard
        // time; 21 December 2020, 7:23 and 16:50.
        let washington = (38_900_000, -77_000_000);
        let day = |days: i64| rise_and_set(washington, days).unwrap();
        let (rise, set) = day(18_434);
        near(rise, 9, 43);
        near(set, 0, 37);
        let (rise, set) = day(18_617);
        near(rise, 12, 23);
        near(set, 21, 50);
        // The worked example of I. Reda and A. Andreas, *Solar position algorithm* (NREL/TP-560-34302): Golden, Colorado, 17 October
        // 2003, sunrise at 6:12:43 and sunset at 17:20:19, seven hours behind UTC.
        let (rise, set) = rise_and_set((39_742_476, -105_178_600), 12_342).unwrap();
        near(rise, 13, 13);
        near(set, 0, 20);
    }

    #[test]
    fn where_it_does_not_rise_there_is_no_day_and_where_it_does_not_set_no_night() {
        // Tromsø, 69.65 N 18.96 E, at the solstices.
        let tromso = (69_650_000, 18_960_000);
        let (june, december) = (18_434 * DAY_S, 18_617 * DAY_S);
        assert_eq!(up(tromso, (june, june + 3 * DAY_S)), [(june, june + 3 * DAY_S)]);
        assert!(up(tromso, (december, december + 3 * DAY_S)).is_empty());
    }

    #[test]
    fn days_of_a_month_are_in_order_and_within_it() {
        let (from, to) = (18_262 * DAY_S, 18_293 * DAY_S);
        for lon in [-179_000_000, -90_000_000, 0, 13_200_000, 179_000_000] {
            let found = up((32_800_000, lon), (from, to));
            assert!((31..=32).contains(&found.len()), "{lon}: {}", found.len());
            assert!(found.windows(2).all(|two| two[0].1 < two[1].0));
            assert!(found.iter().all(|(rise, set)| from <= *rise && rise < set && *set <= to));
            // In January the day at 32.8 degrees north is about ten and a quarter hours long.
            let total: i64 = found.iter().map(|(rise, set)| set - rise).sum();
            assert!((31 * 36_400..31 * 37_500).contains(&total), "{}", total / 31);
        }
    }
}
