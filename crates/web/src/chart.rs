//! Bars by day. A day on which nobody watched is hatched, never shown as zero.

use std::fmt::Write as _;

/// One day.
pub struct Day {
    /// Its name.
    pub label: String,
    /// Incidents reported that began on it.
    pub reported: u64,
    /// Those of them that are verified.
    pub verified: u64,
    /// Whether anybody watched.
    pub watched: bool,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Days as bars, the first at the side where reading begins.
pub fn days(days: &[Day], right_to_left: bool, title: &str) -> String {
    const HEIGHT: f64 = 150.0;
    const STEP: f64 = 30.0;
    let width = STEP * days.len() as f64 + 40.0;
    let most = days.iter().map(|day| day.reported).max().unwrap_or(0).max(1);
    let scale = (HEIGHT - 40.0) / most as f64;
    let mut svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" aria-label=\"{}\"><defs><pattern id=\"nobody\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\" fill=\"currentColor\" opacity=\".35\"/></pattern></defs>",
        escaped(title)
    );
    let base = HEIGHT - 22.0;
    for (index, day) in days.iter().enumerate() {
        let place = if right_to_left { days.len() - 1 - index } else { index } as f64;
        let x = 20.0 + place * STEP;
        let (tall, solid) = (day.reported as f64 * scale, day.verified as f64 * scale);
        // Writing to a String cannot fail.
        let _ = write!(svg, "<g><title>{}: {} / {}</title>", escaped(&day.label), day.reported, day.verified);
        if !day.watched {
            let _ = write!(
                svg,
                "<rect x=\"{x}\" y=\"12\" width=\"{}\" height=\"{}\" fill=\"url(#nobody)\"/>",
                STEP - 4.0,
                base - 12.0
            );
        }
        let _ = write!(
            svg,
            "<rect class=\"bar hatch\" x=\"{x}\" y=\"{:.1}\" width=\"{}\" height=\"{tall:.1}\"/><rect class=\"bar\" x=\"{x}\" y=\"{:.1}\" width=\"{}\" height=\"{solid:.1}\"/>",
            base - tall,
            STEP - 4.0,
            base - solid,
            STEP - 4.0
        );
        if day.reported > 0 {
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                x + 13.0,
                base - tall - 3.0,
                day.reported
            );
        }
        if index % 5 == 0 {
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x + 13.0,
                HEIGHT - 6.0,
                escaped(&day.label)
            );
        }
        svg.push_str("</g>");
    }
    let _ = write!(svg, "<line class=\"axis\" x1=\"16\" x2=\"{}\" y1=\"{base}\" y2=\"{base}\"/></svg>", width - 16.0);
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_watch_is_hatched_and_arabic_begins_at_the_right() {
        let day = |label: &str, watched| Day { label: label.into(), reported: 3, verified: 1, watched };
        let drawn = |right_to_left| days(&[day("a<b", true), day("c", false)], right_to_left, "t");
        assert_eq!(drawn(false).matches("url(#nobody)").count(), 1);
        assert!(drawn(false).contains("a&lt;b") && !drawn(false).contains("a<b"));
        assert_ne!(drawn(false), drawn(true));
    }
}
