# A field by its property.
DELETE DATA { reading:s.1.title-4-17 kg:field "title" } ;
INSERT DATA { reading:s.1.title-4-17 kg:field "schema:name" }
