# A publication date beside a publication year.
INSERT DATA { paper:p schema:datePublished "2021"^^xsd:gYear }
