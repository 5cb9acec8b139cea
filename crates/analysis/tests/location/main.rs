//! Regions hold the truth as often as they say, in every geometry.

mod simulation;

use mirqab_analysis::location::locate;
use simulation::{Chance, GEOMETRIES, Geometry};

/// How often inner and outer region held the truth.
fn held(seed: usize, geometry: &Geometry, trials: u32) -> (f64, f64) {
    let mut chance = Chance::new(20_200_112 + seed as u64);
    let (mut inner, mut outer) = (0, 0);
    for _ in 0..trials {
        let trial = geometry.draw(&mut chance);
        let place = locate(&trial.evidence).expect("readings that say something");
        inner += u32::from(place.inner.holds(trial.truth));
        outer += u32::from(place.outer.holds(trial.truth));
    }
    (f64::from(inner) / f64::from(trials), f64::from(outer) / f64::from(trials))
}

#[test]
fn regions_hold_the_truth_as_often_as_they_say() {
    let mut off = Vec::new();
    for (seed, geometry) in GEOMETRIES.iter().enumerate() {
        let (inner, outer) = held(seed, geometry, 400);
        println!("{:45} {inner:.3} {outer:.3}", geometry.name);
        if (outer - 0.9).abs() > 0.045 {
            off.push(format!("{}: {inner:.3} of 0.5, {outer:.3} of 0.9", geometry.name));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}
