//! Time anchoring: authorities outside stamp checkpoints of the log, as soon as there is a way to them. What is kept here is judged first.

use crate::log_keys::checkpoint_alone;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_ledger::{Stamp, StampError, StampRequest, StampRoots, stamp_response, stamp_token, verify_stamp};
use mirqab_vocabulary::Instant;
use serde::Serialize;
use std::fmt::Write as _;

/// By how many seconds a stamp may lie before what it stamps was recorded: two clocks are never the same.
pub const CLOCKS_MAY_DIFFER_S: i64 = 600;
/// How long an authority is left alone after the first failure, in seconds; twice as long after each further one.
const PAUSE_S: i64 = 60;
/// The longest that it is left alone, in seconds.
const LONGEST_PAUSE_S: i64 = 6 * 3_600;

/// A time-stamping authority that is asked over the network when there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// What the mission calls it.
    pub name: String,
    /// Where it is asked.
    pub url: String,
}

/// Whom the mission asks for time stamps, how often, and whom it trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamping {
    /// Those who are asked over the network.
    pub authorities: Vec<Authority>,
    /// At most once in so many hours each.
    pub every_h: u32,
    /// To whom a stamp's certificate must lead.
    pub roots: StampRoots,
}

impl Default for Stamping {
    fn default() -> Self {
        Self { authorities: Vec::new(), every_h: 24, roots: StampRoots::default() }
    }
}

impl Stamping {
    /// Reads a file of lines `authority NAME URL` and `every HOURS`; lines that begin with # say nothing. Says which line is neither.
    pub fn parse(text: &str, roots: StampRoots) -> Result<Self, usize> {
        let mut read = Self { roots, ..Self::default() };
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["authority", name, url]
                    if url.starts_with("http://") && read.authorities.iter().all(|known| known.name != *name) =>
                {
                    read.authorities.push(Authority { name: (*name).to_owned(), url: (*url).to_owned() });
                }
                ["every", hours] => match hours.parse() {
                    Ok(hours) if hours > 0 => read.every_h = hours,
                    _ => return Err(number + 1),
                },
                _ => return Err(number + 1),
            }
        }
        Ok(read)
    }
}

/// A time stamp as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Of the log's first so many entries.
    pub size: u64,
    /// The certificate that signed: SHA-256 of its bytes.
    pub certificate: [u8; 32],
    /// When, by the authority's clock, in seconds since 1970.
    pub at: i64,
    /// The entries existed before this, in seconds since 1970.
    pub before: i64,
    /// Who made it, as its certificate says.
    pub by: String,
    /// What the mission calls it; empty if the question was carried by hand.
    pub authority: String,
    /// The token.
    pub token: Vec<u8>,
}

/// A question that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the answer must repeat.
    pub nonce: [u8; 8],
    /// Of the log's first so many entries.
    pub size: u64,
    /// Who is asked; empty if it is carried by hand.
    pub authority: String,
    /// Since when it waits.
    pub since: Instant,
    /// How often it was sent without an answer.
    pub tries: u32,
    /// When it was sent last.
    pub tried: Option<Instant>,
    /// What went wrong then.
    pub trouble: String,
}

impl Question {
    /// Whether it is time to try again.
    pub fn is_due(&self, now: Instant) -> bool {
        let pause = PAUSE_S.saturating_mul(1 << self.tries.saturating_sub(1).min(20)).min(LONGEST_PAUSE_S);
        self.tried.is_none_or(|tried| now < tried || tried.plus_s(pause) <= now)
    }
}

/// How the log stands to time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchoring {
    /// The newest stamps, the newest first.
    pub newest: Vec<Anchored>,
    /// How many entries no stamp covers.
    pub missing: u64,
    /// When the first of those was recorded.
    pub missing_since: Option<Instant>,
    /// What waits for an answer.
    pub waiting: Vec<Waiting>,
}

/// A stamp as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchored {
    /// The log's first so many entries existed.
    pub size: u64,
    /// Before this.
    pub before: Instant,
    /// By whose word.
    pub by: String,
    /// Where the answer is among the log's files.
    pub file: String,
}

/// A question as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Who is asked; empty if it is carried by hand.
    pub authority: String,
    /// Of the log's first so many entries.
    pub size: u64,
    /// Since when.
    pub since: Instant,
    /// How often it was tried.
    pub tries: u32,
    /// What went wrong the last time.
    pub trouble: String,
}

