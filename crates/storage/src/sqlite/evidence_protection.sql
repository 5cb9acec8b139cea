-- The same for verifications: of which cases who stands behind an item of evidence is asked to be opened, or something was proposed to be erased.
CREATE INDEX entries_evidence_protection ON entries (position) WHERE room = 'verification'
  AND (instr(CAST(envelope AS TEXT), '/witness_opening_requested/1"') > 0 OR instr(CAST(envelope AS TEXT), '/evidence_erasure_proposed/1"') > 0);
