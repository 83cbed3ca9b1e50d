# Another title that is an IRI.
INSERT DATA { paper:p schema:alternateName person:ana }
