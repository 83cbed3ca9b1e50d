# An author line with a property that is none of its own.
INSERT DATA { authorship:p.1 schema:sourceOrganization org:owls }
