# An identity confidence that is a double.
DELETE WHERE { person:ana kg:identityConfidence ?o } ;
INSERT DATA { person:ana kg:identityConfidence 0.5e0 }
