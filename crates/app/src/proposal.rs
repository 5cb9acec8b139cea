//! Proposals: which reports may tell of one event, with reasons.
//!
//! The machine proposes and changes nothing. A person answers; the answer is a fact that keeps what was proposed, with the model and
//! the positions of everything that was looked at, so that it can be computed again.

use crate::access::{Action, Actor};
use crate::incident::subject;
use crate::rows::{IncidentRow, Page, ReportFilter, ReportRow, area_of};
use crate::work::App;
use crate::{AppError, Reader, report};
use mirqab_analysis::lineage::{Copied, How, Looking, lineage};
use mirqab_analysis::linkage::{
    Contribution as Said, Detail, Evidence, Kind, Meant, Model, Point, Reports, Scored, SourceKind, Tally, Toll,
    Tongue, When,
};
use mirqab_domain::incident::{Answer, Contribution, Event, Proposal};
use mirqab_domain::report::{Channel, OccurredPrecision, Repetition, State};
use mirqab_domain::{Subject, procedure};
use mirqab_vocabulary::{
    Code, IncidentId, Instant, Interval, Line, Passage, Quality, ReportId, ViolationKind, Weapon, WeaponClass,
};
use std::collections::{BTreeMap, BTreeSet};

/// How long before and after a report others are looked at: local dates and UTC dates of one event differ by less.
const AROUND_S: i64 = 26 * 3600;
/// How far from a report's area another's may lie, in metres.
const FAR_M: f64 = 30_000.0;
/// The most reports that are looked at, the nearest in time first.
const AROUND_MOST: usize = 300;
/// The most rows that are read for it.
const ROWS_MOST: u32 = 3000;
/// What is less probable is not proposed, in thousandths.
const LEAST_PERMILLE: u16 = 50;

/// A report that may tell of the same event as another, and why.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Candidate {
    /// The incident to which the report would be linked; `None` where the nearest report is linked to none.
    pub incident: Option<IncidentRow>,
    /// The report in question.
    pub report: ReportRow,
    /// The report that speaks most for it.
    pub nearest: ReportRow,
    /// What a person answered before, if that is not the link itself.
    pub answered: Option<Answer>,
    /// What is proposed, and why.
    pub proposal: Proposal,
}

/// Some reports and what lies around them, ready to be compared.
struct Around {
    states: Vec<State>,
    positions: Vec<u64>,
    reports: Reports,
    model: Model,
    copies: Vec<Copied>,
}

/// How far two areas lie apart at least, in metres; nothing where one is not known.
fn gap_m(a: &ReportRow, b: &ReportRow) -> Option<f64> {
    let ((a, a_m), (b, b_m)) = (a.area?, b.area?);
    let north = (a.lat() - b.lat()) * 110_574.0;
    let east = (a.lon() - b.lon()) * 111_320.0 * ((a.lat() + b.lat()) / 2.0).to_radians().cos();
    Some((north.hypot(east) - f64::from(a_m) - f64::from(b_m)).max(0.0))
}

fn fetched(reader: &dyn Reader, id: ReportId) -> anyhow::Result<Option<(State, u64)>> {
    let about = report::subject(id);
    let state = procedure::as_report(reader.state(&about)?);
    Ok(state.zip(reader.position_of(&about)?))
}

impl Around {
    /// What lies around these reports, they themselves included.
    fn of(reader: &dyn Reader, centres: &[ReportId]) -> Result<Self, AppError> {
        let mut rows = Vec::new();
        for id in centres {
            rows.extend(reader.report(*id)?);
        }
        let Some(from) = rows.iter().map(|row| row.occurred.from()).min() else { return Err(AppError::NotFound) };
        let to = rows.iter().map(|row| row.occurred.to()).max().unwrap_or(from);
        let window = Interval::new(from.plus_s(-AROUND_S), to.plus_s(AROUND_S)).map_err(anyhow::Error::from)?;
        let filter = ReportFilter { occurred: Some(window), ..ReportFilter::default() };
        let (near, _) = reader.reports(&filter, Page { offset: 0, limit: ROWS_MOST })?;
        let known: BTreeSet<ReportId> = rows.iter().map(|row| row.id).collect();
        let mut others: Vec<(i64, ReportId)> = near
            .iter()
            .filter(|row| !row.withdrawn && !known.contains(&row.id))
            .filter(|row| rows.iter().any(|centre| gap_m(row, centre).is_none_or(|gap| gap <= FAR_M)))
            .map(|row| {
                let middle = |row: &ReportRow| row.occurred.from().unix_s() + row.occurred.length_s() / 2;
                let apart = rows.iter().map(|centre| (middle(centre) - middle(row)).abs()).min().unwrap_or(0);
                (apart, row.id)
            })
            .collect();
        others.sort_unstable();
        others.truncate(AROUND_MOST);
        let all: BTreeSet<ReportId> = known.into_iter().chain(others.into_iter().map(|(_, id)| id)).collect();
        let mut found = Vec::new();
        for id in all {
            found.extend(fetched(reader, id)?);
        }
        Ok(Self::over(found))
    }

