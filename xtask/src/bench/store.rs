//! Import, start, durable submissions, check and rebuild.

use super::http::{Line, post};
use super::program::{self, Server};
use super::{Bench, REPORTS};
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ROWS: u32 = 100_000;

/// A table of many rows, in turn Arabic and English, with every usual column.
fn table(number: u32) -> String {
    let mut text = String::from(
        "reference,channel,source,kind,text,date,time,place,latitude,longitude,accused,weapon,killed,injured,what,count,count_quality,means\n",
    );
    let kinds = ["SHELL", "FIRE-SA", "EXCH", "AIR", "EXPL-U", "MOVE"];
    for row in 0..ROWS {
        let n = row as usize;
        let (day, hour, minute) = (1 + row % 28, row / 28 % 24, row / 672 % 60);
        let (said, place) = if row % 2 == 0 {
            ("أفاد متصل بسقوط قذائف قرب المزرعة وبتضرر منزلين، ولم يُعرف من أطلقها.", "عين زارة")
        } else {
            ("A caller said that shells fell near the farm and that two houses were damaged, \"as before\".", "Gharyan")
        };
        let accused = ["", "gna", "lna"][n % 3];
        let (lat, lon) = (32_100 + row % 700, 12_900 + row % 600);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "bench-{number}-{row},hotline,Caller {},{},\"{}\",2020-02-{day:02},{hour:02}:{minute:02},{place},{}.{:03},{}.{:03},{accused},unknown,{},{},explosion,{},about,heard",
            row % 5000,
            kinds[n % kinds.len()],
            said.replace('"', "\"\""),
            lat / 1000,
            lat % 1000,
            lon / 1000,
            lon % 1000,
            row % 3,
            row % 7,
            1 + row % 9,
        );
    }
    text
}

pub fn import(bench: &Bench) -> Result<()> {
    let file = bench.path("reports.csv")?;
    let table = table(0);
    fs::write(&file, &table)?;
    let data = bench.fresh("import")?;
    program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
    let arguments = ["import", "--data", &data, "--as", "duty", &file];
    let first = program::run(&bench.program, &arguments)?;
    if !first.said.contains(&format!("{ROWS} recorded, 0 recorded before")) {
        bail!("not all was recorded: {}", first.said);
    }
    let again = program::run(&bench.program, &arguments)?;
    let dry = program::run(&bench.program, &["import", "--data", &data, "--as", "duty", "--dry-run", &file])?;
    let line = |what: &str, run: &program::Run, target: &str| {
        format!("| {what} | {:.1} s | {} MiB | {target} |\n", run.took.as_secs_f64(), run.peak_mb)
    };
    let text = format!(
        "`mirqab import` of a CSV file of {ROWS} rows and {} MiB, half Arabic, 18 columns, into the demonstration.\nEach row becomes an entry of the log with tree nodes and rows; all of them one transaction.\n\n| | Time | Most memory | Target |\n| --- | --- | --- | --- |\n{}{}{}",
        table.len() >> 20,
        line("all rows new", &first, "15 s, 300 MiB"),
        line("the same file again: nothing recorded", &again, ""),
        line("dry run", &dry, ""),
    );
    bench.write("Import", &text)
}

/// The demonstration with ten such tables imported: a million entries. Made once and kept.
pub fn million(bench: &Bench) -> Result<String> {
    let data = bench.path("million")?;
    if !std::path::Path::new(&data).exists() {
        program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
        for number in 1..=10 {
            let file = bench.path("reports.csv")?;
            fs::write(&file, table(number))?;
            program::run(&bench.program, &["import", "--data", &data, "--as", "duty", &file])?;
        }
    }
    Ok(data)
}

pub fn start(bench: &Bench) -> Result<()> {
    let data = million(bench)?;
    let mut ready = Vec::new();
    let (mut entries, mut idle) = (String::new(), 0);
    for _ in 0..5 {
        let server = Server::of(&bench.program, &data)?;
        ready.push(server.ready_after);
        std::thread::sleep(Duration::from_secs(2));
        idle = server.memory_mb();
        let answer = Line::to(&server.address)?.send(&super::http::get(&server.address, "/readyz", "en", ""))?;
        entries = answer.text().trim().trim_start_matches("ready ").to_owned();
    }
    ready.sort();
    let text = format!(
        "`mirqab serve` on a folder with {entries} entries ({} MiB). From starting the process to having the overview page, five times; memory two seconds later.\n\n| | Measured | Target |\n| --- | --- | --- |\n| start, median of five | {} ms | 1000 ms |\n| start, slowest | {} ms | |\n| memory when idle | {idle} MiB | 150 MiB |\n",
        fs::metadata(format!("{data}/mirqab.sqlite"))?.len() >> 20,
        ready[2].as_millis(),
        ready[4].as_millis(),
    );
    bench.write("Start and idle", &text)
}

