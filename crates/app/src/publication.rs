//! Publication: the situation report's figures, from which both languages are made.
//!
//! Every figure stands under a counting rule with a name. Reported, verified and attributed are never added to one another.

use crate::access::{Action, Actor};
use crate::rows::{IncidentFilter, IncidentRow, Page, Received};
use crate::work::App;
use crate::{AppError, Reader, agreement, mission as watching};
use mirqab_domain::publication::{Event, Period};
use mirqab_domain::report::{Channel, Harm};
use mirqab_domain::response::ReplyKind;
use mirqab_domain::{Room, Subject, finding, mission, procedure};
use mirqab_vocabulary::{
    BlobId, Code, FindingId, IncidentId, Instant, Interval, Language, LocalDay, PartyCode, Passage, PublicationId,
    ViolationKind, ZoneName,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::PoisonError;

/// The subject of a publication.
pub fn subject(id: PublicationId) -> Subject {
    Subject { room: Room::Publication, id: id.to_string() }
}

/// A number with that of the period before, and the rule under which it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The counting rule, by name.
    pub rule: Rule,
    /// The number.
    pub value: u64,
    /// The number in the period before.
    pub previous: u64,
}

/// The counting rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Reports whose receipt falls into the period, withdrawn ones and retellings included.
    ReportsReceived,
    /// Incidents that began in the period and are told of by at least one report; merged ones once.
    IncidentsReported,
    /// Those of them whose published finding says confirmed or corroborated.
    IncidentsVerified,
    /// Those of them whose published finding says that an article was breached.
    BreachesFound,
    /// Those of them whose published finding names one party, or both.
    IncidentsAttributed,
    /// Independent origins of the incidents reported: retellings and a source's repetitions once.
    IndependentOrigins,
}

impl Rule {
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::ReportsReceived => "reports_received",
            Self::IncidentsReported => "incidents_reported",
            Self::IncidentsVerified => "incidents_verified",
            Self::BreachesFound => "breaches_found",
            Self::IncidentsAttributed => "incidents_attributed",
            Self::IndependentOrigins => "independent_origins",
        }
    }
}

/// What stands beside one party: three different things, in three columns, in the agreement's order of parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyLine {
    /// The party.
    pub party: PartyCode,
    /// Reports that it filed.
    pub filed: u64,
    /// Incidents of which at least one report accuses it.
    pub accused: u64,
    /// Incidents attributed to it by a published finding, alone or with another.
    pub attributed: u64,
}

/// One local day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayLine {
    /// The day.
    pub day: LocalDay,
    /// Incidents reported that began on it.
    pub reported: u64,
    /// Those verified.
    pub verified: u64,
    /// Seconds of it during which somebody watched. Zero means that nobody was looking, not that nothing was.
    pub watched_s: i64,
    /// Those of them by night; not told in the first form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watched_night_s: Option<i64>,
}

/// Who watched during a period, and by which means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watching {
    /// Seconds by day during which somebody watched.
    pub day_s: i64,
    /// Seconds by night.
    pub night_s: i64,
    /// By each means: its code, seconds by day, seconds by night. They overlap, and do not add up to the whole.
    pub by_means: Vec<(String, i64, i64)>,
    /// Seconds during which somebody watched in the period before.
    pub previous_s: i64,
    /// Incidents reported of the period that happened within reach of somebody who watched.
    pub in_view: u64,
    /// Patrols planned to be out in the period.
    pub patrols_planned: u64,
    /// Those of them that set out.
    pub patrols_set_out: u64,
    /// Outages of posts that touch the period.
    pub outages: u64,
}

/// People harmed, from at least to at most: summed over incidents, never over reports of one incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harmed {
    /// Incidents of which a report says that people were harmed.
    pub incidents: u64,
    /// Killed, at least.
    pub killed_min: u64,
    /// Killed, at most.
    pub killed_max: u64,
    /// Injured, at least.
    pub injured_min: u64,
    /// Injured, at most.
    pub injured_max: u64,
}

impl Harmed {
    fn add(&mut self, harm: Harm) {
        self.incidents += 1;
        self.killed_min += u64::from(harm.killed_min);
        self.killed_max += u64::from(harm.killed_max);
        self.injured_min += u64::from(harm.injured_min);
        self.injured_max += u64::from(harm.injured_max);
    }
}

