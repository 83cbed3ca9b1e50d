# A match as text.
INSERT DATA { method:dqn skos:closeMatch "Q1" }
