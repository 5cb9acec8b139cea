//! What a form's fields say, read as values of the record. All that cannot be taken is found at once, and told beside its field.

use crate::blocks::{Block, Input, show};
use crate::form::Form;
use crate::shell::{Failed, Visit, Why};
use crate::words::Words;
use axum::http::StatusCode;
use axum::response::Response;
use mirqab_app::AppError;
use mirqab_vocabulary::{
    Bearing, Bilingual, Code, Coordinates, DistanceBand, Instant, Line, LocalDay, PartyCode, Passage, TextError,
};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Why a form was not taken: fields to be mended, or something that has nothing to do with fields.
pub enum Not {
    /// The names of fields and what is wrong with each.
    Fields(Vec<(String, String)>),
    /// Anything else.
    Failed(Failed),
}

impl From<Failed> for Not {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

/// Reads the fields of a form one by one and keeps what is wrong with them.
pub struct Reading<'a> {
    visit: &'a Visit,
    form: &'a Form,
    errors: Vec<(String, String)>,
}

impl<'a> Reading<'a> {
    /// Of a form.
    pub fn of(visit: &'a Visit, form: &'a Form) -> Self {
        Self { visit, form, errors: Vec::new() }
    }

    fn words(&self) -> &'static Words {
        self.visit.words
    }

    /// Notes what is wrong with a field: the catalogue's `field-…` and its remedy.
    pub fn wrong(&mut self, name: &str, problem: &str, args: &[(&str, crate::words::Arg<'_>)]) {
        let key = format!("field-{problem}");
        let said = self.words().say_with(&key, args);
        let hint = self.words().hint(&key, args).unwrap_or_default();
        self.errors.push((name.to_owned(), format!("{said} {hint}").trim().to_owned()));
    }

    /// A field that must be filled in, read; what it holds otherwise is noted.
    fn needed<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, &'static str>) -> Option<T> {
        match self.form.some(name).map(read) {
            None => self.wrong(name, "required", &[]),
            Some(Ok(value)) => return Some(value),
            Some(Err(problem)) => self.wrong(name, problem, &[]),
        }
        None
    }

    fn text<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, TextError>, most: usize) -> Option<T> {
        let text = self.form.get(name);
        match read(text) {
            Ok(value) => return Some(value),
            Err(TextError::Empty) => self.wrong(name, "required", &[]),
            Err(TextError::TooLong { .. }) => {
                let length = text.chars().count() as u64;
                self.wrong(name, "too-long", &[("length", length.into()), ("most", (most as u64).into())]);
            }
            Err(_) => self.wrong(name, "control", &[]),
        }
        None
    }

    /// One line.
    pub fn line(&mut self, name: &str) -> Option<Line> {
        self.text(name, Line::parse, Line::MOST)
    }

    /// A text.
    pub fn passage(&mut self, name: &str) -> Option<Passage> {
        self.text(name, Passage::parse, Passage::MOST)
    }

    /// One line, or none.
    pub fn optional_line(&mut self, name: &str) -> Option<Line> {
        self.form.has_some(name).then(|| self.line(name)).flatten()
    }

    /// A text that may be left out.
    pub fn optional_passage(&mut self, name: &str) -> Option<Passage> {
        self.form.has_some(name).then(|| self.passage(name)).flatten()
    }

    /// A text in both languages, in fields that end in `_ar` and `_en`.
    pub fn both(&mut self, name: &str) -> Option<Bilingual> {
        let (ar, en) = (self.passage(&format!("{name}_ar")), self.passage(&format!("{name}_en")));
        Some(Bilingual { ar: ar?, en: en? })
    }

    /// A code.
    pub fn code<C: Code>(&mut self, name: &str) -> Option<C> {
        self.choice(name, C::from_code)
    }

    /// One of some choices.
    pub fn choice<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.needed(name, |text| read(text).ok_or("unknown-code"))
    }

    /// A party.
    pub fn party(&mut self, name: &str) -> Option<PartyCode> {
        self.needed(name, |text| PartyCode::parse(text).map_err(|_| "party-code"))
    }

    /// A party, or none.
    pub fn optional_party(&mut self, name: &str) -> Option<PartyCode> {
        self.form.has_some(name).then(|| self.party(name)).flatten()
    }

    /// An identifier of the record.
    pub fn id<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.needed(name, |text| text.parse().map_err(|_| "id"))
    }

    /// One or more identifiers, in one field or in several of one name.
    pub fn ids<T: FromStr>(&mut self, name: &str) -> Option<Vec<T>> {
        let all = self.form.all(name).iter().flat_map(|text| text.split_whitespace());
        match all.map(str::parse).collect::<Result<Vec<T>, _>>() {
            Ok(ids) if ids.is_empty() => self.wrong(name, "required", &[]),
            Ok(ids) => return Some(ids),
            Err(_) => self.wrong(name, "id", &[]),
        }
        None
    }

    /// Any number of words of a closed set, in fields of one name.
    pub fn codes<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let codes: Option<Vec<T>> = self.form.all(name).iter().map(|text| read(text)).collect();
        if codes.is_none() {
            self.wrong(name, "unknown-code", &[]);
        }
        codes
    }

    /// A day of the calendar.
    pub fn day(&mut self, name: &str) -> Option<LocalDay> {
        self.needed(name, |text| LocalDay::parse(&latin_digits(text)).map_err(|_| "not-a-day"))
    }

    /// A moment, by the mission's wall clock or with its own offset.
    pub fn moment(&mut self, name: &str) -> Option<Instant> {
        let zone = &self.visit.app.settings.zone;
        self.needed(name, |text| {
            let text = latin_digits(text);
            if let Ok(at) = Instant::parse(&text) {
                return Ok(at);
            }
            let (day, clock) = text.split_once(['T', ' ']).ok_or("not-an-instant")?;
            let mut clock = clock.trim().splitn(3, ':').map(str::parse::<i8>);
            let (Some(Ok(hour)), Some(Ok(minute))) = (clock.next(), clock.next()) else { return Err("not-an-instant") };
            let day = LocalDay::parse(day).map_err(|_| "not-an-instant")?;
            zone.instant_of(day, hour, minute).map_err(|_| "not-an-instant")
        })
    }

    /// A moment, or none.
    pub fn optional_moment(&mut self, name: &str) -> Option<Instant> {
        self.form.has_some(name).then(|| self.moment(name)).flatten()
    }

    /// A whole number within bounds.
    pub fn number(&mut self, name: &str, within: RangeInclusive<u64>) -> Option<u64> {
        let number = self.needed(name, |text| latin_digits(text).parse::<u64>().map_err(|_| "not-a-number"))?;
        if within.contains(&number) {
            return Some(number);
        }
        self.wrong(name, "number-range", &[("least", (*within.start()).into()), ("most", (*within.end()).into())]);
        None
    }

    /// Degrees as tenths, such as a bearing or its error.
    fn tenths(&mut self, name: &str) -> Option<u16> {
        let read = |text: &str| latin_digits(text).replace('\u{66B}', ".").parse::<f64>().map_err(|_| "not-a-number");
        let tenths = (self.needed(name, read)? * 10.0).round();
        if (0.0..=3600.0).contains(&tenths) {
            return Some(tenths as u16);
        }
        self.wrong(name, "bearing", &[]);
        None
    }

    /// A bearing with its error, in two fields of degrees.
    pub fn bearing(&mut self, name: &str, error: &str) -> Option<Bearing> {
        let (tenths, error_tenths) = (self.tenths(name), self.tenths(error));
        let made = Bearing::new(tenths?, error_tenths?);
        if made.is_err() {
            self.wrong(name, "bearing", &[]);
        }
        made.ok()
    }

    /// From how near to how far, in two fields of metres.
    pub fn band(&mut self, near: &str, far: &str) -> Option<DistanceBand> {
        let (near_m, far_m) = (self.number(near, 0..=200_000), self.number(far, 1..=200_000));
        let made = DistanceBand::new(u32::try_from(near_m?).ok()?, u32::try_from(far_m?).ok()?);
        if made.is_err() {
            self.wrong(far, "band", &[]);
        }
        made.ok()
    }

    /// Whether anything stands in one of these fields.
    pub fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.form.has_some(name))
    }

    /// Coordinates in degrees, in two fields.
    pub fn coordinates(&mut self, lat: &str, lon: &str) -> Option<Coordinates> {
        let read = |text: &str| latin_digits(text).replace('\u{66B}', ".").parse::<f64>().map_err(|_| "not-a-number");
        let (north, east) = (self.needed(lat, read), self.needed(lon, read));
        let (north, east) = (north?, east?);
        if !(-90.0..=90.0).contains(&north) {
            self.wrong(lat, "latitude", &[]);
        }
        if !(-180.0..=180.0).contains(&east) {
            self.wrong(lon, "longitude", &[]);
        }
        Coordinates::from_degrees(north, east).ok()
    }

    /// What the fields made, or all that is wrong with them.
    pub fn end<T>(self, value: Option<T>) -> Result<T, Not> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(Not::Fields(self.errors)),
        }
    }
}

