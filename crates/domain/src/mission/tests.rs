//! Given facts, when somebody records another, then it is admitted or refused.

use super::patrol::{Contact, Late, LeftOut, Stands};
use super::*;
use crate::Author;
use mirqab_vocabulary::*;

const DAY: i64 = 86_400;

fn at(s: i64) -> Instant {
    Instant::from_unix_s(s).unwrap()
}
fn between(from: i64, to: i64) -> Interval {
    Interval::new(at(from), at(to)).unwrap()
}
fn text(en: &str) -> Bilingual {
    Bilingual { ar: Passage::parse("نص").unwrap(), en: Passage::parse(en).unwrap() }
}
fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
fn here() -> Coordinates {
    Coordinates::new(32_800_000, 13_200_000).unwrap()
}
fn by(role: Role) -> Author {
    Author { account: AccountId::from_parts(1, [1; 10]), role, party: None }
}
fn post(key: &str) -> Post {
    Post {
        key: key.to_owned(),
        kind: PostKind::Camera,
        name: text(key),
        at: here(),
        range_m: 5000,
        field: None,
        sees: None,
        hears: None,
    }
}
fn chartered_with(posts: Vec<Post>, area: Vec<Coordinates>) -> Event {
    Event::Chartered {
        charter: Charter { name: text("m"), mandate: text("m"), head: text("m"), staff: 230, posts, area },
    }
}
fn chartered(keys: &[&str]) -> Event {
    chartered_with(keys.iter().map(|key| post(key)).collect(), Vec::new())
}
fn watch(post: &str, from: i64, to: i64) -> Event {
    Event::WatchKept { post: post.to_owned(), during: between(from, to) }
}
fn outage(post: &str, from: i64) -> Event {
    let note = Passage::parse("cable cut").unwrap();
    Event::OutageBegan { outage: Outage { post: post.to_owned(), from: at(from), cause: OutageCause::Power, note } }
}
fn staff(key: &str) -> Event {
    let staff = Staff { key: line(key), function: Function::Observer, of: None, from: at(0), to: None, name: None };
    Event::StaffRecorded { staff }
}
fn team(key: &str, site: Option<&str>, members: &[&str]) -> Event {
    let members = members.iter().map(|key| line(key)).collect();
    let team = Team { key: line(key), name: text(key), site: site.map(line), members, from: at(0), to: None };
    Event::TeamRecorded { team }
}
fn roster(team: &str, from: i64, to: i64, staff: &[&str]) -> Event {
    let staff = staff.iter().map(|key| line(key)).collect();
    Event::Rostered { roster: Roster { team: line(team), during: between(from, to), staff } }
}
fn restriction(team: Option<&str>) -> Event {
    Event::Restricted {
        restriction: Restriction {
            kind: RestrictionKind::Denied,
            during: between(0, 10),
            at: here(),
            place: text("gate"),
            by: Some(PartyCode::parse("north").unwrap()),
            reason: text("no"),
            task_lost: text("visit"),
            seen: None,
            notified: Some(true),
            team: team.map(line),
            patrol: None,
        },
    }
}
fn hazard(area: Vec<Coordinates>, radius_m: Option<u32>, to: Option<i64>) -> Event {
    let hazard = Hazard {
        key: line("h"),
        kind: HazardKind::Mines,
        title: text("mines"),
        area,
        radius_m,
        reason: text("found"),
        from: at(100),
        to: to.map(at),
    };
    Event::HazardDeclared { hazard }
}
fn take(kept: Kept, number: u32) -> Event {
    Event::TakenBack { kept, number, reason: Passage::parse("wrong post").unwrap() }
}
fn told(events: &[Event]) -> State {
    events
        .iter()
        .fold(None, |state, event| State::apply(state, event, &by(Role::HeadOfMission), at(1000 * DAY)))
        .unwrap()
}
fn answer(state: &State, event: &Event) -> Result<(), Refusal> {
    admit(Some(state), event, &by(Role::HeadOfMission), at(1000 * DAY))
}

