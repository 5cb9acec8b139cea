//! Measures what `mirqab fuse` does not show: lineage of many texts, and one new report against many.
//!
//! `measure lineage REPORTS.csv TRUTH.csv`, `measure articles ARTICLES.jsonl PAIRS.csv`, `measure live REPORTS.csv OTHERS.csv`,
//! `measure calibration REPORTS.csv TRUTH.csv`, `measure left REPORTS.csv TRUTH.csv`, `measure syria CITATIONS.csv PREFIX`,
//! `measure libya EXCERPTS.jsonl`.

mod left;
mod real;

use mirqab_analysis::lineage::{Looking, lineage, near_pairs};
use mirqab_analysis::linkage::{
    Evidence, Kind, Live, Meant, Model, Options, Point, Reports, SourceKind, Tally, Toll, Tongue, When,
};
use std::collections::HashMap;
use std::error::Error;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["lineage", reports, truth] => of_reports(reports, truth),
        ["articles", articles, pairs] => of_articles(articles, pairs),
        ["live", reports, others] => one_more(reports, others),
        ["calibration", reports, truth] => left::calibration(reports, truth),
        ["left", reports, truth] => left::over(reports, truth),
        ["syria", citations, prefix] => real::syria(citations, prefix),
        ["libya", excerpts] => real::libya(excerpts),
        _ => {
            Err("measure lineage | articles | live | calibration | left | syria, with two files; libya, with one"
                .into())
        }
    }
}

/// Rows of a CSV file by the names of its columns.
struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &str) -> Outcome<Self> {
        let mut file = csv::Reader::from_path(path)?;
        let columns = file.headers()?.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        Ok(Self { columns, rows: file.records().collect::<Result<_, _>>()? })
    }
    fn get<'a>(&self, row: &'a csv::StringRecord, column: &str) -> &'a str {
        self.columns.get(column).and_then(|at| row.get(*at)).unwrap_or_default()
    }
    fn evidence<'a>(&self, row: &'a csv::StringRecord) -> Outcome<Evidence<'a>> {
        let (moment, precision_s): (i64, i64) = (self.get(row, "t").parse()?, self.get(row, "t_prec_s").parse()?);
        Ok(Evidence {
            key: self.get(row, "id").parse()?,
            source: self.get(row, "source_id").parse().ok(),
            source_kind: match self.get(row, "source_kind") {
                "monitor" => SourceKind::Monitor,
                "party" => SourceKind::Party,
                "media" => SourceKind::Media,
                "civil" => SourceKind::Civil,
                "sensor" => SourceKind::Sensor,
                _ => SourceKind::Unknown,
            },
            point: Some(Point {
                lat: self.get(row, "lat").parse()?,
                lon: self.get(row, "lon").parse()?,
                precision_m: self.get(row, "loc_prec_m").parse().ok(),
            }),
            when: Some(if precision_s >= 86_400 {
                When::Within { from: moment - precision_s / 2, until: moment + precision_s / 2 }
            } else {
                When::At { moment, precision_s: precision_s as u32 }
            }),
            published_at: self.get(row, "pub_t").parse().ok(),
            kind: Kind::named(self.get(row, "type")),
            count: self.get(row, "count").parse().ok().map(|number| Tally { number, meant: Meant::Exactly }),
            killed: self.get(row, "killed").parse().ok().map(|number| Toll { least: number, most: number }),
            place_name: Some(self.get(row, "place")),
            text: Some(self.get(row, "text")),
            language: Tongue::tagged(self.get(row, "lang")),
            ..Evidence::default()
        })
    }
}

