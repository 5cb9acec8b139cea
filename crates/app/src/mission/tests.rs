//! Restrictions are counted alike for every party, and what the public may see is large and late.

use super::coverage::{Shape, Sight};
use super::restrictions::{counted, listed, near};
use super::*;
use mirqab_domain::mission::{Charter, Restriction, RestrictionKind};
use mirqab_vocabulary::{Bilingual, PartyCode, Passage, Role, ZoneName};

fn at(s: i64) -> Instant {
    Instant::from_unix_s(s).unwrap()
}
fn between(from: i64, to: i64) -> Interval {
    Interval::new(at(from), at(to)).unwrap()
}
fn text(text: &str) -> Bilingual {
    Bilingual { ar: Passage::parse("نص").unwrap(), en: Passage::parse(text).unwrap() }
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn place(lat: f64, lon: f64) -> Coordinates {
    Coordinates::from_degrees(lat, lon).unwrap()
}
fn restriction(kind: RestrictionKind, by: Option<&str>, from: i64, lat: f64) -> Restriction {
    Restriction {
        kind,
        during: between(from, from + 3600),
        at: place(lat, 13.2),
        place: text("gate"),
        by: by.map(party),
        reason: text("no"),
        task_lost: text("visit"),
        seen: None,
        notified: Some(from % 2 == 0),
        team: None,
        patrol: None,
    }
}
fn author() -> mirqab_domain::Author {
    let account = mirqab_vocabulary::AccountId::from_parts(1, [1; 10]);
    mirqab_domain::Author { account, role: Role::HeadOfMission, party: None }
}
fn mission(restrictions: Vec<Restriction>) -> State {
    let charter =
        Charter { name: text("m"), mandate: text("m"), head: text("m"), staff: 1, posts: Vec::new(), area: Vec::new() };
    let state = State::apply(None, &Event::Chartered { charter }, &author(), at(0));
    let told = restrictions.into_iter().map(|restriction| Event::Restricted { restriction });
    told.fold(state, |state, event| State::apply(state, &event, &author(), at(0))).unwrap()
}

#[test]
fn the_table_of_restrictions_swaps_with_the_parties_and_changes_in_nothing_else() {
    let told = |north: &str, south: &str| {
        mission(vec![
            restriction(RestrictionKind::Denied, Some(north), 1000, 32.8),
            restriction(RestrictionKind::Seized, Some(north), 5000, 32.8),
            restriction(RestrictionKind::Denied, Some(south), 9001, 32.8),
            restriction(RestrictionKind::Jammed, None, 9001, 32.8),
        ])
    };
    let table = |state: &State, parties: [&str; 2]| {
        counted(&listed(state, None), &parties.map(party), &[], None)
            .lines
            .into_iter()
            .map(|line| (line.kinds, line.total, line.notified, line.lasted_s, line.patrols_notified))
            .collect::<Vec<_>>()
    };
    let one = table(&told("north", "south"), ["north", "south"]);
    assert_eq!(one, table(&told("south", "north"), ["south", "north"]));
    // The same facts under the other order of parties: the first two lines change places, nobody's stays the last.
    let other = table(&told("north", "south"), ["south", "north"]);
    assert_eq!([&one[0], &one[1], &one[2]], [&other[1], &other[0], &other[2]]);
    assert_eq!((one[0].1, one[0].2, one[0].3), (2, 2, 7200));
    assert_eq!((one[2].1, one[2].4), (1, None));
}

#[test]
fn a_party_without_restrictions_has_its_line_of_zeros() {
    let state = mission(vec![restriction(RestrictionKind::Denied, Some("north"), 0, 32.8)]);
    let table = counted(&listed(&state, None), &[party("north"), party("south")], &[], None);
    assert_eq!(table.lines.iter().map(|line| line.total).collect::<Vec<_>>(), [1, 0, 0]);
    let later = counted(&listed(&state, Some(between(3601, 4000))), &[party("north")], &[], None);
    assert_eq!(later.lines[0].total, 0);
}

#[test]
fn what_kept_the_mission_away_is_near_in_place_and_comes_after() {
    let state = mission(vec![
        restriction(RestrictionKind::Denied, Some("south"), 50_000, 32.9),
        restriction(RestrictionKind::Denied, Some("north"), 60_000, 32.81),
        restriction(RestrictionKind::Denied, Some("north"), 60_000, 34.0),
        restriction(RestrictionKind::Denied, Some("north"), 10_000, 32.8),
        restriction(RestrictionKind::Denied, Some("north"), 40 * 86_400, 32.8),
    ]);
    let found = near(&state, Some((place(32.8, 13.2), 500)), between(40_000, 41_000));
    assert_eq!(found.iter().map(|(number, ..)| *number).collect::<Vec<_>>(), [2, 1]);
    assert!(near(&state, None, between(40_000, 41_000)).is_empty());
}

#[test]
fn the_public_sees_large_squares_and_nothing_of_the_last_week() {
    let zone = ZoneName::parse("Africa/Tripoli").unwrap();
    let now = Instant::parse("2020-01-20T12:00:00Z").unwrap();
    let actor = |role| Actor { account: None, role, party: None };
    assert_eq!(Sight::of(&actor(Role::Observer), &zone, now), Sight::Whole);
    for role in [Role::Public, Role::PartyLiaison, Role::Administrator] {
        let sight = Sight::of(&actor(role), &zone, now);
        let Sight::Coarse { until } = sight else { panic!("{role:?} sees all") };
        assert_eq!(until.to_string(), "2020-01-13T21:59:59Z");
        let asked = Interval::new(now.plus_s(-30 * 86_400), now).unwrap();
        assert_eq!(sight.cut(asked).unwrap().to(), until);
        assert_eq!(sight.cut(Interval::new(now.plus_s(-86_400), now).unwrap()), None);
        assert!(!sight.admits(&Shape::Circle(place(32.8, 13.2), 5_000)));
        assert!(sight.admits(&Shape::Circle(place(32.8, 13.2), 11_000)));
        assert!(sight.admits(&Shape::Mission));
        let strip = vec![place(32.0, 13.0), place(32.0, 14.0), place(32.01, 14.0)];
        assert!(!sight.admits(&Shape::Polygon(strip)));
    }
}
