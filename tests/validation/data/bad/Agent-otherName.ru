# Another spelling with a language tag.
INSERT DATA { person:ana schema:alternateName "Ana"@es }
