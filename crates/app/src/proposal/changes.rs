//! What the model says of incidents as they stand: which two may be one, which may be two, and which reports are missing.
//!
//! Nothing changes by itself. A person answers, and the answer is kept with what was proposed; what follows from it stands in the facts
//! that people use without a proposal too. What was answered is not proposed again.
//! LIMIT: one look is at the incidents that began during one time, and at what lies around them; at most so many as stand below. The cost
//! of a look therefore does not grow with the record.

use super::around::{Around, fetched, neighbours};
use super::ranking::{HOLDS_PERMILLE, Ranking};
use super::sides::{merge, splits, suggestion};
use super::{Candidate, Taught, open_incident};
use crate::access::{Action, Actor};
use crate::incident::subject;
use crate::rows::{IncidentFilter, IncidentRow, Page, ReportRow};
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::incident::{Answer, Change, Event, Learnt, Proposal, State};
use mirqab_vocabulary::{Bilingual, IncidentId, Interval, Passage, ReportId, ViolationKind};
use std::collections::{BTreeMap, BTreeSet};

/// The most incidents of one look.
pub const INCIDENTS_MOST: u32 = 200;
/// The most reports around them.
const REPORTS_MOST: usize = 2_000;
/// The most suspicions that one look follows, the strongest first.
const SUSPECTS_MOST: usize = 60;

/// One proposed change.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Suggested {
    /// What would change in `incident`.
    pub about: Change,
    /// The incident.
    pub incident: IncidentRow,
    /// The incident that would go into it, if that is proposed.
    pub other: Option<IncidentRow>,
    /// The reports that would be taken out, if that is proposed.
    pub reports: Vec<ReportRow>,
    /// The two reports that speak most for one event: one of either side.
    pub pair: [ReportRow; 2],
    /// The mean probability over all pairs of the two sides, in thousandths.
    pub mean_permille: u16,
    /// What a person answered before.
    pub answered: Option<Answer>,
    /// What is said of the two reports, and why.
    pub proposal: Proposal,
}

/// What one look found.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Changes {
    /// Incidents that may be one, or two.
    pub items: Vec<Suggested>,
    /// Reports linked to nothing that would hold together with an incident.
    pub missing: Vec<Candidate>,
    /// How many incidents began during this time.
    pub incidents: u64,
    /// How many reports were looked at.
    pub reports: u64,
    /// Whether there was more to look at than one look takes.
    pub cut: bool,
    /// From which answers the model has learnt; nothing if its weights are those of its version.
    pub learnt: Option<Learnt>,
}

/// The incidents of a look with their standing, and which report belongs to which.
#[derive(Default)]
struct Scene {
    incidents: BTreeMap<IncidentId, (IncidentRow, State)>,
    of_report: BTreeMap<ReportId, BTreeSet<IncidentId>>,
}

impl Scene {
    fn put(&mut self, row: IncidentRow, state: State) {
        for report in state.reports() {
            self.of_report.entry(report).or_default().insert(row.id);
        }
        self.incidents.insert(row.id, (row, state));
    }
}

