//! The real binary, from an empty folder to a bundle that the verifier accepts.

mod anchors;
mod bad_input;
mod durability;
mod faults;
mod fuse;
mod http;
mod originals;
mod pages;
mod places;
mod proposals;
mod protection;
mod signed;
mod terms;
#[path = "../../../ledger/tests/tsa/mod.rs"]
mod tsa;
mod walk;
mod witnesses;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, removed at its end.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("mirqab-test-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the binary.
pub fn mirqab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mirqab")).args(arguments).output().unwrap()
}

/// Runs the binary, which must succeed, and returns what it printed.
pub fn printed(arguments: &[&str]) -> String {
    let output = mirqab(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the binary, which must fail, and returns what it said.
pub fn refused(arguments: &[&str]) -> String {
    let output = mirqab(arguments);
    assert!(!output.status.success(), "{arguments:?} was not refused");
    String::from_utf8(output.stderr).unwrap()
}

/// A demonstration in a folder.
pub fn demonstration(scratch: &Scratch) -> String {
    let data = text(&scratch.path("demo"));
    printed(&["demo", "--data", &data, "--load-only"]);
    data
}

pub fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
