# Two printed names.
INSERT DATA { authorship:p.1 schema:name "A. López" }
