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
fn a_shared_picture_counts_in_both_forms_of_file() {
    let scratch = Scratch::new("fuse-media");
    let (input, why) = (scratch.path("in.jsonl"), scratch.path("why.jsonl"));
    let table = scratch.path("in.csv");
    std::fs::write(&table, "id,lat,lon,t,media\na,32.85,13.2,1579000000,p1;p2\nb,32.85,13.2,1579000000,p2\n").unwrap();
    let row =
        |id: &str, media: &str| format!(r#"{{"id":"{id}","lat":32.85,"lon":13.2,"t":1579000000,"media":[{media}]}}"#);
    std::fs::write(&input, format!("{}\n{}\n", row("a", r#""p1","p2""#), row("b", r#""p2""#))).unwrap();
    let out = text(&scratch.path("out.csv"));
    let reasons = [text(&table), text(&input)].map(|input| {
        printed(&["fuse", "--input", &input, "--output", &out, "--explain", &text(&why)]);
        std::fs::read_to_string(&why).unwrap()
    });
    assert_eq!(reasons[0], reasons[1]);
    let link: serde_json::Value = serde_json::from_str(reasons[0].lines().next().unwrap()).unwrap();
    let media = link["contributions"].as_array().unwrap().iter().find(|one| one["feature"] == "media").unwrap();
    assert!(media["weight"].as_f64().unwrap() > 0.0, "{media}");
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
        "Row 2, column lat: “95”: not a latitude",
        "Row 2, column t: “noon”",
        "Row 3, column count: “some”",
        "Row 3, column killed: “4-2”",
        "Row 3, column source_kind: “spy”",
        "Row 5, column id",
        "6 errors in ",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!output.exists());
    let arabic = refused(&["--language", "ar", "fuse", "--input", &text(&input), "--output", &text(&output)]);
    assert!(arabic.contains("السطر 2، العمود lat: «95»: ليس خط عرض"), "{arabic}");
    assert!(arabic.contains("ولم يُكتب شيء"), "{arabic}");
    let twice = "id\na\nb\na\n";
    std::fs::write(&input, twice).unwrap();
    assert!(refused(&["fuse", "--input", &text(&input), "--output", &text(&output)]).contains("Row 4, column id"));
    std::fs::write(&input, "name\nx\n").unwrap();
    assert!(refused(&["fuse", "--input", &text(&input), "--output", &text(&output)]).contains("has no column id"));
}

#[test]
fn a_quote_that_stays_open_swallows_nothing() {
    let scratch = Scratch::new("fuse-quote");
    let (input, output) = (text(&scratch.path("in.csv")), scratch.path("out.csv"));
    let fuse = ["--language", "en", "fuse", "--input", &input, "--output", &text(&output)];
    std::fs::write(&input, "id,text\na,one\nb,\"two\nc,three\nd,four\n").unwrap();
    let said = refused(&fuse);
    assert!(said.contains("Row 3: “b,\"two c,three") && said.contains("Check its quotes"), "{said}");
    assert!(!output.exists());
    // A quote within a cell, and a cell of several lines, are nothing wrong.
    std::fs::write(&input, "id,text\na,5\" shell\nb,\"two\nlines\"\nc,three").unwrap();
    printed(&fuse);
    assert_eq!(clusters(&output).len(), 3);
    let lines = text(&scratch.path("in.jsonl"));
    std::fs::write(&lines, "{\"id\":\"a\"}\n{no\n").unwrap();
    let said = refused(&["--language", "en", "fuse", "--input", &lines, "--output", &text(&output)]);
    assert!(said.contains("Row 2: “{no”: no JSON object"), "{said}");
}

#[test]
fn what_the_system_refuses_is_told_in_both_languages() {
    let scratch = Scratch::new("fuse-system");
    let (input, missing) = (scratch.path("in.csv"), text(&scratch.path("missing.csv")));
    std::fs::write(&input, "id\na\n").unwrap();
    let asked = |language, input: &str, output: &str| {
        refused(&["--language", language, "fuse", "--input", input, "--output", output])
    };
    let nowhere = text(&scratch.path("no-folder/out.csv"));
    for (language, missing_said, folder_said) in
        [("en", "there is no such file", "is a folder"), ("ar", "لا يوجد ملف أو مجلد", "مجلد. اذكر ملفاً")]
    {
        let said = asked(language, &missing, &nowhere);
        assert!(said.contains(missing_said) && said.contains("missing.csv"), "{said}");
        assert!(asked(language, &text(&input), &nowhere).contains(missing_said));
        let said = asked(language, &text(&input), &text(&std::env::temp_dir()));
        assert!(said.contains(folder_said), "{said}");
    }
}
