# A DOI that is none.
INSERT DATA { paper:p schema:identifier "doi:banana" }
