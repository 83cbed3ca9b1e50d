# No title.
DELETE WHERE { paper:p schema:name ?title }
