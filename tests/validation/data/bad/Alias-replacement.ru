# A former IRI that a text replaces.
INSERT DATA { paper:title-0123 dcterms:isReplacedBy "paper:p" }
