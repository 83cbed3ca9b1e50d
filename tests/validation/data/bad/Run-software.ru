# A run of no program.
DELETE WHERE { run:r prov:wasAssociatedWith ?o }
