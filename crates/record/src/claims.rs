//! Signatures that a fact carries of those who act, beside the log's own: who is said to have signed which bytes.

use crate::seal::{parts, to_value};
use crate::{Envelope, Group, RecordError, canonical};
use mirqab_domain::{Event, Refusal, mission, report};
use mirqab_vocabulary::{AccountId, BlobId, KeySignature, ReportId};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// That a key signed these bytes. Whoever records the entry or judges it asks whether it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The public key.
    pub key: BlobId,
    /// The signature.
    pub signature: KeySignature,
    /// What was signed.
    pub bytes: Vec<u8>,
    /// What is said if it does not hold.
    pub refusal: Refusal,
}

/// What stands before everything of its kind that is signed, so that a signature of one kind is none of another.
const SUBMISSION: &[u8] = b"mirqab submission v1\0";
const OFFER: &[u8] = b"mirqab key offer v1\0";

/// What the sender of a report signs: for which log, from which account and under which id; the open part of the fact, without the
/// signature itself and without `received_at`, which is the mission's to say; the commitments that bind the words and the place; and whether
/// an identity comes with it.
///
/// Nothing that may be withheld stands in it but behind a commitment, whose salt is the sender's: so the signature can be checked when words
/// and place are withheld or erased, and answers no guess at them.
pub fn submission(
    origin: &str,
    account: AccountId,
    report: ReportId,
    event: &Event,
    commitments: &BTreeMap<Group, String>,
) -> Result<Vec<u8>, RecordError> {
    let (_, mut parts) = parts(event)?;
    let mut fact = parts.remove(&Group::Open).unwrap_or_default();
    if let Some(members) = fact.as_object_mut() {
        members.remove("signed");
    }
    if let Some(members) = fact.get_mut("draft").and_then(Value::as_object_mut) {
        members.remove("received_at");
    }
    let value = json!({
        "account": account,
        "exact": commitments.get(&Group::Exact),
        "fact": fact,
        "identity": commitments.contains_key(&Group::Identity),
        "log": origin,
        "report": report,
        "words": commitments.get(&Group::Words),
    });
    Ok([SUBMISSION, &canonical(&value)?].concat())
}

/// What the key signs that an account offers, and the key that it continues: for which log and account, and the offer without its signatures.
pub fn offer(origin: &str, account: AccountId, key: &BlobId, every_report: bool) -> Result<Vec<u8>, RecordError> {
    let value = json!({ "account": account, "every_report": every_report, "key": key, "log": origin });
    Ok([OFFER, &canonical(&value)?].concat())
}

/// All signatures that an entry of a log carries in its fact.
pub fn claims(origin: &str, envelope: &Envelope, event: &Event) -> Result<Vec<Claim>, RecordError> {
    match event {
        Event::Report(report::Event::Submitted { signed: Some(signed), .. }) => {
            let report = ReportId::parse(&envelope.subject.id).map_err(|why| RecordError::Envelope(why.to_string()))?;
            let account = envelope.author.account;
            let bytes = submission(origin, account, report, event, &envelope.commitments)?;
            let (key, signature) = (signed.key.clone(), signed.signature.clone());
            Ok(vec![Claim { key, signature, bytes, refusal: report::Signed::WRONG.into() }])
        }
        Event::Mission(mission::Event::KeyOffered { offer: made }) => {
            let bytes = offer(origin, envelope.author.account, &made.key, made.every_report)?;
            let refusal: Refusal = mission::Offer::UNPROVED.into();
            let claim = |key: &BlobId, signature: &KeySignature| Claim {
                key: key.clone(),
                signature: signature.clone(),
                bytes: bytes.clone(),
                refusal: refusal.clone(),
            };
            let continues = made.continues.iter().map(|one| claim(&one.key, &one.proof));
            Ok(std::iter::once(claim(&made.key, &made.proof)).chain(continues).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The fact as it stands in the signed file of a sender: without `received_at`.
pub fn draft_to_sign(draft: &report::Draft) -> Result<Value, RecordError> {
    let event: Event = report::Event::Submitted { draft: Box::new(draft.clone()), signed: None }.into();
    let mut value = to_value(&event)?.get_mut("draft").map(Value::take).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        members.remove("received_at");
    }
    Ok(value)
}
