# An affiliation that is an address of something, not a text.
INSERT DATA { authorship:p.1 kg:affiliation <https://example.org/lab> }
