//! Durable appends in batches: each batch is one transaction, and counts once everything of it is on the disk under a signed checkpoint.

use super::{Numbers, Real, draft, middle};
use mirqab_app::settings::Settings;
use mirqab_app::{Action, Actor, App, AppError, Store, Surroundings};
use mirqab_domain::report::Event;
use mirqab_domain::{Author, Room, Subject};
use mirqab_record::{Header, seal};
use mirqab_storage::Folder;
use mirqab_vocabulary::{AccountId, ReportId, Role, ZoneName};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Clock;

const BATCH: u64 = 100;
/// Batches of one round, and rounds.
const BATCHES: u64 = 200;
const ROUNDS: u64 = 5;

pub fn settings() -> anyhow::Result<Settings> {
    Ok(Settings {
        origin: "mirqab.example/log/bench".into(),
        zone: ZoneName::parse("UTC")?,
        demonstration: true,
        clock_behind_s: 0,
    })
}

/// Processor time that this process has used.
fn cpu_s() -> anyhow::Result<f64> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // Linux counts in hundredths of a second here, whatever its own clock is.
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok((ticks(11) + ticks(12)) / 100.0)
}

/// Prints what rounds of batches came to: entries a second of the whole round, median and best of the rounds, and how long single batches took.
fn told(what: &str, rounds: u64, mut batch: impl FnMut(u64) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let (mut rates, mut times, before) = (Vec::new(), Vec::new(), cpu_s()?);
    for round in 0..rounds {
        let began = Clock::now();
        for number in 0..BATCHES {
            let at = Clock::now();
            batch(round * BATCHES + number)?;
            times.push(at.elapsed().as_secs_f64() * 1e3);
        }
        rates.push((BATCHES * BATCH) as f64 / began.elapsed().as_secs_f64());
    }
    println!("{what}_best_per_s {:.0}", rates.iter().copied().fold(0.0, f64::max));
    println!("{what}_per_s {:.0}", middle(rates.clone()));
    println!("{what}_cpu_us {:.1}", (cpu_s()? - before) * 1e6 / (rounds * BATCHES * BATCH) as f64);
    times.sort_by(f64::total_cmp);
    println!("{what}_batch_ms {:.2}\n{what}_batch_p99_ms {:.2}", times[times.len() / 2], times[times.len() * 99 / 100]);
    Ok(())
}

/// The log alone: each entry is sealed, appended and put into the tree. Then the whole path: each report is judged by the rules, and
/// its state, its rows and its words are kept too.
pub fn run(path: &Path) -> anyhow::Result<()> {
    let author = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::DutyOfficer, party: None };
    log_alone(&path.join("log"), &author)?;
    let folder = Folder::create(&path.join("whole"), &settings()?)?;
    let app = App::new(folder.store.clone(), folder.store.clone(), Arc::<Real>::default(), settings()?, &folder.key);
    let actor = Actor { account: Some(author.account), role: author.role, party: None };
    let all = BATCHES * ROUNDS * BATCH;
    let drafts = (0..all).map(draft).collect::<anyhow::Result<Vec<_>>>()?;
    let mut drafts = drafts.into_iter();
    told("whole", ROUNDS, |_| {
        let mut batch: Vec<_> = drafts.by_ref().take(BATCH as usize).collect();
        app.write(&actor, Action::Import, |work| {
            for draft in batch.drain(..) {
                let (_, repeated) = work.submit(draft)?;
                if repeated {
                    return Err(AppError::NotFound);
                }
            }
            Ok(())
        })?;
        Ok(())
    })?;
    let size = app.read(|reader| Ok(reader.log_size()?))?;
    anyhow::ensure!(size == all, "not all was recorded");
    Ok(())
}

fn log_alone(path: &Path, author: &Author) -> anyhow::Result<()> {
    let folder = Folder::create(path, &settings()?)?;
    let (real, mut numbers) = (Real::default(), Numbers::default());
    let all = BATCHES * ROUNDS * BATCH;
    let events = (0..all).map(|number| Ok(Event::Submitted { draft: Box::new(draft(number)?), signed: None }.into()));
    let events = events.collect::<anyhow::Result<Vec<mirqab_domain::Event>>>()?;
    told("log", ROUNDS, |number| {
        let first = (number * BATCH) as usize;
        folder.store.write(&mut |writer| {
            for event in &events[first..first + BATCH as usize] {
                let mut random = [0; 10];
                random[..8].copy_from_slice(&numbers.next().to_le_bytes());
                let id = ReportId::from_parts(real.now_ms(), random);
                let subject = Subject { room: Room::Report, id: id.to_string() };
                let header = Header { id, previous: None, subject, author: author.clone(), recorded_at: real.now() };
                let entry = seal(header, event, |_| {
                    let mut salt = [0; 32];
                    real.fill(&mut salt);
                    salt
                })
                .map_err(anyhow::Error::from)?;
                writer.append(&entry)?;
            }
            Ok(())
        })?;
        Ok(())
    })
}
