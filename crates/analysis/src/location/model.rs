//! How readings err. These are assumptions, with their reasons in `docs/methods/location.md`, until confirmed incidents
//! allow to estimate them. A change of any of them is a new version.

use super::Air;

/// Named in every proposal that rests on these figures.
pub const VERSION: &str = "location-1";

/// The share of readings that are wrong altogether: mistaken event, mistyped figure, lie.
pub const GROSS: f64 = 0.05;

/// An event that is seen or heard lies near those who tell of it. Its distance from their middle is more than `r` with
/// probability 1 / sqrt(1 + (r / REACH_M)²): half lie within 1.7 times this reach, and far ones stay possible.
pub const REACH_M: f64 = 5_000.0;

/// Nothing is sought beyond this distance.
pub const HORIZON_M: f64 = 200_000.0;

/// A stated half width *e* of a bearing: what was perceived lies within ± *e* of what was stated, and what was perceived
/// errs from the truth by a normal error of this share of *e*.
pub const BEARING_SD_PER_HALF_WIDTH: f64 = 0.5;
/// No bearing of a person is better than this, in degrees.
pub const BEARING_SD_LEAST_DEG: f64 = 2.0;
/// No crater's axis is better than this, in degrees.
pub const AZIMUTH_SD_LEAST_DEG: f64 = 1.0;

/// A distance that a person states errs by a normal error in its logarithm, of half the logarithmic width of the band,
/// within these bounds: who states a narrow band has measured, who states a wide one has guessed.
pub const RANGE_SD: (f64, f64) = (0.1, 0.4);
/// People take distances for shorter than they are. SOURCE: Fluitt, Mermagen and Letowski (2013), ARL-TR-6520: at every
/// range. The amount is in units of the standard deviation above and is our assumption.
pub const RANGE_BIAS_PER_SD: f64 = -0.25;
/// A weapon's range is known better than a distance that was heard.
pub const WEAPON_RANGE_SD: f64 = 0.05;
/// A band that is wrong altogether is as likely to be at one distance as at another, in proportion, over this factor.
pub const GROSS_RANGE_FACTOR: f64 = 100.0;

/// Nine in ten points lie within their stated precision: for a normal error in two dimensions that is 2.146 sd.
pub const PRECISION_PER_SD: f64 = 2.145_966_026_289_347;
/// No point is better than this, in metres.
pub const POINT_SD_LEAST_M: f64 = 5.0;
/// How far off a point is that is wrong altogether, in metres; distributed as the reach above.
pub const GROSS_POINT_M: f64 = 10_000.0;

/// The air when nobody measured it: 20 ± 8 °C, and wind from anywhere, 5 m/s in each of both directions.
pub const AIR_UNKNOWN: Air =
    Air { temperature_dc: 200, temperature_sd_dc: 80, wind_east_cm_s: 0, wind_north_cm_s: 0, wind_sd_cm_s: 500 };

/// No arrival of a sound is told better than this, in milliseconds: where it begins in a noisy record.
pub const TIMING_SD_LEAST_MS: u32 = 5;

/// How far arrival times are spread that belong to something else, in seconds.
pub const GROSS_ARRIVAL_S: f64 = 60.0;
