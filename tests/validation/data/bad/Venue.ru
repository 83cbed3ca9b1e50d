# A venue without IRI.
INSERT DATA { _:v a fabio:Journal ; schema:name "Night letters" }
