//! Sealing so that a quorum of key holders opens, and nobody else: neither who stole the data folder nor who keeps the server.
//!
//! Each sealed thing has a key of its own. The key is split by Shamir's method, and each share is encrypted to one holder by HPKE (RFC 9180:
//! X25519, HKDF-SHA256, ChaCha20-Poly1305). A holder opens their share on their own machine and encrypts it anew to who asks; who asks puts
//! enough of them together on theirs. What is sealed is bound to what it is about, to the set of holders and to the holder's number, so that
//! a share that was given for one report opens no other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blahaj::{Share, Sharks};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hpke::aead::ChaCha20Poly1305 as Cipher;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};
use mirqab_domain::mission::Holders;
use mirqab_domain::report::Sealed;
use mirqab_vocabulary::BlobId;
use rand_core::{TryCryptoRng, TryRng};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;

type Secret = <X25519HkdfSha256 as hpke::Kem>::PrivateKey;
type Public = <X25519HkdfSha256 as hpke::Kem>::PublicKey;
type Encapped = <X25519HkdfSha256 as hpke::Kem>::EncappedKey;

/// What a table is said to be about: it is sealed before any report of it has an id.
pub const TABLE: &str = "table";
/// Sealed things are padded to a multiple of so many bytes, so that a length tells no name.
const BLOCK: usize = 256;

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Not the text of a key.
    #[error("this is no key")]
    NoKey,
    /// Not base64, or too short.
    #[error("this is not what was written: it was cut or changed")]
    Garbled,
    /// Encrypted to another key, for another thing, or changed.
    #[error("this key does not open it: another key, another report, or it was changed")]
    DoesNotOpen,
    /// Fewer than the threshold, or shares of other things.
    #[error("these shares do not open it: too few, or shares of something else")]
    Shares,
}

/// Randomness from where the program takes it.
pub struct Fill<F: FnMut(&mut [u8])>(pub F);

impl<F: FnMut(&mut [u8])> TryRng for Fill<F> {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        (self.0)(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        (self.0)(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        (self.0)(bytes);
        Ok(())
    }
}
impl<F: FnMut(&mut [u8])> TryCryptoRng for Fill<F> {}

/// A secret key of a holder, or of somebody who asks.
pub struct SecretKey(Secret);

const FILE_HEAD: &str = "mirqab-secret-key-1 ";

impl SecretKey {
    /// A new one.
    pub fn generate(random: impl FnMut(&mut [u8])) -> Self {
        Self(X25519HkdfSha256::gen_keypair_with_rng(&mut Fill(random)).0)
    }

    /// The public half.
    pub fn public(&self) -> BlobId {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&X25519HkdfSha256::sk_to_pk(&self.0).to_bytes());
        BlobId::from_bytes(bytes)
    }

    /// As it is kept in a file.
    pub fn to_text(&self) -> String {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&self.0.to_bytes());
        format!("{FILE_HEAD}{}\n", BlobId::from_bytes(bytes).as_str())
    }

    /// Out of such a file.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let digits = text.trim().strip_prefix(FILE_HEAD.trim_end()).ok_or(SealError::NoKey)?.trim();
        let key = BlobId::try_from(digits.to_owned()).map_err(|_| SealError::NoKey)?;
        Secret::from_bytes(&bytes_of(&key)).map(Self).map_err(|_| SealError::NoKey)
    }
}

/// Whether a text is a public key to which something can be encrypted.
pub fn is_public(key: &BlobId) -> bool {
    encrypt(key, b"", b"", &mut |bytes: &mut [u8]| bytes.fill(7)).is_ok()
}

fn bytes_of(hex: &BlobId) -> [u8; 32] {
    let digit = |c: u8| (c as char).to_digit(16).unwrap_or(0) as u8;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hex.as_str().as_bytes().chunks_exact(2)) {
        *byte = pair.iter().fold(0, |byte, c| (byte << 4) | digit(*c));
    }
    bytes
}

