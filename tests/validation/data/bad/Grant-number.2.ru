# No number.
DELETE DATA { grant:a-17 schema:identifier "A-17" }
