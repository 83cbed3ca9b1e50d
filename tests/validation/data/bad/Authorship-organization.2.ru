# A person.
INSERT DATA { authorship:p.1 schema:affiliation person:ana }
