# Positions that begin with 2.
DELETE DATA { authorship:p.1 schema:position 1 } ; INSERT DATA { authorship:p.1 schema:position 4 }
