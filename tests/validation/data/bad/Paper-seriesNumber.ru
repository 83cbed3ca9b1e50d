# Two.
INSERT DATA { paper:p kg:seriesNumber "one", "other" }
