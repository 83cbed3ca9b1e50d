# A former IRI that is a blank node.
INSERT DATA { _:a dcterms:isReplacedBy paper:p }
