# Two.
INSERT DATA { paper:p fabio:hasSequenceIdentifier "one", "other" }
