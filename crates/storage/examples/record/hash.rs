//! A tree of a million leaves of 256 bytes in memory: the same leaves as those of the peers.

use super::{Numbers, micros, middle};
use mirqab_ledger::{Frontier, Hash, NodeSource, consistency_proof, inclusion_proof, leaf_hash, verify_inclusion};
use std::hint::black_box;
use std::time::Instant;

const LEAVES: usize = 1_000_000;
const QUESTIONS: usize = 20_000;
const ROUNDS: usize = 5;

/// Completed nodes, level by level.
#[derive(Default)]
struct Levels(Vec<Vec<Hash>>);

impl NodeSource for Levels {
    type Error = (u8, u64);
    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error> {
        let found = self.0.get(usize::from(level)).and_then(|row| row.get(index as usize));
        found.copied().ok_or((level, index))
    }
}

fn grown(leaves: &[Vec<u8>]) -> (Frontier, Levels) {
    let (mut frontier, mut levels) = (Frontier::new(), Levels::default());
    for leaf in leaves {
        frontier.append_each(leaf, |node| {
            let level = usize::from(node.level);
            if level == levels.0.len() {
                levels.0.push(Vec::new());
            }
            levels.0[level].push(node.hash);
        });
    }
    (frontier, levels)
}

pub fn run() -> anyhow::Result<()> {
    let mut numbers = Numbers::default();
    let mut leaf = || (0..32).flat_map(|_| numbers.next().to_le_bytes()).collect::<Vec<u8>>();
    let leaves: Vec<Vec<u8>> = (0..LEAVES).map(|_| leaf()).collect();
    let asked: Vec<u64> = (0..QUESTIONS).map(|_| numbers.next() % (LEAVES as u64 - 1)).collect();
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        black_box(grown(&leaves));
        rates.push(LEAVES as f64 / began.elapsed().as_secs_f64());
    }
    let (frontier, levels) = grown(&leaves);
    let size = frontier.size();
    let missing = |node: (u8, u64)| anyhow::anyhow!("no node {node:?}");
    let began = Instant::now();
    let mut proofs = Vec::with_capacity(QUESTIONS);
    for index in &asked {
        proofs.push(inclusion_proof(&levels, *index, size).map_err(missing)?);
    }
    let prove_us = micros(began.elapsed(), QUESTIONS);
    let root = frontier.root();
    let began = Instant::now();
    for (index, proof) in asked.iter().zip(&proofs) {
        verify_inclusion(&leaf_hash(&leaves[*index as usize]), *index, size, proof, &root)?;
    }
    let verify_us = micros(began.elapsed(), QUESTIONS);
    let began = Instant::now();
    for index in &asked {
        black_box(consistency_proof(&levels, index + 1, size).map_err(missing)?);
    }
    let consistency_us = micros(began.elapsed(), QUESTIONS);
    println!("best_append_per_s {:.0}", rates.iter().copied().fold(0.0, f64::max));
    println!("append_per_s {:.0}", middle(rates));
    println!(
        "prove_inclusion_us {prove_us:.3}\nverify_inclusion_us {verify_us:.3}\nprove_consistency_us {consistency_us:.3}"
    );
    Ok(())
}
