# Offsets counted in UTF-16 units, one too far behind the script Q.
DELETE WHERE { position:abstract-31-34 ?p ?o } ;
INSERT DATA { position:abstract-31-34 a oa:TextPositionSelector ; oa:start "32"^^xsd:nonNegativeInteger ; oa:end "35"^^xsd:nonNegativeInteger }
