# A person with two names.
INSERT DATA { person:ana schema:name "A. López" }
