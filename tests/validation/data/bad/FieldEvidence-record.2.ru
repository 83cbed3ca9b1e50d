# Evidence of a field that is about the paper.
DELETE DATA { reading:s.1.title-4-17 schema:about record:s.1 } ;
INSERT DATA { reading:s.1.title-4-17 schema:about paper:p }
