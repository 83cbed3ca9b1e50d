# Evidence of a field of no record.
DELETE DATA { reading:s.1.title-4-17 schema:about record:s.1 }
