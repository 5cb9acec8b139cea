//! How often regions hold the truth, how large they are and what they cost, geometry by geometry: the table of
//! `docs/methods/location.md`. `cargo xtask bench location` runs it.

#[path = "../tests/location/simulation.rs"]
mod simulation;

use mirqab_analysis::location::locate;
use simulation::{Chance, GEOMETRIES};

fn main() {
    let trials: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let mut off = Vec::new();
    println!("| Geometry | 50 % held | 90 % held | 90 %: median km² | median error km | ms a fix |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let only = std::env::args().nth(2).unwrap_or_default();
    for (seed, geometry) in GEOMETRIES.iter().enumerate().filter(|(_, geometry)| geometry.name.contains(&only)) {
        let mut chance = Chance::new(1000 + seed as u64);
        let (mut inner, mut outer, mut seconds) = (0, 0, 0.0);
        let (mut areas, mut errors) = (Vec::new(), Vec::new());
        for _ in 0..trials {
            let trial = geometry.draw(&mut chance);
            let begun = worked_s();
            let place = locate(&trial.evidence).expect("readings that say something");
            seconds += worked_s() - begun;
            inner += u32::from(place.inner.holds(trial.truth));
            outer += u32::from(place.outer.holds(trial.truth));
            areas.push(place.outer.area_km2_thousandths as f64 / 1000.0);
            errors.push(simulation::between(place.mean, trial.truth).0 / 1000.0);
        }
        if (f64::from(outer) / f64::from(trials) - 0.9).abs() > 0.02 {
            off.push(geometry.name);
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
    assert!(off.is_empty(), "more than two points in a hundred off: {off:?}");
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds that this thread has worked, where Linux tells: other work on the machine does not count.
fn worked_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    text.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}
