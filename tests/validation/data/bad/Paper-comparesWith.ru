# A comparison with a benchmark.
INSERT DATA { paper:p kg:comparesWith benchmark:moonlit-8 }
