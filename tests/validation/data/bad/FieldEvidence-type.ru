# Evidence of a field that is no annotation.
DELETE DATA { reading:s.1.title-4-17 a oa:Annotation }