/// Arabic-Indic digits as Latin ones, without marks of direction and space.
pub fn latin_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10).unwrap_or(c),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(c as u32 - 0x6F0, 10).unwrap_or(c),
        other => other,
    };
    text.trim().chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')).map(digit).collect()
}

/// The page on which a form stands, once more: with what was typed, and what is wrong told at its head and beside each field. A refusal
/// of the rules is told the same way; what has nothing to do with the form is an error page.
pub fn again(
    visit: &Visit,
    nav: &'static str,
    (title, mut blocks): (String, Vec<Block>),
    typed: &Form,
    not: Not,
) -> Result<Response, Failed> {
    let (status, errors, general) = match not {
        Not::Fields(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, Vec::new()),
        Not::Failed(failed) => {
            if !matches!(failed.why, Why::App(AppError::Refused(_))) {
                return Err(failed);
            }
            let (status, _, sentence, hint) = failed.parts();
            let said = visit.words.say(&sentence);
            let hint = if visit.words.has(&hint) { visit.words.say(&hint) } else { String::new() };
            (status, Vec::new(), vec![(String::new(), format!("{said} {hint}").trim().to_owned())])
        }
    };
    let mut told = general;
    for block in &mut blocks {
        refill(block, &visit.path, typed, &errors, &mut told);
    }
    // A field that is not on the page is still told of.
    let untold = errors.iter().filter(|(name, _)| !told.iter().any(|(id, _)| id.ends_with(&format!("-{name}"))));
    told.extend(untold.map(|(_, said)| (String::new(), said.clone())).collect::<Vec<_>>());
    blocks.insert(0, Block::Errors(visit.words.say("error-summary-title"), told));
    let mut response = show(visit, nav, title, blocks)?;
    *response.status_mut() = status;
    Ok(response)
}

