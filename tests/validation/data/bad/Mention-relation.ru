# A relation that is a mere mention.
DELETE WHERE { mention:abstract-31-34 kg:relation ?o } ;
INSERT DATA { mention:abstract-31-34 kg:relation schema:mentions }
