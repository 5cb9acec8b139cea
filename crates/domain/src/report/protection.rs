//! What protects a source after its report was recorded: erasing a part of it for good, and opening a sealed identity by a quorum.
//!
//! The rules are the same for whatever a source stands behind: a report here, an item of evidence in the room verification.
//!
//! INVARIANT: no rule here asks whether a payload is at hand. A withheld or erased identity reads as none, and the same history must be
//! allowed by those who hold everything, by those who hold a bundle, and after an erasure.

use super::{Draft, Refusal, State, Witness};
use crate::Author;
use crate::coded::coded;
use crate::mission::Holders;
use mirqab_vocabulary::{AccountId, BlobId, Instant, Line, Passage, Place, Role};
use serde::{Deserialize, Serialize};

/// What stands in the place of a name that is sealed.
pub const SEALED_NAME: &str = "[sealed]";
/// What stands in the place of words and of a place's name after they were erased.
pub const ERASED: &str = "[erased]";

/// An identity, or a table that holds identities, encrypted so that only a quorum of key holders opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The set of key holders, counted from 1 in the order in which sets were confirmed.
    pub set: u32,
    /// The encrypted bytes, in base64.
    pub locked: String,
    /// For each holder, in the order of the set, a share of the key, encrypted to that holder; in base64.
    pub shares: Vec<String>,
}

coded! {
    /// A part of a report, or of an item of evidence, that is erased as one.
    Part {
        /// Whose identity is protected, and all shares that were opened of it.
        Identity = "identity",
        /// The words, and the reasons that stand with them.
        Words = "words",
        /// The exact place.
        Place = "place",
        /// The files that came with it.
        Files = "files",
        /// The table out of which it was read, with all its rows.
        Table = "table",
    }
}

coded! {
    /// On which ground something is erased.
    Ground {
        /// Whoever it is about takes their consent back.
        ConsentWithdrawn = "consent_withdrawn",
        /// It puts somebody in danger.
        Danger = "danger",
        /// It should not have been kept.
        Unlawful = "unlawful",
        /// It was recorded by mistake.
        Mistake = "mistake",
        /// The time for which it may be kept is over.
        RetentionOver = "retention_over",
        /// A court or an authority orders it.
        Order = "order",
    }
}

/// That something be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// What, in the order of `Part::ALL`, each once.
    pub parts: Vec<Part>,
    /// On which ground.
    pub ground: Ground,
    /// Why. It names nobody.
    pub reason: Passage,
}

coded! {
    /// What is asked to be opened.
    Opened {
        /// The identity.
        Identity = "identity",
        /// The table out of which the report was read.
        Table = "table",
    }
}

/// That something sealed be opened to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// What.
    pub what: Opened,
    /// The public key to which the holders encrypt their shares anew: 32 bytes of X25519. Its secret half is with who asks.
    pub key: BlobId,
    /// Which set of holders it is sealed to.
    pub set: u32,
    /// How many of them must consent.
    pub threshold: u32,
    /// Why. It names nobody.
    pub reason: Passage,
}

/// A holder's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Which holder of the set, counted from 1.
    pub holder: u32,
    /// The holder's share, encrypted to who asks; in base64. `None` only where it is withheld or erased.
    pub share: Option<Line>,
}

impl Consent {
    /// With the share as the holder's program wrote it.
    pub fn new(holder: u32, share: &str) -> Result<Self, Refusal> {
        let share = Line::parse(share).map_err(|_| Refusal::OpeningShare)?;
        Ok(Self { holder, share: Some(share) })
    }
}

/// A message that waits to be taken into the record. It stands beside the log, so the rules cannot ask for it.
pub fn to_record<T>(message: Option<T>) -> Result<T, Refusal> {
    message.ok_or(Refusal::ContactNothing)
}

/// What is sealed, so that it may be asked for. Whether anything is, the rules cannot ask: see above.
pub fn to_open<T>(sealed: Option<T>) -> Result<T, Refusal> {
    sealed.ok_or(Refusal::OpeningNothing)
}

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The source's.
    Source,
    /// The mission's.
    Mission,
}

impl Side {
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Mission => "mission",
        }
    }
}

