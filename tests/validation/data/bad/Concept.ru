# A method without IRI.
INSERT DATA { _:m a kg:Method, skos:Concept ; skos:prefLabel "IQL"@en ; schema:name "IQL" ; skos:inScheme scheme:methods ; kg:curated false }
