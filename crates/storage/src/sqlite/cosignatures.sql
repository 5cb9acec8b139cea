-- Permanent: what witnesses signed. `size` is that of a checkpoint; `witness` is a key, `line` the signature line.
CREATE TABLE cosignatures (
  size INTEGER NOT NULL, witness TEXT NOT NULL, time INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (size, witness)
) STRICT, WITHOUT ROWID;
