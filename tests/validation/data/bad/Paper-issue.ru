# Two.
INSERT DATA { paper:p prism:issueIdentifier "one", "other" }
