//! Keys with which an account signs what it submits. The keys of an account are a subject of their own, named by the account's id, so
//! that their whole history fits into a bundle and nothing else of the mission does.
//!
//! Whether a signature holds is not asked here: that needs the written form. Who records a fact and who replays it both ask it of the
//! written entry, for every signature that `mirqab_record::claims` finds in it.

use super::{Event, Refusal};
use crate::Author;
use mirqab_vocabulary::{AccountId, BlobId, Instant, KeySignature, Passage, Role};
use serde::{Deserialize, Serialize};

/// A key that an account would sign with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The public key: 32 bytes of Ed25519 in hexadecimal. The secret half never leaves the machine on which it was made.
    pub key: BlobId,
    /// Whether the account will sign every report from then on. Then one without a signature is refused.
    pub every_report: bool,
    /// The offer, signed by this key: nobody offers a key that they do not hold.
    pub proof: KeySignature,
    /// The offer, signed by the key that stands, if one does. Then this one takes its place at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continues>,
}

impl Offer {
    /// The rules' answer where a signature on an offer does not hold.
    pub const UNPROVED: Refusal = Refusal::KeyProof;
}

/// That the key which stands signed its successor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continues {
    /// The key that stands.
    pub key: BlobId,
    /// The offer, signed by it.
    pub proof: KeySignature,
}

/// That a key is good no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The key.
    pub key: BlobId,
    /// Why.
    pub reason: Passage,
}

/// How far a key has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyStage {
    /// It waits for somebody of the mission to compare it.
    Offered,
    /// It signs.
    Standing,
    /// It signs no more, or never did.
    Ended,
}

/// A key of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The public key.
    pub key: BlobId,
    /// How far it has come.
    pub stage: KeyStage,
    /// Whether it came with the word that every report will be signed.
    pub every_report: bool,
    /// When it was offered.
    pub offered_at: Instant,
    /// Since when it signs, if it ever did.
    pub since: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// Who ended it.
    pub ended_by: Option<AccountId>,
}

/// The keys of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Whose.
    pub account: AccountId,
    /// In the order in which they were offered.
    pub keys: Vec<Key>,
    /// Whether every report of the account must be signed: what its newest key that ever stood came with. A revocation does not lift it,
    /// else whoever revokes a key could go on without one.
    pub every_report: bool,
}

impl Keys {
    fn of_stage(&self, stage: KeyStage) -> Option<&Key> {
        self.keys.iter().find(|key| key.stage == stage)
    }

    /// The key that signs now.
    pub fn standing(&self) -> Option<&Key> {
        self.of_stage(KeyStage::Standing)
    }

    /// The key that waits.
    pub fn offered(&self) -> Option<&Key> {
        self.of_stage(KeyStage::Offered)
    }

    /// A key by its text.
    pub fn key(&self, key: &BlobId) -> Option<&Key> {
        self.keys.iter().find(|one| one.key == *key)
    }

    fn end(&mut self, stage: KeyStage, by: AccountId, at: Instant) {
        for key in self.keys.iter_mut().filter(|key| key.stage == stage) {
            (key.stage, key.until, key.ended_by) = (KeyStage::Ended, Some(at), Some(by));
        }
    }

    fn stand(&mut self, key: &BlobId, at: Instant) {
        for one in self.keys.iter_mut().filter(|one| one.key == *key) {
            (one.stage, one.since) = (KeyStage::Standing, Some(at));
            self.every_report = one.every_report;
        }
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the keys as they are.
    pub fn apply(keys: Option<Self>, account: AccountId, event: &Event, author: &Author, at: Instant) -> Option<Self> {
        let mut keys = match (keys, event) {
            (Some(keys), _) => keys,
            (None, Event::KeyOffered { .. }) => Self { account, keys: Vec::new(), every_report: false },
            (None, _) => return None,
        };
        match event {
            Event::KeyOffered { offer } => {
                // Who offers another key has thought better of the one that waits.
                keys.end(KeyStage::Offered, author.account, at);
                keys.keys.push(Key {
                    key: offer.key.clone(),
                    stage: KeyStage::Offered,
                    every_report: offer.every_report,
                    offered_at: at,
                    since: None,
                    until: None,
                    ended_by: None,
                });
                if offer.continues.is_some() {
                    keys.end(KeyStage::Standing, author.account, at);
                    keys.stand(&offer.key, at);
                }
            }
            Event::KeyConfirmed { key } => keys.stand(key, at),
            Event::KeyRevoked { revocation } => {
                let stage = keys.key(&revocation.key).map_or(KeyStage::Ended, |key| key.stage);
                if stage != KeyStage::Ended {
                    keys.end(stage, author.account, at);
                }
            }
            _ => {}
        }
        Some(keys)
    }
}

/// Whether `event` may be recorded about the keys of `account`.
pub fn admit(keys: Option<&Keys>, account: AccountId, event: &Event, author: &Author) -> Result<(), Refusal> {
    let own = author.account == account;
    match event {
        Event::KeyOffered { offer } => {
            if !own {
                return Err(Refusal::KeyNotOwn);
            }
            if !matches!(author.role, Role::Observer | Role::DutyOfficer | Role::PartyLiaison) {
                return Err(Refusal::KeyRole);
            }
            if keys.is_some_and(|keys| keys.key(&offer.key).is_some()) {
                return Err(Refusal::KeyKnown);
            }
            let standing = keys.and_then(Keys::standing).map(|standing| &standing.key);
            if standing != offer.continues.as_ref().map(|continues| &continues.key) {
                return Err(Refusal::KeyContinues);
            }
            Ok(())
        }
        Event::KeyConfirmed { key } => {
            if !matches!(author.role, Role::HeadOfMission | Role::Administrator) {
                return Err(Refusal::KeyConfirmRole);
            }
            if own {
                return Err(Refusal::KeyOnePerson);
            }
            let offered = keys.and_then(Keys::offered);
            if offered.is_some_and(|offered| offered.key == *key) { Ok(()) } else { Err(Refusal::KeyNotOffered) }
        }
        Event::KeyRevoked { revocation } => {
            if !own && !matches!(author.role, Role::HeadOfMission | Role::Administrator) {
                return Err(Refusal::KeyNotOwn);
            }
            let known = keys.and_then(|keys| keys.key(&revocation.key));
            if known.is_some_and(|key| key.stage != KeyStage::Ended) { Ok(()) } else { Err(Refusal::KeyNone) }
        }
        _ => Err(Refusal::KeyNone),
    }
}
