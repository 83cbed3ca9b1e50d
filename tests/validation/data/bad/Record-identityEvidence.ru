# Two texts.
INSERT DATA { record:s.1 kg:identityEvidence "same abstract" }
