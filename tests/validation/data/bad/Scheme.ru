# A scheme without IRI.
INSERT DATA { _:s a skos:ConceptScheme ; skos:prefLabel "Tasks"@en }
