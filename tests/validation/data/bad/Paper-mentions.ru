# A mention of a person.
INSERT DATA { paper:p schema:mentions person:ana }
