# A benchmark used as a method.
INSERT DATA { paper:p kg:usesMethod benchmark:moonlit-8 }