/// Why an answer is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    /// Not granted, altered, or by a certificate that is not for this.
    #[error(transparent)]
    Stamp(#[from] StampError),
    /// Of something that this log did not ask to have stamped.
    #[error("it stamps no checkpoint of this log for which a question waits")]
    NotAsked,
    /// An answer to another question.
    #[error("it answers another question: the number that it must repeat is another")]
    OtherQuestion,
    /// There is nothing to hold it against.
    #[error("no root is known: put the authority's root certificate into time-stamp-roots.pem in the data folder")]
    NoRoots,
    /// The certificate leads to no known root.
    #[error("it is by {0:?}, whose certificate leads to no root in time-stamp-roots.pem")]
    Untrusted(String),
    /// It lies before what it stamps.
    #[error(
        "it says {stamped}, and the newest entry that it stamps was recorded at {recorded}: one of the two clocks is wrong"
    )]
    BackDated {
        /// The stamp's time.
        stamped: Instant,
        /// The entry's.
        recorded: Instant,
    },
}

/// The name of the answer file that is the `number`th of its size, counted from 1.
fn file_name(size: u64, number: usize) -> String {
    if number == 1 { format!("{size}.tsr") } else { format!("{size}-{number}.tsr") }
}

/// Kept stamps, the largest checkpoint first and of each size the first kept first: all, or those of one size.
pub(crate) fn kept(reader: &dyn Reader, size: Option<u64>) -> anyhow::Result<Vec<Anchor>> {
    let mut found = Vec::new();
    reader.anchored(size.unwrap_or(u64::MAX), &mut |anchor| {
        let wanted = size.is_none_or(|size| size == anchor.size);
        found.extend(wanted.then_some(anchor));
        wanted
    })?;
    Ok(found)
}

/// The stamps for entries up to position `last`: all of the smallest stamped checkpoint that has it, or else of the largest one.
pub fn covering(reader: &dyn Reader, last: u64) -> anyhow::Result<Vec<Anchor>> {
    let mut found: Vec<Anchor> = Vec::new();
    reader.anchored(u64::MAX, &mut |anchor| {
        let same = found.first().is_some_and(|best| best.size == anchor.size);
        if !same && (found.is_empty() || anchor.size > last) {
            found.clear();
        }
        let better = found.is_empty() || same;
        if better {
            found.push(anchor);
        }
        better
    })?;
    Ok(found)
}

/// `key` is the log's key now. Names and bytes of the files in `anchors/`: all with the list of them last, or those of one size and a list that is not to be given away.
pub fn files(reader: &dyn Reader, key: &str, size: Option<u64>) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let (mut files, mut index, mut last, mut number) = (Vec::new(), String::new(), None, 0);
    for anchor in kept(reader, size)? {
        if last != Some(anchor.size) {
            (last, number) = (Some(anchor.size), 0);
            let note = checkpoint_alone(reader, key, anchor.size)?;
            let note = note.ok_or_else(|| anyhow::anyhow!("no checkpoint of {} entries", anchor.size))?;
            files.push((format!("{}.checkpoint", anchor.size), note.into_bytes()));
        }
        number += 1;
        let name = file_name(anchor.size, number);
        let _ = writeln!(index, "{name}");
        files.push((name, stamp_response(&anchor.token)));
    }
    files.push(("index".to_owned(), index.into_bytes()));
    Ok(files)
}

fn instant(seconds: i64) -> anyhow::Result<Instant> {
    Ok(Instant::from_unix_s(seconds)?)
}

impl App {
    /// The same, with authorities for time stamps.
    pub fn with_stamping(mut self, stamping: Stamping) -> Self {
        self.stamping = stamping.into();
        self
    }

    /// A question about the newest checkpoint, to be carried by hand. Asked twice about the same checkpoint it is the same. Returns how many
    /// entries it is about, and the file.
    pub fn anchor_question(&self) -> Result<(u64, Vec<u8>), AppError> {
        let question = self.ask_anew("")?;
        Ok((question.size, self.anchor_request(&question)?))
    }

