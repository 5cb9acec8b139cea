//! Pages under load: 32 connections that ask again as soon as they are answered.

use super::http::{Answer, Line, get, sign_in};
use super::program::{Server, processor_time};
use super::{Bench, REPORTS};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 32;
const SECONDS: u64 = 4;

/// The middle and the 99th percentile, in milliseconds.
pub fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    let ms = |part| at(part).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    (ms(50), ms(99))
}

struct Load {
    times: Vec<Duration>,
    processor: Duration,
    bytes: usize,
}

fn load(server: &Server, path: &str, language: &str, cookie: &str) -> Result<Load> {
    let request = get(&server.address, path, language, cookie);
    let first: Answer = Line::to(&server.address)?.send(&request)?;
    if first.status != 200 {
        bail!("{path} answered {}", first.status);
    }
    let stop = AtomicBool::new(false);
    let before = processor_time(server.pid()).context("no processor time")?;
    let times = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(|| -> Result<Vec<Duration>> {
                    let mut line = Line::to(&server.address)?;
                    let mut times = Vec::new();
                    while !stop.load(Ordering::Relaxed) {
                        let at = Instant::now();
                        let answer = line.send(&request)?;
                        if answer.status != 200 {
                            bail!("{path} answered {}", answer.status);
                        }
                        times.push(at.elapsed());
                    }
                    Ok(times)
                })
            })
            .collect();
        std::thread::sleep(Duration::from_secs(SECONDS));
        stop.store(true, Ordering::Relaxed);
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow::anyhow!("a connection failed"))??);
        }
        anyhow::Ok(all)
    })?;
    let after = processor_time(server.pid()).context("no processor time")?;
    Ok(Load { times, processor: after.saturating_sub(before), bytes: first.body.len() })
}

/// The pages, with an incident, a report and a finding that are there.
fn paths(server: &Server, cookie: &str) -> Result<Vec<(String, bool)>> {
    let mut line = Line::to(&server.address)?;
    let mut first = |list: &str, key: &str| -> Result<String> {
        let mut request = get(&server.address, &format!("/api/v1/{list}?limit=1"), "en", cookie);
        let text = String::from_utf8(request)?.replace("accept-encoding: gzip\r\n", "");
        request = text.into_bytes();
        let said = line.send(&request)?.text();
        let id = said.split(&format!("\"{key}\":\"")).nth(1).and_then(|rest| rest.split('"').next());
        Ok(id.with_context(|| format!("{list} lists nothing: {said}"))?.to_owned())
    };
    let (report, incident) = (first("reports", "id")?, first("incidents", "id")?);
    let finding = first("findings", "id")?;
    let open = |path: &str| (path.to_owned(), true);
    let staff = |path: String| (path, false);
    Ok(vec![
        open("/"),
        open("/agreements"),
        open("/commitments"),
        open("/mission"),
        staff("/reports".into()),
        staff("/reports?words=shells".into()),
        staff("/reports?unlinked=1".into()),
        staff(format!("/reports/{report}")),
        staff("/incidents".into()),
        staff("/incidents?handling=reported".into()),
        staff("/incidents?page=1500".into()),
        staff(format!("/incidents/{incident}")),
        staff("/verifications".into()),
        open("/findings"),
        open(&format!("/findings/{finding}")),
        open("/publications"),
        staff("/sitrep?period=weekly&date=2020-02-20".into()),
        open("/integrity"),
    ])
}

pub fn run(bench: &Bench) -> Result<()> {
    let data = bench.demonstration("incidents", REPORTS)?;
    let server = Server::of(&bench.program, &data)?;
    let duty = sign_in(&server.address, "duty")?;
    let mut rows = String::new();
    for (path, open) in paths(&server, &duty)? {
        let shown = match path.rsplit_once('/') {
            Some((list, id)) if id.len() == 26 => format!("{list}/ID"),
            _ => path.clone(),
        };
        let readers = if open { &["duty officer", "public"][..] } else { &["duty officer"][..] };
        for reader in readers {
            for language in ["ar", "en"] {
                let cookie = if *reader == "public" { "" } else { duty.as_str() };
                let load = load(&server, &path, language, cookie)?;
                let (count, bytes) = (load.times.len(), load.bytes);
                let used = load.processor.as_secs_f64() * 1000.0 / count as f64;
                let (middle, late) = quantiles(load.times);
                let row = format!(
                    "| `{shown}` | {reader} | {language} | {middle:.1} | {late:.1} | {} | {used:.2} | {:.0} |",
                    count as u64 / SECONDS,
                    bytes as f64 / 1024.0
                );
                println!("{row}");
                let _ = writeln!(rows, "{row}");
            }
        }
    }
    let text = format!(
        "The demonstration with {REPORTS} generated reports in about 100,000 incidents, of which about 5,000 have a published finding. {CONNECTIONS} connections on loopback ask for one page for {SECONDS} seconds, each again as soon as it is answered; answers are compressed as for a browser. The client runs on the same cores.\n\nTargets: 30 ms at the median, 100 ms at the 99th percentile. With {CONNECTIONS} connections that never pause, two cores give a median of about 16 times the processor time of one page.\n\n| Page | Reader | Language | Median ms | 99 % ms | Pages a second | Processor ms a page | KiB |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n{rows}\nMemory of the server after all this: {} MiB, at most {} MiB.\n",
        server.memory_mb(),
        server.peak_mb(),
    );
    bench.write("Pages", &text)
}
