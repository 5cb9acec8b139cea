//! House rules that a machine can hold. Each rule reads the source as text and names file and line.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Floor by floor: which of our crates each may import. `docs/decisions/0001-house.md` gives the reasons.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("ledger", &[]),
    ("domain", &["vocabulary"]),
    ("record", &["vocabulary", "domain"]),
    ("analysis", &["vocabulary"]),
    ("app", &["vocabulary", "ledger", "domain", "record", "analysis"]),
    ("storage", &["vocabulary", "ledger", "domain", "record", "app"]),
    ("web", &["vocabulary", "domain", "app"]),
    ("verifier", &["vocabulary", "ledger", "domain", "record"]),
    ("checker", &["verifier"]),
    ("witness", &["ledger"]),
];

/// The rooms in walking order: on the domain floor a room imports only rooms to its left.
const ROOMS: &[&str] = &[
    "agreement",
    "commitment",
    "mission",
    "report",
    "incident",
    "casualty",
    "verification",
    "finding",
    "response",
    "publication",
];

const FORBIDDEN_NAMES: &[&str] = &["utils", "helpers", "common", "misc", "manager", "service", "processor"];
const LONGEST_FILE: usize = 800;

/// Checks every rule and lists all breaches at once.
pub fn run(root: &Path) -> Result<()> {
    let mut breaches = Vec::new();
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    if files.is_empty() {
        bail!("no source file below {}: nothing was checked", root.display());
    }
    for (floor, allowed) in MAY_IMPORT {
        let manifest = root.join("crates").join(floor).join("Cargo.toml");
        if let Ok(text) = fs::read_to_string(&manifest) {
            crate_edges(floor, allowed, &text, &mut breaches);
        }
    }
    for path in &files {
        let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        file_rules(&name, &text, &mut breaches);
    }
    refusals_tested(root, &mut breaches)?;
    dependencies_counted(root, &mut breaches)?;
    if breaches.is_empty() {
        println!("tidy: {} files keep the house rules", files.len());
        return Ok(());
    }
    bail!("house rules broken:\n{}", breaches.join("\n"));
}

/// The page of dependencies and the programs that it counts, in its order.
const COUNTED: (&str, [&str; 3]) = ("docs/dependencies.md", ["mirqab-cli", "mirqab-verifier", "mirqab-domain"]);

/// The page says how many crates each program needs on Linux, our own among them, as `cargo tree` counts them.
fn dependencies_counted(root: &Path, breaches: &mut Vec<String>) -> Result<()> {
    let (page, packages) = COUNTED;
    let mut counted = Vec::new();
    for package in packages {
        let target = ["--target", "x86_64-unknown-linux-gnu", "--edges", "normal", "--prefix", "none", "--no-dedupe"];
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--package", package])
            .args(target)
            .current_dir(root)
            .output()
            .context("could not start cargo")?;
        if !tree.status.success() {
            bail!("cargo tree {package}: {}", String::from_utf8_lossy(&tree.stderr));
        }
        counted.push(crates_in(&String::from_utf8_lossy(&tree.stdout)));
    }
    let told = fs::read_to_string(root.join(page)).with_context(|| format!("could not read {page}"))?;
    counts_told(page, &told, &counted, breaches);
    Ok(())
}

