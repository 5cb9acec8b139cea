//! Import: many reports of one table, all or none.

use crate::access::{Action, Actor};
use crate::intake::{CellError, Columns, Context, Field, Problem, Table};
use crate::report::{Identities, Imported, Many};
use crate::work::App;
use crate::{AppError, Reader, agreement};
use mirqab_domain::mission::PostKind;
use mirqab_domain::procedure;
use mirqab_domain::report::{Channel, Draft, Event, admit, admit_signed};
use mirqab_vocabulary::{Coordinates, PartyCode, ReportId};

/// The most bytes of a table: 256 MiB.
pub const TABLE_MOST: usize = 256 << 20;

/// How many errors are kept, so that a large file that is wrong throughout needs no more memory than itself.
pub const ERRORS_KEPT: usize = 10_000;

/// What came of an import, or would come of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Rows that were read.
    pub rows: u64,
    /// What is wrong, row by row: the first `ERRORS_KEPT`. Nothing is recorded while there is one.
    pub errors: Vec<CellError>,
    /// How much is wrong in all.
    pub wrong: u64,
    /// What was recorded; `None` for a dry run, or when there are errors.
    pub imported: Option<Imported>,
}

impl Outcome {
    fn note(&mut self, error: CellError) {
        self.wrong += 1;
        if self.errors.len() < ERRORS_KEPT {
            self.errors.push(error);
        }
    }
}

/// Whether to record, or only to say what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Say what is wrong.
    Dry,
    /// Record if nothing is.
    Real,
}

/// The mission's sensors: key, place, and how far each hears.
fn sensors(reader: &dyn Reader) -> anyhow::Result<Vec<(String, Coordinates, u32)>> {
    let posts = crate::mission::state(reader)?.into_iter().flat_map(|mission| mission.charter.posts);
    Ok(posts.filter(|post| post.kind == PostKind::Acoustic).map(|post| (post.key, post.at, post.range_m)).collect())
}

/// Whether a table may name somebody to be protected: it has a column of names, or one that nobody reads and that may hold anything.
fn identities(table: &Table<'_>, columns: &Columns) -> Identities {
    let named = [Field::WitnessName, Field::WitnessContact].iter().any(|field| columns.column(*field).is_some());
    if named || !table.unmapped(columns).is_empty() { Identities::Some } else { Identities::None }
}

impl App {
    /// What rows are read with: the mission's zone and parties, and the time now.
    pub fn import_context<'a>(
        &self,
        actor: &Actor,
        gazetteer: &'a dyn Fn(&str) -> Option<(Coordinates, u32)>,
        default_channel: Option<Channel>,
    ) -> Result<Context<'a>, AppError> {
        let agreements = self.read(|reader| Ok(agreement::all(reader)?))?;
        let parties: Vec<PartyCode> = agreement::parties(&agreements).into_iter().map(|party| party.code).collect();
        Ok(Context {
            zone: self.settings.zone.clone(),
            parties,
            now: self.surroundings().now(),
            gazetteer,
            sensors: self.read(|reader| Ok(sensors(reader)?))?,
            default_channel,
            forced_party: actor.party.clone(),
        })
    }

    /// Imports a table's rows. `progress` is told how many rows are read.
    pub fn import(
        &self,
        actor: &Actor,
        table: &Table<'_>,
        columns: &Columns,
        context: &Context<'_>,
        run: Run,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Outcome, AppError> {
        let author = actor.author().filter(|_| actor.may(Action::Import)).ok_or(AppError::Denied(Action::Import))?;
        let mut outcome = Outcome::default();
        let keys = self.read(|reader| Ok(procedure::as_keys(reader.state(&procedure::keys_of(author.account))?)))?;
        let nobody = ReportId::from_parts(0, [0; 10]);
        let mut pass = |outcome: &mut Outcome, take: &mut dyn FnMut(u64, Draft) -> Result<(), AppError>| {
            for row in table.rows(columns, context) {
                outcome.rows += 1;
                if outcome.rows.is_multiple_of(1000) {
                    progress(outcome.rows);
                }
                let draft = match row.result {
                    Ok(draft) => draft,
                    Err(errors) => {
                        errors.into_iter().for_each(|error| outcome.note(error));
                        continue;
                    }
                };
                // The rules are asked here as well, so that a dry run finds what the real one would.
                let event = Event::Submitted { draft, signed: None };
                // Identities are sealed when they are recorded, not here.
                let admitted = admit(None, nobody, &event, &author, context.now, &[]);
                match (admitted.and_then(|()| admit_signed(None, keys.as_ref())), event) {
                    (Err(refusal), _) => {
                        let (column, value) = (String::new(), String::new());
                        outcome.note(CellError { line: row.line, column, value, problem: Problem::Rule(refusal) });
                    }
                    // Once something is wrong, the rest is only read.
                    (Ok(()), Event::Submitted { draft, .. }) if outcome.wrong == 0 => take(row.line, *draft)?,
                    _ => {}
                }
            }
            Ok::<_, AppError>(())
        };
        if run == Run::Dry {
            pass(&mut outcome, &mut |_, _| Ok(()))?;
            return Ok(outcome);
        }
        // One pass: rows are recorded as they are read, and the transaction is given up if anything is wrong.
        let written = self.write(actor, Action::Import, |work| {
            let mut many = Many::of(table.bytes, identities(table, columns));
            pass(&mut outcome, &mut |line, draft| many.submit(work, line, draft))?;
            if outcome.wrong == 0 { Ok(many.imported) } else { Err(AppError::NotFound) }
        });
        if outcome.wrong == 0 {
            outcome.imported = Some(written?);
        }
        Ok(outcome)
    }
}
