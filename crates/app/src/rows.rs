//! Rows of the read models: what lists, maps and figures are made of. Dropped and replayed at will.

use crate::Reader;
use mirqab_domain::procedure::{self, Case};
use mirqab_domain::{Room, Subject, finding, incident, report, verification};
use mirqab_vocabulary::{
    AccountId, Bilingual, Coordinates, FindingId, IncidentId, Instant, Interval, Language, PartyCode, Place, ReportId,
    ViolationKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A slice of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// How many to pass over.
    pub offset: u32,
    /// How many to show.
    pub limit: u32,
}

/// Which reports.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// Occurrence overlaps this time.
    pub occurred: Option<Interval>,
    /// Received during this time.
    pub received: Option<Interval>,
    /// Of this kind.
    pub kind: Option<ViolationKind>,
    /// Submitted by this account.
    pub author: Option<AccountId>,
    /// Through this channel.
    pub channel: Option<report::Channel>,
    /// Filed by this party.
    pub reported_by: Option<PartyCode>,
    /// Linked to no incident.
    pub unlinked: bool,
    /// Holding these words.
    pub words: Option<String>,
    /// Other than these.
    pub except: BTreeSet<ReportId>,
}

/// A report with where and when alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its id.
    pub id: ReportId,
    /// When it happened.
    pub occurred: Interval,
    /// Where, within how many metres.
    pub area: Option<(Coordinates, u32)>,
}

/// Which incidents.
#[derive(Clone, Debug, Default)]
pub struct IncidentFilter {
    /// Occurrence overlaps this time.
    pub occurred: Option<Interval>,
    /// Occurrence began during this time.
    pub began: Option<Interval>,
    /// Of this kind.
    pub kind: Option<ViolationKind>,
    /// Standing like this.
    pub handling: Option<String>,
    /// With a public finding.
    pub published: bool,
    /// Merged ones too.
    pub merged: bool,
    /// In which order.
    pub order: Order,
}

/// In which order incidents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first, by when they happened.
    #[default]
    Newest,
    /// Those that are due first, first; those without a deadline not at all.
    Due,
}

/// What one day brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// Reports received.
    pub reports: u64,
    /// Incidents that began.
    pub incidents: u64,
    /// Those of them that are verified and published.
    pub verified: u64,
}

/// Reports received of one channel and one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The channel.
    pub channel: report::Channel,
    /// The party that filed them, if a party did.
    pub reported_by: Option<PartyCode>,
    /// How many.
    pub number: u64,
}

/// A report, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// What recognises the same sending again.
    pub digest: String,
    /// When it was received.
    pub received_at: Instant,
    /// When it happened.
    pub occurred: Interval,
    /// What kind.
    pub kind: ViolationKind,
    /// Through which channel.
    pub channel: report::Channel,
    /// From which source.
    pub source: String,
    /// Filed by which party.
    pub reported_by: Option<PartyCode>,
    /// Accusing which party.
    pub accused: Option<PartyCode>,
    /// Where, within how many metres.
    pub area: Option<(Coordinates, u32)>,
    /// What the place was called.
    pub place: Option<String>,
    /// Who submitted it.
    pub author: AccountId,
    /// The report that it retells.
    pub retells: Option<ReportId>,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The beginning of its words.
    pub excerpt: String,
    /// The language of its words.
    pub language: Language,
    /// Who was harmed, by this report.
    pub harm: Option<report::Harm>,
    /// Whether something of it was erased.
    #[serde(default)]
    pub erased: bool,
}

