//! A model checker's look at the procedures that are shipped: from one case, every act of every person in every order, up to a depth.
//!
//! People do what they may and try what they may not: one person in three roles, a reviewer who reported it, a member who stood aside, votes before
//! their turn, a decision before notice. Each state that the rules let them reach is looked at with checks of its own, written apart from the rules.

use mirqab_domain::agreement::{self, Procedure, Seat};
use mirqab_domain::finding::{self, Aim, Axes, Proposal, Vote};
use mirqab_domain::procedure::{State, World, admit, apply, as_agreement};
use mirqab_domain::verification::{self, Conflict, Evidence, EvidenceKind, Explanation, Weighing, Weight};
use mirqab_domain::{Author, Event, Room, Subject, incident, report, response};
use mirqab_vocabulary::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

/// The procedures that are shipped, from the files themselves.
fn templates() -> &'static [Procedure] {
    static READ: LazyLock<Vec<Procedure>> = LazyLock::new(|| {
        [
            include_str!("../../app/assets/procedures/neutral_head.toml"),
            include_str!("../../app/assets/procedures/ladder.toml"),
            include_str!("../../app/assets/procedures/consensus.toml"),
            include_str!("../../app/assets/procedures/facts_only.toml"),
        ]
        .map(|text| toml::from_str(text).unwrap())
        .into()
    });
    &READ
}

/// How many acts deep.
const DEPTH: usize = 20;
/// Hours that pass when everybody waits: longer than every clock of the procedures, shorter than the claim.
const WAIT: i64 = 320;

const OBSERVER: u8 = 1;
const OFFICER: u8 = 2;
const VERIFIER: u8 = 3;
const REVIEWER: u8 = 5;
const HEAD: u8 = 7;
const FIRST_SEAT: u8 = 20;

/// The case: what is known of the one subject of each room. Models that follow from each other share what did not change.
#[derive(Clone, Default)]
struct Model {
    states: BTreeMap<Room, Arc<State>>,
    hour: i64,
}

impl World for &Model {
    type Error = Infallible;
    fn agreements(&mut self) -> Result<Vec<agreement::State>, Infallible> {
        Ok(as_agreement(self.states.get(&Room::Agreement).map(|state| (**state).clone())).into_iter().collect())
    }
    fn state(&mut self, subject: &Subject) -> Result<Option<State>, Infallible> {
        let known = self.states.get(&subject.room).filter(|_| subject.id == *ID);
        Ok(known.map(|state| (**state).clone()))
    }
}

fn text() -> Passage {
    Passage::parse("text").unwrap()
}
fn both() -> Bilingual {
    Bilingual { ar: text(), en: text() }
}
fn party(code: &str) -> PartyCode {
    PartyCode::parse(code).unwrap()
}
fn at(hour: i64) -> Instant {
    Instant::parse("2020-01-18T00:00:00Z").unwrap().plus_s(hour * 3600)
}
fn account(number: u8) -> AccountId {
    AccountId::from_parts(1, [number; 10])
}
fn author(role: Role, number: u8, of: Option<&str>) -> Author {
    Author { account: account(number), role, party: of.map(party) }
}
/// One subject a room is enough.
static ID: LazyLock<String> = LazyLock::new(|| IncidentId::from_parts(1, [2; 10]).to_string());
fn subject(room: Room) -> Subject {
    Subject { room, id: ID.clone() }
}

