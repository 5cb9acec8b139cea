-- Permanent: what cannot be made anew.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE entries (
  position INTEGER PRIMARY KEY,
  room TEXT NOT NULL, subject TEXT NOT NULL,
  envelope BLOB NOT NULL,
  -- For each disclosure group 32 bytes of salt and the payload; NULL where there is none or it was erased.
  open BLOB, words BLOB, exact BLOB, identity BLOB
) STRICT;
CREATE INDEX entries_subject ON entries (room, subject);
CREATE TABLE nodes (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
CREATE TABLE blobs (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE accounts (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, role TEXT NOT NULL, party TEXT,
  password TEXT, active INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE sessions (hash BLOB PRIMARY KEY, account TEXT NOT NULL, csrf TEXT NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tokens (hash BLOB PRIMARY KEY, account TEXT NOT NULL, label TEXT NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Read models: made from the entries, dropped and replayed by `mirqab rebuild`.
CREATE TABLE subjects (
  number INTEGER PRIMARY KEY, room TEXT NOT NULL, id TEXT NOT NULL,
  state TEXT NOT NULL, last_entry TEXT NOT NULL, first_position INTEGER NOT NULL, last_position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX subjects_id ON subjects (room, id);
CREATE TABLE reports (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL, occurred_from INTEGER NOT NULL, occurred_to INTEGER NOT NULL,
  kind TEXT NOT NULL, channel TEXT NOT NULL, reported_by TEXT, author TEXT NOT NULL,
  linked INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL
) STRICT;
-- An index holds what lists are ordered by and what they are filtered by: filtering and counting read no row.
CREATE INDEX reports_received ON reports (received_at, id, kind, channel, reported_by, author, occurred_from, occurred_to);
CREATE INDEX reports_occurred ON reports (occurred_from, id, occurred_to);
CREATE INDEX reports_unlinked ON reports (received_at, id) WHERE linked = 0;
CREATE VIRTUAL TABLE report_words USING fts5 (words, content = '', contentless_delete = 1);
CREATE TABLE incidents (
  id TEXT PRIMARY KEY, occurred_from INTEGER NOT NULL, occurred_to INTEGER NOT NULL, kind TEXT NOT NULL,
  handling TEXT NOT NULL, merged INTEGER NOT NULL, published INTEGER NOT NULL, verified INTEGER NOT NULL, due INTEGER, data TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_occurred ON incidents (merged, occurred_from, id, kind, handling, published, occurred_to);
CREATE INDEX incidents_handling ON incidents (merged, handling, occurred_from, id);
CREATE INDEX incidents_published ON incidents (occurred_from, id, verified, kind) WHERE merged = 0 AND published = 1;
CREATE INDEX incidents_due ON incidents (due, id) WHERE due IS NOT NULL AND merged = 0;
CREATE TABLE links (incident TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (incident, report)) STRICT, WITHOUT ROWID;
CREATE INDEX links_report ON links (report);
