//! Pictures of the measurements.

use std::fmt::Write;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 300\" font-family=\"sans-serif\" font-size=\"11\">\n\
                    <path d=\"M50 20V250H400\" fill=\"none\" stroke=\"#444\"/>\n";

/// Processor seconds over reports, both by powers of ten, and the line that n log n would follow from the first point.
pub fn seconds(points: &[(u64, f64)]) -> String {
    let x = |reports: f64| 50.0 + 340.0 * (reports.log10() - 4.8) / (7.2 - 4.8);
    let y = |seconds: f64| 250.0 - 220.0 * (seconds.log10() + 0.5) / (3.0 + 0.5);
    let mut out = HEAD.to_owned()
        + "<text x=\"225\" y=\"288\" text-anchor=\"middle\">reports</text>\n<text x=\"14\" y=\"14\">processor seconds</text>\n";
    for (reports, name) in [(1e5, "100,000"), (1e6, "1 million"), (1e7, "10 million")] {
        let _ = writeln!(out, "<text x=\"{:.0}\" y=\"266\" text-anchor=\"middle\">{name}</text>", x(reports));
    }
    for seconds in [1.0, 10.0, 100.0] {
        let _ = writeln!(out, "<text x=\"45\" y=\"{:.0}\" text-anchor=\"end\">{seconds}</text>", y(seconds) + 4.0);
    }
    if let Some((first, base)) = points.first().map(|(reports, seconds)| (*reports as f64, *seconds)) {
        let grown = |reports: f64| base * reports * reports.ln() / (first * first.ln());
        let line: Vec<String> = (0..=40)
            .map(|step| first * 100f64.powf(f64::from(step) / 40.0))
            .map(|reports| format!("{:.1},{:.1}", x(reports), y(grown(reports))))
            .collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#b5651d\" stroke-dasharray=\"4 3\"/>\n\
             <text x=\"300\" y=\"60\" fill=\"#b5651d\">n log n</text>",
            line.join(" ")
        );
    }
    for (reports, seconds) in points {
        let (x, y) = (x(*reports as f64), y(*seconds));
        let _ = writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#1b5e8a\"/>\n<text x=\"{:.1}\" y=\"{:.1}\">{seconds:.1} s</text>",
            x + 7.0,
            y + 12.0
        );
    }
    out + "</svg>\n"
}

/// Share right over probability given.
pub fn calibration(points: &[(f64, f64)]) -> String {
    let (x, y) = (|given: f64| 50.0 + 340.0 * given, |right: f64| 250.0 - 220.0 * right);
    let mut out = HEAD.to_owned()
        + "<text x=\"225\" y=\"288\" text-anchor=\"middle\">probability given</text>\n<text x=\"14\" y=\"14\">share right</text>\n";
    for tick in [0.0, 0.5, 1.0] {
        let _ = writeln!(
            out,
            "<text x=\"{:.0}\" y=\"266\" text-anchor=\"middle\">{tick}</text>\n<text x=\"45\" y=\"{:.0}\" text-anchor=\"end\">{tick}</text>",
            x(tick),
            y(tick) + 4.0
        );
    }
    let _ = writeln!(out, "<path d=\"M50 250L390 30\" fill=\"none\" stroke=\"#b5651d\" stroke-dasharray=\"4 3\"/>");
    for (given, right) in points {
        let _ = writeln!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\" fill=\"#1b5e8a\"/>", x(*given), y(*right));
    }
    out + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_drawn() {
        let drawn = |svg: &str| svg.matches("<circle").count();
        assert_eq!(drawn(&seconds(&[(100_000, 1.2), (1_000_000, 12.0)])), 2);
        assert_eq!(drawn(&calibration(&[(0.1, 0.1), (0.9, 0.88), (0.5, 0.5)])), 3);
    }
}
