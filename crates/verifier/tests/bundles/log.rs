//! A log in memory that seals whatever it is told. It asks no rule: the verifier does.

use mirqab_domain::{Author, Event, Room, Subject};
use mirqab_ledger::{Checkpoint, Frontier, MemoryNodes, Signer, Verifier, consistency_proof, inclusion_proof};
use mirqab_record::bundle::{Bundle, BundleEntry, Leaf, gather};
use mirqab_record::{EntryId, Group, Header, seal};
use mirqab_vocabulary::{AgreementId, FindingId, Instant};
use std::collections::BTreeMap;

pub const ORIGIN: &str = "example.org/log/2020";

/// One fact, as told.
#[derive(Clone)]
pub struct Told {
    pub about: Subject,
    pub event: Event,
    pub by: Author,
    pub at: Instant,
}

pub struct Log {
    signer: Signer,
    frontier: Frontier,
    nodes: MemoryNodes,
    leaves: Vec<(Subject, Leaf)>,
    last: BTreeMap<Subject, EntryId>,
}

impl Log {
    pub fn new(seed: u8) -> Self {
        Self {
            signer: Signer::from_seed(ORIGIN, [seed; 32]).unwrap(),
            frontier: Frontier::new(),
            nodes: MemoryNodes::default(),
            leaves: Vec::new(),
            last: BTreeMap::new(),
        }
    }

    pub fn of(told: &[Told]) -> Self {
        let mut log = Self::new(1);
        told.iter().for_each(|told| log.record(told));
        log
    }

    pub fn record(&mut self, told: &Told) {
        let previous = self.last.get(&told.about).copied();
        self.record_after(told, previous);
    }

    pub fn record_after(&mut self, told: &Told, previous: Option<EntryId>) {
        let position = self.frontier.size();
        let number = u8::try_from(position).unwrap();
        let id = EntryId::from_parts(1_579_305_600_000 + position, [number; 10]);
        let header =
            Header { id, previous, subject: told.about.clone(), author: told.by.clone(), recorded_at: told.at };
        let mut salt = [number; 32];
        let entry = seal(header, &told.event, |_| {
            salt[0] = salt[0].wrapping_add(100);
            salt
        })
        .unwrap();
        self.nodes.extend(self.frontier.append(&entry.bytes));
        self.last.insert(told.about.clone(), id);
        self.leaves.push((told.about.clone(), Leaf { position, bytes: entry.bytes, payloads: entry.payloads }));
    }

    /// Destroys payloads of a subject's entries, as an erasure does.
    pub fn destroy(&mut self, about: &Subject, groups: &[Group]) {
        for (_, leaf) in self.leaves.iter_mut().filter(|(subject, _)| subject == about) {
            leaf.payloads.retain(|payload| !groups.contains(&payload.group));
        }
    }

    pub fn verifier(&self) -> Verifier {
        self.signer.verifier()
    }

    pub fn key(&self) -> String {
        self.signer.verifier().to_string()
    }

    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint { origin: ORIGIN.into(), size: self.frontier.size(), root: self.frontier.root() }
    }

    /// The signed checkpoint, as a bundle has it.
    pub fn note(&self) -> String {
        self.checkpoint().sign(&self.signer).unwrap()
    }

    /// The proof that the log's first `size` entries are its beginning.
    pub fn consistency(&self, size: u64) -> Vec<[u8; 32]> {
        let proof = consistency_proof(&self.nodes, size, self.frontier.size()).unwrap();
        proof.into_iter().map(|hash| hash.0).collect()
    }

    pub fn leaf(&self, position: u64) -> &Leaf {
        &self.leaves[usize::try_from(position).unwrap()].1
    }

    /// The entry at a position, with its proof.
    pub fn entry(&self, position: u64, groups: &[Group]) -> BundleEntry {
        let proof = inclusion_proof(&self.nodes, position, self.frontier.size()).unwrap();
        let proof = proof.into_iter().map(|hash| hash.0).collect();
        BundleEntry::disclosing(self.leaf(position).clone(), groups, proof)
    }

    /// A bundle as the mission's program writes it.
    pub fn bundle(&self, finding: FindingId, groups: &[Group]) -> Bundle {
        let about = |subject: &Subject| {
            let of_it = self.leaves.iter().filter(|(other, _)| other == subject);
            Ok::<_, std::convert::Infallible>(of_it.map(|(_, leaf)| leaf.clone()).collect())
        };
        let agreements = self.last.keys().filter(|subject| subject.room == Room::Agreement);
        let agreements = agreements.map(|subject| AgreementId::parse(&subject.id).unwrap());
        let leaves = gather(finding, about, agreements).unwrap();
        Bundle {
            finding,
            key: self.key(),
            origin: ORIGIN.into(),
            checkpoint: self.checkpoint().sign(&self.signer).unwrap(),
            cosignatures: Vec::new(),
            successions: Vec::new(),
            entries: leaves.iter().map(|leaf| self.entry(leaf.position, groups)).collect(),
            anchor: None,
        }
    }
}
