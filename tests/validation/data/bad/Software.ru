# A program without IRI.
INSERT DATA { _:s a prov:SoftwareAgent, schema:SoftwareApplication ; schema:name "kg" ; schema:softwareVersion "1" }
