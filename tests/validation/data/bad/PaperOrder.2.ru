# Two author lines in one position.
DELETE DATA { authorship:p.3 schema:position 3 } ; INSERT DATA { authorship:p.3 schema:position 2 }
