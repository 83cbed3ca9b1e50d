# A start below 0.
DELETE WHERE { position:title-0-5 oa:start ?o } ; INSERT DATA { position:title-0-5 oa:start -1 }
