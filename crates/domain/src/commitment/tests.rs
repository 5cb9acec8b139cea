//! Given facts, when a fact is to be recorded, then it is, or a refusal says why not.

use super::*;
use crate::Author;
use mirqab_vocabulary::*;
use std::collections::BTreeMap;

fn hour(hour: i64) -> Instant {
    Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hour * 3600)
}
fn both(text: &str) -> Bilingual {
    Bilingual { ar: passage(text), en: passage(text) }
}
fn passage(text: &str) -> Passage {
    Passage::parse(text).unwrap()
}
fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn id(number: u8) -> CommitmentId {
    CommitmentId::from_parts(1, [number; 10])
}
fn author(role: Role, number: u8) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: None }
}
fn liaison(code: &str) -> Author {
    Author { party: Some(party(code)), ..author(Role::PartyLiaison, 9) }
}
fn duty() -> Author {
    author(Role::DutyOfficer, 1)
}
fn verifier() -> Author {
    author(Role::Verifier, 2)
}
fn terms(owner: &str) -> Terms {
    Terms {
        agreement: AgreementId::from_parts(1, [0; 10]),
        title: both("road"),
        owners: vec![party(owner)],
        agreed_at: hour(0),
        due: Some(hour(48)),
        kind: Some(Kind::RoadOpening),
        place: None,
    }
}
fn moved(progress: Progress, at: i64) -> Event {
    Event::Progressed { progress, at: hour(at), note: both("so"), milestone: None, blocker: None }
}
fn evidence(kind: EvidenceKind, origin: &str, from: Option<&str>, at: i64) -> Evidence {
    Evidence {
        milestone: None,
        kind,
        origin: line(origin),
        from: from.map(party),
        description: passage("seen"),
        collected_at: hour(at),
        grade: Grade { reliability: Reliability::B, credibility: Credibility::Two },
        blob: None,
    }
}
fn extent() -> Extent {
    let points = vec![Coordinates::from_degrees(32.0, 13.0).unwrap(), Coordinates::from_degrees(32.0, 13.2).unwrap()];
    Extent { name: both("road"), points, within_m: 1000 }
}
fn between(from: i64, to: i64) -> Interval {
    Interval::new(hour(from), hour(to)).unwrap()
}

/// A few subjects with their histories.
#[derive(Default)]
struct Register(BTreeMap<CommitmentId, State>);

impl Register {
    fn record(&mut self, number: u8, event: &Event, by: &Author, now: i64) -> Result<(), Refusal> {
        let plans = self.0.iter().filter_map(|(id, state)| match state {
            State::Promise(promise) => Some((*id, promise.plan.clone())),
            _ => None,
        });
        let standing = Standing { plans: plans.collect() };
        admit(self.0.get(&id(number)), id(number), event, by, hour(now), &standing)?;
        let state = State::apply(self.0.remove(&id(number)), id(number), event, by, hour(now)).unwrap();
        self.0.insert(id(number), state);
        Ok(())
    }
    fn promise(&self, number: u8) -> &Promise {
        let Some(State::Promise(promise)) = self.0.get(&id(number)) else { panic!("no promise") };
        promise
    }
    fn of<'a>(&'a self) -> impl Fn(CommitmentId) -> Option<&'a Promise> {
        |id| match self.0.get(&id) {
            Some(State::Promise(promise)) => Some(promise),
            _ => None,
        }
    }
    fn with(promises: &[u8]) -> Self {
        let mut register = Self::default();
        for number in promises {
            let owner = if number % 2 == 1 { "north" } else { "south" };
            register.record(*number, &Event::Registered { terms: terms(owner) }, &duty(), 0).unwrap();
        }
        register
    }
    fn add(&mut self, evidence: Evidence) {
        let number = u32::try_from(self.promise(1).evidence.len() + 1).unwrap();
        self.record(1, &Event::EvidenceAdded { number, evidence }, &duty(), 90).unwrap();
    }
}

