# No identifier.
DELETE WHERE { paper:p schema:identifier ?o }
