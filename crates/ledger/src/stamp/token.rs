//! A token: the signed word that some bytes existed before a time.

use super::asn1::{self, BOOLEAN, GENERAL_TIME, INTEGER, Item, OCTETS, OID, SEQUENCE, SET, Walk, number, place};
use super::certificate::{Certificate, Hashing, SHA1, Signing};
use super::{StampError, StampRoots};
use sha2::{Digest as _, Sha256};

pub(super) const ID_SHA256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];
const STAMP_INFO: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 0x10, 1, 4];
const CONTENT_TYPE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 3];
const MESSAGE_DIGEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 4];
const SIGNED_WITH: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 0x10, 2, 12];
const SIGNED_WITH_V2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 0x10, 2, 47];
const OF: &str = "the token";
/// The most certificates in a token: looking for a way to a root takes time with their number.
const MOST_CERTIFICATES: usize = 8;

/// A time stamp that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it was made, by the authority's clock, in seconds since 1970; a fraction is left out.
    pub at: i64,
    /// What is stamped existed before this: the time with its fraction and the clock's accuracy, rounded up.
    pub before: i64,
    /// Who made it, as the certificate names its owner.
    pub by: String,
    /// The certificate that signed it: SHA-256 of its bytes.
    pub certificate: [u8; 32],
    /// What the request asked to have repeated, as the number's bytes; empty if nothing.
    pub nonce: Vec<u8>,
    /// Whether the certificate leads to a root that the reader gave.
    pub vouched: bool,
}

/// Judges a token over `data`. Without roots it is never vouched for, and all else is judged the same.
pub fn verify_stamp(token: &[u8], data: &[u8], roots: &StampRoots) -> Result<Stamp, StampError> {
    let mut outer = Walk::within(token, SEQUENCE, OF)?;
    same(&outer, outer.clone().need(OID)?.value, SIGNED_DATA)?;
    outer.need(OID)?;
    let mut signed = Walk::within(outer.need(place(0))?.value, SEQUENCE, OF)?;
    outer.end()?;
    signed.need(INTEGER)?;
    signed.need(SET)?;
    let mut content = signed.inner(SEQUENCE)?;
    same(&content, content.clone().need(OID)?.value, STAMP_INFO)?;
    content.need(OID)?;
    let info = Walk::over(content.need(place(0))?.value, OF)?.need(OCTETS)?.value;
    content.end()?;
    let mut certificates = Vec::new();
    if let Some(all) = signed.maybe(place(0))? {
        let mut all = Walk::over(all.value, OF)?;
        while let Some(one) = all.next()? {
            // Other forms of certificate are passed over: none of them can have signed this.
            if one.tag == SEQUENCE {
                certificates.push(Certificate::read(one.whole)?);
            }
            if certificates.len() > MOST_CERTIFICATES {
                return Err(signed.wrong());
            }
        }
    }
    signed.maybe(place(1))?;
    let mut signers = signed.inner(SET)?;
    signed.end()?;
    let signer = signers.inner(SEQUENCE)?;
    signers.end()?;
    let info = Info::read(info, data).map(|parsed| (info, parsed))?;
    judge(signer, info, &certificates, roots)
}

fn same(walk: &Walk<'_>, found: &[u8], expected: &[u8]) -> Result<(), StampError> {
    if found == expected { Ok(()) } else { Err(walk.wrong()) }
}

