//! Measures fusion beside its peers and writes the page that the documentation shows, with its pictures.
//!
//! Generator, scorer and peers lie outside the repository, in `bench` of the folder that `MIRQAB_SHARED` names (`../shared`), and
//! real reports in its `data`. Without them nothing is measured, and that is said. Python with numpy, pandas, scipy and pyarrow (for the peers also splink, duckdb,
//! scikit-learn, rapidfuzz and datasketch) is `MIRQAB_BENCH_PYTHON`, or `python3`. `MIRQAB_PROGRAM` names a binary to be measured
//! instead of building one. Files and what peers printed are kept in the target folder; delete them to measure peers again.

mod plot;

use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seeds that nobody tunes on.
const SEEDS: [u32; 3] = [31, 32, 33];
/// The million is of one more.
const MILLION_SEED: u32 = 21;
const SCORES: [&str; 5] = ["pair_precision", "pair_recall", "pair_f1", "cluster_f1", "bcubed_f1"];
const LABELLED: f64 = 0.3;

struct Bench {
    python: PathBuf,
    scripts: PathBuf,
    data: PathBuf,
    work: PathBuf,
    program: PathBuf,
    measure: PathBuf,
}

/// A value of a scorer's JSON line, or of `name value` lines.
fn value(printed: &str, name: &str) -> Option<f64> {
    let quoted = format!("\"{name}\":");
    let plain = format!("{name} ");
    let rest = printed
        .find(&quoted)
        .map(|at| &printed[at + quoted.len()..])
        .or_else(|| printed.lines().find_map(|line| line.strip_prefix(&plain)))?;
    let number: String = rest.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    number.parse().ok()
}

