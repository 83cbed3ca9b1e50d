# An abstract of no paper.
INSERT DATA { text:other a fabio:Abstract }
