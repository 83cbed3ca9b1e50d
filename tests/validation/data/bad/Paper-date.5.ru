# A month that the calendar does not have.
DELETE WHERE { paper:p schema:datePublished ?o } ;
INSERT DATA { paper:p schema:datePublished "2021-13"^^xsd:gYearMonth }
