//! `mirqab fuse`: the engine of linkage over a file, for benchmarks and for whoever has reports and no mission.

mod rows;

use crate::told::Cannot;
use anyhow::{Context, Result, bail};
use mirqab_analysis::linkage::{
    Alternative, Constraint, Detail, Fusion, Label, Model, Obstacle, Options, Reports, Scored, Verdict, labels_of,
    learn_and_fuse,
};
use mirqab_web::words::Words;
use rows::{Ids, Sheet, Wrong};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was asked.
#[derive(clap::Args)]
pub struct Asked {
    /// The reports.
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// Where to write `id,cluster`; the cluster is the id of one of its reports.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Where to write the reasons, one JSON line for each kept link.
    #[arg(long, value_name = "FILE")]
    explain: Option<PathBuf>,
    /// Where to write, one JSON line for each report, the nearest report that it was not linked to, and why.
    #[arg(long, value_name = "FILE")]
    alternatives: Option<PathBuf>,
    /// What people decided: CSV with `id_a,id_b,same` (yes, no or unsure), or `id,incident_id` for reports whose incident is
    /// known. Decisions are learnt from, and kept.
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// How many threads; the result is the same.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Groups are joined while the mean probability between them is at least this.
    #[arg(long, value_name = "P", default_value_t = 0.4)]
    stop: f64,
}

/// Says what is being done, to a terminal only.
fn say(words: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("{words}");
    }
}

/// Reads, learns, groups, writes.
pub fn run(asked: &Asked, words: &Words) -> Result<ExitCode> {
    if !(asked.stop > 0.0 && asked.stop <= 1.0) {
        bail!(Cannot::new("fuse-not-a-probability", &[("value", &asked.stop.to_string())]));
    }
    let threads = usize::from(asked.threads);
    say(&words.say("fuse-reading"));
    let Sheet { pieces, mut ids, wrong } = rows::read(&asked.input, threads)?;
    if !wrong.is_empty() {
        return Err(wrong_values(words, &wrong, &asked.input));
    }
    let (reports, order) = Reports::arranged(pieces, threads);
    ids.arranged(order);
    let (labels, constraints) = match &asked.labels {
        Some(path) => decisions(path, &reports, &ids, words, threads)?,
        None => (Vec::new(), Vec::new()),
    };
    say(&words.say("fuse-comparing"));
    let options = Options { stop: asked.stop, threads };
    let (model, fusion) = learn_and_fuse(&reports, &labels, &constraints, options)
        .map_err(|found| Cannot::new("fuse-contradiction", &[("a", ids.get(found.a)), ("b", ids.get(found.b))]))?;
    say(&words.say("fuse-writing"));
    write_groups(&asked.output, &fusion, &ids, threads)?;
    if let Some(path) = &asked.explain {
        write_lines(path, fusion.links().map(|link| explained(&model, &reports, &ids, link.a, link.b)))?;
    }
    if let Some(path) = &asked.alternatives {
        let all = fusion.alternatives(&reports);
        let lines = all.iter().enumerate().filter_map(|(at, one)| Some((at as u32, one.as_ref()?)));
        write_lines(path, lines.map(|(at, one)| alternative(&model, &reports, &ids, at, one)))?;
    }
    let groups = fusion.cluster.iter().enumerate().filter(|(at, first)| *at as u32 == **first).count();
    let (reports, groups) = (words.count("reports", reports.len() as u64), words.count("groups", groups as u64));
    let file = asked.output.display().to_string();
    println!(
        "{}",
        words.say_with("fuse-done", &[("reports", reports.into()), ("groups", groups.into()), ("file", file.into())])
    );
    Ok(ExitCode::SUCCESS)
}

