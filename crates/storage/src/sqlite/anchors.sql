-- Permanent: time stamps over checkpoints, one of each certificate, and the questions that wait for an answer. Times are seconds since 1970.
CREATE TABLE anchors (
  size INTEGER NOT NULL, certificate BLOB NOT NULL, at INTEGER NOT NULL, before INTEGER NOT NULL, by TEXT NOT NULL,
  authority TEXT NOT NULL, token BLOB NOT NULL, PRIMARY KEY (size, certificate)
) STRICT;
CREATE TABLE anchor_questions (
  nonce BLOB PRIMARY KEY, size INTEGER NOT NULL, authority TEXT NOT NULL, since INTEGER NOT NULL,
  tries INTEGER NOT NULL, tried INTEGER NOT NULL, trouble TEXT NOT NULL
) STRICT, WITHOUT ROWID;