fn encrypt(to: &BlobId, info: &[u8], plain: &[u8], random: &mut impl FnMut(&mut [u8])) -> Result<String, SealError> {
    let to = Public::from_bytes(&bytes_of(to)).map_err(|_| SealError::NoKey)?;
    let mut random = Fill(random);
    let (head, body) = hpke::single_shot_seal_with_rng::<Cipher, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &to,
        info,
        plain,
        b"",
        &mut random,
    )
    .map_err(|_| SealError::NoKey)?;
    Ok(STANDARD.encode([head.to_bytes().as_slice(), &body].concat()))
}

fn decrypt(secret: &SecretKey, info: &[u8], text: &str) -> Result<Vec<u8>, SealError> {
    let bytes = STANDARD.decode(text).map_err(|_| SealError::Garbled)?;
    let (head, body) = bytes.split_at_checked(32).ok_or(SealError::Garbled)?;
    let head = Encapped::from_bytes(head).map_err(|_| SealError::Garbled)?;
    hpke::single_shot_open::<Cipher, HkdfSha256, X25519HkdfSha256>(&OpModeR::Base, &secret.0, &head, info, body, b"")
        .map_err(|_| SealError::DoesNotOpen)
}

/// What a share that is kept is bound to.
fn share_info(about: &str, set: u32, holder: u32) -> Vec<u8> {
    format!("mirqab share v1\0{about}\0{set}\0{holder}").into_bytes()
}

/// What a share that is given is bound to.
fn consent_info(about: &str, set: u32, holder: u32, to: &BlobId) -> Vec<u8> {
    format!("mirqab consent v1\0{about}\0{set}\0{holder}\0{}", to.as_str()).into_bytes()
}

fn body_info(about: &str, set: u32) -> Vec<u8> {
    format!("mirqab sealed v1\0{about}\0{set}").into_bytes()
}

/// Seals bytes to a set of holders; `about` is the report's id, or `TABLE`.
pub fn seal(
    plain: &[u8],
    about: &str,
    set: u32,
    holders: &Holders,
    mut random: impl FnMut(&mut [u8]),
) -> Result<Sealed, SealError> {
    let mut key = [0; 32];
    random(&mut key);
    let mut padded = (plain.len() as u64).to_le_bytes().to_vec();
    padded.extend_from_slice(plain);
    padded.resize(padded.len().next_multiple_of(BLOCK), 0);
    // The key is used for this and nothing else, so the nonce needs no randomness.
    let locked = ChaCha20Poly1305::new(&Key::from(key))
        .encrypt(&Nonce::default(), Payload { msg: &padded, aad: &body_info(about, set) })
        .map_err(|_| SealError::Garbled)?;
    let threshold = u8::try_from(holders.threshold).map_err(|_| SealError::Shares)?;
    let mut rng = Fill(&mut random);
    let dealt: Vec<Share> = Sharks(threshold).dealer_rng(&key, &mut rng).take(holders.holders.len()).collect();
    let mut shares = Vec::new();
    for ((number, holder), share) in (1..).zip(&holders.holders).zip(&dealt) {
        shares.push(encrypt(&holder.key, &share_info(about, set, number), &Vec::from(share), &mut random)?);
    }
    Ok(Sealed { set, locked: STANDARD.encode(locked), shares })
}

/// What a holder gets from the server: their own share, as it is kept, and who asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// `mirqab-asked/1`.
    pub format: String,
    /// The report.
    pub report: String,
    /// What the share is bound to: the report's id, or `TABLE`.
    pub about: String,
    /// The set of holders.
    pub set: u32,
    /// Which holder, counted from 1.
    pub holder: u32,
    /// The public key of who asks.
    pub to: BlobId,
    /// Why it is asked.
    pub reason: String,
    /// The share, encrypted to the holder.
    pub share: String,
}

