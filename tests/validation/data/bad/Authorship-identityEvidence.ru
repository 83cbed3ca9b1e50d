# Two texts.
INSERT DATA { authorship:p.1 kg:identityEvidence "same venue" }
