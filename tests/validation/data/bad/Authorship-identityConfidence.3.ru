# An identity confidence that is a double.
DELETE WHERE { authorship:p.1 kg:identityConfidence ?o } ;
INSERT DATA { authorship:p.1 kg:identityConfidence 0.5e0 }
