# A record without IRI.
INSERT DATA { _:r a kg:Record, prov:Entity ; foaf:primaryTopic paper:p ; prov:wasDerivedFrom source:s ; prov:wasGeneratedBy run:r }
