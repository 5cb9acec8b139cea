//! QR codes as drawings: black on white in every scheme of colours, since readers expect that, with the empty margin that the code needs.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of empty margin on each side. SOURCE: ISO/IEC 18004.
const MARGIN: i32 = 4;

/// The drawing, called `name` for those who cannot see it; `None` if the text is too long for any code (2,331 bytes).
pub fn drawing(text: &str, name: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    Some(format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{name}\" viewBox=\"0 0 {side} {side}\" width=\"360\" height=\"360\" \
         shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the drawing as a camera would: from its squares.
    fn seen(svg: &str) -> String {
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let mut black = vec![false; side * side];
        let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        for square in path.split('M').filter(|square| !square.is_empty()) {
            let (x, y) = square.split_once('h').unwrap().0.split_once(' ').unwrap();
            black[y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap()] = true;
        }
        let scale = 4;
        let pixel = |x: usize, y: usize| if black[y / scale * side + x / scale] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, pixel);
        picture.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn what_is_drawn_is_read_again_by_somebody_elses_reader() {
        for length in [20, 200, 700, 1_200] {
            let text = format!("mirqab1.{}", "aZ09-_.".repeat(length / 7));
            assert_eq!(seen(&drawing(&text, "x").unwrap()), text);
        }
        assert_eq!(drawing(&"a".repeat(3_000), "x"), None);
        assert!(drawing("a", "a \"<&").unwrap().contains("aria-label=\"a &quot;&lt;&amp;\""));
    }
}
