use super::super::*;
use crate::Author;
use crate::agreement::{Body, Concludes, Procedure, Rule, Seat, Seats, Sight, Template};
use mirqab_vocabulary::*;

fn hour(hour: i64) -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap().plus_s(hour * 3600)
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn account(number: u8) -> AccountId {
    AccountId::from_parts(1, [number; 10])
}
fn author(role: Role, number: u8, of: Option<&str>) -> Author {
    Author { account: account(number), role, party: of.map(party) }
}
fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn body(rule: Rule, quorum: Seats) -> Body {
    let title = Bilingual { ar: text(), en: text() };
    Body { key: "board".into(), title, seats: Seats { neutral: 1, each_party: 2 }, quorum, rule, hours: 24 }
}
fn procedure(bodies: Vec<Body>) -> Procedure {
    Procedure {
        template: Template::Own,
        judgements: 1,
        reviews: 2,
        sight: Sight::Open,
        hypotheses: 2,
        concludes: Concludes::Everything,
        bodies,
        verification_hours: 72,
        review_hours: 24,
        reply_hours: 48,
        decision_hours: 24,
        embargo_hours: 12,
    }
}
fn consensus() -> Procedure {
    procedure(vec![body(Rule::Consensus, Seats { neutral: 1, each_party: 1 })])
}
fn seats() -> Vec<Seat> {
    let seat = |number, of: Option<&str>| Seat { body: "board".into(), account: account(number), party: of.map(party) };
    vec![seat(10, None), seat(11, Some("north")), seat(12, Some("south")), seat(13, Some("south"))]
}
fn standing(procedure: Procedure) -> Standing {
    Standing {
        holder: Some(account(1)),
        report_origins: 2,
        neutral_origins: 1,
        evidence_origins: 1,
        articles: ["a.1".to_owned()].into(),
        heard: true,
        procedure: Some(procedure),
        seats: seats(),
        parties: vec![party("north"), party("south")],
        judgements: 1,
        weighed: 2,
        supporting: 1,
        ..Standing::default()
    }
}
fn proposed(procedure: Option<Procedure>) -> Event {
    Event::Proposed {
        proposal: Box::new(Proposal {
            incident: IncidentId::from_parts(1, [0; 10]),
            aim: Aim::Conclude,
            axes: Axes {
                occurrence: Occurrence::Confirmed,
                classification: Classification::Violation { article: "a.1".into() },
                attribution: Attribution::Criminal,
                gravity: Gravity::Serious,
            },
            standard: StandardOfProof::ReasonableGrounds,
            reports: vec![],
            statement: Bilingual { ar: text(), en: text() },
            reason: text(),
            procedure: procedure.map(Box::new),
            unit: None,
        }),
    }
}
fn vote(number: u8, of: Option<&str>, vote: Vote) -> (Event, Author) {
    let role = if of.is_some() { Role::PartyLiaison } else { Role::Reviewer };
    (Event::Voted { body: "board".into(), vote, opinion: Some(text()) }, author(role, number, of))
}
fn closed(endorsed: bool) -> (Event, Author) {
    let event = Event::BodyDecided { body: "board".into(), endorsed, minutes: text() };
    (event, author(Role::DutyOfficer, 6, None))
}
fn reviewed() -> Vec<(Event, Author)> {
    let review = |number| (Event::Reviewed { agrees: true, reason: text() }, author(Role::Reviewer, number, None));
    vec![(proposed(Some(consensus())), author(Role::Verifier, 1, None)), review(2), review(3)]
}

/// The facts one after another, an hour apart, each admitted; then the last one's answer at `last`.
fn when(
    given: &[(Event, Author)],
    (event, by): (Event, Author),
    last: i64,
    standing: &Standing,
) -> Result<State, Refusal> {
    let id = FindingId::from_parts(1, [0; 10]);
    let mut state = None;
    for (fact, by) in given {
        admit(state.as_ref(), fact, by, hour(0), &Standing { heard: true, recused: [].into(), ..standing.clone() })?;
        state = State::apply(state, id, fact, by, hour(0));
    }
    admit(state.as_ref(), &event, &by, hour(last), standing)?;
    Ok(State::apply(state, id, &event, &by, hour(last)).unwrap())
}

