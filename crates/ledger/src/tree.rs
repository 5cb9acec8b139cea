//! The tree: its right edge, by which it grows, and its completed nodes, by which proofs are made.

use crate::{Hash, empty_root, leaf_hash, node_hash};

/// A completed node: the root of the perfect subtree of `2^level` leaves that begins at leaf `index * 2^level`. It never changes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// 0 for leaves.
    pub level: u8,
    /// Counted from the left within its level.
    pub index: u64,
    /// Its hash.
    pub hash: Hash,
}

/// Where completed nodes are kept.
pub trait NodeSource {
    /// What goes wrong there.
    type Error;
    /// The hash of a completed node. Must fail for a node that is not complete.
    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error>;
}

/// The right edge of a tree: the roots of its perfect subtrees, largest first. All that is needed to append.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// An empty tree's.
    pub fn new() -> Self {
        Self::default()
    }
    /// From the size and the roots of its perfect subtrees, largest first; `None` if their number does not fit the size.
    pub fn from_parts(size: u64, roots: Vec<Hash>) -> Option<Self> {
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }
    /// How many leaves.
    pub fn size(&self) -> u64 {
        self.size
    }
    /// Appends a leaf's bytes and returns the nodes that it completes, the leaf first.
    pub fn append(&mut self, bytes: &[u8]) -> Vec<Node> {
        let mut completed = Vec::new();
        self.append_each(bytes, |node| completed.push(node));
        completed
    }
    /// Appends a leaf's bytes and gives each node that it completes to `each`, the leaf first.
    pub fn append_each(&mut self, bytes: &[u8], each: impl FnMut(Node)) {
        self.append_hash(leaf_hash(bytes), each);
    }
    /// Appends a leaf by its hash and gives each node that it completes to `each`, the leaf first.
    pub fn append_hash(&mut self, leaf: Hash, mut each: impl FnMut(Node)) {
        let mut node = Node { level: 0, index: self.size, hash: leaf };
        each(node);
        while node.index % 2 == 1 {
            // INVARIANT: an odd index at this level means that its left sibling ends the edge.
            let Some(left) = self.roots.pop() else { break };
            node = Node { level: node.level + 1, index: node.index / 2, hash: node_hash(&left, &node.hash) };
            each(node);
        }
        self.roots.push(node.hash);
        self.size += 1;
    }
    /// The root of the whole tree.
    pub fn root(&self) -> Hash {
        let mut from_right = self.roots.iter().rev();
        match from_right.next() {
            None => empty_root(),
            Some(last) => from_right.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

/// The perfect subtrees into which leaves `begin..end` fall apart, left to right, as (level, index).
pub(crate) fn perfect_parts(mut begin: u64, end: u64) -> Vec<(u8, u64)> {
    let mut parts = Vec::new();
    while begin < end {
        let widest = 63 - (end - begin).leading_zeros();
        let level = if begin == 0 { widest } else { widest.min(begin.trailing_zeros()) };
        // `level` is at most 63.
        parts.push((level as u8, begin >> level));
        begin += 1 << level;
    }
    parts
}

/// The right edge of the tree of the first `size` leaves.
pub fn frontier_at<S: NodeSource>(source: &S, size: u64) -> Result<Frontier, S::Error> {
    let roots = perfect_parts(0, size).into_iter().map(|(level, index)| source.node(level, index));
    Ok(Frontier { size, roots: roots.collect::<Result<_, _>>()? })
}

/// The root of the tree of the first `size` leaves.
pub fn root_at<S: NodeSource>(source: &S, size: u64) -> Result<Hash, S::Error> {
    Ok(frontier_at(source, size)?.root())
}

/// Completed nodes in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryNodes(std::collections::BTreeMap<(u8, u64), Hash>);

impl MemoryNodes {
    /// Keeps nodes.
    pub fn extend(&mut self, nodes: Vec<Node>) {
        self.0.extend(nodes.into_iter().map(|node| ((node.level, node.index), node.hash)));
    }
}

impl NodeSource for MemoryNodes {
    type Error = (u8, u64);
    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error> {
        self.0.get(&(level, index)).copied().ok_or((level, index))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The slow, obvious twin: the definition in RFC 6962, word for word.
    pub fn slow_root(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => leaf_hash(leaf),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(&slow_root(&leaves[..split]), &slow_root(&leaves[split..]))
            }
        }
    }

    pub fn leaves(count: u64) -> Vec<Vec<u8>> {
        (0..count).map(|n| n.to_be_bytes().to_vec()).collect()
    }

    pub fn grown(leaves: &[Vec<u8>]) -> (Frontier, MemoryNodes) {
        let mut frontier = Frontier::new();
        let mut nodes = MemoryNodes::default();
        for leaf in leaves {
            nodes.extend(frontier.append(leaf));
        }
        (frontier, nodes)
    }

    #[test]
    fn published_roots() {
        // SOURCE: the test vectors of the Certificate Transparency reference implementation.
        let leaves: Vec<Vec<u8>> =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
                .iter()
                .map(|hex| {
                    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect()
                })
                .collect();
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (index, root) in roots.iter().enumerate() {
            assert_eq!(grown(&leaves[..=index]).0.root().to_string(), *root);
        }
        assert_eq!(empty_root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn every_root_agrees_with_the_definition_at_every_size() {
        let all = leaves(130);
        let (_, nodes) = grown(&all);
        for size in 0..=130 {
            assert_eq!(root_at(&nodes, size), Ok(slow_root(&all[..size as usize])), "{size}");
        }
    }

    #[test]
    fn a_tree_goes_on_from_its_edge() {
        let all = leaves(77);
        let (half, nodes) = grown(&all[..40]);
        assert_eq!(frontier_at(&nodes, 40).as_ref(), Ok(&half));
        let mut resumed = Frontier::from_parts(half.size(), half.roots.clone()).unwrap();
        for leaf in &all[40..] {
            resumed.append(leaf);
        }
        assert_eq!(resumed.root(), slow_root(&all));
        assert_eq!(Frontier::from_parts(3, vec![]), None);
    }
}
