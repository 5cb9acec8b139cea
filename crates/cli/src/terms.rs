//! `mirqab agreement`: checks an agreement file, tests acts against it, prints its schema. Needs no data folder.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use mirqab_app::agreement::{check_bytes, tests};
use mirqab_domain::agreement::{
    Act, Agreement, Answer, Circumstance, Circumstances, Event, Level, State, Tests, Trial,
};
use mirqab_vocabulary::{AgreementId, Coordinates, Instant, Interval, ViolationKind, WeaponClass, ZoneName};
use mirqab_web::remarks;
use mirqab_web::words::Words;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Asked {
    /// Say all that is wrong with an agreement file at once, what it leaves open, and where the parties read it differently.
    ///
    /// Exit status 0 if there are no faults, 1 if there are, 2 if the file cannot be opened. Example: mirqab agreement check agreements/jeddah-2023-05-20.toml
    Check {
        /// The file, in TOML.
        file: PathBuf,
        /// Print what was found as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Test acts against an agreement file. Reads JSON Lines, and writes what each article says of each act as JSON Lines.
    ///
    /// Members of an act, of which only `from` is needed: id, act, weapon, calibre_mm, actor, from, to, lat_udeg, lon_udeg, radius_m,
    /// notified, ordered, under_attack, mechanism_failed. Example: mirqab agreement test FILE --acts acts.jsonl
    Test {
        /// The agreement file, in TOML.
        file: PathBuf,
        /// The acts.
        #[arg(long, value_name = "FILE")]
        acts: PathBuf,
        /// Where to write; standard output if nothing is named.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the JSON Schema of agreement files.
    Schema,
}

const SCHEMA: &str = include_str!("../../../docs/reference/agreement.schema.json");

pub fn run(asked: Asked, words: &Words) -> Result<ExitCode> {
    match asked {
        Asked::Check { file, json } => check(&file, json, words),
        Asked::Test { file, acts, out } => test(&file, &acts, out.as_deref(), words),
        Asked::Schema => {
            std::io::stdout().write_all(SCHEMA.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| file.display().to_string())
}

fn check(file: &Path, json: bool, words: &Words) -> Result<ExitCode> {
    let checked = check_bytes(&bytes(file)?);
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, &checked.remarks)?;
        writeln!(out)?;
    } else {
        for remark in &checked.remarks {
            let level = words.say(&format!("flaw-level-{}", remarks::level(remark.level)));
            let place = [remarks::line(words, remark), remarks::part(words, remark)];
            let place: Vec<String> = place.into_iter().filter(|text| !text.is_empty()).collect();
            let place = if place.is_empty() { String::new() } else { format!(" ({})", place.join(" · ")) };
            writeln!(out, "{level}{place}: {}", remarks::sentence(words, remark))?;
        }
        if checked.remarks.is_empty() {
            writeln!(out, "{}", words.say("flaws-none"))?;
        }
    }
    Ok(if checked.faulty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    id: String,
    act: Option<ViolationKind>,
    weapon: Option<WeaponClass>,
    calibre_mm: Option<u16>,
    actor: Option<String>,
    from: Instant,
    to: Option<Instant>,
    lat_udeg: Option<i32>,
    lon_udeg: Option<i32>,
    radius_m: Option<u32>,
    notified: Option<bool>,
    ordered: Option<bool>,
    under_attack: Option<bool>,
    mechanism_failed: Option<bool>,
}

impl Line {
    fn act(&self, zone: &ZoneName) -> Result<Act> {
        let mut circumstances = Circumstances::default();
        for (circumstance, known) in
            Circumstance::ALL.iter().zip([self.notified, self.ordered, self.under_attack, self.mechanism_failed])
        {
            circumstances.set(*circumstance, known);
        }
        let at = match self.lat_udeg.zip(self.lon_udeg) {
            Some((lat, lon)) => Some((Coordinates::new(lat, lon)?, self.radius_m.unwrap_or(0))),
            None => None,
        };
        Ok(Act {
            kind: self.act,
            weapon: self.weapon.unwrap_or(WeaponClass::Unknown),
            calibre_mm: self.calibre_mm,
            actor: self.actor.clone(),
            occurred: Interval::new(self.from, self.to.unwrap_or(self.from))?,
            day: zone.day_of(self.from),
            at,
            circumstances,
        })
    }
}

#[derive(Serialize)]
struct Said<'a> {
    id: &'a str,
    articles: Vec<Of<'a>>,
}

#[derive(Serialize)]
struct Of<'a> {
    article: &'a str,
    #[serde(flatten)]
    answer: Answer,
}

/// The state of an agreement of which nothing is known but its text.
fn state(agreement: &Agreement) -> Option<State> {
    let adopted = Event::Adopted { agreement: Box::new(agreement.clone()) };
    State::apply(
        None,
        AgreementId::from_parts(0, [0; 10]),
        &adopted,
        agreement.force_from.or(Instant::from_unix_s(0).ok())?,
    )
}

fn test(file: &Path, acts: &Path, out: Option<&Path>, words: &Words) -> Result<ExitCode> {
    let checked = check_bytes(&bytes(file)?);
    let fault = checked.remarks.iter().find(|remark| remark.level == Level::Fault);
    if let Some(fault) = fault {
        bail!("{}: {} {}", file.display(), remarks::sentence(words, fault), remarks::line(words, fault));
    }
    let agreement = checked.agreement.context("an agreement without faults has terms")?;
    let state = state(&agreement).context("an agreement has a state once it is adopted")?;
    let ready = tests(&agreement);
    let utc = ZoneName::parse("UTC")?;
    let zone = agreement.provisions.as_ref().map_or(utc, |provisions| provisions.zone.clone());
    let lines = std::io::BufReader::new(std::fs::File::open(acts).with_context(|| acts.display().to_string())?);
    let mut out: Box<dyn Write> = match out {
        Some(path) => Box::new(BufWriter::new(std::fs::File::create(path)?)),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    for (number, line) in lines.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let read = || -> Result<(Line, Act)> {
            let line: Line = serde_json::from_str(&line)?;
            let act = line.act(&zone)?;
            Ok((line, act))
        };
        let (line, act) = read().with_context(|| format!("{}:{}", acts.display(), number + 1))?;
        serde_json::to_writer(&mut out, &said(&state, &agreement, &ready, &line, &act))?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn said<'a>(state: &State, agreement: &'a Agreement, ready: &Tests, line: &'a Line, act: &Act) -> Said<'a> {
    let trial = Trial::new(state, agreement, ready, act);
    let articles = agreement.articles.iter().enumerate();
    let articles =
        articles.filter_map(|(index, article)| Some(Of { article: &article.key, answer: trial.answer(index)? }));
    Said { id: &line.id, articles: articles.collect() }
}
