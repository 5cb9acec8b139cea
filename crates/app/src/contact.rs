//! Two-way contact with a source that has no account: a code that the source keeps, and messages.
//!
//! Messages stand beside the log. An entry is public with its time, and the times at which a source came would point to the source. What the mission
//! asks, and what it takes over of the answers, are entries of the staff, at the staff's times. Of each message only the day is kept.

use crate::access::{Action, Actor};
use crate::report::{self, subject};
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_domain::report::{Contact, Event, Side, to_record};
use mirqab_vocabulary::{LocalDay, Passage, ReportId};
use sha2::{Digest, Sha256};

/// Crockford's base 32: no letter that is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters of a code: 130 bits.
const RANDOM: usize = 26;
/// Characters that show a mistyped code: 10 bits.
const CHECK: usize = 2;
/// The longest message of a source, in characters.
pub const MESSAGE_MOST: usize = 4_000;
/// The most messages of one report, those of the mission included.
const MESSAGES_MOST: usize = 200;

/// What a code is known by. The code itself is shown once and kept nowhere.
pub type CodeHash = [u8; 32];

/// A message between a source and the mission.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// Its number, for taking it into the record.
    pub number: u64,
    /// Whose it is.
    pub side: Side,
    /// On which local day it came.
    pub day: LocalDay,
    /// The words.
    pub text: String,
    /// Whether it stands in the record.
    pub recorded: bool,
}

/// Why a code leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCode {
    /// Mistyped: its check does not hold.
    Mistyped,
    /// Nobody has it, or not any more.
    Unknown,
    /// The message is empty or too long.
    Message,
    /// There are too many messages already.
    Full,
}

fn check(code: &[u8]) -> [u8; CHECK] {
    let hash = Sha256::digest([b"mirqab contact check\0", code].concat());
    [ALPHABET[usize::from(hash[0] & 31)], ALPHABET[usize::from(hash[1] & 31)]]
}

fn hashed(code: &[u8]) -> CodeHash {
    Sha256::digest([b"mirqab contact v1\0", code].concat()).into()
}

/// A new code from random bytes, in groups of four characters.
fn written(random: &[u8; RANDOM]) -> (String, CodeHash) {
    let mut code: Vec<u8> = random.iter().map(|byte| ALPHABET[usize::from(byte & 31)]).collect();
    let hash = hashed(&code);
    code.extend(check(&code));
    let groups: Vec<String> = code.chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    (groups.join("-"), hash)
}

/// What a code is known by, as somebody types it: in either case, with any spaces and dashes, with Arabic digits, and with letters that look like digits.
pub fn read_code(typed: &str) -> Result<CodeHash, NoCode> {
    let one = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        'o' | 'O' => Some('0'),
        'i' | 'I' | 'l' | 'L' => Some('1'),
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_uppercase()),
        _ => None,
    };
    let code: Vec<u8> = typed.chars().filter_map(one).map(|c| c as u8).collect();
    let (random, checked) = code.split_at_checked(RANDOM).ok_or(NoCode::Mistyped)?;
    if check(random) == *checked { Ok(hashed(random)) } else { Err(NoCode::Mistyped) }
}

impl App {
    /// Makes a code for the source of a report and returns it, once. One that was made before leads nowhere from then on.
    pub fn open_contact(&self, actor: &Actor, id: ReportId) -> Result<String, AppError> {
        let mut random = [0; RANDOM];
        self.surroundings().fill(&mut random);
        let (code, hash) = written(&random);
        self.write(actor, Action::Contact, |work| {
            report::read(work.reader(), actor, id)?;
            work.record(&subject(id), Event::ContactOpened {})?;
            Ok(work.put_contact(id, &hash)?)
        })?;
        Ok(code)
    }

    /// Writes to the source of a report. It stands in the record, with its words apart.
    pub fn write_to_source(&self, actor: &Actor, id: ReportId, text: &Passage) -> Result<u64, AppError> {
        let day = self.today();
        self.write(actor, Action::Contact, |work| {
            report::read(work.reader(), actor, id)?;
            let contact = Contact { side: Side::Mission, text: text.clone() };
            let position = work.record(&subject(id), Event::ContactRecorded { contact })?;
            work.put_message(id, Side::Mission, day, text.as_str(), true)?;
            Ok(position)
        })
    }

