# A title without IRI.
INSERT DATA { _:t a kg:Title ; schema:isPartOf paper:p }
