# A person without IRI.
INSERT DATA { _:p a schema:Person ; schema:name "Bo Chen" }
