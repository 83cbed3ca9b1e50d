# A name that begins with the family name.
DELETE WHERE { person:ana schema:name ?o } ; INSERT DATA { person:ana schema:name "López, Ana" }
