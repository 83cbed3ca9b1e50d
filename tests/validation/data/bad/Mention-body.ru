# A mention of a person.
# also: Paper-evidenceIsMention
DELETE DATA { mention:abstract-31-34 oa:hasBody method:dqn } ;
INSERT DATA { mention:abstract-31-34 oa:hasBody person:ana }
