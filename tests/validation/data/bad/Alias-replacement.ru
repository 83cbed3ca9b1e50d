# A former IRI that two replace.
INSERT DATA { paper:title-0123 dcterms:isReplacedBy person:ana }