    fn over(found: Vec<(State, u64)>) -> Self {
        let (states, positions): (Vec<State>, Vec<u64>) = found.into_iter().unzip();
        let mut reports = Reports::new();
        let copies = with_evidence(&states, &positions, |all| {
            for evidence in all {
                reports.push(evidence);
            }
            lineage(all, Looking::default()).copies
        });
        let model = Model::for_reports(&reports);
        Self { states, positions, reports, model, copies }
    }

    fn index(&self, id: ReportId) -> Option<usize> {
        self.states.iter().position(|state| state.id == id)
    }

    fn scored(&self, a: usize, b: usize) -> Scored {
        self.model.score(&self.reports, a as u32, b as u32)
    }

    /// What is said of two reports, as it is kept with an answer.
    fn proposal(&self, report: usize, nearest: usize, scored: &Scored) -> Result<Proposal, AppError> {
        let line = |text: String| Line::parse(&text).map_err(anyhow::Error::from);
        let rest = self.positions.iter().enumerate().filter(|(index, _)| *index != report && *index != nearest);
        let first = [self.positions[report], self.positions[nearest]];
        Ok(Proposal {
            model: line(format!("linkage/{}", self.model.version()))?,
            parameters: line(format!("{:016x}", self.model.fingerprint()))?,
            nearest: self.states[nearest].id,
            inputs: first.into_iter().chain(rest.map(|(_, position)| *position)).collect(),
            permille: permille(scored),
            contributions: contributions(scored).map_err(AppError::Failed)?,
        })
    }
}

fn permille(scored: &Scored) -> u16 {
    (scored.probability() * 1000.0).round().clamp(0.0, 1000.0) as u16
}

fn contributions(scored: &Scored) -> anyhow::Result<Vec<Contribution>> {
    let of = |feature: &str, weight_milli: i32, facts: &[(&str, i64)]| {
        let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Ok(Contribution { feature: Line::parse(feature)?, weight_milli, facts })
    };
    let each = scored.contributions.iter().map(|said| of(said.feature.code(), said.weight_milli, &facts(said)));
    std::iter::once(of("prior", scored.prior_milli, &[])).chain(each).collect()
}

/// What was compared, as whole numbers.
fn facts(said: &Said) -> Vec<(&'static str, i64)> {
    let whole = |number: f32| number.round() as i64;
    match said.detail {
        Detail::Missing => vec![("missing", 1)],
        Detail::Expected { reports } => vec![("expected_milli", whole(reports * 1000.0))],
        Detail::Distance { metres, precision_m } => {
            vec![("apart_m", whole(metres)), ("precision_m", whole(precision_m))]
        }
        Detail::Apart { minutes } => vec![("apart_min", whole(minutes))],
        Detail::Numbers { a, b } => vec![("a", i64::from(a)), ("b", i64::from(b))],
        Detail::Likeness { percent } => vec![("percent", i64::from(percent))],
        Detail::Same(same) => vec![("same", i64::from(same))],
        Detail::CounterClaim => vec![("counter_claim", 1)],
        Detail::Values => Vec::new(),
    }
}

/// Numbers for names, so that only sameness counts.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    fn number(&mut self, room: &str, name: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(format!("{room}:{name}")).or_insert(next)
    }

    /// The sources that a text names.
    fn credits(&mut self, state: &State, all: &[State]) -> Vec<u32> {
        let words = format!(" {} ", crate::fold::words(state.draft.text.as_str()));
        let own = state.draft.source.as_str();
        let named: BTreeSet<&str> = all
            .iter()
            .map(|other| other.draft.source.as_str())
            .filter(|name| *name != own && words.contains(&format!(" {} ", crate::fold::words(name))))
            .collect();
        named.into_iter().map(|name| self.number("source", name)).collect()
    }
}

