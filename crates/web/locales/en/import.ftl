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

## What a column may hold

import-field-reference = Sender's own reference
import-field-channel = Channel
import-field-source = Source
import-field-reported-by = Party that files the report
import-field-accused = Party that the report accuses
import-field-kind = Kind of event
import-field-text = Words of the report
import-field-language = Language of these words
import-field-occurred-day = Day on which it happened
import-field-occurred-time = Time of day at which it happened
import-field-occurred-from = Happened from
import-field-occurred-to = Happened until
import-field-received-at = Reached the mission at
import-field-observed-at = Observed at
import-field-latitude = Latitude
import-field-longitude = Longitude
import-field-precision-m = Precision of the place, metres
import-field-place = Name of the place
import-field-observer-latitude = Latitude of the observer
import-field-observer-longitude = Longitude of the observer
import-field-bearing = Bearing from the observer, degrees
import-field-bearing-error = Error of the bearing, degrees
import-field-distance-near-m = At least so far, metres
import-field-distance-far-m = At most so far, metres
import-field-sensor = Sensor
import-field-sensor-latitude = Latitude of the sensor
import-field-sensor-longitude = Longitude of the sensor
import-field-arrived-at = When the sound reached the sensor
import-field-clock-error-ms = Error of that time, milliseconds
import-field-sensor-range-m = How far the sensor hears, metres
import-field-weapon = Class of weapon
import-field-calibre-mm = Calibre, millimetres
import-field-weapon-model = Model of the weapon, as stated
import-field-killed-min = Killed, at least
import-field-killed-max = Killed, at most
import-field-injured-min = Injured, at least
import-field-injured-max = Injured, at most
import-field-civilians = Whether they were civilians
import-field-what = What was counted
import-field-direction = Direction of the fire
import-field-means = How it was observed
import-field-count = Number counted
import-field-count-quality = How sure is the number
import-field-witness-name = Name of the witness
import-field-witness-contact = How to reach the witness

## What can be wrong with a file

refusal-csv-empty = The file is empty.
refusal-csv-empty-hint = Choose a file whose first row holds the names of the columns.
refusal-csv-not-csv = The file is not a CSV table.
refusal-csv-not-csv-hint = Open it in a spreadsheet program and save it as CSV (UTF-8).
refusal-csv-too-large = The file has { $size }. At most { $most } is taken.
refusal-csv-too-large-hint = Divide it into several files, each with the row of column names.
refusal-csv-zero-bytes = The file holds bytes that no text has.
refusal-csv-zero-bytes-hint = It may be damaged or in another encoding. Save it again as CSV (UTF-8).
refusal-csv-column-name = Column { $column } has no name, or another column has the same name: “{ $name }”.
refusal-csv-column-name-hint = Give each column a name of its own in the first row.
refusal-csv-no-rows = The file has names of columns and no row.
refusal-csv-no-rows-hint = Choose a file with at least one report.

## What can be wrong with a row or a cell

refusal-csv-missing = A value is needed here.
refusal-csv-missing-hint = Fill the cell in, or choose the column or the common value that holds it.
refusal-csv-unknown = There is no such value.
refusal-csv-unknown-hint = Use one of the codes in the codebook.
refusal-csv-day = This is not a day.
refusal-csv-day-hint = Write it as year, month, day, such as 2020-01-18.
refusal-csv-day-ambiguous = Day and month cannot be told apart.
refusal-csv-day-ambiguous-hint = Write it as year, month, day, such as 2020-01-18.
refusal-csv-time = This is not a time.
refusal-csv-time-hint = Write 14:30 for local time, or day and time such as 2020-01-18 14:30.
refusal-csv-backwards = It ends before it begins.
refusal-csv-backwards-hint = Exchange the two, or correct one of them.
refusal-csv-number = This is not a whole number in its range.
refusal-csv-number-hint = Write digits only, without words such as “about”. Leave the cell empty if the number is not known.
refusal-csv-latitude = This is not a latitude from −90 to 90 degrees.
refusal-csv-latitude-hint = Write degrees, such as 32.8872. Perhaps latitude and longitude were exchanged.
refusal-csv-longitude = This is not a longitude from −180 to 180 degrees.
refusal-csv-longitude-hint = Write degrees, such as 13.1913. Perhaps latitude and longitude were exchanged.
refusal-csv-bearing = This is not a bearing from 0 up to 360 degrees with an error from 0.1 to 180.
refusal-csv-bearing-hint = Write degrees from true north, clockwise: east is 90.
refusal-csv-band = This is not a distance from near to far, of at most 200 km.
refusal-csv-band-hint = Write the nearer distance and the farther one, both in metres.
refusal-csv-no-place = There is no place.
refusal-csv-no-place-hint = Give coordinates, a place name, or the observer's position with bearing and distance.
refusal-csv-text = The text is too long, or holds control characters.
refusal-csv-text-hint = Shorten it, and take out line breaks where one line is asked for.
refusal-csv-party = There is no such party.
refusal-csv-party-hint = Use a party's code from the agreement. Leave the cell empty if no party is meant.
refusal-csv-party-not-own = A party liaison files reports for their own party only.
refusal-csv-party-not-own-hint = Put your own party's code, or leave the column out.
refusal-csv-cells = The row has another number of cells than the first row.
refusal-csv-cells-hint = Text that holds the separator stands between quotation marks.
refusal-csv-unreadable = The row cannot be read.
refusal-csv-unreadable-hint = A quotation mark may be missing.

place-meant = Which place is meant
place-meant-hint = Choosing one puts the report on the map with that place's middle and radius. The name stays as written.
place-meant-none = none of these; leave it off the map
place-meant-ask = The gazetteer has no place of the very name “{ $name }”, or more than one. Please choose, then send again. Files have to be chosen again.
place-taken = Taken for
place-taken-for = { $place }, by likeness of the name
place-left-open = left off the map; it may be: { $places }
place-unknown = left off the map; no place comes near
