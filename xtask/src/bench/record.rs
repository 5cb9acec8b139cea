//! The record that nobody need trust: what an append, a proof and a check cost, side by side with the peers in one run.
//!
//! The peers (`rust_merkle`, `go_tlog`) lie outside the repository, in `bench` of the folder that `MIRQAB_SHARED` names (`../shared`). One
//! that is not there, or cannot be built, is said in the table.

use super::http::{Line, post};
use super::program::{self, Server};
use super::{Bench, store};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How often each thing is measured.
const ROUNDS: usize = 3;
/// Entries of the log out of which proofs are made.
const LARGE: &str = "10000000";
const A_SECOND: u32 = 100;
const SECONDS: u32 = 30;

/// One number out of lines of `name value`, or out of a line of JSON.
fn value(printed: &str, name: &str) -> Option<f64> {
    let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let quoted = format!("\"{name}\":");
    let found = line.or_else(|| printed.find(&quoted).map(|at| &printed[at + quoted.len()..]))?;
    found.trim_start().split([',', '}', '\n']).next()?.trim().parse().ok()
}

/// The same thing, measured several times.
#[derive(Default)]
struct Rounds(Vec<f64>);

impl Rounds {
    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
    fn median(&self) -> f64 {
        let sorted = self.sorted();
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
    fn least(&self) -> f64 {
        self.sorted().first().copied().unwrap_or(f64::NAN)
    }
    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }
    fn most(&self) -> f64 {
        self.sorted().last().copied().unwrap_or(f64::NAN)
    }
}

/// What several runs of one command printed and took.
#[derive(Default)]
struct Runs {
    printed: Vec<String>,
    wall_s: Rounds,
    cpu_s: Rounds,
    peak_mb: u64,
}

impl Runs {
    fn add(&mut self, program: &Path, arguments: &[&str]) -> Result<()> {
        let run = program::run(program, arguments)?;
        self.wall_s.0.push(run.took.as_secs_f64());
        self.cpu_s.0.push(run.cpu.as_secs_f64());
        self.peak_mb = self.peak_mb.max(run.peak_mb);
        self.printed.push(run.said);
        Ok(())
    }
    fn of(&self, name: &str) -> Rounds {
        Rounds(self.printed.iter().filter_map(|printed| value(printed, name)).collect())
    }
}

struct Tools {
    /// What measures inside a process of ours.
    measure: PathBuf,
    verify: PathBuf,
    /// The same, built to be small.
    small: PathBuf,
}

fn built(bench: &Bench) -> Result<Tools> {
    crate::cargo(&["build", "--release", "--package", "mirqab-storage", "--example", "record"])?;
    crate::cargo(&["build", "--release", "--package", "mirqab-verifier", "--bins"])?;
    crate::cargo(&["build", "--profile", "verifier", "--package", "mirqab-verifier", "--bins"])?;
    let target = bench.folder.parent().context("no target folder")?;
    Ok(Tools {
        measure: target.join("release/examples/record"),
        verify: target.join("release/mirqab-verify"),
        small: target.join("verifier/mirqab-verify"),
    })
}

/// A peer's program, or why there is none.
fn peer(bench: &Bench, name: &str) -> Result<PathBuf, String> {
    let shared = std::env::var_os("MIRQAB_SHARED").map_or_else(|| bench.root.join("../shared"), PathBuf::from);
    let source = shared.join("bench").join(name);
    let work = bench.folder.join(name);
    let failed = |error: std::io::Error| error.to_string();
    let (manifest, main) = if name == "go_tlog" { ("main.go", None) } else { ("Cargo.toml", Some("src/main.rs")) };
    if !source.join(manifest).exists() {
        return Err("its folder is not there".to_owned());
    }
    fs::create_dir_all(work.join("src")).map_err(failed)?;
    let mut text = fs::read_to_string(source.join(manifest)).map_err(failed)?;
    let mut command = match main {
        Some(main) => {
            // The target folder may lie below our workspace, of which it is no member.
            text.push_str("\n[workspace]\n");
            fs::copy(source.join(main), work.join(main)).map_err(failed)?;
            let mut command = Command::new(env!("CARGO"));
            command.args(["build", "--release", "--quiet"]).env("CARGO_TARGET_DIR", work.join("target"));
            command
        }
        None => {
            let mut command = Command::new("go");
            command.args(["build", "-o", "peer", "."]).env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode");
            command
        }
    };
    fs::write(work.join(manifest), text).map_err(failed)?;
    let output = command.current_dir(&work).output().map_err(failed)?;
    if !output.status.success() {
        // Why is told here: a page should not name the paths of a machine.
        println!("{name}: {}", String::from_utf8_lossy(&output.stderr));
        return Err("it could not be built".to_owned());
    }
    Ok(work.join(if main.is_some() { "target/release/merklebench" } else { "peer" }))
}

