# A confidence above 1.
DELETE WHERE { mention:abstract-31-34 itsrdf:taConfidence ?o } ;
INSERT DATA { mention:abstract-31-34 itsrdf:taConfidence 1.5 }
