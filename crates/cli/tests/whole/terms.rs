//! `mirqab agreement` over files.

use crate::{Scratch, printed, text};
use std::process::Command;

fn shipped(name: &str) -> String {
    let root = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    text(&root.join("../../agreements").join(name))
}

fn run(arguments: &[&str]) -> (i32, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_mirqab")).args(arguments).output().unwrap();
    (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn a_file_is_checked_in_either_language_and_the_exit_status_says_whether_it_has_faults() {
    let minsk = shipped("minsk-2015-02-12.toml");
    let (status, said) = run(&["agreement", "check", &minsk]);
    assert_eq!(status, 0);
    assert!(said.contains("The parties' readings lie up to 13479 m apart."), "{said}");
    let (_, said) = run(&["--language", "ar", "agreement", "check", &minsk]);
    assert!(said.contains("تتباعد قراءات الأطراف"), "{said}");

    let scratch = Scratch::new("terms");
    let file = scratch.path("faulty.toml");
    let faulty = std::fs::read_to_string(&minsk).unwrap();
    let faulty = faulty
        .replace("distance_m = 25000", "distance_m = \"far\"")
        .replace("effect = \"self_defence\"", "effect = \"excuse\"");
    std::fs::write(&file, faulty).unwrap();
    let (status, said) = run(&["agreement", "check", "--json", &text(&file)]);
    assert_eq!(status, 1);
    let found: serde_json::Value = serde_json::from_str(&said).unwrap();
    let codes: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["file-value", "file-unknown-word"]);
    assert!(found[0]["line"].as_u64().unwrap() < found[1]["line"].as_u64().unwrap());
    assert_eq!(run(&["agreement", "check", &text(&scratch.path("missing.toml"))]).0, 2);
}

#[test]
fn acts_of_a_file_are_tested_against_every_article() {
    let scratch = Scratch::new("terms-acts");
    let acts = scratch.path("acts.jsonl");
    let act = r#"{"id":"1","act":"WPN-LINE","weapon":"artillery","calibre_mm":152,"from":"2015-04-01T09:00:00Z","lat_udeg":48500000,"lon_udeg":37650000,"radius_m":200}"#;
    std::fs::write(&acts, act).unwrap();
    let said = printed(&["agreement", "test", &shipped("minsk-2015-02-12.toml"), "--acts", &text(&acts)]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let articles = said["articles"].as_array().unwrap();
    let article = articles.iter().find(|one| one["article"] == "m2-50").unwrap();
    assert_eq!(article["outcome"], "disputed");
    assert_eq!(article["readings"][0]["outcome"], "does_not");
    assert_eq!(article["readings"][1]["outcome"], "applies");
    let schema: serde_json::Value = serde_json::from_str(&printed(&["agreement", "schema"])).unwrap();
    assert_eq!(schema["title"], "Mirqab agreement file");
}
