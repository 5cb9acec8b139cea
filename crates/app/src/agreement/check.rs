//! Reads an agreement file and tells all that is wrong with it at once, each with its line.

use super::cel::conditions;
use super::file::{AgreementFile, Impossible, NEEDED, terms};
use mirqab_domain::agreement::{Agreement, Example, Flaw, Found, Level, Tests, check};
use mirqab_vocabulary::Code;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// So many bytes may a file have.
pub const LARGEST: usize = 2_000_000;
/// So many faults are looked for before the rest is left for the next time.
const MOST_FAULTS: usize = 100;

/// Something that is told of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    /// How much it weighs.
    pub level: Level,
    /// What it is: the catalogue's `flaw-…`.
    pub code: String,
    /// Line of the file, from one; nought if it is about none.
    pub line: usize,
    /// Column in it, from one, in characters.
    pub column: usize,
    /// In which part.
    pub part: String,
    /// Which one of that part.
    pub key: String,
    /// Other keys that it is about.
    pub others: Vec<String>,
    /// What was found instead, or how far.
    pub detail: String,
    /// An act that shows it.
    pub example: Option<Shown>,
}

/// An act that shows a contradiction, in codes.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The kind of act.
    pub act: Option<&'static str>,
    /// The weapon, if it matters.
    pub weapon: Option<&'static str>,
    /// When.
    pub at: String,
    /// Latitude and longitude in millionths of a degree, if they matter.
    pub place: Option<[i32; 2]>,
}

/// What came of reading.
pub struct Checked {
    /// The terms, if there is no fault of form.
    pub agreement: Option<Agreement>,
    /// Everything that is told, faults first and then by line.
    pub remarks: Vec<Remark>,
}

impl Checked {
    /// Whether anything is a fault.
    pub fn faulty(&self) -> bool {
        self.remarks.iter().any(|remark| remark.level == Level::Fault)
    }
}

fn remark(code: &str, place: (usize, usize), detail: impl Into<String>) -> Remark {
    let (line, column) = place;
    Remark {
        level: Level::Fault,
        code: code.to_owned(),
        line,
        column,
        part: String::new(),
        key: String::new(),
        others: Vec::new(),
        detail: detail.into(),
        example: None,
    }
}

/// Line and column of a byte.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// Reads a file of bytes.
pub fn check_bytes(bytes: &[u8]) -> Checked {
    let only = |code, detail: String| Checked { agreement: None, remarks: vec![remark(code, (0, 0), detail)] };
    if bytes.len() > LARGEST {
        return only("file-too-large", bytes.len().to_string());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => check_text(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(error) => only("file-not-utf8", error.valid_up_to().to_string()),
    }
}

/// Reads a file.
pub fn check_text(text: &str) -> Checked {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let told = errors.iter().take(MOST_FAULTS).map(|error| {
            remark("file-syntax", place(text, error.span().map_or(0, |span| span.start)), error.message())
        });
        return Checked { agreement: None, remarks: told.collect() };
    }
    let (file, mut remarks) = shaped(text, document.clone());
    let (mut agreement, mut found) = match file.map(terms) {
        Some(Ok(agreement)) => (Some(agreement.clone()), check_terms(&agreement)),
        Some(Err(wrong)) => (None, wrong.into_iter().map(impossible).collect()),
        None => (None, Vec::new()),
    };
    for remark in &mut found {
        (remark.line, remark.column) = locate(text, document.get_ref(), remark);
    }
    if !remarks.is_empty() {
        // Terms with something in the place of what could not be read are nobody's terms.
        agreement = None;
    }
    remarks.extend(found);
    remarks.sort_by(|a, b| (a.level, a.line, a.column, &a.code).cmp(&(b.level, b.line, b.column, &b.code)));
    Checked { agreement, remarks }
}

fn impossible(wrong: Impossible) -> Remark {
    let mut told = remark(wrong.code, (0, 0), wrong.detail);
    (told.part, told.key) = (wrong.part.to_owned(), wrong.key);
    told
}

/// What is found in terms, wherever they came from.
pub fn check_terms(agreement: &Agreement) -> Vec<Remark> {
    let (read, wrong) = conditions(agreement);
    let mut remarks: Vec<Remark> = wrong
        .into_iter()
        .map(|(part, key, wrong)| {
            let mut told = remark(wrong.code, (0, 0), wrong.detail);
            (told.part, told.key) = (part.to_owned(), key);
            told.others = vec![(wrong.at + 1).to_string()];
            told
        })
        .collect();
    remarks.extend(check(agreement, &read).into_iter().map(told));
    remarks.sort_by_key(|remark| remark.level);
    remarks
}

/// The articles of a text, ready to be tested.
pub fn tests(agreement: &Agreement) -> Tests {
    Tests::of(agreement, &conditions(agreement).0)
}

fn told(flaw: Flaw) -> Remark {
    let mut told = remark(flaw.found.code(), (0, 0), flaw.metres.map(|m| m.to_string()).unwrap_or_default());
    told.level = flaw.level();
    (told.part, told.key, told.others) = (flaw.part.to_owned(), flaw.key, flaw.others);
    if flaw.found == Found::ArticleBackwards {
        told.others.clear();
    }
    told.example = flaw.example.map(|Example(act)| Shown {
        act: act.kind.map(Code::code),
        weapon: (act.weapon != mirqab_vocabulary::WeaponClass::Unknown).then(|| act.weapon.code()),
        at: act.occurred.from().to_string(),
        place: act.at.map(|(at, _)| [at.lat_udeg(), at.lon_udeg()]),
    });
    told
}

