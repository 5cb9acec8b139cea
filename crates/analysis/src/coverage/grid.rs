//! A grid of cells over an area, in millionths of a degree.

use super::Spot;

/// Metres of one degree of latitude on a sphere of 6,371,008.8 m.
pub(super) const DEGREE_M: f64 = 111_195.079_734;

/// Cells in rows from south to north, each row from west to east.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The southern edge.
    pub south_udeg: i32,
    /// The western edge.
    pub west_udeg: i32,
    /// How high a cell is.
    pub high_udeg: i32,
    /// How wide a cell is.
    pub wide_udeg: i32,
    /// How many rows.
    pub rows: u32,
    /// How many cells in a row.
    pub columns: u32,
}

impl Grid {
    /// Over a box (south-west and north-east corner), with cells of about `cell_m` on each side, or larger, so that there are at most
    /// `most`. Edges lie on whole multiples of a cell, so that two views of one place have the same cells.
    pub fn over((south, west): Spot, (north, east): Spot, cell_m: f64, most: u32) -> Self {
        let middle = libm::cos((f64::from(south) + f64::from(north)) / 2e6 * std::f64::consts::PI / 180.0).max(0.01);
        let mut cell_m = cell_m.max(10.0);
        loop {
            let high = (libm::round(cell_m / DEGREE_M * 1e6) as i32).max(1);
            let wide = (libm::round(cell_m / DEGREE_M / middle * 1e6) as i32).max(1);
            let first = |edge: i32, step: i32| edge.div_euclid(step) * step;
            let count = |from: i32, to: i32, step: i32| {
                u32::try_from((i64::from(to) - i64::from(from)).div_euclid(i64::from(step)) + 1).unwrap_or(1).max(1)
            };
            let (south_udeg, west_udeg) = (first(south, high), first(west, wide));
            let (rows, columns) = (count(south_udeg, north, high), count(west_udeg, east, wide));
            if u64::from(rows) * u64::from(columns) <= u64::from(most.max(1)) {
                return Self { south_udeg, west_udeg, high_udeg: high, wide_udeg: wide, rows, columns };
            }
            cell_m *= 1.25;
        }
    }

    /// How many cells.
    pub fn len(&self) -> u32 {
        self.rows * self.columns
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The centre of a cell.
    pub fn centre(&self, number: u32) -> Spot {
        let (row, column) = (number / self.columns.max(1), number % self.columns.max(1));
        let at = |edge: i32, step: i32, count: u32| {
            let place = i64::from(edge) + i64::from(step) * i64::from(count) + i64::from(step) / 2;
            i32::try_from(place).unwrap_or(i32::MAX)
        };
        (at(self.south_udeg, self.high_udeg, row), at(self.west_udeg, self.wide_udeg, column))
    }

    /// The middle of the grid.
    pub fn middle(&self) -> Spot {
        self.centre((self.rows / 2) * self.columns + self.columns / 2)
    }

    /// The size of a cell in square metres.
    pub fn cell_m2(&self, number: u32) -> f64 {
        let (lat, _) = self.centre(number);
        let high = f64::from(self.high_udeg) / 1e6 * DEGREE_M;
        let wide = f64::from(self.wide_udeg) / 1e6 * DEGREE_M * libm::cos((f64::from(lat) / 1e6).to_radians());
        high * wide
    }

    /// Rows and columns whose centres may lie in a box of degrees.
    pub(super) fn cells_in(&self, south: f64, west: f64, north: f64, east: f64) -> impl Iterator<Item = u32> + use<> {
        let first = |edge: f64, from: i32, step: i32| libm::floor((edge * 1e6 - f64::from(from)) / f64::from(step));
        let range = |low: f64, high: f64, from: i32, step: i32, count: u32| {
            let low = first(low, from, step).max(0.0);
            let high = (first(high, from, step) + 1.0).min(f64::from(count));
            if low < high { (low as u32)..(high as u32) } else { 0..0 }
        };
        let rows = range(south, north, self.south_udeg, self.high_udeg, self.rows);
        let columns = range(west, east, self.west_udeg, self.wide_udeg, self.columns);
        let wide = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * wide + column))
    }
}
