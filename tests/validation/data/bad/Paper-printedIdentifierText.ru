# What was printed is a text, not an address.
# also: Paper-printedIdentifier
INSERT DATA { paper:p kg:printedIdentifier <https://example.org/TBA> }
