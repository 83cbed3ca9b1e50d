# A text.
INSERT DATA { paper:p <http://purl.org/spar/cito/cites> "Owls, 2019" }
