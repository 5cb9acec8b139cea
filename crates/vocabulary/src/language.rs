//! Languages of the record and of its readers.

use crate::code::codes;

codes! {
    /// A language in which pages and publications exist. Others come by catalogue.
    Language { Arabic = "ar", English = "en" }
}
