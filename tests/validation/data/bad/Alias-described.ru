# A former IRI that another former one replaces.
INSERT DATA { paper:title-4567 dcterms:isReplacedBy paper:title-0123 }
