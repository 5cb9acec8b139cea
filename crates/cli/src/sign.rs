//! Signing one's own reports. All of this happens on the machine of who signs, without a data folder and without a network: what is secret
//! never goes where the server is. What is printed goes to the mission, by a page or by the API.

use crate::keys::{json, random, write_secret};
use crate::told::Cannot;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use mirqab_app::Surroundings as _;
use mirqab_app::report::Upload;
use mirqab_app::signed::{Addressed, SigningKey, attachments, make_offer, sign_report};
use mirqab_domain::report::Draft;
use mirqab_vocabulary::{AccountId, Line, ReportId};
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// For whom.
#[derive(Args)]
pub struct To {
    /// The log's name, as your page of keys shows it.
    #[arg(long, value_name = "NAME")]
    log: String,
    /// Your account's identifier, as that page shows it.
    #[arg(long, value_name = "ID")]
    account: String,
}

#[derive(Subcommand)]
pub enum Asked {
    /// Make a key. The file is secret and stays with you; what is printed is its public half.
    New {
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print the public half of a key, in groups of four digits as the page shows it.
    Public {
        /// The secret file.
        key: PathBuf,
    },
    /// Offer a key to the mission: prints what you send under your signing keys.
    Offer {
        /// Your secret file.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[command(flatten)]
        to: To,
        /// Sign every report from then on. One without a signature is refused, also by whoever has your password.
        #[arg(long)]
        every_report: bool,
        /// The secret file of the key that stands, whose place this one takes.
        #[arg(long, value_name = "FILE")]
        continues: Option<PathBuf>,
    },
    /// Sign a report: prints what you send. Example: mirqab sign report --key my-key --log NAME --account ID draft.json > signed.json
    Report {
        /// Your secret file.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[command(flatten)]
        to: To,
        /// A file that goes with it; send it beside what is printed.
        #[arg(long = "attach", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The draft as JSON, as the API describes it; - for standard input.
        draft: PathBuf,
    },
}

pub fn run(action: &Asked) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    match action {
        Asked::New { out: file } => {
            let key = SigningKey::generate(random);
            write_secret(file, key.to_text().as_bytes())?;
            writeln!(out, "{}", groups(&key))?;
        }
        Asked::Public { key } => writeln!(out, "{}", groups(&secret(key)?))?,
        Asked::Offer { key, to, every_report, continues } => {
            let old = continues.as_deref().map(secret).transpose()?;
            let offer = make_offer(&secret(key)?, &addressed(to)?, *every_report, old.as_ref())?;
            writeln!(out, "{}", serde_json::to_string_pretty(&offer)?)?;
        }
        Asked::Report { key, to, files, draft } => {
            let system = crate::surroundings::System { behind_s: 0 };
            let mut value: Value = json(draft)?;
            if let Some(members) = value.as_object_mut() {
                // It is not signed; the mission says when it received the report.
                members.insert("received_at".into(), system.now().to_string().into());
            }
            let uploads = files.iter().map(|file| upload(file)).collect::<Result<Vec<Upload>>>()?;
            let mut read: Draft = serde_json::from_value(value).map_err(|error| crate::keys::wrong(draft, error))?;
            read.attachments = attachments(&uploads);
            let mut tail = [0; 10];
            random(&mut tail);
            let report = ReportId::from_parts(system.now_ms(), tail);
            let signed = sign_report(&secret(key)?, &addressed(to)?, report, &read, random)?;
            writeln!(out, "{}", serde_json::to_string_pretty(&signed)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn addressed(to: &To) -> Result<Addressed> {
    Ok(Addressed { log: to.log.clone(), account: AccountId::parse(&to.account)? })
}

fn groups(key: &SigningKey) -> String {
    let public = key.public();
    let digits: Vec<char> = public.as_str().chars().collect();
    digits.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join(" ")
}

fn secret(file: &Path) -> Result<SigningKey> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let no =
        |_| Cannot::new("cli-no-signing-key", &[("file", &file.display().to_string()), ("command", "mirqab sign new")]);
    Ok(SigningKey::parse(&text).map_err(no)?)
}

fn upload(file: &Path) -> Result<Upload> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let media_type = match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    };
    Ok(Upload { name: Line::parse(&name)?, media_type: Line::parse(media_type)?, bytes })
}
