//! Regions hold the truth as often as they say, in every geometry.

mod simulation;

use mirqab_analysis::location::{self, Evidence, Sense, locate, model};
use mirqab_vocabulary::{Bearing, Coordinates, DistanceBand};
use simulation::{Chance, GEOMETRIES, Geometry, Kind};

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

/// LIMIT: so few trials find a model that is wrong, not one that is a little off. `cargo xtask bench location` draws
/// enough to hold each geometry to two points in a hundred.
fn hold(sound: bool, trials: u32) {
    let mut off = Vec::new();
    for (seed, geometry) in GEOMETRIES.iter().enumerate() {
        if matches!(geometry.kind, Kind::Sound) != sound {
            continue;
        }
        let (inner, outer) = held(seed, geometry, trials);
        // Three standard errors and what is allowed.
        let room = 0.02 + 3.0 * (0.09 / f64::from(trials)).sqrt();
        if (outer - 0.9).abs() > room || (inner - 0.5).abs() > 2.0 * room {
            off.push(format!("{}: {inner:.3} of 0.5, {outer:.3} of 0.9", geometry.name));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn regions_hold_the_truth_as_often_as_they_say() {
    hold(false, 300);
}

#[test]
fn regions_of_sound_hold_the_truth_as_often_as_they_say() {
    hold(true, 200);
}

fn sighting(observer: Coordinates, tenths: u16, near_m: u32, far_m: u32) -> Evidence {
    Evidence::FromObserver {
        observer,
        bearing: Bearing::new(tenths, 100).unwrap(),
        band: Some(DistanceBand::new(near_m, far_m).unwrap()),
        sense: Sense::Judged,
    }
}

fn at(lat: f64, lon: f64) -> Coordinates {
    Coordinates::from_degrees(lat, lon).unwrap()
}

#[test]
fn one_that_lies_moves_little_and_is_named() {
    // Five posts around a place that all see, and a sixth that points away from it.
    let event = at(32.8, 13.2);
    let posts =
        [at(32.75, 13.15), at(32.76, 13.25), at(32.84, 13.24), at(32.83, 13.15), at(32.74, 13.20), at(32.80, 13.12)];
    let see = |post: &Coordinates| {
        let (metres, degrees) = simulation::between(*post, event);
        let tenths = (degrees.rem_euclid(360.0) * 10.0).round() as u16 % 3600;
        sighting(*post, tenths, (metres * 0.7) as u32, (metres * 1.4) as u32)
    };
    let mut honest: Vec<Evidence> = posts[..5].iter().map(see).collect();
    let alone = locate(&honest).unwrap();
    honest.push(sighting(posts[5], 2700, 500, 1000));
    let with_liar = locate(&honest).unwrap();
    assert!(simulation::between(alone.mean, with_liar.mean).0 < 300.0);
    assert!(with_liar.outer.holds(event) && alone.outer.holds(event));
    assert!(with_liar.shares[5].honest_permille < 50, "{:?}", with_liar.shares);
    assert!(with_liar.shares[..5].iter().all(|share| share.honest_permille > 900), "{:?}", with_liar.shares);
    assert_eq!(with_liar.shares[5].narrowing_permille, 0);
}

#[test]
fn the_order_of_readings_changes_nothing_but_the_order_of_shares() {
    let readings = [
        sighting(at(32.75, 13.15), 450, 4000, 8000),
        sighting(at(32.76, 13.25), 3150, 4000, 8000),
        Evidence::Point { at: at(32.8, 13.2), precision_m: 2000 },
    ];
    let one = locate(&readings).unwrap();
    let mut turned = readings.clone();
    turned.reverse();
    let other = locate(&turned).unwrap();
    assert_eq!((one.circle.radius_m, one.several), (other.circle.radius_m, other.several));
    assert!(simulation::between(one.mean, other.mean).0 < 1.0);
    assert!(
        one.shares
            .iter()
            .rev()
            .zip(&other.shares)
            .all(|(a, b)| a.narrowing_permille.abs_diff(b.narrowing_permille) <= 1)
    );
}

#[test]
fn circles_hold_what_they_are_around() {
    let post = at(32.8, 13.2);
    for error in [10, 150, 450, 900, 1800] {
        let (bearing, band) = (Bearing::new(600, error).unwrap(), DistanceBand::new(2000, 4000).unwrap());
        let circle = location::circle_of_sector(post, bearing, band);
        for step in -50..=50 {
            for distance in [2000.0, 3000.0, 4000.0] {
                let degrees = 60.0 + f64::from(error) / 10.0 * f64::from(step) / 50.0;
                let corner = simulation::offset((post.lat(), post.lon()), degrees, distance);
                let (metres, _) = simulation::between(circle.centre, corner);
                assert!(metres <= f64::from(circle.radius_m) + 0.5, "{error} {degrees} {distance}");
            }
        }
    }
    let place = locate(&[sighting(post, 600, 2000, 4000)]).unwrap();
    for part in &place.outer.parts {
        for corner in &part.outline {
            assert!(simulation::between(place.circle.centre, *corner).0 <= f64::from(place.circle.radius_m) + 0.5);
        }
    }
}

#[test]
fn two_points_far_apart_are_several_places_and_silence_is_no_place() {
    let here = Evidence::Point { at: at(32.8, 13.2), precision_m: 200 };
    let there = Evidence::Point { at: at(32.9, 13.5), precision_m: 200 };
    assert!(locate(&[here.clone(), there]).unwrap().several);
    assert!(!locate(&[here]).unwrap().several);
    assert_eq!(locate(&[]), None);
    assert_eq!(locate(&[Evidence::Area { outline: vec![at(32.0, 13.0)] }]), None);
}

#[test]
fn the_posterior_is_that_of_a_fixed_fine_grid() {
    // The slow way: the model as `docs/methods/location.md` states it, square by square, with no search.
    let posts = [(at(32.75, 13.15), 450u16), (at(32.76, 13.27), 3200)];
    let readings: Vec<Evidence> = posts.iter().map(|&(post, tenths)| sighting(post, tenths, 5000, 9000)).collect();
    let middle = at((32.75 + 32.76) / 2.0, (13.15 + 13.27) / 2.0);
    let cdf = |z: f64| {
        // The normal distribution function by adding up its density.
        let steps = 400;
        let width = (z + 8.0) / f64::from(steps);
        if z <= -8.0 {
            return 0.0;
        }
        (0..steps).map(|k| (-0.5 * (-8.0 + width * (f64::from(k) + 0.5)).powi(2)).exp()).sum::<f64>() * width
            / std::f64::consts::TAU.sqrt()
    };
    let reach = posts.iter().map(|(post, _)| simulation::between(middle, *post).0.powi(2)).sum::<f64>() / 2.0;
    let reach = model::REACH_M.max(reach.sqrt());
    let sd = (9f64 / 5.0).ln() / 2.0;
    let side = 300.0;
    let mut squares = Vec::new();
    for x in -60..=60 {
        for y in -60..=60 {
            let (east, north) = (f64::from(x) * side, f64::from(y) * side);
            let spot =
                simulation::offset((middle.lat(), middle.lon()), east.atan2(north).to_degrees(), east.hypot(north));
            let mut density = (1.0 + (east * east + north * north) / (reach * reach)).powf(-1.5);
            for (post, tenths) in posts {
                let (metres, degrees) = simulation::between(post, spot);
                let turn = (degrees - f64::from(tenths) / 10.0 + 540.0).rem_euclid(360.0) - 180.0;
                let seen = cdf((turn + 10.0) / 5.0) - cdf((turn - 10.0) / 5.0);
                let perceived = metres.ln() + model::RANGE_BIAS_PER_SD * sd;
                let told = cdf((9000f64.ln() - perceived) / sd) - cdf((5000f64.ln() - perceived) / sd);
                let gross = 20.0 / 360.0 * (9f64 / 5.0).ln().max(2.0 * sd) / model::GROSS_RANGE_FACTOR.ln();
                density *= (1.0 - model::GROSS) * seen * told + model::GROSS * gross;
            }
            squares.push((density, spot));
        }
    }
    let total: f64 = squares.iter().map(|(density, _)| density).sum();
    let place = locate(&readings).unwrap();
    for (region, expected) in [(&place.inner, 0.5), (&place.outer, 0.9)] {
        let held: f64 = squares.iter().filter(|(_, spot)| region.holds(*spot)).map(|(density, _)| density).sum();
        assert!((held / total - expected).abs() < 0.02, "{} of {expected}", held / total);
        let area = squares.iter().filter(|(_, spot)| region.holds(*spot)).count() as f64 * side * side / 1e6;
        let stated = region.area_km2_thousandths as f64 / 1000.0;
        assert!((area / stated - 1.0).abs() < 0.05, "{area} {stated}");
    }
}
