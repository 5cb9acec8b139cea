//! The gazetteer that a mission imported: one file in its data folder, beside the record and no part of it.

use crate::told::line;
use anyhow::{Context, Result};
use mirqab_app::gazetteer::Place;
use mirqab_app::gazetteer::files::{Kind, Problem, kind_of, read};
use mirqab_web::words::Words;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most errors that are printed one by one.
const ERRORS_SHOWN: usize = 200;

fn file_in(folder: &Path) -> PathBuf {
    folder.join("gazetteer.json")
}

/// The places that were imported into a data folder.
pub fn imported(folder: &Path) -> Result<Vec<Place>> {
    let path = file_in(folder);
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| path.display().to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Takes a file's places in, or none and says all that is wrong. A place that is there already is replaced.
pub fn import(folder: &Path, words: &Words, file: &Path, geonames: Option<bool>) -> Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let kind = match geonames {
        Some(true) => Kind::GeoNames,
        // Of a table of units or of their boundaries the file tells itself.
        Some(false) => match kind_of(&bytes) {
            Kind::Boundaries => Kind::Boundaries,
            _ => Kind::CodAb,
        },
        None => kind_of(&bytes),
    };
    let read = match read(kind, &bytes) {
        Ok(places) => places,
        Err(errors) => {
            for error in errors.iter().take(ERRORS_SHOWN) {
                let what = words.say(problem(error.problem));
                let with: [(&str, &dyn std::fmt::Display); 4] =
                    [("line", &error.line), ("column", &error.column), ("value", &error.value), ("what", &what)];
                println!("{}", line(words, "cli-import-error", &with));
            }
            println!(
                "{}",
                line(words, "said-nothing-imported", &[("errors", &words.count("errors", errors.len() as u64))])
            );
            return Ok(ExitCode::FAILURE);
        }
    };
    let count = read.len();
    let mut places: BTreeMap<String, Place> =
        imported(folder)?.into_iter().map(|place| (place.key.clone(), place)).collect();
    places.extend(read.into_iter().map(|place| (place.key.clone(), place)));
    let all: Vec<&Place> = places.values().collect();
    // ORDER: the whole file is on the disk before it takes the old one's place.
    let beside = file_in(folder).with_extension("new");
    std::fs::write(&beside, serde_json::to_vec(&all)?).with_context(|| beside.display().to_string())?;
    std::fs::File::open(&beside)?.sync_all()?;
    std::fs::rename(&beside, file_in(folder))?;
    let with: [(&str, &dyn std::fmt::Display); 3] = [("n", &count), ("file", &file.display()), ("all", &all.len())];
    println!("{}", line(words, "said-places", &with));
    Ok(ExitCode::SUCCESS)
}

/// What is wrong with a row, as a key of the catalogue.
fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Unreadable => "gazetteer-unreadable",
        Problem::Cells => "gazetteer-cells",
        Problem::NoColumn => "gazetteer-no-column",
        Problem::Missing => "gazetteer-missing",
        Problem::Degrees => "gazetteer-degrees",
        Problem::Number => "gazetteer-number",
        Problem::Outline => "gazetteer-outline",
        Problem::Twice => "gazetteer-twice",
    }
}