impl Model {
    fn record(&self, room: Room, event: &Event, by: &Author) -> Option<Self> {
        admit(&mut &*self, &subject(room), event, by, at(self.hour)).ok()?;
        Some(self.after(room, event, by))
    }
    /// With the fact, whether it may be recorded or not.
    fn after(&self, room: Room, event: &Event, by: &Author) -> Self {
        let mut next = self.clone();
        let before = next.states.remove(&room).map(Arc::unwrap_or_clone);
        let state = apply(before, &subject(room), event, by, at(self.hour));
        next.states.extend(state.map(|state| (room, state.into())));
        next
    }
    /// All on which the rules can look. The order of votes and reviews is left out, and votes that were changed.
    fn key(&self) -> String {
        let case = self.verification();
        let judges: BTreeSet<_> = case.assessments.iter().map(|one| one.by.account).collect();
        let mut key = format!("{} {judges:?} {:?}", self.hour, case.recused);
        if let Some(response) = &self.response() {
            let notices = response.notices.iter().map(|one| (&one.party, one.version));
            let replies: BTreeSet<_> = response.replies.iter().map(|one| (&one.party, one.version)).collect();
            key += &format!(" {:?} {replies:?}", notices.collect::<Vec<_>>());
        }
        for version in self.finding().iter().flat_map(|state| &state.versions) {
            let reviews: BTreeMap<_, _> = version.reviews.iter().map(|one| (one.by.account, one.agrees)).collect();
            let votes = || version.votes.iter();
            let last: BTreeMap<_, _> = votes().map(|one| ((&one.body, one.by.account), one.vote.code())).collect();
            let first: BTreeMap<_, _> = votes().rev().map(|one| (&one.body, one.at)).collect();
            let bodies: Vec<_> = version.bodies.iter().map(|one| one.endorsed).collect();
            let decided = version.decided.as_ref().map(|(by, at, _)| (by.account, *at));
            let ended = (version.published_at, version.sent_back.is_some());
            let author = &version.proposal.axes.attribution;
            key +=
                &format!(" {} {author:?} {reviews:?} {last:?} {first:?} {bodies:?} {decided:?} {ended:?}", version.at);
        }
        key
    }
    fn finding(&self) -> Option<&finding::State> {
        match self.states.get(&Room::Finding).map(|state| &**state) {
            Some(State::Finding(state)) => Some(state),
            _ => None,
        }
    }
    fn response(&self) -> Option<&response::State> {
        match self.states.get(&Room::Response).map(|state| &**state) {
            Some(State::Response(state)) => Some(state),
            _ => None,
        }
    }
    fn verification(&self) -> &verification::State {
        match self.states.get(&Room::Verification).map(|state| &**state) {
            Some(State::Verification(state)) => state,
            _ => panic!("a case that is ready has a verification"),
        }
    }
}

fn attributed(code: &str) -> Attribution {
    Attribution::AttributedTo { party: party(code), standard: StandardOfProof::ReasonableGrounds }
}

