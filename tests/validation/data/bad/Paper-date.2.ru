# A date that the calendar does not have.
DELETE WHERE { paper:p schema:datePublished ?o } ;
INSERT DATA { paper:p schema:datePublished "2021-02-30"^^xsd:date }
