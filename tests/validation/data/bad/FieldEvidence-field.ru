# Evidence of two fields at once.
INSERT DATA { reading:s.1.title-4-17 kg:field "subtitle" }
