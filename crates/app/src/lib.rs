//! Use cases: authorize → load → decide → record → append → show.
//!
//! Every write goes through [`work::Work::record`]; every read that depends on who asks goes through [`access`].
//! Storage, clock and randomness are ports, given in by the binary.

pub mod access;
pub mod accounts;
pub mod agreement;
pub mod anchors;
pub mod blind;
pub mod bundle;
pub mod clock;
pub mod commitment;
pub mod contact;
pub mod error;
pub mod export;
pub mod gazetteer;
pub mod import;
pub mod incident;
pub mod intake;
pub mod location;
pub mod log_keys;
pub mod mechanism;
pub mod mission;
pub mod past;
pub mod ports;
pub mod procedure;
pub mod proposal;
pub mod protection;
pub mod publication;
pub mod repeats;
pub mod report;
pub mod response;
pub mod rows;
pub mod sealed;
pub mod sealing;
pub mod settings;
pub mod signed;
pub mod tiles;
pub mod upkeep;
pub mod verification;
pub mod witnesses;
pub mod work;

pub use access::{Action, Actor, Audience};
pub use accounts::Accounts;
pub use error::{AppError, Broken};
pub use mirqab_analysis::coverage::{Covered, Grid, Light, Means, Rate, Seen};
pub use mirqab_analysis::fold;
pub use ports::{Reader, Store, StoredEntry, Surroundings, Writer};
pub use sealing::Receipt;
pub use work::App;
