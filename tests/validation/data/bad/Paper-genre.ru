# Two.
INSERT DATA { paper:p schema:genre "one", "other" }