/// What a holder gives back: the share, encrypted to who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// `mirqab-given/1`.
    pub format: String,
    /// The report.
    pub report: String,
    /// Which holder, counted from 1.
    pub holder: u32,
    /// The share.
    pub share: String,
}

/// What who asked gets once enough holders consented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// `mirqab-opening/1`.
    pub format: String,
    /// The report.
    pub report: String,
    /// What it is bound to.
    pub about: String,
    /// The set of holders.
    pub set: u32,
    /// How many shares are needed.
    pub threshold: u32,
    /// The sealed bytes.
    pub locked: String,
    /// The given shares, each with the number of its holder.
    pub shares: Vec<(u32, String)>,
}

/// On a holder's machine: opens their share and encrypts it to who asks.
pub fn give(secret: &SecretKey, asked: &Asked, mut random: impl FnMut(&mut [u8])) -> Result<Given, SealError> {
    let share = decrypt(secret, &share_info(&asked.about, asked.set, asked.holder), &asked.share)?;
    let info = consent_info(&asked.about, asked.set, asked.holder, &asked.to);
    let share = encrypt(&asked.to, &info, &share, &mut random)?;
    Ok(Given { format: "mirqab-given/1".into(), report: asked.report.clone(), holder: asked.holder, share })
}

/// On the machine of who asked: puts the shares together and opens.
pub fn combine(secret: &SecretKey, package: &Package) -> Result<Vec<u8>, SealError> {
    let to = secret.public();
    let mut shares = Vec::new();
    for (holder, share) in &package.shares {
        let info = consent_info(&package.about, package.set, *holder, &to);
        let bytes = decrypt(secret, &info, share)?;
        shares.push(Share::try_from(bytes.as_slice()).map_err(|_| SealError::Shares)?);
    }
    let threshold = u8::try_from(package.threshold).map_err(|_| SealError::Shares)?;
    let key = Sharks(threshold).recover(&shares).map_err(|_| SealError::Shares)?;
    let key: [u8; 32] = key.try_into().map_err(|_| SealError::Shares)?;
    let locked = STANDARD.decode(&package.locked).map_err(|_| SealError::Garbled)?;
    let padded = ChaCha20Poly1305::new(&Key::from(key))
        .decrypt(&Nonce::default(), Payload { msg: &locked, aad: &body_info(&package.about, package.set) })
        .map_err(|_| SealError::Shares)?;
    let (length, rest) = padded.split_at_checked(8).ok_or(SealError::Garbled)?;
    let length = u64::from_le_bytes(length.try_into().map_err(|_| SealError::Garbled)?);
    let length = usize::try_from(length).map_err(|_| SealError::Garbled)?;
    rest.get(..length).map(<[u8]>::to_vec).ok_or(SealError::Garbled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::mission::Holder;
    use mirqab_vocabulary::AccountId;

    /// Bytes that no test depends on: a counter through SHA-256.
    fn random() -> impl FnMut(&mut [u8]) {
        use sha2::{Digest, Sha256};
        let mut number = 0_u64;
        move |bytes| {
            for chunk in bytes.chunks_mut(32) {
                number += 1;
                let block = Sha256::digest(number.to_le_bytes());
                chunk.copy_from_slice(&block[..chunk.len()]);
            }
        }
    }

    fn holders(number: u8, threshold: u32) -> (Vec<SecretKey>, Holders) {
        let mut source = random();
        let keys: Vec<SecretKey> = (0..number).map(|_| SecretKey::generate(&mut source)).collect();
        let holder = |(at, key): (usize, &SecretKey)| Holder {
            account: AccountId::from_parts(1, [u8::try_from(at).unwrap(); 10]),
            key: key.public(),
        };
        let holders = keys.iter().enumerate().map(holder).collect();
        (keys, Holders { threshold, holders })
    }

    fn asked(sealed: &Sealed, about: &str, holder: u32, to: &SecretKey) -> Asked {
        Asked {
            format: "mirqab-asked/1".into(),
            report: about.into(),
            about: about.into(),
            set: sealed.set,
            holder,
            to: to.public(),
            reason: String::new(),
            share: sealed.shares[holder as usize - 1].clone(),
        }
    }

    fn package(sealed: &Sealed, about: &str, threshold: u32, shares: Vec<(u32, String)>) -> Package {
        let format = "mirqab-opening/1".into();
        let (report, about) = (about.to_owned(), about.to_owned());
        Package { format, report, about, set: sealed.set, threshold, locked: sealed.locked.clone(), shares }
    }

    #[test]
    fn any_quorum_opens_and_nothing_less() {
        let (keys, set) = holders(3, 2);
        let asker = SecretKey::generate(random());
        let sealed = seal("اسم الشاهد".as_bytes(), "R1", 1, &set, random()).unwrap();
        let given = |holder: u32| {
            let asked = asked(&sealed, "R1", holder, &asker);
            (holder, give(&keys[holder as usize - 1], &asked, random()).unwrap().share)
        };
        for pair in [[1, 2], [2, 3], [3, 1]] {
            let package = package(&sealed, "R1", 2, pair.map(given).to_vec());
            assert_eq!(combine(&asker, &package).unwrap(), "اسم الشاهد".as_bytes());
        }
        let one = package(&sealed, "R1", 2, vec![given(2)]);
        assert_eq!(combine(&asker, &one), Err(SealError::Shares));
        // Whoever lowers the threshold in the file gets another key out of one share, and it opens nothing.
        let lowered = Package { threshold: 1, ..one.clone() };
        assert_eq!(combine(&asker, &lowered), Err(SealError::Shares));
        let twice = package(&sealed, "R1", 2, vec![given(2), given(2)]);
        assert_eq!(combine(&asker, &twice), Err(SealError::Shares));
        let stranger = SecretKey::generate(|bytes: &mut [u8]| bytes.fill(9));
        let whole = package(&sealed, "R1", 2, vec![given(1), given(2)]);
        assert_eq!(combine(&stranger, &whole), Err(SealError::DoesNotOpen));
    }

    #[test]
    fn a_share_opens_for_its_holder_its_report_and_who_asked() {
        let (keys, set) = holders(3, 2);
        let asker = SecretKey::generate(random());
        let sealed = seal(b"A", "R1", 1, &set, random()).unwrap();
        let right = asked(&sealed, "R1", 1, &asker);
        assert!(give(&keys[0], &right, random()).is_ok());
        assert_eq!(give(&keys[1], &right, random()), Err(SealError::DoesNotOpen));
        for wrong in [
            Asked { about: "R2".into(), ..right.clone() },
            Asked { set: 2, ..right.clone() },
            Asked { holder: 2, ..right.clone() },
        ] {
            assert_eq!(give(&keys[0], &wrong, random()), Err(SealError::DoesNotOpen));
        }
        assert_eq!(give(&keys[0], &Asked { share: "AAAA".into(), ..right }, random()), Err(SealError::Garbled));
    }

    #[test]
    fn a_length_tells_no_name() {
        let (_, set) = holders(3, 2);
        let length = |name: &str| seal(name.as_bytes(), "R1", 1, &set, random()).unwrap().locked.len();
        assert_eq!(length("A"), length(&"long ".repeat(40)));
    }

    #[test]
    fn a_key_is_written_and_read_and_anything_else_is_none() {
        let key = SecretKey::generate(random());
        let again = SecretKey::parse(&key.to_text()).unwrap();
        assert_eq!(again.public(), key.public());
        assert!(is_public(&key.public()));
        for text in ["", "mirqab-secret-key-1", "mirqab-secret-key-1 00", &key.to_text().replace("key-1", "key-2")] {
            assert!(SecretKey::parse(text).is_err(), "{text}");
        }
        // The point of small order would make every share readable by everybody.
        assert!(!is_public(&BlobId::from_bytes([0; 32])));
    }
}