fn terms(parties: [&str; 2]) -> agreement::Agreement {
    let article = agreement::Article {
        key: "a.1".into(),
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
    agreement::Agreement {
        kind: agreement::Kind::SignedAgreement,
        title: both(),
        summary: both(),
        parties: parties.map(|code| agreement::Party { code: party(code), name: both() }).into(),
        sponsors: vec![],
        force_from: Some(at(-200)),
        force_to: None,
        standard: StandardOfProof::ReasonableGrounds,
        verification_hours: 72,
        reply_hours: 48,
        articles: vec![article],
        zones: vec![],
        provisions: None,
    }
}

fn draft(accused: &str) -> report::Draft {
    report::Draft {
        channel: report::Channel::Observer,
        source: Line::parse("Team 1").unwrap(),
        reported_by: None,
        accused: Some(party(accused)),
        kind: ViolationKind::Shelling,
        text: text(),
        language: Language::English,
        occurred: Interval::new(at(-8), at(-7)).unwrap(),
        occurred_precision: report::OccurredPrecision::Stated,
        observed_at: None,
        received_at: at(-6),
        place: Place::Point { at: Coordinates::from_degrees(32.8, 13.2).unwrap(), precision_m: 500, name: None },
        observations: vec![],
        weapon: Weapon::unknown(),
        harm: None,
        reference: None,
        attachments: vec![],
        witness: None,
        original: None,
    }
}

/// A case that is ready to be judged, under this procedure, between two parties of which the first is accused.
fn ready(procedure: &Procedure, parties: [&str; 2]) -> Model {
    let mut model = Model::default();
    let mut set_up = |room: Room, event: Event, by: &Author| {
        model = model.record(room, &event, by).unwrap_or_else(|| panic!("{event:?}"));
    };
    let (head, officer) = (author(Role::HeadOfMission, HEAD, None), author(Role::DutyOfficer, OFFICER, None));
    let verifier = author(Role::Verifier, VERIFIER, None);
    set_up(Room::Agreement, agreement::Event::Adopted { agreement: terms(parties).into() }.into(), &head);
    set_up(Room::Agreement, agreement::Event::ProcedureSet { procedure: procedure.clone().into() }.into(), &head);
    for seat in seats(procedure, parties) {
        set_up(Room::Agreement, agreement::Event::Seated { seat }.into(), &head);
    }
    let submitted = report::Event::Submitted { draft: Box::new(draft(parties[0])), signed: None };
    set_up(Room::Report, submitted.into(), &author(Role::Observer, OBSERVER, None));
    let opened = incident::Event::Opened {
        reports: vec![ReportId::parse(&subject(Room::Report).id).unwrap()],
        kind: ViolationKind::Shelling,
        title: both(),
        split_from: None,
    };
    set_up(Room::Incident, opened.into(), &officer);
    set_up(Room::Verification, verification::Event::Opened { due: at(72) }.into(), &officer);
    let claimed = verification::Event::Claimed { until: at(0).plus_s(verification::LONGEST_CLAIM_S) };
    set_up(Room::Verification, claimed.into(), &verifier);
    let evidence = Evidence {
        kind: EvidenceKind::SiteVisit,
        origin: Line::parse("Site team").unwrap(),
        description: text(),
        collected_at: at(-2),
        grade: Grade { reliability: Reliability::A, credibility: Credibility::Two },
        blob: None,
        crater: None,
        witness: None,
        proves: vec![],
        held: None,
    };
    set_up(Room::Verification, verification::Event::EvidenceAdded { number: 1, evidence }.into(), &verifier);
    for (number, attribution, weight) in
        [(1, attributed(parties[0]), Weight::Supports), (2, Attribution::Criminal, Weight::Contradicts)]
    {
        let hypothesis = Explanation { number, attribution, statement: text() };
        set_up(Room::Verification, verification::Event::HypothesisStated { hypothesis }.into(), &verifier);
        let weighing = Weighing { hypothesis: number, evidence: 1, weight, reason: text() };
        set_up(Room::Verification, verification::Event::HypothesisWeighed { weighing }.into(), &verifier);
    }
    set_up(Room::Verification, assessed(), &author(Role::Reviewer, 6, None));
    model
}

/// As many members as each quorum needs: those of the first party before those of the other, whatever they are called.
fn seats(procedure: &Procedure, parties: [&str; 2]) -> Vec<Seat> {
    let mut next = FIRST_SEAT;
    let mut seats = Vec::new();
    for body in &procedure.bodies {
        let neutral = (0..body.quorum.neutral).map(|_| None);
        let of_parties = parties.iter().flat_map(|of| (0..body.quorum.each_party).map(|_| Some(party(of))));
        for of in neutral.chain(of_parties) {
            seats.push(Seat { body: body.key.clone(), account: account(next), party: of });
            next += 1;
        }
    }
    seats
}

fn assessed() -> Event {
    verification::Event::Assessed { occurrence: Occurrence::Confirmed, reason: text(), restriction: None }.into()
}

type Attempt = (Room, Event, Author);

/// Everything that anybody tries, in any state. `None` is to wait.
fn tries(procedure: &Procedure, parties: [&str; 2]) -> Vec<Option<Attempt>> {
    let mut all: Vec<Option<Attempt>> = vec![None];
    let mut act = |room, event: Event, by: Author| all.push(Some((room, event, by)));
    let (verifier, reviewer, head) = (Role::Verifier, Role::Reviewer, Role::HeadOfMission);
    act(Room::Verification, assessed(), author(verifier, VERIFIER, None));
    // LIMIT: where votes in several bodies multiply the states, what does not touch them is tried in the other procedures only.
    let several = procedure.bodies.len() > 1;
    if !several {
        let recused = verification::Event::Recused { reason: text() };
        act(Room::Verification, recused.into(), author(reviewer, REVIEWER, None));
    }
    let conflict = Conflict { account: account(FIRST_SEAT), reason: text() };
    act(Room::Verification, verification::Event::Excused { conflict }.into(), author(head, HEAD, None));
    for event in proposals(procedure, parties[0]).into_iter().take(if several { 2 } else { 3 }) {
        act(Room::Finding, event, author(verifier, VERIFIER, None));
    }
    // The verifier, the reporter and the reviewer put on hats that are not theirs.
    for (agrees, who) in [(true, REVIEWER), (false, REVIEWER), (true, VERIFIER), (true, OBSERVER)] {
        act(Room::Finding, finding::Event::Reviewed { agrees, reason: text() }.into(), author(reviewer, who, None));
    }
    for who in [HEAD, VERIFIER, REVIEWER] {
        act(Room::Finding, finding::Event::Decided { note: None }.into(), author(head, who, None));
    }
    act(Room::Finding, finding::Event::Published {}.into(), author(head, HEAD, None));
    act(Room::Finding, finding::Event::SentBack { reason: text() }.into(), author(head, HEAD, None));
    let (accused, liaison) = (party(parties[0]), author(Role::PartyLiaison, 30, Some(parties[0])));
    let proof = Line::parse("letter").unwrap();
    let notice = response::Event::NoticeServed { party: accused.clone(), version: 1, proof, reply_due: at(100) };
    act(Room::Response, notice.into(), author(Role::DutyOfficer, OFFICER, None));
    let kind = response::ReplyKind::Deny;
    let reply =
        response::Event::Replied { party: accused, kind, text: text(), language: Language::Arabic, details: None };
    act(Room::Response, reply.into(), liaison);
    for seat in seats(procedure, parties) {
        let role = if seat.party.is_some() { Role::PartyLiaison } else { reviewer };
        let by = Author { account: seat.account, role, party: seat.party };
        for vote in [Vote::For, Vote::Against] {
            let cast = finding::Event::Voted { body: seat.body.clone(), vote, opinion: Some(text()) };
            act(Room::Finding, cast.into(), by.clone());
        }
    }
    for body in &procedure.bodies {
        for endorsed in [true, false] {
            let decided = finding::Event::BodyDecided { body: body.key.clone(), endorsed, minutes: text() };
            act(Room::Finding, decided.into(), author(Role::DutyOfficer, OFFICER, None));
        }
    }
    all
}

/// Against the accused, against the accused on too little, and against nobody.
fn proposals(procedure: &Procedure, accused: &str) -> Vec<Event> {
    let facts = procedure.concludes == agreement::Concludes::Facts;
    let breach = Classification::Violation { article: "a.1".into() };
    let weak = Attribution::AttributedTo { party: party(accused), standard: StandardOfProof::ReasonableSuspicion };
    let proposed = |attribution| {
        let classification = if facts { Classification::Undecided } else { breach.clone() };
        let (occurrence, gravity) = (Occurrence::Confirmed, Gravity::NotAssessed);
        let proposal = Proposal {
            incident: IncidentId::parse(&subject(Room::Incident).id).unwrap(),
            aim: Aim::Conclude,
            axes: Axes { occurrence, classification, attribution, gravity },
            standard: StandardOfProof::ReasonableGrounds,
            reports: vec![],
            statement: both(),
            reason: text(),
            procedure: Some(procedure.clone().into()),
            unit: None,
        };
        finding::Event::Proposed { proposal: proposal.into() }.into()
    };
    [attributed(accused), weak, Attribution::Unattributed].map(proposed).into()
}

/// What must never be done, looked at from outside the rules. Says what is wrong.
fn wrong_step(before: &Model, event: &Event, by: &Author) -> Option<&'static str> {
    let Event::Finding(event) = event else { return None };
    if before.verification().recused.contains(&by.account) {
        return Some("somebody acts who stood aside");
    }
    if by.account == account(OBSERVER) {
        return Some("somebody acts on their own report");
    }
    let state = before.finding();
    let speaks = matches!(event, finding::Event::Voted { .. } | finding::Event::Decided { .. });
    let version = state.and_then(finding::State::pending).filter(|_| speaks)?;
    let Attribution::AttributedTo { party, .. } = &version.proposal.axes.attribution else { return None };
    let response = before.response();
    let notices = response.map_or(&[][..], |response| &response.notices);
    let notice = notices.iter().find(|notice| notice.party == *party && notice.version == version.number);
    let replies = response.map_or(&[][..], |response| &response.replies);
    let replied = replies.iter().any(|reply| reply.party == *party && reply.version == version.number);
    let heard = notice.is_some_and(|notice| replied || notice.reply_due <= at(before.hour));
    if heard { None } else { Some("a party is judged unheard") }
}

