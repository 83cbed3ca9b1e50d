# A text with a language.
DELETE WHERE { record:s.1 kg:identityEvidence ?o } ; INSERT DATA { record:s.1 kg:identityEvidence "same title"@en }
