//! The log's side of witnesses: what is sent, what comes back, and the log as a folder. There is no connection to a witness unless the policy
//! gives it an address.

use crate::LogAction;
use crate::commands::app_over;
use crate::post::post;
use crate::told::{Cannot, line};
use anyhow::{Context, Result, bail};
use mirqab_app::{App, AppError, tiles};
use mirqab_ledger::{Hash, PolicyWitness, Submission, Tile, text_of_note};
use mirqab_storage::Folder;
use mirqab_storage::tiles::{RealDisk, Source, Written, write_beside, write_tiles};
use mirqab_web::words::Words;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How often the server looks whether there is something to send.
const EVERY: Duration = Duration::from_secs(2);
/// How long it leaves a witness alone that was not reached or said no.
const PAUSE: Duration = Duration::from_secs(60);

/// Runs `mirqab log`.
pub fn run(words: &Words, path: &Path, action: LogAction) -> Result<ExitCode> {
    let named = || path.display().to_string();
    match action {
        LogAction::Witnesses => {
            let app = app_over(Folder::open_to_read(path).with_context(named)?);
            witnesses(words, &app)
        }
        LogAction::Submit { witness: Some(name), out: Some(out), old } => {
            let app = app_over(Folder::open_to_read(path).with_context(named)?);
            let witness = known(&app, &name)?;
            let submission = submission(&app, witness, old)?;
            std::fs::write(&out, submission.to_string()).with_context(|| out.display().to_string())?;
            let with: [(&str, &dyn Display); 3] = [("name", &name), ("old", &submission.old), ("file", &out.display())];
            println!("{}", line(words, "said-submission", &with));
            Ok(ExitCode::SUCCESS)
        }
        LogAction::Submit { witness, old, .. } => {
            let app = app_over(Folder::open_beside(path).with_context(named)?);
            submit(words, &app, witness.as_deref(), old)
        }
        LogAction::RotateKey { account, out } => rotate_key(words, path, &account, &out),
        LogAction::EndHandOver => {
            if !Folder::hands_over(path) {
                bail!(Cannot::new("cli-no-hand-over", &[("command", "mirqab log rotate-key")]));
            }
            Folder::end_hand_over(path).with_context(named)?;
            println!("{}", words.say("said-hand-over-ended"));
            Ok(ExitCode::SUCCESS)
        }
        LogAction::Accept { file } => {
            let app = app_over(Folder::open_beside(path).with_context(named)?);
            let note = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let names = app.keep_cosignatures(&note).map_err(|error| {
                let name = file.display().to_string();
                anyhow::Error::new(error).context(Cannot::new("cli-not-cosigned", &[("file", &name)]))
            })?;
            println!("{}", line(words, "said-kept", &[("what", &names.join(", "))]));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn rotate_key(words: &Words, path: &Path, account: &str, out: &Path) -> Result<ExitCode> {
    if Folder::hands_over(path) {
        bail!(Cannot::new("cli-hand-over", &[("command", "mirqab log end-hand-over")]));
    }
    let folder = Folder::open(path).with_context(|| path.display().to_string())?;
    let next = folder.prepare_next_key()?;
    let app = app_over(folder);
    let actor = crate::commands::named(&app, account)?.actor();
    let note = app.follow_key(&actor, |size, root| next.sign(size, root))?;
    Folder::take_next_key(path)?;
    std::fs::write(out, note).with_context(|| out.display().to_string())?;
    println!("{}", line(words, "said-new-key", &[("key", &next.public())]));
    println!("{}", line(words, "said-note", &[("file", &out.display())]));
    Ok(ExitCode::SUCCESS)
}

fn witnesses(words: &Words, app: &App) -> Result<ExitCode> {
    let (standing, published, size) =
        app.read(|reader| Ok((app.standing(reader)?, app.published(reader)?, reader.log_size()?)))?;
    let published = published.map_or(0, |published| published.size);
    println!("{}", line(words, "said-log-size", &[("entries", &size), ("published", &published)]));
    for one in standing {
        let time =
            |at: Option<mirqab_vocabulary::Instant>| at.map_or_else(|| words.say("said-never"), |at| at.to_string());
        let missing = match one.missing {
            0 => words.say("said-none-missing"),
            n => line(words, "said-missing", &[("n", &n), ("since", &time(one.missing_since))]),
        };
        let with: [(&str, &dyn Display); 2] = [("entries", &one.size), ("at", &time(one.cosigned_at))];
        println!("{}\t{}\t{missing}", one.name, line(words, "said-cosigned", &with));
    }
    Ok(ExitCode::SUCCESS)
}

fn known<'a>(app: &'a App, name: &str) -> Result<&'a PolicyWitness> {
    let names = || app.witnesses.witnesses.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
    app.witness(name)
        .ok_or_else(|| anyhow::Error::new(Cannot::new("cli-no-witness", &[("name", name), ("names", &names())])))
}

fn submission(app: &App, witness: &PolicyWitness, old: Option<u64>) -> Result<Submission> {
    Ok(app.read(|reader| {
        let old = match old {
            Some(old) => old,
            None => app.cosigned_size(reader, witness)?,
        };
        Ok(app.submission(reader, old)?)
    })?)
}

fn submit(words: &Words, app: &App, name: Option<&str>, old: Option<u64>) -> Result<ExitCode> {
    let chosen: Vec<&PolicyWitness> = match name {
        Some(name) => vec![known(app, name)?],
        None => app.witnesses.witnesses.iter().filter(|witness| witness.url.is_some()).collect(),
    };
    if chosen.is_empty() {
        bail!(Cannot::new("cli-no-witness-address", &[("option", "--witness NAME --out FILE")]));
    }
    let mut all = ExitCode::SUCCESS;
    for witness in chosen {
        match ask(app, witness, old) {
            Ok(size) => println!("{}: {}", witness.name, line(words, "said-signed", &[("entries", &size)])),
            Err(error) => {
                println!("{}: {error:#}", witness.name);
                all = ExitCode::FAILURE;
            }
        }
    }
    Ok(all)
}

/// Sends the newest checkpoint to a witness and keeps what it signs. Returns how many entries it signed for.
fn ask(app: &App, witness: &PolicyWitness, old: Option<u64>) -> Result<u64> {
    let url = witness.url.as_deref().context("the policy gives it no address")?;
    let mut sent = submission(app, witness, old)?;
    let (mut status, mut answer) = add_checkpoint(url, &sent)?;
    if status == 409 && old.is_none() {
        // It knows better than we do how far it has seen: after a restored backup, or when its answer was lost.
        let seen = answer.trim().parse().with_context(|| format!("it answers 409 {answer:?}"))?;
        sent = submission(app, witness, Some(seen))?;
        (status, answer) = add_checkpoint(url, &sent)?;
    }
    if status != 200 {
        bail!("it refuses: {status} {}", answer.trim().escape_debug());
    }
    let text = text_of_note(&sent.checkpoint)?;
    // Its lines alone, without the log's own.
    app.keep_cosignatures(&format!("{text}\n{answer}"))?;
    mirqab_storage::tiles::size_of(&sent.checkpoint)
}

fn add_checkpoint(url: &str, sent: &Submission) -> Result<(u16, String)> {
    let slash = if url.ends_with('/') { "" } else { "/" };
    let kind = "text/plain; charset=utf-8";
    let (status, answer) = post(&format!("{url}{slash}add-checkpoint"), kind, sent.to_string().as_bytes())?;
    Ok((status, String::from_utf8(answer).context("its answer is not text")?))
}

/// While the server runs: sends each new checkpoint to each witness that has an address. Recording never waits for this.
pub fn keep_asking(app: &App) {
    if app.witnesses.witnesses.iter().all(|witness| witness.url.is_none()) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let mut paused: BTreeMap<&str, Instant> = BTreeMap::new();
        loop {
            for witness in app.witnesses.witnesses.iter().filter(|witness| witness.url.is_some()) {
                let name = witness.name.as_str();
                if paused.get(name).is_some_and(|since| since.elapsed() < PAUSE) {
                    continue;
                }
                paused.remove(name);
                let behind = app.read(|reader| Ok(app.cosigned_size(reader, witness)? < reader.log_size()?));
                let done = match behind {
                    Ok(true) => ask(&app, witness, None).map(|_| ()),
                    Ok(false) => Ok(()),
                    Err(error) => Err(error.into()),
                };
                if let Err(error) = done {
                    eprintln!("mirqab: witness {name}: {error:#}");
                    paused.insert(name, Instant::now());
                }
            }
            std::thread::sleep(EVERY);
        }
    });
}