/// A line of the table.
fn line(page: &mut String, what: &str, measured: &str, target: &str, holds: Option<bool>) {
    let holds = holds.map_or("", |holds| if holds { "yes" } else { "**no**" });
    // Writing to a String cannot fail.
    let _ = writeln!(page, "| {what} | {measured} | {target} | {holds} |");
}

const HEAD: &str = "| What | Measured | Target | Reached |\n| --- | --- | --- | --- |\n";

pub fn run(bench: &Bench) -> Result<()> {
    let tools = built(bench)?;
    let mut page = String::from(
        "Each figure is the median of three rounds, the best of them in brackets; CPU seconds are user and system of the process that was measured. \
         Other work used the machine at the same time, so CPU seconds and ratios within the run are the fairer figures. \
         Files lie on the machine's own disk.\n\n",
    );
    let mut table = String::from(HEAD);
    let trees = hashing(bench, &tools, &mut table)?;
    appends(bench, &tools, &mut table)?;
    singles(bench, &tools, &mut table)?;
    proofs(bench, &tools, &mut table)?;
    checks(bench, &tools, &mut table)?;
    bundle(bench, &tools, &mut table)?;
    program_of_its_own(bench, &tools, &mut table)?;
    page.push_str(&table);
    page.push_str(&trees);
    bench.write("Record", &page)
}

/// One tree's line: appends a second, and what a proof, its check and a consistency proof take.
fn row(page: &mut String, name: &str, runs: &Runs, names: [&str; 4]) -> Rounds {
    let rate = runs.of(names[0]);
    let micros = names[1..].iter().map(|name| {
        let found = runs.of(name);
        if found.0.is_empty() { "–".to_owned() } else { format!("{:.1}", found.median()) }
    });
    let micros = micros.collect::<Vec<_>>().join(" | ");
    // Writing to a String cannot fail.
    let _ = writeln!(page, "| {name} | {:.0} ({:.0}) | {micros} |", rate.median(), rate.most());
    rate
}

