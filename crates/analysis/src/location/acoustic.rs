//! Arrival times of one sound at several sensors. The time of the event, the temperature and the wind are not known; they
//! are integrated out, as normal errors, in closed form.

use super::model;
use super::plane::{Plane, Spot};
use super::{Air, Arrival};

/// Time of the event, speed of sound, wind east, wind north, and where in its square the event was.
const UNKNOWN: usize = 6;
type Square = [[f64; UNKNOWN]; UNKNOWN];

pub(crate) struct Sound {
    /// Where each stands, when it heard the sound, and the error of that time; seconds.
    sensors: Vec<(Spot, f64, f64)>,
    speed: f64,
    wind: (f64, f64),
    /// One over the variance of each unknown; nothing is known of the time.
    precision: [f64; UNKNOWN],
}

impl Sound {
    pub(crate) fn new(plane: Plane, arrivals: &[Arrival], air: &Air) -> Self {
        let first = arrivals.iter().map(|arrival| arrival.at_ms).min().unwrap_or(0);
        let seconds = |ms: i64| (ms - first) as f64 / 1000.0;
        let error = |ms: u32| f64::from(ms.max(model::TIMING_SD_LEAST_MS)) / 1000.0;
        let sensors = arrivals
            .iter()
            .map(|arrival| (plane.spot(arrival.sensor), seconds(arrival.at_ms), error(arrival.error_ms)))
            .collect();
        let temperature_sd = 0.606 * f64::from(air.temperature_sd_dc.max(1)) / 10.0;
        let wind_sd = f64::from(air.wind_sd_cm_s.max(1)) / 100.0;
        Self {
            sensors,
            // SOURCE: speed of sound in dry air, linear in the temperature, good to 0.2 % from -20 to 45 °C.
            speed: 331.3 + 0.606 * f64::from(air.temperature_dc) / 10.0,
            wind: (f64::from(air.wind_east_cm_s) / 100.0, f64::from(air.wind_north_cm_s) / 100.0),
            precision: [0.0, temperature_sd.powi(-2), wind_sd.powi(-2), wind_sd.powi(-2), 0.0, 0.0],
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
        // In units of the square's spread, so that their precision is one.
        square[4][4] = 1.0;
        square[5][5] = 1.0;
        let mut linear = [0.0; UNKNOWN];
        let mut heard: Vec<Heard> = Vec::with_capacity(self.sensors.len());
        for &(at, time, error) in &self.sensors {
            let one = self.hear(spot, blur, at, time, error);
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
        // Against the case that all heard the same: how much better the rest fits, and at what price.
        let mut cases = vec![(0.0, 1.0)];
        for (index, one) in heard.iter().enumerate() {
            let kept = (1.0 - dot(&one.solved, &one.solved)).max(1e-12);
            cases.push((one.left * one.left / kept / 2.0, gross * one.sd / kept.sqrt()));
            // LIMIT: that three sensors or more heard something else is not considered.
            for two in &heard[..index] {
                let (kept_two, cross) = (1.0 - dot(&two.solved, &two.solved), dot(&one.solved, &two.solved));
                let both = (kept * kept_two - cross * cross).max(1e-12);
                let explained =
                    one.left * one.left * kept_two + two.left * two.left * kept + 2.0 * one.left * two.left * cross;
                cases.push((explained / both / 2.0, gross * gross * one.sd * two.sd / both.sqrt()));
            }
        }
        let most = cases.iter().map(|case| case.0).fold(0.0, f64::max);
        let sum: f64 = cases.iter().map(|(better, price)| price * (better - most).exp()).sum();
        let all = -0.5 * rest - 0.5 * determinant.ln() - sds.ln();
        (all + most + sum.ln(), (-most).exp() / sum)
    }

    fn hear(&self, spot: Spot, blur: f64, at: Spot, time: f64, error: f64) -> Heard {
        let distance = spot.distance(at).max(1.0);
        let (east, north) = ((at.x - spot.x) / distance, (at.y - spot.y) / distance);
        let speed = self.speed + self.wind.0 * east + self.wind.1 * north;
        let slower = -distance / (speed * speed);
        // What moving within the square does to the time, and what that straight line leaves out near the sensor.
        let bent = blur * blur / (2.0 * distance.max(blur).max(1.0));
        let sd = error.hypot(bent / speed);
        let moved = -blur / speed;
        let row = [1.0, slower, slower * east, slower * north, moved * east, moved * north].map(|value| value / sd);
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