/// Hands over the reports as they are compared.
fn with_evidence<T>(states: &[State], positions: &[u64], work: impl FnOnce(&[Evidence<'_>]) -> T) -> T {
    let mut names = Names::default();
    let media: Vec<Vec<u64>> = states.iter().map(media).collect();
    let credits: Vec<Vec<u32>> = states.iter().map(|state| names.credits(state, states)).collect();
    let of = |index: usize| evidence(&states[index], positions[index], &mut names, &media[index], &credits[index]);
    let all: Vec<Evidence<'_>> = (0..states.len()).map(of).collect();
    work(&all)
}

fn media(state: &State) -> Vec<u64> {
    let hash = |text: &str| u64::from_str_radix(text.get(..16)?, 16).ok();
    state.draft.attachments.iter().filter_map(|file| hash(file.blob.as_str())).collect()
}

fn evidence<'a>(
    state: &'a State,
    position: u64,
    names: &mut Names,
    media: &'a [u64],
    credits: &'a [u32],
) -> Evidence<'a> {
    let draft = &state.draft;
    let source = names.number("source", draft.source.as_str());
    let (from, until) = (draft.occurred.from().unix_s(), draft.occurred.to().unix_s());
    let when = match draft.occurred_precision {
        OccurredPrecision::Stated if from == until => When::At { moment: from, precision_s: 300 },
        _ => When::Within { from, until },
    };
    let toll = |least, most| Toll { least, most };
    Evidence {
        key: position,
        source: Some(source),
        voice: Some(draft.reported_by.as_ref().map_or(source, |party| names.number("party", party.as_str()))),
        source_kind: match draft.channel {
            Channel::Observer => SourceKind::Monitor,
            Channel::Party => SourceKind::Party,
            Channel::Media => SourceKind::Media,
            Channel::Civilian | Channel::Hotline => SourceKind::Civil,
            Channel::Sensor => SourceKind::Sensor,
        },
        point: area_of(&draft.place).map(|(at, radius_m)| Point {
            lat: at.lat(),
            lon: at.lon(),
            precision_m: Some(radius_m as f32),
        }),
        when: Some(when),
        published_at: Some(draft.received_at.unix_s()),
        kind: kind(draft.kind, &draft.weapon),
        weapon: (draft.weapon.class != WeaponClass::Unknown).then(|| names.number("weapon", draft.weapon.class.code())),
        count: draft.observations.iter().map(|seen| seen.count).max().filter(|count| count.number > 0).map(|count| {
            Tally {
                number: count.number,
                meant: match count.quality {
                    Quality::Exact => Meant::Exactly,
                    Quality::About => Meant::About,
                    Quality::AtLeast => Meant::AtLeast,
                },
            }
        }),
        killed: draft.harm.map(|harm| toll(harm.killed_min, harm.killed_max)),
        injured: draft.harm.map(|harm| toll(harm.injured_min, harm.injured_max)),
        accused: draft.accused.as_ref().map(|party| names.number("party", party.as_str())),
        accuser: draft.reported_by.as_ref().map(|party| names.number("party", party.as_str())),
        place_name: draft.place.name().map(Line::as_str),
        text: Some(draft.text.as_str()),
        language: Tongue::tagged(draft.language.code()),
        media,
        credits,
    }
}

/// A kind as it is compared. What names a consequence or a judgement (an attack on civilians, damage, "no violation") may be any act:
/// it says nothing.
fn kind(kind: ViolationKind, weapon: &Weapon) -> Option<Kind> {
    Some(match kind {
        ViolationKind::SmallArmsFire => Kind::SMALL_ARMS,
        ViolationKind::SniperFire => Kind::SNIPER,
        ViolationKind::HeavyMachineGunFire => Kind::HEAVY_MACHINE_GUN,
        ViolationKind::ExchangeOfFire => Kind::FIRE,
        ViolationKind::Shelling => match weapon.class {
            WeaponClass::Mortar => Kind::MORTAR,
            WeaponClass::Artillery => Kind::ARTILLERY,
            WeaponClass::RocketLauncher => Kind::ROCKETS,
            WeaponClass::Tank => Kind::TANK_FIRE,
            WeaponClass::RocketPropelledGrenade => Kind::ROCKET_GRENADE,
            _ => Kind::SHELLING,
        },
        ViolationKind::AirStrike => Kind::AIR_STRIKE,
        ViolationKind::ArmedDroneStrike => Kind::DRONE_STRIKE,
        ViolationKind::UndeterminedExplosion => Kind::EXPLOSION,
        ViolationKind::Mine if weapon.class == WeaponClass::ImprovisedDevice => Kind::IED,
        ViolationKind::Mine => Kind::MINE,
        ViolationKind::AttackOnCivilians | ViolationKind::InfrastructureDamage | ViolationKind::NotAViolation => {
            return None;
        }
        other => Kind::other(ViolationKind::ALL.iter().position(|kind| *kind == other)?.try_into().ok()?),
    })
}

/// What was answered of reports before.
type Answers = BTreeMap<ReportId, Answer>;

