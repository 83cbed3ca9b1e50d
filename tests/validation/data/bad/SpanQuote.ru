# A quote that is not the text at its offsets, in the abstract.
DELETE WHERE { quote:abstract-31-34 oa:exact ?o } ; INSERT DATA { quote:abstract-31-34 oa:exact "PPO" }
