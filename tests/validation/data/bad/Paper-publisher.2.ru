# A person.
INSERT DATA { paper:p schema:publisher person:ana }
