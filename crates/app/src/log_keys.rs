//! The log's keys: how one follows another, as an entry of the log itself.

use crate::access::{Action, Actor};
use crate::work::App;
use crate::{AppError, Reader, mission};
use mirqab_domain::procedure;
use mirqab_ledger::{Hash, Keys, Succession, Verifier};
use mirqab_vocabulary::Passage;

/// The notes by which the log's keys followed each other, in order.
pub fn notes(reader: &dyn Reader) -> anyhow::Result<Vec<String>> {
    let mission = mission::state(reader)?;
    // A passage has no line end at its end, and a note has one.
    Ok(mission.map(|mission| mission.log_keys).unwrap_or_default().iter().map(|note| format!("{note}\n")).collect())
}

/// The checkpoint of the log's first `size` entries as it is stamped and given away: with the line alone of the newest key that signed it.
/// `key` is the log's key now.
pub fn checkpoint_alone(reader: &dyn Reader, key: &str, size: u64) -> anyhow::Result<Option<String>> {
    let (Some(note), notes) = (reader.checkpoint_of(size)?, notes(reader)?) else { return Ok(None) };
    if notes.is_empty() {
        return Ok(Some(note));
    }
    Ok(Some(keys(key, &notes)?.alone(&note)?.1))
}

fn keys(key: &str, notes: &[String]) -> anyhow::Result<Keys> {
    let all = notes.iter().map(|note| Succession::open(note)).collect::<Result<Vec<_>, _>>()?;
    Ok(Keys::new(Verifier::parse(key)?, &all)?)
}

impl App {
    /// The log's keys, as the log itself tells.
    pub fn log_keys(&self, reader: &dyn Reader) -> anyhow::Result<Keys> {
        keys(&self.key, &notes(reader)?)
    }

    /// Records that another key follows the log's. `sign` makes the note, signed by both, for the log as it is then. Returns the note.
    ///
    /// ORDER: the store signs with both keys before this is called, so that no checkpoint after the note is signed by the old key alone.
    pub fn follow_key(
        &self,
        actor: &Actor,
        sign: impl Fn(u64, Hash) -> anyhow::Result<String>,
    ) -> Result<String, AppError> {
        self.write(actor, Action::KeepMission, |work| {
            let size = work.reader().log_size()?;
            let note = sign(size, crate::witnesses::root(work.reader(), size)?)?;
            let event = mirqab_domain::mission::Event::LogKeyFollowed {
                note: Passage::parse(&note).map_err(anyhow::Error::from)?,
            };
            work.record(&procedure::the_mission(), event)?;
            Ok(note)
        })
    }
}
