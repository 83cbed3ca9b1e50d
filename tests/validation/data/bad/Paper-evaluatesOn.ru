# An evaluation on a person.
# also: Paper-mentions
INSERT DATA { paper:p kg:evaluatesOn person:ana ; schema:mentions person:ana }
