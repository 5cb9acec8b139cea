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

/// The part of a sentence of the catalogue that stands before what it is about.
fn sentence(language: &str, key: &str) -> String {
    let text = match language {
        "ar" => include_str!("../../../web/locales/ar/agreement.ftl"),
        _ => include_str!("../../../web/locales/en/agreement.ftl"),
    };
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("flaw-{key} = ")));
    line.unwrap_or_else(|| panic!("{key}")).split('{').next().unwrap().trim().to_owned()
}

#[test]
fn each_thing_that_is_wrong_with_a_file_has_its_sentence_in_both_languages() {
    let scratch = Scratch::new("terms-wrong");
    let minsk = std::fs::read_to_string(shipped("minsk-2015-02-12.toml")).unwrap();
    let article = |key: &str, rest: &str| {
        let words = "{ ar = \"ن\", en = \"t\" }";
        format!(
            "\n[[article]]\nkey = \"{key}\"\nnumber = \"{key}\"\neffect = \"obligation\"\ntitle = {words}\ntext = {words}\nacts = [\"ROAD\"]\n{rest}\n"
        )
    };
    let area = |key: &str, west: u32| {
        format!(
            "\n[[place]]\nkey = \"{key}\"\nform = \"area\"\nfrom = \"2015-02-12\"\ntitle = {{ ar = \"ن\", en = \"t\" }}\npoints = [[10.0, {west}.0], [10.0, {}.5], [11.0, {}.5], [11.0, {west}.0]]\n",
            west + 1,
            west + 1
        )
    };
    let circle = |member: &str| {
        let both = [article("qa", &format!("{member} = [\"qb\"]")), article("qb", &format!("{member} = [\"qa\"]"))];
        format!("{minsk}{}", both.concat())
    };
    for (name, file, code, status) in [
        ("syntax", b"kind = [".to_vec(), "file-syntax", 1),
        ("bytes", b"kind = \"\xFF\"".to_vec(), "file-not-utf8", 1),
        ("large", vec![b' '; 2 << 20], "file-too-large", 1),
        ("circle", circle("after").into_bytes(), "dependency-cycle", 1),
        ("precedence", circle("yields_to").into_bytes(), "precedence-cycle", 1),
        ("overlap", format!("{minsk}{}{}", area("qz", 20), area("qy", 21)).into_bytes(), "overlap", 0),
    ] {
        let path = scratch.path(&format!("{name}.toml"));
        std::fs::write(&path, file).unwrap();
        for language in ["ar", "en"] {
            let (found, said) = run(&["--language", language, "agreement", "check", &text(&path)]);
            assert_eq!(found, status, "{name}: {said}");
            assert!(said.contains(&sentence(language, code)), "{name} {language}: {said}");
        }
    }
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
