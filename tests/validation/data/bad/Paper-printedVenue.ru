# Two.
INSERT DATA { paper:p kg:printedVenue "NIGHT" }
