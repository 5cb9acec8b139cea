//! Measures fusion beside its peers and writes the table that the documentation shows.
//!
//! Generator, scorer and peers lie outside the repository, in `../shared/bench`. Without them nothing is measured, and that is
//! said. Python with numpy, pandas, scipy and pyarrow is `MIRQAB_BENCH_PYTHON`, or `python3`.

use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seeds that nobody tunes on.
const SEEDS: [u32; 3] = [31, 32, 33];

struct Bench {
    python: PathBuf,
    scripts: PathBuf,
    work: PathBuf,
    built: PathBuf,
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
    value(printed, name).map_or_else(|| "–".to_owned(), |value| value.to_string())
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

    fn generated(&self, rows: u32, seed: u32) -> Result<String> {
        let prefix = format!("r{rows}_{seed}");
        if !self.work.join(format!("{prefix}_truth.csv")).exists() {
            self.script("gen_reports.py", &["--n", &rows.to_string(), "--seed", &seed.to_string(), "--out", &prefix])?;
        }
        Ok(prefix)
    }

    /// Runs `mirqab fuse` and returns a row of the table, the seconds and the megabytes.
    fn fused(&self, rows: u32, seed: u32) -> Result<(String, f64)> {
        let prefix = self.generated(rows, seed)?;
        let (input, output, truth) =
            (format!("{prefix}.csv"), format!("{prefix}_out.csv"), format!("{prefix}_truth.csv"));
        let program = self.built.join("mirqab").display().to_string();
        let form = "wall %e\nuser %U\nkilobytes %M";
        let time = self.printed(
            Path::new("/usr/bin/time"),
            &["-f", form, &program, "fuse", "--input", &input, "--output", &output, "--threads", "2"],
        )?;
        let score = self.script("evaluate.py", &[&truth, &output])?;
        let megabytes = value(&time, "kilobytes").unwrap_or_default() / 1024.0;
        let mut row = format!("| mirqab fuse | {rows} | {seed}");
        for name in ["pair_precision", "pair_recall", "pair_f1", "cluster_f1", "bcubed_f1"] {
            write!(row, " | {}", shown(&score, name))?;
        }
        write!(row, " | {} | {} | {megabytes:.0} |", shown(&time, "wall"), shown(&time, "user"))?;
        Ok((row, value(&time, "wall").unwrap_or_default()))
    }
}

/// `cargo xtask bench fusion`.
pub fn fusion(root: &Path, options: &[&str]) -> Result<()> {
    let scripts = root.join("../shared/bench");
    if !scripts.join("gen_reports.py").exists() {
        println!("SKIPPED: nothing was measured, because {} is not there", scripts.display());
        return Ok(());
    }
    let python = std::env::var_os("MIRQAB_BENCH_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let bench =
        Bench { python, scripts: scripts.canonicalize()?, work: target.join("bench"), built: target.join("release") };
    std::fs::create_dir_all(&bench.work)?;
    if let Err(error) = bench.printed(&bench.python, &["-c", "import numpy, pandas, scipy, pyarrow"]) {
        println!("SKIPPED: nothing was measured, because Python lacks a package: {error:#}");
        return Ok(());
    }
    crate::cargo(&["build", "--release", "-p", "mirqab-cli"])?;
    crate::cargo(&["build", "--release", "-p", "mirqab-analysis", "--example", "measure"])?;
    let mut out = String::from(
        "# Fusion, measured\n\nWritten by `cargo xtask bench fusion`. Seconds are those of a shared machine with two cores.\n\n\
         | Engine | Reports | Seed | Pair P | Pair R | Pair F1 | Cluster F1 | BCubed F1 | Wall s | CPU s | MB |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut points = Vec::new();
    for seed in SEEDS {
        let (row, seconds) = bench.fused(100_000, seed)?;
        writeln!(out, "{row}")?;
        points.push((100_000, seconds));
    }
    if options.contains(&"--million") {
        for rows in [300_000, 1_000_000] {
            let (row, seconds) = bench.fused(rows, SEEDS[0])?;
            writeln!(out, "{row}")?;
            points.push((rows, seconds));
        }
    }
    let prefix = bench.generated(100_000, SEEDS[0])?;
    if options.contains(&"--peers") {
        let peer = bench.script("bench_splink.py", &[&prefix])?;
        writeln!(
            out,
            "\nSplink, unsupervised, on the same file of seed {}, as it printed it:\n\n```\n{}\n```",
            SEEDS[0],
            peer.trim()
        )?;
    }
    let measure = bench.built.join("examples/measure");
    let (reports, truth) = (format!("{prefix}.csv"), format!("{prefix}_truth.csv"));
    let lines = bench.printed(&measure, &["lineage", &reports, &truth])?;
    writeln!(out, "\nLineage of the texts of the same file:\n\n```\n{}\n```", lines.trim())?;
    let (more, _) = (bench.generated(100_000, SEEDS[1])?, ());
    let lines = bench.printed(&measure, &["live", &reports, &format!("{more}.csv")])?;
    writeln!(out, "\nOne more report against all of that file:\n\n```\n{}\n```", lines.trim())?;
    std::fs::write(root.join("docs/methods/fusion-results.md"), out)?;
    std::fs::write(root.join("docs/methods/fusion-seconds.svg"), plot(&points))?;
    println!("docs/methods/fusion-results.md and fusion-seconds.svg are written");
    Ok(())
}

/// Seconds over reports, both from 0.
fn plot(points: &[(u32, f64)]) -> String {
    let (most, longest) =
        points.iter().fold((1.0, 0.1), |(x, y): (f64, f64), (rows, s)| (x.max(f64::from(*rows)), y.max(*s)));
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 260\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <path d=\"M50 20V220H400\" fill=\"none\" stroke=\"#444\"/>\n<text x=\"225\" y=\"250\" text-anchor=\"middle\">reports</text>\n\
         <text x=\"14\" y=\"16\">seconds</text>\n",
    );
    for (rows, seconds) in points {
        let (x, y) = (50.0 + 340.0 * f64::from(*rows) / most, 220.0 - 190.0 * seconds / longest);
        let _ = writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#1b5e8a\"/>\n<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{rows}: {seconds:.1} s</text>",
            x - 6.0,
            y - 6.0
        );
    }
    out + "</svg>\n"
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
