# An author line of no paper.
INSERT DATA { authorship:q.1 a kg:Authorship ; schema:position 1 ; schema:item person:ana }
