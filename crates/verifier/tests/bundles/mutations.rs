//! Ten thousand random changes in every run: none is accepted.

use crate::log::{Log, ORIGIN};
use crate::walk::{finding_id, walk};
use mirqab_ledger::{Cosigner, Signer, Succession, leaf_hash};
use mirqab_record::bundle::{Bundle, BundleCosignature};
use mirqab_record::{Envelope, Group, canonical};
use mirqab_verifier::verify;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

const CHANGES: usize = 12_000;

/// SplitMix64. Its seed is new in every run and is told when a test fails.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }
    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Changes of bytes, which know nothing of what they change.
fn bytes_changed(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(90)).min(bytes.len());
    match dice.below(8) {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes[at] = dice.byte(),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let more: Vec<u8> = (0..1 + dice.below(6)).map(|_| dice.byte()).collect();
            drop(bytes.splice(at..at, more));
        }
        4 => {
            // What a writer of JSON would put there.
            let more = [&b" "[..], b"\n", b"0", b"\"", b",", b"{}", b"null", b"\\u0061", b"-", b"e0"];
            drop(bytes.splice(at..at, more[dice.below(more.len())].iter().copied()));
        }
        5 => {
            let copied = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            drop(bytes.splice(to..to, copied));
        }
        6 => {
            let copied = bytes[at..end].to_vec();
            let to = dice.below(bytes.len() - copied.len());
            bytes[to..to + copied.len()].copy_from_slice(&copied);
        }
        // Digits and letters of hashes, ids and times, which leave the form as it is.
        _ => {
            let place = (at..bytes.len()).find(|at| bytes[*at].is_ascii_alphanumeric()).unwrap_or(0);
            bytes[place] = b"0123456789abcdefABCDEFZ"[dice.below(23)];
        }
    }
    bytes
}

/// Changes by somebody who knows the form, and writes it right.
fn content_changed(whole: &Bundle, other: &Bundle, dice: &mut Dice) -> Bundle {
    let mut bundle = whole.clone();
    let count = bundle.entries.len();
    let (a, b) = (dice.below(count), dice.below(count));
    match dice.below(10) {
        0 => {
            let mine = bundle.entries[a].payloads.clone();
            bundle.entries[a].payloads = std::mem::replace(&mut bundle.entries[b].payloads, mine);
        }
        1 => {
            let mine = bundle.entries[a].envelope.clone();
            bundle.entries[a].envelope = std::mem::replace(&mut bundle.entries[b].envelope, mine);
        }
        2 => bundle.entries[a].proof = whole.entries[b].proof.clone(),
        3 => {
            let position = bundle.entries[a].position;
            bundle.entries[a] = other.entries[b.min(other.entries.len() - 1)].clone();
            bundle.entries[a].position = position;
        }
        4 => bundle.entries[a].position = bundle.entries[a].position.wrapping_add(1),
        5 => {
            let payload = dice.below(bundle.entries[a].payloads.len());
            let payload = &mut bundle.entries[a].payloads[payload];
            let at = dice.below(payload.bytes.len());
            payload.bytes[at] ^= 1 << dice.below(7);
            payload.salt[dice.below(32)] ^= u8::from(dice.below(2) == 0);
        }
        6 => {
            let mut envelope: Envelope = serde_json::from_slice(&bundle.entries[a].envelope).unwrap();
            let stranger: Envelope = serde_json::from_slice(&whole.entries[b].envelope).unwrap();
            match dice.below(5) {
                0 => {
                    envelope.recorded_at = envelope.recorded_at.plus_s(-1 - i64::try_from(dice.below(1 << 24)).unwrap())
                }
                1 => envelope.author = stranger.author,
                2 => envelope.previous = stranger.previous,
                3 => envelope.subject = stranger.subject,
                _ => envelope.commitments = stranger.commitments,
            }
            bundle.entries[a].envelope = canonical(&serde_json::to_value(&envelope).unwrap()).unwrap();
        }
        7 => {
            let depth = bundle.entries[a].proof.len();
            bundle.entries[a].proof[dice.below(depth)][dice.below(32)] ^= 1 << dice.below(8);
        }
        8 => {
            let depth = bundle.entries[a].proof.len();
            bundle.entries[a].proof.swap(dice.below(depth), 0);
            bundle.entries[a].proof.rotate_left(dice.below(2));
        }
        _ => match dice.below(3) {
            0 => bundle.checkpoint.clone_from(&other.checkpoint),
            1 => bundle.key.clone_from(&other.key),
            _ => bundle.entries.clone_from(&other.entries),
        },
    }
    bundle
}

/// The bundle in the second form: cosigned by two, under a key that followed another.
fn of_second_form(bundle: &Bundle, log: &Log) -> Bundle {
    let signer = |seed: u8| Signer::from_seed(ORIGIN, [seed; 32]).unwrap();
    let cosigned = |n: u8| {
        let witness = Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap();
        let line = witness.cosign(&log.checkpoint().text(), 1_700_000_000).unwrap();
        BundleCosignature { key: witness.witness().to_string(), line: line.trim_end().to_owned() }
    };
    let mut bundle = bundle.clone();
    bundle.cosignatures = vec![cosigned(1), cosigned(2)];
    bundle.successions = vec![Succession::sign(&signer(9), &signer(1), 3, leaf_hash(b"then")).unwrap()];
    bundle
}

#[test]
fn no_random_change_is_accepted() {
    let groups = [Group::Words, Group::Exact, Group::Identity];
    let log = Log::of(&walk());
    let bundle = log.bundle(finding_id(), &groups);
    let (whole, second) = (bundle.to_bytes().unwrap(), of_second_form(&bundle, &log).to_bytes().unwrap());
    // Half of what is tried at the second form is at what it has besides.
    let besides = String::from_utf8_lossy(&second).find("\"entries\"").unwrap();
    assert!(second.len() > whole.len() && verify(&second, None).is_ok());
    let mut stranger = Log::new(2);
    walk()[..20].iter().for_each(|told| stranger.record(told));
    let other = stranger.bundle(finding_id(), &groups);
    assert!(verify(&whole, None).is_ok() && verify(&other.to_bytes().unwrap(), None).is_ok());
    let seed = RandomState::new().build_hasher().finish();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (bundle, whole, second, other) = (&bundle, &whole, &second, &other);
    let refused: usize = std::thread::scope(|scope| {
        let each = |thread: usize| {
            move || {
                let mut dice = Dice(seed.wrapping_add(thread as u64));
                let mut refused = 0;
                while refused < CHANGES.div_ceil(threads) {
                    let changed = match dice.below(4) {
                        0 => bytes_changed(whole, &mut dice),
                        1 if dice.below(2) == 0 => bytes_changed(second, &mut dice),
                        1 => [&bytes_changed(&second[..besides], &mut dice), &second[besides..]].concat(),
                        _ => {
                            // What cannot be written cannot be sent either.
                            let Ok(bytes) = content_changed(bundle, other, &mut dice).to_bytes() else { continue };
                            bytes
                        }
                    };
                    if changed == *whole || changed == *second {
                        continue;
                    }
                    let failure = verify(&changed, None);
                    assert!(failure.is_err(), "seed {seed}: {}", String::from_utf8_lossy(&changed));
                    refused += 1;
                }
                refused
            }
        };
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(each(thread))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(refused >= 10_000);
}