    /// Takes a source's message into the record, as a fact of whoever takes it.
    pub fn record_message(&self, actor: &Actor, id: ReportId, number: u64) -> Result<u64, AppError> {
        self.write(actor, Action::Contact, |work| {
            report::read(work.reader(), actor, id)?;
            let message = work.reader().messages(id)?.into_iter().find(|one| one.number == number && !one.recorded);
            let message = to_record(message).map_err(|refusal| AppError::Refused(refusal.into()))?;
            let text = Passage::parse(&message.text).map_err(anyhow::Error::from)?;
            let contact = Contact { side: Side::Source, text };
            let position = work.record(&subject(id), Event::ContactRecorded { contact })?;
            work.message_recorded(number)?;
            Ok(position)
        })
    }

    fn today(&self) -> LocalDay {
        self.settings.zone.day_of(self.surroundings().now())
    }

    /// What somebody with a code reads, and what they add. Nothing of it says when, but for the day.
    pub fn as_source(&self, typed: &str, text: Option<&str>) -> Result<Result<Vec<Message>, NoCode>, AppError> {
        let hash = match read_code(typed) {
            Ok(hash) => hash,
            Err(no) => return Ok(Err(no)),
        };
        let Some(id) = self.read(|reader| Ok(reader.contact(&hash)?))? else { return Ok(Err(NoCode::Unknown)) };
        if let Some(text) = text {
            let Ok(text) = Passage::parse(text) else { return Ok(Err(NoCode::Message)) };
            if text.as_str().chars().count() > MESSAGE_MOST {
                return Ok(Err(NoCode::Message));
            }
            let (day, mut full) = (self.today(), false);
            self.store().write(&mut |writer| {
                // The code is asked again within the transaction: it may have been erased since.
                full = writer.contact(&hash)?.is_none() || writer.messages(id)?.len() >= MESSAGES_MOST;
                let last = writer.messages(id)?.into_iter().next_back();
                // Sent twice, by a button pressed twice or a page loaded again, it is one message.
                let again = last.is_some_and(|last| last.side == Side::Source && last.text == text.as_str());
                if !full && !again {
                    writer.put_message(id, Side::Source, day, text.as_str(), false)?;
                }
                Ok(())
            })?;
            if full {
                return Ok(Err(NoCode::Full));
            }
        }
        Ok(Ok(self.read(|reader| Ok(reader.messages(id)?))?))
    }
}

/// The messages of a report, for those who write to sources.
pub fn messages(reader: &dyn Reader, actor: &Actor, id: ReportId) -> Result<Vec<Message>, AppError> {
    if !actor.may(Action::Contact) {
        return Err(AppError::Denied(Action::Contact));
    }
    report::read(reader, actor, id)?;
    Ok(reader.messages(id)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_a_mistyped_one_is_known_as_such() {
        let random: [u8; RANDOM] = std::array::from_fn(|at| u8::try_from(at * 7 % 32).unwrap());
        let (code, hash) = written(&random);
        assert_eq!((code.len(), code.split('-').count()), (34, 7));
        let arabic = |c: char| c.to_digit(10).map_or(c, |digit| char::from_u32('٠' as u32 + digit).unwrap());
        let typed = [
            code.clone(),
            code.to_lowercase(),
            code.replace('-', " "),
            code.replace('-', ""),
            code.replace('0', "O").replace('1', "l"),
            code.chars().map(arabic).collect(),
            format!("\u{200f} {code} \n"),
        ];
        for typed in typed {
            assert_eq!(read_code(&typed), Ok(hash), "{typed}");
        }
        // One character in another's place is seen, but for about one in a thousand.
        let mut missed = 0;
        let plain: Vec<char> = code.chars().filter(|c| *c != '-').collect();
        for at in 0..plain.len() {
            for other in ALPHABET.iter().map(|byte| char::from(*byte)).filter(|other| *other != plain[at]) {
                let mut changed = plain.clone();
                changed[at] = other;
                missed += usize::from(read_code(&changed.iter().collect::<String>()).is_ok());
            }
        }
        assert!(missed < 10, "{missed} of {} mistyped codes were taken", plain.len() * 31);
        for none in ["", "ABCD", &code[..33], &format!("{code}0"), "نص"] {
            assert_eq!(read_code(none), Err(NoCode::Mistyped), "{none}");
        }
    }
}
