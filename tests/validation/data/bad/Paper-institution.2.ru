# A person.
INSERT DATA { paper:p schema:sourceOrganization person:ana }
