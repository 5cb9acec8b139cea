//! May this fact of the commitment room be recorded?

use super::{Condition, Event, Plan, Progress, Promise, Refusal, Score, State, Terms};
use crate::Author;
use mirqab_vocabulary::{CommitmentId, Instant, Line, PartyCode, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What must be known beyond the subject itself: the plans of the commitments that a new plan would wait for, of those that these wait for,
/// and so on.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Plans by commitment.
    pub plans: BTreeMap<CommitmentId, Plan>,
}

/// Something that others may wait for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    /// That a commitment's own conditions are met.
    Gate(CommitmentId),
    /// One of its milestones.
    Milestone(CommitmentId, Line),
    /// The whole of it.
    Whole(CommitmentId),
}

/// The first chain of commitments that would each wait for the next and the last for the first, if `plan` were set for `id`.
pub fn waits_for_itself(id: CommitmentId, plan: &Plan, standing: &Standing) -> Option<Vec<CommitmentId>> {
    let of = |other: CommitmentId| if other == id { Some(plan) } else { standing.plans.get(&other) };
    let target = |condition: &Condition| match &condition.milestone {
        Some(key) => Node::Milestone(condition.commitment, key.clone()),
        None => Node::Whole(condition.commitment),
    };
    let next = |node: &Node| -> Vec<Node> {
        match node {
            Node::Gate(of_id) => of(*of_id).map_or_else(Vec::new, |plan| plan.after.iter().map(target).collect()),
            Node::Milestone(of_id, key) => {
                let steps = of(*of_id).into_iter().flat_map(|plan| &plan.milestones).filter(|step| step.key == *key);
                std::iter::once(Node::Gate(*of_id))
                    .chain(steps.flat_map(|step| step.after.iter().map(target)))
                    .collect()
            }
            Node::Whole(of_id) => {
                let steps = of(*of_id).into_iter().flat_map(|plan| &plan.milestones);
                let steps = steps.map(|step| Node::Milestone(*of_id, step.key.clone()));
                std::iter::once(Node::Gate(*of_id)).chain(steps).collect()
            }
        }
    };
    // A walk into the depth without recursion: the path so far, and what is still to be tried at each of its steps.
    let (mut done, mut path) = (BTreeSet::new(), vec![Node::Whole(id)]);
    let mut open = vec![next(&path[0])];
    while let Some(rest) = open.last_mut() {
        let Some(node) = rest.pop() else {
            open.pop();
            done.extend(path.pop());
            continue;
        };
        if let Some(begin) = path.iter().position(|known| *known == node) {
            let mut chain: Vec<CommitmentId> = path[begin..].iter().map(commitment_of).collect();
            chain.dedup();
            return Some(chain);
        }
        if !done.contains(&node) {
            open.push(next(&node));
            path.push(node);
        }
    }
    None
}

fn commitment_of(node: &Node) -> CommitmentId {
    match node {
        Node::Gate(id) | Node::Milestone(id, _) | Node::Whole(id) => *id,
    }
}

/// Whether `event` may be recorded about the subject `id` whose facts so far add up to `state`.
pub fn admit(
    state: Option<&State>,
    id: CommitmentId,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    match event {
        Event::Registered { terms } => {
            kept(author)?;
            fresh(state)?;
            registered(terms)
        }
        Event::PauseRequested { pause } => {
            fresh(state)?;
            filed(author, pause.requested_by.as_ref(), pause.source.as_ref())?;
            past(pause.requested_at, now)?;
            if pause.of.is_empty() { Err(Refusal::NobodyToGrant) } else { Ok(()) }
        }
        Event::Notified { notice } => {
            fresh(state)?;
            filed(author, notice.by.as_ref(), notice.source.as_ref())?;
            past(notice.notified_at, now)
        }
        Event::ClarificationAsked { question } => {
            fresh(state)?;
            filed(author, question.asked_by.as_ref(), question.source.as_ref())?;
            past(question.asked_at, now)?;
            if question.due > question.asked_at { Ok(()) } else { Err(Refusal::QuestionBackwards) }
        }
        _ => match state.ok_or(Refusal::NotRegistered)? {
            State::Promise(promise) => of_promise(promise, id, event, author, now, standing),
            State::Pause(pause) => match event {
                Event::PauseAnswered { granting } => {
                    filed(author, Some(&granting.party), granting.source.as_ref())?;
                    past(granting.at, now)?;
                    if !pause.pause.of.contains(&granting.party) {
                        return Err(Refusal::PartyNotAsked);
                    }
                    let heard = if author.party.is_some() { now } else { granting.at };
                    if heard > pause.pause.during.to() { Err(Refusal::PauseOver) } else { Ok(()) }
                }
                Event::PauseScored { scoring } => {
                    if !matches!(author.role, Role::Verifier | Role::HeadOfMission) {
                        return Err(Refusal::RoleNotAllowed);
                    }
                    if now <= pause.pause.during.to() {
                        return Err(Refusal::PauseNotOver);
                    }
                    if !pause.granted() {
                        return Err(Refusal::PauseNotGranted);
                    }
                    match scoring.score {
                        Score::Held if scoring.incidents > 0 => Err(Refusal::PauseNotHeld),
                        Score::Held if scoring.watched_s == 0 => Err(Refusal::PauseUnwatched),
                        _ => Ok(()),
                    }
                }
                _ => Err(Refusal::OtherForm),
            },
            State::Notice(notice) => match event {
                Event::NoticeCancelled { at, source, .. } => {
                    filed(author, notice.notice.by.as_ref(), source.as_ref())?;
                    past(*at, now)?;
                    if notice.cancelled.is_some() { Err(Refusal::AlreadyCancelled) } else { Ok(()) }
                }
                _ => Err(Refusal::OtherForm),
            },
            State::Clarification(question) => match event {
                Event::ClarificationAnswered { reply } => {
                    filed(author, Some(&question.question.of), reply.source.as_ref())?;
                    past(reply.at, now)?;
                    if question.answered.is_some() { Err(Refusal::AlreadyAnswered) } else { Ok(()) }
                }
                _ => Err(Refusal::OtherForm),
            },
        },
    }
}

