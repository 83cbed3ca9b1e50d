# A span without IRI.
INSERT DATA { _:s a oa:SpecificResource ; oa:hasSource text:abstract ; oa:hasSelector position:abstract-31-34, quote:abstract-31-34 }
