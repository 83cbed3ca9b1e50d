# A record that no run made.
DELETE WHERE { record:s.1 prov:wasGeneratedBy ?o }