/// An incident with its verification and its finding, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRow {
    /// Its id.
    pub id: IncidentId,
    /// What it is called.
    pub title: Bilingual,
    /// What kind.
    pub kind: ViolationKind,
    /// When it happened.
    pub occurred: Option<Interval>,
    /// Where, within how many metres.
    pub area: Option<(Coordinates, u32)>,
    /// How many reports.
    pub reports: u32,
    /// How many independent origins.
    pub origins: u32,
    /// Whom reports accuse, in the order of their codes.
    pub accused: Vec<PartyCode>,
    /// Where its id points on to.
    pub merged_into: Option<IncidentId>,
    /// Who was harmed: from the most cautious report's least to the most extensive report's greatest number. Reports of
    /// one incident are never added up.
    pub harm: Option<report::Harm>,
    /// How far it is handled: `reported`, `under_verification`, or the finding's handling.
    pub handling: String,
    /// Until when verification should be done, while it is.
    pub due: Option<Instant>,
    /// Who claimed it, until when.
    pub claim: Option<(AccountId, Instant)>,
    /// Its finding.
    pub finding: Option<FindingId>,
    /// What the public was told, if anything.
    pub published: Option<finding::Axes>,
    /// When the public was told so.
    pub published_at: Option<Instant>,
    /// Whether most of this is left out, because the reader reviews the case without the parties' names first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
}

/// Where a report puts the event: a centre and the radius of a circle that holds all that it stated.
pub fn area_of(place: &Place) -> Option<(Coordinates, u32)> {
    crate::location::stated(place)
}

const EXCERPT: usize = 240;

/// The least radius of a place that everybody sees, in metres.
const COARSE_M: u32 = 2_000;
/// A hundredth of a degree.
const COARSE_UDEG: i32 = 10_000;

/// An area as everybody may see it: its centre to a hundredth of a degree, its radius at least two kilometres.
pub fn coarse((at, radius_m): (Coordinates, u32)) -> (Coordinates, u32) {
    let round = |udeg: i32| (udeg.div_euclid(COARSE_UDEG)) * COARSE_UDEG + COARSE_UDEG / 2;
    // Rounding stays within the bounds of latitude and longitude but for their very ends, where the exact one is kept.
    let shown = Coordinates::new(round(at.lat_udeg()), round(at.lon_udeg())).unwrap_or(at);
    (shown, radius_m.max(COARSE_M))
}

/// The box around some points as everybody may see it: its edges on hundredths of a degree, and at least as wide and high as the
/// circle of `coarse`. South, west, north and east in millionths of a degree.
pub fn coarse_box(points: &[Coordinates]) -> Option<[i32; 4]> {
    let ends = |of: fn(&Coordinates) -> i32| Some((points.iter().map(of).min()?, points.iter().map(of).max()?));
    let snapped = |(least, most): (i32, i32), width_udeg: i32| {
        let (mut low, mut high) = (least.div_euclid(COARSE_UDEG), most.div_euclid(COARSE_UDEG) + 1);
        while (high - low) * COARSE_UDEG < width_udeg {
            (low, high) = (low - 1, high + 1);
        }
        (low * COARSE_UDEG, high * COARSE_UDEG)
    };
    let (lat, lon) = (ends(|at| at.lat_udeg())?, ends(|at| at.lon_udeg())?);
    // Twice the least radius, in millionths of a degree of latitude; degrees of longitude are shorter.
    let width = f64::from(2 * COARSE_M) / 0.110_5;
    let narrow = (f64::from(lat.0.abs().max(lat.1.abs())) / 1e6).to_radians().cos().max(0.05);
    let ((south, north), (west, east)) =
        (snapped(lat, width.ceil() as i32), snapped(lon, (width / narrow).ceil() as i32));
    Some([south.max(-90_000_000), west.max(-180_000_000), north.min(90_000_000), east.min(180_000_000)])
}

/// A report's row.
pub fn report_row(state: &report::State) -> ReportRow {
    let draft = &state.draft;
    ReportRow {
        id: state.id,
        digest: crate::sealing::digest_of(state),
        received_at: draft.received_at,
        occurred: draft.occurred,
        kind: draft.kind,
        channel: draft.channel,
        source: draft.source.as_str().to_owned(),
        reported_by: draft.reported_by.clone(),
        accused: draft.accused.clone(),
        area: area_of(&draft.place),
        place: draft.place.name().map(ToString::to_string),
        author: state.author.account,
        retells: state.origin,
        withdrawn: state.withdrawn,
        excerpt: draft.text.as_str().chars().take(EXCERPT).collect(),
        language: draft.language,
        harm: draft.harm,
        erased: !state.protection.tombstones.is_empty(),
    }
}

