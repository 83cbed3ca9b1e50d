# A grant without IRI.
INSERT DATA { _:g a schema:Grant ; schema:identifier "B-18" }
