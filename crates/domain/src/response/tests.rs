//! What parties do, and what is asked of them.

use super::*;
use crate::Author;
use crate::agreement::{Body, Rule, Seat, Seats};
use crate::finding::{Axes, Vote};
use mirqab_vocabulary::*;

fn now() -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap()
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn author(role: Role, of: Option<&str>) -> Author {
    Author { account: AccountId::from_parts(1, [1; 10]), role, party: of.map(party) }
}
fn notice(version: u32, hours: i64) -> Event {
    Event::NoticeServed {
        party: party("north"),
        version,
        proof: Line::parse("letter 12, signed for").unwrap(),
        reply_due: now().plus_s(hours * 3600),
    }
}
fn reply() -> Event {
    Event::Replied {
        party: party("north"),
        kind: ReplyKind::Deny,
        text: Passage::parse("No.").unwrap(),
        language: Language::English,
        details: None,
    }
}
fn served() -> State {
    State::apply(None, FindingId::from_parts(1, [0; 10]), &notice(1, 48), &author(Role::DutyOfficer, None), now())
        .unwrap()
}

fn pending(version: Option<u32>) -> Standing {
    Standing { pending: version, ..Standing::default() }
}

#[test]
fn each_refusal() {
    let duty = author(Role::DutyOfficer, None);
    let north = author(Role::PartyLiaison, Some("north"));
    let south = author(Role::PartyLiaison, Some("south"));
    let state = served();
    assert_eq!(admit(None, &notice(1, 48), &north, now(), &pending(Some(1))), Err(Refusal::RoleNotAllowed));
    assert_eq!(admit(None, &notice(1, 48), &duty, now(), &pending(None)), Err(Refusal::NothingPending));
    assert_eq!(admit(Some(&state), &notice(1, 48), &duty, now(), &pending(Some(1))), Err(Refusal::NoticeServedAlready));
    assert_eq!(admit(None, &notice(1, 0), &duty, now(), &pending(Some(1))), Err(Refusal::ReplyTimeTooShort));
    assert_eq!(admit(None, &reply(), &north, now(), &pending(Some(1))), Err(Refusal::NoticeMissing));
    assert_eq!(admit(Some(&state), &reply(), &south, now(), &pending(Some(1))), Err(Refusal::NotOwnParty));
    assert_eq!(admit(Some(&state), &reply(), &north, now(), &pending(Some(1))), Ok(()));
}

#[test]
fn a_party_is_heard_when_it_answers_or_its_time_passes_and_a_late_answer_is_kept() {
    let state = served();
    assert!(!state.heard(&party("north"), 1, now()));
    assert!(!state.heard(&party("south"), 1, now().plus_s(999_999)));
    assert!(state.heard(&party("north"), 1, now().plus_s(48 * 3600)));
    assert!(!state.heard(&party("north"), 2, now().plus_s(48 * 3600)));
    let id = state.finding;
    let answered =
        State::apply(Some(state.clone()), id, &reply(), &author(Role::PartyLiaison, Some("north")), now()).unwrap();
    assert!(answered.heard(&party("north"), 1, now()));
    let late =
        State::apply(Some(state), id, &reply(), &author(Role::PartyLiaison, Some("north")), now().plus_s(49 * 3600))
            .unwrap();
    assert!(late.replies[0].late && !answered.replies[0].late);
}

fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn detailed(kind: ReplyKind, details: Details) -> Event {
    let (party, text, language) = (party("north"), text(), Language::English);
    Event::Replied { party, kind, text, language, details: Some(details.into()) }
}
fn after(state: State, events: &[(Event, &Author)]) -> State {
    let id = state.finding;
    events.iter().fold(state, |state, (event, by)| State::apply(Some(state), id, event, by, now()).unwrap())
}

#[test]
fn what_belongs_to_an_answer_fits_its_kind() {
    let north = author(Role::PartyLiaison, Some("north"));
    let state = after(served(), &[(detailed(ReplyKind::Inquiry, Details::default()), &north)]);
    let asked = |kind, details, complaint: Option<Option<PartyCode>>| {
        let standing = Standing { complaint, ..Standing::default() };
        admit(Some(&state), &detailed(kind, details), &north, now(), &standing)
    };
    let report = Details { report: Some(ReportId::from_parts(1, [1; 10])), ..Details::default() };
    let own = || Some(Some(party("north")));
    assert_eq!(asked(ReplyKind::Deny, report.clone(), own()), Err(Refusal::ReportWithoutComplaint));
    for other in [Some(None), Some(Some(party("south")))] {
        assert_eq!(asked(ReplyKind::CounterComplaint, report.clone(), other), Err(Refusal::ReportNotOwn));
    }
    assert_eq!(asked(ReplyKind::CounterComplaint, report, own()), Ok(()));
    let of = |inquiry| Details { inquiry, ..Details::default() };
    for (kind, inquiry) in
        [(ReplyKind::InquiryResult, None), (ReplyKind::InquiryResult, Some(2)), (ReplyKind::Deny, Some(1))]
    {
        assert_eq!(asked(kind, of(inquiry), None), Err(Refusal::InquiryMissing), "{kind:?} {inquiry:?}");
    }
    assert_eq!(asked(ReplyKind::InquiryResult, of(Some(1)), None), Ok(()));
    let past = Details { promised_for: Some(now()), ..Details::default() };
    assert_eq!(asked(ReplyKind::Compensation, past, None), Err(Refusal::PromisePast));
    let ahead = Details { done_at: Some(now().plus_s(1)), ..Details::default() };
    assert_eq!(asked(ReplyKind::Withdrawal, ahead, None), Err(Refusal::DoneAhead));
}

