//! Reports of real events, read from data that lie outside the repository.

use super::{Outcome, Table, share};
use mirqab_analysis::lineage::{How, Looking, lineage};
use mirqab_analysis::linkage::{
    Evidence, Kind, Meant, Model, Options, Point, Reports, Scored, SourceKind, Tally, Toll, Tongue, When, fuse,
};
use serde_json::Value;
use std::collections::HashMap;

/// Midnight of a day, Unix seconds.
/// SOURCE: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some((era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468) * 86_400)
}

/// Writes the citations of UCDP GED Syria as reports for `mirqab fuse`, and their events as the truth.
pub fn syria(citations: &str, prefix: &str) -> Outcome<()> {
    let table = Table::read(citations)?;
    let mut reports = csv::Writer::from_path(format!("{prefix}.csv"))?;
    let mut truth = csv::Writer::from_path(format!("{prefix}_truth.csv"))?;
    let columns =
        ["id", "source_id", "lat", "lon", "loc_prec_m", "t_from", "t_to", "pub_t", "killed", "place", "lang", "text"];
    reports.write_record(columns)?;
    truth.write_record(["id", "incident_id"])?;
    for (at, row) in table.rows.iter().enumerate() {
        let get = |name: &str| table.get(row, name);
        // How sure the place is, from 1 (exact) to 7 (country).
        let precision = match get("where_prec") {
            "1" => "1000",
            "2" => "8000",
            "3" => "20000",
            "4" => "60000",
            _ => "200000",
        };
        let at = at.to_string();
        let seconds = |time: Option<i64>| time.map(|time| time.to_string()).unwrap_or_default();
        let (from, until) = (seconds(day(get("date_start"))), seconds(day(get("date_end")).map(|day| day + 86_400)));
        // In some rows the low estimate is above the high one.
        let (low, high): (u32, u32) = (get("low").parse()?, get("high").parse()?);
        let killed = format!("{}-{}", low.min(high), high.max(low));
        let published = seconds(day(get("source_date")));
        reports.write_record([
            at.as_str(),
            get("office"),
            get("lat"),
            get("lon"),
            precision,
            &from,
            &until,
            &published,
            &killed,
            get("place"),
            "en",
            get("headline"),
        ])?;
        truth.write_record([at.as_str(), get("event_id")])?;
    }
    reports.flush()?;
    truth.flush()?;
    Ok(())
}

/// A place named in an excerpt: what it is called, how it is written, where it is, how exact that is in metres.
type Place = (&'static str, &'static [&'static str], f64, f64, f32);

const PLACES: [Place; 5] = [
    ("Tripoli port", &["Tripoli port", "port of Tripoli", "ميناء طرابلس", "the port"], 32.907, 13.188, 1_500.0),
    ("Sirte", &["Sirte", "سرت"], 31.21, 16.59, 12_000.0),
    ("Salah al-Din", &["Salahaddin", "Salah Eddine"], 32.80, 13.19, 4_000.0),
    ("Mitiga", &["معيتيقة", "Mitiga"], 32.894, 13.276, 3_000.0),
    ("Tripoli", &["Tripoli", "طرابلس"], 32.88, 13.19, 20_000.0),
];
const ROCKETS: [&str; 7] = ["Grad", "rocket", "missile", "صاروخ", "صواريخ", "قذائف صاروخية", "projectile"];
const SHELLING: [&str; 3] = ["shelled", "artillery", "قصف"];

/// Pairs that are hard for a reason that has a name.
const HARD: [(&str, &str, &str); 10] = [
    ("L01", "L04", "counter-claim: each side accuses the other"),
    ("L32", "L33", "after midnight local time, the day before in UTC"),
    ("L34", "L35", "one agency's report in English and Arabic"),
    ("L36", "L37", "an attack and a movement of vehicles near one town"),
    ("L40", "L41", "one attack, and a statement on three days of attacks"),
    ("L32", "L38", "undated"),
    ("L11", "L10", "published two days after"),
    ("L12", "L13", "one wire in two papers"),
    ("L17", "L18", "one wire in two papers, Arabic, with a date put in"),
    ("L30", "L31", "one event told by two, a week before the next"),
];

/// What spoke most for and against a pair.
fn reasons(scored: &Scored) -> String {
    let mut all: Vec<_> = scored.contributions.iter().filter(|one| one.weight_milli != 0).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.weight_milli.abs()));
    let each =
        all.iter().take(4).map(|one| format!("{} {:+.1}", one.feature.code(), f64::from(one.weight_milli) / 1e3));
    each.collect::<Vec<_>>().join(", ")
}

