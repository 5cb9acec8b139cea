use super::*;
use crate::Author;
use mirqab_vocabulary::*;

fn report(number: u8) -> ReportId {
    ReportId::from_parts(1, [number; 10])
}
fn incident(number: u8) -> IncidentId {
    IncidentId::from_parts(1, [number; 10])
}
fn officer() -> Author {
    Author { account: AccountId::from_parts(1, [9; 10]), role: Role::DutyOfficer, party: None }
}
fn now() -> Instant {
    Instant::parse("2020-01-18T12:00:00Z").unwrap()
}
fn title() -> Bilingual {
    Bilingual { ar: Passage::parse("قصف").unwrap(), en: Passage::parse("Shelling").unwrap() }
}
fn reason() -> Passage {
    Passage::parse("same crater").unwrap()
}
fn opened(reports: &[u8]) -> Event {
    Event::Opened {
        reports: reports.iter().map(|n| report(*n)).collect(),
        kind: ViolationKind::Shelling,
        title: title(),
        split_from: None,
    }
}
fn knowing() -> Standing {
    Standing { known_reports: (0..9).map(report).collect() }
}
/// Given these facts, when this one is asked for, then so.
fn when(given: &[Event], event: Event) -> Result<State, Refusal> {
    let mut state = None;
    for fact in given {
        admit(state.as_ref(), incident(0), fact, &officer(), &knowing())?;
        state = State::apply(state, incident(0), fact, &officer(), now());
    }
    admit(state.as_ref(), incident(0), &event, &officer(), &knowing())?;
    Ok(State::apply(state, incident(0), &event, &officer(), now()).unwrap())
}
fn linked(n: u8) -> Event {
    Event::Linked { report: report(n), reason: reason() }
}
fn judged(n: u8, answer: Answer) -> Event {
    let proposal = Proposal {
        model: Line::parse("linkage/1").unwrap(),
        parameters: Line::parse("00ff").unwrap(),
        nearest: report(1),
        inputs: vec![7, 4],
        permille: 930,
        contributions: vec![],
        learnt: None,
        alternative: None,
    };
    Event::ProposalJudged { report: report(n), answer, proposal: Box::new(proposal), reason: reason() }
}
fn changed(about: Change, answer: Answer) -> Event {
    let Event::ProposalJudged { proposal, .. } = judged(1, answer) else { unreachable!() };
    Event::ChangeJudged { about, answer, proposal, reason: reason() }
}
fn merge(n: u8, answer: Answer) -> Event {
    changed(Change::Merge { other: incident(n) }, answer)
}
fn split(reports: &[u8], answer: Answer) -> Event {
    changed(Change::Split { reports: reports.iter().map(|n| report(*n)).collect() }, answer)
}
fn unlinked(n: u8) -> Event {
    Event::Unlinked { report: report(n), reason: reason() }
}
fn absorbed(n: u8, reports: &[u8]) -> Event {
    Event::Absorbed { other: incident(n), reports: reports.iter().map(|n| report(*n)).collect(), reason: reason() }
}

#[test]
fn each_refusal() {
    let open = || vec![opened(&[1])];
    let gone = || vec![opened(&[1]), Event::MergedInto { into: incident(2) }];
    let cases = [
        (Refusal::AlreadyOpen, open(), opened(&[1])),
        (Refusal::NotOpen, vec![], linked(1)),
        (Refusal::NoReports, vec![], opened(&[])),
        (Refusal::ReportTwice, vec![], opened(&[1, 1])),
        (Refusal::ReportUnknown, vec![], opened(&[99])),
        (Refusal::ReportUnknown, open(), linked(99)),
        (Refusal::AlreadyLinked, open(), linked(1)),
        (Refusal::AlreadyLinked, open(), judged(1, Answer::Different)),
        (Refusal::ReportUnknown, open(), judged(99, Answer::Same)),
        (Refusal::NotLinked, open(), unlinked(2)),
        (Refusal::LastReport, open(), unlinked(1)),
        (Refusal::Merged, gone(), linked(2)),
        (Refusal::MergedIntoItself, open(), absorbed(0, &[1])),
        (Refusal::MergedIntoItself, open(), Event::MergedInto { into: incident(0) }),
        (Refusal::NotAbsorbed, open(), Event::Released { other: incident(2), reason: reason() }),
        (Refusal::NotAbsorbed, open(), Event::Restored {}),
        (Refusal::MergedIntoItself, open(), merge(0, Answer::Different)),
        (Refusal::AlreadyLinked, vec![opened(&[1]), absorbed(2, &[2])], merge(2, Answer::Same)),
        (Refusal::Merged, gone(), merge(3, Answer::Same)),
        (Refusal::NotLinked, vec![opened(&[1, 2])], split(&[3], Answer::Same)),
        (Refusal::ReportTwice, vec![opened(&[1, 2])], split(&[1, 1], Answer::Same)),
        (Refusal::NothingToSplit, vec![opened(&[1, 2])], split(&[], Answer::Same)),
        (Refusal::NothingToSplit, vec![opened(&[1, 2])], split(&[1, 2], Answer::Different)),
    ];
    for (refusal, given, event) in cases {
        assert_eq!(when(&given, event), Err(refusal), "{}", refusal.slug());
    }
    let liaison = Author { role: Role::PartyLiaison, ..officer() };
    assert_eq!(admit(None, incident(0), &opened(&[1]), &liaison, &knowing()), Err(Refusal::NotStaff));
}

