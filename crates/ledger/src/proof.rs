//! Proofs that a leaf is in a tree, and that a tree is the beginning of a later one. SOURCE: RFC 9162, section 2.1.

use crate::tree::perfect_parts;
use crate::{Hash, NodeSource, node_hash};

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf would lie beyond the tree, or the earlier tree would be larger.
    #[error("the proof is for a place outside the tree")]
    OutOfRange,
    /// Too many or too few hashes.
    #[error("the proof has the wrong length")]
    WrongLength,
    /// It leads to another root.
    #[error("the proof leads to another root")]
    WrongRoot,
}

/// The hash of leaves `begin..end`, of which `begin` lies on a multiple of the width.
fn subtree<S: NodeSource>(source: &S, begin: u64, end: u64) -> Result<Hash, S::Error> {
    let mut parts = perfect_parts(begin, end).into_iter().rev();
    // INVARIANT: callers ask for at least one leaf.
    let (level, index) = parts.next().unwrap_or((0, begin));
    let mut hash = source.node(level, index)?;
    for (level, index) in parts {
        hash = node_hash(&source.node(level, index)?, &hash);
    }
    Ok(hash)
}

/// The largest power of two below `width`, which is at least 2.
fn split(width: u64) -> u64 {
    1 << (63 - (width - 1).leading_zeros())
}

/// The proof that leaf `index` is in the tree of `size` leaves; empty if it lies beyond.
pub fn inclusion_proof<S: NodeSource>(source: &S, index: u64, size: u64) -> Result<Vec<Hash>, S::Error> {
    let mut proof = Vec::new();
    let (mut begin, mut end) = (0, size);
    while index < size && end - begin > 1 {
        let middle = begin + split(end - begin);
        if index < middle {
            proof.push(subtree(source, middle, end)?);
            end = middle;
        } else {
            proof.push(subtree(source, begin, middle)?);
            begin = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves; empty if `old` is 0 or equal.
pub fn consistency_proof<S: NodeSource>(source: &S, old: u64, new: u64) -> Result<Vec<Hash>, S::Error> {
    let mut proof = Vec::new();
    if old == 0 || old >= new {
        return Ok(proof);
    }
    let (mut begin, mut end) = (0, new);
    while end != old {
        let middle = begin + split(end - begin);
        if old <= middle {
            proof.push(subtree(source, middle, end)?);
            end = middle;
        } else {
            proof.push(subtree(source, begin, middle)?);
            begin = middle;
        }
    }
    if begin != 0 {
        proof.push(subtree(source, begin, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// Whether `proof` shows that a leaf with this hash is leaf `index` of the tree with this size and root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange);
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node % 2 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node /= 2;
        last /= 2;
    }
    if last != 0 {
        return Err(ProofError::WrongLength);
    }
    if hash == *root { Ok(()) } else { Err(ProofError::WrongRoot) }
}

/// Whether `proof` shows that the tree (`old`, `old_root`) is the beginning of the tree (`new`, `new_root`).
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange);
    }
    if old == new || old == 0 {
        if !proof.is_empty() {
            return Err(ProofError::WrongLength);
        }
        let expected = if old == 0 { crate::empty_root() } else { *new_root };
        return if *old_root == expected { Ok(()) } else { Err(ProofError::WrongRoot) };
    }
    let mut hashes = proof.iter();
    // A tree of a power of two is a node of the later tree, so its root is not repeated in the proof.
    let first = if old.is_power_of_two() { old_root } else { hashes.next().ok_or(ProofError::WrongLength)? };
    let (mut node, mut last) = (old - 1, new - 1);
    while node % 2 == 1 {
        node /= 2;
        last /= 2;
    }
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in hashes {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node % 2 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        node /= 2;
        last /= 2;
    }
    if last != 0 {
        return Err(ProofError::WrongLength);
    }
    if old_hash == *old_root && new_hash == *new_root { Ok(()) } else { Err(ProofError::WrongRoot) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::{grown, leaves, slow_root};
    use crate::{leaf_hash, root_at};

    const SIZE: u64 = 70;

    #[test]
    fn every_leaf_of_every_tree_is_proved_and_nothing_else() {
        let all = leaves(SIZE);
        let (_, nodes) = grown(&all);
        for size in 1..=SIZE {
            let root = slow_root(&all[..size as usize]);
            for index in 0..size {
                let leaf = leaf_hash(&all[index as usize]);
                let proof = inclusion_proof(&nodes, index, size).unwrap();
                assert_eq!(verify_inclusion(&leaf, index, size, &proof, &root), Ok(()));
                for other in (0..size).filter(|other| *other != index) {
                    assert!(verify_inclusion(&leaf, other, size, &proof, &root).is_err());
                }
                let longer = [proof.clone(), vec![root]].concat();
                assert!(verify_inclusion(&leaf, index, size, &longer, &root).is_err());
                if let Some((_, shorter)) = proof.split_last() {
                    assert!(verify_inclusion(&leaf, index, size, shorter, &root).is_err());
                }
            }
            assert_eq!(verify_inclusion(&root, size, size, &[], &root), Err(ProofError::OutOfRange));
        }
    }

    #[test]
    fn every_pair_of_trees_is_proved_and_nothing_else() {
        let all = leaves(SIZE);
        let (_, nodes) = grown(&all);
        for new in 0..=SIZE {
            let new_root = root_at(&nodes, new).unwrap();
            for old in 0..=new {
                let old_root = root_at(&nodes, old).unwrap();
                let proof = consistency_proof(&nodes, old, new).unwrap();
                assert_eq!(verify_consistency(old, new, &proof, &old_root, &new_root), Ok(()), "{old} {new}");
                let longer = [proof.clone(), vec![new_root]].concat();
                assert!(verify_consistency(old, new, &longer, &old_root, &new_root).is_err());
                if let Some((_, shorter)) = proof.split_last() {
                    assert!(verify_consistency(old, new, shorter, &old_root, &new_root).is_err());
                }
                if old != new {
                    assert!(verify_consistency(old, new, &proof, &new_root, &new_root).is_err());
                }
            }
        }
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let all = leaves(23);
        let (_, nodes) = grown(&all);
        let (old_root, new_root) = (root_at(&nodes, 11).unwrap(), root_at(&nodes, 23).unwrap());
        let inclusion = inclusion_proof(&nodes, 13, 23).unwrap();
        let consistency = consistency_proof(&nodes, 11, 23).unwrap();
        let leaf = leaf_hash(&all[13]);
        let flipped = |hash: &Hash, bit: usize| {
            let mut hash = *hash;
            hash.0[bit / 8] ^= 1 << (bit % 8);
            hash
        };
        for bit in 0..256 {
            assert!(verify_inclusion(&flipped(&leaf, bit), 13, 23, &inclusion, &new_root).is_err());
            assert!(verify_inclusion(&leaf, 13, 23, &inclusion, &flipped(&new_root, bit)).is_err());
            assert!(verify_consistency(11, 23, &consistency, &flipped(&old_root, bit), &new_root).is_err());
            assert!(verify_consistency(11, 23, &consistency, &old_root, &flipped(&new_root, bit)).is_err());
            for index in 0..inclusion.len() {
                let mut proof = inclusion.clone();
                proof[index] = flipped(&proof[index], bit);
                assert!(verify_inclusion(&leaf, 13, 23, &proof, &new_root).is_err());
            }
            for index in 0..consistency.len() {
                let mut proof = consistency.clone();
                proof[index] = flipped(&proof[index], bit);
                assert!(verify_consistency(11, 23, &proof, &old_root, &new_root).is_err());
            }
        }
    }
}
