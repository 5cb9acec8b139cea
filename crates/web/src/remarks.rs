//! What is found in an agreement's terms, in a sentence of the reader's language.

use crate::words::Words;
use mirqab_app::agreement::Remark;
use mirqab_domain::agreement::Level;

/// The written form of a level.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Fault => "fault",
        Level::Gap => "gap",
        Level::Note => "note",
    }
}

/// What was found.
pub fn sentence(words: &Words, remark: &Remark) -> String {
    let others: Vec<&str> = remark.others.iter().map(String::as_str).collect();
    let others = if remark.code.ends_with("-cycle") { others.join(" → ") } else { words.list(&others) };
    let detail = remark.example.as_ref().map_or_else(|| remark.detail.clone(), |example| shown(words, example));
    words.say_with(
        &format!("flaw-{}", remark.code),
        &[("others", others.as_str().into()), ("detail", detail.as_str().into()), ("key", remark.key.as_str().into())],
    )
}

/// In which part of the terms; nothing if it is about all of them.
pub fn part(words: &Words, remark: &Remark) -> String {
    if remark.part.is_empty() {
        return String::new();
    }
    let key = format!("part-{}", remark.part.replace('_', "-"));
    words.say_with(&key, &[("key", remark.key.as_str().into())])
}

/// At which line of the file; nothing if there is no file.
pub fn line(words: &Words, remark: &Remark) -> String {
    if remark.line == 0 {
        return String::new();
    }
    let number = |number: usize| number.to_string();
    let (line, column) = (number(remark.line), number(remark.column));
    words.say_with("flaw-line", &[("line", line.as_str().into()), ("column", column.as_str().into())])
}

fn shown(words: &Words, example: &mirqab_app::agreement::Shown) -> String {
    let mut parts = Vec::new();
    parts.extend(example.act.map(|code| words.code_str("kind", code)));
    parts.extend(example.weapon.map(|code| words.code_str("weapon", code)));
    let degrees = |udeg: i32| format!("{:.4}", f64::from(udeg) / 1e6);
    parts.extend(example.place.map(|[lat, lon]| format!("{}, {}", degrees(lat), degrees(lon))));
    parts.push(example.at.clone());
    parts.join(" · ")
}
