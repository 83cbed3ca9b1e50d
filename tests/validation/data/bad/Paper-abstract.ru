# Two abstracts.
INSERT DATA { paper:p schema:abstract "Another one." }
