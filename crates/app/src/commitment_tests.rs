use super::*;
use mirqab_domain::commitment::{Announced, Notice, NoticeKind};
use mirqab_vocabulary::{AccountId, Passage, Role, ViolationKind};

fn hour(hour: i64) -> Instant {
    Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hour * 3600)
}
fn both() -> Bilingual {
    Bilingual { ar: Passage::parse("x").unwrap(), en: Passage::parse("x").unwrap() }
}
fn at(lat: f64, lon: f64) -> Coordinates {
    Coordinates::from_degrees(lat, lon).unwrap()
}
fn agreement(number: u8) -> AgreementId {
    AgreementId::from_parts(1, [number; 10])
}
fn notice(by: &str, within_m: u32) -> Notified {
    let place = Extent { name: both(), points: vec![at(32.0, 13.0), at(32.0, 13.2)], within_m };
    Notified {
        id: CommitmentId::from_parts(1, [1; 10]),
        notice: Notice {
            agreement: agreement(1),
            kind: NoticeKind::Convoy,
            by: Some(PartyCode::parse(by).unwrap()),
            source: None,
            notified_at: hour(1),
            during: Interval::new(hour(10), hour(14)).unwrap(),
            place,
            text: both(),
            shared_with: vec![],
        },
        announced: Announced { at: hour(1), recorded_at: hour(1) },
        cancelled: None,
    }
}
fn seen(lat: f64) -> Seen {
    let occurred = Interval::new(hour(11), hour(12)).unwrap();
    Seen { kind: ViolationKind::TroopMovement, occurred, at: Some((at(lat, 13.1), 300)) }
}

#[test]
fn an_act_was_announced_or_not_or_it_is_not_known() {
    let notices = [notice("north", 400), notice("south", 1000)];
    let found = |notices: &[Notified], lat| {
        let mut found = Notices::default();
        notices.iter().for_each(|notice| found.take(notice, &seen(lat)));
        found
    };
    let near = found(&notices, 32.002);
    let order: Vec<_> = near.fitting.iter().map(|(notice, fit)| (notice.notice.by.clone().unwrap(), *fit)).collect();
    let party = |code| PartyCode::parse(code).unwrap();
    assert_eq!(order, [(party("south"), Fit::Within), (party("north"), Fit::Perhaps)]);
    assert_eq!(notified(&near, agreement(1)), Some(true));
    assert_eq!(notified(&found(&notices[..1], 32.002), agreement(1)), None);
    assert_eq!(notified(&found(&notices, 33.0), agreement(1)), Some(false));
    // Nothing was ever announced under this one.
    assert_eq!(notified(&near, agreement(2)), None);
    assert_eq!(notified(&Notices::default(), agreement(1)), None);
}

#[test]
fn a_notice_is_for_its_party_and_those_it_names_and_afterwards_coarse_for_all() {
    let actor = |role, party: Option<&str>| Actor {
        account: Some(AccountId::from_parts(1, [1; 10])),
        role,
        party: party.map(|code| PartyCode::parse(code).unwrap()),
    };
    let mut notice = notice("north", 400);
    let sees = |notice: &Notified, actor: &Actor, now| sight_of_notice(actor, notice, hour(now));
    let (north, south) = (actor(Role::PartyLiaison, Some("north")), actor(Role::PartyLiaison, Some("south")));
    let public = Actor::public();
    assert_eq!(sees(&notice, &actor(Role::Observer, None), 11), Sight::Whole);
    assert_eq!(sees(&notice, &actor(Role::Administrator, None), 11), Sight::Nothing);
    assert_eq!(
        [&north, &south, &public].map(|who| sees(&notice, who, 11)),
        [Sight::Whole, Sight::Nothing, Sight::Nothing]
    );
    assert_eq!(
        [&north, &south, &public].map(|who| sees(&notice, who, 15)),
        [Sight::Whole, Sight::Coarse, Sight::Coarse]
    );
    notice.notice.shared_with = vec![PartyCode::parse("south").unwrap()];
    assert_eq!(sees(&notice, &south, 11), Sight::Whole);
}

#[test]
fn a_coarse_place_holds_the_route_and_says_no_more() {
    let (centre, radius_m) = coarse_extent(&notice("north", 400).notice.place).unwrap();
    assert_eq!(centre, at(32.005, 13.105));
    // Half of a fifth of a degree of longitude at 32° north, and the width.
    assert!((9_800..9_900).contains(&radius_m), "{radius_m}");
    assert_eq!(coarse_extent(&Extent { name: both(), points: vec![], within_m: 5 }), None);
}
