//! Keys of those who hold and open sealed identities. All of this happens on the machine of one person, without a data folder and without
//! a network: what is secret never goes where the server is.

use crate::told::Cannot;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use mirqab_app::sealed::{self, Asked as Request, Package, SecretKey};
use serde::de::DeserializeOwned;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Asked {
    /// Make a key. The file is secret and stays with you; what is printed is public and goes to the mission.
    New {
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print the public half of a key.
    Public {
        /// The secret file.
        key: PathBuf,
    },
    /// As a key holder: open your share and encrypt it to who asks. Prints what you paste into the page.
    Give {
        /// Your secret file.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The file that the page gave you; - for standard input.
        request: PathBuf,
    },
    /// As who asked: put the shares together and open what was sealed.
    Open {
        /// Your secret file.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The file that the page gave you; - for standard input.
        shares: PathBuf,
        /// Write what was sealed into a file instead of printing it.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub fn run(action: &Asked) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    match action {
        Asked::New { out: file } => {
            let key = SecretKey::generate(random);
            write_secret(file, key.to_text().as_bytes())?;
            writeln!(out, "{}", key.public().as_str())?;
        }
        Asked::Public { key } => writeln!(out, "{}", secret(key)?.public().as_str())?,
        Asked::Give { key, request } => {
            let (key, asked): (_, Request) = (secret(key)?, json(request)?);
            if asked.format != "mirqab-asked/1" {
                bail!(wrong(request, "format"));
            }
            eprintln!("report {}\nwhat {}\nreason {}", asked.report, asked.about, asked.reason);
            let given = sealed::give(&key, &asked, random).map_err(|error| wrong(request, error))?;
            writeln!(out, "{}", serde_json::to_string(&given)?)?;
        }
        Asked::Open { key, shares, out: file } => {
            let (key, package): (_, Package) = (secret(key)?, json(shares)?);
            if package.format != "mirqab-opening/1" {
                bail!(wrong(shares, "format"));
            }
            let opened = sealed::combine(&key, &package).map_err(|error| wrong(shares, error))?;
            match file {
                Some(file) => write_secret(file, &opened)?,
                None => {
                    out.write_all(&opened)?;
                    writeln!(out)?;
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn random(bytes: &mut [u8]) {
    // Without randomness nothing may be made: rather stop than make a key that can be guessed.
    assert!(getrandom::fill(bytes).is_ok(), "the system gives no randomness");
}

pub(crate) fn wrong(file: &Path, why: impl ToString) -> Cannot {
    Cannot::new("cli-wrong-file", &[("file", &file.display().to_string()), ("why", &why.to_string())])
}

fn secret(file: &Path) -> Result<SecretKey> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(SecretKey::parse(&text).map_err(|error| wrong(file, error))?)
}

pub(crate) fn json<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    }
    Ok(serde_json::from_str(&text).map_err(|error| wrong(file, error))?)
}

/// Writes a new file that only its owner reads. One that is there is not written over: it may be the only key to something.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).with_context(|| path.display().to_string())?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(|| path.display().to_string())
}
