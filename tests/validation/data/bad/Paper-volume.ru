# Two.
INSERT DATA { paper:p prism:volume "one", "other" }