#[test]
fn a_promise_is_followed_up_and_is_not_broken_before_its_date() {
    let (north, verifier) = (author(Role::PartyLiaison, Some("north")), author(Role::Verifier, None));
    let promise = Details { promised_for: Some(now().plus_s(60)), ..Details::default() };
    let state = after(served(), &[(reply(), &north), (detailed(ReplyKind::Compensation, promise), &north)]);
    let judged = |reply, kept| Event::PromiseJudged { reply, kept, reason: text() };
    let asked = |event: &Event, by: &Author, s: i64| admit(Some(&state), event, by, now().plus_s(s), &pending(None));
    assert_eq!(asked(&judged(2, Kept::Kept), &north, 0), Err(Refusal::RoleNotAllowed));
    for number in [0, 1, 3] {
        assert_eq!(asked(&judged(number, Kept::Kept), &verifier, 0), Err(Refusal::PromiseMissing));
    }
    assert_eq!(asked(&judged(2, Kept::NotKept), &verifier, 59), Err(Refusal::PromiseNotDue));
    assert_eq!(asked(&judged(2, Kept::NotKept), &verifier, 60), Ok(()));
    let tied = Standing { reporters: [verifier.account].into(), ..Standing::default() };
    assert_eq!(admit(Some(&state), &judged(2, Kept::Kept), &verifier, now(), &tied), Err(Refusal::TiedToCase));
    assert!(state.waiting(now()));
    assert!(!after(state, &[(judged(2, Kept::Kept), &verifier)]).waiting(now()));
}

fn measure(step: Step, ground: MeasureGround, earlier: Vec<FindingId>) -> Event {
    let (number, version, party) = (1, 1, party("north"));
    let text = Bilingual { ar: text(), en: text() };
    Event::MeasureProposed { measure: Box::new(Measure { number, version, party, step, ground, earlier, text }) }
}
fn numbered(event: &Event, number: u32) -> Event {
    let Event::MeasureProposed { measure } = event else { unreachable!() };
    Event::MeasureProposed { measure: Box::new(Measure { number, ..(**measure).clone() }) }
}
fn someone(role: Role, number: u8, of: Option<&str>) -> Author {
    Author { account: AccountId::from_parts(1, [number; 10]), role, party: of.map(party) }
}
fn axes() -> Axes {
    Axes {
        occurrence: Occurrence::Confirmed,
        classification: Classification::Violation { article: "a.1".into() },
        attribution: Attribution::AttributedTo { party: party("north"), standard: StandardOfProof::ReasonableGrounds },
        gravity: Gravity::Serious,
    }
}
fn stands() -> Standing {
    let seats = Seats { neutral: 0, each_party: 1 };
    let seat = |number, of: &str| Seat {
        body: "commission".into(),
        account: AccountId::from_parts(1, [number; 10]),
        party: Some(party(of)),
    };
    let both = Bilingual { ar: text(), en: text() };
    Standing {
        stands: Some((1, axes())),
        body: Some(Body {
            key: "commission".into(),
            title: both,
            seats,
            quorum: seats,
            rule: Rule::Consensus,
            hours: 24,
        }),
        seats: vec![seat(21, "north"), seat(22, "south")],
        parties: vec![party("north"), party("south")],
        aside: [AccountId::from_parts(1, [9; 10])].into(),
        ..Standing::default()
    }
}
fn replied() -> State {
    after(served(), &[(reply(), &author(Role::PartyLiaison, Some("north")))])
}

