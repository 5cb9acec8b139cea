//! Import: many reports of one table, all or none.

use crate::access::{Action, Actor};
use crate::intake::{CellError, Columns, Context, Problem, Table};
use crate::report::Imported;
use crate::work::App;
use crate::{AppError, agreement};
use mirqab_domain::report::{Channel, Event, admit};
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
        let nobody = ReportId::from_parts(0, [0; 10]);
        for row in table.rows(columns, context) {
            outcome.rows += 1;
            if outcome.rows.is_multiple_of(1000) {
                progress(outcome.rows);
            }
            match row.result {
                Err(errors) => errors.into_iter().for_each(|error| outcome.note(error)),
                // The rules are asked here as well, so that a dry run finds what the real one would.
                Ok(draft) => {
                    let event = Event::Submitted { draft };
                    if let Err(refusal) = admit(None, nobody, &event, &author, context.now) {
                        let problem = Problem::Rule(refusal);
                        let (column, value) = (String::new(), String::new());
                        outcome.note(CellError { line: row.line, column, value, problem });
                    }
                }
            }
        }
        if outcome.wrong == 0 && run == Run::Real {
            let mut rows = table.rows(columns, context).filter_map(|row| Some((row.line, *row.result.ok()?)));
            outcome.imported = Some(self.submit_many(actor, table.bytes, &mut rows)?);
        }
        Ok(outcome)
    }
}
