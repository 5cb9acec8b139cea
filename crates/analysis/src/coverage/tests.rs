//! Against the slow obvious version: every minute, every cell, every watch.

use super::*;
use proptest::prelude::*;

const T0: i64 = 1_579_305_600; // 2020-01-18T00:00:00Z
const TRIPOLI: Spot = (32_850_000, 13_200_000);

fn all_around(day_m: u32, night_m: u32) -> Vec<Reach> {
    vec![Reach { field: None, day_m, night_m }]
}
fn still(means: Means, from: i64, to: i64, reaches: Vec<Reach>) -> Watch {
    Watch { means, from_s: T0 + from, to_s: T0 + to, way: vec![(T0 + from, TRIPOLI)], reaches }
}
fn around(cell_m: f64) -> Grid {
    Grid::over((32_750_000, 13_080_000), (32_950_000, 13_320_000), cell_m, 10_000)
}

/// The twin: minute by minute, in minutes.
fn slow(watches: &[Watch], grid: &Grid, period: (i64, i64)) -> Vec<[Light; 6]> {
    let mut found = vec![[Light::default(); 6]; grid.len() as usize];
    for at in (period.0..period.1).step_by(60) {
        for number in 0..grid.len() {
            let spot = grid.centre(number);
            let mut any = false;
            let mut by = [false; 5];
            for watch in watches.iter().filter(|watch| reach::sees_at(watch, spot, at)) {
                any = true;
                by[watch.means.index()] = true;
            }
            let day = sun::up(spot, (at, at + 1)) == [(at, at + 1)];
            let cell = &mut found[number as usize];
            for (light, hit) in cell.iter_mut().zip(by.into_iter().chain([any])).filter(|(_, hit)| *hit) {
                assert!(hit);
                if day { light.day_s += 60 } else { light.night_s += 60 }
            }
        }
    }
    found
}

fn agree(watches: &[Watch], grid: &Grid, period: (i64, i64), crossings: i64) {
    let fast = covered(watches, grid, None, period);
    let twin = slow(watches, grid, period);
    let mut cells = fast.cells.iter().peekable();
    for number in 0..grid.len() {
        let own = cells.next_if(|(own, _)| *own == number).map(|(_, seen)| *seen).unwrap_or_default();
        let [people, patrol, air, camera, acoustic, any] = twin[number as usize];
        let pairs = own.by.into_iter().zip([people, patrol, air, camera, acoustic]).chain([(own.any, any)]);
        for (fast, slow) in pairs {
            // Each time somebody comes into reach or leaves it, the minute of it is counted wholly or not at all.
            let near = |a: i64, b: i64| (a - b).abs() <= 60 * crossings;
            assert!(near(fast.day_s, slow.day_s) && near(fast.night_s, slow.night_s), "{number}: {fast:?} {slow:?}");
        }
    }
}

#[test]
fn posts_are_as_the_slow_version_finds_them_to_the_cell() {
    let camera = vec![Reach { field: Some((900, 1200)), day_m: 6000, night_m: 0 }];
    let watches = [
        still(Means::Camera, 3600, 80_000, camera),
        still(Means::Acoustic, 0, 40_000, all_around(4000, 9000)),
        still(Means::People, 20_000, 50_000, all_around(3000, 500)),
        still(Means::People, 30_000, 60_000, all_around(3000, 500)),
    ];
    let grid = around(900.0);
    let period = (T0, T0 + 86_400);
    agree(&watches, &grid, period, 2);
    let fast = covered(&watches, &grid, None, period);
    // The camera looks east: nothing to the west of it is seen by it, and it sees nothing by night.
    for (number, seen) in &fast.cells {
        let camera = seen.of(Means::Camera);
        assert!(camera.total_s() == 0 || grid.centre(*number).1 >= TRIPOLI.1);
        // Its own sun sets some seconds from that of the cell.
        assert!(camera.night_s <= 60, "{}", camera.night_s);
    }
    // Two teams at one place and at one time are one hour of watching, not two.
    let people = fast.anywhere.of(Means::People);
    assert_eq!(people.total_s(), 40_000);
    assert_eq!(fast.period.total_s(), 86_400);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn patrols_are_as_the_slow_version_finds_them(
        steps in prop::collection::vec((1i64..40, -50_000i32..50_000, -50_000i32..50_000), 1..8),
        begin in 0i64..20, reach in 300u32..6000, night in 0u32..3000,
    ) {
        let mut way = vec![(T0 + begin * 3600, TRIPOLI)];
        for (minutes, north, east) in &steps {
            let (at, (lat, lon)) = way[way.len() - 1];
            let clamp = |value: i32, middle: i32| value.clamp(middle - 90_000, middle + 90_000);
            way.push((at + minutes * 60, (clamp(lat + north, TRIPOLI.0), clamp(lon + east, TRIPOLI.1))));
        }
        let last = way[way.len() - 1].0;
        let watch = Watch {
            means: Means::Patrol, from_s: i64::MIN, to_s: i64::MAX, way, reaches: all_around(reach, night),
        };
        let crossings = 2 * i64::try_from(steps.len()).unwrap() + 2;
        agree(&[watch], &around(1500.0), (T0, last + 600), crossings);
    }
}

