# A person.
INSERT DATA { paper:p schema:funder person:ana }
