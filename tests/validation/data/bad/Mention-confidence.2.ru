# A confidence that is a double.
DELETE WHERE { mention:abstract-31-34 itsrdf:taConfidence ?o } ;
INSERT DATA { mention:abstract-31-34 itsrdf:taConfidence 0.5e0 }
