# A second identity confidence.
INSERT DATA { person:ana kg:identityConfidence 0.5 }
