//! A small HTTP client: the tests need one, the program does not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A server of a data folder, stopped at its end.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    pub fn of(data: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mirqab"))
            .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Mirqab: http://").unwrap().trim_end_matches('/').to_owned();
        Self { child, address }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Signs in and returns the session.
    pub fn sign_in(&self, name: &str) -> Session<'_> {
        let mut session = Session { server: self, cookie: String::new(), csrf: String::new() };
        let answer = session.send("POST", "/sign-in", &[("name", name), ("password", "demonstration")]);
        assert_eq!(answer.status, 303, "{name} was not let in: {}", answer.body);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        session.cookie = cookie;
        let page = session.get("/agreements");
        let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        session.csrf = csrf;
        session
    }

    pub fn visitor(&self) -> Session<'_> {
        Session { server: self, cookie: String::new(), csrf: String::new() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)))
            .map(|(_, value)| value)
    }
}

/// Somebody at the other end.
pub struct Session<'a> {
    server: &'a Server,
    cookie: String,
    csrf: String,
}

fn encoded(text: &str) -> String {
    let byte =
        |byte: u8| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}

impl Session<'_> {
    pub fn get(&self, path: &str) -> Answer {
        self.exchange("GET", path, "")
    }

    /// Sends a form with the session's token and returns what came back.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.send("POST", path, &all)
    }

    fn send(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.exchange(method, path, &body.join("&"))
    }

    /// A form with one file, and the session's token.
    pub fn multipart(&self, fields: &[(&str, &str)], (field, name, bytes): (&str, &str, &[u8])) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("csrf", self.csrf.as_str())]) {
            let part = format!("--boundary\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.bytes());
        }
        let file = format!(
            "--boundary\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n"
        );
        body.extend(file.bytes());
        body.extend(bytes);
        body.extend(b"\r\n--boundary--\r\n");
        body
    }

    fn exchange(&self, method: &str, path: &str, body: &str) -> Answer {
        self.send_as(method, path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends a body of some kind, with the session's token as the API asks for it.
    pub fn send_as(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let address = &self.server.address;
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\nx-csrf-token: {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            self.cookie,
            self.csrf,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
        let bytes = bytes.split_off(split + 4);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}
