# Two.
INSERT DATA { paper:p fabio:hasElectronicArticleIdentifier "one", "other" }