/// What must never have come about.
fn wrong_state(model: &Model, procedure: &Procedure, seats: &[Seat]) -> Option<&'static str> {
    let state = model.finding()?;
    let version = state.versions.iter().find(|version| version.published_at.is_some())?;
    let agree = version.reviews.iter().filter(|review| review.agrees);
    let agreeing: BTreeSet<AccountId> = agree.map(|review| review.by.account).collect();
    let Some((decider, decided_at, _)) = &version.decided else { return Some("published without a decision") };
    let persons: BTreeSet<AccountId> = agreeing.iter().copied().chain([version.by.account, decider.account]).collect();
    if agreeing.len() < procedure.reviews as usize || persons.len() < agreeing.len() + 2 {
        return Some("too few persons stand behind a published finding");
    }
    if version.published_at? < decided_at.plus_s(i64::from(procedure.embargo_hours) * 3600) {
        return Some("published under embargo");
    }
    let attribution = &version.proposal.axes.attribution;
    if attribution.standard().is_some_and(|standard| standard < StandardOfProof::ReasonableGrounds) {
        return Some("attributed below the standard");
    }
    if procedure.concludes == agreement::Concludes::Facts && *attribution != Attribution::Unattributed {
        return Some("a mission for facts attributes");
    }
    procedure.bodies.iter().find_map(|body| wrong_body(version, body, seats))
}

