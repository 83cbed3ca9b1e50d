# A claim that is no annotation.
DELETE DATA { claim:abstract-19-48 a oa:Annotation }
