# No authors and no author lines.
DELETE { paper:p schema:author ?author ; kg:authorship ?line . ?line ?a ?b }
WHERE { paper:p schema:author ?author ; kg:authorship ?line . ?line ?a ?b }