fn wrong_body(version: &finding::Version, body: &agreement::Body, seats: &[Seat]) -> Option<&'static str> {
    let mut last = BTreeMap::new();
    for vote in version.votes.iter().filter(|vote| vote.body == body.key) {
        last.insert(vote.by.account, vote.vote);
    }
    let members = seats.iter().filter(|seat| seat.body == body.key);
    let voted = |of: Option<&PartyCode>| {
        members.clone().filter(|seat| seat.party.as_ref() == of && last.contains_key(&seat.account)).count()
    };
    let parties: BTreeSet<&PartyCode> = members.clone().filter_map(|seat| seat.party.as_ref()).collect();
    let there = voted(None) >= body.quorum.neutral as usize
        && parties.iter().all(|party| voted(Some(party)) >= body.quorum.each_party as usize);
    if !there {
        return Some("published without quorum");
    }
    let objection = last.values().any(|vote| *vote == Vote::Against);
    (body.rule == agreement::Rule::Consensus && objection).then_some("published against an objection under consensus")
}

struct Explored {
    reached: BTreeSet<String>,
    handlings: BTreeSet<&'static str>,
    wrong: BTreeSet<&'static str>,
}

/// Lets an act through that the rules refuse.
type Bend = fn(&Model, &Event, &Author) -> bool;

/// Every state that the rules, and what bends them, let people reach; or up to where `sought` is seen to go wrong.
fn explore(procedure: &Procedure, parties: [&str; 2], bent: Bend, sought: &str) -> Explored {
    let (tries, seats) = (tries(procedure, parties), seats(procedure, parties));
    let first = ready(procedure, parties);
    let mut found = Explored { reached: [first.key()].into(), handlings: BTreeSet::new(), wrong: BTreeSet::new() };
    let mut queue = VecDeque::from([(first, 0)]);
    while let Some((model, depth)) = queue.pop_front().filter(|_| !found.wrong.contains(sought)) {
        for attempt in &tries {
            let next = match attempt {
                None if model.hour > 0 => continue,
                None => Model { hour: model.hour + WAIT, ..model.clone() },
                Some((room, event, by)) => {
                    let forced = || bent(&model, event, by).then(|| model.after(*room, event, by));
                    let Some(next) = model.record(*room, event, by).or_else(forced) else { continue };
                    found.wrong.extend(wrong_step(&model, event, by));
                    next
                }
            };
            let state = next.finding();
            // What comes after a conclusion that was published or sent back is the same again.
            let ended = state.as_ref().is_some_and(|state| state.pending().is_none());
            if found.reached.insert(next.key()) {
                found.handlings.extend(state.map(|state| state.handling().code()));
                found.wrong.extend(wrong_state(&next, procedure, &seats));
                if depth + 1 < DEPTH && !ended {
                    queue.push_back((next, depth + 1));
                }
            }
        }
    }
    found
}

