# Two.
INSERT DATA { paper:p schema:reportNumber "one", "other" }
