# Two metrics.
INSERT DATA { claim:abstract-19-48 kg:metric "recall" }
