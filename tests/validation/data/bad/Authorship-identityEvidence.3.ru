# Nothing.
DELETE WHERE { authorship:p.1 kg:identityEvidence ?o } ; INSERT DATA { authorship:p.1 kg:identityEvidence "" }
