# A position that is 0.
DELETE DATA { authorship:p.1 schema:position 1 } ; INSERT DATA { authorship:p.1 schema:position 0 }
