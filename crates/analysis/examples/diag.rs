#[path = "../tests/location/simulation.rs"]
mod simulation;
use mirqab_analysis::location::locate;
use simulation::{Chance, GEOMETRIES};
fn main() {
    let trials: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let only = std::env::args().nth(2).unwrap();
    for (seed, geometry) in GEOMETRIES.iter().enumerate().filter(|(_, g)| g.name.contains(&only)) {
        let mut chance = Chance::new(1000 + seed as u64);
        let post = geometry.posts[0];
        for _ in 0..trials {
            let trial = geometry.draw(&mut chance);
            let place = locate(&trial.evidence).unwrap();
            let c = simulation::offset(simulation::CENTRE, 0.0, 0.0);
            let _ = post;
            println!("{:.2}\t{}\t{}\t{:.3}\t{}\t{}\t{}", simulation::between(c, trial.truth).0 / 1000.0, place.inner.holds(trial.truth) as u8, place.outer.holds(trial.truth) as u8, place.outer.area_km2_thousandths as f64 / 1000.0, place.outer.parts.len(), place.shares[0].honest_permille, place.outer.parts.iter().map(|p| p.outline.len()).sum::<usize>());
        }
    }
}
