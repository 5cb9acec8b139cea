//! What can be wrong with a file, a row, a cell. Slugs are stable; sentences and remedies are in the catalogue.

use mirqab_domain::report;

/// Why a file is not a table at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Something else than a CSV file, by its first bytes.
    #[error("the file is {0}, not CSV")]
    NotCsv(&'static str),
    /// Larger than allowed.
    #[error("the file has {0} bytes; at most {1} are taken")]
    TooLarge(usize, usize),
    /// Zero bytes in text.
    #[error("the file holds zero bytes")]
    ZeroBytes,
    /// A column name twice, or empty.
    #[error("column {0} has no name, or another column has the same: {1:?}")]
    ColumnName(usize, String),
    /// No line but the first.
    #[error("the file has column names and no row")]
    NoRows,
}

impl FileError {
    /// The stable slug.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Empty => "csv-empty",
            Self::NotCsv(_) => "csv-not-csv",
            Self::TooLarge(..) => "csv-too-large",
            Self::ZeroBytes => "csv-zero-bytes",
            Self::ColumnName(..) => "csv-column-name",
            Self::NoRows => "csv-no-rows",
        }
    }
}

/// What is wrong with a cell or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A required cell is empty.
    #[error("a value is needed here")]
    Missing,
    /// No such code or label.
    #[error("no such value; the codebook lists those there are")]
    Unknown,
    /// Not a day.
    #[error("not a day such as 2020-01-18")]
    Day,
    /// Day and month cannot be told apart.
    #[error("day and month cannot be told apart; write 2020-01-18")]
    DayAmbiguous,
    /// Not a time.
    #[error("not a time such as 14:30, or 2020-01-18T14:30:00+02:00")]
    Time,
    /// Ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
    /// Not a whole number.
    #[error("not a whole number in its range")]
    Number,
    /// Not a latitude.
    #[error("not a latitude from -90 to 90 degrees")]
    Latitude,
    /// Not a longitude.
    #[error("not a longitude from -180 to 180 degrees")]
    Longitude,
    /// Not a bearing.
    #[error("not a bearing from 0 up to 360 degrees")]
    Bearing,
    /// Not a distance band.
    #[error("not a distance band from near to far, at most 200 km")]
    Band,
    /// No place at all.
    #[error("no place: give coordinates, a place name, or the observer's position with bearing and distance")]
    NoPlace,
    /// Text that cannot be taken.
    #[error("the text is too long, or holds control characters")]
    Text,
    /// No such party.
    #[error("no such party")]
    Party,
    /// Not their own party.
    #[error("a party's liaison files for their own party only")]
    PartyNotOwn,
    /// The wrong number of cells.
    #[error("the row has another number of cells than the first line")]
    Cells,
    /// Cannot be split into cells.
    #[error("the row cannot be read; a quotation mark may be missing")]
    Unreadable,
    /// The rules of the record say no to the row as a whole.
    #[error("{0}")]
    Rule(report::Refusal),
}

impl Problem {
    /// The stable slug; that of the refusal where the rules say no.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Missing => "csv-missing",
            Self::Unknown => "csv-unknown",
            Self::Day => "csv-day",
            Self::DayAmbiguous => "csv-day-ambiguous",
            Self::Time => "csv-time",
            Self::Backwards => "csv-backwards",
            Self::Number => "csv-number",
            Self::Latitude => "csv-latitude",
            Self::Longitude => "csv-longitude",
            Self::Bearing => "csv-bearing",
            Self::Band => "csv-band",
            Self::NoPlace => "csv-no-place",
            Self::Text => "csv-text",
            Self::Party => "csv-party",
            Self::PartyNotOwn => "csv-party-not-own",
            Self::Cells => "csv-cells",
            Self::Unreadable => "csv-unreadable",
            Self::Rule(refusal) => refusal.slug(),
        }
    }
}

/// One error, where it is, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// The line of the file on which the row begins; the column names are line 1.
    pub line: u64,
    /// The column's name; empty if the whole row is meant.
    pub column: String,
    /// What stands there, at most 80 characters of it.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}
