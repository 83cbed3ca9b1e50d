# A method as a benchmark.
INSERT DATA { claim:abstract-19-48 kg:claimsOn method:dqn }