/// A report as a program sends it.
pub fn draft(reference: &str) -> String {
    format!(
        r#"{{"channel":"hotline","source":"bench","reported_by":null,"accused":null,"kind":"SHELL","text":"One shell.","language":"en","occurred":{{"from":"2020-04-29T10:00:00Z","to":"2020-04-29T10:05:00Z"}},"occurred_precision":"stated","observed_at":null,"received_at":"2020-04-29T11:00:00Z","place":{{"given_as":"named","name":"Gharyan","at":null,"precision_m":0}},"observations":[],"weapon":{{"class":"unknown","calibre_mm":null,"model":null}},"harm":null,"reference":"{reference}","attachments":[],"witness":null}}"#
    )
}

/// A token for the demonstration's duty officer.
pub fn token(bench: &Bench, data: &str) -> Result<String> {
    let run = program::run(&bench.program, &["account", "--data", data, "token", "duty", "--label", "bench"])?;
    Ok(run.said.trim().to_owned())
}

pub fn submit(bench: &Bench) -> Result<()> {
    let data = bench.fresh("submit")?;
    program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
    let token = token(bench, &data)?;
    let server = Server::of(&bench.program, &data)?;
    let mut rows = String::new();
    for senders in [1, 8, 32] {
        let (done, stop) = (AtomicU64::new(0), AtomicBool::new(false));
        let began = Instant::now();
        let times: Vec<Duration> = std::thread::scope(|scope| {
            let each = |sender: u32| {
                let (done, stop, token, address) = (&done, &stop, &token, &server.address);
                scope.spawn(move || -> Result<Vec<Duration>> {
                    let mut line = Line::to(address)?;
                    let mut times = Vec::new();
                    while !stop.load(Ordering::Relaxed) {
                        let body = draft(&format!("{senders}-{sender}-{}", times.len()));
                        let more = format!("authorization: Bearer {token}\r\n");
                        let at = Instant::now();
                        let answer = line.send(&post(address, "/api/v1/reports", "application/json", &more, &body))?;
                        if answer.status != 201 {
                            bail!("{}: {}", answer.status, answer.text());
                        }
                        times.push(at.elapsed());
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                    Ok(times)
                })
            };
            let threads: Vec<_> = (0..senders).map(each).collect();
            std::thread::sleep(Duration::from_secs(8));
            stop.store(true, Ordering::Relaxed);
            let mut all = Vec::new();
            for thread in threads {
                all.extend(thread.join().map_err(|_| anyhow::anyhow!("a sender failed"))??);
            }
            anyhow::Ok(all)
        })?;
        let rate = done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
        let (middle, late) = super::pages::quantiles(times);
        let _ = writeln!(rows, "| {senders} | {rate:.0} | {middle:.1} ms | {late:.1} ms |");
    }
    let text = format!(
        "`POST /api/v1/reports`, each answered after its own synced transaction (entry, tree nodes, signed checkpoint, rows). What a sync costs is the disk's.\n\n| Senders | Reports a second | Median | 99th percentile |\n| --- | --- | --- | --- |\n{rows}"
    );
    bench.write("Durable submissions", &text)
}

pub fn upkeep(bench: &Bench) -> Result<()> {
    let mut rows = String::new();
    for data in [bench.demonstration("incidents", REPORTS)?, million(bench)?] {
        let check = program::run(&bench.program, &["check", "--data", &data])?;
        if !check.said.contains("\nHOLDS") {
            bail!("{data} does not hold: {}", check.said);
        }
        let entries = check.said.split(' ').next().unwrap_or_default().to_owned();
        let rebuild = program::run(&bench.program, &["rebuild", "--data", &data])?;
        for (what, run) in [("check", check), ("rebuild", rebuild)] {
            let _ = writeln!(
                rows,
                "| `mirqab {what}` | {entries} | {:.0} s | {} MiB |",
                run.took.as_secs_f64(),
                run.peak_mb
            );
        }
    }
    bench.write(
        "Check and rebuild",
        &format!("On one core.\n\n| | Entries | Time | Most memory |\n| --- | --- | --- | --- |\n{rows}"),
    )
}
