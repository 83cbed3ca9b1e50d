# A method used as a benchmark.
INSERT DATA { paper:p kg:usesBenchmark method:dqn }
