# Two.
INSERT DATA { paper:p prism:edition "one", "other" }
