# A group with a family name.
INSERT DATA { org:owls schema:familyName "Team" }
