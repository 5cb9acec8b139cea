//! SIGKILL under load, hundreds of times: what was acknowledged is there, and the record holds.

use super::Bench;
use super::http::{Line, post};
use super::program::{self, Server};
use super::store::{draft, token};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 300;
const SENDERS: u32 = 4;
/// After so many rounds, and at the end, the whole folder is checked.
const CHECK_EVERY: u32 = 50;

/// Sends reports until the server is gone; what it acknowledged goes into the list.
fn send(address: &str, token: &str, name: &str, acknowledged: &Mutex<Vec<String>>) -> Result<()> {
    let Ok(mut line) = Line::to(address) else { return Ok(()) };
    let more = format!("authorization: Bearer {token}\r\n");
    for number in 0.. {
        let request = post(address, "/api/v1/reports", "application/json", &more, &draft(&format!("{name}-{number}")));
        // A server that dies answers nothing, or half: neither is an acknowledgement.
        let Ok(answer) = line.send(&request) else { return Ok(()) };
        let said = answer.text();
        let id = said.split("\"report\":\"").nth(1).and_then(|rest| rest.split('"').next());
        match (answer.status, id) {
            (201, Some(id)) => acknowledged.lock().map_err(|_| anyhow::anyhow!("poisoned"))?.push(id.to_owned()),
            _ => bail!("{}: {said}", answer.status),
        }
    }
    Ok(())
}

pub fn run(bench: &Bench) -> Result<()> {
    let data = bench.fresh("kill")?;
    program::run(&bench.program, &["demo", "--data", &data, "--load-only"])?;
    let token = token(bench, &data)?;
    let acknowledged = Mutex::new(Vec::new());
    let began = Instant::now();
    let mut checks = 0;
    for round in 0..ROUNDS {
        let mut server = Server::of(&bench.program, &data)?;
        std::thread::scope(|scope| {
            let senders: Vec<_> = (0..SENDERS)
                .map(|sender| {
                    let (address, token, acknowledged) = (server.address.clone(), &token, &acknowledged);
                    scope.spawn(move || send(&address, token, &format!("{round}-{sender}"), acknowledged))
                })
                .collect();
            // A different moment each time, in no step with anything.
            std::thread::sleep(Duration::from_micros(3_000 + u64::from(round) * 7_919 % 240_000));
            server.kill();
            for sender in senders {
                sender.join().map_err(|_| anyhow::anyhow!("a sender failed"))??;
            }
            anyhow::Ok(())
        })?;
        if (round + 1) % CHECK_EVERY == 0 {
            let check = program::run(&bench.program, &["check", "--data", &data])?;
            if !check.said.contains("\nHOLDS") {
                bail!("after round {round}: {}", check.said);
            }
            checks += 1;
            println!("{} rounds: {}", round + 1, check.said.lines().next().unwrap_or_default());
        }
    }
    let acknowledged = acknowledged.into_inner().map_err(|_| anyhow::anyhow!("poisoned"))?;
    let listed = program::run(&bench.program, &["inspect", "--data", &data, "reports"])?.said;
    let there: BTreeSet<&str> = listed.split("\"id\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let missing: Vec<&String> = acknowledged.iter().filter(|id| !there.contains(id.as_str())).collect();
    if !missing.is_empty() {
        bail!("acknowledged and missing: {missing:?}");
    }
    let text = format!(
        "`mirqab serve` is killed with SIGKILL {ROUNDS} times, between 3 and 243 ms after its first answer, while {SENDERS} senders submit reports without pause; each time the next server opens what the last one left.\n\n{} reports were acknowledged; all of them are there. {checks} whole checks between and at the end: all hold. It took {:.0} s.\n\nThis shows that a killed process loses nothing. It does not show a power failure: there it is the disk that must keep what it said it synced.\n",
        acknowledged.len(),
        began.elapsed().as_secs_f64(),
    );
    bench.write("Killed under load", &text)
}
