//! The checker: the verifier as WebAssembly inside one file that a browser opens from a memory stick.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Where the file is written.
pub fn path(root: &Path) -> PathBuf {
    target_folder(root).join("checker/mirqab-checker.html")
}

/// Whether the compiler can build for a browser: `rustup target add wasm32-unknown-unknown`.
pub fn can_be_built() -> bool {
    let asked = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    asked.is_ok_and(|out| out.status.success() && Path::new(String::from_utf8_lossy(&out.stdout).trim()).is_dir())
}

/// Builds it and says its hash, so that two people can compare what they built.
pub fn run(root: &Path) -> Result<()> {
    if !can_be_built() {
        bail!("the compiler has no {TARGET}: rustup target add {TARGET}");
    }
    let target = target_folder(root);
    // No path of this machine stands in the file: it is the same wherever it is built.
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let flags = [(root.to_owned(), "/mirqab"), (home.context("neither CARGO_HOME nor HOME is set")?, "/cargo")]
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let arguments = ["build", "--quiet", "--profile", "verifier", "--target", TARGET, "--package", "mirqab-checker"];
    println!("cargo {}", arguments.join(" "));
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(root)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .status()
        .context("could not start cargo")?;
    if !status.success() {
        bail!("the checker could not be built");
    }
    let module = fs::read(target.join(TARGET).join("verifier/mirqab_checker.wasm")).context("no module was built")?;
    let page = fs::read_to_string(root.join("crates/checker/page.html"))?;
    let made = fill(&page, &module, &version(root)?)?;
    let path = path(root);
    fs::create_dir_all(path.parent().context("no folder")?)?;
    fs::write(&path, &made)?;
    println!("{}\n{} bytes, SHA-256 {}", path.display(), made.len(), hex(&Sha256::digest(made.as_bytes())));
    Ok(())
}

fn fill(page: &str, module: &[u8], version: &str) -> Result<String> {
    let hash = |before: &str, after: &str| {
        let (_, rest) = page.split_once(before).with_context(|| format!("the page has no {before}"))?;
        let (inside, _) = rest.split_once(after).with_context(|| format!("the page has no {after}"))?;
        Ok::<_, anyhow::Error>(STANDARD.encode(Sha256::digest(inside.as_bytes())))
    };
    let page = page.replace("{{SCRIPT_HASH}}", &hash("<script>", "</script>")?);
    let page = page.replace("{{STYLE_HASH}}", &hash("<style>", "</style>")?).replace("{{VERSION}}", version);
    Ok(page.replace("{{WASM}}", &STANDARD.encode(module)))
}

fn version(root: &Path) -> Result<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")).context("no version")?;
    Ok(line.trim_end_matches('"').to_owned())
}

fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lets_nothing_run_but_its_own_script_and_asks_nobody() {
        let page = include_str!("../../crates/checker/page.html");
        let made = fill(page, b"module", "0.0").unwrap();
        assert!(!made.contains("{{") && made.contains("bW9kdWxl"));
        let policy = made.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("http"));
        for reach in ["http://", "https://", "fetch(", "XMLHttpRequest", "src=", "href=", "localStorage"] {
            assert!(!made.contains(reach), "{reach}");
        }
        // Both languages, sentence by sentence.
        assert_eq!(made.matches("class=\"en\"").count(), made.matches("class=\"ar\"").count());
    }
}