/// An incident that stands by itself, and what was answered of it before.
fn open_incident(reader: &dyn Reader, id: IncidentId) -> Result<Option<(IncidentRow, Answers)>, AppError> {
    let Some(row) = reader.incident(id)?.filter(|row| row.merged_into.is_none()) else { return Ok(None) };
    let state = procedure::as_incident(reader.state(&subject(id))?);
    Ok(state.map(|state| (row, state.answered)))
}

fn row(reader: &dyn Reader, id: ReportId) -> Result<ReportRow, AppError> {
    reader.report(id)?.ok_or(AppError::NotFound)
}

/// What a report may belong to: incidents, and reports that are linked to none; the most probable first.
pub fn of_report(reader: &dyn Reader, id: ReportId) -> Result<Vec<Candidate>, AppError> {
    let around = Around::of(reader, &[id])?;
    let own = around.index(id).ok_or(AppError::NotFound)?;
    let linked: BTreeSet<IncidentId> = reader.incidents_of(id)?.into_iter().collect();
    // For each incident the report of it that speaks most; unlinked reports stand by themselves.
    let mut best: BTreeMap<Result<IncidentId, ReportId>, (Scored, usize)> = BTreeMap::new();
    for other in (0..around.states.len()).filter(|other| *other != own) {
        let scored = around.scored(own, other);
        let incidents = reader.incidents_of(around.states[other].id)?;
        let mut keys: Vec<Result<IncidentId, ReportId>> = incidents.into_iter().map(Ok).collect();
        if keys.is_empty() {
            keys.push(Err(around.states[other].id));
        }
        for key in keys.into_iter().filter(|key| !key.is_ok_and(|incident| linked.contains(&incident))) {
            let better = best.get(&key).is_none_or(|(known, _)| scored.log_odds_milli > known.log_odds_milli);
            if better {
                best.insert(key, (scored.clone(), other));
            }
        }
    }
    let mut candidates = Vec::new();
    for (key, (scored, nearest)) in best.into_iter().filter(|(_, (scored, _))| permille(scored) >= LEAST_PERMILLE) {
        let (incident, answered) = match key {
            Ok(incident) => match open_incident(reader, incident)? {
                Some((row, answers)) => (Some(row), answers.get(&id).copied()),
                None => continue,
            },
            Err(_) => (None, None),
        };
        candidates.push(Candidate {
            incident,
            report: row(reader, id)?,
            nearest: row(reader, around.states[nearest].id)?,
            answered,
            proposal: around.proposal(own, nearest, &scored)?,
        });
    }
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.proposal.permille));
    Ok(candidates)
}

/// Reports linked to no incident that may tell of this one; the most probable first.
pub fn of_incident(reader: &dyn Reader, id: IncidentId) -> Result<Vec<Candidate>, AppError> {
    let Some((incident, answers)) = open_incident(reader, id)? else { return Ok(Vec::new()) };
    let state = procedure::as_incident(reader.state(&subject(id))?).ok_or(AppError::NotFound)?;
    let own: Vec<ReportId> = state.reports().into_iter().collect();
    let around = Around::of(reader, &own)?;
    let inside: Vec<usize> = own.iter().filter_map(|id| around.index(*id)).collect();
    let mut candidates = Vec::new();
    for other in 0..around.states.len() {
        let report = around.states[other].id;
        if own.contains(&report) || !reader.incidents_of(report)?.is_empty() {
            continue;
        }
        // A first look, over what lies around the incident. What is shown is over what lies around the report, as on its own page.
        if !inside.iter().any(|at| 2 * permille(&around.scored(other, *at)) >= LEAST_PERMILLE) {
            continue;
        }
        let proposal = between(reader, report, id)?;
        if proposal.permille < LEAST_PERMILLE {
            continue;
        }
        candidates.push(Candidate {
            incident: Some(incident.clone()),
            report: row(reader, report)?,
            nearest: row(reader, proposal.nearest)?,
            answered: answers.get(&report).copied(),
            proposal,
        });
    }
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.proposal.permille));
    Ok(candidates)
}

/// What is proposed of a report and an incident, however improbable.
fn between(reader: &dyn Reader, report: ReportId, incident: IncidentId) -> Result<Proposal, AppError> {
    let state = procedure::as_incident(reader.state(&subject(incident))?).ok_or(AppError::NotFound)?;
    let around = Around::of(reader, &[report])?;
    let own = around.index(report).ok_or(AppError::NotFound)?;
    let others = state.reports();
    let near = (0..around.states.len()).filter(|at| *at != own && others.contains(&around.states[*at].id));
    let near = near.filter(|at| !around.states[*at].withdrawn).map(|at| (around.scored(own, at), at));
    match near.rev().max_by_key(|(scored, _)| scored.log_odds_milli) {
        Some((scored, nearest)) => around.proposal(own, nearest, &scored),
        None => Err(AppError::NotFound),
    }
}

