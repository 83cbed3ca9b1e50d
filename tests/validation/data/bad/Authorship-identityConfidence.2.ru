# An identity confidence above 1.
DELETE WHERE { authorship:p.1 kg:identityConfidence ?o } ;
INSERT DATA { authorship:p.1 kg:identityConfidence 1.5 }