/// Excerpts on the truce of 2020 in Libya: what is joined, and the hard cases by name.
pub fn libya(excerpts: &str) -> Outcome<()> {
    let text = std::fs::read_to_string(excerpts)?;
    let all: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let said = |at: usize, name: &str| all[at][name].as_str();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |name: String| {
        let next = numbers.len() as u32 + 1;
        *numbers.entry(name).or_insert(next)
    };
    let credits: Vec<Vec<u32>> = (0..all.len())
        .map(|at| {
            let wire = said(at, "wire").and_then(|wire| wire.split(['/', '(']).next());
            wire.map(|wire| number(format!("wire:{wire}"))).into_iter().collect()
        })
        .collect();
    let whole = |at: usize, name: &str| all[at][name].as_u64().map(|value| value as u32);
    let evidence: Vec<Evidence> = (0..all.len())
        .map(|at| {
            let text = said(at, "text").unwrap_or_default();
            let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
            let place = PLACES.iter().find(|(_, written, ..)| holds(written));
            let published = said(at, "date").and_then(day);
            Evidence {
                key: at as u64,
                source: said(at, "pub").map(|name| number(name.to_owned())),
                source_kind: SourceKind::Media,
                point: place.map(|(_, _, lat, lon, precision)| Point {
                    lat: *lat,
                    lon: *lon,
                    precision_m: Some(*precision),
                }),
                when: published.map(|day| When::Within { from: day - 86_400, until: day + 86_400 }),
                published_at: published,
                kind: holds(&ROCKETS).then_some(Kind::ROCKETS).or(holds(&SHELLING).then_some(Kind::SHELLING)),
                accused: said(at, "accused").map(|name| number(name.to_owned())),
                accuser: said(at, "accuser").map(|name| number(name.to_owned())),
                count: whole(at, "munitions").map(|number| Tally { number, meant: Meant::Exactly }),
                killed: whole(at, "killed").map(|number| Toll { least: number, most: number }),
                place_name: place.map(|(name, ..)| *name),
                text: Some(text),
                language: Tongue::tagged(said(at, "lang").unwrap_or_default()),
                credits: &credits[at],
                ..Evidence::default()
            }
        })
        .collect();
    let mut reports = Reports::new();
    evidence.iter().for_each(|one| {
        reports.push(one);
    });
    let model = Model::for_reports(&reports);
    let fusion = fuse(&reports, &model, &[], Options::default()).map_err(|_| "decisions contradict one another")?;
    let (mut right, mut joined, mut same) = (0, 0, 0);
    for b in 0..all.len() {
        for a in 0..b {
            let truth = said(a, "inc").is_some_and(|name| Some(name) == said(b, "inc") && !name.ends_with('?'));
            let ours = fusion.cluster[a] == fusion.cluster[b];
            right += u64::from(truth && ours);
            joined += u64::from(ours);
            same += u64::from(truth);
        }
    }
    println!("linkage: {right} of {joined} joined pairs right, {right} of {same} true pairs joined");
    let found = lineage(&evidence, Looking::default());
    let copies = |known: bool| {
        let wording = |how: How| matches!(how, How::Exact | How::Edited | How::Shortened | How::Extended);
        let kept = found.copies.iter().filter(move |copy| wording(copy.how));
        kept.filter(|copy| said(copy.report as usize, "copy_of").is_some() || !known).count() as u64
    };
    let labelled = (0..all.len()).filter(|at| said(*at, "copy_of").is_some()).count() as u64;
    println!(
        "lineage by wording: precision {:.2}, recall {:.2} ({labelled} labelled copies)",
        share(copies(true), copies(false)),
        share(copies(true), labelled)
    );
    println!();
    println!("| Pair | Why it is hard | The same? | Joined? | Given | What counted most |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let at = |id: &str| (0..all.len()).find(|at| said(*at, "id") == Some(id)).ok_or("no such excerpt");
    for (a, b, why) in HARD {
        let (one, other) = (at(a)?, at(b)?);
        let truth = match (said(one, "inc"), said(other, "inc")) {
            (Some(x), Some(y)) if x.ends_with('?') || y.ends_with('?') => "open",
            (Some(x), Some(y)) if x == y => "yes",
            _ => "no",
        };
        let scored = model.score(&reports, one as u32, other as u32);
        let ours = if fusion.cluster[one] == fusion.cluster[other] { "yes" } else { "no" };
        println!("| {a}, {b} | {why} | {truth} | {ours} | {:.2} | {} |", scored.probability(), reasons(&scored));
    }
    Ok(())
}
