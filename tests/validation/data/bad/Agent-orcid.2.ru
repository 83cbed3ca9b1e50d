# An ORCID iD with http.
INSERT DATA { person:ana schema:sameAs <http://orcid.org/0000-0002-1825-0097> }
