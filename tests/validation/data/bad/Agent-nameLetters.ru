# An author named by digits.
DELETE WHERE { person:someone schema:name ?o } ; INSERT DATA { person:someone schema:name "12345" }
