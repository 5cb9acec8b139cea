//! What the record shows of a joint mechanism that did not work before an incident: shown to whoever judges whether it had failed, with where each
//! of it stands. Nothing here judges, and nothing is counted into a yes.

use crate::Reader;
use crate::work::Seen;
use mirqab_domain::agreement::State;
use mirqab_domain::procedure::{self, Case, sitting_standing};
use mirqab_domain::response::{Event, ReplyKind};
use mirqab_domain::{Room, finding};
use mirqab_vocabulary::{CommitmentId, FindingId, Instant, PartyCode, Passage, SittingId};

/// Something that the mechanism left undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lapse {
    /// A body sat without its quorum.
    NoQuorum {
        /// The sitting.
        sitting: SittingId,
        /// When it began.
        at: Instant,
    },
    /// A question to a party had no answer when its time had passed.
    Unanswered {
        /// The request for clarification.
        question: CommitmentId,
        /// Who was asked.
        of: PartyCode,
        /// Until when.
        at: Instant,
    },
    /// A party disputed a published finding, and nothing came of it in the time that the procedure gives a decision.
    DisputeOpen {
        /// The finding.
        finding: FindingId,
        /// Who asked that it be taken up again.
        of: PartyCode,
        /// When.
        at: Instant,
    },
}

impl Lapse {
    /// Every written form.
    pub const CODES: &'static [&'static str] = &["no-quorum", "unanswered", "dispute-open"];
    /// The written form of what it is.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoQuorum { .. } => "no-quorum",
            Self::Unanswered { .. } => "unanswered",
            Self::DisputeOpen { .. } => "dispute-open",
        }
    }
    /// Since when it stands.
    pub fn at(&self) -> Instant {
        match self {
            Self::NoQuorum { at, .. } | Self::Unanswered { at, .. } | Self::DisputeOpen { at, .. } => *at,
        }
    }
}

/// What stood undone under the agreements that bind a case when it happened, by time. Nothing where nobody knows when it happened.
pub fn lapses(reader: &dyn Reader, case: &Case) -> anyhow::Result<Vec<Lapse>> {
    let Some(occurred) = case.occurred() else { return Ok(Vec::new()) };
    let then = occurred.from();
    let agreements = crate::agreement::all(reader)?;
    let binds = |state: &&State| state.in_force(occurred.from()) || state.in_force(occurred.to());
    let binding: Vec<&State> = agreements.iter().filter(binds).collect();
    let mut found = Vec::new();
    for question in crate::commitment::unanswered(reader, then)? {
        let asked = &question.question;
        if binding.iter().any(|state| state.id == asked.agreement) {
            found.push(Lapse::Unanswered { question: question.id, of: asked.of.clone(), at: asked.due });
        }
    }
    for state in reader.states(Room::Response)? {
        match state {
            procedure::State::Sitting(sitting) => {
                let Some((recorded, minutes)) = &sitting.held else { continue };
                let under = binding.iter().any(|state| state.id == sitting.call.agreement);
                if minutes.began_at >= then || !under {
                    continue;
                }
                let asked = Event::SittingCancelled { reason: Passage::parse("-")? };
                let standing = sitting_standing(&mut Seen(reader), Some(&sitting), &asked, *recorded)?;
                if !standing.quorum(&minutes.present) {
                    found.push(Lapse::NoQuorum { sitting: sitting.id, at: minutes.began_at });
                }
            }
            procedure::State::Response(response) => {
                let Some(disputed) = crate::response::finding_of(reader, response.finding)? else { continue };
                let asks = response.replies.iter().filter(|reply| reply.kind == ReplyKind::ReopeningRequest);
                for reply in asks {
                    let party_bound = binding.iter().find(|state| state.party_codes().contains(&reply.party));
                    let Some(bound) = party_bound.filter(|_| disputed.incident != case.incident.id) else { continue };
                    let hours = decision_hours(&disputed, reply.version).unwrap_or(bound.agreement.reply_hours);
                    let taken_up = disputed.turns.iter().any(|turn| turn.at > reply.at && turn.at <= then);
                    if !taken_up && reply.at.plus_s(i64::from(hours) * 3600) < then {
                        found.push(Lapse::DisputeOpen {
                            finding: response.finding,
                            of: reply.party.clone(),
                            at: reply.at,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(Lapse::at);
    Ok(found)
}

/// How long the procedure of a conclusion gives a decision.
fn decision_hours(state: &finding::State, version: u32) -> Option<u32> {
    let version = state.versions.iter().find(|one| one.number == version)?;
    version.proposal.procedure.as_ref().map(|procedure| procedure.decision_hours)
}