#[test]
fn no_way_through_any_procedure_bends_it_and_every_end_can_be_reached() {
    for procedure in templates() {
        let found = explore(procedure, ["north", "south"], |_, _, _| false, "");
        println!("{}: {} states", procedure.template.code(), found.reached.len());
        assert_eq!(found.wrong, BTreeSet::new(), "{}", procedure.template.code());
        let mut ends = BTreeSet::from(["under_review", "awaiting_decision", "decided", "published", "sent_back"]);
        if !procedure.bodies.is_empty() {
            ends.extend(["in_committee", "not_endorsed"]);
        }
        assert_eq!(found.handlings, ends, "{}", procedure.template.code());
    }
}

#[test]
fn swapping_the_parties_swaps_what_can_be_reached_and_nothing_else() {
    for procedure in templates().iter().filter(|procedure| procedure.bodies.len() < 2) {
        let reached = |parties| explore(procedure, parties, |_, _, _| false, "").reached;
        let renamed = |key: &String| key.replace("north", "\u{1}").replace("south", "north").replace('\u{1}', "south");
        let swapped: BTreeSet<String> = reached(["north", "south"]).iter().map(renamed).collect();
        assert!(swapped == reached(["south", "north"]), "{}", procedure.template.code());
    }
}

#[test]
fn the_checks_see_rules_that_are_bent() {
    use finding::Event::{BodyDecided, Decided, Published, Reviewed, Voted};
    let bends: [(&str, Bend); 5] = [
        ("a party is judged unheard", |model, event, _| {
            let pending = model.finding().is_some_and(|state| state.turn().is_some());
            pending && matches!(event, Event::Finding(Voted { .. }))
        }),
        ("too few persons stand behind a published finding", |_, event, by| {
            matches!(event, Event::Finding(Reviewed { .. } | Decided { .. })) && by.account == account(VERIFIER)
        }),
        ("published without quorum", |_, event, _| matches!(event, Event::Finding(BodyDecided { endorsed: true, .. }))),
        ("published under embargo", |model, event, _| {
            let decided = model.finding().is_some_and(|state| state.handling() == finding::Handling::Decided);
            decided && matches!(event, Event::Finding(Published {}))
        }),
        ("somebody acts on their own report", |_, event, by| {
            matches!(event, Event::Finding(Reviewed { .. })) && by.account == account(OBSERVER)
        }),
    ];
    let consensus = templates().iter().find(|procedure| procedure.bodies.len() == 1).unwrap();
    for (expected, bent) in bends {
        let found = explore(consensus, ["north", "south"], bent, expected);
        assert!(found.wrong.contains(expected), "{expected}: {:?}", found.wrong);
    }
}

/// The parties' and bodies' acts after publication, from a case that was published under this procedure against the first party.
fn published(procedure: &Procedure, parties: [&str; 2]) -> Model {
    let mut model = ready(procedure, parties);
    let act = |model: &mut Model, room: Room, event: Event, by: &Author| {
        *model = model.record(room, &event, by).unwrap_or_else(|| panic!("{event:?}"));
    };
    let (verifier, head) = (author(Role::Verifier, VERIFIER, None), author(Role::HeadOfMission, HEAD, None));
    let officer = author(Role::DutyOfficer, OFFICER, None);
    act(&mut model, Room::Verification, assessed(), &verifier);
    act(&mut model, Room::Finding, proposals(procedure, parties[0]).remove(0), &verifier);
    for reviewer in (REVIEWER..).take(procedure.reviews as usize).map(|n| if n == REVIEWER { n } else { n + 40 }) {
        let reviewed = finding::Event::Reviewed { agrees: true, reason: text() };
        act(&mut model, Room::Finding, reviewed.into(), &author(Role::Reviewer, reviewer, None));
    }
    let (accused, proof) = (party(parties[0]), Line::parse("letter").unwrap());
    let notice = response::Event::NoticeServed { party: accused, version: 1, proof, reply_due: at(2) };
    act(&mut model, Room::Response, notice.into(), &officer);
    model.hour = 3;
    let members = seats(procedure, parties);
    for body in &procedure.bodies {
        for seat in members.iter().filter(|seat| seat.body == body.key) {
            let cast = finding::Event::Voted { body: body.key.clone(), vote: Vote::For, opinion: None };
            act(&mut model, Room::Finding, cast.into(), &member(seat));
        }
        let decided = finding::Event::BodyDecided { body: body.key.clone(), endorsed: true, minutes: text() };
        act(&mut model, Room::Finding, decided.into(), &officer);
    }
    act(&mut model, Room::Finding, finding::Event::Decided { note: None }.into(), &head);
    model.hour += i64::from(procedure.embargo_hours);
    act(&mut model, Room::Finding, finding::Event::Published {}.into(), &head);
    model.hour += 1;
    model
}

