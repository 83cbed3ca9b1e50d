# A start that is no number.
DELETE WHERE { position:title-0-5 oa:start ?o } ; INSERT DATA { position:title-0-5 oa:start "x"^^xsd:nonNegativeInteger }