/// A message between a source and the mission, as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Whose it is. The author of the entry is always of the mission.
    pub side: Side,
    /// The words.
    pub text: Passage,
}

/// An erasure that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// Who proposed it.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What.
    pub parts: Vec<Part>,
    /// On which ground.
    pub ground: Ground,
}

/// That something was erased: what kind of thing, when, by whose decision, on which ground, and never what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// What.
    pub parts: Vec<Part>,
    /// On which ground.
    pub ground: Ground,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Who decided it.
    pub decided_by: AccountId,
    /// When.
    pub at: Instant,
}

/// A request to open, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who asks.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What is to be opened.
    pub what: Opened,
    /// The public key of who asks.
    pub key: BlobId,
    /// Which set of holders.
    pub set: u32,
    /// How many must consent.
    pub threshold: u32,
    /// Holders who consented, by account and number, in order.
    pub consents: Vec<(AccountId, u32)>,
    /// Holders who refused.
    pub refused: Vec<AccountId>,
    /// When who asked took the shares, the first time.
    pub opened: Option<Instant>,
    /// Whether it was given up.
    pub closed: bool,
}

/// A fact of the protection of sources, about whatever a source stands behind: a report, or an item of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody proposed to erase a part of it for good.
    ErasureProposed {
        /// What, and why.
        erasure: Erasure,
    },
    /// The proposal was declined.
    ErasureDeclined {
        /// Why. It names nobody.
        reason: Passage,
    },
    /// A second person decided so, and it was erased.
    Erased {
        /// What.
        parts: Vec<Part>,
        /// On which ground.
        ground: Ground,
    },
    /// Somebody asked the key holders to open what is sealed.
    OpeningRequested {
        /// What, to whom, and why.
        opening: Opening,
    },
    /// A key holder consented, and gave their share.
    OpeningConsented {
        /// Who, and the share.
        consent: Consent,
    },
    /// A key holder refused.
    OpeningRefused {
        /// Why. It names nobody.
        reason: Passage,
    },
    /// Enough consented, and who asked took the shares.
    Opened,
    /// The request was given up.
    OpeningClosed,
}

impl Step {
    /// Whether its rules ask who the key holders are. The state of the mission is large, and most facts do not need it.
    pub fn asks_for_holders(&self) -> bool {
        matches!(self, Self::OpeningRequested { .. } | Self::OpeningConsented { .. } | Self::OpeningRefused { .. })
    }
}

/// What protects the source of one thing, as of some position of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// What is proposed to be erased, if it waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure: Option<Proposed>,
    /// What was erased.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tombstones: Vec<Tombstone>,
    /// Requests to open what is sealed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Request>,
}

impl Protection {
    /// Whether nothing of it was ever asked to be opened or proposed to be erased.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this part was erased.
    pub fn is_erased(&self, part: Part) -> bool {
        self.tombstones.iter().any(|tombstone| tombstone.parts.contains(&part))
    }

    /// Whether this may be recorded. `sets` are the confirmed sets of key holders; empty where they are not known.
    pub fn admit(&self, step: &Step, author: &Author, sets: &[Holders]) -> Result<(), Refusal> {
        match step {
            Step::ErasureProposed { erasure } => admit_erasure(self, erasure, author),
            Step::ErasureDeclined { .. } => decidable(self, author).map(|_| ()),
            Step::Erased { parts, ground } => admit_erased(self, parts, *ground, author),
            Step::OpeningRequested { opening } => admit_opening(self, opening, author, sets),
            Step::OpeningConsented { consent } => admit_consent(self, consent, author, sets),
            Step::OpeningRefused { .. } => admit_refusal(self, author, sets),
            Step::Opened => admit_opened(self, author),
            Step::OpeningClosed => admit_closed(self, author),
        }
    }

