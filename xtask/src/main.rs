//! Chores of the house: `cargo xtask test` (the gate), `cargo xtask tidy` (the house rules alone), `cargo xtask bench`
//! (measurements into `docs/benchmarks.md` and the tables of the method pages), `cargo xtask checker` (the verifier as one page for a browser).

mod bench;
mod checker;
mod small;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => tidy::run(&root()?),
        ["checker"] => checker::run(&root()?),
        ["test"] => {
            tidy::run(&root()?)?;
            cargo(&["fmt", "--all", "--check"])?;
            cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
            small::run(&root()?)?;
            checker_if_it_can_be_built()?;
            cargo(&["test", "--workspace", "--quiet"])?;
            second_verifier()
        }
        ["bench", "fusion", options @ ..] => bench::fusion::fusion(&root()?, options),
        ["bench", what @ ("location" | "names"), rest @ ..] => {
            let mut arguments = vec!["run", "--release", "--quiet", "-p", "mirqab-analysis", "--example", what, "--"];
            arguments.extend(rest);
            cargo(&arguments)
        }
        ["bench", "coverage"] => bench::coverage(&root()?),
        ["bench", parts @ ..] => bench::run(&root()?, parts),
        _ => bail!(
            "usage: cargo xtask test | tidy | checker | bench [PART ...] | bench record | bench coverage | bench location [TRIALS] | bench names TABLE | bench fusion [--million] [--peers]"
        ),
    }
}

/// The folder of the workspace. Asked when run, not when built: a target folder may be shared between clones.
fn root() -> Result<PathBuf> {
    let mut path = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?);
    path.pop();
    Ok(path)
}

/// The page is tried out by the tests of the verifier, if it is there. Where the compiler cannot build it, that is said.
fn checker_if_it_can_be_built() -> Result<()> {
    let root = root()?;
    if checker::can_be_built() || std::env::var_os("MIRQAB_WASM").is_some() {
        return checker::run(&root);
    }
    // One that was left from another day would be tried out in its place.
    let _ = std::fs::remove_file(checker::path(&root));
    println!("\nNOT TESTED: the checker, for want of a compiler for it: rustup target add wasm32-unknown-unknown\n");
    Ok(())
}

/// Puts the same bundles to both verifiers. The second one is in Python: without Python, CI fails, and anybody else is told what was left out.
fn second_verifier() -> Result<()> {
    let recent = "import sys; sys.exit(sys.version_info < (3, 11))";
    if !Command::new("python3").args(["-c", recent]).status().is_ok_and(|status| status.success()) {
        if std::env::var_os("CI").is_some() {
            bail!("python3 of version 3.11 or later is missing, and with it the test of the second verifier");
        }
        println!(
            "\nNOT TESTED: the second verifier, verifier/independent. It needs python3 of version 3.11 or later.\n"
        );
        return Ok(());
    }
    cargo(&["build", "--quiet", "--package", "mirqab-cli", "--package", "mirqab-verifier", "--bins"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root()?.join("target"), PathBuf::from);
    println!("python3 verifier/independent/test_check.py");
    let status = Command::new("python3")
        .arg("-B")
        .arg("verifier/independent/test_check.py")
        .current_dir(root()?)
        .env("MIRQAB", target.join("debug/mirqab"))
        .env("MIRQAB_VERIFY", target.join("debug/mirqab-verify"))
        .status()
        .context("could not start python3")?;
    if !status.success() {
        bail!("the two verifiers do not agree");
    }
    Ok(())
}

fn cargo(arguments: &[&str]) -> Result<()> {
    println!("cargo {}", arguments.join(" "));
    let status =
        Command::new(env!("CARGO")).args(arguments).current_dir(root()?).status().context("could not start cargo")?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
