# Offsets that reach beyond the text.
DELETE WHERE { position:abstract-31-34 ?p ?o } ; DELETE WHERE { quote:abstract-31-34 oa:exact ?o } ;
INSERT DATA { position:abstract-31-34 a oa:TextPositionSelector ; oa:start "45"^^xsd:nonNegativeInteger ; oa:end "60"^^xsd:nonNegativeInteger .
  quote:abstract-31-34 oa:exact "t-8." }
