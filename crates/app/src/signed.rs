//! Reports that their senders sign with keys of their own, and those keys.
//!
//! The secret half of a key never comes to the server: the sender signs on their own machine, and the signed file is what comes. Both
//! halves of this page are here so that they cannot differ: what the sender's program writes, and how the server takes it.

use crate::access::{Action, Actor};
use crate::report::{Upload, subject};
use crate::sealing::Receipt;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::mission::{Continues, Keys, Offer};
use mirqab_domain::report::{Attachment, Draft, Event, Refusal, Signed, State, addressed, same_files};
use mirqab_domain::{Event as Fact, Room, procedure};
use mirqab_ledger::BytesSigner;
use mirqab_record::{Group, Salt, canonical, commitment, draft_to_sign, offer, submission};
use mirqab_vocabulary::{AccountId, BlobId, KeySignature, ReportId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The form of a signed report's file.
pub const FORMAT: &str = "mirqab-signed-report/1";
/// The form of an offered key's file.
pub const OFFER_FORMAT: &str = "mirqab-key-offer/1";

const FILE_HEAD: &str = "mirqab-signing-key-1 ";

/// A secret key to sign with.
pub struct SigningKey {
    seed: [u8; 32],
}

/// Why a file is no secret signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no signing key, as `mirqab sign new` writes it")]
pub struct NoKey;

impl SigningKey {
    /// A new one.
    pub fn generate(mut random: impl FnMut(&mut [u8])) -> Self {
        let mut seed = [0; 32];
        random(&mut seed);
        Self { seed }
    }

    fn signer(&self) -> BytesSigner {
        BytesSigner::from_seed(self.seed)
    }

    /// The public half.
    pub fn public(&self) -> BlobId {
        BlobId::from_bytes(self.signer().public())
    }

    fn sign(&self, bytes: &[u8]) -> KeySignature {
        KeySignature::from_bytes(self.signer().sign(bytes))
    }

    /// As it is kept in a file.
    pub fn to_text(&self) -> String {
        format!("{FILE_HEAD}{}\n", BlobId::from_bytes(self.seed).as_str())
    }

    /// Out of such a file.
    pub fn parse(text: &str) -> Result<Self, NoKey> {
        let digits = text.trim().strip_prefix(FILE_HEAD.trim_end()).ok_or(NoKey)?.trim();
        let seed = BlobId::try_from(digits.to_owned()).map_err(|_| NoKey)?;
        Ok(Self { seed: seed.to_bytes() })
    }
}

/// For whom somebody signs: the log by its origin, and their account in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// The log's origin.
    pub log: String,
    /// The account.
    pub account: AccountId,
}

/// A key that is offered, as it comes in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferFile {
    /// `mirqab-key-offer/1`.
    pub format: String,
    /// For which log.
    pub log: String,
    /// From which account.
    pub account: AccountId,
    /// The offer.
    pub offer: Offer,
}

/// Random bytes of the sender that bind what may be withheld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Salts {
    /// For the place.
    pub exact: BlobId,
    /// For the words.
    pub words: BlobId,
}

impl Salts {
    fn by_group(&self) -> BTreeMap<Group, Salt> {
        [(Group::Exact, self.exact.to_bytes()), (Group::Words, self.words.to_bytes())].into()
    }
}

/// A signed report, as it comes in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedReport {
    /// `mirqab-signed-report/1`.
    pub format: String,
    /// For which log it was signed.
    pub log: String,
    /// From which account.
    pub account: AccountId,
    /// Under which id: the sender makes it, so that the signature fits one report and no other.
    pub report: ReportId,
    /// What it says, without `received_at`, which the mission says.
    pub draft: Value,
    /// The sender's random bytes.
    pub salts: Salts,
    /// Key and signature.
    pub signed: Signed,
}

/// On the sender's machine: offers a key for an account; `continues` is the key that stands, if one does.
pub fn make_offer(
    key: &SigningKey,
    to: &Addressed,
    every_report: bool,
    continues: Option<&SigningKey>,
) -> anyhow::Result<OfferFile> {
    let public = key.public();
    let bytes = offer(&to.log, to.account, &public, every_report)?;
    let continues = continues.map(|old| Continues { key: old.public(), proof: old.sign(&bytes) });
    let offer = Offer { key: public, every_report, proof: key.sign(&bytes), continues };
    Ok(OfferFile { format: OFFER_FORMAT.to_owned(), log: to.log.clone(), account: to.account, offer })
}

/// The attachments that these files will be.
pub fn attachments(files: &[Upload]) -> Vec<Attachment> {
    let attachment = |file: &Upload| Attachment {
        blob: BlobId::from_bytes(Sha256::digest(&file.bytes).into()),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        bytes: file.bytes.len() as u64,
    };
    files.iter().map(attachment).collect()
}