fn waits(number: u8, hours: Option<u32>) -> Condition {
    Condition { commitment: id(number), milestone: None, reached: Reached::Verified, within_hours: hours }
}
fn plan(after: Vec<Condition>) -> Event {
    Event::Planned { plan: Plan { milestones: vec![], after } }
}

#[test]
fn a_register_refuses_what_is_there_is_not_there_or_runs_backwards() {
    let mut register = Register::with(&[1]);
    let registered = Event::Registered { terms: terms("north") };
    assert_eq!(register.record(1, &registered, &duty(), 1), Err(Refusal::AlreadyRegistered));
    assert_eq!(register.record(2, &moved(Progress::Done, 1), &duty(), 1), Err(Refusal::NotRegistered));
    assert_eq!(register.record(2, &registered, &liaison("north"), 1), Err(Refusal::RoleNotAllowed));
    let backwards = Event::Registered { terms: Terms { due: Some(hour(-1)), ..terms("north") } };
    assert_eq!(register.record(2, &backwards, &duty(), 1), Err(Refusal::DueBackwards));
    let of = register.of();
    assert_eq!(register.promise(1).overdue_since(None, hour(48), &of), None);
    assert_eq!(register.promise(1).overdue_since(None, hour(49), &of), Some(hour(48)));
}

