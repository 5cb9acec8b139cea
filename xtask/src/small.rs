//! The verifier by itself, small enough for any memory stick and any line.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Smaller than this it must be, in bytes.
pub const MOST: u64 = 4_000_000;

/// Builds it as a party does, and fails if it has grown too large.
pub fn run(root: &Path) -> Result<()> {
    crate::cargo(&["build", "--quiet", "--profile", "verifier", "--package", "mirqab-verifier", "--bins"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let program = target.join("verifier").join(format!("mirqab-verify{}", std::env::consts::EXE_SUFFIX));
    let size = fs::metadata(&program).with_context(|| program.display().to_string())?.len();
    println!("{}: {size} bytes", program.display());
    judged(size)
}

fn judged(size: u64) -> Result<()> {
    if size >= MOST {
        bail!("mirqab-verify has {size} bytes, and is to have fewer than {MOST}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_that_has_grown_too_large_is_refused() {
        assert!(judged(MOST - 1).is_ok());
        assert!(judged(MOST).unwrap_err().to_string().contains("4000000"));
    }
}
