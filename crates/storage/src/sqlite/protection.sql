-- Which reports have something that is asked to be opened or was proposed to be erased: found without reading the whole log. The words stand
-- in an envelope as the kind and nowhere else.
CREATE INDEX entries_protection ON entries (position) WHERE room = 'report'
  AND (instr(CAST(envelope AS TEXT), '/opening_requested/1"') > 0 OR instr(CAST(envelope AS TEXT), '/erasure_proposed/1"') > 0);
