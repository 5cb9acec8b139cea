//! What is asked of an authority, and what comes back.

use super::StampError;
use super::asn1::{BOOLEAN, INTEGER, Item, OCTETS, OID, SEQUENCE, Walk, number, wrap};
use super::token::ID_SHA256;
use sha2::{Digest as _, Sha256};

/// A question for a time stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampRequest {
    imprint: [u8; 32],
    /// What the answer must repeat, so that an old one is no answer.
    pub nonce: [u8; 8],
}

impl StampRequest {
    /// For these bytes; of `random` all bits are used but one.
    pub fn new(data: &[u8], random: [u8; 8]) -> Self {
        let mut nonce = random;
        // A positive number of just eight bytes has one form everywhere.
        nonce[0] = nonce[0] & 0x7F | 0x40;
        Self { imprint: Sha256::digest(data).into(), nonce }
    }

    /// The request as it is sent, or carried as a `.tsq` file. It asks for the certificates to be in the answer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let algorithm = wrap(SEQUENCE, &[&wrap(OID, &[ID_SHA256]), &[5, 0]]);
        let imprint = wrap(SEQUENCE, &[&algorithm, &wrap(OCTETS, &[&self.imprint])]);
        let (version, nonce) = (wrap(INTEGER, &[&[1]]), wrap(INTEGER, &[&self.nonce]));
        wrap(SEQUENCE, &[&version, &imprint, &nonce, &wrap(BOOLEAN, &[&[0xFF]])])
    }
}

/// The token in an authority's answer, if it was granted.
pub fn stamp_token(response: &[u8]) -> Result<&[u8], StampError> {
    let mut parts = Walk::within(response, SEQUENCE, "the answer")?;
    let mut status = parts.inner(SEQUENCE)?;
    let code = number(status.need(INTEGER)?.value).ok_or_else(|| status.wrong())?;
    // 0 is granted, 1 granted with changes: whether these matter, the token itself shows.
    if code > 1 {
        let mut text = String::new();
        if let Some(Item { value, .. }) = status.maybe(SEQUENCE)? {
            let mut lines = Walk::over(value, "the answer")?;
            while let Some(line) = lines.next()? {
                text = format!("{text}: {}", String::from_utf8_lossy(line.value).escape_debug());
            }
        }
        return Err(StampError::NotGranted { status: code, text });
    }
    let token = parts.need(SEQUENCE)?.whole;
    parts.end()?;
    Ok(token)
}

/// The shortest answer with this token: what is kept and given away, so that nothing stands in it that nobody signed.
pub fn stamp_response(token: &[u8]) -> Vec<u8> {
    wrap(SEQUENCE, &[&wrap(SEQUENCE, &[&wrap(INTEGER, &[&[0]])]), token])
}
