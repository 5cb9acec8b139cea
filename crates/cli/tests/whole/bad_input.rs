//! What the server must not swallow, watched with the real binary and raw connections.

use crate::http::Server;
use crate::{Scratch, demonstration, printed};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Sends bytes as they are, and returns what came back until the other end closed.
fn raw(address: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // A server that has answered already may have closed.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn head(address: &str, path: &str, kind: &str, more: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{more}\r\n"
    )
}

fn most_memory_mb(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap().to_owned();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Only the head is sent: an answer shows that nothing more was waited for.
#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    let scratch = Scratch::new("gigabyte");
    let data = demonstration(&scratch);
    let token = printed(&["account", "--data", &data, "token", "duty", "--label", "test"]).trim().to_owned();
    let server = Server::of(&data);
    let (form, bearer) = ("multipart/form-data; boundary=x", format!("authorization: Bearer {token}\r\n"));
    let ask = |path: &str, kind: &str, more: &str| {
        raw(&server.address, head(&server.address, path, kind, more, 1 << 30).as_bytes())
    };
    for (language, word) in [("ar", "الحد الأقصى"), ("en", "At most")] {
        let more = format!("{bearer}accept-language: {language}\r\n");
        let page = ask("/reports/import", form, &more);
        assert!(page.starts_with("HTTP/1.1 413") && page.contains(word) && page.contains("<html"), "{page}");
        let told = ask("/api/v1/reports", "application/json", &more);
        assert!(
            told.starts_with("HTTP/1.1 413") && told.contains(word) && told.contains("application/problem+json"),
            "{told}"
        );
    }
    // Nobody fills the memory before they are known.
    for path in ["/reports/import", "/reports/new", "/incidents/new"] {
        let answer = raw(&server.address, head(&server.address, path, form, "", 20 << 20).as_bytes());
        assert!(answer.starts_with("HTTP/1.1 401") || answer.starts_with("HTTP/1.1 413"), "{path}: {answer}");
    }
    let answer = ask("/sign-in", "application/x-www-form-urlencoded", "");
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

/// Without a length said beforehand, reading ends at the limit.
#[test]
fn a_body_without_end_is_cut_off_at_the_limit() {
    let scratch = Scratch::new("endless");
    let data = demonstration(&scratch);
    let token = printed(&["account", "--data", &data, "token", "duty", "--label", "test"]).trim().to_owned();
    let server = Server::of(&data);
    let before = most_memory_mb(&server);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let head = format!(
        "POST /api/v1/reports HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        server.address
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".as_slice(), &vec![b' '; 1 << 20], b"\r\n"].concat();
    let mut sent = 0;
    while sent < 200 && stream.write_all(&chunk).is_ok() {
        sent += 1;
    }
    assert!((30..200).contains(&sent), "{sent} MiB were taken");
    assert!(most_memory_mb(&server) < before + 150, "{} MiB", most_memory_mb(&server));
}

#[test]
fn a_flood_of_headers_is_refused_and_the_server_lives() {
    let scratch = Scratch::new("headers");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let many: String = (0..5000).map(|number| format!("x-{number}: y\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(1 << 20));
    for flood in [many, long] {
        let answer = raw(&server.address, format!("GET / HTTP/1.1\r\nhost: x\r\n{flood}\r\n").as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    let long_path = format!("GET /{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "a".repeat(20_000));
    assert!(raw(&server.address, long_path.as_bytes()).starts_with("HTTP/1.1 404"));
    assert_eq!(server.visitor().get("/").status, 200);
}

/// The name that somebody gives a file is a name and no path, in the record and on the way out.
#[test]
fn the_name_of_a_file_is_no_path() {
    let scratch = Scratch::new("names");
    let data = demonstration(&scratch);
    let server = Server::of(&data);
    let session = server.sign_in("duty");
    for (number, (name, kept)) in [
        ("../../../etc/passwd", "passwd"),
        ("..\\\\..\\\\windows\\\\evil.exe", "evil.exe"),
        ("a\u{202E}gpj.exe", "a\u{202E}gpj.exe"),
    ]
    .into_iter()
    .enumerate()
    {
        let body = session.multipart(
            &[
                ("kind", "SHELL"),
                ("text", &format!("One shell, file {number}.")),
                ("source", "Caller 77"),
                ("channel", "hotline"),
                ("occurred_day", "2020-04-29"),
                ("place", "Gharyan"),
            ],
            ("files", name, b"<script>alert(1)</script>"),
        );
        let answer = session.send_as("POST", "/reports/new", "multipart/form-data; boundary=boundary", &body);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let report = answer.header("location").unwrap().split('?').next().unwrap().to_owned();
        let page = session.get(&report);
        assert!(page.body.contains(kept) && !page.body.contains("etc/"), "{kept}");
        let file = session.get(&format!("{report}/files/0"));
        let disposition = file.header("content-disposition").unwrap().to_owned();
        assert!(disposition.starts_with("attachment") && !disposition.contains(['/', '\\']), "{disposition}");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(file.bytes, b"<script>alert(1)</script>");
    }
}
