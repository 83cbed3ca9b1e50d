# No end.
DELETE WHERE { position:title-0-5 oa:end ?o }
