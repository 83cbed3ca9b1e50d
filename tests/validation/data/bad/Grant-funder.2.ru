# A text.
INSERT DATA { grant:a-17 schema:funder "Owl Fund" }