    /// Lets a question about the newest checkpoint wait for an authority. One that waits for it already is brought up to that checkpoint.
    pub fn ask_anew(&self, authority: &str) -> Result<Question, AppError> {
        let (size, waiting) = self.read(|reader| Ok((reader.log_size()?, reader.anchor_questions()?)))?;
        if size == 0 {
            return Err(AppError::NotFound);
        }
        let mut own = waiting.into_iter().filter(|one| one.authority == authority);
        let by_hand = authority.is_empty();
        // What was carried away by hand may still come back answered; what was sent has failed and is sent anew.
        let old = if by_hand { own.find(|one| one.size == size) } else { own.next() };
        if let Some(same) = old.as_ref().filter(|old| old.size == size) {
            return Ok(same.clone());
        }
        let mut nonce = [0; 8];
        self.surroundings().fill(&mut nonce);
        let now = self.surroundings().now();
        let fresh = Question {
            nonce: StampRequest::new(&[], nonce).nonce,
            size,
            authority: authority.to_owned(),
            since: old.as_ref().map_or(now, |old| old.since),
            tries: old.as_ref().map_or(0, |old| old.tries),
            tried: old.as_ref().and_then(|old| old.tried),
            trouble: old.as_ref().map(|old| old.trouble.clone()).unwrap_or_default(),
        };
        self.store().write(&mut |writer| {
            if let Some(old) = &old {
                writer.drop_anchor_question(&old.nonce)?;
            }
            Ok(writer.put_anchor_question(&fresh)?)
        })?;
        Ok(fresh)
    }

    /// A question as it is sent.
    pub fn anchor_request(&self, question: &Question) -> Result<Vec<u8>, AppError> {
        let note = self.read(|reader| checkpoint_alone(reader, &self.key, question.size)?.ok_or(AppError::NotFound))?;
        Ok(StampRequest::new(note.as_bytes(), question.nonce).to_bytes())
    }

    /// Notes that an authority was asked in vain.
    pub fn anchor_failed(&self, question: &Question, trouble: &str) -> Result<(), AppError> {
        let tries = question.tries.saturating_add(1);
        let trouble = trouble.chars().take(300).collect();
        let failed = Question { tries, tried: Some(self.surroundings().now()), trouble, ..question.clone() };
        self.store().write(&mut |writer| Ok(writer.put_anchor_question(&failed)?))
    }

    /// The questions that are to be sent now: of each authority that has not stamped the newest checkpoint and was not answered within the
    /// last `every_h` hours. With `hurry` neither that time nor a pause after a failure counts.
    pub fn anchors_due(&self, hurry: Hurry) -> Result<Vec<(Authority, Question)>, AppError> {
        let now = self.surroundings().now();
        let mut due = Vec::new();
        for authority in &self.stamping.authorities {
            let (size, last, waiting) = self.read(|reader| {
                let mut last: Option<(u64, i64)> = None;
                reader.anchored(u64::MAX, &mut |anchor| {
                    if anchor.authority == authority.name {
                        last = Some((anchor.size, anchor.at));
                    }
                    last.is_none()
                })?;
                Ok((reader.log_size()?, last, reader.anchor_questions()?))
            })?;
            let waits = waiting.into_iter().find(|one| one.authority == authority.name);
            let rested = last.is_none_or(|(_, at)| now.unix_s() - at >= i64::from(self.stamping.every_h) * 3_600);
            let behind = last.map_or(0, |(last, _)| last) < size;
            let wanted = match (&waits, hurry) {
                (_, Hurry::Now) => behind,
                (Some(waits), Hurry::No) => behind && waits.is_due(now),
                (None, Hurry::No) => behind && rested,
            };
            if wanted {
                due.push((authority.clone(), self.ask_anew(&authority.name)?));
            }
        }
        Ok(due)
    }

    /// Keeps an authority's answer, if it holds and answers a question that waits. Nothing is kept that a reader would refuse.
    pub fn keep_anchor(&self, answer: &[u8]) -> Result<Anchor, AppError> {
        let refused = |error: AnchorError| AppError::Failed(error.into());
        let token = stamp_token(answer).map_err(|error| refused(error.into()))?;
        let waiting = self.read(|reader| Ok(reader.anchor_questions()?))?;
        let (mut found, mut other) = (None, None);
        for question in waiting {
            let note = self.read(|reader| Ok(checkpoint_alone(reader, &self.key, question.size)?))?.unwrap_or_default();
            match verify_stamp(token, note.as_bytes(), &self.stamping.roots) {
                Ok(stamp) if stamp.nonce == question.nonce => found = Some((question, stamp)),
                Ok(_) => other = Some(AnchorError::OtherQuestion),
                Err(StampError::OtherImprint) => {}
                Err(error) => other = Some(error.into()),
            }
        }
        let (question, stamp) = found.ok_or_else(|| refused(other.unwrap_or(AnchorError::NotAsked)))?;
        if self.stamping.roots.is_empty() {
            return Err(refused(AnchorError::NoRoots));
        }
        if !stamp.vouched {
            return Err(refused(AnchorError::Untrusted(stamp.by)));
        }
        self.not_back_dated(question.size, &stamp)?;
        let anchor = Anchor {
            size: question.size,
            certificate: stamp.certificate,
            at: stamp.at,
            before: stamp.before,
            by: stamp.by,
            authority: question.authority.clone(),
            token: token.to_vec(),
        };
        self.store().write(&mut |writer| {
            writer.put_anchor(&anchor)?;
            Ok(writer.drop_anchor_question(&question.nonce)?)
        })?;
        Ok(anchor)
    }

