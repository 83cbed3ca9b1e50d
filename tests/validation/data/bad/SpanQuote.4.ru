# Offsets that lie beyond the text.
DELETE WHERE { position:abstract-31-34 ?p ?o } ;
INSERT DATA { position:abstract-31-34 a oa:TextPositionSelector ; oa:start "500"^^xsd:nonNegativeInteger ; oa:end "503"^^xsd:nonNegativeInteger }