fn judge(
    mut signer: Walk<'_>,
    (content, info): (&[u8], Info<'_>),
    certificates: &[Certificate<'_>],
    roots: &StampRoots,
) -> Result<Stamp, StampError> {
    signer.need(INTEGER)?;
    let named = signer.next()?.ok_or_else(|| signer.wrong())?;
    let hashing = Hashing::of(signer.algorithm()?).ok_or(StampError::Algorithm)?;
    let attributes = signer.need(place(0))?;
    let signing = Signing::of(signer.algorithm()?, Some(hashing))?;
    let signature = signer.need(OCTETS)?.value;
    signer.maybe(place(1))?;
    signer.end()?;
    let mut found = [None; 4];
    let mut walk = Walk::over(attributes.value, OF)?;
    while let Some(one) = walk.next()? {
        let mut parts = Walk::within(one.whole, SEQUENCE, OF)?;
        let oid = parts.need(OID)?.value;
        let values = parts.need(SET)?;
        parts.end()?;
        let known = [CONTENT_TYPE, MESSAGE_DIGEST, SIGNED_WITH, SIGNED_WITH_V2];
        if let Some(index) = known.iter().position(|known| *known == oid) {
            let mut values = Walk::over(values.value, OF)?;
            let value = values.next()?.ok_or_else(|| values.wrong())?;
            values.end()?;
            if found[index].replace(value).is_some() {
                return Err(walk.wrong());
            }
        }
    }
    let [kind, digest, first, second] = found;
    match (kind, digest) {
        (Some(Item { tag: OID, value: STAMP_INFO, .. }), Some(Item { tag: OCTETS, value, .. })) => {
            if value != hashing.digest(content) {
                return Err(StampError::BadSignature);
            }
        }
        _ => return Err(walk.wrong()),
    }
    if first.is_none() && second.is_none() {
        return Err(StampError::NoCertificate);
    }
    let is_it = |one: &&Certificate<'_>| {
        names(named, one)
            && first.is_none_or(|first| binds(first, one, false).unwrap_or(false))
            && second.is_none_or(|second| binds(second, one, true).unwrap_or(false))
    };
    let leaf = certificates.iter().find(is_it).ok_or(StampError::NoCertificate)?;
    // What is signed is the set itself, and not its place in the structure.
    let mut set = attributes.whole.to_vec();
    set[0] = SET;
    if !leaf.holds(signing, &set, signature) {
        return Err(StampError::BadSignature);
    }
    if !leaf.is_for_stamps()? {
        return Err(StampError::WrongUse);
    }
    if !leaf.is_valid_at(info.at) {
        return Err(StampError::NotValidThen);
    }
    Ok(Stamp {
        at: info.at,
        before: info.before,
        by: leaf.name(),
        certificate: Sha256::digest(leaf.whole).into(),
        nonce: info.nonce.to_vec(),
        vouched: roots.vouch(leaf, certificates, info.at),
    })
}

/// Whether the signature names this certificate: by issuer and serial number, or by the identifier of its key.
fn names(named: Item<'_>, one: &Certificate<'_>) -> bool {
    let parts = || {
        let mut parts = Walk::over(named.value, OF)?;
        Ok::<_, StampError>((parts.need(SEQUENCE)?.whole, parts.need(INTEGER)?.value))
    };
    match named.tag {
        SEQUENCE => parts() == Ok((one.issuer, one.serial)),
        0x80 => one.key_id() == Some(named.value),
        _ => false,
    }
}

/// Whether the signed attribute is about this certificate. SOURCE: RFC 5035.
fn binds(attribute: Item<'_>, one: &Certificate<'_>, second: bool) -> Result<bool, StampError> {
    let mut list = Walk::within(attribute.whole, SEQUENCE, OF)?.inner(SEQUENCE)?;
    // The first is the one that signed.
    let mut parts = list.inner(SEQUENCE)?;
    let hash = match second {
        false => sha1::Sha1::digest(one.whole).to_vec(),
        true => {
            let mut ahead = parts.clone();
            let named = ahead.next()?.is_some_and(|item| item.tag == SEQUENCE);
            let oid = if named { parts.algorithm()? } else { ID_SHA256 };
            match Hashing::of(oid) {
                Some(hashing) => hashing.digest(one.whole),
                None if oid == SHA1 => sha1::Sha1::digest(one.whole).to_vec(),
                None => return Err(StampError::Algorithm),
            }
        }
    };
    if parts.need(OCTETS)?.value != hash {
        return Ok(false);
    }
    let Some(issuer) = parts.maybe(SEQUENCE)? else { return Ok(true) };
    let mut issuer = Walk::over(issuer.value, OF)?;
    let mut names = issuer.inner(SEQUENCE)?;
    let name = names.need(place(4))?.value;
    Ok(name == one.issuer && issuer.need(INTEGER)?.value == one.serial)
}

/// What the authority signed.
struct Info<'a> {
    at: i64,
    before: i64,
    nonce: &'a [u8],
}

impl<'a> Info<'a> {
    fn read(bytes: &'a [u8], data: &[u8]) -> Result<Self, StampError> {
        let mut info = Walk::within(bytes, SEQUENCE, OF)?;
        if number(info.need(INTEGER)?.value) != Some(1) {
            return Err(info.wrong());
        }
        info.need(OID)?;
        let mut imprint = info.inner(SEQUENCE)?;
        // The request asks for SHA-256, and the answer repeats it.
        if imprint.algorithm()? != ID_SHA256 || imprint.need(OCTETS)?.value != Sha256::digest(data).as_slice() {
            return Err(StampError::OtherImprint);
        }
        imprint.end()?;
        info.need(INTEGER)?;
        let (at, micros) = asn1::time(info.need(GENERAL_TIME)?).ok_or_else(|| info.wrong())?;
        let mut late = i64::from(micros);
        if let Some(accuracy) = info.maybe(SEQUENCE)? {
            let mut parts = Walk::over(accuracy.value, OF)?;
            for (tag, micros) in [(INTEGER, 1_000_000), (0x80, 1_000), (0x81, 1)] {
                if let Some(part) = parts.maybe(tag)? {
                    // Nobody's clock is off by years.
                    let part =
                        number(part.value).and_then(|part| u32::try_from(part).ok()).ok_or_else(|| parts.wrong())?;
                    late += i64::from(part) * micros;
                }
            }
            parts.end()?;
        }
        info.maybe(BOOLEAN)?;
        let nonce = info.maybe(INTEGER)?.map_or(&[][..], |nonce| nonce.value);
        info.maybe(place(0))?;
        if let Some(extensions) = info.maybe(place(1))? {
            // One that must be understood is not.
            let mut all = Walk::over(extensions.value, OF)?;
            while let Some(one) = all.next()? {
                let mut parts = Walk::within(one.whole, SEQUENCE, OF)?;
                parts.need(OID)?;
                if parts.maybe(BOOLEAN)?.is_some() {
                    return Err(parts.wrong());
                }
            }
        }
        info.end()?;
        let before = at + late.div_euclid(1_000_000) + i64::from(late % 1_000_000 != 0);
        Ok(Self { at, before, nonce })
    }
}