    /// Applies one step. Returns what it erased.
    pub fn apply(&mut self, step: &Step, author: &Author, at: Instant) -> Vec<Part> {
        let request = self.openings.last_mut().filter(|request| request.waits());
        match (step, request) {
            (Step::ErasureProposed { erasure }, _) => {
                let (parts, ground) = (erasure.parts.clone(), erasure.ground);
                self.erasure = Some(Proposed { by: author.account, at, parts, ground });
            }
            (Step::ErasureDeclined { .. }, _) => self.erasure = None,
            (Step::Erased { parts, ground }, _) => {
                if let Some(proposed) = self.erasure.take() {
                    let (proposed_by, decided_by) = (proposed.by, author.account);
                    let (parts, ground) = (parts.clone(), *ground);
                    self.tombstones.push(Tombstone { parts: parts.clone(), ground, proposed_by, decided_by, at });
                    return parts;
                }
            }
            (Step::OpeningRequested { opening }, _) => self.openings.push(Request {
                by: author.account,
                at,
                what: opening.what,
                key: opening.key.clone(),
                set: opening.set,
                threshold: opening.threshold,
                consents: Vec::new(),
                refused: Vec::new(),
                opened: None,
                closed: false,
            }),
            (Step::OpeningConsented { consent }, Some(request)) => {
                request.consents.push((author.account, consent.holder));
            }
            (Step::OpeningRefused { .. }, Some(request)) => request.refused.push(author.account),
            (Step::Opened, Some(request)) => request.opened = Some(at),
            (Step::OpeningClosed, Some(request)) => request.closed = true,
            _ => {}
        }
        Vec::new()
    }
}

impl Request {
    /// Whether it still waits.
    pub fn waits(&self) -> bool {
        self.opened.is_none() && !self.closed
    }
    /// Whether enough holders consented.
    pub fn enough(&self) -> bool {
        u32::try_from(self.consents.len()).is_ok_and(|number| number >= self.threshold)
    }
}

/// Whether a witness is written as it must be: in clear, or sealed with nothing in clear, and as the mission's key holders ask. `sets` are the confirmed sets; empty where they are not known.
pub fn admit_witness(witness: Option<&Witness>, sets: &[Holders]) -> Result<(), Refusal> {
    match witness {
        Some(Witness { name, contact, sealed: Some(_) }) if name.as_str() != SEALED_NAME || contact.is_some() => {
            return Err(Refusal::SealWrong);
        }
        _ => {}
    }
    let (Some(witness), Some(newest)) = (witness, sets.last()) else { return Ok(()) };
    let Some(sealed) = &witness.sealed else { return Err(Refusal::IdentityNotSealed) };
    let fits = usize::try_from(sealed.set) == Ok(sets.len()) && sealed.shares.len() == newest.holders.len();
    if fits { Ok(()) } else { Err(Refusal::SealWrong) }
}

fn admit_erasure(state: &Protection, erasure: &Erasure, author: &Author) -> Result<(), Refusal> {
    if !matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::Reviewer | Role::HeadOfMission) {
        return Err(Refusal::ErasureRole);
    }
    if state.erasure.is_some() {
        return Err(Refusal::ErasurePending);
    }
    let parts = &erasure.parts;
    if parts.is_empty() || !parts.is_sorted_by(|a, b| a < b) || parts.iter().any(|part| state.is_erased(*part)) {
        return Err(Refusal::ErasureNothing);
    }
    Ok(())
}

fn admit_erased(state: &Protection, parts: &[Part], ground: Ground, author: &Author) -> Result<(), Refusal> {
    let proposed = decidable(state, author)?;
    if proposed.by == author.account {
        return Err(Refusal::ErasureOnePerson);
    }
    if proposed.parts != parts || proposed.ground != ground {
        return Err(Refusal::ErasureOther);
    }
    Ok(())
}

fn decidable<'a>(state: &'a Protection, author: &Author) -> Result<&'a Proposed, Refusal> {
    if author.role != Role::HeadOfMission {
        return Err(Refusal::ErasureRole);
    }
    state.erasure.as_ref().ok_or(Refusal::ErasureNone)
}

