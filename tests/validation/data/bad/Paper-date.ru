# A date that holds a year only.
DELETE WHERE { paper:p schema:datePublished ?o } ;
INSERT DATA { paper:p schema:datePublished "2021"^^xsd:date }