/// Tells all that is wrong, up to what anybody reads; what is left to say is the error.
fn wrong_values(words: &Words, wrong: &[Wrong], path: &Path) -> anyhow::Error {
    const MOST: usize = 1_000;
    for one in wrong.iter().take(MOST) {
        // The number of a row is a name, not a count.
        let with = [("row", one.row.to_string().into()), ("column", one.column.into()), ("value", (&one.value).into())];
        let place = if one.column.is_empty() { "fuse-wrong-row" } else { "fuse-wrong" };
        eprintln!("{} {}", words.say_with(place, &with), words.say(one.what));
    }
    if wrong.len() > MOST {
        eprintln!("{}", words.say_with("fuse-more", &[("n", (wrong.len() - MOST).into())]));
    }
    let errors = words.count("errors", wrong.len() as u64);
    Cannot::new("fuse-nothing-written", &[("errors", &errors), ("file", &path.display().to_string())]).into()
}

fn create(path: &Path) -> Result<BufWriter<std::fs::File>> {
    let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    Ok(BufWriter::with_capacity(1 << 20, file))
}

fn write_groups(path: &Path, fusion: &Fusion, ids: &Ids, threads: usize) -> Result<()> {
    // In the order of the file; each thread writes its part into memory.
    let order = ids.in_file_order();
    let part = |(begin, reports): (usize, &[u32])| -> Result<Vec<u8>> {
        let mut out = csv::Writer::from_writer(Vec::with_capacity(reports.len() * 16));
        for (row, at) in (begin as u32..).zip(reports) {
            out.write_record([ids.of_row(row), ids.get(fusion.cluster[*at as usize])])?;
        }
        Ok(out.into_inner()?)
    };
    let part = &part;
    let parts: Vec<Result<Vec<u8>>> = std::thread::scope(|scope| {
        let length = order.len().div_ceil(threads).max(1);
        let shares = order.chunks(length).enumerate().map(|(at, reports)| (at * length, reports));
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || part(share))).collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        joined.map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut out = create(path)?;
    out.write_all(b"id,cluster\n")?;
    for part in parts {
        out.write_all(&part?)?;
    }
    out.flush()?;
    Ok(())
}

