//! `mirqab fuse` over files.

use crate::{Scratch, printed, refused, text};
use std::collections::BTreeMap;

const CSV: &str = "\
id,source_id,source_kind,lat,lon,loc_prec_m,t,t_prec_s,type,count,place,lang,text
a,1,monitor,32.85,13.2,200,1579000000,60,mortar,6,Ain Zara,en,\"six mortar rounds, heard\nnear Ain Zara\"
b,2,civil,32.851,13.201,500,1579000300,900,explosion,about 6,عين زارة,ar,سمع دوي انفجارات قرب عين زارة
c,3,monitor,32.85,13.2,200,1579172800,60,mortar,6,Ain Zara,en,six mortar rounds heard near Ain Zara
d,4,media,31.2,16.6,5000,1579000000,60,airstrike,,Sirte,en,an air strike near Sirte
";

fn clusters(path: &std::path::Path) -> BTreeMap<String, String> {
    let written = std::fs::read_to_string(path).unwrap();
    let mut lines = written.lines();
    assert_eq!(lines.next(), Some("id,cluster"));
    lines.map(|line| line.split_once(',').unwrap()).map(|(id, cluster)| (id.to_owned(), cluster.to_owned())).collect()
}

#[test]
fn reports_of_a_file_are_grouped_with_reasons() {
    let scratch = Scratch::new("fuse");
    let (input, output, explain) = (scratch.path("in.csv"), scratch.path("out.csv"), scratch.path("why.jsonl"));
    let nearest = scratch.path("nearest.jsonl");
    std::fs::write(&input, CSV).unwrap();
    let (input, out, why) = (text(&input), text(&output), text(&explain));
    let nearest_text = text(&nearest);
    let said =
        printed(&["fuse", "--input", &input, "--output", &out, "--explain", &why, "--alternatives", &nearest_text]);
    assert!(said.starts_with("4 reports in 3 groups"), "{said}");
    let groups = clusters(&output);
    assert_eq!(groups["a"], groups["b"]);
    assert_ne!(groups["a"], groups["c"]);
    let lines = std::fs::read_to_string(&explain).unwrap();
    let link: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let sum: f64 = link["contributions"].as_array().unwrap().iter().map(|one| one["weight"].as_f64().unwrap()).sum();
    assert!((sum + link["prior"].as_f64().unwrap() - link["log_odds"].as_f64().unwrap()).abs() < 1e-9);
    // The same rows as JSON Lines give the same groups; so does one thread.
    let mut rows = csv::Reader::from_path(&input).unwrap();
    let lines: Vec<String> = rows
        .deserialize()
        .map(|row| serde_json::to_string(&row.map(|row: BTreeMap<String, String>| row).unwrap()).unwrap())
        .collect();
    let json = scratch.path("in.jsonl");
    std::fs::write(&json, lines.join("\n")).unwrap();
    let again = scratch.path("again.csv");
    printed(&["fuse", "--input", &text(&json), "--output", &text(&again), "--threads", "1"]);
    assert_eq!(clusters(&again), groups);
}

#[test]
fn what_people_decided_is_kept() {
    let scratch = Scratch::new("fuse-labels");
    let (input, output, labels) = (scratch.path("in.csv"), scratch.path("out.csv"), scratch.path("labels.csv"));
    std::fs::write(&input, CSV).unwrap();
    std::fs::write(&labels, "id_a,id_b,same\na,b,no\na,c,yes\n").unwrap();
    printed(&["fuse", "--input", &text(&input), "--output", &text(&output), "--labels", &text(&labels)]);
    let groups = clusters(&output);
    assert_ne!(groups["a"], groups["b"]);
    assert_eq!(groups["a"], groups["c"]);
    std::fs::write(&labels, "id_a,id_b,same\na,b,no\nb,c,yes\na,c,yes\n").unwrap();
    let said = refused(&["fuse", "--input", &text(&input), "--output", &text(&output), "--labels", &text(&labels)]);
    assert!(said.contains("contradict"), "{said}");
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let scratch = Scratch::new("fuse-wrong");
    let (input, output) = (scratch.path("in.csv"), scratch.path("out.csv"));
    let rows = "id,lat,lon,t,count,killed,source_kind\na,95,13,noon,6,2,monitor\nb,32,13,1579000000,some,4-2,spy\na,32,13,,,,\n,,,,,,\n";
    std::fs::write(&input, rows).unwrap();
    let said = refused(&["fuse", "--input", &text(&input), "--output", &text(&output)]);
    for part in [
        "row 2, column lat: \"95\"",
        "row 2, column t: \"noon\"",
        "row 3, column count: \"some\"",
        "row 3, column killed: \"4-2\"",
        "row 3, column source_kind: \"spy\"",
        "row 5, column id",
        "nothing was written",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!output.exists());
    let twice = "id\na\nb\na\n";
    std::fs::write(&input, twice).unwrap();
    assert!(refused(&["fuse", "--input", &text(&input), "--output", &text(&output)]).contains("row 4, column id"));
    std::fs::write(&input, "name\nx\n").unwrap();
    assert!(refused(&["fuse", "--input", &text(&input), "--output", &text(&output)]).contains("no column `id`"));
}
