//! A small HTTP client over one kept connection: enough for our own server on loopback, and nothing else.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One connection.
pub struct Line {
    stream: BufReader<TcpStream>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Line {
    pub fn to(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("no connection to {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream) })
    }

    /// Sends a request, whole as given, and reads the answer.
    pub fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request)?;
        let mut head = String::new();
        loop {
            let before = head.len();
            if self.stream.read_line(&mut head)? == 0 {
                bail!("the connection ended");
            }
            if head.len() - before <= 2 {
                break;
            }
        }
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let mut answer = Answer { status, head, body: Vec::new() };
        if let Some(length) = answer.header("content-length") {
            let length = length.parse()?;
            answer.body.resize(length, 0);
            self.stream.read_exact(&mut answer.body)?;
        } else if answer.header("transfer-encoding").is_some() {
            self.chunks(&mut answer.body)?;
        }
        Ok(answer)
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16).context("a chunk without its size")?;
            let from = body.len();
            // Each chunk ends with a line end of its own.
            body.resize(from + size + 2, 0);
            self.stream.read_exact(&mut body[from..])?;
            body.truncate(from + size);
            if size == 0 {
                return Ok(());
            }
        }
    }
}

/// A request for a page, as a browser asks for it.
pub fn get(address: &str, path: &str, language: &str, cookie: &str) -> Vec<u8> {
    let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
    format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\naccept-language: {language}\r\naccept-encoding: gzip\r\n{cookie}\r\n"
    )
    .into_bytes()
}

/// A request with a body.
pub fn post(address: &str, path: &str, kind: &str, more: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nsec-fetch-site: same-origin\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n{more}\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Signs in to a demonstration and returns the cookie.
pub fn sign_in(address: &str, name: &str) -> Result<String> {
    let form = format!("name={name}&password=demonstration");
    let answer = Line::to(address)?.send(&post(address, "/sign-in", "application/x-www-form-urlencoded", "", &form))?;
    let cookie = answer.header("set-cookie").with_context(|| format!("{name} was not let in: {}", answer.status))?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