#[test]
fn a_merge_taken_back_leaves_both_as_they_were() {
    let before = when(&[opened(&[1])], linked(2)).unwrap();
    let given = [opened(&[1]), linked(2), absorbed(3, &[4, 5])];
    let merged = when(&given[..2], given[2].clone()).unwrap();
    assert_eq!(merged.reports().len(), 4);
    let after = when(&given, Event::Released { other: incident(3), reason: reason() }).unwrap();
    // That a person parted them is remembered.
    assert_eq!(after, State { compared: [(incident(3), Answer::Different)].into(), ..before });
    let other = [opened(&[4]), Event::MergedInto { into: incident(7) }];
    assert_eq!(when(&other, Event::Restored {}).unwrap(), when(&[], opened(&[4])).unwrap());
}

#[test]
fn an_answer_to_a_proposal_links_or_is_remembered_and_the_last_word_counts() {
    let linked_by_answer = when(&[opened(&[1])], judged(2, Answer::Same)).unwrap();
    let linked_by_hand = when(&[opened(&[1])], linked(2)).unwrap();
    assert_eq!(linked_by_answer, State { confirmed: [report(2)].into(), ..linked_by_hand });
    // A report that another case holds may be named here without being known to this one.
    let unsure = when(&[opened(&[1])], judged(99, Answer::Unsure)).unwrap();
    assert_eq!(unsure.answered, [(report(99), Answer::Unsure)].into());
    let different = when(&[opened(&[1]), judged(2, Answer::Unsure)], judged(2, Answer::Different)).unwrap();
    assert_eq!(
        (different.reports(), different.answered),
        ([report(1)].into(), [(report(2), Answer::Different)].into())
    );
    let after_all = when(&[opened(&[1]), judged(2, Answer::Different)], judged(2, Answer::Same)).unwrap();
    assert!(after_all.reports().contains(&report(2)) && after_all.answered.is_empty());
    let taken_out = when(&[opened(&[1]), judged(2, Answer::Same)], unlinked(2)).unwrap();
    assert_eq!(taken_out.answered, [(report(2), Answer::Different)].into());
    assert!(taken_out.confirmed.is_empty());
}

#[test]
fn an_answer_to_a_proposed_change_changes_nothing_by_itself_and_is_remembered() {
    let given = [opened(&[1, 2, 3])];
    let before = when(&given, linked(4)).unwrap();
    let given = [opened(&[1, 2, 3]), linked(4)];
    let apart = when(&given, merge(5, Answer::Different)).unwrap();
    assert_eq!(apart, State { compared: [(incident(5), Answer::Different)].into(), ..before.clone() });
    let stays = when(&given, split(&[2, 4], Answer::Same)).unwrap();
    assert_eq!(stays, State { confirmed: [report(1), report(2), report(4)].into(), ..before.clone() });
    let open = when(&given, split(&[2], Answer::Unsure)).unwrap();
    assert_eq!(open, State { doubted: [report(1), report(2)].into(), ..before.clone() });
    let to_be_split = when(&given, split(&[2], Answer::Different)).unwrap();
    assert_eq!(to_be_split, before);
    let doubts_gone =
        when(&[given[0].clone(), given[1].clone(), split(&[2], Answer::Unsure)], split(&[2], Answer::Same)).unwrap();
    assert_eq!((doubts_gone.confirmed, doubts_gone.doubted), ([report(1), report(2)].into(), [].into()));
}

fn voice(number: u8, source: &str) -> Voice {
    Voice { report: report(number), retells: None, party: None, source: source.to_owned(), withdrawn: false }
}

#[test]
fn reprints_second_calls_and_a_partys_channels_are_one_origin_each() {
    let north = Some(PartyCode::parse("north").unwrap());
    let voices = [
        voice(1, "agency"),
        Voice { retells: Some(report(1)), ..voice(2, "outlet") },
        Voice { retells: Some(report(2)), ..voice(3, "site") },
        voice(4, "caller"),
        voice(5, "caller"),
        Voice { party: north.clone(), ..voice(6, "hotline of north") },
        Voice { party: north.clone(), ..voice(7, "press office of north") },
        Voice { withdrawn: true, ..voice(8, "mistaken") },
    ];
    let found = origins(&voices);
    let reports: Vec<Vec<ReportId>> = found.iter().map(|origin| origin.reports.clone()).collect();
    assert_eq!(
        reports,
        [vec![report(1), report(2), report(3)], vec![report(4), report(5)], vec![report(6), report(7)]]
    );
    assert_eq!(found[2].party, north);
}

#[test]
fn two_reprints_of_a_story_we_never_saw_are_one_origin() {
    let voices = [
        Voice { retells: Some(report(9)), ..voice(1, "outlet one") },
        Voice { retells: Some(report(9)), ..voice(2, "outlet two") },
    ];
    assert_eq!(origins(&voices).len(), 1);
    // An outlet's own report is another origin than a story which it reprinted.
    let own = [voice(1, "agency"), Voice { retells: Some(report(1)), ..voice(2, "outlet") }, voice(3, "outlet")];
    assert_eq!(origins(&own).len(), 2);
}
