use crate::{Scratch, mirqab, printed, text};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Killed while it loads, at a different moment each time: either there is no folder yet, and the next run makes a whole one, or
/// there is one that holds. Never a half.
#[test]
fn killed_while_loading_leaves_no_half_demonstration() {
    let scratch = Scratch::new("killed");
    let data = text(&scratch.path("demo"));
    for moment in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(["demo", "--data", &data, "--load-only", "--fresh"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(25 * moment));
        let _ = child.kill();
        child.wait().unwrap();
        if scratch.path("demo/settings.json").exists() {
            assert!(mirqab(&["check", "--data", &data]).status.success(), "after {moment}");
        }
    }
    printed(&["demo", "--data", &data, "--load-only"]);
    assert!(printed(&["check", "--data", &data]).contains("HOLDS"));
}
