# A former IRI that is still described.
INSERT DATA { paper:title-0123 a foaf:Document }