/// Compares the incidents that began during a time, and what lies around them, with what the model says of them.
pub fn changes(reader: &dyn Reader, taught: &Taught, began: Interval, offset: u32) -> Result<Changes, AppError> {
    let filter = IncidentFilter { began: Some(began), ..IncidentFilter::default() };
    let (rows, total) = reader.incidents(&filter, Page { offset, limit: INCIDENTS_MOST })?;
    let mut out = Changes {
        items: Vec::new(),
        missing: Vec::new(),
        incidents: total,
        reports: 0,
        cut: total > u64::from(offset) + rows.len() as u64,
        learnt: taught.learnt,
    };
    let mut scene = Scene::default();
    for row in rows.iter().filter(|row| !row.masked) {
        if let Some((row, state)) = open_incident(reader, row.id)? {
            scene.put(row, state);
        }
    }
    let own: BTreeSet<IncidentId> = scene.incidents.keys().copied().collect();
    let mut centres = Vec::new();
    for id in scene.of_report.keys() {
        centres.extend(reader.report(*id)?);
    }
    if centres.is_empty() {
        return Ok(out);
    }
    let ids = neighbours(reader, &centres, REPORTS_MOST)?;
    out.cut |= ids.len() == centres.len() + REPORTS_MOST;
    let mut found = Vec::new();
    for id in ids {
        found.extend(fetched(reader, id)?.filter(|(state, _)| !state.withdrawn));
        for incident in reader.incidents_of(id)? {
            if !scene.incidents.contains_key(&incident)
                && let Some((row, state)) = open_incident(reader, incident)?
            {
                scene.put(row, state);
            }
        }
    }
    out.reports = found.len() as u64;
    let (mut suspects, more) = suspicions(&Around::over(taught, found), &scene, &own);
    out.cut |= more;
    for suspect in std::mem::take(&mut suspects) {
        match suspect {
            Suspect::Merge(one, other) => out.items.extend(merge(reader, taught, one, other)?),
            Suspect::Split(incident) => out.items.extend(splits(reader, taught, incident)?),
            Suspect::Missing(report) => out.missing.extend(missing(reader, taught, report, &own)?),
        }
    }
    // What was left open before comes after what nobody has looked at.
    out.items.sort_by_key(|item| (item.answered.is_some(), std::cmp::Reverse(item.mean_permille), item.incident.id));
    Ok(out)
}

/// What a first look makes worth a second one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Suspect {
    Merge(IncidentId, IncidentId),
    Split(IncidentId),
    Missing(ReportId),
}

/// A first look over everything at once: half of what is needed makes suspicious. Says also whether there were more suspicions than are
/// followed.
fn suspicions(around: &Around, scene: &Scene, own: &BTreeSet<IncidentId>) -> (Vec<Suspect>, bool) {
    let ids: Vec<ReportId> = around.states.iter().map(|state| state.id).collect();
    let none = BTreeSet::new();
    let of = |at: u32| scene.of_report.get(&ids[at as usize]).unwrap_or(&none);
    let standing = |incident: &IncidentId| {
        let reports = scene.incidents[incident].1.reports();
        reports.iter().filter(|report| around.index(**report).is_some()).count() as u64
    };
    let mut between: BTreeMap<(IncidentId, IncidentId), u64> = BTreeMap::new();
    let mut beside: BTreeMap<(ReportId, IncidentId), u64> = BTreeMap::new();
    let mut together: BTreeSet<(u32, u32)> = BTreeSet::new();
    for edge in around.pairs() {
        let micro = u64::from(edge.micro);
        if micro >= u64::from(HOLDS_PERMILLE) * 1000 {
            together.insert((edge.a.min(edge.b), edge.a.max(edge.b)));
        }
        for (a, b) in [(edge.a, edge.b), (edge.b, edge.a)] {
            for incident in of(b).iter().filter(|incident| own.contains(incident)) {
                if of(a).is_empty() {
                    *beside.entry((ids[a as usize], *incident)).or_default() += micro;
                }
                // A report that belongs to both is no reason to make one of them.
                for other in of(a).iter().filter(|other| !of(b).contains(other) && !of(a).contains(incident)) {
                    let key = (*incident.min(other), *incident.max(other));
                    // A pair of incidents that are both of this look is met from either side.
                    let twice = if own.contains(other) { 1 } else { 2 };
                    *between.entry(key).or_default() += micro * twice;
                }
            }
        }
    }
    let half = u64::from(HOLDS_PERMILLE) * 500;
    let mut all: Vec<(std::cmp::Reverse<u64>, Suspect)> = Vec::new();
    for ((one, other), sum) in between {
        let mean = sum / 2 / (standing(&one) * standing(&other)).max(1);
        if mean >= half {
            all.push((std::cmp::Reverse(mean), Suspect::Merge(one, other)));
        }
    }
    let mut best: BTreeMap<ReportId, u64> = BTreeMap::new();
    for ((report, incident), sum) in beside {
        let mean = sum / standing(&incident).max(1);
        if mean >= half {
            let known = best.entry(report).or_default();
            *known = mean.max(*known);
        }
    }
    all.extend(best.into_iter().map(|(report, mean)| (std::cmp::Reverse(mean), Suspect::Missing(report))));
    for incident in own {
        let members: Vec<u32> = (0..ids.len() as u32).filter(|at| of(*at).contains(incident)).collect();
        let joined = |a: u32, b: u32| together.contains(&(a.min(b), a.max(b)));
        if parts(&members, joined).len() > 1 {
            all.push((std::cmp::Reverse(1_000_000), Suspect::Split(*incident)));
        }
    }
    all.sort();
    let more = all.len() > SUSPECTS_MOST;
    all.truncate(SUSPECTS_MOST);
    (all.into_iter().map(|(_, suspect)| suspect).collect(), more)
}

