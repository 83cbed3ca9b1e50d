# An author that is a blank node.
# also: Agent Authorship-item
DELETE DATA { authorship:p.3 schema:item person:someone . paper:p schema:author person:someone } ;
INSERT DATA { authorship:p.3 schema:item _:a . paper:p schema:author _:a . _:a a schema:Person ; schema:name "Bo Chen" }