fn write_lines(path: &Path, lines: impl Iterator<Item = Value>) -> Result<()> {
    let mut out = create(path)?;
    for line in lines {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

fn nats(milli: i32) -> f64 {
    f64::from(milli) / 1000.0
}

fn reasons(scored: &Scored) -> Value {
    let contributions: Vec<Value> = scored
        .contributions
        .iter()
        .map(|one| json!({"feature": one.feature.code(), "weight": nats(one.weight_milli), "found": found(one.detail)}))
        .collect();
    json!({
        "probability": (scored.probability() * 1e6).round() / 1e6,
        "log_odds": nats(scored.log_odds_milli),
        "prior": nats(scored.prior_milli),
        "contributions": contributions,
    })
}

fn found(detail: Detail) -> Value {
    match detail {
        Detail::Missing => json!("missing"),
        Detail::Expected { reports } => json!({"unrelated_reports_expected": reports}),
        Detail::Distance { metres, precision_m } => {
            json!({"metres": metres.round(), "precision_m": precision_m.round()})
        }
        Detail::Apart { minutes } => json!({"minutes": minutes.round()}),
        Detail::Numbers { a, b } => json!({"a": a, "b": b}),
        Detail::Likeness { percent } => json!({"percent": percent}),
        Detail::Same(same) => json!({"same": same}),
        Detail::CounterClaim => json!("counter_claim"),
        Detail::Values => json!("both"),
    }
}

fn explained(model: &Model, reports: &Reports, ids: &Ids, a: u32, b: u32) -> Value {
    let mut line = json!({"a": ids.get(a), "b": ids.get(b), "model": format!("{:016x}", model.fingerprint())});
    merge(&mut line, reasons(&model.score(reports, a, b)));
    line
}

fn alternative(model: &Model, reports: &Reports, ids: &Ids, at: u32, one: &Alternative) -> Value {
    let obstacle = match one.obstacle {
        Obstacle::Decided => "decided",
        Obstacle::PairTooWeak => "pair_too_weak",
        Obstacle::GroupsApart => "groups_apart",
    };
    let mut line = json!({
        "id": ids.get(at), "nearest": ids.get(one.report), "not_linked_because": obstacle, "groups_mean": one.groups_mean,
    });
    merge(&mut line, reasons(&model.score(reports, at, one.report)));
    line
}

fn merge(line: &mut Value, more: Value) {
    if let (Value::Object(line), Value::Object(more)) = (line, more) {
        line.extend(more);
    }
}

/// Labels to learn from, and the same as decisions to keep.
fn decisions(
    path: &Path,
    reports: &Reports,
    ids: &Ids,
    words: &Words,
    threads: usize,
) -> Result<(Vec<Label>, Vec<Constraint>)> {
    let mut file = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => anyhow::Error::new(error),
            other => anyhow::anyhow!("{other:?}"),
        })
        .with_context(|| path.display().to_string())?;
    let header = file.headers()?.clone();
    let place = |name: &str| header.iter().position(|column| column.trim() == name);
    let known: HashMap<&str, u32> = (0..reports.len() as u32).map(|at| (ids.get(at), at)).collect();
    let mut wrong = Vec::new();
    let (mut labels, mut constraints) = (Vec::new(), Vec::new());
    let mut events: Vec<Option<u32>> = vec![None; reports.len()];
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let pairs = place("id_a").zip(place("id_b")).zip(place("same"));
    let members = place("id").zip(place("incident_id").or(place("incident")).or(place("cluster")));
    if pairs.is_none() && members.is_none() {
        bail!(Cannot::new("fuse-label-columns", &[("file", &path.display().to_string())]));
    }
    for (index, record) in file.records().enumerate() {
        let record = record?;
        let row = index + 2;
        let mut find = |column: &'static str, at: usize| {
            let value = record.get(at).unwrap_or_default();
            let found = known.get(value).copied();
            if found.is_none() {
                wrong.push(Wrong::new(row, column, value, "fuse-not-an-id"));
            }
            found
        };
        if let Some(((a, b), same)) = pairs {
            let both = (find("id_a", a), find("id_b", b));
            let said = record.get(same).unwrap_or_default().trim().to_ascii_lowercase();
            let verdict = match said.as_str() {
                "1" | "true" | "yes" | "same" => Verdict::Same,
                "0" | "false" | "no" | "not_same" => Verdict::NotSame,
                "unsure" | "?" => Verdict::Unsure,
                _ => {
                    wrong.push(Wrong::new(row, "same", &said, "fuse-not-a-verdict"));
                    continue;
                }
            };
            if let (Some(a), Some(b)) = both {
                constraints.push(Constraint { a, b, verdict });
                if verdict != Verdict::Unsure {
                    labels.push(Label { a, b, same: verdict == Verdict::Same });
                }
            }
        } else if let Some((id, incident)) = members {
            let number = numbers.len() as u32;
            let name = record.get(incident).unwrap_or_default();
            if let Some(at) = find("id", id).filter(|_| !name.is_empty()) {
                events[at as usize] = Some(*numbers.entry(name.to_owned()).or_insert(number));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong_values(words, &wrong, path));
    }
    if members.is_some() && pairs.is_none() {
        labels = labels_of(reports, &events, threads);
        let mut first: HashMap<u32, u32> = HashMap::new();
        for (at, event) in events.iter().enumerate().filter_map(|(at, event)| Some((at as u32, (*event)?))) {
            let a = *first.entry(event).or_insert(at);
            if a != at {
                constraints.push(Constraint { a, b: at, verdict: Verdict::Same });
            }
        }
        let apart = labels.iter().filter(|label| !label.same);
        constraints.extend(apart.map(|label| Constraint { a: label.a, b: label.b, verdict: Verdict::NotSame }));
    }
    Ok((labels, constraints))
}
