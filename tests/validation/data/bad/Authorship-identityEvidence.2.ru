# A text with a language.
DELETE WHERE { authorship:p.1 kg:identityEvidence ?o } ; INSERT DATA { authorship:p.1 kg:identityEvidence "same venue"@en }
