# A text.
INSERT DATA { paper:p schema:publisher "Owl Press" }
