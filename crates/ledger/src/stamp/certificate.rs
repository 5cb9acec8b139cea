//! Certificates of authorities, as far as a time stamp needs them. SOURCE: RFC 5280, RFC 3279, RFC 5758.

use super::StampError;
use super::asn1::{self, BITS, BOOLEAN, INTEGER, Item, OCTETS, OID, SEQUENCE, SET, Walk, magnitude, number, place};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

// Object identifiers, as the bytes that stand in a file.
pub(super) const SHA1: &[u8] = &[0x2B, 0x0E, 3, 2, 0x1A];
const SHA2: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1];
const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1];
const ECDSA: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3];
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
const P384: &[u8] = &[0x2B, 0x81, 4, 0, 0x22];
const EXTENSION: &[u8] = &[0x55, 0x1D];
const TIME_STAMPING: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 3, 8];
const ANY_USE: &[u8] = &[0x55, 0x1D, 0x25, 0];
const NAME_PART: &[u8] = &[0x55, 4];

/// The hashes that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hashing {
    Sha256,
    Sha384,
    Sha512,
}

impl Hashing {
    pub(super) fn of(oid: &[u8]) -> Option<Self> {
        match oid.strip_prefix(SHA2)? {
            [1] => Some(Self::Sha256),
            [2] => Some(Self::Sha384),
            [3] => Some(Self::Sha512),
            _ => None,
        }
    }
    pub(super) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

/// How something was signed: the hash, and of what kind the key must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signing {
    hashing: Hashing,
    rsa: bool,
}

impl Signing {
    /// By the algorithm's name; `hashing` is the hash that stands beside it, where it names none.
    pub(super) fn of(oid: &[u8], hashing: Option<Hashing>) -> Result<Self, StampError> {
        let (named, rsa) = match (oid.strip_prefix(RSA), oid.strip_prefix(ECDSA)) {
            (Some([1]), _) => (hashing, true),
            (Some([11]), _) => (Some(Hashing::Sha256), true),
            (Some([12]), _) => (Some(Hashing::Sha384), true),
            (Some([13]), _) => (Some(Hashing::Sha512), true),
            (_, Some([2])) => (Some(Hashing::Sha256), false),
            (_, Some([3])) => (Some(Hashing::Sha384), false),
            (_, Some([4])) => (Some(Hashing::Sha512), false),
            _ => (None, false),
        };
        let named = named.filter(|named| hashing.is_none_or(|hashing| hashing == *named));
        Ok(Self { hashing: named.ok_or(StampError::Algorithm)?, rsa })
    }
}

/// A certificate, taken apart. No signature is looked at yet.
#[derive(Clone, Debug)]
pub(super) struct Certificate<'a> {
    pub whole: &'a [u8],
    signed: &'a [u8],
    signing: (&'a [u8], &'a [u8]),
    pub serial: &'a [u8],
    pub issuer: &'a [u8],
    pub subject: &'a [u8],
    valid: (i64, i64),
    key: &'a [u8],
    extensions: Vec<Extension<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Extension<'a> {
    oid: &'a [u8],
    critical: bool,
    value: &'a [u8],
}

