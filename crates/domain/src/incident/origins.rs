//! Independent origins: how many voices speak, whatever the number of items.

use mirqab_vocabulary::{PartyCode, ReportId};
use std::collections::BTreeMap;

/// What is needed of a report to tell whose voice it is.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The report.
    pub report: ReportId,
    /// The report that it retells, if it was judged to retell one.
    pub retells: Option<ReportId>,
    /// The party that filed it, if a party did. A party's own several channels are one voice.
    pub party: Option<PartyCode>,
    /// The source, as named. A second call of one source is the same voice.
    pub source: String,
    /// Whether it was withdrawn, and so no longer speaks.
    pub withdrawn: bool,
}

/// One independent origin and the reports that carry its voice, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The reports.
    pub reports: Vec<ReportId>,
    /// The party behind it, if it is a party's.
    pub party: Option<PartyCode>,
}

/// Groups reports into independent origins: a retelling belongs to what it retells, and all reports of one source,
/// or of one party, are one origin. Withdrawn reports are left out. The order of the input decides nothing but the order of the output.
pub fn origins(voices: &[Voice]) -> Vec<Origin> {
    let mut parents: Vec<usize> = (0..voices.len()).collect();
    let mut first_by_source: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    let mut first_by_story: BTreeMap<ReportId, usize> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate() {
        let source = match &voice.party {
            Some(party) => (Some(party.as_str()), ""),
            None => (None, voice.source.as_str()),
        };
        // A retelling carries its origin's voice, not that of the outlet which printed it.
        let other = match voice.retells {
            None => *first_by_source.entry(source).or_insert(index),
            Some(_) => index,
        };
        join(&mut parents, index, other);
        for story in [Some(voice.report), voice.retells].into_iter().flatten() {
            let other = *first_by_story.entry(story).or_insert(index);
            join(&mut parents, index, other);
        }
    }
    let mut groups: BTreeMap<usize, Origin> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate().filter(|(_, voice)| !voice.withdrawn) {
        let group = groups.entry(root(&parents, index)).or_insert_with(|| Origin { reports: Vec::new(), party: None });
        group.reports.push(voice.report);
        if group.party.is_none() && voice.retells.is_none() {
            group.party.clone_from(&voice.party);
        }
    }
    groups.into_values().collect()
}

fn root(parents: &[usize], mut index: usize) -> usize {
    while parents[index] != index {
        index = parents[index];
    }
    index
}

fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    // The earlier stands for both, so that groups come out in the order of the input.
    parents[a.max(b)] = a.min(b);
}