/// The members in pieces that no link joins, each in order.
pub(super) fn parts(members: &[u32], joined: impl Fn(u32, u32) -> bool) -> Vec<Vec<u32>> {
    let mut left: BTreeSet<u32> = members.iter().copied().collect();
    let mut out = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut part, mut open) = (BTreeSet::from([first]), vec![first]);
        while let Some(one) = open.pop() {
            let near: Vec<u32> = left.iter().copied().filter(|other| joined(one, *other)).collect();
            for other in near {
                left.remove(&other);
                part.insert(other);
                open.push(other);
            }
        }
        out.push(part.into_iter().collect());
    }
    out
}

/// The incident of this look with which a report that is linked to nothing would hold together best.
fn missing(
    reader: &dyn Reader,
    taught: &Taught,
    report: ReportId,
    own: &BTreeSet<IncidentId>,
) -> Result<Option<Candidate>, AppError> {
    let around = Around::of(reader, taught, &[report])?;
    let at = around.index(report).ok_or(AppError::NotFound)?;
    let ranking = Ranking::of(reader, &around, at)?;
    for place in 0..ranking.keys.len() {
        let (key, ..) = &ranking.keys[place];
        if ranking.permille(place) < HOLDS_PERMILLE {
            break;
        }
        if !key.is_ok_and(|incident| own.contains(&incident)) {
            continue;
        }
        let Some(ranked) = ranking.judged(reader, place)? else { continue };
        if ranked.mean_permille >= HOLDS_PERMILLE && ranked.answered(report).is_none() {
            let mut candidate = ranking.candidate(reader, &ranked)?;
            candidate.proposal.alternative = ranking.alternative(reader, &ranked)?;
            return Ok(Some(candidate));
        }
    }
    Ok(None)
}

/// What a person answers to a proposed change.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The change.
    pub about: Change,
    /// The answer.
    pub answer: Answer,
    /// What a new incident is, where the answer makes one: to a split, that it is a different event.
    pub new: Option<(ViolationKind, Bilingual)>,
    /// Why.
    pub reason: Passage,
}

impl App {
    /// Records a person's answer to a proposed change of an incident, with the proposal, and what follows from it. Returns the new
    /// incident, if one was opened.
    pub fn answer_change(&self, actor: &Actor, id: IncidentId, asked: &Asked) -> Result<Option<IncidentId>, AppError> {
        self.write(actor, Action::Group, |work| {
            let taught = self.taught(work.reader())?;
            let suggested = suggestion(work.reader(), &taught, id, &asked.about)?;
            let (about, answer, reason) = (asked.about.clone(), asked.answer, &asked.reason);
            let proposal = Box::new(suggested.proposal);
            work.record(&subject(id), Event::ChangeJudged { about, answer, proposal, reason: reason.clone() })?;
            match (&asked.about, answer, &asked.new) {
                (Change::Merge { other }, Answer::Same, _) => {
                    work.merge_incidents(id, *other, reason)?;
                    Ok(None)
                }
                (Change::Split { reports }, Answer::Different, Some((kind, title))) => {
                    Ok(Some(work.split_incident(id, reports, *kind, title, reason)?))
                }
                (Change::Split { .. }, Answer::Different, None) => Err(AppError::NotFound),
                _ => Ok(None),
            }
        })
    }
}
