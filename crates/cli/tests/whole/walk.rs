use crate::{Scratch, demonstration, mirqab, printed, refused, text};
use serde_json::Value;

#[test]
fn a_finding_of_the_demonstration_goes_out_as_a_bundle_that_holds_and_one_changed_byte_is_seen() {
    let scratch = Scratch::new("walk");
    let data = demonstration(&scratch);
    let findings: Vec<Value> =
        serde_json::from_str(&printed(&["inspect", "--data", &data, "findings", "--format", "json"])).unwrap();
    let published: Vec<&str> = findings
        .iter()
        .filter(|finding| !finding["published"].is_null())
        .filter_map(|finding| finding["id"].as_str())
        .collect();
    assert!(published.len() >= 10, "{} published findings", published.len());
    let mut last = Vec::new();
    for id in &published {
        let out = text(&scratch.path("bundle.json"));
        printed(&["bundle", "--data", &data, id, "--out", &out]);
        last = std::fs::read(&out).unwrap();
        let holds = mirqab_verifier::verify(&last, None).unwrap_or_else(|failure| panic!("{id}: {failure:?}"));
        assert_eq!(holds.finding.id.to_string(), *id);
    }
    // Spread over the file; the verifier's own tests change every byte.
    for place in (0..last.len()).step_by(last.len() / 40 + 1) {
        let mut altered = last.clone();
        altered[place] ^= 1;
        assert!(mirqab_verifier::verify(&altered, None).is_err(), "byte {place}");
    }
    assert!(
        refused(&["bundle", "--data", &data, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "--out", "x"]).contains("inspect findings")
    );
}

#[test]
fn the_demonstration_is_as_large_as_promised_and_its_record_holds() {
    let scratch = Scratch::new("size");
    let data = demonstration(&scratch);
    let count = |what: &str| {
        let listed: Vec<Value> =
            serde_json::from_str(&printed(&["inspect", "--data", &data, what, "--format", "json"])).unwrap();
        assert!(listed.iter().all(|item| item["id"].is_string()), "{what} without id");
        listed.len()
    };
    assert!(count("reports") >= 150);
    assert!(count("incidents") >= 40);
    let entries = count("entries");
    let checked: Value = serde_json::from_str(&printed(&["check", "--data", &data, "--json"])).unwrap();
    assert_eq!(checked["entries"].as_u64(), Some(entries as u64));
    assert_eq!(checked["faults"], Value::Array(Vec::new()));
    // The read models hold nothing that the log does not.
    let before = printed(&["inspect", "--data", &data, "incidents"]);
    printed(&["rebuild", "--data", &data]);
    assert_eq!(printed(&["inspect", "--data", &data, "incidents"]), before);
    assert!(mirqab(&["check", "--data", &data]).status.success());
}

#[test]
fn a_situation_report_is_rebuilt_as_it_was() {
    let scratch = Scratch::new("sitrep");
    let data = demonstration(&scratch);
    let sitrep = |as_of: &str| -> Value {
        let arguments = ["sitrep", "--data", &data, "--date", "2020-01-18", "--format", "json", "--as-of", as_of];
        serde_json::from_str(&printed(&arguments)).unwrap()
    };
    let now: Value =
        serde_json::from_str(&printed(&["sitrep", "--data", &data, "--date", "2020-01-18", "--format", "json"]))
            .unwrap();
    let size = now["log_size"].as_u64().unwrap();
    assert_eq!(sitrep(&size.to_string()), now);
    assert_eq!(sitrep("0")["main"][0]["value"], 0);
    assert!(now["main"][0]["value"].as_u64().unwrap() > 0, "no report on the day");
    assert!(refused(&["sitrep", "--data", &data, "--date", "2020-02-30"]).contains("2020-02-30"));
}

#[test]
fn a_backup_holds_and_can_be_restored_but_not_over_something() {
    let scratch = Scratch::new("backup");
    let data = demonstration(&scratch);
    let (copy, again) = (text(&scratch.path("copy")), text(&scratch.path("again")));
    assert!(printed(&["backup", "--data", &data, "--out", &copy]).contains("HOLDS"));
    assert!(printed(&["restore", "--data", &again, "--from", &copy]).contains("HOLDS"));
    assert_eq!(printed(&["inspect", "--data", &again, "entries"]), printed(&["inspect", "--data", &data, "entries"]));
    assert!(refused(&["restore", "--data", &data, "--from", &copy]).contains("already"));
}

/// A line with its numbers and its hash taken out.
fn shape(line: &str) -> String {
    let line = line.split_once("; root ").map_or(line, |(line, _)| line);
    let words = line.split(' ').map(|word| if word.parse::<u64>().is_ok() { "N" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_pages_show_what_a_check_prints() {
    let scratch = Scratch::new("samples");
    let data = demonstration(&scratch);
    let said = printed(&["check", "--data", &data]);
    let first = said.lines().next().unwrap();
    assert!(first.contains("; root ") && said.ends_with("\nHOLDS\n"), "{said}");
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let mut samples = 0;
    for page in ["walk.md", "operating.md"] {
        let page = std::fs::read_to_string(docs.join(page)).unwrap();
        for line in page.lines().filter(|line| line.contains("; root ")) {
            assert_eq!(shape(line), shape(first));
            samples += 1;
        }
    }
    assert_eq!(samples, 4);
}
