//! `POST /add-checkpoint`, and nothing else. One request a connection; everything that is read has a limit.

use crate::{Refusal, Witness};
use mirqab_ledger::LARGEST_SUBMISSION;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What a stranger may ask of the program.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many connections at once; more are closed.
    pub connections: usize,
    /// How long one part of a request may take.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 32, patience: Duration::from_secs(10) }
    }
}

/// The most bytes of a request's head.
const LARGEST_HEAD: u64 = 8 << 10;

struct Answer {
    status: u16,
    kind: &'static str,
    body: String,
}

impl Answer {
    fn text(status: u16, body: impl Into<String>) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: body.into() }
    }
}

/// Serves until the listener fails. `tell` is told what a person should know.
pub fn serve(witness: &Arc<Witness>, listener: &TcpListener, limits: Limits, tell: fn(&str)) -> std::io::Result<()> {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // One connection that failed is that connection's trouble.
        let Ok(stream) = stream else { continue };
        if open.fetch_add(1, Ordering::SeqCst) >= limits.connections {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (witness, open) = (witness.clone(), open.clone());
        std::thread::spawn(move || {
            // A caller that goes away is no trouble of ours.
            let _ = answer(&witness, stream, limits, tell);
            open.fetch_sub(1, Ordering::SeqCst);
        });
    }
    Ok(())
}

fn answer(witness: &Witness, stream: TcpStream, limits: Limits, tell: fn(&str)) -> std::io::Result<()> {
    stream.set_read_timeout(Some(limits.patience))?;
    stream.set_write_timeout(Some(limits.patience))?;
    let mut writer = stream.try_clone()?;
    let answer = match request(stream)? {
        Ok(body) => judged(witness, &body, tell),
        Err(answer) => answer,
    };
    let reason = match answer.status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        422 => "Unprocessable Entity",
        _ => "Internal Server Error",
    };
    let Answer { status, kind, body } = answer;
    let length = body.len();
    write!(
        writer,
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )?;
    writer.flush()
}

/// Reads one request. What is inside is the body, or the answer to a request that is none.
fn request(stream: TcpStream) -> std::io::Result<Result<String, Answer>> {
    let mut head = BufReader::new(stream.take(LARGEST_HEAD));
    let mut first = String::new();
    head.read_line(&mut first)?;
    let (mut length, mut line) = (None, String::new());
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            return Ok(Err(Answer::text(400, "the head of the request is too long, or ends early\n")));
        }
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if target != "/add-checkpoint" {
        return Ok(Err(Answer::text(404, "there is only /add-checkpoint here\n")));
    }
    if method != "POST" {
        return Ok(Err(Answer::text(405, "it is posted\n")));
    }
    let length = match length {
        None => return Ok(Err(Answer::text(411, "the request does not say how long it is\n"))),
        Some(length) if length > LARGEST_SUBMISSION => return Ok(Err(Answer::text(413, "it is larger than 64 KiB\n"))),
        Some(length) => length,
    };
    // What is left of the limit for the head is not the body's.
    head.get_mut().set_limit(u64::try_from(length).unwrap_or(0));
    let mut body = vec![0; length];
    head.read_exact(&mut body)?;
    Ok(String::from_utf8(body).map_err(|_| Answer::text(400, "it is not text\n")))
}

fn judged(witness: &Witness, body: &str, tell: fn(&str)) -> Answer {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    match witness.add_checkpoint(body, time) {
        Ok(Ok(line)) => Answer::text(200, line),
        Ok(Err(Refusal::OtherSize { seen })) => {
            Answer { status: 409, kind: "text/x.tlog.size", body: format!("{seen}\n") }
        }
        Ok(Err(refusal)) => {
            if matches!(refusal, Refusal::Contradiction { .. } | Refusal::NotShown { .. }) {
                tell(&format!("{refusal}\n{}", refusal.arabic()));
            }
            let status = refusal.status();
            // Where the evidence lies is this machine's business.
            let said = match refusal {
                Refusal::Contradiction { size, .. } => format!("the log signed two histories of {size} entries"),
                Refusal::NotShown { seen, .. } => format!("the proof does not lead from {seen} entries to these"),
                other => other.to_string(),
            };
            Answer::text(status, format!("{said}\n"))
        }
        Err(error) => {
            tell(&error.to_string());
            Answer::text(500, "the witness cannot work; its keeper is told\n")
        }
    }
}
