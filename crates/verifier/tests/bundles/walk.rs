//! One finding's way through the rooms, beside others' entries.

use crate::log::Told;
use mirqab_domain::verification::{Evidence, EvidenceKind};
use mirqab_domain::{Author, Event, Room, Subject, agreement, finding, incident, report, response, verification};
use mirqab_vocabulary::*;

pub fn subject(room: Room, id: impl ToString) -> Subject {
    Subject { room, id: id.to_string() }
}
pub fn at(hour: i64) -> Instant {
    Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hour * 3600)
}
pub fn author(role: Role, number: u8) -> Author {
    let party = (role == Role::PartyLiaison).then(|| party("north"));
    Author { account: AccountId::from_parts(1, [number; 10]), role, party }
}
pub fn finding_id() -> FindingId {
    FindingId::from_parts(4, [0; 10])
}
pub fn incident_id() -> IncidentId {
    IncidentId::from_parts(3, [0; 10])
}
pub fn report_id(number: u8) -> ReportId {
    ReportId::from_parts(2, [number; 10])
}
pub fn told(about: Subject, event: impl Into<Event>, by: Author, hour: i64) -> Told {
    Told { about, event: event.into(), by, at: at(hour) }
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
pub fn text(text: &str) -> Passage {
    Passage::parse(text).unwrap()
}
fn both() -> Bilingual {
    Bilingual { ar: text("قصف"), en: text("shelling") }
}

pub fn agreement_between(number: u8, key: &str) -> Told {
    let article = agreement::Article {
        key: key.into(),
        number: "1".into(),
        effect: agreement::Effect::Prohibited,
        title: both(),
        text: both(),
        acts: vec![ViolationKind::Shelling],
        weapons: vec![],
        zone: None,
        owner: None,
        deadline: None,
        terms: None,
    };
    let terms = agreement::Agreement {
        kind: agreement::Kind::DeclaredTruce,
        title: both(),
        summary: both(),
        parties: ["north", "south"].map(|code| agreement::Party { code: party(code), name: both() }).into(),
        sponsors: vec![],
        force_from: Some(at(-200)),
        force_to: None,
        standard: StandardOfProof::ReasonableGrounds,
        verification_hours: 72,
        reply_hours: 48,
        articles: vec![article],
        zones: vec![],
        provisions: None,
    };
    let about = subject(Room::Agreement, AgreementId::from_parts(1, [number; 10]));
    told(about, agreement::Event::Adopted { agreement: Box::new(terms) }, author(Role::HeadOfMission, 5), 0)
}

fn submitted(number: u8, source: &str) -> Told {
    let draft = report::Draft {
        channel: report::Channel::Observer,
        source: Line::parse(source).unwrap(),
        reported_by: None,
        accused: Some(party("north")),
        kind: ViolationKind::Shelling,
        text: text("سمعنا ثلاثة انفجارات \"قوية\""),
        language: Language::Arabic,
        occurred: Interval::new(at(1), at(2)).unwrap(),
        occurred_precision: report::OccurredPrecision::Stated,
        observed_at: None,
        received_at: at(3),
        place: Place::Point { at: Coordinates::from_degrees(32.8, 13.2).unwrap(), precision_m: 500, name: None },
        observations: vec![],
        weapon: Weapon::unknown(),
        harm: None,
        reference: None,
        attachments: vec![],
        witness: Some(report::Witness { name: Line::parse("A. Witness").unwrap(), contact: None, sealed: None }),
        original: None,
    };
    let about = subject(Room::Report, report_id(number));
    told(about, report::Event::Submitted { draft: Box::new(draft), signed: None }, author(Role::Observer, 1), 3)
}

/// The walk. Report 3 retells report 4, which is linked to nothing; report 9 and its incident are somebody else's affair.
pub fn walk() -> Vec<Told> {
    let (officer, verifier) = (|| author(Role::DutyOfficer, 2), || author(Role::Verifier, 3));
    let head = || author(Role::HeadOfMission, 5);
    let of_case =
        |event: verification::Event, by, hour| told(subject(Room::Verification, incident_id()), event, by, hour);
    let of_finding = |event: finding::Event, by, hour| told(subject(Room::Finding, finding_id()), event, by, hour);
    let of_report =
        |number, event: report::Event, by, hour| told(subject(Room::Report, report_id(number)), event, by, hour);
    let opened = |id: IncidentId, reports: Vec<ReportId>| {
        let event = incident::Event::Opened { reports, kind: ViolationKind::Shelling, title: both(), split_from: None };
        told(subject(Room::Incident, id), event, officer(), 4)
    };
    let linked = incident::Event::Linked { report: report_id(3), reason: text("same place") };
    let lineage =
        report::Event::LineageRecorded { origin: Some(report_id(4)), reason: text("same words"), shown: None };
    let evidence = Evidence {
        kind: EvidenceKind::SiteVisit,
        origin: Line::parse("Site team").unwrap(),
        description: text("three craters"),
        collected_at: at(6),
        grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
        blob: None,
        crater: None,
        witness: None,
        proves: vec![],
        held: None,
    };
    let axes = finding::Axes {
        occurrence: Occurrence::Confirmed,
        classification: Classification::Violation { article: "a.1".into() },
        attribution: Attribution::AttributedTo { party: party("north"), standard: StandardOfProof::ReasonableGrounds },
        gravity: Gravity::Serious,
    };
    let proposal = finding::Proposal {
        incident: incident_id(),
        aim: finding::Aim::Conclude,
        axes,
        standard: StandardOfProof::ReasonableGrounds,
        reports: vec![report_id(1), report_id(2)],
        statement: both(),
        reason: text("two teams and a visit"),
        procedure: None,
        unit: None,
    };
    let notice = response::Event::NoticeServed {
        party: party("north"),
        version: 1,
        proof: Line::parse("letter").unwrap(),
        reply_due: at(60),
    };
    let reply = response::Event::Replied {
        party: party("north"),
        kind: response::ReplyKind::Deny,
        text: text("لا"),
        language: Language::Arabic,
        details: None,
    };
    let response = || subject(Room::Response, finding_id());
    let review = |agrees| finding::Event::Reviewed { agrees, reason: text("read it all") };
    vec![
        agreement_between(0, "a.1"),
        submitted(1, "Team 1"),
        submitted(9, "Team 9"),
        submitted(2, "Team 2"),
        submitted(3, "Paper"),
        submitted(4, "Agency"),
        opened(incident_id(), vec![report_id(1), report_id(2)]),
        opened(IncidentId::from_parts(3, [9; 10]), vec![report_id(9)]),
        told(subject(Room::Incident, incident_id()), linked, officer(), 4),
        of_report(3, lineage, officer(), 4),
        of_case(verification::Event::Opened { due: at(80) }, officer(), 4),
        of_case(verification::Event::Claimed { until: at(30) }, verifier(), 5),
        of_case(verification::Event::EvidenceAdded { number: 1, evidence }, verifier(), 6),
        of_finding(finding::Event::Proposed { proposal: proposal.into() }, verifier(), 7),
        of_finding(review(false), author(Role::Reviewer, 7), 8),
        of_finding(review(true), author(Role::Reviewer, 4), 8),
        told(response(), notice, officer(), 9),
        told(response(), reply, author(Role::PartyLiaison, 6), 11),
        of_finding(finding::Event::Decided { note: None }, head(), 12),
        of_finding(finding::Event::Published {}, head(), 13),
        of_report(3, report::Event::Withdrawn { reason: text("wrong day") }, author(Role::Observer, 1), 14),
    ]
}

/// The walk without the facts that `left_out` picks.
pub fn walk_without(left_out: impl Fn(&Event) -> bool) -> Vec<Told> {
    walk().into_iter().filter(|told| !left_out(&told.event)).collect()
}

/// The walk, with one account in place of another.
pub fn walk_with(account: u8, in_place_of: u8) -> Vec<Told> {
    let (new, old) = (AccountId::from_parts(1, [account; 10]), AccountId::from_parts(1, [in_place_of; 10]));
    let mut walk = walk();
    walk.iter_mut().filter(|told| told.by.account == old).for_each(|told| told.by.account = new);
    walk
}