/// A published finding on an incident of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concluded {
    /// The incident.
    pub incident: IncidentId,
    /// The finding.
    pub finding: FindingId,
    /// What it is called.
    pub title: mirqab_vocabulary::Bilingual,
    /// What kind.
    pub kind: ViolationKind,
    /// When it happened.
    pub occurred: Interval,
    /// The conclusion.
    pub axes: finding::Axes,
    /// Independent origins of the reports.
    pub origins: u32,
    /// Reports.
    pub reports: u32,
    /// What each party that had notice of it answered, in the order of the notices; not told in the forms before the third.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<Answer>>,
}

/// What a party that had notice of a published conclusion answered. Without a reply it stands here all the same: that it said nothing is
/// told of every party alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The party.
    pub party: PartyCode,
    /// Until when it had time.
    pub due: Instant,
    /// Its replies in the order in which they came.
    pub replies: Vec<Said>,
}

/// One reply, in the party's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// What kind of reply.
    pub kind: ReplyKind,
    /// When it came.
    pub at: Instant,
    /// Whether its time had passed.
    pub late: bool,
    /// The words.
    pub text: Passage,
    /// Their language.
    pub language: Language,
}

/// All figures of one situation report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The form of these figures.
    pub form: u32,
    /// Daily or weekly.
    pub period: Period,
    /// The first local day.
    pub first_day: LocalDay,
    /// The last local day.
    pub last_day: LocalDay,
    /// The zone of the days.
    pub zone: ZoneName,
    /// From when to when.
    pub during: Interval,
    /// From how many entries of the log they were computed.
    pub log_size: u64,
    /// The main numbers.
    pub main: Vec<Figure>,
    /// Reports received by channel, each channel listed.
    pub by_channel: Vec<(String, u64)>,
    /// Incidents reported by kind; kinds without any left out.
    pub by_kind: Vec<(ViolationKind, u64)>,
    /// Incidents reported by what is known of them: `not_concluded`, or the published occurrence.
    pub by_occurrence: Vec<(String, u64)>,
    /// Incidents verified by attribution.
    pub by_attribution: Vec<(String, u64)>,
    /// By party.
    pub by_party: Vec<PartyLine>,
    /// By day.
    pub by_day: Vec<DayLine>,
    /// People harmed as reported.
    pub harmed_reported: Harmed,
    /// People harmed in incidents that are verified, as reported of them.
    pub harmed_verified: Harmed,
    /// Seconds of the period during which somebody watched.
    pub watched_s: i64,
    /// Who watched; not told in the first form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watching: Option<Watching>,
    /// Restrictions of the mission's movement that fall into the period.
    pub restrictions: Vec<mission::Restriction>,
    /// Published findings on incidents of the period.
    pub concluded: Vec<Concluded>,
}

/// Two numbers that should agree, and do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{what}: {sum} against {total}")]
pub struct Mismatch {
    /// Which sum, by name.
    pub what: &'static str,
    /// What the parts add up to.
    pub sum: u64,
    /// What the total says.
    pub total: u64,
}

impl Figures {
    /// The number under a rule.
    pub fn value(&self, rule: Rule) -> u64 {
        self.main.iter().find(|figure| figure.rule == rule).map_or(0, |figure| figure.value)
    }

