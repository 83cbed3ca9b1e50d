# A source without file name.
DELETE WHERE { source:s schema:name ?o }