/// Trees of a million leaves in memory, ours and the peers' in turn.
fn hashing(bench: &Bench, tools: &Tools, table: &mut String) -> Result<String> {
    let peers = ["rust_merkle", "go_tlog"].map(|name| (name, peer(bench, name)));
    let (mut ours, mut theirs) = (Runs::default(), [Runs::default(), Runs::default()]);
    for _ in 0..ROUNDS {
        ours.add(&tools.measure, &["hash"])?;
        for ((_, program), runs) in peers.iter().zip(&mut theirs) {
            if let Ok(program) = program {
                runs.add(program, &[])?;
            }
        }
    }
    let mut page = String::from(
        "\nTrees of 1,000,000 leaves of 256 bytes in memory, on one core, in turn with the peers. Each appends leaf by leaf and keeps the nodes, \
         but rs_merkle, which hashes all leaves and then builds the tree once.\n\n\
         | | Appends a second | Inclusion proof µs | Its check µs | Consistency proof µs |\n| --- | --- | --- | --- | --- |\n",
    );
    let mine = row(
        &mut page,
        "mirqab",
        &ours,
        ["append_per_s", "prove_inclusion_us", "verify_inclusion_us", "prove_consistency_us"],
    );
    let mut fastest = Rounds::default();
    let mut go = Rounds::default();
    for ((name, program), runs) in peers.iter().zip(&theirs) {
        match (program, *name) {
            (Err(why), _) => {
                println!("SKIPPED: {name}: {why}");
                let _ = writeln!(page, "| {name}: **not measured**, {why} | – | – | – | – |");
            }
            (Ok(_), "go_tlog") => {
                let names = ["append_per_s", "prove_inclusion_us", "verify_inclusion_us", "prove_consistency_us"];
                go = row(&mut page, "Go, sumdb/tlog", runs, names);
            }
            (Ok(_), _) => {
                let of = |of: &str, with: &str| format!("{of}_{with}");
                for (name, prefix, rate) in [
                    ("ct-merkle", "ctmerkle", "append_per_s"),
                    ("tlog_tiles", "tlogtiles", "append_per_s"),
                    ("rs_merkle", "rsmerkle", "bulk_append_per_s"),
                ] {
                    let proof = if prefix == "rsmerkle" { "prove_us" } else { "prove_incl_us" };
                    let names = [
                        of(prefix, rate),
                        of(prefix, proof),
                        of(prefix, "verify_incl_us"),
                        of(prefix, "prove_cons_us"),
                    ];
                    let found = row(&mut page, name, runs, [&names[0], &names[1], &names[2], &names[3]]);
                    if fastest.0.is_empty() || found.median() > fastest.median() {
                        fastest = found;
                    }
                }
                let bound = runs.of("raw_leaf_hash_per_s");
                let node = runs.of("raw_node_hash_per_s");
                let both = 1.0 / (1.0 / bound.median() + 1.0 / node.median());
                let _ = writeln!(page, "| hashing alone (sha2, a leaf and a node) | {both:.0} | – | – | – |");
            }
        }
    }
    let ratio = |other: &Rounds| (!other.0.is_empty()).then(|| mine.median() / other.median());
    let shown = |ratio: Option<f64>| ratio.map_or("not measured".to_owned(), |ratio| format!("{ratio:.2} times"));
    let (beside, beside_go) = (ratio(&fastest), ratio(&go));
    let what = "tree hashing, beside the fastest Rust crate";
    line(table, what, &shown(beside), "1 time", beside.map(|ratio| ratio >= 1.0));
    line(table, "tree hashing, beside Go's tlog", &shown(beside_go), "3 times", beside_go.map(|ratio| ratio >= 3.0));
    Ok(page)
}

fn appends(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let mut runs = Runs::default();
    let mut folder = String::new();
    for _ in 0..ROUNDS {
        folder = bench.fresh("record")?;
        fs::create_dir_all(&folder)?;
        runs.add(&tools.measure, &["append", &folder])?;
    }
    for (what, name) in [
        ("the log alone (sealed, in the tree, signed, synced)", "log"),
        ("a report's whole path (rules, state, lists and index of words too)", "whole"),
    ] {
        let rate = runs.of(&format!("{name}_per_s"));
        let best = runs.of(&format!("{name}_best_per_s"));
        let batch = runs.of(&format!("{name}_batch_ms"));
        let p99 = runs.of(&format!("{name}_batch_p99_ms"));
        let cpu = runs.of(&format!("{name}_cpu_us"));
        let measured = format!(
            "{:.0} ({:.0}); a batch {:.1} ms, 99 %: {:.1} ms; CPU {:.0} µs an entry",
            rate.median(),
            best.most(),
            batch.median(),
            p99.median(),
            cpu.median()
        );
        let what = format!("durable appends a second in batches of 100: {what}");
        line(table, &what, &measured, "20,000", Some(rate.median() >= 20_000.0));
    }
    let taken = program::run(&tools.measure, &["storage", &format!("{folder}/whole")])?.said;
    stored(table, "in batches of 100", &taken);
    Ok(())
}