#[test]
fn what_the_procedure_asks_for_before_a_proposal_must_be_there() {
    let verifier = || author(Role::Verifier, 1, None);
    let answer = |given: Option<Procedure>, standing: &Standing| {
        when(&[], (proposed(given), verifier()), 0, standing).map(|_| ())
    };
    let base = standing(consensus());
    assert_eq!(answer(Some(consensus()), &base), Ok(()));
    assert_eq!(answer(None, &base), Err(Refusal::OtherProcedure));
    assert_eq!(answer(Some(procedure(vec![])), &base), Err(Refusal::OtherProcedure));
    let lacks = |standing| answer(Some(consensus()), &standing);
    assert_eq!(lacks(Standing { judgements: 0, ..base.clone() }), Err(Refusal::JudgementsMissing));
    assert_eq!(lacks(Standing { weighed: 1, ..base.clone() }), Err(Refusal::HypothesesMissing));
    assert_eq!(lacks(Standing { supporting: 0, ..base }), Err(Refusal::HypothesesMissing));
    let facts = Procedure { concludes: Concludes::Facts, ..procedure(vec![]) };
    assert_eq!(answer(Some(facts.clone()), &standing(facts)), Err(Refusal::FactsOnly));
}

#[test]
fn a_body_votes_in_its_turn_and_each_member_for_their_own_seat() {
    let base = standing(consensus());
    let reviewed = reviewed();
    let answer = |given: &[(Event, Author)], fact, standing: &Standing| when(given, fact, 0, standing).map(|_| ());
    assert_eq!(answer(&reviewed, vote(11, Some("north"), Vote::For), &base), Ok(()));
    assert_eq!(answer(&reviewed[..2], vote(11, Some("north"), Vote::For), &base), Err(Refusal::ReviewMissing));
    let unheard = Standing { heard: false, ..base.clone() };
    assert_eq!(answer(&reviewed, vote(11, Some("north"), Vote::For), &unheard), Err(Refusal::NoticeMissing));
    let aside = Standing { recused: [account(11)].into(), ..base.clone() };
    assert_eq!(answer(&reviewed, vote(11, Some("north"), Vote::For), &aside), Err(Refusal::RecusedFromCase));
    let tied = Standing { reporters: [account(10), account(11)].into(), ..base.clone() };
    assert_eq!(answer(&reviewed, vote(10, None, Vote::For), &tied), Err(Refusal::OwnReport));
    assert_eq!(answer(&reviewed, vote(11, Some("north"), Vote::For), &tied), Ok(()));
    assert_eq!(answer(&reviewed, vote(11, Some("south"), Vote::For), &base), Err(Refusal::NotSeated));
    assert_eq!(answer(&reviewed, vote(14, Some("north"), Vote::For), &base), Err(Refusal::NotSeated));
    let seated_reviewer =
        Standing { seats: vec![Seat { body: "board".into(), account: account(2), party: None }], ..base.clone() };
    assert_eq!(answer(&reviewed, vote(2, None, Vote::For), &seated_reviewer), Err(Refusal::SamePerson));
    let other =
        (Event::Voted { body: "council".into(), vote: Vote::For, opinion: None }, author(Role::Reviewer, 10, None));
    assert_eq!(answer(&reviewed, other, &base), Err(Refusal::NotItsTurn));
    let mute =
        (Event::Voted { body: "board".into(), vote: Vote::Against, opinion: None }, author(Role::Reviewer, 10, None));
    assert_eq!(answer(&reviewed, mute, &base), Err(Refusal::OpinionMissing));
}

