# A word that no venue decides by.
INSERT DATA { paper:p schema:creativeWorkStatus "maybe" }
