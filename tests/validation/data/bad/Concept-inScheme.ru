# A method in no scheme.
DELETE WHERE { method:dqn skos:inScheme ?o }
