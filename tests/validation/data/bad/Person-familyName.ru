# Two family names.
INSERT DATA { person:ana schema:familyName "Lopez" }