/// Pairs in groups of the same number.
fn pairs<T: std::hash::Hash + Eq>(groups: impl Iterator<Item = T>) -> u64 {
    let mut sizes: HashMap<T, u64> = HashMap::new();
    groups.for_each(|group| *sizes.entry(group).or_default() += 1);
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn of_reports(reports: &str, truth: &str) -> Outcome<()> {
    let (table, truth) = (Table::read(reports)?, Table::read(truth)?);
    let all: Vec<Evidence> = table.rows.iter().map(|row| table.evidence(row)).collect::<Result<_, _>>()?;
    let stories: Vec<&str> = truth.rows.iter().map(|row| truth.get(row, "story_id")).collect();
    let begun = Instant::now();
    let found = lineage(&all, Looking { threads: 2, ..Looking::default() });
    let seconds = begun.elapsed().as_secs_f64();
    let both = pairs(found.root.iter().zip(&stories));
    let (ours, theirs) = (pairs(found.root.iter()), pairs(stories.iter()));
    println!("texts {}", all.len());
    println!("seconds {seconds:.2}");
    println!("precision {:.4}", share(both, ours));
    println!("recall {:.4}", share(both, theirs));
    Ok(())
}

fn of_articles(articles: &str, truth: &str) -> Outcome<()> {
    let text = std::fs::read_to_string(articles)?;
    let all: Vec<serde_json::Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let field = |at: usize, name: &str| all[at][name].as_str().unwrap_or_default();
    let numbers: HashMap<&str, u32> = (0..all.len()).map(|at| (field(at, "aid"), at as u32)).collect();
    let evidence: Vec<Evidence> = (0..all.len())
        .map(|at| Evidence {
            key: at as u64,
            text: Some(field(at, "content")),
            language: Tongue::tagged("ar"),
            ..Evidence::default()
        })
        .collect();
    let begun = Instant::now();
    let found = near_pairs(&evidence, Looking { threads: 2, ..Looking::in_articles() });
    println!("articles {}\nseconds {:.2}", all.len(), begun.elapsed().as_secs_f64());
    let table = Table::read(truth)?;
    let mut known: HashMap<(u32, u32), f32> = HashMap::new();
    for row in &table.rows {
        let (a, b) = (numbers[table.get(row, "a")], numbers[table.get(row, "b")]);
        known.insert((a.min(b), a.max(b)), table.get(row, "jaccard5").parse()?);
    }
    let across = |pair: &(u32, u32)| field(pair.0 as usize, "source") != field(pair.1 as usize, "source");
    let copies: Vec<(u32, u32)> =
        found.iter().filter(|pair| pair.jaccard >= 0.5).map(|pair| (pair.a, pair.b)).filter(across).collect();
    let theirs = |pair: &(u32, u32)| known.get(pair).copied().unwrap_or(0.0);
    let right = copies.iter().filter(|pair| theirs(pair) >= 0.5).count() as u64;
    let wrong = copies.iter().filter(|pair| theirs(pair) < 0.25).count() as u64;
    let truth = known.values().filter(|jaccard| **jaccard >= 0.5).count() as u64;
    println!("copies_found {}\ncopies_true {truth}", copies.len());
    println!("precision {:.4}", share(right, copies.len() as u64));
    println!("precision_without_grey {:.4}", share(right, right + wrong));
    println!("recall {:.4}", share(right, truth));
    Ok(())
}

fn one_more(reports: &str, others: &str) -> Outcome<()> {
    let mut there = Reports::new();
    let table = Table::read(reports)?;
    for row in &table.rows {
        there.push(&table.evidence(row)?);
    }
    drop(table);
    let model = Model::learnt(&there, &[], 2);
    let count = there.len();
    let mut live = Live::over(there, model, Options { threads: 2, ..Options::default() });
    let table = Table::read(others)?;
    let mut millis = Vec::new();
    for row in table.rows.iter().step_by(table.rows.len() / 3_000 + 1) {
        let evidence = table.evidence(row)?;
        let evidence = Evidence { key: evidence.key + (1 << 40), ..evidence };
        let begun = Instant::now();
        live.add(&evidence);
        millis.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    millis.sort_by(f64::total_cmp);
    println!("reports {count}\nadded {}", millis.len());
    println!("p50_ms {:.3}\np99_ms {:.3}", millis[millis.len() / 2], millis[millis.len() * 99 / 100]);
    Ok(())
}