/// The table of the file that a remark is about, by the keys under which parts are written.
fn locate(text: &str, document: &DeTable<'_>, remark: &Remark) -> (usize, usize) {
    let part = match remark.part.as_str() {
        "zone" => "place",
        "" => return (0, 0),
        part => part,
    };
    let named = |table: &DeTable<'_>| {
        ["key", "group", "party", "code"]
            .iter()
            .any(|name| table.get(*name).is_some_and(|value| value.get_ref().as_str() == Some(remark.key.as_str())))
    };
    let Some(found) = document.get(part) else { return (0, 0) };
    let span = match found.get_ref() {
        DeValue::Array(list) => {
            let mut tables = list.iter().filter(|one| one.get_ref().as_table().is_some_and(named));
            // Of what is there twice, the second is told.
            let first = tables.next();
            let last = if remark.code.ends_with("-twice") { tables.next_back().or(first) } else { first };
            let inside = remark.code.starts_with("condition") || remark.code == "term-unknown";
            let condition = last.and_then(|table| table.get_ref().as_table()?.get("condition")).filter(|_| inside);
            condition.or(last).map(|one| one.span())
        }
        _ => Some(found.span()),
    };
    span.map_or((0, 0), |span| place(text, span.start))
}

/// Something for each member that every file must have and that stands for itself alone, in the place of one that is missing or cannot be
/// read: so the rest of the file is read and judged all the same. Nothing stands in for the parties, whom the rest names.
const STAND_INS: &str = r#"
kind = "signed_agreement"
title = { ar = "-", en = "-" }
summary = { ar = "-", en = "-" }
zone = "UTC"
standard = "reasonable_grounds"
verification_hours = 1
reply_hours = 1
"#;

/// Reads the shape of a document. Each fault is told, what holds it is taken out, and the rest is read again. The file is there if nothing
/// was taken out on which another part of it may rest.
/// LIMIT: of several members that are missing in one table, the first is told.
fn shaped(text: &str, document: Spanned<DeTable<'_>>) -> (Option<AgreementFile>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut taken: Vec<(Range<usize>, String)> = Vec::new();
    for name in NEEDED.iter().filter(|name| !document.get_ref().contains_key(**name)) {
        remarks.push(remark("file-missing", (1, 1), *name));
    }
    let root = document.span();
    let mut table = document.into_inner();
    let (stand_ins, _) = DeTable::parse_recoverable(STAND_INS);
    let mut bare = false;
    while remarks.len() < MOST_FAULTS {
        for (name, value) in stand_ins.get_ref() {
            if !table.contains_key(name.get_ref().as_ref()) {
                table.insert(name.clone(), value.clone());
            }
        }
        let whole = Spanned::new(root.clone(), table.clone());
        let error = match AgreementFile::deserialize(Deserializer::from(whole)) {
            Ok(file) => return (Some(file).filter(|_| !bare), remarks),
            Err(error) => error,
        };
        let Some(span) = error.span().filter(|span| *span != root) else { break };
        let stands_in = |name: &str| stand_ins.get_ref().contains_key(name);
        bare |= !table.iter().any(|(name, value)| value.span() == span && stands_in(name.get_ref()));
        let (code, detail, known) = problem(error.message());
        let ours = |(of, name): &(Range<usize>, String)| *of == span && *name == detail;
        if code != "file-missing" || !taken.iter().any(ours) {
            remarks.push(Remark { others: known, ..remark(code, place(text, span.start), detail) });
        }
        if !take(&mut table, &root, &span, &mut taken) {
            break;
        }
    }
    (None, remarks)
}

/// Takes out the member or element that lies there.
fn take(
    table: &mut DeTable<'_>,
    of: &Range<usize>,
    span: &Range<usize>,
    taken: &mut Vec<(Range<usize>, String)>,
) -> bool {
    let found = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
    if let Some(name) = found.map(|(key, _)| key.get_ref().to_string()) {
        table.remove(name.as_str());
        taken.push((of.clone(), name));
        return true;
    }
    let names: Vec<String> = table.iter().map(|(key, _)| key.get_ref().to_string()).collect();
    names.iter().any(|name| table.get_mut(name.as_str()).is_some_and(|value| take_value(value, span, taken)))
}

fn take_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>, taken: &mut Vec<(Range<usize>, String)>) -> bool {
    let of = value.span();
    match value.get_mut() {
        DeValue::Table(table) => take(table, &of, span, taken),
        DeValue::Array(list) => {
            if list.iter().any(|one| one.span() == *span) {
                *list = list.iter().filter(|one| one.span() != *span).cloned().collect();
                return true;
            }
            list.iter_mut().any(|one| take_value(one, span, taken))
        }
        _ => false,
    }
}

/// What the reader of shapes says, as a code, what it is about, and what could stand there.
fn problem(message: &str) -> (&'static str, String, Vec<String>) {
    let first = message.lines().next().unwrap_or_default();
    let mut quoted = first.split('`').skip(1).step_by(2).map(str::to_owned);
    let codes = [
        ("missing field", "file-missing"),
        ("unknown field", "file-unknown-member"),
        ("unknown variant", "file-unknown-word"),
    ];
    match codes.iter().find(|(says, _)| first.starts_with(says)) {
        Some((_, code)) => (code, quoted.next().unwrap_or_default(), quoted.collect()),
        None => ("file-value", first.to_owned(), Vec::new()),
    }
}
