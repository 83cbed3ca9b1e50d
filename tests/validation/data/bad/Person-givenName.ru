# A given name with a language tag.
DELETE WHERE { person:ana schema:givenName ?o } ; INSERT DATA { person:ana schema:givenName "Ana"@es }
