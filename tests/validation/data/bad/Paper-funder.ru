# A text.
INSERT DATA { paper:p schema:funder "Owl Fund" }
