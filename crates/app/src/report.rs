//! Report: taking in what somebody says.

use crate::access::{Action, Actor};
use crate::protection::{newest_holders, sealed_table};
use crate::sealing::{Kept, Receipt, digest, receipt};
use crate::work::{App, SALT, Work};
use crate::{AppError, Reader};
use mirqab_domain::report::{Attachment, Draft, Event, Original};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{BlobId, Line, ReportId};

/// A file that comes with a report.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its name as sent, without any folder.
    pub name: Line,
    /// Its media type as sent.
    pub media_type: Line,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The most bytes of one file: 25 MiB.
pub const UPLOAD_MOST: usize = 25 << 20;

/// The subject of a report.
pub fn subject(id: ReportId) -> Subject {
    Subject { room: Room::Report, id: id.to_string() }
}

/// What came of many reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Newly recorded.
    pub recorded: u64,
    /// Recorded before.
    pub repeated: u64,
}

impl Work<'_> {
    /// Records a report, unless the same sending is recorded already. Returns its id, and whether it was.
    pub fn submit(&mut self, draft: Draft) -> Result<(ReportId, bool), AppError> {
        if let Some(known) = self.known(&draft)? {
            return Ok((known, true));
        }
        Ok((self.submit_new(draft)?, false))
    }

    /// The report that this very sending became. One that came before there were key holders is found by what it was then.
    fn known(&self, draft: &Draft) -> Result<Option<ReportId>, AppError> {
        let reader = self.reader();
        if let Some(known) = reader.report_by_digest(&digest(self.author(), draft, Kept::Clear))? {
            return Ok(Some(known));
        }
        if draft.witness.is_none() {
            return Ok(None);
        }
        Ok(reader.report_by_digest(&digest(self.author(), draft, Kept::Sealed))?)
    }

    fn submit_new(&mut self, draft: Draft) -> Result<ReportId, AppError> {
        let (ms, random) = self.id_parts();
        let id = ReportId::from_parts(ms, random);
        self.record(&subject(id), Event::Submitted { draft: Box::new(draft), signed: None })?;
        Ok(id)
    }
}

/// Whether a table has a column that names somebody to be protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identities {
    None,
    Some,
}

/// Many reports out of one table. The table is kept if it brings anything new.
pub(crate) struct Many<'a> {
    table: &'a [u8],
    kept: Option<BlobId>,
    identities: Identities,
    pub imported: Imported,
}

impl<'a> Many<'a> {
    pub fn of(table: &'a [u8], identities: Identities) -> Self {
        Self { table, kept: None, identities, imported: Imported::default() }
    }

    /// Records the report on a line of the table, unless it is recorded already.
    pub fn submit(&mut self, work: &mut Work<'_>, line: u64, mut draft: Draft) -> Result<(), AppError> {
        if work.known(&draft)?.is_some() {
            self.imported.repeated += 1;
            return Ok(());
        }
        let blob = match &self.kept {
            Some(blob) => blob.clone(),
            None => {
                // A table with a column of identities is kept as they are: sealed, if there are key holders.
                let sealed = match self.identities {
                    Identities::Some => {
                        let set = newest_holders(work.reader())?;
                        work.seal_table(self.table, set.as_ref())?
                    }
                    Identities::None => None,
                };
                self.kept.insert(work.keep_salted(sealed.as_deref().unwrap_or(self.table))?).clone()
            }
        };
        draft.original = Some(Original { blob, line });
        work.submit_new(draft)?;
        self.imported.recorded += 1;
        // What is found by its digest is a row; rows of this transaction must be there for the rows that follow.
        Ok(work.refresh()?)
    }
}

impl App {
    /// Takes in a report with its files. The receipt is given after everything is on disk.
    pub fn submit(&self, actor: &Actor, draft: &Draft, uploads: &[Upload]) -> Result<Receipt, AppError> {
        let (id, repeated) = self.write(actor, Action::Submit, |work| {
            let mut draft = draft.clone();
            for upload in uploads {
                let blob = work.keep(&upload.bytes)?;
                draft.attachments.push(Attachment {
                    blob,
                    name: upload.name.clone(),
                    media_type: upload.media_type.clone(),
                    bytes: upload.bytes.len() as u64,
                });
            }
            work.submit(draft)
        })?;
        self.receipt_of(id, repeated)
    }

    /// The receipt of a recorded report.
    pub fn receipt_of(&self, id: ReportId, repeated: bool) -> Result<Receipt, AppError> {
        self.read(|reader| {
            let position = reader.position_of(&subject(id))?.ok_or(AppError::NotFound)?;
            Ok(receipt(reader, id, position, repeated)?)
        })
    }
}

/// Whether somebody may read a report: staff who work on cases, whoever submitted it, and the party that filed it.
pub fn may_read(actor: &Actor, report: &mirqab_domain::report::State) -> bool {
    actor.may(Action::SeeWork)
        || actor.account == Some(report.author.account)
        || (actor.may(Action::SeeOwnParty) && actor.party.is_some() && actor.party == report.draft.reported_by)
}

/// The report, for somebody who may read it; whose identity is protected is left out for those who may not see it.
pub fn read(reader: &dyn Reader, actor: &Actor, id: ReportId) -> Result<mirqab_domain::report::State, AppError> {
    let state = mirqab_domain::procedure::as_report(reader.state(&subject(id))?);
    let mut state = state.filter(|state| may_read(actor, state)).ok_or(AppError::NotFound)?;
    if !actor.may(Action::SeeIdentity) && actor.account != Some(state.author.account) {
        state.draft.witness = None;
    }
    if let Some(sealed) = state.draft.witness.as_mut().and_then(|witness| witness.sealed.as_mut()) {
        // That it is sealed is told; the sealed bytes go to the key holders and to nobody else.
        (sealed.locked, sealed.shares) = (String::new(), Vec::new());
    }
    Ok(state)
}

/// The table out of which a report was read, byte for byte. It holds other reports and protected identities too, so it is for those
/// who may see both.
pub fn original(reader: &dyn Reader, actor: &Actor, id: ReportId) -> Result<Vec<u8>, AppError> {
    if !actor.may(Action::SeeWork) || !actor.may(Action::SeeIdentity) {
        return Err(AppError::NotFound);
    }
    let original = read(reader, actor, id)?.draft.original.ok_or(AppError::NotFound)?;
    let mut kept = reader.blob(&original.blob)?.ok_or(AppError::NotFound)?;
    let table = kept.split_off(SALT.min(kept.len()));
    // A sealed one is opened by a quorum, and is nothing to anybody else.
    if sealed_table(&table)?.is_some() { Err(AppError::NotFound) } else { Ok(table) }
}

/// A file that came with a report, byte for byte, and the name under which it is saved.
pub fn attached(
    reader: &dyn Reader,
    actor: &Actor,
    id: ReportId,
    number: usize,
) -> Result<(String, Vec<u8>), AppError> {
    let state = read(reader, actor, id)?;
    let attachment = state.draft.attachments.get(number).ok_or(AppError::NotFound)?;
    let bytes = reader.blob(&attachment.blob)?.ok_or(AppError::NotFound)?;
    Ok((format!("{id}-{number}.bin"), bytes))
}
