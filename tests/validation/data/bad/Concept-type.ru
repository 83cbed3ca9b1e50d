# A method that is not typed skos:Concept.
DELETE DATA { method:dqn a skos:Concept }