#[test]
fn it_is_verified_by_a_visit_or_two_origins_and_never_on_the_owners_word() {
    use EvidenceKind::{CivilRecord, Imagery, PartyStatement, SiteVisit, Witness};
    /// Kind, origin, and the party that handed it over.
    type Items<'a> = &'a [(EvidenceKind, &'a str, Option<&'a str>)];
    // What is there, and whether it carries.
    let cases: &[(Items<'_>, bool)] = &[
        (&[], false),
        (&[(PartyStatement, "north's office", Some("north"))], false),
        (
            &[(PartyStatement, "north's office", Some("north")), (PartyStatement, "south's office", Some("south"))],
            false,
        ),
        // The owner's pictures are the owner's word, and so are two of them.
        (&[(Imagery, "a", Some("north")), (Imagery, "b", Some("north"))], false),
        (&[(SiteVisit, "north's patrol", Some("north"))], false),
        (&[(Witness, "caller", None)], false),
        (&[(Witness, "caller", None), (Imagery, "caller", None)], false),
        (&[(Imagery, "a", Some("south")), (Imagery, "b", Some("south"))], false),
        (&[(Witness, "caller", None), (CivilRecord, "town", None)], true),
        (&[(Imagery, "a", Some("north")), (Witness, "caller", None)], true),
        (&[(SiteVisit, "team 4", None)], true),
    ];
    for (items, carries) in cases {
        let mut register = Register::with(&[1]);
        register.record(1, &moved(Progress::Done, 10), &duty(), 10).unwrap();
        for (kind, origin, from) in *items {
            register.add(evidence(*kind, origin, *from, 11));
        }
        let wanted = if *carries { Ok(()) } else { Err(Refusal::EvidenceMissing) };
        assert_eq!(register.record(1, &moved(Progress::Verified, 20), &verifier(), 20), wanted, "{items:?}");
        let stands = if *carries { Progress::Verified } else { Progress::Done };
        assert_eq!(register.promise(1).stands(None), stands);
    }
    let mut weak = evidence(SiteVisit, "team 4", None, 11);
    weak.grade.reliability = Reliability::D;
    let mut register = Register::with(&[1]);
    register.record(1, &moved(Progress::Done, 10), &duty(), 10).unwrap();
    register.add(weak);
    assert!(!register.promise(1).carried(None));
}

#[test]
fn who_said_that_it_is_done_does_not_verify_it_and_somebody_must_have_said_so() {
    let mut register = Register::with(&[1]);
    register.add(evidence(EvidenceKind::SiteVisit, "team 4", None, 11));
    let verified = moved(Progress::Verified, 20);
    assert_eq!(register.record(1, &verified, &verifier(), 20), Err(Refusal::VerifiedBeforeDone));
    register.record(1, &moved(Progress::Done, 10), &verifier(), 10).unwrap();
    assert_eq!(register.record(1, &verified, &verifier(), 20), Err(Refusal::VerifiedBySelf));
    assert_eq!(register.record(1, &verified, &duty(), 20), Err(Refusal::VerifiedByStaffOnly));
    register.record(1, &verified, &author(Role::Verifier, 3), 20).unwrap();
    // What is undone is not done, and what was seen before says nothing of now.
    register.record(1, &moved(Progress::Reversed, 30), &duty(), 30).unwrap();
    assert_eq!(register.record(1, &verified, &author(Role::Verifier, 3), 31), Err(Refusal::VerifiedBeforeDone));
    register.record(1, &moved(Progress::Done, 40), &duty(), 40).unwrap();
    assert_eq!(register.record(1, &verified, &author(Role::Verifier, 3), 41), Err(Refusal::EvidenceMissing));
    assert_eq!(register.promise(1).done_since(None, Reached::Done), Some(hour(40)));
}

#[test]
fn entries_of_the_first_form_stand_and_their_verified_counts_as_said() {
    let mut register = Register::default();
    let first = Terms { kind: None, ..terms("north") };
    register.record(1, &Event::Registered { terms: first }, &duty(), 0).unwrap();
    register.record(1, &moved(Progress::Blocked, 5), &duty(), 5).unwrap();
    register.record(1, &moved(Progress::Verified, 10), &verifier(), 10).unwrap();
    assert_eq!(register.promise(1).stands(None), Progress::Done);
    let kept = r#"["verified","2020-01-18T10:00:00Z",{"ar":"x","en":"x"}]"#;
    let step: Step = serde_json::from_str(kept).unwrap();
    assert_eq!((step.counts(), step.at), (Progress::Done, hour(10)));
    let again: Step = serde_json::from_str(&serde_json::to_string(&step).unwrap()).unwrap();
    assert_eq!(again, step);
}

#[test]
fn who_blocks_is_named_and_only_of_what_is_blocked() {
    let mut register = Register::with(&[1]);
    let blocked =
        |progress, blocker| Event::Progressed { progress, at: hour(1), note: both("so"), milestone: None, blocker };
    let south = Blocker::Parties { parties: vec![party("south")] };
    let nobody = Blocker::Parties { parties: vec![] };
    let mut record = |event| register.record(1, &event, &duty(), 2);
    assert_eq!(record(blocked(Progress::Blocked, None)), Err(Refusal::BlockerMissing));
    assert_eq!(record(blocked(Progress::Blocked, Some(nobody))), Err(Refusal::BlockerMissing));
    assert_eq!(record(blocked(Progress::Partial, Some(south.clone()))), Err(Refusal::BlockerNotAsked));
    assert_eq!(record(blocked(Progress::Blocked, Some(Blocker::Circumstances {}))), Ok(()));
    assert_eq!(record(blocked(Progress::Blocked, Some(south.clone()))), Ok(()));
    assert_eq!(record(blocked(Progress::BeyondMandate, None)), Ok(()));
    assert_eq!(register.promise(1).blocker(None), None);
    assert_eq!(register.promise(1).stands(None), Progress::BeyondMandate);
}

#[test]
fn what_waits_is_not_due_before_its_condition_and_then_within_its_hours() {
    // North opens the road when south has withdrawn, within 24 hours.
    let mut register = Register::with(&[1, 2]);
    register.record(1, &plan(vec![waits(2, Some(24))]), &duty(), 1).unwrap();
    {
        let of = register.of();
        assert_eq!(register.promise(1).due(None, &of), Due::Waiting(vec![waits(2, Some(24))]));
        assert_eq!(register.promise(1).overdue_since(None, hour(500), &of), None);
        assert_eq!(register.promise(2).overdue_since(None, hour(500), &of), Some(hour(48)));
    }
    // The other's word does not start the clock: the condition asks for "verified".
    register.record(2, &moved(Progress::Done, 60), &duty(), 60).unwrap();
    assert!(matches!(register.promise(1).due(None, &register.of()), Due::Waiting(_)));
    let visit = evidence(EvidenceKind::SiteVisit, "team 4", None, 61);
    register.record(2, &Event::EvidenceAdded { number: 1, evidence: visit }, &duty(), 61).unwrap();
    register.record(2, &moved(Progress::Verified, 62), &verifier(), 62).unwrap();
    assert_eq!(register.promise(1).due(None, &register.of()), Due::At(hour(86)));
    assert_eq!(register.promise(1).overdue_since(None, hour(87), &register.of()), Some(hour(86)));
    // It is undone: the other waits again.
    register.record(2, &moved(Progress::Reversed, 70), &duty(), 70).unwrap();
    assert!(matches!(register.promise(1).due(None, &register.of()), Due::Waiting(_)));
}

#[test]
fn each_cannot_wait_for_the_other_near_or_far() {
    let mut register = Register::with(&[1, 2, 3]);
    assert_eq!(register.record(1, &plan(vec![waits(1, None)]), &duty(), 1), Err(Refusal::DependencyCycle));
    assert_eq!(register.record(1, &plan(vec![waits(7, None)]), &duty(), 1), Err(Refusal::DependencyUnknown));
    register.record(1, &plan(vec![waits(2, None)]), &duty(), 1).unwrap();
    assert_eq!(register.record(2, &plan(vec![waits(1, None)]), &duty(), 1), Err(Refusal::DependencyCycle));
    register.record(2, &plan(vec![waits(3, None)]), &duty(), 1).unwrap();
    let third = Plan { milestones: vec![], after: vec![waits(1, None)] };
    assert_eq!(register.record(3, &Event::Planned { plan: third.clone() }, &duty(), 1), Err(Refusal::DependencyCycle));
    let plans = BTreeMap::from([(id(1), register.promise(1).plan.clone()), (id(2), register.promise(2).plan.clone())]);
    let chain = waits_for_itself(id(3), &third, &Standing { plans }).unwrap();
    assert_eq!(chain, vec![id(3), id(1), id(2)]);
}

#[test]
fn step_by_step_two_may_wait_for_each_other_and_a_ring_of_steps_is_refused() {
    let step = |key: &str, after: Vec<Condition>| Milestone { key: line(key), title: both(key), due: None, after };
    let on = |number, key: &str| Condition { milestone: Some(line(key)), ..waits(number, Some(6)) };
    let planned = |milestones| Event::Planned { plan: Plan { milestones, after: vec![] } };
    let mut register = Register::with(&[1, 2]);
    register.record(2, &planned(vec![step("a", vec![]), step("b", vec![])]), &duty(), 1).unwrap();
    // 1a after 2a, 2b after 1a: each step is due in its turn.
    register.record(1, &planned(vec![step("a", vec![on(2, "a")])]), &duty(), 1).unwrap();
    register.record(2, &planned(vec![step("a", vec![]), step("b", vec![on(1, "a")])]), &duty(), 1).unwrap();
    let ring = planned(vec![step("a", vec![on(1, "a")])]);
    assert_eq!(register.record(2, &ring, &duty(), 1), Err(Refusal::DependencyCycle));
    let twice = planned(vec![step("a", vec![]), step("a", vec![])]);
    assert_eq!(register.record(2, &twice, &duty(), 1), Err(Refusal::MilestoneTwice));
    let unknown = planned(vec![step("a", vec![on(1, "z")])]);
    assert_eq!(register.record(2, &unknown, &duty(), 1), Err(Refusal::MilestoneUnknown));
    let of_unknown = Event::Progressed {
        progress: Progress::Done,
        at: hour(1),
        note: both("so"),
        milestone: Some(line("z")),
        blocker: None,
    };
    assert_eq!(register.record(1, &of_unknown, &duty(), 1), Err(Refusal::MilestoneUnknown));
    assert!(matches!(register.promise(1).due(Some(&line("a")), &register.of()), Due::Waiting(_)));
}

#[test]
fn evidence_is_counted_and_lies_in_the_past() {
    let mut register = Register::with(&[1]);
    let item = evidence(EvidenceKind::Witness, "a", None, 1);
    let added = |number, evidence: &Evidence| Event::EvidenceAdded { number, evidence: evidence.clone() };
    assert_eq!(register.record(1, &added(2, &item), &duty(), 5), Err(Refusal::EvidenceNumber));
    assert_eq!(register.record(1, &added(1, &item), &liaison("north"), 5), Err(Refusal::RoleNotAllowed));
    assert_eq!(register.record(1, &added(1, &item), &duty(), 0), Err(Refusal::TimeAhead));
}

fn pause() -> PauseTerms {
    PauseTerms {
        agreement: AgreementId::from_parts(1, [0; 10]),
        commitment: None,
        requested_by: Some(party("north")),
        source: None,
        requested_at: hour(1),
        purpose: both("water"),
        place: extent(),
        during: between(10, 14),
        of: vec![party("north"), party("south")],
    }
}
fn granting(code: &str, answer: Grant, at: i64) -> Granting {
    Granting { party: party(code), answer, at: hour(at), note: passage("so"), source: None }
}
fn scored(score: Score, incidents: u32, watched_s: u32) -> Event {
    Event::PauseScored {
        scoring: Scoring { score, incidents, watched_s, note: both("so"), watched_permille: Some(500) },
    }
}

#[test]
fn a_pause_is_granted_by_each_and_judged_when_it_is_over() {
    let mut register = Register::default();
    let requested = |pause: PauseTerms| Event::PauseRequested { pause: Box::new(pause) };
    let none = PauseTerms { of: vec![], ..pause() };
    assert_eq!(register.record(1, &requested(none), &liaison("north"), 2), Err(Refusal::NobodyToGrant));
    assert_eq!(register.record(1, &requested(pause()), &liaison("south"), 2), Err(Refusal::OwnPartyOnly));
    assert_eq!(register.record(1, &requested(pause()), &duty(), 2), Err(Refusal::SourceMissing));
    assert_eq!(register.record(1, &requested(pause()), &verifier(), 2), Err(Refusal::RoleNotAllowed));
    assert_eq!(register.record(1, &requested(pause()), &liaison("north"), 0), Err(Refusal::TimeAhead));
    register.record(1, &requested(pause()), &liaison("north"), 2).unwrap();
    let answered = |granting| Event::PauseAnswered { granting };
    let mut third = granting("west", Grant::Granted, 3);
    third.source = Some(line("letter"));
    assert_eq!(register.record(1, &answered(third), &duty(), 3), Err(Refusal::PartyNotAsked));
    let for_other = answered(granting("north", Grant::Granted, 3));
    assert_eq!(register.record(1, &for_other, &liaison("south"), 3), Err(Refusal::OwnPartyOnly));
    let stands = |register: &Register, now| register.0[&id(1)].clone().pause().unwrap().stands(hour(now));
    register.record(1, &answered(granting("north", Grant::Granted, 3)), &liaison("north"), 3).unwrap();
    assert_eq!((stands(&register, 4), stands(&register, 11)), (PauseStanding::Requested, PauseStanding::Unanswered));
    assert_eq!(register.record(1, &scored(Score::Broken, 1, 9), &verifier(), 20), Err(Refusal::PauseNotGranted));
    register.record(1, &answered(granting("south", Grant::Refused, 4)), &liaison("south"), 4).unwrap();
    assert_eq!(stands(&register, 5), PauseStanding::Refused);
    register.record(1, &answered(granting("south", Grant::Conditioned, 5)), &liaison("south"), 5).unwrap();
    assert_eq!((stands(&register, 6), stands(&register, 12)), (PauseStanding::Granted, PauseStanding::Running));
    let late = answered(granting("south", Grant::Granted, 5));
    assert_eq!(register.record(1, &late, &liaison("south"), 15), Err(Refusal::PauseOver));
    assert_eq!(register.record(1, &scored(Score::Held, 0, 9), &verifier(), 12), Err(Refusal::PauseNotOver));
    assert_eq!(register.record(1, &scored(Score::Held, 0, 0), &verifier(), 20), Err(Refusal::PauseUnwatched));
    assert_eq!(register.record(1, &scored(Score::Held, 2, 9), &verifier(), 20), Err(Refusal::PauseNotHeld));
    assert_eq!(register.record(1, &scored(Score::Held, 0, 9), &duty(), 20), Err(Refusal::RoleNotAllowed));
    assert_eq!(register.record(1, &moved(Progress::Done, 1), &duty(), 20), Err(Refusal::OtherForm));
    assert_eq!(stands(&register, 20), PauseStanding::Over);
    register.record(1, &scored(Score::Held, 0, 9), &verifier(), 20).unwrap();
    assert_eq!(stands(&register, 20), PauseStanding::Scored);
}

fn notice(code: &str) -> Notice {
    Notice {
        agreement: AgreementId::from_parts(1, [0; 10]),
        kind: NoticeKind::Convoy,
        by: Some(party(code)),
        source: None,
        notified_at: hour(1),
        during: between(10, 14),
        place: extent(),
        text: both("ten lorries"),
        shared_with: vec![],
    }
}
fn seen(lat: f64, from: i64, to: i64) -> Seen {
    let at = Coordinates::from_degrees(lat, 13.1).unwrap();
    Seen { kind: ViolationKind::TroopMovement, occurred: between(from, to), at: Some((at, 300)) }
}

#[test]
fn a_notice_answers_to_acts_within_its_place_and_time_and_only_if_it_was_made_before() {
    let mut register = Register::default();
    register.record(1, &Event::Notified { notice: Box::new(notice("north")) }, &liaison("north"), 2).unwrap();
    let made = register.0[&id(1)].clone().notice().unwrap();
    // A liaison's own notice counts from its filing, whatever it says of itself.
    assert_eq!(made.announced.at, hour(2));
    assert_eq!(made.fits(&seen(32.0, 11, 12)), Some(Fit::Within));
    assert_eq!(made.fits(&seen(32.0, 13, 16)), Some(Fit::Perhaps));
    assert_eq!(made.fits(&seen(32.01, 11, 12)), Some(Fit::Perhaps));
    assert_eq!(made.fits(&seen(32.05, 11, 12)), None);
    assert_eq!(made.fits(&seen(32.0, 15, 16)), None);
    assert_eq!(made.fits(&Seen { at: None, ..seen(32.0, 11, 12) }), Some(Fit::Perhaps));
    assert_eq!(made.fits(&Seen { kind: ViolationKind::Shelling, ..seen(32.0, 11, 12) }), None);
    let nameless =
        Notified { notice: Notice { place: Extent { points: vec![], ..extent() }, ..notice("north") }, ..made };
    assert_eq!(nameless.fits(&seen(32.0, 11, 12)), Some(Fit::Perhaps));
    let after = Notified { announced: Announced { at: hour(11), recorded_at: hour(11) }, ..nameless.clone() };
    assert_eq!(after.fits(&seen(32.0, 11, 12)), None);
    let called_off = Notified { cancelled: Some((hour(5), passage("rain"))), ..nameless };
    assert_eq!(called_off.fits(&seen(32.0, 11, 12)), None);

    let cancel = Event::NoticeCancelled { at: hour(5), reason: passage("rain"), source: None };
    assert_eq!(register.record(1, &cancel, &liaison("south"), 6), Err(Refusal::OwnPartyOnly));
    register.record(1, &cancel, &liaison("north"), 6).unwrap();
    assert_eq!(register.record(1, &cancel, &liaison("north"), 7), Err(Refusal::AlreadyCancelled));
    assert_eq!(register.record(1, &moved(Progress::Done, 1), &duty(), 7), Err(Refusal::OtherForm));
}

#[test]
fn a_request_for_clarification_has_a_clock_that_nobody_turns_back() {
    let question = |of: &str, due| Question {
        agreement: AgreementId::from_parts(1, [0; 10]),
        of: party(of),
        asked_by: None,
        source: None,
        asked_at: hour(1),
        due: hour(due),
        notice: None,
        incident: None,
        text: passage("why?"),
        language: Language::English,
    };
    let asked = |of, due| Event::ClarificationAsked { question: Box::new(question(of, due)) };
    let reply = Event::ClarificationAnswered {
        reply: Reply { text: passage("so"), language: Language::English, at: hour(2), source: None },
    };
    let mut register = Register::default();
    assert_eq!(register.record(1, &asked("north", 1), &duty(), 2), Err(Refusal::QuestionBackwards));
    register.record(1, &asked("north", 24), &duty(), 2).unwrap();
    let clock = |register: &Register, now| register.0[&id(1)].clone().clarification().unwrap().clock(hour(now));
    assert_eq!((clock(&register, 24), clock(&register, 25)), (Clock::Running, Clock::Unanswered));
    assert_eq!(register.record(1, &reply, &liaison("south"), 30), Err(Refusal::OwnPartyOnly));
    assert_eq!(register.record(1, &reply, &duty(), 30), Err(Refusal::SourceMissing));
    // It says hour 2, and is filed at hour 30.
    register.record(1, &reply, &liaison("north"), 30).unwrap();
    assert_eq!(clock(&register, 31), Clock::Late);
    assert_eq!(register.record(1, &reply, &liaison("north"), 31), Err(Refusal::AlreadyAnswered));
    register.record(2, &asked("north", 24), &duty(), 2).unwrap();
    register.record(2, &reply, &liaison("north"), 3).unwrap();
    assert_eq!(register.0[&id(2)].clone().clarification().unwrap().clock(hour(90)), Clock::Answered);
    assert_eq!(register.record(2, &scored(Score::Held, 0, 1), &verifier(), 90), Err(Refusal::OtherForm));
}

#[test]
fn swapping_the_parties_swaps_their_names_and_nothing_else() {
    let swapped = |text: &str| text.replace("north", "\u{0}").replace("south", "north").replace('\u{0}', "south");
    let play = |one: &str, other: &str| {
        let mut register = Register::default();
        let mut told = Vec::new();
        let filer = [liaison(one), liaison(other)];
        let facts: Vec<(u8, Event, &Author)> = vec![
            (1, Event::Notified { notice: Box::new(notice(one)) }, &filer[0]),
            (2, Event::Notified { notice: Box::new(notice(one)) }, &filer[1]),
            (
                3,
                Event::PauseRequested { pause: Box::new(PauseTerms { requested_by: Some(party(one)), ..pause() }) },
                &filer[0],
            ),
            (3, Event::PauseAnswered { granting: granting(other, Grant::Granted, 3) }, &filer[1]),
            (3, Event::PauseAnswered { granting: granting(other, Grant::Refused, 3) }, &filer[0]),
        ];
        for (number, event, by) in facts {
            told.push(format!("{:?}", register.record(number, &event, by, 5)));
        }
        let evidence = evidence(EvidenceKind::Imagery, "a", Some(one), 3);
        let registered = Event::Registered { terms: Terms { owners: vec![party(one)], ..terms(one) } };
        register.record(4, &registered, &duty(), 1).unwrap();
        register.record(4, &Event::EvidenceAdded { number: 1, evidence }, &duty(), 4).unwrap();
        told.push(serde_json::to_string(&register.0.iter().collect::<Vec<_>>()).unwrap());
        told.push(format!("{}", register.promise(4).carried(None)));
        told
    };
    let (told, other) = (play("north", "south"), play("south", "north"));
    // A pause names its two parties in the agreement's order, which the swap turns around too.
    let order = |text: &str| text.replace(r#"["south","north"]"#, r#"["north","south"]"#);
    for (told, other) in told.iter().zip(&other) {
        assert_eq!(order(&swapped(told)), *other);
    }
    assert!(told.iter().any(|text| text.contains("OwnPartyOnly")) && told[5].contains("north"));
}
