//! Ed25519 signatures over plain bytes, outside of notes.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// A secret key.
pub struct BytesSigner(SigningKey);

impl BytesSigner {
    /// From 32 secret bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// Whether a key signed these bytes. Strict: a key or a signature with a point of small order is refused, under which one signature would
/// fit several messages.
pub fn bytes_signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_bytes(public);
    key.is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex<const N: usize>(text: &str) -> [u8; N] {
        std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
    }

    // SOURCE: RFC 8032, section 7.1, TEST 2.
    #[test]
    fn the_published_signature_holds_and_no_bit_of_it_may_change() {
        let signer = BytesSigner::from_seed(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        let signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assert_eq!((signer.public(), signer.sign(&[0x72])), (public, signature));
        assert!(bytes_signed(&public, &[0x72], &signature));
        assert!(!bytes_signed(&public, &[0x73], &signature));
        for bit in 0..512 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!bytes_signed(&public, &[0x72], &changed), "{bit}");
        }
    }

    #[test]
    fn the_neutral_point_is_nobodys_key() {
        // Under this key the signature (neutral point, 0) would fit every message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!bytes_signed(&neutral, b"anything", &signature));
    }
}
