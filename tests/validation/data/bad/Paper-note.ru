# Two.
INSERT DATA { paper:p skos:note "one", "other" }
