//! What the facts about one commitment add up to.

use super::{Blocker, Condition, Evidence, EvidenceKind, Plan, Progress, Reached, Terms};
use crate::Author;
use mirqab_vocabulary::{AccountId, Bilingual, CommitmentId, Instant, Line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One movement, as recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Step {
    /// To where.
    pub progress: Progress,
    /// When that came about.
    pub at: Instant,
    /// Why we say so.
    pub note: Bilingual,
    /// The milestone, or nothing for the whole.
    pub milestone: Option<Line>,
    /// Who stands in the way.
    pub blocker: Option<Blocker>,
    /// Who recorded it; left out for those who do not read cases.
    pub by: Option<Author>,
    /// Whether the evidence of that moment carries "verified". Without it "verified" counts as said to be done.
    pub backed: bool,
}

/// A movement as read models keep it, and as they kept it before milestones and evidence were recorded.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Before(Progress, Instant, Bilingual),
    Now {
        progress: Progress,
        at: Instant,
        note: Bilingual,
        milestone: Option<Line>,
        blocker: Option<Blocker>,
        by: Option<Author>,
        backed: bool,
    },
}

impl From<Kept> for Step {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Before(progress, at, note) => {
                let backed = progress != Progress::Verified;
                Self { progress, at, note, milestone: None, blocker: None, by: None, backed }
            }
            Kept::Now { progress, at, note, milestone, blocker, by, backed } => {
                Self { progress, at, note, milestone, blocker, by, backed }
            }
        }
    }
}

/// An item of evidence with who took it in and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number within the commitment.
    pub number: u32,
    /// The item.
    pub evidence: Evidence,
    /// Who took it in; left out for those who do not read cases.
    pub by: Option<Author>,
    /// When.
    pub at: Instant,
}

/// When something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// No time was set.
    Open,
    /// By then.
    At(Instant),
    /// Not before these have come about.
    Waiting(Vec<Condition>),
}

/// One commitment as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Its id.
    pub id: CommitmentId,
    /// Its terms.
    pub terms: Terms,
    /// Its steps and what it waits for.
    #[serde(default)]
    pub plan: Plan,
    /// Where it stood, since when, why, as recorded.
    pub progress: Vec<Step>,
    /// The evidence, in order.
    #[serde(default)]
    pub evidence: Vec<Item>,
}

impl Promise {
    /// The movements of a milestone, or of the whole.
    pub fn steps<'a, 'm>(
        &'a self,
        milestone: Option<&'m Line>,
    ) -> impl DoubleEndedIterator<Item = &'a Step> + use<'a, 'm> {
        self.progress.iter().filter(move |step| step.milestone.as_ref() == milestone)
    }

    /// Where a milestone stands, or the whole. What is said to be verified without evidence is said to be done.
    pub fn stands(&self, milestone: Option<&Line>) -> Progress {
        self.steps(milestone).next_back().map_or(Progress::Agreed, Step::counts)
    }

    /// Since when it is done, by the earliest of the movements that nothing has undone since.
    pub fn done_since(&self, milestone: Option<&Line>, reached: Reached) -> Option<Instant> {
        let enough = |step: &&Step| match reached {
            Reached::Done => matches!(step.counts(), Progress::Done | Progress::Verified),
            Reached::Verified => step.counts() == Progress::Verified,
        };
        self.steps(milestone).rev().take_while(enough).last().map(|step| step.at)
    }

    /// Who stands in the way now.
    pub fn blocker<'a>(&'a self, milestone: Option<&Line>) -> Option<&'a Blocker> {
        self.steps(milestone).next_back()?.blocker.as_ref()
    }

    /// When a milestone is due, or the whole. What waits for a condition is not due before it is met; then within the hours that were
    /// agreed, and never before its own date.
    pub fn due<'a>(&'a self, milestone: Option<&Line>, of: &dyn Fn(CommitmentId) -> Option<&'a Self>) -> Due {
        let step = milestone.and_then(|key| self.plan.milestones.iter().find(|known| known.key == *key));
        let own = step.map_or(self.terms.due, |step| step.due);
        let conditions = self.plan.after.iter().chain(step.into_iter().flat_map(|step| &step.after));
        let (mut waiting, mut due) = (Vec::new(), own);
        for condition in conditions {
            let other = if condition.commitment == self.id { Some(self) } else { of(condition.commitment) };
            let met = other.and_then(|other| other.done_since(condition.milestone.as_ref(), condition.reached));
            match (met, condition.within_hours) {
                (None, _) => waiting.push(condition.clone()),
                (Some(met), Some(hours)) => due = due.max(Some(met.plus_s(i64::from(hours) * 3600))),
                (Some(_), None) => {}
            }
        }
        match due {
            _ if !waiting.is_empty() => Due::Waiting(waiting),
            Some(due) => Due::At(due),
            None => Due::Open,
        }
    }

    /// Since when its time has passed, if it has and it is not done.
    pub fn overdue_since<'a>(
        &'a self,
        milestone: Option<&Line>,
        now: Instant,
        of: &dyn Fn(CommitmentId) -> Option<&'a Self>,
    ) -> Option<Instant> {
        match self.due(milestone, of) {
            Due::At(due) if due < now && self.done_since(milestone, Reached::Done).is_none() => Some(due),
            _ => None,
        }
    }

    /// Whether the evidence carries that a milestone was reached, or that the whole was done: one visit by the mission, or two independent
    /// origins of which one at least is not an owner. What was collected before it was last undone says nothing of now.
    pub fn carried(&self, milestone: Option<&Line>) -> bool {
        let undone = self.steps(milestone).rev().find(|step| step.progress == Progress::Reversed).map(|step| step.at);
        let items = self.evidence.iter().map(|item| &item.evidence).filter(|item| {
            item.carries() && item.milestone.as_ref() == milestone && undone.is_none_or(|at| item.collected_at > at)
        });
        let owners = |item: &Evidence| item.from.as_ref().is_some_and(|party| self.terms.owners.contains(party));
        let (own, others): (Vec<_>, Vec<_>) = items.partition(|item| owners(item));
        if others.iter().any(|item| item.kind == EvidenceKind::SiteVisit && item.from.is_none()) {
            return true;
        }
        // Two things that one party hands over have one origin: that party.
        let origins: BTreeSet<String> = others
            .iter()
            .map(|item| item.from.as_ref().map_or_else(|| format!("={}", item.origin), ToString::to_string))
            .collect();
        !origins.is_empty() && origins.len() + usize::from(!own.is_empty()) >= 2
    }

    /// Who recorded last that it is done.
    pub fn said_done_by(&self, milestone: Option<&Line>) -> Option<AccountId> {
        let mut since = self.steps(milestone).rev().take_while(|step| step.progress != Progress::Reversed);
        since.find(|step| step.progress == Progress::Done).and_then(|step| step.by.as_ref()).map(|by| by.account)
    }
}

impl Step {
    /// What it counts as.
    pub fn counts(&self) -> Progress {
        if self.progress == Progress::Verified && !self.backed { Progress::Done } else { self.progress }
    }
}
