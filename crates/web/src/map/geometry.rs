//! Where things lie on the drawing: the projection, ways over the globe, and what is cut off at the edge.

use super::Sector;
use std::f64::consts::{FRAC_PI_4, PI};
use std::fmt::Write as _;

/// Mean radius of the Earth in metres.
pub(super) const EARTH_M: f64 = 6_371_008.8;
/// Mercator is cut here; nothing in use lies beyond.
pub(super) const LAT_LIMIT: f64 = 85.0;

/// Mercator, in radians, y to the south.
pub(super) fn mercator(lat: f64, lon: f64) -> (f64, f64) {
    let lat = lat.clamp(-LAT_LIMIT, LAT_LIMIT).to_radians();
    (lon.to_radians(), -(FRAC_PI_4 + lat / 2.0).tan().ln())
}
pub(super) fn latitude(y: f64) -> f64 {
    (2.0 * (-y).exp().atan() - PI / 2.0).to_degrees()
}

/// The point that lies `distance` metres from here on `bearing` degrees.
pub(super) fn destination(lat: f64, lon: f64, bearing: f64, distance: f64) -> (f64, f64) {
    let (lat, bearing, arc) = (lat.to_radians(), bearing.to_radians(), distance / EARTH_M);
    let to = (lat.sin() * arc.cos() + lat.cos() * arc.sin() * bearing.cos()).asin();
    let turn = (bearing.sin() * arc.sin() * lat.cos()).atan2(arc.cos() - lat.sin() * to.sin());
    (to.to_degrees(), lon + turn.to_degrees())
}

/// The rings of a sector: one closed outline, or two for a full ring.
pub(super) fn sector_rings(sector: &Sector) -> Vec<Vec<(f64, f64)>> {
    let error = sector.error_deg.clamp(0.1, 180.0);
    let (near, far) = (sector.near_m.max(0.0).min(sector.far_m), sector.far_m.max(1.0));
    let steps = (error / 3.0).ceil().max(4.0) as i32;
    let arc = |distance: f64| -> Vec<(f64, f64)> {
        let at = |step: i32| sector.bearing_deg - error + 2.0 * error * f64::from(step) / f64::from(steps);
        (0..=steps).map(|step| destination(sector.lat, sector.lon, at(step), distance)).collect()
    };
    if error >= 180.0 {
        return if near > 0.0 { vec![arc(far), arc(near)] } else { vec![arc(far)] };
    }
    let mut ring = arc(far);
    if near > 0.0 {
        ring.extend(arc(near).into_iter().rev());
    } else {
        ring.push((sector.lat, sector.lon));
    }
    vec![ring]
}

/// Keeps the part of a ring within a box (Sutherland and Hodgman).
pub(super) fn clip_ring(ring: &[(f64, f64)], frame: [f64; 4]) -> Vec<(f64, f64)> {
    let mut points = ring.to_vec();
    for (side, limit) in frame.into_iter().enumerate() {
        let inside = |p: (f64, f64)| match side {
            0 => p.0 >= limit,
            1 => p.1 >= limit,
            2 => p.0 <= limit,
            _ => p.1 <= limit,
        };
        let cross = |a: (f64, f64), b: (f64, f64)| {
            if side % 2 == 0 {
                (limit, a.1 + (b.1 - a.1) * (limit - a.0) / (b.0 - a.0))
            } else {
                (a.0 + (b.0 - a.0) * (limit - a.1) / (b.1 - a.1), limit)
            }
        };
        let mut kept = Vec::with_capacity(points.len());
        for (i, &b) in points.iter().enumerate() {
            let a = points[(i + points.len() - 1) % points.len()];
            if inside(a) != inside(b) {
                kept.push(cross(a, b));
            }
            if inside(b) {
                kept.push(b);
            }
        }
        points = kept;
    }
    points
}

/// Cuts a line to the runs whose segments come near a box.
pub(super) fn near_runs(line: &[(f64, f64)], frame: [f64; 4]) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let near = a.0.max(b.0) >= frame[0]
            && a.1.max(b.1) >= frame[1]
            && a.0.min(b.0) <= frame[2]
            && a.1.min(b.1) <= frame[3];
        match (near, open) {
            (true, true) => runs.last_mut().into_iter().for_each(|run| run.push(b)),
            (true, false) => runs.push(vec![a, b]),
            (false, _) => {}
        }
        open = near;
    }
    runs
}

pub(super) fn path(points: &[(f64, f64)], closed: bool) -> String {
    let mut out = String::new();
    let mut last: Option<(f64, f64)> = None;
    for (i, &(x, y)) in points.iter().enumerate() {
        // A quarter of a pixel is not seen, even when zoomed in four times.
        let same = last.is_some_and(|(px, py)| (px - x).abs() < 0.25 && (py - y).abs() < 0.25);
        if same && i + 1 != points.len() {
            continue;
        }
        let _ = write!(out, "{}{:.1} {:.1}", if last.is_none() { 'M' } else { 'L' }, x, y);
        last = Some((x, y));
    }
    if closed && !out.is_empty() {
        out.push('Z');
    }
    out
}
