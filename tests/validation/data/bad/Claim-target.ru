# A claim of no sentence.
DELETE WHERE { claim:abstract-19-48 oa:hasTarget ?o }