    /// The bytes from which the figures are known again.
    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        Ok(mirqab_record::canonical(&serde_json::to_value(self)?)?)
    }

    /// SHA-256 of those bytes.
    pub fn id(&self) -> anyhow::Result<BlobId> {
        Ok(BlobId::from_bytes(Sha256::digest(self.bytes()?).into()))
    }

    /// The totals that do not agree with their parts. Nothing is published while there is one.
    pub fn mismatches(&self) -> Vec<Mismatch> {
        let sum = |parts: &[(String, u64)]| parts.iter().map(|(_, number)| number).sum::<u64>();
        let reported = self.value(Rule::IncidentsReported);
        let verified = self.value(Rule::IncidentsVerified);
        let verified_parts: u64 = self
            .by_occurrence
            .iter()
            .filter(|(code, _)| code == "confirmed" || code == "corroborated")
            .map(|(_, number)| number)
            .sum();
        let attributed: u64 = self
            .by_attribution
            .iter()
            .filter(|(code, _)| code == "attributed_to" || code == "both")
            .map(|(_, n)| n)
            .sum();
        let pairs = [
            ("reports-by-channel", sum(&self.by_channel), self.value(Rule::ReportsReceived)),
            ("incidents-by-kind", self.by_kind.iter().map(|(_, number)| number).sum(), reported),
            ("incidents-by-occurrence", sum(&self.by_occurrence), reported),
            ("incidents-by-day", self.by_day.iter().map(|day| day.reported).sum(), reported),
            ("verified-by-occurrence", verified_parts, verified),
            ("verified-by-day", self.by_day.iter().map(|day| day.verified).sum(), verified),
            ("verified-by-attribution", sum(&self.by_attribution), verified),
            ("attributed-by-attribution", attributed, self.value(Rule::IncidentsAttributed)),
            (
                "watch-by-day",
                self.by_day.iter().map(|day| day.watched_s.unsigned_abs()).sum(),
                self.watched_s.unsigned_abs(),
            ),
            (
                "watch-by-light",
                self.watching.as_ref().map_or(self.watched_s, |told| told.day_s + told.night_s).unsigned_abs(),
                self.watched_s.unsigned_abs(),
            ),
        ];
        let wrong = pairs.into_iter().filter(|(_, sum, total)| sum != total);
        wrong.map(|(what, sum, total)| Mismatch { what, sum, total }).collect()
    }
}

/// Everything of one period that figures are made of.
struct Material {
    received: Vec<Received>,
    incidents: Vec<IncidentRow>,
}

const EVERYTHING: Page = Page { offset: 0, limit: u32::MAX };

fn material(reader: &dyn Reader, during: Interval) -> anyhow::Result<Material> {
    // An incident belongs to the period in which it began, and to no other. One without a known time belongs to none.
    let began = IncidentFilter { began: Some(during), ..IncidentFilter::default() };
    let (mut incidents, _) = reader.incidents(&began, EVERYTHING)?;
    incidents.retain(|row| row.occurred.is_some());
    Ok(Material { received: reader.received(during)?, incidents })
}

fn verified(row: &IncidentRow) -> bool {
    row.published.as_ref().is_some_and(|axes| axes.occurrence.is_verified())
}

fn attributed(row: &IncidentRow) -> bool {
    verified(row) && row.published.as_ref().is_some_and(|axes| axes.attribution.standard().is_some())
}

fn breach(row: &IncidentRow) -> bool {
    row.published.as_ref().is_some_and(|axes| axes.classification.code() == "violation")
}

impl Material {
    fn count(&self, rule: Rule) -> u64 {
        let incidents = |test: fn(&IncidentRow) -> bool| self.incidents.iter().filter(|row| test(row)).count() as u64;
        match rule {
            Rule::ReportsReceived => self.received(|_| true),
            Rule::IncidentsReported => incidents(|_| true),
            Rule::IncidentsVerified => incidents(verified),
            Rule::BreachesFound => incidents(breach),
            Rule::IncidentsAttributed => incidents(attributed),
            Rule::IndependentOrigins => self.incidents.iter().map(|row| u64::from(row.origins)).sum(),
        }
    }

    fn received(&self, test: impl Fn(&Received) -> bool) -> u64 {
        self.received.iter().filter(|some| test(some)).map(|some| some.number).sum()
    }

