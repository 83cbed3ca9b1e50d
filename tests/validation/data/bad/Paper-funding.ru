# The number of the award as a text.
INSERT DATA { paper:p schema:funding "A-17" }
