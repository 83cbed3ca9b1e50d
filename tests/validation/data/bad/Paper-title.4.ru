# A title that is a number.
INSERT DATA { paper:p schema:name 12 }