#[test]
fn a_body_closes_with_its_quorum_when_all_voted_or_time_is_up_and_says_what_the_votes_say() {
    let base = standing(consensus());
    let mut facts = reviewed();
    facts.push(vote(10, None, Vote::For));
    facts.push(vote(11, Some("north"), Vote::For));
    let answer = |given: &[(Event, Author)], fact, at, standing: &Standing| when(given, fact, at, standing).map(|_| ());
    // The south's chairs are empty: nothing is decided over them, however long it takes.
    assert_eq!(answer(&facts, closed(true), 1000, &base), Err(Refusal::NoQuorum));
    facts.push(vote(12, Some("south"), Vote::Abstain));
    assert_eq!(answer(&facts, closed(true), 1, &base), Err(Refusal::VoteOpen));
    assert_eq!(answer(&facts, closed(false), 24, &base), Err(Refusal::VotesSayOtherwise));
    assert_eq!(answer(&facts, closed(true), 24, &base), Ok(()));
    let liaison = (closed(true).0, author(Role::PartyLiaison, 11, Some("north")));
    assert_eq!(answer(&facts, liaison, 24, &base), Err(Refusal::RoleNotAllowed));
    let head = || author(Role::HeadOfMission, 5, None);
    let decided = || (Event::Decided { note: None }, head());
    assert_eq!(answer(&facts, decided(), 24, &base), Err(Refusal::BodyMissing));
    // One against, and it is over under consensus; it is shown who.
    facts.push(vote(13, Some("south"), Vote::Against));
    let stopped = when(&facts, closed(false), 1, &base).unwrap();
    assert_eq!(stopped.handling(), Handling::NotEndorsed);
    let version = stopped.pending().unwrap();
    let tally = tally(version, &consensus().bodies[0], &base.seats, &base.parties, &base.recused);
    assert_eq!(tally.against, [seats()[3].clone()]);
    // A later vote takes the place of an earlier one.
    facts.push(vote(13, Some("south"), Vote::For));
    facts.push(closed(true));
    assert_eq!(answer(&facts, vote(13, Some("south"), Vote::For), 2, &base), Err(Refusal::NotItsTurn));
    assert_eq!(when(&facts, decided(), 2, &base).unwrap().handling(), Handling::Decided);
    facts.push(decided());
    let publish = || (Event::Published {}, head());
    assert_eq!(answer(&facts, publish(), 11, &base), Err(Refusal::EmbargoRuns));
    assert_eq!(answer(&facts, publish(), 12, &base), Ok(()));
}

#[test]
fn votes_add_up_by_the_rule() {
    use Vote::{Abstain, Against, For};
    let endorses = |rule, votes: [Option<Vote>; 4]| {
        let body = body(rule, Seats { neutral: 0, each_party: 1 });
        let mut state = None;
        let id = FindingId::from_parts(1, [0; 10]);
        let cast = seats().into_iter().zip(votes).filter_map(|(seat, vote)| Some((seat, vote?)));
        let facts = [(proposed(None), author(Role::Verifier, 1, None))].into_iter().chain(cast.map(|(seat, vote)| {
            let by = Author { account: seat.account, role: Role::Reviewer, party: seat.party };
            (Event::Voted { body: "board".into(), vote, opinion: None }, by)
        }));
        for (fact, by) in facts {
            state = State::apply(state, id, &fact, &by, hour(0));
        }
        let parties = [party("north"), party("south")];
        let tally = tally(state.unwrap().pending().unwrap(), &body, &seats(), &parties, &[].into());
        (tally.quorum, tally.endorses)
    };
    for (rule, votes, expected) in [
        (Rule::Majority, [Some(For), Some(For), Some(Against), Some(Abstain)], (true, true)),
        (Rule::Majority, [Some(For), Some(Against), Some(Abstain), None], (true, false)),
        (Rule::Majority, [Some(For), Some(For), None, None], (false, true)),
        (Rule::TwoThirds, [Some(For), Some(For), Some(Against), None], (true, true)),
        (Rule::TwoThirds, [Some(For), Some(For), Some(Against), Some(Against)], (true, false)),
        (Rule::TwoThirds, [Some(Abstain), Some(Abstain), Some(Abstain), None], (true, false)),
        (Rule::Consensus, [Some(For), Some(Abstain), Some(Abstain), None], (true, true)),
        (Rule::Consensus, [Some(Abstain), Some(Abstain), Some(Abstain), None], (true, false)),
        (Rule::Consensus, [Some(For), Some(For), Some(For), Some(Against)], (true, false)),
        (Rule::Chair, [Some(For), Some(Against), Some(Against), None], (true, true)),
        (Rule::Chair, [Some(Against), Some(For), Some(For), None], (true, false)),
        (Rule::Chair, [None, Some(For), Some(For), None], (true, false)),
    ] {
        assert_eq!(endorses(rule, votes), expected, "{rule:?} {votes:?}");
    }
}