fn member(seat: &Seat) -> Author {
    let role = if seat.party.is_some() { Role::PartyLiaison } else { Role::Reviewer };
    Author { account: seat.account, role, party: seat.party.clone() }
}

/// Everything that anybody tries once a finding is public.
fn later_tries(procedure: &Procedure, parties: [&str; 2]) -> Vec<Attempt> {
    let mut all = Vec::new();
    let mut act = |room, event: Event, by: Author| all.push((room, event, by));
    let (head, reviewer) = (author(Role::HeadOfMission, HEAD, None), author(Role::Reviewer, 6, None));
    let officer = author(Role::DutyOfficer, OFFICER, None);
    for of in parties {
        for (step, ground) in [
            (response::Step::RecallToOrder, response::MeasureGround::First),
            (response::Step::PublicNaming, response::MeasureGround::First),
        ] {
            let (number, version, earlier) = (1, 1, vec![]);
            let measure = response::Measure { number, version, party: party(of), step, ground, earlier, text: both() };
            act(Room::Response, response::Event::MeasureProposed { measure: measure.into() }.into(), reviewer.clone());
        }
    }
    if let Some(body) = procedure.bodies.last() {
        for seat in seats(procedure, parties).iter().filter(|seat| seat.body == body.key) {
            for vote in [Vote::For, Vote::Against] {
                let (body, opinion) = (body.key.clone(), Some(text()));
                let cast = response::Event::MeasureVoted { number: 1, body, vote, opinion };
                act(Room::Response, cast.into(), member(seat));
            }
        }
    }
    for imposed in [true, false] {
        let decided = response::Event::MeasureDecided { number: 1, imposed, minutes: text() };
        act(Room::Response, decided.clone().into(), officer.clone());
        act(Room::Response, decided.into(), head.clone());
    }
    let ended = response::Event::MeasureEnded { number: 1, end: response::MeasureEnd::CarriedOut, reason: text() };
    act(Room::Response, ended.into(), officer);
    for kind in [response::ReplyKind::Acknowledge, response::ReplyKind::ReopeningRequest] {
        let (of, text, language) = (party(parties[0]), text(), Language::Arabic);
        let reply = response::Event::Replied { party: of, kind, text, language, details: None };
        act(Room::Response, reply.into(), author(Role::PartyLiaison, 30, Some(parties[0])));
    }
    for ground in [finding::ClosingGround::NoFurtherAction, finding::ClosingGround::Settled] {
        let closure = finding::Closure { ground, reason: text(), joined_to: None };
        act(Room::Finding, finding::Event::Closed { closure }.into(), head.clone());
    }
    let asked =
        [(finding::ReopeningGround::PartyRequest, Some(parties[0])), (finding::ReopeningGround::NewEvidence, None)];
    for (ground, of) in asked {
        let reopening = finding::Reopening { ground, reason: text(), party: of.map(party), due: at(500) };
        act(Room::Finding, finding::Event::Reopened { reopening }.into(), reviewer.clone());
    }
    all
}

/// What must never come about after publication.
fn wrong_later(model: &Model, procedure: &Procedure, parties: [&str; 2]) -> Option<&'static str> {
    let (finding, response) = (model.finding()?, model.response()?);
    finding.published()?;
    for record in &response.measures {
        if record.measure.party != party(parties[0]) {
            return Some("a measure against a party to which nothing is attributed");
        }
        if record.measure.step > response::Step::JointVisit {
            return Some("a high measure after a first breach that is not grave");
        }
        let last: BTreeMap<_, _> = record.votes.iter().map(|vote| (vote.by.account, vote.vote)).collect();
        let body = procedure.bodies.last().filter(|_| record.imposed());
        let members = body.map(|body| seats(procedure, parties).iter().filter(|seat| seat.body == body.key).count());
        if members.is_some_and(|members| last.len() < members) {
            return Some("a measure imposed without its quorum");
        }
    }
    let open = response.measures.iter().any(response::MeasureRecord::open);
    if finding.closed().is_some() && open {
        return Some("a case closed over an open measure");
    }
    let granted = finding.turns.iter().any(|turn| matches!(&turn.course, finding::Course::Reopened(_)));
    let asked = response.replies.iter().any(|reply| reply.kind == response::ReplyKind::ReopeningRequest);
    if granted && !asked { Some("a case reopened that nobody asked for, without new evidence") } else { None }
}