/// How many crates a tree has, each version once.
fn crates_in(tree: &str) -> usize {
    let named = |line: &str| {
        Some(line.split_whitespace().take(2).collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    };
    tree.lines().filter_map(named).collect::<BTreeSet<_>>().len()
}

fn counts_told(page: &str, text: &str, counted: &[usize], breaches: &mut Vec<String>) {
    let line = text.lines().find(|line| line.contains("crates in all on Linux")).unwrap_or_default();
    let told: Vec<usize> = line.split([' ', ',', '.']).filter_map(|word| word.parse().ok()).collect();
    if told != counted {
        breaches.push(format!("{page}: says {told:?} crates, and cargo tree counts {counted:?}"));
    }
}

/// Every refusal of every room is named by a test of that room.
fn refusals_tested(root: &Path, breaches: &mut Vec<String>) -> Result<()> {
    for room in ROOMS {
        let mut files = Vec::new();
        let folder = root.join("crates/domain/src").join(room);
        collect(&folder, &mut files)?;
        let single = folder.with_extension("rs");
        if single.exists() {
            files.push(single);
        }
        let mut text = String::new();
        for path in files {
            text.push_str(&fs::read_to_string(path)?);
        }
        untested_refusals(room, &text, breaches);
    }
    Ok(())
}

fn untested_refusals(room: &str, text: &str, breaches: &mut Vec<String>) {
    let slug_prefix = format!("\"{room}-");
    for line in text.lines() {
        let Some((variant, rest)) = line.trim().split_once(" = ") else { continue };
        if !rest.starts_with(&slug_prefix) || variant.contains(' ') {
            continue;
        }
        // Once where the rule says no, and once more where a test expects it.
        if text.matches(&format!("Refusal::{variant}")).count() < 2 {
            breaches.push(format!("crates/domain/src/{room}: no test names the refusal {variant}"));
        }
    }
}

fn crate_edges(floor: &str, allowed: &[&str], manifest: &str, breaches: &mut Vec<String>) {
    let normal = manifest.split("[dev-dependencies]").next().unwrap_or(manifest);
    for line in normal.lines() {
        let Some(rest) = line.strip_prefix("mirqab-") else { continue };
        let other = rest.split(['.', ' ', '=']).next().unwrap_or(rest);
        if !allowed.contains(&other) {
            breaches.push(format!("crates/{floor}: may not import {other}"));
        }
    }
}

fn file_rules(name: &str, text: &str, breaches: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        breaches.push(format!("{name}: {lines} lines, more than {LONGEST_FILE}: cut the room into files"));
    }
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if FORBIDDEN_NAMES.contains(&stem) {
        breaches.push(format!("{name}: {stem} is not a name of anything"));
    }
    for (number, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", number + 1);
        if let Some(room) = domain_room(name)
            && let Some(other) = imported_room(line)
            && position(other) > position(room)
        {
            breaches.push(format!("{place}: {room} imports {other}, a room to its right"));
        }
        if name.starts_with("crates/domain/") || name.starts_with("crates/vocabulary/") {
            for word in ["SystemTime", "std::fs", "std::net", "getrandom", "HashMap", "async fn"] {
                if line.contains(word) {
                    breaches.push(format!("{place}: {word} does not belong in pure rules"));
                }
            }
        }
        if !name.starts_with("crates/storage/")
            && !name.starts_with("xtask/")
            && !name.contains("/tests/")
            && line.contains("rusqlite")
        {
            breaches.push(format!("{place}: SQL lives in storage only"));
        }
    }
}

fn domain_room(name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix("crates/domain/src/")?;
    ROOMS.iter().copied().find(|room| rest.starts_with(&format!("{room}/")) || rest == format!("{room}.rs"))
}

fn imported_room(line: &str) -> Option<&'static str> {
    let rest = line.trim_start().strip_prefix("use crate::")?;
    ROOMS.iter().copied().find(|room| rest.starts_with(&format!("{room}::")) || rest == format!("{room};"))
}

fn position(room: &str) -> usize {
    ROOMS.iter().position(|other| *other == room).unwrap_or(ROOMS.len())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target" && name != "node_modules") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches_of(name: &str, text: &str) -> Vec<String> {
        let mut breaches = Vec::new();
        file_rules(name, text, &mut breaches);
        breaches
    }

    #[test]
    fn a_room_that_looks_right_is_named() {
        let found = breaches_of("crates/domain/src/report/decide.rs", "use crate::incident::State;\n");
        assert_eq!(found, ["crates/domain/src/report/decide.rs:1: report imports incident, a room to its right"]);
        assert!(breaches_of("crates/domain/src/incident/decide.rs", "use crate::report::State;\n").is_empty());
    }

    #[test]
    fn a_forbidden_import_is_named() {
        let mut breaches = Vec::new();
        crate_edges("domain", &["vocabulary"], "[dependencies]\nmirqab-app.workspace = true\n", &mut breaches);
        assert_eq!(breaches, ["crates/domain: may not import app"]);
    }

    #[test]
    fn a_refusal_without_a_test_is_named() {
        let text = "    NotOpen = \"incident-not-open\", \"no\";\n Err(Refusal::NotOpen)\n";
        let mut breaches = Vec::new();
        untested_refusals("incident", text, &mut breaches);
        assert_eq!(breaches, ["crates/domain/src/incident: no test names the refusal NotOpen"]);
        breaches.clear();
        untested_refusals("incident", &format!("{text} Err(Refusal::NotOpen)"), &mut breaches);
        assert!(breaches.is_empty());
    }

    #[test]
    fn a_count_of_crates_that_is_not_so_is_named() {
        assert_eq!(crates_in("a v1.0.0\nb v2.0.0 (proc-macro)\nb v2.0.0 (proc-macro) (*)\nb v3.0.0\n\n"), 3);
        let text = "A page.\n`mirqab` needs 20 crates in all on Linux, `mirqab-verify` 9, the rules (`domain`) 3.\n";
        let mut breaches = Vec::new();
        counts_told("page", text, &[20, 9, 3], &mut breaches);
        assert!(breaches.is_empty());
        counts_told("page", text, &[20, 9, 4], &mut breaches);
        assert_eq!(breaches, ["page: says [20, 9, 3] crates, and cargo tree counts [20, 9, 4]"]);
    }

    #[test]
    fn clocks_and_sql_stay_in_their_rooms() {
        assert_eq!(breaches_of("crates/domain/src/report/decide.rs", "use std::time::SystemTime;").len(), 1);
        assert_eq!(breaches_of("crates/web/src/lib.rs", "use rusqlite::Connection;").len(), 1);
    }
}
