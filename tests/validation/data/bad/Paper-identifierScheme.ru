# An identifier that does not say its scheme.
INSERT DATA { paper:p schema:identifier "2107.01234" }
