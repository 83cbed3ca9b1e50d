# A position that is a text.
# also: PaperOrder
DELETE DATA { authorship:p.1 schema:position 1 } ; INSERT DATA { authorship:p.1 schema:position "1st" }