fn admit_opening(state: &Protection, opening: &Opening, author: &Author, sets: &[Holders]) -> Result<(), Refusal> {
    if !matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::HeadOfMission) {
        return Err(Refusal::OpeningRole);
    }
    if state.openings.iter().any(Request::waits) {
        return Err(Refusal::OpeningPending);
    }
    let set = usize::try_from(opening.set).ok().and_then(|set| sets.get(set.checked_sub(1)?));
    let known = sets.is_empty() || set.is_some_and(|set| set.threshold == opening.threshold);
    if opening.threshold >= 2 && known { Ok(()) } else { Err(Refusal::OpeningSet) }
}

/// The request that a holder answers.
fn answerable<'a>(state: &'a Protection, author: &Author) -> Result<&'a Request, Refusal> {
    let request = state.openings.last().filter(|request| request.waits()).ok_or(Refusal::OpeningNone)?;
    if request.by == author.account {
        return Err(Refusal::OpeningOwn);
    }
    let answered = request.consents.iter().map(|(account, _)| account).chain(&request.refused);
    if answered.into_iter().any(|account| *account == author.account) {
        return Err(Refusal::OpeningAnswered);
    }
    Ok(request)
}

fn admit_consent(state: &Protection, consent: &Consent, author: &Author, sets: &[Holders]) -> Result<(), Refusal> {
    let request = answerable(state, author)?;
    if request.consents.iter().any(|(_, holder)| *holder == consent.holder) {
        return Err(Refusal::OpeningAnswered);
    }
    match number_of(request, author, sets) {
        None if sets.is_empty() && consent.holder > 0 => Ok(()),
        Some(number) if number == consent.holder => Ok(()),
        _ => Err(Refusal::OpeningNotHolder),
    }
}

fn admit_refusal(state: &Protection, author: &Author, sets: &[Holders]) -> Result<(), Refusal> {
    let request = answerable(state, author)?;
    if sets.is_empty() || number_of(request, author, sets).is_some() { Ok(()) } else { Err(Refusal::OpeningNotHolder) }
}

fn number_of(request: &Request, author: &Author, sets: &[Holders]) -> Option<u32> {
    let set = sets.get(usize::try_from(request.set).ok()?.checked_sub(1)?)?;
    set.number_of(author.account)
}

fn admit_opened(state: &Protection, author: &Author) -> Result<(), Refusal> {
    let request = state.openings.last().filter(|request| request.waits()).ok_or(Refusal::OpeningNone)?;
    if request.by != author.account {
        return Err(Refusal::OpeningNotOwn);
    }
    if request.enough() { Ok(()) } else { Err(Refusal::OpeningTooFew) }
}

fn admit_closed(state: &Protection, author: &Author) -> Result<(), Refusal> {
    let request = state.openings.last().filter(|request| request.waits()).ok_or(Refusal::OpeningNone)?;
    if request.by == author.account || author.role == Role::HeadOfMission {
        Ok(())
    } else {
        Err(Refusal::OpeningNotOwn)
    }
}

fn contact_role(author: &Author) -> Result<(), Refusal> {
    if matches!(author.role, Role::DutyOfficer | Role::Verifier) { Ok(()) } else { Err(Refusal::ContactRole) }
}

/// After an erasure there is no code any more: what a source would write then could not be erased again.
pub(super) fn admit_contact_opened(state: &State, author: &Author) -> Result<(), Refusal> {
    contact_role(author)?;
    let ended = [Part::Identity, Part::Words].iter().any(|part| state.protection.is_erased(*part));
    if ended { Err(Refusal::ContactEnded) } else { Ok(()) }
}

pub(super) fn admit_contact(state: &State, author: &Author) -> Result<(), Refusal> {
    contact_role(author)?;
    if state.contact { Ok(()) } else { Err(Refusal::ContactNone) }
}

/// Takes what is erased out of what a report says, so that a state says the same whether its payloads are gone already or not yet.
pub(super) fn erase(draft: &mut Draft, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Identity => draft.witness = None,
            Part::Words => {
                if let Ok(erased) = Passage::parse(ERASED) {
                    draft.text = erased;
                }
            }
            Part::Place => {
                if let Ok(name) = Line::parse(ERASED) {
                    draft.place = Place::Named { name, at: None, precision_m: 0 };
                }
            }
            // Their hashes stay: they are in the open payload, and the bytes are gone.
            Part::Files | Part::Table => {}
        }
    }
}
