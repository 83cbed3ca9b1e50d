# A position that is no number, although it says so.
# also: PaperOrder
DELETE DATA { authorship:p.1 schema:position 1 } ; INSERT DATA { authorship:p.1 schema:position "x"^^xsd:integer }
