//! Intake of tables: bytes of a CSV file in, drafts of reports out, with all errors of all rows.
//!
//! Pure: no I/O and no clock. Rows are read one by one, so a large file needs little memory.

mod cells;
mod columns;
mod problem;
mod rows;
mod table;
#[cfg(test)]
mod tests;

pub use columns::{Columns, Field};
pub use problem::{CellError, FileError, Problem};
pub use rows::{Context, Row};
pub use table::{Table, table};
