# Two texts.
INSERT DATA { paper:p kg:printedEditors "Chen, Bo" }
