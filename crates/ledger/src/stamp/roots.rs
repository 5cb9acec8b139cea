//! Whom the reader trusts, and whether a certificate leads there.

use super::StampError;
use super::certificate::Certificate;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The most certificates between the one that signed and a root.
const LONGEST: usize = 4;

/// Certificates of authorities that the reader trusts: roots, or those of time-stamping authorities themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StampRoots(Vec<Vec<u8>>);

impl StampRoots {
    /// Reads a PEM file; what stands outside of the certificates is passed over.
    pub fn parse(pem: &str) -> Result<Self, StampError> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        const END: &str = "-----END CERTIFICATE-----";
        let mut roots = Vec::new();
        for part in pem.split(BEGIN).skip(1) {
            let (body, _) = part.split_once(END).ok_or(StampError::Roots)?;
            let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            let bytes = STANDARD.decode(body).map_err(|_| StampError::Roots)?;
            Certificate::read(&bytes).map_err(|_| StampError::Roots)?;
            roots.push(bytes);
        }
        if roots.is_empty() { Err(StampError::Roots) } else { Ok(Self(roots)) }
    }

    /// Whether none is given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `leaf` is one of these or leads to one, by others that came with it, all valid at the time.
    pub(super) fn vouch(&self, leaf: &Certificate<'_>, beside: &[Certificate<'_>], at: i64) -> bool {
        // Each was read when it was given.
        let roots: Vec<Certificate<'_>> = self.0.iter().filter_map(|root| Certificate::read(root).ok()).collect();
        if roots.is_empty() {
            return false;
        }
        if roots.iter().any(|root| root.whole == leaf.whole) {
            return true;
        }
        // Outward from the one that signed, each certificate once: a shorter way is never worse, so that nobody can make this take long.
        let (mut reached, mut left) = (vec![leaf], beside.iter().collect::<Vec<_>>());
        left.retain(|one| one.whole != leaf.whole);
        for below in 0..=LONGEST {
            let issues = |above: &Certificate<'_>| {
                let from = |from: &&Certificate<'_>| above.subject == from.issuer && above.signed(from);
                above.is_valid_at(at) && above.may_issue(below).unwrap_or(false) && reached.iter().any(from)
            };
            if roots.iter().any(&issues) {
                return true;
            }
            (reached, left) = left.into_iter().partition(|above| issues(above));
        }
        false
    }
}
