# Two formats.
INSERT DATA { source:s schema:encodingFormat "bibtex" }
