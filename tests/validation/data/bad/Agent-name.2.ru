# A group without name.
DELETE WHERE { org:owls schema:name ?o }
