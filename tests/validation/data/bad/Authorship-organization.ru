# A text.
INSERT DATA { authorship:p.1 schema:affiliation "Owl Lab" }
