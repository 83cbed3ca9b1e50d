# A mention that is not typed oa:Annotation.
DELETE DATA { mention:abstract-31-34 a oa:Annotation }
