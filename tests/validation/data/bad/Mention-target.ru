# A mention without span.
DELETE DATA { mention:abstract-31-34 oa:hasTarget span:abstract-31-34 }
