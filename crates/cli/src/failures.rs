//! The server's log: each failure on standard error, one line for each. What a request held is never in it.

use std::io::{self, Write};
use tracing_subscriber::fmt::MakeWriter;

/// Standard error, one line for one event: whatever a message quotes, nobody writes a second line into the log.
#[derive(Clone, Copy)]
struct OneLine;

fn one_line(text: &str) -> String {
    let (text, end) = text.strip_suffix('\n').map_or((text, ""), |text| (text, "\n"));
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).chain(end.chars()).collect()
}

impl Write for OneLine {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(one_line(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

impl MakeWriter<'_> for OneLine {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        *self
    }
}

/// Begins to log. Of a panic only the place is told: its words may quote what somebody sent.
pub fn log() {
    let begun = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(OneLine).try_init();
    if begun.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a bug: something panicked");
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_a_second_line() {
        assert_eq!(one_line("a\nERROR forged\r\u{1b}[31m\n"), "a ERROR forged  [31m\n");
    }
}
