# A method without preferred label.
DELETE WHERE { method:dqn skos:prefLabel ?o }