/// On the sender's machine: signs a report under an id, which the sender makes anew for each.
pub fn sign_report(
    key: &SigningKey,
    to: &Addressed,
    report: ReportId,
    draft: &Draft,
    mut random: impl FnMut(&mut [u8]),
) -> anyhow::Result<SignedReport> {
    let (mut exact, mut words) = ([0; 32], [0; 32]);
    random(&mut exact);
    random(&mut words);
    let salts = Salts { exact: BlobId::from_bytes(exact), words: BlobId::from_bytes(words) };
    let event: Fact = Event::Submitted { draft: Box::new(draft.clone()), signed: None }.into();
    let value = draft_to_sign(draft)?;
    let mut commitments = BTreeMap::new();
    for (group, member) in [(Group::Exact, "place"), (Group::Words, "text")] {
        let bytes = canonical(value.get(member).unwrap_or(&Value::Null))?;
        let salt = salts.by_group().remove(&group).unwrap_or_default();
        commitments.insert(group, commitment(group, &salt, &bytes));
    }
    if draft.witness.is_some() {
        // Only whether there is one is signed: the mission seals who it is.
        commitments.insert(Group::Identity, String::new());
    }
    let bytes = submission(&to.log, to.account, report, &event, &commitments)?;
    let signed = Signed { key: key.public(), signature: key.sign(&bytes) };
    let (format, log, account) = (FORMAT.to_owned(), to.log.clone(), to.account);
    Ok(SignedReport { format, log, account, report, draft: value, salts, signed })
}

/// What stands in the way of a signed file before any rule is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Of another form.
    Format,
    /// The draft is not one: where, and what the reader says.
    Draft(String, String),
}

impl SignedReport {
    /// The draft as it would be recorded, received now, to be read.
    pub fn draft_value(&self, now: mirqab_vocabulary::Instant) -> Result<Value, Unreadable> {
        if self.format != FORMAT {
            return Err(Unreadable::Format);
        }
        let not = |member: &str, why: &str| Err(Unreadable::Draft(member.to_owned(), why.to_owned()));
        let mut value = self.draft.clone();
        let Some(members) = value.as_object_mut() else { return not("", "it is no object") };
        if members.contains_key("received_at") {
            return not("received_at", "when a report was received is the mission's to say, and is not signed");
        }
        if members.contains_key("original") {
            return not("original", "a signed report is read out of no table");
        }
        members.insert("received_at".into(), now.to_string().into());
        Ok(value)
    }

    /// The draft as it would be recorded, received now.
    pub fn draft(&self, now: mirqab_vocabulary::Instant) -> Result<Draft, Unreadable> {
        let value = self.draft_value(now)?;
        serde_json::from_value(value).map_err(|error| Unreadable::Draft(String::new(), error.to_string()))
    }
}

fn refused(refusal: Refusal) -> AppError {
    AppError::Refused(refusal.into())
}

impl App {
    /// Takes in a signed report with its files. The same file again is answered with the first receipt.
    pub fn submit_signed(
        &self,
        actor: &Actor,
        sent: &SignedReport,
        draft: &Draft,
        uploads: &[Upload],
    ) -> Result<Receipt, AppError> {
        let account = actor.account.ok_or(AppError::Denied(Action::Submit))?;
        addressed((&sent.log, sent.account), (&self.settings.origin, account)).map_err(refused)?;
        let named: Vec<BlobId> = draft.attachments.iter().map(|file| file.blob.clone()).collect();
        let about = subject(sent.report);
        let repeated = self.write(actor, Action::Submit, |work| {
            let known = procedure::as_report(work.reader().state(&about)?);
            if known.is_some_and(|known| known.author.account == account && known.signed.as_ref() == Some(&sent.signed))
            {
                return Ok(true);
            }
            let mut came = Vec::new();
            for upload in uploads {
                came.push(work.keep(&upload.bytes)?);
            }
            same_files(&named, &came).map_err(refused)?;
            let (draft, signed) = (Box::new(draft.clone()), Some(sent.signed.clone()));
            work.record_under(&about, Event::Submitted { draft, signed }, &sent.salts.by_group())?;
            Ok(false)
        })?;
        self.receipt_of(sent.report, repeated)
    }

    /// Records the offer of a key, as it came in a file.
    pub fn offer_key(&self, actor: &Actor, file: &OfferFile) -> Result<u64, AppError> {
        let account = actor.account.ok_or(AppError::Denied(Action::OfferKey))?;
        let origin = &self.settings.origin;
        addressed((&file.log, file.account), (origin, account)).map_err(refused)?;
        let event = mirqab_domain::mission::Event::KeyOffered { offer: file.offer.clone() };
        self.record(actor, &procedure::keys_of(account), &event.into())
    }
}

/// The keys of an account.
pub fn keys_of(reader: &dyn Reader, account: AccountId) -> anyhow::Result<Option<Keys>> {
    Ok(procedure::as_keys(reader.state(&procedure::keys_of(account))?))
}

/// The keys of all accounts that ever offered one.
pub fn all_keys(reader: &dyn Reader) -> anyhow::Result<Vec<Keys>> {
    let states = reader.states(Room::Mission)?;
    Ok(states.into_iter().filter_map(|state| procedure::as_keys(Some(state))).collect())
}

/// What is to be said of who signed a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It carries its sender's signature.
    Signed(Box<mirqab_domain::mission::Key>),
    /// It carries none, though its sender had a key that stood when it came.
    Unsigned,
    /// Its sender had none.
    NoKey,
}

/// How a report stands to the keys of its sender.
pub fn standing(reader: &dyn Reader, report: &State) -> anyhow::Result<Standing> {
    let Some(keys) = keys_of(reader, report.author.account)? else { return Ok(Standing::NoKey) };
    if let Some(signed) = &report.signed {
        return Ok(keys.key(&signed.key).cloned().map_or(Standing::NoKey, |key| Standing::Signed(Box::new(key))));
    }
    let at = report.recorded_at;
    let stood = |key: &mirqab_domain::mission::Key| {
        key.since.is_some_and(|since| since <= at) && key.until.is_none_or(|until| at < until)
    };
    Ok(if keys.keys.iter().any(stood) { Standing::Unsigned } else { Standing::NoKey })
}
