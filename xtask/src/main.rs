//! Chores of the house: `cargo xtask test` (the gate), `cargo xtask tidy` (the house rules alone) and `cargo xtask bench fusion`
//! (measurements beside peers).

mod bench;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => tidy::run(&root()?),
        ["test"] => {
            tidy::run(&root()?)?;
            cargo(&["fmt", "--all", "--check"])?;
            cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
            cargo(&["test", "--workspace", "--quiet"])
        }
        ["bench", "fusion", options @ ..] => bench::fusion(&root()?, options),
        _ => bail!("usage: cargo xtask test | tidy | bench fusion [--million] [--peers]"),
    }
}

/// The folder of the workspace. Asked when run, not when built: a target folder may be shared between clones.
fn root() -> Result<PathBuf> {
    let mut path = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?);
    path.pop();
    Ok(path)
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
