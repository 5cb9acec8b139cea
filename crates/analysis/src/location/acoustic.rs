//! Arrival times of one sound at several sensors. The time of the event, the temperature and the wind are not known; they
//! are integrated out, as normal errors, in closed form.

use super::model;
use super::plane::{Plane, Spot};
use super::{Air, Arrival};

/// Time of the event, speed of sound, wind east, wind north.
const UNKNOWN: usize = 4;
type Square = [[f64; UNKNOWN]; UNKNOWN];

pub(crate) struct Sound {
    sensors: Vec<(Spot, f64)>,
    speed: f64,
    wind: (f64, f64),
    /// One over the variance of each unknown; nothing is known of the time.
    precision: [f64; UNKNOWN],
    timing_sd: f64,
}

impl Sound {
    pub(crate) fn new(plane: Plane, arrivals: &[Arrival], air: &Air, timing_sd_ms: u32) -> Self {
        let first = arrivals.iter().map(|arrival| arrival.at_ms).min().unwrap_or(0);
        let seconds = |ms: i64| (ms - first) as f64 / 1000.0;
        let sensors: Vec<(Spot, f64)> =
            arrivals.iter().map(|arrival| (plane.spot(arrival.sensor), seconds(arrival.at_ms))).collect();
        let temperature_sd = 0.606 * f64::from(air.temperature_sd_dc.max(1)) / 10.0;
        let wind_sd = f64::from(air.wind_sd_cm_s.max(1)) / 100.0;
        Self {
            sensors,
            // SOURCE: speed of sound in dry air, linear in the temperature, good to 0.2 % from -20 to 45 °C.
            speed: 331.3 + 0.606 * f64::from(air.temperature_dc) / 10.0,
            wind: (f64::from(air.wind_east_cm_s) / 100.0, f64::from(air.wind_north_cm_s) / 100.0),
            precision: [0.0, temperature_sd.powi(-2), wind_sd.powi(-2), wind_sd.powi(-2)],
            timing_sd: f64::from(timing_sd_ms.max(1)) / 1000.0,
        }
    }

    /// The logarithm of the likelihood at a spot, and the probability that all sensors heard this event if it was there.
    ///
    /// The arrivals are a linear model in the unknowns. Leaving sensors out changes the integral by the leverages and
    /// residuals of those sensors alone. SOURCE: Cook and Weisberg (1982), Residuals and Influence in Regression.
    pub(crate) fn ln(&self, spot: Spot, blur: f64) -> (f64, f64) {
        let mut square = [[0.0; UNKNOWN]; UNKNOWN];
        for (at, precision) in self.precision.iter().enumerate() {
            square[at][at] = *precision;
        }
        let mut linear = [0.0; UNKNOWN];
        let mut heard: Vec<Heard> = Vec::with_capacity(self.sensors.len());
        for &(at, time) in &self.sensors {
            let one = self.hear(spot, blur, at, time);
            for a in 0..UNKNOWN {
                linear[a] += one.row[a] * one.left;
                for (cell, other) in square[a].iter_mut().zip(&one.row).take(a + 1) {
                    *cell += one.row[a] * other;
                }
            }
            heard.push(one);
        }
        let (factor, determinant) = cholesky(square);
        let solved = forward(&factor, linear);
        let (mut rest, mut sds) = (0.0, 1.0);
        for one in &mut heard {
            one.solved = forward(&factor, one.row);
            rest += one.left * one.left;
            one.left -= dot(&one.solved, &solved);
            sds *= one.sd;
        }
        let rest = rest - dot(&solved, &solved);
        let honest = 1.0 - model::GROSS;
        let gross = model::GROSS / model::GROSS_ARRIVAL_S * std::f64::consts::TAU.sqrt() / honest;
        // Relative to the case that all heard the same: what leaving one or two out makes of the integral.
        let mut others = 0.0;
        let without = |explained: f64, kept: f64, sds: f64| {
            gross * sds * (explained / 2.0).min(600.0).exp() / kept.max(1e-12).sqrt()
        };
        for (index, one) in heard.iter().enumerate() {
            let kept = 1.0 - dot(&one.solved, &one.solved);
            others += without(one.left * one.left / kept.max(1e-12), kept, one.sd);
            // LIMIT: that three sensors or more heard something else is not considered.
            let pairs = if heard.len() >= 5 { &heard[..index] } else { &[] };
            for two in pairs {
                let (kept_two, cross) = (1.0 - dot(&two.solved, &two.solved), dot(&one.solved, &two.solved));
                let both = (kept * kept_two - cross * cross).max(1e-12);
                let explained =
                    (one.left * one.left * kept_two + two.left * two.left * kept + 2.0 * one.left * two.left * cross)
                        / both;
                others += gross * without(explained, both, one.sd * two.sd);
            }
        }
        let all = -0.5 * rest - 0.5 * determinant.ln() - sds.ln();
        (all + (1.0 + others).ln(), 1.0 / (1.0 + others))
    }

    fn hear(&self, spot: Spot, blur: f64, at: Spot, time: f64) -> Heard {
        let distance = spot.distance(at).max(1.0);
        let (east, north) = ((at.x - spot.x) / distance, (at.y - spot.y) / distance);
        let speed = self.speed + self.wind.0 * east + self.wind.1 * north;
        let slower = -distance / (speed * speed);
        let sd = self.timing_sd.hypot(blur / speed);
        let row = [1.0, slower, slower * east, slower * north].map(|value| value / sd);
        Heard { row, left: (time - distance / speed) / sd, sd, solved: [0.0; UNKNOWN] }
    }
}

/// One sensor's equation, divided by its error.
struct Heard {
    row: [f64; UNKNOWN],
    /// What the unknowns must explain; later what they leave.
    left: f64,
    sd: f64,
    solved: [f64; UNKNOWN],
}

fn dot(a: &[f64; UNKNOWN], b: &[f64; UNKNOWN]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The lower factor, and the determinant.
fn cholesky(square: Square) -> (Square, f64) {
    let mut factor = square;
    let mut determinant = 1.0;
    for a in 0..UNKNOWN {
        for b in 0..a {
            let inner: f64 = (0..b).map(|k| factor[a][k] * factor[b][k]).sum();
            factor[a][b] = (factor[a][b] - inner) / factor[b][b];
        }
        let inner: f64 = (0..a).map(|k| factor[a][k] * factor[a][k]).sum();
        let pivot = (factor[a][a] - inner).max(1e-30);
        determinant *= pivot;
        factor[a][a] = pivot.sqrt();
    }
    (factor, determinant)
}

fn forward(factor: &Square, right: [f64; UNKNOWN]) -> [f64; UNKNOWN] {
    let mut solved = right;
    for a in 0..UNKNOWN {
        for b in 0..a {
            solved[a] -= factor[a][b] * solved[b];
        }
        solved[a] /= factor[a][a];
    }
    solved
}
