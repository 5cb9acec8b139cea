//! `mirqab`: commands and wiring. The only crate that sees everything.

mod anchor;
mod commands;
mod demo;
mod failures;
mod fuse;
mod gazetteer;
mod generate;
mod keys;
mod post;
mod protection;
mod sign;
mod surroundings;
mod terms;
mod told;
mod witnesses;

use clap::{Parser, Subcommand, ValueEnum};
use mirqab_vocabulary::Language;
use mirqab_web::words::Words;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Mirqab: the neutral record of a ceasefire, from a reported violation to a published finding that every party can check.
#[derive(Parser)]
#[command(name = "mirqab", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    /// In which language errors and documents are: ar or en. Else what LC_ALL, LC_MESSAGES or LANG say; documents are in English.
    #[arg(long, value_enum, global = true)]
    language: Option<LanguageName>,
    #[command(subcommand)]
    command: Command,
}

/// Where the data folder is.
#[derive(clap::Args, Clone)]
struct Data {
    /// The data folder.
    #[arg(long = "data", value_name = "DIR", env = "MIRQAB_DATA", default_value = "mirqab-data")]
    path: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Html,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Listed {
    Reports,
    Incidents,
    Findings,
    Entries,
}

#[derive(Clone, Copy, ValueEnum)]
enum PeriodName {
    Daily,
    Weekly,
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageName {
    Ar,
    En,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::Ar => Self::Arabic,
            LanguageName::En => Self::English,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Show the demonstration (Libya, January 2020) on a web page of this machine.
    ///
    /// Makes the data folder on the first run and continues with it on later ones. Example: mirqab demo --listen 127.0.0.1:8080
    Demo {
        /// The folder of the demonstration.
        #[arg(long = "data", value_name = "DIR", env = "MIRQAB_DATA", default_value = "mirqab-demo")]
        path: PathBuf,
        /// Where to serve.
        #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8020")]
        listen: SocketAddr,
        /// Throw the demonstration's folder away and start over.
        #[arg(long)]
        fresh: bool,
        /// Add so many generated reports, marked as generated.
        #[arg(long, value_name = "N", default_value_t = 0)]
        reports: u32,
        /// Make the folder and stop, without serving.
        #[arg(long)]
        load_only: bool,
    },
    /// Make a new, empty data folder with a fresh signing key and one administrator.
    ///
    /// Example: mirqab init --data /srv/mirqab --origin mission.example/log/2026 --zone Africa/Tripoli
    Init {
        #[command(flatten)]
        data: Data,
        /// The log's name, which no other log has.
        #[arg(long, value_name = "NAME")]
        origin: String,
        /// The zone of the mission's local days.
        #[arg(long, value_name = "ZONE")]
        zone: String,
    },
    /// Serve pages and the API of a data folder.
    Serve {
        #[command(flatten)]
        data: Data,
        /// Where to serve.
        #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8020")]
        listen: SocketAddr,
    },
    /// Import reports from a CSV file: all rows, or none and all that is wrong with them.
    ///
    /// The column names are recognised in English and Arabic; `--map kind=Type` says what is not. Sending the same file again
    /// records nothing twice. Example: mirqab import --as duty --dry-run january.csv
    Import {
        #[command(flatten)]
        data: Data,
        /// The file. UTF-8, UTF-16 and Windows-1256 are recognised, and , ; and tab between columns.
        file: PathBuf,
        /// The account that imports; a duty officer's.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: String,
        /// The channel of rows that name none: observer, party, civilian, media, sensor, hotline.
        #[arg(long)]
        channel: Option<String>,
        /// Which column holds a field.
        #[arg(long = "map", value_name = "FIELD=COLUMN")]
        maps: Vec<String>,
        /// Say what is wrong, and record nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Agreement files: check, test, schema. Needs no data folder.
    Agreement {
        #[command(subcommand)]
        action: terms::Asked,
    },
    /// Import places with their names, to find what reports call them.
    Gazetteer {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        action: GazetteerAction,
    },
    /// Write what is published as open data: CSV or GeoJSON. Example: mirqab export --format geojson --out incidents.geojson
    Export {
        #[command(flatten)]
        data: Data,
        /// csv or geojson; followed is the table of notices, replies, measures and closings; tiles writes the whole log without its payloads as a folder, or brings such a folder up to date.
        #[arg(long, value_parser = ["csv", "geojson", "followed", "tiles"], default_value = "csv")]
        format: String,
        /// The file to write, or the folder.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print a situation report. Computed from the record as of now, or as of an earlier position of the log.
    ///
    /// Example: mirqab sitrep --date 2020-01-18 --language ar --format html > sitrep.html
    Sitrep {
        #[command(flatten)]
        data: Data,
        /// The (last) local day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: String,
        /// One day, or the seven days that end with it.
        #[arg(long, value_enum, default_value = "daily")]
        period: PeriodName,
        /// In which form.
        #[arg(long, value_enum, default_value = "html")]
        format: Format,
        /// As the record was when the log had so many entries.
        #[arg(long, value_name = "ENTRIES")]
        as_of: Option<u64>,
    },
    /// Write one finding with the entries behind it and their proofs, for `mirqab-verify`.
    Bundle {
        #[command(flatten)]
        data: Data,
        /// The finding, as `mirqab inspect findings` lists it.
        finding: String,
        /// For whom: public, party:CODE or court. All prove the same log, and differ in what they show of it.
        #[arg(long = "for", value_name = "AUDIENCE", default_value = "public")]
        audience: String,
        /// The account that asks, for any other audience than the public.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: Option<String>,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Erase parts of a report for good: propose, decide, decline, list. It takes two persons.
    Erase {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        action: protection::Asked,
    },
    /// Keys of those who hold and open sealed identities: new, public, give, open. Needs no data folder.
    ///
    /// Run it on your own machine. Example: mirqab keys new --out my-key
    Keys {
        #[command(subcommand)]
        action: keys::Asked,
    },
    /// Sign your own reports with a key of yours: new, public, offer, report. Needs no data folder and no network.
    ///
    /// Run it on your own machine. Example: mirqab sign new --out my-key
    Sign {
        #[command(subcommand)]
        action: sign::Asked,
    },
    /// Check a whole data folder: every hash, signature, proof and rule. Exit status 1 if anything does not hold.
    Check {
        #[command(flatten)]
        data: Data,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// List what is in a data folder.
    Inspect {
        #[command(flatten)]
        data: Data,
        /// What to list.
        #[arg(value_enum)]
        what: Listed,
        /// In which form; only `json` for now.
        #[arg(long, value_parser = ["json"], default_value = "json")]
        format: String,
    },
    /// Make all read models anew from the log.
    Rebuild {
        #[command(flatten)]
        data: Data,
    },
    /// Copy a data folder while it is in use, and check the copy.
    Backup {
        #[command(flatten)]
        data: Data,
        /// The new folder.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Make a data folder from a backup, after checking it.
    Restore {
        #[command(flatten)]
        data: Data,
        /// The backup's folder.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
    /// Group the reports of a file into incidents, without a data folder.
    ///
    /// Reads CSV, or JSON Lines where the name ends in .jsonl. Only `id` is needed; what is missing is evidence of nothing.
    /// Columns and what is written: docs/reference/fuse.md. Example: mirqab fuse --input january.csv --output groups.csv
    Fuse(fuse::Asked),
    /// Accounts: add, list, password, token.
    Account {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        action: AccountAction,
    },
    /// The log, its key and its witnesses: witnesses, submit, accept, rotate-key, end-hand-over. Witnesses need the file witness-policy in the data folder.
    Log {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        action: LogAction,
    },
    /// Anchor the log in time: request, add, send, status. An authority outside stamps its newest checkpoint (RFC 3161).
    ///
    /// Without a network a question is carried out as a file and its answer in. Authorities that are asked over HTTP stand in the file
    /// time-stamping in the data folder, trusted roots in time-stamp-roots.pem. Example: mirqab anchor request --out checkpoint.tsq
    Anchor {
        #[command(flatten)]
        data: Data,
        #[command(subcommand)]
        action: AnchorAction,
    },
    /// Say what this program and this machine are, and whether a data folder is in order at first sight.
    Doctor {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Subcommand)]
enum LogAction {
    /// Say who cosigned the log how far, and who is missing since when.
    Witnesses,
    /// Send the newest checkpoint to witnesses over HTTP, or write what one of them needs into a file.
    Submit {
        /// The witness, as the policy calls it; all that have an address if none is named.
        #[arg(long, value_name = "NAME")]
        witness: Option<String>,
        /// Write a file for the witness, to be carried there, instead of sending anything.
        #[arg(long, value_name = "FILE", requires = "witness")]
        out: Option<PathBuf>,
        /// How many entries the witness saw last, if it says so itself.
        #[arg(long, value_name = "ENTRIES", requires = "witness")]
        old: Option<u64>,
    },
    /// Have another key follow the log's, which signs from then on. Stop the server first.
    ///
    /// The note in FILE is signed by both keys, and stands in the log. Give it to everybody who has the old key on paper. Both keys sign
    /// until `end-hand-over`.
    RotateKey {
        /// The account that does it: an administrator's.
        #[arg(long = "as", value_name = "ACCOUNT")]
        account: String,
        /// The file to write the note to.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Destroy the old key, once everybody has the new one. Stop the server first.
    EndHandOver,
    /// Keep what a witness signed. Works also while the server runs.
    Accept {
        /// The file that came back from the witness.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum AnchorAction {
    /// Write a question about the newest checkpoint into a file, to be carried to an authority. Works also while the server runs.
    Request {
        /// The file to write; .tsq is usual.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Take in an authority's answer, if it holds. Works also while the server runs.
    Add {
        /// The file that came back; .tsr is usual.
        file: PathBuf,
    },
    /// Ask all authorities that have an address, now. What fails waits.
    Send,
    /// Say what is stamped, and what waits since when.
    Status,
}

#[derive(Subcommand)]
enum GazetteerAction {
    /// Take in a file of places: all rows, or none and all that is wrong with them.
    ///
    /// GeoNames: a country's table as it is downloaded, such as LY.txt. COD-AB: a table of administrative units as CSV, with names,
    /// P-codes and a centre. Example: mirqab gazetteer --data DIR import LY.txt
    Import {
        /// The file, in UTF-8.
        file: PathBuf,
        /// What it is; otherwise its first line tells.
        #[arg(long, value_parser = ["geonames", "cod-ab"])]
        format: Option<String>,
    },
}

#[derive(Subcommand)]
enum AccountAction {
    /// List all accounts.
    List,
    /// Add an account. The password is read from standard input, one line.
    Add {
        /// What it signs in with.
        name: String,
        /// Its role: observer, duty_officer, verifier, reviewer, head_of_mission, party_liaison, auditor, administrator.
        #[arg(long)]
        role: String,
        /// Its party, for a liaison.
        #[arg(long)]
        party: Option<String>,
    },
    /// Set a password, read from standard input, one line. Ends all its sessions.
    Password {
        /// The account's name.
        name: String,
    },
    /// Make an API token and print it once.
    Token {
        /// The account's name.
        name: String,
        /// What the token is for.
        #[arg(long)]
        label: String,
        /// For how many days it is good.
        #[arg(long, default_value_t = 90)]
        days: u32,
    },
}

fn main() -> ExitCode {
    let Arguments { language, command } = Arguments::parse();
    let language = language.map(Language::from);
    let words = Words::of(language.unwrap_or_else(told::language_of_terminal)).plain();
    match commands::run(command, words, language) {
        Ok(code) => code,
        // Whoever reads our output has read enough.
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mirqab: {}", told::failure(words, &error));
            ExitCode::from(2)
        }
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let kind = error.chain().find_map(|cause| {
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind).or(json)
    });
    kind == Some(std::io::ErrorKind::BrokenPipe)
}