#[test]
fn a_measure_needs_a_finding_that_stands_against_a_party_that_was_heard() {
    let reviewer = someone(Role::Reviewer, 4, None);
    let recall = || measure(Step::RecallToOrder, MeasureGround::First, vec![]);
    let asked =
        |state: &State, event: &Event, standing: &Standing| admit(Some(state), event, &reviewer, now(), standing);
    assert_eq!(asked(&replied(), &recall(), &stands()), Ok(()));
    assert_eq!(asked(&replied(), &numbered(&recall(), 2), &stands()), Err(Refusal::MeasureNumber));
    assert_eq!(asked(&replied(), &recall(), &pending(None)), Err(Refusal::NoStandingFinding));
    assert_eq!(asked(&served(), &recall(), &stands()), Err(Refusal::NoticeMissing));
    for attribution in [Attribution::Unattributed, Attribution::Both { standard: StandardOfProof::ReasonableGrounds }] {
        let standing = Standing { stands: Some((1, Axes { attribution, ..axes() })), ..stands() };
        assert_eq!(asked(&replied(), &recall(), &standing), Err(Refusal::MeasureNotAttributed));
    }
    let high = |ground, earlier| measure(Step::PublicNaming, ground, earlier);
    let other = FindingId::from_parts(9, [9; 10]);
    for (ground, earlier, expected) in [
        (MeasureGround::First, vec![], Err(Refusal::MeasureTooHigh)),
        (MeasureGround::First, vec![other], Err(Refusal::MeasureGround)),
        (MeasureGround::Repeated, vec![], Err(Refusal::MeasureGround)),
        (MeasureGround::Repeated, vec![other, other], Err(Refusal::MeasureGround)),
        (MeasureGround::Repeated, vec![served().finding], Err(Refusal::MeasureGround)),
        (MeasureGround::Repeated, vec![other], Ok(())),
        (MeasureGround::Grave, vec![], Err(Refusal::MeasureGround)),
        (MeasureGround::NotHeeded, vec![], Err(Refusal::MeasureGround)),
    ] {
        assert_eq!(asked(&replied(), &high(ground, earlier.clone()), &stands()), expected, "{ground:?} {earlier:?}");
    }
    let head = someone(Role::HeadOfMission, 5, None);
    assert_eq!(admit(Some(&replied()), &recall(), &head, now(), &stands()), Err(Refusal::RoleNotAllowed));
    let aside = someone(Role::Reviewer, 9, None);
    assert_eq!(admit(Some(&replied()), &recall(), &aside, now(), &stands()), Err(Refusal::TiedToCase));
}

#[test]
fn a_measure_is_decided_by_the_votes_of_its_body_and_comes_to_an_end() {
    let (reviewer, duty) = (someone(Role::Reviewer, 4, None), someone(Role::DutyOfficer, 2, None));
    let (north, south) =
        (someone(Role::PartyLiaison, 21, Some("north")), someone(Role::PartyLiaison, 22, Some("south")));
    let vote = |vote, opinion| Event::MeasureVoted { number: 1, body: "commission".into(), vote, opinion };
    let decided = |imposed| Event::MeasureDecided { number: 1, imposed, minutes: text() };
    let ended = Event::MeasureEnded { number: 1, end: MeasureEnd::CarriedOut, reason: text() };
    let asked = |state: &State, event: &Event, by: &Author| admit(Some(state), event, by, now(), &stands());
    let open = after(replied(), &[(measure(Step::RecallToOrder, MeasureGround::First, vec![]), &reviewer)]);
    assert!(open.waiting(now()));
    assert_eq!(asked(&replied(), &decided(true), &duty), Err(Refusal::NoSuchMeasure));
    assert_eq!(asked(&open, &vote(Vote::Against, None), &north), Err(Refusal::OpinionMissing));
    assert_eq!(asked(&open, &vote(Vote::For, None), &reviewer), Err(Refusal::NotSeated));
    let elsewhere = Event::MeasureVoted { number: 1, body: "board".into(), vote: Vote::For, opinion: None };
    assert_eq!(asked(&open, &elsewhere, &north), Err(Refusal::NoBody));
    assert_eq!(asked(&open, &decided(true), &duty), Err(Refusal::NoQuorum));
    let voted = after(open.clone(), &[(vote(Vote::For, None), &north), (vote(Vote::For, None), &south)]);
    assert_eq!(asked(&voted, &decided(false), &duty), Err(Refusal::VotesSayOtherwise));
    assert_eq!(asked(&voted, &ended, &duty), Err(Refusal::MeasureNotImposed));
    assert_eq!(asked(&voted, &decided(true), &duty), Ok(()));
    let mut wide = stands();
    wide.seats.push(Seat { account: AccountId::from_parts(1, [23; 10]), ..wide.seats[0].clone() });
    assert_eq!(admit(Some(&voted), &decided(true), &duty, now(), &wide), Err(Refusal::VoteOpen));
    let imposed = after(voted, &[(decided(true), &duty)]);
    assert_eq!(asked(&imposed, &decided(true), &duty), Err(Refusal::MeasureDecidedAlready));
    assert_eq!(asked(&imposed, &ended, &duty), Ok(()));
    // A milder measure that did not help is ground for a stronger one.
    let stronger = numbered(&measure(Step::PublicNaming, MeasureGround::NotHeeded, vec![]), 2);
    assert_eq!(asked(&imposed, &stronger, &reviewer), Ok(()));
    assert!(imposed.waiting(now()) && !after(imposed, &[(ended, &duty)]).waiting(now()));
    // Without a body the head of mission decides, on what somebody else proposed.
    let alone = Standing { body: None, ..stands() };
    let head = |number| someone(Role::HeadOfMission, number, None);
    assert_eq!(admit(Some(&open), &decided(true), &head(5), now(), &alone), Ok(()));
    assert_eq!(admit(Some(&open), &decided(true), &head(4), now(), &alone), Err(Refusal::SamePerson));
    assert_eq!(admit(Some(&open), &vote(Vote::For, None), &north, now(), &alone), Err(Refusal::NoBody));
}
