# A gap in the positions.
DELETE DATA { authorship:p.3 schema:position 3 } ; INSERT DATA { authorship:p.3 schema:position 4 }
