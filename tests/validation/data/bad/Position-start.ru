# A start behind the end.
# also: SpanQuote
DELETE WHERE { position:title-0-5 oa:start ?o } ; INSERT DATA { position:title-0-5 oa:start "9"^^xsd:nonNegativeInteger }