fn shown(printed: &str, name: &str) -> String {
    value(printed, name).map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn scores(printed: &str) -> String {
    SCORES.map(|name| shown(printed, name)).join(" | ")
}

/// What one run of `mirqab fuse` took.
struct Run {
    row: String,
    cpu_s: f64,
}

impl Run {
    /// From what a scorer and the clock printed.
    fn told(name: &str, score: &str, time: &str) -> Self {
        let of = |name: &str| value(time, name).unwrap_or_default();
        let (cpu_s, megabytes) = (of("user") + of("system"), of("kilobytes") / 1024.0);
        let row = format!("| {name} | {} | {:.1} | {cpu_s:.1} | {megabytes:.0} |", scores(score), of("wall"));
        println!("{row}");
        Self { row, cpu_s }
    }
}

impl Bench {
    fn printed(&self, program: &Path, arguments: &[&str]) -> Result<String> {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(&self.work)
            .output()
            .with_context(|| format!("could not start {}", program.display()))?;
        if !output.status.success() {
            bail!("{} {arguments:?}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
        }
        // `time` writes to the error stream.
        Ok(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
    }

    fn script(&self, name: &str, arguments: &[&str]) -> Result<String> {
        let path = self.scripts.join(name).display().to_string();
        self.printed(&self.python, &[&[path.as_str()], arguments].concat())
    }

    /// What a peer printed over a file, now or before.
    fn peer(&self, name: &str, prefix: &str, more: &[&str]) -> Result<String> {
        let kept = self.work.join(format!("{prefix}_{}{}.txt", name.trim_end_matches(".py"), more.concat()));
        if let Ok(before) = fs::read_to_string(&kept) {
            return Ok(before);
        }
        // Why a peer did not run is told here: a page should not name the paths of a machine.
        let printed = self.script(name, &[&[prefix], more].concat()).inspect_err(|error| println!("{error:#}"))?;
        fs::write(kept, &printed)?;
        Ok(printed)
    }

    fn measured(&self, arguments: &[&str]) -> Result<String> {
        Ok(self.printed(&self.measure, arguments)?.trim().to_owned())
    }

    fn generated(&self, rows: u64, seed: u32) -> Result<String> {
        let prefix = format!("r{rows}_{seed}");
        if !self.work.join(format!("{prefix}_truth.csv")).exists() {
            self.script("gen_reports.py", &["--n", &rows.to_string(), "--seed", &seed.to_string(), "--out", &prefix])?;
        }
        Ok(prefix)
    }

    /// The million, so many times, each time 1,200 days later and with ids of its own: no two of its incidents meet.
    fn repeated(&self, prefix: &str, times: i64) -> Result<String> {
        const LATER_S: i64 = 1_200 * 86_400;
        let name = format!("{prefix}x{times}");
        let mut out = BufWriter::new(fs::File::create(self.work.join(format!("{name}.csv")))?);
        for time in 0..times {
            let lines = BufReader::new(fs::File::open(self.work.join(format!("{prefix}.csv")))?).lines();
            for (at, line) in lines.enumerate() {
                let line = line?;
                if at == 0 {
                    if time == 0 {
                        writeln!(out, "{line}")?;
                    }
                    continue;
                }
                // id, six more, of which the last is the time; its precision; the time of publication.
                let mut cells: Vec<String> = line.splitn(10, ',').map(str::to_owned).collect();
                for (cell, more) in [(0, 1_000_000), (6, LATER_S), (8, LATER_S)] {
                    cells[cell] = (cells[cell].parse::<i64>()? + time * more).to_string();
                }
                writeln!(out, "{}", cells.join(","))?;
            }
        }
        out.flush()?;
        Ok(name)
    }

    /// Runs `mirqab fuse` over a file and scores what it wrote, if the truth is known.
    fn fused(&self, name: &str, prefix: &str, more: &[&str]) -> Result<Run> {
        let (input, output) = (format!("{prefix}.csv"), format!("{prefix}_out.csv"));
        let truth = format!("{prefix}_truth.csv");
        let program = self.program.display().to_string();
        let fuse = [&program, "fuse", "--input", &input, "--output", &output, "--threads", "2"];
        let form = ["-f", "wall %e\nuser %U\nsystem %S\nkilobytes %M"];
        let time = self.printed(Path::new("/usr/bin/time"), &[&form[..], &fuse, more].concat())?;
        let known = self.work.join(&truth).exists();
        let score = if known { self.script("evaluate.py", &[&truth, &output])? } else { String::new() };
        fs::write(self.work.join(format!("{prefix}_time.txt")), &time)?;
        Ok(Run::told(name, &score, &time))
    }

    /// The million so many times: measured if `anew`, else as it was measured last.
    fn repeatedly(&self, million: &str, times: i64, anew: bool) -> Result<Option<Run>> {
        let (prefix, name) = (format!("{million}x{times}"), format!("{times},000,000, 21 repeated"));
        if anew {
            self.repeated(million, times)?;
            let run = self.fused(&name, &prefix, &[])?;
            for end in [".csv", "_out.csv"] {
                fs::remove_file(self.work.join(format!("{prefix}{end}")))?;
            }
            return Ok(Some(run));
        }
        let last = fs::read_to_string(self.work.join(format!("{prefix}_time.txt"))).ok();
        Ok(last.map(|time| Run::told(&name, "", &time)))
    }

    /// Learns from the first three tenths of the time and scores the rest, with and without those labels.
    fn with_labels(&self, prefix: &str) -> Result<[String; 2]> {
        let read = |name: &str| fs::read_to_string(self.work.join(name)).with_context(|| name.to_owned());
        let truth = read(&format!("{prefix}_truth.csv"))?;
        let rows: Vec<Vec<&str>> = truth.lines().skip(1).map(|line| line.split(',').collect()).collect();
        let mut times: Vec<i64> = rows.iter().map(|row| row[5].parse()).collect::<Result<_, _>>()?;
        times.sort_unstable();
        let until = times[(times.len() as f64 * LABELLED) as usize];
        let (mut labels, mut rest) = ("id,incident_id\n".to_owned(), "id,incident_id\n".to_owned());
        let mut scored = std::collections::HashSet::new();
        for row in &rows {
            let labelled = row[5].parse::<i64>()? < until;
            writeln!(if labelled { &mut labels } else { &mut rest }, "{},{}", row[0], row[1])?;
            if !labelled {
                scored.insert(row[0]);
            }
        }
        fs::write(self.work.join("labels.csv"), labels)?;
        fs::write(self.work.join("rest_truth.csv"), rest)?;
        let mut out = [String::new(), String::new()];
        for (at, more) in [&[][..], &["--labels", "labels.csv"]].into_iter().enumerate() {
            self.fused("labels", prefix, more)?;
            let clusters = read(&format!("{prefix}_out.csv"))?;
            let mut kept = "id,cluster\n".to_owned();
            for line in clusters.lines().skip(1) {
                if line.split(',').next().is_some_and(|id| scored.contains(id)) {
                    writeln!(kept, "{line}")?;
                }
            }
            fs::write(self.work.join("rest_out.csv"), kept)?;
            out[at] = scores(&self.script("evaluate.py", &["rest_truth.csv", "rest_out.csv"])?);
        }
        Ok(out)
    }
}

const TABLE: &str = "| Pair P | Pair R | Pair F1 | Cluster F1 | BCubed F1 | Wall s | CPU s | MB |\n\
                     | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";

/// `cargo xtask bench fusion`; with `--large` three and ten million reports are measured anew.
pub fn fusion(root: &Path, options: &[&str]) -> Result<()> {
    let shared = std::env::var_os("MIRQAB_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let scripts = shared.join("bench");
    if !scripts.join("gen_reports.py").exists() {
        println!("SKIPPED: nothing was measured, because {} is not there", scripts.display());
        return Ok(());
    }
    let python = std::env::var_os("MIRQAB_BENCH_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let given = std::env::var_os("MIRQAB_PROGRAM").map(PathBuf::from);
    let bench = Bench {
        python,
        scripts: scripts.canonicalize()?,
        data: shared.join("data"),
        work: target.join("bench"),
        program: given.clone().unwrap_or_else(|| target.join("release/mirqab")),
        measure: target.join("release/examples/measure"),
    };
    fs::create_dir_all(&bench.work)?;
    if let Err(error) = bench.printed(&bench.python, &["-c", "import numpy, pandas, scipy, pyarrow"]) {
        println!("SKIPPED: nothing was measured, because Python lacks a package: {error:#}");
        return Ok(());
    }
    if given.is_none() {
        crate::cargo(&["build", "--release", "-p", "mirqab-cli"])?;
    }
    crate::cargo(&["build", "--release", "-p", "mirqab-analysis", "--example", "measure"])?;
    let mut page = format!(
        "# Fusion, measured\n\nWritten by `cargo xtask bench fusion` (`--large` measures the largest files anew). {}\nOther work used the machine at the same time: CPU seconds are the fairer figure.\n",
        super::machine()?
    );
    synthetic(&bench, &mut page, options, root)?;
    peers(&bench, &mut page)?;
    left(&bench, &mut page, root)?;
    real(&bench, &mut page)?;
    fs::write(root.join("docs/methods/fusion-results.md"), page)?;
    println!("docs/methods/fusion-results.md and its pictures are written");
    Ok(())
}

fn synthetic(bench: &Bench, page: &mut String, options: &[&str], root: &Path) -> Result<()> {
    write!(
        page,
        "\n## Synthetic reports, without labels\n\nThe default weights and all constants were chosen on seed 11; these seeds were only scored.\n\n| Reports, seed {TABLE}"
    )?;
    let mut points = Vec::new();
    for seed in SEEDS {
        let run = bench.fused(&format!("100,000, {seed}"), &bench.generated(100_000, seed)?, &[])?;
        writeln!(page, "{}", run.row)?;
        points.push((100_000, run.cpu_s));
    }
    let million = bench.generated(1_000_000, MILLION_SEED)?;
    let run = bench.fused("1,000,000, 21", &million, &[])?;
    writeln!(page, "{}", run.row)?;
    points.push((1_000_000, run.cpu_s));
    if options.contains(&"--large") {
        let run = bench.fused("300,000, 31", &bench.generated(300_000, SEEDS[0])?, &[])?;
        writeln!(page, "{}", run.row)?;
        points.push((300_000, run.cpu_s));
    }
    for times in [3, 10] {
        if let Some(run) = bench.repeatedly(&million, times, options.contains(&"--large"))? {
            writeln!(page, "{}", run.row)?;
            points.push((times as u64 * 1_000_000, run.cpu_s));
        }
    }
    page.push_str("\nThree and ten million are the million again and again, each time 1,200 days later, so that only cost is measured.\n");
    points.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup_by_key(|(reports, _)| *reports);
    page.push_str("\n![Processor seconds by number of reports](fusion-seconds.svg)\n");
    fs::write(root.join("docs/methods/fusion-seconds.svg"), plot::seconds(&points))?;
    Ok(())
}

/// The lines of a peer that hold a score of interest, as they were printed.
fn peers(bench: &Bench, page: &mut String) -> Result<()> {
    let prefix = bench.generated(100_000, SEEDS[0])?;
    let [plain, learnt] = bench.with_labels(&prefix)?;
    write!(
        page,
        "\n## Beside peers\n\nSeed 31, 100,000 reports. \"Later 70 %\": scored on the later seven tenths of the time; with labels: those of the first three.\n\n\
         | Engine | Pair P | Pair R | Pair F1 | Cluster F1 | BCubed F1 |\n| --- | --- | --- | --- | --- | --- |\n\
         | mirqab, no labels, later 70 % | {plain} |\n| mirqab, 30 % of labels, later 70 % | {learnt} |\n"
    )?;
    for (name, more) in [("Splink 5, no labels", &[][..]), ("Splink 5, all labels", &["--train", "labels"])] {
        match bench.peer("bench_splink.py", &prefix, more) {
            Ok(printed) => writeln!(page, "| {name}, all | {} |", scores(&printed))?,
            Err(_) => writeln!(page, "| {name} | not measured in this run |")?,
        }
    }
    match bench.peer("reference_supervised.py", &prefix, &[]) {
        Ok(printed) => {
            for line in printed.lines().filter(|line| line.starts_with("average link")) {
                let stop = line.split(' ').nth(2).unwrap_or_default();
                let as_json = line.replace('\'', "\"");
                writeln!(page, "| boosted trees, 30 % of labels, stop {stop}, later 70 % | {} |", scores(&as_json))?;
            }
        }
        Err(_) => writeln!(page, "| boosted trees | not measured in this run |")?,
    }
    page.push_str("\nSplink's threshold is the one that is best on the truth of the first 15 %: a gift to the peer.\n");
    let (reports, truth) = (format!("{prefix}.csv"), format!("{prefix}_truth.csv"));
    let lines = bench.measured(&["lineage", &reports, &truth])?;
    write!(
        page,
        "\n### Who repeats whom\n\nPairs of one story among the same 100,000 texts.\n\n```\nmirqab\n{lines}\n"
    )?;
    match bench.peer("bench_minhash.py", &prefix, &["0.6"]) {
        Ok(printed) => writeln!(page, "\nMinHash (datasketch), threshold 0.6\n{}\n```", printed.trim())?,
        Err(_) => writeln!(page, "\nMinHash: not measured in this run\n```")?,
    }
    let more = format!("{}.csv", bench.generated(100_000, SEEDS[1])?);
    let million = format!("{}.csv", bench.generated(1_000_000, MILLION_SEED)?);
    let lines = bench.measured(&["live", &million, &more])?;
    writeln!(page, "\n### One more report\n\nAgainst one million, one at a time.\n\n```\n{lines}\n```")?;
    Ok(())
}

fn left(bench: &Bench, page: &mut String, root: &Path) -> Result<()> {
    let prefix = bench.generated(100_000, SEEDS[0])?;
    let (reports, truth) = (format!("{prefix}.csv"), format!("{prefix}_truth.csv"));
    let table = bench.measured(&["calibration", &reports, &truth])?;
    let number = |line: &str, at: usize| line.split('|').nth(at).and_then(|cell| cell.trim().parse::<f64>().ok());
    let points: Vec<(f64, f64)> = table.lines().filter_map(|line| number(line, 1).zip(number(line, 2))).collect();
    fs::write(root.join("docs/methods/fusion-calibration.svg"), plot::calibration(&points))?;
    writeln!(
        page,
        "\n## Calibration\n\nSeed 31, no labels: of the pairs that are given about so much, how many are right.\n\n\
         | Given | Right | Pairs |\n| --- | --- | --- |\n{table}\n\n![Share right by probability given](fusion-calibration.svg)"
    )?;
    let table = bench.measured(&["left", &reports, &truth])?;
    writeln!(
        page,
        "\n## What is left\n\nSeed 31. A missed pair has *no better evidence* when a report of another incident is at least as like one of the two as they are \
         like one another, or when all evidence together speaks against it: then no threshold and no grouping over these scores can join it and \
         leave the other out.\n\n| What both say | True pairs | Missed | of these no better evidence | Wrongly joined |\n| --- | --- | --- | --- | --- |\n{table}"
    )?;
    Ok(())
}

fn real(bench: &Bench, page: &mut String) -> Result<()> {
    page.push_str("\n## Real data\n");
    let unpacked = |from: &str, to: &str| -> Result<bool> {
        let file = bench.data.join(from);
        if !file.exists() {
            println!("SKIPPED: {} is not there", file.display());
            return Ok(false);
        }
        let path = file.canonicalize()?.display().to_string();
        fs::write(bench.work.join(to), bench.printed(Path::new("gzip"), &["-dc", &path])?)?;
        Ok(true)
    };
    if unpacked("ucdp_syria/ged_syria_reports_2016_2017.csv.gz", "citations.csv")? {
        bench.measured(&["syria", "citations.csv", "syria"])?;
        let run = bench.fused("UCDP GED Syria 2016-2017", "syria", &[])?;
        writeln!(
            page,
            "\nEach citation of an event is a report: point, dates, toll, headline, office.\n\n| Reports {TABLE}{}",
            run.row
        )?;
    }
    let libya = bench.data.join("libya_reports/dev.jsonl");
    if libya.exists() {
        let told = bench.measured(&["libya", &libya.canonicalize()?.display().to_string()])?;
        writeln!(
            page,
            "\n### Libya 2020\n\nExcerpts labelled by hand, weights by default; the time is the day of publication ± 1, the place one found by name.\n\n{told}"
        )?;
    }
    if unpacked("arabic_wire/articles_2015-07-25_26.jsonl.gz", "articles.jsonl")? {
        let pairs = bench.data.join("arabic_wire/pairs_cross_source.csv").canonicalize()?;
        let lines = bench.measured(&["articles", "articles.jsonl", &pairs.display().to_string()])?;
        writeln!(
            page,
            "\n### Arabic newspapers\n\nCopies across papers; truth: the given Jaccard of runs of five words is 0.5 or more. The given figure leaves out of what is \
             shared the runs that about forty articles hold (closing lines of agencies); so does the engine in articles. See [lineage.md](lineage.md).\n\n```\n{lines}\n```"
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_from_json_and_from_lines() {
        assert_eq!(value("{\"pair_f1\": 0.9231, \"n\": 5}", "pair_f1"), Some(0.9231));
        assert_eq!(value("wall 3.25\nuser 6.10\n", "user"), Some(6.1));
        assert_eq!(value("wall 3.25\n", "kilobytes"), None);
    }
}
