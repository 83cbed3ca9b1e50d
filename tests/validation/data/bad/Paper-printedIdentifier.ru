# A text that stands where an identifier belongs.
INSERT DATA { paper:p kg:printedIdentifier "doi:TBA" }
