# A FaBiO class that is a Work.
INSERT DATA { paper:p a fabio:ResearchPaper }
