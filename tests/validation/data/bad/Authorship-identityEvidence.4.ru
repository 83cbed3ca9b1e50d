# A whole text.
DELETE { authorship:p.1 kg:identityEvidence ?o } INSERT { authorship:p.1 kg:identityEvidence ?long }
WHERE { authorship:p.1 kg:identityEvidence ?o BIND (REPLACE("1234567890", ".", "few have the name; shared co-author;") AS ?long) }
