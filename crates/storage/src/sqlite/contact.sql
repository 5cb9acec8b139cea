-- Permanent, and not part of the log: by what a source's code is known, and the messages. No time is kept but the day.
CREATE TABLE contacts (report TEXT PRIMARY KEY, code BLOB NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
CREATE TABLE messages (
  number INTEGER PRIMARY KEY, report TEXT NOT NULL, side TEXT NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL, recorded INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_report ON messages (report, number);
