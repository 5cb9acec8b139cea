-- Where answers to proposals stand, and links that were taken back: what the model learns from is found without reading the whole log. An
-- envelope is canonical JSON without free text, so these words stand in it as the kind and nowhere else.
CREATE INDEX entries_answers ON entries (position) WHERE room = 'incident'
  AND (instr(CAST(envelope AS TEXT), '_judged/1"') > 0 OR instr(CAST(envelope AS TEXT), '/unlinked/1"') > 0);
