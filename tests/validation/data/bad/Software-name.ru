# A program without name.
DELETE WHERE { software:kg-1 schema:name ?o }
