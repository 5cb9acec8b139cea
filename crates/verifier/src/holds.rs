//! What a bundle that holds says.

use crate::replay::{Replayed, SignedReports};
use crate::{Anchored, Failure, Where, Why};
use mirqab_domain::procedure::{self, Case, World};
use mirqab_domain::{Author, Room, Subject, finding, report};
use mirqab_ledger::{Checkpoint, Succession};
use mirqab_record::bundle::Bundle;
use mirqab_vocabulary::Instant;

/// A step on the way to a conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was proposed.
    Proposed,
    /// A reviewer agreed.
    Agreed,
    /// A reviewer dissented.
    Dissented,
    /// It was sent back.
    SentBack,
    /// It was decided.
    Decided,
}

/// Who did a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Of which conclusion, counted from 1.
    pub version: u32,
    /// The step.
    pub step: Step,
    /// The account, in its role.
    pub by: Author,
    /// When it was recorded.
    pub at: Instant,
}

/// What a reader should know though the bundle holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The recorded time lies before that of an earlier entry.
    ClockWentBack {
        /// The entry's position.
        position: u64,
    },
    /// A report is named, as considered or as retold, and is not in the bundle; no rule asked for it.
    ReportAbsent {
        /// The report's id.
        id: String,
    },
}

/// A cosignature that the bundle carries. Whether its key is a witness's, the reader knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleWitness {
    /// The key, as `name+id+key`.
    pub key: String,
    /// When, by that witness's clock, in seconds since 1970.
    pub time: u64,
    /// Its line, with the line end.
    pub line: String,
}

/// The bundle holds.
#[derive(Clone, Debug)]
pub struct Holds {
    /// The finding with all its conclusions.
    pub finding: finding::State,
    /// The incident with its reports.
    pub case: Case,
    /// What was erased of its evidence, by the number of the item.
    pub evidence_erased: Vec<(u32, report::Tombstone)>,
    /// How many independent origins the standing reports have.
    pub report_origins: usize,
    /// How many independent origins the evidence that can carry a conclusion has.
    pub evidence_origins: u32,
    /// How fresh it is: the latest time at which one of its entries was recorded, by the mission's clock.
    pub newest_entry_at: Option<Instant>,
    /// Entries in the bundle.
    pub entries: usize,
    /// Payloads that are bound and not shown.
    pub withheld: usize,
    /// Payloads that were erased for good: a tombstone in the bundle says so.
    pub erased: usize,
    /// Who filed reports, and how many of them carry the sender's own signature.
    pub signed: Vec<SignedReports>,
    /// Who did what on the way to each conclusion, in order.
    pub acts: Vec<Act>,
    /// The checkpoint: the log's name, size and root.
    pub checkpoint: Checkpoint,
    /// The signed checkpoint with all cosignatures that the bundle carries.
    pub note: String,
    /// These cosignatures. Each holds under its key.
    pub cosigned: Vec<BundleWitness>,
    /// The changes of the log's key that the bundle shows, in their order.
    pub successions: Vec<Succession>,
    /// The log's key.
    pub key: String,
    /// Time stamps of the log that the bundle is from.
    pub anchored: Vec<Anchored>,
    /// Whether it was compared with the one that the reader has.
    pub key_compared: bool,
    /// What the reader should know.
    pub remarks: Vec<Remark>,
}

impl Holds {
    /// The conclusion that stands: the one that is public, or else the newest.
    pub fn conclusion(&self) -> Option<&finding::Version> {
        self.finding.published().or(self.finding.versions.last())
    }
}

pub(crate) fn holds(
    bundle: &Bundle,
    checkpoint: Checkpoint,
    cosigned: Vec<BundleWitness>,
    successions: Vec<Succession>,
    mut replayed: Replayed,
    (absent, anchored): (Vec<Subject>, Vec<Anchored>),
    key_compared: bool,
) -> Result<Holds, Failure> {
    let missing = || Failure::new(Where::Finding, Why::NoFinding);
    let world = &mut replayed.world;
    let about = |room, id: &str| Subject { room, id: id.to_owned() };
    let Ok(found) = world.state(&about(Room::Finding, bundle.finding.as_str()));
    let found = procedure::as_finding(found).ok_or_else(missing)?;
    let Ok(case) = procedure::case(world, found.incident);
    let Ok(verification) = world.state(&about(Room::Verification, found.incident.as_str()));
    let case = case.ok_or_else(missing)?;
    let mut remarks: Vec<Remark> =
        replayed.clock_went_back.iter().map(|position| Remark::ClockWentBack { position: *position }).collect();
    let reports = absent.into_iter().filter(|subject| subject.room == Room::Report);
    remarks.extend(reports.map(|subject| Remark::ReportAbsent { id: subject.id }));
    let verification = procedure::as_verification(verification);
    let items = verification.iter().flat_map(|state| &state.evidence);
    let erased = |item: &mirqab_domain::verification::Item| -> Vec<(u32, report::Tombstone)> {
        item.protection.tombstones.iter().map(|one| (item.number, one.clone())).collect()
    };
    Ok(Holds {
        evidence_erased: items.flat_map(erased).collect(),
        report_origins: case.origins().len(),
        evidence_origins: verification.as_ref().map_or(0, |state| state.carrying_origins()),
        newest_entry_at: replayed.latest,
        entries: bundle.entries.len(),
        withheld: replayed.withheld,
        erased: replayed.erased,
        signed: replayed.signed,
        acts: found.versions.iter().flat_map(acts).collect(),
        finding: found,
        case,
        checkpoint,
        note: cosigned.iter().fold(bundle.checkpoint.clone(), |note, one| note + &one.line),
        cosigned,
        successions,
        key: bundle.key.clone(),
        anchored,
        key_compared,
        remarks,
    })
}

fn acts(version: &finding::Version) -> Vec<Act> {
    let act = |step, by: &Author, at| Act { version: version.number, step, by: by.clone(), at };
    let mut acts = vec![act(Step::Proposed, &version.by, version.at)];
    for review in &version.reviews {
        acts.push(act(if review.agrees { Step::Agreed } else { Step::Dissented }, &review.by, review.at));
    }
    acts.extend(version.decided.iter().map(|(by, at, _)| act(Step::Decided, by, *at)));
    acts.extend(version.sent_back.iter().map(|(by, at, _)| act(Step::SentBack, by, *at)));
    acts
}
