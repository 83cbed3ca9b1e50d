# A year of the Buddhist calendar.
DELETE DATA { paper:p fabio:hasPublicationYear "2021"^^xsd:gYear } ;
INSERT DATA { paper:p fabio:hasPublicationYear "2564"^^xsd:gYear }
