# An ORCID iD that is too short.
INSERT DATA { person:ana schema:sameAs <https://orcid.org/0000-0002-1825> }
