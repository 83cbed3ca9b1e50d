# Two.
INSERT DATA { paper:p kg:printedDate "one", "other" }
