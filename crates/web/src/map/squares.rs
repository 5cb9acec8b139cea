//! Coverage: squares of a pattern that is the denser the longer somebody watched. It reads without any colour; where there is none, nobody
//! watched.

use super::Drawing;
use super::geometry::mercator;
use std::fmt::Write as _;

/// How many patterns there are.
pub const LEVELS: u8 = 5;

/// A square of the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    /// Southern latitude.
    pub south: f64,
    /// Western longitude.
    pub west: f64,
    /// Northern latitude.
    pub north: f64,
    /// Eastern longitude.
    pub east: f64,
    /// How dense its pattern is, from 1 to `LEVELS`.
    pub level: u8,
}

/// What is drawn into a field of eight by eight for a level.
fn pattern(level: u8) -> &'static str {
    match level {
        1 => r#"<circle cx="4" cy="4" r="1.1"/>"#,
        2 => r#"<circle cx="2" cy="2" r="1.2"/><circle cx="6" cy="6" r="1.2"/>"#,
        3 => r#"<path d="M-1 9 9-1M-1 1 1-1M7 9 9 7"/>"#,
        4 => r#"<path d="M-1 9 9-1M-1 1 1-1M7 9 9 7M-1-1 9 9M7-1 9 1M-1 7 1 9"/>"#,
        _ => r#"<rect width="8" height="8"/>"#,
    }
}

/// The sign of a level, for legends. Its pattern is defined by the map on the same page.
pub fn sign(level: u8) -> String {
    format!(
        r#"<g class="covered"><rect class="edge" x="-11" y="-8" width="22" height="16" fill="url(#covered-{level})"/></g>"#
    )
}

impl Drawing<'_> {
    /// One path for each level: squares side by side of one level are one.
    pub(super) fn squares(&mut self) {
        let mut squares = self.view.squares.clone();
        if squares.is_empty() {
            return;
        }
        squares.sort_by(|a, b| a.south.total_cmp(&b.south).then(a.west.total_cmp(&b.west)));
        let mut paths: [String; LEVELS as usize] = Default::default();
        for row in squares.chunk_by(|a, b| a.south == b.south && a.level == b.level && (a.east - b.west).abs() < 1e-9) {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let (left, upper) = self.place(mercator(first.north, first.west));
            let (right, lower) = self.place(mercator(first.south, last.east));
            if right < self.frame[0] || left > self.frame[2] || lower < self.frame[1] || upper > self.frame[3] {
                continue;
            }
            let path = &mut paths[usize::from(first.level.clamp(1, LEVELS) - 1)];
            let _ = write!(path, "M{left:.1} {upper:.1}H{right:.1}V{lower:.1}H{left:.1}Z");
        }
        self.out.push_str(r#"<defs>"#);
        for level in 1..=LEVELS {
            let _ = write!(
                self.out,
                r#"<pattern id="covered-{level}" class="covered" width="8" height="8" patternUnits="userSpaceOnUse">{}</pattern>"#,
                pattern(level)
            );
        }
        self.out.push_str(r#"</defs><g class="covered" aria-hidden="true">"#);
        for (index, d) in paths.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
            let _ = write!(self.out, r#"<path class="edge" fill="url(#covered-{})" d="{d}"/>"#, index + 1);
        }
        self.out.push_str("</g>");
    }

    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.origin.0) * self.scale, (y - self.origin.1) * self.scale)
    }
}
