# A benchmark addressed as a task.
INSERT DATA { paper:p kg:addressesTask benchmark:moonlit-8 }
