# An arXiv identifier that is none.
INSERT DATA { paper:p schema:identifier "arXiv:21.07" }
