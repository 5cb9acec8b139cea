//! A data folder's settings.

use mirqab_vocabulary::ZoneName;
use serde::{Deserialize, Serialize};

/// What is fixed when a data folder is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The log's name, which no other log has, such as `mirqab.example/log/2020`.
    pub origin: String,
    /// The zone whose local days and clock times the mission uses.
    pub zone: ZoneName,
    /// Whether what is in it is a demonstration, which each page then says.
    pub demonstration: bool,
    /// For a demonstration: by how many seconds its clock is behind the real one.
    #[serde(default)]
    pub clock_behind_s: i64,
}
