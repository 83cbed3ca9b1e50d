# An identity confidence above 1.
DELETE WHERE { person:ana kg:identityConfidence ?o } ;
INSERT DATA { person:ana kg:identityConfidence 1.5 }
