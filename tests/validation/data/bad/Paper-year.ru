# A year that is none.
DELETE WHERE { paper:p fabio:hasPublicationYear ?o } ;
INSERT DATA { paper:p fabio:hasPublicationYear "199x"^^xsd:gYear }