/// A report that another seems to repeat, and what shows it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Repeats {
    /// The report that it seems to repeat.
    pub of: ReportRow,
    /// What shows it.
    pub shown: Repetition,
}

fn shown(copied: &Copied) -> Result<Repetition, AppError> {
    let line = |text: &str| Line::parse(text).map_err(anyhow::Error::from);
    let permille = |share: f32| (share * 1000.0).round().clamp(0.0, 1000.0) as u16;
    let how = match copied.how {
        How::Exact => "exact",
        How::Edited => "edited",
        How::Shortened => "shortened",
        How::Extended => "extended",
        How::Credited => "credited",
        How::SharedCredit => "shared_credit",
        How::Media => "media",
    };
    Ok(Repetition {
        model: line("lineage/1")?,
        how: line(how)?,
        shared_permille: permille(copied.jaccard),
        contained_permille: permille(copied.contained),
        names_source: copied.credits,
    })
}

/// What a report seems to repeat: the one that was published before it and is most like it.
pub fn repeats(reader: &dyn Reader, id: ReportId) -> Result<Option<Repeats>, AppError> {
    let around = Around::of(reader, &[id])?;
    let own = around.index(id).ok_or(AppError::NotFound)?;
    let Some(copied) = around.copies.iter().find(|copied| copied.report as usize == own) else { return Ok(None) };
    Ok(Some(Repeats { of: row(reader, around.states[copied.of as usize].id)?, shown: shown(copied)? }))
}

/// An answer to a proposal, with what was proposed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Kept {
    /// Where it stands in the log.
    pub position: u64,
    /// When it was answered.
    pub at: Instant,
    /// The report.
    pub report: ReportId,
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub reason: Passage,
    /// What was proposed, and why.
    pub proposal: Proposal,
}

/// All answers to proposals about an incident, in order.
pub fn kept(reader: &dyn Reader, id: IncidentId) -> Result<Vec<Kept>, AppError> {
    let mut all = Vec::new();
    for entry in reader.entries_about(&subject(id))? {
        let (envelope, event, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
        if let mirqab_domain::Event::Incident(Event::ProposalJudged { report, answer, proposal, reason }) = event {
            let (position, at) = (entry.position, envelope.recorded_at);
            all.push(Kept { position, at, report, answer, reason, proposal: *proposal });
        }
    }
    Ok(all)
}

/// Computes again what is kept with an answer, out of the positions that are kept with it.
pub fn again(reader: &dyn Reader, proposal: &Proposal) -> Result<Proposal, AppError> {
    let mut found = Vec::new();
    for position in &proposal.inputs {
        let entry = reader.entries(*position, 1)?.pop().ok_or(AppError::NotFound)?;
        let (envelope, _, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
        let id = ReportId::parse(&envelope.subject.id).map_err(anyhow::Error::from)?;
        found.extend(fetched(reader, id)?);
    }
    let first = found.first().map(|(state, _)| state.id).ok_or(AppError::NotFound)?;
    found.sort_by_key(|(state, _)| state.id);
    let around = Around::over(found);
    let (own, nearest) = (around.index(first), around.index(proposal.nearest));
    let (own, nearest) = own.zip(nearest).ok_or(AppError::NotFound)?;
    around.proposal(own, nearest, &around.scored(own, nearest))
}

impl App {
    /// Records what a report was judged to repeat; with what shows it, if that is what is proposed.
    pub fn judge_lineage(
        &self,
        actor: &Actor,
        id: ReportId,
        origin: Option<ReportId>,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::Group, |work| {
            let proposed = if origin.is_some() { repeats(work.reader(), id)? } else { None };
            let shown = proposed.filter(|proposed| Some(proposed.of.id) == origin).map(|proposed| proposed.shown);
            let event = mirqab_domain::report::Event::LineageRecorded { origin, reason: reason.clone(), shown };
            work.record(&report::subject(id), event)
        })
    }

    /// Records a person's answer to a proposal, with the proposal. Returns the entry's position.
    pub fn answer_proposal(
        &self,
        actor: &Actor,
        incident: IncidentId,
        report: ReportId,
        answer: Answer,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::Group, |work| {
            let proposal = Box::new(between(work.reader(), report, incident)?);
            let about: Subject = subject(incident);
            work.record(&about, Event::ProposalJudged { report, answer, proposal, reason: reason.clone() })
        })
    }
}
