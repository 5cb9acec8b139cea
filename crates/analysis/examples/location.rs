//! How often regions hold the truth, how large they are and what they cost, geometry by geometry: the table of
//! `docs/methods/location.md`. `cargo xtask bench location` runs it.

#[path = "../tests/location/simulation.rs"]
mod simulation;

use mirqab_analysis::location::locate;
use simulation::{Chance, GEOMETRIES};
use std::time::Instant;

fn main() {
    let trials: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    println!("| Geometry | 50 % held | 90 % held | 90 %: median km² | median error km | ms a fix |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (seed, geometry) in GEOMETRIES.iter().enumerate() {
        let mut chance = Chance::new(1000 + seed as u64);
        let (mut inner, mut outer, mut seconds) = (0, 0, 0.0);
        let (mut areas, mut errors) = (Vec::new(), Vec::new());
        for _ in 0..trials {
            let trial = geometry.draw(&mut chance);
            let begun = Instant::now();
            let place = locate(&trial.evidence).expect("readings that say something");
            seconds += begun.elapsed().as_secs_f64();
            inner += u32::from(place.inner.holds(trial.truth));
            outer += u32::from(place.outer.holds(trial.truth));
            areas.push(place.outer.area_km2_thousandths as f64 / 1000.0);
            errors.push(simulation::between(place.mean, trial.truth).0 / 1000.0);
        }
        let share = |count: u32| f64::from(count) / f64::from(trials) * 100.0;
        println!(
            "| {} | {:.1} % | {:.1} % | {:.2} | {:.2} | {:.2} |",
            geometry.name,
            share(inner),
            share(outer),
            median(areas),
            median(errors),
            seconds * 1000.0 / f64::from(trials)
        );
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
