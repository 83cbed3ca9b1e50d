# A person who is also an organization.
# also: Organization-noFamilyName
INSERT DATA { person:ana a schema:Organization }
