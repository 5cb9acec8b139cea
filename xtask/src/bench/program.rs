//! The program under measurement: started, watched through /proc, stopped.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What one run of a command took.
pub struct Run {
    pub took: Duration,
    /// Processor time, that of its own children too.
    pub cpu: Duration,
    pub peak_mb: u64,
    pub said: String,
}

/// A number of `/proc/PID/status`, in MiB.
fn memory_mb(pid: u32, key: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

/// Processor time that a process has used so far.
pub fn processor_time(pid: u32) -> Option<Duration> {
    ticks(&format!("/proc/{pid}/stat"), 11)
}

/// Processor time of all processes that this one has started and seen end.
fn of_children() -> Duration {
    ticks("/proc/self/stat", 13).unwrap_or_default()
}

/// User and system time, which stand at `first` and after it.
fn ticks(path: &str, first: usize) -> Option<Duration> {
    let text = fs::read_to_string(path).ok()?;
    let fields: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
    let ticks: u64 = fields.get(first)?.parse::<u64>().ok()? + fields.get(first + 1)?.parse::<u64>().ok()?;
    // Linux counts in hundredths of a second here, whatever its own clock is.
    Some(Duration::from_millis(ticks * 10))
}

/// Runs a command to its end, and watches its memory meanwhile.
pub fn run(program: &Path, arguments: &[&str]) -> Result<Run> {
    let (began, before) = (Instant::now(), of_children());
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("could not start the program")?;
    let out = child.stdout.take().context("no output")?;
    let reader = std::thread::spawn(move || std::io::read_to_string(out));
    let mut peak_mb = 0;
    let status = loop {
        peak_mb = peak_mb.max(memory_mb(child.id(), "VmHWM:").unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let (took, cpu) = (began.elapsed(), of_children().saturating_sub(before));
    let said = reader.join().ok().context("the output was not read")??;
    if !status.success() {
        bail!("{arguments:?} failed: {said}");
    }
    Ok(Run { took, cpu, peak_mb, said })
}

/// A server, stopped at its end.
pub struct Server {
    child: Child,
    pub address: String,
    /// From starting the process to the first answer.
    pub ready_after: Duration,
}

impl Server {
    pub fn of(program: &Path, data: &str) -> Result<Self> {
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("Mirqab: http://").context("the server did not start")?;
        let address = address.trim_end_matches('/').to_owned();
        let answer = super::http::Line::to(&address)?.send(&super::http::get(&address, "/", "en", ""))?;
        if answer.status != 200 {
            bail!("the first page answered {}", answer.status);
        }
        Ok(Self { child, address, ready_after: began.elapsed() })
    }
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
    pub fn memory_mb(&self) -> u64 {
        memory_mb(self.pid(), "VmRSS:").unwrap_or(0)
    }
    pub fn peak_mb(&self) -> u64 {
        memory_mb(self.pid(), "VmHWM:").unwrap_or(0)
    }
    /// SIGKILL.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