impl<'a> Certificate<'a> {
    pub(super) fn read(whole: &'a [u8]) -> Result<Self, StampError> {
        const OF: &str = "a certificate";
        let mut outer = Walk::within(whole, SEQUENCE, OF)?;
        let signed = outer.need(SEQUENCE)?;
        let algorithm = outer.need(SEQUENCE)?;
        let signature = bits(outer.need(BITS)?).ok_or_else(|| outer.wrong())?;
        outer.end()?;
        let mut body = Walk::over(signed.value, OF)?;
        body.maybe(place(0))?;
        let serial = body.need(INTEGER)?.value;
        // Named twice: only the second is under the signature.
        if body.need(SEQUENCE)?.whole != algorithm.whole {
            return Err(body.wrong());
        }
        let issuer = body.need(SEQUENCE)?.whole;
        let mut dates = body.inner(SEQUENCE)?;
        let mut date = || dates.next()?.and_then(asn1::time).map(|(at, _)| at).ok_or_else(|| dates.wrong());
        let valid = (date()?, date()?);
        let subject = body.need(SEQUENCE)?.whole;
        let key = body.need(SEQUENCE)?.whole;
        for unique in [0x81, 0x82] {
            body.maybe(unique)?;
        }
        let mut extensions: Vec<Extension<'a>> = Vec::new();
        if let Some(all) = body.maybe(place(3))? {
            let mut all = Walk::within(all.value, SEQUENCE, OF)?;
            while let Some(one) = all.next()? {
                let mut parts = Walk::within(one.whole, SEQUENCE, OF)?;
                let oid = parts.need(OID)?.value;
                let critical = match parts.maybe(BOOLEAN)? {
                    None => false,
                    Some(Item { value: [0xFF], .. }) => true,
                    Some(_) => return Err(parts.wrong()),
                };
                let value = parts.need(OCTETS)?.value;
                parts.end()?;
                if extensions.iter().any(|other| other.oid == oid) {
                    return Err(parts.wrong());
                }
                extensions.push(Extension { oid, critical, value });
            }
        }
        body.end()?;
        let mut named = Walk::over(algorithm.whole, OF)?;
        // An algorithm with parameters is one that cannot be checked here; it need not be, where nothing asks for it.
        let oid = named.algorithm().unwrap_or_default();
        Ok(Self {
            whole,
            signed: signed.whole,
            signing: (oid, signature),
            serial,
            issuer,
            subject,
            valid,
            key,
            extensions,
        })
    }