#[test]
fn nobody_is_absent_and_not_zero() {
    let grid = around(2000.0);
    let none = covered(&[], &grid, None, (T0, T0 + 3600));
    assert!(none.cells.is_empty());
    assert_eq!(none.anywhere, Seen::default());
    assert_eq!(none.period.total_s(), 3600);
    assert_eq!(hours(&[], (T0, T0 + 3600)), Seen::default());
    // A patrol whose way is one point and no time has watched nothing.
    let plan =
        Watch { means: Means::Patrol, from_s: T0, to_s: T0, way: vec![(T0, TRIPOLI)], reaches: all_around(9, 9) };
    assert!(covered(&[plan], &grid, None, (T0, T0 + 3600)).cells.is_empty());
}

#[test]
fn what_lies_outside_the_area_counts_for_nothing() {
    let grid = around(900.0);
    let watches = [still(Means::People, 0, 7200, all_around(3000, 3000))];
    let none = vec![false; grid.len() as usize];
    assert_eq!(covered(&watches, &grid, Some(&none), (T0, T0 + 86_400)).anywhere, Seen::default());
    let north: Vec<bool> = (0..grid.len()).map(|number| grid.centre(number).0 > TRIPOLI.0).collect();
    let half = covered(&watches, &grid, Some(&north), (T0, T0 + 86_400));
    assert!(half.cells.iter().all(|(number, _)| north[*number as usize]));
    assert_eq!(half.anywhere.any.total_s(), 7200);
}

#[test]
fn hours_of_watching_overlap_once_and_cross_midnight_and_sunset() {
    // 16:00 on the 18th to 8:00 on the 19th, UTC: sunset is at 16:33 and sunrise at 6:06 in Tripoli.
    let watches = [
        still(Means::People, 16 * 3600, 32 * 3600, all_around(1, 1)),
        still(Means::Camera, 20 * 3600, 40 * 3600, all_around(1, 1)),
    ];
    let whole = hours(&watches, (T0, T0 + 2 * 86_400));
    assert_eq!(whole.any.total_s(), 24 * 3600);
    let (rise, set) =
        (sun::rise_and_set(TRIPOLI, T0 / 86_400 + 1).unwrap().0, sun::rise_and_set(TRIPOLI, T0 / 86_400).unwrap().1);
    assert_eq!(whole.any.night_s, rise - set);
    // Cut at midnight, wherever that lies, the parts add up.
    for cut in [T0 + 86_400, T0 + 79_200, T0 + 100_000] {
        let parts = [hours(&watches, (T0, cut)), hours(&watches, (cut, T0 + 2 * 86_400))];
        assert_eq!(parts[0].any.total_s() + parts[1].any.total_s(), whole.any.total_s());
        assert_eq!(parts[0].any.day_s + parts[1].any.day_s, whole.any.day_s);
    }
}

#[test]
fn in_view_is_a_matter_of_place_and_time() {
    let watches = [still(Means::People, 10_000, 20_000, all_around(3000, 3000))];
    let (near, far) = ((32_860_000, 13_210_000), (32_890_000, 13_250_000));
    assert!(in_view(&watches, near, (T0, T0 + 10_000)));
    assert!(!in_view(&watches, near, (T0, T0 + 9_999)));
    assert!(in_view(&watches, near, (T0 + 19_999, T0 + 30_000)));
    assert!(!in_view(&watches, near, (T0 + 20_000, T0 + 30_000)));
    assert!(!in_view(&watches, far, (T0, T0 + 30_000)));
}

#[test]
fn the_order_of_watches_changes_nothing() {
    let mut watches = vec![
        still(Means::Acoustic, 0, 40_000, all_around(4000, 9000)),
        still(Means::People, 20_000, 50_000, all_around(3000, 500)),
        still(Means::Camera, 20_000, 50_000, vec![Reach { field: Some((3500, 300)), day_m: 3000, night_m: 500 }]),
    ];
    let grid = around(900.0);
    let one = covered(&watches, &grid, None, (T0, T0 + 86_400));
    watches.reverse();
    assert_eq!(covered(&watches, &grid, None, (T0, T0 + 86_400)), one);
}

#[test]
fn a_grid_holds_its_box_and_no_more_cells_than_asked() {
    for (cell_m, most) in [(500.0, 100), (5000.0, 100_000), (250.0, 2500)] {
        let grid = Grid::over((19_400_000, 9_300_000), (33_400_000, 25_300_000), cell_m, most);
        assert!(grid.len() <= most && grid.len() > most / 4 || cell_m > 4000.0, "{}", grid.len());
        let (first, last) = (grid.centre(0), grid.centre(grid.len() - 1));
        assert!((first.0 - 19_400_000).abs() <= grid.high_udeg && (last.0 - 33_400_000).abs() <= grid.high_udeg);
        assert!((first.1 - 9_300_000).abs() <= grid.wide_udeg && (last.1 - 25_300_000).abs() <= grid.wide_udeg);
    }
}