#[test]
fn each_refusal_of_the_mission() {
    let state = told(&[chartered(&["a"]), staff("s"), team("t", None, &["s"]), team("u", None, &["s"])]);
    let head = by(Role::HeadOfMission);
    assert_eq!(admit(None, &watch("a", 0, 1), &head, at(1)), Err(Refusal::NotChartered));
    assert_eq!(admit(None, &chartered(&["a", "a"]), &head, at(1)), Err(Refusal::PostTwice));
    assert_eq!(answer(&state, &watch("b", 0, 1)), Err(Refusal::PostUnknown));
    assert_eq!(answer(&state, &watch("a", 0, 32 * DAY)), Err(Refusal::WatchTooLong));
    assert_eq!(admit(Some(&state), &watch("a", 0, 1), &by(Role::PartyLiaison), at(1)), Err(Refusal::RoleNotAllowed));
    assert_eq!(admit(Some(&state), &staff("x"), &by(Role::Observer), at(1)), Err(Refusal::RoleNotAllowed));
    assert_eq!(answer(&state, &watch("a", 0, 1)), Ok(()));
    let blind = |bearing_tenths, opening_tenths| {
        let field = Some(Field { bearing_tenths, opening_tenths });
        chartered_with(vec![Post { field, ..post("a") }], Vec::new())
    };
    assert_eq!(answer(&state, &blind(3600, 10)), Err(Refusal::FieldImpossible));
    assert_eq!(answer(&state, &blind(0, 0)), Err(Refusal::FieldImpossible));
    assert_eq!(answer(&state, &blind(3599, 3600)), Ok(()));
    let far = Some(Reach { day_m: 200_001, night_m: 0 });
    assert_eq!(
        answer(&state, &chartered_with(vec![Post { hears: far, ..post("a") }], Vec::new())),
        Err(Refusal::ReachTooFar)
    );
    assert_eq!(answer(&state, &chartered_with(Vec::new(), vec![here(), here()])), Err(Refusal::AreaTooSmall));
    assert_eq!(answer(&state, &team("v", Some("nowhere"), &[])), Err(Refusal::SiteUnknown));
    assert_eq!(answer(&state, &team("v", None, &["nobody"])), Err(Refusal::StaffUnknown));
    assert_eq!(answer(&state, &roster("nobody", 0, 1, &[])), Err(Refusal::TeamUnknown));
    assert_eq!(answer(&state, &restriction(Some("nobody"))), Err(Refusal::TeamUnknown));
    assert_eq!(answer(&state, &restriction(Some("t"))), Ok(()));
    assert_eq!(answer(&state, &outage("a", 1000 * DAY + 301)), Err(Refusal::InFuture));
    assert_eq!(answer(&state, &Event::OutageEnded { post: "a".into(), at: at(9) }), Err(Refusal::NoOutage));
    assert_eq!(answer(&state, &hazard(vec![here()], None, None)), Err(Refusal::AreaTooSmall));
    assert_eq!(answer(&state, &hazard(vec![here()], Some(500), Some(99))), Err(Refusal::EndsBeforeBegin));
    assert_eq!(answer(&state, &hazard(vec![here()], Some(500), None)), Ok(()));
    let lifted = |key| Event::HazardLifted { key: line(key), at: at(200), reason: Passage::parse("cleared").unwrap() };
    assert_eq!(answer(&state, &lifted("h")), Err(Refusal::HazardUnknown));
    let declared = told(&[chartered(&["a"]), hazard(vec![here()], Some(500), None), lifted("h")]);
    assert_eq!(declared.hazards[0].to, Some(at(200)));
    assert_eq!(answer(&state, &take(Kept::Watch, 1)), Err(Refusal::NothingToTakeBack));
}

#[test]
fn nobody_is_on_duty_in_two_teams_at_once() {
    let state = told(&[
        chartered(&[]),
        staff("s"),
        team("t", None, &["s"]),
        team("u", None, &["s"]),
        roster("t", 0, 100, &["s"]),
    ]);
    assert_eq!(answer(&state, &roster("u", 100, 200, &["s"])), Err(Refusal::StaffElsewhere));
    assert_eq!(answer(&state, &roster("u", 101, 200, &["s"])), Ok(()));
    assert_eq!(answer(&state, &roster("t", 50, 200, &["s"])), Ok(()));
}