    fn tally(&self, of: impl Fn(&IncidentRow) -> Option<String>) -> Vec<(String, u64)> {
        let mut counts = std::collections::BTreeMap::new();
        for code in self.incidents.iter().filter_map(of) {
            *counts.entry(code).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }

    fn party(&self, party: &PartyCode) -> PartyLine {
        let named = |row: &&IncidentRow| {
            let axes = row.published.as_ref().filter(|_| attributed(row));
            axes.is_some_and(|axes| match &axes.attribution {
                mirqab_vocabulary::Attribution::Both { .. } => true,
                other => other.party() == Some(party),
            })
        };
        PartyLine {
            party: party.clone(),
            filed: self.received(|some| some.reported_by.as_ref() == Some(party)),
            accused: self.incidents.iter().filter(|row| row.accused.contains(party)).count() as u64,
            attributed: self.incidents.iter().filter(named).count() as u64,
        }
    }

    fn harmed(&self, test: impl Fn(&IncidentRow) -> bool) -> Harmed {
        let mut harmed = Harmed::default();
        for harm in self.incidents.iter().filter(|row| test(row)).filter_map(|row| row.harm) {
            harmed.add(harm);
        }
        harmed
    }
}

/// The form in which figures are made. The first knew posts alone, and neither day nor night; the second printed no replies.
pub(crate) const FORM: u32 = 3;

/// The figures of the period that ends with `last_day`, from what `reader` sees, in a form of old or the newest.
pub fn figures(
    reader: &dyn Reader,
    zone: &ZoneName,
    period: Period,
    last_day: LocalDay,
    log_size: u64,
    form: u32,
) -> anyhow::Result<Figures> {
    let first_day = last_day.plus_days(1 - period.days());
    let span = |first: LocalDay, last: LocalDay| {
        anyhow::Ok(Interval::new(zone.interval_of(first)?.from(), zone.interval_of(last)?.to())?)
    };
    let during = span(first_day, last_day)?;
    let before = span(first_day.plus_days(-period.days()), first_day.plus_days(-1))?;
    let (now, then) = (material(reader, during)?, material(reader, before)?);
    let rules = [
        Rule::ReportsReceived,
        Rule::IncidentsReported,
        Rule::IndependentOrigins,
        Rule::IncidentsVerified,
        Rule::BreachesFound,
        Rule::IncidentsAttributed,
    ];
    let main = rules.map(|rule| Figure { rule, value: now.count(rule), previous: then.count(rule) }).to_vec();
    let mission = watching::state(reader)?;
    let both = Interval::new(before.from(), during.to())?;
    let patrols = if form > 1 { watching::patrols_during(reader, both)? } else { Vec::new() };
    let watched = |interval: Interval| match &mission {
        None => (0, (form > 1).then_some(0)),
        Some(mission) if form == 1 => (mission.watched_s(interval), None),
        Some(mission) => {
            let any = watching::coverage::hours(mission, &patrols, interval).any;
            (any.total_s(), Some(any.night_s))
        }
    };
    let watching = match &mission {
        Some(mission) if form > 1 => Some(watching_of(reader, mission, &patrols, [during, before], &now.incidents)?),
        _ => None,
    };
    let mut by_day = Vec::new();
    for offset in 0..period.days() {
        let day = first_day.plus_days(offset);
        let interval = zone.interval_of(day)?;
        let on_it = |row: &&IncidentRow| {
            row.occurred.is_some_and(|at| interval.from() <= at.from() && at.from() <= interval.to())
        };
        let rows: Vec<&IncidentRow> = now.incidents.iter().filter(on_it).collect();
        by_day.push(DayLine {
            day,
            reported: rows.len() as u64,
            verified: rows.iter().filter(|row| verified(row)).count() as u64,
            watched_s: watched(interval).0,
            watched_night_s: watched(interval).1,
        });
    }
    let by_channel = Channel::ALL.iter().map(|channel| {
        let count = now.received(|some| some.channel == *channel);
        (channel.code().to_owned(), count)
    });
    let by_kind = ViolationKind::ALL.iter().filter_map(|kind| {
        let count = now.incidents.iter().filter(|row| row.kind == *kind).count() as u64;
        (count > 0).then_some((*kind, count))
    });
    let parties = agreement::parties(&agreement::all(reader)?);
    let restrictions = mission.as_ref().map_or(Vec::new(), |mission| {
        let falls = |restriction: &&mission::Restriction| {
            restriction.during.from() <= during.to() && restriction.during.to() >= during.from()
        };
        mission.standing_restrictions().map(|(_, restriction)| restriction).filter(falls).cloned().collect()
    });
    Ok(Figures {
        form,
        period,
        first_day,
        last_day,
        zone: zone.clone(),
        during,
        log_size,
        main,
        by_channel: by_channel.collect(),
        by_kind: by_kind.collect(),
        by_occurrence: now.tally(|row| {
            Some(row.published.as_ref().map_or("not_concluded", |axes| axes.occurrence.code()).to_owned())
        }),
        by_attribution: now.tally(|row| {
            let axes = row.published.as_ref().filter(|_| verified(row));
            axes.map(|axes| axes.attribution.code().to_owned())
        }),
        by_party: parties.iter().map(|party| now.party(&party.code)).collect(),
        by_day,
        harmed_reported: now.harmed(|_| true),
        harmed_verified: now.harmed(verified),
        watched_s: watched(during).0,
        watching,
        restrictions,
        concluded: concluded(reader, &now.incidents, form)?,
    })
}

/// Who watched during a period, with the period before beside it.
fn watching_of(
    reader: &dyn Reader,
    mission: &mission::State,
    patrols: &[mission::Patrol],
    [during, before]: [Interval; 2],
    incidents: &[IncidentRow],
) -> anyhow::Result<Watching> {
    use mirqab_analysis::coverage::Means;
    let seen = watching::coverage::hours(mission, patrols, during);
    let out = |patrol: &&mission::Patrol| {
        patrol.plan.during.from() <= during.to() && patrol.plan.during.to() >= during.from()
    };
    let blind =
        |held: &mission::OutageHeld| held.outage.from <= during.to() && held.to.is_none_or(|to| to >= during.from());
    let by_means = Means::ALL.iter().map(|means| {
        let light = seen.of(*means);
        (means.code().to_owned(), light.day_s, light.night_s)
    });
    Ok(Watching {
        day_s: seen.any.day_s,
        night_s: seen.any.night_s,
        by_means: by_means.collect(),
        previous_s: watching::coverage::hours(mission, patrols, before).any.total_s(),
        in_view: watching::coverage::incidents_in_view(reader, mission, patrols, during, incidents)?,
        patrols_planned: patrols.iter().filter(out).count() as u64,
        patrols_set_out: patrols.iter().filter(out).filter(|patrol| patrol.set_out.is_some()).count() as u64,
        outages: mission.standing_outages().filter(|(_, held)| blind(held)).count() as u64,
    })
}

fn concluded(reader: &dyn Reader, incidents: &[IncidentRow], form: u32) -> anyhow::Result<Vec<Concluded>> {
    let mut all = Vec::new();
    for row in incidents {
        let (Some(finding), Some(occurred), Some(axes)) = (row.finding, row.occurred, &row.published) else { continue };
        all.push(Concluded {
            incident: row.id,
            finding,
            title: row.title.clone(),
            kind: row.kind,
            occurred,
            axes: axes.clone(),
            origins: row.origins,
            reports: row.reports,
            answers: if form > 2 { Some(answers(reader, finding)?) } else { None },
        });
    }
    Ok(all)
}

/// What the parties that had notice of the published conclusion answered to it.
pub(crate) fn answers(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Vec<Answer>> {
    let found = procedure::as_finding(reader.state(&Subject { room: Room::Finding, id: id.to_string() })?);
    let public = found.as_ref().and_then(finding::State::published).map(|version| version.number);
    let Some((version, response)) = public.zip(crate::response::of(reader, id)?) else { return Ok(Vec::new()) };
    let mut answers: Vec<Answer> = Vec::new();
    for notice in response.notices.iter().filter(|notice| notice.version == version) {
        // One that was served again has the time of the last.
        if let Some(known) = answers.iter_mut().find(|known| known.party == notice.party) {
            known.due = notice.reply_due;
            continue;
        }
        let own = response.replies.iter().filter(|reply| reply.party == notice.party && reply.version == version);
        let replies = own.map(|reply| Said {
            kind: reply.kind,
            at: reply.at,
            late: reply.late,
            text: reply.text.clone(),
            language: reply.language,
        });
        answers.push(Answer { party: notice.party.clone(), due: notice.reply_due, replies: replies.collect() });
    }
    Ok(answers)
}

/// A publication that was issued.
#[derive(Clone, Debug)]
pub struct Publication {
    /// What the facts add up to.
    pub state: mirqab_domain::publication::State,
    /// Its figures.
    pub figures: Figures,
}

/// The publications, newest first.
pub fn all(reader: &dyn Reader) -> anyhow::Result<Vec<mirqab_domain::publication::State>> {
    let states = reader.states(Room::Publication)?;
    Ok(states.into_iter().rev().filter_map(|state| procedure::as_publication(Some(state))).collect())
}

/// A publication with its figures.
pub fn read(reader: &dyn Reader, id: PublicationId) -> Result<Publication, AppError> {
    let state = procedure::as_publication(reader.state(&subject(id))?).ok_or(AppError::NotFound)?;
    let bytes = reader.blob(&state.figures)?.ok_or_else(|| anyhow::anyhow!("the figures of {id} are gone"))?;
    let figures = serde_json::from_slice(&bytes).map_err(anyhow::Error::from)?;
    Ok(Publication { state, figures })
}

/// The form of the figures that were published of a period out of so many entries, if they were.
fn form_published(reader: &dyn Reader, period: Period, day: LocalDay, size: u64) -> anyhow::Result<Option<u32>> {
    let same =
        |state: &mirqab_domain::publication::State| (state.period, state.day, state.log_size) == (period, day, size);
    let Some(found) = all(reader)?.into_iter().find(same) else { return Ok(None) };
    let Some(bytes) = reader.blob(&found.figures)? else { return Ok(None) };
    Ok(Some(serde_json::from_slice::<Figures>(&bytes)?.form.clamp(1, FORM)))
}

/// Why a situation report was not issued.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// Its totals do not agree.
    #[error("the totals do not add up: {0:?}")]
    DoesNotAddUp(Vec<Mismatch>),
    /// The period is not over.
    #[error("the period is not over before {0}")]
    NotOver(Instant),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

/// How many drafts are kept.
const DRAFTS_KEPT: usize = 16;

impl App {
    /// The figures of a period as of now. Those asked for last are kept: they say of which position of the log they are, and for
    /// one position they are always the same.
    pub fn figures(&self, period: Period, day: LocalDay) -> Result<Figures, AppError> {
        self.read(|reader| {
            let size = reader.log_size()?;
            let lock = || self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            let asked = |kept: &&Figures| (kept.period, kept.last_day, kept.log_size) == (period, day, size);
            if let Some(kept) = lock().iter().find(asked) {
                return Ok(kept.clone());
            }
            let made = figures(reader, &self.settings.zone, period, day, size, FORM)?;
            let mut drafts = lock();
            drafts.truncate(DRAFTS_KEPT - 1);
            drafts.push_front(made.clone());
            Ok(made)
        })
    }

    /// The figures of a period as they would have been when the log had `size` entries: in the form in which they were published, if they
    /// were, and else in the newest.
    pub fn figures_as_of(&self, period: Period, day: LocalDay, size: u64) -> Result<Figures, AppError> {
        let form = self.read(|reader| Ok(form_published(reader, period, day, size)?.unwrap_or(FORM)))?;
        let scratch = self.as_of(size)?;
        let mut result = None;
        scratch.read(&mut |reader| {
            result = Some(figures(reader, &self.settings.zone, period, day, size, form)?);
            Ok(())
        })?;
        result.ok_or(AppError::NotFound)
    }

    /// Signs and issues the report of a period. Refused while its totals do not add up, or before the period is over.
    pub fn issue(&self, actor: &Actor, period: Period, day: LocalDay) -> Result<PublicationId, NotIssued> {
        let mut refused = None;
        let issued = self.write(actor, Action::Decide, |work| {
            let size = work.reader().log_size()?;
            let figures = figures(work.reader(), &self.settings.zone, period, day, size, FORM)?;
            let mismatches = figures.mismatches();
            if !mismatches.is_empty() {
                refused = Some(NotIssued::DoesNotAddUp(mismatches));
                return Err(AppError::NotFound);
            }
            if figures.during.to() >= work.now() {
                refused = Some(NotIssued::NotOver(figures.during.to()));
                return Err(AppError::NotFound);
            }
            let blob = work.keep(&figures.bytes()?)?;
            let (ms, random) = work.id_parts();
            let id = PublicationId::from_parts(ms, random);
            work.record(&subject(id), Event::Issued { period, day, log_size: size, figures: blob })?;
            Ok(id)
        });
        match (issued, refused) {
            (_, Some(refused)) => Err(refused),
            (issued, None) => Ok(issued?),
        }
    }
}
