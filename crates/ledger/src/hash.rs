//! Hashes of leaves and nodes. SOURCE: RFC 6962, section 2.1.

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 digest. Shown in lowercase hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Reads 64 hexadecimal digits in lower case, and nothing else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (value(pair[0])? << 4) | value(pair[1])?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// The hash of a leaf's bytes. The prefix keeps a leaf from being taken for a node.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    let mut state = INITIAL;
    let mut block = [0; BLOCK];
    let (head, rest) = bytes.split_at(bytes.len().min(BLOCK - 1));
    block[1..=head.len()].copy_from_slice(head);
    let mut used = 1 + head.len();
    if used == BLOCK {
        compress256(&mut state, &[block]);
        let (whole, tail) = rest.as_chunks();
        compress256(&mut state, whole);
        block = [0; BLOCK];
        block[..tail.len()].copy_from_slice(tail);
        used = tail.len();
    }
    block[used] = 0x80;
    if used >= LENGTH_AT {
        compress256(&mut state, &[block]);
        block = [0; BLOCK];
    }
    block[LENGTH_AT..].copy_from_slice(&((1 + bytes.len() as u64) * 8).to_be_bytes());
    compress256(&mut state, &[block]);
    written(state)
}

/// The hash of two nodes' hashes.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut blocks = [[0; BLOCK], LAST_OF_NODE];
    blocks[0][0] = 1;
    blocks[0][1..33].copy_from_slice(&left.0);
    blocks[0][33..].copy_from_slice(&right.0[..31]);
    blocks[1][0] = right.0[31];
    let mut state = INITIAL;
    compress256(&mut state, &blocks);
    written(state)
}

// A tree is little else than hashes of short inputs, and of one that fits two blocks the library's buffer takes a good part of the time. So
// blocks are filled here, and only the compression is the library's. SOURCE: FIPS 180-4, sections 5.1.1, 5.3.3 and 6.2; a test compares
// every length with the library's own digest.
const BLOCK: usize = 64;
/// Where the last block has the length in bits.
const LENGTH_AT: usize = BLOCK - 8;
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
/// The second block of a node's 65 bytes, but for the one byte that is the node's.
const LAST_OF_NODE: [u8; BLOCK] = {
    let mut block = [0; BLOCK];
    block[1] = 0x80;
    [block[BLOCK - 2], block[BLOCK - 1]] = (65_u16 * 8).to_be_bytes();
    block
};

fn written(state: [u32; 8]) -> Hash {
    let mut bytes = [0; 32];
    for (four, word) in bytes.chunks_exact_mut(4).zip(state) {
        four.copy_from_slice(&word.to_be_bytes());
    }
    Hash(bytes)
}

/// The root of a tree without leaves.
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_library_at_every_length() {
        let bytes: Vec<u8> = (0..=255).cycle().take(700).collect();
        for length in 0..bytes.len() {
            let leaf = Sha256::digest([&[0], &bytes[..length]].concat());
            assert_eq!(leaf_hash(&bytes[..length]).0, *leaf, "{length}");
        }
        let (left, right) = (leaf_hash(b"left"), leaf_hash(b"right"));
        assert_eq!(node_hash(&left, &right).0, *Sha256::digest([&[1], &left.0[..], &right.0].concat()));
    }

    #[test]
    fn hexadecimal_is_read_strictly() {
        let hash = leaf_hash(b"x");
        assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(Hash::from_hex(&hash.to_string().to_uppercase()), None);
        assert_eq!(Hash::from_hex(&hash.to_string()[1..]), None);
    }
}
