# A run that used a person.
# also: Source-name
INSERT DATA { run:r prov:used <https://example.org/kg/nothing> }