    fn extension(&self, last: u8) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|one| one.oid.strip_prefix(EXTENSION) == Some(&[last]))
    }

    pub(super) fn is_valid_at(&self, at: i64) -> bool {
        (self.valid.0..=self.valid.1).contains(&at)
    }

    /// The identifier of its key, if it says one.
    pub(super) fn key_id(&self) -> Option<&'a [u8]> {
        Some(Walk::over(self.extension(14)?.value, "").ok()?.need(OCTETS).ok()?.value)
    }

    /// The bits of `keyUsage`, the first as the highest, if it says any.
    fn key_usage(&self) -> Option<u8> {
        let value = Walk::over(self.extension(15)?.value, "").ok()?.need(BITS).ok()?.value;
        value.get(1).copied()
    }

    /// Whether it has nothing that must be understood and is not, beside those with these last numbers.
    fn understood(&self) -> bool {
        // basicConstraints, keyUsage, extKeyUsage, certificatePolicies and both key identifiers.
        const KNOWN: [u8; 6] = [19, 15, 37, 32, 14, 35];
        let known =
            |one: &Extension<'_>| matches!(one.oid.strip_prefix(EXTENSION), Some([last]) if KNOWN.contains(last));
        self.extensions.iter().all(|one| !one.critical || known(one))
    }

    fn uses(&self) -> Result<Option<Vec<&'a [u8]>>, StampError> {
        let Some(extension) = self.extension(37) else { return Ok(None) };
        let (mut walk, mut uses) = (Walk::within(extension.value, SEQUENCE, "a certificate")?, Vec::new());
        while let Some(item) = walk.next()? {
            uses.push(item.value);
        }
        Ok(Some(uses))
    }

    /// Whether it is a certificate for time stamps and for nothing else. SOURCE: RFC 3161, section 2.3.
    pub(super) fn is_for_stamps(&self) -> Result<bool, StampError> {
        let critical = self.extension(37).is_some_and(|extension| extension.critical);
        // digitalSignature or nonRepudiation.
        let signs = self.key_usage().is_none_or(|bits| bits & 0xC0 != 0);
        Ok(critical && signs && self.understood() && self.uses()?.as_deref() == Some(&[TIME_STAMPING]))
    }

    /// Whether it may issue certificates, with `below` others between it and the one for stamps.
    pub(super) fn may_issue(&self, below: usize) -> Result<bool, StampError> {
        let Some(extension) = self.extension(19) else { return Ok(false) };
        let mut walk = Walk::within(extension.value, SEQUENCE, "a certificate")?;
        let issues = matches!(walk.maybe(BOOLEAN)?, Some(Item { value: [0xFF], .. }));
        let most = walk.maybe(INTEGER)?.map(|item| number(item.value).ok_or_else(|| walk.wrong())).transpose()?;
        let long = most.is_some_and(|most| below as u64 > most);
        // keyCertSign.
        let signs = self.key_usage().is_none_or(|bits| bits & 0x04 != 0);
        let stamps = self.uses()?.is_none_or(|uses| uses.iter().any(|one| *one == TIME_STAMPING || *one == ANY_USE));
        Ok(issues && !long && signs && stamps && self.understood())
    }

    /// Whether this key signed that certificate.
    pub(super) fn signed(&self, other: &Certificate<'_>) -> bool {
        let (oid, signature) = other.signing;
        Signing::of(oid, None).is_ok_and(|signing| self.holds(signing, other.signed, signature))
    }

    /// Whether a signature of this key holds.
    pub(super) fn holds(&self, signing: Signing, message: &[u8], signature: &[u8]) -> bool {
        self.check(signing, &signing.hashing.digest(message), signature).is_some()
    }

    fn check(&self, signing: Signing, hash: &[u8], signature: &[u8]) -> Option<()> {
        let mut info = Walk::within(self.key, SEQUENCE, "").ok()?;
        let mut algorithm = info.inner(SEQUENCE).ok()?;
        let kind = algorithm.need(OID).ok()?.value;
        let key = bits(info.need(BITS).ok()?)?;
        if kind.strip_prefix(RSA) == Some(&[1]) && signing.rsa {
            let mut parts = Walk::within(key, SEQUENCE, "").ok()?;
            let number = |item: Item<'_>| {
                let bytes = magnitude(item.value)?;
                rsa::BoxedUint::from_be_slice(bytes, u32::try_from(bytes.len() * 8).ok()?).ok()
            };
            let (n, e) = (number(parts.need(INTEGER).ok()?)?, number(parts.need(INTEGER).ok()?)?);
            let key = rsa::PublicKey::new_with_size_limits(n, e, 2048..=8192).ok()?;
            let held = match signing.hashing {
                Hashing::Sha256 => key.pkcs1v15_verify_prehash::<Sha256>(hash, signature),
                Hashing::Sha384 => key.pkcs1v15_verify_prehash::<Sha384>(hash, signature),
                Hashing::Sha512 => key.pkcs1v15_verify_prehash::<Sha512>(hash, signature),
            };
            return held.ok();
        }
        if kind == EC_KEY && !signing.rsa {
            return match algorithm.need(OID).ok()?.value {
                P256 => {
                    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key).ok()?;
                    key.verify_prehash(hash, &p256::ecdsa::Signature::from_der(signature).ok()?).ok()
                }
                P384 => {
                    let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(key).ok()?;
                    key.verify_prehash(hash, &p384::ecdsa::Signature::from_der(signature).ok()?).ok()
                }
                _ => None,
            };
        }
        None
    }

    /// What it calls its owner: the common name, or else the organisation.
    pub(super) fn name(&self) -> String {
        let part = |last: u8| name_part(self.subject, last).ok().flatten();
        part(3).or_else(|| part(10)).unwrap_or_default()
    }
}

fn name_part(name: &[u8], last: u8) -> Result<Option<String>, StampError> {
    const OF: &str = "a name";
    let mut sets = Walk::within(name, SEQUENCE, OF)?;
    while let Some(set) = sets.next()? {
        let mut pairs = Walk::within(set.whole, SET, OF)?;
        while let Some(pair) = pairs.next()? {
            let mut parts = Walk::within(pair.whole, SEQUENCE, OF)?;
            if parts.need(OID)?.value.strip_prefix(NAME_PART) == Some(&[last]) {
                let text = parts.next()?.ok_or_else(|| parts.wrong())?;
                return Ok(Some(match text.tag {
                    // Two bytes a character.
                    0x1E => char::decode_utf16(
                        text.value.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])),
                    )
                    .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect(),
                    _ => String::from_utf8_lossy(text.value).into_owned(),
                }));
            }
        }
    }
    Ok(None)
}

/// Whole bytes of a string of bits.
fn bits(item: Item<'_>) -> Option<&[u8]> {
    item.value.split_first().filter(|(unused, _)| **unused == 0).map(|(_, bytes)| bytes)
}
