# An author without author line.
INSERT DATA { paper:p schema:author person:bo . person:bo a schema:Person ; schema:name "Bo Chen" }
