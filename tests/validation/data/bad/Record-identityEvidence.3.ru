# Nothing.
DELETE WHERE { record:s.1 kg:identityEvidence ?o } ; INSERT DATA { record:s.1 kg:identityEvidence "" }