struct Whole<'a>(&'a App);

impl Source for Whole<'_> {
    fn root(&self, size: u64) -> Result<Hash> {
        Ok(self.0.read(|reader| Ok(mirqab_app::witnesses::root(reader, size)?))?)
    }
    fn tile(&self, tile: &Tile) -> Result<Vec<u8>> {
        Ok(self.0.read(|reader| Ok(tiles::tile(reader, tile)?))?)
    }
}

/// Writes the log up to its published checkpoint into a folder, or brings the folder up to it.
pub fn export(app: &App, out: &Path) -> Result<Written> {
    let published = app.read(|reader| app.published(reader)?.ok_or(AppError::NotFound));
    let published = published.map_err(|error| match error {
        AppError::NotFound => {
            anyhow::Error::new(Cannot::new("cli-nothing-published", &[("command", "mirqab log witnesses")]))
        }
        other => other.into(),
    })?;
    let keys = app.read(|reader| Ok(app.log_keys(reader)?))?;
    let written = write_tiles(&RealDisk, out, &keys, &published.note, &Whole(app))?;
    let files = app.read(|reader| Ok(mirqab_app::anchors::files(reader, &app.key, None)?))?;
    if files.len() > 1 {
        write_beside(&RealDisk, out, "anchors", &files)?;
    }
    Ok(written)
}
