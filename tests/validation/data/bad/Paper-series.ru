# Two.
INSERT DATA { paper:p kg:series "one", "other" }
