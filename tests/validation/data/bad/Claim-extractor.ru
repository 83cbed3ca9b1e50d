# A claim that nobody found.
DELETE WHERE { claim:abstract-19-48 prov:wasAttributedTo ?o }
