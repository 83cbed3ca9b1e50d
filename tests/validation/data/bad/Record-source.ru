# A record from nowhere.
DELETE WHERE { record:s.1 prov:wasDerivedFrom ?o }
