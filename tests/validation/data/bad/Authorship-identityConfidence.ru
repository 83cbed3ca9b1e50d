# A second identity confidence.
INSERT DATA { authorship:p.1 kg:identityConfidence 0.5 }