/// An incident's row and its reports, from the states of its rooms. `finding` is given where its id is known.
pub fn incident_row(
    reader: &dyn Reader,
    case: &Case,
    finding: Option<FindingId>,
) -> anyhow::Result<(IncidentRow, Vec<ReportId>)> {
    let id = case.incident.id;
    let fetch = |room: Room, id: String| reader.state(&Subject { room, id });
    let verification = procedure::as_verification(fetch(Room::Verification, id.to_string())?);
    let found = match finding {
        Some(finding) => procedure::as_finding(fetch(Room::Finding, finding.to_string())?),
        None => None,
    };
    let published = found.as_ref().and_then(finding::State::published);
    let retracted = found.as_ref().is_some_and(finding::State::retracted);
    let reopened = found.as_ref().and_then(|found| found.reopened()).map(|(_, again)| again.due);
    let handling = match (&found, &verification) {
        (Some(found), _) => found.handling().code(),
        (None, Some(_)) => "under_verification",
        (None, None) => "reported",
    };
    let working = !matches!(handling, "published" | "retracted" | "closed");
    let row = IncidentRow {
        id,
        title: case.incident.title.clone(),
        kind: case.incident.kind,
        occurred: case.occurred(),
        area: joint_area(case),
        reports: u32::try_from(case.reports.len()).unwrap_or(u32::MAX),
        origins: u32::try_from(case.origins().len()).unwrap_or(u32::MAX),
        accused: case.accused().into_iter().collect(),
        merged_into: match case.incident.standing {
            incident::Handling::Open => None,
            incident::Handling::MergedInto(into) => Some(into),
        },
        harm: harm(case),
        handling: handling.to_owned(),
        due: reopened.or(verification.as_ref().map(|state| state.due)).filter(|_| working),
        claim: verification.as_ref().and_then(claim),
        finding: found.as_ref().map(|found| found.id),
        published: published.filter(|_| !retracted).map(|version| version.proposal.axes.clone()),
        published_at: published.and_then(|version| version.published_at),
        masked: false,
    };
    Ok((row, case.incident.reports().into_iter().collect()))
}

fn claim(state: &verification::State) -> Option<(AccountId, Instant)> {
    state.claim.as_ref().map(|claim| (claim.by, claim.until))
}

/// The circle around the region that holds the incident with 90 % by its independent origins together.
fn joint_area(case: &Case) -> Option<(Coordinates, u32)> {
    let circle = crate::location::of_case(case)?.location.circle;
    Some((circle.centre, circle.radius_m))
}

/// The span of what standing reports say of people harmed.
fn harm(case: &Case) -> Option<report::Harm> {
    let said = case.reports.iter().filter(|report| !report.withdrawn).filter_map(|report| report.draft.harm);
    said.reduce(|a, b| report::Harm {
        killed_min: a.killed_min.min(b.killed_min),
        killed_max: a.killed_max.max(b.killed_max),
        injured_min: a.injured_min.min(b.injured_min),
        injured_max: a.injured_max.max(b.injured_max),
        civilians: if a.civilians == b.civilians { a.civilians } else { None },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coarse_place_is_near_and_says_nothing_of_the_exact_one() {
        let at = |lat, lon| Coordinates::new(lat, lon).unwrap();
        let (shown, radius_m) = coarse((at(32_801_234, 13_209_999), 50));
        assert_eq!((shown, radius_m), (at(32_805_000, 13_205_000), COARSE_M));
        assert_eq!(coarse((at(32_808_000, 13_200_001), 9_000)), (at(32_805_000, 13_205_000), 9_000));
        assert_eq!(coarse((at(90_000_000, 0), 50)).0, at(90_000_000, 0));
    }
}
