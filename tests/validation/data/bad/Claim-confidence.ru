# A confidence above 1.
DELETE WHERE { claim:abstract-19-48 itsrdf:taConfidence ?o } ;
INSERT DATA { claim:abstract-19-48 itsrdf:taConfidence 1.2 }
