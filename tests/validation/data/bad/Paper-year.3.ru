# Two years.
INSERT DATA { paper:p fabio:hasPublicationYear "2020"^^xsd:gYear }