fn of_promise(
    promise: &Promise,
    id: CommitmentId,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    match event {
        Event::Progressed { progress, milestone, blocker, .. } => {
            kept(author)?;
            known(promise, milestone.as_ref())?;
            if *progress == Progress::Verified && author.role != Role::Verifier {
                return Err(Refusal::VerifiedByStaffOnly);
            }
            // Commitments of the first form say no kind. Their entries stand as they are; "verified" without evidence counts as done there.
            if promise.terms.kind.is_none() && blocker.is_none() && milestone.is_none() {
                return Ok(());
            }
            match (progress, blocker) {
                (Progress::Blocked, None) => return Err(Refusal::BlockerMissing),
                (Progress::Blocked, Some(super::Blocker::Parties { parties })) if parties.is_empty() => {
                    return Err(Refusal::BlockerMissing);
                }
                (Progress::Blocked, Some(_)) | (_, None) => {}
                (_, Some(_)) => return Err(Refusal::BlockerNotAsked),
            }
            if *progress == Progress::Verified { verified(promise, milestone.as_ref(), author) } else { Ok(()) }
        }
        Event::Planned { plan } => {
            kept(author)?;
            planned(id, plan, standing)
        }
        Event::EvidenceAdded { number, evidence } => {
            if !matches!(author.role, Role::Observer | Role::DutyOfficer | Role::Verifier | Role::Reviewer) {
                return Err(Refusal::RoleNotAllowed);
            }
            known(promise, evidence.milestone.as_ref())?;
            past(evidence.collected_at, now)?;
            let next = promise.evidence.len() + 1;
            if usize::try_from(*number).is_ok_and(|number| number == next) {
                Ok(())
            } else {
                Err(Refusal::EvidenceNumber)
            }
        }
        _ => Err(Refusal::OtherForm),
    }
}

fn registered(terms: &Terms) -> Result<(), Refusal> {
    if terms.due.is_some_and(|due| due < terms.agreed_at) { Err(Refusal::DueBackwards) } else { Ok(()) }
}

/// The same evidence rules as for a violation, by another person than who said that it is done.
fn verified(promise: &Promise, milestone: Option<&Line>, author: &Author) -> Result<(), Refusal> {
    let Some(said) = promise.said_done_by(milestone) else { return Err(Refusal::VerifiedBeforeDone) };
    if said == author.account {
        return Err(Refusal::VerifiedBySelf);
    }
    if promise.carried(milestone) { Ok(()) } else { Err(Refusal::EvidenceMissing) }
}

fn planned(id: CommitmentId, plan: &Plan, standing: &Standing) -> Result<(), Refusal> {
    let keys: BTreeSet<&Line> = plan.milestones.iter().map(|step| &step.key).collect();
    if keys.len() != plan.milestones.len() {
        return Err(Refusal::MilestoneTwice);
    }
    for condition in plan.after.iter().chain(plan.milestones.iter().flat_map(|step| &step.after)) {
        let other = if condition.commitment == id { Some(plan) } else { standing.plans.get(&condition.commitment) };
        let other = other.ok_or(Refusal::DependencyUnknown)?;
        let step = condition.milestone.as_ref();
        if step.is_some_and(|key| !other.milestones.iter().any(|known| known.key == *key)) {
            return Err(Refusal::MilestoneUnknown);
        }
    }
    if waits_for_itself(id, plan, standing).is_some() { Err(Refusal::DependencyCycle) } else { Ok(()) }
}

fn kept(author: &Author) -> Result<(), Refusal> {
    let allowed = matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::HeadOfMission);
    if allowed { Ok(()) } else { Err(Refusal::RoleNotAllowed) }
}

fn fresh(state: Option<&State>) -> Result<(), Refusal> {
    if state.is_some() { Err(Refusal::AlreadyRegistered) } else { Ok(()) }
}

fn known(promise: &Promise, milestone: Option<&Line>) -> Result<(), Refusal> {
    let unknown = milestone.is_some_and(|key| !promise.plan.milestones.iter().any(|step| step.key == *key));
    if unknown { Err(Refusal::MilestoneUnknown) } else { Ok(()) }
}

fn past(at: Instant, now: Instant) -> Result<(), Refusal> {
    if at > now { Err(Refusal::TimeAhead) } else { Ok(()) }
}

/// A party's liaison files for its own party. A duty officer files for anyone, and says by what the mission knows of a party's word.
fn filed(author: &Author, party: Option<&PartyCode>, source: Option<&Line>) -> Result<(), Refusal> {
    match author.role {
        Role::PartyLiaison if party.is_some() && party == author.party.as_ref() => Ok(()),
        Role::PartyLiaison => Err(Refusal::OwnPartyOnly),
        Role::DutyOfficer if party.is_some() && source.is_none() => Err(Refusal::SourceMissing),
        Role::DutyOfficer => Ok(()),
        _ => Err(Refusal::RoleNotAllowed),
    }
}
