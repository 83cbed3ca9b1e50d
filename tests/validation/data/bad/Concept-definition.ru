# A curated concept without definition.
DELETE WHERE { method:dqn skos:definition ?o }
