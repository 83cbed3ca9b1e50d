# An author that is a method.
DELETE DATA { authorship:p.3 schema:item person:someone . paper:p schema:author person:someone } ;
INSERT DATA { authorship:p.3 schema:item method:dqn . paper:p schema:author method:dqn }
