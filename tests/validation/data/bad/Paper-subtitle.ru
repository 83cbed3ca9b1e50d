# Two.
INSERT DATA { paper:p fabio:hasSubtitle "one", "other" }
