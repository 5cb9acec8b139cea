//! What `cargo xtask bench record` measures inside the process, one part at a time; each prints lines of `name value`.
//!
//! `hash`: the tree in memory, as the peers hold theirs. `append FOLDER`: durable appends in batches. `proof FOLDER SIZE`: inclusion proofs out
//! of a large log. `storage FOLDER`: what a log takes on the disk. `bundle DEMONSTRATION FILE`: makes a bundle of a thousand
//! entries. `key FOLDER`: the log's key.

mod append;
mod bundle;
mod hash;
mod storage;

use mirqab_app::Surroundings;
use mirqab_domain::report::{Channel, Draft, OccurredPrecision};
use mirqab_vocabulary::{Coordinates, Instant, Interval, Language, Line, Passage, Place, ViolationKind, Weapon};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["hash"] => hash::run(),
        ["append", folder] => append::run(Path::new(folder)),
        ["proof", folder, size] => storage::proofs(Path::new(folder), size.parse()?),
        ["storage", folder] => storage::bytes(Path::new(folder)),
        ["key", folder] => {
            println!("{}", mirqab_storage::Folder::open_to_read(Path::new(folder))?.key);
            Ok(())
        }
        ["bundle", demonstration, file] => bundle::run(Path::new(demonstration), Path::new(file)),
        _ => anyhow::bail!("what is to be measured?"),
    }
}

/// The machine's clock and randomness, as the program has them.
#[derive(Default)]
struct Real {
    /// Zero but for a demonstration.
    behind_s: i64,
}

impl Surroundings for Real {
    fn now(&self) -> Instant {
        Instant::from_unix_s((self.now_ms() / 1000).cast_signed()).unwrap_or(Instant::EPOCH)
    }
    fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(0).saturating_add_signed(-1000 * self.behind_s)
    }
    fn fill(&self, bytes: &mut [u8]) {
        assert!(getrandom::fill(bytes).is_ok(), "the system gives no randomness");
    }
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        // SOURCE: Marsaglia, Xorshift RNGs, 2003; the seed is the one of the peers.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Self(88_172_645_463_325_252)
    }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn micros(time: Duration, number: usize) -> f64 {
    time.as_secs_f64() * 1e6 / number.max(1) as f64
}

/// Report number `number`, in turn Arabic and English.
fn draft(number: u64) -> anyhow::Result<Draft> {
    let begins = Instant::parse("2020-01-12T00:00:00Z")?.plus_s(i64::try_from(number * 97 % 9_000_000)?);
    let (text, language) = if number.is_multiple_of(2) {
        ("أفاد متصل بسقوط قذائف قرب المزرعة وبتضرر منزلين، ولم يُعرف من أطلقها.", Language::Arabic)
    } else {
        ("A caller said that shells fell near the farm and that two houses were damaged.", Language::English)
    };
    Ok(Draft {
        channel: Channel::Hotline,
        source: Line::parse(&format!("Caller {}", number % 5000))?,
        reported_by: None,
        accused: None,
        kind: ViolationKind::Shelling,
        text: Passage::parse(text)?,
        language,
        occurred: Interval::new(begins, begins.plus_s(600))?,
        occurred_precision: OccurredPrecision::Stated,
        observed_at: None,
        received_at: begins.plus_s(900),
        place: Place::Point {
            at: Coordinates::from_degrees(
                32.0 + (number % 700) as f64 / 1000.0,
                13.0 + (number % 600) as f64 / 1000.0,
            )?,
            precision_m: 500,
            name: None,
        },
        observations: Vec::new(),
        weapon: Weapon::unknown(),
        harm: None,
        reference: Some(Line::parse(&format!("bench-{number}"))?),
        attachments: Vec::new(),
        witness: None,
        original: None,
    })
}
