# A venue without name.
DELETE WHERE { venue:night-2021 schema:name ?o }
