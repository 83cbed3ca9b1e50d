# Neither authors nor author lines nor editors.
DELETE { paper:p schema:author ?author ; kg:authorship ?line . ?line ?a ?b }
WHERE { paper:p schema:author ?author ; kg:authorship ?line . ?line ?a ?b } ;
DELETE DATA { paper:p schema:editor org:owls }