/// Puts what was typed into the form that is sent to `action`, and notes where its wrong fields stand.
fn refill(
    block: &mut Block,
    action: &str,
    typed: &Form,
    errors: &[(String, String)],
    told: &mut Vec<(String, String)>,
) {
    match block {
        Block::Columns(columns) => {
            columns.iter_mut().flatten().for_each(|block| refill(block, action, typed, errors, told));
        }
        Block::Beside(one, other) => {
            one.iter_mut().chain(other).for_each(|block| refill(block, action, typed, errors, told));
        }
        Block::Fold(_, blocks) => blocks.iter_mut().for_each(|block| refill(block, action, typed, errors, told)),
        Block::Form { action: own, inputs, errors: kept, open, .. } if own == action => {
            inputs.iter_mut().for_each(|input| fill(input, typed));
            *kept = errors.to_vec();
            *open = true;
            let mut group = String::new();
            for input in &*inputs {
                if let Input::Group(title) = input {
                    group.clone_from(title);
                }
                let Some((_, said)) = kept.iter().find(|(name, _)| name == input.name()) else { continue };
                // What is ticked one by one is told of once, under the heading over it.
                let (id, ticked) = (block_id(own, input), matches!(input, Input::Tick { .. }));
                if ticked && told.iter().any(|(other, _)| *other == id) {
                    continue;
                }
                let label = if ticked && !group.is_empty() { group.as_str() } else { input.label() };
                told.push((id, format!("{label}: {said}")));
            }
        }
        _ => {}
    }
}

fn block_id(action: &str, input: &Input) -> String {
    crate::blocks::field_id(action, input.name())
}

fn fill(input: &mut Input, typed: &Form) {
    let name = input.name().to_owned();
    match input {
        // A password is never sent back.
        Input::Line { kind: "password", .. } => {}
        Input::Line { value, .. } | Input::Area { value, .. } => typed.all(&name).join("\n").clone_into(value),
        Input::Select { chosen, .. } => typed.get(&name).clone_into(chosen),
        Input::Tick { value, ticked, .. } => *ticked = typed.all(&name).contains(value),
        Input::Hidden(..) | Input::Group(_) | Input::Files { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_script_are_the_same() {
        assert_eq!(latin_digits("\u{200F}٢٠٢٠-٠١-١٢ ۰۲:۳۰ "), "2020-01-12 02:30");
    }

    #[test]
    fn what_was_typed_stands_in_its_own_form_again_but_no_password() {
        let line = |name, kind| Input::Line {
            name,
            label: name.into(),
            hint: String::new(),
            value: "before".into(),
            kind,
            required: true,
        };
        let form = |action: &str| Block::Form {
            action: action.into(),
            method: "post",
            csrf: String::new(),
            inputs: vec![line("proof", "text"), line("secret", "password")],
            button: String::new(),
            fold: "x".into(),
            errors: Vec::new(),
            open: false,
        };
        let mut page = Block::Fold(String::new(), vec![form("/a/one"), form("/a/two")]);
        let typed = Form::of_query("proof=after&secret=after");
        let errors = vec![("proof".to_owned(), "No.".to_owned())];
        let mut told = Vec::new();
        refill(&mut page, "/a/two", &typed, &errors, &mut told);
        assert_eq!(told, [("f-two-proof".to_owned(), "proof: No.".to_owned())]);
        let drawn = page.to_string();
        assert_eq!(drawn.matches("value=\"after\"").count(), 1);
        assert_eq!(drawn.matches("aria-invalid=\"true\"").count(), 1);
        assert_eq!(drawn.matches(" open>").count(), 1);
    }
}
