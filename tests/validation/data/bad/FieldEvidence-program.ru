# Evidence of a field that nobody read.
DELETE DATA { reading:s.1.title-4-17 prov:wasAttributedTo software:kg-1 }