#[test]
fn an_outage_is_no_watch_and_a_post_is_out_once() {
    let ended = |s| Event::OutageEnded { post: "a".into(), at: at(s) };
    let out = told(&[chartered(&["a", "b"]), watch("a", 0, 999), outage("a", 200)]);
    assert_eq!(answer(&out, &outage("a", 300)), Err(Refusal::OutageOpen));
    assert_eq!(answer(&out, &ended(199)), Err(Refusal::EndsBeforeBegin));
    assert_eq!(out.watched_by_post(), [("a", 0, 200)]);
    let back = State::apply(Some(out), &ended(500), &by(Role::HeadOfMission), at(DAY)).unwrap();
    assert_eq!(back.watched_by_post(), [("a", 0, 200), ("a", 500, 1000)]);
    let wrong = State::apply(Some(back), &take(Kept::Outage, 1), &by(Role::HeadOfMission), at(DAY)).unwrap();
    assert_eq!(wrong.watched_by_post(), [("a", 0, 1000)]);
}

#[test]
fn what_is_taken_back_counts_no_more_and_stays_in_the_record() {
    let state = told(&[
        chartered(&["a"]),
        watch("a", 0, 99),
        restriction(None),
        take(Kept::Watch, 1),
        restriction(None),
        take(Kept::Restriction, 1),
    ]);
    assert_eq!(state.standing_watches().count(), 0);
    assert_eq!(state.watches.len(), 1);
    assert_eq!(state.standing_restrictions().map(|(number, _)| number).collect::<Vec<_>>(), [2]);
    assert!(state.restriction(1).is_none() && state.restriction(2).is_some() && state.restriction(0).is_none());
    assert_eq!(answer(&state, &take(Kept::Watch, 1)), Err(Refusal::NothingToTakeBack));
    assert_eq!(state.taken_back_because.len(), 2);
}

#[test]
fn a_watch_that_is_recorded_ahead_counts_until_it_was_recorded() {
    let state = State::apply(None, &chartered(&["a"]), &by(Role::HeadOfMission), at(0));
    let state = State::apply(state, &watch("a", 100, 999), &by(Role::HeadOfMission), at(500));
    let state = State::apply(state, &watch("a", 700, 999), &by(Role::HeadOfMission), at(500)).unwrap();
    assert_eq!(state.watched_by_post(), [("a", 100, 501)]);
    // A state that was kept by an earlier version knows nothing of this, and is read all the same.
    let mut kept = serde_json::to_value(&state).unwrap();
    for name in ["recorded_ahead", "mandates", "sites", "staff", "teams", "rosters", "outages", "hazards", "taken_back"]
    {
        kept.as_object_mut().unwrap().remove(name);
    }
    let old: State = serde_json::from_value(kept).unwrap();
    assert_eq!(old.watched_by_post(), [("a", 100, 1000), ("a", 700, 1000)]);
}

#[test]
fn overlapping_watches_count_once_and_none_is_none() {
    let state = told(&[chartered(&["a", "b"]), watch("a", 100, 199), watch("b", 150, 249), watch("a", 400, 499)]);
    assert_eq!(state.watched_s(between(0, 999)), 250);
    assert_eq!(state.watched_s(between(250, 399)), 0);
    assert_eq!(state.watched_s(between(450, 459)), 10);
}

#[test]
fn sight_has_a_direction_and_hearing_has_none() {
    let field = Some(Field { bearing_tenths: 900, opening_tenths: 600 });
    let old = post("a");
    assert_eq!(old.reaches(), [(None, Reach { day_m: 5000, night_m: 5000 })]);
    let (sees, hears) = (Reach { day_m: 2400, night_m: 800 }, Reach { day_m: 6000, night_m: 9000 });
    let new = Post { field, sees: Some(sees), hears: Some(hears), ..post("a") };
    assert_eq!(new.reaches(), [(field, sees), (None, hears)]);
}

fn plan(team: &str, from: i64, to: i64, check_in_minutes: u32) -> Event {
    Event::PatrolPlanned {
        plan: Plan {
            call_sign: line("T1"),
            team: line(team),
            means: PatrolMeans::Ground,
            purpose: text("look"),
            route: vec![here()],
            during: between(from, to),
            check_in_minutes,
            sees: Some(Reach { day_m: 3000, night_m: 500 }),
            hears: None,
            notified: Vec::new(),
        },
    }
}
fn heard(s: i64) -> Event {
    Event::PatrolCheckedIn { contact: Contact { at: at(s), position: Some(here()), note: None } }
}
fn track(file: u8, to: i64) -> Event {
    Event::TrackLogged {
        track: Track {
            file: BlobId::from_bytes([file; 32]),
            name: line("t.gpx"),
            points: BlobId::from_bytes([9; 32]),
            kept: 2,
            left_out: LeftOut::default(),
            during: between(to - 10, to),
            stretches: vec![between(to - 10, to)],
            distance_m: 1,
        },
    }
}
const ID: fn() -> PatrolId = || PatrolId::from_parts(1, [2; 10]);

