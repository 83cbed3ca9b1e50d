# A whole text.
DELETE { record:s.1 kg:identityEvidence ?o } INSERT { record:s.1 kg:identityEvidence ?long }
WHERE { record:s.1 kg:identityEvidence ?o BIND (REPLACE("1234567890", ".", "same title; same authors; same year;") AS ?long) }
