# A year that is an integer.
DELETE WHERE { paper:p fabio:hasPublicationYear ?o } ;
INSERT DATA { paper:p fabio:hasPublicationYear 2021 }
