# A venue as text.
INSERT DATA { paper:p schema:isPartOf "NIGHT 2021" }
