# An IRI.
INSERT DATA { paper:p schema:pagination paper:p }
