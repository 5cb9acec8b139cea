//! From bytes to rows of text.

use super::{Columns, Context, FileError, Row, rows};
use std::borrow::Cow;

/// A file that is a table.
#[derive(Debug)]
pub struct Table<'a> {
    /// The file, byte for byte.
    pub bytes: &'a [u8],
    text: Cow<'a, str>,
    delimiter: u8,
    /// The encoding that was recognised, for a person to confirm.
    pub encoding: &'static str,
    /// The column names.
    pub headers: Vec<String>,
}

/// What other kinds of files begin with.
const OTHERS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet (XLSX)"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old spreadsheet (XLS)"),
    (b"SQLite format 3", "a database"),
    (b"{", "JSON"),
    (b"<", "HTML or XML"),
];

/// Reads the encoding, the delimiter and the column names of a file of at most `most` bytes.
pub fn table(bytes: &[u8], most: usize) -> Result<Table<'_>, FileError> {
    if bytes.len() > most {
        return Err(FileError::TooLarge(bytes.len(), most));
    }
    if let Some((_, kind)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FileError::NotCsv(kind));
    }
    let (text, encoding) = decoded(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    if first.trim().is_empty() {
        return Err(FileError::Empty);
    }
    let outside = |delimiter: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == delimiter
            })
            .count()
    };
    let best = [',', ';', '\t'].into_iter().max_by_key(|delimiter| (outside(*delimiter), *delimiter == ','));
    let delimiter = best.map_or(b',', |delimiter| delimiter as u8);
    let mut reader = rows::reader(text.as_bytes(), delimiter);
    let headers: Vec<String> =
        reader.headers().map(|names| names.iter().map(super::cells::clean).collect()).unwrap_or_default();
    for (index, name) in headers.iter().enumerate() {
        if name.is_empty() || headers[..index].contains(name) {
            return Err(FileError::ColumnName(index + 1, name.clone()));
        }
    }
    if reader.records().next().is_none() {
        return Err(FileError::NoRows);
    }
    Ok(Table { bytes, text, delimiter, encoding, headers })
}

fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), FileError> {
    use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};
    // UTF-16 without a mark: every other byte of its ASCII is zero.
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let sixteen = if bytes.starts_with(b"\xFF\xFE") || (zeros(1) > 10 && zeros(0) == 0) {
        Some((UTF_16LE, "UTF-16LE"))
    } else if bytes.starts_with(b"\xFE\xFF") || (zeros(0) > 10 && zeros(1) == 0) {
        Some((UTF_16BE, "UTF-16BE"))
    } else {
        None
    };
    if let Some((encoding, name)) = sixteen {
        return Ok((encoding.decode_with_bom_removal(bytes).0, name));
    }
    if bytes.contains(&0) {
        return Err(FileError::ZeroBytes);
    }
    let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(rest) {
        Ok(text) => Ok((Cow::Borrowed(text), "UTF-8")),
        Err(_) => Ok((WINDOWS_1256.decode_without_bom_handling(bytes).0, "Windows-1256")),
    }
}

impl Table<'_> {
    /// Columns that hold nothing that is asked for.
    pub fn unmapped(&self, columns: &Columns) -> Vec<&str> {
        let unused = self.headers.iter().enumerate().filter(|(index, _)| !columns.uses(*index));
        unused.map(|(_, name)| name.as_str()).collect()
    }

    /// The rows, one by one. Empty ones are passed over.
    pub fn rows<'t>(&'t self, columns: &'t Columns, context: &'t Context<'t>) -> impl Iterator<Item = Row> + 't {
        rows::read(rows::reader(self.text.as_bytes(), self.delimiter), &self.headers, columns, context)
    }
}
