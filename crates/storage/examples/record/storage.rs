//! A large log on the disk: proofs out of it, and what it takes.

use super::{Numbers, Real, append, draft, middle};
use mirqab_app::sealing::Nodes;
use mirqab_app::{Store, Surroundings};
use mirqab_domain::{Author, Event, Room, Subject, report};
use mirqab_ledger::{Checkpoint, inclusion_proof, leaf_hash, text_of_note, verify_inclusion};
use mirqab_record::{Header, seal};
use mirqab_storage::Folder;
use mirqab_vocabulary::{AccountId, ReportId, Role};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Instant as Clock;

const AT_ONCE: u64 = 20_000;
const QUESTIONS: usize = 1_000;

/// Grows a log to `size` entries, if it is shorter, and proves entries of it, each in a reading transaction of its own as for a receipt.
/// The envelope of one real entry stands for all, each time with another id: a proof reads nodes and no entries.
pub fn proofs(path: &Path, size: u64) -> anyhow::Result<()> {
    let folder = if Folder::exists(path) { Folder::open(path)? } else { Folder::create(path, &append::settings()?)? };
    let account = AccountId::from_parts(1, [1; 10]);
    let id = ReportId::from_parts(1, [1; 10]);
    let header = Header {
        id,
        previous: None,
        subject: Subject { room: Room::Report, id: id.to_string() },
        author: Author { account, role: Role::DutyOfficer, party: None },
        recorded_at: Real::default().now(),
    };
    let event: Event = report::Event::Submitted { draft: Box::new(draft(0)?), signed: None }.into();
    let mut entry = seal(header, &event, |_| [7; 32])?;
    let written = String::from_utf8(entry.bytes.clone())?;
    entry.payloads.clear();
    let began = Clock::now();
    let mut grown = 0;
    loop {
        let mut have = 0;
        folder.store.read(&mut |reader| {
            have = reader.log_size()?;
            Ok(())
        })?;
        if have >= size {
            break;
        }
        folder.store.write(&mut |writer| {
            for number in have..size.min(have + AT_ONCE) {
                let other = ReportId::from_parts(number, [1; 10]).to_string();
                entry.bytes = written.replace(id.as_str(), &other).into_bytes();
                entry.envelope.subject.id = other;
                writer.append(&entry)?;
                grown += 1;
            }
            Ok(())
        })?;
    }
    if grown > 0 {
        println!("grown_per_s {:.0}", grown as f64 / began.elapsed().as_secs_f64());
    }
    drop(folder);
    // What follows reads alone, with caches of its own.
    let folder = Folder::open_to_read(path)?;
    let (mut numbers, mut times) = (Numbers::default(), Vec::new());
    for _ in 0..QUESTIONS {
        let position = numbers.next() % size;
        let at = Clock::now();
        let mut proof = Vec::new();
        folder.store.read(&mut |reader| {
            proof = inclusion_proof(&Nodes(reader), position, size)?;
            Ok(())
        })?;
        times.push(at.elapsed().as_secs_f64() * 1e3);
        folder.store.read(&mut |reader| {
            let note = reader.checkpoint_of(size)?.unwrap_or_default();
            let text = text_of_note(&note).map_err(anyhow::Error::from)?;
            let root = Checkpoint::parse(&text).map_err(anyhow::Error::from)?.root;
            let found = reader.entries(position, 1)?.pop().ok_or_else(|| anyhow::anyhow!("no entry {position}"))?;
            verify_inclusion(&leaf_hash(&found.bytes), position, size, &proof, &root).map_err(anyhow::Error::from)?;
            Ok(())
        })?;
    }
    println!("first_ms {:.3}", times[0]);
    println!("proof_ms {:.3}", middle(times.clone()));
    times.sort_by(f64::total_cmp);
    println!("proof_p99_ms {:.3}\nproof_most_ms {:.3}", times[times.len() * 99 / 100], times[times.len() - 1]);
    Ok(())
}

/// What the permanent tables of a log take in a file, in bytes an entry: what the entries themselves say, and what is beyond.
pub fn bytes(path: &Path) -> anyhow::Result<()> {
    let file = path.join("mirqab.sqlite");
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let entries = number("SELECT count(*) FROM entries")? as f64;
    let length = "coalesce(sum(length(exact)), 0) + coalesce(sum(length(identity)), 0) + coalesce(sum(length(open)), 0) + coalesce(sum(length(words)), 0)";
    let payload = number(&format!("SELECT {length} FROM entries"))? as f64;
    let envelope = number("SELECT sum(length(envelope)) FROM entries")? as f64;
    println!("entries {entries}\npayload {:.1}\nenvelope {:.1}", payload / entries, envelope / entries);
    let mut statement = connection.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let mut beyond = -(payload + envelope);
    for row in rows {
        let (name, size) = row?;
        if ["entries", "nodes", "checkpoints"].contains(&name.as_str()) || name.starts_with("entries_") {
            println!("{name} {:.1}", size as f64 / entries);
            beyond += size as f64;
        }
    }
    println!("beyond {:.1}", beyond / entries);
    Ok(())
}
