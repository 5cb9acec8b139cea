//! Erasing for good, from a terminal.

use crate::commands::{named, writing};
use crate::told::Cannot;
use anyhow::Result;
use clap::Subcommand;
use mirqab_app::protection::{Guarded, Thing};
use mirqab_app::{App, AppError, protection};
use mirqab_domain::report::{Erasure, Ground, Part, Step};
use mirqab_vocabulary::Passage;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

#[derive(Subcommand)]
pub enum Asked {
    /// Propose it. Example: mirqab erase propose REPORT --as duty --parts identity,words --ground danger --reason "…"
    Propose {
        /// The report, or INCIDENT/NUMBER of an item of evidence.
        thing: String,
        /// Who proposes.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: String,
        /// What: identity, words, place, files, table.
        #[arg(long, value_delimiter = ',', required = true)]
        parts: Vec<String>,
        /// consent_withdrawn, danger, unlawful, mistake, retention_over or order.
        #[arg(long)]
        ground: String,
        /// Why. Name nobody.
        #[arg(long)]
        reason: String,
    },
    /// Decide what another person proposed, and carry it out.
    Decide {
        /// The report, or INCIDENT/NUMBER of an item of evidence.
        thing: String,
        /// Who decides: a head of mission.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: String,
    },
    /// Decline it.
    Decline {
        /// The report, or INCIDENT/NUMBER of an item of evidence.
        thing: String,
        /// Who declines: a head of mission.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: String,
        /// Why. Name nobody.
        #[arg(long)]
        reason: String,
    },
    /// List what was erased and what waits to be.
    List,
}

fn code<T>(kind: &'static str, text: &str, found: Option<T>) -> Result<T> {
    Ok(found.ok_or_else(|| Cannot::new("cli-wrong-code", &[("what", kind), ("code", text)]))?)
}

pub fn run(path: &Path, action: &Asked) -> Result<ExitCode> {
    let app = writing(path)?;
    match action {
        Asked::Propose { thing, account, parts, ground, reason } => {
            let actor = named(&app, account)?.actor();
            let thing: Thing = thing.parse()?;
            let parts = parts.iter().map(|text| code("--parts", text, Part::from_code(text)));
            let mut parts = parts.collect::<Result<Vec<Part>>>()?;
            parts.sort_unstable();
            let ground = code("--ground", ground, Ground::from_code(ground))?;
            let erasure = Erasure { parts, ground, reason: Passage::parse(reason)? };
            app.record(&actor, &thing.subject(), &thing.fact(Step::ErasureProposed { erasure }))?;
            println!("proposed; a head of mission decides: mirqab erase decide {thing} --as NAME");
        }
        Asked::Decide { thing, account } => {
            let (actor, thing): (_, Thing) = (named(&app, account)?.actor(), thing.parse()?);
            let waiting = app.read(|reader| protection::guarded(reader, thing))?.protection.erasure;
            let waiting = waiting.ok_or(AppError::Refused(mirqab_domain::report::Refusal::ErasureNone.into()))?;
            let erased = app.erase(&actor, thing, &waiting.parts, waiting.ground)?;
            println!("erased; tombstone at position {}", erased.position);
            if !erased.finished {
                println!(
                    "freed pages are not scrubbed yet: somebody reads, or the disk is full; the next start does it"
                );
            }
        }
        Asked::Decline { thing, account, reason } => {
            let (actor, thing): (_, Thing) = (named(&app, account)?.actor(), thing.parse()?);
            let reason = Passage::parse(reason)?;
            app.record(&actor, &thing.subject(), &thing.fact(Step::ErasureDeclined { reason }))?;
            println!("declined");
        }
        Asked::List => {
            for Guarded { thing, protection, .. } in app.read(protection::standing)? {
                for one in &protection.tombstones {
                    println!("{thing}\terased\t{}\t{}\t{}", named_parts(&one.parts), one.ground.code(), one.at);
                }
                if let Some(one) = &protection.erasure {
                    println!("{thing}\twaits\t{}\t{}\t{}", named_parts(&one.parts), one.ground.code(), one.at);
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn named_parts(parts: &[Part]) -> String {
    parts.iter().map(|part| part.code()).collect::<Vec<_>>().join(",")
}

/// How long until an erasure that somebody's reading kept from being finished is tried again.
const EVERY: Duration = Duration::from_secs(10);

/// While the server runs: finishes what an erasure left in freed pages while somebody read.
pub fn keep_finishing(app: &App) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            if let Err(error) = app.finish_erasures()
                && error.broken() != Some(mirqab_app::Broken::InUse)
            {
                eprintln!("mirqab: an erasure is not finished: {error:#}");
            }
        }
    });
}
