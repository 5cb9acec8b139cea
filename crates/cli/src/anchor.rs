//! `mirqab anchor`: questions for time stamps and their answers, by file or over the network.

use crate::AnchorAction;
use crate::commands::app_over;
use crate::post::post;
use crate::told::{Cannot, line};
use anyhow::{Context, Result, bail};
use mirqab_app::anchors::{Anchor, Authority, Hurry, Question};
use mirqab_app::{App, AppError};
use mirqab_storage::Folder;
use mirqab_vocabulary::Instant;
use mirqab_web::words::Words;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// How often the server looks whether there is something to send.
const EVERY: Duration = Duration::from_secs(20);
/// The most bytes of an answer's file.
const ANSWER_MOST: u64 = 1 << 20;
/// How many stamps `status` lists.
const LISTED: usize = 10;

/// Runs `mirqab anchor`.
pub fn run(words: &Words, path: &Path, action: AnchorAction) -> Result<ExitCode> {
    let named = || path.display().to_string();
    match action {
        AnchorAction::Request { out } => {
            let app = app_over(Folder::open_beside(path).with_context(named)?);
            let (size, question) = app.anchor_question().map_err(nothing_yet)?;
            std::fs::write(&out, question).with_context(|| out.display().to_string())?;
            println!("{}", line(words, "said-question", &[("entries", &size), ("file", &out.display())]));
            Ok(ExitCode::SUCCESS)
        }
        AnchorAction::Add { file } => {
            let app = app_over(Folder::open_beside(path).with_context(named)?);
            let long = std::fs::metadata(&file).is_ok_and(|found| found.len() > ANSWER_MOST);
            let answer =
                if long { Vec::new() } else { std::fs::read(&file).with_context(|| file.display().to_string())? };
            let anchor = app.keep_anchor(&answer).map_err(|error| {
                let name = file.display().to_string();
                anyhow::Error::new(Cannot::new("cli-not-stamped", &[("file", &name), ("why", &cause(error))]))
            })?;
            println!("{}", line(words, "said-kept", &[("what", &said(words, &anchor))]));
            Ok(ExitCode::SUCCESS)
        }
        AnchorAction::Send => {
            let app = app_over(Folder::open_beside(path).with_context(named)?);
            if app.stamping.authorities.is_empty() {
                bail!(Cannot::new(
                    "cli-no-authority",
                    &[("file", "time-stamping"), ("command", "mirqab anchor request")]
                ));
            }
            let mut all = ExitCode::SUCCESS;
            let due = app.anchors_due(Hurry::Now).map_err(nothing_yet)?;
            if due.is_empty() {
                println!("{}", words.say("said-nothing-to-send"));
            }
            for (authority, question) in due {
                match ask(&app, &authority, &question) {
                    Ok(anchor) => println!("{}: {}", authority.name, said(words, &anchor)),
                    Err(error) => {
                        println!("{}: {error:#}; {}", authority.name, words.say("said-it-waits"));
                        all = ExitCode::FAILURE;
                    }
                }
            }
            Ok(all)
        }
        AnchorAction::Status => {
            let app = app_over(Folder::open_to_read(path).with_context(named)?);
            status(words, &app)
        }
    }
}

fn nothing_yet(error: AppError) -> anyhow::Error {
    match error {
        AppError::NotFound => anyhow::Error::new(Cannot::new("cli-nothing-to-stamp", &[])),
        other => other.into(),
    }
}

/// Why an answer is not kept, without the sentence that stands before every failure.
fn cause(error: AppError) -> String {
    match error {
        AppError::Failed(why) => format!("{why:#}"),
        other => format!("{:#}", anyhow::Error::new(other)),
    }
}

fn said(words: &Words, anchor: &Anchor) -> String {
    let before = Instant::from_unix_s(anchor.before).map_or_else(|_| anchor.before.to_string(), |at| at.to_string());
    let with: [(&str, &dyn Display); 3] =
        [("entries", &anchor.size), ("before", &before), ("by", &anchor.by.escape_debug())];
    line(words, "said-stamp", &with)
}

fn status(words: &Words, app: &App) -> Result<ExitCode> {
    let found = app.read(|reader| Ok(app.anchoring(reader, LISTED)?))?;
    for one in &found.newest {
        let with: [(&str, &dyn Display); 2] = [("entries", &one.size), ("before", &one.before)];
        let by = line(words, "said-stamped-by", &[("by", &one.by.escape_debug())]);
        println!("{}\t{by}\t{}", line(words, "said-stamped", &with), one.file);
    }
    let missing = line(words, "said-without-stamp", &[("entries", &found.missing)]);
    let since = |since: &dyn Display| line(words, "said-since", &[("since", since)]);
    println!("{missing}{}", found.missing_since.map_or_else(String::new, |at| format!(" {}", since(&at))));
    for one in &found.waiting {
        let whom = if one.authority.is_empty() { words.say("said-by-hand") } else { one.authority.clone() };
        let tried = match one.tries {
            0 => String::new(),
            tries => {
                let with: [(&str, &dyn Display); 2] = [("n", &tries), ("why", &one.trouble.escape_debug())];
                format!("\t{}", line(words, "said-tried", &with))
            }
        };
        let waits = line(words, "said-waits", &[("entries", &one.size)]);
        println!("{waits}\t{whom}\t{}{tried}", since(&one.since));
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks an authority and keeps what it answers. What fails waits on.
fn ask(app: &App, authority: &Authority, question: &Question) -> Result<Anchor> {
    let asked = || {
        let request = app.anchor_request(question)?;
        let (status, answer) = post(&authority.url, "application/timestamp-query", &request)?;
        if status != 200 {
            bail!("it answers {status}");
        }
        app.keep_anchor(&answer).map_err(|error| anyhow::anyhow!(cause(error)))
    };
    let answer = asked();
    if let Err(error) = &answer {
        app.anchor_failed(question, &format!("{error:#}"))?;
    }
    answer
}

/// While the server runs: lets questions wait for each authority, and sends them when there is a way. Recording never waits for this.
pub fn keep_asking(app: &App) {
    if app.stamping.authorities.is_empty() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            match app.anchors_due(Hurry::No) {
                Ok(due) => {
                    for (authority, question) in due {
                        if let Err(error) = ask(&app, &authority, &question) {
                            eprintln!("mirqab: time stamp by {}: {error:#}", authority.name);
                        }
                    }
                }
                // An empty log has nothing to stamp.
                Err(AppError::NotFound) => {}
                Err(error) => eprintln!("mirqab: time stamps: {:#}", anyhow::Error::new(error)),
            }
            std::thread::sleep(EVERY);
        }
    });
}
