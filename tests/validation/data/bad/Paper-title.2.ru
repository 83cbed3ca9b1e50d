# Two titles without language tag.
INSERT DATA { paper:p schema:name "Owls at night" }
