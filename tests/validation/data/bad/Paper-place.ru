# Two.
INSERT DATA { paper:p fabio:hasPlaceOfPublication "one", "other" }
