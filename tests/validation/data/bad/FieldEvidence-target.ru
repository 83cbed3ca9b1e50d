# Evidence of a field that is nowhere.
DELETE DATA { reading:s.1.title-4-17 oa:hasTarget span:s.1.title-4-17 }