    fn not_back_dated(&self, size: u64, stamp: &Stamp) -> Result<(), AppError> {
        let newest = self.read(|reader| Ok(reader.entries(size.saturating_sub(1), 1)?.pop()))?;
        let Some(newest) = newest else { return Ok(()) };
        let (stamped, recorded) = (instant(stamp.before)?, crate::witnesses::recorded_at(&newest.bytes)?);
        if stamped.plus_s(CLOCKS_MAY_DIFFER_S) < recorded {
            return Err(AppError::Failed(AnchorError::BackDated { stamped, recorded }.into()));
        }
        Ok(())
    }

    /// How the log stands to time; of stamps the newest `most`.
    pub fn anchoring(&self, reader: &dyn Reader, most: usize) -> anyhow::Result<Anchoring> {
        let (size, mut newest, mut largest, mut last, mut number) = (reader.log_size()?, Vec::new(), 0, None, 0);
        reader.anchored(u64::MAX, &mut |anchor| {
            number = if last == Some(anchor.size) { number + 1 } else { 1 };
            last = Some(anchor.size);
            largest = largest.max(anchor.size);
            newest.push((anchor.size, anchor.before, anchor.by, file_name(anchor.size, number)));
            newest.len() < most
        })?;
        let newest = newest.into_iter().map(|(size, before, by, file)| {
            anyhow::Ok(Anchored { size, before: instant(before)?, by, file: format!("anchors/{file}") })
        });
        let first_missing = reader.entries(largest, 1)?.pop();
        let waiting = reader.anchor_questions()?.into_iter().map(|one| Waiting {
            authority: one.authority,
            size: one.size,
            since: one.since,
            tries: one.tries,
            trouble: one.trouble,
        });
        Ok(Anchoring {
            newest: newest.collect::<anyhow::Result<_>>()?,
            missing: size.saturating_sub(largest),
            missing_since: first_missing.map(|entry| crate::witnesses::recorded_at(&entry.bytes)).transpose()?,
            waiting: waiting.collect(),
        })
    }

    /// A file of the log's `anchors/`, if there is one of that name.
    pub fn anchor_file(&self, name: &str) -> Result<Vec<u8>, AppError> {
        let size = name.split(['.', '-']).next().and_then(|size| size.parse().ok());
        self.read(|reader| {
            let found = files(reader, &self.key, size)?.into_iter().find(|(known, _)| known == name);
            found.map(|(_, bytes)| bytes).ok_or(AppError::NotFound)
        })
    }
}

/// Whether somebody waits for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hurry {
    /// Somebody does.
    Now,
    /// Nobody does.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_authorities_is_read_and_a_wrong_line_is_named() {
        let text = "# ours\nauthority one http://tsa.example/\n\nevery 6\n";
        let read = Stamping::parse(text, StampRoots::default()).unwrap();
        assert_eq!((read.authorities[0].name.as_str(), read.every_h), ("one", 6));
        for (wrong, line) in [
            ("authority one https://tsa.example/", 1),
            ("authority one", 1),
            ("every 0", 1),
            ("every day", 1),
            ("\nsomething", 2),
            ("authority one http://a/\nauthority one http://b/", 2),
        ] {
            assert_eq!(Stamping::parse(wrong, StampRoots::default()), Err(line), "{wrong}");
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        let at = Instant::from_unix_s(1_000_000).unwrap();
        let question = |tries, tried| Question {
            nonce: [0; 8],
            size: 1,
            authority: "one".into(),
            since: at,
            tries,
            tried,
            trouble: String::new(),
        };
        assert!(question(0, None).is_due(at));
        for (tries, pause) in [(1, 60), (2, 120), (4, 480), (20, 21_600), (u32::MAX, 21_600)] {
            let waits = question(tries, Some(at));
            assert!(!waits.is_due(at.plus_s(pause - 1)) && waits.is_due(at.plus_s(pause)), "{tries}");
        }
        // A clock that was set back holds nothing up.
        assert!(question(1, Some(at)).is_due(at.plus_s(-1)));
    }
}