fn patrol(events: &[Event]) -> Patrol {
    events.iter().fold(None, |state, event| Patrol::apply(state, ID(), event)).unwrap()
}

#[test]
fn each_refusal_of_a_patrol() {
    let mission = told(&[chartered(&[]), team("t", None, &[])]);
    let now = at(10 * DAY);
    let ask =
        |state: Option<&Patrol>, event: &Event| patrol::admit(state, Some(&mission), event, &by(Role::Observer), now);
    let out_at = |s| Event::PatrolSetOut { at: at(s) };
    let back_at = |s| Event::PatrolReturned { at: at(s) };
    let cancelled = || Event::PatrolCancelled { reason: Passage::parse("road closed").unwrap() };
    assert_eq!(patrol::admit(None, None, &plan("t", 0, 9, 60), &by(Role::Observer), now), Err(Refusal::NotChartered));
    assert_eq!(
        patrol::admit(None, Some(&mission), &plan("t", 0, 9, 60), &by(Role::Verifier), now),
        Err(Refusal::RoleNotAllowed)
    );
    assert_eq!(ask(None, &plan("x", 0, 9, 60)), Err(Refusal::TeamUnknown));
    assert_eq!(ask(None, &plan("t", 0, 9, 4)), Err(Refusal::PlanImpossible));
    assert_eq!(ask(None, &plan("t", 0, 32 * DAY, 60)), Err(Refusal::PlanImpossible));
    assert_eq!(ask(None, &out_at(0)), Err(Refusal::PatrolUnknown));
    let planned = patrol(&[plan("t", 1000, 9000, 60)]);
    assert_eq!(ask(Some(&planned), &out_at(10 * DAY + 301)), Err(Refusal::InFuture));
    assert_eq!(ask(Some(&planned), &heard(1200)), Err(Refusal::PatrolNotOut));
    let out = patrol(&[plan("t", 1000, 9000, 60), out_at(1100), heard(2000)]);
    assert_eq!(ask(Some(&out), &plan("t", 0, 9, 60)), Err(Refusal::PatrolOut));
    assert_eq!(ask(Some(&out), &cancelled()), Err(Refusal::PatrolOut));
    assert_eq!(ask(Some(&out), &heard(1099)), Err(Refusal::OutsidePatrol));
    assert_eq!(ask(Some(&out), &back_at(1999)), Err(Refusal::OutsidePatrol));
    assert_eq!(ask(Some(&out), &track(1, 10 * DAY + 301)), Err(Refusal::InFuture));
    let back = patrol(&[plan("t", 1000, 9000, 60), out_at(1100), heard(2000), back_at(3000), track(1, 2900)]);
    assert_eq!(ask(Some(&back), &back_at(3000)), Err(Refusal::PatrolOver));
    assert_eq!(ask(Some(&back), &heard(3001)), Err(Refusal::OutsidePatrol));
    // What was heard while it was out may be written down after it is back.
    assert_eq!(ask(Some(&back), &heard(2500)), Ok(()));
    assert_eq!(ask(Some(&back), &track(1, 2900)), Err(Refusal::TrackTwice));
    assert_eq!(ask(Some(&back), &track(2, 2900)), Ok(()));
    let never = patrol(&[plan("t", 1000, 9000, 60), cancelled()]);
    assert_eq!(ask(Some(&never), &out_at(1)), Err(Refusal::PatrolOver));
    assert_eq!(answer(&mission, &heard(1)), Err(Refusal::PatrolUnknown));
}

