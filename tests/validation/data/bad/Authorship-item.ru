# Two agents in one author line.
INSERT DATA { authorship:p.1 schema:item org:owls }
