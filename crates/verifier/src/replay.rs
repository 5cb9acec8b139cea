//! The rules, asked again for every entry in the order of the log.

use crate::{Failure, Part, Where, Why};
use mirqab_domain::procedure::{self, Answer, State, World};
use mirqab_domain::{Event, Subject, agreement, report, verification};
use mirqab_ledger::bytes_signed;
use mirqab_record::bundle::BundleEntry;
use mirqab_record::bundle::needed;
use mirqab_record::{Chains, Group, RecordError, claims, on_all_cores, open};
use mirqab_vocabulary::{BlobId, Instant, PartyCode};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// The states of all subjects, as the entries so far add up to.
#[derive(Default)]
pub(crate) struct Memory {
    states: BTreeMap<Subject, State>,
    // In the order in which they were adopted.
    agreements: Vec<Subject>,
}

impl World for Memory {
    type Error = Infallible;
    fn agreements(&mut self) -> Result<Vec<agreement::State>, Infallible> {
        let states = self.agreements.iter().map(|subject| self.states.get(subject).cloned());
        Ok(states.filter_map(procedure::as_agreement).collect())
    }
    fn state(&mut self, subject: &Subject) -> Result<Option<State>, Infallible> {
        Ok(self.states.get(subject).cloned())
    }
}

/// What the entries add up to.
pub(crate) struct Replayed {
    /// The states.
    pub world: Memory,
    /// For each position the subject of its entry.
    pub subjects: BTreeMap<u64, Subject>,
    /// For each subject those that must be at hand to judge the facts about it.
    pub ends: BTreeMap<Subject, Vec<Subject>>,
    /// How many payloads are withheld.
    pub withheld: usize,
    /// How many are not there because they were erased.
    pub erased: usize,
    /// Positions at which the recorded time lies before that of an earlier entry.
    pub clock_went_back: Vec<u64>,
    /// When the entry at each position was recorded.
    pub recorded: BTreeMap<u64, Instant>,
    /// The latest time at which one of the entries was recorded.
    pub latest: Option<Instant>,
    /// Who filed reports, and who signed them.
    pub signed: Vec<SignedReports>,
}

/// Fewer entries are opened sooner than a thread is started.
const WORTH_A_THREAD: usize = 32;

/// Opens every entry, follows each subject's history, and asks the rules.
pub(crate) fn replay(origin: &str, entries: &[BundleEntry]) -> Result<Replayed, Failure> {
    let mut chains = Chains::new();
    let mut replayed = Replayed {
        world: Memory::default(),
        subjects: BTreeMap::new(),
        ends: BTreeMap::new(),
        withheld: 0,
        erased: 0,
        clock_went_back: Vec::new(),
        recorded: BTreeMap::new(),
        latest: None,
        signed: Vec::new(),
    };
    // What is not there of each subject, by the item of evidence that it is about, until a tombstone says that it was erased.
    let mut absent: BTreeMap<Subject, Vec<(Option<u32>, Group)>> = BTreeMap::new();
    // To read an entry and to write it again is most of a check, and needs no other entry.
    let opened = on_all_cores(entries, WORTH_A_THREAD, |entry| open(&entry.envelope, &entry.payloads));
    for (entry, opened) in entries.iter().zip(opened) {
        let position = entry.position;
        let at = |part| Where::entry(position, part);
        let (envelope, event, withheld) = opened.map_err(|error| Failure::new(at(part_of(&error)), error))?;
        chains.follow(&envelope).map_err(|error| Failure::new(at(Part::Previous), error))?;
        let claims = claims(origin, &envelope, &event).map_err(|error| Failure::new(at(Part::Payloads), error))?;
        let (about, author, now) = (envelope.subject, envelope.author, envelope.recorded_at);
        replayed.ends.entry(about.clone()).or_default().extend(needed(&event, author.account));
        procedure::admit(&mut replayed.world, &about, &event, &author, now).map_err(|answer| match answer {
            Answer::Refused(refusal) => Failure::new(at(Part::Fact), refusal),
            Answer::NoSuchSubject => Failure::new(at(Part::Subject), Why::NoSuchSubject),
            Answer::Failed(never) => match never {},
        })?;
        for claim in claims {
            if !bytes_signed(&claim.key.to_bytes(), &claim.bytes, &claim.signature.to_bytes()) {
                return Err(Failure::new(at(Part::Fact), claim.refusal));
            }
        }
        if let Event::Report(report::Event::Submitted { draft, signed }) = &event {
            let own = signed.as_ref().filter(|_| author.party == draft.reported_by);
            count_signed(&mut replayed.signed, draft.reported_by.as_ref(), own.map(|own| &own.key));
        }
        let before = replayed.world.states.remove(&about);
        if before.is_none() && about.room == mirqab_domain::Room::Agreement {
            replayed.world.agreements.push(about.clone());
        }
        let Some(state) = procedure::apply(before, &about, &event, &author, now) else {
            return Err(Failure::new(at(Part::Fact), Why::CameToNothing));
        };
        replayed.world.states.insert(about.clone(), state);
        replayed.withheld += withheld.len();
        replayed.subjects.insert(position, about.clone());
        let known = absent.entry(about).or_default();
        let item = match &event {
            Event::Verification(event) => event.item(),
            _ => None,
        };
        known.extend(withheld.into_iter().map(|group| (item, group)));
        let erased = match &event {
            Event::Report(report::Event::Erased { parts, .. }) => Some(parts),
            Event::Verification(verification::Event::EvidenceErased { parts, .. }) => Some(parts),
            _ => None,
        };
        if let Some(parts) = erased {
            let before = known.len();
            known.retain(|(of, group)| *of != item || !parts.iter().any(|part| holds(*part, *group)));
            replayed.erased += before - known.len();
            replayed.withheld -= before - known.len();
        }
        if replayed.latest.is_some_and(|latest| now < latest) {
            replayed.clock_went_back.push(position);
        }
        replayed.recorded.insert(position, now);
        replayed.latest = replayed.latest.max(Some(now));
    }
    Ok(replayed)
}

/// Of the reports that one party filed, or that no party did, how many carry the sender's own signature.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SignedReports {
    /// The party; none for what no party filed.
    pub party: Option<PartyCode>,
    /// How many reports.
    pub reports: u64,
    /// How many of them are signed with a key of that party's own, or of a sender of no party.
    pub signed: u64,
    /// With which keys.
    pub keys: BTreeSet<BlobId>,
}

fn count_signed(counts: &mut Vec<SignedReports>, party: Option<&PartyCode>, key: Option<&BlobId>) {
    let place = counts.binary_search_by(|count| count.party.as_ref().cmp(&party));
    let place = place.unwrap_or_else(|place| {
        counts.insert(place, SignedReports { party: party.cloned(), reports: 0, signed: 0, keys: BTreeSet::new() });
        place
    });
    if let Some(count) = counts.get_mut(place) {
        count.reports += 1;
        count.signed += u64::from(key.is_some());
        count.keys.extend(key.cloned());
    }
}

/// Whether a part of a report that was erased stood in a group.
fn holds(part: report::Part, group: Group) -> bool {
    matches!(
        (part, group),
        (report::Part::Identity, Group::Identity)
            | (report::Part::Words, Group::Words)
            | (report::Part::Place, Group::Exact)
    )
}

fn part_of(error: &RecordError) -> Part {
    match error {
        RecordError::Envelope(_)
        | RecordError::NotCanonical("envelope")
        | RecordError::UnknownKind(_)
        | RecordError::Commitments => Part::Envelope,
        _ => Part::Payloads,
    }
}
