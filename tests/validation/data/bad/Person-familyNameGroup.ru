# A family name that is the word Team.
DELETE WHERE { person:ana schema:familyName ?o } ; INSERT DATA { person:ana schema:familyName "Team" }