/// What the log takes on the disk, beyond what its entries say.
fn stored(table: &mut String, how: &str, taken: &str) {
    let of = |name: &str| value(taken, name).unwrap_or(f64::NAN);
    let measured = format!(
        "{:.0} bytes, beside {:.0} of payloads with salts and {:.0} of envelope",
        of("beyond"),
        of("payload"),
        of("envelope")
    );
    let what = format!("storage of the log beyond an entry's own bytes, appended {how}");
    line(table, &what, &measured, "200 bytes", Some(of("beyond") < 200.0));
}

/// Reports sent at a steady pace. Each is timed from when it was due, so that waiting for a slow one before it counts.
fn singles(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let data = bench.fresh("paced")?;
    program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
    let token = store::token(bench, &data)?;
    let mut server = Server::of(&bench.program, &data)?;
    let more = format!("authorization: Bearer {token}\r\n");
    let mut to = Line::to(&server.address)?;
    let (mut middles, mut late, mut most) = (Rounds::default(), Rounds::default(), Rounds::default());
    let before = program::processor_time(server.pid()).unwrap_or_default();
    for round in 0..ROUNDS {
        let mut times = Vec::new();
        let began = Instant::now();
        for number in 0..A_SECOND * SECONDS {
            let body = store::draft(&format!("paced-{round}-{number}"));
            let request = post(&server.address, "/api/v1/reports", "application/json", &more, &body);
            let due = began + Duration::from_secs(1) * number / A_SECOND;
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            let answer = to.send(&request)?;
            if answer.status != 201 {
                bail!("{}: {}", answer.status, answer.text());
            }
            times.push(due.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        middles.0.push(times[times.len() / 2]);
        late.0.push(times[times.len() * 99 / 100]);
        most.0.push(times[times.len() - 1]);
    }
    let cpu = program::processor_time(server.pid()).unwrap_or_default().saturating_sub(before);
    let each_ms = cpu.as_secs_f64() * 1e3 / f64::from(A_SECOND * SECONDS) / ROUNDS as f64;
    let measured = format!(
        "{:.1} ms ({:.1}); median {:.1} ms, slowest {:.0} ms; CPU {each_ms:.2} ms",
        late.median(),
        late.least(),
        middles.median(),
        most.median()
    );
    let what = format!(
        "a report over HTTP, from when it was due to its receipt, {A_SECOND} a second for {SECONDS} s: 99th percentile"
    );
    line(table, &what, &measured, "10 ms", Some(late.median() < 10.0));
    server.kill();
    stored(table, "one by one", &program::run(&tools.measure, &["storage", &data])?.said);
    Ok(())
}

fn proofs(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let data = bench.path("large")?;
    // Made once and kept.
    let grown = program::run(&tools.measure, &["proof", &data, LARGE])?;
    println!("{}", grown.said);
    let mut runs = Runs::default();
    let mut cold = Rounds::default();
    for _ in 0..ROUNDS {
        // The operating system forgets the file, so that the first proof reads the disk.
        let file = format!("if={data}/mirqab.sqlite");
        let _ = Command::new("dd").args([&file, "iflag=nocache", "count=0", "status=none"]).status();
        runs.add(&tools.measure, &["proof", &data, LARGE])?;
        cold.0.extend(value(runs.printed.last().map_or("", String::as_str), "first_ms"));
    }
    let (middle, late) = (runs.of("proof_ms"), runs.of("proof_p99_ms"));
    let measured = format!(
        "{:.3} ms ({:.3}), 99 %: {:.3} ms; the first after the file was forgotten {:.1} ms",
        middle.median(),
        middle.least(),
        late.median(),
        cold.median()
    );
    line(
        table,
        "inclusion proof out of 10,000,000 entries on the disk, of 1,000 random ones",
        &measured,
        "1 ms",
        Some(late.median() < 1.0),
    );
    Ok(())
}

fn checks(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let data = store::million(bench)?;
    let tiles = bench.path("million-tiles")?;
    let export = ["export", "--data", &data, "--format", "tiles", "--out", &tiles];
    program::run(&bench.program, &export)?;
    let key = program::run(&tools.measure, &["key", &data])?.said.trim().to_owned();
    let (mut whole, mut outside) = (Runs::default(), Runs::default());
    for _ in 0..ROUNDS {
        outside.add(&tools.verify, &[&tiles, "--key", &key])?;
        whole.add(&bench.program, &["check", "--data", &data])?;
    }
    let said = whole.printed.last().map_or("", String::as_str);
    if !said.contains("\nHOLDS") {
        bail!("{data} does not hold: {said}");
    }
    let entries = said.split(' ').next().unwrap_or_default();
    for (what, runs) in [
        ("`mirqab-verify FOLDER`: every entry's form and history, every tile, the root", &outside),
        ("`mirqab check`: the file, every payload, every rule, every state and original too", &whole),
    ] {
        let wall = &runs.wall_s;
        let measured = format!(
            "{:.1} s ({:.1}); CPU {:.1} s; {} MiB",
            wall.median(),
            wall.least(),
            runs.cpu_s.median(),
            runs.peak_mb
        );
        line(table, &format!("{what}; {entries} entries"), &measured, "10 s", Some(wall.median() < 10.0));
    }
    Ok(())
}

fn bundle(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let (data, file) = (bench.fresh("bundle")?, bench.path("thousand.json")?);
    program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
    let made = program::run(&tools.measure, &["bundle", &data, &file])?.said;
    let key = made.lines().find_map(|line| line.strip_prefix("key ")).context("no key")?.to_owned();
    for (what, program) in [("`--release`", &tools.verify), ("`--profile verifier`", &tools.small)] {
        let mut runs = Runs::default();
        for _ in 0..ROUNDS * 3 {
            runs.add(program, &[&file, "--key", &key])?;
        }
        let measured = format!(
            "{:.0} ms ({:.0}); CPU {:.0} ms",
            runs.wall_s.median() * 1e3,
            runs.wall_s.least() * 1e3,
            // The system counts in hundredths of a second: only many runs together say more.
            runs.cpu_s.mean() * 1e3
        );
        let of = |name: &str| value(&made, name).unwrap_or(f64::NAN);
        let what = format!(
            "bundle of {:.0} entries ({:.0} kB) verified, the whole command, {what}",
            of("entries"),
            of("kilobytes")
        );
        line(table, &what, &measured, "100 ms", Some(runs.wall_s.median() < 0.1));
    }
    Ok(())
}

/// The verifier by itself: how large it is, and how long it takes to build from nothing.
fn program_of_its_own(bench: &Bench, tools: &Tools, table: &mut String) -> Result<()> {
    let size = fs::metadata(&tools.small)?.len();
    let most = crate::small::MOST / 1_000_000;
    line(
        table,
        "`mirqab-verify`, built with `--profile verifier`",
        &format!("{size} bytes"),
        &format!("{most} MB"),
        Some(size < crate::small::MOST),
    );
    let cold = bench.fresh("cold")?;
    let arguments =
        ["build", "--quiet", "--profile", "verifier", "--package", "mirqab-verifier", "--bins", "--target-dir", &cold];
    let run = program::run(Path::new(env!("CARGO")), &arguments)?;
    fs::remove_dir_all(&cold)?;
    let measured = format!("{:.0} s; CPU {:.0} s", run.took.as_secs_f64(), run.cpu.as_secs_f64());
    line(table, "the same, built from nothing", &measured, "60 s", Some(run.took < Duration::from_secs(60)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_from_lines_and_from_json() {
        let lines = "best_append_per_s 9\nappend_per_s 7.5\n";
        assert_eq!(value(lines, "append_per_s"), Some(7.5));
        assert_eq!(value("{\"a\":1,\"append_per_s\":8.25,\"b\":2}\n", "append_per_s"), Some(8.25));
        assert_eq!(value(lines, "per_s"), None);
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let rounds = Rounds(vec![3.0, 1.0, 2.0]);
        assert_eq!((rounds.least(), rounds.median(), rounds.most()), (1.0, 2.0, 3.0));
    }
}
