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

/// A round number not below `most`, so that the axis ends on one.
fn top_of(most: u64) -> u64 {
    let steps = (0..19).flat_map(|power| [1, 2, 4, 5, 10].map(|step| step * 10u64.pow(power)));
    steps.into_iter().find(|step| *step >= most.max(2)).unwrap_or(u64::MAX)
}

/// Days as bars, the first at the side where reading begins.
pub fn days(days: &[Day], right_to_left: bool, title: &str) -> String {
    const HEIGHT: f64 = 170.0;
    const WIDTH: f64 = 380.0;
    const AXIS: f64 = 26.0;
    let step = (WIDTH - AXIS - 4.0) / days.len().max(1) as f64;
    let bar = (step - 2.0).clamp(2.0, 26.0);
    let top = top_of(days.iter().map(|day| day.reported).max().unwrap_or(0));
    let (base, above) = (HEIGHT - 24.0, 12.0);
    let scale = (base - above) / top as f64;
    let side = |x: f64, width: f64| if right_to_left { WIDTH - x - width } else { x };
    let mut svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\"><defs><pattern id=\"nobody\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\" fill=\"currentColor\" opacity=\".4\"/></pattern></defs>",
        escaped(title)
    );
    // Writing to a String cannot fail.
    for value in [0, top / 2, top] {
        let y = base - value as f64 * scale;
        let (x1, x2) = (side(AXIS, 0.0), side(WIDTH, 0.0));
        let class = if value == 0 { "axis" } else { "rule" };
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{x1}\" x2=\"{x2}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"middle\">{value}</text>",
            side(AXIS / 2.0, 0.0),
            y + 4.0
        );
    }
    // As many names as find room beside one another: a letter takes about six of these units, and Arabic words are no narrower.
    let longest = days.iter().map(|day| day.label.chars().count()).max().unwrap_or(0) as f64 * 6.0;
    let room = ((longest + 10.0) / step).ceil() as usize;
    let every = room.max(if days.len() > 10 { 7 } else { 2 });
    for (index, day) in days.iter().enumerate() {
        let x = side(AXIS + 4.0 + index as f64 * step, bar);
        let (tall, solid) = (day.reported as f64 * scale, day.verified as f64 * scale);
        let _ = write!(svg, "<g><title>{}: {} / {}</title>", escaped(&day.label), day.reported, day.verified);
        if !day.watched {
            let _ = write!(
                svg,
                "<rect class=\"unseen\" x=\"{x:.1}\" y=\"{above}\" width=\"{bar:.1}\" height=\"{:.1}\" fill=\"url(#nobody)\"/>",
                base - above
            );
        }
        let _ = write!(
            svg,
            "<rect class=\"bar told\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{bar:.1}\" height=\"{tall:.1}\"/><rect class=\"bar\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{bar:.1}\" height=\"{solid:.1}\"/>",
            base - tall,
            base - solid
        );
        // Each name begins where its bar begins; the last must not run over the edge.
        let from = AXIS + 4.0 + index as f64 * step;
        if index % every == 0 && (index == 0 || from + longest <= WIDTH) {
            let at = side(from, 0.0);
            let _ = write!(
                svg,
                "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"start\">{}</text>",
                HEIGHT - 7.0,
                escaped(&day.label)
            );
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(label: &str, watched: bool) -> Day {
        Day { label: label.into(), reported: 3, verified: 1, watched }
    }

    #[test]
    fn a_day_without_watch_is_hatched_and_arabic_begins_at_the_right() {
        let drawn = |right_to_left| days(&[day("a<b", true), day("c", false)], right_to_left, "t");
        assert_eq!(drawn(false).matches("url(#nobody)").count(), 1);
        assert!(drawn(false).contains("a&lt;b") && !drawn(false).contains("a<b"));
        assert_ne!(drawn(false), drawn(true));
    }

    #[test]
    fn names_stand_beside_one_another_and_not_over_one_another() {
        let weeks: Vec<Day> = (0..8).map(|_| day("الأحد 12 كانون الثاني/يناير 2020", true)).collect();
        for right_to_left in [false, true] {
            let drawn = days(&weeks, right_to_left, "t");
            let at: Vec<f64> = drawn
                .split("<text x=\"")
                .skip(1)
                .filter(|text| text.split("</text>").next().unwrap().contains("الأحد"))
                .map(|text| text.split('"').next().unwrap().parse().unwrap())
                .collect();
            assert!(!at.is_empty());
            assert!(at.windows(2).all(|pair| (pair[0] - pair[1]).abs() > 150.0), "{at:?}");
        }
    }

    #[test]
    fn the_axis_ends_on_a_round_number_and_no_days_do_no_harm() {
        assert_eq!([0, 1, 3, 5, 6, 11, 99, 101].map(top_of), [2, 2, 4, 5, 10, 20, 100, 200]);
        assert!(!days(&[], false, "t").contains("NaN"));
    }
}
