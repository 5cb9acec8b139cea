## Import

import-title = Import reports
import-intro = A table of reports, one a row. Nothing is recorded before you have seen what would be.
import-step-file = 1. File
import-step-mapping = 2. Columns
import-step-dry-run = 3. Trial run
import-step-record = 4. Record
import-file = File
import-file-hint = CSV, with a first row of column names. At most { $most }.
import-encoding = Encoding
import-encoding-found = Read as { $encoding }
import-delimiter-found = Columns separated by { $delimiter }
import-zone = Times without an offset are taken as local ({ $zone }).
import-mapping = Which column is what
import-mapping-hint = Columns were recognised by their names. Change what is wrong.
import-column = Column
import-field = Field
import-example = First values
import-ignored = leave out
import-default = The same for all rows
import-dry-run = Try it
import-dry-run-note = This is a trial run. Nothing was recorded.
import-would-record = Would be recorded
import-already-there = In the record already
import-with-errors = With errors
import-all-or-none = All rows are recorded, or none. Mend the errors in the file and choose it again.
import-record =
    { $n ->
        [one] Record one report
       *[other] Record { $n } reports
    }
import-recorded =
    { $n ->
        [one] One report was recorded.
       *[other] { $n } reports were recorded.
    }
import-skipped =
    { $n ->
        [one] One was there already and was left out.
       *[other] { $n } were there already and were left out.
    }
import-errors-title = Errors
import-error-row = Row { $row }
import-error-row-column = Row { $row }, column { $column }
import-error-value = Value
import-error-what = What is wrong
import-error-hint = How to mend it
import-errors-more =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
import-errors-download = Download all errors
import-template = Download an empty table with all columns
import-batch = Import of { $time }
