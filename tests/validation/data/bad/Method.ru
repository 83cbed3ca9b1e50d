# A method that is also a benchmark.
INSERT DATA { method:dqn a kg:Benchmark }
