# Two.
INSERT DATA { paper:p kg:bookTitle "one", "other" }