#[test]
fn a_patrol_is_late_since_the_moment_when_it_should_have_been_heard_of() {
    let out_at = |s| Event::PatrolSetOut { at: at(s) };
    let planned = patrol(&[plan("t", 1000, 90_000, 60)]);
    assert_eq!(planned.late(at(4600)), None);
    assert_eq!(planned.late(at(4601)), Some((Late::Start, at(1000))));
    // It crosses midnight, and that changes nothing: moments are moments.
    let out = patrol(&[plan("t", 80_000, 90_000, 60), out_at(80_000), heard(85_000), heard(83_000)]);
    assert_eq!(out.contacts.iter().map(|contact| contact.at).collect::<Vec<_>>(), [at(83_000), at(85_000)]);
    assert_eq!((out.stands(), out.late(at(88_600))), (Stands::Out, None));
    assert_eq!(out.late(at(88_601)), Some((Late::Contact, at(88_600))));
    let speaking = Patrol::apply(Some(out), ID(), &heard(89_900)).unwrap();
    assert_eq!(speaking.late(at(90_001)), Some((Late::Return, at(90_000))));
    let back = Patrol::apply(Some(speaking), ID(), &Event::PatrolReturned { at: at(91_000) }).unwrap();
    assert_eq!((back.stands(), back.late(at(999_999))), (Stands::Returned, None));
}

#[test]
fn key_holders_are_proposed_by_one_and_confirmed_by_another() {
    use super::{Holder, Holders};
    let account = |number| AccountId::from_parts(1, [number; 10]);
    let set = |threshold, numbers: &[u8]| {
        let holder = |number: &u8| Holder { account: account(*number), key: BlobId::from_bytes([*number; 32]) };
        Holders { threshold, holders: numbers.iter().map(holder).collect() }
    };
    let author = |number| Author { account: account(number), role: Role::Administrator, party: None };
    let state = State::apply(None, &chartered(&["a"]), &author(1), at(0)).unwrap();
    let propose = |holders| Event::KeyHoldersProposed { holders };
    let confirm = |holders| Event::KeyHoldersConfirmed { holders };
    let answer = |state: &State, event: &Event, by: &Author| admit(Some(state), event, by, at(0));
    for (threshold, numbers) in [(1, &[1, 2][..]), (3, &[1, 2]), (2, &[])] {
        let event = propose(set(threshold, numbers));
        assert_eq!(answer(&state, &event, &author(1)), Err(Refusal::ThresholdImpossible), "{threshold} {numbers:?}");
    }
    let many: Vec<u8> = (1..=17).collect();
    assert_eq!(answer(&state, &propose(set(2, &many)), &author(1)), Err(Refusal::ThresholdImpossible));
    assert_eq!(answer(&state, &propose(set(2, &[1, 2, 1])), &author(1)), Err(Refusal::HolderTwice));
    let (first, second) = (set(2, &[1, 2, 3]), set(2, &[1, 2, 4]));
    assert_eq!(answer(&state, &confirm(first.clone()), &author(2)), Err(Refusal::HoldersNotProposed));
    assert_eq!(answer(&state, &propose(first.clone()), &by(Role::Verifier)), Err(Refusal::RoleNotAllowed));
    let state = State::apply(Some(state), &propose(first.clone()), &author(1), at(0)).unwrap();
    assert_eq!(answer(&state, &confirm(first.clone()), &author(1)), Err(Refusal::HoldersOnePerson));
    assert_eq!(answer(&state, &confirm(second), &author(2)), Err(Refusal::HoldersNotProposed));
    assert_eq!(answer(&state, &confirm(first.clone()), &author(2)), Ok(()));
    let state = State::apply(Some(state), &confirm(first.clone()), &author(2), at(0)).unwrap();
    assert_eq!((state.key_holders, state.proposed_holders), (vec![first], None));
}

#[test]
fn an_administrator_alone_has_another_key_follow_the_log_s() {
    let state = State::apply(None, &chartered(&["a"]), &by(Role::HeadOfMission), at(0)).unwrap();
    let note = || Passage::parse("one key follows another").unwrap();
    let event = Event::LogKeyFollowed { note: note() };
    for role in Role::ALL {
        let expected = if *role == Role::Administrator { Ok(()) } else { Err(Refusal::RoleNotAllowed) };
        assert_eq!(admit(Some(&state), &event, &by(*role), at(0)), expected, "{role:?}");
    }
    assert_eq!(admit(None, &event, &by(Role::Administrator), at(0)), Err(Refusal::NotChartered));
    let state = State::apply(Some(state), &event, &by(Role::Administrator), at(0)).unwrap();
    assert_eq!(state.log_keys, [note()]);
}
