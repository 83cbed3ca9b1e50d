# Two numbers.
INSERT DATA { grant:a-17 schema:identifier "B-18" }
