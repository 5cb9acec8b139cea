//! Time stamps over signed checkpoints: proof that a log's beginning existed before a time, by the word of somebody outside.
//!
//! SOURCE: RFC 3161 with RFC 5816 (requests, answers, tokens), RFC 5652 (CMS), RFC 5280 (certificates). Read are RSA (PKCS #1, version 1.5; 2048 to
//! 8192 bits) and ECDSA (P-256, P-384), with SHA-256, SHA-384 and SHA-512. Others are refused, not passed over.
//!
//! LIMIT: whether a certificate was revoked is not asked: nobody offline can know it. Who gives a root vouches for its authorities.

mod asn1;
mod certificate;
mod request;
mod roots;
mod token;

pub use request::{StampRequest, stamp_response, stamp_token};
pub use roots::StampRoots;
pub use token::{Stamp, verify_stamp};

/// Why a time stamp, or an answer with one, is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// Not in the form that it must have; where the first fault was met.
    #[error("{0} is not in the form that RFC 3161 asks for, or something stands after it")]
    Malformed(&'static str),
    /// The authority says no.
    #[error("the authority did not grant it: status {status}{text}")]
    NotGranted {
        /// Its number.
        status: u64,
        /// What it says besides, after a colon; may be empty.
        text: String,
    },
    /// A hash, a signature or a curve that is not read here.
    #[error("it is signed or hashed in a way that is not known here")]
    Algorithm,
    /// Of other bytes.
    #[error("it stamps something else")]
    OtherImprint,
    /// The signature is by a certificate that is not in it.
    #[error("the certificate that signed it is not in it, or is not the one that the signature names")]
    NoCertificate,
    /// Signed bytes were altered.
    #[error("its signature does not hold")]
    BadSignature,
    /// The certificate is for something else.
    #[error("the certificate that signed it is not for time stamps alone")]
    WrongUse,
    /// The certificate was not yet valid, or no more.
    #[error("the certificate that signed it was not valid at the time that it names")]
    NotValidThen,
    /// A file of roots without a certificate, or with something else.
    #[error("the file of roots holds no certificate, or one that cannot be read")]
    Roots,
}
