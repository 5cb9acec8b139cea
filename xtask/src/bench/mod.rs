//! Measurements of the release binary on this machine, with stated data: `cargo xtask bench PART`. Each part writes its own section
//! of `docs/benchmarks.md` and leaves the others. `MIRQAB_PROGRAM` names a binary to be measured instead of building one. Linux only: memory and processor time come from /proc.

pub mod fusion;
mod http;
mod kill;
mod pages;
mod program;
mod record;
mod store;
mod terms;

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Reports in the folder on which pages are measured: about 100,000 incidents.
const REPORTS: u32 = 300_000;

/// Where things are.
pub struct Bench {
    root: PathBuf,
    folder: PathBuf,
    /// The release binary.
    pub program: PathBuf,
}

impl Bench {
    fn new(root: &Path) -> Result<Self> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let given = std::env::var_os("MIRQAB_PROGRAM");
        if given.is_none() {
            crate::cargo(&["build", "--release", "--package", "mirqab-cli"])?;
        }
        let folder = target.join("bench");
        fs::create_dir_all(&folder)?;
        Ok(Self {
            root: root.to_owned(),
            folder,
            program: given.map_or_else(|| target.join("release/mirqab"), PathBuf::from),
        })
    }

    /// A path among the data of the measurements.
    pub fn path(&self, name: &str) -> Result<String> {
        Ok(self.folder.join(name).to_str().context("a path that is no text")?.to_owned())
    }

    /// The path of something that is not there yet.
    pub fn fresh(&self, name: &str) -> Result<String> {
        let path = self.path(name)?;
        if Path::new(&path).exists() {
            fs::remove_dir_all(&path)?;
        }
        Ok(path)
    }

    /// A demonstration with so many generated reports, made once and kept.
    pub fn demonstration(&self, name: &str, reports: u32) -> Result<String> {
        let path = self.path(name)?;
        if !Path::new(&path).exists() {
            let reports = reports.to_string();
            let run =
                program::run(&self.program, &["demo", "--data", &path, "--load-only", "--reports", reports.as_str()])?;
            println!("made {path} in {:.1} s, {} MiB at most", run.took.as_secs_f64(), run.peak_mb);
        }
        Ok(path)
    }

    /// Puts a section into the document, in the place of the former one of that name.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let file = self.root.join("docs/benchmarks.md");
        let before = fs::read_to_string(&file).unwrap_or_else(|_| HEAD.to_owned());
        println!("\n## {name}\n\n{text}");
        fs::write(&file, with_section(&before, name, &format!("{}\n{text}", machine()?))).context("docs/benchmarks.md")
    }
}

const HEAD: &str =
    "# Benchmarks\n\nWritten by `cargo xtask bench`; each section says what was measured, when, and on what.\n";

fn with_section(before: &str, name: &str, text: &str) -> String {
    let heading = format!("## {name}\n");
    let section = format!("{heading}\n{}\n", text.trim());
    let mut sections: Vec<String> = before.split("\n## ").map(|part| part.trim_end().to_owned() + "\n").collect();
    for part in sections.iter_mut().skip(1) {
        part.insert_str(0, "## ");
    }
    match sections.iter_mut().find(|part| part.starts_with(&heading)) {
        Some(part) => *part = section,
        None => sections.push(section),
    }
    sections.join("\n")
}

/// The day and the machine.
fn machine() -> Result<String> {
    let say = |program: &str, arguments: &[&str]| -> Result<String> {
        let out = Command::new(program).args(arguments).output().with_context(|| program.to_owned())?;
        Ok(String::from_utf8(out.stdout)?.trim().to_owned())
    };
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = |key: &str| {
        let line = processor.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(": ")).map_or("unknown", |(_, name)| name).to_owned()
    };
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024 / 1024;
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("?");
    Ok(format!(
        "{}; {} cores of {}, {memory} GiB, load before {load}; {}.\n",
        say("date", &["+%-d %B %Y %H:%M"])?,
        std::thread::available_parallelism()?,
        named("model name"),
        say("rustc", &["--version"])?,
    ))
}

/// Measures coverage with the release build of its example, and writes what that prints.
pub fn coverage(root: &Path) -> Result<()> {
    crate::cargo(&["build", "--release", "--package", "mirqab-web", "--example", "coverage"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let program = target.join("release/examples/coverage");
    let output = Command::new(&program).output().with_context(|| program.display().to_string())?;
    if !output.status.success() {
        bail!("{}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    let bench = Bench { root: root.to_owned(), folder: target.join("bench"), program };
    bench.write("Coverage", &String::from_utf8(output.stdout)?)
}

/// Runs the parts that are named, or all but the long ones.
pub fn run(root: &Path, parts: &[&str]) -> Result<()> {
    let bench = Bench::new(root)?;
    let parts = if parts.is_empty() { &["import", "pages", "start", "submit", "upkeep"] } else { parts };
    for part in parts {
        match *part {
            "import" => store::import(&bench)?,
            "pages" => pages::run(&bench)?,
            "start" => store::start(&bench)?,
            "submit" => store::submit(&bench)?,
            "upkeep" => store::upkeep(&bench)?,
            "kill" => kill::run(&bench)?,
            "terms" => terms::run(&bench)?,
            "record" => record::run(&bench)?,
            other => {
                bail!("no measurement {other}; there are import, pages, start, submit, upkeep, kill, terms, record")
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let first = with_section(HEAD, "One", "1");
        let both = with_section(&first, "Two", "2");
        let again = with_section(&both, "One", "11");
        assert_eq!(again, format!("{HEAD}\n## One\n\n11\n\n## Two\n\n2\n"));
    }
}
