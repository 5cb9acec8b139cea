//! `mirqab-witness`: cosigns the checkpoints of logs that only grow.

use mirqab_witness::disk::RealDisk;
use mirqab_witness::{Limits, Witness, serve};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

const HELP: &str = "\
mirqab-witness COMMAND [--data DIR]

  init NAME               make a folder with a fresh key; NAME is a name that no
                          other witness has, such as party.example/witness
  add-log KEY             know a log by its public key (name+id+key)
  succeed FILE            know a log by the key that follows the one by which it
                          is known; FILE is the note that both keys signed
  add-checkpoint FILE [--out FILE]
                          judge what the log sent as a file; write the signed
                          checkpoint, to be carried back, to --out or print it
  serve [--listen ADDR:PORT]
                          the same over HTTP (C2SP tlog-witness), at
                          127.0.0.1:8030 if nothing else is said
  show                    the key, and each log with the size signed last

  --data DIR              the folder; mirqab-witness-data if nothing is said

A checkpoint is signed only if it goes on from the newest one that was signed
here. Whatever contradicts that one is refused, and both are kept as evidence.

Exit status: 0 if it is signed or done, 1 if it is refused, 2 if it cannot be
done (wrong arguments, a file cannot be read or written).
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok((text, status)) => {
            // An answer that nobody received is no answer.
            let done = std::io::stdout().write_all(text.as_bytes());
            if done.is_ok() { ExitCode::from(status) } else { ExitCode::from(2) }
        }
        Err(why) => {
            eprintln!("mirqab-witness: {why}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(String, u8), String> {
    let (mut data, mut out, mut listen) = (PathBuf::from("mirqab-witness-data"), None, "127.0.0.1:8030".to_owned());
    let (mut words, mut arguments) = (Vec::new(), arguments.into_iter());
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok((HELP.to_owned(), 0)),
            "--version" => return Ok((format!("mirqab-witness {}\n", env!("CARGO_PKG_VERSION")), 0)),
            "--data" => data = PathBuf::from(value()?),
            "--out" => out = Some(PathBuf::from(value()?)),
            "--listen" => listen = value()?,
            option if option.starts_with('-') => return Err(format!("{option} is not known\n\n{HELP}")),
            _ => words.push(argument),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let open = || Witness::open(&data, Box::new(RealDisk)).map_err(|error| error.to_string());
    match words.as_slice() {
        ["init", name] => {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(|error| error.to_string())?;
            let made = Witness::create(&data, name, seed, Box::new(RealDisk)).map_err(|error| error.to_string())?;
            Ok((format!("key of the witness (give it to the mission and to everybody on paper): {}\n", made.key()), 0))
        }
        ["add-log", key] => {
            open()?.add_log(key).map_err(|error| error.to_string())?;
            Ok((format!("known: {key}\n"), 0))
        }
        ["succeed", file] => {
            let note = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
            open()?.succeed(&note).map_err(|error| error.to_string())?;
            Ok((format!("known by its new key: {file}\n"), 0))
        }
        ["show"] => {
            let witness = open()?;
            let mut text = format!("{}\n", witness.key());
            for (log, size) in witness.logs().map_err(|error| error.to_string())? {
                text.push_str(&format!("{size} entries of {log}\n"));
            }
            Ok((text, 0))
        }
        ["add-checkpoint", file] => add_checkpoint(&open()?, Path::new(file), out.as_deref()),
        ["serve"] => {
            let witness = Arc::new(open()?);
            let listener = TcpListener::bind(&listen).map_err(|error| format!("{listen}: {error}"))?;
            let address = listener.local_addr().map_err(|error| error.to_string())?;
            // Nobody need read this; a closed output must not stop the witness.
            let _ = writeln!(std::io::stdout(), "witness {}: http://{address}/add-checkpoint", witness.key());
            serve(&witness, &listener, Limits::default(), |said| eprintln!("mirqab-witness: {said}"))
                .map_err(|error| error.to_string())?;
            Ok((String::new(), 0))
        }
        [] => Ok((HELP.to_owned(), 2)),
        _ => Err(format!("this is no command\n\n{HELP}")),
    }
}

fn add_checkpoint(witness: &Witness, file: &Path, out: Option<&Path>) -> Result<(String, u8), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| "the clock stands before 1970")?.as_secs();
    match witness.add_checkpoint(&text, time).map_err(|error| error.to_string())? {
        Err(refusal) => Ok((format!("REFUSED / مرفوض\n{refusal}\n{}\n", refusal.arabic()), 1)),
        Ok(line) => {
            // What was submitted is well formed, or it would not have been signed.
            let checkpoint = text.split_once("\n\n").map(|(_, checkpoint)| checkpoint).unwrap_or_default();
            let body = mirqab_ledger::text_of_note(checkpoint).map_err(|error| error.to_string())?;
            let signed = format!("{body}\n{line}");
            match out {
                None => Ok((signed, 0)),
                Some(out) => {
                    std::fs::write(out, signed).map_err(|error| format!("{}: {error}", out.display()))?;
                    Ok((format!("SIGNED / وُقّعت: {}\n", out.display()), 0))
                }
            }
        }
    }
}
