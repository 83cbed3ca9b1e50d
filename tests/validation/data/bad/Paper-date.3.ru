# A publication year that is none.
DELETE WHERE { paper:p schema:datePublished ?o } ;
INSERT DATA { paper:p schema:datePublished "199x"^^xsd:gYear }
