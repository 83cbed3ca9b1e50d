# No year.
DELETE WHERE { paper:p fabio:hasPublicationYear ?o }
