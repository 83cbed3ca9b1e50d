# Two.
INSERT DATA { paper:p kg:howPublished "one", "other" }
