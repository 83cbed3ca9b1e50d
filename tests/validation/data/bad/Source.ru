# A source without IRI.
# also: Run-used
INSERT DATA { run:r prov:used _:s . _:s a prov:Entity ; schema:name "b.txt" }
