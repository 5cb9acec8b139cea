//! How often something happened per hour of watching, with the interval within which the true rate lies.
//!
//! SOURCE: F. Garwood, *Fiducial limits for the Poisson distribution*, Biometrika 28 (1936) 437-442. For a count n the limits are those
//! means under which n or more, and n or fewer, are seen with half of what is left of the confidence. Exact: it never covers less often
//! than it says.

/// A count over a time, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many.
    pub count: u64,
    /// Over how many hours.
    pub hours: f64,
    /// Per 100 hours.
    pub per_100: f64,
    /// From, per 100 hours.
    pub low: f64,
    /// To, per 100 hours.
    pub high: f64,
}

impl Rate {
    /// With a confidence of 95 %; `None` where nobody watched, for then there is no rate.
    pub fn of(count: u64, watched_s: i64) -> Option<Self> {
        if watched_s <= 0 {
            return None;
        }
        let hours = watched_s as f64 / 3600.0;
        let (low, high) = garwood(count, 0.95);
        let per = |number: f64| number / hours * 100.0;
        Some(Self { count, hours, per_100: per(count as f64), low: per(low), high: per(high) })
    }
}

/// The exact interval of a Poisson mean of which `count` was seen, with a confidence between 0 and 1.
pub fn garwood(count: u64, confidence: f64) -> (f64, f64) {
    let tail = (1.0 - confidence) / 2.0;
    let n = count as f64;
    // The chance of n or more under a mean is the incomplete gamma function P(n, mean), which grows with the mean.
    let low = if count == 0 { 0.0 } else { solve(n, |mean| gamma_p(n, mean) < tail) };
    let high = solve(n + 1.0, |mean| gamma_p(n + 1.0, mean) < 1.0 - tail);
    (low, high)
}

/// The mean at which `below` ends, between nothing and far beyond `about`.
fn solve(about: f64, below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, about + 40.0 * libm::sqrt(about + 1.0) + 40.0);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// The regularised lower incomplete gamma function: by its series where that converges fast, by its continued fraction elsewhere.
fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    let steps = 2000 + (20.0 * libm::sqrt(a)) as usize;
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for step in 1..steps {
            term *= x / (a + step as f64);
            sum += term;
            if term < sum * 1e-16 {
                break;
            }
        }
        return (front * sum).min(1.0);
    }
    // The fraction 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- …))), evaluated from its head.
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for step in 1..steps {
        let i = step as f64;
        let numerator = -i * (i - a);
        b += 2.0;
        let nonzero = |x: f64| if libm::fabs(x) < TINY { TINY } else { x };
        d = 1.0 / nonzero(numerator * d + b);
        c = nonzero(b + numerator / c);
        value *= d * c;
        if libm::fabs(d * c - 1.0) < 1e-15 {
            break;
        }
    }
    1.0 - front * value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_of_the_published_tables() {
        // Pearson and Hartley, Biometrika Tables for Statisticians I, table 40: 95 % limits; and 99 % for 0, 1 and 10.
        let published = [
            (0, 0.0, 3.69),
            (1, 0.0253, 5.57),
            (2, 0.242, 7.22),
            (3, 0.619, 8.77),
            (4, 1.09, 10.24),
            (5, 1.62, 11.67),
            (10, 4.80, 18.39),
            (20, 12.22, 30.89),
            (30, 20.24, 42.83),
            (50, 37.11, 65.92),
        ];
        let close = |found: f64, wanted: f64| {
            let digits = if wanted < 0.1 {
                0.000_06
            } else if wanted < 1.0 {
                0.000_6
            } else {
                0.006
            };
            assert!((found - wanted).abs() <= digits, "{found} instead of {wanted}");
        };
        for (n, low, high) in published {
            let found = garwood(n, 0.95);
            close(found.0, low);
            close(found.1, high);
        }
        for (n, low, high) in [(0, 0.0, 5.30), (1, 0.00501, 7.43), (10, 3.72, 21.40)] {
            let found = garwood(n, 0.99);
            close(found.0, low);
            close(found.1, high);
        }
        // For none seen it is the logarithm of what is left.
        assert!((garwood(0, 0.95).1 + libm::log(0.025)).abs() < 1e-12);
    }

    #[test]
    fn large_counts_are_near_their_normal_interval_and_each_limit_leaves_its_tail() {
        for n in [100_u64, 1000, 100_000] {
            let (low, high) = garwood(n, 0.95);
            let half = 1.96 * (n as f64).sqrt();
            assert!((low - (n as f64 - half)).abs() < 4.0 && (high - (n as f64 + half)).abs() < 4.0, "{low} {high}");
        }
        // Summed term by term instead of by the gamma function.
        let at_most = |n: u64, mean: f64| {
            let mut term = libm::exp(-mean);
            let mut sum = term;
            for k in 1..=n {
                term *= mean / k as f64;
                sum += term;
            }
            sum
        };
        for n in 1..60 {
            let (low, high) = garwood(n, 0.95);
            assert!((at_most(n, high) - 0.025).abs() < 1e-9 && (1.0 - at_most(n - 1, low) - 0.025).abs() < 1e-9, "{n}");
        }
    }

    #[test]
    fn where_nobody_watched_there_is_no_rate_and_none_seen_is_not_never() {
        assert_eq!(Rate::of(0, 0), None);
        assert_eq!(Rate::of(7, 0), None);
        let rate = Rate::of(0, 360_000).unwrap();
        assert_eq!((rate.per_100, rate.low), (0.0, 0.0));
        assert!((rate.high - 3.689).abs() < 0.001);
    }
}