type Later = (BTreeSet<String>, BTreeSet<&'static str>, BTreeSet<&'static str>);

/// Every state that can be reached after publication.
fn explore_later(procedure: &Procedure, parties: [&str; 2], bent: fn(&Model, &Event) -> bool) -> Later {
    let tries = later_tries(procedure, parties);
    let first = published(procedure, parties);
    let key = |model: &Model| {
        let (finding, response) = (model.finding().unwrap(), model.response().unwrap());
        let measures: Vec<_> = response
            .measures
            .iter()
            .map(|one| {
                let last: BTreeMap<_, _> = one.votes.iter().map(|vote| (vote.by.account, vote.vote.code())).collect();
                let decided = one.decided.as_ref().map(|(_, _, imposed, _)| *imposed);
                format!("{:?} {:?} {last:?} {decided:?} {}", one.measure.party, one.measure.step, one.ended.is_some())
            })
            .collect();
        let kinds: BTreeSet<_> = response.replies.iter().map(|reply| reply.kind).collect();
        let turns: Vec<_> = finding.turns.iter().map(|turn| format!("{:?}", turn.course)).collect();
        format!("{} {measures:?} {kinds:?} {turns:?}", model.hour)
    };
    let (mut reached, mut handlings, mut wrong) = (BTreeSet::from([key(&first)]), BTreeSet::new(), BTreeSet::new());
    let mut queue = VecDeque::from([(first, 0)]);
    while let Some((model, depth)) = queue.pop_front() {
        for (room, event, by) in &tries {
            let forced = || bent(&model, event).then(|| model.after(*room, event, by));
            let Some(next) = model.record(*room, event, by).or_else(forced) else { continue };
            // Answers and turns may go on for ever: one of each is enough.
            let finding = next.finding().unwrap();
            let again = next.response().is_some_and(|response| response.replies.len() > 2) || finding.turns.len() > 3;
            if !again && reached.insert(key(&next)) {
                handlings.insert(finding.handling().code());
                wrong.extend(wrong_later(&next, procedure, parties));
                if depth < 10 {
                    queue.push_back((next, depth + 1));
                }
            }
        }
    }
    (reached, handlings, wrong)
}

#[test]
fn after_publication_no_way_leads_past_quorum_hearing_or_open_measures_and_swapping_the_parties_swaps_it() {
    for procedure in
        templates().iter().filter(|one| one.concludes == agreement::Concludes::Everything && one.bodies.len() < 2)
    {
        let (reached, handlings, wrong) = explore_later(procedure, ["north", "south"], |_, _| false);
        println!("{}: {} states after publication", procedure.template.code(), reached.len());
        assert_eq!(wrong, BTreeSet::new(), "{}", procedure.template.code());
        assert_eq!(handlings, BTreeSet::from(["closed", "published", "reopened"]));
        let renamed = |key: &String| key.replace("north", "\u{1}").replace("south", "north").replace('\u{1}', "south");
        let swapped: BTreeSet<String> = reached.iter().map(renamed).collect();
        assert!(swapped == explore_later(procedure, ["south", "north"], |_, _| false).0);
        // The checks see rules that are bent.
        let closes = |_: &Model, event: &Event| matches!(event, Event::Finding(finding::Event::Closed { .. }));
        let (_, _, wrong) = explore_later(procedure, ["north", "south"], closes);
        assert!(wrong.contains("a case closed over an open measure"));
        let proposes = |model: &Model, event: &Event| {
            let none = model.response().is_some_and(|response| response.measures.is_empty());
            none && matches!(event, Event::Response(response::Event::MeasureProposed { .. }))
        };
        let (_, _, wrong) = explore_later(procedure, ["north", "south"], proposes);
        assert!(wrong.contains("a measure against a party to which nothing is attributed"));
    }
}
